"""Rating sheets put into a village's own workbook: every part that was there stays byte for byte.

Only the parts that must list new sheets and styles are added to; a later run replaces the sheets in their place,
so that names, references and the order of sheets stay as people left them.
"""

import stat
from collections.abc import Callable
from pathlib import Path

from starcli.core.findings import Finding, Location, finding
from starcli.core.rating import Rating
from starcli.core.text import Language
from starcli.excel.archive import Unserviceable
from starcli.excel.donor import Donor
from starcli.excel.graft_check import check_graft
from starcli.excel.graft_lists import Place, listings
from starcli.excel.graft_styles import merged_styles
from starcli.excel.host import Host, open_host, stale_chain
from starcli.excel.output import OutputError, put_in_place
from starcli.excel.page import SheetNames
from starcli.excel.rating_book import rating_content
from starcli.excel.relations import rels_name

BACKUP = ".bak"


def write_back(rating: Rating, findings: tuple[Finding, ...], target: Path, language: Language) -> None:
    """Put the rating sheets into the workbook that was rated; the original stays beside it as `.bak`.

    Raises `OutputError`; nothing has been written then.
    """
    path = target.resolve()
    try:
        before = path.read_bytes()
        after = grafted(before, lambda names: rating_content(rating, findings, language, names))
        if after != before:
            _keep_original(path, before)
            _refuse_newer(path, before)
            put_in_place(path, after, stat.S_IMODE(path.stat().st_mode))
    except Unserviceable as problem:
        details = {"part": problem.part} if problem.part else {}
        raise OutputError(finding(problem.code, Location(str(target)), **details)) from problem
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(finding("output-failed", Location(str(target)), reason=reason)) from error


def grafted(before: bytes, make: Callable[[SheetNames], bytes]) -> bytes:
    """The workbook with the sheets of another, which is made with sheet names that fit in. Raises `Unserviceable`."""
    host = open_host(before)
    donor = Donor(make(SheetNames(host.others, {number - 1: sheet.name for number, sheet in host.own.items()})))
    styles = merged_styles(host.styles, donor.styles)
    old = host.attachments
    places = _places(host, donor)
    names = _attachment_names(host, donor, old) | {place.sheet.part: place.part for place in places}
    changed = {place.part: donor.sheet(place.sheet.part, styles) for place in places}
    types = {place.part: donor.types[place.sheet.part] for place in places}
    chain = stale_chain(host, changed)
    for part in donor.attachments:
        changed[names[part]] = donor.attachment(part)
        types[names[part]] = donor.types[part]
    for part, name in names.items():
        rels = donor.rels(part, names)
        if rels is not None:
            changed[rels_name(name)] = rels
    gone = old | {rels_name(sheet.part) for sheet in host.own.values()} | {rels_name(part) for part in old}
    removed = {name for name in host.archive.names if name in gone | {chain} and name not in changed}
    changed |= listings(host, places, types, removed)
    after = host.archive.rewritten(changed, removed)
    check_graft(before, after, changed.keys() | removed)
    return after


def _places(host: Host, donor: Donor) -> list[Place]:
    """Each new sheet in the place of its predecessor, or after all others."""
    found, index = [], len(host.sheets)
    for number, sheet in enumerate(donor.sheets, 1):
        own = host.own.get(number)
        if own is not None:
            found.append(Place(own.part, own.index, number, sheet))
        else:
            part = _free(f"xl/worksheets/starcli{number}.xml", host.archive.__contains__)
            found.append(Place(part, index, number, sheet))
            index += 1
    return found


def _attachment_names(host: Host, donor: Donor, old: set[str]) -> dict[str, str]:
    """A name for each drawing and chart that no part has which stays."""
    stays = {name.lower() for name in host.archive.names if name not in old}
    found = {}
    for part in donor.attachments:
        folder, _, name = part.rpartition("/")
        found[part] = _free(f"{folder}/starcli-{name}", lambda wanted: wanted.lower() in stays)
    return found


def _free(name: str, taken: Callable[[str], bool]) -> str:
    stem, _, suffix = name.rpartition(".")
    number = 1
    while taken(name):
        number += 1
        name = f"{stem}-{number}.{suffix}"
    return name


def _keep_original(path: Path, content: bytes) -> None:
    """Put the original beside the workbook; one that is there already is the true original and stays."""
    backup = path.with_name(path.name + BACKUP)
    if not backup.exists():
        put_in_place(backup, content, stat.S_IMODE(path.stat().st_mode))


def _refuse_newer(path: Path, content: bytes) -> None:
    """Raise `Unserviceable` when somebody saved the workbook while it was being rated."""
    if path.read_bytes() != content:
        raise Unserviceable("graft-changed-meanwhile")
