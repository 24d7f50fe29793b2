"""Which files to read: workbooks named or found below folders, and those inside archives.

Links are not followed out of a folder and devices are never opened. Archives are listed in a process of their own,
other files are not opened here at all.
"""

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from starcli.bundles import Member, list_members
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.text import CONTROLS
from starcli.excel.writing.output import backed_up
from starcli.workers import Fault, isolated

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ett", ".ods", ".csv", ".htm", ".html")
_ARCHIVE = ".zip"
_OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz")
_NAMED = 3
_FILED = "-filed"
_DEFINITIONS = "framework.yaml"
"""The file by which a folder is known to hold definitions: no forms stand there."""
# Characters that would break a line, or turn the order of what follows, are shown as the sign for unknown ones.
_UNSEEN = dict.fromkeys(CONTROLS, "\ufffd")


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook to read, and the folder below which it was found (its own, when it was named itself).

    `member` is its place inside the archive at `path`; `refusal` says why it must not be opened at all.
    """

    path: Path
    root: Path
    member: Member | None = None
    refusal: Finding | None = None

    @property
    def name(self) -> str:
        """What findings call it."""
        return shown(self.path) if self.member is None else f"{shown(self.path)}/{shown(self.member.path)}"

    @property
    def file(self) -> PurePath:
        """The workbook's own path: inside its archive when it has one."""
        return self.path if self.member is None else self.member.path

    @property
    def stem(self) -> str:
        """Its name without folder and extension."""
        return shown(PurePath(self.file.stem))


@dataclass(frozen=True, slots=True)
class Found:
    """The workbooks that some paths lead to; problems of the paths themselves; notes on what was passed over."""

    sources: tuple[Source, ...]
    problems: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()


def shown(path: PurePath) -> str:
    """A path as people can read it: bytes that are not UTF-8 as GB18030, control characters as `�`."""
    raw = os.fsencode(path)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
    return text.translate(_UNSEEN)


def find_sources(paths: Sequence[Path], apart: Iterable[Path] = ()) -> Found:
    """Every workbook named or below a folder named, in a stable order, except those set apart."""
    sources: list[Source] = []
    problems: list[Finding] = []
    notes: list[Finding] = []
    for path in paths:
        if path.is_dir():
            below = list(_below(path, notes))
        elif os.path.lexists(path):
            below = [_named(path)]
        else:
            below = []
            problems.append(finding("path-missing", Location(shown(path))))
        sources += below
        if not below and path.is_dir():
            problems.append(finding("no-workbooks", Location(shown(path))))
    excluded = {path.resolve() for path in apart}
    once: dict[Path, Source] = {}
    for source in sources:
        once.setdefault(_identity(source), source)
    kept = [source for identity, source in once.items() if identity not in excluded]
    return Found(tuple(_opened(kept)), tuple(problems), tuple(notes))


def filed_copies(register: Path) -> Path:
    """The folder beside a register of filed plans in which a copy of each is kept: it is not looked into again."""
    return register.with_name(f"{register.stem}{_FILED}")


def _is_filed(folder: str, files: Collection[str]) -> bool:
    return folder.endswith(_FILED) and f"{folder.removesuffix(_FILED)}.xlsx" in files


def _identity(source: Source) -> Path:
    return source.path.absolute() if source.refusal is not None else source.path.resolve()


def _named(path: Path) -> Source:
    """A file that a person names is tried, whatever it is called; only devices are not."""
    refusal = None if path.is_file() else finding("not-a-file", Location(shown(path)))
    return Source(path, path.parent, refusal=refusal)


def _below(folder: Path, notes: list[Finding]) -> Iterator[Source]:
    """The workbooks below a folder; a note on everything that is not one."""
    others: list[str] = []

    def unreadable(error: OSError) -> None:
        reason = error.strerror or type(error).__name__
        notes.append(finding("folder-unreadable", Location(shown(Path(error.filename))), reason=reason))

    for parent, folders, files in os.walk(folder, onerror=unreadable):
        for name in [name for name in folders if (Path(parent) / name).is_symlink()]:
            path = Path(parent) / name
            yield Source(path, folder, refusal=finding("link-not-followed", Location(shown(path))))
        here = set(files)
        visible = [name for name in folders if not name.startswith((".", "~$")) and not _is_filed(name, here)]
        folders[:] = sorted(name for name in visible if not (Path(parent) / name / _DEFINITIONS).is_file())
        for name in sorted(files):
            path = Path(parent) / name
            if name.startswith((".", "~$")) or backed_up(name) in here:
                continue
            if path.suffix.lower() in (*SUFFIXES, _ARCHIVE, *_OTHER_ARCHIVES):
                yield Source(path, folder, refusal=_refusal(path))
            else:
                others.append(shown(path.relative_to(folder)))
    if others:
        some = ", ".join(others[:_NAMED]) + (" …" if len(others) > _NAMED else "")
        notes.append(finding("files-passed-over", Location(shown(folder)), count=len(others), names=some))


def _refusal(path: Path) -> Finding | None:
    """Why a file in a folder must not be opened; None for an ordinary one."""
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return finding("workbook-unreadable", Location(shown(path)), reason=error.strerror or type(error).__name__)
    if stat.S_ISLNK(mode):
        return finding("link-not-followed", Location(shown(path)))
    if not stat.S_ISREG(mode):
        return finding("not-a-file", Location(shown(path)))
    return None


def _opened(sources: Iterable[Source]) -> Iterator[Source]:
    """The same with every archive replaced by its workbooks."""
    listed = list(sources)
    archives = [s for s in listed if s.refusal is None and s.path.suffix.lower() == _ARCHIVE]
    contents = dict(zip(archives, isolated(_listing, archives), strict=True))
    for source in listed:
        if source in contents:
            yield from _inside(source, contents[source])
        else:
            yield source


def _listing(source: Source) -> Read[tuple[Member, ...]]:
    return list_members(source.path, source.name)


def _inside(archive: Source, listing: Read[tuple[Member, ...]] | Fault) -> Iterator[Source]:
    """The workbooks of an archive; the archive itself, refused, when it has none or cannot be read."""
    place = Location(archive.name)
    if isinstance(listing, Fault):
        yield Source(archive.path, archive.root, refusal=finding("archive-broken", place, reason=listing.sort))
        return
    members = [member for member in listing.value if member.path.suffix.lower() in SUFFIXES]
    for member in members:
        yield Source(archive.path, archive.root, member)
    if not members:
        refusal = listing.findings[0] if listing.findings else finding("archive-without-workbooks", place)
        yield Source(archive.path, archive.root, refusal=refusal)
