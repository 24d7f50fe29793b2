"""The ledger of a rating: where each value came from, the clause that applied, and points that add up."""

from decimal import Decimal

from starcli.core.explain import current
from starcli.core.judgement import Result
from starcli.core.model import Grade
from starcli.core.provenance import Figure, cells_in, home_of, is_mixed, provenance_of, whose_in_words
from starcli.core.rating import Rating
from starcli.core.text import Text
from starcli.excel.result_sheets import LEDGER
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths

_DASH = Text.same("—")


def ledger_page(book: Workbook, rating: Rating) -> None:
    """The sheet of the ledger; its last row is the total."""
    stated, mixed = _stated(rating), is_mixed(rating)
    columns = (
        Column(Text("编码", "Code"), 9, "centre"),
        Column(Text("指标", "Indicator"), 26),
        Column(Text("单位", "Measured in"), 9, "centre"),
        Column(Text("指标值", "Value"), 13, "centre"),
        Column(Text("出处", "From cell"), 18),
        Column(LEDGER.signs[0], 28),
        Column(Text("得分率", "Score"), 9, "percent"),
        Column(Text("分值", "Weight"), 8, "points"),
        Column(Text("得分", "Points"), 9, "points"),
        *(Column(Text(f"{g.name.zh}标准", g.name.en), 16, "centre") for g in stated),
        Column(Text("必达", "Gate for"), 11, "centre"),
        *((Column(Text("来源", "Whose"), 13), Column(Text("代替的数", "In place of"), 20)) if mixed else ()),
    )
    page = book.page(Text("得分明细", "Ledger"), widths(columns), landscape=True)
    page.say(LEDGER.of(rating.unit.name), "section", height=22)
    note = Text(
        "得分 = 得分率 × 分值，四舍五入到两位小数；“得分”一列相加等于总分。✓ 达到，✗ 未达到。",
        "Points = score × weight, half up to two decimals; the column adds up to the total. ✓ met, ✗ not met.",
    )
    page.say(note, "quiet")
    top = page.table(columns, ledger_rows(rating), repeat=True)
    points = 8
    column = chr(ord("A") + points)
    formula = f"=SUM({column}{top + 2}:{column}{page.row})"
    for position in range(len(columns)):
        page.put(page.row, position, None, "sum_label")
    page.put(page.row, 1, Text("总分", "Total"), "sum_label")
    page.put(page.row, points, Cell(rating.total, formula=formula), "sum")
    page.row += 1
    page.footer(imprint_line(rating.scheme.framework))


def ledger_rows(rating: Rating) -> list[list[Content | Cell]]:
    """The ledger: a row an indicator, then what else stands between their points and the total."""
    stated, mixed = _stated(rating), is_mixed(rating)
    rows = [_ledger_row(result, stated, rating, mixed=mixed) for result in rating.results]
    return [*rows, *_adjustment_rows(rating, stated, mixed=mixed)]


def _stated(rating: Rating) -> list[Grade]:
    """The grades for which any indicator states a requirement."""
    return [g for g in rating.scheme.grades if any(g.id in r.indicator.requirements for r in rating.results)]


def _ledger_row(result: Result, stated: list[Grade], rating: Rating, *, mixed: bool) -> list[Content | Cell]:
    indicator = result.indicator
    names = {grade.id: grade.name for grade in rating.scheme.grades}
    gates = Text("、".join(names[g].zh for g in indicator.gates), ", ".join(names[g].en for g in indicator.gates))
    applies = result.outcome != "not_applicable"
    return [
        indicator.id,
        indicator.name,
        indicator.definition.measured_in,
        Cell(current(result), "" if result.outcome in ("scored", "not_applicable") else "bad"),
        cells_in(result.sources, home_of(rating)),
        result.clause,
        result.score if applies else _DASH,
        indicator.weight if applies else _DASH,
        result.points,
        *(_requirement(result, grade) for grade in stated),
        gates if indicator.gates else None,
        *(_whose(result, rating) if mixed else ()),
    ]


def _whose(result: Result, rating: Rating) -> tuple[Content, Content]:
    """Whose figures count, and those that stand aside for them, each with its cell."""
    provenance = provenance_of(rating, result)
    home = home_of(rating)
    aside = [_aside(figure, home) for figure in provenance.differing]
    zh, en = "；".join(each.zh for each in aside), "; ".join(each.en for each in aside)
    return whose_in_words(provenance.counting), Text(zh, en)


def _aside(figure: Figure, home: str) -> Text:
    cell = cells_in((figure.answer.location,), home)
    return Text(f"{figure.whose.zh} {figure.shown}（{cell}）", f"{figure.whose.en} {figure.shown} ({cell})")


def _requirement(result: Result, grade: Grade) -> Cell:
    requirement = result.indicator.requirements.get(grade.id)
    if requirement is None:
        return Cell(_DASH)
    words, met = requirement.words(), result.met(grade.id)
    if met is None:
        return Cell(words)
    mark = "✓" if met else "✗"
    return Cell(Text(f"{words.zh} {mark}", f"{words.en} {mark}"), "good" if met else "bad")


def _adjustment_rows(rating: Rating, stated: list[Grade], *, mixed: bool) -> list[list[Content | Cell]]:
    """What stands between the sum of the indicators' points and the total: rescaling, bonus and deductions."""
    rows = []
    if rating.rescaling:
        name = Text("不适用项折算", "Rescaled for what does not apply")
        rows.append(("", name, "", rating.rescaling))
    for applied, sign in ((rating.bonus_items, 1), (rating.deduction_items, -1)):
        for item in applied:
            name = Text(f"{item.item.name.zh} × {item.times}", f"{item.item.name.en} × {item.times}")
            rows.append((item.item.id, name, item.location.within, sign * item.points))
    uncapped = sum((row[3] for row in rows), Decimal(0))
    capped = rating.total - rating.base + rating.rescaling
    if uncapped != capped:
        rows.append(("", Text("加减分封顶", "Cap on bonus or deductions"), "", capped - uncapped))
    blank: list[Content | Cell] = [None] * (len(stated) + (3 if mixed else 1))
    return [[code, name, None, None, source, None, None, None, points, *blank] for code, name, source, points in rows]
