"""What a change between two neighbouring seasons is made of: correction, rule change and real change.

Published then -> correction -> the former forms as they are now -> rule change -> the same forms by this season's
framework -> real change -> this season's forms. The parts are differences of one chain, so they add up to the change
digit for digit. Taken the other way round, real change first and the rules after it, the two parts may differ: how
much shows how far the answer depends on the order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import Unit
from starcli.core.standing import Standing


@dataclass(frozen=True, slots=True)
class Stage:
    """A total, and the grade that the figures earn."""

    total: Decimal
    grade: str

    @classmethod
    def of(cls, standing: Standing) -> "Stage":
        """The stage that a standing is."""
        return cls(standing.total, standing.grade)


@dataclass(frozen=True, slots=True)
class Split:
    """The change of one unit from a former season to this one.

    `published` is what the former season said, frozen or not; `former` its forms as they are now by its own framework,
    `ruled` the same forms by this season's framework, `now` this season's forms, `reverse` these by the former one.
    """

    unit: Unit
    published: Stage
    former: Stage
    ruled: Stage
    now: Stage
    reverse: Stage | None = None
    kind_changed: bool = False

    @property
    def change(self) -> Decimal:
        """The whole change."""
        return self.now.total - self.published.total

    @property
    def correction(self) -> Decimal:
        """What became of the former season's forms since it was published."""
        return self.former.total - self.published.total

    @property
    def rules(self) -> Decimal:
        """What the former forms gain by this season's framework."""
        return self.ruled.total - self.former.total

    @property
    def real(self) -> Decimal:
        """What this season's forms gain on the former ones, both by this season's framework."""
        return self.now.total - self.ruled.total

    @property
    def real_first(self) -> Decimal | None:
        """The real change by the former framework; None where this season's forms cannot be rated by it."""
        return self.reverse.total - self.former.total if self.reverse is not None else None

    @property
    def rules_last(self) -> Decimal | None:
        """What this season's forms gain by this season's framework."""
        return self.now.total - self.reverse.total if self.reverse is not None else None

    @property
    def by_order(self) -> Decimal | None:
        """How much less is real when the rules come last."""
        return self.real_first - self.real if self.real_first is not None else None


Stages = Mapping[str, Stage]
"""What units have, by their keys."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The stages of all units between two seasons; `units` are those of this season, `units_before` the former ones."""

    units: Mapping[str, Unit]
    units_before: Mapping[str, Unit]
    published: Stages
    former: Stages
    ruled: Stages
    now: Stages
    reverse: Stages

    def splits(self) -> tuple[Split, ...]:
        """The split of every unit that has all stages but the reverse one."""
        found = []
        for key, now in self.now.items():
            stages = [each.get(key) for each in (self.published, self.former, self.ruled)]
            published, former, ruled = stages
            if published is None or former is None or ruled is None:
                continue
            unit, before = self.units[key], self.units_before[key]
            changed = unit.kind != before.kind
            found.append(Split(unit, published, former, ruled, now, self.reverse.get(key), changed))
        return tuple(found)

    def left_out(self) -> tuple[Unit, ...]:
        """The units of both seasons whose change cannot be split: a stage between is lacking."""
        between = (self.former, self.ruled)
        return tuple(
            self.units[key] for key in self.now if key in self.published and any(key not in stage for stage in between)
        )
