"""A workbook replaced on the disk: only when nobody else is at it, and never without keeping the original."""

import stat
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from graft_books import FORM, repacked
from grafting import PAGES, files, form, rated, refusal, written_back
from sheets import scheme
from typer.testing import CliRunner

from starcli.cli import app
from starcli.core.assessment import Unit
from starcli.core.filling import Filling
from starcli.excel.grafting import write_back as module
from starcli.excel.grafting.own_sheets import rating_sheets
from starcli.excel.grafting.write_back import write_back
from starcli.excel.imprint import Imprint, read_imprint
from starcli.excel.writing.forms.form import write_form
from starcli.excel.writing.output import OutputError
from starcli.sources import find_sources

ORIGINAL = FORM.read_bytes()


def failed(path: Path) -> str:
    """The code with which writing back fails."""
    with pytest.raises(OutputError) as caught:
        written_back(path)
    return caught.value.finding.code


def test_the_original_stays_beside_it(tmp_path: Path) -> None:
    """The workbook as it was is kept; a run that changes nothing keeps nothing more."""
    path = written_back(form(tmp_path))
    written_back(path)
    assert {name: content for name, content in files(path.parent).items() if name != "form.xlsx"} == {
        "form.xlsx.bak": ORIGINAL
    }


def test_every_run_keeps_what_it_replaces(tmp_path: Path) -> None:
    """A later run keeps the workbook as it was before it under another name: notes on a rating sheet are in it."""
    path = written_back(form(tmp_path))
    once = path.read_bytes()
    written_back(path, "en")
    assert [files(path.parent)[f"form.xlsx{suffix}"] for suffix in (".bak", ".2.bak")] == [ORIGINAL, once]


def test_somebody_elses_backup_stays(tmp_path: Path) -> None:
    """A `.bak` that was there is never written over, whosever it is and whatever it is."""
    path = form(tmp_path)
    path.with_name("form.xlsx.bak").write_bytes(b"of March")
    path.with_name("form.xlsx.2.bak").mkdir()
    path.with_name("form.xlsx.3.bak").symlink_to(tmp_path / "nowhere")
    written_back(path)
    assert path.with_name("form.xlsx.bak").read_bytes() == b"of March"
    assert path.with_name("form.xlsx.4.bak").read_bytes() == ORIGINAL


def test_what_is_kept_is_no_workbook_that_was_passed_over(tmp_path: Path) -> None:
    """A later run over the folder says nothing of the originals beside their workbooks, and does of other `.bak`."""
    path = written_back(written_back(form(tmp_path)), "en")
    path.with_name("other.xlsx.bak").touch()
    [note] = find_sources([path.parent]).notes
    assert note.details == (("count", 1), ("names", "other.xlsx.bak"))


def test_a_link_is_followed_to_the_file(tmp_path: Path) -> None:
    """A link stays a link, and the file that it leads to is replaced, with the original beside that."""
    path = form(tmp_path)
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)
    written_back(link)
    assert (link.is_symlink(), rating_sheets(path.read_bytes())) == (True, frozenset(PAGES))
    assert sorted(files(path.parent)) == ["form.xlsx", "form.xlsx.bak"]


def test_the_folder_is_not_told_in_the_workbook(tmp_path: Path) -> None:
    """Findings name sheet and cell of the workbook that they stand in, so that its place changes nothing."""
    path = form(tmp_path)
    book = openpyxl.load_workbook(path)
    book["填报表"]["E39"] = "约48"
    book.save(path)
    here = written_back(path).read_bytes()
    (tmp_path / "moved").mkdir()
    assert written_back(path.rename(tmp_path / "moved" / "form.xlsx")).read_bytes() == here
    places = [row[1].value for row in openpyxl.load_workbook(tmp_path / "moved" / "form.xlsx")[PAGES[2]].iter_rows()]
    assert "填报表!E39" in places


def test_permissions_stay(tmp_path: Path) -> None:
    """The workbook and the original bear the permissions that the workbook had."""
    path = form(tmp_path)
    path.chmod(0o640)
    written_back(path)
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o640}


def test_a_form_of_ours_with_a_rating_in_it_counts_as_edited(tmp_path: Path) -> None:
    """A form that starcli wrote is no longer as it wrote it, so that no new form takes its place."""
    path = tmp_path / "form.xlsx"
    write_form(scheme(), path, "zh", Filling(Unit(name="石门村", kind="village", profile="default")))
    assert read_imprint(path) == Imprint("form", untouched=True)
    assert read_imprint(written_back(path)) == Imprint("form", untouched=False)


@pytest.mark.parametrize("lock", ["~$form.xlsx", ".~form.xlsx", ".~lock.form.xlsx#"])
def test_a_workbook_that_is_open_is_refused(tmp_path: Path, lock: str) -> None:
    """Where a program has the workbook open, its next saving would lose the rating: close it first."""
    path = form(tmp_path)
    path.with_name(lock).touch()
    assert refusal(path) == "workbook-open-elsewhere"


def test_a_read_only_workbook_is_refused(tmp_path: Path) -> None:
    """A file that somebody made read-only is not replaced, although the folder would let it be."""
    path = form(tmp_path)
    path.chmod(0o444)
    assert refusal(path) == "workbook-read-only"


def test_a_change_since_the_rating_is_kept(tmp_path: Path) -> None:
    """A workbook that a person saved between rating and writing back is not written over."""
    path = form(tmp_path)
    one = rated(path)
    assert one.rating is not None
    saved = repacked(path, {"docProps/app.xml": b"<Properties/>"}).read_bytes()
    with pytest.raises(OutputError, match="changed") as caught:
        write_back(one.rating, (), path, "zh", one.digest)
    assert (caught.value.finding.code, files(path.parent)) == ("workbook-changed-meanwhile", {"form.xlsx": saved})


def test_a_change_in_the_last_moment_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that is saved while the new one is being made is not written over either."""
    path = form(tmp_path)

    def saved_by_another(*_: Any) -> bytes:
        path.write_bytes(b"another")
        return b"ours"

    monkeypatch.setattr(module, "grafted", saved_by_another)
    assert (failed(path), path.read_bytes()) == ("workbook-changed-meanwhile", b"another")


def test_a_workbook_that_is_gone_is_a_finding(tmp_path: Path) -> None:
    """A workbook that somebody moved away meanwhile is not put there again."""
    path = form(tmp_path)
    one = rated(path)
    path.unlink()
    assert one.rating is not None
    with pytest.raises(OutputError) as caught:
        write_back(one.rating, (), path, "zh", one.digest)
    assert (caught.value.finding.code, files(path.parent)) == ("output-failed", {})


def test_score_writes_back(tmp_path: Path) -> None:
    """The option puts the rating into each workbook, says so, and writes no other; the exit code is the rating's."""
    path = form(tmp_path)
    run = CliRunner().invoke(app, ["score", str(path), "--write-back", "--lang", "zh"])
    assert (run.exit_code, f"→ {path}" in run.stdout) == (0, True)
    assert sorted(files(path.parent)) == ["form.xlsx", "form.xlsx.bak"]
    assert rating_sheets(path.read_bytes()) == set(PAGES)


def test_one_refused_workbook_does_not_stop_the_others(tmp_path: Path) -> None:
    """In a folder the workbook that is refused is a finding and an exit code, and the others are written."""
    good = form(tmp_path)
    signed = good.with_name("a-signed.xlsx")
    signed.write_bytes(ORIGINAL)
    repacked(signed, {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    run = CliRunner().invoke(app, ["score", str(good.parent), "--write-back", "--lang", "en"])
    assert (run.exit_code, "graft-signed" in run.stdout) == (1, True)
    assert [len(rating_sheets(path.read_bytes())) for path in (signed, good)] == [0, 3]


def test_a_workbook_with_a_password_is_named_and_left_alone(tmp_path: Path) -> None:
    """A workbook that opens only with a password is a finding with what to do, and stays as it is."""
    path = form(tmp_path)
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(locked)
    run = CliRunner().invoke(app, ["score", str(path), "--write-back", "--lang", "en"])
    assert (run.exit_code, "password-protected" in run.stdout) == (1, True)
    assert files(path.parent) == {"form.xlsx": locked}


def test_write_back_and_out_contradict_each_other(tmp_path: Path) -> None:
    """A call that names another place as well is wrong usage, and nothing is written."""
    path = form(tmp_path)
    run = CliRunner().invoke(app, ["score", str(path), "--write-back", "--out", str(tmp_path / "x")])
    assert (type(run.exception).__name__, files(path.parent)) == ("UsageProblem", {"form.xlsx": ORIGINAL})
