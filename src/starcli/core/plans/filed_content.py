"""What a plan says, apart from the bytes that say it: its fingerprint, and in which cells two versions differ.

Days and values count as what they are, however they are written; texts without regard to spaces and width. What is
entered after filing, such as opinions, signatures and progress, is no part of it; nor is the order of rows.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.findings import Location
from starcli.core.numbers import plain
from starcli.core.plans.filled_plan import FilledPlan, FilledRow

LABELS = ("target", "date", "period", "households", "members")
"""What of a plan's labels is filed."""
TABLES: Mapping[str, tuple[str, ...]] = {
    "problems": ("number",),
    "measures": ("number", "key"),
    "projects": ("filled", "attainment", "progress", "problems"),
}
"""The tables that are filed, and their columns that are not: counted, worked out, or entered season by season."""
_LOOKED_UP = ("problem", "cause")
"""What a table of measures takes over from the list of problems: some programs store it there, others do not."""
_DIGITS = 12

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that says something else: its table (empty for a label), its column, what it said, what it says now.

    An empty column stands for a whole row that was added or taken out.
    """

    table: str
    column: str
    before: str
    after: str
    location: Location


def fingerprint_of(plan: FilledPlan) -> str:
    """Twelve hex digits of what a plan says."""
    said = {
        "labels": _labels(plan),
        **{table: sorted(map(_line, _rows(plan, table))) for table in TABLES},
    }
    content = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def differences(before: FilledPlan, after: FilledPlan) -> tuple[Difference, ...]:
    """Every cell in which two versions of a plan differ, and every row that only one of them has."""
    found = list(_label_differences(before, after))
    for table in TABLES:
        found += _table_differences(table, _rows(before, table), _rows(after, table))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Said:
    """A row with its cells as they count."""

    row: FilledRow
    cells: Cells


def _rows(plan: FilledPlan, table: str) -> list[_Said]:
    rows: tuple[FilledRow, ...] = getattr(plan, table)
    looked_up = {(row.indicator, key, _cell(row, key)) for row in plan.problems for key in _LOOKED_UP}
    said = []
    for row in rows:
        cells = {key: _cell(row, key) for key in row.texts if key not in TABLES[table]}
        if table == "measures":
            cells = {key: text for key, text in cells.items() if (row.indicator, key, text) not in looked_up}
        if any(cells.values()):
            said.append(_Said(row, cells))
    return said


def _cell(row: FilledRow, key: str) -> str:
    """A cell as it counts: the day, value or choice that was read, else its text."""
    if key in row.days:
        return row.days[key].isoformat()
    value = row.values.get(key, row.by_season.get(key))
    if value is not None:
        return plain(value) if isinstance(value, Decimal) else value
    if key == "code" and row.indicator:
        return row.indicator
    return row.chosen.get(key) or _squeezed(row.text(key))


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _line(said: _Said) -> str:
    return json.dumps(said.cells, ensure_ascii=False, sort_keys=True)


def _labels(plan: FilledPlan) -> dict[str, str]:
    read = {
        "target": plan.target,
        "date": plan.drawn_up.isoformat() if plan.drawn_up is not None else "",
        "period": plan.period,
    }
    said = {key: read.get(key) or _squeezed(plan.texts.get(key, "")) for key in LABELS}
    return {key: text for key, text in said.items() if text}


def _label_differences(before: FilledPlan, after: FilledPlan) -> Iterator[Difference]:
    then, now = _labels(before), _labels(after)
    for key in LABELS:
        if then.get(key, "") != now.get(key, ""):
            yield Difference("", key, before.texts.get(key, ""), after.texts.get(key, ""), after.place(key))


def _table_differences(table: str, before: Sequence[_Said], after: Sequence[_Said]) -> Iterator[Difference]:
    """Rows that are the same are passed over; of the rest those of one indicator are compared in their order."""
    gone, came = _without(before, after), _without(after, before)
    for new in came:
        old = next((said for said in gone if _key(said) == _key(new)), None)
        if old is None:
            yield Difference(table, "", "", _told(new), new.row.location)
        else:
            gone.remove(old)
            yield from _cell_differences(table, old, new)
    for old in gone:
        yield Difference(table, "", _told(old), "", old.row.location)


def _without(rows: Sequence[_Said], others: Sequence[_Said]) -> list[_Said]:
    """The rows that say what none of the others says; of equal ones as many as there are too many."""
    known, left = [_line(said) for said in others], []
    for said in rows:
        line = _line(said)
        if line in known:
            known.remove(line)
        else:
            left.append(said)
    return left


def _key(said: _Said) -> str:
    """What a row is about."""
    return said.row.indicator or said.cells.get("project", "")


def _cell_differences(table: str, old: _Said, new: _Said) -> Iterator[Difference]:
    for key in dict.fromkeys((*old.cells, *new.cells)):
        if old.cells.get(key, "") != new.cells.get(key, ""):
            yield Difference(table, key, _shown(old.row, key), _shown(new.row, key), new.row.place(key))


def _shown(row: FilledRow, key: str) -> str:
    """A cell as a person writes it."""
    return row.days[key].isoformat() if key in row.days else row.text(key)


def _told(said: _Said) -> str:
    """A whole row in a few words."""
    words = (said.row.text(key) for key in ("code", "project", "measure", "problem"))
    return " ".join(word for word in words if word)
