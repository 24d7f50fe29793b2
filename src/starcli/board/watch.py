"""What has changed in a folder: by time, size and number of its files, none of which is opened here."""

import os
from collections.abc import Iterator
from pathlib import Path

Looks = tuple[int, int, int]
"""By what a file is known to be the same as before: when it was written, its size, and its number on the disk."""


class Watch:
    """Tells which files are new, changed or gone since they were last told.

    A change counts once the file looks the same twice in a row: who is still writing it is left in peace.
    """

    def __init__(self, folder: Path, *more: Path) -> None:
        self._folder = folder
        self._more = more
        self._last = self._look()
        self._told = dict(self._last)

    @property
    def restless(self) -> bool:
        """Whether something changed in the last look that has not come to rest yet."""
        return self._last != self._told

    def changed(self) -> frozenset[Path]:
        """The files whose change has come to rest; each is told once."""
        now = self._look()
        rested = {path for path in now.keys() | self._told.keys() if now.get(path) == self._last.get(path)}
        found = frozenset(path for path in rested if now.get(path) != self._told.get(path))
        for path in found:
            if path in now:
                self._told[path] = now[path]
            else:
                del self._told[path]
        self._last = now
        return found

    def _look(self) -> dict[Path, Looks]:
        found = dict(_below(self._folder))
        for path in self._more:
            if (looks := _looks(path)) is not None:
                found[path] = looks
        return found


def _below(folder: Path) -> Iterator[tuple[Path, Looks]]:
    """Every file below a folder but hidden and temporary ones; links are not followed."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~$")):
                    continue
                path = Path(entry.path)
                if entry.is_dir(follow_symlinks=False):
                    yield from _below(path)
                elif (looks := _looks(path)) is not None:
                    yield path, looks
    except OSError:
        # A folder that has just gone is as good as empty.
        return


def _looks(path: Path) -> Looks | None:
    try:
        seen = path.lstat()
    except OSError:
        return None
    return (seen.st_mtime_ns, seen.st_size, seen.st_ino)
