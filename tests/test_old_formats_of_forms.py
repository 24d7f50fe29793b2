"""Forms that were saved in formats which keep no marks: what they work out by themselves is no answer."""

from functools import cache
from pathlib import Path

import pytest
from libreoffice import converted, require_libreoffice
from sheets import scheme
from typer.testing import CliRunner

from starcli.cli import app
from starcli.core.assessment import Unit
from starcli.core.filling import Filling, Row, questions
from starcli.core.formulas.live import Moment
from starcli.core.text import FormLanguage
from starcli.excel.writing.forms.form import FormMaker


@cache
def content(language: FormLanguage) -> bytes:
    """A form without a code, so that nothing on the other sheets may be taken for one."""
    rows = {q.id: Row({"self": next(iter(q.levels), "") if q.levels else 12}) for q in questions(scheme())}
    return FormMaker(scheme(), language).content(
        Moment(scheme(), Filling(Unit(name="石门村", kind="village"), "2022Q3", rows))
    )


@pytest.mark.parametrize("suffix", ["xls", "ods"])
@pytest.mark.parametrize("language", ["zh", "both"])
def test_only_what_was_filled_in_is_read(tmp_path: Path, suffix: str, language: FormLanguage) -> None:
    """The same is found in the form as in the one that was saved in an old format, and nothing about its own sheets."""
    require_libreoffice()
    (tmp_path / "f.xlsx").write_bytes(content(language))
    old = converted(tmp_path / "f.xlsx", suffix, tmp_path / "old")
    told = [
        CliRunner().invoke(app, ["check", str(path), "--notes", "--lang", "en"]).output.replace(path.name, "f")
        for path in (tmp_path / "f.xlsx", old)
    ]
    lines = [sorted(line.split("!", 1)[-1] for line in each.splitlines() if line.count(": ") > 1) for each in told]
    assert (lines[0], bool(lines[0])) == (lines[1], True)
