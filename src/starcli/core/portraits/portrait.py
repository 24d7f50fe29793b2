"""The portrait of each area of a level: its figures against those of the level above, and what stands out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.areas import LEVELS, Level
from starcli.core.everyone import Member
from starcli.core.model import Framework, Grade
from starcli.core.numbers import ZERO
from starcli.core.portraits.areas import Area, Key, Named, areas_of
from starcli.core.portraits.figures import Figures, Share, Tally
from starcli.core.racing.movement import Movement, movements
from starcli.core.racing.places import unit_key
from starcli.core.rating import Rating
from starcli.core.scheme import Scheme, Schemes
from starcli.core.text import Text
from starcli.core.wilson import quantile, wilson

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Attainment:
    """How many units meet the target's requirement of an indicator, here and on the level above.

    `sure` says that the difference is more than chance would make of as few units as there are here.
    """

    id: str
    name: Text
    own: Share
    above: Share | None
    sure: bool = False

    @property
    def difference(self) -> Decimal | None:
        """By how much the share here is higher, 0 to 1; None where there is nothing to compare with."""
        mine, theirs = self.own.rate, self.above.rate if self.above is not None else None
        return None if mine is None or theirs is None else mine - theirs


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of an area: its place among its like, and the indicators of which it misses the target, gates first."""

    member: Member
    movement: Movement | None
    short: tuple[str, ...]
    gates: int


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area within an area: its figures, and the indicator in which it is furthest behind the area around it."""

    area: Area
    figures: Figures
    weakest: Attainment | None


@dataclass(frozen=True, slots=True)
class Moves:
    """How units moved since the former season: those that can be compared, and the largest changes of totals.

    `new` are rated now and were not then.
    """

    compared: int
    grades_up: int
    grades_down: int
    points_up: int
    points_down: int
    new: int
    risen: tuple[Movement, ...]
    fallen: tuple[Movement, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """An area on a page. `above` is None where there is no level above, or nothing else in it.

    `units` are the rows of a town, `areas` those of a county or city; `common` are the indicators that so many units
    miss that it is a problem of the area. `moves` is None without a former season.
    """

    level: Level
    area: Area
    figures: Figures
    above: Figures | None
    above_label: Text | None
    attained: tuple[Attainment, ...]
    common: tuple[Attainment, ...]
    moves: Moves | None
    units: tuple[UnitRow, ...]
    areas: tuple[AreaRow, ...] = ()

    def strongest(self, most: int) -> tuple[Attainment, ...]:
        """The indicators in which the area is ahead by the most; without a level above, those that most units meet."""
        if self.above is None:
            return tuple(sorted(self.attained, key=lambda one: -(one.own.rate or ZERO)))[:most]
        ahead = [one for one in self.attained if (one.difference or ZERO) > ZERO]
        return tuple(sorted(ahead, key=lambda one: (-(one.difference or ZERO), -(one.own.rate or ZERO))))[:most]

    def weakest(self, most: int) -> tuple[Attainment, ...]:
        """The indicators in which the area is behind by the most; without a level above, those that fewest meet."""
        if self.above is None:
            return tuple(sorted(self.attained, key=lambda one: one.own.rate or ZERO))[:most]
        behind = [one for one in self.attained if (one.difference or ZERO) < ZERO]
        return tuple(sorted(behind, key=lambda one: (one.difference or ZERO, one.own.rate or ZERO)))[:most]


@dataclass(frozen=True, slots=True)
class Everyone:
    """Everybody of a season, and of the former one where it is known; `by_roster` says that a roster counts them."""

    members: tuple[Member, ...]
    former: tuple[Member, ...] | None = None
    by_roster: bool = False


class Painter:
    """Portraits of all areas of a level: every unit is looked at once."""

    def __init__(self, everyone: Everyone, framework: Framework, level: Level, target: Grade) -> None:
        self._framework, self._level, self._target = framework, level, target
        self._everyone, self._schemes = everyone, Schemes(framework)
        self._named = Named(member.unit for member in everyone.members)
        self._z = quantile(framework.pool.confidence)
        self._tallies: dict[tuple[Level, Key], Tally] = {}
        self._short: dict[int, tuple[tuple[str, ...], int]] = {}
        moved = movements(everyone.members, everyone.former or (), framework.board.group)
        self._moved = {unit_key(one.now.member.unit): one for one in moved}
        for member in everyone.members:
            self._add(member)

    def paint(self) -> tuple[Portrait, ...]:
        """The portrait of every area, by its code."""
        areas = areas_of(self._everyone.members, self._level, self._named)
        wider = self._wider
        around = {} if wider is None else {a.key: a for a in areas_of(self._everyone.members, wider, self._named)}
        return tuple(self._portrait(area, around) for area in areas)

    @property
    def _wider(self) -> Level | None:
        """The level above; None above the widest."""
        at = LEVELS.index(self._level) + 1
        return LEVELS[at] if at < len(LEVELS) else None

    @property
    def _narrower(self) -> Level | None:
        at = LEVELS.index(self._level)
        return LEVELS[at - 1] if at else None

    def _add(self, member: Member) -> None:
        """Take a unit into the figures of its areas."""
        rating, scheme = member.rating(self._schemes), self._scheme(member)
        for level in {self._level, self._wider or self._level, self._narrower or self._level}:
            key = (level, self._named.key(member.unit, level))
            if key not in self._tallies:
                self._tallies[key] = Tally(self._framework, self._target, by_roster=self._everyone.by_roster)
            self._tallies[key].add(member, rating, scheme)
        if rating is not None:
            self._short[id(member)] = short_boards(rating, self._target)

    def _scheme(self, member: Member) -> Scheme | None:
        """What a unit is asked; None where its kind is not known."""
        unit = member.unit
        if not unit.kind:
            return None
        usual = self._framework.default_profile(unit.kind)
        profile = unit.profile or (usual.id if usual is not None else "")
        return self._schemes.of(unit.kind, profile) if profile else None

    def _portrait(self, area: Area, around: Mapping[Key, Area]) -> Portrait:
        figures = self._tallies[self._level, area.key].figures
        above_area = around.get(area.key[:-1])
        if above_area is not None and len(above_area.members) == len(area.members):
            above_area = None
        above = self._tallies[self._wider or self._level, area.key[:-1]].figures if above_area is not None else None
        attained = self._attained(figures, above)
        return Portrait(
            level=self._level,
            area=area,
            figures=figures,
            above=above,
            above_label=above_area.label if above_area is not None else None,
            attained=attained,
            common=tuple(self._common(attained)),
            moves=self._moves(area) if self._everyone.former is not None else None,
            units=tuple(self._units(area)) if self._narrower is None else (),
            areas=tuple(self._areas(area, figures)) if self._narrower is not None else (),
        )

    def _attained(self, figures: Figures, above: Figures | None) -> tuple[Attainment, ...]:
        return tuple(
            self._attainment(key, share, above.attained.get(key) if above is not None else None)
            for key, share in figures.attained.items()
        )

    def _attainment(self, key: str, own: Share, above: Share | None) -> Attainment:
        sure = False
        if above is not None and above.rate is not None:
            interval = wilson(own.count, own.of, self._z)
            sure = not interval.low <= above.rate <= interval.high
        return Attainment(key, self._framework.entries[key].definition.name, own, above, sure)

    def _common(self, attained: Iterable[Attainment]) -> list[Attainment]:
        """Where so many units miss the target that it is common, the most frequent first."""
        rules = self._framework.pool
        missing = [(one.own.of - one.own.count, one) for one in attained]
        found = [(count, one) for count, one in missing if count >= rules.units and _is_share(count, one, rules.share)]
        return [one for _, one in sorted(found, key=lambda pair: (pair[1].own.rate or ZERO, -pair[0]))]

    def _units(self, area: Area) -> list[UnitRow]:
        """The units of a town: kind by kind, the best first, then those without a rating."""
        kinds = (*self._framework.kinds, "")

        def order(member: Member) -> tuple[object, ...]:
            total = member.standing.total if member.standing is not None else ZERO
            return (kinds.index(member.unit.kind), member.state != "rated", -total, member.unit.code, member.unit.name)

        rows = []
        for member in sorted(area.members, key=order):
            short, gates = self._short.get(id(member), ((), 0))
            moved = self._moved.get(unit_key(member.unit)) if member.standing is not None else None
            rows.append(UnitRow(member, moved, short, gates))
        return rows

    def _areas(self, area: Area, around: Figures) -> list[AreaRow]:
        narrower = self._narrower
        rows = []
        for each in areas_of(area.members, narrower, self._named) if narrower is not None else ():
            figures = self._tallies[narrower, each.key].figures  # type: ignore[index]  # there is one in the loop
            behind = [one for one in self._attained(figures, around) if (one.difference or ZERO) < ZERO]
            weakest = min(behind, key=lambda one: (one.difference or ZERO, one.own.rate or ZERO), default=None)
            rows.append(AreaRow(each, figures, weakest))
        return rows

    def _moves(self, area: Area) -> Moves:
        keys = [unit_key(member.unit) for member in area.members if member.standing is not None]
        moved = [self._moved[key] for key in keys]
        pairs = [(one.points_up, one) for one in moved]
        points = [(points, one) for points, one in pairs if points is not None]
        grades = [up for one in moved if (up := one.grades_up(self._framework.grades)) is not None]
        best = sorted(points, key=lambda pair: (-pair[0], pair[1].now.member.unit.code))
        return Moves(
            compared=len(points),
            grades_up=sum(up > 0 for up in grades),
            grades_down=sum(up < 0 for up in grades),
            points_up=sum(up > ZERO for up, _ in points),
            points_down=sum(up < ZERO for up, _ in points),
            new=len(moved) - len(points),
            risen=tuple(one for up, one in best if up > ZERO),
            fallen=tuple(one for up, one in reversed(best) if up < ZERO),
        )


def short_boards(rating: Rating, target: Grade) -> tuple[tuple[str, ...], int]:
    """The indicators of which a unit misses the target, gates first and then by the points lost; and how many gates."""
    missed = [result for result in rating.results if result.met(target.id) is False]
    gates = [result for result in missed if target.id in result.indicator.gates]
    ordered = sorted(missed, key=lambda result: (target.id not in result.indicator.gates, -result.lost))
    return tuple(result.indicator.id for result in ordered), len(gates)


def portraits(everyone: Everyone, framework: Framework, level: Level, target: Grade) -> Sequence[Portrait]:
    """The portrait of every area of a level, by its code."""
    return Painter(everyone, framework, level, target).paint()


def _is_share(count: int, one: Attainment, share: Decimal) -> bool:
    """Whether so many units are at least so many per cent of those whom an indicator is asked of."""
    return count * _HUNDRED >= share * one.own.of
