"""Zip packages written by hand, so that headers can say what is not so."""

import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
DEFLATED = 8
_DATE = (2022 - 1980) << 9 | 9 << 5 | 19


@dataclass(frozen=True, slots=True)
class Part:
    """A member, and what its headers say where that is not the truth.

    `at` is the member whose local header the directory points to; `local_name` stands in the local header.
    """

    name: bytes
    content: bytes
    method: int = DEFLATED
    said_method: int | None = None
    crc: int | None = None
    packed_size: int | None = None
    size: int | None = None
    flags: int = 0
    extra: bytes = b""
    at: int | None = None
    local_name: bytes | None = None


def parts_of(package: bytes) -> list[Part]:
    """The members of a sound package, unpacked."""
    with zipfile.ZipFile(BytesIO(package)) as opened:
        return [Part(name.encode(), opened.read(name)) for name in opened.namelist()]


def packed(parts: Sequence[Part], comment: bytes = b"", shift: int = 0, count: int | None = None) -> bytes:
    """A package of some parts; `shift` and `count` are lies about where the directory is and how many it names."""
    body, offsets, directory = bytearray(), [], bytearray()
    for part in parts:
        offsets.append(len(body))
        head, data = _head(part)
        name = part.name if part.local_name is None else part.local_name
        body += _LOCAL + head + struct.pack("<2H", len(name), len(part.extra)) + name + part.extra + data
    for number, part in enumerate(parts):
        head, _ = _head(part)
        lengths = struct.pack("<2H3H2L", len(part.name), len(part.extra), 0, 0, 0, 0, offsets[_place(part, number)])
        directory += _CENTRAL + b"\x14\0" + head + lengths + part.name + part.extra
    said = len(parts) if count is None else count
    start = (len(body) + shift) & 0xFFFFFFFF
    end = struct.pack("<4H2LH", 0, 0, said & 0xFFFF, said & 0xFFFF, len(directory), start, len(comment))
    return bytes(body + directory) + _END + end + comment


def _place(part: Part, number: int) -> int:
    return number if part.at is None else part.at


def _head(part: Part) -> tuple[bytes, bytes]:
    """What both headers of a part say, and its data."""
    data = _deflated(part.content) if part.method == DEFLATED else part.content
    said = (
        part.method if part.said_method is None else part.said_method,
        0,
        _DATE,
        zlib.crc32(part.content) if part.crc is None else part.crc,
        len(data) if part.packed_size is None else part.packed_size,
        len(part.content) if part.size is None else part.size,
    )
    flags = part.flags if part.name.isascii() else part.flags | 0x800
    return struct.pack("<5H3L", 20, flags, *said), data


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()
