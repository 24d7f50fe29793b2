"""The briefing pack as a workbook: contents with coverage, then a sheet a town with a printed page a unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starcli.core.areas import Place
from starcli.core.findings import Finding, Location
from starcli.core.model import Framework
from starcli.core.plans.briefing import Brief, by_town
from starcli.core.plans.coverage import Coverage
from starcli.core.text import Language, Text
from starcli.excel.writing.briefing.contents import contents_page
from starcli.excel.writing.briefing.unit_page import HEIGHT, WIDTHS, Paper, UnitPage
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Workbook, narrow_font
from starcli.excel.writing.plans.flow import Flow

NO_TOWN = Text("未归属", "unplaced")
_TITLES = 2


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that a briefing pack shows; `unread` are the files of which no plan could be read."""

    name: str
    framework: Framework
    briefs: tuple[Brief, ...]
    coverage: Coverage
    unread: tuple[Location, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the page of a unit begins."""

    sheet: str
    row: int


def briefing_book(pack: Pack, language: Language) -> bytes:
    """The workbook. The same pack gives the same bytes."""
    title = Text(f"{pack.name} 一村一策方案过堂材料", f"{pack.name}: plans for the hearing")
    book = Workbook("briefing", title, language)
    narrow_font(book)
    first = book.page(Text("目录", "Contents"), (15, 22, 12, 13, 11, 13, 9, 9))
    towns = by_town(pack.briefs)
    spots: dict[int, Spot] = {}
    for place, briefs in towns.items():
        spots |= _town(book, place, briefs, pack)
    contents_page(first, title, towns, pack.coverage, pack.unread, {key: (s.sheet, s.row) for key, s in spots.items()})
    first.footer(imprint_line(pack.framework))
    return book.content()


def _town(book: Workbook, place: Place, briefs: Sequence[Brief], pack: Pack) -> Mapping[int, Spot]:
    """The sheet of a town: a page a unit, below the lines that are repeated on each of them."""
    name = Text.same(str(place)) if place.town else NO_TOWN
    page = book.page(name, WIDTHS)
    # A sheet that is fitted to a width takes no page breaks of its own.
    page.sheet.set_print_scale(100)
    flow = Paper(page, WIDTHS)
    _head(flow, name, briefs, pack.coverage, place)
    spots = {}
    breaks = []
    for position, brief in enumerate(briefs):
        if position:
            breaks.append(page.row)
        spots[id(brief)] = Spot(page.name, page.row)
        UnitPage(flow, brief).write(HEIGHT)
    page.sheet.set_h_pagebreaks(breaks)
    page.sheet.repeat_rows(0, _TITLES - 1)
    page.footer(Text(f"{name.zh} 一村一策方案过堂材料", f"{name.en}: plans for the hearing"))
    return spots


def _head(flow: Flow, name: Text, briefs: Sequence[Brief], coverage: Coverage, place: Place) -> None:
    last = len(WIDTHS) - 1
    share = coverage.places.get(place)
    units, filed = (share.units, share.filed) if share is not None else (len(briefs), len(briefs))
    flow.span(0, last, Text(f"{name.zh}一村一策方案过堂材料", f"{name.en}: plans for the hearing"), "heading")
    flow.end(20)
    when = Text(
        f"过堂日期：____________　　主持：____________　　单位 {units} 个，已交方案并备案 {filed} 个",
        f"Heard on: ____________    Chair: ____________    Units: {units}; with a filed plan: {filed}",
    )
    flow.span(0, last, when, "quiet")
    flow.end(18)
