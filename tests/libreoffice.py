"""LibreOffice as a second opinion: every formula of a workbook recalculated, cached values ignored."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

# By default LibreOffice trusts the cached results of a workbook, and a comparison with them would compare
# the program with itself. "0" is "always recalculate".
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def require_libreoffice() -> None:
    """Skip where LibreOffice is missing; fail where the run says that it must be there."""
    if shutil.which("soffice") is None:
        if os.environ.get("STARCLI_NEEDS_LIBREOFFICE"):
            pytest.fail("LibreOffice is needed here and is missing")
        pytest.skip("LibreOffice is not installed")


def recalculated(book: Path, folder: Path) -> Path:
    """A copy of a workbook with every formula calculated anew."""
    return converted(book, "xlsx", folder / "recalculated", "xlsx:Calc MS Excel 2007 XML")


def converted(book: Path, suffix: str, folder: Path, kind: str = "") -> Path:
    """A workbook saved by LibreOffice in another format, or the same one again."""
    return all_converted([book], suffix, folder, kind)[0]


def all_converted(books: Sequence[Path], suffix: str, folder: Path, kind: str = "") -> list[Path]:
    """Several workbooks at once: most of the time goes into starting LibreOffice."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", kind or suffix, "--outdir", str(folder), *map(str, books)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [folder / f"{book.stem}.{suffix}" for book in books]
