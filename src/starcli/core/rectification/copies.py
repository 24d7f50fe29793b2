"""A ledger beside an earlier copy: which row is which, and which problems are gone without having been struck off.

Rows are the same where their problem is told by the same indicator and words; else where one indicator, or the same
words, stand in one row of each copy.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field

from starcli.core.findings import Finding, finding
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.rectification.ledger import read_row
from starcli.core.rectification.rules import Rectification, folded
from starcli.core.text import Text


@dataclass(frozen=True, slots=True)
class Compared:
    """The earlier row of each row that has one, by position; and what is found about rows that are gone."""

    earlier: Mapping[int, FilledRow] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def compare(now: FilledPlan, then: FilledPlan, rules: Rectification) -> Compared:
    """A ledger beside its earlier copy."""
    left_now = dict(enumerate(now.ledger))
    left_then = dict(enumerate(then.ledger))
    earlier: dict[int, FilledRow] = {}
    for key in (_indicator_and_words, _indicator, _words):
        for mine, other in _pairs(left_now, left_then, key):
            earlier[mine] = left_then.pop(other)
            del left_now[mine]
    gone = (row for row in left_then.values() if read_row(row, rules).stage != "closed")
    return Compared(earlier, tuple(_gone(now, row, rules) for row in gone))


def _pairs(
    now: Mapping[int, FilledRow], then: Mapping[int, FilledRow], key: Callable[[FilledRow], Hashable]
) -> list[tuple[int, int]]:
    """Positions of rows that alone have a key in their copy."""
    ours, theirs = _alone(now, key), _alone(then, key)
    return [(at, theirs[word]) for word, at in ours.items() if word in theirs]


def _alone(rows: Mapping[int, FilledRow], key: Callable[[FilledRow], Hashable]) -> dict[Hashable, int]:
    found: dict[Hashable, list[int]] = {}
    for at, row in rows.items():
        if key(row):
            found.setdefault(key(row), []).append(at)
    return {word: places[0] for word, places in found.items() if len(places) == 1}


def _indicator_and_words(row: FilledRow) -> Hashable:
    return (row.indicator, _words(row)) if row.indicator and _words(row) else ()


def _indicator(row: FilledRow) -> Hashable:
    return row.indicator


def _words(row: FilledRow) -> Hashable:
    return folded(row.text("problem"))


def _gone(now: FilledPlan, row: FilledRow, rules: Rectification) -> Finding:
    state = rules.states[read_row(row, rules).state].name
    problem = Text.same(row.text("problem") or row.indicator)
    return finding("ledger-row-gone", now.location, problem=problem, cell=str(row.location), state=state)
