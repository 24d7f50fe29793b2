"""The wording of every finding: code, severity, message and advice, in Chinese and English.

A new finding is one entry here; a test holds both languages to the same placeholders.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from starcli.core.text import Text

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of finding."""

    code: str
    severity: Severity
    message: Text
    advice: Text


def entries(severity: Severity, *rows: tuple[str, str, str, str, str]) -> dict[str, Entry]:
    """Entries of one severity from rows of code, message zh, message en, advice zh, advice en."""
    return {row[0]: Entry(row[0], severity, Text(row[1], row[2]), Text(row[3], row[4])) for row in rows}


_DEFINITIONS = entries(
    "error",
    (
        "file-unreadable",
        "文件读不出：{reason}",
        "the file cannot be read: {reason}",
        "请核对路径、权限和编码（UTF-8）",
        "check the path, the permissions and the encoding (UTF-8)",
    ),
    (
        "yaml-syntax",
        "YAML 写法有误：{problem}",
        "not valid YAML: {problem}",
        "请检查这一行的缩进、冒号和引号",
        "check the indentation, colons and quotes of this line",
    ),
    ("yaml-too-deep", "嵌套层数过多", "nested too deeply", "请减少层级", "use fewer levels"),
    (
        "duplicate-key",
        "“{key}”重复，第一处在第 {line} 行",
        "'{key}' stands twice, first on line {line}",
        "请删去其中一处",
        "remove one of the two",
    ),
    (
        "duplicate-id",
        "“{id}”重复定义，第一处在 {first}",
        "'{id}' is defined twice, first at {first}",
        "请删去其中一处或改用别的编码",
        "remove one of the two or give it another id",
    ),
    (
        "unknown-key",
        "不认识的键“{key}”",
        "unknown key '{key}'",
        "可用的键：{known}",
        "known keys: {known}",
    ),
    ("missing-key", "缺少“{key}”", "'{key}' is missing", "请补上“{key}”", "add '{key}'"),
    ("not-a-number", "“{text}”不是数", "'{text}' is not a number", "请改为数字", "write a number"),
    ("not-a-mapping", "这里应为“键: 值”", "a mapping of 'key: value' belongs here", "请改写", "write it so"),
    ("not-a-list", "这里应为列表", "a list belongs here", "请改写为 [甲, 乙]", "write it as [a, b]"),
    (
        "definition-invalid",
        "“{text}”不合要求：{problem}",
        "'{text}' does not fit: {problem}",
        "请按 schema.json 修改",
        "correct it after schema.json",
    ),
    (
        "no-dimensions",
        "没有可用的维度文件",
        "no usable dimension file",
        "请在 dimensions/ 下放入维度的 YAML 文件",
        "put the dimensions' YAML files below dimensions/",
    ),
    (
        "unknown-id",
        "不认识“{id}”",
        "unknown id '{id}'",
        "可用：{known}",
        "known: {known}",
    ),
    (
        "unknown-indicator",
        "没有编码为“{id}”的指标",
        "there is no indicator '{id}'",
        "请核对指标编码",
        "check the indicator's code",
    ),
    (
        "unknown-fact",
        "算式用到的数据项“{name}”没有定义",
        "the expression names '{name}', which is no fact",
        "请在 facts 中定义它，或改正名称",
        "define it under facts, or correct the name",
    ),
    (
        "expression-syntax",
        "算式“{text}”在“{part}”处看不懂",
        "the expression '{text}' cannot be understood at '{part}'",
        "算式只用名称、数字、+ - * / 和括号；条件再加一个比较号",
        "use names, numbers, + - * / and brackets; a condition adds one comparison",
    ),
    (
        "unknown-rule-kind",
        "没有“{kind}”这种评分规则",
        "there is no rule kind '{kind}'",
        "可用：{known}",
        "known: {known}",
    ),
    (
        "rule-shape",
        "rule 下应当只有一种规则",
        "exactly one rule kind belongs under rule",
        "例如 rule: {{goalposts: {{zero: 60, full: 100}}}}",
        "such as rule: {{goalposts: {{zero: 60, full: 100}}}}",
    ),
    ("unknown-level", "没有等次“{level}”", "there is no level '{level}'", "可用：{known}", "known: {known}"),
    (
        "level-without-score",
        "等次“{level}”没有得分",
        "no score for level '{level}'",
        "请为每个等次写上得分；无等次的指标不能用 categories",
        "give every level a score; an indicator without levels cannot use categories",
    ),
    (
        "bands-direction",
        "bands 要写 at_least 或 at_most，只写一个",
        "bands need at_least or at_most, one of them",
        "请只留一个",
        "keep one of them",
    ),
    ("bands-empty", "没有任何分档", "no bands", "请至少写一档", "write at least one band"),
    (
        "bands-unordered",
        "分档重叠或次序不对（{edge}）",
        "bands overlap or are out of order (at {edge})",
        "请从要求最高的一档写起",
        "start with the most demanding band",
    ),
    (
        "band-shape",
        "每档应写成 [界限, 得分]",
        "a band is [edge, score]",
        "例如 [80, 0.9]",
        "such as [80, 0.9]",
    ),
    (
        "score-outside",
        "得分 {score} 不在 0 到 1 之间",
        "the score {score} is not within 0 and 1",
        "得分是分值的份额，请写 0 到 1 的数",
        "a score is a share of the weight: write 0 to 1",
    ),
    (
        "scores-rise",
        "要求低的一档得分（{score}）不低于要求高的一档",
        "a less demanding band earns as much or more ({score})",
        "请让得分随要求降低",
        "let scores fall with the demand",
    ),
    (
        "goalposts-equal",
        "零分点与满分点同为 {zero}",
        "zero and full are both {zero}",
        "请改正其一",
        "correct one of them",
    ),
    (
        "range-unordered",
        "区间次序应为 zero_low < low ≤ high < zero_high",
        "the edges must be zero_low < low <= high < zero_high",
        "请改正次序",
        "correct the order",
    ),
    (
        "requirement-shape",
        "达标值“{text}”与指标的类型或方向不合",
        "the requirement '{text}' does not fit the indicator's type or direction",
        "数值指标写一个数，区间指标写 [低, 高]，等次指标写等次编码",
        "one number; [low, high] for a range; a level's id for levels",
    ),
    (
        "variant-not-applying",
        "指标不适用于“{kind}”，却为它另写了规定",
        "a variant for '{kind}', to which the indicator does not apply",
        "请改 applies_to 或删去这一段",
        "change applies_to or remove the variant",
    ),
    (
        "rule-missing",
        "{id} 对“{kind}”没有评分规则",
        "{id} has no rule for '{kind}'",
        "请写上 rule，或在 kinds 下为该类型写上",
        "add a rule, or one for that kind under kinds",
    ),
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
) | entries(
    "warning",
    (
        "fact-unused",
        "数据项“{name}”没有被任何指标用到",
        "no indicator uses the fact '{name}'",
        "请删去，或在算式中用上",
        "remove it, or use it in an expression",
    ),
)

_RATING = entries(
    "error",
    (
        "value-out-of-bounds",
        "{id} 的值 {value} 超出取值范围 {limits}",
        "{id}: {value} is outside the allowed values {limits}",
        "请核对数值和计量单位",
        "check the figure and its unit of measure",
    ),
    (
        "not-whole",
        "{name}应为整数，填的是 {value}",
        "{name} must be a whole number, not {value}",
        "请改为整数",
        "write a whole number",
    ),
    (
        "check-failed",
        "{id} {name}：勾稽关系不成立：{relation}",
        "{id} {name}: this relation does not hold: {relation}",
        "请核对这几个数；该项改正前计0分",
        "check these figures; the item counts 0 until they agree",
    ),
    (
        "division-by-zero",
        "{id} {name}：分母为0，算不出",
        "{id} {name}: cannot be computed, its denominator is 0",
        "请核对分母；确无此项时填“不适用”并写明理由",
        "check the denominator; if there is none, mark 'not applicable' and say why",
    ),
) | entries(
    "warning",
    (
        "missing-value",
        "{id} {name}未填报：缺{what}",
        "{id} {name} is missing: no {what}",
        "请填报；该项按0分计，必达项视为未达",
        "fill it in; it counts 0, and a gate on it is unmet",
    ),
    (
        "check-doubtful",
        "{id} {name}：数据可疑：{relation} 不成立",
        "{id} {name}: doubtful, this relation does not hold: {relation}",
        "请核对这几个数",
        "check these figures",
    ),
    (
        "not-applicable-unconfirmed",
        "{id} 填了“不适用”，但镇街、县级都没有确认",
        "{id} is marked not applicable, but neither town nor county has confirmed it",
        "请镇街在核验值中填“不适用”；确认前按未填报计",
        "let the town enter 'not applicable' as verified value; until then it counts as missing",
    ),
    (
        "not-applicable-refused",
        "{id} 填了“不适用”，上级核定为有数值",
        "{id} is marked not applicable, but a higher level entered a value",
        "请填报数值，或用 --basis verified 按核验值评定",
        "fill in the value, or rate on --basis verified",
    ),
    (
        "not-applicable-without-reason",
        "{id} 已确认“不适用”，但没有写理由",
        "{id} is confirmed as not applicable, but no reason is given",
        "请在备注中写明理由；补上前按未填报计",
        "write the reason under remarks; until then it counts as missing",
    ),
    (
        "not-applicable-with-value",
        "{id} 既填了数值又填了“不适用”，按数值计",
        "{id} has a value and is marked not applicable: the value counts",
        "请删去其中之一",
        "remove one of the two",
    ),
    (
        "typed-differs",
        "{id} 填报的指标值 {typed} 与按数据项算得的 {computed} 不同，按算得的计",
        "{id}: the typed value {typed} differs from the computed {computed}, which counts",
        "请核对数据项和指标值",
        "check the facts and the typed value",
    ),
    (
        "veto-proposed",
        "{indicator} 的数值符合一票否决情形 {id}“{name}”，尚无人确认",
        "the value of {indicator} suggests veto {id} '{name}', which nobody has confirmed",
        "请镇街或县级核实后，在加减分与否决表中填“是”或“否”",
        "let the town or county check and enter yes or no on the Adjustments sheet",
    ),
) | entries(
    "note",
    (
        "not-applicable-by-rule",
        "{id} {name}不适用：{reason}",
        "{id} {name} does not apply: {reason}",
        "无需处理；请留存依据",
        "nothing to do; keep the evidence",
    ),
    (
        "basis-fallback",
        "{count} 项没有{basis}，用了下一级的值：{ids}",
        "{count} items have no {basis}; the level below was used: {ids}",
        "如需按该口径评定，请补填",
        "fill them in if the rating is to rest on that basis",
    ),
)

CATALOGUE: Mapping[str, Entry] = _DEFINITIONS | _RATING
