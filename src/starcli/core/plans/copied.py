"""Plans that say the same at length: measures and causes taken over from another unit.

Compared are letters in a row, from the beginning of a clause on; figures and the names of units, towns and persons are
left out, so that a plan in which only those were changed is still a copy. What the indicators' own library offers is
not copied.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, finding
from starcli.core.model import Framework
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.plans.wording import Lettered, joined, lettered
from starcli.core.text import LANGUAGES, Text

_COLUMNS = ("cause", "measure")
_PERSONS = ("person", "leader", "unit")
_SHOWN = 40
_MOST_COMPARED = 20


@dataclass(frozen=True, slots=True)
class _Passage:
    """A text of a plan, and its cell; `plan` is the plan's position."""

    plan: int
    place: Location
    text: Lettered


@dataclass(frozen=True, slots=True)
class _Likeness:
    """The longest passage that another plan has too, and how many plans have its beginning."""

    letters: tuple[str, ...]
    other: _Passage
    plans: int


@dataclass(frozen=True, slots=True)
class _Home:
    """Where passages begin with the same letters, and in how many plans."""

    places: Sequence[tuple[_Passage, int]]
    plans: int


Homes = Mapping[tuple[str, ...], _Home]


def copied_among(plans: Sequence[FilledPlan], framework: Framework) -> tuple[tuple[Finding, ...], ...]:
    """For each plan a finding at every cell that has a long passage of another unit's plan; it names the longest."""
    library = {key: library_of(framework, key) for key in framework.entries}
    least = framework.plan_rules.letters
    texts = [list(_texts(at, plan, framework, library)) for at, plan in enumerate(plans)]
    homes: dict[tuple[str, ...], list[tuple[_Passage, int]]] = {}
    for passage in (passage for each in texts for passage in each):
        for start in passage.text.starts:
            if start + least <= len(passage.text.letters):
                homes.setdefault(passage.text.letters[start : start + least], []).append((passage, start))
    counted = {key: _Home(home, len({passage.plan for passage, _ in home})) for key, home in homes.items()}
    shared = {key: home for key, home in counted.items() if home.plans > 1}
    return tuple(tuple(_findings(each, plans, shared, least)) for each in texts)


def library_of(framework: Framework, key: str) -> tuple[tuple[str, ...], ...]:
    """What an indicator's own causes and remedies say, in letters, the longest first."""
    definition = framework.entries[key].definition
    offered = (*definition.causes, *definition.remedies, *([definition.hint] if definition.hint else []))
    letters = {lettered(text[language]).letters for text in offered for language in LANGUAGES}
    return tuple(sorted(letters, key=lambda each: (-len(each), each)))


def _texts(
    at: int, plan: FilledPlan, framework: Framework, library: Mapping[str, tuple[tuple[str, ...], ...]]
) -> Iterator[_Passage]:
    """The causes and measures of a plan, without what the library has; equal ones once."""
    seen: set[tuple[str, ...]] = set()
    names = names_of(plan.unit, framework)
    for row in (*plan.measures, *plan.problems):
        aside = (*_persons(row), *names)
        for column in _COLUMNS:
            if column in row.texts:
                for part in lettered(row.text(column), aside).without(library.get(row.indicator, ())):
                    if part.letters not in seen:
                        seen.add(part.letters)
                        yield _Passage(at, row.place(column), part)


def names_of(unit: Unit, framework: Framework) -> tuple[str, ...]:
    """What a unit and its places are called, the longest first; its own name also without the word for its kind."""
    kinds = [word for kind in framework.kinds.values() for word in (kind.name.zh, kind.name.en, *kind.aliases)]
    names = {unit.name, unit.town, unit.county, unit.city, *(unit.name.removesuffix(word) for word in kinds)}
    return tuple(sorted((name.lower() for name in names if len(name) > 1), key=lambda name: (-len(name), name)))


def _persons(row: FilledRow) -> tuple[str, ...]:
    return tuple(row.text(column).lower() for column in _PERSONS if len(row.text(column)) > 1)


def _findings(passages: Sequence[_Passage], plans: Sequence[FilledPlan], homes: Homes, least: int) -> Iterator[Finding]:
    told: set[Location] = set()
    for passage in passages:
        likeness = _likeness(passage, plans, homes, least)
        if likeness is None or passage.place in told:
            continue
        told.add(passage.place)
        shown = joined(likeness.letters[:_SHOWN]) + ("…" if len(likeness.letters) > _SHOWN else "")
        others = likeness.plans - 2
        more = (
            Text(f"；另有 {others} 个单位也这样", f"; so do the plans of {others} more") if others > 0 else Text("", "")
        )
        unit = plans[likeness.other.plan].unit.name
        place = str(likeness.other.place)
        yield finding("plan-text-copied", passage.place, unit=unit, place=place, passage=shown, more=more)


def _likeness(passage: _Passage, plans: Sequence[FilledPlan], homes: Homes, least: int) -> _Likeness | None:
    """The longest passage that stands in the plan of another unit too; of equally long ones the first."""
    best: _Likeness | None = None
    mine, unit = passage.text.letters, plans[passage.plan].unit
    for start in passage.text.starts:
        home = homes.get(mine[start : start + least])
        if home is None:
            continue
        others = (pair for pair in home.places if not _same_unit(plans[pair[0].plan].unit, unit))
        for other, there in islice(others, _MOST_COMPARED):
            length = _common(mine[start:], other.text.letters[there:])
            if best is None or length > len(best.letters):
                best = _Likeness(mine[start : start + length], other, home.plans)
    return best


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many letters two passages have in common from their beginning on."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _same_unit(one: Unit, other: Unit) -> bool:
    """Whether two plans are one unit's own: by code, else by place and name."""
    if one.code and other.code:
        return one.code == other.code
    return (one.county, one.town, one.name) == (other.county, other.town, other.name)
