"""The lists of grids and units: what is to be done, every unit against its standard, and every grid."""

from collections.abc import Sequence

from starcli.core.grids.posts import POSTS
from starcli.core.grids.report import GridsReport
from starcli.core.grids.state import GridState, UnitState
from starcli.core.grids.words import (
    SIZE_NAMES,
    WITHOUT_PARTY,
    lacking,
    missing_functions,
    names_of,
    off_by,
    possible,
    standard_of,
)
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths

_TOWN, _UNIT = Column(Text("镇街", "Town"), 12), Column(Text("村社", "Unit"), 16)
_GRID = Column(Text("网格", "Grid"), 16)
_HOUSEHOLDS = Column(Text("户数", "Households"), 10, "whole")
_STANDARD = Column(Text("标准", "Standard"), 10, "centre")
_SIZE = Column(Text("规模", "Size"), 11, "centre")
_DASH = Text("“—”：台账没有这一栏。", "A dash: the ledger has no such column.")
_YES, _NO, _UNTOLD = Cell("√", "good"), Cell("×", "bad"), Cell("—", "centre")


def act_page(book: Workbook, report: GridsReport) -> None:
    """Every grid about which something is to be done, with what."""
    columns = (
        _TOWN,
        _UNIT,
        _GRID,
        _HOUSEHOLDS,
        _STANDARD,
        _SIZE,
        Column(Text("多/少户数", "Over or under"), 10, "centre"),
        Column(Text("缺岗", "Posts without anybody"), 26, "strip_wrapped"),
        Column(Text("职能", "Functions"), 28, "strip_wrapped"),
        Column(Text("党组织", "Party group"), 11, "centre"),
        Column(Text("位置", "Where"), 34, "strip_wrapped"),
    )
    page = book.page(Text("待办网格", "To act on"), widths(columns), landscape=True)
    page.say(
        Text("待办网格：规模、缺岗、职能、党组织", "Grids to act on: size, posts, functions, Party group"),
        "section",
        height=22,
    )
    rows = [_to_act(unit, grid, report) for unit, grid in report.grids if grid.wants]
    if rows:
        page.table(columns, rows, repeat=True)
    else:
        page.say(Text("没有待办的网格。", "There is no grid to act on."))
    page.footer(imprint_line(report.framework))


def _to_act(unit: UnitState, state: GridState, report: GridsReport) -> list[Content | Cell]:
    grid = state.grid
    return [
        unit.ledger.unit.town,
        unit.ledger.unit.name,
        grid.name,
        grid.households,
        standard_of(unit.standard),
        _size(state),
        off_by(state, unit.standard),
        lacking(state),
        missing_functions(state, report.rules),
        Cell(WITHOUT_PARTY, "bad") if state.party_group is False else None,
        str(grid.location).removeprefix(report.folder),
    ]


def _size(state: GridState) -> Cell:
    style_name = {"in-range": "good", "exempt": "good", "unknown": "doubtful"}.get(state.size, "bad")
    return Cell(SIZE_NAMES[state.size], style_name)


def units_page(book: Workbook, report: GridsReport) -> None:
    """Every unit: how many grids it has and could have, and which of them do not meet the standard."""
    columns = (
        _TOWN,
        _UNIT,
        Column(Text("类型", "Kind"), 10, "centre"),
        Column(Text("网格数", "Grids"), 8, "whole"),
        Column(Text("总户数", "Households"), 10, "whole"),
        _STANDARD,
        Column(Text("可设网格数", "Grids possible"), 11, "centre"),
        Column(Text("达标", "In range"), 8, "whole"),
        Column(Text("过大的网格", "Too large"), 24, "strip_wrapped"),
        Column(Text("过小的网格", "Too small"), 24, "strip_wrapped"),
        *(Column(Text(f"缺{name.zh}", f"No {name.en.lower()}"), 9, "whole") for name in POSTS.values()),
        Column(Text("职能不齐", "Functions lacking"), 10, "whole"),
    )
    page = book.page(Text("村社", "Units"), widths(columns), landscape=True)
    page.say(Text("各村社网格设置", "The grids of every unit"), "section", height=22)
    page.table(columns, [_unit_row(unit, report) for unit in report.states], repeat=True)
    page.say(_DASH, "quiet")
    page.footer(imprint_line(report.framework))


def _unit_row(state: UnitState, report: GridsReport) -> list[Content | Cell]:
    unit = state.ledger.unit
    kind = report.framework.kinds[unit.kind].name if unit.kind else None
    large, small = ([g for g in state.grids if g.size == size] for size in ("too-large", "too-small"))
    return [
        unit.town,
        unit.name,
        kind,
        len(state.grids),
        state.ledger.households,
        standard_of(state.standard),
        possible(state),
        state.count("in-range") + state.count("exempt"),
        _with_households(large),
        _with_households(small),
        *(_count(state.vacancies(post), told=post not in state.untold) for post in POSTS),
        _count(sum(bool(grid.missing) for grid in state.grids), told="functions" in state.figures),
    ]


def _with_households(states: Sequence[GridState]) -> Text:
    named = names_of(states)
    if not states:
        return named
    return Text(
        "、".join(f"{state.grid.name}({state.grid.households})" for state in states),
        ", ".join(f"{state.grid.name} ({state.grid.households})" for state in states),
    )


def _count(number: int, *, told: bool) -> Content | Cell:
    if not told:
        return Cell("—", "centre")
    return Cell(number, "bad_whole") if number else number


def all_page(book: Workbook, report: GridsReport) -> None:
    """Every grid with its posts; a dash where the ledger has no such column."""
    columns = (
        _TOWN,
        _UNIT,
        _GRID,
        Column(Text("编码", "Code"), 16),
        _HOUSEHOLDS,
        Column(Text("微网格", "Micro-grids"), 9, "whole"),
        _STANDARD,
        _SIZE,
        *(Column(name, 10, "centre") for name in POSTS.values()),
        Column(Text("党组织", "Party group"), 9, "centre"),
        Column(Text("职能项数", "Functions"), 10, "whole"),
        Column(Text("范围", "Extent"), 34, "strip_wrapped"),
    )
    page = book.page(Text("逐网格", "All grids"), widths(columns), landscape=True)
    page.say(Text("全部网格", "Every grid"), "section", height=22)
    page.table(columns, [_grid_row(unit, grid, report) for unit, grid in report.grids], repeat=True)
    page.say(_DASH, "quiet")
    page.footer(imprint_line(report.framework))


def _grid_row(unit: UnitState, state: GridState, report: GridsReport) -> list[Content | Cell]:
    grid, untold = state.grid, unit.untold
    posts = [_UNTOLD if post in untold else _NO if post in state.lacking else _YES for post in POSTS]
    party = _UNTOLD if state.party_group is None else _YES if state.party_group else _NO
    told = "functions" in unit.figures
    return [
        unit.ledger.unit.town,
        unit.ledger.unit.name,
        grid.name,
        grid.code,
        grid.households,
        grid.micro_grids,
        standard_of(unit.standard),
        _size(state),
        *posts,
        party,
        len(report.rules.functions) - len(state.missing) if told else _UNTOLD,
        grid.extent,
    ]
