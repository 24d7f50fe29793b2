"""What a form says of its unit's grids against what its ledger says: blanks are supplied, differences are named.

What was typed stands, whoever is right. A difference is an error where the grade would be another by the ledger, for
then one of the two cells has to be corrected before the grade means anything; else it is a warning.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from starcli.core.assessment import Answer, Assessment, Entry
from starcli.core.findings import NOWHERE, Finding, Location, Read, finding
from starcli.core.grids.facts import Figure, figures
from starcli.core.grids.ledger import GridLedger
from starcli.core.grids.rules import GridFigure, GridRules
from starcli.core.model import Framework
from starcli.core.numbers import half_up, plain
from starcli.core.rating import Rating, rate
from starcli.core.text import Text

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that was typed and that the ledger says otherwise."""

    key: str
    typed: Answer
    listed: Decimal
    location: Location


def with_ledger(assessment: Assessment, ledger: GridLedger, framework: Framework) -> Read[Assessment]:
    """An assessment with its ledger, and with the ledger's figures where the form was left blank; a note on each."""
    rules = framework.grids
    whole = replace(assessment, grids=ledger)
    if rules is None or not ledger.grids:
        return Read(whole)
    entries = dict(assessment.entries)
    found: list[Finding] = []
    for key, figure in _by_key(ledger, rules):
        entry = entries.get(key, Entry(location=figure.location))
        if not _is_blank(entry) or _is_typed_otherwise(key, assessment, framework):
            continue
        shown = plain(Decimal(figure.value))
        answer = Answer(Decimal(figure.value), shown, figure.location)
        where = entry.location if entry.location != NOWHERE else figure.location
        entries[key] = replace(entry, answers={**entry.answers, "self": answer}, location=figure.location)
        found.append(
            finding("grid-fact-supplied", where, name=_name(key, framework), value=shown, cells=figure.location.within)
        )
    return Read(replace(whole, entries=entries), tuple(found))


def supplied(assessment: Assessment, framework: Framework) -> tuple[str, ...]:
    """The facts and indicators of an assessment whose value is that of its ledger."""
    ledger, rules = assessment.grids, framework.grids
    if ledger is None or rules is None:
        return ()
    return tuple(
        key
        for key, figure in _by_key(ledger, rules)
        if (answer := _own(assessment.entries.get(key))) is not None and answer.location == figure.location
    )


def without_supplied(assessment: Assessment, framework: Framework) -> Assessment:
    """The assessment as it was typed: what its ledger supplied is blank again."""
    entries = dict(assessment.entries)
    for key in supplied(assessment, framework):
        answers = dict(entries[key].answers)
        answers.pop("self")
        entries[key] = replace(entries[key], answers=answers)
    return replace(assessment, entries=entries)


def differences(assessment: Assessment, framework: Framework) -> tuple[Difference, ...]:
    """Every typed figure of a form that its ledger says otherwise, but for households within the tolerance."""
    ledger, rules = assessment.grids, framework.grids
    if ledger is None or rules is None:
        return ()
    return (*_differences(assessment, ledger, rules), *_of_indicators(assessment, ledger, framework))


def against_ledger(rating: Rating) -> tuple[Finding, ...]:
    """A finding for each figure of a rated form that its ledger says otherwise."""
    assessment, scheme = rating.assessment, rating.scheme
    found = differences(assessment, scheme.framework)
    decides = _deciding(rating, found)
    return tuple(_finding(each, rating, decides.get(each.key)) for each in found)


def _differences(assessment: Assessment, ledger: GridLedger, rules: GridRules) -> Iterator[Difference]:
    in_range = rules.facts.get("in-range")
    exempt = rules.is_exempt(ledger.unit.kind, ledger.households, len(ledger.grids))
    for key, figure in _by_key(ledger, rules):
        typed = _own(assessment.entries.get(key))
        if typed is None or not isinstance(typed.value, Decimal) or typed.location == figure.location:
            continue
        gap = abs(typed.value - figure.value)
        if key == rules.facts.get("households"):
            if gap * _HUNDRED <= rules.tolerance * typed.value:
                continue
        elif gap == 0 or (exempt and key == in_range):
            # Whether a grid that is exempt counts as within the size is nobody's mistake.
            continue
        yield Difference(key, typed, Decimal(figure.value), figure.location)


def _of_indicators(assessment: Assessment, ledger: GridLedger, framework: Framework) -> Iterator[Difference]:
    """Indicators that are typed themselves although their facts stand in the ledger alone."""
    rules = framework.grids
    told = dict(_by_key(ledger, rules)) if rules is not None else {}
    for key, entry in assessment.entries.items():
        typed, expression = (
            _own(entry),
            framework.entries[key].definition.expression if key in framework.entries else None,
        )
        if typed is None or not isinstance(typed.value, Decimal) or expression is None:
            continue
        facts = {
            name: own.value for name in expression.names if (own := _own(assessment.entries.get(name))) is not None
        }
        numbers = {name: Decimal(told[name].value) for name in expression.names if name in told and name not in facts}
        if not numbers or any(
            name not in numbers and not isinstance(facts.get(name), Decimal) for name in expression.names
        ):
            continue
        known = {name: value for name, value in facts.items() if isinstance(value, Decimal)}
        exact = expression.evaluate({**known, **numbers})
        places = max(0, -int(typed.value.as_tuple().exponent))
        if exact is not None and half_up(exact, places) != typed.value:
            listed = half_up(exact, framework.entries[key].definition.scale.precision)
            yield Difference(key, typed, listed, told[next(iter(numbers))].location)


def _by_key(ledger: GridLedger, rules: GridRules) -> Iterable[tuple[str, Figure]]:
    """The figures of a ledger by the fact or indicator that says the same."""
    told: Mapping[GridFigure, Figure] = figures(ledger, rules)
    return [(key, told[name]) for name, key in rules.facts.items() if name in told]


def _own(entry: Entry | None) -> Answer | None:
    """What the unit itself wrote; None for a blank, and for what does not apply."""
    answer = entry.answers.get("self") if entry is not None else None
    return None if answer is None or answer.not_applicable else answer


def _is_blank(entry: Entry) -> bool:
    confirmation = entry.confirmation
    waived = confirmation is not None and confirmation.not_applicable
    return "self" not in entry.answers and entry.claim is None and not waived


def _is_typed_otherwise(key: str, assessment: Assessment, framework: Framework) -> bool:
    """Whether the form types an indicator itself that would follow from a fact: a supplied fact would displace it."""
    typed = (
        framework.entries[name].definition.expression
        for name, entry in assessment.entries.items()
        if name in framework.entries and "self" in entry.answers
    )
    return any(expression is not None and key in expression.names for expression in typed)


def _deciding(rating: Rating, found: Iterable[Difference]) -> Mapping[str, Rating]:
    """The ratings by the ledger that have another grade: by one figure alone, else by all of them together."""
    each = tuple(found)
    alone = {one.key: _by_ledger(rating, (one,)) for one in each}
    other = {key: by for key, by in alone.items() if by.grade.id != rating.grade.id}
    if other or len(each) < 2:  # noqa: PLR2004 one figure has been looked at by itself
        return other
    together = _by_ledger(rating, each)
    return dict.fromkeys(alone, together) if together.grade.id != rating.grade.id else {}


def _by_ledger(rating: Rating, found: Iterable[Difference]) -> Rating:
    """The rating with the ledger's figures in the place of those that the unit typed."""
    entries = dict(rating.assessment.entries)
    for one in found:
        answer = replace(one.typed, value=one.listed)
        entries[one.key] = replace(entries[one.key], answers={**entries[one.key].answers, "self": answer})
    return rate(rating.scheme, replace(rating.assessment, entries=entries), rating.basis)


def _finding(one: Difference, rating: Rating, by_ledger: Rating | None) -> Finding:
    scheme = rating.scheme
    value = one.typed.value if isinstance(one.typed.value, Decimal) else Decimal(0)
    typed, listed = plain(half_up(value, scheme.framework.rounding.typed)), plain(one.listed)
    name, cells = _name(one.key, scheme.framework), one.location.within
    place: Location = one.typed.location
    if by_ledger is None:
        return finding("grid-fact-differs", place, name=name, typed=typed, listed=listed, cells=cells)
    grades = {"now": rating.grade.name, "then": by_ledger.grade.name}
    return finding("grid-fact-decides", place, name=name, typed=typed, listed=listed, cells=cells, **grades)


def _name(key: str, framework: Framework) -> Text:
    """What a fact or an indicator is called."""
    if key in framework.facts:
        return framework.facts[key].name
    name = framework.entries[key].definition.name
    return Text(f"{key} {name.zh}", f"{key} {name.en}")
