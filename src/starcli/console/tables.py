"""The tables that the terminal shows: rankings, ratings, gaps and dimension bars, borderless."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rich.console import JustifyMethod, OverflowMethod
from rich.markup import escape
from rich.table import Table
from rich.text import Text as Rich

from starcli.batch import Rated
from starcli.core.district import Placed
from starcli.core.explain import current, distance, percent, stars, symbols
from starcli.core.findings import SEVERITIES
from starcli.core.gaps import Gap, GapReport
from starcli.core.model import Framework
from starcli.core.rating import Rating
from starcli.core.text import Language, Text

_BAR = 20
_MOST_DECIDERS = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its heading, whether figures stand to the right, and whether its cells may wrap."""

    text: Text
    figures: bool = False
    wraps: bool = False


_HEADINGS: Mapping[str, Heading] = {
    "place": Heading(Text("名次", "Place"), figures=True),
    "unit": Heading(Text("单位", "Unit"), wraps=True),
    "town": Heading(Text("镇街", "Town")),
    "total": Heading(Text("总分", "Total"), figures=True),
    "grade": Heading(Text("星级", "Grade")),
    "decided": Heading(Text("决定因素", "Decided by"), wraps=True),
    "errors": Heading(Text("错误", "Errors"), figures=True),
    "warnings": Heading(Text("警告", "Warnings"), figures=True),
    "gaps": Heading(Text("短板", "Gaps"), figures=True),
    "gates": Heading(Text("必达未达", "Gates unmet"), figures=True),
    "first": Heading(Text("首要短板", "First gap")),
    "code": Heading(Text("编码", "Code")),
    "indicator": Heading(Text("指标", "Indicator"), wraps=True),
    "now": Heading(Text("现状", "Now"), wraps=True),
    "required": Heading(Text("要求", "Required"), wraps=True),
    "distance": Heading(Text("差距", "Distance"), wraps=True),
    "gain": Heading(Text("可增分", "Gain"), figures=True),
    "gate": Heading(Text("必达", "Gate")),
}


def ranking_table(placed: Iterable[Placed], framework: Framework, language: Language) -> Table:
    """One kind's places."""
    table = _table(("place", "unit", "town", "total", "grade", "decided"), language)
    for one in placed:
        standing = one.standing
        rest = len(standing.deciders) - _MOST_DECIDERS
        shown = ", ".join(standing.deciders[:_MOST_DECIDERS]) + (f" +{rest}" if rest > 0 else "")
        grade = stars(framework.grade(standing.grade), framework.grades[0])
        _add(table, str(one.place), standing.unit.name, standing.unit.town, str(standing.total), grade, shown)
    return table


def rating_table(rated: Iterable[Rated], language: Language) -> Table:
    """Many workbooks, a line each, with their errors and warnings counted."""
    table = _table(("unit", "total", "grade", "errors", "warnings"), language)
    for one in rated:
        counts = [sum(found.severity == severity for found in one.findings) for severity in SEVERITIES[:2]]
        shown = [str(count) if count else "" for count in counts]
        total = str(one.rating.total) if one.rating else "—"
        grade = symbols(one.rating) if one.rating else Text("未评定", "not rated")[language]
        _add(table, one.unit.name, total, grade, *shown)
    return table


def gap_table(gaps: Iterable[Gap], language: Language) -> Table:
    """A unit's gaps; gates stand out."""
    table = _table(("code", "indicator", "now", "required", "distance", "gain", "gate"), language)
    for gap in gaps:
        indicator = gap.result.indicator
        gate = Text("必达", "gate")[language] if gap.gate else ""
        figures = (current(gap.result)[language], gap.demand[language], distance(gap)[language], str(gap.gain))
        _add(table, indicator.id, indicator.name[language], *figures, gate, style="bold" if gap.gate else "")
    return table


def gap_report_table(reports: Sequence[GapReport], language: Language) -> Table:
    """Many units' gaps, a line each."""
    table = _table(("unit", "total", "grade", "gaps", "gates", "first"), language)
    for report in reports:
        gates = sum(gap.gate for gap in report.gaps)
        first = report.gaps[0].result.indicator.id if report.gaps else ""
        counts = (str(len(report.gaps)), str(gates) if gates else "")
        _add(table, report.rating.unit.name, str(report.rating.total), symbols(report.rating), *counts, first)
    return table


def dimension_bars(rating: Rating, language: Language) -> Table:
    """Each dimension's score as a bar."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
    for dimension in rating.dimensions:
        filled = int(((dimension.score or Decimal(0)) * _BAR).to_integral_value())
        bar = Rich("█" * filled, style="red").append("░" * (_BAR - filled), style="dim")
        shown = "—" if dimension.score is None else percent(dimension.score)
        points = f"{dimension.points} / {dimension.available}"
        table.add_row(f"  {dimension.id}", dimension.name[language], bar, points, shown)
    return table


def table_of(headings: Iterable[Heading], language: Language, overflow: OverflowMethod = "ellipsis") -> Table:
    """A table without lines and without rows."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        justify: JustifyMethod = "right" if heading.figures else "left"
        table.add_column(heading.text[language], justify=justify, no_wrap=not heading.wraps, overflow=overflow)
    return table


def _table(keys: Iterable[str], language: Language) -> Table:
    return table_of((_HEADINGS[key] for key in keys), language)


def _add(table: Table, *cells: str, style: str = "") -> None:
    table.add_row(*(escape(cell) for cell in cells), style=style or None)
