"""Findings about a framework that contradicts itself: weights, grades, gates, requirements and worked cases."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "weight-not-applying",
        "{id} 不适用于“{kind}”，却有分值",
        "{id} has a weight for '{kind}', to which it does not apply",
        "请删去分值或改 applies_to",
        "remove the weight or change applies_to",
    ),
    (
        "weight-not-positive",
        "{id} 的分值 {weight} 不大于 0",
        "{id} has the weight {weight}, which is not above 0",
        "分值应大于 0",
        "weights are above 0",
    ),
    (
        "weight-missing",
        "{id} 对“{kind}”没有分值",
        "{id} has no weight for '{kind}'",
        "请在分值表中补上",
        "add it to the weight table",
    ),
    (
        "weights-sum",
        "“{kind}”的分值合计 {total}，应为 {full}",
        "the weights of '{kind}' add up to {total}, not {full}",
        "请调整分值表",
        "adjust the weight table",
    ),
    (
        "grade-unreachable",
        "{grade}评不到：它的分数线不低于上一级{above}",
        "{grade} is never awarded: its floor is not below that of {above}",
        "请让分数线逐级降低，最高一级写在最前",
        "let floors fall from grade to grade, the highest first",
    ),
    (
        "floor-above-full",
        "{grade}的分数线高于满分 {full}",
        "the floor of {grade} is above the full total {full}",
        "请降低分数线",
        "lower the floor",
    ),
    (
        "grade-out-of-reach",
        "“{kind}”再好也评不上{grade}（最高：{most}）",
        "no '{kind}' can earn {grade}, even with the best values (at most: {most})",
        "请降低底线，或让评分规则能得满分",
        "lower the floor, or let the rules give full marks",
    ),
    (
        "lowest-grade-has-floor",
        "最低一级{grade}的分数线是 {floor}，低于它的单位没有星级",
        "the lowest grade, {grade}, has the floor {floor}: a unit below it would have no grade",
        "请把最低一级的分数线写成 0",
        "let the lowest grade start at 0",
    ),
    (
        "dimension-floor-falls",
        "{grade}的维度底线低于{below}",
        "the dimension floor of {grade} is lower than that of {below}",
        "请让维度底线逐级不升",
        "let dimension floors not fall as grades rise",
    ),
    (
        "gate-not-applying",
        "{id} 不适用于“{kind}”，却设为必达项",
        "{id} is a gate for '{kind}', to which it does not apply",
        "请删去 gate 或改 applies_to",
        "remove the gate or change applies_to",
    ),
    (
        "gate-without-requirement",
        "{id} 是{grade}的必达项，却没有达标值",
        "{id} is a gate of {grade} but has no requirement for it",
        "请在 requires 中写上达标值",
        "state the requirement under requires",
    ),
    (
        "requirement-unreachable",
        "{id} 的达标值“{demand}”评分规则达不到或超出取值范围",
        "{id} can never meet '{demand}': outside the allowed values, or not judged by the rule",
        "请改达标值、评分规则或取值范围",
        "change the requirement, the rule or the limits",
    ),
    (
        "requirement-falls",
        "{id} 的达标值：{above}的要求不高于{below}",
        "{id} demands less for {above} than for {below}",
        "请让达标值随星级提高而不降低",
        "let requirements not fall as grades rise",
    ),
    (
        "case-differs",
        "算例“{case}”的{figure}应为 {expected}，算得 {actual}",
        "case '{case}': {figure} should be {expected} and is {actual}",
        "请核对指标定义或算例",
        "check the definitions or the case",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "fact-unused",
        "数据项“{name}”没有被任何指标用到",
        "no indicator uses the fact '{name}'",
        "请删去，或在算式中用上",
        "remove it, or use it in an expression",
    ),
)

CONSISTENCY = _ERRORS | _WARNINGS
