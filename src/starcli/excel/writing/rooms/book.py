"""A proposal for rooms as a workbook: how good it is, room by room, unit by unit, what is left and what is lacking."""

from itertools import pairwise
from pathlib import Path

from starcli.core.numbers import ZERO
from starcli.core.rating import TIER_NAMES
from starcli.core.rooms.proposal import TIE_BREAKER
from starcli.core.rooms.report import RoomsReport, StreetFigures
from starcli.core.rooms.words import AIM_NAMES, area_words, method_of, requirement_words
from starcli.core.text import Language, Text
from starcli.excel.layouts.rooms import ROOM_SHEETS
from starcli.excel.writing.findings_page import findings_page, imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.rooms.ledger_page import proposal_page
from starcli.excel.writing.rooms.pages import left_page, short_page, units_page
from starcli.excel.writing.rooms.words import area_style, no_street

_MOST_ON_A_PAGE = 14
_STRIP = 5


def write_rooms(report: RoomsReport, target: Path, language: Language) -> None:
    """Write the workbook of a proposal. Raises `OutputError`."""
    title = Text(f"{report.name} 闲置用房调剂建议", f"{report.name}: proposal for idle rooms")
    book = Workbook("rooms", title, language)
    _overview(book, report, title)
    proposal_page(book, report)
    units_page(book, report)
    left_page(book, report)
    short_page(book, report)
    findings_page(book, report.findings)
    book.save(target)


def _overview(book: Workbook, report: RoomsReport, title: Text) -> None:
    columns = _street_columns(report)
    page = book.page(ROOM_SHEETS["overview"], widths(columns), landscape=True)
    page.say(title, "title", height=30)
    page.say(_subtitle(report), "subtitle")
    page.skip()
    _strip(page, report)
    page.skip()
    page.say(Text("按镇街", "By town"), "section", height=22)
    streets = report.by_street()
    top = page.table(columns, [*(_street_row(one, report) for one in streets), _total_row(streets, report)])
    page.skip()
    page.say(Text("建议有多好", "How good the proposal is"), "section", height=22)
    _quality(page, report)
    page.skip()
    for line in method_of(report):
        page.say(line, "quiet")
    if len(streets) <= _MOST_ON_A_PAGE:
        page.sheet.fit_to_pages(1, 1)
        if len(streets) > 1:
            _chart(page, top, len(streets))
    framework = report.proposal.question.framework
    page.say(imprint_line(framework), "quiet")
    page.say(framework.disclaimer, "quiet")
    page.footer(imprint_line(framework))


def _subtitle(report: RoomsReport) -> Text:
    proposal = report.proposal
    about, basis = requirement_words(report), TIER_NAMES[next((one.rating.basis for one in proposal.outlooks), "self")]
    split = Text("可以拆分", "rooms may be split") if proposal.split else Text("整处调剂", "rooms go as a whole")
    zh, en = [about.zh, split.zh], [about.en, split.en]
    if report.tag:
        zh.append(f"只给带“{report.tag}”标签的单位")
        en.append(f"only units with the tag {report.tag}")
    return Text(" · ".join([*zh, f"口径：{basis.zh}"]), " · ".join([*en, f"basis: {basis.en}"]))


def _strip(page: Page, report: RoomsReport) -> None:
    """The figures that matter most, in a line."""
    proposal, streets = report.proposal, report.by_street()
    before = proposal.count("enough")
    after = before + sum(one.met for one in streets)
    figures: tuple[tuple[Text, Content], ...] = (
        (Text("闲置面积", "Idle area"), area_words(sum((one.idle for one in streets), ZERO))),
        (Text("已调剂", "Given before"), area_words(sum((one.given_before for one in streets), ZERO))),
        (Text("建议调剂", "Proposed"), area_words(sum((one.proposed for one in streets), ZERO))),
        (Text("达标单位", "Units that meet it"), Text.same(f"{before} → {after}")),
        (Text("仍缺面积", "Area still lacking"), area_words(report.needed)),
    )
    spans = _spans(len(page.widths))
    for (first, last), (name, content) in zip(spans, figures, strict=True):
        for row, text, look in ((page.row, name, "quiet_label"), (page.row + 1, content, "strip_points")):
            page.sheet.merge_range(row, first, row, last, "", page.owner.format(look))
            page.put(row, first, text, "label_centre" if look == "quiet_label" else "strip_whole")
    page.sheet.set_row(page.row + 1, 30)
    page.skip(2)


def _spans(columns: int) -> list[tuple[int, int]]:
    """The first and last column of each of five figures."""
    edges = [columns * number // _STRIP for number in range(_STRIP + 1)]
    return [(first, last - 1) for first, last in pairwise(edges)]


def _street_columns(report: RoomsReport) -> tuple[Column, ...]:
    figure = area_style(report)
    return (
        Column(Text("镇街", "Town"), 20),
        Column(Text("房源", "Rooms"), 8, "whole"),
        Column(Text("闲置面积", "Idle area"), 11, figure),
        Column(Text("已调剂", "Given before"), 11, figure),
        Column(Text("建议调剂", "Proposed"), 11, figure),
        Column(Text("剩余", "Left"), 11, figure),
        Column(Text("适用单位", "Units asked"), 9, "whole"),
        Column(Text("未达标", "Short"), 9, "whole"),
        Column(Text("按建议达标", "Met by the proposal"), 11, "whole"),
        Column(Text("缺口", "Lacking"), 11, figure),
        Column(Text("仍缺", "Still lacking"), 11, figure),
    )


def _street_row(one: StreetFigures, report: RoomsReport) -> list[Content | Cell]:
    still = Cell(one.still_lacking, area_style(report, "bad_")) if one.still_lacking else Cell(one.still_lacking)
    name = Text.same(str(one.place)) if one.place.town else no_street()
    return [
        name, one.rooms, one.idle, one.given_before, one.proposed, one.left,
        one.asked, one.short, one.met, one.lacking, still,
    ]  # fmt: skip


def _total_row(streets: tuple[StreetFigures, ...], report: RoomsReport) -> list[Content | Cell]:
    look = area_style(report, "sum_")
    areas = {"idle", "given_before", "proposed", "left", "lacking", "still_lacking"}
    fields = ("rooms", "idle", "given_before", "proposed", "left", "asked", "short", "met", "lacking", "still_lacking")
    totals = ((key, sum((getattr(one, key) for one in streets), ZERO)) for key in fields)
    cells = (Cell(total, look if key in areas else "sum_whole") for key, total in totals)
    return [Cell(Text("合计", "Total"), "sum_label"), *cells]


def _quality(page: Page, report: RoomsReport) -> None:
    """Each aim in its order: what is reached, what cannot be surpassed, and whether that is the same."""
    heads = (
        Text("目标（按先后）", "Aim, in this order"), Text("本建议", "Proposal"), Text("最好不超过", "At best"),
        Text("证明", "Proof"),
    )  # fmt: skip
    spans = ((0, 1), (2, 3), (4, 5), (6, len(page.widths) - 1))
    rows: list[tuple[Content, ...]] = [heads]
    for number, (aim, quality) in enumerate(report.proposal.qualities.items(), 1):
        name = AIM_NAMES[aim]
        proof = Text("已证明没有更好的", "proven: nothing is better")
        if aim == TIE_BREAKER and not quality.proven:
            proof = Text("只在前几项相同时比较，不作证明", "only breaks ties; not proven")
        elif not quality.proven:
            gap = area_words(abs(quality.figure - quality.bound))
            proof = Text(f"时间到，还可能差 {gap.zh}", f"stopped by the time: may be off by {gap.en}")
        rows.append(
            (
                Text(f"{number}. {name.zh}", f"{number}. {name.en}"),
                area_words(quality.figure),
                area_words(quality.bound),
                proof,
            )
        )
    for position, row in enumerate(rows):
        for (first, last), content in zip(spans, row, strict=True):
            look = "head" if not position else "text" if first in (0, 6) else "number"
            page.sheet.merge_range(page.row, first, page.row, last, "", page.owner.format(look))
            page.put(page.row, first, content, look)
        page.sheet.set_row(page.row, 18)
        page.row += 1


def _chart(page: Page, top: int, count: int) -> None:
    """Bars: what each town's units lack, before and after."""
    chart = page.owner.book.add_chart({"type": "bar"})
    names = (Text("缺口", "Lacking"), Text("按建议仍缺", "Still lacking by the proposal"))
    for name, column, colour in zip(names, (9, 10), ("#E3B9AE", "#9E1B1B"), strict=True):
        chart.add_series(
            {
                "name": page.words(name),
                "categories": [page.name, top + 1, 0, top + count, 0],
                "values": [page.name, top + 1, column, top + count, column],
                "fill": {"color": colour},
                "gap": 60,
                "overlap": -5,
            }
        )
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"major_gridlines": {"visible": False}, "num_format": "#,##0", "min": 0})
    chart.set_legend({"position": "bottom"})
    height = 100 + 26 * count
    chart.set_size({"width": 900, "height": height})
    page.skip()
    page.sheet.insert_chart(page.row, 0, chart, {"object_position": 1})
    page.skip(height // 20 + 2)
