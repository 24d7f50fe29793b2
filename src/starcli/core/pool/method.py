"""How pooled figures come about, in words: what is counted, and when a difference is said to be one."""

from starcli.core.numbers import plain
from starcli.core.pool.pool import Pool
from starcli.core.text import Text, counted

_DENOMINATORS = Text(
    "分母是名册里适用该指标的全部单位（没有名册时为全部工作簿）；经镇街或县级确认不适用的不计。",
    "Denominators are everyone in the roster to whom an indicator applies (every workbook without a roster); those are "
    "left out to whom it does not apply, as town or county have confirmed.",
)
_NUMERATORS = Text(
    "不达标＝有值但达不到要求，或没有有效值（评定按0分、必达项按未达）；未上报、未评定的单列，不算达标也不算不达标，"
    "所以每个比例有下限（已知不达标）和上限（再加未上报、未评定）。",
    "Units miss a requirement where their value does not meet it or they have no value that counts (rated as 0, a gate "
    "unmet). Who has not reported or is not rated stands apart: a share has a least, those known to miss it, and a "
    "most, with these added.",
)
_COMMON = Text(
    "共性：不少于全部单位的 {share}% 且不少于 {units} 个；局部共性：全部中不到，但某一组内达到且更突出；其余为个性。",
    "Common: at least {share}% of all and at least {counted}; in groups: not so in the whole, but in a group that is "
    "worse than the whole; all others are single.",
)
_INTERVALS = Text(
    "区间为 {confidence}% 的威尔逊区间（Wilson 1927），下端按未上报的都达标、上端按都不达标算。"
    "同类各组合在一起仍有这样的把握（邦费罗尼），才说更突出或较轻；只落在自己的区间之外的，或属偶然。",
    "Intervals are Wilson's (1927) at {confidence}%, the low end as if all who have not reported met the requirement, "
    "the high end as if none did. A group is worse or better where that is as sure for all groups of its sort together "
    "(Bonferroni); what lies outside its own interval only is perhaps by chance.",
)
_COMPARED = Text(
    "共比较 {made} 次：更突出 {more}、较轻 {less}、或属偶然 {perhaps}；"
    "单凭偶然就会有约 {chance} 次落在自己的区间之外。",
    "{made} comparisons: {more} worse, {less} better, {perhaps} perhaps by chance; about {chance} would lie outside "
    "their own interval by chance alone.",
)


def method_words(pool: Pool) -> tuple[Text, ...]:
    """Denominators, numerators, thresholds, intervals, and what chance alone would show."""
    rules, verdicts = pool.rules, pool.verdicts
    units, share, confidence = rules.units, plain(rules.share), plain(rules.confidence)
    figures = {key: verdicts[key] for key in ("more", "less", "perhaps")}
    return (
        _DENOMINATORS,
        _NUMERATORS,
        _COMMON.format(share=share, units=units, counted=counted(units, "unit")),
        _INTERVALS.format(confidence=confidence),
        _COMPARED.format(made=sum(verdicts.values()), chance=pool.by_chance, **figures),
    )
