"""Many ledgers together: one for each unit, its problems tracked, and which units have none.

A unit may come in twice: with its plan, whose ledger nobody has filled in, and in the ledger of its town. Where two
ledgers of a unit are filled in, nobody can choose between them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, finding
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.rating import Rating
from starcli.core.rectification.copies import compare
from starcli.core.rectification.rules import LEDGER_CELLS, Rectification
from starcli.core.rectification.tracking import Case, Tracked, Tracker
from starcli.core.roster import Roster, RosterUnit, squeezed

T = TypeVar("T")
_PREPARED = ("deadline",)
"""What stands in a ledger before anybody has worked with it."""


class ByUnit(Generic[T]):
    """Things of units, looked up by code, else by name and place."""

    def __init__(self, things: Iterable[T], unit_of: Callable[[T], Unit]) -> None:
        self._by_code: dict[str, list[T]] = {}
        self._by_name: dict[str, list[tuple[Unit, T]]] = {}
        for thing in things:
            unit = unit_of(thing)
            if unit.code:
                self._by_code.setdefault(unit.code, []).append(thing)
            self._by_name.setdefault(squeezed(unit.name), []).append((unit, thing))

    def of(self, unit: Unit) -> Sequence[T]:
        """Everything of a unit: with its code, and with its name where nothing else of the two differs."""
        coded = self._by_code.get(unit.code, [])
        named = self._by_name.get(squeezed(unit.name), ()) if unit.name else ()
        return [*coded, *(thing for other, thing in named if not (unit.code and other.code) and may_be(other, unit))]


@dataclass(frozen=True, slots=True)
class Ledgers:
    """One plan with its ledger for each unit, those between which nobody can choose, and what was found."""

    plans: tuple[FilledPlan, ...]
    doubled: tuple[FilledPlan, ...]
    findings: tuple[Finding, ...]


def one_for_each(plans: Iterable[FilledPlan], rules: Rectification) -> Ledgers:
    """One ledger for each unit; what was prepared in a plan is completed by what was filled in elsewhere."""
    kept: list[FilledPlan] = []
    doubled: list[FilledPlan] = []
    found: list[Finding] = []
    for same in _of_each_unit(plans):
        filled = [plan for plan in same if is_filled_in(plan, rules)]
        if len(filled) > 1:
            doubled += filled
            found += _twice(filled)
            continue
        plan = _joined(same, filled)
        kept.append(plan)
        if len(same) > 1:
            others = ", ".join(str(one.location) for one in same if one.location != plan.location)
            found.append(finding("ledgers-joined", plan.location, others=others))
        if plan.measures and not plan.ledger:
            found.append(finding("ledger-empty", plan.location, count=len(plan.measures)))
    return Ledgers(tuple(kept), tuple(doubled), tuple(found))


def is_filled_in(plan: FilledPlan, rules: Rectification) -> bool:
    """Whether anybody has worked with a ledger since it was prepared."""
    return any(_is_worked_with(row, rules) for row in plan.ledger)


@dataclass(frozen=True, slots=True)
class Besides:
    """What ledgers are held against, by unit: earlier copies, plans as they were filed, ratings by the units' forms."""

    former: ByUnit[FilledPlan]
    filed: ByUnit[FilledPlan]
    ratings: ByUnit[Rating]


def track_all(
    plans: Iterable[FilledPlan], besides: Besides, tracker: Tracker, rules: Rectification
) -> tuple[tuple[Tracked, ...], tuple[Finding, ...]]:
    """Every problem tracked, town by town and unit by unit; and what was found of whole ledgers."""
    ordered = sorted(plans, key=lambda plan: (plan.unit.county, plan.unit.town, plan.unit.code, plan.unit.name))
    tracked: list[Tracked] = []
    found: list[Finding] = []
    for plan in ordered:
        rating, filed = _only(besides.ratings.of(plan.unit)), _only(besides.filed.of(plan.unit))
        earlier = besides.former.of(plan.unit)
        if len(earlier) > 1:
            files = ", ".join(str(one.location) for one in earlier)
            found.append(finding("former-ledger-twice", plan.location, files=files))
        compared = compare(plan, earlier[0], rules) if len(earlier) == 1 else None
        found += compared.findings if compared is not None else ()
        known = _with_known(plan, rating, filed)
        for position, row in enumerate(plan.ledger):
            before = compared.earlier.get(position) if compared is not None else None
            tracked.append(tracker.track(Case(known, row, rating, before, filed)))
    return tuple(tracked), tuple(found)


def gone(former: Iterable[FilledPlan], plans: Iterable[FilledPlan]) -> tuple[Finding, ...]:
    """A finding for each earlier ledger whose unit has none any more."""
    here = ByUnit(plans, _unit_of)
    lost = [plan for plan in former if plan.ledger and plan.unit.name and not here.of(plan.unit)]
    return tuple(finding("ledger-gone", plan.location, unit=plan.unit.name, count=len(plan.ledger)) for plan in lost)


def without_ledger(roster: Roster, plans: Iterable[FilledPlan]) -> tuple[RosterUnit, ...]:
    """The units of a roster of which no ledger has come in."""
    known = list(plans)
    here, listed = ByUnit(known, _unit_of), {plan.listed_as for plan in known}
    return tuple(entry for at, entry in enumerate(roster.units) if at not in listed and not here.of(entry.unit))


def by_unit(plans: Iterable[FilledPlan]) -> ByUnit[FilledPlan]:
    """Plans by their unit."""
    return ByUnit(plans, _unit_of)


def may_be(other: Unit, unit: Unit) -> bool:
    """Whether two units of one name may be the same: nothing that both say differs."""
    pairs = ((other.code, unit.code), (other.town, unit.town), (other.county, unit.county))
    return all(not a or not b or squeezed(a) == squeezed(b) for a, b in pairs)


def _unit_of(plan: FilledPlan) -> Unit:
    return plan.unit


def _only(found: Sequence[T]) -> T | None:
    return found[0] if len(found) == 1 else None


def _of_each_unit(plans: Iterable[FilledPlan]) -> Iterable[Sequence[FilledPlan]]:
    """The plans of each unit; one that says little of its unit goes with others where only one unit can be meant."""
    groups: list[list[FilledPlan]] = []
    by_code: dict[str, list[FilledPlan]] = {}
    by_name: dict[str, list[list[FilledPlan]]] = {}
    # Those that say most come first, so that the others find them.
    for plan in sorted(plans, key=lambda one: (not one.unit.code, not one.unit.town)):
        unit = plan.unit
        alike = by_name.setdefault(squeezed(unit.name), [])
        fitting = [group for group in alike if unit.name and all(may_be(one.unit, unit) for one in group)]
        group = by_code.get(unit.code) or (fitting[0] if len(fitting) == 1 else None)
        if group is None:
            group = []
            groups.append(group)
            alike.append(group)
        group.append(plan)
        if unit.code:
            by_code[unit.code] = group
    return groups


def _is_worked_with(row: FilledRow, rules: Rectification) -> bool:
    state = rules.state_of(row.text("state"))
    begun = bool(row.text("state")) and (state is None or state.id != rules.first)
    return begun or any(row.text(cell) for cell in LEDGER_CELLS if cell not in _PREPARED)


def _joined(same: Sequence[FilledPlan], filled: Sequence[FilledPlan]) -> FilledPlan:
    """The plan with the measures, with the ledger that was filled in, or the first that has rows."""
    base = next((plan for plan in same if plan.measures), same[0])
    ledger = filled[0] if filled else next((plan for plan in (base, *same) if plan.ledger), base)
    if ledger is base:
        return base
    return replace(base, unit=_completed(base.unit, ledger.unit), ledger=ledger.ledger, location=ledger.location)


def _completed(unit: Unit, other: Unit) -> Unit:
    """A unit with whatever only another source says of it; kind and profile go together."""
    said = {
        key: getattr(unit, key) or getattr(other, key) for key in ("code", "name", "kind", "town", "county", "city")
    }
    same_kind = not unit.kind or unit.kind == other.kind
    return replace(unit, **said, profile=unit.profile or (other.profile if same_kind else ""))


def _with_known(plan: FilledPlan, rating: Rating | None, filed: FilledPlan | None) -> FilledPlan:
    """A plan with what it does not say itself: of its unit, and of the plan as it was filed."""
    unit = plan.unit
    for other in (filed.unit if filed is not None else None, rating.unit if rating is not None else None):
        unit = _completed(unit, other) if other is not None else unit
    if filed is None:
        return replace(plan, unit=unit)
    return replace(
        plan,
        unit=unit,
        target=plan.target or filed.target,
        drawn_up=plan.drawn_up or filed.drawn_up,
        measures=plan.measures or filed.measures,
    )


def _twice(filled: Sequence[FilledPlan]) -> Iterator[Finding]:
    for plan in filled:
        others = ", ".join(str(one.location) for one in filled if one is not plan)
        yield finding("ledger-twice", plan.location, unit=plan.unit.name, others=others)
