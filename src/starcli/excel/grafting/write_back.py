"""A rating put into the workbook that was rated: the file is replaced in one step, and the original stays beside it."""

import os
import stat
from dataclasses import replace
from itertools import count
from pathlib import Path

from starcli.core.findings import Finding, Location, finding
from starcli.core.rating import Rating
from starcli.core.text import LANGUAGES, Language
from starcli.excel.digest import digest_of
from starcli.excel.grafting.archive import Unserviceable
from starcli.excel.grafting.graft import grafted
from starcli.excel.writing.output import OutputError, backup_name, put_in_place
from starcli.excel.writing.page import SheetNames
from starcli.excel.writing.rating_book import page_titles, rating_content

_LOCKS = ("~${}", ".~{}", ".~lock.{}#")
"""What Excel, WPS and LibreOffice leave beside a workbook as long as it is open."""


def write_back(rating: Rating, findings: tuple[Finding, ...], target: Path, language: Language, digest: str) -> None:
    """Put the rating sheets into the workbook that was rated, whose content had that digest when it was read.

    The workbook as it was stays beside it as `.bak`, or as `.2.bak` and so on where another content has that name.
    A link is followed to the file itself. Raises `OutputError`; the workbook is as it was then.
    """

    def content(names: SheetNames) -> bytes:
        return rating_content(rating, map(_within, findings), language, names)

    path = target.resolve()
    known = {title[each] for title in page_titles(rating) for each in LANGUAGES}
    try:
        mode = _mode(path)
        _refuse_opened(path)
        before = _unchanged(path, digest)
        after = grafted(before, content, known)
        if after != before:
            _keep(path, before, mode)
            _unchanged(path, digest)
            put_in_place(path, after, mode)
    except Unserviceable as problem:
        details = {"part": problem.part} if problem.part else {}
        raise OutputError(finding(problem.code, Location(str(target)), **details)) from problem
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(finding("output-failed", Location(str(target)), reason=reason)) from error


def _within(found: Finding) -> Finding:
    """A finding as it is told in the workbook that it is about, wherever that lies."""
    place = found.location
    return replace(found, location=replace(place, file="" if place.sheet else Path(place.file).name))


def _mode(path: Path) -> int:
    """The permissions of the workbook. Raises `Unserviceable` where they forbid to change it."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if not mode & stat.S_IWUSR or not os.access(path, os.W_OK):
        raise Unserviceable("workbook-read-only")
    return mode


def _refuse_opened(path: Path) -> None:
    """Raise `Unserviceable` where a program has the workbook open: it would write over what is put there."""
    for lock in _LOCKS:
        name = lock.format(path.name)
        if os.path.lexists(path.with_name(name)):
            raise Unserviceable("workbook-open-elsewhere", name)


def _unchanged(path: Path, digest: str) -> bytes:
    """The content of the workbook. Raises `Unserviceable` where it is not the one that was rated."""
    content = path.read_bytes()
    if digest_of(content) != digest:
        raise Unserviceable("workbook-changed-meanwhile")
    return content


def _keep(path: Path, content: bytes, mode: int) -> None:
    """Keep a content of the workbook beside it, unless it is there already; no other file is written over."""
    for number in count(1):
        backup = path.with_name(backup_name(path.name, number))
        if not os.path.lexists(backup):
            put_in_place(backup, content, mode)
            return
        if backup.is_file() and backup.read_bytes() == content:
            return
