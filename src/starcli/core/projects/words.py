"""What the figures of special projects are called, and sentences that several places say."""

from decimal import Decimal

from starcli.core.numbers import half_up
from starcli.core.projects.attainment import Area, Attained
from starcli.core.projects.coverage import Covered
from starcli.core.projects.progress import Laggard, Progress, Project
from starcli.core.text import Text, counted

RATE, SCORE = Text("达标率", "Met"), Text("平均得分率", "Mean score")
COMPLETE = Text("全部达标单位", "Units that meet all")
_TENTH = 1


def percent(value: Decimal | None) -> str:
    """A share in per cent; a dash without one."""
    return "—" if value is None else f"{half_up(value * 100, _TENTH)}%"


def points_of_percent(value: Decimal | None) -> str:
    """A difference of shares in points of a per cent, with its sign; a dash without one."""
    return "—" if value is None else f"{half_up(value * 100, _TENTH):+}"


def title_of(project: Project) -> Text:
    """Code and name."""
    name = project.project.name
    return Text(f"{project.id} {name.zh}", f"{project.id} {name.en}")


def turnout_of(progress: Progress) -> Text:
    """How many units there are in the latest season, and of how many nothing is known."""
    now = progress.now
    zh, en = f"{now.label} · {now.units} 个单位", f"{now.label} · {counted(now.units, 'unit')}"
    if now.unrated:
        zh, en = f"{zh}，未评定 {now.unrated}", f"{en}, {now.unrated} not rated"
    if now.missing:
        zh, en = f"{zh}，未上报 {now.missing}", f"{en}, {now.missing} not reported"
    return Text(zh, en)


def indicator_of(covered: Covered, progress: Progress) -> Text:
    """An indicator's name, with the kinds for which it belongs to the project where that is not all of them."""
    name, kinds = covered.definition.name, progress.framework.kinds
    if covered.everywhere:
        return name
    only_zh = "、".join(kinds[kind].name.zh for kind in covered.kinds)
    only_en = ", ".join(kinds[kind].name.en.lower() for kind in covered.kinds)
    return Text(f"{name.zh}（{only_zh}）", f"{name.en} ({only_en})")


def demand_of(covered: Covered) -> Text:
    """What is required; a dash where nothing is."""
    if not covered.demands:
        return Text.same("—")
    return Text(" / ".join(one.zh for one in covered.demands), " / ".join(one.en for one in covered.demands))


def area_of(area: Area, progress: Progress) -> Text:
    """What an area is called: a town with its county where there are several."""
    counties = {known.name for known in progress.now.attainment.at("county")}
    if area.level == "town" and len(counties) > 1 and area.county:
        return Text(f"{area.county} {area.name}", f"{area.name}, {area.county}")
    return Text.same(area.name)


def interval_of(one: Laggard) -> str:
    """From where to where the rate may lie."""
    return f"{percent(one.interval.low)}–{percent(one.interval.high)}"


def method_of(progress: Progress) -> tuple[Text, ...]:
    """How figures are reckoned, a sentence each."""
    target, confidence = progress.target.name, progress.framework.pool.confidence
    return (
        Text(
            f"达标率＝达到{target.zh}要求的项数÷应达标的项数（各单位适用的专项指标逐项计）；"
            "未上报、未评定的单位计入分母，按未达标计。",
            f"Met: requirements of {target.en.lower()} that are met, of all that units are asked in the project. Units "
            "that are not rated or did not report count in the denominator as not meeting any.",
        ),
        Text(
            "平均得分率＝已评定单位的得分÷满分。全部达标单位＝专项各项要求全部达到的单位。",
            "Mean score: points of rated units, of all that could be earned. Units that meet all: those that miss no "
            "requirement of the project.",
        ),
        Text(
            f"区间为 {confidence}% 的威尔逊区间（Wilson 1927），以单位计；上端按未上报、未评定的全部达标算。"
            "“明显落后”按同级全部区域一起计（Bonferroni）。",
            f"Intervals are Wilson's (1927) at {confidence}%, as wide as if each unit were seen once; the high end as "
            "if all of whom nothing is known met theirs. 'Behind' is as sure for all areas of a level together "
            "(Bonferroni).",
        ),
    )


def share_of_complete(one: Attained) -> Text:
    """How many units meet all, of how many."""
    return Text.same(f"{one.complete}/{one.units}")
