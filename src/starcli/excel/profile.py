"""Who a form is about: labels anywhere on its cover, each with its value beside or behind it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.text import listed
from starcli.excel.book import Sheet, address, as_text
from starcli.excel.layout import label_of, normalised
from starcli.excel.names import read_code, read_name

_SEARCHED_ROWS = 60
_SEARCHED_COLUMNS = 20
_VALUE_WITHIN = 4
_CODE = re.compile(r"\d{12}", re.ASCII)
_INLINE = re.compile(r"(\S{1,20}?)\s*[:：]\s*(.*?)(?=\s+\S{1,20}?\s*[:：]|$)")
_PERIOD = re.compile(r"(\d{4})年?(?:q([1-4])|第?([1-4一二三四])季度?)$")
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}


@dataclass(frozen=True, slots=True)
class Field:
    """The text of one label, and the cell it stands in."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Cover:
    """What the labels of a form say: the unit, the period, and the framework that the form was made for."""

    unit: Unit
    period: str
    framework: str = ""


def read_fields(book: str, sheets: Iterable[tuple[Sheet, int]]) -> dict[str, Field]:
    """Every labelled field of the given sheets, each searched down to the given row.

    The first that is filled counts; a field whose label has nothing beside it has an empty text.
    """
    filled: dict[str, Field] = {}
    blank: dict[str, Field] = {}
    for sheet, rows in sheets:
        for row in range(min(rows, len(sheet.rows), _SEARCHED_ROWS)):
            for key, column, text in _labelled(sheet, row):
                field = Field(text, Location(book, sheet.name, address(row, column)))
                (filled if text else blank).setdefault(key, field)
    return blank | filled


def read_cover(fields: Mapping[str, Field], framework: Framework, fallback: Location) -> Read[Cover]:
    """The unit that the fields describe; kind and profile as ids, empty with a finding where they are not known."""
    found: list[Finding] = []
    kind = _kind(fields.get("kind"), framework, fallback, found)
    profile = _profile(fields.get("profile"), framework, kind, found)
    code = _read("code", fields, read_code, found)
    if code and not _CODE.fullmatch(code):
        found.append(finding("code-irregular", fields["code"].location, text=code))
    plain = {key: _read(key, fields, read_name, found) for key in ("name", "town", "county", "city")}
    unit = Unit(code=code, kind=kind, profile=profile, **plain)
    period = _period(fields["period"].text) if "period" in fields else ""
    return Read(Cover(unit, period, _made_for(fields, framework, found)), tuple(found))


def _read(
    key: str, fields: Mapping[str, Field], reader: Callable[[str, Location], Read[str]], found: list[Finding]
) -> str:
    """What a reader of codes or names makes of a field; empty where there is none."""
    if key not in fields:
        return ""
    read = reader(fields[key].text, fields[key].location)
    found += read.findings
    return read.value


def _labelled(sheet: Sheet, row: int) -> Iterable[tuple[str, int, str]]:
    """Field, column of the value and text, for each label of a row."""
    width = min(len(sheet.rows[row]), _SEARCHED_COLUMNS)
    for column in range(width):
        text = as_text(sheet.cell(row, column))
        if not text:
            continue
        key = label_of(text)
        if key is not None:
            yield key, *_beside(sheet, row, column)
            continue
        for inline in _INLINE.finditer(" ".join(text.split())):
            key = label_of(inline[1])
            if key is not None and inline[2]:
                yield key, column, inline[2]


def _beside(sheet: Sheet, row: int, column: int) -> tuple[int, str]:
    """Column and text of the value to the right of a label; an empty text where the next label follows."""
    for beside in range(column + 1, column + 1 + _VALUE_WITHIN):
        value = as_text(sheet.cell(row, beside))
        if value:
            return (beside, value) if label_of(value) is None else (column + 1, "")
    return column + 1, ""


def _kind(field: Field | None, framework: Framework, fallback: Location, found: list[Finding]) -> str:
    known = listed([kind.name for kind in framework.kinds.values()])
    if field is None or not field.text:
        found.append(finding("kind-missing", field.location if field else fallback, known=known))
        return ""
    word = normalised(field.text)
    for kind in framework.kinds.values():
        if word in {normalised(name) for name in (kind.id, kind.name.zh, kind.name.en, *kind.aliases)}:
            return kind.id
    found.append(finding("kind-unknown", field.location, text=field.text, known=known))
    return ""


def _profile(field: Field | None, framework: Framework, kind: str, found: list[Finding]) -> str:
    """The profile's id; the first that is for the kind when the cell is blank."""
    usual = framework.default_profile(kind)
    if usual is None or field is None or not field.text:
        return usual.id if usual else ""
    fitting = [profile for profile in framework.profiles.values() if kind in profile.kinds]
    word = normalised(field.text)
    for profile in fitting:
        if word in {normalised(name) for name in (profile.id, profile.name.zh, profile.name.en, *profile.aliases)}:
            return profile.id
    known = listed([profile.name for profile in fitting])
    found.append(finding("profile-unknown", field.location, text=field.text, known=known))
    return ""


def _period(text: str) -> str:
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
