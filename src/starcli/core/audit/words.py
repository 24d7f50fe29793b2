"""What an audit's figures are called, and how they come about, in sentences."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from starcli.core.assessment import Level
from starcli.core.audit.examined import Direction
from starcli.core.audit.rules import REASON_NAMES, AuditRules, ReasonId
from starcli.core.model import Framework
from starcli.core.numbers import plain
from starcli.core.text import Text, counted

if TYPE_CHECKING:
    from starcli.core.audit.report import CheckState, Copy, Selection

STATE_NAMES: "Mapping[CheckState, Text]" = {
    "checked": Text("已核验", "checked"),
    "part": Text("部分核验", "checked in part"),
    "unchecked": Text("未核验", "not checked"),
    "unrated": Text("未评定", "not rated"),
    "missing": Text("未上报", "not reported"),
}
DIRECTION_NAMES: Mapping[Direction, Text] = {
    "over": Text("多报", "too much"),
    "under": Text("少报", "too little"),
    "even": Text("分数不变", "same points"),
    "filled": Text("代填", "filled in by others"),
    "unread": Text("核定值无效", "value in its place unreadable"),
}
LEVEL_NAMES: Mapping[Level, Text] = {
    "self": Text("自评", "self"),
    "imported": Text("外部数据", "imported data"),
    "verified": Text("镇街核验", "town"),
    "reviewed": Text("县级复核", "county"),
}
PICKED_BY = {"risk": Text("按风险", "by risk"), "lot": Text("随机", "by lot")}


def selection_method(selection: "Selection", rules: AuditRules) -> Text:
    """How the units to check next were chosen."""
    risk, lot, chance = len(selection.by_risk), len(selection.by_lot), plain(selection.chance * 100)
    everybody = selection.eligible + selection.done + selection.unrated + selection.missing
    quota, share = plain(selection.quota), plain(rules.random)
    zh = (
        f"应抽 {selection.wanted} 个：全部 {everybody} 个单位的 {quota}%。"
        f"可抽的是已评定、未核验完的 {selection.eligible} 个；"
        f"已核验 {selection.done} 个、未评定 {selection.unrated} 个、未上报 {selection.missing} 个不在其中。"
        f"按风险分从高到低取 {risk} 个，其余随机抽 {lot} 个（至少占名额的 {share}%，且不少于 1 个），"
        f"未按风险取中的每个单位被抽中的机会是 {chance}%。"
        f"随机种子 {selection.seed}：同一种子、同一批单位，结果不变，与次序无关。"
    )
    en = (
        f"{selection.wanted} to check: {quota}% of all {everybody} units. Eligible are the {selection.eligible} that "
        f"are rated and not checked yet; {selection.done} checked already, {selection.unrated} not rated and "
        f"{selection.missing} not reported are not. {risk} are those of the highest risk, {lot} were drawn by lot from "
        f"all others (at least {share}% of the number, and one): each of these had a chance of {chance}%. Seed "
        f"{selection.seed}: the same seed and units give the same draw, in whatever order they come."
    )
    return Text(zh, en)


def risk_method(rules: AuditRules) -> tuple[Text, ...]:
    """Every reason to look at a unit: from where on, and what it counts at most."""
    risk = rules.risk
    full, over = plain(risk.full * 100), plain(risk.over * 100)
    meanings: Mapping[ReasonId, Text] = {
        "near-grade": Text(
            f"距星级线不到满分的 {plain(risk.near)}%，越近越高",
            f"within {plain(risk.near)}% of the full total, the nearer the more",
        ),
        "tight-gates": Text(
            f"必达项的值恰好等于标准，{risk.gates} 个计满",
            f"gates with exactly the required value, in full at {risk.gates}",
        ),
        "all-full": Text(
            f"自评满分项超过 {full}%，全满计满", f"over {full}% of the items at full points, in full at all"
        ),
        "over-claimed": Text(
            f"本期已核部分多报，达其分值的 {over}% 计满", f"found in what was checked, in full at {over}% of its weight"
        ),
        "over-claimed-before": Text(
            f"上期已核部分多报，达其分值的 {over}% 计满", f"the same of last season, in full at {over}% of its weight"
        ),
        "jump": Text(
            f"比上期核定总分高出满分的 {plain(risk.jump)}% 以上，两倍计满",
            f"more than {plain(risk.jump)}% of the full total above last season's final one, in full at twice that",
        ),
        "figures": Text(
            f"数据与上期、与同类或相互之间不符，{risk.doubts} 处计满",
            f"figures that do not fit the former season, other units or each other, in full at {risk.doubts}",
        ),
        "statement": Text(
            f"自报分高于按填报值算得的分，{risk.stated} 项计满",
            f"points stated above those that the values earn, in full at {counted(risk.stated, 'item')}",
        ),
        "copied": Text(
            "与他人数据或说明相同，按相同的比例", "figures or texts as of others, in proportion to their share"
        ),
    }
    return tuple(
        Text(
            f"{REASON_NAMES[key].zh}（最多 {plain(risk.weights[key])} 分）：{meaning.zh}",
            f"{REASON_NAMES[key].en} (at most {plain(risk.weights[key])}): {meaning.en}",
        )
        for key, meaning in meanings.items()
        if risk.weights.get(key)
    )


def copy_method(framework: Framework, rules: AuditRules) -> Text:
    """How copies are found, with every threshold."""
    limits, letters = framework.cross_checks.copying, framework.plan_rules.letters
    share, common = plain(limits.share * 100), plain(limits.common * 100)
    zh = (
        f"数据：同类单位两两比对。只看不少于 {limits.digits} 位有效数字的数（0、100、满分等常见值不计），"
        f"超过 {common}% 且多于 {limits.common_units} 个单位都有的也不计；"
        f"有 {limits.figures} 个以上相同、且占可比数的 {share}% 以上，"
        f"或分子全部相同（其中不少于 {limits.certain} 个是这样的数），列为疑似照抄。"
        f"文字：佐证材料和备注中连续 {letters} 个字以上相同的段落，合计 {rules.letters} 字以上；"
        "名称、数字、指标体系自带的说法和很多单位都有的说法不计。相同不等于照抄，由人核实。"
    )
    en = (
        f"Figures: units of a kind, in pairs. Only figures of {limits.digits} significant digits or more count, not "
        f"0, 100 or full marks, nor what over {common}% of the units and more than {limits.common_units} have; "
        f"from {limits.figures} equal ones on that are {share}% of what can be compared, or where all figures above "
        f"the fraction line are equal ({limits.certain} such figures at least), it looks copied. "
        f"Texts: passages of evidence and remarks of {letters} letters in a row or more, {rules.letters} in all; "
        "names, figures, the framework's own words and what very many units say do not count. Equal is not proved to "
        "be copied: a person decides."
    )
    return Text(zh, en)


def rarity(copy: "Copy") -> Text:
    """How unlikely it is that two units have so much in common; empty where nothing was compared."""
    if not copy.compared or copy.as_much is None or copy.long is None:
        return Text("", "")
    digits = f"其中多位数 {copy.long} 个相同"
    if not copy.as_much:
        zh = f"{digits}；另外比对的 {copy.compared} 对同类单位中，没有一对达到"
        en = f"{copy.long} long figures are equal; none of {copy.compared} other pairs of the kind has as many"
    else:
        zh = f"{digits}；另外比对的 {copy.compared} 对同类单位中，有 {copy.as_much} 对达到"
        en = f"{copy.long} long figures are equal: {copy.as_much} of {copy.compared} other pairs of the kind have that"
    return Text(zh, en)
