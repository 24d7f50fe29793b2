"""A workbook being written: sheets with titles, paragraphs and tables that print well on A4."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from starcli import __version__
from starcli.core.text import FormLanguage, Text
from starcli.excel.imprint import PROPERTY, WRITTEN_AT, Sort
from starcli.excel.writing.output import write_atomically
from starcli.excel.writing.styles import lines_of, style

Content = Text | str | Decimal | int | None
_LINE_HEIGHT = 15.5
_FAR = 1e15
_EARLIEST = date(2000, 1, 1)
_LONGEST_NAME, _LONGEST_LIST = 31, 250
_RESERVED = ("history",)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width in characters, and the style of its cells."""

    heading: Text
    width: float
    style: str = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """A content with a style of its own, or a formula with the result that it has."""

    content: Content
    style: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class SheetNames:
    """Names that sheets must not have, and names that sheets have already, by their place among all."""

    taken: Collection[str] = ()
    given: Mapping[int, str] = field(default_factory=dict)


class Workbook:
    """A workbook in memory; `save` puts it in place in one step."""

    def __init__(self, sort: Sort, title: Text, language: FormLanguage, names: SheetNames | None = None) -> None:
        import xlsxwriter  # noqa: PLC0415 only where a workbook is written

        self.language = language
        self._sort = sort
        self._buffer = BytesIO()
        self._given = names.given if names else {}
        self._names = {name.lower() for name in (*names.taken, *names.given.values())} if names else set()
        self._formats: dict[str, Any] = {}
        self._lists: dict[tuple[str, ...], str] = {}
        # Text from a village stays text: nothing is turned into a formula, a link or a number.
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self._buffer, options)
        self.book.set_properties({"title": title[language], "author": f"starcli {__version__}", "created": WRITTEN_AT})
        self.book.set_custom_property(PROPERTY, sort, "text")
        self.book.set_size(2400, 1600)

    def format(self, name: str) -> Any:  # noqa: ANN401 the library has no types
        """The format of a named style, made once."""
        if name not in self._formats:
            self._formats[name] = self.book.add_format(style(name))
        return self._formats[name]

    def page(self, name: Text | str, widths: Sequence[float], *, landscape: bool = False) -> "Page":
        """A new sheet with the given column widths, ready for A4."""
        wanted = name if isinstance(name, str) else name[self.language]
        return Page(self, self.book.add_worksheet(self._sheet_name(wanted)), widths, landscape=landscape)

    def options(self, options: Sequence[str]) -> list[str] | str:
        """The options of a drop-down list as Excel takes them: by name where they are long or have commas or quotes."""
        if len(",".join(options)) <= _LONGEST_LIST and not any(sign in option for option in options for sign in ',"'):
            return list(options)
        name = self._lists.setdefault(tuple(options), f"starcli_list_{len(self._lists) + 1}")
        return f"={name}"

    def write_lists(self, page: "Page", style_name: str) -> None:
        """Write the lists that go by names below what stands on a sheet."""
        for options, name in self._lists.items():
            first = page.row
            for option in options:
                page.put(page.row, 0, option, style_name)
                page.row += 1
            self.book.define_name(name, f"='{page.name}'!$A${first + 1}:$A${page.row}")
            page.skip()

    def save(self, target: Path) -> None:
        """Write the workbook. Raises `OutputError`."""
        write_atomically(target, self.content(), form=self._sort == "form")

    def content(self) -> bytes:
        """The finished workbook."""
        self.book.close()
        return self._buffer.getvalue()

    def _sheet_name(self, wanted: str) -> str:
        """A name that Excel accepts and that no other sheet has; the given one where there is one."""
        place = len(self.book.worksheets())
        if place in self._given:
            return self._given[place]
        shown = "".join(c if c.isprintable() else " " for c in _FORBIDDEN.sub(" ", wanted))
        base = _cut(shown, _LONGEST_NAME) or "Sheet"
        name, number = base, 2
        while name.lower() in self._names or name.lower() in _RESERVED:
            suffix = f" ({number})"
            name, number = _cut(base, _LONGEST_NAME - len(suffix)) + suffix, number + 1
        self._names.add(name.lower())
        return name


class Page:
    """One sheet, written from the top down; `row` is the next free row."""

    def __init__(self, owner: Workbook, sheet: Any, widths: Sequence[float], *, landscape: bool) -> None:  # noqa: ANN401
        self.owner = owner
        self.sheet = sheet
        self.widths = tuple(widths)
        self.row = 0
        for position, width in enumerate(widths):
            sheet.set_column(position, position, width)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        if landscape:
            sheet.set_landscape()

    @property
    def name(self) -> str:
        """The sheet's name."""
        return str(self.sheet.get_name())

    def say(self, text: Text | str, style_name: str = "body", *, height: float | None = None) -> None:
        """A text across the whole width, on a row of its own."""
        words = self.words(text)
        last = len(self.widths) - 1
        if last:
            self.sheet.merge_range(self.row, 0, self.row, last, "", self.owner.format(style_name))
        self.sheet.write_string(self.row, 0, words, self.owner.format(style_name))
        self.sheet.set_row(self.row, height or lines_of(words, sum(self.widths)) * _LINE_HEIGHT)
        self.row += 1

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self.row += rows

    def put(self, row: int, column: int, content: Content | Cell, style_name: str) -> str:
        """One cell; text is written as text, whatever it begins with. Returns the text, empty for any other content."""
        if isinstance(content, Cell):
            form, value = self.owner.format(content.style or style_name), content.content
            if content.formula:
                words = self.words(value) if isinstance(value, Text | str) else ""
                result = float(value) if isinstance(value, Decimal | int) else words
                self.sheet.write_formula(row, column, content.formula, form, result)
                return words
        else:
            form, value = self.owner.format(style_name), content
        if isinstance(value, Text | str):
            words = self.words(value)
            self.sheet.write_string(row, column, words, form)
            return words
        if value is None:
            self.sheet.write_blank(row, column, None, form)
        else:
            self.sheet.write_number(row, column, float(value), form)
        return ""

    def choices(self, row: int, column: int, options: Sequence[str], *, strict: bool = True) -> None:
        """A drop-down list; one that is not strict takes other words as well."""
        listed = {"validate": "list", "source": self.owner.options(options), "show_error": strict}
        say = Text("请从下拉表中选", "Choose from the list")
        self.sheet.data_validation(row, column, row, column, {**listed, **self._error(say)})

    def numbers(self, row: int, column: int, low: str, high: str, say: Text, *, whole: bool) -> None:
        """Only numbers within limits may be typed; empty limits are none."""
        rule: dict[str, Any] = {"validate": "integer" if whole else "decimal"}
        if low and high:
            rule |= {"criteria": "between", "minimum": float(low), "maximum": float(high)}
        elif low or high:
            rule |= {"criteria": ">=" if low else "<=", "value": float(low or high)}
        else:
            rule |= {"criteria": "between", "minimum": -_FAR, "maximum": _FAR}
        self.sheet.data_validation(row, column, row, column, {**rule, **self._error(say)})

    def custom(self, row: int, column: int, formula: str, say: Text) -> None:
        """Only what makes a formula true may be typed."""
        rule = {"validate": "custom", "value": f"={formula}"}
        self.sheet.data_validation(row, column, row, column, {**rule, **self._error(say)})

    def dates(self, row: int, column: int) -> None:
        """Only days may be typed."""
        say = Text("请填日期，如 2023-06-30", "Type a day such as 2023-06-30")
        rule = {"validate": "date", "criteria": ">=", "value": _EARLIEST}
        self.sheet.data_validation(row, column, row, column, {**rule, **self._error(say)})

    def protect(self) -> None:
        """Lock every cell that is not for typing, without a password; columns and rows may be made wider."""
        self.sheet.protect("", {"format_columns": True, "format_rows": True})

    def _error(self, say: Text) -> dict[str, str]:
        title = Text("请核对", "Please check")
        return {"error_title": self.words(title)[:32], "error_message": self.words(say)[:255]}

    def table(
        self, columns: Sequence[Column], rows: Iterable[Sequence[Content | Cell]], *, repeat: bool = False
    ) -> int:
        """A table with its heading row; returns the row of the heading. `repeat` prints it on every page."""
        top = self.row
        self._line(columns, [Cell(column.heading, "head") for column in columns])
        for cells in rows:
            self._line(columns, cells)
        if repeat:
            self.sheet.repeat_rows(top)
            self.sheet.freeze_panes(top + 1, 0)
        return top

    def rows(self, columns: Sequence[Column], rows: Iterable[Sequence[Content | Cell]]) -> None:
        """Further rows of a table whose heading stands above."""
        for cells in rows:
            self._line(columns, cells)

    def _line(self, columns: Sequence[Column], cells: Sequence[Content | Cell]) -> None:
        """A row of a table, as high as its longest text needs."""
        most = 1
        for position, (column, content) in enumerate(zip(columns, cells, strict=True)):
            words = self.put(self.row, position, content, column.style)
            if words:
                most = max(most, lines_of(words, column.width))
        self.sheet.set_row(self.row, max(most * _LINE_HEIGHT, 18))
        self.row += 1

    def footer(self, text: Text | str) -> None:
        """The line at the foot of each printed page, with the page number."""
        words = self.words(text).replace("&", "&&")[:200]
        self.sheet.set_footer(f"&L&8{words}&R&8&P / &N")

    def words(self, content: Content) -> str:
        """A content as text in the workbook's language, without characters that XML cannot hold."""
        text = content[self.owner.language] if isinstance(content, Text) else str(content or "")
        return without_controls(text)


def narrow_font(book: Workbook) -> None:
    """Measure the columns of a workbook by a font that every system has, or one just as wide.

    What fits on a page then does so wherever it is printed.
    """
    usual = book.book.formats[0]
    usual.set_font_name("Arial")
    usual.set_font_size(10)


def without_controls(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _CONTROL.sub("", text) if text else text


def _cut(name: str, longest: int) -> str:
    """A sheet's name cut to so many UTF-16 units, the ones that Excel counts, without quotes at its ends."""
    name = name.strip().strip("'")
    while len(name.encode("utf-16-le")) // 2 > longest:
        name = name[:-1]
    return name.strip().strip("'").strip()


def widths(columns: Sequence[Column]) -> tuple[float, ...]:
    """The widths of a table's columns."""
    return tuple(column.width for column in columns)
