"""Findings about closings against the rules, relapses, ledgers as a whole, and the run that tracks them."""

from starcli.core.catalogue.entry import entries

_CLOSINGS = entries(
    "error",
    (
        "closed-value-short",
        "{id} 已销号，但核验值 {value} 没有达到要求（{demand}）",
        "{id} is closed, but the verified value {value} does not meet the requirement ({demand})",
        "请退回整改，或更正核验值",
        "send it back, or correct the verified value",
    ),
    (
        "closed-without-value",
        "已销号，但没有可用的核验值：{text}",
        "closed, but without a usable verified value: {text}",
        "请由镇街核验后填写数值，或退回整改",
        "let the town verify it and enter the value, or send it back",
    ),
    (
        "closed-without-evidence",
        "已销号，但没有写明任何佐证材料",
        "closed, but no evidence is named",
        "请写明至少一项佐证材料，或退回整改",
        "name at least one item of evidence, or send it back",
    ),
    (
        "closed-without-town-check",
        "已销号，但缺{what}",
        "closed, but without the {what}",
        "请由镇街核验人补填姓名和日期，或退回整改",
        "let the town's checker enter name and date, or send it back",
    ),
    (
        "closed-without-county-review",
        "已销号，但缺{what}",
        "closed, but without the {what}",
        "请县级复核或抽查后填写意见和日期，或退回整改",
        "let the county review it and enter opinion and date, or send it back",
    ),
    (
        "closed-against-opinion",
        "已销号，但意见是“{text}”",
        "closed, although the opinion is '{text}'",
        "请按意见退回整改，或更正意见",
        "send it back as the opinion says, or correct the opinion",
    ),
    (
        "closed-without-survey",
        "指标来自测评，已销号，但没有写明重新测评过",
        "the figure comes from a survey; closed, but no new survey is named",
        "请重新测评，并在佐证材料中写明（如：{words}）",
        "survey again and say so under evidence (such as: {words})",
    ),
    (
        "relapsed",
        "{day} 已销号，但 {season} 的数值 {value}（{cell}）又没有达到要求（{demand}），未满 {seasons} 季，按{state}计",
        "closed on {day}, but {season} has {value} ({cell}), short of {demand}: within {seasons} seasons, so {state}",
        "请把状态改为“{state}”，重新整改并定完成时限",
        "set the state to '{state}', put it right again and set a new deadline",
    ),
)

_ERRORS = entries(
    "error",
    (
        "ledger-row-gone",
        "上一份台账里的问题“{problem}”（{cell}，{state}）不见了，并没有销号",
        "the problem '{problem}' of the earlier ledger ({cell}, {state}) is gone without having been closed",
        "请补回这一行，或按程序销号",
        "put the row back, or close it by the rules",
    ),
    (
        "ledger-twice",
        "{unit}的台账有不止一份填过：另见 {others}；都没有计入",
        "more than one ledger of {unit} is filled in: see {others}; none of them was counted",
        "请只留一份",
        "keep one of them",
    ),
    (
        "no-ledgers",
        "这里没有整改台账",
        "there is no rectification ledger here",
        "请核对路径",
        "check the path",
    ),
    (
        "no-filed-copies",
        "这里没有备案方案的存档",
        "no copies of filed plans are kept here",
        "请核对 --register 所指的登记簿",
        "check the register that --register names",
    ),
    (
        "former-is-the-same",
        "--former 和要跟踪的是同一个文件夹",
        "--former names the folder that is tracked",
        "请指明上一份台账所在的文件夹",
        "name the folder of the earlier ledgers",
    ),
    (
        "no-rectification-rules",
        "指标体系“{framework}”没有整改规则（rectification）",
        "the framework '{framework}' has no rules of rectification",
        "请在 framework.yaml 中写上 rectification",
        "add rectification to framework.yaml",
    ),
    (
        "not-a-day",
        "“{text}”不是日期",
        "'{text}' is no day",
        "请写成 2022-12-20",
        "write it as 2022-12-20",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "closing-not-ready",
        "状态是“{state}”，还缺“{condition}”：{reason}",
        "the state is '{state}', but one condition does not hold yet ({condition}): {reason}",
        "请补齐后再报，或退回",
        "complete it first, or send it back",
    ),
    (
        "closed-value-unjudged",
        "核验值 {value} 是否达到要求（{demand}）无法判断",
        "whether the verified value {value} meets the requirement ({demand}) cannot be told",
        "请在名册或方案中写明单位的类型和分类，并核对指标和目标星级",
        "state the unit's kind and profile in the roster or the plan, and check indicator and target grade",
    ),
    (
        "season-value-missed",
        "{season} 应达到 {value}，现为 {now}",
        "{value} was due by the end of {season}, it is {now}",
        "请说明原因，调整措施后报镇街",
        "give the reason, and adjust the measures with the town",
    ),
    (
        "relapse-undecided",
        "已销号，但填报表中的数值 {value}（{cell}）没有达到要求（{demand}）；销号日期或填报周期不明，看不出是否反弹",
        "closed, but the form has {value} ({cell}), short of {demand}; day of closing or period of the form unknown",
        "请写明县级复核日期和填报表的周期",
        "state the day of the county's review, and the period of the form",
    ),
    (
        "verified-differs",
        "核验值 {value} 与同季填报表中的 {other}（{cell}）不同",
        "the verified value {value} differs from {other} in the form of the same season ({cell})",
        "请核对后更正其一",
        "check, and correct one of the two",
    ),
    (
        "ledger-empty",
        "方案有 {count} 条措施，整改台账一行也没有",
        "the plan has {count} measures, and its ledger no row",
        "请把每条措施登记到台账",
        "enter each measure in the ledger",
    ),
    (
        "ledger-gone",
        "{unit}上次有台账（{count} 行），这次没有",
        "{unit} had a ledger ({count} rows), and has none now",
        "请核对是否漏报；在此之前它的问题没有计入",
        "see whether it was left out; until then its problems are not counted",
    ),
    (
        "former-ledger-twice",
        "上一期有不止一份台账，没有与之比对：{files}",
        "there is more than one earlier ledger, and none was compared: {files}",
        "请在 --former 的文件夹里只留一份",
        "keep one of them in the folder that --former names",
    ),
    (
        "ledger-without-rows",
        "整改台账有表头，没有一行问题",
        "the ledger has its headings, and no row below them",
        "没有问题的不用处理；请核对是否发错了文件",
        "nothing to do where there are no problems; see whether the wrong file was sent",
    ),
    (
        "not-a-ledger",
        "没有找到整改台账的表头",
        "no heading of a rectification ledger was found",
        "请核对文件；表头要有“问题”或“整改措施”，以及“当前状态”“完成率”等列",
        "check the file; a ledger has columns such as Problem, Measure, State and Done, %",
    ),
)

_NOTES = entries(
    "note",
    (
        "season-value-unknown",
        "{season} 应达到 {value}，没有那时的核验值，是否达到不知道",
        "{value} was due by the end of {season}; no verified value of that time tells whether it was reached",
        "请用 --forms 指明填报表，或在台账填写核验值和日期",
        "name the forms with --forms, or enter a verified value and its day in the ledger",
    ),
    (
        "fallen-later",
        "{day} 已销号，{season} 的数值 {value}（{cell}）又没有达到要求（{demand}），但已超过 {seasons} 季，不算反弹",
        "closed on {day}; {season} has {value} ({cell}), short of {demand}, but over {seasons} seasons later",
        "请作为新问题列入方案",
        "enter it in the plan as a new problem",
    ),
    (
        "ledgers-joined",
        "同一单位另有方案或未填的台账，已合并：{others}",
        "the same unit has another plan or an empty ledger, taken together with this: {others}",
        "不用处理",
        "nothing to do",
    ),
    (
        "ledger-missing",
        "名册中 {count} 个单位没有台账：{names}",
        "{count} units of the roster have no ledger: {names}",
        "没有问题的单位不用处理；其他的请催报",
        "nothing to do where there are no problems; ask the others for theirs",
    ),
    (
        "target-assumed",
        "{count} 个单位的台账没有写明目标星级，按{grade}核对：{names}",
        "the ledgers of {count} units name no target grade and were held against {grade}: {names}",
        "请在方案中写明目标星级，或用 --target 指定",
        "name the target grade in the plan, or give --target",
    ),
    (
        "former-ledger-unread",
        "上一期 {count} 个文件读不出或没有台账，没有用来比对：{names}",
        "{count} earlier files could not be read or hold no ledger, and were not compared: {names}",
        "可单独用 track 检查这些文件",
        "track these files by themselves to see why",
    ),
    (
        "tracked-form-unread",
        "{count} 份填报表读不出或没有评定，没有用它们的核验值：{names}",
        "{count} forms could not be read or rated, and their verified values were not used: {names}",
        "可单独用 score 检查这些文件",
        "score these files by themselves to see why",
    ),
)

TRACKING = _CLOSINGS | _ERRORS | _WARNINGS | _NOTES
