"""The tables of a plan: where their cells are, and how one table takes over what was entered in another.

A row is found by its number, not by its place, so that rows may be sorted, moved or deleted and each still says what
belongs to it. What names a row, its number and its code, is written and not looked up: a program that keeps formulas
without their results still knows whose each row is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from starcli.core.text import FormLanguage, Text
from starcli.excel.layouts.plan import PLAN_SHEETS, PlanSheet
from starcli.excel.writing.forms.spots import letters, sheet_reference
from starcli.excel.writing.page import Cell, Page
from starcli.excel.writing.plans.content import Content
from starcli.excel.writing.styles import lines_of, width_of

HEADINGS, FIRST = 2, 3
EXTRA = 4
"""Empty rows below those of the program, for what people add."""
_DAY_ZERO = date(1899, 12, 30)
_LINE, _NARROW = 15.5, 1.15


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table: its heading, its width in characters, and the style of its cells."""

    heading: Text
    width: float
    style: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a sheet of its own: its columns from left to right, and how many rows it has."""

    sheet: PlanSheet
    language: FormLanguage
    fields: Mapping[str, Field]
    count: int

    @property
    def last(self) -> int:
        """Its last row, from 0."""
        return FIRST + self.count - 1

    @property
    def widths(self) -> tuple[float, ...]:
        """The widths of its columns."""
        return tuple(field.width for field in self.fields.values())

    def column(self, key: str) -> int:
        """The position of a column, from 0."""
        return list(self.fields).index(key)

    def cell(self, number: int, key: str) -> str:
        """The address of a cell on its own sheet, of the row with a number that counts from 1."""
        return f"{letters(self.column(key))}{FIRST + number}"

    def range(self, key: str) -> str:
        """The range of a column, as other sheets write it."""
        name, letter = sheet_reference(PLAN_SHEETS[self.sheet][self.language]), letters(self.column(key))
        return f"{name}!${letter}${FIRST + 1}:${letter}${self.last + 1}"

    def upper(self, key: str, count: int) -> str:
        """The range of a column in the first rows only."""
        return self.range(key).replace(f"${self.last + 1}", f"${FIRST + count}")

    def lower(self, key: str, count: int) -> str:
        """The range of a column behind the first rows."""
        return self.range(key).replace(f"${FIRST + 1}:", f"${FIRST + count + 1}:")

    def by_number(self, key: str, number: str) -> str:
        """A formula: what stands in a column of the row with the number in a cell; an empty text where nothing does."""
        found = f"INDEX({self.range(key)},MATCH({number},{self.range('number')},0))"
        return f'IFERROR(IF({found}="","",{found}),"")'

    def by_code(self, key: str, code: str) -> str:
        """The same of the first row with a code."""
        found = f"INDEX({self.range(key)},MATCH({code},{self.range('code')},0))"
        return f'IFERROR(IF({found}="","",{found}),"")'


def put(page: Page, column: int, content: Content, style: str, formula: str = "") -> str:
    """One cell in the page's row; a day is the number that spreadsheets have for it. Returns the text."""
    value = Decimal((content - _DAY_ZERO).days) if isinstance(content, date) else content
    return page.put(page.row, column, Cell(value, style, formula), style)


def begin(page: Page, table: Table, title: Text, note: Text) -> None:
    """Title, a line that says what to do, and the headings, repeated on every page."""
    page.say(title, "title", height=30)
    page.say(note, "quiet")
    most = 1
    for column, field in enumerate(table.fields.values()):
        words = page.put(page.row, column, field.heading, "head")
        most = max(most, lines_of(words, field.width))
    page.sheet.set_row(page.row, max(30, 16 * most))
    page.sheet.repeat_rows(page.row)
    page.sheet.freeze_panes(page.row + 1, 3)
    page.row += 1


def write_row(
    page: Page,
    table: Table,
    contents: Mapping[str, Content],
    formulas: Mapping[str, str] = MappingProxyType({}),
    styles: Mapping[str, str] = MappingProxyType({}),
) -> list[tuple[str, float]]:
    """The cells of a row, each a formula where one is given; returns each text with the width that it has."""
    texts = []
    for column, (key, field) in enumerate(table.fields.items()):
        words = put(page, column, contents.get(key), styles.get(key, field.style), formulas.get(key, ""))
        texts.append((words, field.width))
    return texts


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column, with one to spare where it is in two languages.

    Without wide characters more of it fits than there are columns.
    """
    return lines_of(text, width if width_of(text) > len(text) else width * _NARROW) + ("\n" in text)


def end_row(page: Page, texts: Sequence[tuple[str, float]], least: int = 2) -> None:
    """Make the row as high as its texts need, and go on to the next."""
    most = max([least, *(lines(text, width) for text, width in texts)])
    page.sheet.set_row(page.row, most * _LINE + 4)
    page.row += 1
