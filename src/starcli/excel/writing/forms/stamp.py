"""The stamp on a form's Guide: for which kind and profile it was made, in which language, and its fingerprint."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from starcli.core.text import FormLanguage

_STAMP = re.compile(r"([^/\s]+) / ([^/\s]+) / (zh|en|both) / ([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Kind and profile by id, the language, and a digest of everything in the form that is not for typing."""

    kind: str
    profile: str
    language: FormLanguage
    fingerprint: str

    def __str__(self) -> str:
        """`village / mountain / zh / 3f2a9c0d11be`."""
        return f"{self.kind} / {self.profile} / {self.language} / {self.fingerprint}"


def read_stamp(texts: Iterable[str]) -> Stamp | None:
    """The stamp among some texts; None where none is one."""
    for text in texts:
        match = _STAMP.fullmatch(text.strip())
        if match is not None:
            return Stamp(match[1], match[2], cast("FormLanguage", match[3]), match[4])
    return None
