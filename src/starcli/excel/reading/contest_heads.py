"""Where the tables of judges' scores are in a sheet, and what stands in which of their columns.

A sheet with the judges in its rows is turned first: what follows knows contestants in rows alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from starcli.core.contest.contest import StatedSort
from starcli.excel.layouts.contest import Field, field_of, sort_of, stated_of
from starcli.excel.layouts.form import normalised
from starcli.excel.reading.contest_grid import Grid, turned
from starcli.excel.reading.heading_rows import paths
from starcli.excel.reading.headings import Path

_FEWEST = 2
"""So many judges beside each other make a table."""
_WHO: tuple[Field, ...] = ("name", "person", "code", "number")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one part: judges with their names, points on top, a score in all, and results that are stated."""

    heading: str = ""
    judges: tuple[tuple[int, str], ...] = ()
    plus: tuple[int, ...] = ()
    minus: tuple[int, ...] = ()
    signed: tuple[int, ...] = ()
    given: int | None = None
    stated: Mapping[StatedSort, int] = field(default_factory=dict)

    @property
    def filled(self) -> tuple[int, ...]:
        """Every column in which something counts."""
        given = () if self.given is None else (self.given,)
        return (*(column for column, _ in self.judges), *self.plus, *self.minus, *self.signed, *given)


@dataclass(frozen=True, slots=True)
class Heads:
    """The headings of a table: their rows, who is judged, the parts, points on top of all of them, and what is unknown.

    `long` says that each row is one score of one judge.
    """

    top: int
    last: int
    fields: Mapping[Field, int]
    parts: tuple[Columns, ...]
    overall: Columns
    unknown: tuple[tuple[int, str], ...] = ()
    long: bool = False

    def same_as(self, other: "Heads") -> bool:
        """Whether the same headings are printed again."""
        return (self.fields, self.parts, self.overall) == (other.fields, other.parts, other.overall)


def tables_in(grid: Grid) -> tuple[Grid, tuple[Heads, ...]]:
    """The tables of a sheet, and the sheet as it is to be read; none where it has none."""
    found = tuple(_tables(grid))
    if not any(_has_judges(heads) or heads.long for heads in found):
        other = turned(grid)
        across = tuple(_tables(other))
        if any(_has_judges(heads) for heads in across):
            return other, across[:1]
    return grid, found


def _has_judges(heads: Heads) -> bool:
    return any(part.judges for part in heads.parts)


def _tables(grid: Grid) -> Iterator[Heads]:
    row = first = 0
    while row < len(grid.sheet.rows):
        heads = _heads_at(grid, row, first)
        if heads is None:
            row += 1
        else:
            yield heads
            row = first = heads.last + 1


def _heads_at(grid: Grid, row: int, first: int) -> Heads | None:
    """The headings of which the lowest row, or the row of the judges, is this one."""
    texts = grid.texts(row)
    sorts = [sort_of(text) if text else None for text in texts]
    last = row
    if sorts.count("judge") < _FEWEST:
        if _is_above_judges(grid, row, sorts):
            last = row + 1
        elif not (grid.turned and _is_corner(texts)) and not _is_without_judges(grid, row):
            return None
    top = row if grid.turned else _top(grid, row, first)
    last = _lowest(grid, last, texts)
    return _heads(grid, top, last, row)


def _is_above_judges(grid: Grid, row: int, sorts: Sequence[str | None]) -> bool:
    """Whether a row has the heading above judges who are called by name: they stand below it, and nothing else does."""
    if grid.turned or "judges" not in sorts or row + 1 >= len(grid.sheet.rows):
        return False
    below = paths(grid.sheet, row, row + 1)
    named = [path for path in below if len(path) > 1 and sort_of(path[0]) == "judges"]
    who = [column for column, text in enumerate(grid.texts(row)) if field_of(text)]
    return len(named) >= _FEWEST and bool(who) and not any(grid.text(row + 1, column) for column in who)


def _is_corner(texts: Sequence[str]) -> bool:
    """Whether a row begins with the word for judges, whose names follow it."""
    filled = [text for text in texts if text]
    at = next((at for at, text in enumerate(filled) if sort_of(text) == "judges"), None)
    named = [t for t in filled[at + 1 :] if not _is_known(t)] if at is not None else []
    return len(named) >= _FEWEST


def _is_known(text: str) -> bool:
    return sort_of(text) is not None or stated_of(text) is not None or field_of(text) is not None


def _is_without_judges(grid: Grid, row: int) -> bool:
    """Whether a row heads scores in all, or points on top of everything; no judges stand in the row below it."""
    texts = grid.texts(row)
    below = grid.texts(row + 1) if row + 1 < len(grid.sheet.rows) else []
    if [sort_of(text) for text in below].count("judge") >= _FEWEST:
        return False
    sorts = {sort_of(text) for text in texts if text}
    who = {field_of(text) for text in texts if text}
    return not grid.turned and bool(who & {"name", "person"}) and bool(sorts & {"given", "plus", "minus", "signed"})


def _top(grid: Grid, row: int, first: int) -> int:
    """The uppermost row of the headings."""
    top = row
    while top > first and _is_heading(grid, top - 1):
        top -= 1
    return top


def _is_heading(grid: Grid, row: int) -> bool:
    """Whether a row above headings is one of them: no title, no line such as `日期：`, and no scores."""
    if any(isinstance(cell, int | float) for cell in grid.sheet.rows[row]):
        return False
    filled = [text for text in grid.texts(row) if text]
    if any(":" in normalised(text).rstrip(":") or text.rstrip().endswith((":", "：")) for text in filled):
        return False
    return len(filled) > 1 or any(map(_is_known, filled))


def _lowest(grid: Grid, last: int, texts: Sequence[str]) -> int:
    """The lowest row of the headings: below the numbers of judges their names may stand."""
    judges = [column for column, text in enumerate(texts) if sort_of(text) == "judge"]
    who = [column for column, text in enumerate(texts) if field_of(text)]
    while judges and who and last + 1 < len(grid.sheet.rows):
        names = [text for column in judges if (text := grid.text(last + 1, column))]
        is_named = len(names) >= _FEWEST and not any(any(map(str.isdigit, name)) for name in names)
        if not is_named or any(grid.text(last + 1, column) for column in who):
            break
        last += 1
    return last


def _heads(grid: Grid, top: int, last: int, row: int) -> Heads | None:
    above = paths(grid.sheet, top, last)
    corner = grid.turned and _is_corner(grid.texts(row)) and not any(_judge(path) for path in above)
    fields: dict[Field, int] = {}
    kept: dict[str, list[tuple[int, str, str]]] = {}
    unknown: list[tuple[int, str]] = []
    corner_at = None
    for column, path in enumerate(above):
        if not path:
            continue
        sort, label = _meaning(path)
        if corner and corner_at is not None and not sort:
            sort, label = "judge", path[-1]
        if sort == "judges":
            corner_at = column if corner_at is None else corner_at
        elif sort in _WHO or sort == "town":
            fields.setdefault(sort, column)  # type: ignore[arg-type]  # the names of fields are among those of sorts
        elif sort:
            kept.setdefault(_group(path), []).append((column, sort, label))
        else:
            unknown.append((column, path[-1]))
    parts, overall = _parts(kept)
    if not parts and not overall.filled:
        return None
    _without_words(grid, fields, parts, corner_at, last)
    long = corner_at is not None and not grid.turned and not any(part.judges for part in parts)
    return Heads(top, last, fields, parts, overall, tuple(unknown), long)


def _meaning(path: Path) -> tuple[str, str]:
    """What stands below a path of headings, and by which name; empty where nobody knows."""
    lowest = path[-1]
    stated = stated_of(lowest)
    if stated is not None:
        return f"stated:{stated}", lowest
    judge = _judge(path)
    if judge:
        return "judge", judge
    sort = sort_of(lowest)
    who = field_of(lowest)
    if who is not None and not (len(path) > 1 and sort_of(path[0]) == "judges"):
        return who, lowest
    if sort is not None:
        return sort, lowest
    if any(sort_of(text) == "judges" for text in path[:-1]):
        return "judge", lowest
    return "", lowest


def _judge(path: Path) -> str:
    """The judge that a path names by a number or a seat, with a name where one stands below; empty without one."""
    if not any(sort_of(text) == "judge" for text in path):
        return ""
    return path[-1]


def _group(path: Path) -> str:
    """The heading of the part that a column belongs to; empty where none is above it."""
    for text in path[:-1]:
        sort = sort_of(text)
        if sort is None or (sort == "judges" and any(map(str.isdigit, text))):
            return text
    return ""


def _parts(kept: Mapping[str, Sequence[tuple[int, str, str]]]) -> tuple[tuple[Columns, ...], Columns]:
    """The columns of each part, and of what belongs to none of several."""
    judged = [heading for heading, columns in kept.items() if any(sort == "judge" for _, sort, _ in columns)]
    if len(judged) > 1:
        rest = [one for heading, columns in kept.items() if heading not in judged for one in columns]
        return tuple(_columns(heading, kept[heading]) for heading in judged), _columns("", rest)
    everything = sorted(one for columns in kept.values() for one in columns)
    heading = judged[0] if judged else ""
    columns = _columns(heading, everything)
    if columns.judges or columns.given is not None:
        return (columns,), Columns()
    return (), columns


def _columns(heading: str, of_part: Sequence[tuple[int, str, str]]) -> Columns:
    def those(wanted: str) -> tuple[int, ...]:
        return tuple(column for column, sort, _ in of_part if sort == wanted)

    judges = tuple((column, label) for column, sort, label in of_part if sort == "judge")
    given = those("given")
    stated: dict[StatedSort, int] = {}
    sorts: tuple[StatedSort, ...] = ("mean", "score", "place")
    for each in sorts:
        if len(those(f"stated:{each}")) == 1:
            stated[each] = those(f"stated:{each}")[0]
    only = given[0] if len(given) == 1 and not judges else None
    return Columns(heading, judges, those("plus"), those("minus"), those("signed"), only, stated)


def _without_words(
    grid: Grid, fields: dict[Field, int], parts: Sequence[Columns], corner: int | None, last: int
) -> None:
    """Who is judged where no heading says so: what stands below the corner, or nearest to the first judge."""
    if "name" in fields or "person" in fields or not parts or not parts[0].judges:
        return
    if corner is not None:
        fields["name"] = corner
        return
    for column in range(parts[0].judges[0][0] - 1, -1, -1):
        if column in fields.values():
            continue
        below = [grid.text(row, column) for row in range(last + 1, len(grid.sheet.rows))]
        if any(text and not text.replace(".", "").isdigit() for text in below):
            fields["name"] = column
            return
