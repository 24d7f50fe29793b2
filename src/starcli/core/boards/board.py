"""The board of many units: everybody rated in their places, with movement and lists, and everybody else."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.areas import LEVELS
from starcli.core.assessment import Tier
from starcli.core.boards.card import Card, CardOf
from starcli.core.boards.stars import held_back
from starcli.core.district import Turnout
from starcli.core.everyone import Member
from starcli.core.model import Framework
from starcli.core.numbers import ZERO, divide, half_up
from starcli.core.racing.lists import listed
from starcli.core.racing.movement import Movement, movements
from starcli.core.racing.places import Group, unit_key
from starcli.core.racing.rules import BoardList, GroupKey, ListSort
from starcli.core.standing import Standing
from starcli.core.text import Text

KEY_NAMES = {
    "city": Text("市", "city"),
    "county": Text("县(市、区)", "county"),
    "town": Text("镇街", "town"),
    "kind": Text("类型", "kind"),
    "profile": Text("分类", "profile"),
}
_NOWHERE = Text("未归属", "unplaced")
_LIST_ORDER: tuple[ListSort, ...] = ("best", "risen", "worst")


@dataclass(frozen=True, slots=True)
class Row:
    """A rated unit: its movement in each grouping, the lists it is on, its card, and what holds back its grade."""

    member: Member
    standing: Standing
    movements: tuple[Movement, ...]
    lists: tuple[BoardList, ...]
    card: Card
    held: Text | None = None


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """Units that are compared with each other: how many are rated, and the mean score of each dimension, by id."""

    group: Group
    size: int
    means: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Board:
    """Everybody's figures at one time.

    Rows stand in the order of the first grouping, best first in each group; `groups` are those of each grouping, in
    its order. `others` are in the denominators without a rating; `compared` says whether a former season is known.
    `periods` are those that forms say, that of most forms first.
    """

    name: str
    framework: Framework
    basis: Tier
    periods: tuple[str, ...]
    turnout: Turnout
    rows: tuple[Row, ...]
    others: tuple[Member, ...]
    groups: tuple[tuple[GroupSummary, ...], ...]
    compared: bool

    @property
    def groupings(self) -> tuple[tuple[GroupKey, ...], ...]:
        """What units of one group share, the first of these being the one that lists go by."""
        return self.framework.board.groups

    @property
    def lists(self) -> tuple[BoardList, ...]:
        """The lists that are published, the best first and the worst last."""
        return tuple(sorted(self.framework.board.lists, key=lambda known: _LIST_ORDER.index(known.sort)))


@dataclass(frozen=True, slots=True)
class Season:
    """Everybody of a run, and how many of them there are."""

    everyone: tuple[Member, ...]
    turnout: Turnout


def board_of(
    name: str, framework: Framework, basis: Tier, season: Season, former: Sequence[Member] | None, card_of: CardOf
) -> Board:
    """The board of a season; `former` is everybody of the season before, None where none is known."""
    rules = framework.board
    by_grouping = [movements(season.everyone, former or (), keys) for keys in rules.groups]
    cards = {unit_key(each.now.member.unit): card_of(each.now.member) for each in by_grouping[0]}
    known = [{unit_key(each.now.member.unit): each for each in some} for some in by_grouping]
    lists = listed(by_grouping[0], rules.lists)
    rows = tuple(
        Row(
            each.now.member,
            each.now.standing,
            tuple(some[key] for some in known),
            lists.get(key, ()),
            card,
            held_back(each, framework),
        )
        for each in by_grouping[0]
        for key in (unit_key(each.now.member.unit),)
        if (card := cards[key]) is not None
    )
    return Board(
        name=name,
        framework=framework,
        basis=basis,
        periods=periods_of(row.standing for row in rows),
        turnout=season.turnout,
        rows=rows,
        others=tuple(member for member in season.everyone if member.state != "rated"),
        groups=tuple(_groups(some, cards, framework.rounding.dimension) for some in by_grouping),
        compared=former is not None,
    )


def periods_of(standings: Iterable[Standing]) -> tuple[str, ...]:
    """The periods that forms say, that of most of them first; of as many the later."""
    said = Counter(standing.period for standing in standings if standing.period)
    return tuple(sorted(said, key=lambda period: (said[period], period), reverse=True))


def group_name(group: Group, keys: Sequence[GroupKey], framework: Framework) -> Text:
    """What a group is called: `淳安县·村`."""
    parts = [_part(value, key, framework) for value, key in zip(group, keys, strict=True)]
    return Text("·".join(part.zh for part in parts), " · ".join(part.en for part in parts))


def grouping_name(keys: Iterable[GroupKey]) -> Text:
    """What a grouping is called: `县(市、区)·类型`."""
    names = [KEY_NAMES[key] for key in keys]
    return Text("·".join(name.zh for name in names), " · ".join(name.en for name in names))


def _part(value: str, key: GroupKey, framework: Framework) -> Text:
    if key in LEVELS:
        return Text.same(value) if value else _NOWHERE
    known = framework.kinds.get(value) if key == "kind" else framework.profiles.get(value)
    return known.name if known is not None else Text.same(value)


def _groups(some: Iterable[Movement], cards: Mapping[str, Card | None], places: int) -> tuple[GroupSummary, ...]:
    """The groups of a grouping, in their order."""
    found: dict[Group, list[Card]] = {}
    for each in some:
        card = cards[unit_key(each.now.member.unit)]
        if card is not None:
            found.setdefault(each.now.group, []).append(card)
    return tuple(GroupSummary(group, len(of_group), _means(of_group, places)) for group, of_group in found.items())


def _means(cards: Iterable[Card], places: int) -> Mapping[str, Decimal]:
    """The mean score of each dimension, of the units that it applies to."""
    scores: dict[str, list[Decimal]] = {}
    for card in cards:
        for dimension in card.dimensions:
            if dimension.score is not None:
                scores.setdefault(dimension.id, []).append(dimension.score)
    return {key: half_up(divide(sum(some, ZERO), Decimal(len(some))), places) for key, some in scores.items()}
