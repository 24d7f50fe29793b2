"""LibreOffice as a second opinion: every formula of a workbook recalculated, cached values ignored."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

# By default LibreOffice trusts the cached results of a workbook, and a comparison with them would compare
# the program with itself. "0" is "always recalculate", "1" is "never".
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop>
</item>
{locale}</oor:items>
"""
_LOCALE = """<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop>
<prop oor:name="ooLocale" oor:op="fuse"><value>{locale}</value></prop>
</item>
"""
_SECONDS = 180
_SECONDS_EACH = 10


@dataclass(frozen=True, slots=True)
class Office:
    """LibreOffice with a profile of its own, in a folder; `locale` is such as `de-DE`, its own choice without one.

    `trusting` leaves the cached results as they are: what must never happen where results are compared.
    """

    folder: Path
    locale: str = ""
    trusting: bool = False

    @property
    def decimal_sign(self) -> str:
        """What stands between units and tenths in its locale."""
        return "," if self.locale == "de-DE" else "."

    def convert(self, books: Sequence[Path], kind: str, folder: Path) -> None:
        """Save workbooks in another format below a folder; most of the time goes into starting."""
        user = self.folder / "user"
        user.mkdir(parents=True, exist_ok=True)
        locale = _LOCALE.format(locale=self.locale) if self.locale else ""
        settings = _SETTINGS.format(mode=int(self.trusting), locale=locale)
        (user / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
        command = ["soffice", f"-env:UserInstallation={self.folder.as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", kind, "--outdir", str(folder), *map(str, books)]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS + _SECONDS_EACH * len(books))


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
    Office(folder / "profile").convert(books, kind or suffix, folder)
    return [folder / f"{book.stem}.{suffix}" for book in books]
