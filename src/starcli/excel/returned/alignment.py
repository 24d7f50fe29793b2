"""Where the rows and columns of a form have gone in the one that came back: people insert, delete and move them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from starcli.excel.returned.written import Grid

_ENOUGH = 2
"""A column is known again by its heading and at least one more text, or by the only text that it has."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The row and column that each one has become; `deleted` are gone, `doubled` are rows that stand there again."""

    rows: Mapping[int, int]
    columns: Mapping[int, int]
    deleted: tuple[int, ...] = ()
    doubled: Mapping[int, int] = field(default_factory=dict)


def aligned(sent: Grid, returned: Grid) -> Alignment:
    """How the cells of a sheet that was sent out stand in the one that came back, by the texts that were printed."""
    texts = _rows_of(sent)
    printed = {text for row in texts.values() for text in row.values() if not _is_number(text)}
    now = {row: {c: t for c, t in found.items() if t in printed} for row, found in _rows_of(returned).items()}
    numbers, there = sorted(texts), sorted(now)
    signs = [printed.intersection(texts[row].values()) for row in numbers]
    signs_now = [frozenset(now[row].values()) for row in there]
    pairs: dict[int, int] = {}
    for tag, a, b, c, d in SequenceMatcher(None, [*map(frozenset, signs)], signs_now, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs |= dict(zip(numbers[a:b], there[c:d], strict=True))
        elif tag == "replace":
            pairs |= _similar(numbers[a:b], there[c:d], texts, now)
    deleted = tuple(row for row in numbers if row not in pairs)
    taken = set(pairs.values())
    keys = {frozenset(sign): row for sign, row in zip(signs, numbers, strict=True) if len(sign) > 1}
    doubled = {row: keys[sign] for row, sign in zip(there, signs_now, strict=True) if row not in taken and sign in keys}
    for copy, row in list(doubled.items()):
        # Formulas go on naming the first of two: that one is the row itself.
        if copy < pairs.get(row, copy):
            doubled[pairs[row]] = doubled.pop(copy)
            pairs[row] = copy
    return Alignment(pairs, _columns(texts, now, pairs), deleted, doubled)


def _is_number(text: str) -> bool:
    """Whether a text is a number, of which a form that was filled in has many that were not printed."""
    return not any(c.isalpha() for c in text)


def _rows_of(grid: Grid) -> dict[int, dict[int, str]]:
    """The texts of each row by column; formulas are left out, because they change when cells move."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in grid.items():
        if not cell.formula:
            rows.setdefault(row, {})[column] = " ".join(cell.text.split())
    return rows


def _similar(
    sent: list[int], returned: list[int], texts: Mapping[int, Mapping[int, str]], now: Mapping[int, Mapping[int, str]]
) -> dict[int, int]:
    """Rows of which some text was changed: known again by most of the others."""
    pairs: dict[int, int] = {}
    free = list(returned)
    for row in sent:
        known = Counter(text for text in texts[row].values() if not _is_number(text))
        alike = {there: sum((known & Counter(now[there].values())).values()) for there in free}
        best = max(alike, key=lambda there: (alike[there], -abs(there - row)), default=None)
        if best is None:
            break
        if 2 * alike[best] >= sum(known.values()) or (len(sent) == len(returned) and alike[best]):
            pairs[row] = best
            free = [there for there in free if there > best]
    return pairs


def _columns(
    texts: Mapping[int, Mapping[int, str]], now: Mapping[int, Mapping[int, str]], pairs: Mapping[int, int]
) -> dict[int, int]:
    """The column that holds most of the texts of each column, which mostly is the same."""
    columns = sorted({column for row in texts.values() for column in row})
    found: dict[int, int] = {}
    for column in columns:
        votes: Counter[int] = Counter()
        for row, there in pairs.items():
            text = texts[row].get(column)
            if text:
                votes.update(c for c, other in now[there].items() if other == text)
        if votes:
            best = max(votes, key=lambda c: (votes[c], c == column, -abs(c - column)))
            found[column] = best
    return found
