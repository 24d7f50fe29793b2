"""Rules that others add: those with a formula score inside the form, the others when the form returns."""

from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from factory import Item, framework_of
from libreoffice import recalculated, require_libreoffice
from python_calamine import CalamineWorkbook

from starcli.core.assessment import Unit
from starcli.core.filling import Filling, Row
from starcli.core.formulas.live import Moment
from starcli.core.formulas.on_return import for_form, scored_on_return
from starcli.core.rating import rate
from starcli.core.rules import Goalposts, Rule
from starcli.core.scale import Scale
from starcli.core.scheme import Scheme, resolve
from starcli.excel.writing.forms.form import FormMaker

SCALE = Scale(2, Decimal(0), Decimal(100))


@dataclass(frozen=True, slots=True)
class Halving(Goalposts):
    """A rule with a formula of its own."""

    def score(self, value: object) -> Decimal | None:
        """Half of what goalposts give."""
        return Decimal("0.5") if isinstance(value, Decimal) and value >= self.full else Decimal(0)

    def formula(self, cell: str) -> str:
        """The same."""
        return f"IF({cell}>={self.full},0.5,0)"


@dataclass(frozen=True, slots=True)
class Silent(Goalposts):
    """A rule that no formula can say."""

    def formula(self, cell: str) -> str:
        """None."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Modern(Goalposts):
    """A rule with a function that older programs do not know."""

    def formula(self, cell: str) -> str:
        """Of the newest Excel."""
        return f"XLOOKUP({cell},A1:A2,B1:B2)"


@dataclass(frozen=True, slots=True)
class Endless(Goalposts):
    """A rule whose formula is longer than Excel takes."""

    def formula(self, cell: str) -> str:
        """A sum without end."""
        return "+".join([cell] * 5000)


def scheme_with(rule: type[Goalposts]) -> Scheme:
    """Two indicators of which the first has a rule that somebody added."""
    framework = framework_of((Item("A-1"), Item("A-2")))
    scheme = resolve(framework, "village", "default")
    added: Rule = rule(Decimal(0), Decimal(80), SCALE)
    first = replace(scheme.indicators[0], rule=added)
    indicators = (first, *scheme.indicators[1:])
    return replace(scheme, indicators=indicators, by_id={each.id: each for each in indicators})


FILLING = Filling(Unit(kind="village"), "", {key: Row({"self": 90}) for key in ("A-1", "A-2")})


@pytest.mark.parametrize("rule", [Silent, Modern, Endless])
def test_a_rule_without_a_formula_counts_nothing_in_the_form(rule: type[Goalposts]) -> None:
    """The form leaves its points out and says so; the rating of the returned form has them."""
    scheme = scheme_with(rule)
    now = Moment(scheme, FILLING)
    assert [each.id for each in scored_on_return(now.scheme)] == ["A-1"]
    assert (now.rating.total, rate(scheme, now.assessment).total) == (Decimal("45.00"), Decimal("95.00"))
    cells = CalamineWorkbook.from_filelike(_file(FormMaker(scheme, "zh").content(now)))
    card = [cell for row in cells.get_sheet_by_name("自评表").to_python() for cell in row if isinstance(cell, str)]
    assert "指标A-1（交回后评分）" in card
    assert "交回后评分，总分暂未计入：A-1" in card


def test_a_scheme_of_built_in_rules_stays_as_it_is() -> None:
    """Nothing is scored on return where every rule is one of starcli's own."""
    scheme = resolve(framework_of((Item("A-1"),)), "village", "default")
    assert (for_form(scheme) is scheme, scored_on_return(scheme)) == (True, ())


def test_a_rule_with_a_formula_scores_in_the_form(tmp_path: Path) -> None:
    """A rule that somebody added compiles like starcli's own: a spreadsheet comes to what the engine gives."""
    require_libreoffice()
    scheme = scheme_with(Halving)
    maker, now = FormMaker(scheme, "en"), Moment(scheme, FILLING)
    path = tmp_path / "form.xlsx"
    path.write_bytes(maker.content(Moment(scheme, replace(FILLING, rows={}))))
    blank = CalamineWorkbook.from_path(recalculated(path, tmp_path)).get_sheet_by_name("Workings").to_python()
    path.write_bytes(maker.content(now))
    sheet = CalamineWorkbook.from_path(recalculated(path, tmp_path)).get_sheet_by_name("Workings").to_python()
    spot = maker.spots.known["indicators", "A-1", "real:score"]
    assert (blank[spot.row][spot.column], sheet[spot.row][spot.column]) == (0.0, 0.5)


def _file(content: bytes) -> BytesIO:
    return BytesIO(content)
