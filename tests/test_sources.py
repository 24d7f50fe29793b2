"""Which files are read: folders, names, links, devices and archives."""

import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from sheets import touched

from starcli.core.findings import Location, finding
from starcli.sources import SUFFIXES, find_sources, shown


def names(paths: Sequence[Path], below: Path) -> list[str]:
    """The workbooks found, as paths below a folder."""
    return [source.path.relative_to(below).as_posix() for source in find_sources(paths).sources]


def test_every_sort_of_workbook_is_found(tmp_path: Path) -> None:
    """Every suffix of a spreadsheet counts, in any case, and nothing else does."""
    touched(tmp_path, *(f"f{suffix}" for suffix in SUFFIXES), "G.XLSX", "a.docx", "a.xlsx.bak", "xlsx")
    assert names([tmp_path], tmp_path) == ["G.XLSX", *sorted(f"f{suffix}" for suffix in SUFFIXES)]


def test_folders_below_are_searched_in_a_stable_order(tmp_path: Path) -> None:
    """Workbooks come in the order of their paths, however deep they lie."""
    touched(tmp_path, "乙/b.xlsx", "甲/a.xlsx", "甲/丙/c.xlsx", "z.xlsx", "a.xlsx")
    assert names([tmp_path], tmp_path) == ["a.xlsx", "z.xlsx", "乙/b.xlsx", "甲/a.xlsx", "甲/丙/c.xlsx"]


def test_lock_files_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    """What a spreadsheet program leaves beside an open file, and hidden files, are no workbooks."""
    touched(tmp_path, "~$a.xlsx", ".a.xlsx", ".~lock.a.xlsx", "._a.xlsx", "a.xlsx")
    assert names([tmp_path], tmp_path) == ["a.xlsx"]


def test_hidden_folders_are_passed_over(tmp_path: Path) -> None:
    """What lies in a hidden folder, such as a rubbish bin, is not read."""
    touched(tmp_path, ".trash/old.xlsx", "new.xlsx")
    assert names([tmp_path], tmp_path) == ["new.xlsx"]


def test_a_folder_called_like_a_workbook_is_none(tmp_path: Path) -> None:
    """A folder whose name ends like a workbook's is searched, not read."""
    touched(tmp_path, "a.xlsx/b.xlsx")
    assert names([tmp_path], tmp_path) == ["a.xlsx/b.xlsx"]


def test_nothing_is_found_twice(tmp_path: Path) -> None:
    """A workbook that is named and lies below a named folder is one workbook."""
    touched(tmp_path, "甲/a.xlsx", "甲/b.xlsx")
    paths = [tmp_path / "甲" / "b.xlsx", tmp_path, tmp_path / "甲", tmp_path / "甲" / ".." / "甲" / "b.xlsx"]
    assert names(paths, tmp_path) == ["甲/b.xlsx", "甲/a.xlsx"]


def test_the_folder_below_which_a_workbook_was_found(tmp_path: Path) -> None:
    """A workbook below a named folder belongs to that folder, a named one to its own."""
    touched(tmp_path, "甲/乙/a.xlsx", "b.xlsx")
    found = find_sources([tmp_path / "甲", tmp_path / "b.xlsx"]).sources
    assert [source.root for source in found] == [tmp_path / "甲", tmp_path]


def test_a_missing_path_is_found(tmp_path: Path) -> None:
    """A path that is not there is a finding, and the others are still searched."""
    touched(tmp_path, "a.xlsx")
    found = find_sources([tmp_path / "gone", tmp_path / "a.xlsx"])
    assert (len(found.sources), found.problems) == (1, (finding("path-missing", Location(str(tmp_path / "gone"))),))


def test_an_empty_folder_is_found(tmp_path: Path) -> None:
    """A folder without a workbook is a finding."""
    touched(tmp_path, "notes.txt")
    found = find_sources([tmp_path])
    assert (found.sources, found.problems) == ((), (finding("no-workbooks", Location(str(tmp_path))),))


def refusals(*paths: Path) -> list[tuple[str, str]]:
    """Name and finding of every file that must not be opened."""
    return [(s.path.name, s.refusal.code) for s in find_sources(paths).sources if s.refusal is not None]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_are_not_followed_out_of_a_folder(tmp_path: Path) -> None:
    """A link to a file, a folder, nothing or itself is one finding each; a link that is named is followed."""
    touched(tmp_path, "elsewhere/a.xlsx", "in/b.xlsx")
    for name, target in (("l.xlsx", "../elsewhere/a.xlsx"), ("gone.xlsx", "nowhere"), ("self.xlsx", "self.xlsx")):
        (tmp_path / "in" / name).symlink_to(target)
    (tmp_path / "in" / "folder").symlink_to("../elsewhere")
    assert refusals(tmp_path / "in") == [
        ("folder", "link-not-followed"),
        ("gone.xlsx", "link-not-followed"),
        ("l.xlsx", "link-not-followed"),
        ("self.xlsx", "link-not-followed"),
    ]
    assert refusals(tmp_path / "in" / "l.xlsx") == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of Unix")
def test_pipes_and_devices_are_not_opened(tmp_path: Path) -> None:
    """A pipe would be waited for for ever, a device read for ever: each is a finding, found or named."""
    os.mkfifo(tmp_path / "p.xlsx")
    assert refusals(tmp_path) == [("p.xlsx", "not-a-file")]
    assert refusals(tmp_path / "p.xlsx", Path(os.devnull)) == [("p.xlsx", "not-a-file"), ("null", "not-a-file")]


def test_what_is_no_workbook_is_named(tmp_path: Path) -> None:
    """Files of other sorts are counted in one note, archives of other sorts are tried."""
    touched(tmp_path, "a.xlsx", "b.docx", "甲/c.pdf", "d.jpg", "e.png", "f.rar")
    found = find_sources([tmp_path])
    names = "b.docx, d.jpg, e.png …"
    assert [source.path.name for source in found.sources] == ["a.xlsx", "f.rar"]
    assert found.notes == (finding("files-passed-over", Location(str(tmp_path)), count=4, names=names),)


def test_a_file_may_be_set_apart(tmp_path: Path) -> None:
    """A file that has another part to play, such as a list of units, is no workbook of a unit."""
    touched(tmp_path, "a.xlsx", "list.xlsx")
    found = find_sources([tmp_path], apart=[tmp_path / "甲" / ".." / "list.xlsx"])
    assert [source.path.name for source in found.sources] == ["a.xlsx"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("石门村.xlsx".encode(), "石门村.xlsx"),
        ("石门村.xlsx".encode("gb18030"), "石门村.xlsx"),
        (b"a\nb\x1b[31m.xlsx", "a\ufffdb\ufffd[31m.xlsx"),
        ("a\u202exslx.exe".encode(), "a\ufffdxslx.exe"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="names are text on Windows")
def test_a_name_is_shown_as_people_read_it(raw: bytes, text: str) -> None:
    """Names in GBK are decoded; line breaks, colours and turned text are not passed on to a terminal."""
    assert shown(Path(os.fsdecode(raw))) == text


def archive(path: Path, *members: tuple[str, str, bool]) -> Path:
    """An archive with members of these names, each encoded so, with or without the mark of UTF-8."""
    content = b""
    with zipfile.ZipFile(path, "w") as target:
        for number, (_, _, marked) in enumerate(members):
            target.writestr(f"{number:030}" if not marked else f"é{number:028}", b"x")
    content = path.read_bytes()
    for number, (name, encoding, marked) in enumerate(members):
        raw = name.encode(encoding)
        plain = (f"{number:030}" if not marked else f"é{number:028}").encode()
        content = content.replace(plain, raw.rjust(len(plain), b"/"))
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "encoding", "marked"),
    [("石门村.xlsx", "gb18030", False), ("石门村.xlsx", "utf-8", False), ("石门村.xlsx", "utf-8", True)],
)
def test_names_in_an_archive(tmp_path: Path, name: str, encoding: str, marked: bool) -> None:
    """Names in an archive are read in the encoding of whichever system packed it."""
    path = archive(tmp_path / "松岭乡.zip", (name, encoding, marked))
    assert [s.name for s in find_sources([path]).sources] == [f"{path}/石门村.xlsx"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/a.xlsx", "etc/a.xlsx"),
        ("C:\\甲\\a.xlsx", "甲/a.xlsx"),
        ("/a.xlsx", "a.xlsx"),
        ("./b/../a.xlsx", "b/a.xlsx"),
    ],
)
def test_a_path_in_an_archive_does_not_climb_out(tmp_path: Path, name: str, kept: str) -> None:
    """Whatever an archive calls its members, their results stay below one folder."""
    path = archive(tmp_path / "z.zip", (name, "utf-8", False))
    assert [s.member.path.as_posix() for s in find_sources([path]).sources if s.member] == [kept]


def test_members_that_are_no_workbooks_are_left_out(tmp_path: Path) -> None:
    """Folders, hidden files, lock files and what macOS adds are no workbooks."""
    path = tmp_path / "z.zip"
    with zipfile.ZipFile(path, "w") as target:
        for name in ("a/", "a/b.xlsx", "a/.c.xlsx", "~$d.xlsx", "__MACOSX/._b.xlsx", "e.docx"):
            target.writestr(name, b"x")
    assert [s.member.path.as_posix() for s in find_sources([path]).sources if s.member] == ["a/b.xlsx"]


def test_an_archive_without_workbooks_is_a_finding(tmp_path: Path) -> None:
    """An archive that holds none, or is none, is refused with the reason."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as target:
        target.writestr("a.docx", b"x")
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 cut short")
    assert refusals(tmp_path) == [("a.zip", "archive-without-workbooks"), ("b.zip", "archive-broken")]
