"""The headings of a ledger of grids, known by their words wherever they stand: which column is which.

A row of headings has one for the grids' names or codes, and two more of which one is of people, micro-grids, functions
or the like: a list of compounds with their households has none of these. The headings of functions stand below one for
all of them, or are known by the functions' names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from starcli.core.text import Text
from starcli.excel.layouts.form import normalised, unbracketed
from starcli.excel.layouts.grids import FUNCTION, IGNORED, MICRO_GRID, TELLING, grid_column_of, is_functions
from starcli.excel.opening.book import Sheet, as_text
from starcli.excel.reading.heading_rows import paths
from starcli.excel.reading.headings import Path

_SIGNS = ("网格", "rid")
_LONGEST_HEADING = 60
_LOWER_ROWS = 2
_FEWEST = 3
_NAMES = ("name", "code")
_UNITS = ("unit", "unit_code", "town", "county", "city", "kind", "profile")
_LEAST_SHARED = 2


@dataclass(frozen=True, slots=True)
class Heads:
    """Zero-based positions: the first row of headings, the first row below them, and the column of each heading.

    Keys are those of the layout, with `function:` and an id for a function. `strange` are headings below the one of all
    functions that are none, `others` those that no ledger has, `again` those of a column that stands before them.
    `span` are the columns of a table beside another: the first, and the one behind the last.
    """

    top: int
    first_row: int
    columns: Mapping[str, int]
    strange: Mapping[int, str] = field(default_factory=dict)
    others: Mapping[int, str] = field(default_factory=dict)
    again: Mapping[int, str] = field(default_factory=dict)
    span: tuple[int, int] | None = None
    headings: Sequence[Path] = ()

    @property
    def own(self) -> tuple[int, ...]:
        """The columns that say something of a grid itself."""
        aside = (*_UNITS, "number", "in_range", "remarks")
        return tuple(at for key, at in self.columns.items() if key not in aside)


class FunctionWords:
    """The functions of grids by what they are called."""

    def __init__(self, functions: Mapping[str, Text]) -> None:
        self.functions = functions
        self._exact = {normalised(word): key for key, name in functions.items() for word in (key, *name.wordings)}
        self._names = {normalised(name.zh): key for key, name in functions.items()}
        self._numbers = {str(number): key for number, key in enumerate(functions, 1)}

    def of(self, text: str) -> str | None:
        """The function that a text names: by its name, by a part of that which no other has, or by its number."""
        word = unbracketed(normalised(text)).strip("√✓:：.、 ")
        if word in self._exact:
            return self._exact[word]
        number = word.removeprefix("职能").removeprefix("function").strip()
        if number in self._numbers:
            return self._numbers[number]
        bare = word.lstrip("0123456789.、)） ")
        if bare in self._exact:
            return self._exact[bare]
        near = {
            key for name, key in self._names.items() if len(bare) >= _LEAST_SHARED and (bare in name or name in bare)
        }
        return near.pop() if len(near) == 1 else None


def tables_of(sheet: Sheet, functions: FunctionWords) -> Iterator[Heads]:
    """The headings of every ledger of grids in a sheet, from the top down; those beside each other from the left."""
    row = behind = 0
    while row < len(sheet.rows):
        found = heads_at(sheet, row, functions) if _may_be(sheet.rows[row]) else None
        if found is not None:
            # Headings above them may have no word of grids: 序号, 村社, 基本情况.
            upper = heads_at(sheet, row - 1, functions) if row > behind else None
            found = upper if upper is not None and upper.first_row >= found.first_row else found
            yield from _beside(found, functions)
            behind = found.first_row
        row = row + 1 if found is None else found.first_row


def _beside(heads: Heads, functions: FunctionWords) -> Iterator[Heads]:
    """The same headings, or those of each of several tables that stand beside each other."""
    keys = [_key(path, functions) for path in heads.headings]
    first = next((key for key in keys if key in (*_NAMES, *_UNITS, "number")), None)
    starts = [at for at, key in enumerate(keys) if key == first]
    spans = [*zip(starts, [*starts[1:], len(keys)], strict=True)]
    tables = [_heads(heads.headings, heads.top, heads.first_row - 1, functions, span) for span in spans]
    whole = [table for table in tables if table is not None]
    yield from whole if 1 < len(whole) == len(tables) else (heads,)


def heads_at(sheet: Sheet, row: int, functions: FunctionWords) -> Heads | None:
    """The headings that begin in this very row; None where it is no row of headings."""
    filled = [cell for cell in sheet.rows[row] if as_text(cell)]
    texts = [cell.strip() for cell in filled if isinstance(cell, str)]
    if len(texts) < max(_FEWEST, len(filled)) or any(len(text) > _LONGEST_HEADING for text in texts):
        return None
    # A line of labels above the headings is none of them.
    own = any(grid_column_of((text,)) not in (None, IGNORED, "number", "remarks", *_UNITS) for text in texts)
    if not own and not _is_upper(sheet, row):
        return None
    best: Heads | None = None
    for last in _last_rows(sheet, row):
        found = _heads(paths(sheet, row, last), row, last, functions)
        if found is not None and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _may_be(cells: Sequence[object]) -> bool:
    """Whether a row has a word without which it heads no ledger of grids: most rows of most sheets have none."""
    chinese, english = _SIGNS
    for cell in cells:
        # Every row of every form is looked at: a long text is no heading, and most cells are short or blank.
        if cell and isinstance(cell, str) and len(cell) <= _LONGEST_HEADING and (chinese in cell or english in cell):
            return True
    return False


def _is_upper(sheet: Sheet, row: int) -> bool:
    """Whether a row without a column of grids heads others: columns with nothing below, and words above headings."""
    if row + 1 >= len(sheet.rows):
        return False
    rows = zip(sheet.rows[row], sheet.rows[row + 1], strict=True)
    pairs = [(as_text(above), as_text(below)) for above, below in rows]
    columns = [not below for text, below in pairs if text and grid_column_of((text,)) is not None]
    groups = [bool(below) for text, below in pairs if text and grid_column_of((text,)) is None]
    return bool(columns) and bool(groups) and all(columns) and all(groups)


def _last_rows(sheet: Sheet, row: int) -> Iterator[int]:
    """The rows in which headings that begin in a row may end: as far as one is merged down, or short texts follow."""
    yield row
    deep = max((last[0] for first, last in sheet.merged if first[0] == row), default=row)
    for last in range(row + 1, min(row + _LOWER_ROWS, len(sheet.rows) - 1) + 1):
        if not _are_texts(sheet, row, last):
            return
        if last > deep and not _is_below(sheet, row, last):
            return
        yield last


def _are_texts(sheet: Sheet, row: int, last: int) -> bool:
    """Whether a row holds short texts alone; functions may be numbered."""
    filled = [(at, cell) for at, cell in enumerate(sheet.rows[last]) if as_text(cell)]
    others = [at for at, cell in filled if not isinstance(cell, str) or len(cell) > _LONGEST_HEADING]
    above = paths(sheet, row, last) if others else ()
    return bool(filled) and all(any(map(is_functions, above[at][:-1])) for at in others)


def _is_below(sheet: Sheet, row: int, last: int) -> bool:
    """Whether a row of texts stands below headings alone: nothing new below one that names the grids."""
    for above, cell in zip(sheet.rows[row], sheet.rows[last], strict=True):
        text = as_text(cell)
        if text and grid_column_of((as_text(above),)) in _NAMES and grid_column_of((as_text(above), text)) is None:
            return False
    return True


def _heads(
    headings: Sequence[Path], top: int, last: int, functions: FunctionWords, span: tuple[int, int] | None = None
) -> Heads | None:
    """The columns of a table, of some columns alone where tables stand beside each other; None where it is none."""
    columns: dict[str, int] = {}
    strange: dict[int, str] = {}
    others: dict[int, str] = {}
    again: dict[int, str] = {}
    micro_grids = False
    first, end = span or (0, len(headings))
    for at in range(first, end):
        path, key = headings[at], _key(headings[at], functions)
        micro_grids = micro_grids or key == MICRO_GRID
        if key in columns:
            again[at] = path[-1]
        elif key is not None and key not in (IGNORED, MICRO_GRID):
            columns[key] = at
        elif path and key != IGNORED:
            (strange if any(map(is_functions, path[:-1])) else others)[at] = path[-1]
    telling = any(key in columns for key in TELLING) or any(key.startswith(FUNCTION) for key in columns)
    known = sum(key not in _UNITS and key != "number" for key in columns)
    if not telling or known < _FEWEST or not any(key in columns for key in _NAMES):
        return None
    if micro_grids and "leader" not in columns:
        return None
    return Heads(top, last + 1, columns, strange, others, again, span, headings)


def _key(path: Path, functions: FunctionWords) -> str | None:
    """The column of a path of headings, one of a function among them."""
    if not path:
        return None
    if any(map(is_functions, path[:-1])):
        function = functions.of(path[-1])
        return None if function is None else FUNCTION + function
    column = grid_column_of(path)
    if column is not None:
        return column
    # Without a heading above it only the whole name of a function will do.
    word = unbracketed(normalised(path[-1]))
    exact = next((key for key, name in functions.functions.items() if word in map(normalised, name.wordings)), None)
    return None if exact is None else FUNCTION + exact
