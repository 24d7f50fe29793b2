"""Arena contests: what is dropped, what counts, how parts are put together, and what is never guessed."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from starcli.core.contest.contest import (
    Contestant,
    Extra,
    Fate,
    Part,
    Row,
    Rules,
    Score,
    Stated,
    StatedSort,
    fates_of,
    places_of,
)
from starcli.core.contest.result import Contest, Judged, decide
from starcli.core.findings import Location

SHEET = Location("j.xlsx", "S")
WORDS = {"h": "highest", "l": "lowest", "c": "counts", "a": "absent", "u": "unusable"}


def scores(text: str) -> tuple[Score, ...]:
    """Scores in a line: a number, `-` where a judge gave none, `?` where nobody can read it."""
    return tuple(
        Score(None, "" if word == "-" else word, SHEET)
        if word in ("-", "?")
        else Score(Decimal(word), word, SHEET.at(f"C{at}"))
        for at, word in enumerate(text.split())
    )


def row(name: str, text: str, plus: str | None = "0", minus: str = "0") -> Row:
    """A contestant with scores and points on top; None for points that cannot be read."""
    extra = Extra(None if plus is None else Decimal(plus), Decimal(minus))
    return Row(Contestant(name=name), SHEET.at("A1"), scores(text), extra)


def part(*rows: Row, name: str = "演讲", weight: str | None = None, full: str = "100") -> Part:
    """A part with judges numbered from one."""
    judges = tuple(f"评委{at}" for at in range(1, len(rows[0].scores) + 1))
    return Part(name, judges, rows, Decimal(full), None if weight is None else Decimal(weight), SHEET)


def outcome(*parts: Part, rules: Rules | None = None, extras: dict[str, Extra] | None = None) -> Contest:
    """The outcome of some parts; few judges are nothing to speak of."""
    known = {Contestant(name=name).key: extra for name, extra in (extras or {}).items()}
    return decide(Judged("赛", parts, known), rules or Rules(fewest=1))


def totals(contest: Contest) -> list[tuple[int | None, str, str | None]]:
    """Place, name and total of everybody, the best first."""
    return [(one.place, one.contestant.name, None if one.total is None else str(one.total)) for one in contest.totals]


def codes(contest: Contest) -> list[str]:
    """What was found."""
    return [found.code for found in contest.findings]


@pytest.mark.parametrize(
    ("given", "drop", "fates"),
    [
        ("90 95 80 88", 1, "chlc"),
        ("90 95 80 88", 0, "cccc"),
        ("95 90 95 80 80", 1, "hcccl"),
        ("90 90 90", 1, "hcl"),
        ("90 90 90 90 90", 2, "hhcll"),
        ("90 - 80 ? 70", 1, "hacul"),
        ("90 80", 1, "cc"),
        ("90 - -", 1, "caa"),
        ("1 2 3 4 5 6", 2, "llcchh"),
        ("- - -", 1, "aaa"),
    ],
)
def test_what_becomes_of_each_score(given: str, drop: int, fates: str) -> None:
    """Of equal scores the first is the highest and the last the lowest; with too few left none is dropped."""
    wanted: tuple[Fate, ...] = tuple(WORDS[letter] for letter in fates)  # type: ignore[misc]
    assert fates_of(scores(given), Rules(drop)) == wanted


@pytest.mark.parametrize(
    ("given", "rules", "mean"),
    [
        ("90 95 80 88", Rules(), "89.00"),
        ("90 91 92 88 85", Rules(), "89.67"),
        ("90.01 90 90.02 90 95 10", Rules(), "90.01"),
        ("90.005 90.005 90.005 95 10", Rules(), "90.01"),
        ("90.004 90.004 90.006 95 10", Rules(places=3), "90.005"),
        ("90 95 80 88", Rules(drop=0, places=0), "88"),
        ("100 90 80 70 60 50", Rules(drop=2), "75.00"),
        ("90 - 80 ? 70", Rules(), "80.00"),
    ],
)
def test_the_mean_is_half_up_of_what_counts(given: str, rules: Rules, mean: str) -> None:
    """The mean of what is left is rounded half up to the stated decimals."""
    (one,) = outcome(part(row("甲", given)), rules=rules).parts[0].results
    assert str(one.mean) == mean


def test_plus_and_minus_come_on_top_of_the_mean() -> None:
    """What is added and taken off is added and taken off once the mean is rounded."""
    found = outcome(part(row("甲", "90 91 92 88 85", "1.5", "0.25"), row("乙", "90 90 90 90 90")))
    assert totals(found) == [(1, "甲", "90.92"), (2, "乙", "90.00")]


@pytest.mark.parametrize(
    ("values", "places"),
    [
        (["9", "8", "8", "7"], [1, 2, 2, 4]),
        (["8", None, "9"], [2, None, 1]),
        (["8.0", "8.00"], [1, 1]),
        ([], []),
        ([None], [None]),
    ],
)
def test_equal_totals_share_a_place(values: Sequence[str | None], places: Sequence[int | None]) -> None:
    """The next place after a tie is skipped; who has no total has no place."""
    assert places_of([None if value is None else Decimal(value) for value in values]) == tuple(places)


def test_ties_are_stated_and_not_broken() -> None:
    """Who shares a place with whom is said, and so is a tie that rounding made."""
    found = outcome(
        part(
            row("甲", "90 90 90 90"),
            row("乙", "91 90 90 89"),
            row("丙", "80.004 80 80 80"),
            row("丁", "80 80.004 80.004 80"),
        )
    )
    told = [(tie.place, [who.name for who in tie.contestants], tie.apart) for tie in found.ties]
    assert told == [(1, ["甲", "乙"], False), (3, ["丙", "丁"], True)]
    assert codes(found) == ["contest-tie", "contest-tie-by-rounding"]


def test_too_few_scores_give_no_result() -> None:
    """With one highest and one lowest dropped at least three scores are needed."""
    found = outcome(part(row("甲", "90 91 -"), row("乙", "90 91 92")))
    assert totals(found) == [(1, "乙", "91.00"), (None, "甲", None)]
    assert codes(found) == ["contest-too-few-scores"]


def test_an_absent_judge_is_named() -> None:
    """The others' scores count, and who gave none is said."""
    found = outcome(part(row("甲", "90 - 92 93"), row("乙", "90 91 92 93")))
    (one,) = found.findings
    assert (one.code, dict(one.details)["count"]) == ("contest-score-absent", 1)
    assert "评委2" in one.message("zh")
    assert totals(found)[0][2] == "92.00"


def test_a_score_that_cannot_be_taken_leaves_a_doubt() -> None:
    """The result is made of the others, and marked."""
    found = outcome(part(row("甲", "90 ? 92 93"), row("乙", "80 81 82 83")))
    assert [one.is_doubtful for one in found.totals] == [True, False]


def test_points_that_cannot_be_read_give_no_result() -> None:
    """Nobody is placed by a mean alone where something was to be added."""
    assert totals(outcome(part(row("甲", "90 91 92", None), row("乙", "80 81 82")))) == [
        (1, "乙", "81.00"),
        (None, "甲", None),
    ]


def test_a_contestant_who_stands_there_twice_has_no_result() -> None:
    """Nobody knows which of two rows is meant."""
    twice = replace(row("甲", "90 91 92"), twice=True)
    assert totals(outcome(part(twice, row("乙", "80 81 82")))) == [(1, "乙", "81.00"), (None, "甲", None)]


def test_parts_are_put_together_by_their_weights() -> None:
    """A part counts by its share of the highest possible score, whatever that is."""
    found = outcome(
        part(row("甲", "90 90 90"), row("乙", "80 80 80"), weight="40"),
        part(row("甲", "7 7 7"), row("乙", "9 9 9"), name="现场", weight="60", full="10"),
    )
    assert totals(found) == [(1, "乙", "86.00"), (2, "甲", "78.00")]


def test_points_on_top_of_everything() -> None:
    """What is added to the whole is added after the weights."""
    found = outcome(
        part(row("甲", "90 90 90"), weight="40"),
        part(row("甲", "80 80 80"), name="现场", weight="60"),
        extras={"甲": Extra(Decimal(2), Decimal("0.5"))},
    )
    assert totals(found) == [(1, "甲", "85.50")]


@pytest.mark.parametrize(
    ("weights", "code"),
    [(("40", None), "contest-parts-without-weights"), (("40", "50"), "contest-weights-not-whole")],
)
def test_without_whole_weights_there_is_no_total(weights: tuple[str | None, str | None], code: str) -> None:
    """Parts of which nobody says what they weigh stand beside each other with places of their own."""
    found = outcome(
        part(row("甲", "90 90 90"), row("乙", "80 80 80"), weight=weights[0]),
        part(row("甲", "70 70 70"), row("乙", "80 80 80"), name="现场", weight=weights[1]),
    )
    assert (found.totals, codes(found)) == ((), [code])
    assert [[one.place for one in decided.results] for decided in found.parts] == [[1, 2], [2, 1]]


def test_who_is_not_in_every_part_has_no_total() -> None:
    """A part that is missing is an error, not a nought."""
    found = outcome(
        part(row("甲", "90 90 90"), row("乙", "80 80 80"), weight="40"),
        part(row("甲", "70 70 70"), name="现场", weight="60"),
    )
    assert totals(found) == [(1, "甲", "78.00"), (None, "乙", None)]
    assert codes(found) == ["contest-part-missing"]


def test_a_judge_who_tells_nobody_apart() -> None:
    """The same score for everybody is a note; for two contestants it says nothing."""
    rows = [row(name, f"90 {80 + at} 7{at}") for at, name in enumerate("甲乙丙")]
    assert codes(outcome(part(*rows))) == ["contest-judge-all-the-same"]
    assert codes(outcome(part(*rows[:2]))) == []


@pytest.mark.parametrize(
    ("sort", "stated", "differs"),
    [
        ("mean", "91", False),
        ("mean", "91.004", False),
        ("mean", "91.2", True),
        ("score", "92", False),
        ("score", "91", True),
        ("place", "1", False),
        ("place", "2", True),
    ],
)
def test_what_the_sheet_says_itself_is_compared(sort: StatedSort, stated: str, differs: bool) -> None:
    """A mean, a final score or a place that the rules do not give is named with its cell."""
    told = replace(row("甲", "90 91 92", "1"), stated={sort: Stated(Decimal(stated), SHEET.at("H2"))})
    found = outcome(part(told)).findings
    assert [(one.code, one.location.cell) for one in found] == [("contest-stated-otherwise", "H2")] * differs


def test_a_weighted_final_score_is_not_held_against_a_part() -> None:
    """Where there are several parts, a sheet's own final score may be weighted already."""
    told = replace(row("甲", "90 91 92"), stated={"score": Stated(Decimal("36.4"), SHEET.at("H2"))})
    found = outcome(part(told, weight="40"), part(row("甲", "90 91 92"), name="现场", weight="60"))
    assert codes(found) == []


@pytest.mark.parametrize(("count", "told"), [(10, True), (11, False), (31, False), (32, True)])
def test_how_many_judges_there_are(count: int, told: bool) -> None:
    """Fewer or more judges than such contests have is a note."""
    found = outcome(part(row("甲", " ".join(str(80 + at % 7) for at in range(count)))), rules=Rules())
    assert codes(found) == ["contest-judges-count"] * told
