"""The tables of a plan's sheet, known by their headings wherever they stand: which table, which column is which."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from starcli.core.seasons import Season, season_of
from starcli.core.text import Text
from starcli.excel.opening.book import Sheet, as_text
from starcli.excel.reading.heading_rows import paths
from starcli.excel.reading.headings import Path
from starcli.excel.reading.plans.words import HEADINGS, Table, about_of, column_of, is_heading
from starcli.excel.reading.profile import read_period

_LONGEST_HEADING = 40
_LOWER_ROWS = 2
_FEWEST = 2
"""So many headings a row has at least that begins a table."""
_MOST_SEASONS = 12
_IN_LEDGER_ALONE = frozenset({
    "progress", "share", "state", "requested", "town_opinion", "town_checker", "town_date", "county_opinion",
    "county_date", "extended", "closed",
})  # fmt: skip
_DOES = frozenset({"unit", "person", "leader", "deadline"})
_SAYS_WHY = frozenset({"cause", "now", "required", "distance", "origin", "sort"})
_SLOTS = frozenset({"leader", "department", "plan", "meeting"})
_WHICH = frozenset({"code", "problem", "indicator", "number"})


def _is_ledger(found: Collection[str]) -> bool:
    return len(_IN_LEDGER_ALONE.intersection(found)) > 1 and not {"problem", "measure"}.isdisjoint(found)


def _is_measures(found: Collection[str]) -> bool:
    return "measure" in found and not _DOES.isdisjoint(found) and not _WHICH.isdisjoint(found)


def _is_projects(found: Collection[str]) -> bool:
    return "project" in found and len(_SLOTS.intersection(found)) > 1


def _is_problems(found: Collection[str]) -> bool:
    return "problem" in found and not _SAYS_WHY.isdisjoint(found)


_TABLES: Mapping[Table, Callable[[Collection[str]], bool]] = {
    "ledger": _is_ledger,
    "measures": _is_measures,
    "projects": _is_projects,
    "problems": _is_problems,
}
"""What makes a row the heading of a table; the first that fits counts, for a ledger has the columns of a plan too."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Zero-based positions: the first row of headings, the first row below them, and the column of each heading found.

    `about` are the columns that say whose a row is, `seasons` those of values by season, `others` any more with their
    headings. `bare` are the columns that nothing heads.
    """

    table: Table
    top: int
    first_row: int
    columns: Mapping[str, int]
    seasons: Mapping[Season, int] = field(default_factory=dict)
    about: Mapping[str, int] = field(default_factory=dict)
    others: Mapping[int, str] = field(default_factory=dict)
    bare: tuple[int, ...] = ()

    @property
    def keyed(self) -> Mapping[str, int]:
        """Every column of the plan by the key under which a row holds it."""
        return {
            **self.columns,
            **{str(season): at for season, at in self.seasons.items()},
            **{heading: at for at, heading in self.others.items()},
        }

    def name(self, key: str) -> Text:
        """What a column is called."""
        return HEADINGS[self.table].get(key, Text.same(key))


def heads_at(sheet: Sheet, row: int, per_year: int) -> Heads | None:
    """The headings that begin in this very row; None where it is no row of headings."""
    texts = [cell.strip() for cell in sheet.rows[row] if isinstance(cell, str) and cell.strip()]
    if any(len(text) > _LONGEST_HEADING for text in texts) or sum(map(is_heading, texts)) < _FEWEST:
        return None
    found = _heads(paths(sheet, row, row), row, row, per_year)
    lowest = _last_row(sheet, row)
    if lowest == row:
        return found
    taller = _heads(paths(sheet, row, lowest), row, lowest, per_year)
    if taller is None or (found is not None and len(taller.keyed) < len(found.keyed)):
        return found
    return taller


def _last_row(sheet: Sheet, row: int) -> int:
    """The lowest row of the headings: as far as a cell of theirs is merged downwards, or lower headings follow."""
    down = [last[0] for first, last in sheet.merged if first[0] == row and row < last[0] <= row + _LOWER_ROWS]
    if down:
        return min(max(down), len(sheet.rows) - 1)
    return row + 1 if _are_lower(sheet, row) else row


def _are_lower(sheet: Sheet, row: int) -> bool:
    """Whether the next row has headings only: short texts, none of them below a heading that stands by itself."""
    if row + 1 >= len(sheet.rows):
        return False
    below = [as_text(cell) for cell in sheet.rows[row + 1]]
    if not any(below) or not all(isinstance(cell, str) for cell in sheet.rows[row + 1]):
        return False
    whole = paths(sheet, row, row + 1)
    return all(not text or (len(path) > 1 and _known(path)) for text, path in zip(below, whole, strict=True))


def _known(path: Path) -> bool:
    """Whether a lower heading, by itself or behind the one above it, is that of some column."""
    return is_heading(path[-1]) or is_heading("".join(path[-2:])) or _season(path, 0) is not None


def _heads(headings: Sequence[Path], top: int, last: int, per_year: int) -> Heads | None:
    for table, fits in _TABLES.items():
        columns: dict[str, int] = {}
        for at, path in enumerate(headings):
            key = _column(path, table)
            if key is not None:
                columns.setdefault(key, at)
        if fits(columns):
            return _with_rest(Heads(table, top, last + 1, columns), headings, per_year)
    return None


def _with_rest(heads: Heads, headings: Sequence[Path], per_year: int) -> Heads:
    """The same with every column that is none of the table's own."""
    seasons: dict[Season, int] = {}
    about: dict[str, int] = {}
    others: dict[int, str] = {}
    taken = set(heads.columns.values())
    known = set(heads.columns)
    for at, path in enumerate(headings):
        if at in taken or not path:
            continue
        season = _season(path, per_year)
        whose = about_of(path[-1])
        if season is not None and season not in seasons:
            seasons[season] = at
        elif whose is not None and whose not in about and column_of(path[-1], heads.table) is None:
            about[whose] = at
        else:
            others[at] = _unused(path[-1], {*known, *others.values()})
    bare = tuple(at for at, path in enumerate(headings) if not path)
    return Heads(heads.table, heads.top, heads.first_row, heads.columns, seasons, about, others, bare)


def _unused(heading: str, taken: Collection[str]) -> str:
    """A heading as a key of its own: a second column of one name is told apart by a number."""
    name, number = heading, 2
    while name in taken:
        name, number = f"{heading} ({number})", number + 1
    return name


def _column(path: Path, table: Table) -> str | None:
    """The column of a path of headings: by its lowest and the one above together, else by one of them alone."""
    if not path:
        return None
    joined = column_of("".join(path[-2:]), table) if len(path) > 1 else None
    return joined or column_of(path[-1], table) or (column_of(path[0], table) if len(path) > 1 else None)


def _season(path: Path, per_year: int) -> Season | None:
    """The season that heads a column; any number of them make up the year where it is not said how many."""
    return season_of(read_period(path[-1]), per_year or _MOST_SEASONS) if path else None


def tables_of(sheet: Sheet, per_year: int) -> Iterator[Heads]:
    """The headings of every table of a sheet, from the top down."""
    row = 0
    while row < len(sheet.rows):
        found = heads_at(sheet, row, per_year)
        if found is not None:
            yield found
        row = row + 1 if found is None else found.first_row
