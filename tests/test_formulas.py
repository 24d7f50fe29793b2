"""The formulas of a form: what they may call, how long they may be, and that nothing else is in them."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from sheets import framework

from starcli.core.consistency import schemes
from starcli.core.formulas.functions import SHARED_FUNCTIONS, first_true, is_shared, one_of, quoted
from starcli.core.formulas.live import Live
from starcli.core.text import FormLanguage
from starcli.excel.writing.forms.form import FormMaker

_TEXT = re.compile(r'"(?:[^"]|"")*"')
VOLATILE = ("NOW", "TODAY", "RAND", "RANDBETWEEN", "OFFSET", "INDIRECT", "CELL", "INFO")
NEWER_THAN_2007 = ("IFS", "IFNA", "XLOOKUP", "LET", "TEXTJOIN", "CONCAT", "SWITCH", "FILTER", "UNIQUE", "SEQUENCE")
MOST_LEVELS, LONGEST, LONGEST_TEXT, MOST_ARGUMENTS = 64, 8192, 255, 255


@cache
def makers() -> tuple[FormMaker, ...]:
    """A maker for each scheme of the reference, in every language."""
    languages: tuple[FormLanguage, ...] = ("zh", "en", "both")
    return tuple(FormMaker(scheme, language) for scheme in schemes(framework()) for language in languages)


def live() -> Iterator[Live]:
    """Every formula of every form."""
    return (cell for maker in makers() for cell in maker.cells if cell.formula)


def depth(formula: str) -> int:
    """How deep brackets are nested."""
    level = deepest = 0
    for sign in _TEXT.sub("", formula):
        level += (sign == "(") - (sign == ")")
        deepest = max(deepest, level)
    return deepest


def test_there_are_formulas() -> None:
    """The tests below look at thousands of formulas."""
    assert sum(1 for _ in live()) > 10_000


def test_formulas_call_only_what_all_programs_know() -> None:
    """Every function of every formula has been in Excel since 2007, in WPS and in LibreOffice; none is volatile."""
    assert {cell.formula for cell in live() if not is_shared(cell.formula)} == set()
    assert SHARED_FUNCTIONS.isdisjoint((*VOLATILE, *NEWER_THAN_2007))


def test_formulas_are_within_the_limits_of_excel() -> None:
    """No formula is too long or nested too deep, no text in one is longer than Excel takes."""
    assert [cell for cell in live() if len(cell.formula) > LONGEST or depth(cell.formula) > MOST_LEVELS] == []
    texts = {text for cell in live() for text in _TEXT.findall(cell.formula)}
    assert [text for text in texts if len(text) - 2 > LONGEST_TEXT] == []


def test_formulas_name_no_other_workbook() -> None:
    """No formula refers to a file, a link or a macro sheet."""
    assert [cell.formula for cell in live() if re.search(r"\[|://|\.xls", _TEXT.sub("", cell.formula))] == []


def test_formulas_are_on_one_line() -> None:
    """Programs do not keep line breaks within formulas: a form would seem to be changed."""
    assert [cell.formula for cell in live() if "\n" in cell.formula or "  " in _TEXT.sub("", cell.formula)] == []


@pytest.mark.parametrize("maker", makers(), ids=lambda maker: str(maker.stamp).rpartition(" / ")[0])
def test_every_cell_that_a_formula_names_is_there(maker: FormMaker) -> None:
    """Each place has one cell, and none is both typed into and worked out."""
    live_spots = [maker.spots.of(cell) for cell in maker.cells]
    typed = [spot for spot, _ in maker.inputs]
    assert len({*live_spots, *typed}) == len(live_spots) + len(typed)


@pytest.mark.parametrize(
    ("formula", "shared"),
    [
        ("IF(A1>0,1,0)", True),
        ('IF(A1="IFS(1)",1,0)', True),
        ("IFS(A1>0,1)", False),
        ("now()", False),
        ("_xlfn.CONCAT(A1,B1)", False),
        ("A1+" * 4000 + "1", False),
    ],
)
def test_what_is_shared(formula: str, shared: bool) -> None:
    """A formula is shared by what it calls, whatever its texts say; and when it is not too long."""
    assert is_shared(formula) is shared


@pytest.mark.parametrize(
    ("text", "literal"),
    [("", '""'), ("好", '"好"'), ('他说"好"', '"他说""好"""'), ("x" * 251, f'"{"x" * 250}"&"x"')],
)
def test_texts_as_literals(text: str, literal: str) -> None:
    """Quotes are doubled, and a long text is joined from parts."""
    assert quoted(text) == literal


def test_pieces_of_formulas() -> None:
    """Cases are nested in their order; a word is compared with each of a list."""
    assert first_true([("A1=1", "x"), ("A1=2", "y")], "z") == "IF(A1=1,x,IF(A1=2,y,z))"
    assert one_of("A1", ("是", "有")) == 'SUMPRODUCT(--(A1={"是","有"}))>0'
