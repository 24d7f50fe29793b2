"""Mutants of what is no package: records of .xls, rows of CSV, tables of HTML."""

import random
import re
import struct

_MILLION = 1_000_000
_CODECS = (
    b"idna", b"undefined", b"punycode", b"unicode_escape", b"raw_unicode_escape", b"rot13", b"zlib", b"base64",
    b"utf-7",
    b"utf-16", b"utf-32", b"hz", b"iso2022_jp", b"mbcs", b"x", b"-", b"big5", b"cp037", b"utf_8_sig",
)  # fmt: skip


def _records(content: bytes) -> list[tuple[int, int, int]]:
    """Place, number and length of each record in the stream that starts with a sheet's beginning."""
    at = content.find(struct.pack("<2H", 0x0809, 16))
    found = []
    while 0 <= at < len(content) - 4:
        number, length = struct.unpack_from("<2H", content, at)
        if number == 0 and length == 0:
            break
        found.append((at, number, length))
        at += 4 + length
    return found


def _record_length(content: bytes, dice: random.Random) -> bytes:
    at, _, length = dice.choice(_records(content))
    return content[: at + 2] + struct.pack("<H", dice.choice((0, 1, length + 1, 8224, 65_535))) + content[at + 4 :]


def _record_number(content: bytes, dice: random.Random) -> bytes:
    at, _, _ = dice.choice(_records(content))
    kinds = (
        0x00FC,
        0x00FD,
        0x0006,
        0x00E5,
        0x0031,
        0x00E0,
        0x0085,
        0x0018,
        0x0201,
        0x00BD,
        0x0807,
        0x002F,
        0x000A,
        0x0809,
        0x003C,
    )
    return content[:at] + struct.pack("<H", dice.choice(kinds)) + content[at + 2 :]


def _record_noise(content: bytes, dice: random.Random) -> bytes:
    at, _, length = dice.choice(_records(content))
    return content[: at + 4] + dice.randbytes(length) + content[at + 4 + length :]


def _far_cell(content: bytes, dice: random.Random) -> bytes:
    """The last numbers of a sheet stand at the end of the largest sheet there is."""
    numbers = [at for at, number, _ in _records(content) if number == 0x0203]
    changed = bytearray(content)
    for at in numbers[-2:]:
        struct.pack_into(
            "<2H", changed, at + 4, *dice.choice(((65_535, 255), (65_535, 65_535), (0, 65_535), (65_535, 0)))
        )
    return bytes(changed)


def _sheet_offset(content: bytes, dice: random.Random) -> bytes:
    at = dice.choice([at for at, number, _ in _records(content) if number == 0x0085])
    return content[: at + 4] + struct.pack("<L", dice.choice((0, 1, 20, 0xFFFFFFFF, 0x7FFFFFFF))) + content[at + 8 :]


def _container(content: bytes, dice: random.Random) -> bytes:
    """A number in the header, the allocation table or the directory of the container."""
    at = dice.choice((24, 26, 28, 30, 32, 40, 44, 48, 56, 60, 64, 68, 72, 76, 80, 512, 516,
    512 + 4 * dice.randrange(128),
                      1024 + 116, 1024 + 120, 1024 + 128 + 64, 1024 + 128 + 68, 1024 + 128 + 116,
                      1024 + 128 + 120))  # fmt: skip
    number = dice.choice((0, 1, 2, 3, 0xFFFFFFFF, 0xFFFFFFFE, 0x7FFFFFFF, 0x10000, dice.randrange(40)))
    return content[:at] + struct.pack("<L", number) + content[at + 4 :]


def _csv_wide(content: bytes, dice: random.Random) -> bytes:
    return content + b"," * dice.choice((2_000, 5 * _MILLION)) + b"\n"


def _csv_long(content: bytes, dice: random.Random) -> bytes:
    return content + dice.choice((b"\n", b"a\n", b'"\n', b"a,b,c\n")) * dice.choice((200_000, 2 * _MILLION))


def _csv_square(content: bytes, _: random.Random) -> bytes:
    """One wide row and many short ones, which are all made as long."""
    return content + b"," * 999 + b"\n" + b"1\n" * 99_000


def _csv_quote(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] + b'"' + dice.choice((b"", b"x" * 200_000, b"\0" * 100, b"\r" * 1000)) + content[at:]


def _csv_bytes(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content))
    piece = dice.choice(
        (b"\xff", b"\x80" * 3, b"\0", "村".encode("gb18030"), "村".encode(), b"\xef\xbb\xbf", b"\x1b[2J")
    )
    return content[:at] + piece + content[at:]


def _csv_encoding(content: bytes, dice: random.Random) -> bytes:
    text = content.decode("utf-8-sig", "replace")
    return text.encode(dice.choice(("utf-16", "utf-16-le", "utf-32", "big5", "utf-7", "gb18030")), "replace")


def _html_spans(content: bytes, dice: random.Random) -> bytes:
    rows, span = dice.choice(
        ((20_000, b'colspan="1000"'), (3_000, b'rowspan="1000" colspan="1000"'), (5, b'rowspan="99999999"'))
    )
    return content + b"<table>" + b"<tr><td %s>1</td></tr>" % span * rows + b"</table>"


def _html_deep(content: bytes, dice: random.Random) -> bytes:
    return content + dice.choice((b"<table><tr><td>", b"<td>", b"<div>", b"<table>", b"<!--", b"<![CDATA[")) * 100_000


def _html_charset(content: bytes, dice: random.Random) -> bytes:
    return re.sub(rb"charset=\W?[\w-]+", b"charset=" + dice.choice(_CODECS), content, count=1)


def _html_marks(content: bytes, dice: random.Random) -> bytes:
    """Entities and marks that are half there."""
    at = dice.randrange(len(content))
    pieces = (
        b"&" * 100_000,
        b"&#99999999999;",
        b"&#xD800;",
        b"<" * 100_000,
        b"<a " + b"x=" * 100_000,
        b"</" * 50_000,
        b"<!" * 50_000,
        b"<?" * 50_000,
    )
    return content[:at] + dice.choice(pieces) + content[at:]


OLE_LEVEL = {
    "record-length": _record_length, "record-number": _record_number, "record-noise": _record_noise,
    "far-cell": _far_cell, "sheet-offset": _sheet_offset, "container": _container,
}  # fmt: skip
CSV_LEVEL = {
    "wide": _csv_wide, "long": _csv_long, "square": _csv_square, "quote": _csv_quote, "bytes": _csv_bytes,
    "encoding": _csv_encoding,
}  # fmt: skip
HTML_LEVEL = {"spans": _html_spans, "deep": _html_deep, "charset": _html_charset, "marks": _html_marks}
