"""The projection of a plan in Python: which target values count, and rules that no formula can say."""

from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

import pytest
from factory import Item, at_least, form, scheme_of
from planned_units import DAY, hujiaping, plan

from starcli.core.filling import Filled
from starcli.core.formulas.functions import is_shared
from starcli.core.formulas.live import SUPPOSED
from starcli.core.formulas.on_return import KnownScores, knowing
from starcli.core.formulas.projection import PlanMoment, usable
from starcli.core.gaps import find_gaps
from starcli.core.plans.plan import Plan, draft_plan
from starcli.core.rating import rate, rate_with
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text
from starcli.excel.writing.plans.book import PlanBook

NUMBER = scheme_of(Item()).indicators[0]
WHOLE = scheme_of(Item(type="integer", precision=0)).indicators[0]
LEVEL, YES = (hujiaping().scheme.by_id[key] for key in ("SVC-06", "GOV-06"))

TARGETS: dict[str, tuple[Indicator, Filled, Value | None]] = {
    "a number": (NUMBER, Decimal("52.3"), Decimal("52.3")),
    "none at all": (NUMBER, 0, Decimal(0)),
    "digits as text": (NUMBER, "52.3", None),
    "words": (NUMBER, "约60", None),
    "above its scale": (NUMBER, 130, None),
    "below its scale": (NUMBER, -1, None),
    "a half where whole numbers are": (WHOLE, Decimal("2.5"), None),
    "a whole number": (WHOLE, 2, Decimal(2)),
    "a level by its name": (LEVEL, "4A级", "4A"),
    "a level by its id": (LEVEL, "4A", "4A"),
    "no level": (LEVEL, "9A级", None),
    "yes in English": (YES, "yes", "yes"),
}


@pytest.mark.parametrize("case", TARGETS)
def test_which_target_values_count(case: str) -> None:
    """A value that the indicator may have counts; anything else leaves it as it is now."""
    indicator, raw, value = TARGETS[case]
    assert usable(indicator, raw) == value


def shown(book: PlanBook, typed: dict[str, Filled]) -> dict[tuple[str, str, str], object]:
    """What the projection of a plan shows with some target cells."""
    now = PlanMoment(book.draft.plan, typed)
    return {(live.block, live.row, live.column): live.value(now) for live in book.cells}


def test_the_projection_of_the_article() -> None:
    """An income of 52.3 gives five stars and 96.64 points; without it four stars remain."""
    book = PlanBook(plan(), "zh")
    with_income, without = shown(book, {"DEV-01": Decimal("52.3")}), shown(book, {})
    rows = ("grade", "total", "gates", "reached")
    assert [with_income["shown", row, SUPPOSED] for row in rows] == ["五星", Decimal("96.64"), 0, "达到"]
    assert [without["shown", row, SUPPOSED] for row in rows] == ["四星", Decimal("95.04"), 1, "未达到"]


def test_a_target_that_cannot_be_used_is_said() -> None:
    """A note stands beside an indicator whose target is counted as its present value."""
    found = shown(PlanBook(plan(), "zh"), {"DEV-01": "明年达标"})
    assert (found["shown", "DEV-01", "note"], found["shown", "DEV-01", "planned"]) == (
        "目标值无效，按现值计", Decimal("34.60"),
    )  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_formulas_call_only_what_all_programs_know(language: str) -> None:
    """Every formula of the projection is one that Excel 2007, WPS and LibreOffice have, and short enough."""
    cells = PlanBook(plan(), language).cells  # type: ignore[arg-type]  # one of the languages
    assert [live.formula for live in cells if live.formula and not is_shared(live.formula)] == []
    assert sum(bool(live.formula) for live in cells) > 400


class Private:
    """A rule that no formula can say: half marks from 10 on, all from 50."""

    kind: ClassVar[str] = "private"

    def score(self, value: Value) -> Decimal | None:
        """The score of a number."""
        number = Decimal(value)
        return Decimal(1) if number >= 50 else Decimal("0.5") if number >= 10 else Decimal(0)

    def formula(self, cell: str) -> str:
        """None."""
        raise NotImplementedError(cell)

    def reach(self, score: Decimal, current: Value | None = None) -> Value | None:
        """The least number for a score."""
        del current
        return Decimal(50) if score > Decimal("0.5") else Decimal(10)

    def cuts(self) -> tuple[Value, ...]:
        """Where the score changes."""
        return (Decimal(10), Decimal(50))

    def clause(self, value: Value) -> Text:
        """Nothing to say."""
        return Text.same(str(value))

    def describe(self) -> Text:
        """Nothing to say."""
        return Text.same("private")


def private() -> Scheme:
    """A scheme with such a rule beside a usual one."""
    scheme = scheme_of(Item(requires={"gold": at_least("50")}), Item("B-1", requires={"gold": at_least("80")}))
    first = replace(scheme.indicators[0], rule=Private())
    return replace(scheme, indicators=(first, *scheme.indicators[1:]), by_id={**scheme.by_id, "A-1": first})


def private_plan() -> Plan:
    """The plan of a unit that it judges."""
    rating = rate(private(), form({"A-1": "20", "B-1": "60"}))
    gold = rating.scheme.grade("gold")
    return draft_plan(find_gaps(rating, gold), None, DAY)


def test_a_rule_without_a_formula_counts_as_the_engine_scores_it() -> None:
    """Value now and value planned have their scores beforehand, so the projection is that of the engine."""
    drafted = private_plan()
    book = PlanBook(drafted, "zh")
    found = shown(book, {proposal.indicator: proposal.target for proposal in drafted.proposals})
    assert found["shown", "total", SUPPOSED] == drafted.projected.total == Decimal("90.00")
    assert found["shown", "A-1", "note"] == "此项由系统评分：改了目标值须重新评定"


def test_another_value_of_such_a_rule_changes_nothing() -> None:
    """What is not known beforehand scores as now, and the note says that it must be rated anew."""
    found = shown(PlanBook(private_plan(), "zh"), {"A-1": Decimal(70)})
    assert found["indicators", "A-1", "supposed:points"] == Decimal("5.00")


def test_a_scheme_of_known_rules_stays_as_it_is() -> None:
    """Only rules without a formula are replaced."""
    scheme = hujiaping().scheme
    assert knowing(scheme, {}, {}) is scheme
    replaced = knowing(private(), {"A-1": (Decimal(20), Decimal(50))}, {"A-1": Decimal("0.5")})
    rules = [indicator.rule for indicator in replaced.indicators]
    assert [isinstance(rule, KnownScores) for rule in rules] == [True, False]
    assert rules[0].formula("A1") == "IF(A1=20,0.5,IF(A1=50,1,0.5))"


def test_a_planned_level_counts() -> None:
    """A level by its name in the book's language is the level."""
    now = PlanMoment(plan(), {"SVC-06": "5A级"})
    assert now.supposed.total == rate_with(hujiaping(), {"SVC-06": "5A"}).total > hujiaping().total
