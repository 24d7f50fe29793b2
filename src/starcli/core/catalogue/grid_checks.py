"""Findings of a ledger of grids held against itself, the rules of its framework and its form."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "micro-grids-beyond-grid",
        "{grid}：微网格覆盖 {covered} 户，多于网格的 {households} 户",
        "{grid}: its micro-grids have {covered} households, more than the {households} of the grid",
        "请核对这两格",
        "check both cells",
    ),
    (
        "grid-fact-decides",
        "{name}填报 {typed}，网格台账为 {listed}（{cells}）；按台账星级为{then}，不是{now}",
        "{name} is typed as {typed}, the ledger of grids says {listed} ({cells}); by it the grade is {then}, not {now}",
        "两处必有一处要改；改正前按填报的数评定",
        "one of the two has to be corrected; until then the rating rests on what was typed",
    ),
)
_WARNINGS = entries(
    "warning",
    (
        "grid-fact-differs",
        "{name}填报 {typed}，网格台账为 {listed}（{cells}）",
        "{name} is typed as {typed}, the ledger of grids says {listed} ({cells})",
        "请核对两处；评定以填报的数为准",
        "check both; the rating rests on what was typed",
    ),
    (
        "grid-said-in-range",
        "{grid}写为达标，但 {households} 户不在 {low}-{high} 户之内",
        "{grid} is said to be in range, but {households} households are not within {low} to {high}",
        "请核对户数和达标情况",
        "check its households and what it says",
    ),
    (
        "grid-said-out-of-range",
        "{grid}写为不达标，但 {households} 户在 {low}-{high} 户之内",
        "{grid} is said to be out of range, but {households} households are within {low} to {high}",
        "请核对户数和达标情况",
        "check its households and what it says",
    ),
    (
        "grid-leaders-several",
        "{grid}填了 {count} 名网格长，应为一名",
        "{grid} names {count} leaders; a grid has one",
        "请明确一名网格长，其他人填到相应的栏",
        "settle on one; name the others in their own columns",
    ),
    (
        "grid-leader-missing",
        "{count} 个网格没有网格长（{grids}）",
        "nobody leads these grids, in number {count}: {grids}",
        "每个网格配一名网格长；已经配了的请填姓名",
        "appoint a leader for each; name the one who is appointed already",
    ),
    (
        "grid-leads-too-many",
        "同一人担任 {count} 个网格的网格长（{grids}），一人最多 {most} 个",
        "one person leads {count} grids ({grids}); one may lead {most} at most",
        "请调整；同名不同人的请在姓名后注明",
        "appoint others; where two people share a name, tell them apart",
    ),
    (
        "grid-leader-without-post",
        "{count} 个网格的网格长没有写职务（{grids}）；网格长应为村社干部",
        "in {count} of the grids the leader's post is blank ({grids}); a leader is one of the unit's cadres",
        "请填网格长在村社的职务",
        "state the post that the leader holds in the unit",
    ),
    (
        "micro-grids-implausible",
        "{grid}平均每个微网格 {mean} 户，不在 {low}-{high} 户之间",
        "{grid}: its micro-grids have {mean} households each, which is not within {low} to {high}",
        "请核对户数和微网格数",
        "check its households and the number of micro-grids",
    ),
)
_NOTES = entries(
    "note",
    (
        "grid-fact-supplied",
        "{name}没有填，取网格台账的 {value}（{cells}）",
        "{name} was left blank; {value} was taken from the ledger of grids ({cells})",
        "请核对台账；要改就在这一格填写",
        "check the ledger; to change it, type it in this cell",
    ),
    (
        "grid-posts-vacant",
        "{post}空缺的网格 {count} 个（{grids}）",
        "grids without anybody as {post}: {count} ({grids})",
        "请配备；已经配了的请填姓名",
        "appoint somebody; name the one who is appointed already",
    ),
    (
        "grid-functions-lacking",
        "{functions}：没有到位的网格 {count} 个（{grids}）",
        "not in place in {count} of the grids ({grids}): {functions}",
        "请落实；已经到位的请打 √",
        "put it in place; tick it where it is already",
    ),
    (
        "grid-size-off",
        "{count} 个网格{size}（{grids}），标准 {low}-{high} 户",
        "{count} of the grids: {size} ({grids}); the standard is {low} to {high} households",
        "请列入网格调整；starcli grids --plan 可以提出方案",
        "plan to divide them anew; starcli grids --plan proposes how",
    ),
    (
        "micro-grids-off-standard",
        "{count} 个网格的微网格平均不在 {low}-{high} 户之内（{grids}）",
        "in {count} of the grids the micro-grids are not within {low} to {high} households on average ({grids})",
        "有条件的可调整",
        "re-divide them where that is possible",
    ),
    (
        "grid-exempt",
        "不足 {below} 户且只设一个网格：{households} 户视为达标",
        "fewer than {below} households in one grid: {households} count as in range",
        "无需处理",
        "nothing to do",
    ),
)

GRID_CHECKS = _ERRORS | _WARNINGS | _NOTES
