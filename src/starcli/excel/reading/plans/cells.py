"""A row of a plan's table -> `FilledRow`: the indicator, the days and the values in it, and what could not be read."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from starcli.core.findings import Finding, finding
from starcli.core.model import Framework
from starcli.core.plans.filled_plan import FilledRow
from starcli.core.scale import Value
from starcli.core.text import Text, listed
from starcli.core.words import NOT_APPLICABLE_WORDS
from starcli.excel.layouts.form import normalised, unbracketed
from starcli.excel.opening.book import Broken
from starcli.excel.reading.cells import read_answer
from starcli.excel.reading.dates import read_deadline
from starcli.excel.reading.items import Items
from starcli.excel.reading.plans.rows import Cell, Row
from starcli.excel.reading.plans.words import Table

_DAYS: Mapping[Table, tuple[str, ...]] = {
    "problems": (),
    "measures": ("deadline",),
    "ledger": ("deadline", "requested", "town_date", "county_date", "extended"),
    "projects": (),
}
_VALUES: Mapping[Table, tuple[str, ...]] = {
    "problems": ("now", "required"),
    "measures": ("target",),
    "ledger": ("verified",),
    "projects": (),
}
_WORKED_OUT: Mapping[Table, tuple[str, ...]] = {"measures": ("key",), "projects": ("filled", "attainment")}
"""What nobody fills in."""
_SAYS_WHICH = ("code", "indicator")
_SAYS_SOMETHING = ("problem", "cause", "measure")

_DEMAND = re.compile(
    r"(?:≥|>=|≤|<=|>|<|不低于|不少于|不高于|不超过|达到|达|至少|at least|at most)\s*(.+)", re.IGNORECASE
)
_OR_BETTER = re.compile(r"(.+?)\s*(?:及以上|以上|or better)(?:\n.*)?", re.IGNORECASE)
_WITHIN = re.compile(r"[\d.]+\s*[-–—~至]\s*[\d.]+")
_NONE_YET = frozenset({"未填报", "无效", "待填报", "missing", "invalid", "to be filled in"})
_TOKEN = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(slots=True)
class _Read:
    """What has been read of a row so far."""

    days: dict[str, date] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    by_season: dict[str, Value] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class RowReader:
    """Reads rows by one framework; the look-ups by code and name are made once."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._items = Items(framework)
        self._codes = {normalised(code): code for code in framework.entries}
        self._types = _ids({key: name.wordings for key, name in framework.settings.measures.items()})
        self._projects = _ids({key: (*each.name.wordings, key) for key, each in framework.special_projects.items()})

    def read(self, row: Row, year: int | None, kind: str) -> tuple[FilledRow, tuple[Finding, ...]]:
        """The row with everything found in it; `year` is what a date without one means."""
        filled = {key: cell for key, cell in row.cells.items() if cell.text and not _is_unfinished(row, key, cell)}
        read = _Read()
        indicator = self._indicator(row, filled, read)
        if indicator and kind and kind not in self._framework.entries[indicator].definition.kinds:
            read.findings.append(finding("not-for-this-kind", row.location, id=indicator))
        self._choices(row, filled, read)
        for key, cell in filled.items():
            self._cell(row, key, cell, indicator, year, read)
        texts = {key: cell.text for key, cell in filled.items()}
        places = {key: cell.place for key, cell in row.cells.items()}
        filled_row = FilledRow(
            indicator, row.location, texts, places, read.days, read.values, read.by_season, read.chosen
        )
        return filled_row, tuple(read.findings)

    def _cell(self, row: Row, key: str, cell: Cell, indicator: str, year: int | None, read: _Read) -> None:
        """One filled cell: a day, a value, or a text."""
        table = row.heads.table
        if key in _DAYS[table]:
            self._day(key, cell, indicator, year, read)
        elif key in _VALUES[table]:
            self._value(key, cell, indicator, read, read.values)
        elif any(str(season) == key for season in row.heads.seasons):
            self._value(key, cell, indicator, read, read.by_season)
        elif isinstance(cell.content, Broken):
            code = "cell-error" if cell.content.is_error else "formula-without-value"
            read.findings.append(finding(code, cell.place, text=cell.text, name=row.heads.name(key)))

    def _day(self, key: str, cell: Cell, indicator: str, year: int | None, read: _Read) -> None:
        type_ = read.chosen.get("type", "")
        if not type_ and indicator:
            type_ = self._framework.entries[indicator].definition.plan.measure
        deadline = read_deadline(cell.content, cell.place, type_ if key == "deadline" else "", year)
        read.findings += deadline.findings
        if deadline.value.span is not None:
            read.days[key] = deadline.value.span.last
        elif deadline.value.open_ended is not None:
            read.chosen[key] = deadline.value.open_ended

    def _value(self, key: str, cell: Cell, indicator: str, read: _Read, into: dict[str, Value]) -> None:
        """A value on the indicator's scale; demands such as `≥ 50` and `4A及以上` mean their edge."""
        if not indicator or normalised(cell.text) in _NONE_YET or normalised(cell.text) in NOT_APPLICABLE_WORDS:
            return
        expected = self._items.expected[indicator]
        content = cell.content
        if isinstance(content, str):
            text = unicodedata.normalize("NFKC", content).strip()
            if key == "required" and _WITHIN.fullmatch(text):
                return
            edge = _DEMAND.fullmatch(text) or _OR_BETTER.fullmatch(text)
            content = edge[1].strip() if edge else content
        answer = read_answer(content, cell.place, expected)
        read.findings += answer.findings
        if answer.value.value is not None:
            into[key] = answer.value.value

    def _choices(self, row: Row, filled: Mapping[str, Cell], read: _Read) -> None:
        """What is picked from a list: the type of a measure, the project of a card."""
        table = row.heads.table
        if "type" in filled and table in ("measures", "ledger"):
            known = listed(list(self._framework.settings.measures.values()))
            self._choose("type", filled["type"], self._types, Text("整改类型", "type of measure"), known, read)
        if table == "projects" and "project" in filled:
            known = listed([each.name for each in self._framework.special_projects.values()])
            self._choose("project", filled["project"], self._projects, Text("专项", "special project"), known, read)

    def _choose(self, key: str, cell: Cell, words: Mapping[str, str], what: Text, known: Text, read: _Read) -> None:
        word = normalised(cell.text)
        first = cell.text.split(maxsplit=1)[0]
        chosen = words.get(word) or words.get(unbracketed(word)) or words.get(normalised(first))
        if chosen is not None:
            read.chosen[key] = chosen
        else:
            read.findings.append(finding("plan-choice-unknown", cell.place, text=cell.text, what=what, known=known))

    def _indicator(self, row: Row, filled: Mapping[str, Cell], read: _Read) -> str:
        """The indicator of a row; empty with a finding where it names none, or two."""
        if row.heads.table == "projects":
            return ""
        said = {key: filled[key] for key in _SAYS_WHICH if key in filled}
        known = {key: found for key, cell in said.items() if (found := self._named(cell.text))}
        if len(set(known.values())) == 1:
            return next(iter(known.values()))
        if known:
            cell, other = said["code"], said["indicator"]
            read.findings.append(finding("plan-indicator-unclear", cell.place, text=cell.text, other=other.text))
        elif said:
            cell = next(iter(said.values()))
            entries = self._framework.entries
            near = ", ".join(key for key in self._items.near(cell.text) if key in entries) or "—"
            read.findings.append(finding("plan-indicator-unknown", cell.place, text=cell.text, near=near))
        else:
            return self._told(row, filled, read)
        return ""

    def _told(self, row: Row, filled: Mapping[str, Cell], read: _Read) -> str:
        """The indicator whose whole name a row's problem holds, where no cell is for naming it."""
        told = [filled[key] for key in _SAYS_SOMETHING if key in filled]
        if not told:
            return ""
        found = self._within(filled["problem"].text) if "problem" in filled else ""
        if found:
            place = filled["problem"].place
            read.findings.append(finding("interpreted", place, text=filled["problem"].text, value=found))
            return found
        place = row.cells["code"].place if "code" in row.cells else told[0].place
        read.findings.append(finding("plan-row-without-indicator", place, text=told[0].text))
        return ""

    def _named(self, text: str) -> str | None:
        """The one indicator that a cell names by its code, by its name, or by both."""
        entries = self._framework.entries
        found = self._items.find(text) or self._items.headed(text)
        if found in entries:
            return found
        plain = unicodedata.normalize("NFKC", text)
        codes = {self._codes.get(normalised(word)): word for word in _TOKEN.findall(plain)}
        codes.pop(None, None)
        if len(codes) != 1:
            return None
        ((code, written),) = codes.items()
        beside = self._items.find(plain.replace(written, "").strip(" ()、,:"))
        return code if beside is None or beside == code or beside not in entries else None

    def _within(self, text: str) -> str:
        """The one indicator whose code or whole name stands in a text; empty where none does, or several."""
        code = self._named(text)
        if code is not None:
            return code
        word = normalised(text)
        names = {normalised(entry.definition.name.zh): key for key, entry in self._framework.entries.items()}
        held = [name for name in names if name in word]
        widest = [name for name in held if not any(name != other and name in other for other in held)]
        return names[widest[0]] if len(widest) == 1 else ""


def _is_unfinished(row: Row, key: str, cell: Cell) -> bool:
    """Whether a cell is worked out by the plan itself, and no program has done so."""
    return key in _WORKED_OUT.get(row.heads.table, ()) and isinstance(cell.content, Broken)


def _ids(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The id of each word."""
    return {normalised(word): key for key, spellings in words.items() for word in (*spellings, key)}
