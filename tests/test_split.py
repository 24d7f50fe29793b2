"""What a change is made of: correction, rule change and real change, which add up to it digit for digit."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from factory import Item, form
from raced import BY_KIND, Figures, framework, race, season

from starcli.core.model import Framework
from starcli.core.numbers import plain
from starcli.core.racing.frozen import FrozenRecord, FrozenVersion
from starcli.core.racing.race import Race, run_race
from starcli.core.racing.split import Split
from starcli.core.rating import rate
from starcli.core.scheme import resolve

ITEMS = ("A-1", "A-2", "B-1", "B-2")
RULES = (
    {"goalposts": {"zero": "0", "full": "100"}},
    {"goalposts": {"zero": "30", "full": "90"}},
    {"goalposts": {"zero": "100", "full": "0"}},
    {"bands": {"at_least": [["80", "1"], ["50", "0.7"], ["20", "0.35"]], "otherwise": "0"}},
)
SEASON_RULES = ("as-is", "prorate-target", "carry-forward")


def drawn_framework(dice: random.Random) -> Framework:
    """Four indicators with drawn weights, rules and season rules; weights do not even add up to the full total."""
    items = [
        Item(key, weight=str(dice.randint(1, 40)), rule=dice.choice(RULES), high="1000", precision=dice.choice((0, 2)))
        for key in ITEMS
    ]
    return framework(*items, rules={key: dice.choice(SEASON_RULES) for key in ITEMS})


def drawn_figures(dice: random.Random) -> Figures:
    """Figures of a unit, some of them missing."""
    return {key: str(Decimal(dice.randint(0, 10000)) / 100) for key in ITEMS if dice.random() < 0.85}


def drawn_race(seed: int) -> Race:
    """Two or three seasons of a few units, each with a framework of its own or with that of the season before."""
    dice = random.Random(seed)  # noqa: S311 invented figures
    rules = drawn_framework(dice)
    frameworks = []
    for _ in range(dice.choice((2, 3))):
        rules = rules if dice.random() < 0.4 else drawn_framework(dice)
        frameworks.append(rules)
    seasons = []
    for at, by in enumerate(frameworks):
        beside = [frameworks[other] for other in (at - 1, at + 1) if 0 <= other < len(frameworks)]
        again = [other for other in beside if other.fingerprint != by.fingerprint]
        units = {f"u{number}": drawn_figures(dice) for number in range(6) if dice.random() < 0.9}
        seasons.append(season(f"2022Q{at + 1}", units, by, again, trial=dice.random() < 0.2))
    records = {}
    first = race(*seasons)
    for one in first.seasons[:-1]:
        if dice.random() < 0.5:
            records[one.label] = FrozenRecord((_published(one.draft, dice).sealed(),))
    return run_race(seasons, records, BY_KIND)


def _published(draft: FrozenVersion, dice: random.Random) -> FrozenVersion:
    """A record with other totals than the forms give now."""
    rows = [
        replace(row, total=row.total + Decimal(dice.randint(-300, 300)) / 100) if row.total is not None else row
        for row in draft.units
    ]
    return replace(draft, units=tuple(rows))


def splits(result: Race) -> Iterator[tuple[Split, Decimal, Decimal]]:
    """Every split with the total that was published before and the one of now."""
    for before, now in zip(result.seasons, result.seasons[1:], strict=False):
        published = {m.unit.code: m.standing.total for m in before.members if m.standing is not None}
        for split in now.splits:
            yield split, published[split.unit.code], now.counted[split.unit.code].standing.total


@pytest.mark.parametrize("seed", range(120))
def test_the_parts_add_up_digit_for_digit(seed: int) -> None:
    """On drawn districts with drawn rules, frozen or not; so does the split the other way round."""
    for split, published, now in splits(drawn_race(seed)):
        assert str(published + split.correction + split.rules + split.real) == str(now)
        assert split.change == now - published
        assert split.real_first is not None
        assert split.rules_last is not None
        assert published + split.correction + split.real_first + split.rules_last == now
        assert split.by_order == split.real_first - split.real == split.rules - split.rules_last


def test_drawn_districts_have_all_sorts_of_parts() -> None:
    """The test above would say nothing if all parts were zero."""
    every = [split for seed in range(40) for split, _, _ in splits(drawn_race(seed))]
    parts = ("correction", "rules", "real", "by_order")
    assert {part: any(getattr(split, part) for split in every) for part in parts} == dict.fromkeys(parts, True)


EVEN = framework(Item("A-1"), Item("B-1"))
HEAVY = framework(Item("A-1", weight="30"), Item("B-1"))


def one_split(
    then: Figures, now: Figures, rules: tuple[Framework, Framework] = (EVEN, HEAVY), published: str | None = None
) -> Split:
    """The split of one unit between two seasons; `published` is what a record says it had."""
    first = season("2022Q1", {"u": then}, rules[0], [rules[1]] if rules[0] != rules[1] else [])
    second = season("2022Q2", {"u": now}, rules[1], [rules[0]] if rules[0] != rules[1] else [])
    result = race(first, second)
    if published is not None:
        draft = result.seasons[0].draft
        row = replace(draft.units[0], total=Decimal(published))
        record = FrozenRecord((replace(draft, units=(row,)).sealed(),))
        result = run_race((first, second), {"2022Q1": record}, BY_KIND)
    (split,) = result.last.splits
    return split


def shown(split: Split) -> tuple[str, ...]:
    """Published, correction, rules, real, now."""
    parts = (split.published.total, split.correction, split.rules, split.real, split.now.total)
    return tuple(plain(part) for part in parts)


@pytest.mark.parametrize(
    ("then", "now", "rules", "published", "expected"),
    [
        ({"A-1": "80", "B-1": "60"}, {"A-1": "90", "B-1": "60"}, (EVEN, EVEN), None, ("70", "0", "0", "5", "75")),
        ({"A-1": "80", "B-1": "60"}, {"A-1": "80", "B-1": "60"}, (EVEN, HEAVY), None, ("70", "0", "5", "0", "75")),
        ({"A-1": "80", "B-1": "60"}, {"A-1": "90", "B-1": "60"}, (EVEN, HEAVY), None, ("70", "0", "5", "7.5", "82.5")),
        ({"A-1": "80", "B-1": "60"}, {"A-1": "80", "B-1": "60"}, (EVEN, EVEN), "68.5", ("68.5", "1.5", "0", "0", "70")),
        ({"A-1": "60", "B-1": "80"}, {"A-1": "80", "B-1": "60"}, (EVEN, HEAVY), "71", ("71", "-1", "-5", "10", "75")),
    ],
    ids=["real only", "rules only", "rules then real", "correction only", "all three"],
)
def test_each_part_is_what_its_name_says(
    then: Figures, now: Figures, rules: tuple[Framework, Framework], published: str | None, expected: tuple[str, ...]
) -> None:
    """Worked by hand: two indicators, the first of which weighs three times as much by the second framework."""
    assert shown(one_split(then, now, rules, published)) == expected


def test_the_answer_depends_on_the_order_by_what_is_shown() -> None:
    """Ten points of A-1 are 5 by the former framework and 7.5 by this one: 2.5 less are real when rules come last."""
    split = one_split({"A-1": "80", "B-1": "60"}, {"A-1": "90", "B-1": "60"})
    assert (split.real_first, split.rules_last, split.by_order) == (Decimal("5.00"), Decimal("7.50"), Decimal("-2.50"))


def test_the_stages_are_ratings_of_the_forms_by_the_frameworks() -> None:
    """Without season rules a stage is what rating the form by that framework gives."""
    then, now = {"A-1": "33", "B-1": "71"}, {"A-1": "48", "B-1": "12"}
    split = one_split(then, now)
    for stage, by, figures in (
        (split.former, EVEN, then), (split.ruled, HEAVY, then), (split.now, HEAVY, now), (split.reverse, EVEN, now),
    ):  # fmt: skip
        rating = rate(resolve(by, "village", "default"), form(figures))
        assert stage is not None
        assert (stage.total, stage.grade) == (rating.total, rating.grade.id)


def test_a_unit_that_the_new_framework_cannot_rate_is_named_and_not_split() -> None:
    """A form without a rating by this season's framework has no rule change."""
    first, second = season("2022Q1", {"u": {"A-1": "1"}}, EVEN), season("2022Q2", {"u": {"A-1": "2"}}, HEAVY, [EVEN])
    result = race(first, second)
    assert result.last.splits == ()
    (found,) = [one for one in result.findings if one.code == "season-split-left-out"]
    assert dict(found.details)["names"] == "unit u"


def test_a_change_of_rules_is_a_note_that_names_both_frameworks() -> None:
    """Nobody has to guess from the totals that the rules changed."""
    result = race(season("2022Q1", {}, EVEN), season("2022Q2", {}, HEAVY), season("2022Q3", {}, HEAVY))
    (found,) = result.findings
    details: Mapping[str, object] = dict(found.details)
    assert (found.code, details["former"], details["season"]) == ("season-rules-changed", "2022Q1", "2022Q2")
    assert EVEN.fingerprint in str(details["then"])
    assert HEAVY.fingerprint in str(details["now"])


def test_a_village_that_became_a_community_is_split_and_marked() -> None:
    """Known by its code; the two totals are of two kinds."""
    changes = {"u": {"kind": "community"}}
    second = season("2022Q2", {"u": {"A-1": "2"}}, EVEN, changes=changes)
    result = race(season("2022Q1", {"u": {"A-1": "1"}}, EVEN), second)
    assert [split.kind_changed for split in result.last.splits] == [True]
    assert [(one.sort, one.unit.code) for one in result.last.changes] == [("kind", "u")]
    (movement,) = result.last.movements
    assert (movement.places_up, movement.comparable) == (None, False)
