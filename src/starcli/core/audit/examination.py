"""Examining one form: rated by its own values, then level by level with what others found, and what that changed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from starcli.core.assessment import LEVELS, TIERS, Assessment, Count, Entry, Level, Tier
from starcli.core.audit.examined import (
    Basis,
    Check,
    Deduction,
    DeductionState,
    Direction,
    Examined,
    FormText,
    Line,
    OnBasis,
    Side,
    Step,
    end_of,
)
from starcli.core.audit.stating import stated_basis, statement_of
from starcli.core.explain import current, decided_by
from starcli.core.findings import NOWHERE
from starcli.core.imports.applying import has_imports, without_imports
from starcli.core.judgement import Result
from starcli.core.numbers import ONE, ZERO
from starcli.core.overclaim import (
    Difference,
    OverClaims,
    beyond_the_share,
    deduction_for_over_claims,
    proposed_deduction,
)
from starcli.core.provenance import provenance_of, whose_in_words
from starcli.core.rating import Rating, conclude, rate
from starcli.core.scheme import Indicator, Scheme
from starcli.core.stability.grade_edges import grade_edges
from starcli.core.text import Text

_LEVEL_NAMES: Mapping[Level, Text] = {
    "self": Text("自评", "self"),
    "imported": Text("外部数据", "imported data"),
    "verified": Text("镇街核验", "town"),
    "reviewed": Text("县级复核", "county"),
}
_NONE = Check()
_CHECKS: Mapping[tuple[bool, Level], Check] = {
    (whole, level): Check("full" if whole else "part", level) for whole in (True, False) for level in LEVELS
}


def examine(scheme: Scheme, assessment: Assessment, final: Tier = "reviewed") -> Examined:
    """A form with everything that was imported and confirmed for it, against its own values.

    Held against the basis `self`, what was imported still stands in the place of the unit's own values.
    """
    ratings = _ratings(scheme, assessment, final)
    own, end = ratings["self"], ratings[end_of(final)]
    lines = tuple(_lines(ratings))
    checks = {result.indicator.id: _check(result, assessment.entries) for result in end.results}
    statement = statement_of(own)
    full = sum(_claimed_in_full(own, result) for result in own.results)
    scored = sum(result.outcome == "scored" for result in own.results)
    bases: dict[Basis, OnBasis] = {}
    if (claimed := stated_basis(own, statement)) is not None:
        bases["claimed"] = claimed
    known: dict[int, OnBasis] = {}
    for level, rating in ratings.items():
        bases[level] = known.setdefault(id(rating), _on_basis(rating))
    return Examined(
        final=final,
        bases=bases,
        lines=lines,
        statement=statement,
        checks=checks,
        weight_checked=sum((r.indicator.weight for r in end.results if checks[r.indicator.id].extent == "full"), ZERO),
        full=full,
        scored=scored,
        edges=grade_edges(own),
        deduction=_deduction(own, end, assessment),
        texts=tuple(_texts(scheme, assessment)),
    )


def _ratings(scheme: Scheme, assessment: Assessment, final: Tier) -> dict[Level, Rating]:
    """The ratings from level to level; the very same where a level has nothing to say."""
    own = without_imports(assessment)
    ratings: dict[Level, Rating] = {"self": rate(scheme, own, "self")}
    last = ratings["self"]
    if has_imports(assessment):
        last = rate(scheme, assessment, "self")
    ratings["imported"] = last
    for tier in TIERS[1 : TIERS.index(final) + 1]:
        if any(tier in entry.answers for entry in assessment.entries.values()):
            last = rate(scheme, assessment, tier)
        ratings[tier] = last
    return ratings


def _on_basis(rating: Rating) -> OnBasis:
    return OnBasis(
        total=rating.total,
        grade=rating.grade.id,
        points=rating.base - rating.rescaling,
        rescaling=rating.rescaling,
        adjustments=rating.bonus - rating.deductions,
        deciders=tuple(str(decider) for decider in rating.deciders),
        reasons=decided_by(rating),
        location=rating.assessment.location,
    )


def _lines(ratings: Mapping[Level, Rating]) -> Iterator[Line]:
    """Every indicator that says something else on one of the levels than by the unit's own value."""
    levels = tuple(ratings)
    own, end = ratings[levels[0]], ratings[levels[-1]]
    graded = own.grade != end.grade
    for at, row in enumerate(zip(*(rating.results for rating in ratings.values()), strict=True)):
        if all(_says(result) == _says(row[0]) for result in row[1:]):
            continue
        indicator = row[0].indicator
        steps = (
            _step(ratings[level], level, before, after)
            for level, (before, after) in zip(levels[1:], pairwise(row), strict=True)
            if _says(before) != _says(after)
        )
        yield Line(
            indicator=indicator.id,
            name=indicator.name,
            weight=indicator.weight,
            own=_side(row[0]),
            final=_side(row[-1]),
            steps=tuple(steps),
            direction=_direction(row[0], row[-1]),
            stars=own.grade.stars - _put_right(own, at, row[-1]).grade.stars if graded else 0,
        )


def _says(result: Result) -> tuple[object, ...]:
    return result.outcome, result.value, result.points


def _side(result: Result) -> Side:
    return Side(current(result), result.points, result.sources)


def _step(rating: Rating, level: Level, before: Result, after: Result) -> Step:
    """What one level changed; whose it is, said by the figures of that level."""
    figures = provenance_of(rating, after).counting
    theirs = [figure for figure in figures if figure.level == level]
    whose = whose_in_words(theirs) if theirs else _LEVEL_NAMES[level]
    return Step(level, whose, before.points - after.points, _side(after))


def _direction(own: Result, final: Result) -> Direction:
    """What a line says; a value that nobody can read puts nobody in the wrong."""
    if own.outcome == "missing":
        return "filled"
    if final.outcome not in ("scored", "not_applicable") and not final.rejected:
        return "unread"
    points = own.points - final.points
    return "even" if not points else "over" if points > 0 else "under"


def _put_right(own: Rating, at: int, result: Result) -> Rating:
    """The rating by own values, but for one indicator."""
    results = (*own.results[:at], result, *own.results[at + 1 :])
    return conclude(own.scheme, own.assessment, own.basis, results)


def _check(result: Result, entries: Mapping[str, Entry]) -> Check:
    """How far an indicator was looked at: whose the figures are that count."""
    levels = {level for key in _keys(result.indicator) if key in entries for level in _counting(entries[key], result)}
    above = levels - {"self"}
    if not above:
        return _NONE
    return _CHECKS[levels == above, max(above, key=LEVELS.index)]


def _keys(indicator: Indicator) -> Iterator[str]:
    """Every figure that an indicator's result may come from."""
    definition = indicator.definition
    yield indicator.id
    if definition.expression is not None:
        yield from definition.expression.names
    if definition.not_applicable_when is not None:
        for condition in definition.not_applicable_when.conditions:
            yield from condition.names


def _counting(entry: Entry, result: Result) -> Iterator[Level]:
    for tier, answer in entry.answers.items():
        if answer.location in result.sources:
            yield tier
    if entry.imported is not None and entry.imported.answer.location in result.sources:
        yield "imported"


def _claimed_in_full(own: Rating, result: Result) -> bool:
    """Whether a unit claims full points for an indicator: as it states, else by its value."""
    if result.outcome != "scored":
        return False
    stated = own.assessment.claims.points.get(result.indicator.id)
    points = result.points if stated is None or isinstance(stated.value, str) else stated.value
    return points >= result.indicator.weight


def _deduction(own: Rating, end: Rating, assessment: Assessment) -> Deduction | None:
    """The framework's deduction for over-claims, where they are beyond its share or it was entered already."""
    item = deduction_for_over_claims(own.scheme.framework)
    if item is None:
        return None
    pairs = zip(own.results, end.results, strict=True)
    rows = (
        Difference(a.indicator, {"self": a, "verified": b, "reviewed": b})
        for a, b in pairs
        if _direction(a, b) == "over"
    )
    ledger = OverClaims({"self": own, "reviewed": end}, tuple(rows))
    ids = beyond_the_share(ledger)
    entered = assessment.counts.get(item.id)
    if entered is not None:
        state: DeductionState = "made" if entered.value else "declined"
        location = entered.location
        return Deduction(item.id, item.name, state, ids, item.points, end.total, end.grade.id, location, None)
    proposed = proposed_deduction(ledger)
    if not proposed:
        return None
    counts = {**assessment.counts, item.id: Count(ONE, NOWHERE)}
    with_it = conclude(own.scheme, replace(assessment, counts=counts), end.basis, end.results)
    found = proposed[0]
    return Deduction(
        item.id, item.name, "proposed", ids, item.points, with_it.total, with_it.grade.id, found.location, found
    )


def _texts(scheme: Scheme, assessment: Assessment) -> Iterator[FormText]:
    """Evidence and remarks that are long enough to tell whose they are."""
    least = scheme.framework.plan_rules.letters
    for key, entry in assessment.entries.items():
        if key not in scheme.keys:
            continue
        if len(entry.evidence) >= least:
            yield FormText(key, "evidence", entry.evidence, entry.location)
        if len(entry.remarks) >= least:
            yield FormText(key, "remarks", entry.remarks, entry.location)
