"""A ledger of many units -> a `FilledPlan` of each: one row a problem, with a column that says whose it is.

The plan of one unit, whose ledger is a sheet of it, is read like any plan.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.roster import Roster, squeezed
from starcli.core.seasons import season_of, seasons_a_year
from starcli.excel.layouts.form import TOWN_ENDINGS, TOWN_OFFICES
from starcli.excel.opening.book import Book, Sheet
from starcli.excel.reading.header import find_headers
from starcli.excel.reading.hidden import hidden_cells, hidden_parts
from starcli.excel.reading.joint_cells import joint_columns, with_joint_cells
from starcli.excel.reading.plans.cells import RowReader
from starcli.excel.reading.plans.cover import AimReader
from starcli.excel.reading.plans.headings import Heads, tables_of
from starcli.excel.reading.plans.reader import PlanReader
from starcli.excel.reading.plans.rows import Row, rows_of
from starcli.excel.reading.plans.words import plan_label_of
from starcli.excel.reading.profile import read_cover, read_fields
from starcli.excel.reading.unit import Field
from starcli.excel.reading.unit_forms import shared_fields

_NOT_NEEDED = frozenset({"kind-missing", "roster-supplied"})
"""What is said of a form that does not say what a form must; a ledger need not."""
_NOT_A_COLUMN = "plan-column-unknown"
_WHOSE = ("name", "town", "county")
_MOST_SEASONS = 12


@dataclass(slots=True)
class _Part:
    """The rows of one unit, and what is said of it."""

    fields: Mapping[str, Field]
    location: Location
    rows: list[Row] = field(default_factory=list)


class LedgerReader(PlanReader):
    """Reads ledgers by one framework, those of one unit and those of many; with a roster, units are those it lists."""

    def __init__(self, framework: Framework, roster: Roster | None = None) -> None:
        super().__init__(framework, roster)
        self._of_framework = framework
        self._of_roster = roster
        self._row_reader = RowReader(framework)
        self._aim_reader = AimReader(framework)
        self._seasons = seasons_a_year(framework)

    def read_each(self, book: Book) -> tuple[Read[FilledPlan | None], ...]:
        """The ledger of each unit in an opened workbook; none where it is a form, and holds no table of a plan.

        What is found about the workbook as a whole goes with the first of them. A row that does not say whose it is
        belongs to a unit without a name.
        """
        sheets = [(sheet, list(tables_of(sheet, self._seasons))) for sheet in book.sheets]
        tables = [(sheet, heads) for sheet, all_heads in sheets for heads in all_heads if heads.table == "ledger"]
        if not any("name" in heads.about for _, heads in tables):
            plans = tuple(self._tidied(read) for read in super().read_each(book))
            if plans or is_form(book):
                return plans
            return (Read(None, (finding("not-a-ledger", Location(book.name)),)),)
        found: list[Finding] = []
        parts = self._parts_of(book, tables, found)
        read = [self._plan_of(part) for part in parts]
        places = [row.places[key] for plan, _ in read for row in plan.ledger for key in row.texts]
        about = (*found, *hidden_parts(book, places), *hidden_cells(book, places))
        if not read:
            return (Read(None, (*about, finding("ledger-without-rows", Location(book.name)))),)
        return tuple(Read(plan, (*(about if not number else ()), *more)) for number, (plan, more) in enumerate(read))

    def _parts_of(self, book: Book, tables: Sequence[tuple[Sheet, Heads]], found: list[Finding]) -> list[_Part]:
        """The rows of every ledger, put together by name and place of their unit."""
        parts: dict[tuple[str, ...], _Part] = {}
        for sheet, heads in tables:
            above = _above(book, sheet, heads)
            end = min((each.top for other, each in tables if other is sheet and each.top > heads.top), default=None)
            for row in rows_of(book.name, sheet, heads, len(sheet.rows) if end is None else end, found):
                whose = {key: cell for key, cell in row.about.items() if cell.text}
                if "name" not in whose:
                    found.append(finding("ledger-row-of-nobody", _place_of_name(row, heads)))
                fields = {**above, **{key: Field(cell.text, cell.place) for key, cell in whose.items()}}
                key = tuple(squeezed(fields[one].text) if one in fields else "" for one in _WHOSE)
                if key not in parts:
                    parts[key] = _Part(fields, Location(book.name, sheet.name))
                parts[key].rows.append(row)
        return list(parts.values())

    def _plan_of(self, part: _Part) -> tuple[FilledPlan, tuple[Finding, ...]]:
        aims = self._aim_reader.read(part.fields)
        named = "name" in part.fields
        cover = read_cover(part.fields, self._of_framework, part.location, self._of_roster if named else None)
        unit, period = cover.value.unit, cover.value.period
        year = aims.value.drawn_up.year if aims.value.drawn_up is not None else _year_of(period)
        found = _needed((*cover.findings, *aims.findings))
        rows: list[FilledRow] = []
        for row in part.rows:
            filled, more = self._row_reader.read(row, year, unit.kind)
            whole, parted = with_joint_cells(filled, year)
            rows.append(whole)
            found += (*more, *parted)
        plan = FilledPlan(
            unit=unit,
            period=period,
            target=aims.value.target,
            # The day above a ledger is that of the report, not that of the plans.
            drawn_up=None,
            location=part.location,
            ledger=tuple(rows),
            places=aims.value.places,
            texts=aims.value.texts,
            listed_as=cover.value.listed_as,
        )
        return plan, tuple(found)

    def _tidied(self, read: Read[FilledPlan | None]) -> Read[FilledPlan | None]:
        """A plan of one unit, with what the joint cells of its ledger say."""
        plan = read.value
        if plan is None:
            return read
        year = plan.drawn_up.year if plan.drawn_up is not None else _year_of(plan.period)
        rows, found = [], _needed(read.findings)
        for row in plan.ledger:
            whole, parted = with_joint_cells(row, year)
            rows.append(whole)
            found += parted
        alone = not plan.measures and not plan.problems
        drawn_up = None if alone else plan.drawn_up
        return Read(replace(plan, ledger=tuple(rows), drawn_up=drawn_up), tuple(found))


def is_form(book: Book) -> bool:
    """Whether a workbook is a form of figures rather than a ledger."""
    return any(header.sure for sheet in book.sheets for header in find_headers(sheet))


def _above(book: Book, sheet: Sheet, heads: Heads) -> dict[str, Field]:
    """What stands above a ledger of many units and holds for all of them; whoever reports is their town."""
    fields = read_fields(book.name, [(sheet, heads.top)], plan_label_of)
    above = shared_fields([fields])
    town = _as_town(fields["name"].text) if "name" in fields else ""
    if town and not (above["town"].text if "town" in above else ""):
        above["town"] = Field(town, fields["name"].location)
    return above


def _as_town(name: str) -> str:
    """The town that a name is of, without the office that reports; empty for any other name."""
    bare = squeezed(name)
    for office in TOWN_OFFICES:
        bare = bare.removesuffix(office)
    return bare if bare.endswith(TOWN_ENDINGS) else ""


def _needed(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without those that mean nothing in a ledger: an unknown kind, and headings of joint cells."""
    return [one for one in findings if one.code not in _NOT_NEEDED and not _is_joint(one)]


def _is_joint(found: Finding) -> bool:
    return found.code == _NOT_A_COLUMN and bool(joint_columns(str(dict(found.details)["text"])))


def _place_of_name(row: Row, heads: Heads) -> Location:
    """The cell in which the unit of a row should be named."""
    return row.about["name"].place if "name" in heads.about else row.location


def _year_of(period: str) -> int | None:
    season = season_of(period, _MOST_SEASONS)
    return season.year if season is not None else None
