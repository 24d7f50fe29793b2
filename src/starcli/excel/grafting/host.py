"""A village's own workbook as a package: what must be known of it before sheets are put into it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from starcli.excel.grafting.archive import Archive, Unserviceable
from starcli.excel.grafting.own_sheets import WORKBOOK, marked_sheets, originals
from starcli.excel.grafting.relations import OFFICE, Relation, reachable, relations_of, rels_name
from starcli.excel.grafting.xml_edit import MAIN, Document, Element
from starcli.excel.imprint import SHEET_MARK
from starcli.excel.opening.sniff import sniff

_CONTENT_TYPES = "[Content_Types].xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet that an earlier run put there: its place among the sheets, its id, name and part."""

    index: int
    sheet_id: str
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Host:
    """The package, the parts that list sheets and styles, and by page the sheets that an earlier run put there.

    `mark` is the name by which those are known.
    """

    archive: Archive
    workbook: Document
    relations: tuple[Relation, ...]
    rels: Document
    styles: Document
    types: Document
    sheets: tuple[Element, ...]
    own: Mapping[int, OwnSheet]
    mark: str = SHEET_MARK

    @property
    def others(self) -> tuple[str, ...]:
        """The names of the sheets that are not starcli's."""
        own = {sheet.index for sheet in self.own.values()}
        return tuple(sheet.attributes.get("name", "") for i, sheet in enumerate(self.sheets) if i not in own)

    @property
    def attachments(self) -> set[str]:
        """The parts that hang on starcli's sheets and on nothing else."""
        own = {sheet.part for sheet in self.own.values()}
        elsewhere = reachable(self.archive, [""], own.__contains__)
        return reachable(self.archive, own, lambda _: False) - elsewhere - own


def open_host(content: bytes, mark: str = SHEET_MARK) -> Host:
    """The workbook. Raises `Unserviceable` for one that sheets cannot be put into without harm."""
    if sniff(content) != "package":
        raise Unserviceable("graft-not-xlsx")
    archive = Archive(content)
    if WORKBOOK not in archive:
        raise Unserviceable("graft-not-xlsx")
    _refuse_signed_or_shared(archive)
    workbook = _document(archive, WORKBOOK, "workbook")
    if related(archive, relations_of(archive, ""), "officeDocument") != WORKBOOK:
        # Other programs would show another part, or this one in a spelling that the reading library does not know.
        _refuse("_rels/.rels")
    _refuse_reserved(workbook)
    relations = relations_of(archive, WORKBOOK)
    styles = _document(archive, related(archive, relations, "styles") or "xl/styles.xml", "styleSheet")
    rels, types = (_listing(archive, name) for name in (rels_name(WORKBOOK), _CONTENT_TYPES))
    container = workbook.root.child("sheets")
    sheets = tuple(container.all("sheet")) if container else ()
    if not sheets:
        _refuse(WORKBOOK)
    own = _own(archive, workbook, relations, mark)
    return Host(archive, workbook, relations, rels, styles, types, sheets, own, mark)


def related(archive: Archive, relations: Iterable[Relation], kind: str) -> str:
    """The part that a relationship of some kind leads to, as the package spells it; empty when there is none."""
    return next((archive.find(each.target) for each in relations if each.type == f"{OFFICE}/{kind}"), "")


def _refuse_signed_or_shared(archive: Archive) -> None:
    """A signature on the workbook covers what is added to; one on its macros covers the macros alone."""
    if any("/digital-signature/" in each.type for each in relations_of(archive, "")):
        raise Unserviceable("graft-signed")
    if any(name.lower().startswith("_xmlsignatures/") for name in archive.names):
        raise Unserviceable("graft-signed")
    if any(name.lower().startswith("xl/revisions/") for name in archive.names):
        raise Unserviceable("graft-shared")


def _refuse_reserved(workbook: Document) -> None:
    """A password to modify is its owner's will; that a workbook should be opened read-only is a suggestion."""
    sharing = workbook.root.child("fileSharing")
    if sharing and any(sharing.attributes.get(name) for name in ("reservationPassword", "hashValue")):
        raise Unserviceable("graft-write-reserved")


def refuse_locked(host: Host) -> None:
    """Raise `Unserviceable` where no sheet may be added; to replace the content of a sheet adds none."""
    protection = host.workbook.root.child("workbookProtection")
    if protection and protection.attributes.get("lockStructure") in _TRUE:
        raise Unserviceable("graft-structure-locked")


def _document(archive: Archive, name: str, root: str) -> Document:
    """A part of the format that Excel writes by default, with the root that it must have."""
    document = _listing(archive, name)
    if document.root.namespace.startswith(_STRICT):
        raise Unserviceable("graft-strict")
    if (document.root.namespace, document.root.name) != (MAIN, root):
        _refuse(name)
    return document


def _listing(archive: Archive, name: str) -> Document:
    return Document(archive.find(name) or name, archive.read(name))


def _own(archive: Archive, workbook: Document, relations: tuple[Relation, ...], mark: str) -> dict[int, OwnSheet]:
    """The sheets of earlier runs by their page."""
    targets = {each.id: archive.find(each.target) for each in relations}
    found = {}
    for number, sheet in originals(marked_sheets(workbook, mark)).items():
        attributes = sheet.element.attributes
        part = targets.get(attributes.get(f"{OFFICE} id", ""), "")
        if not part:
            _refuse(workbook.part)
        found[number] = OwnSheet(sheet.index, attributes.get("sheetId", ""), sheet.name, part)
    return found


def _refuse(part: str) -> NoReturn:
    raise Unserviceable("graft-not-understood", part)
