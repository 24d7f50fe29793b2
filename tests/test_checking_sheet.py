"""The check sheet as a workbook: what it asks, what it locks, and how it is read back however it was treated."""

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from checking import cells_of, fill, found
from libreoffice import Office, require_libreoffice
from openpyxl.worksheet.worksheet import Worksheet
from sheets import assessment, framework, printed, reader, scheme

from starcli.core.assessment import Answer
from starcli.core.checking.applying import verdicts_on
from starcli.core.checking.items import check_items
from starcli.core.checking.sheet import CheckSheet
from starcli.core.checking.stamp import stamp_of
from starcli.core.findings import Finding, Location
from starcli.core.formulas.functions import is_shared
from starcli.core.imports.applying import with_imports
from starcli.core.imports.values import ImportedValue
from starcli.core.numbers import half_up
from starcli.core.rating import Rating, rate
from starcli.core.text import LANGUAGES, Language
from starcli.excel.layouts.check_sheet import CHECK_HEADINGS, CHECK_SHEETS, CheckColumn
from starcli.excel.opening.workbook import open_content
from starcli.excel.reading.check_sheets import read_check_sheets
from starcli.excel.reading.items import Items
from starcli.excel.reading.reader import read_units
from starcli.excel.writing.check_sheet.book import check_sheet

SAMPLES = Path(__file__).parent.parent / "samples"
SHEET = "核查表"


@cache
def rated() -> Rating:
    """A village whose form is filled in."""
    return rate(scheme("village", "mountain"), assessment(SAMPLES / "hujiaping.xlsx"), "self")


@cache
def blank(language: Language = "zh") -> bytes:
    """Its check sheet before anybody has filled it in."""
    return check_sheet(rated(), language)


def findings() -> dict[str, dict[CheckColumn, str | Decimal]]:
    """What a checker finds of it."""
    return found(rated(), random.Random(7))  # noqa: S311 invented findings


@cache
def filled() -> bytes:
    """The same as it comes back."""
    return fill(blank(), findings())


def read(content: bytes) -> tuple[tuple[CheckSheet, ...], tuple[Finding, ...]]:
    """The check sheets in a workbook."""
    book = open_content(content, "c.xlsx", ("check-sheet",)).value
    assert book is not None
    read_ = read_check_sheets(book, Items(framework()))
    return read_.value, read_.findings


def rows(content: bytes) -> dict[str, tuple[Any, ...]]:
    """What was typed into each row, wherever it stands."""
    (one,), _ = read(content)
    return {
        key: (
            row.verdict,
            row.methods,
            row.day,
            row.said("checker"),
            row.said("reason"),
            None if row.verified is None else row.verified.value,
            None if row.own is None else row.own.value,
        )
        for key, row in one.rows.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_and_every_fact_has_a_row(language: Language) -> None:
    """The sheet asks for each indicator, and each fact that they are worked out of, once."""
    (one,), problems = read(blank(language))
    asked = [key for item in check_items(rated().scheme) for key in (item.indicator.id, *(f.id for f in item.figures))]
    assert (sorted(one.rows), one.doubled, problems) == (sorted(set(asked)), {}, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_whose_it_is_and_for_which_form(language: Language) -> None:
    """Above the table stand the unit, the period, the framework and the stamp of the form."""
    (one,), _ = read(blank(language))
    assert (one.unit.name, one.unit.town, one.period, one.fingerprint, one.stamp) == (
        "胡家坪村",
        "王阜乡",
        "2022Q3",
        framework().fingerprint,
        stamp_of(rated().assessment, rated().scheme),
    )


def test_own_values_come_back_as_they_were_reported() -> None:
    """What the unit reported stands beside each figure, and is read as the same."""
    (one,), _ = read(blank())
    entries = rated().assessment.entries
    asked = [figure.id for item in check_items(rated().scheme) for figure in item.figures]
    assert {key: one.rows[key].own.value for key in asked if one.rows[key].own} == {  # type: ignore[union-attr]
        key: entries[key].answers["self"].value for key in asked
    }


def test_a_blank_sheet_says_nothing() -> None:
    """No verdict, value, name or date stands on it before somebody types them."""
    assert {said[:6] for said in rows(blank()).values()} == {(None, (), None, "", "", None)}


def test_a_blank_sheet_is_blank_before_any_program_has_opened_it() -> None:
    """Formulas without results are nothing that somebody has typed: each indicator is told as not checked."""
    sheets, _ = read(blank())
    found_ = verdicts_on(rated().assessment, rated().scheme, sheets, None).findings
    assert [f.code for f in found_] == ["check-row-blank"] * len(check_items(rated().scheme))


@cache
def page(content: bytes) -> Worksheet:
    """The sheet to fill in."""
    return openpyxl.load_workbook(BytesIO(content))[SHEET]


def column(sheet: Worksheet, key: str) -> int:
    """The column below a heading, counted from 1."""
    heading = CHECK_HEADINGS[key].zh  # type: ignore[index]
    return next(int(cell.column) for row in sheet.iter_rows() for cell in row if cell.value == heading)


def row_of(sheet: Worksheet, key: str) -> int:
    """The row of a fact or an indicator, counted from 1."""
    return next(int(row[0].row) for row in sheet.iter_rows() if row[0].value == key)


def test_it_is_protected_but_for_typing_and_without_a_password() -> None:
    """Codes, own values and rules are locked; verdicts and verified values are not."""
    sheet = page(blank())
    protection, row = sheet.protection, row_of(sheet, "ORG-02")
    locked = {key: sheet.cell(row, column(sheet, key)).protection.locked for key in CHECK_HEADINGS if key != "given"}
    open_ = {key for key, is_locked in locked.items() if not is_locked}
    assert (protection.sheet, protection.password) == (True, None)
    assert open_ == {"verified", "verdict", "method", "reason", "checker", "date"}


def test_the_value_of_what_is_worked_out_is_not_typed() -> None:
    """Its facts are verified; its own cell shows what they give."""
    sheet = page(blank())
    at = column(sheet, "verified")
    assert sheet.cell(row_of(sheet, "ORG-01"), at).protection.locked
    assert not sheet.cell(row_of(sheet, "posts_filled"), at).protection.locked


def test_verdicts_and_methods_are_chosen_from_lists() -> None:
    """The lists hold the words that are read back."""
    lists = {rule.formula1 for rule in page(blank()).data_validations.dataValidation if rule.type == "list"}
    assert {'"属实,有出入,不予认定,不适用"', '"查资料,实地,系统"'} <= lists


def test_formulas_call_only_what_every_program_knows() -> None:
    """Excel 2007, WPS and LibreOffice understand each formula of the sheet."""
    formulas = [c.value for row in page(blank()).iter_rows() for c in row if str(c.value).startswith("=")]
    assert (len(formulas) > 40, [f for f in formulas if not is_shared(f[1:])]) == (True, [])


def test_it_prints_on_a4_with_its_headings() -> None:
    """The sheet lies across, with its headings on each page."""
    assert printed_of(blank())[0] == (SHEET, "9", "landscape", "$7:$7")


def printed_of(content: bytes) -> list[tuple[str, str, str, str]]:
    """Name, paper, orientation and repeated rows of every sheet."""
    return printed(BytesIO(content))  # type: ignore[arg-type]


def test_the_same_form_gives_the_same_bytes() -> None:
    """Nothing in the workbook depends on when it was made."""
    assert check_sheet(rated(), "zh") == blank()


def test_department_data_stands_beside_what_is_claimed() -> None:
    """Where something was imported, a column says what, and by whom."""
    place = Location("d.xlsx", "数据", "C2")
    value = ImportedValue("GOV-03", Answer(Decimal(2), "2", place), "2022Q3", "信访局")
    supplied = with_imports(rated().assessment, rated().scheme, [value]).value
    sheet = openpyxl.load_workbook(BytesIO(check_sheet(rate(rated().scheme, supplied), "zh")))[SHEET]
    at = column(sheet, "given")
    assert (sheet.cell(row_of(sheet, "GOV-03"), at).value, rows(blank())["GOV-03"][6]) == ("2\n信访局", 0)


def test_what_the_unit_claims_is_worked_out_of_its_own_figures() -> None:
    """Beside what a department supplied stands what the unit's own figures give, and not what counts."""
    place = Location("d.xlsx", "数据", "C2")
    values = [ImportedValue(key, Answer(Decimal(1), "1", place)) for key in ("hot_ok", "hot_rated")]
    supplied = rate(rated().scheme, with_imports(rated().assessment, rated().scheme, values).value)
    sheet = page(check_sheet(supplied, "zh"))
    own_value = Decimal(str(sheet.cell(row_of(sheet, "GOV-02"), column(sheet, "own")).value))
    counted = supplied.result("GOV-02").value
    assert (own_value == rated().result("GOV-02").value, counted) == (True, Decimal(100))


def test_whatever_a_unit_wrote_stands_on_a_page_as_text() -> None:
    """A name that looks like a formula or a tag is a name; of long evidence the beginning is shown, and where it is."""
    form_ = rated().assessment
    entry = form_.entries["ORG-02"]
    long = replace(entry, evidence="=HYPERLINK(1)" + "会议记录、签到表；" * 200)
    unit = replace(form_.unit, name="=1+1<script>村")
    changed = replace(form_, unit=unit, entries={**form_.entries, "ORG-02": long})
    content = check_sheet(rate(rated().scheme, changed), "zh")
    sheet = openpyxl.load_workbook(BytesIO(content))[SHEET]
    at = row_of(sheet, "ORG-02")
    shown = str(sheet.cell(at, column(sheet, "evidence")).value)
    assert (shown[:13], shown[-15:], len(shown) < 120) == (
        "=HYPERLINK(1)",
        f"……（全文见 {entry.location.within} 一行）"[-15:],
        True,
    )
    assert (sheet.cell(at, column(sheet, "evidence")).data_type, sheet["B2"].value) == ("s", "=1+1<script>村")
    heights = [size.height for size in sheet.row_dimensions.values() if size.height]
    assert max(heights) <= 240
    assert [one.unit.name for one in read(content)[0]] == ["=1+1<script>村"]


def resaved(content: bytes, change: Callable[[Worksheet], None] = lambda _: None) -> bytes:
    """The same, opened, changed and saved by another program."""
    book = openpyxl.load_workbook(BytesIO(content))
    change(book[SHEET])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _table(sheet: Worksheet) -> tuple[int, list[list[Any]]]:
    """The row of the headings, and the rows below it with the values of their cells."""
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == CHECK_HEADINGS["code"].zh)
    return top, [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top + 1)]


def turned_round(sheet: Worksheet) -> None:
    """The rows in another order."""
    top, below = _table(sheet)
    for merged in [str(area) for area in sheet.merged_cells.ranges if area.min_row > top]:
        sheet.unmerge_cells(merged)
    for at, values in enumerate(reversed(below), start=top + 1):
        for position, value in enumerate(values, start=1):
            sheet.cell(at, position).value = None if str(value).startswith("=") else value


def moved(sheet: Worksheet) -> None:
    """Rows and a column inserted, with notes of the checker's own."""
    sheet.insert_rows(12, 2)
    sheet["A12"] = "第一组"
    sheet.insert_cols(3)
    top, _ = _table(sheet)
    sheet.cell(top, 3).value = "我的备注"
    sheet.cell(top + 4, 3).value = "下次带台账"


def other_words(sheet: Worksheet) -> None:
    """Headings in other words, verdicts and methods as people say them, dates in their ways."""
    words = {
        "核验结论": "核查结论", "核验值": "核定值（填）", "扣分原因、说明": "理由", "核验人": "核查人",
        "属实": "情况属实", "查资料": "查阅资料", "2022-10-12": "2022年10月12日",
    }  # fmt: skip
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value in words:
                cell.value = words[str(cell.value)]


def without_codes(sheet: Worksheet) -> None:
    """The codes of two rows cleared: their names are left."""
    for key in ("ORG-02", "posts_filled"):
        sheet.cell(row_of(sheet, key), 1).value = None


def once_for_all(sheet: Worksheet) -> None:
    """One name for all rows of a dimension, in a merged cell."""
    at = column(sheet, "checker")
    first, last = row_of(sheet, "ORG-01"), row_of(sheet, "ORG-10")
    letter = openpyxl.utils.get_column_letter(at)
    name = sheet.cell(first, at).value
    for row in range(first + 1, last + 1):
        sheet.cell(row, at).value = None
    sheet.merge_cells(f"{letter}{first}:{letter}{last}")
    sheet.cell(first, at).value = name


TREATED = {
    "saved by another program": lambda _: None,
    "sorted": turned_round,
    "with rows and a column inserted": moved,
    "in other words": other_words,
    "without some codes": without_codes,
}


@pytest.mark.parametrize("change", TREATED.values(), ids=TREATED.keys())
def test_a_sheet_that_was_treated_says_the_same(change: Callable[[Worksheet], None]) -> None:
    """Whatever people do to a sheet, each row still says what was typed into it."""
    assert rows(resaved(filled(), change)) == rows(filled())


def test_a_name_written_once_holds_for_all_rows_that_it_covers() -> None:
    """The checker of several rows may stand in a cell that is merged over them."""
    before, after = rows(filled()), rows(resaved(filled(), once_for_all))
    asked = [item.indicator.id for item in check_items(rated().scheme)]
    assert [after[key] for key in asked] == [before[key] for key in asked]


def test_several_methods_may_be_named() -> None:
    """A cell with two methods names both; one with another word names none."""
    content = fill(blank(), {"ORG-02": {"method": "查资料、实地"}, "ORG-06": {"method": "查资料，听说"}})
    assert (rows(content)["ORG-02"][1], rows(content)["ORG-06"][1]) == (("papers", "visit"), ())


def test_a_row_that_nobody_knows_is_named() -> None:
    """A filled row whose code was overwritten is a finding with what is near."""

    def overwritten(sheet: Worksheet) -> None:
        cell = sheet.cell(row_of(sheet, "ORG-02"), 1)
        cell.value = "ORG-22"

    (one,), problems = read(resaved(filled(), overwritten))
    assert ("ORG-02" in one.rows, [(f.code, f.location.cell[0]) for f in problems]) == (
        False,
        [("check-item-unknown", "A")],
    )


def test_a_row_that_was_copied_is_kept_aside() -> None:
    """The second of two rows of one indicator is known as such."""

    def copied(sheet: Worksheet) -> None:
        source = row_of(sheet, "ORG-02")
        target = sheet.max_row + 2
        for position in range(1, sheet.max_column + 1):
            sheet.cell(target, position).value = sheet.cell(source, position).value

    (one,), _ = read(resaved(filled(), copied))
    assert [(key, len(again)) for key, again in one.doubled.items()] == [("ORG-02", 1)]


def test_sheets_of_several_units_in_one_workbook() -> None:
    """A town may put the sheets of its units into one workbook: each is its own unit's."""
    book = openpyxl.load_workbook(BytesIO(filled()))
    second = book.copy_worksheet(book[SHEET])
    second.title = "石门村"
    second["B2"] = "石门村"
    stream = BytesIO()
    book.save(stream)
    sheets, _ = read(stream.getvalue())
    assert [sheet.unit.name for sheet in sheets] == ["胡家坪村", "石门村"]


def anonymous(sheet: Worksheet) -> None:
    """Name and code of the unit cleared."""
    sheet["B2"] = None
    sheet["B3"] = None


def without_cover(sheet: Worksheet) -> None:
    """Everything above the headings deleted."""
    for area in [str(merged) for merged in sheet.merged_cells.ranges]:
        sheet.unmerge_cells(area)
    sheet.delete_rows(1, _table(sheet)[0] - 1)


@pytest.mark.parametrize("change", [anonymous, without_cover], ids=["cleared", "deleted"])
def test_a_sheet_without_its_unit_is_nobodys(change: Callable[[Worksheet], None]) -> None:
    """Where name and code are gone, nothing of it is used."""
    sheets, problems = read(resaved(filled(), change))
    assert (sheets, [f.code for f in problems]) == ((), ["check-sheet-without-unit"])


def test_a_check_sheet_is_no_form(tmp_path: Path) -> None:
    """One that lies among the forms, saved by another program, is named and not read as a form."""
    book = openpyxl.load_workbook(BytesIO(filled()))
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(tmp_path / "c.xlsx")
    (one,) = read_units(tmp_path / "c.xlsx", "c.xlsx", reader())
    assert (one.value, [(f.code, f.location.sheet) for f in one.findings]) == (
        None,
        [("check-sheet-among-forms", SHEET)],
    )


def worked_out(sheet: Worksheet, at: int) -> dict[str, Decimal]:
    """The verified figures that the sheet shows of indicators with facts."""
    computed = [item.indicator for item in check_items(rated().scheme) if not item.is_typed]
    shown = {i.id: sheet.cell(row_of(sheet, i.id), at).value for i in computed}
    return {
        i.id: Decimal(str(shown[i.id])).quantize(Decimal(1).scaleb(-i.definition.scale.precision))
        for i in computed
        if shown[i.id] not in (None, "")
    }


def by_the_engine(content: bytes) -> dict[str, Decimal]:
    """The same, as the engine works them out of the verified facts that were typed."""
    (one,), _ = read(content)
    own = {key: entry.answers["self"].value for key, entry in rated().assessment.entries.items()}
    figures: dict[str, Decimal] = {}
    for item in check_items(rated().scheme):
        definition = item.indicator.definition
        if definition.expression is None or not any(one.rows[name].verified for name in definition.expression.names):
            continue
        verified = {name: one.rows[name].verified for name in definition.expression.names}
        used = {name: said.value if said is not None else own[name] for name, said in verified.items()}
        exact = definition.expression.evaluate({name: Decimal(str(value)) for name, value in used.items()})
        assert exact is not None
        figures[item.indicator.id] = half_up(exact, definition.scale.precision)
    return figures


EXPECTED = {
    "ORG-01": "✓",
    "ORG-02": "未核查",
    "ORG-06": "请填核验人、日期",
    "ORG-10": "核验值与结论不符",
    "SVC-01": "核验值与结论不符",
}


def test_libreoffice_works_out_what_is_done_and_what_the_verified_figures_are(tmp_path: Path) -> None:
    """Each row says whether it was checked as it must be; verified figures are those of the engine."""
    require_libreoffice()
    fills = findings()
    fills["ORG-02"] = {}
    fills["ORG-06"].pop("date")
    fills["ORG-10"] |= {"verified": Decimal(5), "verdict": "属实"}
    fills["SVC-01"] |= {"verified": Decimal(5), "verdict": "不予认定", "reason": "没有佐证"}
    (tmp_path / "c.xlsx").write_bytes(fill(blank(), fills))
    Office(tmp_path / "office").convert([tmp_path / "c.xlsx"], "xlsx", tmp_path / "after")
    sheet = openpyxl.load_workbook(tmp_path / "after" / "c.xlsx", data_only=True)[SHEET]
    at = {key: column(sheet, key) for key in ("state", "verified")}
    states = {key: sheet.cell(row_of(sheet, key), at["state"]).value for key in EXPECTED}
    assert states == EXPECTED
    assert worked_out(sheet, at["verified"]) == by_the_engine(fill(blank(), fills))


def test_what_goes_where_on_a_sheet() -> None:
    """The cells of a row are found by headings and codes."""
    places = cells_of(blank(), {"ORG-02": {"verdict": "属实"}})
    sheet = page(blank())
    assert list(places) == [f"J{row_of(sheet, 'ORG-02')}"]
    assert CHECK_SHEETS["check"].zh == SHEET
