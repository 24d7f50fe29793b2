"""What an audit's workbook shows: the audit with the name of its area, and the order in which its units stand."""

from dataclasses import dataclass
from functools import cached_property

from starcli.core.areas import Place, Places
from starcli.core.audit.examined import BASES, Basis
from starcli.core.audit.report import Audit, AuditedUnit
from starcli.core.district import Outsider, Unrated
from starcli.core.explain import stars
from starcli.core.findings import Finding, Location
from starcli.core.model import Framework
from starcli.core.reconcile import Missing
from starcli.core.text import Text


@dataclass(frozen=True)
class AuditReport:
    """An audit, whom it is of, and everything that was found.

    `folder` is what all files' names begin with: it is left out where cells are told. Findings are those of the run,
    of every form and of the audit. No slots: what follows from it is worked out once.
    """

    name: str
    framework: Framework
    audit: Audit
    turnout: Text
    unrated: tuple[Unrated, ...] = ()
    missing: tuple[Missing, ...] | None = None
    outside: tuple[Outsider, ...] = ()
    findings: tuple[Finding, ...] = ()
    folder: str = ""

    @property
    def listed(self) -> tuple[Finding, ...]:
        """The findings that the workbook lists: notes on single forms are left to `check`."""
        return tuple(one for one in self.findings if one.severity != "note" or one.code.startswith("audit-"))

    @cached_property
    def with_counties(self) -> bool:
        """Whether there are several counties to be told apart."""
        return len({unit.member.unit.county for unit in self.audit.units if unit.member.unit.county}) > 1

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The town of every unit, by position."""
        units = [unit.member.unit for unit in self.audit.units]
        tell = Places(units)
        return tuple(tell.of(unit) for unit in units)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Every unit by position: town by town as they came, in each town whoever claimed most too much first."""
        towns: dict[tuple[str, Place], list[int]] = {}
        for at, place in enumerate(self.places):
            towns.setdefault((self.audit.units[at].member.unit.county, place), []).append(at)
        counties = list(dict.fromkeys(county for county, _ in towns))
        ordered = sorted(towns.items(), key=lambda item: (counties.index(item[0][0]), not item[0][1].town))
        return tuple(at for _, units in ordered for at in sorted(units, key=self._how_much))

    def _how_much(self, at: int) -> tuple[object, ...]:
        unit = self.audit.units[at]
        return (unit.examined is None, -unit.amounts.over, -unit.amounts.difference, at)

    @cached_property
    def worst(self) -> tuple[int, ...]:
        """The units that claimed anything too much, by position, the most first; whoever gained stars by it leads."""
        units = self.audit.units
        over = [at for at, unit in enumerate(units) if unit.amounts.over > 0 or unit.stars > 0]
        return tuple(sorted(over, key=lambda at: (-max(units[at].stars, 0), -units[at].amounts.over, at)))

    @cached_property
    def bases(self) -> tuple[Basis, ...]:
        """The bases on which anybody is rated, in their order; imported data only where some changed anything."""
        known = {basis for unit in self.audit.units if unit.examined is not None for basis in unit.examined.bases}
        steps = {
            step.level
            for unit in self.audit.units
            if unit.examined is not None
            for line in unit.examined.lines
            for step in line.steps
        }
        return tuple(basis for basis in BASES if basis in known and (basis != "imported" or "imported" in steps))

    def stars(self, grade: str | None) -> str:
        """A grade as stars; empty where there is none."""
        return "" if grade is None else stars(self.framework.grade(grade), self.framework.grades[0])

    def kind(self, unit: AuditedUnit) -> Text | None:
        """What a unit's kind is called; None where it is not known."""
        kind = self.framework.kinds.get(unit.member.unit.kind)
        return kind.name if kind is not None else None

    def short(self, place: Location) -> str:
        """A place without the folder that all have in common."""
        return str(place).removeprefix(self.folder)
