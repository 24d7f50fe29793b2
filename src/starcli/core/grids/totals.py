"""The grids of many units: totals of a town, a county or everybody, and who has not handed in a ledger."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.areas import Place, Places
from starcli.core.assessment import Unit
from starcli.core.grids.posts import POSTS, Post
from starcli.core.grids.state import SIZES, Size, UnitState
from starcli.core.numbers import divide, half_up
from starcli.core.text import Text

_SHARE_PLACES = 4
_MEAN_PLACES = 1
WHOLE = Text("合计", "Total")


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of an area. `missing` are the units that handed in no ledger, None where no roster says who should.

    `measured` are the grids whose households are known, `incomplete` those that lack a function, `without_party` those
    known to have no Party group.
    """

    name: Text
    units: int
    missing: int | None
    grids: int
    measured: int
    households: int
    sizes: Mapping[Size, int]
    vacancies: Mapping[Post, int]
    incomplete: int
    without_party: int

    @property
    def within(self) -> int:
        """The grids that meet the standard, exempt ones among them."""
        return self.sizes["in-range"] + self.sizes["exempt"]

    @property
    def share(self) -> Decimal | None:
        """The share of grids that meet the standard, 0 to 1; None without any grid."""
        return half_up(divide(Decimal(self.within), Decimal(self.grids)), _SHARE_PLACES) if self.grids else None

    @property
    def mean(self) -> Decimal | None:
        """The mean households of the grids whose households are known; None without any."""
        if not self.measured:
            return None
        return half_up(divide(Decimal(self.households), Decimal(self.measured)), _MEAN_PLACES)

    @property
    def to_fill(self) -> int:
        """All posts that nobody has."""
        return sum(self.vacancies.values())


def tally(name: Text, states: Iterable[UnitState], missing: int | None) -> Tally:
    """The figures of some units together."""
    sizes: Counter[Size] = Counter()
    vacancies: Counter[Post] = Counter()
    units = measured = households = incomplete = without_party = 0
    for state in states:
        units += 1
        households += state.ledger.households
        for grid in state.grids:
            sizes[grid.size] += 1
            measured += grid.grid.households is not None
            vacancies.update(grid.lacking)
            incomplete += bool(grid.missing)
            without_party += grid.party_group is False
    return Tally(
        name=name,
        units=units,
        missing=missing,
        grids=sizes.total(),
        measured=measured,
        households=households,
        sizes={size: sizes[size] for size in SIZES},
        vacancies={post: vacancies[post] for post in POSTS},
        incomplete=incomplete,
        without_party=without_party,
    )


@dataclass(frozen=True, slots=True)
class Totals:
    """Everybody's figures, those of each county where there are several, and those of each town."""

    whole: Tally
    counties: tuple[Tally, ...]
    towns: Mapping[Place, Tally]


def total_up(states: Sequence[UnitState], missing: Sequence[Unit] | None) -> Totals:
    """The totals of some units, with those that handed in nothing; None where nobody says who should have."""
    absent = missing or ()
    places = Places((*(state.ledger.unit for state in states), *absent))
    by_town: dict[Place, list[UnitState]] = {}
    for state in states:
        by_town.setdefault(places.of(state.ledger.unit), []).append(state)
    gone = Counter(places.of(unit) for unit in absent)
    for place in gone:
        by_town.setdefault(place, [])
    known = missing is not None
    towns = {
        place: tally(Text.same(str(place)), some, gone[place] if known else None) for place, some in by_town.items()
    }
    return Totals(tally(WHOLE, states, len(absent) if known else None), _by_county(states, missing), towns)


def _by_county(states: Sequence[UnitState], missing: Sequence[Unit] | None) -> tuple[Tally, ...]:
    """The figures of each county; none where there is one only, or not everybody says where it lies."""
    names = dict.fromkeys([*(state.ledger.unit.county for state in states), *(unit.county for unit in missing or ())])
    if len(names) == 1:
        return ()
    gone = Counter(unit.county for unit in missing or ())
    by_name: dict[str, list[UnitState]] = {name: [] for name in names}
    for state in states:
        by_name[state.ledger.unit.county].append(state)
    return tuple(
        tally(Text.same(name), some, gone[name] if missing is not None else None) for name, some in by_name.items()
    )
