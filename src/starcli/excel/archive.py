"""A zip package whose unchanged members are copied as they lie: the same compressed bytes, order and dates."""

import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from starcli.excel.imprint import WRITTEN_AT

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_CENTRAL_SIZE = 46
_UNKNOWN = 0xFFFFFFFF
_LARGEST_PART = 256_000_000
_LARGEST_WHOLE = 1_000_000_000
_DOS_DATE = ((WRITTEN_AT.year - 1980) << 9) | (WRITTEN_AT.month << 5) | WRITTEN_AT.day
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, struct.error)


class Unserviceable(Exception):  # noqa: N818 it is told to a person as a finding
    """A package that cannot be added to without harm: the code of the finding, and the part it is about."""

    def __init__(self, code: str, part: str = "") -> None:
        super().__init__(code, part)
        self.code = code
        self.part = part


@dataclass(frozen=True, slots=True)
class _Member:
    """A member as it lies in the file: its own bytes, its entry in the directory, and its time and date."""

    local: bytes
    entry: bytes
    offset: int
    stamp: tuple[int, int]


class Archive:
    """The members of a zip package. Raises `Unserviceable` for one that cannot be copied faithfully."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            self._members = _members(content, self._zip)
        except _DAMAGE as error:
            raise Unserviceable("graft-not-understood", "zip") from error
        self._comment = self._zip.comment
        self._by_case = {name.lower(): name for name in self._members}
        if sum(info.file_size for info in self._zip.infolist()) > _LARGEST_WHOLE:
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
        """A member as it lies in the file, header and compressed bytes."""
        return self._members[name].local

    def read(self, name: str) -> bytes:
        """The content of a part, checked against its sum. Raises `Unserviceable`."""
        spelt = self.find(name)
        if not spelt or self._zip.getinfo(spelt).file_size > _LARGEST_PART:
            raise Unserviceable("graft-not-understood", name)
        try:
            return self._zip.read(spelt)
        except _DAMAGE as error:
            raise Unserviceable("graft-not-understood", name) from error

    def rewritten(self, changed: Mapping[str, bytes], removed: Collection[str]) -> bytes:
        """The package with parts replaced where they stood, new ones at the end, and others left out."""
        members = {
            name: _packed(name, changed[name], member.stamp) if name in changed else member
            for name, member in self._members.items()
            if name not in removed
        }
        members |= {name: _packed(name, content) for name, content in changed.items() if name not in members}
        body, offsets = bytearray(), dict[str, int]()
        for name, member in sorted(members.items(), key=lambda item: item[1].offset):
            offsets[name] = len(body)
            body += member.local if name not in changed else members[name].local
        directory = b"".join(
            member.entry[:42] + struct.pack("<L", offsets[name]) + member.entry[46:] for name, member in members.items()
        )
        count = len(members)
        sizes = (0, 0, count, count, len(directory), len(body), len(self._comment))
        return bytes(body) + directory + _END + struct.pack("<4H2LH", *sizes) + self._comment


def _members(content: bytes, package: zipfile.ZipFile) -> dict[str, _Member]:
    """Every member with its bytes. Raises `Unserviceable` where the directory leaves room for doubt."""
    infos = package.infolist()
    borders = sorted({info.header_offset for info in infos} | {package.start_dir})
    if len(borders) != len(infos) + 1 or len({info.filename.lower() for info in infos}) != len(infos):
        raise Unserviceable("graft-not-understood", "zip")
    ends = dict(pairwise(borders))
    found, at = {}, package.start_dir
    for info in infos:
        lengths = struct.unpack("<3H", content[at + 28 : at + 34])
        after = at + _CENTRAL_SIZE + sum(lengths)
        entry = content[at:after]
        local = content[info.header_offset : ends[info.header_offset]]
        (offset,) = struct.unpack("<L", entry[42:46])
        if info.flag_bits & 1:
            raise Unserviceable("graft-encrypted")
        if not entry.startswith(_CENTRAL) or not local.startswith(_LOCAL) or offset == _UNKNOWN:
            raise Unserviceable("graft-not-understood", info.filename)
        time, date = struct.unpack("<2H", entry[12:16])
        found[info.filename] = _Member(local, entry, info.header_offset, (time, date))
        at = after
    return found


def _packed(name: str, content: bytes, stamp: tuple[int, int] = (0, _DOS_DATE)) -> _Member:
    """A new member; one that takes another's place bears that one's date. It comes after all that were there."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    data = packer.compress(content) + packer.flush()
    spelt = name.encode()
    flags = 0 if spelt.isascii() else 0x800
    common = struct.pack("<5H3L2H", 20, flags, 8, *stamp, zlib.crc32(content), len(data), len(content), len(spelt), 0)
    entry = _CENTRAL + struct.pack("<H", 20) + common + struct.pack("<3H2L", 0, 0, 0, 0, 0) + spelt
    return _Member(_LOCAL + common + spelt + data, entry, _UNKNOWN, stamp)
