"""A rating as a workbook: a page for the wall, the full ledger, the findings, and the over-claims if there are any."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from starcli.core.benchmark import rate_at
from starcli.core.explain import current, decided_by, describe_unit, missing_to_next, stars
from starcli.core.findings import Finding
from starcli.core.gaps import find_gaps, strengths
from starcli.core.model import Grade
from starcli.core.overclaim import over_claims
from starcli.core.rating import Rating
from starcli.core.text import Language, Text
from starcli.excel.result_sheets import FINDINGS, LEDGER, RATING
from starcli.excel.writing.findings_page import findings_page, imprint_line
from starcli.excel.writing.ledger import ledger_page
from starcli.excel.writing.overclaim_page import ledger_of_over_claims
from starcli.excel.writing.page import Cell, Column, Content, Page, SheetNames, Workbook
from starcli.excel.writing.radar import OWN, TARGET, Ring, Spokes, radar

_MOST_SHORT_BOARDS = 8
_DASH = Text.same("—")
_OVER_CLAIMS = 3
"""The place of that page among those of the workbook."""


def write_rating(rating: Rating, findings: Iterable[Finding], target: Path, language: Language) -> None:
    """Write the rating workbook of one unit. Raises `OutputError`."""
    _book(rating, findings, language).save(target)


def rating_content(rating: Rating, findings: Iterable[Finding], language: Language, names: SheetNames) -> bytes:
    """The rating workbook of one unit in memory, with sheet names that fit into another workbook."""
    return _book(rating, findings, language, names).content()


def page_titles(rating: Rating) -> tuple[Text, ...]:
    """What stands at the top of each sheet."""
    name = rating.unit.name
    return (RATING.of(name), LEDGER.of(name), FINDINGS.title)


def _book(rating: Rating, findings: Iterable[Finding], language: Language, names: SheetNames | None = None) -> Workbook:
    title = page_titles(rating)[0]
    book = Workbook("rating", title, language, names)
    _summary(book, rating, title)
    ledger_page(book, rating)
    findings_page(book, findings)
    over = over_claims(rating.scheme, rating.assessment)
    # A page that an earlier run put into the workbook is written again, even when nothing is left to say.
    if over is not None or (names is not None and _OVER_CLAIMS in names.given):
        ledger_of_over_claims(book, rating.unit.name, over)
    return book


def _summary(book: Workbook, rating: Rating, title: Text) -> None:
    page = book.page(Text("评定结果", "Rating"), (11, 32, 13, 13, 13, 13))
    page.say(title, "title", height=30)
    page.say(describe_unit(rating), "subtitle")
    page.skip()
    _headline(page, rating)
    page.say(RATING.signs[0], "section", height=22)
    for sentence in decided_by(rating):
        page.say(Text(f"• {sentence.zh}", f"• {sentence.en}"))
    page.say(missing_to_next(rating))
    page.skip()
    target = rating.next_grade or rating.scheme.grades[0]
    _dimensions(page, rating, target)
    _short_boards(page, rating, target)
    _strengths(page, rating)
    page.skip()
    page.say(imprint_line(rating.scheme.framework), "quiet")
    page.say(rating.scheme.framework.disclaimer, "quiet")
    page.sheet.fit_to_pages(1, 1)
    page.footer(imprint_line(rating.scheme.framework))


def _headline(page: Page, rating: Rating) -> None:
    """Stars and total side by side."""
    highest = rating.scheme.grades[0]
    sheet, form, row = page.sheet, page.owner.format, page.row
    sheet.merge_range(row, 0, row, 1, "", form("stars"))
    sheet.write_string(row, 0, stars(rating.grade, highest), form("stars"))
    sheet.merge_range(row, 2, row, 3, "", form("figure"))
    sheet.write_number(row, 2, float(rating.total), form("figure"))
    sheet.merge_range(row, 4, row, 5, "", form("figure"))
    page.put(row, 4, f"{rating.coverage * 100:.1f}%", "figure")
    sheet.set_row(row, 36)
    row += 1
    captions = (rating.grade.name, _total_caption(rating), Text("填报率", "coverage"))
    for position, caption in enumerate(captions):
        sheet.merge_range(row, 2 * position, row, 2 * position + 1, "", form("grade" if not position else "caption"))
        page.put(row, 2 * position, caption, "grade" if not position else "caption")
    sheet.set_row(row, 24)
    page.row = row + 2


def _total_caption(rating: Rating) -> Text:
    if not rating.bonus and not rating.deductions:
        return Text("总分", "total")
    return Text(
        f"总分 = {rating.base} + {rating.bonus} − {rating.deductions}",
        f"total = {rating.base} + {rating.bonus} − {rating.deductions}",
    )


def _dimensions(page: Page, rating: Rating, target: Grade) -> None:
    """The table of dimensions, with bars, and the radar chart against the target grade."""
    page.say(Text("各维度得分", "Dimensions"), "section", height=22)
    yardstick = {d.id: d.score for d in rate_at(rating.scheme, target.id).dimensions}
    columns = (
        Column(Text("编码", "Code"), 11, "centre"),
        Column(Text("维度", "Dimension"), 32),
        Column(Text("得分", "Points"), 13, "points"),
        Column(Text("满分", "Of"), 13, "points"),
        Column(Text("得分率", "Score"), 13, "percent"),
        Column(Text(f"{target.name.zh}达标线", f"At {target.name.en.lower()}"), 13, "percent"),
    )
    rows: list[list[Content | Cell]] = [
        [
            d.id,
            d.name,
            d.points,
            d.available,
            Cell(_DASH, "centre") if d.score is None else Cell(d.score, _dimension_style(d.score, target)),
            yardstick.get(d.id) or _DASH,
        ]
        for d in rating.dimensions
    ]
    top = page.table(columns, rows)
    bars = {"type": "data_bar", "bar_color": "#E3B9AE", "bar_solid": True, "min_type": "num", "min_value": 0}
    page.sheet.conditional_format(top + 1, 4, page.row - 1, 4, {**bars, "max_type": "num", "max_value": 1})
    page.skip()
    _radar(page, top, len(rows), target)


def _dimension_style(score: Decimal, target: Grade) -> str:
    return "bad_percent" if target.dimension_floor is not None and score < target.dimension_floor else "percent"


def _radar(page: Page, top: int, count: int, target: Grade) -> None:
    rings = (Ring(Text("本单位", "this unit"), 4, OWN), Ring(target.name, 5, TARGET, "dash"))
    chart = radar(page, Spokes(1, top + 1, top + count), rings, 660, 340)
    page.sheet.insert_chart(page.row, 0, chart, {"x_offset": 20, "object_position": 1})
    page.skip(18)


def _short_boards(page: Page, rating: Rating, target: Grade) -> None:
    report = find_gaps(rating, target)
    heading = Text(f"短板（对照{target.name.zh}）", f"Short boards (against {target.name.en.lower()})")
    page.say(heading, "section", height=22)
    shown = report.gaps[:_MOST_SHORT_BOARDS]
    if not shown:
        page.say(Text("没有短板。", "None."))
    else:
        columns = (
            Column(Text("编码", "Code"), 11, "centre"),
            Column(Text("指标", "Indicator"), 32),
            Column(Text("现状", "Now"), 13, "centre"),
            Column(Text("要求", "Required"), 13, "centre"),
            Column(Text("可增分", "To gain"), 13, "points"),
            Column(Text("必达项", "Gate"), 13, "centre"),
        )
        rows: list[list[Content | Cell]] = [
            [
                gap.result.indicator.id,
                gap.result.indicator.name,
                current(gap.result),
                gap.demand,
                gap.gain,
                Cell(Text("必达", "gate"), "bad") if gap.gate else None,
            ]
            for gap in shown
        ]
        page.table(columns, rows)
    rest = len(report.gaps) - len(shown)
    if rest:
        page.say(Text(f"另有 {rest} 项，见得分明细。", f"{rest} more: see the ledger."), "quiet")
    page.skip()


def _strengths(page: Page, rating: Rating) -> None:
    page.say(Text("强项（满分）", "Strengths (full marks)"), "section", height=22)
    full = strengths(rating)
    zh = "、".join(f"{r.indicator.id} {r.indicator.name.zh}" for r in full)
    en = "; ".join(f"{r.indicator.id} {r.indicator.name.en}" for r in full)
    page.say(Text(zh or "无", en or "none"))
