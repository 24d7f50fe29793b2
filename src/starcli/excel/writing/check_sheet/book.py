"""The check sheet of a unit: every indicator with what was claimed, and blank cells for what is found.

Everything but the cells for typing is locked, without a password.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from starcli.core.checking.items import CheckItem, check_items
from starcli.core.checking.stamp import stamp_of
from starcli.core.checking.words import METHODS, VERDICTS
from starcli.core.imports.applying import has_imports, without_imports
from starcli.core.rating import Rating
from starcli.core.text import FormLanguage, Text
from starcli.excel.layouts.check_sheet import CHECK_HEADINGS, CHECK_SHEETS, CHECK_TITLE, LABELS, CheckColumn
from starcli.excel.writing.check_sheet.formulas import DONE, UNTOUCHED, progress, state, verified_figure
from starcli.excel.writing.check_sheet.guide import guide_page
from starcli.excel.writing.check_sheet.rows import SheetRow, rows_of
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.forms.data import limits_of, limits_say
from starcli.excel.writing.forms.spots import letters
from starcli.excel.writing.output import write_atomically
from starcli.excel.writing.page import Cell, Workbook, narrow_font
from starcli.excel.writing.paging import keep_together
from starcli.excel.writing.styles import lines_of

_LINE, _LEAST, _ROW, _HIGHEST = 13.6, 30.0, 18.0, 240.0
_COVER, _SIGNING = 30 + 4 * 18 + 31.0, 46.0
"""What stands above the table, and below it, is about so high."""
_ROOM = {"small_centre": 1.15, "guidance": 1.08, "strong": 0.92}
"""Small type fits more into a column, bold type less."""
_COLUMNS: Mapping[CheckColumn, tuple[float, str]] = {
    "code": (12, "centre"),
    "name": (28, "text"),
    "measure": (9.5, "small_centre"),
    "own": (10, "centre"),
    "cell": (10, "small_centre"),
    "evidence": (16, "guidance"),
    "given": (12, "small_centre"),
    "rule": (22, "guidance"),
    "requirement": (16, "guidance"),
    "verified": (10, "input_value"),
    "verdict": (10, "input_choice"),
    "method": (8.5, "input_value"),
    "reason": (17, "input"),
    "checker": (8, "input_value"),
    "date": (10.5, "input_day"),
    "state": (10, "small_centre"),
}
_STRONG: Mapping[CheckColumn, str] = {"code": "label_centre", "name": "strong"}
_FIELDS: tuple[tuple[str, ...], ...] = (
    ("name", "town", "period", "profile"),
    ("code", "county", "kind", "framework"),
    ("form", "city", "version", "fingerprint"),
    ("stamp",),
)
_AT: tuple[tuple[CheckColumn, CheckColumn, CheckColumn], ...] = (
    ("code", "name", "name"), ("own", "cell", "evidence"), ("rule", "requirement", "requirement"),
    ("verified", "verdict", "reason"),
)  # fmt: skip
"""Where the fields stand: the column of the label, the first and the last of the value."""
_SIGNATURE = Text(
    "核查组组长（签字）：　　　　　　核查组成员（签字）：　　　　　　村社负责人（签字）：　　　　　　日期：　　　　",
    "Head of the group (signature):               Members (signature):               "
    "For the unit (signature):               Date:               ",
)
_NOTE = Text(
    "黄色单元格填写，其余锁定（无密码）。每一项都要有结论；有数据项的，核验值填在数据项上，指标的核验值自动算出。"
    "属实的核验值可以不填。空着、删掉或重复的行，读回时都会指出。",
    "Fill in the yellow cells; the rest is locked, without a password. Every indicator needs a verdict. Where it has "
    "facts, verify these: its own value follows. What is as reported needs no value. Rows left blank, deleted or "
    "doubled are told.",
)


def write_check_sheet(rating: Rating, target: Path, language: FormLanguage) -> None:
    """Write the check sheet for a unit's form, which was rated by its own values. Raises `OutputError`."""
    write_atomically(target, check_sheet(rating, language))


def check_sheet(rating: Rating, language: FormLanguage) -> bytes:
    """The same in memory."""
    name = rating.unit.name
    title = Text(f"{name} {CHECK_TITLE.zh}", f"{name}: {CHECK_TITLE.en}")
    book = Workbook("check-sheet", title, language)
    narrow_font(book)
    foot = imprint_line(rating.scheme.framework)
    for page in (_Table(book, rating, title).page, guide_page(book)):
        page.footer(foot)
        page.protect()
    return book.content()


class _Table:
    """The sheet to fill in."""

    def __init__(self, book: Workbook, rating: Rating, title: Text) -> None:
        self._rating = rating
        self._language = book.language
        supplied = has_imports(rating.assessment)
        self._columns = {key: each for key, each in _COLUMNS.items() if supplied or key != "given"}
        self._at = {key: position for position, key in enumerate(self._columns)}
        self.page = book.page(CHECK_SHEETS["check"], [width for width, _ in self._columns.values()], landscape=True)
        self._cover(title)
        self._top = self.page.row
        self._head()
        self._body()

    def _cover(self, title: Text) -> None:
        page = self.page
        page.say(title, "title", height=30)
        for fields in _FIELDS:
            for key, (label, first, last) in zip(fields, _AT, strict=False):
                page.put(page.row, self._at[label], LABELS[key], "label_centre")
                self._merged(first, last, self._said(key))
            page.sheet.set_row(page.row, self._height_of(fields))
            page.row += 1
        page.say(_NOTE, "quiet", height=2 * _LINE)

    def _height_of(self, fields: Sequence[str]) -> float:
        """How high a row of fields is: as its longest value needs."""
        widths = [width for width, _ in self._columns.values()]
        rooms = (sum(widths[self._at[first] : self._at[last] + 1]) for _, first, last in _AT)
        most = max(lines_of(self._said(key), room) for key, room in zip(fields, rooms, strict=False))
        return min(most * 15.5 + 2.5, _HIGHEST)

    def _merged(self, first: CheckColumn, last: CheckColumn, text: str) -> None:
        page, left, right = self.page, self._at[first], self._at[last]
        if left < right:
            page.sheet.merge_range(page.row, left, page.row, right, "", page.owner.format("fixed_text"))
        page.put(page.row, left, text, "fixed_text")

    def _said(self, key: str) -> str:
        """What is known of a field above the table."""
        form, scheme = self._rating.assessment, self._rating.scheme
        unit, framework, language = form.unit, scheme.framework, self._language
        known = {
            "kind": scheme.kind.name[language],
            "profile": scheme.profile.name[language],
            "period": form.period,
            "framework": framework.id,
            "version": framework.version,
            "fingerprint": framework.fingerprint,
            "form": PurePath(form.location.file).name,
            "stamp": stamp_of(without_imports(form), scheme),
        }
        return known[key] if key in known else str(getattr(unit, key))

    def _head(self) -> None:
        page = self.page
        most = 1
        for key, position in self._at.items():
            words = page.put(page.row, position, CHECK_HEADINGS[key], "head")
            most = max(most, lines_of(words, self._columns[key][0]))
        page.sheet.set_row(page.row, max(_LEAST, most * 15.5))
        page.sheet.repeat_rows(page.row)
        page.sheet.freeze_panes(page.row + 1, 2)
        page.row += 1

    def _body(self) -> None:
        """Every indicator with its facts, by dimension; what is worked out is written once all cells are known."""
        scheme = self._rating.scheme
        items = check_items(scheme)
        written = {row.key: row for item in items for row in rows_of(item, self._rating)}
        cells = self._addresses(items)
        groups: list[tuple[int, float]] = [(0, _COVER)]
        for dimension, of_it in self._by_dimension(items):
            start, height = self.page.row, self._section(dimension)
            for item in of_it:
                height += sum(self._row(written[key], item, cells) for key in _keys(item))
                groups.append((start, height))
                start, height = self.page.row, 0.0
        start, height = groups[-1]
        groups[-1] = (start, height + _SIGNING)
        self._foot(len(items))
        keep_together(self.page, _LEAST, groups, landscape=True)
        self._marks()

    def _by_dimension(self, items: Sequence[CheckItem]) -> Iterator[tuple[str, list[CheckItem]]]:
        for dimension in self._rating.scheme.framework.dimensions:
            found = [item for item in items if item.indicator.definition.dimension == dimension]
            if found:
                yield dimension, found

    def _addresses(self, items: Sequence[CheckItem]) -> dict[str, dict[CheckColumn, str]]:
        """Where every cell is going to be."""
        row = self.page.row
        found: dict[str, dict[CheckColumn, str]] = {}
        for _, of_it in self._by_dimension(items):
            row += 1
            for item in of_it:
                for key in _keys(item):
                    found[key] = {column: f"{letters(at)}{row + 1}" for column, at in self._at.items()}
                    row += 1
        return found

    def _section(self, dimension: str) -> float:
        page = self.page
        name = self._rating.scheme.framework.dimensions[dimension].name
        page.sheet.merge_range(page.row, 0, page.row, len(self._at) - 1, "", page.owner.format("group"))
        page.put(page.row, 0, Text(f"{dimension} {name.zh}", f"{dimension} {name.en}"), "group")
        page.sheet.set_row(page.row, 18)
        page.row += 1
        return 18.0

    def _row(self, row: SheetRow, item: CheckItem, cells: Mapping[str, Mapping[CheckColumn, str]]) -> float:
        """One row; its height comes back."""
        page, most = self.page, 1.0
        for column, position in self._at.items():
            width, style = self._columns[column]
            style = self._style(column, style, row)
            words = page.put(page.row, position, row.contents.get(column), style)
            if column == "name" and "\n" in words:
                most = max(most, self._named(position, width, words))
            elif words and not style.startswith("tight"):
                most = max(most, lines_of(words, width * _ROOM.get(style, 1.0)))
        self._worked_out(row, item, cells)
        self._inputs(row)
        height = min(max(most * _LINE + 4, _ROW), _HIGHEST)
        page.sheet.set_row(page.row, height)
        page.row += 1
        return height

    def _named(self, position: int, width: float, words: str) -> int:
        """The indicator's name in bold, and quietly below it how it is worked out; how many lines that takes."""
        page = self.page
        name, rest = words.split("\n", 1)
        strong, quiet = page.owner.format("strong"), page.owner.format("guidance")
        page.sheet.write_rich_string(page.row, position, strong, f"{name}\n", quiet, rest, strong)
        return lines_of(name, width * _ROOM["strong"]) + lines_of(rest, width * _ROOM["guidance"])

    @staticmethod
    def _style(column: CheckColumn, usual: str, row: SheetRow) -> str:
        if row.has_verdict:
            if column == "verified" and row.asked is None:
                return "last"
            return _STRONG.get(column, usual)
        if column in ("verdict", "method", "reason", "checker", "date", "state"):
            return "barred"
        return "tight_small" if column == "code" else usual

    def _worked_out(self, row: SheetRow, item: CheckItem, cells: Mapping[str, Mapping[CheckColumn, str]]) -> None:
        if not row.has_verdict:
            return
        shown = UNTOUCHED[self._language]
        formula = state(item, cells, self._language)
        self.page.put(self.page.row, self._at["state"], Cell(shown, formula=formula), "small_centre")
        if row.asked is None:
            formula = verified_figure(item, cells)
            if formula:
                self.page.put(self.page.row, self._at["verified"], Cell("", formula=formula), "last")

    def _inputs(self, row: SheetRow) -> None:
        """What may be typed into the cells of a row."""
        page, language = self.page, self._language
        if row.asked is not None:
            levels = row.asked.levels
            if levels:
                page.choices(page.row, self._at["verified"], [name[language] for name in levels.values()])
            else:
                low, high, whole = limits_of(row.asked.asked)
                say = limits_say(low, high, whole=whole)
                page.numbers(page.row, self._at["verified"], low, high, say, whole=whole)
        if row.has_verdict:
            page.choices(page.row, self._at["verdict"], [name[language] for name in VERDICTS.values()])
            methods = [name[language] for name in METHODS.values()]
            page.choices(page.row, self._at["method"], methods, strict=False)
            page.dates(page.row, self._at["date"])

    def _foot(self, count: int) -> None:
        """How much is done, beside the stamp; signatures below the table."""
        page, state_at = self.page, letters(self._at["state"])
        first, last = f"{state_at}{self._top + 2}", f"{state_at}{page.row}"
        row = self._top - 2
        page.put(row, self._at["own"], Text("已核查", "Checked"), "label")
        formula = progress(first, last, self._language)
        page.put(row, self._at["cell"], Cell(0, formula=formula), "strip_whole")
        page.put(row, self._at["evidence"], Text(f"/ {count} 项", f"of {count}"), "strip_text")
        page.skip()
        page.say(_SIGNATURE, "line", height=26)

    def _marks(self) -> None:
        """What is done is green, what is wrong red; the words beside it say so without colour."""
        page, at = self.page, letters(self._at["state"])
        area = f"{at}{self._top + 2}:{at}{page.row}"
        cell = f"{at}{self._top + 2}"
        done, untouched = DONE[self._language], UNTOUCHED[self._language]
        for test, style in (
            (f'{cell}="{done}"', "planned"),
            (f'AND({cell}<>"",{cell}<>"{done}",{cell}<>"{untouched}")', "bad_mark"),
        ):
            rule = {"type": "formula", "criteria": f"={test}", "format": page.owner.format(style)}
            page.sheet.conditional_format(area, rule)


def _keys(item: CheckItem) -> list[str]:
    """The keys of an item's rows, its own first."""
    return list(dict.fromkeys((item.indicator.id, *(figure.id for figure in item.figures))))
