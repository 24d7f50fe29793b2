"""LibreOffice as others have set it: its language, and the day from which a workbook counts."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter
from libreoffice import Office

from parity.compare import Change
from parity.exported import FILTER, Result, rows
from parity.package import counting_from_1904

LOCALES: Mapping[str, tuple[Result, Result]] = {"de-DE": ("0,5", "Montag"), "zh-CN": ("0.5", "星期一")}
"""What each language makes of a half, and of the name of 19 September 2022."""
DAYS: Mapping[str, Result] = {"1900": "1463", "1904": "1"}
"""What 2 January 1904 is in each date system."""
CHANGES: Mapping[str, Change] = {"1904": counting_from_1904}
"""What is done to a form for the date system that is not the usual one."""


def spoken(office: Office) -> tuple[Result, ...]:
    """What a locale makes of a half and of a Monday: the proof that it is in effect."""
    return _results(office, ('=1/2&""', '=TEXT(44823,"DDDD")'))


def first_day(office: Office, change: Change | None = None) -> Result:
    """The number of 2 January 1904 in a changed workbook: the proof of its date system."""
    return _results(office, ('=TEXT(DATE(1904,1,2),"0")',), change)[0]


def _results(office: Office, formulas: Sequence[str], change: Change | None = None) -> tuple[Result, ...]:
    with tempfile.TemporaryDirectory(prefix="starcli-parity-") as folder:
        book = Path(folder, "probe.xlsx")
        with xlsxwriter.Workbook(book) as workbook:
            sheet = workbook.add_worksheet("probe")
            for row, formula in enumerate(formulas):
                sheet.write_formula(row, 0, formula, None, "?")
        if change is not None:
            book.write_bytes(change(book.read_bytes()))
        office.convert([book], FILTER, Path(folder))
        return tuple(row[0] for row in rows(Path(folder, "probe-probe.csv"))[: len(formulas)])
