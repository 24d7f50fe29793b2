"""Styles of new sheets among the styles of a workbook: what is there already is used, the rest is appended."""

import re
from collections.abc import Callable, Mapping, Sequence

from starcli.excel.grafting.archive import Unserviceable
from starcli.excel.grafting.xml_edit import Document, Element, written

_ENTRIES = {"numFmts": "numFmt", "fonts": "font", "fills": "fill", "borders": "border", "cellXfs": "xf"}
_FIRST_FREE_FORMAT = 164
_MOST_STYLES = 64_000
_TAG = re.compile(rb"<(/?)([A-Za-z])")
_ID = re.compile(rb'\b(numFmtId|fontId|fillId|borderId)="(\d+)"')


def merged_styles(host: Document, donor: Document) -> Sequence[int]:
    """Append the donor's cell styles to the host; the place of each of them there. Raises `Unserviceable`."""
    formats = _formats(host, donor)
    fonts, fills, borders = (_appended(host, donor, name, lambda raw: raw) for name in ("fonts", "fills", "borders"))
    places: Mapping[bytes, Callable[[int], int]] = {
        b"numFmtId": lambda number: formats.get(number, number),
        b"fontId": fonts.__getitem__,
        b"fillId": fills.__getitem__,
        b"borderId": borders.__getitem__,
    }
    based = host.root.child("cellStyleXfs") is not None

    def moved(raw: bytes) -> bytes:
        shifted = _ID.sub(lambda found: b'%s="%d"' % (found[1], places[found[1]](int(found[2]))), raw)
        return shifted if based else shifted.replace(b' xfId="0"', b"")

    return _appended(host, donor, "cellXfs", moved)


def _formats(host: Document, donor: Document) -> dict[int, int]:
    """The number of each of the donor's number formats in the host."""
    known = {each.attributes.get("formatCode", ""): _number(host, each) for each in _entries(host, "numFmts")}
    free = max([_FIRST_FREE_FORMAT - 1, *known.values()]) + 1
    found: dict[int, int] = {}
    new: list[bytes] = []
    for each in _entries(donor, "numFmts"):
        code = each.attributes["formatCode"]
        if code not in known:
            known[code] = free
            new.append(written("numFmt", host.root.prefix, {"numFmtId": str(free), "formatCode": code}))
            free += 1
        found[_number(donor, each)] = known[code]
    _extend(host, "numFmts", new)
    return found


def _number(document: Document, entry: Element) -> int:
    text = entry.attributes.get("numFmtId", "")
    if not text.isdecimal():
        raise Unserviceable("graft-not-understood", document.part)
    return int(text)


def _appended(host: Document, donor: Document, name: str, moved: Callable[[bytes], bytes]) -> list[int]:
    """The place of each of the donor's entries: where the same one stands already, or at the end."""
    entries = _entries(host, name)
    if not entries:
        raise Unserviceable("graft-not-understood", host.part)
    known = {host.raw(entry): place for place, entry in enumerate(entries)}
    places, new = [], list[bytes]()
    for entry in _entries(donor, name):
        raw = moved(_prefixed(donor.raw(entry), host.root.prefix))
        if raw not in known:
            known[raw] = len(entries) + len(new)
            new.append(raw)
        places.append(known[raw])
    if len(entries) + len(new) > _MOST_STYLES:
        raise Unserviceable("graft-not-understood", host.part)
    _extend(host, name, new)
    return places


def _entries(document: Document, name: str) -> list[Element]:
    """The entries of a list of styles, which are known by their place. Raises `Unserviceable` for others among them."""
    container = document.root.child(name)
    if container is None:
        return []
    entries = list(container.all(_ENTRIES[name]))
    if len(entries) < len(container.children):
        raise Unserviceable("graft-not-understood", document.part)
    return entries


def _extend(host: Document, name: str, new: Sequence[bytes]) -> None:
    """Append entries to a list of styles; number formats, which stand first, may have none yet."""
    container = host.root.child(name)
    if not new:
        return
    if container is None:
        text = b"".join(new).decode()
        host.insert(host.root.opened, written(name, host.root.prefix, {"count": str(len(new))}, text))
        return
    host.append(container, b"".join(new))
    host.set_attribute(container, "count", str(len(container.children) + len(new)))


def _prefixed(raw: bytes, prefix: bytes) -> bytes:
    """Our own XML, which has no prefixes, in the prefix of the host."""
    return _TAG.sub(lambda found: b"<" + found[1] + prefix + found[2], raw) if prefix else raw
