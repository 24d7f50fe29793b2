"""The points that a re-planning brings: the unit rated today, with the new grids, and with all their posts filled.

Where the unit's form is known the whole of it is rated; else only the indicators that its ledger of grids tells alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import Answer, Assessment, Entry, Tier
from starcli.core.grids.facts import figures
from starcli.core.grids.ledger import Grid, GridLedger
from starcli.core.grids.replanning import Proposal
from starcli.core.grids.replanning_ledger import new_ledger, staffed
from starcli.core.grids.rules import GridFigure, GridRules
from starcli.core.judgement import Result
from starcli.core.numbers import ZERO
from starcli.core.rating import Rating, rate
from starcli.core.scheme import Scheme
from starcli.core.whatif import what_if

_DIVIDED: tuple[GridFigure, ...] = ("grids", "in-range")
_POSTS: tuple[GridFigure, ...] = ("with-leader", "with-full-time", "with-part-time-and-liaison", "with-party-group")


@dataclass(frozen=True, slots=True)
class Gain:
    """One indicator today, with the new grids and the people of today, and with every post filled."""

    today: Result
    divided: Result
    filled: Result


@dataclass(frozen=True, slots=True)
class Gains:
    """The indicators that change; the ratings too where the unit's whole form is known."""

    each: tuple[Gain, ...]
    ratings: tuple[Rating, Rating, Rating] | None = None

    @property
    def points(self) -> tuple[Decimal, Decimal]:
        """What the division brings by itself, and what it brings with every post filled."""
        by_itself = sum((gain.divided.points - gain.today.points for gain in self.each), ZERO)
        return by_itself, sum((gain.filled.points - gain.today.points for gain in self.each), ZERO)


def gains(proposal: Proposal, rules: GridRules, scheme: Scheme, form: Assessment | None, basis: Tier) -> Gains | None:
    """What a re-planning brings; None where nothing is proposed or nobody knows the grids of today."""
    today = _today(proposal, form)
    known = form
    if known is None and today is not None:
        known = _told_by(today, rules, proposal)
    if not proposal.grids or known is None:
        return None
    before = rate(scheme, known, basis)
    tomorrow = new_ledger(proposal, "zh")
    people = _People(rules, proposal, today, form)
    divided = what_if(before, _answers(people.figures(tomorrow, filled=False), rules)).after
    filled = what_if(before, _answers(people.figures(staffed(tomorrow), filled=True), rules)).after
    ratings = (before, divided, filled) if form is not None else None
    return Gains(tuple(_changed(before, divided, filled)), ratings)


def _today(proposal: Proposal, form: Assessment | None) -> GridLedger | None:
    """The ledger of today: the one that was given, the form's own, else what the parts say of their grids."""
    known = proposal.community.ledger or (form.grids if form is not None else None)
    if known is not None:
        return known
    names = proposal.community.today
    place = proposal.community.location
    # Nothing but names and households is told, so that nobody is said to be without a leader.
    places = {"name": place, "households": place}
    grids = [Grid(name=name, households=proposal.households_today(name), places=places) for name in names]
    complete = all(piece.today for piece in proposal.pieces)
    return GridLedger(proposal.community.unit, tuple(grids), place) if grids and complete else None


class _People:
    """The figures that a re-planning changes, held against those of today."""

    def __init__(self, rules: GridRules, proposal: Proposal, today: GridLedger | None, form: Assessment | None) -> None:
        self._rules = rules
        self._count = len(proposal.grids)
        self._form = form
        self._known = figures(today, rules) if today is not None else {}
        self._has_ledger = proposal.community.ledger is not None

    def figures(self, ledger: GridLedger, *, filled: bool) -> Mapping[GridFigure, int]:
        """What a ledger of tomorrow says; without one of today, people stay as the form counts them."""
        told = {name: figure.value for name, figure in figures(ledger, self._rules).items()}
        found: dict[GridFigure, int] = {}
        for name in (*_DIVIDED, *_POSTS):
            known = name in self._known
            if name in _POSTS and not filled and not (known and self._has_ledger):
                typed = _typed(self._form, self._rules.facts.get(name)) if self._form is not None else None
                if typed is not None:
                    found[name] = min(typed, self._count)
            elif name in told and (known or self._form is not None):
                found[name] = told[name]
        return found


def _typed(form: Assessment, key: str | None) -> int | None:
    entry = form.entries.get(key) if key is not None else None
    answer = entry.answers.get("self") if entry is not None else None
    value = answer.value if answer is not None else None
    return int(value) if isinstance(value, Decimal) else None


def _told_by(ledger: GridLedger, rules: GridRules, proposal: Proposal) -> Assessment:
    """A form in which nothing stands but what a ledger tells."""
    entries = {
        rules.facts[name]: Entry(
            {"self": Answer(Decimal(figure.value), str(figure.value), figure.location)}, figure.location
        )
        for name, figure in figures(ledger, rules).items()
        if name in rules.facts
    }
    return Assessment(proposal.community.unit, "", ledger.location, entries)


def _answers(figures_of: Mapping[GridFigure, int], rules: GridRules) -> Mapping[str, Answer]:
    return {
        rules.facts[name]: Answer(Decimal(value), str(value), Entry().location)
        for name, value in figures_of.items()
        if name in rules.facts
    }


def _changed(before: Rating, divided: Rating, filled: Rating) -> Sequence[Gain]:
    """The indicators that were scored all three times, and not always alike."""
    found = []
    for one, other, last in zip(before.results, divided.results, filled.results, strict=True):
        scored = one.outcome == other.outcome == last.outcome == "scored"
        if scored and not one.value == other.value == last.value:
            found.append(Gain(one, other, last))
    return found
