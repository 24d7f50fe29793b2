"""A plan workbook -> `FilledPlan`: every filled cell of its tables is in the plan or named by a finding.

Tables and labels are known by their words, wherever they stand. A workbook may hold the plans of several units: a
sheet each, or tables with a column that names the unit.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.roster import Roster, squeezed
from starcli.core.seasons import season_of, seasons_a_year
from starcli.excel.layouts.plan import PLAN_LABELS
from starcli.excel.opening.book import Book, Sheet, address
from starcli.excel.reading.file_names import unit_in
from starcli.excel.reading.hidden import hidden_cells, hidden_parts
from starcli.excel.reading.plans.cells import RowReader
from starcli.excel.reading.plans.cover import AimReader, title_name
from starcli.excel.reading.plans.headings import Heads, tables_of
from starcli.excel.reading.plans.rows import Row, rows_of
from starcli.excel.reading.plans.words import Table, plan_label_of
from starcli.excel.reading.profile import read_cover, read_fields
from starcli.excel.reading.unit import Field, Fields
from starcli.excel.reading.unit_forms import merged_fields
from starcli.excel.result_sheets import is_result_sheet, is_worked_out

_TELLING: tuple[Table, ...] = ("problems", "measures", "ledger")
"""The tables by one of which a workbook is known as a plan."""
_NAMES = ("name", "code")
_WHERE = ("town", "county")
_MOST_SEASONS = 12


@dataclass(slots=True)
class _Part:
    """The rows of one unit, and the labels that speak of it alone."""

    fields: Fields
    location: Location
    rows: list[Row] = field(default_factory=list)


class PlanReader:
    """Reads plans by one framework; with a roster, units are those that it lists."""

    def __init__(self, framework: Framework, roster: Roster | None = None) -> None:
        self._framework = framework
        self._roster = roster
        self._rows = RowReader(framework)
        self._aims = AimReader(framework)
        self._per_year = seasons_a_year(framework)

    def read_each(self, book: Book) -> tuple[Read[FilledPlan | None], ...]:
        """The plan of each unit in an opened workbook; none where it holds no table of a plan.

        What is found about the workbook as a whole goes with the first of them.
        """
        sheets = [s for s in book.sheets if not is_result_sheet(s.rows) and not is_worked_out(s.rows)]
        tables = [(sheet, list(tables_of(sheet, self._per_year))) for sheet in sheets]
        if not any(heads.table in _TELLING for _, found in tables for heads in found):
            return ()
        found: list[Finding] = []
        parts = self._parts(book, tables, found)
        plans = [self._plan(book, part) for part in parts]
        everywhere = [place for read in plans for place in _places(read.value)]
        about = (*found, *hidden_parts(book, everywhere), *hidden_cells(book, everywhere))
        return tuple(
            Read(read.value, (*(about if not number else ()), *read.findings)) for number, read in enumerate(plans)
        )

    def _parts(self, book: Book, tables: Sequence[tuple[Sheet, list[Heads]]], found: list[Finding]) -> list[_Part]:
        """The rows of every table, put together by unit."""
        covers = {sheet.name: _labels(book.name, sheet, heads) for sheet, heads in tables}
        several = len({_who(covers[sheet.name]) for sheet, heads in tables if heads and _who(covers[sheet.name])}) > 1
        whole = merged_fields(covers[sheet.name] for sheet, heads in tables if not (several and heads))
        parts: dict[tuple[str, ...], _Part] = {}
        for sheet, row in _rows(book.name, tables, found):
            who = row.about.get("name")
            mine = merged_fields((covers[sheet.name], whole)) if several else whole
            if who is not None and not who.text and not _who(mine):
                found.append(finding("plan-row-without-unit", who.place))
                continue
            key = _key(mine, row)
            if key not in parts:
                parts[key] = _Part(_with(mine, row), Location(book.name, sheet.name if several else ""))
            parts[key].rows.append(row)
        return list(parts.values()) or [_Part(whole, Location(book.name))]

    def _plan(self, book: Book, part: _Part) -> Read[FilledPlan]:
        aims = self._aims.read(part.fields)
        cover = read_cover(part.fields, self._framework, part.location, self._roster)
        unit, period = cover.value.unit, cover.value.period
        if not unit.name:
            unit = replace(unit, name=unit_in(PurePath(book.name).stem))
        year = aims.value.drawn_up.year if aims.value.drawn_up is not None else _year_of(period)
        found = [*cover.findings, *aims.findings]
        of_table: dict[Table, list[FilledRow]] = {"problems": [], "measures": [], "ledger": [], "projects": []}
        for row in part.rows:
            filled, more = self._rows.read(row, year, unit.kind)
            of_table[row.heads.table].append(filled)
            found += more
        plan = FilledPlan(
            unit=unit,
            period=period,
            target=aims.value.target,
            drawn_up=aims.value.drawn_up,
            location=part.location,
            problems=tuple(of_table["problems"]),
            measures=tuple(of_table["measures"]),
            ledger=tuple(of_table["ledger"]),
            projects=tuple(of_table["projects"]),
            places=aims.value.places,
            texts=aims.value.texts,
            listed_as=cover.value.listed_as,
        )
        return Read(plan, tuple(found))


def _labels(book: str, sheet: Sheet, tables: Sequence[Heads]) -> dict[str, Field]:
    """The labelled fields of a sheet, below its tables too; the unit of its title where no label says it."""
    top = tables[0].top if tables else len(sheet.rows)
    above = read_fields(book, [(sheet, top)], plan_label_of)
    below = _below(book, sheet, tables) if tables else {}
    fields = merged_fields((above, {key: each for key, each in below.items() if key in PLAN_LABELS}))
    named = title_name(book, sheet, top) if not any(fields[key].text for key in _NAMES if key in fields) else None
    return fields if named is None else {**fields, "name": named}


def _below(book: str, sheet: Sheet, tables: Sequence[Heads]) -> dict[str, Field]:
    """The labels below the last table: opinions and signatures."""
    first = tables[-1].first_row
    blank = ((),) * first
    rest = Sheet(sheet.name, (*blank, *sheet.rows[first:]))
    return read_fields(book, [(rest, len(rest.rows))], plan_label_of)


def _rows(book: str, tables: Iterable[tuple[Sheet, list[Heads]]], found: list[Finding]) -> Iterator[tuple[Sheet, Row]]:
    """Every row of every table, with a note on columns that are none of a plan's."""
    for sheet, heads in tables:
        ends = [*(each.top for each in heads), len(sheet.rows)][1:]
        for each, end in zip(heads, ends, strict=bool(heads)):
            for at, heading in each.others.items():
                place = Location(book, sheet.name, address(each.top, at))
                found.append(finding("plan-column-unknown", place, text=heading))
            for row in rows_of(book, sheet, each, end, found):
                yield sheet, row


def _who(fields: Fields) -> str:
    """By what the unit of some labels is told from others: its name, else its code."""
    return next((squeezed(fields[key].text) for key in _NAMES if key in fields and fields[key].text), "")


def _key(fields: Fields, row: Row) -> tuple[str, ...]:
    """By what the unit of a row is told from others: its name and places where its own columns say them."""
    who = row.about.get("name")
    if who is None or not who.text or squeezed(who.text) == _who(fields):
        return (_who(fields),)
    return (squeezed(who.text), *(squeezed(row.about[key].text) for key in _WHERE if key in row.about))


def _with(fields: Fields, row: Row) -> dict[str, Field]:
    """The labels of a unit, with what the columns of its row say of it instead."""
    said = {name: Field(cell.text, cell.place) for name, cell in row.about.items() if cell.text}
    if "name" not in said or _who(fields) == squeezed(said["name"].text):
        return {**fields, **said}
    others = {name: each for name, each in fields.items() if name not in ("code", "name", "kind", "profile")}
    return {**others, **said}


def _places(plan: FilledPlan) -> Iterator[Location]:
    """Every filled cell of a plan's tables."""
    for row in (*plan.problems, *plan.measures, *plan.ledger, *plan.projects):
        yield from (row.places[key] for key in row.texts)


def _year_of(period: str) -> int | None:
    season = season_of(period, _MOST_SEASONS)
    return season.year if season is not None else None
