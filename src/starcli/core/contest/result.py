"""The result of a contest: its parts put together by their weights, places, and ties stated as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from starcli.core.contest.contest import (
    TYPED_PLACES,
    Contestant,
    Extra,
    Part,
    Result,
    Rules,
    findings_of,
    judge_part,
    places_of,
)
from starcli.core.findings import Finding, Location, finding
from starcli.core.numbers import ZERO, divide, half_up, plain
from starcli.core.text import Text, listed

_HUNDRED = Decimal(100)
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What judges' sheets say: the parts, and points on top of everything with the place where each contestant has any.

    `title` is what stands above the first table.
    """

    title: str
    parts: tuple[Part, ...]
    extras: Mapping[Key, Extra]


@dataclass(frozen=True, slots=True)
class Decided:
    """A part with the result of each of its contestants."""

    part: Part
    results: tuple[Result, ...]

    def of(self, contestant: Contestant) -> Result | None:
        """The result of a contestant; None where the part does not have it."""
        return next((one for one in self.results if one.row.contestant.key == contestant.key), None)


@dataclass(frozen=True, slots=True)
class Total:
    """A contestant in all parts together; `total` and `place` are None where a part is without a score."""

    contestant: Contestant
    results: tuple[Result | None, ...]
    extra: Extra
    total: Decimal | None
    exact: Decimal | None
    place: int | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether a score was given that could not be taken."""
        return any(one is not None and one.is_doubtful for one in self.results)


@dataclass(frozen=True, slots=True)
class Tie:
    """Contestants that share a place; `apart` says that their scores differ before they are rounded.

    `part` names the part, where each stands by itself.
    """

    place: int
    total: Decimal
    contestants: tuple[Contestant, ...]
    apart: bool
    part: str = ""


@dataclass(frozen=True, slots=True)
class Contest:
    """The outcome: parts, totals with the best first, and who ties with whom.

    Without weights for several parts there are no totals: the parts stand beside each other.
    """

    title: str
    rules: Rules
    parts: tuple[Decided, ...]
    totals: tuple[Total, ...]
    ties: tuple[Tie, ...]
    findings: tuple[Finding, ...]

    @property
    def contestants(self) -> tuple[Contestant, ...]:
        """Everybody in any part, in the order of the sheets."""
        return contestants_of(self.parts)


def contestants_of(parts: Sequence[Decided]) -> tuple[Contestant, ...]:
    """Everybody in any part, in the order of the sheets, as first called."""
    known: dict[Key, Contestant] = {}
    for decided in parts:
        for result in decided.results:
            known.setdefault(result.row.contestant.key, result.row.contestant)
    return tuple(known.values())


def decide(judged: Judged, rules: Rules) -> Contest:
    """The outcome of a contest, and everything found on the way."""
    parts = tuple(Decided(part, judge_part(part, rules)) for part in judged.parts)
    found = [
        one for decided in parts for one in findings_of(decided.part, decided.results, rules, alone=len(parts) == 1)
    ]
    found += _about_weights(judged.parts)
    totals: tuple[Total, ...] = ()
    if len(parts) == 1 or (_weighted(judged.parts) and _whole(judged.parts)):
        totals = _placed([_total(who, parts, judged, rules) for who in contestants_of(parts)])
        found += _incomplete(parts, totals)
    ties = (
        _ties(totals)
        if totals
        else tuple(replace(tie, part=decided.part.name) for decided in parts for tie in _ties(_as_totals(decided)))
    )
    found += [_tie_finding(tie) for tie in ties]
    return Contest(judged.title, rules, parts, totals, ties, tuple(found))


def contribution(score: Decimal, part: Part) -> Decimal:
    """What a score in a part counts for in the total: its share of the highest possible score, times the weight."""
    return half_up(divide(score * (part.weight or ZERO), part.full), TYPED_PLACES)


def _total(who: Contestant, parts: Sequence[Decided], judged: Judged, rules: Rules) -> Total:
    results = tuple(decided.of(who) for decided in parts)
    extra = judged.extras.get(who.key, Extra())
    more = extra.sum
    scores = [one.score for one in results if one is not None and one.score is not None]
    exacts = [one.exact for one in results if one is not None and one.exact is not None]
    if len(scores) < len(parts) or more is None:
        return Total(who, results, extra, None, None)
    if len(parts) == 1:
        return Total(who, results, extra, half_up(scores[0] + more, rules.places), exacts[0] + more)
    pairs = list(zip(scores, exacts, [decided.part for decided in parts], strict=True))
    total = half_up(sum((contribution(score, part) for score, _, part in pairs), ZERO) + more, rules.places)
    exact = sum((divide(exact * (part.weight or ZERO), part.full) for _, exact, part in pairs), ZERO) + more
    return Total(who, results, extra, total, exact)


def _placed(totals: Sequence[Total]) -> tuple[Total, ...]:
    """The totals with their places, the best first; those without one come last, in the order of the sheets."""
    places = places_of([one.total for one in totals])
    placed = [replace(one, place=place) for one, place in zip(totals, places, strict=True)]
    return tuple(sorted(placed, key=lambda one: (one.place is None, one.place or 0)))


def _as_totals(decided: Decided) -> tuple[Total, ...]:
    """The results of a part that stands by itself."""
    return tuple(
        Total(one.row.contestant, (one,), one.row.extra, one.score, one.exact, one.place) for one in decided.results
    )


def _ties(totals: Sequence[Total]) -> tuple[Tie, ...]:
    groups: dict[int, list[Total]] = {}
    for one in totals:
        if one.place is not None:
            groups.setdefault(one.place, []).append(one)
    return tuple(
        Tie(place, tied[0].total or ZERO, tuple(one.contestant for one in tied), len({one.exact for one in tied}) > 1)
        for place, tied in sorted(groups.items())
        if len(tied) > 1
    )


def _weighted(parts: Sequence[Part]) -> bool:
    return all(part.weight is not None for part in parts)


def _whole(parts: Sequence[Part]) -> bool:
    return sum((part.weight or ZERO for part in parts), ZERO) == _HUNDRED


def _about_weights(parts: Sequence[Part]) -> list[Finding]:
    """What keeps several parts from being put together."""
    if len(parts) < 2:  # noqa: PLR2004 one part is the whole
        return []
    names = listed([Text.same(part.name) for part in parts])
    if not _weighted(parts):
        return [finding("contest-parts-without-weights", Location(parts[0].location.file), parts=names)]
    if not _whole(parts):
        total = plain(sum((part.weight or ZERO for part in parts), ZERO))
        return [finding("contest-weights-not-whole", Location(parts[0].location.file), parts=names, total=total)]
    return []


def _incomplete(parts: Sequence[Decided], totals: Sequence[Total]) -> list[Finding]:
    """Who is not in every part."""
    return [
        finding("contest-part-missing", decided.part.location, name=one.contestant.label, part=decided.part.name)
        for one in totals
        for decided, result in zip(parts, one.results, strict=True)
        if result is None
    ]


def _tie_finding(tie: Tie) -> Finding:
    names = listed([contestant.label for contestant in tie.contestants])
    code = "contest-tie-by-rounding" if tie.apart else "contest-tie"
    return finding(code, Location(sheet=tie.part), names=names, place=tie.place, total=str(tie.total))
