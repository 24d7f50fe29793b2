"""A zip package whose unchanged members are copied as they lie: the same compressed bytes, order and dates.

`zipfile` reads and packs, but it cannot copy: it would compress each member anew and lose what it does not know
of, such as extra fields and descriptors. So members are cut out of the file at the borders that `zipfile` finds,
and joined again under their own entries of the directory. How large a package may be was seen when it was read.
"""

import struct
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from starcli.excel.imprint import WRITTEN_AT
from starcli.excel.opening.guard import DAMAGE

_ENTRY_SIZE = 46
_END = struct.Struct("<4s4H2LH")
_ELSEWHERE = 0xFFFFFFFF
_ZIP64 = 1
_Date = tuple[int, int, int, int, int, int]
_TODAY: _Date = (WRITTEN_AT.year, WRITTEN_AT.month, WRITTEN_AT.day, 0, 0, 0)


class Unserviceable(Exception):  # noqa: N818 it is told to a person as a finding
    """A package that cannot be added to without harm: the code of the finding, and the part it is about."""

    def __init__(self, code: str, part: str = "") -> None:
        super().__init__(code, part)
        self.code = code
        self.part = part


@dataclass(frozen=True, slots=True)
class _Member:
    """A member as it lies in the file, its entry in the directory, its date, and where it lay (of new ones: last)."""

    local: bytes
    entry: bytes
    date: _Date
    offset: int


class Archive:
    """The members of a zip package. Raises `Unserviceable` for one that cannot be copied faithfully."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            self._members = _members(content, self._zip)
        except DAMAGE as error:
            raise Unserviceable("graft-not-understood", "zip") from error
        self._by_case = {name.lower(): name for name in self._members}
        if len(self._by_case) < len(self._zip.infolist()):
            raise Unserviceable("graft-not-understood", "zip")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members, in the order of the directory."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._by_case

    def find(self, name: str) -> str:
        """The name as the package spells it: names of parts differ by more than case. Empty when there is none."""
        return self._by_case.get(name.lower(), "")

    def raw(self, name: str) -> bytes:
        """A member as it lies in the file: header, compressed bytes and what follows them."""
        return self._members[name].local

    def read(self, name: str) -> bytes:
        """The content of a part, checked against its sum. Raises `Unserviceable`."""
        try:
            return self._zip.read(self._by_case[name.lower()])
        except DAMAGE as error:
            raise Unserviceable("graft-not-understood", name) from error

    def rewritten(self, changed: Mapping[str, bytes], removed: Collection[str]) -> bytes:
        """The package with parts replaced where they stood, new ones at the end, and others left out."""
        members = {name: member for name, member in self._members.items() if name not in removed}
        for name, content in changed.items():
            members[name] = _packed(name, content, members.get(name))
        body, offsets = bytearray(), dict[str, int]()
        for name, member in sorted(members.items(), key=lambda item: item[1].offset):
            offsets[name] = len(body)
            body += member.local
        directory = b"".join(_moved(member.entry, offsets[name]) for name, member in members.items())
        sizes = (0, 0, len(members), len(members), len(directory), len(body), len(self._zip.comment))
        return bytes(body) + directory + _END.pack(b"PK\x05\x06", *sizes) + self._zip.comment


def _members(content: bytes, package: zipfile.ZipFile) -> dict[str, _Member]:
    """Every member by its name, in the order of the directory; the last of several of one name."""
    infos = package.infolist()
    borders = sorted({*(info.header_offset for info in infos), package.start_dir})
    if len(borders) <= len(infos) or borders[-1] != package.start_dir:
        raise ValueError("members lie upon one another")
    ends = dict(pairwise(borders))
    found, at = {}, package.start_dir
    for info in infos:
        after = at + _ENTRY_SIZE + sum(struct.unpack_from("<3H", content, at + 28))
        local = content[info.header_offset : ends[info.header_offset]]
        found[info.filename] = _Member(local, content[at:after], info.date_time, info.header_offset)
        at = after
    return found


def _packed(name: str, content: bytes, before: _Member | None) -> _Member:
    """A new member, in the place and with the date of the one before it, else after all that were there."""
    stream = BytesIO()
    info = zipfile.ZipInfo(name, before.date if before else _TODAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    # Otherwise the entry would tell on which system it was made.
    info.create_system = 0
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(info, content)
    [packed] = _members(stream.getvalue(), package).values()
    return _Member(packed.local, packed.entry, packed.date, before.offset if before else _ELSEWHERE)


def _moved(entry: bytes, offset: int) -> bytes:
    """An entry of the directory for a member that lies at another place now."""
    *sizes, name, extra = struct.unpack_from("<2L2H", entry, 20)
    (lay,) = struct.unpack_from("<L", entry, 42)
    if lay != _ELSEWHERE:
        return entry[:42] + struct.pack("<L", offset) + entry[46:]
    # What is too large for the entry stands in an extra field: sizes first, so far as they stand there, then the place.
    at = _ENTRY_SIZE + name
    end = at + extra
    while at < end:
        kind, length = struct.unpack_from("<2H", entry, at)
        if kind == _ZIP64:
            at += 4 + 8 * sizes.count(_ELSEWHERE)
            return entry[:at] + struct.pack("<Q", offset) + entry[at + 8 :]
        at += 4 + length
    raise Unserviceable("graft-not-understood", "zip")
