"""The copies of filed plans in a folder beside their register: which there are, what they say, and new ones."""

from collections.abc import Sequence
from pathlib import Path

from starcli.core.findings import Location, finding
from starcli.core.plans.filled_plan import FilledPlan
from starcli.core.plans.register import Copy, Filing, copy_name, is_of, read_copy_name
from starcli.excel.writing.output import OutputError, put_in_place
from starcli.handed_in import HandedIn, PlanFiles
from starcli.sources import Source, filed_copies
from starcli.targets import file_name
from starcli.workers import Fault, isolated

_READ_ONLY = 0o444


class KeptCopies:
    """The copies beside a register; they are read in processes apart, like every file."""

    def __init__(self, register: Path, files: PlanFiles) -> None:
        self._folder = filed_copies(register)
        self._files = files
        names = sorted(path.name for path in self._folder.iterdir()) if self._folder.is_dir() else []
        self.copies = tuple(copy for name in names if (copy := read_copy_name(name)) is not None)

    def read(self, wanted: Sequence[Copy]) -> dict[tuple[str, int], FilledPlan]:
        """What some copies say, by number and version; those that cannot be read are left out."""
        sources = [Source(self._folder / copy.name, self._folder) for copy in wanted]
        plans: dict[tuple[str, int], FilledPlan] = {}
        for copy, opened in zip(wanted, isolated(self._files.open, sources), strict=True):
            if isinstance(opened, Fault):
                continue
            each = [read.value for read in opened.plans if read.value is not None]
            own = [plan for plan in each if len(each) == 1 or is_of(_as_filing(copy), plan.unit)]
            if own:
                plans[copy.number, copy.version] = own[0]
        return plans

    def keep(self, filing: Filing, handed: HandedIn) -> Path:
        """Put a copy of a plan's workbook beside the others, for nobody to write to. Raises `OutputError`."""
        source = handed.source
        content = self._files.content(source)
        suffix = source.file.suffix.lower()
        target = self._folder / copy_name(filing, suffix, file_name(filing.unit.name))
        if content.value is None:
            raise OutputError(content.findings[0])
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            put_in_place(target, content.value, _READ_ONLY)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise OutputError(finding("output-failed", Location(str(target)), reason=reason)) from error
        return target


def _as_filing(copy: Copy) -> Filing:
    return Filing(copy.number, copy.version, copy.day, copy.fingerprint, copy.unit)
