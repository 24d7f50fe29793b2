"""Writing back: rating sheets in a village's own workbook, where nothing that was there is harmed."""

import os
import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

import openpyxl
import pytest
from graft_books import BOOKS, FORM, by_openpyxl, furnished, parts, repacked
from libreoffice import converted, recalculated, require_libreoffice
from python_calamine import CalamineWorkbook
from sheets import framework
from typer.testing import CliRunner

from starcli.batch import Rated, Rater
from starcli.sources import Source
from starcli.cli import app
from starcli.core.text import Language
from starcli.excel import graft, graft_check, output
from starcli.excel.archive import Archive, Unserviceable
from starcli.excel.graft import grafted, write_back
from starcli.excel.output import OutputError
from starcli.excel.own_sheets import rating_sheets
from starcli.excel.page import SheetNames
from starcli.excel.rating_book import rating_content

LISTINGS = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
COUNT = re.compile(rb' count="[0-9]+"')


def rated(path: Path) -> Rated:
    """What a workbook is rated as."""
    [one] = Rater(framework(), "self").rate(Source(path, path.parent))
    return one


def written_back(path: Path, language: Language = "zh") -> Path:
    """The workbook with its rating in it."""
    one = rated(path)
    assert one.rating is not None
    write_back(one.rating, one.findings, path, language)
    return path


def refusal(path: Path) -> str:
    """The code with which a workbook is refused, after looking that nothing was written."""
    rating = rated(FORM).rating
    assert rating is not None
    before = path.read_bytes()
    with pytest.raises(OutputError) as caught:
        write_back(rating, (), path, "zh")
    assert (path.read_bytes(), [file.name for file in path.parent.iterdir()]) == (before, [path.name])
    return caught.value.finding.code


def values(path: Path) -> dict[str, str]:
    """The cells of every sheet."""
    with CalamineWorkbook.from_path(path) as book:
        return {name: repr(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}


def is_subsequence(old: bytes, new: bytes) -> bool:
    """Whether a text came from another by adding alone; the counts of lists apart."""
    rest = iter(COUNT.sub(b"", new))
    return all(character in rest for character in COUNT.sub(b"", old))


def copy(tmp_path: Path) -> Path:
    """The sample form in a folder of its own."""
    folder = tmp_path / "own"
    folder.mkdir()
    path = folder / "form.xlsx"
    path.write_bytes(FORM.read_bytes())
    return path


@pytest.fixture(params=list(BOOKS))
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Each of the furnished workbooks."""
    if request.param == "libreoffice":
        require_libreoffice()
    return BOOKS[request.param](tmp_path)


def test_every_untouched_part_is_the_same_bytes(book: Path) -> None:
    """Each member but the four listings lies in the new file as it lay in the old, compressed bytes and date."""
    old = Archive(book.read_bytes())
    new = Archive(written_back(book).read_bytes())
    assert [name for name in old.names if name not in LISTINGS and old.raw(name) != new.raw(name)] == []
    assert new.names[: len(old.names)] == old.names


def test_listings_are_only_added_to(book: Path) -> None:
    """Whatever the four listings said they still say, in the same order."""
    old = parts(book)
    new = parts(written_back(book))
    assert [name for name in sorted(LISTINGS) if not is_subsequence(old[name], new[name])] == []


def test_old_sheets_hold_what_they_held(book: Path) -> None:
    """Every sheet that was there has its values, three new ones follow, and those are known as starcli's."""
    before = values(book)
    after = values(written_back(book))
    new = list(after)[len(before) :]
    assert {name: after[name] for name in before} == before
    assert (len(new), rating_sheets(book)) == (3, frozenset(new))


def test_a_grafted_workbook_is_rated_as_before(book: Path) -> None:
    """The rating sheets are not taken for answers: rating, findings and all, is the same afterwards."""
    before = rated(book)
    assert rated(written_back(book)) == before


def test_grafting_twice_is_grafting_once(book: Path) -> None:
    """A second run over the same answers gives the same file, byte for byte."""
    once = written_back(book).read_bytes()
    assert written_back(book).read_bytes() == once


def looks(book: openpyxl.Workbook, sheets: list[str]) -> dict[str, str]:
    """How every cell of some sheets looks."""
    return {
        f"{name}!{cell.coordinate}": repr((cell.font, cell.fill, cell.border, cell.number_format, cell.alignment))
        for name in sheets
        for row in book[name].iter_rows()
        for cell in row
    }


def test_old_cells_look_as_they_did(book: Path) -> None:
    """Fonts, fills, borders and formats of every cell that was there are the same afterwards."""
    old = openpyxl.load_workbook(book)
    before = looks(old, old.sheetnames)
    assert looks(openpyxl.load_workbook(written_back(book)), old.sheetnames) == before


def test_new_cells_look_as_in_a_workbook_of_their_own(book: Path) -> None:
    """The rating sheets look as they do in a rating workbook, although the workbook had other styles before."""
    one = rated(book).rating
    assert one is not None
    alone = openpyxl.load_workbook(BytesIO(rating_content(one, rated(book).findings, "zh", SheetNames())))
    together = openpyxl.load_workbook(written_back(book))
    for sheet, name in zip(alone, together.sheetnames[-3:], strict=True):
        styled = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value is not None]
        wanted, found = looks(alone, [sheet.title]), looks(together, [name])
        assert [at for at in styled if wanted[f"{sheet.title}!{at}"] != found[f"{name}!{at}"]] == []


def test_no_new_sheet_is_selected(book: Path) -> None:
    """The selected sheets stay those that were: with two selected, typing would go into both."""
    before = [sheet.title for sheet in openpyxl.load_workbook(book) if sheet.sheet_view.tabSelected]
    after = [sheet.title for sheet in openpyxl.load_workbook(written_back(book)) if sheet.sheet_view.tabSelected]
    assert after == before


def test_libreoffice_opens_and_recalculates(book: Path, tmp_path: Path) -> None:
    """LibreOffice finds old and new sheets, and its sum of the ledger is the total of the rating."""
    require_libreoffice()
    total = rated(book).rating
    names = openpyxl.load_workbook(written_back(book)).sheetnames
    opened = openpyxl.load_workbook(recalculated(book, tmp_path), data_only=True)
    sums = [row[8].value for row in opened[names[-2]].iter_rows() if row[1].value == "总分"]
    assert total is not None
    assert (opened.sheetnames, sums) == (names, [pytest.approx(float(total.total))])


@pytest.mark.parametrize("program", ["openpyxl", "libreoffice"])
def test_sheets_are_found_after_another_program_saved(tmp_path: Path, program: str) -> None:
    """After an edit in another program the same three sheets are replaced, with the rating of the new answers."""
    path = written_back(copy(tmp_path))
    if program == "libreoffice":
        require_libreoffice()
        path.write_bytes(converted(path, "xlsx", tmp_path / "saved", "xlsx:Calc MS Excel 2007 XML").read_bytes())
    edited = openpyxl.load_workbook(path)
    names = edited.sheetnames
    sheet = edited["填报表"]
    sheet["E34"] = 60
    edited.save(path)
    before = values(path)
    after = values(written_back(path))
    changed = {name for name in names if before[name] != after[name]}
    assert list(after) == names
    assert {"评定结果", "得分明细"} <= changed <= {"评定结果", "得分明细", "问题清单"}
    rating = rated(path).rating
    assert rating is not None
    assert (str(rating.total) in before["得分明细"], str(rating.total) in after["得分明细"]) == (False, True)


def test_attachments_of_an_earlier_run_do_not_pile_up(tmp_path: Path) -> None:
    """After openpyxl renamed everything, a second run leaves one drawing and one chart of the rating."""
    path = written_back(copy(tmp_path))
    openpyxl.load_workbook(path).save(path)
    found = [name for name in parts(written_back(path)) if "/charts/" in name or "/drawings/drawing" in name]
    assert found == ["xl/charts/starcli-chart1.xml"]


def test_a_renamed_and_moved_sheet_is_replaced_where_it_is(tmp_path: Path) -> None:
    """A person may rename and move a rating sheet: it keeps name and place, so formulas on it keep their target."""
    path = written_back(copy(tmp_path))
    edited = openpyxl.load_workbook(path)
    edited["评定结果"].title = "今年"
    edited.move_sheet("今年", -len(edited.sheetnames) + 1)
    edited.save(path)
    names = openpyxl.load_workbook(written_back(path, "en")).sheetnames
    assert names == edited.sheetnames
    assert "<c:f>今年!$B$" in parts(path)["xl/charts/starcli-chart1.xml"].decode()


def test_a_deleted_sheet_comes_back(tmp_path: Path) -> None:
    """A rating sheet that was deleted is put there again, and the other two are not doubled."""
    path = written_back(copy(tmp_path))
    edited = openpyxl.load_workbook(path)
    names = edited.sheetnames
    del edited["得分明细"]
    edited.save(path)
    assert sorted(openpyxl.load_workbook(written_back(path)).sheetnames) == sorted(names)


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    """A sheet of the village's own that bears the name of a rating sheet keeps it."""
    path = written_back(BOOKS["xlsxwriter"](tmp_path))
    assert openpyxl.load_workbook(path).sheetnames[-4:] == ["评定结果", "评定结果 (2)", "得分明细", "问题清单"]


def test_print_titles_stand_on_their_sheet(tmp_path: Path) -> None:
    """The ledger repeats its own heading row, and the village's sheet repeats its own."""
    opened = openpyxl.load_workbook(written_back(by_openpyxl(tmp_path)))
    assert [opened[name].print_title_rows for name in ("村务台账", "得分明细")] == ["$1:$1", "$3:$3"]


def test_a_calculation_chain_is_left_alone(tmp_path: Path) -> None:
    """A chain that names cells of the village's sheets stays as it is."""
    path = furnished(tmp_path)
    before = parts(path)["xl/calcChain.xml"]
    written_back(path)
    assert parts(written_back(path))["xl/calcChain.xml"] == before


def test_a_calculation_chain_with_stale_cells_of_ours_goes(tmp_path: Path) -> None:
    """A chain that names a cell of a rating sheet without a formula would read as damage: it is left out."""
    path = written_back(furnished(tmp_path))
    ours = re.search(rb'name="\xe5\xbe\x97\xe5\x88\x86[^>]*sheetId="(\d+)"', parts(path)["xl/workbook.xml"])
    assert ours is not None
    cell = b'<c r="Z9" i="%s"/>' % ours[1]
    repacked(path, {"xl/calcChain.xml": lambda content: content.replace(b"</calc", cell + b"</calc")})
    found = parts(written_back(path))
    assert ("xl/calcChain.xml" in found, b"calcChain" in found["xl/_rels/workbook.xml.rels"]) == (False, False)


def test_the_original_stays_beside_it(tmp_path: Path) -> None:
    """The first original is kept, and no later run writes over it."""
    path = copy(tmp_path)
    before = path.read_bytes()
    written_back(path)
    written_back(path, "en")
    backup = path.with_name("form.xlsx.bak")
    assert (backup.read_bytes(), sorted(file.name for file in path.parent.iterdir())) == (
        before,
        ["form.xlsx", "form.xlsx.bak"],
    )


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace", "check"])
@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_interruption_leaves_the_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, failure: BaseException
) -> None:
    """Whatever stops the writing at any step, the workbook is as it was and no other file is there."""
    path = copy(tmp_path)
    one = rated(path)
    assert one.rating is not None

    def failing(*_: Any, **__: Any) -> NoReturn:
        raise failure

    owners: dict[str, tuple[Any, str]] = {
        "fsync": (os, "fsync"),
        "chmod": (Path, "chmod"),
        "replace": (Path, "replace"),
        "check": (graft, "check_graft"),
    }
    monkeypatch.setattr(*owners[step], failing)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        write_back(one.rating, one.findings, path, "zh")
    assert [(file.name, file.read_bytes()) for file in path.parent.iterdir()] == [("form.xlsx", FORM.read_bytes())]


def test_a_failure_after_the_backup_leaves_the_original(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the second replacement fails, the backup is there and the workbook is as it was."""
    path = copy(tmp_path)
    put = output.put_in_place

    def failing(target: Path, content: bytes, mode: int | None = None) -> None:
        if target == path:
            raise PermissionError(13, "Permission denied")
        put(target, content, mode)

    monkeypatch.setattr(graft, "put_in_place", failing)
    with pytest.raises(OutputError, match="Permission denied"):
        written_back(path)
    assert {file.read_bytes() for file in path.parent.iterdir()} == {FORM.read_bytes()}


def test_a_change_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that another program saves during the run is not written over."""
    path = copy(tmp_path)

    def saved_by_another(*_: Any) -> None:
        path.write_bytes(b"another")

    monkeypatch.setattr(graft, "check_graft", saved_by_another)
    with pytest.raises(OutputError) as caught:
        written_back(path)
    assert (caught.value.finding.code, path.read_bytes()) == ("graft-changed-meanwhile", b"another")


def _encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "encrypted": (lambda path: path.write_bytes(_encrypted()), "graft-encrypted"),
    "xls": (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook"), "graft-not-xlsx"),
    "text": (lambda path: path.write_text("code,value"), "graft-not-xlsx"),
    "broken off": (lambda path: path.write_bytes(path.read_bytes()[:5000]), "graft-not-understood"),
    "ods": (
        lambda path: path.write_bytes(_zip({"mimetype": b"ods", "content.xml": b"<a/>"})),
        "graft-not-xlsx",
    ),
    "no workbook": (lambda path: path.write_bytes(_zip({"[Content_Types].xml": b"<Types/>"})), "graft-not-understood"),
    "strict": (
        lambda path: repacked(path, {"xl/workbook.xml": lambda xml: xml.replace(MAIN, STRICT)}),
        "graft-strict",
    ),
    "signed": (lambda path: repacked(path, {"_xmlsignatures/sig1.xml": b"<Signature/>"}), "graft-signed"),
    "shared": (lambda path: repacked(path, {"xl/revisions/revisionHeaders.xml": b"<headers/>"}), "graft-shared"),
    "utf-16": (
        lambda path: repacked(path, {"xl/workbook.xml": lambda xml: xml.decode().encode("utf-16")}),
        "graft-not-understood",
    ),
    "entities": (
        lambda path: repacked(path, {"xl/styles.xml": lambda xml: xml.replace(b"<style", b"<!DOCTYPE a><style", 1)}),
        "graft-not-understood",
    ),
    "no fonts": (
        lambda path: repacked(path, {"xl/styles.xml": lambda xml: re.sub(rb"<fonts.*</fonts>", b"", xml)}),
        "graft-not-understood",
    ),
    "no styles": (
        lambda path: repacked(path, {"xl/_rels/workbook.xml.rels": lambda xml: xml.replace(b"/styles", b"/style")}),
        "graft-not-understood",
    ),
    "two of a name": (
        lambda path: repacked(path, {"XL/Workbook.xml": b"<workbook/>"}),
        "graft-not-understood",
    ),
}


def _zip(content: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, part in content.items():
            package.writestr(name, part)
    return stream.getvalue()


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_understood_is_refused(tmp_path: Path, case: str) -> None:
    """A workbook that sheets cannot be put into without harm is refused with its reason, and stays alone."""
    path = copy(tmp_path)
    harm, code = REFUSED[case]
    harm(path)
    assert refusal(path) == code


def _swapped(content: bytes) -> bytes:
    """A package with the profile's first sheet damaged."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, part in parts(content).items():
            package.writestr(name, part + b" " if name == "xl/worksheets/sheet1.xml" else part)
    return stream.getvalue()


def _hollow(content: bytes) -> bytes:
    """A package without one of the new charts."""
    return Archive(content).rewritten({}, {"xl/charts/starcli-chart1.xml"})


@pytest.mark.parametrize("harm", [_swapped, _hollow], ids=["a part differs", "a target is missing"])
def test_the_check_sees_harm(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    """A result with another part changed, or with a relationship that leads nowhere, does not pass."""
    before = FORM.read_bytes()
    after = written_back(copy(tmp_path)).read_bytes()
    graft_check.check_graft(before, after, LISTINGS)
    with pytest.raises(Unserviceable, match="graft-check-failed"):
        graft_check.check_graft(before, harm(after), LISTINGS)


def test_the_check_sees_another_value(tmp_path: Path) -> None:
    """A listing that turns a number of the village into another value does not pass."""
    before = FORM.read_bytes()
    path = written_back(copy(tmp_path))
    name = b'name="\xe5\xa1\xab\xe6\x8a\xa5\xe8\xa1\xa8"'
    repacked(path, {"xl/workbook.xml": lambda xml: xml.replace(name, b'name="lost"', 1)})
    after = Archive(before).rewritten(
        {part: content for part, content in parts(path).items() if "tarcli" in part or part in LISTINGS}, ()
    )
    with pytest.raises(Unserviceable, match="graft-check-failed"):
        graft_check.check_graft(before, after, LISTINGS)


def test_members_with_descriptors_are_copied_as_they_are() -> None:
    """Members that were written as a stream, with their sizes behind them, are copied with all they have."""
    stream = _Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts(FORM).items():
            package.writestr(name, part)
    before = stream.getvalue()
    flags = struct.unpack("<H", before[6:8])[0]
    rating = rated(FORM).rating
    assert rating is not None
    after = grafted(before, lambda names: rating_content(rating, (), "zh", names))
    same = [name for name in Archive(before).names if Archive(before).raw(name) == Archive(after).raw(name)]
    assert (flags & 8, set(Archive(before).names) - set(same)) == (8, LISTINGS)


class _Unseekable(BytesIO):
    def seekable(self) -> bool:
        """Never: the writer must put sizes behind the members."""
        return False

    def seek(self, *_: Any) -> NoReturn:
        """Refused."""
        raise OSError


def test_score_writes_back(tmp_path: Path) -> None:
    """The option puts the rating into each workbook, says so, and writes no other; the exit code is the rating's."""
    path = copy(tmp_path)
    run = CliRunner().invoke(app, ["score", str(path), "--write-back", "--lang", "zh"])
    assert (run.exit_code, f"→ {path}" in run.stdout) == (0, True)
    assert sorted(file.name for file in path.parent.iterdir()) == ["form.xlsx", "form.xlsx.bak"]
    assert rating_sheets(path) == {"评定结果", "得分明细", "问题清单"}


def test_one_refused_workbook_does_not_stop_the_others(tmp_path: Path) -> None:
    """In a folder the workbook that is refused is a finding and an exit code, and the others are written."""
    good = copy(tmp_path)
    signed = good.with_name("a-signed.xlsx")
    signed.write_bytes(FORM.read_bytes())
    repacked(signed, {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    run = CliRunner().invoke(app, ["score", str(good.parent), "--write-back", "--lang", "en"])
    assert (run.exit_code, "graft-signed" in run.stdout) == (1, True)
    assert (rating_sheets(signed), len(rating_sheets(good))) == (frozenset(), 3)


def test_write_back_and_out_contradict_each_other(tmp_path: Path) -> None:
    """A call that names another place as well is wrong usage, and nothing is written."""
    path = copy(tmp_path)
    run = CliRunner().invoke(app, ["score", str(path), "--write-back", "--out", str(tmp_path / "x")])
    assert (type(run.exception).__name__, path.read_bytes()) == ("UsageProblem", FORM.read_bytes())
