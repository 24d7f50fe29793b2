"""Live cells: where each stands, its formula, and the result that the engine gives it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from starcli.core.assessment import TIERS, Assessment, Tier
from starcli.core.filling import Filling
from starcli.core.formulas.asked import as_read
from starcli.core.formulas.on_return import for_form
from starcli.core.grading import Decider
from starcli.core.judgement import Result
from starcli.core.model import Grade
from starcli.core.rating import Rating, rate, rate_with
from starcli.core.scale import Value
from starcli.core.scheme import Scheme
from starcli.core.text import Text
from starcli.core.values import Figures

Cached = Decimal | int | str


REAL, SUPPOSED = "real", "supposed"
CASES = (REAL, SUPPOSED)
"""A form's ratings: as it is filled in, and with the values of the what-if column."""
BASIS = {tier: number for number, tier in enumerate(TIERS, 1)}


class Moment:
    """What a form shows at one moment: what is typed, on which basis, against which target, and what is imagined.

    `imagined` are the values of the what-if column. What is typed is read as the form's own formulas do, see
    `as_read`, unless an assessment says what it is.
    """

    def __init__(
        self,
        scheme: Scheme,
        filling: Filling,
        basis: Tier = "self",
        target: Grade | None = None,
        imagined: Mapping[str, Value] | None = None,
        assessment: Assessment | None = None,
    ) -> None:
        scheme = for_form(scheme)
        self.scheme = scheme
        self.filling = filling
        self.basis = basis
        self.target = target or scheme.grades[0]
        self.imagined = dict(imagined or {})
        self.assessment = assessment or as_read(scheme, filling)
        self.figures = Figures(self.assessment, basis, scheme.framework.facts)
        self.unchecked = {indicator.id: self.figures.unchecked(indicator) for indicator in scheme.indicators}
        self.checked = {indicator.id: self.figures.read(indicator) for indicator in scheme.indicators}
        self.rating = rate(scheme, self.assessment, basis)
        self.supposed = rate_with(self.rating, self.imagined) if self.imagined else self.rating
        self.results = {result.indicator.id: result for result in self.rating.results}
        self._supposed_results = {result.indicator.id: result for result in self.supposed.results}

    @property
    def obstacles(self) -> tuple[Decider, ...]:
        """What keeps the unit from the grade above the one that it earned."""
        above = self.scheme.grade_above(self.rating.earned.id)
        return self.rating.blocked(above) if above is not None else ()

    def case(self, case: str) -> Rating:
        """The rating in one of the `CASES`."""
        return self.rating if case == REAL else self.supposed

    def results_of(self, case: str) -> Mapping[str, Result]:
        """The results in one of the `CASES`, by indicator."""
        return self.results if case == REAL else self._supposed_results


@dataclass(frozen=True, slots=True)
class Block:
    """A table of live cells: a row for each of its keys, a column for each of its headings."""

    name: str
    title: Text
    rows: Mapping[str, Text]
    columns: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Live:
    """A cell of a block; without a formula it is a constant."""

    block: str
    row: str
    column: str
    formula: str
    value: Callable[[Moment], Cached]


class Places(Protocol):
    """Where the cells of a form are; blocks are those of the workings and of the sheets that people fill in."""

    def cell(self, block: str, row: str, column: str) -> str:
        """The address of a cell."""
        ...

    def column(self, block: str, column: str) -> str:
        """The range of a column of a block, over all of its rows."""
        ...

    def words(self, text: Text) -> str:
        """A wording as a literal in the form's language."""
        ...

    def shown(self, text: Text) -> str:
        """A wording in the form's language."""
        ...

    def across(self, block: str, row: str, first: str, last: str) -> str:
        """The range of a row of a block, from one column to another."""
        ...


def constant(block: str, row: str, column: str, value: Cached) -> Live:
    """A cell that never changes."""
    return Live(block, row, column, "", lambda _: value)
