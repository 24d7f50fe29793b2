"""Radar charts of dimensions: one look for all of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.text import Text
from starcli.excel.writing.page import Page
from starcli.excel.writing.styles import ACCENT, LINE

OWN, TARGET, OTHERS = ACCENT, "#7F7F7F", "#C58B00"
CENTRES = (75, 50)
"""What may be in the centre instead of 0, in per cent, where every share is higher by as much as `ABOVE`."""
ABOVE = 5
_HALF = 50


@dataclass(frozen=True, slots=True)
class Ring:
    """One line of the chart: its name, the column of its scores, its colour, and how it is drawn."""

    name: Text
    column: int
    colour: str
    dash: str = "solid"


@dataclass(frozen=True, slots=True)
class Spokes:
    """What the chart is about: the column of the names, the first and last row of the table, the size of the names.

    In the centre is `centre` per cent: 0, or more where all shares are high and rings would lie on each other.
    `legend` is the side on which the rings are named.
    """

    names: int
    first: int
    last: int
    size: int = 0
    centre: int = 0
    legend: str = "bottom"


def radar(
    page: Page, spokes: Spokes, rings: Sequence[Ring], width: int, height: int, plot: Mapping[str, float] | None = None
) -> object:
    """A chart of shares up to 100 %, to be put on a sheet; `plot` says which part of it the rings take."""
    chart = page.owner.book.add_chart({"type": "radar", "subtype": "with_markers"})
    for ring in rings:
        marker = {"type": "circle", "size": 5, "fill": {"color": ring.colour}, "border": {"color": ring.colour}}
        chart.add_series(
            {
                "name": _as_text(page.words(ring.name)),
                "categories": [page.name, spokes.first, spokes.names, spokes.last, spokes.names],
                "values": [page.name, spokes.first, ring.column, spokes.last, ring.column],
                "line": {"color": ring.colour, "width": 2, "dash_type": ring.dash},
                "marker": marker,
            }
        )
    # Lines are stated, because put into another workbook they would look, or be missing, as its program likes.
    line = {"color": LINE, "width": 0.75}
    axis = {"min": spokes.centre / 100 if spokes.centre else 0, "max": 1, "num_format": "0%", "num_font": {"size": 8}}
    axis["major_unit"] = 0.25 if spokes.centre < _HALF else 0.1 if spokes.centre == _HALF else 0.05
    lines = {"line": line, "major_gridlines": {"visible": True, "line": line}, "major_tick_mark": "none"}
    chart.set_y_axis({**axis, **lines, "minor_tick_mark": "none"})
    if spokes.size:
        chart.set_x_axis({"num_font": {"size": spokes.size}})
    chart.set_title({"none": True})
    chart.set_legend({"position": spokes.legend})
    if plot is not None:
        chart.set_plotarea({"layout": dict(plot)})
    chart.set_size({"width": width, "height": height})
    chart.set_chartarea({"border": {"none": True}})
    return chart


def centre_of(shares: Iterable[Decimal]) -> int:
    """What is best in the centre of a chart of some shares, 0 to 1: the most that leaves all of them well outside."""
    least = min(shares, default=Decimal(0)) * 100
    return next((centre for centre in CENTRES if least >= centre + ABOVE), 0)


def _as_text(name: str) -> str:
    """A name that is not taken for the address of one."""
    return f" {name}" if name.startswith("=") else name
