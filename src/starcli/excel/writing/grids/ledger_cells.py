"""The cells of a ledger of grids that differ from unit to unit: where each is, what stands in it, its formula.

Whether a grid meets the standard is worked out while households are typed, and so are the sums above the table.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from starcli.core.assessment import Unit
from starcli.core.grids.ledger import Grid
from starcli.core.grids.rules import GridRules, GridSize
from starcli.core.model import Framework
from starcli.core.text import FormLanguage, Text
from starcli.excel.layouts.grids import COUNTS, FUNCTION, GRID_HEADINGS, GRID_SHEET, PEOPLE
from starcli.excel.writing.addresses import address, fixed

TITLE, LABELS, GUIDANCE, SUMS, HEADINGS, FIRST = 0, 1, 2, 3, 4, 6
"""The rows of the sheet; headings take two."""
TICK = "√"
YES, NO = Text("是", "yes"), Text("否", "no")
Span = tuple[int, int]
_WHOSE: Mapping[str, tuple[int, Span, Span]] = {
    "name": (LABELS, (0, 1), (2, 4)), "code": (LABELS, (5, 6), (7, 9)), "town": (LABELS, (10, 10), (11, 12)),
    "county": (LABELS, (13, 13), (14, 15)), "kind": (SUMS, (8, 9), (10, 10)), "period": (SUMS, (11, 11), (12, 12)),
    "profile": (SUMS, (13, 13), (14, 15)),
}  # fmt: skip
"""The row of each label, and the columns of the label and of what stands beside it."""
_WIDE = 6
SUMMED: tuple[tuple[str, Text, Span, int], ...] = (
    ("grids", Text("网格个数", "Grids"), (0, 1), 2),
    ("households", Text("户数之和", "All households"), (3, 3), 4),
    ("in_range", Text("达标个数", "In range"), (5, 6), 7),
)
"""The sums above the table: what each is called, the columns of that, and its own column."""
Value = int | str | None


@dataclass(frozen=True, slots=True)
class LedgerOrder:
    """A ledger to write: of which unit and period, and the grids that are known already; `note` is said above them."""

    unit: Unit = field(default_factory=Unit)
    period: str = ""
    grids: Sequence[Grid] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class LedgerCell:
    """A cell that differs from unit to unit, or whose result does: how it looks, and what stands in it."""

    row: int
    column: int
    style: str
    value: Callable[[LedgerOrder], Value]
    formula: str = ""


class LedgerCells:
    """The cells of ledgers of one kind and profile in one language, with rows for so many grids."""

    def __init__(
        self, framework: Framework, rules: GridRules, kind: str, profile: str, rows: int, language: FormLanguage
    ) -> None:
        self._framework = framework
        self._rules = rules
        self._kind = kind
        self.standard: GridSize | None = rules.size(kind, profile)
        self.keys = tuple(_keys(rules))
        self.at = {key: at for at, key in enumerate(self.keys)}
        self.last = FIRST + rows - 1
        self._language = language
        self.whose = {**_WHOSE, "date": _date(len(rules.functions))}
        self.yes, self.no = (word["en" if language == "en" else "zh"] for word in (YES, NO))

    def each(self) -> Iterator[LedgerCell]:
        """Every such cell."""
        yield LedgerCell(TITLE, 0, "title", self._title)
        for key, (row, _, value) in self.whose.items():
            yield LedgerCell(row, value[0], "input_text", partial(self._whose, key=key))
        for name, _, _, at in SUMMED:
            yield LedgerCell(SUMS, at, "strong_whole", partial(self._sum, name=name), self._sum_formula(name))
        for row in range(FIRST, self.last + 1):
            for key, at in self.at.items():
                if key == "in_range" and self.standard is not None:
                    yield LedgerCell(row, at, "centre", partial(self._said, row=row), self._judging(row, self.standard))
                elif key != "number":
                    style_name = "input_value" if is_short(key) else "input_text"
                    yield LedgerCell(row, at, style_name, partial(self._content, row=row, key=key))

    def _title(self, order: LedgerOrder) -> str:
        if self._language == "both":
            return f"{order.unit.name}{GRID_SHEET.zh} {GRID_SHEET.en}"
        return f"{order.unit.name}{' ' if self._language == 'en' else ''}{GRID_SHEET[self._language]}".strip()

    def _whose(self, order: LedgerOrder, key: str) -> Value:
        """What stands beside a label; the usual profile of a kind is not said."""
        unit = order.unit
        if key == "period":
            return order.period or None
        if key == "date":
            return None
        if key == "kind":
            return self._framework.kinds[unit.kind].name[self._language] if unit.kind else None
        if key == "profile":
            usual = self._framework.default_profile(unit.kind)
            known = self._framework.profiles.get(unit.profile)
            return None if known is None or known == usual else known.name[self._language]
        said: str = getattr(unit, key)
        return said or None

    def _sum(self, order: LedgerOrder, name: str) -> int:
        if name == "grids":
            return len(order.grids)
        if name == "households":
            return sum(grid.households or 0 for grid in order.grids)
        return sum(self._within(order, grid) == self.yes for grid in order.grids)

    def _sum_formula(self, name: str) -> str:
        if name == "grids":
            return f'=SUMPRODUCT(({self._range("name")}<>"")*1)'
        if name == "households":
            return f"=SUM({self._range('households')})"
        return f'=SUMPRODUCT(({self._range("in_range")}="{self.yes}")*1)'

    def _range(self, key: str) -> str:
        at = self.at[key]
        return f"{address(FIRST, at)}:{address(self.last, at)}"

    def _judging(self, row: int, size: GridSize) -> str:
        """The formula that tells whether a grid meets the standard."""
        cell = address(row, self.at["households"])
        within = f"AND({cell}>={size.low},{cell}<={size.high})"
        below = self._rules.exempt_below.get(self._kind, 0)
        if below:
            alone, households = (fixed(SUMS, at) for name, _, _, at in SUMMED if name != "in_range")
            within = f"OR({within},AND({alone}=1,{households}<{below}))"
        return f'=IF(ISNUMBER({cell}),IF({within},"{self.yes}","{self.no}"),"")'

    def _said(self, order: LedgerOrder, row: int) -> str:
        grid = _grid(order, row)
        return "" if grid is None else self._within(order, grid)

    def _within(self, order: LedgerOrder, grid: Grid) -> str:
        if self.standard is None or grid.households is None:
            return ""
        exempt = self._rules.is_exempt(self._kind, grid.households, len(order.grids))
        return self.yes if exempt or self.standard.holds(grid.households) else self.no

    @staticmethod
    def _content(order: LedgerOrder, row: int, key: str) -> Value:
        grid = _grid(order, row)
        if grid is None:
            return None
        if key.startswith(FUNCTION):
            return TICK if key.removeprefix(FUNCTION) in grid.functions else None
        if key == "unit":
            return order.unit.name or None
        content: str | int | None = None if key == "in_range" else getattr(grid, key)
        return None if content == "" else content


def _date(functions: int) -> tuple[int, Span, Span]:
    """Where the day stands on which a ledger is filled in: above the functions, which are narrow."""
    return (LABELS, (16, 18), (19, 21)) if functions >= _WIDE else (LABELS, (16, 16), (17, 17))


def is_short(key: str) -> bool:
    """Whether the cells of a column hold little, and stand in its middle."""
    return key in COUNTS or key.startswith(FUNCTION) or key in PEOPLE


def _grid(order: LedgerOrder, row: int) -> Grid | None:
    number = row - FIRST
    return order.grids[number] if number < len(order.grids) else None


def _keys(rules: GridRules) -> Iterator[str]:
    """The columns of the ledger, with one for each function."""
    for column in GRID_HEADINGS:
        if column == "functions":
            yield from (f"{FUNCTION}{key}" for key in rules.functions)
        else:
            yield column
