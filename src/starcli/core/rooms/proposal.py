"""Which room should go to which unit, and what that changes: a proposal, until people have agreed to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.numbers import ONE, ZERO
from starcli.core.rating import Rating
from starcli.core.rooms.allocation import Merit, Offer, Problem, Solved, Solver, Want
from starcli.core.rooms.credit import Credit
from starcli.core.rooms.room import Room
from starcli.core.rooms.streets import Streets, Within
from starcli.core.rooms.survey import Question, Served, Standing, rated_with

TIE_BREAKER = "taken"
"""The aim that only decides between proposals that are otherwise as good as each other."""


@dataclass(frozen=True, slots=True)
class Given:
    """So much of a room for a unit, both by their position; where nobody knows the street it is not the same."""

    room: int
    unit: int
    area: Decimal
    same_street: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """A unit that lacks area or is given some, before and after.

    `given` is what the proposal gives. `after` is the rating with that and with what is to come; None where nothing is.
    """

    served: Served
    given: Decimal
    after: Rating | None
    met: bool

    @property
    def unit(self) -> Unit:
        """The unit."""
        return self.served.unit

    @property
    def still_lacking(self) -> Decimal:
        """What it lacks after all; nothing where it has all that it needs."""
        return ZERO if self.served.lacking is None else max(ZERO, self.served.lacking - self.given)

    @property
    def rating(self) -> Rating:
        """Its rating after all."""
        return self.after or self.served.rating


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a proposal is in an aim, and what no proposal can surpass that is as good in all aims before it."""

    figure: Decimal
    bound: Decimal

    @property
    def proven(self) -> bool:
        """Whether it is shown that nothing is better."""
        return self.figure == self.bound


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for the rooms of a ledger.

    `standings` says of everybody, by position, whether the requirement is met before; `credit` to whom rooms were given
    before.
    """

    question: Question
    within: Within
    split: bool
    step: Decimal
    rooms: tuple[Room, ...]
    credit: Credit
    everyone: tuple[Member, ...]
    standings: tuple[Standing, ...]
    outlooks: tuple[Outlook, ...]
    given: tuple[Given, ...]
    qualities: Mapping[str, Quality]

    @property
    def proven(self) -> bool:
        """Whether it is shown that no proposal is better; the area taken only breaks ties."""
        return not self.open_aims

    @property
    def open_aims(self) -> tuple[str, ...]:
        """The aims of which it is not shown that nothing is better."""
        return tuple(aim for aim, quality in self.qualities.items() if aim != TIE_BREAKER and not quality.proven)

    def left_of(self, room: int) -> Decimal:
        """What is left of a room after all, whether it may be given away or not."""
        return self.rooms[room].left - sum((one.area for one in self.given if one.room == room), ZERO)

    def count(self, standing: Standing) -> int:
        """How many of everybody stand so."""
        return self.standings.count(standing)


@dataclass(frozen=True, slots=True)
class Drafter:
    """Draws proposals up: what may be given within which area, to units with which tag, and who finds the best way.

    No piece of a split room is smaller than `least`.
    """

    question: Question
    within: Within
    split: bool
    step: Decimal
    solver: Solver
    tag: str = ""
    least: Decimal = ZERO

    def given(
        self, rooms: Sequence[Room], served: Sequence[Served], streets: Streets
    ) -> tuple[tuple[Given, ...], Mapping[str, Quality]]:
        """What each unit should be given, and how good that is."""
        offers = [(at, room) for at, room in enumerate(rooms) if self._steps(room.free)]
        wants = [(at, one) for at, one in enumerate(served) if one.lacking and self._may_have(one)]
        problem = Problem(
            tuple(self._offer(room, streets) for _, room in offers), tuple(self._want(one, streets) for _, one in wants)
        )
        solved = self.solver(problem)
        pieces = [
            Given(
                offers[piece.offer][0],
                wants[piece.want][0],
                piece.size * self.step,
                not problem.away(piece.offer, piece.want),
            )
            for piece in solved.pieces
        ]
        return tuple(sorted(pieces, key=lambda one: (one.room, one.unit))), self._qualities(solved)

    def outlook(self, served: Sequence[Served], given: Sequence[Given]) -> tuple[Outlook, ...]:
        """Every unit before and after."""
        totals = [sum((one.area for one in given if one.unit == at), ZERO) for at in range(len(served))]
        return tuple(map(self._outlook, served, totals))

    def _outlook(self, served: Served, given: Decimal) -> Outlook:
        rules, more = self.question.rules, served.coming + given
        after = rated_with(served, rules, served.area + more) if more else None
        result = (after or served.rating).result(rules.indicator)
        return Outlook(served, given, after, met=bool(result.met(self.question.grade.id)))

    def _offer(self, room: Room, streets: Streets) -> Offer:
        street = streets.street(room.county, room.town)
        reach = streets.reach(room.county, room.town, self.within)
        size, splits = self._steps(room.free), self.split if room.splits is None else room.splits
        return Offer(size, street, reach, splits, max(1, min(size, self._steps(self.least))))

    def _want(self, served: Served, streets: Streets) -> Want:
        unit = served.unit
        street, reach = streets.street(unit.county, unit.town), streets.reach(unit.county, unit.town, self.within)
        return Want(self._steps(served.lacking or ZERO), street, reach)

    def _may_have(self, served: Served) -> bool:
        return not self.tag or self.tag in served.member.tags

    def _steps(self, area: Decimal) -> int:
        """An area in whole steps; what is less than one is left."""
        return int(area / self.step)

    def _qualities(self, solved: Solved) -> Mapping[str, Quality]:
        units = {aim: self.step if aim in ("covered", "taken") else ONE for aim in Merit.__dataclass_fields__}
        return {
            aim: Quality(getattr(solved.merit, aim) * unit, getattr(solved.bound, aim) * unit)
            for aim, unit in units.items()
        }
