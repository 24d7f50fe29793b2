"""The headings of tables of data: one row a value, one row a unit with a column a figure, or answers of a survey.

Headings may stand in up to three rows, one above the other. What is said once above them holds for all rows: the period
(in a line of its own, in the title or the sheet's name), the department, and the indicator, where no column names it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from starcli.core.imports.survey import Survey
from starcli.excel.layouts.department import DataColumn, data_column_of, stated_label_of
from starcli.excel.layouts.form import BARE_CODES, TOWN_ENDINGS, normalised, unbracketed, unit_column_of
from starcli.excel.opening.book import Sheet, as_text
from starcli.excel.reading.heading_rows import paths
from starcli.excel.reading.headings import is_other_figure
from starcli.excel.reading.items import Items
from starcli.excel.reading.profile import read_fields, read_period

Shape = Literal["long", "wide", "survey"]
Part = Literal["numerator", "denominator", "value"]
_PARTS: tuple[Part, ...] = ("numerator", "denominator", "value")
_SEARCHED_ROWS, _DEEPEST = 30, 3
_FEW = 2
_LONGEST_HEADING = 40
_IDENTITY = ("name", "code")
_OF_UNITS = ("code", "name", "town", "county")
_OF_SCORES = ("得分表", "评分表", "分数", "排名", "名次")
_IN_TITLE = re.compile(
    r"\d{4}\s*年?\s*(?:q[1-4]|第?\s*[一二三四1-4]\s*季度|\d{1,2}\s*[-—–至]\s*\d{1,2}\s*月|\d{1,2}\s*月|[上下]半年|年?度)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A column of figures: of which fact or indicator, and which part of it."""

    key: str
    part: Part = "value"


@dataclass(frozen=True, slots=True)
class Heads:
    """Where everything stands: the rows of the headings, the first row below them, and the columns.

    `units` are those of the unit's fields, `columns` those of a table with a row a value, `figures` those of a table
    with a row a unit, `answers` those of a survey, by the id of the answer. `stated` holds for every row.
    """

    shape: Shape
    top: int
    first_row: int
    headings: Sequence[tuple[str, ...]]
    units: Mapping[str, int]
    columns: Mapping[DataColumn, int] = field(default_factory=dict)
    figures: Mapping[int, Figure] = field(default_factory=dict)
    answers: Mapping[str, int] = field(default_factory=dict)
    survey: Survey | None = None
    stated: Mapping[str, str] = field(default_factory=dict)


def find_heads(book: str, sheet: Sheet, items: Items) -> Heads | None:
    """The headings of a table of data; None for a sheet without any."""
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        best: Heads | None = None
        for top, last in _candidates(sheet, row):
            found = _heads(book, sheet, top, last, items)
            if found is not None and (best is None or _size(found) > _size(best)):
                best = found
        if best is not None:
            return best
    return None


def surveys_meant(sheet: Sheet, top: int, surveys: Sequence[Survey]) -> tuple[Survey, ...]:
    """Of several surveys those that the lines above a table, or the sheet's name, call by name; all where none does."""
    above = normalised(" ".join((sheet.name, *_lines(sheet, top))))
    called = tuple(
        survey
        for survey in surveys
        if any(normalised(word) in above for word in (*survey.name.wordings[:2], *survey.aliases))
    )
    return called or tuple(surveys)


def _candidates(sheet: Sheet, row: int) -> Iterator[tuple[int, int]]:
    """First and last row of headings that begin in a row: not a title, nor a line of labels."""
    texts = [text for cell in sheet.rows[row] if (text := as_text(cell))]
    if len(texts) < _FEW or any(":" in text or "：" in text for text in texts):
        return
    for last in range(row, min(row + _DEEPEST, len(sheet.rows))):
        filled = [cell for cell in sheet.rows[last] if as_text(cell)]
        if not filled or not all(isinstance(cell, str) and len(cell) <= _LONGEST_HEADING for cell in filled):
            return
        yield row, last


def _size(heads: Heads) -> int:
    return len(heads.units) + len(heads.columns) + len(heads.figures) + len(heads.answers)


def _heads(book: str, sheet: Sheet, top: int, last: int, items: Items) -> Heads | None:
    headings = paths(sheet, top, last)
    units = _unit_columns(headings)
    coded = _item_codes(sheet, headings, units, last + 1, items)
    if coded is not None or ("name" not in units and "code" in units and _is_bare(headings[units["code"]])):
        # A bare 编码 heads the codes of items, or those of nobody knows what.
        units.pop("code")
    if not any(key in units for key in _IDENTITY):
        return None
    taken = set(units.values())
    stated = _stated(book, sheet, top)
    columns = _data_columns(headings, taken) | ({} if coded is None else {"item": coded})
    base = Heads("long", top, last + 1, headings, units, columns, stated=stated)
    surveys = [*items.framework.surveys.values()]
    of_survey = _survey_heads(base, surveys_meant(sheet, top, surveys)) if "valid" in columns else None
    if of_survey is not None:
        return of_survey
    figures = _figures(headings, taken, items)
    if "item" in columns and ("value" in columns or "numerator" in columns):
        return base
    if figures and not any(word in text for text in (sheet.name, *_lines(sheet, top)) for word in _OF_SCORES):
        return Heads("wide", top, last + 1, headings, units, columns, figures, stated=stated)
    if "value" in columns or ("numerator" in columns and "denominator" in columns):
        key = _named_above(sheet, top, items)
        return None if key is None else _of_one(base, key)
    return None


def _unit_columns(headings: Sequence[tuple[str, ...]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, path in enumerate(headings):
        key = unit_column_of(path[-1]) if path else None
        if key in _OF_UNITS and data_column_of(path[-1]) is None:
            found.setdefault(key, at)
    return found


def _is_bare(path: tuple[str, ...]) -> bool:
    return normalised(path[-1]) in BARE_CODES


def _item_codes(
    sheet: Sheet, headings: Sequence[tuple[str, ...]], units: Mapping[str, int], first_row: int, items: Items
) -> int | None:
    """The column of codes whose first filled cell is the code of an item, and not of a unit."""
    at = units.get("code")
    if at is None or not _is_bare(headings[at]):
        return None
    first = next((text for row in sheet.rows[first_row:] if (text := as_text(row[at]))), "")
    return at if items.find(first) in items.expected else None


def _data_columns(headings: Sequence[tuple[str, ...]], taken: set[int]) -> dict[DataColumn, int]:
    found: dict[DataColumn, int] = {}
    for at, path in enumerate(headings):
        column = data_column_of(path[-1]) if path and at not in taken else None
        if column is not None:
            found.setdefault(column, at)
    return found


def _figures(headings: Sequence[tuple[str, ...]], taken: set[int], items: Items) -> dict[int, Figure]:
    """The columns headed by a fact or an indicator, alone or above its parts."""
    found: dict[int, Figure] = {}
    for at, path in enumerate(headings):
        if not path or at in taken:
            continue
        column = data_column_of(path[-1])
        part = next((part for part in _PARTS if part == column), None)
        key = next((key for text in reversed(path[: -1 if part else None]) if (key := items.headed(text))), None)
        if key in items.expected and key is not None and (part is not None or not is_other_figure(path[-1])):
            found[at] = Figure(key, part or "value")
        elif key in items.expected and key is not None and items.headed(path[-1]) == key:
            found[at] = Figure(key)
    return found


def _survey_heads(base: Heads, surveys: Sequence[Survey]) -> Heads | None:
    """The headings as those of a survey; one that cannot be told from another has none."""
    fitting = []
    for survey in surveys:
        answers = _answer_columns(base.headings, survey)
        if len(answers) >= _FEW:
            fitting.append((survey, answers))
    if not fitting:
        return None
    survey, answers = fitting[0]
    told = survey if len(fitting) == 1 else None
    return Heads(
        "survey", base.top, base.first_row, base.headings, base.units, base.columns,
        answers=answers, survey=told, stated=base.stated,
    )  # fmt: skip


def _answer_columns(headings: Sequence[tuple[str, ...]], survey: Survey) -> dict[str, int]:
    words = {
        normalised(word): answer.id for answer in survey.answers for word in (*answer.name.wordings, *answer.aliases)
    }
    found: dict[str, int] = {}
    for at, path in enumerate(headings):
        word = normalised(path[-1]) if path else ""
        key = words.get(word) or words.get(unbracketed(word))
        if key is not None:
            found.setdefault(key, at)
    return found


def _of_one(base: Heads, key: str) -> Heads:
    """A table of one indicator, which its title names."""
    figures = {base.columns[part]: Figure(key, part) for part in _PARTS if part in base.columns}
    return Heads("wide", base.top, base.first_row, base.headings, base.units, base.columns, figures, stated=base.stated)


def _named_above(sheet: Sheet, top: int, items: Items) -> str | None:
    """The one indicator or fact that the title or the sheet's name says; None for none or several."""
    texts = [normalised(text) for text in (sheet.name, *_lines(sheet, top))]
    framework = items.framework
    named = {key: entry.definition.name for key, entry in framework.entries.items()}
    found = {
        key
        for key, name in named.items()
        for word in (key, *name.wordings[:2])
        if any(normalised(word) in text for text in texts)
    }
    return found.pop() if len(found) == 1 else None


def _stated(book: str, sheet: Sheet, top: int) -> dict[str, str]:
    """Period, department and town that hold for every row."""
    fields = read_fields(book, [(sheet, top)], stated_label_of)
    stated = {key: one.text for key, one in fields.items() if one.text}
    if "period" not in stated:
        titles = (text for text in (*_lines(sheet, top), sheet.name) if ":" not in text and "：" not in text)
        match = next((m for text in titles if (m := _IN_TITLE.search(unicodedata.normalize("NFKC", text)))), None)
        if match is not None:
            stated["period"] = "".join(match[0].split())
    if "period" in stated:
        stated["period"] = read_period(stated["period"])
    if sheet.name.strip().endswith(TOWN_ENDINGS):
        stated["town"] = sheet.name.strip()
    return stated


def _lines(sheet: Sheet, top: int) -> list[str]:
    """The texts above a table, each once."""
    return list(dict.fromkeys(text for row in sheet.rows[:top] for cell in row if (text := as_text(cell))))
