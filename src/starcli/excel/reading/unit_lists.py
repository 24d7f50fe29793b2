"""A long list of answers of many units: columns for the unit, the item and the value, a row an answer.

A data sheet is one when, besides item and value, a column heads the names or codes of units. 填报单位 does not: in a
form it is the office that reports an item.
"""

from collections.abc import Mapping

from starcli.core.findings import Finding, finding
from starcli.excel.layouts.form import (
    ANSWER_COLUMNS,
    NOT_UNIT_HEADINGS,
    Column,
    ValueColumn,
    column_of,
    normalised,
    unit_column_of,
)
from starcli.excel.opening.book import as_text
from starcli.excel.reading.header import Header
from starcli.excel.reading.headings import tier_of
from starcli.excel.reading.tables import Table
from starcli.excel.reading.unit import Field, Fields
from starcli.excel.reading.unit_forms import UnitForm, Units, ambiguous, is_named

_IDENTITY = ("name", "code")


def unit_columns(header: Header) -> Mapping[str, int]:
    """The columns of units' fields, and of levels, in a table of answers; none when it does not name units."""
    columns: dict[str, int] = {}
    bare: list[int] = []
    taken = set(header.columns.values())
    for at, path in enumerate(header.headings):
        field = unit_column_of(path[-1]) if path and at not in taken else None
        if field is None or normalised(path[-1]) in NOT_UNIT_HEADINGS:
            continue
        if column_of(path[-1]) == "code":
            bare.append(at)
        elif column_of(path[-1]) is None:
            columns.setdefault(field, at)
    if "name" in columns and bare:
        columns.setdefault("code", bare[0])
    return columns if any(key in columns for key in _IDENTITY) else {}


def named_in_list(table: Table, columns: Mapping[str, int]) -> set[tuple[str, ...]]:
    """Code and name of every unit in a list, as they stand."""
    named = {tuple(table.page.text(row, columns[key]) for key in _IDENTITY if key in columns) for row, _ in table.known}
    return {each for each in named if any(each)}


def first_named(table: Table, columns: Mapping[str, int]) -> Fields:
    """What the first row that names a unit says of it."""
    for row, _ in table.known:
        texts = {key: table.page.text(row, at) for key, at in columns.items() if key != "tier"}
        fields = {key: Field(text, table.page.place(row, columns[key])) for key, text in texts.items() if text}
        if is_named(fields):
            return fields
    return {}


def read_list(table: Table, columns: Mapping[str, int], units: Units, found: list[Finding]) -> None:
    """Every answer into its unit's form; what is found about rows that are nobody's goes into `found`."""
    known: dict[tuple[str, ...], UnitForm] = {}
    fields_of = {field: at for field, at in columns.items() if field != "tier"}
    for row, key in table.walk(found):
        said = tuple(table.page.text(row, at) for at in fields_of.values())
        form = known.get(said)
        if form is None:
            place = table.page.place
            fields = {f: Field(text, place(row, columns[f])) for f, text in zip(fields_of, said, strict=True) if text}
            form = _form(fields, table, row, units, found)
            if form is None:
                continue
            known[said] = form
        tier = _tier(table, columns.get("tier"), row, found)
        if tier is not None:
            form.rows.add(key, table.page, row, _of_tier(table.columns, tier), table.in_force)


def _form(fields: Fields, table: Table, row: int, units: Units, found: list[Finding]) -> UnitForm | None:
    """The form of the unit that a row names; None, with a finding if the row is filled, for nobody's."""
    filled = _filled(table, row)
    if is_named(fields):
        first = next(fields[key] for key in _IDENTITY if key in fields)
        form = units.of(fields, first.location)
        if form is None:
            found.append(ambiguous(units, fields, first.location, len(filled)))
        return form
    if filled:
        found.append(finding("unit-row-without-name", table.page.place(row, filled[0]), answers=len(filled)))
    return None


def _tier(table: Table, at: int | None, row: int, found: list[Finding]) -> ValueColumn | None:
    """The level whose value a row holds; None, with a finding, for a word that is no level."""
    text = "" if at is None else table.page.text(row, at)
    tier = tier_of(text) if text else "self"
    if tier is None and at is not None:
        found.append(finding("tier-unknown", table.page.place(row, at), text=text, answers=len(_filled(table, row))))
    return tier


def _filled(table: Table, row: int) -> list[int]:
    """The answer columns that are filled in a row."""
    answers = [table.columns[column] for column in ANSWER_COLUMNS if column in table.columns]
    return [at for at in answers if as_text(table.page.sheet.cell(row, at))]


def _of_tier(columns: Mapping[Column, int], tier: ValueColumn) -> Mapping[Column, int]:
    """The columns of a row that holds the value of one level, unless its headings name levels themselves."""
    if tier == "self" or "verified" in columns or "reviewed" in columns:
        return columns
    return {(tier if column == "self" else column): at for column, at in columns.items()}
