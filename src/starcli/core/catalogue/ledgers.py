"""Findings about a row of a rectification ledger: its state and moves, its days, its deadline and extension."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "state-unknown",
        "“{text}”不是台账的状态",
        "'{text}' is no state of the ledger",
        "可用：{known}",
        "known: {known}",
    ),
    (
        "state-unproven",
        "状态是“{state}”，但没有填{what}",
        "the state is '{state}', but the {what} is blank",
        "请补填，或更正状态",
        "fill it in, or correct the state",
    ),
    (
        "state-contradicted",
        "状态是“{state}”，但{what}填了“{text}”",
        "the state is '{state}', but the {what} says '{text}'",
        "请核对后更正其一",
        "check, and correct one of the two",
    ),
    (
        "state-move-illegal",
        "状态由“{then}”（{cell}）变成“{now}”，不合规定的流程",
        "the state went from '{then}' ({cell}) to '{now}', which the rules do not allow",
        "“{then}”之后只能是：{allowed}；请补上漏填的环节，或更正状态",
        "after '{then}' comes one of: {allowed}; fill in what was left out, or correct the state",
    ),
    (
        "closed-unclear",
        "“{text}”看不出是否销号",
        "'{text}' does not say whether it is closed",
        "请填“是”或“否”；在此之前按未销号计",
        "write yes or no; until then it counts as not closed",
    ),
    (
        "ledger-day-in-future",
        "{what}是 {day}，晚于今天（{today}）",
        "the {what} is {day}, later than today ({today})",
        "请更正日期；还没有做的事不要填",
        "correct it; leave blank what has not been done yet",
    ),
    (
        "ledger-days-out-of-order",
        "{what}是 {day}，早于{other}（{first}）",
        "the {what} is {day}, before the {other} ({first})",
        "请核对两个日期",
        "check both days",
    ),
    (
        "extended-again",
        "“{text}”：已延期 {times} 次，最多 {most} 次",
        "'{text}': extended {times} times, at most {most} allowed",
        "请按原延期时限督办，或报县级处理",
        "hold to the first extension, or refer it to the county",
    ),
    (
        "extension-too-long",
        "延期至 {day}，比原时限 {first} 多 {days} 天，最多 {most} 天",
        "extended to {day}, {days} days after the first deadline {first}; at most {most} allowed",
        "请缩短延期",
        "shorten the extension",
    ),
    (
        "ledger-row-of-nobody",
        "这一行没有写是哪个村社，计入总数，归不到单位",
        "this row does not say whose it is: it counts in the totals, and for no unit",
        "请在每一行写明村社名称",
        "write the unit's name in every row",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "state-missing",
        "没有填状态，按其他格判断为“{state}”",
        "no state; by its other cells the row is taken as '{state}'",
        "请填写当前状态",
        "fill in the state",
    ),
    (
        "share-unclear",
        "“{text}”看不出完成率",
        "'{text}' is no clear share done",
        "请填 0 到 100 的百分数，如 80%",
        "write a percentage from 0 to 100, such as 80%",
    ),
    (
        "deadline-missing",
        "没有完成时限",
        "there is no deadline",
        "请填写年月日；在此之前无法预警",
        "fill in the day; until then no light can be shown",
    ),
    (
        "deadline-moved",
        "完成时限 {day} 晚于原来的 {first}（{cell}），没有办延期",
        "the deadline {day} is later than the first one, {first} ({cell}), without an extension",
        "请恢复原时限；要延期的填在“延期至”",
        "put the first deadline back; an extension has a column of its own",
    ),
    (
        "extension-shortens",
        "延期至 {day}，不晚于原时限 {first}",
        "extended to {day}, which is not after the deadline {first}",
        "请核对两个日期",
        "check both days",
    ),
    (
        "extension-unapproved",
        "延期至“{text}”，没有写明{approver}同意",
        "extended to '{text}', without a word of approval by the {approver}",
        "请在这里写明批准意见和原因：{where}",
        "say who approved it and why under: {where}",
    ),
    (
        "done-not-closed",
        "完成率已是 100%，还没有申请销号",
        "done to 100%, but closing has not been requested",
        "请申请销号，或核对完成率",
        "request closing, or check the share",
    ),
)

_NOTES = entries(
    "note",
    (
        "deadline-without-day",
        "完成时限是“{text}”，没有具体日期，不能预警",
        "the deadline is '{text}', no day: no light can be shown",
        "能定日期的，请填年月日",
        "write a day where there is one",
    ),
)

LEDGERS = _ERRORS | _WARNINGS | _NOTES
