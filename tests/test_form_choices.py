"""The drop-down lists of a form offer just what its formulas and the reader understand, in every language."""

import re
from functools import cache
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from sheets import framework, scheme

from starcli.core.consistency import schemes
from starcli.core.filling import Filling, questions
from starcli.core.findings import Location
from starcli.core.formulas.live import Moment
from starcli.core.formulas.typed import UNREADABLE, count_of, kind_of, state_of
from starcli.core.scheme import Scheme
from starcli.core.text import FormLanguage
from starcli.excel.reading.cells import read_count
from starcli.excel.writing.forms.form import FormMaker

LANGUAGES: tuple[FormLanguage, ...] = ("zh", "en", "both")
ALL = [(each.kind.id, each.profile.id) for each in schemes(framework())]


@cache
def form(kind: str, profile: str, language: FormLanguage) -> tuple[FormMaker, Workbook]:
    """A blank form, and what makes it."""
    maker = FormMaker(scheme(kind, profile), language)
    return maker, openpyxl.load_workbook(BytesIO(maker.content(Moment(maker.scheme, Filling()))))


def options(book: Workbook, sheet: int, cell: str) -> list[str]:
    """What the drop-down list of a cell offers."""
    (rule,) = [each for each in book.worksheets[sheet].data_validations.dataValidation if cell in each.sqref]
    assert rule.type == "list"
    if rule.formula1.startswith('"'):
        return str(rule.formula1).strip('"').split(",")
    target = book.defined_names[rule.formula1].attr_text
    name, area = re.fullmatch(r"'?(.*?)'?!(.*)", target.replace("$", "")).groups()  # type: ignore[union-attr]
    return [row[0].value for row in book[name][area]]


def asked(of: Scheme) -> list[str]:
    """The questions with levels."""
    return [question.id for question in questions(of) if question.levels]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "profile"), ALL)
def test_lists_offer_every_level_once(kind: str, profile: str, language: FormLanguage) -> None:
    """Each list has the names of the levels in their order, whatever signs are in them; town and county may waive."""
    maker, book = form(kind, profile, language)
    for question in questions(maker.scheme):
        if not question.levels:
            continue
        names = [name[language] for name in question.levels.values()]
        for tier, column in (("self", "E"), ("verified", "I"), ("reviewed", "J")):
            cell = f"{column}{maker.spots.known['data', question.id, tier].row + 1}"
            offered = options(book, 2, cell)
            assert offered[: len(names)] == names
            assert [state_of(each, kind_of(question)) for each in offered[len(names) :]] == [1] * (tier != "self")
            assert UNREADABLE not in [state_of(each, kind_of(question)) for each in offered]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_of_the_scorecard(language: FormLanguage) -> None:
    """Basis, target and what-if values are chosen from lists."""
    maker, book = form("village", "default", language)
    known = {key: spot for key, spot in maker.spots.known.items() if key[0] == "card"}
    at = {key: f"{'ABCDEFGHIJKL'[spot.column]}{spot.row + 1}" for key, spot in known.items()}
    assert options(book, 4, at["card", "target", "choice"]) == [g.name[language] for g in maker.scheme.grades]
    assert len(options(book, 4, at["card", "basis", "choice"])) == 3
    for key in asked(maker.scheme):
        levels = maker.scheme.by_id[key].definition.scale.levels
        assert options(book, 4, at["card", key, "imagined"]) == [name[language] for name in levels.values()]


def test_sheets_are_protected_without_a_password() -> None:
    """Whoever must may take the protection off; until then only cells for typing can be changed."""
    _, book = form("village", "default", "zh")
    found = [(sheet.protection.sheet, sheet.protection.password, sheet.protection.objects) for sheet in book]
    assert found == [(True, None, True)] * 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_of_the_adjustments(language: FormLanguage) -> None:
    """A veto is answered from a list, and each answer counts as what it says."""
    maker, book = form("village", "default", language)
    for veto in framework().vetoes:
        row = maker.spots.known["adjustments", veto.id, "verified"].row + 1
        assert [count_of(answer) for answer in options(book, 3, f"D{row}")] == [1, 0]
        assert [read_count(answer, Location()).value for answer in options(book, 3, f"E{row}")] == [1, 0]
