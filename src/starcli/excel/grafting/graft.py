"""Rating sheets put into the package of a workbook: every part that was there stays byte for byte.

Only the parts that must list new sheets and styles are added to; a later run replaces the sheets in their place,
so that names, references and the order of sheets stay as people left them.
"""

from collections.abc import Callable, Collection, Mapping
from itertools import count

from starcli.excel.grafting.archive import Unserviceable
from starcli.excel.grafting.calculation_chain import stale_chain
from starcli.excel.grafting.check import check_graft
from starcli.excel.grafting.donor import Donor
from starcli.excel.grafting.host import Host, open_host, refuse_locked
from starcli.excel.grafting.lists import Place, listings
from starcli.excel.grafting.own_sheets import rating_sheets
from starcli.excel.grafting.relations import rels_name
from starcli.excel.grafting.sheet_values import titles
from starcli.excel.grafting.styles import merged_styles
from starcli.excel.imprint import SHEET_MARK
from starcli.excel.writing.page import SheetNames


def grafted(
    before: bytes, make: Callable[[SheetNames], bytes], known: Collection[str] = (), mark: str = SHEET_MARK
) -> bytes:
    """The workbook with the sheets of another, which is made with sheet names that fit in. Raises `Unserviceable`.

    `known` are the titles by which sheets of earlier runs are known that lost their mark: they would be doubled. The
    `mark` is the name by which the new sheets are known again.
    """
    host = open_host(before, mark)
    donor = _donor(host, make)
    places = _places(host, donor)
    if len(places) > len(host.own):
        refuse_locked(host)
        _refuse_unmarked(before, known, mark)
    old = host.attachments
    names = _names(host, donor, places, old)
    changed = _contents(host, donor, names)
    owners = old | {sheet.part for sheet in host.own.values()}
    gone = old | {host.archive.find(rels_name(part)) for part in owners} | {stale_chain(host, changed)}
    removed = {name for name in host.archive.names if name in gone and name not in changed}
    changed |= listings(host, places, {name: donor.types[part] for part, name in names.items()}, removed)
    after = host.archive.rewritten(changed, removed)
    check_graft(before, after, changed.keys() | removed, [place.sheet.name for place in places], mark)
    return after


def _donor(host: Host, make: Callable[[SheetNames], bytes]) -> Donor:
    from xlsxwriter.exceptions import XlsxWriterException  # noqa: PLC0415 only where a workbook is written

    given = {number - 1: sheet.name for number, sheet in host.own.items()}
    try:
        return Donor(make(SheetNames(host.others, given)))
    except XlsxWriterException as error:
        # Some programs let people give a sheet a name that Excel would not.
        raise Unserviceable("graft-not-understood", ", ".join(given.values())) from error


def _places(host: Host, donor: Donor) -> list[Place]:
    """Each new sheet in the place of its predecessor, or after all others."""
    found, indexes = [], count(len(host.sheets))
    for number, sheet in enumerate(donor.sheets, 1):
        own = host.own.get(number)
        if own is not None:
            found.append(Place(own.part, own.index, number, sheet))
        else:
            part = _free(host.archive.__contains__, "xl/worksheets", f"starcli{number}.xml")
            found.append(Place(part, next(indexes), number, sheet))
    return found


def _refuse_unmarked(content: bytes, known: Collection[str], mark: str) -> None:
    marked = rating_sheets(content, mark)
    found = [name for name, title in titles(content).items() if title in known and name not in marked]
    if found:
        raise Unserviceable("graft-mark-lost", ", ".join(found))


def _names(host: Host, donor: Donor, places: list[Place], old: Collection[str]) -> dict[str, str]:
    """The name of each of the donor's parts in the package; those of an earlier run are free."""
    found = {place.sheet.part: place.part for place in places}
    for part in donor.attachments:
        folder, _, name = part.rpartition("/")
        found[part] = _free(lambda wanted: host.archive.find(wanted) not in {"", *old}, folder, f"starcli-{name}")
    return found


def _contents(host: Host, donor: Donor, names: Mapping[str, str]) -> dict[str, bytes]:
    """The new parts, and how they hang together; their styles are appended to the host's."""
    styles = merged_styles(host.styles, donor.styles)
    sheets = {sheet.part for sheet in donor.sheets}
    found = {}
    for part, name in names.items():
        found[name] = donor.sheet(part, styles) if part in sheets else donor.attachment(part)
        rels = donor.rels(part, names)
        if rels is not None:
            found[host.archive.find(rels_name(name)) or rels_name(name)] = rels
    return found


def _free(taken: Callable[[str], bool], folder: str, name: str) -> str:
    """The name in a folder, with a number before its suffix where it is taken."""
    stem, _, suffix = name.rpartition(".")
    names = (f"{folder}/{stem}{f'-{number}' if number > 1 else ''}.{suffix}" for number in count(1))
    return next(name for name in names if not taken(name))
