"""The plan of a unit as a Word paper, with what its workbook says; what can be chosen there can be chosen here."""

from pathlib import Path

from starcli.core.explain import decided_by, describe_unit, percent, stars
from starcli.core.model import Grade
from starcli.core.plans.plan import Plan
from starcli.core.plans.portrait import ALONE, Peers
from starcli.core.text import FormLanguage, Text
from starcli.excel.layouts.plan import PLAN_LABELS
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.output import write_atomically
from starcli.excel.writing.plans.content import Content, Draft, Fact, shown
from starcli.excel.writing.plans.words import (
    DAY,
    NOTHING_SHORT,
    SEAL,
    beside_others,
    kept,
    path_lines,
    reached,
    short_lines,
    strong_lines,
    title,
    will_reach,
)
from starcli.excel.writing.radar import OTHERS, OWN, TARGET
from starcli.paper.paper import UPRIGHT, Paper
from starcli.paper.plan_tables import ledger, measures, problems, projection, projects
from starcli.paper.radar import Curve
from starcli.paper.xml import Box

_CHART = (9.3, 5.8)
_DASH = "—"


def write_plan_paper(plan: Plan, target: Path, language: FormLanguage, peers: Peers = ALONE) -> None:
    """Write the plan of a unit as a paper. Raises `OutputError`."""
    write_atomically(target, plan_paper(plan, language, peers))


def plan_paper(plan: Plan, language: FormLanguage, peers: Peers = ALONE) -> bytes:
    """The paper. The same plan gives the same bytes."""
    draft = Draft(plan, peers)
    paper = Paper("plan", title(plan), language)
    paper.say(title(plan), "title")
    paper.say(describe_unit(plan.rating), "subtitle")
    _facts(paper, draft)
    _standing(paper, plan)
    _portrait(paper, draft)
    paper.say(Text("四、达到目标的办法", "4. The way to the target"), "section")
    for line in path_lines(plan):
        paper.say(line, "key_line" if line.zh.startswith("★") else "body")
    if reached(plan):
        _keeping(paper, plan)
    _summary(paper, draft)
    _signatures(paper)
    paper.turn(across=True)
    problems(paper, draft)
    measures(paper, draft)
    paper.turn(across=True)
    ledger(paper, draft)
    projects(paper, draft)
    paper.turn(across=False)
    projection(paper, draft)
    paper.footer(imprint_line(plan.rating.scheme.framework))
    return paper.content()


def _facts(paper: Paper, draft: Draft) -> None:
    paper.say(Text("一、基本情况", "1. Basic facts"), "section")
    for facts, pairs, label in ((draft.identity, 3, 2.6), (draft.measured, 2, 6.2)):
        rows = []
        for start in range(0, len(facts), pairs):
            row: list[Box] = []
            for fact in facts[start : start + pairs]:
                row += [Box(paper.words(fact.label), "field"), _value(paper, fact)]
            rows.append(row + [Box()] * (2 * pairs - len(row)))
        paper.table((label, UPRIGHT / pairs - label) * pairs, rows, height=0.62)


def _value(paper: Paper, fact: Fact) -> Box:
    return Box(paper.said(fact.value), "input" if fact.open else "centre")


def _standing(paper: Paper, plan: Plan) -> None:
    paper.say(Text("二、现星级与目标", "2. Grade and target"), "section")
    rating, then = plan.rating, plan.projected
    highest: Grade = rating.scheme.grades[0]
    third = UPRIGHT / 6
    symbols = (Box(stars(rating.grade, highest), "stars", 3), Box(stars(then.grade, highest), "stars", 3))
    done = Text("达到", "reached") if will_reach(plan) else Text("未达到", "not reached")
    rows = (
        symbols,
        _line(paper, (PLAN_LABELS["grade"], rating.grade.name), (PLAN_LABELS["total"], rating.total),
              (PLAN_LABELS["target"], plan.target.name)),
        _line(paper, (Text("完成后星级", "Grade when done"), then.grade.name),
              (Text("完成后总分", "Total when done"), then.total), (Text("能否达到目标", "Target when done"), done)),
    )  # fmt: skip
    paper.table((third,) * 6, rows, height=0.7)
    for line in decided_by(rating):
        now = rating.grade.name
        paper.say(Text(f"现为{now.zh}：{line.zh}", f"{now.en} now: {line.en}"), "quiet")


def _line(paper: Paper, *pairs: tuple[Text, Content]) -> list[Box]:
    return [
        box
        for label, content in pairs
        for box in (Box(paper.words(label), "field"), Box(paper.said(content), "strong"))
    ]


def _portrait(paper: Paper, draft: Draft) -> None:
    """The table of dimensions, the chart, and beside each other strengths and short boards."""
    paper.say(Text("三、画像", "3. Portrait"), "section")
    sides, floor = draft.sides, draft.plan.target.dimension_floor
    headings = (
        Text("维度", "Dimension"), Text("本单位", "This unit"), Text("目标线", "At target"),
        Text("同类中位数", "Median"), Text("底线", "Floor"), Text("完成后", "When done"),
    )  # fmt: skip
    rows = [[Box(paper.words(heading), "head") for heading in headings]]
    for side in sides:
        scores = (side.now, side.target, side.median, floor, side.planned)
        name = Text(f"{side.id} {side.name.zh}", f"{side.id} {side.name.en}")
        row = [Box(paper.words(name)), *(Box(_DASH if s is None else percent(s), "centre") for s in scores)]
        if floor is not None and side.now is not None and side.now < floor:
            row[1] = Box(row[1].text, "bad")
        rows.append(row)
    paper.table((5.8, *((UPRIGHT - 5.8) / 5,) * 5), rows, heads=1)
    if draft.peers.medians:
        paper.say(beside_others(draft.peers), "quiet")
    names = [paper.words(side.name) if paper.language == "zh" else side.id for side in sides]
    curves = [
        Curve(paper.words(Text("本单位", "This unit")), [side.now for side in sides], OWN),
        Curve(paper.words(draft.plan.target.name), [side.target for side in sides], TARGET, "dash"),
    ]
    if draft.peers.medians:
        curves.append(Curve(paper.words(Text("同类中位数", "Median")), [side.median for side in sides], OTHERS))
    strong, short = (
        tuple((paper.words(line), "bullet") for line in lines)
        for lines in (strong_lines(draft.plan), short_lines(draft.plan))
    )
    shorts = (paper.words(Text("短板", "Short boards")), "heading")
    text = Box(paper.words(Text("强项", "Strengths")), "heading", more=(*strong, shorts, *short))
    chart = Box(drawing=paper.radar(names, curves, *_CHART))
    paper.table((_CHART[0] + 0.3, UPRIGHT - _CHART[0] - 0.3), [[chart, text]])


def _keeping(paper: Paper, plan: Plan) -> None:
    """The gates of the target that must go on being met."""
    found = kept(plan)
    if not found:
        return
    headings = (Text("须保持的必达项", "Gates to keep"), Text("现状", "Now"), Text("要求", "Required"))
    rows = [[Box(paper.words(heading), "head") for heading in headings]]
    for result in found:
        indicator = result.indicator
        name = Text(f"{indicator.id} {indicator.name.zh}", f"{indicator.id} {indicator.name.en}")
        demand = indicator.requirements[plan.target.id].words()
        value = paper.said(shown(result.indicator, result.value)) or paper.words(_EXEMPT)
        rows.append([Box(paper.words(name)), Box(value, "centre"), Box(paper.words(demand), "centre")])
    paper.table((UPRIGHT - 6, 3, 3), rows, heads=1)


_EXEMPT = Text("视同达标", "counts as met")


def _summary(paper: Paper, draft: Draft) -> None:
    paper.say(Text("五、整改安排", "5. What is to be done"), "section")
    if not draft.rows:
        paper.say(NOTHING_SHORT)
        return
    headings = (
        Text("序号", "No."), Text("短板指标", "Short of"), Text("措施摘要", "What is done"), Text("责任人", "Person"),
        Text("完成时限", "By"), Text("预期目标", "Target"), Text("需上级支持", "Support"),
    )  # fmt: skip
    rows = [[Box(paper.words(heading), "head") for heading in headings]]
    for number, proposal in enumerate(draft.rows, 1):
        indicator, row = proposal.gap.result.indicator, draft.measure(number, proposal)
        name = Text(f"{indicator.id} {indicator.name.zh}", f"{indicator.id} {indicator.name.en}")
        rows.append(
            [
                Box(f"★ {number}" if proposal.key else str(number), "centre"),
                Box(paper.words(name)),
                Box("", "input"),
                Box("", "input"),
                Box(paper.said(row["deadline"]), "centre"),
                Box(paper.said(row["target"]), "centre"),
                Box("", "input"),
            ]
        )
    paper.table((1.2, 4.6, UPRIGHT - 13.8, 1.8, 2.3, 1.7, 2.2), rows, heads=1, height=0.9)
    paper.say(Text("★ 为达到目标所必需。", "★ is what the target needs."), "quiet")


def _signatures(paper: Paper) -> None:
    paper.say(Text("六、签字盖章", "6. Signatures and seals"), "section")
    sealed = paper.words(Text(f"{SEAL.zh}　　　　{DAY.zh}", f"{SEAL.en}        {DAY.en}"))
    secretary = [Box(paper.words(PLAN_LABELS["secretary"]), "field"), Box(paper.words(DAY), "seal")]
    opinions = [
        [Box(paper.words(PLAN_LABELS[key]), "field"), Box("\n\n\n", "text", more=((sealed, "seal"),))]
        for key in ("town_opinion", "county_opinion")
    ]
    paper.table((3, UPRIGHT - 3), (secretary, *opinions), height=1.3, whole=True)
