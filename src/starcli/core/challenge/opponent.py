"""Whom a unit challenges: one of its like with a grade more, one so many places above, or whoever is named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.model import Framework
from starcli.core.numbers import ZERO
from starcli.core.roster import squeezed
from starcli.core.standing import Standing
from starcli.core.text import Text, counted


@dataclass(frozen=True, slots=True)
class Match:
    """A unit, its opponent and why it is that one; without an opponent, why there is none."""

    member: Member
    opponent: Member | None
    why: Text


Rival = tuple[Member, Standing]
_SCOPES: tuple[tuple[Callable[[Unit, Unit], bool], Text], ...] = (
    (lambda one, other: squeezed(one.county) == squeezed(other.county), Text("本县同类", "of its like in the county")),
    (lambda one, other: squeezed(one.city) == squeezed(other.city), Text("全市同类", "of its like in the city")),
)
"""Where an opponent is looked for, one after the other."""


def named(members: Sequence[Member], text: str) -> tuple[Member, ...]:
    """The units that a code or a name means; a name may have its town before it."""
    word = squeezed(text)
    by_code = tuple(member for member in members if member.unit.code and member.unit.code == word)
    return by_code or tuple(
        member
        for member in members
        if word and word in (squeezed(member.unit.name), squeezed(f"{member.unit.town}{member.unit.name}"))
    )


def find_opponent(member: Member, members: Sequence[Member], framework: Framework) -> Match:
    """The nearest unit one grade above, in the county or else in the city: the one whose total is next.

    Where none is exactly one above, the next grade that has one; where no grade above has any, the next higher total.
    """
    standing = member.standing
    if standing is None:
        raise ValueError("a unit without a rating challenges nobody")
    rivals = _rivals(member, members)
    order = [grade.id for grade in framework.grades]
    own = order.index(standing.grade)
    for up in range(1, own + 1):
        above = [rival for rival in rivals if order.index(rival[1].grade) == own - up]
        for within, where in _SCOPES:
            found = _nearest(standing, [rival for rival in above if within(member.unit, rival[0].unit)])
            if found is not None:
                en = f"{counted(up, 'grade')} above, the nearest in total {where.en}"
                return Match(member, found, Text(f"{where.zh}中高 {up} 星、总分最接近", en))
    for within, where in _SCOPES:
        higher = [rival for rival in rivals if rival[1].total > standing.total and within(member.unit, rival[0].unit)]
        found = _nearest(standing, higher)
        if found is not None:
            en = f"no higher grade: the next higher total {where.en}"
            return Match(member, found, Text(f"没有星级更高的，{where.zh}中总分高且最接近", en))
    return Match(member, None, BEST if rivals else ALONE)


def opponent_above(member: Member, members: Sequence[Member], places: int) -> Match:
    """The unit so many places above within the county; the first place where there are not so many."""
    standing = member.standing
    if standing is None:
        raise ValueError("a unit without a rating challenges nobody")
    within = _SCOPES[0][0]
    totals = [(one, s) for one, s in _rivals(member, members) if within(member.unit, one.unit)]
    place = _place(standing.total, totals)
    if place == 1:
        return Match(member, None, FIRST if totals else ALONE)
    wanted = max(place - places, 1)
    by_place = [(_place(s.total, [*totals, (member, standing)]), s, one) for one, s in totals]
    reached = max(at for at, _, _ in by_place if at <= wanted)
    opponent = min((one for at, _, one in by_place if at == reached), key=lambda one: (one.unit.code, one.unit.name))
    up = place - reached
    if place - places < 1:
        only = Text(f"上面只有 {up} 位，取第 1 名", f"only {counted(up, 'place')} above: the first")
        return Match(member, opponent, only)
    return Match(member, opponent, Text(f"本县同类高 {up} 位", f"{counted(up, 'place')} above in the county"))


ALONE = Text("没有别的已评定的同类单位，没有对手", "no other unit of its like is rated: there is no opponent")
FIRST = Text("本县同类中已是第 1 名，没有对手", "already the first of its like in the county: there is no opponent")
BEST = Text("同类中已是最好，没有对手", "already the best of its like: there is no opponent")
NAMED = Text("指定的对手", "the opponent that was named")


def _rivals(member: Member, members: Sequence[Member]) -> list[Rival]:
    """The other rated units of the same kind and profile."""
    return [
        (one, one.standing)
        for one in members
        if one is not member
        and one.standing is not None
        and (one.unit.kind, one.unit.profile) == (member.unit.kind, member.unit.profile)
    ]


def _nearest(standing: Standing, rivals: Sequence[Rival]) -> Member | None:
    """The unit whose total is the nearest of those that are no lower; where all are lower, the nearest of them."""
    if not rivals:
        return None

    def order(rival: Rival) -> tuple[bool, Decimal, str, str]:
        ahead = rival[1].total - standing.total
        return ahead < ZERO, abs(ahead), rival[0].unit.code, rival[0].unit.name

    return min(rivals, key=order)[0]


def _place(total: Decimal, others: Sequence[Rival]) -> int:
    return 1 + sum(standing.total - total > ZERO for _, standing in others)
