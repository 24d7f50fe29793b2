"""Rating sheets in a village's own workbook: what was there stays, and what comes is as it is on its own."""

import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from graft_books import BOOKS, host, parts
from grafting import LISTINGS, donor, rated, saved_by_libreoffice, values, with_rating, written_back
from libreoffice import require_libreoffice
from openpyxl.cell import Cell
from openpyxl.xml.functions import fromstring

from starcli.excel.grafting.archive import Archive
from starcli.excel.grafting.own_sheets import rating_sheets
from starcli.excel.opening.own_sheets import own_sheets

COUNT = re.compile(rb' count="[0-9]+"')
CELLS = re.compile(rb"<dimension[^>]*>|<sheetData>.*</sheetData>", re.DOTALL)
KEPT = ("xl/pivotTables/", "xl/externalLinks/", "xl/media/", "xl/comments", "xl/charts/chart")


@pytest.fixture(params=BOOKS)
def name(request: pytest.FixtureRequest) -> str:
    """Each of the furnished workbooks."""
    if request.param == "libreoffice":
        require_libreoffice()
    return str(request.param)


@pytest.fixture
def old(name: str, tmp_path: Path) -> Path:
    """The workbook as it was."""
    return host(name, tmp_path)


@pytest.fixture
def new(name: str, tmp_path: Path) -> Path:
    """The workbook with its rating in it, under another name."""
    path = tmp_path / "new.xlsx"
    path.write_bytes(with_rating(name))
    return path


def looks(book: openpyxl.Workbook, sheets: list[str]) -> dict[str, str]:
    """How every cell of some sheets looks."""
    return {
        f"{name}!{cell.coordinate}": repr((cell.font, cell.fill, cell.border, cell.number_format, cell.alignment))
        for name in sheets
        for row in book[name].iter_rows()
        for cell in row
    }


def is_subsequence(old: bytes, new: bytes) -> bool:
    """Whether a text came from another by adding alone; the counts of lists apart."""
    rest = iter(COUNT.sub(b"", new))
    return all(character in rest for character in COUNT.sub(b"", old))


def test_every_untouched_part_is_the_same_bytes(old: Path, new: Path) -> None:
    """Each member but the four listings lies in the new file as it lay in the old, compressed bytes and date."""
    before, after = Archive(old.read_bytes()), Archive(new.read_bytes())
    assert [name for name in before.names if name not in LISTINGS and before.raw(name) != after.raw(name)] == []
    assert after.names[: len(before.names)] == before.names


def test_listings_are_only_added_to(old: Path, new: Path) -> None:
    """Whatever the four listings said they still say, in the same order."""
    before, after = parts(old), parts(new)
    assert [name for name in sorted(LISTINGS) if not is_subsequence(before[name], after[name])] == []


def test_lists_of_styles_say_how_many_they_are(new: Path) -> None:
    """The counts of the lists that were added to are those of their entries."""
    styles = fromstring(parts(new)["xl/styles.xml"])
    lists = {each.tag.rpartition("}")[2]: (each.get("count"), len(each)) for each in styles if each.get("count")}
    assert {name: (int(count), number) for name, (count, number) in lists.items() if int(count) != number} == {}


def test_old_sheets_hold_what_they_held(old: Path, new: Path) -> None:
    """Every sheet that was there has its values, three new ones follow, and starcli knows those too for its own."""
    before, after = values(old), values(new)
    added = list(after)[len(before) :]
    assert {name: after[name] for name in before} == before
    assert (len(added), rating_sheets(new.read_bytes())) == (3, frozenset(added))
    known = [own_sheets(parts(path)["xl/workbook.xml"]) for path in (old, new)]
    assert known[1] == known[0] | frozenset(added)


def test_a_workbook_with_its_rating_is_rated_as_before(old: Path) -> None:
    """The rating sheets are not taken for answers: rating, findings and all, is the same afterwards."""
    before = rated(old)
    assert rated(written_back(old)) == before


def test_writing_back_twice_is_writing_back_once(old: Path) -> None:
    """A second run over the same answers gives the same file, byte for byte."""
    once = written_back(old).read_bytes()
    assert written_back(old).read_bytes() == once


def test_old_cells_look_as_they_did(old: Path, new: Path) -> None:
    """Fonts, fills, borders and formats of every cell that was there are the same afterwards."""
    before = openpyxl.load_workbook(old)
    assert looks(openpyxl.load_workbook(new), before.sheetnames) == looks(before, before.sheetnames)


def test_new_cells_look_as_in_a_workbook_of_their_own(new: Path) -> None:
    """The rating sheets look as they do in a rating workbook, although the workbook had other styles before."""
    alone, together = openpyxl.load_workbook(BytesIO(donor())), openpyxl.load_workbook(new)
    for sheet, name in zip(alone.worksheets[:2], together.sheetnames[-3:], strict=False):
        styled = [cell.coordinate for row in sheet.iter_rows() for cell in row if type(cell) is Cell and cell.has_style]
        wanted, found = looks(alone, [sheet.title]), looks(together, [name])
        assert [at for at in styled if wanted[f"{sheet.title}!{at}"] != found[f"{name}!{at}"]] == []


def test_new_sheets_are_printed_as_from_a_workbook_of_their_own(new: Path) -> None:
    """Paper, margins, footers, widths, merged cells and conditions of the rating sheets are those that they had."""
    alone, together = parts(donor()), parts(new)
    for number in (1, 2):
        wanted, found = alone[f"xl/worksheets/sheet{number}.xml"], together[f"xl/worksheets/starcli{number}.xml"]
        assert CELLS.sub(b"", found) == CELLS.sub(b"", wanted).replace(b' tabSelected="1"', b"")


def test_no_new_sheet_is_selected(old: Path, new: Path) -> None:
    """The selected sheets stay those that were: with two selected, typing would go into both."""
    before = [sheet.title for sheet in openpyxl.load_workbook(old) if sheet.sheet_view.tabSelected]
    assert [sheet.title for sheet in openpyxl.load_workbook(new) if sheet.sheet_view.tabSelected] == before


def test_names_stay_with_their_sheets(old: Path, new: Path) -> None:
    """Names of the workbook and of its sheets, and the rows that they repeat in print, are those that were."""
    before, after = openpyxl.load_workbook(old), openpyxl.load_workbook(new)
    assert {name: each.attr_text for name, each in after.defined_names.items()} == {
        name: each.attr_text for name, each in before.defined_names.items()
    }
    for sheet in before:
        again = after[sheet.title]
        assert (again.print_title_rows, sorted(again.defined_names)) == (
            sheet.print_title_rows,
            sorted(sheet.defined_names),
        )


def test_the_ledger_repeats_its_heading_in_print(new: Path) -> None:
    """The ledger repeats its own heading row on every page, and the page for the wall none."""
    [wall, ledger, _] = openpyxl.load_workbook(new).worksheets[-3:]
    assert (wall.print_title_rows, ledger.print_title_rows) == (None, "$3:$3")


def test_libreoffice_opens_and_recalculates(name: str, new: Path) -> None:
    """LibreOffice finds old and new sheets, and its sum of the ledger is the total of the rating."""
    saved = openpyxl.load_workbook(BytesIO(saved_by_libreoffice()[name]), data_only=True)
    sums = [row[8].value for row in saved.worksheets[-2].iter_rows() if row[1].value == "总分"]
    assert (saved.sheetnames, sums) == (list(values(new)), [pytest.approx(95.04)])


@pytest.mark.parametrize(
    "kept", ["xl/pivotTables/", "xl/externalLinks/", "xl/media/", "xl/comments", "xl/charts/chart"]
)
@pytest.mark.parametrize("name", ["openpyxl", "extended"])
def test_libreoffice_finds_what_was_there(name: str, kept: str) -> None:
    """Pivot table, link to another workbook, seal, comment and chart are read from the result and saved again."""
    require_libreoffice()
    assert [part for part in parts(saved_by_libreoffice()[name]) if part.startswith(kept)] != []


def test_openpyxl_finds_what_was_there(tmp_path: Path) -> None:
    """Pivot table, cache, link, seal, chart, comment, drop-down and condition are read from the result."""
    path = tmp_path / "new.xlsx"
    path.write_bytes(with_rating("openpyxl"))
    book = openpyxl.load_workbook(path)
    sheet = book["村务台账"]
    [pivot] = book["汇总"]._pivots
    assert (pivot.name, pivot.cache.cacheSource.worksheetSource.ref) == ("按年汇总", "A1:B3")
    assert (len(book._external_links), len(sheet._images), len(sheet._charts)) == (1, 1, 1)
    assert (sheet["A1"].comment.text, str(sheet.data_validations.dataValidation[0].sqref)) == ("请镇里核对", "C2:C9")
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["B2:B3"]


def test_names_that_are_taken_get_a_number(tmp_path: Path) -> None:
    """Sheets of the village's own that are called like rating sheets keep their names, in either language and case."""
    zh = openpyxl.load_workbook(written_back(host("xlsxwriter", tmp_path))).sheetnames[-4:]
    en = openpyxl.load_workbook(written_back(host("xlsxwriter", tmp_path), "en")).sheetnames[-3:]
    assert (zh, en) == (["评定结果", "评定结果 (2)", "得分明细", "问题清单"], ["Rating", "Ledger (2)", "Findings"])


def test_a_calculation_chain_is_left_alone(tmp_path: Path) -> None:
    """A chain that names cells of the village's sheets stays as it is, in a second run too."""
    path = host("extended", tmp_path)
    before = parts(path)["xl/calcChain.xml"]
    written_back(path)
    assert parts(written_back(path, "en"))["xl/calcChain.xml"] == before
