"""Bump charts of places and slopes of totals: a printed page a group, with the figures below them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from starcli.core.numbers import ZERO, divide
from starcli.core.racing.boards import Board, BoardRow, charted
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.race.breaks import break_pages
from starcli.excel.writing.race.report import RaceReport
from starcli.excel.writing.race.words import arrow, group_words
from starcli.excel.writing.styles import ACCENT, GOOD, LINE

MOST_LINES = 12
_LEAST = 2
_WIDTH, _HEIGHT = 440, 260
_ROW_PIXELS = 20
_QUIET = "#8C8C8C"
_NAME, _TOWN, _SEASONS, _MOVED = 26, 20, 60, 10
_NARROWEST = 7.5
_ROOM = 20
"""Into so many labels above each other a chart is divided: where there is no room for another, a line has none."""


def charts_page(book: Workbook, report: RaceReport, boards: Sequence[Board]) -> None:
    """The charts of every group that has two units in two seasons at least; no sheet where none has."""
    shown = [(board, rows) for board in boards if len(rows := charted(board, MOST_LINES)) >= _LEAST]
    if not shown:
        return
    columns = _columns(report)
    page = book.page(Text("走势", "Over the seasons"), widths(columns), landscape=True)
    breaks = []
    for position, (board, rows) in enumerate(shown):
        if position:
            breaks.append(page.row)
        _group(page, report, board, rows, columns)
    break_pages(page, breaks)
    page.footer(imprint_line(report.race.framework))


def _columns(report: RaceReport) -> tuple[Column, ...]:
    labels = [Text.same(season.label) for season in report.race.seasons]
    width = max(_NARROWEST, _SEASONS / (2 * len(labels)))
    return (
        Column(Text("单位", "Unit"), _NAME, "strong"),
        Column(Text("镇街", "Town"), _TOWN),
        *(Column(label, width, "whole") for label in labels),
        *(Column(label, width, "points") for label in labels),
        Column(Text("升降", "Moved"), _MOVED, "centre"),
    )


def _group(page: Page, report: RaceReport, board: Board, rows: Sequence[BoardRow], columns: Sequence[Column]) -> None:
    race = report.race
    name = group_words(board.group, race.keys, race.framework)
    page.say(Text(f"{name.zh} 走势", f"{name.en}, season by season"), "section", height=22)
    page.say(_chosen(board, rows), "quiet")
    at = page.row
    page.skip(_HEIGHT // _ROW_PIXELS + 1)
    seasons = len(race.seasons)
    _over(page, len(columns), seasons)
    top = page.table(columns, [_row(row) for row in rows])
    titles = (Text("名次（越上越好）", "Places (up is better)"), Text("总分", "Totals"))
    for position, title in enumerate(titles):
        at_columns = (2 + position * seasons, 1 + (position + 1) * seasons)
        chart = _chart(page, title, rows, (top, *at_columns), reverse=not position)
        page.sheet.insert_chart(at, 0, chart, {"x_offset": position * _WIDTH, "y_offset": 4, "object_position": 2})
    page.skip()


def _over(page: Page, count: int, seasons: int) -> None:
    """The line above the headings: which columns are places, and which totals."""
    form = page.owner.format("head")
    for column in range(count):
        page.put(page.row, column, None, "head")
    for first, words in ((2, Text("名次", "Place")), (2 + seasons, Text("总分", "Total"))):
        if seasons > 1:
            page.sheet.merge_range(page.row, first, page.row, first + seasons - 1, page.words(words), form)
        else:
            page.put(page.row, first, words, "head")
    page.row += 1


def _chosen(board: Board, rows: Sequence[BoardRow]) -> Text:
    if len(rows) == len(board.rows):
        return Text(
            "实线上升，虚线下降，灰线不变；名字后是累计升降，挤不下的名字略去。",
            "Solid rose, dashed fell, grey stayed; gains behind names; names without room are left out.",
        )
    if len(rows) < MOST_LINES:
        return Text(
            f"画出两季以上有名次的 {len(rows)} 个单位；实线上升，虚线下降，灰线不变。",
            f"{len(rows)} units have places in several seasons. Solid rose, dashed fell, grey stayed.",
        )
    return Text(
        f"共 {len(board.rows)} 个单位，画出前列和升降最多的 {len(rows)} 个；实线上升，虚线下降，灰线不变。",
        f"{len(rows)} of {len(board.rows)} units: the best, and those that rose and fell the most. "
        "Solid rose, dashed fell, grey stayed.",
    )


def _row(row: BoardRow) -> list[Content | Cell]:
    unit = row.movement.now.member.unit
    return [unit.name, unit.town, *row.places, *row.totals, arrow(row.risen)]


def _chart(page: Page, title: Text, rows: Sequence[BoardRow], area: tuple[int, int, int], *, reverse: bool) -> Any:  # noqa: ANN401 the library has no types
    """Lines of some rows; the area is the row of the headings, the first and the last column."""
    chart = page.owner.book.add_chart({"type": "line"})
    top, first, last = area
    labelled = _with_room([_values(row, places=reverse) for row in rows], [abs(row.risen or 0) for row in rows])
    for position, row in enumerate(rows, start=top + 1):
        chart.add_series(
            {
                "name": _series_name(row),
                "categories": [page.name, top, first, top, last],
                "values": [page.name, position, first, position, last],
                **_look(row.risen or 0),
                "data_labels": _label(_values(row, places=reverse), shown=position - top - 1 in labelled),
            }
        )
    grid = {"visible": True, "line": {"color": LINE, "width": 0.5}}
    axis: dict[str, Any] = {"num_font": {"size": 8}, "line": {"none": True}, "major_gridlines": grid}
    if reverse:
        worst = max((place for row in rows for place in row.places if place is not None), default=1)
        axis |= {"reverse": True, "min": 1, "max": worst + 1, "num_format": "0", "major_unit": max(1, -(-worst // 8))}
    else:
        low, high = _range(rows)
        axis |= {"min": low, "max": high, "num_format": "0", "major_unit": max(1, -(-(high - low) // 8))}
    chart.set_y_axis(axis)
    chart.set_x_axis({"num_font": {"size": 9}, "label_position": "high" if reverse else "low", "line": {"color": LINE}})
    chart.set_title({"name": title[page.owner.language], "name_font": {"size": 10, "bold": True}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_size({"width": _WIDTH - 6, "height": _HEIGHT})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_plotarea({"layout": {"x": 0.08, "y": 0.14, "width": 0.6, "height": 0.74}})
    chart.show_blanks_as("gap")
    return chart


def _series_name(row: BoardRow) -> str:
    moved = arrow(row.risen)
    return f"{row.movement.now.member.unit.name} {moved}".strip()


def _look(risen: int) -> dict[str, Any]:
    """How a line is drawn: who rose and who fell is seen without colours, too."""
    colour, dash, width = _QUIET, "solid", 1.0
    if risen:
        colour, dash, width = (GOOD, "solid", 2.25) if risen > 0 else (ACCENT, "dash", 1.75)
    marker = {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
    return {"line": {"color": colour, "dash_type": dash, "width": width}, "marker": marker}


def _range(rows: Sequence[BoardRow]) -> tuple[int, int]:
    """Whole points between which all totals lie."""
    totals = [total for row in rows for total in row.totals if total is not None]
    return int(min(totals, default=ZERO)) - 1, int(max(totals, default=ZERO)) + 1


def _values(row: BoardRow, *, places: bool) -> Sequence[Decimal | None]:
    """What a row has in every season: its places or its totals."""
    return [None if place is None else Decimal(place) for place in row.places] if places else row.totals


def _with_room(lines: Sequence[Sequence[Decimal | None]], moved: Sequence[int]) -> set[int]:
    """The positions of the lines whose names do not cover each other; those that moved the most come first."""
    known = [[value for value in line if value is not None] for line in lines]
    every = [value for line in known for value in line]
    gap = divide(max(every) - min(every), Decimal(_ROOM))
    taken: dict[int, Decimal] = {}
    for at in sorted(range(len(known)), key=lambda at: -moved[at]):
        if all(abs(known[at][-1] - other) >= gap for other in taken.values()):
            taken[at] = known[at][-1]
    return set(taken)


def _label(values: Sequence[object], *, shown: bool) -> dict[str, Any]:
    """The name of a line at its last point, and at no other; at none where it is not shown."""
    known = [at for at, value in enumerate(values) if value is not None]
    custom = [{} if shown and at == known[-1] else {"delete": True} for at in range(len(values))]
    return {"series_name": True, "value": False, "position": "right", "font": {"size": 8}, "custom": custom}
