"""Pooled problems: who is asked, who misses what, where it is worse, what is common, and what matters most."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest
from factory import Item, at_least, framework_of, row, veto
from pools import ASKED, pool_of, pooling_of, rated, without

from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.findings import Location
from starcli.core.pool.figures import Figures, Tally
from starcli.core.pool.groups import Group, in_order
from starcli.core.pool.method import method_words
from starcli.core.pool.pool import Pool, Problem
from starcli.core.pool.questions import questions_of
from starcli.core.pool.rules import PoolRules
from starcli.core.pool.words import demand_words, kept_words, missed_words, worse_words
from starcli.core.scheme import Schemes
from starcli.core.text import Text

D = Decimal
NO_GATE = ASKED
GATE = replace(ASKED, gates=("gold",))


def the(pool: Pool, key: str = "A-1") -> Problem:
    """The problem of an indicator."""
    return pool.problem(key)


def test_everybody_asked_is_told_apart() -> None:
    """Met, missed, without a value, not rated, not reported: each once, and all of them asked."""
    members = [rated("80"), rated("79.9"), rated(""), without("unrated"), without()]
    whole = the(pool_of(members)).whole
    assert whole == Tally(asked=5, missed=1, blank=1, unrated=1, missing=1)
    assert (whole.least, whole.most) == (D("0.4"), D("0.8"))


def test_what_does_not_apply_leaves_the_denominator() -> None:
    """A unit to which an indicator does not apply, as the town has confirmed, is not asked; a claim changes nothing."""
    framework = framework_of([ASKED])
    confirmed = rated({"A-1": row("A-1", "no such thing", own="n/a", verified="n/a")}, framework)
    claimed = rated({"A-1": row("A-1", "no such thing", own="n/a")}, framework)
    problem = the(pool_of([rated("90"), confirmed, claimed], framework))
    assert (problem.whole.asked, problem.whole.blank) == (2, 1)
    assert len(problem.question.excused) == 1


def test_only_those_of_its_kind_are_asked() -> None:
    """An indicator of villages has the villages of the roster for its denominator, reported or not."""
    framework = framework_of(
        [replace(ASKED, kinds=("village",)), Item("B-1", "100", requires={"gold": at_least("80")})]
    )
    members = [rated({"A-1": "10", "B-1": "10"}, framework), without(), without(kind="community")]
    pool = pool_of(members, framework)
    assert [(problem.id, problem.whole.asked) for problem in sorted(pool.problems, key=lambda p: p.id)] == [
        ("A-1", 2),
        ("B-1", 3),
    ]


def test_a_unit_of_an_unknown_kind() -> None:
    """It counts where everybody is asked, and nowhere else; that is said."""
    framework = framework_of(
        [replace(ASKED, kinds=("village",)), Item("B-1", "100", requires={"gold": at_least("80")})]
    )
    pool = pool_of([rated({"A-1": "10", "B-1": "10"}, framework), without(kind="")], framework)
    assert (the(pool, "A-1").whole.asked, the(pool, "B-1").whole.asked) == (1, 2)
    assert [pool.members[number].unit.kind for number in pool.unclear] == [""]


def test_what_a_grade_does_not_require_is_no_question() -> None:
    """Indicators of which the target requires nothing are not pooled."""
    framework = framework_of([ASKED, Item("B-1", "100", requires={"silver": at_least("80")})])
    assert [problem.id for problem in pool_of([rated({"A-1": "10"}, framework)], framework).problems] == ["A-1"]


def test_groups_add_up_to_the_whole() -> None:
    """Towns together ask and miss what the whole does; so do kinds."""
    members = [rated(str(60 + number), town=f"{number % 3}镇", kind="village" if number % 2 else "community")
               for number in range(30)]  # fmt: skip
    members += [without(town="1镇"), without("unrated", town="2镇")]
    problem = the(pool_of(members))
    for sort in ("town", "kind"):
        tallies = [figure.tally for figure in problem.figures if figure.group.sort == sort]
        added = [sum(getattr(tally, key) for tally in tallies) for key in ("asked", "known", "unknown")]
        assert added == [problem.whole.asked, problem.whole.known, problem.whole.unknown]


def test_two_towns_of_one_name() -> None:
    """Towns of one name in two counties are two groups, each named with its county."""
    here, there = rated("10", town="城关镇"), rated("10", town="城关镇")
    there = replace(there, unit=replace(there.unit, county="邻县"))
    towns = [group for group in pool_of([here, there]).groups if group.sort == "town"]
    assert [group.name.zh for group in towns] == ["城关镇 (示例县)", "城关镇 (邻县)"]


def test_a_problem_of_old_communities() -> None:
    """What is not common in the whole is, among old communities: it is found, with its share and how many that are."""
    old = [rated("10", kind="community", tags=["老旧社区"]) for _ in range(24)]
    old += [rated("90", kind="community", tags=["老旧社区"]) for _ in range(16)]
    others = [rated("10" if number < 20 else "90", kind="community") for number in range(160)]
    pool = pool_of([*old, *others])
    problem = the(pool)
    assert (problem.whole.known, problem.whole.asked) == (44, 200)
    assert problem.sort == "grouped"
    assert [figure.group.key for figure in problem.common_in] == ["老旧社区"]
    assert worse_words(problem) == Text("更突出：老旧社区 60.0%（24/40）", "worse in 老旧社区 60.0% (24 of 40)")


@pytest.mark.parametrize(
    ("misses", "met", "missing", "sort"),
    [
        (30, 70, 0, "common"),
        (29, 71, 0, "own"),
        (3, 7, 0, "common"),
        (2, 2, 0, "own"),
        (29, 69, 2, "open"),
        (30, 60, 10, "common"),
        (0, 10, 0, "none"),
        (0, 60, 40, "open"),
    ],
)
def test_common_and_single_problems(misses: int, met: int, missing: int, sort: str) -> None:
    """From 30 per cent and three units on it is common, whatever those would have who did not report; else open."""
    members = [rated("10") for _ in range(misses)] + [rated("90") for _ in range(met)]
    assert the(pool_of(members + [without() for _ in range(missing)])).sort == sort


def test_thresholds_are_settings() -> None:
    """Another share and number of units make another sort."""
    members = [rated("10")] * 2 + [rated("90")] * 8
    assert the(pool_of(members)).sort == "own"
    assert the(pool_of(members, rules=PoolRules(D(20), 2))).sort == "common"
    assert the(pool_of(members, rules=PoolRules(D(21), 2))).sort == "own"


VERDICTS = {
    "far more": (Tally(50, missed=40), Tally(200, missed=60), "more"),
    "far less": (Tally(50, missed=1), Tally(200, missed=60), "less"),
    "the same": (Tally(50, missed=15), Tally(200, missed=60), "noise"),
    "more, but of very few": (Tally(2, missed=2), Tally(200, missed=20), "perhaps"),
    "more, but by its own interval alone": (Tally(50, missed=23), Tally(200, missed=60), "perhaps"),
    "more, whoever did not report": (Tally(50, missed=40, missing=5), Tally(200, missed=60, missing=5), "more"),
    "more only if others are like those that report": (
        Tally(50, missed=40),
        Tally(200, missed=60, missing=90),
        "open",
    ),
    "less only if others are like those that report": (Tally(50, missed=1, missing=40), Tally(200, missed=150), "open"),
}


@pytest.mark.parametrize("name", VERDICTS)
def test_when_a_difference_is_one(name: str) -> None:
    """A group differs where that is sure of four groups together, whatever those would have who did not report."""
    tally, whole, verdict = VERDICTS[name]
    figures = Figures((), PoolRules())
    assert figures._verdict(tally, whole, 4) == verdict


def test_a_town_that_does_not_report_looks_no_better() -> None:
    """Its share may be as high as if all had missed it, and it is not said to be less."""
    silent = [rated("90", town="静镇") for _ in range(2)] + [without(town="静镇") for _ in range(48)]
    others = [rated("10", town="东镇") for _ in range(100)]
    problem = the(pool_of([*silent, *others]))
    figure = next(figure for figure in problem.figures if figure.group.key == "静镇")
    assert figure.tally.most == D("0.96")
    assert figure.verdict == "open"


def test_a_town_that_reports_looks_no_worse() -> None:
    """Where others keep silent, a town is not said to be worse for having said how it is."""
    open_town = [rated("10" if number < 20 else "90", town="明镇") for number in range(40)]
    silent = [without(town="静镇") for _ in range(160)]
    figure = next(f for f in the(pool_of([*open_town, *silent])).figures if f.group.key == "明镇")
    assert figure.verdict == "noise"


def test_a_group_of_all_is_not_compared() -> None:
    """The only county, and the only kind that is asked, have no verdict."""
    problem = the(pool_of([rated("10"), rated("90", town="西镇")]))
    assert {figure.group.sort: figure.verdict for figure in problem.figures if figure.group.sort != "town"} == {
        "county": None,
        "kind": None,
        "profile": None,
    }


def test_so_many_groups_differ_by_chance() -> None:
    """Of two hundred towns with one and the same share, hardly any is said to differ; that some seem to is told."""
    dice = random.Random(1)  # noqa: S311 invented figures
    members = [rated("10" if dice.random() < 0.3 else "90", town=f"{number % 200}镇") for number in range(4000)]
    pool = pool_of(members)
    assert pool.verdicts["more"] + pool.verdicts["less"] == 0
    assert pool.by_chance == 10
    assert f"{sum(pool.verdicts.values())} comparisons: 0 worse, 0 better" in method_words(pool)[-1].en


FRAMEWORK = framework_of([
    replace(GATE, id="A-1", weight="10"),
    Item("A-2", "60", requires={"gold": at_least("80")}),
    Item("B-1", "30", requires={"gold": at_least("80")}, gates=("gold",)),
])  # fmt: skip


def test_gates_come_first_by_whom_they_keep_back() -> None:
    """A gate that keeps more units from the grade comes before one that keeps fewer, and before any other indicator."""
    members = [rated({"A-1": "10", "A-2": "10", "B-1": "90"}, FRAMEWORK) for _ in range(3)]
    members += [rated({"A-1": "90", "A-2": "10", "B-1": "10"}, FRAMEWORK) for _ in range(2)]
    members += [rated({"A-1": "90", "A-2": "10", "B-1": "90"}, FRAMEWORK) for _ in range(4)]
    pool = pool_of(members, FRAMEWORK)
    assert [problem.id for problem in pool.problems] == ["A-1", "B-1", "A-2"]
    assert [len(problem.question.kept) for problem in pool.problems] == [3, 2, 0]


def test_who_lacks_nothing_else() -> None:
    """A unit lacks one indicator alone where putting that right brings the grade: by its gate, or by its points."""
    by_gate = rated({"A-1": "10", "A-2": "100", "B-1": "100"}, FRAMEWORK)
    by_points = rated({"A-1": "100", "A-2": "40", "B-1": "100"}, FRAMEWORK)
    neither = rated({"A-1": "10", "A-2": "40", "B-1": "100"}, FRAMEWORK)
    pool = pool_of([by_gate, by_points, neither], FRAMEWORK)
    assert {problem.id: problem.question.alone for problem in pool.problems} == {"A-1": (0,), "A-2": (1,), "B-1": ()}
    assert kept_words(the(pool, "A-1").question, pool.target).en == (
        "a gate: it keeps 2 units from gold; 1 lacks nothing else"
    )


def test_a_gate_keeps_nobody_who_has_the_grade() -> None:
    """Of an indicator that is no gate for silver, a unit with gold is not kept from silver."""
    framework = framework_of([ASKED, Item("B-1", "100", requires={"silver": at_least("99")}, gates=("silver",))])
    pooling = pooling_of([rated({"A-1": "100", "B-1": "90"}, framework)], framework)
    silver = pooling.pool.framework.grade("silver")
    questions = questions_of(pooling.pool.members, Schemes(framework), silver)
    assert questions.having == (0,)
    assert [question.kept for question in questions.all] == [()]


def test_a_veto_keeps_a_unit_whatever_is_improved() -> None:
    """A unit with a veto lacks more than any indicator."""
    framework = framework_of([GATE], vetoes=(veto("V1", "bronze"),))
    problem = the(pool_of([rated("10", framework, counts={"V1": "1"})], framework))
    assert (problem.question.kept, problem.question.alone) == ((0,), ())


def test_leaders_look_at_few() -> None:
    """As many problems as the rules say, and none that nobody is known to have."""
    members = [rated({"A-1": "10", "A-2": "90", "B-1": "10"}, FRAMEWORK)]
    pool = pool_of(members, FRAMEWORK, PoolRules(leaders=5))
    assert [problem.id for problem in pool.leading] == ["A-1", "B-1"]
    assert len(pool_of(members, FRAMEWORK, PoolRules(leaders=1)).leading) == 1


def test_counts_in_words() -> None:
    """What is known, what of it has no value, and what nobody knows."""
    words = missed_words(Tally(20, missed=4, blank=2, missing=3, unrated=1))
    assert (
        words.en
        == "6 of 20 units miss it (30.0%), 2 of them without a value; 3 not reported, 1 not rated: 50.0% at most"
    )
    assert words.zh == "20 个单位中 6 个不达标（30.0%），其中 2 个没有有效值；另有 3 个未上报、1 个未评定，最多 50.0%"


def test_requirements_that_differ_name_whose_they_are() -> None:
    """A requirement of everybody stands alone; others say of which kind or profile."""
    pool = pool_of([rated("10")])
    assert demand_words(the(pool).question, pool.framework) == Text.same("≥ 80")


def test_nobody_at_all() -> None:
    """Where nobody is rated every problem is open or nobody's, and no share is reckoned of nothing."""
    problem = the(pool_of([without(kind="community")], framework_of([replace(ASKED, kinds=("village",))])))
    assert (problem.whole, problem.sort, problem.whole.least) == (Tally(), "none", D(0))


def test_the_order_of_members_is_that_of_their_codes() -> None:
    """Towns stand by the codes of their units, whatever the order of the roster."""
    members = [Member(Unit(code, "村", "village", "default", town, "县"), "missing", Location()) for code, town in
               (("330199002201", "乙镇"), ("330199001201", "甲镇"), ("330199002202", "乙镇"))]  # fmt: skip
    assert [member.unit.town for member in in_order(members)] == ["甲镇", "乙镇", "乙镇"]


def test_group_ids_tell_groups_apart() -> None:
    """Two groups of one name are told apart by sort and county."""
    assert Group("town", "甲", Text.same("甲"), (), "一县").id != Group("town", "甲", Text.same("甲"), (), "二县").id
