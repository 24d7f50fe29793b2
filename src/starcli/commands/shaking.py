"""`rank --shake` and `rank --swap`: how sure places are, and how little it takes to swap two."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.batch import Batch
from starcli.core.district import Ranking
from starcli.core.everyone import Member
from starcli.core.findings import Location, finding
from starcli.core.rating import Rating
from starcli.core.roster import squeezed
from starcli.core.scheme import Schemes
from starcli.core.stability.grade_edges import grade_edges
from starcli.core.stability.reweighted import least_swap
from starcli.core.stability.stability import Shaken, Shaking, Sureness, Swapped
from starcli.core.text import Text
from starcli.numeric.shake import draw_weights, shake
from starcli.options import Call, UsageProblem

_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]?")
_MOST_DRAWS = 100_000
_PAIR = 2
_NO_WEIGHTS = Text(
    "排在后面的没有一项占优，或两者适用的指标不同：怎样调整分值都换不了位",
    "the one behind leads in nothing, or other indicators apply to it: no weights swap them",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for: a share such as `10%`, how many draws from which seed, and two units to swap."""

    share: str | None
    draws: int
    seed: int
    swap: Sequence[str]


def shaken_of(batch: Batch, rankings: Sequence[Ranking], call: Call, asked: Asked) -> Shaken:
    """How sure every ranking is. Raises `UsageProblem` for a share that is none, and for units that are not there."""
    shaking = _shaking(asked, call) if asked.share is not None else None
    schemes = Schemes(call.framework)
    members = {id(member.standing): member for member in batch.everyone if member.standing is not None}
    ratings = {key: rating for key, member in members.items() if (rating := member.rating(schemes)) is not None}
    swapped = _swapped(members, ratings, call, asked.swap) if asked.swap else None
    sure = {ranking.kind: _sureness(ranking, ratings, shaking) for ranking in rankings} if shaking else {}
    return Shaken(shaking, sure, swapped)


def _shaking(asked: Asked, call: Call) -> Shaking:
    found = _SHARE.fullmatch((asked.share or "").strip())
    share = Decimal(found[1]) / 100 if found else None
    if share is None or not 0 < share < 1:
        raise UsageProblem([finding("not-a-share", text=asked.share or "")], call.language)
    if not 1 <= asked.draws <= _MOST_DRAWS:
        raise UsageProblem([finding("draws-out-of-range", draws=asked.draws, most=_MOST_DRAWS)], call.language)
    return Shaking(share, asked.draws, asked.seed)


def _sureness(ranking: Ranking, ratings: Mapping[int, Rating], shaking: Shaking) -> Sureness:
    of_kind = [ratings[id(placed.standing)] for placed in ranking.placed]
    tables = draw_weights(of_kind[0].scheme, shaking.share, shaking.draws, shaking.seed)
    return Sureness(ranking, shake(of_kind, tables), tuple(grade_edges(rating) for rating in of_kind))


def _swapped(members: Mapping[int, Member], ratings: Mapping[int, Rating], call: Call, names: Sequence[str]) -> Swapped:
    """The swap of two units that are named by code or name."""
    if len(names) != _PAIR:
        raise UsageProblem([finding("swap-needs-two", count=len(names))], call.language)
    one, other = (_named(members, call, name) for name in names)
    behind, ahead = sorted((ratings[one], ratings[other]), key=lambda rating: rating.total)
    low, high = ((one, other) if behind is ratings[one] else (other, one)) if one != other else (one, one)
    pair = [member.standing for key in (low, high) if (member := members[key]).standing is not None]
    if behind.unit.kind != ahead.unit.kind:
        reason = Text("类型不同，分值表不同，不能比较", "they are of different kinds, each with its own weight table")
        return Swapped(pair[0], pair[1], None, reason)
    swap = least_swap(behind, ahead)
    return Swapped(pair[0], pair[1], swap, None if swap is not None else _NO_WEIGHTS)


def _named(members: Mapping[int, Member], call: Call, name: str) -> int:
    """The one rated unit of a code or name. Raises `UsageProblem`."""
    found = [
        key
        for key, member in members.items()
        if name == member.unit.code or squeezed(name) == squeezed(member.unit.name)
    ]
    if len(found) != 1:
        raise UsageProblem([finding("swap-unit-unclear", Location(), name=name, count=len(found))], call.language)
    return found[0]
