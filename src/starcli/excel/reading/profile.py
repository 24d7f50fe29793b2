"""Who a form is about: labels anywhere on its cover, each with its value beside or behind it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.roster import Roster
from starcli.excel.layouts.form import label_of, normalised
from starcli.excel.opening.book import BLANK, Sheet, address, as_text
from starcli.excel.reading.unit import Field, read_unit

_SEARCHED_ROWS = 60
_SEARCHED_COLUMNS = 20
_VALUE_WITHIN = 4
_INLINE = re.compile(r"(\S{1,20}?)\s*[:：]\s*(.*?)(?=\s+\S{1,20}?\s*[:：]|$)")
_PERIOD = re.compile(r"(\d{4})年?(?:q([1-4])|第?([1-4一二三四])季度?)$")
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}


@dataclass(frozen=True, slots=True)
class Cover:
    """What the labels of a form say: the unit, the period, and the framework that the form was made for."""

    unit: Unit
    period: str
    framework: str = ""
    listed_as: int | None = None


def read_fields(
    book: str, sheets: Iterable[tuple[Sheet, int]], label_of: Callable[[str], str | None] = label_of
) -> dict[str, Field]:
    """Every labelled field of the given sheets, each searched down to the given row.

    The first that is filled counts; a field whose label has nothing beside it has an empty text. `label_of` tells
    which field a text is the label of.
    """
    filled: dict[str, Field] = {}
    blank: dict[str, Field] = {}
    for sheet, rows in sheets:
        for row in range(min(rows, len(sheet.rows), _SEARCHED_ROWS)):
            for key, column, text in _labelled(sheet, row, label_of):
                field = Field(text, Location(book, sheet.name, address(row, column)))
                (filled if text else blank).setdefault(key, field)
    return blank | filled


def read_cover(
    fields: Mapping[str, Field], framework: Framework, fallback: Location, roster: Roster | None = None
) -> Read[Cover]:
    """What the fields describe: kind and profile as ids, empty with a finding where they are not known."""
    settled = read_unit(fields, framework, fallback, roster)
    found = list(settled.findings)
    period = read_period(fields["period"].text) if "period" in fields else ""
    made_for = _made_for(fields, framework, found)
    return Read(Cover(settled.value.unit, period, made_for, settled.value.listed_as), tuple(found))


def _labelled(sheet: Sheet, row: int, label_of: Callable[[str], str | None]) -> Iterable[tuple[str, int, str]]:
    """Field, column of the value and text, for each label of a row."""
    for column, cell in enumerate(sheet.rows[row][:_SEARCHED_COLUMNS]):
        text = as_text(cell) if cell != BLANK else ""
        if not text:
            continue
        key = label_of(text)
        if key is not None:
            yield key, *_beside(sheet, row, column, label_of)
            continue
        for inline in _INLINE.finditer(" ".join(text.split())) if ":" in text or "：" in text else ():
            key = label_of(inline[1])
            if key is not None and inline[2]:
                yield key, column, inline[2]


def _beside(sheet: Sheet, row: int, column: int, label_of: Callable[[str], str | None]) -> tuple[int, str]:
    """Column and text of the value to the right of a label; an empty text where the next label follows."""
    for beside in range(column + 1, column + 1 + _VALUE_WITHIN):
        value = as_text(sheet.cell(row, beside))
        if value:
            return (beside, value) if label_of(value) is None else (column + 1, "")
    return column + 1, ""


def read_period(text: str) -> str:
    """`2022Q3` for the ways in which people write a quarter; any other text as it stands."""
    match = _PERIOD.match(normalised(text).replace(" ", ""))
    if match is None:
        return text
    quarter = match[2] or match[3]
    return f"{match[1]}Q{_QUARTERS.get(quarter, quarter)}"


def _made_for(fields: Mapping[str, Field], framework: Framework, found: list[Finding]) -> str:
    """The framework a form says it was made for; a finding when it is not the one in use."""
    if "fingerprint" not in fields and "version" not in fields:
        return ""
    given = {key: fields[key].text if key in fields else "" for key in ("framework", "version", "fingerprint")}
    if given["fingerprint"] and given["fingerprint"] != framework.fingerprint:
        form = " ".join(text for text in given.values() if text)
        used = f"{framework.id} {framework.version} {framework.fingerprint}"
        where = fields["fingerprint"].location
        found.append(finding("framework-differs", where, form=form, used=used))
    return given["framework"]
