"""What a unit exactly at a grade's requirements would get: the yardstick for calibration and radar charts."""

from collections.abc import Mapping
from decimal import Decimal

from starcli.core.assessment import Answer, Assessment, Entry, Unit
from starcli.core.findings import Location
from starcli.core.rating import Rating, rate
from starcli.core.scale import Value
from starcli.core.scheme import Scheme


def rate_at(scheme: Scheme, grade: str) -> Rating:
    """The rating of a unit exactly at a grade's requirement everywhere (the worst value where none is stated)."""
    values: dict[str, Value] = {}
    for indicator in scheme.indicators:
        requirement = indicator.requirements.get(grade)
        scale = indicator.definition.scale
        if requirement is not None:
            values[indicator.id] = requirement.nearest(None)
        elif scale.levels:
            values[indicator.id] = tuple(scale.levels)[-1]
        else:
            end = scale.minimum if indicator.definition.direction == "higher" else scale.maximum
            values[indicator.id] = end if end is not None else Decimal(0)
    return rate(scheme, assessment_of(scheme, values))


def assessment_of(scheme: Scheme, values: Mapping[str, Value], name: str = "") -> Assessment:
    """An assessment with one self-reported value for each key, as a form without facts would give."""
    entries = {key: Entry({"self": Answer(value, str(value), Location(cell=key))}) for key, value in values.items()}
    unit = Unit(name=name, kind=scheme.kind.id, profile=scheme.profile.id)
    return Assessment(unit, "", Location(name), entries)
