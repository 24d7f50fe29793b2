"""The stamp of a form's own values: a check sheet bears that of the form that it was made for."""

import hashlib

from starcli.core.assessment import Assessment, Entry
from starcli.core.numbers import plain
from starcli.core.scale import Value
from starcli.core.scheme import Scheme

_DIGITS = 12


def stamp_of(assessment: Assessment, scheme: Scheme) -> str:
    """Twelve hex digits of every value that the unit itself reported; one that changes gives others."""
    said = (f"{key}={_said(assessment.entries.get(key))}" for key in sorted(scheme.keys))
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:_DIGITS]


def own_value(entry: Entry | None) -> Value | None:
    """The value that the unit itself reported; None where it has none that can be used."""
    own = entry.answers.get("self") if entry is not None else None
    return None if own is None or own.not_applicable else own.value


def _said(entry: Entry | None) -> str:
    if entry is None:
        return ""
    if entry.claimed is not None:
        return "n/a"
    own = entry.answers.get("self")
    if own is None:
        return ""
    from_value = plain(own.value) if not isinstance(own.value, str) and own.value is not None else own.value
    return from_value or f"?{own.raw}"
