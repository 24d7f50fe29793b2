"""The parts that must list new sheets: workbook, relationships, content types; each keeps all it said."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from starcli.excel.archive import Unserviceable
from starcli.excel.donor import DonorSheet
from starcli.excel.host import Host
from starcli.excel.imprint import SHEET_MARK
from starcli.excel.relations import OFFICE
from starcli.excel.xml_edit import written

_PRINT_TITLES = "_xlnm.Print_Titles"
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new sheet goes: its part, its index among the sheets, and which of starcli's pages it is."""

    part: str
    index: int
    number: int
    sheet: DonorSheet


def listings(
    host: Host, places: Sequence[Place], types: Mapping[str, str], removed: Collection[str]
) -> dict[str, bytes]:
    """Those of the listing parts that change, with what is new."""
    new = [place for place in places if place.number not in host.own]
    ids = _free_ids({each.id for each in host.relations}, len(new))
    _list_sheets(host, dict(zip(ids, new, strict=True)))
    _list_names(host, places)
    _list_relations(host, dict(zip(ids, new, strict=True)), removed)
    _list_types(host, types, removed)
    edited = {document.part: document.edited() for document in (host.workbook, host.rels, host.styles, host.types)}
    return {part: content for part, content in edited.items() if content != host.archive.read(part)}


def _list_sheets(host: Host, new: Mapping[str, Place]) -> None:
    document, root = host.workbook, host.workbook.root
    container = root.child("sheets")
    assert container is not None
    if new and root.child("bookViews") is None:
        # A sheet's view names the window that shows it.
        window = written("workbookView", root.prefix, {}).decode()
        document.insert(container.start, written("bookViews", root.prefix, {}, window))
    ids = [sheet.attributes.get("sheetId", "") for sheet in host.sheets]
    if not all(each.isdecimal() for each in ids):
        raise Unserviceable("graft-not-understood", document.part)
    opening = document.content[root.start : root.opened]
    declared = {} if b'xmlns:r="%s"' % OFFICE.encode() in opening else {"xmlns:r": OFFICE}
    for sheet_id, (relation, place) in enumerate(new.items(), max(map(int, ids)) + 1):
        attributes = {**declared, "name": place.sheet.name, "sheetId": str(sheet_id), "r:id": relation}
        document.append(container, written("sheet", root.prefix, attributes))


def _list_names(host: Host, places: Sequence[Place]) -> None:
    """The mark of each sheet and the rows that it repeats in print, instead of those of an earlier run."""
    document, root = host.workbook, host.workbook.root
    container = root.child("definedNames")
    indexes = {str(place.index) for place in places}
    for name in container.all("definedName") if container else ():
        ours = name.attributes.get("name") in {SHEET_MARK, _PRINT_TITLES}
        if ours and name.attributes.get("localSheetId") in indexes:
            document.cut(name)
    added = b""
    for place in places:
        scope = {"localSheetId": str(place.index)}
        if place.sheet.print_titles:
            added += written(
                "definedName", root.prefix, {"name": _PRINT_TITLES, **scope}, escape(place.sheet.print_titles)
            )
        added += written("definedName", root.prefix, {"name": SHEET_MARK, **scope, "hidden": "1"}, str(place.number))
    if container is not None:
        document.append(container, added)
        return
    before = [element for element in map(root.child, _BEFORE_NAMES) if element is not None]
    document.insert(max(element.end for element in before), written("definedNames", root.prefix, {}, added.decode()))


def _list_relations(host: Host, new: Mapping[str, Place], removed: Collection[str]) -> None:
    document = host.rels
    for relation, place in new.items():
        attributes = {"Id": relation, "Type": f"{OFFICE}/worksheet", "Target": f"/{place.part}"}
        document.append(document.root, written("Relationship", document.root.prefix, attributes))
    gone = {each.id for each in host.relations if host.archive.find(each.target) in removed}
    for element in document.root.all("Relationship"):
        if element.attributes.get("Id") in gone:
            document.cut(element)


def _list_types(host: Host, types: Mapping[str, str], removed: Collection[str]) -> None:
    document = host.types
    known = {element.attributes.get("PartName", "").lstrip("/").lower() for element in document.root.all("Override")}
    for part, content_type in types.items():
        if part.lower() not in known:
            attributes = {"PartName": f"/{part}", "ContentType": content_type}
            document.append(document.root, written("Override", document.root.prefix, attributes))
    gone = {name.lower() for name in removed}
    for element in document.root.all("Override"):
        if element.attributes.get("PartName", "").lstrip("/").lower() in gone:
            document.cut(element)


def _free_ids(taken: Collection[str], count: int) -> list[str]:
    """So many relationship ids that nothing has."""
    lower = {each.lower() for each in taken}
    found: list[str] = []
    number = 1
    while len(found) < count:
        if f"rIdStarcli{number}".lower() not in lower:
            found.append(f"rIdStarcli{number}")
        number += 1
    return found
