"""A village's own workbook as a package: what must be known of it before sheets are put into it."""

import re
from dataclasses import dataclass, field
from typing import NoReturn

from starcli.excel.archive import Archive, Unserviceable
from starcli.excel.own_sheets import marked_sheets, originals
from starcli.excel.relations import OFFICE, Relation, reachable, relations_in, rels_name
from starcli.excel.sniff import sniff
from starcli.excel.xml_edit import MAIN, Document, Element

CONTENT_TYPES = "[Content_Types].xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_FORMULA = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]+[0-9]+)"[^>]*><(?:\w+:)?f\b')


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet that an earlier run put there: its place among the sheets, its id, name and part."""

    index: int
    sheet_id: str
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Host:
    """The package, the parts that list sheets and styles, and the sheets that an earlier run put there."""

    archive: Archive
    part: str
    workbook: Document
    relations: tuple[Relation, ...]
    rels: Document
    styles: Document
    types: Document
    sheets: tuple[Element, ...]
    own: dict[int, OwnSheet] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all sheets."""
        return tuple(sheet.attributes.get("name", "") for sheet in self.sheets)

    @property
    def others(self) -> tuple[str, ...]:
        """The names of the sheets that are not starcli's."""
        own = {sheet.index for sheet in self.own.values()}
        return tuple(name for index, name in enumerate(self.names) if index not in own)

    @property
    def attachments(self) -> set[str]:
        """The parts that hang on starcli's sheets and on nothing else."""
        own = {sheet.part for sheet in self.own.values()}
        if not own:
            return set()
        elsewhere = reachable(self.archive, [""], own.__contains__)
        return reachable(self.archive, own, lambda _: False) - elsewhere - own


def open_host(content: bytes) -> Host:
    """The workbook. Raises `Unserviceable` for one that sheets cannot be put into without harm."""
    _refuse_other_formats(content)
    archive = Archive(content)
    lower = [name.lower() for name in archive.names]
    if any(name.startswith("_xmlsignatures/") for name in lower):
        raise Unserviceable("graft-signed")
    if any(name.startswith("xl/revisions/") for name in lower):
        raise Unserviceable("graft-shared")
    if CONTENT_TYPES not in archive:
        _refuse(CONTENT_TYPES)
    root = relations_in(archive, "")
    part = next((archive.find(each.target) for each in root if each.type == f"{OFFICE}/officeDocument"), "")
    if not part:
        strict = any(each.type.encode().startswith(_STRICT) for each in root)
        raise Unserviceable("graft-strict" if strict else "graft-not-understood", "xl/workbook.xml")
    return _with_sheets(archive, part)


def _with_sheets(archive: Archive, part: str) -> Host:
    workbook = Document(part, archive.read(part))
    if workbook.root.namespace.encode().startswith(_STRICT):
        raise Unserviceable("graft-strict", part)
    found = relations_in(archive, part)
    styles = next((archive.find(each.target) for each in found if each.type == f"{OFFICE}/styles"), "")
    sheets = workbook.root.child("sheets")
    if (workbook.root.namespace, workbook.root.name) != (MAIN, "workbook") or sheets is None or not sheets.children:
        _refuse(part)
    if not styles:
        _refuse("xl/styles.xml")
    document = Document(styles, archive.read(styles))
    if (document.root.namespace, document.root.name) != (MAIN, "styleSheet"):
        _refuse(styles)
    types = Document(CONTENT_TYPES, archive.read(CONTENT_TYPES))
    rels = archive.find(rels_name(part))
    links = Document(rels, archive.read(rels))
    host = Host(archive, part, workbook, found, links, document, types, tuple(sheets.all("sheet")))
    host.own.update(_own(host))
    return host


def _own(host: Host) -> dict[int, OwnSheet]:
    """The sheets of earlier runs by their number."""
    targets = {each.id: host.archive.find(each.target) for each in host.relations}
    found = {}
    for number, sheet in originals(marked_sheets(host.workbook)).items():
        attributes = sheet.element.attributes
        part = targets.get(attributes.get(f"{OFFICE} id", ""), "")
        if not part:
            _refuse(host.part)
        found[number] = OwnSheet(sheet.index, attributes.get("sheetId", ""), attributes.get("name", ""), part)
    return found


def stale_chain(host: Host, sheets: dict[str, bytes]) -> str:
    """The calculation chain, where it lists cells of starcli's sheets that hold no formula any more; else empty.

    A program that saved the workbook listed them. Programs make the chain anew where there is none, but call the
    workbook damaged where one names a cell without a formula.
    """
    chain = next((host.archive.find(each.target) for each in host.relations if each.type.endswith("/calcChain")), "")
    if not chain or not host.own:
        return ""
    formulas = {sheet.sheet_id: set(_FORMULA.findall(sheets.get(sheet.part, b""))) for sheet in host.own.values()}
    current = ""
    for found in _CELL.finditer(host.archive.read(chain)):
        values = dict(re.findall(rb'\b(\w+)="([^"]*)"', found[1]))
        current = values.get(b"i", current.encode()).decode()
        if current in formulas and values.get(b"r", b"") not in formulas[current]:
            return chain
    return ""


def _refuse_other_formats(content: bytes) -> None:
    form = sniff(content)
    if form == "encrypted":
        raise Unserviceable("graft-encrypted")
    if form != "package":
        raise Unserviceable("graft-not-xlsx")


def _refuse(part: str) -> NoReturn:
    raise Unserviceable("graft-not-understood", part)
