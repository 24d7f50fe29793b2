"""Where printed pages break: a sheet as wide as the paper, on which rows that belong together stay together."""

from collections.abc import Sequence

from starcli.excel.writing.page import Page

_PIXELS_A_CHARACTER, _PIXELS_A_COLUMN = 7, 5
_WIDE, _HIGH = 960, 490
"""Pixels across and points down that A4 lying on its side has within the margins, with some to spare."""
_NARROW, _TALL = 655, 735
"""The same of A4 standing."""


def keep_together(page: Page, above: float, groups: Sequence[tuple[int, float]], *, landscape: bool) -> None:
    """Print a sheet as wide as the paper, and break its pages between groups alone.

    Each group is its first row and the height of all its rows; `above` is the height of what is printed above the first
    of them. Rows that repeat on each page are taken to be no higher than that.
    """
    across = sum(round(width * _PIXELS_A_CHARACTER + _PIXELS_A_COLUMN) for width in page.widths)
    scale = min(100, (_WIDE if landscape else _NARROW) * 100 // across)
    room = (_HIGH if landscape else _TALL) * 100 / scale
    breaks: list[int] = []
    used = above
    for row, height in groups:
        if used + height > room and used > above:
            breaks.append(row)
            used = above
        used += height
    # A sheet that is fitted to a width takes no page breaks of its own.
    page.sheet.set_print_scale(scale)
    page.sheet.set_h_pagebreaks(breaks)
