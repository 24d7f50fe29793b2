"""Findings of the rating itself: what is missing, out of bounds, or waits for somebody's word."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
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
)

_WARNINGS = entries(
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
        "“{name}”填了“不适用”，但镇街、县级都没有确认",
        "'{name}' is marked not applicable, but neither town nor county has confirmed it",
        "请镇街在核验值中填“不适用”；确认前按未填报计",
        "let the town enter 'not applicable' as verified value; until then it counts as missing",
    ),
    (
        "not-applicable-refused",
        "“{name}”填了“不适用”，上级核定为有数值",
        "'{name}' is marked not applicable, but a higher level entered a value",
        "请填报数值，或用 --basis verified 按核验值评定",
        "fill in the value, or rate on --basis verified",
    ),
    (
        "not-applicable-without-reason",
        "“{name}”已确认“不适用”，但没有写理由",
        "'{name}' is confirmed as not applicable, but no reason is given",
        "请在备注中写明理由；补上前按未填报计",
        "write the reason under remarks; until then it counts as missing",
    ),
    (
        "not-applicable-with-value",
        "“{name}”既填了数值又填了“不适用”，按数值计",
        "'{name}' has a value and is marked not applicable: the value counts",
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
)

_NOTES = entries(
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

RATING = _ERRORS | _WARNINGS | _NOTES
