"""Everybody in the denominators, one by one: units that are rated, that are not, and that did not report."""

from dataclasses import dataclass
from typing import Literal

from starcli.core.assessment import Unit
from starcli.core.findings import Location
from starcli.core.judgement import Result
from starcli.core.marks import Marks, rating_of, results_of
from starcli.core.rating import Rating
from starcli.core.scheme import Schemes
from starcli.core.standing import Standing

State = Literal["rated", "unrated", "missing"]


@dataclass(frozen=True, slots=True)
class Member:
    """One of everybody: a unit of the roster, or without a roster a workbook.

    `location` is its form, or its row of the roster where none came. Only rated ones have a standing, and marks where
    they were asked for. `listed_as` is the position in the roster.
    """

    unit: Unit
    state: State
    location: Location
    tags: tuple[str, ...] = ()
    standing: Standing | None = None
    marks: Marks | None = None
    listed_as: int | None = None

    def rating(self, schemes: Schemes) -> Rating | None:
        """The rating again, without cells and findings; None where the unit has none, or no marks were kept."""
        if self.standing is None or self.marks is None:
            return None
        scheme = schemes.of(self.unit.kind, self.unit.profile)
        return rating_of(self.marks, scheme, self.unit, self.standing.period, self.standing.basis)

    def results(self, schemes: Schemes) -> tuple[Result, ...] | None:
        """The results of its rating alone, which is half the work; None where the rating would be."""
        if self.standing is None or self.marks is None:
            return None
        return results_of(self.marks, schemes.of(self.unit.kind, self.unit.profile))
