"""The shapes of a plan's sheets: where the tables and the projection have their cells, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from starcli.core.formulas.live import Cached
from starcli.core.formulas.projection import SHOWN
from starcli.core.text import FormLanguage, Text
from starcli.excel.layouts.plan import (
    LEDGER_HEADINGS,
    MEASURE_HEADINGS,
    PLAN_SHEETS,
    PROBLEM_HEADINGS,
    LedgerColumn,
    MeasureColumn,
    ProblemColumn,
)
from starcli.excel.writing.forms.spots import Spots
from starcli.excel.writing.plans.content import Draft
from starcli.excel.writing.plans.tables import EXTRA, Field, Table

_PROBLEMS: dict[ProblemColumn, tuple[float, str]] = {
    "number": (5, "whole"),
    "code": (9, "centre"),
    "indicator": (18, "text"),
    "problem": (44, "input"),
    "now": (10, "centre"),
    "required": (10, "centre"),
    "distance": (10, "centre"),
    "sort": (9, "input_value"),
    "cause": (26, "input"),
    "origin": (10, "input_value"),
    "remarks": (20, "input"),
}
_MEASURES: dict[MeasureColumn, tuple[float, str]] = {
    "number": (4.5, "whole"),
    "key": (4.5, "key_mark"),
    "code": (8.5, "centre"),
    "problem": (27, "text"),
    "cause": (18, "input"),
    "measure": (24, "input"),
    "type": (9, "input_value"),
    "unit": (10, "input_value"),
    "person": (8, "input_value"),
    "leader": (9, "input_value"),
    "deadline": (10.5, "input_day"),
    "target": (8.5, "input_value"),
    "support": (13, "input"),
    "remarks": (9, "input"),
}
_LEDGER: dict[LedgerColumn, tuple[float, str]] = {
    "number": (4, "whole"),
    "code": (8.5, "centre"),
    "problem": (21, "text"),
    "measure": (17, "text"),
    "unit": (8.5, "centre"),
    "person": (7, "centre"),
    "deadline": (10.5, "day"),
    "type": (8.5, "centre"),
    "progress": (13, "input"),
    "share": (6, "input_value"),
    "state": (8.5, "input_value"),
    "evidence": (13, "input"),
    "requested": (10.5, "input_day"),
    "verified": (7, "input_value"),
    "town_opinion": (10, "input"),
    "town_checker": (7.5, "input_value"),
    "town_date": (10.5, "input_day"),
    "county_opinion": (10, "input"),
    "county_date": (10.5, "input_day"),
    "extended": (10.5, "input_day"),
    "closed": (5.5, "input_value"),
    "remarks": (8, "input"),
}
_SEASON_WIDTH = 8
_WIDER = {"unit": 4.0, "origin": 3.0, "state": 2.0, "closed": 1.5, "type": 1.0, "town_checker": 1.0}
"""How much wider columns are where their words are not Chinese alone."""
_BEFORE_SEASONS = list(_MEASURES).index("target") + 1


C = TypeVar("C", bound=str)
Results = Mapping[tuple[str, str, str], Cached]
"""What the cells of the projection come to, by block, row and column."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Where everything is."""

    problems: Table
    measures: Table
    ledger: Table
    spots: Spots
    codes: tuple[Text, ...]

    @property
    def language(self) -> FormLanguage:
        """The language of the workbook."""
        return self.spots.language

    def of_indicator(self, key: str, code: str) -> str:
        """A formula: what the projection shows of the indicator whose code is in a cell; an empty text without one."""
        at = self.spots.on("")
        found = f"INDEX({_fixed(at.column(SHOWN, key))},MATCH({code},{_fixed(at.column(SHOWN, 'code'))},0))"
        return f'IFERROR({found},"")'

    def address(self, block: str, row: str, case: str) -> str:
        """The address of a cell of the projection, as other sheets write it."""
        return self.spots.on("").cell(block, row, case)

    @staticmethod
    def content(result: Cached) -> Decimal | Text:
        """What a formula comes to, as content of a cell."""
        return Text.same(result) if isinstance(result, str) else Decimal(result)


def shapes_of(draft: Draft, spots: Spots) -> Shapes:
    """The shapes of a plan whose projection has its cells at `spots`."""
    count, language = len(draft.rows) + EXTRA, spots.language
    measures = _fields(_MEASURES, MEASURE_HEADINGS, language)
    columns = list(measures)
    fields = {key: measures[key] for key in columns[:_BEFORE_SEASONS]}
    fields |= {
        str(season): Field(Text.same(str(season)), _SEASON_WIDTH, "input_value") for season in draft.plan.seasons
    }
    fields |= {key: measures[key] for key in columns[_BEFORE_SEASONS:]}
    return Shapes(
        Table("problems", language, _fields(_PROBLEMS, PROBLEM_HEADINGS, language), count),
        Table("measures", language, fields, count),
        Table("ledger", language, _fields(_LEDGER, LEDGER_HEADINGS, language), count),
        spots,
        tuple(Text.same(indicator.id) for indicator in draft.plan.rating.scheme.indicators),
    )


def _fields(
    looks: Mapping[C, tuple[float, str]], headings: Mapping[C, Text], language: FormLanguage
) -> dict[str, Field]:
    """The columns of a table."""
    wider = {} if language == "zh" else _WIDER
    return {str(k): Field(headings[k], width + wider.get(str(k), 0), style) for k, (width, style) in looks.items()}


def plan_spots(language: FormLanguage) -> Spots:
    """Room for the cells of a projection."""
    return Spots(language, {str(sheet): name for sheet, name in PLAN_SHEETS.items()})


def _fixed(cells: str) -> str:
    """A range that stays where it is when a formula is copied."""
    sheet, _, ends = cells.rpartition("!")
    first, last = ends.split(":")
    return f"{sheet}!{_pinned(first)}:{_pinned(last)}"


def _pinned(address: str) -> str:
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"${address[: -len(row)]}${row}"
