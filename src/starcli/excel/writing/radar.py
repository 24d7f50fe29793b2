"""Radar charts of dimensions: one look for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starcli.core.text import Text
from starcli.excel.writing.page import Page
from starcli.excel.writing.styles import ACCENT, LINE

OWN, TARGET, OTHERS = ACCENT, "#7F7F7F", "#C58B00"


@dataclass(frozen=True, slots=True)
class Ring:
    """One line of the chart: its name, the column of its scores, its colour, and how it is drawn."""

    name: Text
    column: int
    colour: str
    dash: str = "solid"


@dataclass(frozen=True, slots=True)
class Spokes:
    """What the chart is about: the column of the names, the first and last row of the table, the size of the names."""

    names: int
    first: int
    last: int
    size: int = 0


def radar(
    page: Page, spokes: Spokes, rings: Sequence[Ring], width: int, height: int, plot: Mapping[str, float] | None = None
) -> object:
    """A chart of shares between 0 and 100 %, to be put on a sheet; `plot` says which part of it the rings take."""
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
    axis = {"min": 0, "max": 1, "major_unit": 0.25, "num_format": "0%", "num_font": {"size": 8}}
    lines = {"line": line, "major_gridlines": {"visible": True, "line": line}, "major_tick_mark": "none"}
    chart.set_y_axis({**axis, **lines, "minor_tick_mark": "none"})
    if spokes.size:
        chart.set_x_axis({"num_font": {"size": spokes.size}})
    chart.set_title({"none": True})
    chart.set_legend({"position": "bottom"})
    if plot is not None:
        chart.set_plotarea({"layout": dict(plot)})
    chart.set_size({"width": width, "height": height})
    chart.set_chartarea({"border": {"none": True}})
    return chart


def _as_text(name: str) -> str:
    """A name that is not taken for the address of one."""
    return f" {name}" if name.startswith("=") else name
