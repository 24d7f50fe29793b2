"""Writing files so that nothing is ever lost: all or nothing, and never over somebody else's work."""

import contextlib
import os
import re
from pathlib import Path

from starcli.core.findings import Finding, Location, finding
from starcli.excel.imprint import read_imprint

_BACKUP = re.compile(r"(.+?)(?:\.[0-9]+)?\.bak")


class OutputError(Exception):
    """A file that may not or cannot be written; the finding says why and what to do."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.message("en"))
        self.finding = found


def refuse_foreign(target: Path, *, form: bool = False) -> None:
    """Raise `OutputError` when a file is there that starcli did not write, or that was edited since.

    A result never takes the place of a form, however new, nor a form that of a result; `form` says which is meant.
    """
    if not os.path.lexists(target):
        return
    imprint = read_imprint(target) if target.is_file() else None
    if imprint is None or not imprint.untouched or imprint.is_output == form:
        raise OutputError(finding("output-not-ours", Location(str(target))))


def write_atomically(target: Path, content: bytes, *, form: bool = False) -> None:
    """Put the content in place in one step, through a temporary file beside it. Raises `OutputError`."""
    try:
        refuse_foreign(target, form=form)
        target.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(target, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(finding("output-failed", Location(str(target)), reason=reason)) from error


def backup_name(name: str, number: int) -> str:
    """What a file is called that keeps what another was, beside it; a number for each of several."""
    return f"{name}{f'.{number}' if number > 1 else ''}.bak"


def backed_up(name: str) -> str:
    """The name of the file that one of such a name keeps; empty for any other name."""
    found = _BACKUP.fullmatch(name)
    return found[1] if found else ""


def put_in_place(target: Path, content: bytes, mode: int | None = None) -> None:
    """Put the content in place in one step, whatever is there; `mode` are its permissions. Raises `OSError`.

    However it is interrupted, the old content or the new one is there in full; nothing else is left, unless the
    process or the machine was stopped outright: then perhaps a hidden temporary file that nobody reads.
    """
    # A name that no other run can have, on another machine with the same folder either.
    temporary = target.with_name(f".starcli-{os.urandom(8).hex()}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
