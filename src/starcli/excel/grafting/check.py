"""The check of a package before it takes the place of a workbook: nothing lost, nothing that leads nowhere."""

from collections.abc import Collection
from typing import NoReturn

from starcli.excel.grafting.archive import Archive, Unserviceable
from starcli.excel.grafting.own_sheets import WORKBOOK, rating_sheets
from starcli.excel.grafting.relations import dangling
from starcli.excel.grafting.sheet_values import fingerprints
from starcli.excel.grafting.xml_edit import Document
from starcli.excel.imprint import SHEET_MARK


def check_graft(
    before: bytes, after: bytes, touched: Collection[str], pages: Collection[str], mark: str = SHEET_MARK
) -> None:
    """Raise `Unserviceable` unless only the touched parts differ and the result is whole.

    `pages` are the names of starcli's sheets: they must be there, and all other sheets hold what they held.
    """
    _check_parts(Archive(before), Archive(after), touched)
    _check_values(before, after, pages, mark)


def _check_parts(old: Archive, new: Archive, touched: Collection[str]) -> None:
    kept = [name for name in old.names if name not in touched]
    there = set(new.names)
    for name in kept:
        if name not in there or old.raw(name) != new.raw(name):
            _fail(name)
    if [name for name in new.names if name in set(kept)] != kept:
        _fail("zip")
    for name in new.names:
        content = new.read(name)
        if name in touched:
            Document(name, content)
    for owner, _ in dangling(new) - dangling(old):
        _fail(owner)


def _check_values(before: bytes, after: bytes, pages: Collection[str], mark: str) -> None:
    old, new = fingerprints(before), fingerprints(after)
    own = rating_sheets(after, mark)
    if list(new)[: len(old)] != list(old):
        _fail(WORKBOOK)
    for name, values in new.items():
        if name not in pages and values != old.get(name):
            _fail(name)
    for name in pages:
        if name not in own or not new.get(name):
            _fail(name)


def _fail(part: str) -> NoReturn:
    raise Unserviceable("graft-check-failed", part)
