"""Plans against LibreOffice: a sample of what `make plans` compares, and that it would see a difference."""

from dataclasses import replace
from pathlib import Path

import pytest
from libreoffice import Office, require_libreoffice
from parity.compare import NotRecalculatedError
from parity.plans import Changed, compared, drawn_plans, random_plan, recalculated, results
from parity.tasks import makers, reference_schemes
from parity.units import UnitMaker
from planned_units import plan

from starcli.excel.writing.plans.book import PlanBook


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, or the reason why not."""
    require_libreoffice()
    return Office(tmp_path_factory.mktemp("office"))


def test_the_projection_equals_the_engine(office: Office) -> None:
    """Every formula of plans of every scheme comes to the engine's result, as written and after people's work."""
    units, count = UnitMaker(makers(), 20221008), len(reference_schemes())
    plans = [random_plan(units, number, changed=changed) for number in range(count) for changed in (False, True)]
    outcome = compared(plans, office)
    assert outcome.differences == []
    assert outcome.plans == 2 * count
    assert outcome.cells > 500 * len(plans)


def test_plans_by_frameworks_that_nobody_wrote(office: Office) -> None:
    """The projection equals the engine for random frameworks too."""
    outcome = compared(drawn_plans(4, 1), office)
    assert (outcome.differences, outcome.plans) == ([], 4)


def test_what_people_enter_follows_through(office: Office) -> None:
    """Other targets change the paper's total and grade; a row of one's own counts; a spoilt target does not."""
    book = PlanBook(plan(), "zh")
    own = Changed("own", book, {1: 40, 8: 30}, {8: "SVC-05"})
    spoilt = Changed("spoilt", book, {1: "明年达标"})
    contents = [each.content() for each in (own, spoilt)]
    first, second = recalculated([own, spoilt], contents, office)
    assert [str(difference) for difference in compared([own, spoilt], office).differences] == []
    place = next(address for sheet, address in first if sheet == "plan" and first[sheet, address] == "四星")
    assert (first["plan", place], second["plan", place]) == ("四星", "四星")


def test_the_ledger_follows_the_measures(office: Office) -> None:
    """A person who is entered among the measures stands in the ledger and on the paper."""
    book = PlanBook(plan(), "zh")
    named = Changed("named", book, person={1: "王书记"})
    (cells,) = recalculated([named], [named.content()], office)
    ledger = book.shapes.ledger.cell(1, "person")
    assert cells["ledger", ledger] == "王书记"
    assert "王书记" in [value for (sheet, _), value in cells.items() if sheet == "plan"]


def test_a_wrong_result_must_be_corrected(tmp_path: Path) -> None:
    """Where LibreOffice trusts the results that came with a plan, comparing is an error and no agreement."""
    require_libreoffice()
    one = Changed("plan", PlanBook(plan(), "zh"))
    with pytest.raises(NotRecalculatedError):
        recalculated([one], [one.content()], Office(tmp_path, trusting=True))


def test_a_difference_is_seen(office: Office) -> None:
    """A plan with another target in its cell than the engine knows of differs in points, total and grade."""
    book = PlanBook(plan(), "zh")
    typed = Changed("typed", book, {1: 40})
    (cells,) = recalculated([typed], [typed.content()], office)
    stored = results(book.content())
    differing = {key for key, value in stored.items() if cells[key] != value}
    total = book.projection.spots.known["shown", "total", "supposed"]
    assert ("projection", f"D{total.row + 1}") in differing
    assert ("ledger", "B4") not in differing
    assert replace(typed, typed={}).now.supposed.total == plan().projected.total
