"""The register of filed plans as a workbook: one row a filing, and whatever the county has written beside it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from starcli.core.model import Framework
from starcli.core.plans.register import Cell, Filing, Register
from starcli.core.text import Language, Text
from starcli.excel.layouts.register import ASIDE, REGISTER_HEADINGS, REGISTER_SHEET, RegisterColumn
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell as Shown
from starcli.excel.writing.page import Column, Content, Page, Workbook, narrow_font, widths

_DAY_ZERO = date(1899, 12, 30)
_WIDTHS: Mapping[RegisterColumn, float] = {
    "row": 5, "county": 9, "town": 10, "name": 13, "kind": 11, "self": 8, "verified": 8, "reviewed": 9, "bonus": 7,
    "deductions": 10, "total": 8, "gates": 18, "vetoes": 11, "grade": 8, "last_grade": 8, "target": 8, "number": 11,
    "version": 8, "date": 11, "status": 9, "opinion": 15, "remarks": 11, "reason": 24, "code": 15, "fingerprint": 16,
    "file": 30,
}  # fmt: skip
_OTHER_WIDTH = 14
_STYLES: Mapping[RegisterColumn, str] = {
    "row": "whole", "code": "fixed_text", "kind": "centre", "self": "points", "verified": "points",
    "reviewed": "points", "bonus": "points", "deductions": "points", "total": "points", "grade": "centre",
    "last_grade": "input", "target": "centre", "number": "fixed_text", "version": "whole", "date": "day",
    "status": "input_value", "opinion": "input", "remarks": "input", "fingerprint": "fixed_text",
}  # fmt: skip


def register_book(register: Register, framework: Framework, language: Language, name: str) -> bytes:
    """The workbook of a register, whose area is called `name`."""
    title = Text(f"{name} 一村一策方案备案登记表", f"{name}: register of filed plans")
    book = Workbook("register", title, language)
    narrow_font(book)
    columns = _columns(register)
    printed = len(columns) - len(ASIDE)
    page = book.page(REGISTER_SHEET, widths(columns[:printed]), landscape=True)
    for position, column in enumerate(columns[printed:], start=printed):
        page.sheet.set_column(position, position, column.width)
    page.say(title, "title", height=30)
    page.say(_standing(register), "subtitle")
    page.say(_GUIDE, "quiet")
    page.say(imprint_line(framework), "quiet")
    rows = [_row(number, filing, _keys(register)) for number, filing in enumerate(register.filings, start=1)]
    top = page.table(columns, rows, repeat=True)
    page.sheet.freeze_panes(top + 1, 4)
    page.sheet.autofilter(top, 0, max(page.row - 1, top), len(columns) - 1)
    _below(page, register, columns)
    page.sheet.print_area(0, 0, page.row - 1, printed - 1)
    # Whatever stands below the table would come back as a line of the county's own.
    page.footer(_SIGNING)
    return book.content()


_GUIDE = Text(
    "状态、审核意见、备注、上季星级和自己加的列由县级填写；备案号、版本、日期、指纹由程序登记，改动会被指出并还原。",
    "Status, opinion, remarks, last grade and columns of your own are yours to fill in; number, version, day and "
    "fingerprint are the program's: a change is named and taken back.",
)


_SIGNING = Text(
    "经办人：______________　　审核人：______________　　（盖章）　　______年____月____日",
    "Entered by: ______________    Checked by: ______________    (seal)    Date: ______________",
)


def _standing(register: Register) -> Text:
    """How many units have filed a plan, in how many versions, and since when nothing has been filed."""
    units = len({filing.number for filing in register.filings})
    days = [filing.day for filing in register.filings if filing.day is not None]
    last = max(days).isoformat() if days else "—"
    count = len(register.filings)
    return Text(
        f"已备案 {units} 个单位，共 {count} 件；最近一次备案：{last}",
        f"Units with a filed plan: {units}; versions: {count}; last filed on {last}",
    )


def _keys(register: Register) -> tuple[str, ...]:
    """Every column in its order: those of the county's own come before those that are not printed."""
    shown = [key for key in REGISTER_HEADINGS if key not in ASIDE]
    return (*shown, *register.others, *ASIDE)


def _columns(register: Register) -> tuple[Column, ...]:
    known: dict[str, Column] = {
        key: Column(name, _WIDTHS[key], _STYLES.get(key, "text")) for key, name in REGISTER_HEADINGS.items()
    }
    return tuple(known.get(key) or Column(Text.same(key), _OTHER_WIDTH, "input") for key in _keys(register))


def _row(number: int, filing: Filing, keys: Sequence[str]) -> list[Content | Shown]:
    unit = filing.unit
    known: dict[str, Cell | None] = {
        **filing.cells,
        "county": unit.county,
        "town": unit.town,
        "name": unit.name,
        "code": unit.code,
        "number": filing.number,
        "date": filing.day or filing.cells.get("date"),
        "fingerprint": filing.fingerprint,
    }
    cells = [_shown(known.get(key)) for key in keys]
    cells[keys.index("row")] = number
    cells[keys.index("version")] = filing.version
    return cells


def _shown(cell: Cell | None) -> Content | Shown:
    """A cell as the page takes it: days are numbers in a style of their own."""
    if isinstance(cell, date):
        return Shown(Decimal((cell - _DAY_ZERO).days), "day")
    return cell or None


def _below(page: Page, register: Register, columns: Sequence[Column]) -> None:
    """The lines that the county has written below the table."""
    keys = _keys(register)
    if register.lines:
        page.skip()
    for line in register.lines:
        for key, cell in line.items():
            at = keys.index(key)
            page.put(page.row, at, _shown(cell), columns[at].style)
        page.row += 1
