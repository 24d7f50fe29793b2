"""LibreOffice as a second opinion: a workbook with every formula calculated anew, whatever results it came with."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

_SECONDS = 120
_NAMES = ("soffice", "libreoffice")
_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_FILTER = "xlsx:Calc MS Excel 2007 XML"

# Stored results are trusted by default, and a comparison with them would compare a program with itself: 0 is "always
# calculate". The other settings keep a workbook from running macros and from opening what it links to.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


class SpreadsheetError(Exception):
    """LibreOffice did not give the workbook back; the message says why."""


def find_spreadsheet() -> str | None:
    """The program on this machine; None where there is none."""
    found = (shutil.which(name) for name in _NAMES)
    return next((path for path in (*found, *_installed()) if path), None)


def recalculated(program: str, book: Path) -> bytes:
    """The workbook after LibreOffice has calculated every formula. Raises `SpreadsheetError`."""
    with tempfile.TemporaryDirectory(prefix="starcli-") as folder:
        home = Path(folder, "profile")
        (home / "user").mkdir(parents=True)
        (home / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        # The name of a village's file may be anything, and an option of the program too.
        source = Path(folder, "form.xlsx")
        source.write_bytes(book.read_bytes())
        command = [program, f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", _FILTER, "--outdir", str(Path(folder, "out")), str(source)]
        try:
            # No shell, and no word of it comes from a workbook.
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603
            return Path(folder, "out", "form.xlsx").read_bytes()
        except subprocess.SubprocessError as error:
            raise SpreadsheetError(type(error).__name__) from error
        except OSError as error:
            raise SpreadsheetError(error.strerror or type(error).__name__) from error


def _installed() -> Iterator[str]:
    return (path for path in _ELSEWHERE if Path(path).is_file())
