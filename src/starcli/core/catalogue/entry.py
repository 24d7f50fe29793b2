"""What a kind of finding consists of."""

from dataclasses import dataclass
from typing import Literal

from starcli.core.text import Text

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of finding."""

    code: str
    severity: Severity
    message: Text
    advice: Text


def entries(severity: Severity, *rows: tuple[str, str, str, str, str]) -> dict[str, Entry]:
    """Entries of one severity from rows of code, message zh, message en, advice zh, advice en."""
    return {row[0]: Entry(row[0], severity, Text(row[1], row[2]), Text(row[3], row[4])) for row in rows}
