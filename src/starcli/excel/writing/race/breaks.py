"""Where printed pages begin anew on a sheet of a race."""

from collections.abc import Sequence

from starcli.excel.writing.page import Page

_FITS, _MOST, _LEAST = 124, 95, 40
"""So many characters stand beside each other on a landscape page at full size, and the scales that are used."""


def break_pages(page: Page, rows: Sequence[int]) -> None:
    """Begin a page at some rows, at the scale at which the columns fit side by side.

    A sheet that is fitted to a width takes no page breaks of its own.
    """
    page.sheet.set_print_scale(max(_LEAST, min(_MOST, int(100 * _FITS / sum(page.widths)))))
    page.sheet.set_h_pagebreaks(list(rows))
