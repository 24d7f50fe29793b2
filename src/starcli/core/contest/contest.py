"""An arena contest: judges' scores, the highest and lowest dropped, the mean of the rest, plus and minus.

A score that nobody gave, or that cannot be taken as it stands, is never replaced by another one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from starcli.core.findings import Finding, Location, finding
from starcli.core.numbers import ZERO, divide, half_up, plain
from starcli.core.roster import squeezed
from starcli.core.text import Text, listed

Fate = Literal["counts", "highest", "lowest", "absent", "unusable"]
StatedSort = Literal["mean", "score", "place"]

TYPED_PLACES = 6
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """How many highest and how many lowest scores are dropped, and to how many decimals a mean is taken.

    `fewest` and `most` are the numbers of judges that such contests have.
    """

    drop: int = 1
    places: int = 2
    fewest: int = 11
    most: int = 31

    @property
    def least(self) -> int:
        """The fewest scores of which a mean is taken."""
        return 2 * self.drop + 1


@dataclass(frozen=True, slots=True)
class Contestant:
    """Who is judged: a unit, a person, or only a number. Empty texts are not known."""

    number: str = ""
    name: str = ""
    person: str = ""
    town: str = ""
    code: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What is the same on every sheet that has the contestant."""
        if self.name or self.person:
            return squeezed(self.town), squeezed(self.name), squeezed(self.person)
        return "", "", "", squeezed(self.code or self.number)

    @property
    def label(self) -> Text:
        """How the contestant is called."""
        told = " ".join(part for part in (self.name, self.person) if part)
        return Text.same(told) if told else Text(f"{self.number or self.code} 号", f"no. {self.number or self.code}")


@dataclass(frozen=True, slots=True)
class Score:
    """What a judge gave: a number, nothing, or something that cannot be taken; and the cell in which it stands."""

    value: Decimal | None
    raw: str
    location: Location

    @property
    def is_absent(self) -> bool:
        """Whether the judge gave none."""
        return self.value is None and not self.raw


@dataclass(frozen=True, slots=True)
class Stated:
    """A result that the sheet states itself."""

    value: Decimal
    location: Location


@dataclass(frozen=True, slots=True)
class Extra:
    """Points that are added and taken off; None where what stands there cannot be read."""

    plus: Decimal | None = ZERO
    minus: Decimal | None = ZERO

    @property
    def sum(self) -> Decimal | None:
        """What comes on top of the mean; None where it is not known."""
        return None if self.plus is None or self.minus is None else self.plus - self.minus


@dataclass(frozen=True, slots=True)
class Row:
    """A contestant in one part: a score of each judge, or one `given` in all where there are no judges.

    One that stands there `twice` has no result: nobody knows which of the rows is meant.
    """

    contestant: Contestant
    location: Location
    scores: tuple[Score, ...] = ()
    extra: Extra = field(default_factory=Extra)
    given: Score | None = None
    stated: Mapping[StatedSort, Stated] = field(default_factory=dict)
    twice: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the contest: its judges, its rows, the highest possible score, and its weight in per cent, if stated.

    `titles` are other texts by which it may be meant: the sheet's name and what stands above the table.
    """

    name: str
    judges: tuple[str, ...]
    rows: tuple[Row, ...]
    full: Decimal
    weight: Decimal | None
    location: Location
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What a contestant has in one part; `score` is the mean with plus and minus, None where there is none.

    `exact` is the score without rounding. `place` is among all that have a score in this part.
    """

    row: Row
    fates: tuple[Fate, ...]
    counted: int
    mean: Decimal | None
    exact: Decimal | None
    score: Decimal | None
    place: int | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether a score was given that could not be taken."""
        given = self.row.given
        return "unusable" in self.fates or (given is not None and given.value is None and not given.is_absent)


def judge_part(part: Part, rules: Rules) -> tuple[Result, ...]:
    """The result of every contestant in a part, in the order of its rows, with places."""
    results = [_result(row, rules) for row in part.rows]
    places = places_of([result.score for result in results])
    return tuple(
        Result(r.row, r.fates, r.counted, r.mean, r.exact, r.score, place)
        for r, place in zip(results, places, strict=True)
    )


def _result(row: Row, rules: Rules) -> Result:
    fates = fates_of(row.scores, rules)
    usable = [score.value for score in row.scores if score.value is not None]
    if row.given is not None:
        exact = row.given.value
        counted = int(exact is not None)
    else:
        kept = [s.value for s, fate in zip(row.scores, fates, strict=True) if fate == "counts" and s.value is not None]
        counted = len(kept)
        exact = divide(sum(kept, ZERO), Decimal(counted)) if len(usable) >= rules.least else None
    mean = None if exact is None else half_up(exact, rules.places)
    extra = None if row.twice else row.extra.sum
    score = None if mean is None or extra is None else half_up(mean + extra, rules.places)
    whole = None if exact is None or extra is None else exact + extra
    return Result(row, fates, counted if mean is not None else 0, mean, whole, score)


def fates_of(scores: Sequence[Score], rules: Rules) -> tuple[Fate, ...]:
    """What becomes of each score.

    Of equal ones the first is dropped as the highest and the last as the lowest; none is where there are too few.
    """
    fates: list[Fate] = ["absent" if s.is_absent else "unusable" if s.value is None else "counts" for s in scores]
    usable = [(score.value, at) for at, score in enumerate(scores) if score.value is not None]
    if len(usable) < rules.least:
        return tuple(fates)
    ordered = sorted(usable, key=lambda one: (-one[0], one[1]))
    for _, at in ordered[: rules.drop]:
        fates[at] = "highest"
    for _, at in ordered[len(ordered) - rules.drop :]:
        fates[at] = "lowest"
    return tuple(fates)


def places_of(values: Sequence[Decimal | None]) -> tuple[int | None, ...]:
    """The place of each value, the highest first; equal ones share a place and the next is skipped (1, 2, 2, 4)."""
    known = sorted((value for value in values if value is not None), reverse=True)
    first = {value: place for place, value in reversed(list(enumerate(known, 1)))}
    return tuple(None if value is None else first[value] for value in values)


def findings_of(part: Part, results: Sequence[Result], rules: Rules, *, alone: bool) -> tuple[Finding, ...]:
    """Who has no result and why, which judges gave none or always the same, and what the sheet states otherwise.

    Of a part that is not `alone`, nobody knows whether the sheet's own final score is weighted.
    """
    found: list[Finding] = []
    for result in results:
        found += _about(part, result, rules)
        found += _stated_otherwise(result, rules, () if alone else ("score",))
    return (*_about_judges(part, rules), *found)


def _about(part: Part, result: Result, rules: Rules) -> Iterable[Finding]:
    row, name = result.row, result.row.contestant.label
    if row.twice:
        return
    absent = [judge for judge, score in zip(part.judges, row.scores, strict=True) if score.is_absent]
    usable = sum(score.value is not None for score in row.scores)
    if row.given is None and usable < rules.least:
        yield finding("contest-too-few-scores", row.location, name=name, count=usable, least=rules.least)
    elif absent:
        place = next(score.location for score in row.scores if score.is_absent)
        yield finding("contest-score-absent", place, name=name, count=len(absent), judges=_names(absent))
    if row.given is not None and row.given.is_absent:
        yield finding("contest-too-few-scores", row.given.location, name=name, count=0, least=1)


def _stated_otherwise(result: Result, rules: Rules, skipped: Sequence[StatedSort]) -> Iterable[Finding]:
    """What the sheet says of its own result and the rules do not."""
    name = result.row.contestant.label
    place = None if result.place is None else Decimal(result.place)
    ours: Mapping[StatedSort, Decimal | None] = {"mean": result.mean, "score": result.score, "place": place}
    for sort, stated in result.row.stated.items():
        known = ours[sort]
        if sort not in skipped and known is not None and half_up(stated.value, rules.places) != known:
            figures = {"stated": plain(stated.value), "ours": plain(known)}
            yield finding("contest-stated-otherwise", stated.location, name=name, what=STATED_NAMES[sort], **figures)


def _about_judges(part: Part, rules: Rules) -> Iterable[Finding]:
    count = len(part.judges)
    if count and not rules.fewest <= count <= rules.most:
        limits = {"fewest": rules.fewest, "most": rules.most}
        yield finding("contest-judges-count", part.location, part=part.name, count=count, **limits)
    for at, judge in enumerate(part.judges):
        given = [row.scores[at] for row in part.rows if row.scores[at].value is not None]
        if len(given) >= rules.least and len({score.value for score in given}) == 1:
            value = given[0].value or ZERO
            details = {"judge": judge, "value": plain(value)}
            yield finding("contest-judge-all-the-same", given[0].location, count=len(given), **details)


STATED_NAMES: Mapping[StatedSort, Text] = {
    "mean": Text("平均分", "mean"),
    "score": Text("最后得分", "final score"),
    "place": Text("名次", "place"),
}


def _names(names: Sequence[str]) -> Text:
    shown = listed([Text.same(name) for name in names[:_NAMED]])
    return Text(f"{shown.zh}等", f"{shown.en}, …") if len(names) > _NAMED else shown
