"""Findings about pooled problems: who cannot be counted, what plans give no causes, what could not be proven."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "pool-asks-nothing",
        "{grade}对任何指标都没有达标要求，没有可汇总的问题",
        "{grade} requires nothing of any indicator: there is nothing to pool",
        "请换一个目标星级；有要求的：{known}",
        "choose another target; grades with requirements: {known}",
    ),
    (
        "pool-share-unclear",
        "“{text}”不是大于0、小于100的百分数",
        "'{text}' is no percentage above 0 and below 100",
        "请写成 30% 或 30",
        "write it as 30% or 30",
    ),
    (
        "pool-no-plans",
        "这里没有读到任何方案",
        "no plan could be read here",
        "请指明填好的方案所在文件夹，或不用 --plans",
        "name the folder of plans that were filled in, or leave --plans out",
    ),
    (
        "pool-options-of-rooms",
        "{options} 说的是房屋怎么调剂，而没有用 --resources 指明房源台账",
        "{options}: these say how rooms are given, and no --resources names any",
        "请用 --resources 指明台账，或去掉这些选项",
        "name the ledger of rooms with --resources, or leave them out",
    ),
    (
        "pool-options-of-problems",
        "{options} 说的是共性问题怎么汇总，和 --resources 同用不起作用",
        "{options}: these say how problems are pooled, and do nothing beside --resources",
        "请分两次运行：一次带 --resources，一次不带",
        "run pool twice: with --resources, and without",
    ),
)
_WARNINGS = entries(
    "warning",
    (
        "pool-kind-unknown",
        "{count} 个没有评定的单位不知道类型或分类（{names}）；只在人人适用的指标里计入总数",
        "kind or profile unknown of units without a rating: {count} ({names}); they count only where all are asked",
        "请在名册里写明类型和分类",
        "state kind and profile in the roster",
    ),
    (
        "pool-plan-of-nobody",
        "{count} 份方案不属于本次汇总的任何单位（{names}），原因没有计入",
        "plans of units that are not pooled here: {count} ({names}); their causes are not counted",
        "请核对方案的单位名称和代码",
        "check name and code of the units in the plans",
    ),
    (
        "pool-plan-unread",
        "{count} 份方案读不出（{names}），原因没有计入",
        "plans that could not be read: {count} ({names}); their causes are not counted",
        "请用 starcli plan --check 逐份查看",
        "look at them with starcli plan --check",
    ),
    (
        "lever-not-proven",
        "集中解决 {size} 项：时间内只找到让 {units} 个单位达标的组合，最多可能 {most} 个，没有证明哪种最好",
        "fixing {size}: what was found in time brings {units} units there, {most} are possible at most; no proof",
        "可把 --fixes 改小，或接受已找到的组合",
        "ask for fewer with --fixes, or take what was found",
    ),
)
_NOTES = entries(
    "note",
    (
        "pool-plans-doubtful",
        "方案里另有 {count} 处疑问没有逐条列出",
        "{count} doubts about the plans are not listed here",
        "请用 starcli plan --check 查看",
        "see them with starcli plan --check",
    ),
)

POOL = _ERRORS | _WARNINGS | _NOTES
