"""Mutants of a zip package: members that are missing, doubled, renamed or broken, and headers that lie."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

from raw_zip import Part, packed, parts_of

MEGABYTE = 1_000_000
_UNKNOWN_METHODS = (1, 6, 9, 12, 14, 20, 93, 95, 97, 98, 99, 65535)
_ODD_NAMES = (
    b"../../escaped.xml", b"/etc/escaped.xml", b"C:\\escaped.xml", b"xl\\workbook.xml", b"a\nb.xml", b"a\0b.xml",
    b"", b"\xff\xfe\xba\xfa.xml", "xl/填报.xml".encode("gb18030"), b"x" * 60_000, b"con", b"xl/worksheets/",
)  # fmt: skip
Lie = Callable[[list[Part], random.Random], bytes]


def _one(parts: list[Part], dice: random.Random) -> int:
    """A member, one of those that readers need more often than another."""
    wanted = [at for at, part in enumerate(parts) if b"xl/" in part.name or part.name == b"content.xml"]
    return dice.choice(wanted or range(len(parts)))


def _changed(parts: list[Part], at: int, part: Part) -> bytes:
    return packed([*parts[:at], part, *parts[at + 1 :]])


def _drop(parts: list[Part], dice: random.Random) -> bytes:
    at = dice.randrange(len(parts))
    return packed([*parts[:at], *parts[at + 1 :]])


def _double(parts: list[Part], dice: random.Random) -> bytes:
    part = parts[_one(parts, dice)]
    other = replace(part, content=dice.choice((part.content, b"", parts[dice.randrange(len(parts))].content)))
    return packed([other, *parts] if dice.random() < 0.5 else [*parts, other])


def _swap(parts: list[Part], dice: random.Random) -> bytes:
    first, second = dice.sample(range(len(parts)), 2)
    swapped = list(parts)
    swapped[first] = replace(parts[first], content=parts[second].content)
    swapped[second] = replace(parts[second], content=parts[first].content)
    return packed(swapped)


def _rename(parts: list[Part], dice: random.Random) -> bytes:
    at = _one(parts, dice)
    name = parts[at].name
    options = (name.upper(), name.replace(b"/", b"\\"), b"/" + name, name + b" ", name.replace(b".xml", b".bin"))
    return _changed(parts, at, replace(parts[at], name=dice.choice(options)))


def _odd_name(parts: list[Part], dice: random.Random) -> bytes:
    return packed([*parts, Part(dice.choice(_ODD_NAMES), b"<x/>")])


def _two_names(parts: list[Part], dice: random.Random) -> bytes:
    at = _one(parts, dice)
    return _changed(parts, at, replace(parts[at], local_name=dice.choice((b"other.xml", b"", parts[0].name))))


def _cut(parts: list[Part], dice: random.Random) -> bytes:
    at = _one(parts, dice)
    content = parts[at].content
    return _changed(parts, at, replace(parts[at], content=content[: dice.randrange(len(content) + 1)]))


def _noise(parts: list[Part], dice: random.Random) -> bytes:
    at = _one(parts, dice)
    return _changed(parts, at, replace(parts[at], content=dice.randbytes(dice.choice((0, 1, 100, 5000)))))


def _wrong_crc(parts: list[Part], dice: random.Random) -> bytes:
    at = _one(parts, dice)
    return _changed(parts, at, replace(parts[at], crc=dice.getrandbits(32)))


def _wrong_size(parts: list[Part], dice: random.Random) -> bytes:
    at = _one(parts, dice)
    length = len(parts[at].content)
    wrong = dice.choice((0, 1, length - 1, length + 1, length * 1000))
    return _changed(parts, at, replace(parts[at], size=max(0, wrong)))


def _wrong_packed_size(parts: list[Part], dice: random.Random) -> bytes:
    at = _one(parts, dice)
    return _changed(parts, at, replace(parts[at], packed_size=dice.choice((0, 1, 10, 10 * MEGABYTE))))


def _absurd_size(parts: list[Part], dice: random.Random) -> bytes:
    at = _one(parts, dice)
    wrong = dice.choice((0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF))
    extra = b"" if dice.random() < 0.5 else b"\x01\0\x10\0" + b"\xff" * 16
    return _changed(parts, at, replace(parts[at], size=wrong, extra=extra))


def _encrypted(parts: list[Part], dice: random.Random) -> bytes:
    at = _one(parts, dice)
    return _changed(parts, at, replace(parts[at], flags=dice.choice((1, 0x41, 0x2001))))


def _unknown_method(parts: list[Part], dice: random.Random) -> bytes:
    at = _one(parts, dice)
    return _changed(parts, at, replace(parts[at], said_method=dice.choice(_UNKNOWN_METHODS)))


def _flags(parts: list[Part], dice: random.Random) -> bytes:
    at = _one(parts, dice)
    return _changed(parts, at, replace(parts[at], flags=dice.getrandbits(16) & ~1))


def _overlap(parts: list[Part], dice: random.Random) -> bytes:
    at = _one(parts, dice)
    return packed([part if number == at else replace(part, at=at) for number, part in enumerate(parts)])


def _bomb(parts: list[Part], dice: random.Random) -> bytes:
    at = _one(parts, dice)
    fill = dice.choice((b"\0", b" ", b"<a>", b"9"))
    megabytes = dice.choice((70, 120, 260))
    content = parts[at].content
    middle = len(content) // 2
    bomb = content[:middle] + fill * (megabytes * MEGABYTE // len(fill)) + content[middle:]
    said = dice.choice((None, len(content)))
    return _changed(parts, at, replace(parts[at], content=bomb, size=said))


def _spread_bomb(parts: list[Part], _: random.Random) -> bytes:
    """Many parts, each below what one may hold, that all lie in the same place."""
    first = replace(parts[0], name=b"xl/media/0.xml", content=b" " * (30 * MEGABYTE))
    return packed([first, *(replace(first, name=b"xl/media/%d.xml" % n, content=b"", at=0) for n in range(40)), *parts])


def _many_parts(parts: list[Part], dice: random.Random) -> bytes:
    more = [Part(b"xl/worksheets/s%d.xml" % number, b"") for number in range(dice.choice((4_000, 60_000)))]
    return packed([*parts, *more])


def _directory(parts: list[Part], dice: random.Random) -> bytes:
    whole = packed(
        parts, shift=dice.choice((0, -1, 1, 100_000, -100_000, 0x7FFFFFFF)), count=dice.choice((0, 1, 65_535))
    )
    return whole if dice.random() < 0.7 else whole[: whole.rfind(b"PK\x05\x06")]


def _comment(parts: list[Part], dice: random.Random) -> bytes:
    return packed(parts, comment=dice.choice((b"PK\x05\x06" + bytes(18), b"x" * 65_535, packed(parts[:2])[:60_000])))


def _before(parts: list[Part], dice: random.Random) -> bytes:
    return dice.choice((b"\0" * 100, b"MZ" + bytes(1000), b"<html><table>", b"PK\x03\x04")) + packed(parts)


def _package_in_package(parts: list[Part], dice: random.Random) -> bytes:
    inner = packed(parts)
    for _ in range(dice.choice((1, 2, 20))):
        inner = packed([Part(b"xl/workbook.xml" if dice.random() < 0.3 else "村.xlsx".encode("gb18030"), inner)])
    return inner


_LIES: Mapping[str, Lie] = {
    "drop": _drop, "double": _double, "swap": _swap, "rename": _rename, "odd-name": _odd_name,
    "two-names": _two_names, "cut": _cut, "noise": _noise, "wrong-crc": _wrong_crc, "wrong-size": _wrong_size,
    "wrong-packed-size": _wrong_packed_size, "absurd-size": _absurd_size, "encrypted": _encrypted,
    "unknown-method": _unknown_method, "flags": _flags, "overlap": _overlap, "bomb": _bomb,
    "spread-bomb": _spread_bomb, "many-parts": _many_parts, "directory": _directory, "comment": _comment,
    "before": _before, "package-in-package": _package_in_package,
}  # fmt: skip


def _mutator(lie: Lie) -> Callable[[bytes, random.Random], bytes]:
    return lambda package, dice: lie(parts_of(package), dice)


PACKAGE_LEVEL = {name: _mutator(lie) for name, lie in _LIES.items()}
"""Every way to spoil a package, by name."""
