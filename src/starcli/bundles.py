"""Zip archives of workbooks, as they come by mail: what is in them, and the content of each.

Nothing is unpacked to disk, so that a path that climbs out leads nowhere. Names that are not marked as UTF-8 are
read as UTF-8 if they can be (macOS), else as GB18030 (Windows in China).
"""

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from starcli.core.findings import Location, Read, finding
from starcli.excel.opening.guard import DAMAGE, LARGEST_FILE

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_MOST_MEMBERS = 50_000


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its number there, and its path below the archive, harmless to append to a folder."""

    number: int
    path: PurePosixPath


def list_members(path: Path, name: str) -> Read[tuple[Member, ...]]:
    """Every file in an archive in the order of their names; findings call the archive `name`."""
    place = Location(name)
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except DAMAGE as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        return Read((), (finding("archive-broken", place, reason=reason),))
    if len(infos) > _MOST_MEMBERS:
        return Read((), (finding("archive-oversized", place, count=len(infos)),))
    members = [Member(number, _path(info)) for number, info in enumerate(infos) if not info.is_dir()]
    return Read(tuple(sorted((m for m in members if _is_visible(m.path)), key=lambda member: str(member.path))))


class Archives:
    """Reads members of archives; the last archive stays open, since they are asked for one after another."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._archive: zipfile.ZipFile | None = None

    def read(self, path: Path, number: int, name: str) -> Read[bytes | None]:
        """The content of a member; None with a finding when it cannot be had or is larger than any form."""
        place = Location(name)
        try:
            archive = self._opened(path)
            info = archive.infolist()[number]
            if info.flag_bits & _ENCRYPTED:
                return Read(None, (finding("archive-locked", place),))
            with archive.open(info) as stream:
                content = stream.read(LARGEST_FILE + 1)
        except (*DAMAGE, IndexError) as error:
            return Read(None, (finding("archive-broken", place, reason=type(error).__name__),))
        if len(content) > LARGEST_FILE:
            return Read(None, (finding("file-too-large", place, megabytes=len(content) // 1_000_000),))
        return Read(content)

    def _opened(self, path: Path) -> zipfile.ZipFile:
        if self._archive is None or self._path != path:
            self._archive = zipfile.ZipFile(path)
            self._path = path
        return self._archive


def _path(info: zipfile.ZipInfo) -> PurePosixPath:
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        # The library takes such names for the code page of the first IBM PC, which loses nothing.
        raw = name.encode("cp437")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("gb18030", "replace")
    parts = name.replace("\\", "/").split("/")
    return PurePosixPath(*(part for part in parts if part not in ("", ".", "..") and not part.endswith(":")))


def _is_visible(path: PurePosixPath) -> bool:
    return bool(path.parts) and not any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts)
