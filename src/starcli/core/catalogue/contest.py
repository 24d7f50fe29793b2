"""Findings about arena contests: judges' sheets, scores that are missing or cannot be taken, ties."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "contest-not-read",
        "评委打分表读不出：{reason}",
        "the judges' scores cannot be read: {reason}",
        "请另存为 .xlsx 后重试",
        "save them anew as .xlsx and try again",
    ),
    (
        "contest-table-missing",
        "没有找到评委打分表",
        "no table of judges' scores was found",
        "表头要有参赛单位（或选手）和各位评委（评委1、评委2……）；评委在行、选手在列也可以",
        "a heading row needs the contestants and the judges (judge 1, judge 2 …); judges may stand in rows instead",
    ),
    (
        "contest-one-row-a-score",
        "这张表一行一个分数，没有按评委分栏",
        "each row of this table is one score; the judges have no columns of their own",
        "请改成一位评委一栏、一个选手一行",
        "make it one column a judge and one row a contestant",
    ),
    (
        "contest-score-beyond",
        "{judge}给{name}的分是“{text}”，不在 0 到 {full} 分之间，没有计入",
        "{judge} gave {name} '{text}', which is not between 0 and {full}; it is not counted",
        "请对照评委原始打分单更正；满分不是 {full} 分的，用 --full 说明",
        "correct it by the judge's own paper; if the highest score is not {full}, name it with --full",
    ),
    (
        "contest-too-few-scores",
        "{name}只有 {count} 个可用的分数，至少要 {least} 个，没有成绩",
        "{name} has {count} usable scores and needs {least}: there is no result",
        "请补齐分数；评委本来就少的，用 --drop 0 不去掉最高分和最低分",
        "add the scores; where there are few judges, --drop 0 drops none",
    ),
    (
        "contest-contestant-twice",
        "{name}在 {other} 已有一行，两行都没有计成绩",
        "{name} stands at {other} already; neither row has a result",
        "请只留一行；若是两个人，请填姓名或分开写名称",
        "keep one of the rows; of two people, add what tells them apart",
    ),
    (
        "contest-row-of-nobody",
        "这一行有分数，但没有写是谁的",
        "there are scores in this row, but nobody's name",
        "请补上单位、姓名或序号，或删去这一行",
        "add a unit, a name or a number, or take the row out",
    ),
    (
        "contest-plus-below-zero",
        "{name}的加分是“{text}”，小于 0，没有成绩",
        "{name} is given '{text}' as a bonus, which is below 0: there is no result",
        "要扣分的请填到“扣分”栏",
        "write what is taken off below 'deduction'",
    ),
    (
        "contest-weight-unclear",
        "这里说了几个权重：{known}",
        "several weights are named here: {known}",
        "请只留一个，或用 --part 说明，例如 --part 演讲=40",
        "keep one of them, or name it with --part, such as --part speech=40",
    ),
    (
        "contest-full-unclear",
        "这里说了几个满分：{known}",
        "several highest scores are named here: {known}",
        "请只留一个，或用 --full 说明",
        "keep one of them, or name it with --full",
    ),
    (
        "contest-weights-not-whole",
        "各环节（{parts}）的权重合计 {total}%，不是 100%，没有总成绩",
        "the weights of the parts ({parts}) add up to {total} %, not 100 %: there is no total",
        "请更正标题里的权重，或用 --part 说明",
        "correct the weights in the titles, or name them with --part",
    ),
    (
        "contest-part-missing",
        "{name}没有“{part}”的分数，没有总成绩",
        "{name} has no scores in '{part}': there is no total",
        "请补上，或核对两张表里的名称是否一致",
        "add them, or check that both sheets write the name alike",
    ),
    (
        "contest-part-unknown",
        "“{text}”对不上一个环节；环节有：{known}",
        "'{text}' does not name one part; there are: {known}",
        "请写环节名称和权重，例如 --part 演讲=40",
        "write a part's name and its weight, such as --part speech=40",
    ),
    (
        "contest-part-left-out",
        "“{part}”没有写权重",
        "'{part}' has no weight",
        "请给每个环节写权重；不计入的写 0",
        "give every part a weight; 0 leaves one out",
    ),
    (
        "contest-weights-wrong",
        "写的权重合计 {total}%，不是 100%",
        "the weights that were given add up to {total} %, not 100 %",
        "请更正 --part",
        "correct the --part options",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "contest-score-absent",
        "{name}少 {count} 位评委的分：{judges}",
        "{name} has no score from {count} of the judges: {judges}",
        "按其余评委的分计；若漏填请补上",
        "the others' scores count; if it was forgotten, add it",
    ),
    (
        "contest-score-zero",
        "{judge}给{name}打了 0 分，按 0 分计",
        "{judge} gave {name} 0, which counts as a score",
        "没有打分的请留空",
        "leave the cell blank where a judge gave none",
    ),
    (
        "contest-judge-twice",
        "“{judge}”在 {other} 已有一栏，两栏都计入",
        "'{judge}' stands at {other} already; both columns count",
        "请核对评委编号；重复的请删去一栏",
        "check the judges' numbers; take a repeated column out",
    ),
    (
        "contest-stated-otherwise",
        "表上{name}的{what}是 {stated}，按规则是 {ours}",
        "the sheet says that {name}'s {what} is {stated}; by the rules it is {ours}",
        "请核对表上的公式和去掉的分数",
        "check the sheet's formulas and which scores it drops",
    ),
    (
        "contest-parts-without-weights",
        "{parts}没有写权重，各自排名，没有合成总成绩",
        "{parts} have no weights: each has its own places, and there is no total",
        "若是一场比赛的几个环节，请在标题里写权重（如“演讲（40%）”），或用 --part",
        "if they are parts of one contest, write weights into the titles, such as 'speech (40 %)', or use --part",
    ),
)

_NOTES = entries(
    "note",
    (
        "contest-judge-all-the-same",
        "{judge}给 {count} 个选手都打了 {value} 分",
        "{judge} gave all {count} contestants {value}",
        "请核对是否没有区分打分",
        "check whether the judge told them apart",
    ),
    (
        "contest-judges-count",
        "“{part}”有 {count} 位评委；这类比赛一般有 {fewest} 到 {most} 位",
        "'{part}' has {count} judges; such contests have {fewest} to {most}",
        "请核对评委是否齐全",
        "check that all judges are there",
    ),
    (
        "contest-column-not-read",
        "看不出“{text}”一栏是什么，没有计入",
        "nobody knows what stands below '{text}'; it is not counted",
        "评委的请写“评委1”这样的表头，加分、扣分的请写明",
        "call a judge's column 'judge 1', and say what is added or taken off",
    ),
    (
        "contest-minus-sign",
        "扣分“{text}”带负号，按扣 {value} 分计",
        "the deduction '{text}' has a minus; {value} is taken off",
        "扣分栏直接填正数即可",
        "a deduction needs no minus",
    ),
    (
        "contest-tie",
        "{names}并列第 {place} 名，都是 {total} 分",
        "{names} tie at place {place} with {total}",
        "如需分出先后，请按比赛规则决定",
        "where one must go first, the contest's own rules decide",
    ),
    (
        "contest-tie-by-rounding",
        "{names}并列第 {place} 名，保留小数后都是 {total} 分，保留前不同",
        "{names} tie at place {place} with {total}; before rounding they differ",
        "如需分出先后，用 --places 多保留小数，或按比赛规则决定",
        "where one must go first, take more decimals with --places, or let the contest's rules decide",
    ),
)

CONTEST = _ERRORS | _WARNINGS | _NOTES
