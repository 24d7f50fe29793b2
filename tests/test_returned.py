"""A form that comes back: what was changed where it is not for typing is named cell by cell, and nothing else is."""

import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from edited import column_moved, deleted, inserted, loaded, moved, renamed, saved
from openpyxl.workbook import Workbook
from sheets import framework, reader, scheme
from typer.testing import CliRunner

from starcli.cli import app
from starcli.core.assessment import Unit
from starcli.core.benchmark import rate_at
from starcli.core.filling import Filling, Row, questions
from starcli.core.findings import Finding
from starcli.core.formulas.live import Moment
from starcli.core.model import Fact
from starcli.core.rating import rate
from starcli.core.text import FormLanguage
from starcli.excel.opening.guard import Package
from starcli.excel.opening.workbook import open_content
from starcli.excel.reading.reader import read_opened
from starcli.excel.returned.form_check import FormChecker
from starcli.excel.returned.formulas import moved as formula_moved
from starcli.excel.returned.formulas import same_place
from starcli.excel.returned.written import written_sheets
from starcli.excel.writing.forms.form import FormMaker

DATA, CARD, WORKINGS = "填报表", "自评表", "计算"
Edit = Callable[[Workbook], None]


@cache
def maker(language: FormLanguage = "zh") -> FormMaker:
    """Makes forms for a village."""
    return FormMaker(scheme(), language)


@cache
def checker() -> FormChecker:
    """Compares forms by the reference framework."""
    return FormChecker(framework())


@cache
def filled(language: FormLanguage = "zh") -> bytes:
    """A form filled in with a figure everywhere."""
    rows = {q.id: Row({"self": _figure(q.asked, tuple(q.levels))}) for q in questions(scheme())}
    return maker(language).content(Moment(scheme(), Filling(Unit(name="石门村", kind="village"), "2022Q3", rows)))


def _figure(asked: object, levels: tuple[str, ...]) -> Decimal | str:
    if levels:
        return levels[0]
    return Decimal(12) if isinstance(asked, Fact) else Decimal(3)


def found(content: bytes) -> list[tuple[str, str]]:
    """Code and place of everything that was changed in a form."""
    return [(f.code, f.location.within) for f in findings(content)]


def findings(content: bytes) -> tuple[Finding, ...]:
    """Everything that was changed in a form."""
    return checker().check(content, "f.xlsx")


def edited(edit: Edit, language: FormLanguage = "zh") -> bytes:
    """The filled form after an edit, saved by another program."""
    book = loaded(filled(language))
    edit(book)
    return saved(book)


def total(content: bytes) -> Decimal:
    """The total of a form as it is read."""
    (only,) = read_opened(open_content(content, "f.xlsx"), reader())
    assert only.value is not None
    return rate(scheme(), only.value).total


def put(sheet: str, cell: str, value: object) -> Edit:
    """One cell that says something else."""

    def edit(book: Workbook) -> None:
        book[sheet][cell] = value

    return edit


def spot(block: str, row: str, column: str) -> str:
    """Where a cell of the form is: `E5`."""
    known = maker().spots.known[block, row, column]
    return f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[known.column]}{known.row + 1}"


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_a_form_as_it_was_sent(language: FormLanguage) -> None:
    """Nothing is found in a form that was only filled in, nor after another program saved it."""
    assert (found(filled(language)), found(edited(lambda _: None, language))) == ([], [])


EDITS: dict[str, Edit] = {
    "rows-inserted": lambda book: moved(book, DATA, inserted(10, 2)),
    "a-row-inserted-above": lambda book: moved(book, DATA, inserted(1)),
    "a-column-moved": lambda book: moved(book, DATA, column_moved(12, 4)),
    "a-sheet-renamed": lambda book: renamed(book, DATA, "本村 数据"),
}


def all_of_it(book: Workbook) -> None:
    """One edit after the other."""
    for edit in EDITS.values():
        edit(book)
        if DATA not in book.sheetnames:
            return


@pytest.mark.parametrize("edit", [*EDITS.values(), all_of_it], ids=[*EDITS, "all-of-it"])
def test_what_people_do_to_a_form_is_no_change(edit: Edit) -> None:
    """Inserted rows, moved columns and other names of sheets change no formula and no answer."""
    content = edited(edit)
    assert (found(content), total(content)) == ([], total(filled()))


def test_a_weight_that_was_raised() -> None:
    """A weight on the Scorecard is not for typing; what it said and says is told."""
    cell = spot("card", "ORG-03", "weight")
    (only,) = findings(edited(put(CARD, cell, 9)))
    assert (only.code, only.location.within) == ("form-text-changed", f"{CARD}!{cell}")
    assert "“2”" in only.message("zh")
    assert "“9”" in only.message("zh")


def test_a_name_that_was_changed() -> None:
    """A row whose name was changed is known again by the rest of it."""
    cell = spot("data", "ORG-02", "name")
    assert found(edited(put(DATA, cell, "别的名字"))) == [("form-text-changed", f"{DATA}!{cell}")]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (99, "form-formula-overwritten"),
        ("=1+98", "form-formula-changed"),
        (None, "form-formula-overwritten"),
    ],
)
def test_a_total_that_was_improved(value: object, code: str) -> None:
    """A formula that was replaced, changed or deleted is named; the rating does not depend on it."""
    cell = spot("totals", "total", "real")
    content = edited(put(WORKINGS, cell, value))
    assert (found(content), total(content)) == ([(code, f"{WORKINGS}!{cell}")], total(filled()))


def test_changes_below_each_other_are_one_line() -> None:
    """A column of formulas that was overwritten is one finding that says how many there are."""
    first = maker().spots.known["card", "ORG-01", "points"]

    def edit(book: Workbook) -> None:
        for row in range(first.row + 1, first.row + 6):
            book[CARD].cell(row, first.column + 1).value = 2

    (only,) = findings(edited(edit))
    assert (only.code, "还有 4 格" in only.message("zh")) == ("form-formula-overwritten", True)


def test_a_deleted_row() -> None:
    """A row that was deleted is named once, not with every formula that missed it."""
    row = maker().spots.known["data", "ORG-06", "self"].row + 1
    (only,) = findings(edited(lambda book: moved(book, DATA, deleted(row))))
    assert (only.code, "ORG-06" in only.message("zh")) == ("form-row-deleted", True)


def test_a_doubled_row() -> None:
    """A row that stands twice is named."""
    row = maker().spots.known["data", "ORG-06", "self"].row + 1

    def edit(book: Workbook) -> None:
        moved(book, DATA, inserted(row + 1))
        for column in (1, 2, 3, 4, 8):
            book[DATA].cell(row + 1, column).value = book[DATA].cell(row, column).value

    assert found(edited(edit)) == [("form-row-doubled", f"{DATA}!A{row + 1}")]


def test_a_deleted_sheet() -> None:
    """A sheet that was deleted is named; the others are compared as far as they can be."""

    def edit(book: Workbook) -> None:
        del book["加减分与否决"]

    assert [f.code for f in findings(edited(edit))] == ["form-sheet-deleted"]


def test_another_kind_than_the_form_is_for() -> None:
    """A kind that was typed over the form's own does not fit its formulas."""
    cell = spot("profile", "kind", "value")
    assert found(edited(put("基本信息", cell, "社区"))) == [("form-for-another-kind", f"基本信息!{cell}")]


@pytest.mark.parametrize(
    ("text", "code"),
    [("village / default / zh / 000000000000", "form-of-another-version"), ("", "form-stamp-lost")],
)
def test_a_form_that_cannot_be_compared(text: str, code: str) -> None:
    """A form of another version, or without its stamp, is said not to have been compared."""
    assert [f.code for f in findings(edited(put("说明", spot("guide", "stamp", "value"), text)))] == [code]


def test_very_many_changes_are_cut() -> None:
    """Of very many changes the first are listed, and how many more there are."""

    def edit(book: Workbook) -> None:
        asked = list(questions(scheme()))
        for number, question in enumerate(asked):
            book[DATA][spot("data", question.id, "name" if number % 2 else "measure")] = f"另一个名字{number}"

    codes = [f.code for f in findings(edited(edit))]
    assert (len(codes), codes[-1]) == (31, "form-changes-cut")


@pytest.mark.parametrize("content", [b"", b"PK\3\4 nothing", saved(Workbook())])
def test_what_is_no_form(content: bytes) -> None:
    """Nothing is said of a file that is no form of starcli."""
    assert findings(content) == ()


def test_shared_formulas_are_read() -> None:
    """A formula that a program stores once for a column is read in each cell."""
    part = "xl/worksheets/sheet6.xml"
    first, second = (spot("indicators", key, "real:available") for key in ("ORG-01", "ORG-02"))
    content = filled()
    with_shared = _shared(content, part, first, second)
    sheets = {sheet.role: sheet for sheet in written_sheets(Package(with_shared))}
    known = {sheet.role: sheet for sheet in written_sheets(Package(content))}
    assert sheets["workings"].cells == known["workings"].cells


def _shared(content: bytes, part: str, first: str, second: str) -> bytes:
    """The form with the second of two formulas stored as one that shares the first."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                data = re.sub(rb'(<c r="%b"[^>]*>)<f>' % first.encode(), rb'\1<f t="shared" si="0" ref="A1:Z99">', data)
                data = re.sub(rb'(<c r="%b"[^>]*>)<f>.*?</f>' % second.encode(), rb'\1<f t="shared" si="0"/>', data)
            new.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("formula", "same"),
    [
        ("IF($A$1>0, b2 ,0.50)", "IF(A1>0,B2,0.5)"),
        ("'填报表'!E5+TRUE()", "填报表!E5+TRUE"),
        ('IF(A1="a b","c""d",1E3)', 'IF(A1="a b","c""d",1000)'),
        ("sum(A1:$B$3)", "SUM(A1:B3)"),
    ],
)
def test_formulas_are_compared_by_what_they_say(formula: str, same: str) -> None:
    """Dollar signs, spaces, quotes around names and spellings of numbers make no other formula; texts do."""
    assert formula_moved(formula, same_place) == formula_moved(same, same_place) == same


def test_the_commands_name_changes(tmp_path: Path) -> None:
    """`score` and `check` name the cell; a changed formula is a warning, because the rating does not rest on it."""
    path = tmp_path / "f.xlsx"
    path.write_bytes(edited(put(WORKINGS, spot("totals", "total", "real"), 99)))
    for command in (["score", str(path), "--out", str(tmp_path)], ["check", str(path)]):
        run = CliRunner().invoke(app, [*command, "--lang", "en"])
        assert "form-formula-overwritten" in run.output + run.stderr


def test_the_yardstick_is_not_the_unit() -> None:
    """The form of this file is no trivial one: it has points, and is below the highest grade."""
    assert Decimal(0) < total(filled()) < rate_at(scheme(), scheme().grades[0].id).total
