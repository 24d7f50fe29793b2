"""The check of a package before it takes the place of a workbook: nothing lost, nothing that leads nowhere."""

from collections.abc import Collection
from io import BytesIO

from starcli.excel.archive import Archive, Unserviceable
from starcli.excel.own_sheets import rating_sheets
from starcli.excel.relations import dangling
from starcli.excel.xml_edit import Document

_PAGES = 3


def check_graft(before: bytes, after: bytes, touched: Collection[str]) -> None:
    """Raise `Unserviceable` when anything but the touched parts differs, or the result is not whole."""
    old, new = Archive(before), Archive(after)
    for name in old.names:
        if name not in touched and (name not in new or old.raw(name) != new.raw(name)):
            raise Unserviceable("graft-check-failed", name)
    for name in new.names:
        content = new.read(name)
        if name in touched:
            Document(name, content)
    for owner, _ in dangling(new) - dangling(old):
        raise Unserviceable("graft-check-failed", owner)
    _check_values(before, after)


def _check_values(before: bytes, after: bytes) -> None:
    """Every sheet that was there is read as before, and the new ones are there."""
    old, new = _values(before), _values(after)
    own = rating_sheets(after)
    for name, values in old.items():
        if name not in own and new.get(name) != values:
            raise Unserviceable("graft-check-failed", name)
    if len(own) < _PAGES or not all(new.get(name) for name in own):
        raise Unserviceable("graft-check-failed", ", ".join(sorted(own)) or "xl/workbook.xml")


def _values(content: bytes) -> dict[str, str]:
    """What the reading library sees in each sheet; values are compared as text, since no NaN equals another."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 only where a workbook is read

    found = {}
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            for name in workbook.sheet_names:
                try:
                    found[name] = repr(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
                except CalamineError as error:
                    # A sheet that holds only a chart is none for the library: it must stay so.
                    found[name] = type(error).__name__
    except (CalamineError, OSError, ValueError) as error:
        raise Unserviceable("graft-not-understood", "xl/workbook.xml") from error
    return found
