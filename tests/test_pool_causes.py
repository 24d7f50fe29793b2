"""Causes and support pooled from plans: what is the same cause, whose plan says it, and which department is asked."""

from dataclasses import replace

from factory import BLANK, framework_of
from pools import ASKED, numbered, rated

from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.findings import Location
from starcli.core.model import Framework, IndicatorEntry
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.pool.causes import Causes, causes_of
from starcli.core.text import Text

PLACE = Location("plan.xlsx")


def _framework() -> Framework:
    """A-1 with a cause in its library, and the housing bureau leading on it."""
    framework = framework_of([ASKED, replace(ASKED, id="B-1")])
    entries = dict(framework.entries)
    entries["A-1"] = _led(entries["A-1"], Text("住建局", "Housing Bureau"), Text("用房不足", "Too few rooms"))
    entries["B-1"] = _led(entries["B-1"], Text("民政局", "Civil Affairs"), BLANK)
    return replace(framework, entries=entries)


def _led(entry: IndicatorEntry, department: Text, cause: Text) -> IndicatorEntry:
    definition = replace(entry.definition, lead_department=department, causes=(cause,))
    return replace(entry, definition=definition)


FRAMEWORK = _framework()


def _members() -> list[Member]:
    return numbered([rated("10", FRAMEWORK) for _ in range(4)])


def _row(indicator: str = "A-1", **texts: str) -> FilledRow:
    return FilledRow(indicator, PLACE, texts, {})


def _plan(number: int, *measures: FilledRow, problems: tuple[FilledRow, ...] = ()) -> FilledPlan:
    """The plan of a unit by its position."""
    unit = _members()[number].unit
    return FilledPlan(unit, "", "gold", None, PLACE, problems, measures)


def _causes(*plans: FilledPlan) -> Causes:
    read = causes_of(plans, _members(), FRAMEWORK)
    assert read.findings == ()
    return read.value


def _said(causes: Causes, key: str = "A-1") -> list[tuple[str, tuple[int, ...]]]:
    return [(cause.words.zh, cause.members) for cause in causes.of(key)]


def test_a_cause_of_the_library_is_one_in_any_language() -> None:
    """The library's wording counts as one, in Chinese or English, and is shown in both."""
    causes = _causes(_plan(0, _row(cause="用房不足")), _plan(1, _row(cause="too few rooms")))
    assert causes.of("A-1")[0].words == Text("用房不足", "Too few rooms")
    assert _said(causes) == [("用房不足", (0, 1))]


def test_causes_of_their_own_count_by_their_words() -> None:
    """Signs and spaces make no difference; the most frequent wording is shown, and most units come first."""
    causes = _causes(
        _plan(0, _row(cause="资金 缺口大。")), _plan(1, _row(cause="资金缺口大")), _plan(2, _row(cause="资金缺口大")),
        _plan(3, _row(cause="没有场地")),
    )  # fmt: skip
    assert _said(causes) == [("资金缺口大", (0, 1, 2)), ("没有场地", (3,))]


def test_several_causes_in_one_cell() -> None:
    """Semicolons, lines and numbers part causes; a unit counts once for each."""
    words = "1.用房不足；2、没有场地\n（3）没有场地"
    causes = _causes(_plan(0, _row(cause=words), problems=(_row(cause="用房不足"),)))
    assert _said(causes) == [("没有场地", (0,)), ("用房不足", (0,))]
    assert causes.explained("A-1") == {0}


def test_rows_without_an_indicator_say_nothing_of_any() -> None:
    """What names no indicator is counted for none; the unit has a plan all the same."""
    causes = _causes(_plan(0, _row("", cause="用房不足")))
    assert (causes.by_indicator, causes.planned) == ({}, frozenset({0}))


def test_support_goes_to_whom_it_names() -> None:
    """A department that a wish names is asked; else the one that leads on the indicator. Most units come first."""
    causes = _causes(
        _plan(0, _row(support="请民政局协调场地")), _plan(1, _row("B-1", support="请支持设备")),
        _plan(2, _row(support="请协调用房"), _row(support="无")),
    )  # fmt: skip
    said = [(each.name.zh, [(wish.member, wish.words) for wish in each.wishes]) for each in causes.departments]
    assert said == [("民政局", [(0, "请民政局协调场地"), (1, "请支持设备")]), ("住建局", [(2, "请协调用房")])]


def test_a_plan_of_nobody() -> None:
    """Plans of units that are not pooled are named, not counted; those of the roster are known by their place in it."""
    stranger = replace(_plan(0, _row(cause="用房不足")), unit=Unit("330199009999", "外村"))
    listed = replace(stranger, unit=Unit(name="写错的名"), listed_as=2)
    read = causes_of([stranger, listed], _members(), FRAMEWORK)
    assert [found.code for found in read.findings] == ["pool-plan-of-nobody"]
    assert "（外村）" in read.findings[0].message("zh")
    assert read.value.planned == {2}
