"""Styles of new sheets among the styles of a workbook: what is there already is used, the rest is appended."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starcli.excel.archive import Unserviceable
from starcli.excel.xml_edit import Document, Element, written

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_NEEDED = ("fonts", "fills", "borders", "cellXfs")
_FIRST_FREE_FORMAT = 164
_MOST_STYLES = 64_000
_TAG = re.compile(rb"<(/?)([A-Za-z])")
_ID = re.compile(rb'\b(numFmtId|fontId|fillId|borderId)="(\d+)"')


@dataclass(frozen=True, slots=True)
class StyleMap:
    """Where the styles of the new sheets are now: cell styles and differential styles by their old number."""

    cells: Sequence[int]
    differential: Sequence[int]


def merged_styles(host: Document, donor: Document) -> StyleMap:
    """The new places of the donor's styles, which are appended to the host. Raises `Unserviceable`."""
    if any(host.root.child(name) is None for name in _NEEDED):
        raise Unserviceable("graft-not-understood", host.part)
    formats = _formats(host, donor)
    plain = {name: _appended(host, donor, name, lambda raw: raw) for name in ("fonts", "fills", "borders")}
    places: Mapping[bytes, Callable[[int], int]] = {
        b"numFmtId": lambda number: formats.get(number, number),
        b"fontId": lambda number: plain["fonts"][number],
        b"fillId": lambda number: plain["fills"][number],
        b"borderId": lambda number: plain["borders"][number],
    }
    based = host.root.child("cellStyleXfs") is not None

    def moved(raw: bytes) -> bytes:
        shifted = _ID.sub(lambda found: b'%s="%d"' % (found[1], places[found[1]](int(found[2]))), raw)
        return shifted if based else shifted.replace(b' xfId="0"', b"")

    return StyleMap(_appended(host, donor, "cellXfs", moved), _appended(host, donor, "dxfs", lambda raw: raw))


def _formats(host: Document, donor: Document) -> dict[int, int]:
    """The number of each of the donor's number formats in the host."""
    known = {e.attributes.get("formatCode", ""): int(e.attributes["numFmtId"]) for e in _items(host, "numFmts")}
    free = max([_FIRST_FREE_FORMAT - 1, *known.values()]) + 1
    found: dict[int, int] = {}
    new: list[bytes] = []
    for each in _items(donor, "numFmts"):
        code = each.attributes["formatCode"]
        if code not in known:
            known[code] = free
            attributes = {"numFmtId": str(free), "formatCode": code}
            new.append(written("numFmt", host.root.prefix, attributes))
            free += 1
        found[int(each.attributes["numFmtId"])] = known[code]
    _extend(host, "numFmts", new)
    return found


def _appended(host: Document, donor: Document, name: str, moved: Callable[[bytes], bytes]) -> list[int]:
    """The place of each of the donor's entries: where the same one stands already, or at the end."""
    known: dict[bytes, int] = {}
    entries = _items(host, name)
    for place, element in enumerate(entries):
        known.setdefault(host.raw(element), place)
    places, new = [], list[bytes]()
    for element in _items(donor, name):
        raw = moved(_prefixed(donor.raw(element), host.root.prefix))
        if raw not in known:
            known[raw] = len(entries) + len(new)
            new.append(raw)
        places.append(known[raw])
    if len(entries) + len(new) > _MOST_STYLES:
        raise Unserviceable("graft-not-understood", host.part)
    _extend(host, name, new)
    return places


def _items(document: Document, name: str) -> list[Element]:
    container = document.root.child(name)
    return [] if container is None else container.children


def _extend(host: Document, name: str, new: Sequence[bytes]) -> None:
    """Append entries to a list of styles, made in its place where there is none."""
    if not new:
        return
    container = host.root.child(name)
    if container is not None:
        host.append(container, b"".join(new))
        host.set_attribute(container, "count", str(len(container.children) + len(new)))
        return
    before = [host.root.child(each) for each in _ORDER[: _ORDER.index(name)]]
    at = max([host.root.opened, *(element.end for element in before if element is not None)])
    host.insert(at, written(name, host.root.prefix, {"count": str(len(new))}, b"".join(new).decode()))


def _prefixed(raw: bytes, prefix: bytes) -> bytes:
    """Our own XML, which has no prefixes, in the prefix of the host."""
    return _TAG.sub(lambda found: b"<" + found[1] + prefix + found[2], raw) if prefix else raw
