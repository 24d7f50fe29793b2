"""The comparison of forms with XlsxWriter writes the same cells on both sides; it never looks at a time."""

import sys
from pathlib import Path

BENCH = Path(__file__).parent.parent / "bench"
sys.path.insert(0, str(BENCH))

import openpyxl  # noqa: E402 the bench is no package
from forms import moment, plain_book, plain_cells, reference  # noqa: E402

from starcli.excel.writing.forms.form import FormMaker  # noqa: E402


def test_both_write_the_same_cells(tmp_path: Path) -> None:
    """Every formula, text and number of a form stands in the plain workbook too, in the same cell."""
    scheme = reference()
    content = FormMaker(scheme, "zh").content(moment(scheme, 3))
    (tmp_path / "form.xlsx").write_bytes(content)
    (tmp_path / "plain.xlsx").write_bytes(plain_book(*plain_cells(content)))
    form, plain = (openpyxl.load_workbook(tmp_path / name).worksheets for name in ("form.xlsx", "plain.xlsx"))
    cells = [
        [{c.coordinate: c.value for row in sheet.iter_rows() for c in row if c.value is not None} for sheet in sheets]
        for sheets in (form, plain)
    ]
    assert cells[0] == cells[1]
    assert (
        sum(isinstance(value, str) and value.startswith("=") for sheet in cells[0] for value in sheet.values()) > 1000
    )
