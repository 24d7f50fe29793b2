"""The workbooks of a folder, each as it was last read: what has changed is read again, and nothing else."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from starcli.batch import Batch, Rated
from starcli.core.findings import Finding, Location, finding
from starcli.core.text import LANGUAGES, Text
from starcli.sources import Found, Source, find_sources

RateAll = Callable[[Sequence[Source]], Iterable[Rated]]
Settle = Callable[[tuple[Rated, ...], tuple[Finding, ...]], Batch]

# What is said of an archive of which only the beginning is there, with perhaps a whole workbook in it.
_BROKEN = ("archive-broken", "archive-without-workbooks")


@dataclass(frozen=True, slots=True)
class Taken:
    """What everything together gives now, the workbooks that say something new, and those that are gone."""

    batch: Batch
    news: tuple[Source, ...]
    gone: tuple[Source, ...]


class Forms:
    """What the workbooks of a folder gave when each was last read.

    A workbook that gave a rating, and that nothing can be read of now, stands as it was: somebody is saving it.
    """

    def __init__(self, folder: Path, apart: Collection[Path], rate_all: RateAll, settle: Settle) -> None:
        self._folder = folder
        self._apart = apart
        self._rate_all = rate_all
        self._settle = settle
        self._known: dict[Source, tuple[Rated, ...]] = {}
        self._kept: dict[Source, Finding] = {}
        self._found: Found | None = None
        self._broken: set[Path] = set()

    @property
    def kept(self) -> frozenset[Path]:
        """The workbooks that stand as they were, because they cannot be read now."""
        return frozenset(source.path for source in self._kept)

    def found(self, changed: Collection[Path] = ()) -> Found:
        """The workbooks that are in the folder now; those of before where the changed ones are all among them still."""
        if self._found is not None and changed and all(self._is_there(path) for path in changed):
            return self._found
        return find_sources([self._folder], self._apart)

    def _is_there(self, path: Path) -> bool:
        return Source(path, self._folder) in self._known and path.is_file() and not path.is_symlink()

    def take(self, found: Found, changed: Collection[Path] = ()) -> Taken | None:
        """What everything gives once the changed workbooks, and those never read, have been read; None where none is.

        Workbooks that are gone count no longer.
        """
        self._found, kept = found, dict(self._kept)
        present = list(self._present(found.sources))
        wanted = [
            source
            for source in present
            if source not in self._known or (source.path in changed and source.path not in self._broken)
        ]
        here = frozenset(present)
        gone = tuple(source for source in self._known if source not in here)
        if not wanted and not gone and self._kept == kept:
            return None
        for source in gone:
            del self._known[source]
            self._kept.pop(source, None)
        given: dict[Source, list[Rated]] = {source: [] for source in wanted}
        for one in self._rate_all(wanted):
            given[one.source].append(one)
        news = [source for source in present if source not in given and self._kept.get(source) != kept.get(source)]
        news += [source for source, some in given.items() if self._put(source, tuple(some))]
        return Taken(self._settle(tuple(self._rated(present)), found.notes), tuple(news), gone)

    def _present(self, sources: Iterable[Source]) -> Iterator[Source]:
        """The same; an archive that is broken now by the workbooks that stood in it, which are kept."""
        members: dict[Path, list[Source]] = {}
        for source in self._known:
            if source.member is not None:
                members.setdefault(source.path, []).append(source)
        self._broken = set()
        for source in sources:
            if source.refusal is None or source.refusal.code not in _BROKEN or source.path not in members:
                yield source
                continue
            self._broken.add(source.path)
            for member in members[source.path]:
                self._kept[member] = _kept(member, (source.refusal,))
                yield member

    def _put(self, source: Source, given: tuple[Rated, ...]) -> bool:
        """Take what a workbook gives now; whether that is anything new."""
        former, kept = self._known.get(source), self._kept.pop(source, None)
        says_nothing = bool(given) and all(one.origin is None for one in given)
        if former and says_nothing and any(one.standing is not None for one in former):
            self._kept[source] = _kept(source, [found for one in given for found in one.findings])
            return self._kept[source] != kept
        self._known[source] = given
        return given != former or kept is not None

    def _rated(self, sources: Iterable[Source]) -> Iterator[Rated]:
        for source in sources:
            given = self._known[source]
            note = self._kept.get(source)
            if note is not None:
                given = (replace(given[0], findings=(note, *given[0].findings)), *given[1:])
            yield from given


def _kept(source: Source, reasons: Sequence[Finding]) -> Finding:
    words = Text(*("; ".join(found.message(language) for found in reasons[:1]) for language in LANGUAGES))
    return finding("form-kept", Location(source.name), reason=words)
