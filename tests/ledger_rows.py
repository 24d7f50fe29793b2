"""Rows of rectification ledgers for the tests: built from texts, in cells of which each column has its letter."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import get_args

from factory import form
from factory import row as entry
from sheets import framework, scheme

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.rating import Rating, rate
from starcli.core.rectification.rules import Rectification
from starcli.core.rectification.tracking import Case, Tracked, Tracker
from starcli.core.scale import Value
from starcli.excel.layouts.plan import LedgerColumn, MeasureColumn

TODAY = date(2022, 12, 20)
DRAWN_UP = date(2022, 10, 8)
MOUNTAIN = Unit(name="胡家坪村", kind="village", profile="mountain", town="王阜乡")
COLUMNS: tuple[str, ...] = get_args(LedgerColumn)
DAYS = ("deadline", "requested", "town_date", "county_date", "extended")
CLOSED = {
    "code": "DEV-01", "problem": "集体经济薄弱", "deadline": "2022-12-31", "share": "100%", "state": "已销号",
    "evidence": "三资平台收入明细", "requested": "2022-12-01", "verified": "52.3", "town_checker": "组织干事",
    "town_date": "2022-12-05", "county_opinion": "同意销号", "county_date": "2022-12-10", "closed": "是",
}  # fmt: skip
"""A row that was struck off as the rules ask; of a mountain village, of which 50 are required for five stars."""


def known_rules() -> Rectification:
    """The rules of the reference framework."""
    rules = framework().rectification
    if rules is None:
        raise ValueError("the reference framework has no rules")
    return rules


def cell_of(column: str) -> str:
    """The cell of a column in the fifth row."""
    return f"{chr(ord('A') + COLUMNS.index(column))}5"


def row(**texts: str) -> FilledRow:
    """A row of a ledger; a text that is blank leaves its cell blank."""
    filled = {key: text for key, text in texts.items() if text}
    place = Location("台账.xlsx", "整改台账", "A5")
    places = {column: place.at(cell_of(column)) for column in COLUMNS}
    days = {key: _day(text) for key, text in filled.items() if key in DAYS and _day(text) is not None}
    values: dict[str, Value] = {"verified": _value(filled["verified"])} if "verified" in filled else {}
    known = {key: day for key, day in days.items() if day is not None}
    return FilledRow(filled.get("code", ""), place, filled, places, known, values)


def closed(**changes: str) -> FilledRow:
    """A row that was struck off as the rules ask, with other cells."""
    return row(**{**CLOSED, **changes})


def measure(code: str = "DEV-01", by_season: Mapping[str, str] | None = None, **texts: str) -> FilledRow:
    """A measure of a plan; its type is that of the reference for long-term ones where it has values by season."""
    place = Location("台账.xlsx", "整改措施", "A5")
    seasons = by_season or {}
    places = {column: place.at(f"{chr(65 + at)}5") for at, column in enumerate((*get_args(MeasureColumn), *seasons))}
    filled = {"code": code, **({"type": "长期推进"} if seasons else {}), **texts, **seasons}
    days = {"deadline": date.fromisoformat(texts["deadline"])} if "deadline" in texts else {}
    values: dict[str, Value] = {"target": _value(texts["target"])} if "target" in texts else {}
    stated = {season: _value(value) for season, value in seasons.items()}
    return FilledRow(code, place, filled, places, days, values, stated)


def plan(
    *ledger: FilledRow, unit: Unit = MOUNTAIN, measures: Iterable[FilledRow] = (), file: str = "台账.xlsx"
) -> FilledPlan:
    """A plan to five stars with a ledger."""
    return FilledPlan(
        unit, "2022Q3", "five-star", DRAWN_UP, Location(file), measures=tuple(measures), ledger=tuple(ledger)
    )


def moved(known: FilledPlan, file: str) -> FilledPlan:
    """The same in another file."""
    rows = tuple(replace(one, location=replace(one.location, file=file)) for one in known.ledger)
    return replace(known, location=Location(file), ledger=rows)


def rated(code: str, period: str, **said: str) -> Rating:
    """The rating of the mountain village by a form that says one thing: `own`, `verified` or `reviewed`."""
    known = form({code: entry(code, "", claim=False, **said)}, unit=MOUNTAIN)
    return rate(scheme("village", "mountain"), replace(known, period=period), "reviewed")


def track(  # noqa: PLR0913 what a row is held against
    one: FilledRow,
    today: date = TODAY,
    *,
    unit: Unit = MOUNTAIN,
    measures: Iterable[FilledRow] = (),
    rating: Rating | None = None,
    earlier: FilledRow | None = None,
    target: str = "five-star",
) -> Tracked:
    """What has become of a row."""
    known = replace(plan(one, unit=unit, measures=measures), target=target)
    tracker = Tracker(framework(), known_rules(), framework().grades[0], today)
    return tracker.track(Case(known, one, rating, earlier))


def named(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Column and code of every finding about the fifth row of a ledger."""
    columns = {cell_of(column): column for column in COLUMNS}
    return [(columns.get(found.location.cell, str(found.location)), found.code) for found in findings]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _value(text: str) -> Value:
    return text if text.isalpha() or text.endswith("A") else Decimal(text)
