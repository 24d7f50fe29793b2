"""A form's own formulas against the engine: what `check FORM` says after LibreOffice has calculated it anew."""

import stat
from pathlib import Path

import pytest
from edited import loaded, saved
from libreoffice import require_libreoffice
from sheets import framework, scheme
from typer.testing import CliRunner

from starcli import proof as module
from starcli.cli import app
from starcli.core.assessment import Assessment, Unit
from starcli.core.filling import Filling, Row, questions
from starcli.core.formulas.live import Moment
from starcli.excel.writing.forms.form import FormMaker
from starcli.proof import Proof, prove
from starcli.rater import Rater
from starcli.sources import find_sources
from starcli.spreadsheet import SpreadsheetError, find_spreadsheet, recalculated


def written(folder: Path, name: str = "form.xlsx") -> Path:
    """A village's form with a figure everywhere."""
    rows = {q.id: Row({"self": next(iter(q.levels), "") if q.levels else 12}) for q in questions(scheme())}
    unit = Unit("330199001201", "石门村", "village", "default", "云溪镇", "示例县", "示例市")
    FormMaker(scheme(), "zh").write(Moment(scheme(), Filling(unit, "2022Q3", rows)), folder / name)
    return folder / name


def assessment(path: Path) -> Assessment:
    """What is read from a form."""
    (read,) = Rater(framework(), "self").read(find_sources([path]).sources[0]).units
    assert read.value is not None
    return read.value


def proven(path: Path) -> Proof:
    """What the form's formulas come to."""
    return prove(path, path.name, framework(), assessment(path))


def test_a_form_agrees_with_the_engine(tmp_path: Path) -> None:
    """Every value, outcome, score, points, dimension, total and grade of a form is what the engine gives."""
    require_libreoffice()
    result = proven(written(tmp_path))
    assert (result.findings, result.compared > 400) == ((), True)


def test_stored_results_prove_nothing(tmp_path: Path) -> None:
    """A form whose stored results were all made up agrees just the same: they are not looked at."""
    require_libreoffice()
    path = written(tmp_path)
    book = loaded(path.read_bytes())  # saved by a program that stores no results at all
    path.write_bytes(saved(book))
    assert proven(path).findings == ()


def test_a_changed_formula_comes_to_something_else(tmp_path: Path) -> None:
    """A total that was improved by ten points is told, with the cell, what the form comes to and what the program."""
    require_libreoffice()
    path = written(tmp_path)
    before = assessment(path)
    book = loaded(path.read_bytes())
    spot = FormMaker(scheme(), "zh").spots.known["totals", "total", "real"]
    cell = book["计算"].cell(spot.row + 1, spot.column + 1)
    cell.value = f"{cell.value}+10"
    path.write_bytes(saved(book))
    (only,) = prove(path, path.name, framework(), before).findings
    details = dict(only.details)
    assert (only.code, only.location.within) == ("form-result-differs", f"计算!{cell.coordinate}")
    assert float(str(details["form"])) - float(str(details["engine"])) == pytest.approx(10)


def test_without_a_spreadsheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where LibreOffice is missing a note says so, and nothing is claimed."""
    monkeypatch.setattr(module, "find_spreadsheet", lambda: None)
    result = proven(written(tmp_path))
    assert ([f.code for f in result.findings], result.compared) == (["proof-without-spreadsheet"], 0)


@pytest.mark.parametrize("script", ["exit 1", "exit 0"])
def test_a_spreadsheet_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program that ends with a fault, or without a workbook, is a finding."""
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(module, "find_spreadsheet", lambda: str(program))
    assert [f.code for f in proven(written(tmp_path)).findings] == ["proof-failed"]


def test_a_workbook_that_is_no_form(tmp_path: Path) -> None:
    """A form of another version is said not to have been compared."""
    require_libreoffice()
    path = written(tmp_path)
    before = assessment(path)
    book = loaded(path.read_bytes())
    spot = FormMaker(scheme(), "zh").spots.known["guide", "stamp", "value"]
    book["说明"].cell(spot.row + 1, spot.column + 1).value = "village / default / zh / 000000000000"
    path.write_bytes(saved(book))
    assert [f.code for f in prove(path, path.name, framework(), before).findings] == ["proof-of-no-form"]


def test_recalculating_leaves_the_workbook_alone(tmp_path: Path) -> None:
    """LibreOffice works on a copy; what cannot be opened is an error with a reason."""
    require_libreoffice()
    path, program = written(tmp_path), find_spreadsheet()
    assert program is not None
    before = path.read_bytes()
    assert (recalculated(program, path) != before, path.read_bytes() == before) == (True, True)
    with pytest.raises(SpreadsheetError):
        recalculated(str(tmp_path / "no-such-program"), path)


def test_the_command_says_how_many_results_agree(tmp_path: Path) -> None:
    """`check` on a form prints how many results were compared; on a folder forms are not calculated anew."""
    require_libreoffice()
    path = written(tmp_path)
    one = CliRunner().invoke(app, ["check", str(path), "--lang", "en"])
    folder = CliRunner().invoke(app, ["check", str(tmp_path), "--lang", "en"])
    assert ("results of formulas compared" in one.output, "compared" in folder.output) == (True, False)
