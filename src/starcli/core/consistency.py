"""Whether a framework makes sense: what its parts say of each other, checked without any unit's data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from starcli.core.expressions import OWN_VALUE
from starcli.core.findings import Detail
from starcli.core.model import Framework, IndicatorEntry, Variant
from starcli.core.numbers import ZERO, half_up, plain
from starcli.core.requirements import AtLeastLevel, Bounds, Requirement
from starcli.core.scheme import Indicator, Scheme, allowed, resolve

Path = tuple[str | int, ...]
Weights = Mapping[str, Mapping[str, Decimal]]


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A contradiction: a code of the catalogue, the path in the definitions where it shows, and details."""

    code: str
    path: Path
    details: tuple[tuple[str, Detail], ...]


def inconsistencies(framework: Framework, weights: Weights, *, partly: bool = False) -> tuple[Inconsistency, ...]:
    """Everything in a framework and its weight table that contradicts itself; empty when all is well.

    With `partly` only weights and grades are looked at: what a framework with other faults can be asked.
    """
    if partly:
        return tuple(dict.fromkeys([*_weights(framework, weights), *_grades(framework)]))
    found: list[Inconsistency] = [
        *_weights(framework, weights),
        *_grades(framework),
        *_facts(framework),
        *_rules(framework),
    ]
    for entry in framework.entries.values():
        found += _gates(entry)
    for scheme in schemes(framework):
        found += _scheme(scheme)
    return tuple(dict.fromkeys(found))


def schemes(framework: Framework) -> Iterator[Scheme]:
    """Every scheme of the framework whose indicators all have a rule."""
    for profile in framework.profiles.values():
        for kind in profile.kinds:
            if all(e.variant(kind, profile.id).rule for e in framework.entries.values() if kind in e.definition.kinds):
                yield resolve(framework, kind, profile.id)


def _rules(framework: Framework) -> Iterator[Inconsistency]:
    for entry in framework.entries.values():
        for profile in framework.profiles.values():
            for kind in profile.kinds:
                if kind in entry.definition.kinds and entry.variant(kind, profile.id).rule is None:
                    path = ("indicators", entry.definition.id)
                    yield _fault("rule-missing", *path, id=entry.definition.id, kind=kind)


def _fault(code: str, *path: str | int, **details: Detail) -> Inconsistency:
    return Inconsistency(code, path, tuple(details.items()))


def _weights(framework: Framework, weights: Weights) -> Iterator[Inconsistency]:
    yield from _given_weights(framework, weights)
    for entry in framework.entries.values():
        for kind in entry.definition.kinds:
            if kind in framework.kinds and kind not in entry.weights:
                yield _fault("weight-missing", "weights", entry.definition.id, id=entry.definition.id, kind=kind)
    for kind in framework.kinds:
        total = sum((by_kind.get(kind, ZERO) for by_kind in weights.values()), ZERO)
        if total != framework.full:
            yield _fault("weights-sum", "weights", kind=kind, total=plain(total), full=plain(framework.full))


def _given_weights(framework: Framework, weights: Weights) -> Iterator[Inconsistency]:
    for code, by_kind in weights.items():
        entry = framework.entries.get(code)
        if entry is None:
            yield _fault("unknown-indicator", "weights", code, id=code)
            continue
        for kind, weight in by_kind.items():
            if kind not in entry.definition.kinds:
                yield _fault("weight-not-applying", "weights", code, kind, id=code, kind=kind)
            if weight <= 0:
                yield _fault("weight-not-positive", "weights", code, kind, id=code, weight=plain(weight))


def _grades(framework: Framework) -> Iterator[Inconsistency]:
    for above, below in pairwise(framework.grades):
        if above.floor <= below.floor:
            yield _fault("grade-unreachable", "grades", below.id, grade=below.name, above=above.name)
        if (above.dimension_floor or ZERO) < (below.dimension_floor or ZERO):
            yield _fault("dimension-floor-falls", "grades", above.id, grade=above.name, below=below.name)
    for grade in framework.grades:
        if grade.floor > framework.full:
            yield _fault("floor-above-full", "grades", grade.id, grade=grade.name, full=plain(framework.full))
    if framework.grades and framework.grades[-1].floor > 0:
        lowest = framework.grades[-1]
        yield _fault("lowest-grade-has-floor", "grades", lowest.id, grade=lowest.name, floor=plain(lowest.floor))


def _facts(framework: Framework) -> Iterator[Inconsistency]:
    used: set[str] = set()
    for entry in framework.entries.values():
        used |= set(fact_names(entry))
    for name in framework.facts:
        if name not in used:
            yield _fault("fact-unused", "facts", name, name=name)


def fact_names(entry: IndicatorEntry) -> tuple[str, ...]:
    """Every fact that an indicator's value, checks or waivers name, in that order."""
    definition = entry.definition
    names = list(definition.expression.names if definition.expression else ())
    conditions = [check.condition for check in definition.checks]
    variants = (entry.common, *entry.by_kind.values(), *entry.by_profile.values())
    for waiver in (definition.not_applicable_when, *(variant.full_when for variant in variants)):
        conditions += waiver.conditions if waiver else ()
    for condition in conditions:
        names += condition.names
    return tuple(name for name in dict.fromkeys(names) if name != OWN_VALUE)


def _gates(entry: IndicatorEntry) -> Iterator[Inconsistency]:
    """Gates of kinds to which the indicator does not apply, and variants of profiles that it never meets."""
    definition = entry.definition
    for kind, variant in entry.by_kind.items():
        if variant.gates and kind not in definition.kinds:
            path = ("indicators", definition.id, "kinds", kind, "gate")
            yield _fault("gate-not-applying", *path, id=definition.id, kind=kind)


def _scheme(scheme: Scheme) -> Iterator[Inconsistency]:
    """What only shows once kind and profile are settled."""
    for indicator in scheme.indicators:
        yield from _requirements(scheme, indicator)
        for grade in indicator.gates:
            if grade not in indicator.requirements:
                path = _where(scheme, indicator, "gates", "gate")
                yield _fault("gate-without-requirement", *path, id=indicator.id, grade=scheme.grade(grade).name)

    yield from _reach(scheme)


def _reach(scheme: Scheme) -> Iterator[Inconsistency]:
    """Grades that even the best values cannot earn: the total or a dimension stays below the floor."""
    places = scheme.framework.rounding.points
    best: dict[str, Decimal] = {}
    full: dict[str, Decimal] = {}
    for indicator in scheme.indicators:
        dimension = indicator.definition.dimension
        points = half_up(indicator.weight * indicator.best_score, places)
        best[dimension] = best.get(dimension, ZERO) + points
        full[dimension] = full.get(dimension, ZERO) + indicator.weight
    total = sum(best.values(), ZERO)
    for grade in scheme.grades:
        floor = grade.dimension_floor or ZERO
        low = [name for name in best if full[name] and best[name] < floor * full[name]]
        if total < grade.floor or low:
            most = plain(total) if total < grade.floor else ", ".join(low)
            yield _fault("grade-out-of-reach", "grades", grade.id, grade=grade.name, kind=scheme.kind.id, most=most)


def _where(scheme: Scheme, indicator: Indicator, field: str, key: str) -> Path:
    """The path of the variant that a scheme takes a field from."""
    entry = scheme.framework.entries[indicator.id]
    layers: list[tuple[Path, Variant | None]] = [
        (("profiles", scheme.profile.id), entry.by_profile.get(scheme.profile.id)),
        (("kinds", scheme.kind.id), entry.by_kind.get(scheme.kind.id)),
    ]
    for path, variant in layers:
        if variant is not None and getattr(variant, field) is not None:
            return ("indicators", indicator.id, *path, key)
    return ("indicators", indicator.id, key)


def _requirements(scheme: Scheme, indicator: Indicator) -> Iterator[Inconsistency]:
    path = _where(scheme, indicator, "requirements", "requires")
    for grade, requirement in indicator.requirements.items():
        needed = requirement.nearest(None)
        outside = isinstance(needed, Decimal) and not allowed(needed, indicator.definition.scale)
        if outside or indicator.rule.score(needed) is None:
            words = requirement.words()
            yield _fault("requirement-unreachable", *path, grade, id=indicator.id, demand=words)
    grades = [grade.id for grade in scheme.grades]
    for above, below in pairwise(grades):
        higher, lower = indicator.requirements.get(above), indicator.requirements.get(below)
        if lower is not None and (higher is None or not _at_least_as_strict(higher, lower)):
            yield _fault(
                "requirement-falls",
                *path,
                above if higher else below,
                id=indicator.id,
                above=scheme.grade(above).name,
                below=scheme.grade(below).name,
            )


def _at_least_as_strict(higher: Requirement, lower: Requirement) -> bool:
    """Whether every value that meets the higher demand meets the lower one too."""
    if isinstance(higher, Bounds) and isinstance(lower, Bounds):
        low = lower.low is None or (higher.low is not None and higher.low >= lower.low)
        high = lower.high is None or (higher.high is not None and higher.high <= lower.high)
        return low and high
    if isinstance(higher, AtLeastLevel) and isinstance(lower, AtLeastLevel):
        return set(higher.accepted) <= set(lower.accepted)
    return False
