"""Forms that score themselves against XlsxWriter writing the same cells with no thought: `python bench/forms.py`.

Both write one workbook a unit, in turn, in one process: starcli a prefilled form with every formula and the result that
the engine gives it, XlsxWriter the very same cells with the same formats, read out of that form beforehand. What else
a form has (drop-downs, limits, conditional formats, a chart, protection) XlsxWriter is spared. The last line has the
ratio of CPU times, for records.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.workbook.workbook import Workbook

from starcli.bundled import framework_folder
from starcli.core.assessment import Unit
from starcli.core.filling import Filling, Row, questions
from starcli.core.formulas.live import Moment
from starcli.core.scheme import Scheme, resolve
from starcli.definitions import load_framework
from starcli.excel.writing.forms.form import FormMaker

CITY = 3179


@dataclass(frozen=True, slots=True)
class Plain:
    """A cell as XlsxWriter is told to write it."""

    sheet: int
    row: int
    column: int
    format: int
    formula: str
    value: Any


def main() -> None:
    """Measure, and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=200, help=f"forms to write (a city has {CITY})")
    units = parser.parse_args().units
    scheme = reference()
    started = time.process_time()
    maker = FormMaker(scheme, "zh")
    compiling = time.process_time() - started
    cells, formats = plain_cells(maker.content(moment(scheme, 0)))
    ours: Callable[[int], int] = lambda number: len(maker.content(moment(scheme, number)))  # noqa: E731 a pair of two
    theirs: Callable[[int], int] = lambda _: len(plain_book(cells, formats))  # noqa: E731
    spent = [0.0, 0.0]
    for number in range(units):
        for which, write in enumerate((ours, theirs)):
            started = time.process_time()
            write(number)
            spent[which] += time.process_time() - started
    per_form = [1000 * seconds / units for seconds in spent]
    print(f"{units} forms of {len(cells)} cells, {sum(bool(cell.formula) for cell in cells)} formulas")
    print(f"compiled once in {1000 * compiling:.0f} ms")
    print(f"starcli    {per_form[0]:7.1f} ms of CPU a form")
    print(f"XlsxWriter {per_form[1]:7.1f} ms of CPU a form")
    ratio = (spent[0] + compiling) / spent[1]
    print(json.dumps({"units": units, "ratio": round(ratio, 3), "starcli_ms": round(per_form[0], 1)}))


def reference() -> Scheme:
    """The scheme of an ordinary village."""
    folder = framework_folder("reference-47")
    framework = load_framework(folder).value if folder is not None else None
    if framework is None:
        raise SystemExit("the reference framework does not load")
    return resolve(framework, "village", "default")


def moment(scheme: Scheme, number: int) -> Moment:
    """A unit whose form has a figure wherever one is asked for."""
    rows = {
        question.id: Row({"self": next(iter(question.levels.values())).zh if question.levels else 10 + number % 7})
        for question in questions(scheme)
    }
    unit = Unit(f"3301{number:08d}", f"第{number}村", scheme.kind.id, scheme.profile.id, "某镇", "某县", "某市")
    return Moment(scheme, Filling(unit, "2022Q4", rows))


def plain_cells(content: bytes) -> tuple[list[Plain], list[dict[str, Any]]]:
    """Every cell of a form, and the formats that they have."""
    formulas, values = (openpyxl.load_workbook(BytesIO(content), data_only=only) for only in (False, True))
    formats: dict[tuple[Any, ...], int] = {}
    cells = list(_cells(formulas, values, formats))
    return cells, [_format(key) for key in formats]


def _cells(formulas: Workbook, values: Workbook, formats: dict[tuple[Any, ...], int]) -> Iterator[Plain]:
    for number, sheet in enumerate(formulas.worksheets):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None and not cell.has_style:
                    continue
                key = (
                    cell.font.sz, cell.font.b, cell.font.color.rgb if cell.font.color else None,
                    cell.fill.start_color.rgb, cell.alignment.horizontal, cell.alignment.wrap_text,
                    bool(cell.border.left.style), cell.number_format, cell.protection.locked,
                )  # fmt: skip
                place = formats.setdefault(key, len(formats))
                value = values.worksheets[number][cell.coordinate].value
                formula = cell.value if cell.data_type == "f" else ""
                yield Plain(number, cell.row - 1, cell.column - 1, place, formula, value)


def _format(key: tuple[Any, ...]) -> dict[str, Any]:
    size, bold, colour, fill, align, wrap, border, numbers, locked = key
    found = {"font_name": "Microsoft YaHei", "font_size": size, "bold": bold, "text_wrap": bool(wrap), "locked": locked}
    found |= {"border": int(border), "num_format": numbers}
    found |= {"align": align} if align else {}
    found |= {"font_color": f"#{colour[-6:]}"} if isinstance(colour, str) else {}
    return found | ({"bg_color": f"#{fill[-6:]}"} if isinstance(fill, str) and fill != "00000000" else {})


def plain_book(cells: list[Plain], formats: list[dict[str, Any]]) -> bytes:
    """The same cells, written one by one."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    styles = [book.add_format(each) for each in formats]
    sheets = [book.add_worksheet() for _ in range(1 + max(cell.sheet for cell in cells))]
    for cell in cells:
        sheet, style = sheets[cell.sheet], styles[cell.format]
        if cell.formula:
            sheet.write_formula(cell.row, cell.column, cell.formula, style, "" if cell.value is None else cell.value)
        elif cell.value is None:
            sheet.write_blank(cell.row, cell.column, None, style)
        elif isinstance(cell.value, str):
            sheet.write_string(cell.row, cell.column, cell.value, style)
        else:
            sheet.write_number(cell.row, cell.column, cell.value, style)
    book.close()
    return buffer.getvalue()


if __name__ == "__main__":
    main()
