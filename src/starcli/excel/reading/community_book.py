"""A workbook -> everything in it for planning grids: the list of parts, the ledger of today's grids, the form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from starcli.core.assessment import Assessment, Unit
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.grids.ledger import GridLedger
from starcli.core.model import Framework
from starcli.core.roster import Roster, squeezed
from starcli.excel.opening.book import Book, Sheet, as_text
from starcli.excel.opening.workbook import open_file
from starcli.excel.reading.community import PartList, is_part_list, read_part_lists
from starcli.excel.reading.file_names import unit_in
from starcli.excel.reading.grids.in_form import with_ledgers
from starcli.excel.reading.grids.reader import GridReader
from starcli.excel.reading.grids.units import KindWords, fields_above
from starcli.excel.reading.profile import read_cover, read_fields
from starcli.excel.reading.reader import FormReader
from starcli.excel.reading.unit import Field

_NO_ANSWERS = "no-data-sheet"
_OWN = ("grid-ledger",)
"""The workbooks that starcli writes for people to fill in and hand in again."""
_TITLE = re.compile(
    r"(?:小区|楼栋|楼幢|自然村|村民小组|住户|户数|房屋|各|所有|网格|部件|基础|parts|compounds|buildings).*$",
    re.IGNORECASE,
)
_NOT_NEEDED = frozenset({"kind-missing", "roster-supplied", "framework-differs"})


@dataclass(frozen=True, slots=True)
class CommunityBook:
    """What stands in one workbook; None for what does not. `unit` is that of the list of parts."""

    parts: PartList | None = None
    unit: Unit | None = None
    ledger: GridLedger | None = None
    form: Assessment | None = None


def read_community(path: Path, framework: Framework, roster: Roster | None = None) -> Read[CommunityBook | None]:
    """What a workbook has for planning grids; None with a finding where it cannot be opened, or starcli wrote it."""
    opened = open_file(path, str(path), _OWN)
    book = opened.value
    if book is None:
        return Read(None, opened.findings)
    if book.is_result:
        return Read(None, (finding("parts-in-result", Location(book.name)),))
    lists = [sheet for sheet in book.sheets if is_part_list(sheet)]
    parts = read_part_lists(book, lists, framework)
    rest = replace(book, sheets=tuple(sheet for sheet in book.sheets if sheet not in lists))
    others = _others(rest, framework, roster)
    found = [*opened.findings, *parts.findings, *others.findings]
    whole = replace(others.value, parts=parts.value)
    if parts.value is not None:
        unit = _unit(book, lists, parts.value, framework, roster, whole)
        found += unit.findings
        whole = replace(whole, unit=unit.value)
    return Read(whole, tuple(found))


def _others(book: Book, framework: Framework, roster: Roster | None) -> Read[CommunityBook]:
    """The ledger and the form of a workbook; of several ledgers none is taken."""
    grids = GridReader(framework, roster)
    ledgers = grids.parts_of(book)
    forms = FormReader(framework, roster).read_each(ledgers.rest) if ledgers.rest.sheets else ()
    form = None
    if forms and not any(each.code == _NO_ANSWERS for each in forms[0].findings) and len(forms) == 1:
        (read,) = with_ledgers(forms, ledgers, framework)
        form = read.value
        if form is not None:
            errors = tuple(each for each in read.findings if each.severity == "error")
            return Read(CommunityBook(ledger=form.grids, form=form), errors)
    unread = tuple(_unread(ledgers.rest))
    if not ledgers.found:
        return Read(CommunityBook(), unread)
    reads = grids.ledgers_of(book, replace(ledgers, rest=replace(book, sheets=())))
    known = [read.value.ledger for read in reads if read.value is not None]
    found = (*unread, *(each for read in reads for each in read.findings))
    if len(known) > 1:
        several = finding("parts-several-ledgers", known[0].location, count=len(known))
        return Read(CommunityBook(), (*found, several))
    return Read(CommunityBook(ledger=known[0] if known else None), found)


def _unread(book: Book) -> Iterator[Finding]:
    """A note on every sheet of which nothing was read; one with labels says whose the workbook is."""
    for sheet in book.sheets:
        if any(map(any, sheet.rows)) and not read_fields(book.name, [(sheet, len(sheet.rows))]):
            yield finding("sheet-not-read", Location(book.name, sheet.name))


def _unit(
    book: Book,
    lists: Sequence[Sheet],
    parts: PartList,
    framework: Framework,
    roster: Roster | None,
    whole: CommunityBook,
) -> Read[Unit]:
    """Whose list it is: labels and titles above it, its column of units, the ledger or the form beside it, the file."""
    kinds = KindWords(framework)
    found: list[Finding] = []
    fields: dict[str, Field] = {}
    for sheet in lists:
        top = parts.sheets[sheet.name]
        above = fields_above(book.name, sheet, 0, top, kinds) or {}
        if not above.keys() & {"name", "code"}:
            above = {**_titled(book.name, sheet, top, kinds), **above}
        fields = {**above, **fields}
    fields.pop("words", None)
    if len(parts.units) > 1:
        names = "、".join(parts.units)
        found.append(finding("parts-of-several-units", parts.location, names=names))
    elif parts.units and not fields.keys() & {"name", "code"}:
        fields["name"] = Field(parts.units[0], parts.location)
    if not fields.keys() & {"name", "code"}:
        known = whole.form.unit if whole.form is not None else whole.ledger.unit if whole.ledger is not None else None
        if known is not None and known.name:
            return Read(known, tuple(found))
        elsewhere = read_fields(book.name, [(sheet, len(sheet.rows)) for sheet in book.sheets if sheet not in lists])
        fields = {**{key: each for key, each in elsewhere.items() if each.text}, **fields}
    if not fields.keys() & {"name", "code"}:
        fields.update(_of_file(book.name, kinds))
    cover = read_cover(fields, framework, parts.location, roster)
    found += (each for each in cover.findings if each.code not in _NOT_NEEDED)
    unit = cover.value.unit
    kind = unit.kind or kinds.kind_of(unit.name)
    usual = framework.default_profile(kind) if kind else None
    profile = unit.profile or (usual.id if usual is not None else "")
    return Read(replace(unit, kind=kind, profile=profile), tuple(found))


def _titled(book: str, sheet: Sheet, top: int, kinds: KindWords) -> Mapping[str, Field]:
    """The unit that a title above a list names, or the sheet's own name."""
    for row in range(top - 1, -1, -1):
        filled = [text for cell in sheet.rows[row] if (text := as_text(cell))]
        if len(filled) == 1 and (named := _called(filled[0], kinds)):
            return {key: Field(text, Location(book, sheet.name)) for key, text in named.items()}
    return {key: Field(text, Location(book, sheet.name)) for key, text in _called(sheet.name, kinds).items()}


def _of_file(book: str, kinds: KindWords) -> Mapping[str, Field]:
    """The unit that the name of a file names, whatever it is."""
    stem = unit_in(PurePath(book).stem)
    named = _called(stem, kinds) or {"name": _TITLE.sub("", stem).strip(" _-") or stem}
    return {key: Field(text, Location(book)) for key, text in named.items()}


def _called(text: str, kinds: KindWords) -> Mapping[str, str]:
    called = kinds.called_in(_TITLE.sub("", "".join(text.split())))
    if called is None:
        return {}
    return {"name": called.name, **({"town": called.town} if called.town else {})}


def same_unit(one: Unit, other: Unit) -> bool:
    """Whether two descriptions may be of one unit: nothing that both say is different."""
    if one.code and other.code:
        return one.code == other.code
    name, known = squeezed(one.name), squeezed(other.name)
    return not name or not known or name == known or name.endswith(known) or known.endswith(name)
