"""Addresses of cells as formulas write them, at zero-based coordinates."""

from starcli.excel.writing.forms.spots import letters, sheet_reference

__all__ = ["across", "address", "fixed", "letters", "sheet_reference"]


def address(row: int, column: int) -> str:
    """The name of a cell: `E5`."""
    return f"{letters(column)}{row + 1}"


def fixed(row: int, column: int) -> str:
    """The same of a cell that stays where it is when a formula is copied: `$E$5`."""
    return f"${letters(column)}${row + 1}"


def across(row: int, first: int, last: int) -> str:
    """A range within a row: `E5:H5`; a single cell by its own name."""
    return address(row, first) if first == last else f"{address(row, first)}:{address(row, last)}"
