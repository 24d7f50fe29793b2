"""What a target grade asks of one indicator of a unit, as far as it is known what sort of unit it is.

Where kind or profile is not known, every requirement that may be meant is asked, and the answer counts only where all
of them agree. Where the grade states none, the value that the plan itself aims at takes its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import Level, Unit
from starcli.core.findings import Location
from starcli.core.model import Definition, Framework, Grade, IndicatorEntry, Variant
from starcli.core.numbers import plain
from starcli.core.rating import Rating
from starcli.core.requirements import Requirement
from starcli.core.scale import Value
from starcli.core.seasons import Season, season_of, seasons_a_year
from starcli.core.text import Text


@dataclass(frozen=True, slots=True)
class Known:
    """What a unit's form says of an indicator: the value, whose it is, the season, and the cell."""

    value: Value
    tier: Level
    season: Season | None
    location: Location

    @property
    def verified(self) -> bool:
        """Whether the town or the county entered it, or a department supplied it."""
        return self.tier != "self"


@dataclass(frozen=True, slots=True)
class Demand:
    """The requirements that may be meant, each once; `planned` is the value that the plan aims at."""

    definition: Definition
    requirements: tuple[Requirement, ...]
    planned: Value | None = None

    def met(self, value: Value) -> bool | None:
        """Whether a value is good enough; None where that cannot be told."""
        if not self.requirements:
            return None if self.planned is None else as_good(self.definition, value, self.planned)
        verdicts = {requirement.met(value) for requirement in self.requirements}
        return verdicts.pop() if len(verdicts) == 1 else None

    def words(self) -> Text:
        """The demand as it is printed."""
        if not self.requirements:
            return Text("（未写明）", "(not stated)") if self.planned is None else shown(self.definition, self.planned)
        said = [requirement.words() for requirement in self.requirements]
        return Text(" / ".join(one.zh for one in said), " / ".join(one.en for one in said))


def demand_of(framework: Framework, unit: Unit, grade: Grade, indicator: str, planned: Value | None = None) -> Demand:
    """What a grade asks of an indicator of a unit. Raises `KeyError` for an indicator that the framework has not."""
    entry = framework.entries[indicator]
    stated = ((variant.requirements or {}).get(grade.id) for variant in _variants(framework, entry, unit))
    unlike: list[Requirement] = []
    for requirement in stated:
        if requirement is not None and requirement not in unlike:
            unlike.append(requirement)
    return Demand(entry.definition, tuple(unlike), planned)


def project_of(framework: Framework, unit: Unit, indicator: str) -> str:
    """The special project that pushes an indicator of a unit; empty where there is none, or it is not known which."""
    entry = framework.entries.get(indicator)
    if entry is None:
        return ""
    meant = {variant.special_project for variant in _variants(framework, entry, unit)}
    return (meant.pop() or "") if len(meant) == 1 else ""


def known_of(rating: Rating | None, indicator: str) -> Known | None:
    """What a rating's form says of an indicator; None where it holds no usable value."""
    if rating is None:
        return None
    result = next((one for one in rating.results if one.indicator.id == indicator), None)
    if result is None or result.outcome != "scored" or result.value is None or result.tier is None:
        return None
    season = season_of(rating.assessment.period, seasons_a_year(rating.scheme.framework))
    place = result.sources[0] if result.sources else rating.assessment.location
    return Known(result.value, result.tier, season, place)


def as_good(definition: Definition, value: Value, wanted: Value) -> bool | None:
    """Whether a value is as good as another or better; None where that cannot be told."""
    if isinstance(value, str) or isinstance(wanted, str):
        levels = list(definition.scale.levels)
        known = value in levels and wanted in levels
        return levels.index(str(value)) <= levels.index(str(wanted)) if known else None
    if value == wanted:
        return True
    if definition.direction == "range":
        return None
    return value > wanted if definition.direction == "higher" else value < wanted


def shown(definition: Definition, value: Value) -> Text:
    """A value as it is printed: a level's name, or a plain number."""
    if isinstance(value, Decimal):
        return Text.same(plain(value))
    return definition.scale.levels.get(value, Text.same(value))


def _variants(framework: Framework, entry: IndicatorEntry, unit: Unit) -> Iterator[Variant]:
    """What applies to each kind and profile that the unit may have."""
    for kind in entry.definition.kinds:
        for profile in framework.profiles.values():
            if unit.kind in ("", kind) and unit.profile in ("", profile.id) and kind in profile.kinds:
                yield entry.variant(kind, profile.id)
