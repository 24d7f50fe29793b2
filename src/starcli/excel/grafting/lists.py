"""The parts that must list new sheets: workbook, relationships, content types; each keeps all it said."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from xml.sax.saxutils import escape

from starcli.excel.grafting.archive import Unserviceable
from starcli.excel.grafting.donor import DonorSheet
from starcli.excel.grafting.host import Host
from starcli.excel.grafting.relations import OFFICE
from starcli.excel.grafting.xml_edit import written

_BUILT_IN = "_xlnm."
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")
_MOST_IDS = 65_534


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
    """Those of the listing parts that change, styles included, with what is new. Raises `Unserviceable`."""
    taken = {each.id.lower() for each in host.relations}
    free = (f"rIdStarcli{number}" for number in count(1) if f"ridstarcli{number}" not in taken)
    new = {next(free): place for place in places if place.number not in host.own}
    _list_sheets(host, new)
    _list_names(host, places)
    _list_relations(host, new, removed)
    _list_types(host, types, removed)
    documents = (host.workbook, host.rels, host.styles, host.types)
    return {each.part: edited for each in documents if (edited := each.edited()) != each.content}


def _list_sheets(host: Host, new: Mapping[str, Place]) -> None:
    document, root = host.workbook, host.workbook.root
    container = root.child("sheets")
    assert container is not None
    if new and root.child("bookViews") is None:
        # A sheet's view names the window that shows it.
        window = written("workbookView", root.prefix, {}).decode()
        document.insert(container.start, written("bookViews", root.prefix, {}, window))
    ids = [sheet.attributes.get("sheetId", "") for sheet in host.sheets]
    if not all(each.isdecimal() for each in ids) or (highest := max(map(int, ids))) + len(new) > _MOST_IDS:
        raise Unserviceable("graft-not-understood", document.part)
    opening = document.content[root.start : root.opened]
    declared = {} if b'xmlns:r="%s"' % OFFICE.encode() in opening else {"xmlns:r": OFFICE}
    for sheet_id, (relation, place) in enumerate(new.items(), highest + 1):
        attributes = {**declared, "name": place.sheet.name, "sheetId": str(sheet_id), "r:id": relation}
        document.append(container, written("sheet", root.prefix, attributes))


def _list_names(host: Host, places: Sequence[Place]) -> None:
    """The mark of each sheet and the rows that it repeats in print, instead of what an earlier sheet had there.

    Areas and rows to print, and filters, go with the cells that they were for; names that people gave stay.
    """
    document, root = host.workbook, host.workbook.root
    container = root.child("definedNames")
    indexes = {str(place.index) for place in places}
    for element in container.all("definedName") if container else ():
        name = element.attributes.get("name", "")
        if element.attributes.get("localSheetId") in indexes and (name == host.mark or name.startswith(_BUILT_IN)):
            document.cut(element)
    named = (name for place in places for name in _names(place, host.mark))
    added = b"".join(written("definedName", root.prefix, *name) for name in named)
    if container is not None:
        document.append(container, added)
        return
    before = [element for element in map(root.child, _BEFORE_NAMES) if element is not None]
    document.insert(max(element.end for element in before), written("definedNames", root.prefix, {}, added.decode()))


def _names(place: Place, mark: str) -> list[tuple[dict[str, str], str]]:
    """The names that belong to a sheet: attributes and text."""
    scope = {"localSheetId": str(place.index)}
    marked = ({"name": mark, **scope}, str(place.number))
    if not place.sheet.print_titles:
        return [marked]
    return [({"name": f"{_BUILT_IN}Print_Titles", **scope}, escape(place.sheet.print_titles)), marked]


def _list_relations(host: Host, new: Mapping[str, Place], removed: Collection[str]) -> None:
    document = host.rels
    gone = {each.id for each in host.relations if host.archive.find(each.target) in removed}
    for element in document.root.all("Relationship"):
        if element.attributes.get("Id") in gone:
            document.cut(element)
    for relation, place in new.items():
        attributes = {"Id": relation, "Type": f"{OFFICE}/worksheet", "Target": f"/{place.part}"}
        document.append(document.root, written("Relationship", document.root.prefix, attributes))


def _list_types(host: Host, types: Mapping[str, str], removed: Collection[str]) -> None:
    document = host.types
    gone = {name.lower() for name in removed}
    known = set()
    for element in document.root.all("Override"):
        part = element.attributes.get("PartName", "").lstrip("/").lower()
        if part in gone:
            document.cut(element)
        else:
            known.add(part)
    for part, content_type in types.items():
        if part.lower() not in known:
            attributes = {"PartName": f"/{part}", "ContentType": content_type}
            document.append(document.root, written("Override", document.root.prefix, attributes))
