"""Writing back again and again: starcli's own sheets are replaced where they are, and nothing else is touched."""

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from graft_books import FORM, OFFICE, host, instead, parts, repacked
from grafting import PAGES, PAGES_EN, form, rated, refusal, saved_by_libreoffice, values, written_back
from openpyxl.workbook.defined_name import DefinedName
from sheets import answers, assessment, read, write

from starcli.core.text import Language
from starcli.excel.grafting.archive import Archive
from starcli.excel.grafting.own_sheets import rating_sheets
from starcli.excel.imprint import SHEET_MARK as MARK

BOOK = "xl/workbook.xml"
ANSWERS = "填报表"
ATTACHED = re.compile(r"xl/(charts|drawings)/[^/]*\.xml")


def by_openpyxl(path: Path) -> Path:
    """The form with its rating, loaded and saved by openpyxl."""
    openpyxl.load_workbook(written_back(path)).save(path)
    return path


def by_libreoffice(path: Path) -> Path:
    """A furnished form with its rating, opened and saved by LibreOffice."""
    path.write_bytes(saved_by_libreoffice()["openpyxl"])
    return path


def without_marks(path: Path) -> Path:
    """The workbook after somebody deleted the names that mark the rating sheets."""
    return repacked(
        path, {BOOK: lambda xml: re.sub(rb'<definedName name="%s"[^>]*>\d</definedName>' % MARK.encode(), b"", xml)}
    )


def answered(path: Path, value: float) -> Path:
    """The workbook with another answer, saved by openpyxl."""
    book = openpyxl.load_workbook(path)
    book[ANSWERS]["E39"] = value
    book.save(path)
    return path


def written(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The cells of every sheet as they are written: formulas, not their results, which openpyxl does not keep."""
    return {page.title: list(page.iter_rows(values_only=True)) for page in openpyxl.load_workbook(path)}


@pytest.mark.parametrize("save", [by_openpyxl, by_libreoffice])
def test_sheets_are_found_after_another_program_saved(tmp_path: Path, save: Callable[[Path], Path]) -> None:
    """After an edit in another program the same three sheets are replaced, with the rating of the new answers."""
    path = save(form(tmp_path))
    before = values(answered(path, 60))
    after = values(written_back(path))
    changed = {name for name in before if before[name] != after[name]}
    assert list(after) == list(before)
    assert {PAGES[0], PAGES[1]} <= changed <= set(PAGES)
    rating = rated(path).rating
    assert rating is not None
    assert (str(rating.total) in before[PAGES[1]], str(rating.total) in after[PAGES[1]]) == (False, True)


def test_three_runs_in_two_languages_leave_three_sheets(tmp_path: Path) -> None:
    """Chinese, English with another answer, Chinese with the first: sheets keep their names, and all is as it was."""
    path = written_back(form(tmp_path))
    once, typed = values(path), written(path)
    answered(path, 60)
    assert list(values(written_back(path, "en"))) == list(once)
    assert "star rating" in values(path)[PAGES[0]]
    after = values(written_back(answered(path, 12.6)))
    assert ({name: after[name] for name in PAGES}, written(path)) == ({name: once[name] for name in PAGES}, typed)


def test_nothing_but_the_rating_is_touched_again(tmp_path: Path) -> None:
    """A later run with another rating leaves every part that is not starcli's the same bytes, listings included."""
    path = written_back(host("openpyxl", tmp_path))
    before = Archive(path.read_bytes())
    after = Archive(written_back(path, "en").read_bytes())
    changed = {name for name in before.names if before.raw(name) != after.raw(name)}
    assert (after.names, {name for name in changed if "starcli" not in name}) == (before.names, set())


def test_attachments_of_an_earlier_run_do_not_pile_up(tmp_path: Path) -> None:
    """After openpyxl renamed everything, a second run leaves the form's own chart and one chart of the rating."""
    path = by_openpyxl(form(tmp_path))
    assert [len(charts_and_drawings(path)), len(charts_and_drawings(FORM))] == [4, 2]
    assert charts_and_drawings(written_back(path)) == [
        "xl/charts/chart1.xml",
        "xl/charts/starcli-chart1.xml",
        "xl/drawings/drawing1.xml",
        "xl/drawings/starcli-drawing1.xml",
    ]


def charts_and_drawings(path: Path) -> list[str]:
    """The parts of a workbook that are charts or drawings."""
    return sorted(filter(ATTACHED.fullmatch, parts(path)))


def test_a_renamed_and_moved_sheet_is_replaced_where_it_is(tmp_path: Path) -> None:
    """A person may rename and move a rating sheet: it keeps name and place, so formulas on it keep their target."""
    path = written_back(form(tmp_path))
    edited = openpyxl.load_workbook(path)
    edited[PAGES[0]].title = "今年"
    edited.move_sheet("今年", -len(edited.sheetnames) + 1)
    edited.save(path)
    assert openpyxl.load_workbook(written_back(path, "en")).sheetnames == edited.sheetnames
    assert "<c:f>今年!$B$" in parts(path)["xl/charts/starcli-chart1.xml"].decode()


def test_a_deleted_sheet_comes_back(tmp_path: Path) -> None:
    """A rating sheet that was deleted is put there again, and the other two are not doubled."""
    path = written_back(form(tmp_path))
    edited = openpyxl.load_workbook(path)
    names = edited.sheetnames
    del edited[PAGES[1]]
    edited.save(path)
    assert sorted(openpyxl.load_workbook(written_back(path)).sheetnames) == sorted(names)


@pytest.mark.parametrize(("copied", "first"), [("{} (2)", True), ("{}_2", True), ("{} 的副本", True), ("去年", False)])
def test_a_copy_of_a_rating_sheet_is_kept(tmp_path: Path, copied: str, first: bool) -> None:
    """A copy that somebody made of a rating sheet keeps last time's rating, before or behind the sheet itself."""
    path = written_back(form(tmp_path))
    book = openpyxl.load_workbook(path)
    sheet = book.copy_worksheet(book[PAGES[1]])
    sheet.title = copied.format(PAGES[1])
    sheet.defined_names[MARK] = DefinedName(MARK, attr_text="2")
    if first:
        book.move_sheet(sheet.title, -len(book.sheetnames) + 1)
    book.save(path)
    before = values(path)
    after = values(written_back(answered(path, 60)))
    assert (list(after), after[sheet.title], sheet.title in rating_sheets(path.read_bytes())) == (
        list(before),
        before[sheet.title],
        True,
    )
    assert after[PAGES[1]] != before[PAGES[1]]


def test_of_two_sheets_called_at_will_the_older_is_replaced(tmp_path: Path) -> None:
    """A copy with a name of its own, moved to the front, is known by its higher number, and kept."""
    path = written_back(form(tmp_path))
    book = openpyxl.load_workbook(path)
    sheet = book.copy_worksheet(book[PAGES[1]])
    sheet.title = "去年"
    sheet.defined_names[MARK] = DefinedName(MARK, attr_text="2")
    book.move_sheet(sheet, -len(book.sheetnames) + 1)
    book[ANSWERS]["E39"] = 60
    book.save(path)
    repacked(path, {BOOK: lambda xml: re.sub(rb'(name="\xe5\x8e\xbb\xe5\xb9\xb4" sheetId=)"\d+"', rb'\1"99"', xml)})
    before, after = values(path), values(written_back(path))
    assert (before["去年"] == after["去年"], before[PAGES[1]] == after[PAGES[1]]) == (True, False)


def test_a_picture_on_another_sheet_too_stays(tmp_path: Path) -> None:
    """What hangs on a rating sheet goes with it, except what hangs on one of the village's sheets as well."""
    path = written_back(host("openpyxl", tmp_path))
    link = f'<Relationship Id="own" Type="{OFFICE}/image" Target="/xl/media/image1.png"/></Relationships>'
    alone = link.replace("image1", "alone").replace("own", "alone")
    rels = "xl/drawings/_rels/starcli-drawing1.xml.rels"
    for added in (link, alone):
        repacked(path, {rels: instead(b"</Relationships>", added.encode()), "xl/media/alone.png": b"added"})
    found = parts(written_back(path))
    assert ("xl/media/image1.png" in found, "xl/media/alone.png" in found) == (True, False)


def test_no_part_that_is_gone_is_listed(tmp_path: Path) -> None:
    """After openpyxl renamed everything, a second run leaves no type of content for a part that it took away."""
    path = by_openpyxl(form(tmp_path))
    assert "/xl/charts/chart1.xml" in listed(path)
    assert [name for name in listed(written_back(path)) if name[1:] not in parts(path)] == []


def listed(path: Path) -> list[str]:
    """The parts with a type of content of their own."""
    return re.findall(r'PartName="([^"]+)"', parts(path)["[Content_Types].xml"].decode())


def test_names_that_people_gave_on_a_rating_sheet_stay(tmp_path: Path) -> None:
    """A person's own name on a rating sheet stays; a print area that was for the old rows goes."""
    path = written_back(form(tmp_path))
    book = openpyxl.load_workbook(path)
    book[PAGES[1]].defined_names["总分"] = DefinedName("总分", attr_text=f"{PAGES[1]}!$I$51")
    book[PAGES[1]].print_area = "A1:C9"
    book.save(path)
    sheet = openpyxl.load_workbook(written_back(path, "en"))[PAGES[1]]
    assert (sorted(sheet.defined_names), sheet.print_area, sheet.print_title_rows) == (
        [MARK, "总分"],
        "",
        "$3:$3",
    )


def test_a_hidden_rating_sheet_stays_hidden(tmp_path: Path) -> None:
    """A rating sheet that somebody hid is replaced and stays hidden."""
    path = written_back(form(tmp_path))
    repacked(path, {BOOK: instead(f'name="{PAGES[2]}"'.encode(), f'name="{PAGES[2]}" state="hidden"'.encode())})
    assert openpyxl.load_workbook(written_back(path, "en"))[PAGES[2]].sheet_state == "hidden"


def test_a_sheet_name_that_excel_would_not_take_is_refused(tmp_path: Path) -> None:
    """A rating sheet that some program let be called as no other would is a finding, not a fault of the program."""
    path = written_back(form(tmp_path))
    repacked(path, {BOOK: instead(f'name="{PAGES[0]}"'.encode(), f'name="{"长" * 40}"'.encode())})
    path.with_name("form.xlsx.bak").unlink()
    assert refusal(path) == "graft-not-understood"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sheets_that_lost_their_mark_do_not_pile_up(tmp_path: Path, language: str) -> None:
    """Where the mark was taken out, a run in either language is refused with the sheets that would be doubled."""
    path = without_marks(written_back(form(tmp_path), "zh" if language == "en" else "en"))
    path.with_name("form.xlsx.bak").unlink()
    assert (rating_sheets(path.read_bytes()), refusal(path)) == (frozenset(), "graft-mark-lost")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sheets_that_lost_their_mark_are_no_answers(tmp_path: Path, language: Language) -> None:
    """A rating sheet without its mark is named and not read, even when the answers have changed since."""
    path = answered(without_marks(written_back(form(tmp_path), language)), 60)
    only = read(path)
    assert only.value is not None
    assert [(f.code, f.location.sheet) for f in only.findings if f.severity != "note"] == [
        ("result-sheet-not-read", page) for page in (PAGES if language == "zh" else PAGES_EN)
    ]
    assert {entry.location.sheet for entry in only.value.entries.values()} == {ANSWERS}


def test_a_table_with_the_title_of_a_rating_is_read(tmp_path: Path) -> None:
    """A county's own form that is called as a ledger is none by that alone: its answers count."""
    table = "胡家坪村 得分明细\n| 编码 | 指标 | 指标值 |\n| ORG-02 | 党组织书记空缺天数 | 3 |"
    assert answers(assessment(write(tmp_path / "f.xlsx", {"明细": table}))) == [("ORG-02", "self", "3")]


def test_a_sheet_of_values_beside_marked_ones_is_no_hindrance(tmp_path: Path) -> None:
    """A rating sheet that somebody kept without its mark, beside the marked one, stays as it is."""
    path = written_back(form(tmp_path))
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("留存")
    sheet["A1"] = book[PAGES[0]]["A1"].value
    book.save(path)
    assert list(values(written_back(path, "en")))[-2:] == [PAGES[2], "留存"]


def test_the_mark_is_no_hidden_name(tmp_path: Path) -> None:
    """Inspectors of documents take hidden names out; the mark can be seen, and deleted, in the name manager."""
    names = openpyxl.load_workbook(written_back(form(tmp_path)))[PAGES[0]].defined_names
    assert (names[MARK].hidden, names[MARK].attr_text) == (None, "1")


@pytest.mark.parametrize(("index", "page"), [("99", "1"), ("x", "1"), ("3", "9"), ("3", "x"), ("3", "")])
def test_a_mark_that_means_nothing_is_none(tmp_path: Path, index: str, page: str) -> None:
    """A name like the mark on no sheet, or for no page of a rating, marks nothing."""
    name = f'<definedName name="{MARK}" localSheetId="{index}">{page}</definedName></definedNames>'
    path = repacked(form(tmp_path), {BOOK: instead(b"</definedNames>", name.encode())})
    assert rating_sheets(path.read_bytes()) == frozenset()


def sum_of_the_ledger(path: Path) -> tuple[str, str]:
    """The cell of the ledger that holds a formula, and the id of the sheet."""
    rows = openpyxl.load_workbook(path)[PAGES[1]].iter_rows()
    [cell] = [cell.coordinate for row in rows for cell in row if str(cell.value).startswith("=SUM")]
    ids = re.findall(rf'name="{PAGES[1]}" sheetId="(\d+)"', parts(path)[BOOK].decode())
    return cell, ids[0]


def test_a_calculation_chain_with_stale_cells_of_ours_goes(tmp_path: Path) -> None:
    """A chain that names a cell of a rating sheet without a formula would read as damage: it is left out."""
    path = written_back(host("extended", tmp_path))
    cells = '<c r="{}" i="{}"/><c r="Z9"/></calc'.format(*sum_of_the_ledger(path))
    repacked(path, {"xl/calcChain.xml": instead(b"</calc", cells.encode())})
    found = parts(written_back(path))
    assert ("xl/calcChain.xml" in found, b"calcChain" in found["xl/_rels/workbook.xml.rels"]) == (False, False)


def test_a_calculation_chain_with_cells_of_ours_that_hold_formulas_stays(tmp_path: Path) -> None:
    """A chain that names the sum of the ledger, as programs add it, stays as it is."""
    path = written_back(host("extended", tmp_path))
    cell = "<c r='{}' i='{}'/></calc".format(*sum_of_the_ledger(path))
    repacked(path, {"xl/calcChain.xml": instead(b"</calc", cell.encode())})
    before = parts(path)["xl/calcChain.xml"]
    assert parts(written_back(path, "en"))["xl/calcChain.xml"] == before


def test_the_sample_is_as_it_was() -> None:
    """No test writes into the sample form itself."""
    assert rating_sheets(FORM.read_bytes()) == frozenset()
