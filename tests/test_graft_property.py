"""Writing back into packages with parts that nobody knows: whatever they are, they lie there afterwards as before."""

import struct
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, NoReturn

from graft_books import FORM, parts
from grafting import LISTINGS, donor
from hypothesis import given, settings
from hypothesis import strategies as st

from starcli.excel.grafting.archive import Archive
from starcli.excel.grafting.graft import grafted

_FOLDERS = ("", "xl/", "xl/worksheets/", "xl/media/", "customXml/", "xl/_rels/", "wps 扩展/", "a/b/c/")
_SUFFIXES = ("", ".bin", ".xml", ".png", ".vml", ".dat", ".XML")


class _Stream(BytesIO):
    def seekable(self) -> bool:
        """Never: the writer must put sizes behind the members."""
        return False

    def seek(self, *_: Any) -> NoReturn:
        """Refused."""
        raise OSError


@st.composite
def _members(draw: st.DrawFn) -> tuple[zipfile.ZipInfo, bytes]:
    """A member that has nothing to do with the workbook."""
    stem = draw(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12))
    name = f"{draw(st.sampled_from(_FOLDERS))}unknown-{stem}{draw(st.sampled_from(_SUFFIXES))}"
    date = draw(st.tuples(st.integers(1980, 2107), st.integers(1, 12), st.integers(1, 28)))
    info = zipfile.ZipInfo(name, (*date, draw(st.integers(0, 23)), draw(st.integers(0, 59)), 0))
    info.compress_type = draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]))
    info.comment = draw(st.binary(max_size=9))
    field = draw(st.binary(max_size=9))
    info.extra = struct.pack("<2H", 0xCAFE, len(field)) + field
    info.create_system = draw(st.sampled_from([0, 3, 10]))
    info.external_attr = draw(st.integers(0, 2**32 - 1))
    return info, draw(st.binary(max_size=400))


@dataclass(frozen=True, slots=True)
class Package:
    """A package; its members are what a failing example is shown by."""

    members: list[str]
    content: bytes = field(repr=False)


@st.composite
def packages(draw: st.DrawFn) -> Package:
    """The sample form among other members, in any order, packed in any way."""
    known = [(zipfile.ZipInfo(name), content) for name, content in parts(FORM).items()]
    unknown = draw(st.lists(_members(), max_size=6, unique_by=lambda member: member[0].filename.lower()))
    stream = draw(st.sampled_from([BytesIO, _Stream]))()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        # A comment that looks like the end of a package makes it one that no library reads.
        package.comment = draw(st.binary(max_size=30).filter(lambda comment: b"PK" not in comment))
        for info, content in draw(st.permutations(known + unknown)):
            package.writestr(info, content)
    return Package(package.namelist(), stream.getvalue())


def told(package: zipfile.ZipFile) -> dict[str, tuple[object, ...]]:
    """What the directory tells of each member, in its order, places apart."""
    return {
        i.filename: (
            i.date_time,
            i.compress_type,
            i.flag_bits,
            i.CRC,
            i.extra,
            i.comment,
            i.create_system,
            i.external_attr,
        )
        for i in package.infolist()
    }


@settings(max_examples=40, deadline=None)
@given(packages())
def test_unknown_parts_lie_as_they_lay(package: Package) -> None:
    """Raw bytes, entries and order of every member but the listings are the same, and so is the package's comment."""
    before = package.content
    after = grafted(before, lambda _: donor())
    old, new = Archive(before), Archive(after)
    untouched = [name for name in old.names if name not in LISTINGS]
    assert [name for name in untouched if old.raw(name) != new.raw(name)] == []
    assert new.names[: len(old.names)] == old.names
    with zipfile.ZipFile(BytesIO(before)) as one, zipfile.ZipFile(BytesIO(after)) as other:
        entries = told(other)
        assert {name: entries[name] for name in untouched} == {name: told(one)[name] for name in untouched}
        assert (other.comment, other.testzip()) == (one.comment, None)
