"""The zip package: members that are not changed are copied as they lie, whatever program packed them and how."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any, NoReturn

import pytest

from starcli.excel.grafting.archive import Archive, Unserviceable

PARTS = {"a.xml": b"<a/>", "folder/b.bin": bytes(range(256)) * 9, "村.dat": "村".encode() * 500}
FIELD = struct.pack("<2H4s", 0xCAFE, 4, b"kept")


class Stream(BytesIO):
    """A stream that cannot go back: a writer puts sizes behind the members."""

    def seekable(self) -> bool:
        """Never."""
        return False

    def seek(self, *_: Any) -> NoReturn:
        """Refused."""
        raise OSError


def zipped(stream: BytesIO | None = None, kind: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    """The parts as a package."""
    stream = stream or BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.comment = comment
        for name, content in PARTS.items():
            info = zipfile.ZipInfo(name, (2021, 3, 4, 5, 6, 8))
            info.compress_type, info.comment, info.extra = kind, comment, FIELD
            package.writestr(info, content)
    return stream.getvalue()


def entries(content: bytes) -> list[bytes]:
    """The entries of the directory."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        at, found = package.start_dir, []
        for _ in package.infolist():
            end = at + 46 + sum(struct.unpack_from("<3H", content, at + 28))
            found.append(content[at:end])
            at = end
    return found


def redirected(content: bytes, edit: Callable[[list[bytes]], list[bytes]]) -> bytes:
    """The package with other entries in its directory."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        start = package.start_dir
    new = edit(entries(content))
    directory = b"".join(new)
    return (
        content[:start]
        + directory
        + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(new), len(new), len(directory), start, 0)
    )


def in_64_bits(entry: bytes, *, sizes: bool = True) -> bytes:
    """An entry whose sizes and place stand in an extra field, as some writers do for members of any size."""
    packed, size, name, extra, comment = struct.unpack_from("<2L3H", entry, 20)
    large = [size, packed, *struct.unpack_from("<L", entry, 42)][0 if sizes else 2 :]
    field = struct.pack(f"<2H{len(large)}Q", 1, 8 * len(large), *large)
    head = entry[:20] + (b"\xff" * 8 if sizes else entry[20:28])
    head += struct.pack("<3H", name, extra + len(field), comment) + entry[34:42] + b"\xff" * 4
    return head + entry[46 : 46 + name + extra] + field + entry[46 + name + extra :]


def told(content: bytes) -> list[tuple[object, ...]]:
    """What the directory tells of each member, its place apart."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return [
            (i.filename, i.date_time, i.compress_type, i.flag_bits, i.CRC, i.file_size, i.comment, FIELD in i.extra)
            for i in package.infolist()
        ]


def _in_gbk(content: bytes) -> bytes:
    """The package with names that are not marked as UTF-8, since they are not."""
    return content.replace("村.dat".encode(), b"\xb4\xe51.dat").replace(b"\x14\0\0\x08", b"\x14\0\0\0")


def placed(content: bytes) -> list[str]:
    """The names of the members in the order in which they lie."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return [info.filename for info in sorted(package.infolist(), key=lambda info: info.header_offset)]


PACKAGES: dict[str, Callable[[], bytes]] = {
    "compressed": zipped,
    "stored": lambda: zipped(kind=zipfile.ZIP_STORED),
    "by bzip2": lambda: zipped(kind=zipfile.ZIP_BZIP2),
    "sizes behind the members": lambda: zipped(Stream()),
    "comments": lambda: zipped(comment="镇里的".encode()),
    "in 64 bits": lambda: redirected(zipped(), lambda old: [in_64_bits(entry) for entry in old]),
    "places in 64 bits": lambda: redirected(zipped(), lambda old: [in_64_bits(entry, sizes=False) for entry in old]),
    "a directory in another order": lambda: redirected(zipped(), lambda old: old[::-1]),
    "names in another code page": lambda: _in_gbk(zipped()),
}


@pytest.mark.parametrize("kind", PACKAGES)
def test_members_are_copied_as_they_lie(kind: str) -> None:
    """Changed, new and missing members apart, all lie in the new package as in the old and under the same entries."""
    old = PACKAGES[kind]()
    first, gone, kept = Archive(old).names
    new = Archive(old).rewritten({first: b"<changed/>", "new.xml": b"<new/>"}, {gone})
    assert Archive(new).names == (first, kept, "new.xml")
    assert Archive(new).raw(kept) == Archive(old).raw(kept)
    assert placed(new) == [*(name for name in placed(old) if name != gone), "new.xml"]
    assert (told(new)[1], zipfile.ZipFile(BytesIO(new)).comment) == (
        told(old)[2],
        zipfile.ZipFile(BytesIO(old)).comment,
    )


@pytest.mark.parametrize("kind", PACKAGES)
def test_the_new_package_can_be_read(kind: str) -> None:
    """Every member of the new package has its content, by any library that reads zip."""
    old = PACKAGES[kind]()
    first, *others = Archive(old).names
    with zipfile.ZipFile(BytesIO(Archive(old).rewritten({first: b"<changed/>", "new.xml": b"<new/>"}, ()))) as new:
        assert (new.testzip(), new.read(first), new.read("new.xml")) == (None, b"<changed/>", b"<new/>")
        assert [new.read(name) for name in others] == [Archive(old).read(name) for name in others]


@pytest.mark.parametrize("sizes", [True, False])
def test_places_in_64_bits_stay_there(sizes: bool) -> None:
    """An entry whose place stands in an extra field has the new place there, and says nothing twice."""

    def moved(content: bytes) -> list[bytes]:
        return entries(Archive(content).rewritten({}, {"a.xml"}))

    wide = redirected(zipped(), lambda old: [in_64_bits(entry, sizes=sizes) for entry in old])
    assert moved(wide) == [in_64_bits(entry, sizes=sizes) for entry in moved(zipped())]


def test_nothing_changed_is_the_same_file() -> None:
    """A package that nothing is done to comes out as it was."""
    assert Archive(zipped()).rewritten({}, ()) == zipped()


def test_a_changed_member_stays_in_its_place_with_its_date() -> None:
    """A member with another content lies where it lay; a new one behind all others, with starcli's own date."""
    new = zipfile.ZipFile(BytesIO(Archive(zipped()).rewritten({"new.xml": b"<new/>", "a.xml": b"<changed/>"}, ())))
    told = {info.filename: (info.header_offset, info.date_time[:3], info.create_system) for info in new.infolist()}
    assert (told["a.xml"], told["new.xml"][1:]) == ((0, (2021, 3, 4), 0), ((2022, 9, 19), 0))
    assert max(told, key=lambda name: told[name][0]) == "new.xml"


def test_names_differ_by_more_than_case() -> None:
    """A part is found by its name in any case, and is called as the package spells it."""
    archive = Archive(zipped())
    assert (archive.find("FOLDER/B.BIN"), "A.XML" in archive, archive.read("A.xml")) == ("folder/b.bin", True, b"<a/>")
    assert (archive.find("c.xml"), "c.xml" in archive) == ("", False)


def _doubled() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("a.xml", b"1")
        package.writestr("A.XML", b"2")
    return stream.getvalue()


def _swollen() -> bytes:
    """A package whose members have a wrong sum."""
    return redirected(zipped(), lambda old: [entry[:16] + b"\0\0\0\0" + entry[20:] for entry in old])


REFUSED: dict[str, Callable[[], bytes]] = {
    "no package": lambda: b"PK\x03\x04 and no more",
    "broken off": lambda: zipped()[:-30],
    "two members of a name": _doubled,
    "the same entry twice": lambda: redirected(zipped(), lambda old: [*old, old[0]]),
    "two names for one member": lambda: redirected(zipped(), lambda old: [*old, old[0].replace(b"a.xml", b"b.xml")]),
    "a member behind the directory": lambda: redirected(
        zipped(), lambda old: [old[0][:42] + b"\0\0\1\0" + old[0][46:], *old[1:]]
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_package_that_leaves_doubt_is_refused(case: str) -> None:
    """A package whose directory and members do not fit together is not copied."""
    with pytest.raises(Unserviceable, match="graft-not-understood"):
        Archive(REFUSED[case]())


@pytest.mark.parametrize(
    "harmed", [_swollen, lambda: redirected(zipped(), lambda old: [e[:8] + b"\1" + e[9:] for e in old])]
)
def test_a_part_that_cannot_be_read_is_refused(harmed: Callable[[], bytes]) -> None:
    """A part with a wrong sum, or a password of its own, is refused when it is read."""
    with pytest.raises(Unserviceable, match="graft-not-understood"):
        Archive(harmed()).read("a.xml")
