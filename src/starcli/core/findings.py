"""Findings: what is wrong or worth knowing, as values that travel with the result.

Bad data is a finding, never an exception and never silence. Each says where (file!sheet!cell), what, and
what to do next; the wording of every kind stands in `core/catalogue.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from starcli.core.catalogue import CATALOGUE, Severity
from starcli.core.text import FormLanguage, Text, one_line

T = TypeVar("T")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
Detail = Text | str | int


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: a cell of a sheet, or a line of a definition. Empty parts are not known."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    line: int = 0

    def __str__(self) -> str:
        """`file!sheet!cell`, or `file:line`."""
        if self.line:
            return f"{self.file}:{self.line}"
        return "!".join(part for part in (self.file, self.sheet, self.cell) if part)

    @property
    def within(self) -> str:
        """`sheet!cell`: the place inside its file."""
        return "!".join(part for part in (self.sheet, self.cell) if part)

    def __reduce__(self) -> tuple[type["Location"], tuple[str, str, str, int]]:
        """How it goes from process to process: thousands do, and what the library makes of it takes its time."""
        return Location, (self.file, self.sheet, self.cell, self.line)

    def at(self, cell: str) -> "Location":
        """Another cell of the same sheet."""
        return Location(self.file, self.sheet, cell)


NOWHERE = Location()


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: a code of the catalogue, a place, and the details that its wording names."""

    code: str
    location: Location = NOWHERE
    details: tuple[tuple[str, Detail], ...] = ()

    @property
    def severity(self) -> Severity:
        """`error`, `warning` or `note`."""
        return CATALOGUE[self.code].severity

    def message(self, language: FormLanguage) -> str:
        """What is wrong, in one sentence and on one line."""
        return CATALOGUE[self.code].message.format(**self._quoted)[language]

    def advice(self, language: FormLanguage) -> str:
        """What to do next, in one sentence and on one line."""
        return CATALOGUE[self.code].advice.format(**self._quoted)[language]

    @property
    def _quoted(self) -> dict[str, Detail]:
        return {key: one_line(detail) if isinstance(detail, str) else detail for key, detail in self.details}


def finding(code: str, location: Location | None = None, /, **details: Detail) -> Finding:
    """A finding of a kind that the catalogue knows. Raises `KeyError` for a code that it does not."""
    return Finding(CATALOGUE[code].code, location or NOWHERE, tuple(details.items()))


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What a reader returns: what it read, and what it found on the way."""

    value: T
    findings: tuple[Finding, ...] = ()


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among findings; None without any."""
    present = {found.severity for found in findings}
    return next((severity for severity in SEVERITIES if severity in present), None)


def by_severity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with the gravest first, otherwise in the order in which they were found."""
    return tuple(sorted(findings, key=lambda found: SEVERITIES.index(found.severity)))
