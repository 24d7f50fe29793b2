"""What if: a rating beside the one that the same unit would have with other values.

A fact or an indicator that is typed is entered into the assessment, which is then rated anew. An indicator that is
worked out from facts is taken as if it were typed itself: its facts would change with it, but nobody knows how, so all
else that they are used for stays as it is, and a relation between them and the value is a doubt, not an error.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from starcli.core.assessment import Answer, Assessment, Count, Entry, Tier
from starcli.core.edges import Edge, edges_of
from starcli.core.expressions import OWN_VALUE
from starcli.core.findings import Finding
from starcli.core.judgement import Result
from starcli.core.model import Grade
from starcli.core.numbers import ZERO
from starcli.core.rating import Rating, rate
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator before and after."""

    before: Result
    after: Result

    @property
    def points(self) -> Decimal:
        """The points that the change brings."""
        return self.after.points - self.before.points


@dataclass(frozen=True, slots=True)
class Counted:
    """How often an adjustment applies, or 1 for a veto that is confirmed, before and after; None where nobody said."""

    id: str
    name: Text
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class Around:
    """An indicator after the change, and the edges around its value."""

    result: Result
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor, how far it is, and the grade that asks for it."""

    value: Decimal
    distance: Decimal
    grade: Grade


@dataclass(frozen=True, slots=True)
class Margin:
    """The floors on either side of what the grade goes by: the total, or a dimension's score by its id.

    `above` is the next to be reached, `below` the one that is held; None where there is none.
    """

    id: str
    figure: Decimal
    above: Floor | None
    below: Floor | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A unit's rating, and the one that it would have with what was given."""

    before: Rating
    after: Rating
    given: Mapping[str, Answer]
    changes: tuple[Change, ...]
    counted: tuple[Counted, ...]
    around: tuple[Around, ...]
    margins: tuple[Margin, ...]

    @property
    def difference(self) -> Decimal:
        """What the total changes by."""
        return self.after.total - self.before.total

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is found after and was not before."""
        return tuple(found for found in self.after.findings if found not in self.before.findings)


def what_if(rating: Rating, given: Mapping[str, Answer]) -> Comparison:
    """The rating beside the one with other answers, by the id of a fact, an indicator, an adjustment or a veto.

    Answers that are not of the unit's scheme are left out; `not_applicable` means that it was confirmed so.
    """
    scheme, adjusting = rating.scheme, rating.scheme.framework.adjusting
    fitting = {key: answer for key, answer in given.items() if key in scheme.keys or key in adjusting}
    typed = {key for key, answer in fitting.items() if key in scheme.by_id and not answer.not_applicable}
    after = rate(_typed_themselves(scheme, typed), _entered(rating, fitting), rating.basis)
    changes = tuple(
        Change(one, other)
        for one, other in zip(rating.results, after.results, strict=True)
        if (one.outcome, one.value, one.points) != (other.outcome, other.value, other.points)
    )
    looked_at = {change.after.indicator.id for change in changes} | (fitting.keys() & scheme.by_id.keys())
    around = tuple(Around(r, edges_of(after, r.indicator.id)) for r in after.results if r.indicator.id in looked_at)
    return Comparison(rating, after, fitting, changes, _counted(rating, after), around, margins_of(after))


def margins_of(rating: Rating) -> tuple[Margin, ...]:
    """The floors around the total that counts for the grade, then around each dimension's score."""
    grades = rating.scheme.grades
    floors = [(grade.floor, grade) for grade in grades if grade.floor > ZERO]
    of_dimensions = [(g.dimension_floor, g) for g in grades if g.dimension_floor is not None]
    scores = [(d.id, d.score) for d in rating.dimensions if d.score is not None]
    return (
        _margin("", rating.graded, floors),
        *(_margin(dimension, score, of_dimensions) for dimension, score in scores),
    )


def _margin(key: str, figure: Decimal, floors: list[tuple[Decimal, Grade]]) -> Margin:
    """The floors on either side of a figure; they come with the highest grade first."""
    higher = [Floor(floor, floor - figure, grade) for floor, grade in floors if floor > figure]
    held = [Floor(floor, figure - floor, grade) for floor, grade in floors if floor <= figure]
    return Margin(key, figure, higher[-1] if higher else None, held[0] if held else None)


def _typed_themselves(scheme: Scheme, typed: set[str]) -> Scheme:
    """The scheme in which some indicators are not worked out from facts."""
    by_id = {key: _typed_itself(each) if key in typed else each for key, each in scheme.by_id.items()}
    return replace(scheme, indicators=tuple(by_id[each.id] for each in scheme.indicators), by_id=by_id)


def _typed_itself(indicator: Indicator) -> Indicator:
    definition = indicator.definition
    if definition.expression is None:
        return indicator
    doubts = (replace(check, severity="warning") for check in definition.checks if OWN_VALUE in check.condition.names)
    return replace(indicator, definition=replace(definition, expression=None, checks=tuple(doubts)))


def _entered(rating: Rating, given: Mapping[str, Answer]) -> Assessment:
    """The assessment with what was given: values on the basis' own tier, the rest as whoever confirms it would."""
    assessment, adjusting = rating.assessment, rating.scheme.framework.adjusting
    entries, counts = dict(assessment.entries), dict(assessment.counts)
    for key, answer in given.items():
        if key not in adjusting:
            entries[key] = _entry(entries.get(key, Entry()), answer, rating.basis)
        elif isinstance(answer.value, Decimal):
            counts[key] = Count(answer.value, answer.location)
    return replace(assessment, entries=entries, counts=counts)


def _entry(known: Entry, answer: Answer, basis: Tier) -> Entry:
    """What stands in a row after something was typed into it; what was said of its not applying is withdrawn."""
    if answer.not_applicable:
        return Entry({"reviewed": answer}, answer.location, reason=answer.raw)
    others = {tier: other for tier, other in known.answers.items() if not other.not_applicable}
    return replace(known, answers={**others, basis: answer}, location=answer.location, claim=None, imported=None)


def _counted(before: Rating, after: Rating) -> tuple[Counted, ...]:
    """The adjustments and vetoes that are counted otherwise."""
    one, other = before.assessment.counts, after.assessment.counts
    found = (
        Counted(key, name, one[key].value if key in one else None, other[key].value if key in other else None)
        for key, name in before.scheme.framework.adjusting.items()
    )
    return tuple(counted for counted in found if counted.before != counted.after)
