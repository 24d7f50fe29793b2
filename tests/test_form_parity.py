"""Forms against LibreOffice, whole: a sample of what `make parity` compares, and that it would see a difference."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pytest
from factory import Item, scheme_of
from libreoffice import Office, require_libreoffice
from make_samples import HUJIAPING
from parity.aims import aims
from parity.compare import Cells, Form, NotRecalculatedError, compared, recalculated
from parity.cuts import Aimed, cut_forms
from parity.exported import rows, same
from parity.package import Literal, Typed, counting_from_1904, formulas, given, typed_into
from parity.settings import DAYS, LOCALES, first_day, spoken
from parity.tasks import dice, drawn_frameworks, forms_of, maker, makers, some_forms
from parity.units import UnitMaker, expected_of, seen_in
from parity.words import DIGITS, GARBAGE
from sheets import assessment

from starcli.core.assessment import Tier
from starcli.core.filling import Filling, Row
from starcli.core.formulas.asked import as_read
from starcli.core.formulas.live import Moment
from starcli.core.model import Adjustments
from starcli.excel.writing.forms.form import FormMaker
from starcli.excel.writing.forms.spots import Spot

MOUNTAIN = 2
"""The number of the scheme of mountain villages, in Chinese."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, or the reason why not."""
    require_libreoffice()
    return Office(tmp_path_factory.mktemp("office"))


def sample(number: int) -> list[Form]:
    """A form of each sort for a scheme of the reference framework in one language, and two units."""
    return list(some_forms(maker(number), dice(number), 1))


def empty(typed: dict[Spot, Typed] | None = None, number: int = MOUNTAIN) -> Form:
    """An empty form, with what somebody has typed into it."""
    return Form("empty", maker(number), Moment(maker(number).scheme, Filling()), typed or {})


def results(forms: list[Form], office: Office) -> list[Cells]:
    """What the formulas of some forms come to."""
    return recalculated(forms, [form.content() for form in forms], office)


def test_whole_forms_agree_with_libreoffice(office: Office) -> None:
    """Every formula of a form comes to the engine's result in LibreOffice, whatever is typed; so does the reader."""
    forms = [form for number in (0, 5, 10, 3) for form in sample(number)]
    outcome = compared(forms, office)
    assert [str(difference) for difference in outcome.differences] == []
    assert outcome.cells > 1700 * len(forms)
    assert outcome.returned >= len(forms) / 2


def test_random_frameworks_agree_with_libreoffice(office: Office) -> None:
    """Forms that are compiled from frameworks which nobody wrote agree too."""
    frameworks = drawn_frameworks(4, 1)
    outcome = compared((form for one in frameworks for form in forms_of(one, 1)), office)
    assert [str(difference) for difference in outcome.differences] == []
    assert outcome.forms == 7 * len(frameworks)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_locale_changes_nothing(tmp_path: Path, locale: str) -> None:
    """Forms agree where LibreOffice speaks another language and writes numbers in another way."""
    require_libreoffice()
    office = Office(tmp_path, locale)
    assert spoken(office) == LOCALES[locale]
    assert [str(difference) for difference in compared(sample(1)[2:], office).differences] == []


def test_the_date_system_changes_nothing(office: Office) -> None:
    """Forms agree in a workbook that counts its days from 1904."""
    assert first_day(office) == DAYS["1900"]
    assert first_day(office, counting_from_1904) == DAYS["1904"]
    outcome = compared(sample(2)[2:], office, counting_from_1904)
    assert [str(difference) for difference in outcome.differences] == []


def test_a_wrong_result_must_be_corrected(tmp_path: Path) -> None:
    """Where LibreOffice trusts the results that came with a form, comparing is an error and no agreement."""
    require_libreoffice()
    with pytest.raises(NotRecalculatedError):
        results([empty()], Office(tmp_path, trusting=True))


def test_a_difference_is_seen(office: Office) -> None:
    """A form with one more answer than the engine knows of differs in what follows from that."""
    form = empty({maker(MOUNTAIN).spots.known["data", "ORG-02", "self"]: 3})
    differing = {difference.live for difference in compared([form], office).differences}
    assert {("answers", "ORG-02", "value"), ("data", "ORG-02", "note"), ("totals", "total", "real")} <= differing
    assert ("answers", "ORG-06", "value") not in differing


def test_hujiaping_typed_into_an_empty_form(office: Office) -> None:
    """Hujiaping's figures, typed into an empty form, show 95.04 and four stars; an income of 52.3 would give five."""
    known = maker(MOUNTAIN).spots.known
    form = empty({known["data", key, "self"]: typed(value) for key, value in HUJIAPING.items()})
    more = replace(form, typed={**form.typed, known["card", "DEV-01", "imagined"]: Decimal("52.3")})
    now, then = results([form, more], office)
    shown = ("card", "total", "real"), ("card", "stars", "real"), ("card", "grade", "real"), ("strip", "total", "real")
    assert [now[key] for key in shown] == [95.04, "★★★★☆", "四星", 95.04]
    assert [then[key] for key in shown] == [95.04, "★★★★☆", "四星", 95.04]
    assert [then["card", key, "supposed"] for key in ("stars", "grade", "total")] == ["★★★★★", "五星", 96.64]


def typed(value: object) -> Typed:
    """A value as it is typed."""
    assert isinstance(value, Decimal | int | str)
    return value


@pytest.mark.parametrize(
    ("literal", "means"),
    [
        (Literal("b", "1"), ("是", "??", "1")),
        (Literal("b", "0"), ("否", "??", "0")),
        (Literal("e", "#N/A"), ("??", "??", "x")),
    ],
)
def test_truths_and_errors_in_cells(office: Office, literal: Literal, means: tuple[str, str, str]) -> None:
    """TRUE and FALSE are yes and no; in a number's cell, and an error anywhere, they are unreadable."""
    yes_no, number, count = means
    rows = {"GOV-06": Row({"self": yes_no}), "ORG-02": Row({"self": number}), "B1": Row({"verified": count})}
    spots = maker(MOUNTAIN).spots.known
    cells = ("data", "GOV-06", "self"), ("data", "ORG-02", "self"), ("adjustments", "B1", "verified")
    now = Moment(maker(MOUNTAIN).scheme, Filling(rows=rows))
    form = Form("literal", maker(MOUNTAIN), now, {spots[cell]: literal for cell in cells}, readable=False)
    differing = {difference.live for difference in compared([form], office).differences}
    assert differing <= {("answers", "ORG-02", "text")}


SHOWN: Mapping[str, tuple[Mapping[str, Row], Tier, tuple[str, str, str], object]] = {
    "a tie after a difference": (
        {"inc_this": Row({"self": Decimal("100.005")}), "inc_last": Row({"self": 100})}, "self",
        ("indicators", "DEV-02", "value"), 0.01,
    ),
    "a level in digits": ({"GOV-06": Row({"self": Decimal("1.0")})}, "self", ("answers", "GOV-06", "value"), "yes"),
    "a number too large": ({"ORG-02": Row({"self": 10**30})}, "self", ("card", "ORG-02", "value"), "无效"),
    "the town's word against the county's": (
        {"ORG-02": Row({"verified": "不适用", "reviewed": 3})}, "verified", ("data", "ORG-02", "note"), "未填",
    ),
    "a point without units": ({"ORG-02": Row({"self": ".5"})}, "self", ("answers", "ORG-02", "outcome"), 2),
    "a point without tenths": ({"ORG-02": Row({"self": "3."})}, "self", ("answers", "ORG-02", "outcome"), 2),
    "a third of the points": (
        {"attended": Row({"self": 794}), "should_attend": Row({"self": 1000})}, "self",
        ("card", "ORG-04", "share"), 0.8233,
    ),
}  # fmt: skip
"""What program and form did not always agree on: what is typed, on which basis, and what a cell then shows."""


def test_what_did_not_always_agree(office: Office) -> None:
    """Cells that the program and LibreOffice saw differently before show the same."""
    known = maker(MOUNTAIN)
    forms = [
        Form(name, known, Moment(known.scheme, Filling(rows=rows), basis)) for name, (rows, basis, *_) in SHOWN.items()
    ]
    live = {(each.block, each.row, each.column): each for each in known.cells}
    found = {form.name: cells[SHOWN[form.name][2]] for form, cells in zip(forms, results(forms, office), strict=True)}
    reckoned = {form.name: live[SHOWN[form.name][2]].value(form.now) for form in forms}
    wanted = {name: shown for name, (*_, shown) in SHOWN.items()}
    assert found == wanted
    assert {n: float(e) if isinstance(e, Decimal) else e for n, e in reckoned.items()} == wanted


@pytest.mark.parametrize("text", [*DIGITS, *GARBAGE])
def test_formulas_take_no_number_that_the_reader_does_not(text: str, tmp_path: Path) -> None:
    """What formulas make of a text in a number's cell is what the reader of returned forms makes of it."""
    known, rows = maker(MOUNTAIN), {"ORG-02": Row({"self": text}), "inc_this": Row({"verified": text})}
    (tmp_path / "f.xlsx").write_bytes(known.content(Moment(known.scheme, Filling(rows=rows))))
    entries = assessment(tmp_path / "f.xlsx").entries
    typed_ = as_read(known.scheme, Filling(rows=rows)).entries
    places: tuple[tuple[str, Tier], ...] = (("ORG-02", "self"), ("inc_this", "verified"))
    for key, tier in places:
        assert [entries[key].answers[tier].value] == [typed_[key].answers[tier].value]


def test_a_framework_without_adjustments_has_a_form() -> None:
    """A form can be made where nothing is added, deducted or vetoed."""
    nothing = Adjustments((), Decimal(0))
    scheme = scheme_of(Item(), bonus=nothing, deductions=nothing)
    cells = {(each.block, each.row, each.column): each for each in FormMaker(scheme, "zh").cells}
    assert [cells["totals", row, "real"].formula for row in ("bonus", "deductions")] == ["0", "0"]


def test_the_form_that_is_compared_is_the_form() -> None:
    """What is left out for speed is no formula and nothing that is typed; each result is replaced."""
    form = sample(MOUNTAIN)[0]
    content = form.content()
    planted = given(content)
    assert formulas(planted) == formulas(content)
    assert len(formulas(content)) == sum(bool(live.formula) for live in form.maker.cells)
    assert planted.count(b"<v>-987654.250000</v>") == len(formulas(content))


def test_only_open_cells_are_typed_into() -> None:
    """Typing into a cell that has a formula, or that is not there, is a mistake of the script."""
    content = empty().content()
    for spot in (Spot("data", 0, 0), Spot("data", 900, 0)):
        with pytest.raises(ValueError, match="A"):
            typed_into(content, {spot: 1})


def test_every_edge_is_hit() -> None:
    """Cut forms take each indicator to all of its edges: typed ones exactly, computed ones as facts allow."""
    scheme, aimed = maker(MOUNTAIN).scheme, Aimed()
    list(islice(cut_forms(maker(MOUNTAIN), dice(1), aimed), 400))
    assert aimed.aims == sum(len(aims(indicator)) for indicator in scheme.indicators)
    typed = {indicator.id for indicator in scheme.indicators if indicator.definition.expression is None}
    assert [miss for miss in aimed.missed if miss[0] in typed] == []
    # Quotients of whole numbers cannot come within a hair of every edge: these are hit as nearly as facts allow.
    assert aimed.exact > 0.85 * aimed.aims


def test_all_that_decides_a_grade_occurs() -> None:
    """Among random units are all outcomes, grades and deciders, as typed and with the what-if values."""
    units = UnitMaker(makers(), 1)
    occurred = Counter(each for number in range(160) for each in seen_in(units.form(number).now))
    assert expected_of(maker(0).scheme) - occurred.keys() == set()


def test_exported_sheets(tmp_path: Path) -> None:
    """Texts stand in quotes and numbers do not, in whatever way numbers are written."""
    (tmp_path / "a.csv").write_text('"0,5"\t0,5\t\t"a""b\n\tc"\n-1E+300\t""\n', encoding="utf-8")
    assert rows(tmp_path / "a.csv", ",") == [["0,5", 0.5, "", 'a"b\n\tc'], [-1e300, ""], []]


@pytest.mark.parametrize(
    ("expected", "found", "alike"),
    [(0.1 + 0.2, 0.3, True), (1 / 3, 0.333333333333333, True), (0.3, 0.30000000000001, False), (95.04, 95.05, False)],
)
def test_numbers_are_compared_to_fifteen_digits(expected: float, found: float, alike: bool) -> None:
    """All digits that LibreOffice gives of a number must be the same."""
    assert same(expected, found) is alike
