"""The ledger of a unit's grids as a sheet to fill in: what is known of each grid, and rows for more of them.

Its headings are those by which it is read back. Rows may be inserted anywhere: nothing is locked.
"""

from collections.abc import Mapping
from typing import Any

from starcli.core.grids.rules import GridRules
from starcli.core.model import Framework
from starcli.core.text import Text
from starcli.excel.layouts.form import PROFILE_LABELS
from starcli.excel.layouts.grids import COUNTS, FUNCTION, GRID_HEADINGS, GRID_SHEET, PEOPLE, GridColumn
from starcli.excel.writing.addresses import address
from starcli.excel.writing.grids.ledger_cells import (
    FIRST,
    GUIDANCE,
    HEADINGS,
    LABELS,
    SUMMED,
    SUMS,
    TICK,
    TITLE,
    LedgerCells,
    LedgerOrder,
    Span,
)
from starcli.excel.writing.page import Cell, Page, Workbook
from starcli.excel.writing.styles import lines_of, style, width_of

_LEAST_ROWS, _ROOM = 15, 6
_LINE = 14.5
_FAR = 1_000_000
_WIDTHS: Mapping[GridColumn, float] = {
    "number": 4.5, "unit": 10, "name": 10, "code": 10, "extent": 20, "households": 7, "residents": 7,
    "micro_grids": 6, "micro_households": 8, "leader": 9, "leader_post": 11, "full_time": 11, "part_time": 11,
    "liaison": 10, "party_group": 13, "party_members": 6, "functions": 4.5, "in_range": 6, "remarks": 9,
}  # fmt: skip
_TURNED = 3.6
"""How wide a column is whose heading is turned upright."""


def rows_for(grids: int) -> int:
    """How many rows a ledger has that begins with so many grids."""
    return max(grids + _ROOM, _LEAST_ROWS)


def ledger_page(book: Workbook, framework: Framework, order: LedgerOrder, rows: int = 0) -> tuple[Page, LedgerCells]:
    """The sheet, and the cells in it that differ from unit to unit; with room for more grids where `rows` is not said.

    Raises `ValueError` where the framework has no rules of grids.
    """
    rules = framework.grids
    if rules is None:
        raise ValueError(framework.id)
    unit = order.unit
    count = rows or rows_for(len(order.grids))
    cells = LedgerCells(framework, rules, unit.kind, unit.profile, count, book.language)
    return _LedgerPage(book, framework, rules, cells).write(order), cells


class _LedgerPage:
    """Writes one such sheet."""

    def __init__(self, book: Workbook, framework: Framework, rules: GridRules, cells: LedgerCells) -> None:
        self._framework = framework
        self._rules = rules
        self._cells = cells
        self._turned = book.language != "zh"
        self._page = book.page(GRID_SHEET, [self._width(key) for key in cells.keys], landscape=True)

    def write(self, order: LedgerOrder) -> Page:
        """The whole sheet."""
        page = self._page
        page.row = TITLE
        page.say("", "title", height=30)
        page.row = GUIDANCE
        page.say(self._guidance(order), "quiet")
        self._labels()
        self._headings()
        for row in range(FIRST, self._cells.last + 1):
            page.put(row, self._cells.at["number"], row - FIRST + 1, "whole")
            self._limits(row)
        self._contents(order)
        self._marks()
        page.sheet.repeat_rows(HEADINGS, HEADINGS + 1)
        page.sheet.freeze_panes(FIRST, self._cells.at["code"])
        page.row = self._cells.last + 1
        page.skip()
        disclaimer = self._framework.disclaimer
        page.say(Text(f"注：{disclaimer.zh}", f"Note: {disclaimer.en}"), "quiet")
        return page

    def _width(self, key: str) -> float:
        if key.startswith(FUNCTION):
            return _TURNED if self._turned else _WIDTHS["functions"]
        width = next(width for column, width in _WIDTHS.items() if column == key)
        if not self._turned:
            return width
        longest = max((width_of(word) for word in self._heading(key).en.split()), default=0)
        return max(width, longest + 1.5)

    def _heading(self, key: str) -> Text:
        if key.startswith(FUNCTION):
            return self._rules.functions[key.removeprefix(FUNCTION)]
        return next(heading for column, heading in GRID_HEADINGS.items() if column == key)

    def _labels(self) -> None:
        """Whose ledger it is and what it comes to: labels, and merged cells for what stands beside them."""
        page = self._page
        for key, (row, label, value) in self._cells.whose.items():
            self._over(row, label, PROFILE_LABELS[key], "label")
            self._over(row, value, None, "input_text")
        for _, name, label, _ in SUMMED:
            self._over(SUMS, label, name, "label")
        for row in (LABELS, SUMS):
            # Labels in English, or in both languages, take two lines.
            page.sheet.set_row(row, 32 if self._turned else 24)

    def _over(self, row: int, span: Span, content: Text | None, style_name: str) -> None:
        """A content over some columns of a row."""
        first, last = span
        if last > first:
            self._page.sheet.merge_range(row, first, row, last, "", self._page.owner.format(style_name))
        self._page.put(row, first, content, style_name)

    def _guidance(self, order: LedgerOrder) -> Text:
        """How it is filled in, by which standard."""
        rules, size, kind = self._rules, self._cells.standard, order.unit.kind
        said = [order.note] if order.note is not None else []
        if size is not None:
            said.append(Text(f"每个网格 {size.low}-{size.high} 户", f"{size.low} to {size.high} households a grid"))
        if rules.exempt_below.get(kind):
            below = rules.exempt_below[kind]
            said.append(
                Text(f"不足 {below} 户且只设一个网格的视为达标", f"one grid of fewer than {below} counts as in range")
            )
        low, high = rules.micro.low, rules.micro.high
        said += [
            Text(f"微网格 {low}-{high} 户", f"micro-grids of {low} to {high}"),
            Text("一行一个网格，户数只填数字", "a row a grid, households in digits"),
            Text("职务空缺的留空", "leave blank what nobody does"),
            Text("职能到位的打√", "tick the functions in place"),
            Text("不填电话", "no telephone numbers"),
        ]
        return Text("；".join(one.zh for one in said) + "。", "; ".join(one.en for one in said) + ".")

    def _headings(self) -> None:
        """Two rows of headings: all functions stand below one."""
        page, sheet, at = self._page, self._page.sheet, self._cells.at
        head = page.owner.format("head")
        upright = (
            page.owner.book.add_format({**style("head"), "rotation": 90, "font_size": 9}) if self._turned else head
        )
        functions = [column for key, column in at.items() if key.startswith(FUNCTION)]
        most = 1
        for key, column in at.items():
            words = page.words(self._heading(key))
            if column in functions:
                sheet.write_string(HEADINGS + 1, column, words, upright)
            else:
                most = max(most, lines_of(words, self._width(key)))
                sheet.merge_range(HEADINGS, column, HEADINGS + 1, column, words, head)
        if functions:
            self._over(HEADINGS, (functions[0], functions[-1]), GRID_HEADINGS["functions"], "head")
        sheet.set_row(HEADINGS, 20)
        sheet.set_row(HEADINGS + 1, max(118 if self._turned else 32, most * _LINE - 16))

    def _limits(self, row: int) -> None:
        """What may be typed: whole numbers, ticks."""
        page, say = self._page, Text("请填整数", "Type a whole number")
        for key, at in self._cells.at.items():
            if key in COUNTS:
                page.numbers(row, at, "0", str(_FAR), say, whole=True)
            elif key.startswith(FUNCTION):
                page.choices(row, at, [TICK], strict=False)

    def _contents(self, order: LedgerOrder) -> None:
        """What is known already, each row as high as it needs."""
        page, keys = self._page, self._cells.keys
        most: dict[int, int] = {}
        for cell in self._cells.each():
            words = page.put(cell.row, cell.column, Cell(cell.value(order), formula=cell.formula), cell.style)
            if cell.row >= FIRST:
                lines = lines_of(words, self._width(keys[cell.column])) if words else 1
                most[cell.row] = max(most.get(cell.row, 1), lines)
        for row, lines in most.items():
            page.sheet.set_row(row, max(20, lines * _LINE + 4))

    def _marks(self) -> None:
        """Households off the standard, and posts that nobody has in a row with a grid, stand out."""
        page, at, last = self._page, self._cells.at, self._cells.last
        bad: dict[str, Any] = {
            "type": "formula",
            "criteria": f'=${address(FIRST, at["in_range"])}="{self._cells.no}"',
            "format": page.owner.format("bad_input"),
        }
        for column in (at["households"], at["in_range"]):
            page.sheet.conditional_format(FIRST, column, last, column, bad)
        for key in PEOPLE:
            vacant = f'=AND(${address(FIRST, at["name"])}<>"",{address(FIRST, at[key])}="")'
            rule = {"type": "formula", "criteria": vacant, "format": page.owner.format("doubtful_input")}
            page.sheet.conditional_format(FIRST, at[key], last, at[key], rule)
