"""Verified values into a unit's form: into its column of verified values, and the rest on a sheet of their own.

The unit's own values and everything else in the workbook stay as they are; the file itself is not touched.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path

from starcli.core.assessment import Answer, Assessment, Entry
from starcli.core.checking.items import CheckItem, check_items
from starcli.core.checking.verdicts import Checked, Verdicts
from starcli.core.checking.words import VERDICTS
from starcli.core.findings import Location, Read, finding
from starcli.core.scale import Value
from starcli.core.scheme import Scheme
from starcli.core.text import FormLanguage, Text
from starcli.core.words import NOT_APPLICABLE
from starcli.excel.grafting.archive import Unserviceable
from starcli.excel.grafting.fill_cells import filled
from starcli.excel.grafting.graft import grafted
from starcli.excel.imprint import CHECK_MARK
from starcli.excel.opening.book import Book, Sheet, address, as_text
from starcli.excel.opening.workbook import open_content, read_content
from starcli.excel.reading.header import Header, find_headers
from starcli.excel.writing.check_sheet.result_page import CheckResult, check_result

_REASONS: Mapping[str, Text] = {
    "graft-not-xlsx": Text("不是 .xlsx 工作簿", "it is no .xlsx workbook"),
    "graft-signed": Text("有数字签名", "it is signed"),
    "graft-structure-locked": Text("工作簿结构被保护", "its structure is locked"),
    "graft-strict": Text("是严格格式的工作簿", "it is of the strict format"),
    "graft-write-reserved": Text("有修改密码", "it has a password to modify"),
    "graft-shared": Text("是共享工作簿", "it is a shared workbook"),
}
_OTHERWISE = Text("工作簿的写法不认识", "it is written in a way that is not understood")


@dataclass(frozen=True, slots=True)
class ToVerify:
    """One form: where it is, what the unit reported, and what was found of it."""

    path: Path
    name: str
    form: Assessment
    scheme: Scheme
    verdicts: Verdicts
    language: FormLanguage


@dataclass(slots=True)
class _Placed:
    """What goes where: into cells of the form's own sheets, and onto the sheet of results."""

    cells: dict[str, dict[str, Decimal | str]] = field(default_factory=dict)
    values: dict[str, Decimal | str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)


def verified_form(wanted: ToVerify) -> Read[bytes | None]:
    """The form with verified values; None, with a finding, where they cannot be put into it without harm."""
    content = read_content(wanted.path, wanted.name)
    if content.value is None:
        return Read(None, content.findings)
    opened = open_content(content.value, wanted.name)
    if opened.value is None:
        return Read(None, opened.findings)
    placed = _place(wanted, opened.value)
    items, framework = wanted.verdicts.items, wanted.scheme.framework
    result = CheckResult(wanted.form.unit.name, framework, items, placed.values, placed.reasons)
    make = partial(check_result, result, wanted.language)
    try:
        return Read(grafted(filled(content.value, placed.cells), make, mark=CHECK_MARK))
    except Unserviceable as problem:
        reason = _REASONS.get(problem.code, _OTHERWISE)
        return Read(None, (finding("verified-not-written", Location(wanted.name), reason=reason),))


def _place(wanted: ToVerify, book: Book) -> _Placed:
    """Where each verified value goes: beside the unit's own where the form has an empty cell for it."""
    cells = _Cells(book, wanted.form)
    placed = _Placed()
    for key, answer in wanted.verdicts.confirmed.items():
        if _put(placed, cells, wanted, key, _typed(wanted, key, answer)) and answer.not_applicable:
            placed.reasons[key] = _own_reason(wanted, key)
    items = {item.indicator.id: item for item in check_items(wanted.scheme)}
    for checked in wanted.verdicts.items:
        if checked.verdict in ("rejected", "not-applicable"):
            _put_verdict(placed, cells, wanted, checked, items[checked.indicator.id])
    return placed


def _put(placed: _Placed, cells: "_Cells", wanted: ToVerify, key: str, value: Decimal | str) -> bool:
    """Whether a value has its place; one that the town has entered already stays, and no reason is added to it."""
    if "verified" in wanted.form.entries.get(key, Entry()).answers:
        return False
    place = cells.verified(key)
    if place is None:
        placed.values[key] = value
    else:
        placed.cells.setdefault(place.sheet, {})[place.cell] = value
    return True


def _put_verdict(placed: _Placed, cells: "_Cells", wanted: ToVerify, checked: Checked, item: CheckItem) -> None:
    """What is not accepted, or does not apply: in the indicator's own row, which a form of facts does not have.

    There a fact that serves it alone says the same, so that the form's own formulas count nothing for it either.
    """
    key = checked.indicator.id
    rejected = checked.verdict == "rejected"
    word = (VERDICTS["rejected"] if rejected else NOT_APPLICABLE)[_single(wanted.language)]
    if not _put(placed, cells, wanted, key, word) and not _says_so(wanted, key, rejected=rejected):
        return
    placed.reasons[key] = checked.row.said("reason") or _own_reason(wanted, key)
    if rejected and not item.is_typed:
        fact = next((fact for fact in sorted(item.own_keys) if cells.verified(fact) is not None), None)
        if fact is not None and fact not in wanted.verdicts.confirmed:
            _put(placed, cells, wanted, fact, word)


def _says_so(wanted: ToVerify, key: str, *, rejected: bool) -> bool:
    """Whether the town has entered the same already: what it may lack is the reason."""
    known = wanted.form.entries.get(key, Entry()).answers.get("verified")
    return known is not None and (known.rejected if rejected else known.not_applicable)


def _own_reason(wanted: ToVerify, key: str) -> str:
    return wanted.form.entries.get(key, Entry()).reason


def _typed(wanted: ToVerify, key: str, answer: Answer) -> Decimal | str:
    """An answer as it is typed into the form."""
    language = _single(wanted.language)
    if answer.not_applicable:
        return NOT_APPLICABLE[language]
    value: Value = answer.value if answer.value is not None else answer.raw
    if isinstance(value, str) and key in wanted.scheme.by_id:
        levels = wanted.scheme.by_id[key].definition.scale.levels
        return levels[value][wanted.language] if value in levels else value
    return value


def _single(language: FormLanguage) -> FormLanguage:
    return "zh" if language == "both" else language


class _Cells:
    """The cells of a workbook that are for verified values, and empty."""

    def __init__(self, book: Book, form: Assessment) -> None:
        self._form = form
        self._sheets = {sheet.name: sheet for sheet in book.sheets}
        self._headers: dict[str, tuple[Header, ...]] = {}

    def verified(self, key: str) -> Location | None:
        """The empty cell for the verified value of a fact or an indicator; None where there is none."""
        entry = self._form.entries.get(key)
        sheet = self._sheets.get(entry.location.sheet) if entry is not None else None
        at = _coordinates(entry.location.cell) if entry is not None else None
        if sheet is None or at is None:
            return None
        row, column = at
        header = next((h for h in self._headers_of(sheet) if column in h.columns.values()), None)
        if header is None or "verified" not in header.columns or row < header.first_row:
            return None
        place = header.columns["verified"]
        if as_text(sheet.cell(row, place)) or _is_merged(sheet, row, place):
            return None
        return Location("", sheet.name, address(row, place))

    def _headers_of(self, sheet: Sheet) -> tuple[Header, ...]:
        if sheet.name not in self._headers:
            self._headers[sheet.name] = find_headers(sheet)
        return self._headers[sheet.name]


def _is_merged(sheet: Sheet, row: int, column: int) -> bool:
    return any(first[0] <= row <= last[0] and first[1] <= column <= last[1] for first, last in sheet.merged)


def _coordinates(cell: str) -> tuple[int, int] | None:
    """Row and column of an address, counted from 0."""
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    if not letters.isalpha() or not digits:
        return None
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter.upper()) - ord("A") + 1
    return int(digits) - 1, column - 1
