"""By when a problem is to be solved: its deadline, one extension of it, the values by season, and the light that shows.

A long-term measure has a value for each season: what is due then is the next of them, and not only the end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from starcli.core.findings import Finding, finding
from starcli.core.plans.filled_plan import FilledRow
from starcli.core.rectification.ledger import cells_named
from starcli.core.rectification.rules import Extension, Lights, Stage
from starcli.core.rectification.season_values import Milestone

LightName = Literal["green", "yellow", "red", ""]
_DAYS = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The day by which something is due, and the first deadline that was set for it; None where no day is known.

    `milestone` is the season's value that is due on that day, None where the deadline itself is.
    """

    due: date | None
    first: date | None
    milestone: Milestone | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """What was known of a deadline before: the same row of an earlier copy, and the measures of plans."""

    row: FilledRow | None = None
    measures: tuple[FilledRow, ...] = ()

    @property
    def rows(self) -> tuple[FilledRow, ...]:
        """Everything that states the deadline."""
        return (*((self.row,) if self.row is not None else ()), *self.measures)


def schedule(row: FilledRow, before: Before, pressing: Milestone | None = None) -> Schedule:
    """By when a row is due: the end of the season whose value presses, where that comes before the deadline."""
    first = _first_deadline(row, before)
    deadline = row.days.get("extended") or row.days.get("deadline")
    if pressing is not None and (deadline is None or pressing.season.last_day < deadline):
        return Schedule(pressing.season.last_day, first, pressing)
    return Schedule(deadline, first)


def light_of(due: date | None, share: Decimal | None, today: date, lights: Lights) -> LightName:
    """The light of something that is still open; none where nobody knows when it is due.

    On its last day it is not overdue. A share that is not said counts as too little.
    """
    if due is None:
        return ""
    left = (due - today).days
    if left < 0:
        return "red"
    little = share is None or share < lights.share
    return "yellow" if left <= lights.days and little else "green"


def waits(stage: Stage, row: FilledRow, due: date | None) -> bool:
    """Whether a row no longer depends on whoever is responsible: it is struck off, or closing was asked for in time."""
    requested = row.days.get("requested")
    in_time = requested is not None and (due is None or requested <= due)
    return stage == "closed" or (stage == "asked" and in_time)


def deadline_faults(row: FilledRow, before: Before, extension: Extension) -> Iterator[Finding]:
    """What is wrong with the deadline of a row, and with its extension."""
    day, extended = row.days.get("deadline"), row.days.get("extended")
    if day is None and not row.text("deadline"):
        yield finding("deadline-missing", row.place("deadline"))
    elif day is None and extended is None:
        yield finding("deadline-without-day", row.place("deadline"), text=row.text("deadline"))
    first = _first_deadline(row, before)
    if first is not None and day is not None and day > first:
        cell = next(str(one.place("deadline")) for one in before.rows if one.days.get("deadline") == first)
        yield finding("deadline-moved", row.place("deadline"), day=str(day), first=str(first), cell=cell)
    yield from _extension_faults(row, before, extension, first)


def _first_deadline(row: FilledRow, before: Before) -> date | None:
    """The earliest that any copy of the plan says."""
    known = (one.days.get("deadline") for one in (row, *before.rows))
    return min((day for day in known if day is not None), default=None)


def _extension_faults(row: FilledRow, before: Before, rule: Extension, first: date | None) -> Iterator[Finding]:
    extended, text, place = row.days.get("extended"), row.text("extended"), row.place("extended")
    if not text:
        return
    times = _times_extended(row, before.row)
    if times > rule.most:
        yield finding("extended-again", place, text=text, times=times, most=rule.most)
    if extended is not None and first is not None:
        days = (extended - first).days
        if days <= 0:
            yield finding("extension-shortens", place, day=str(extended), first=str(first))
        elif extended > first + timedelta(days=rule.days):
            yield finding("extension-too-long", place, day=str(extended), first=str(first), days=days, most=rule.days)
    if rule.told_in and not any(row.text(cell) for cell in rule.told_in):
        where = cells_named(rule.told_in)
        yield finding("extension-unapproved", place, text=text, approver=rule.approver, where=where)


def _times_extended(row: FilledRow, earlier: FilledRow | None) -> int:
    """How often a deadline was moved: as often as the cell has days, and once more where it had another day before."""
    written = max(len(_DAYS.findall(row.text("extended"))), 1)
    day, then = row.days.get("extended"), earlier.days.get("extended") if earlier is not None else None
    return max(written, 2) if day is not None and then is not None and day > then else written
