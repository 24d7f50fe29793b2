"""What the reading library sees in every sheet of a workbook."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from starcli.excel.digest import digest_of
from starcli.excel.grafting.archive import Unserviceable

Rows = list[list[Any]]


def fingerprints(content: bytes) -> dict[str, str]:
    """What tells the values of a sheet from others, by the sheet's name in their order; empty for an empty sheet.

    Raises `Unserviceable`.
    """
    # As text, since a NaN equals nothing, itself included.
    return {
        name: digest_of(repr(rows).encode("utf-8", "surrogatepass")) if rows else "" for name, rows in _sheets(content)
    }


def titles(content: bytes) -> dict[str, str]:
    """What stands in the first cell of each sheet that holds anything, by the sheet's name. Raises `Unserviceable`."""
    return {name: str(rows[0][0]) for name, rows in _sheets(content) if rows and rows[0]}


def _sheets(content: bytes) -> Iterator[tuple[str, Rows]]:
    """One sheet after another: all at once could be more than there is room for."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 only where a workbook is read

    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            for name in workbook.sheet_names:
                try:
                    rows: Rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
                except CalamineError as error:
                    # A sheet that holds only a chart is none for the library: it must stay so.
                    rows = [[type(error).__name__]]
                yield name, rows
    except (CalamineError, OSError, ValueError) as error:
        raise Unserviceable("graft-not-understood", "xl/workbook.xml") from error
