"""The register of filed plans: numbers that are given once, versions, and what of it nobody may change.

The copies that are kept of filed plans are the record: number, version, day and fingerprint stand in their names. The
register is what people see of it and write into. Where the two differ, the record stands and a finding says so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from starcli.core.assessment import Unit
from starcli.core.findings import NOWHERE, Finding, Location, finding
from starcli.core.rectification.units import may_be
from starcli.core.roster import squeezed
from starcli.core.text import Text

Cell = Decimal | str | date
FILED = Text("已备案", "filed")
REPLACED = Text("已更新", "replaced")
_NUMBER = re.compile(r"(\d{4})-(\d{4,})")
_COPY = re.compile(r"(\d{4}-\d{4,})-v(\d+)_(\d{4})(\d{2})(\d{2})_([0-9a-f]{12})_(\d{12})?_?(.*)")


@dataclass(frozen=True, slots=True)
class Filing:
    """One version of a filed plan: a row of the register.

    `cells` are all other columns by key, those of the county's own by their headings; `places` are its cells.
    """

    number: str
    version: int
    day: date | None
    fingerprint: str
    unit: Unit
    cells: Mapping[str, Cell] = field(default_factory=dict)
    location: Location = NOWHERE
    places: Mapping[str, Location] = field(default_factory=dict)

    def place(self, column: str) -> Location:
        """The cell of a column; the row where it has no such column."""
        return self.places.get(column, self.location)


@dataclass(frozen=True, slots=True)
class Register:
    """All filings in the order of the register, the headings of the county's own columns, and its lines below."""

    filings: tuple[Filing, ...] = ()
    others: tuple[str, ...] = ()
    lines: tuple[Mapping[str, Cell], ...] = ()
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Copy:
    """What the name of a kept copy says: of which filing it is, and of which unit; `name` is the file's."""

    number: str
    version: int
    day: date
    fingerprint: str
    unit: Unit
    name: str


def copy_name(filing: Filing, suffix: str, name: str) -> str:
    """What the copy of a filed plan is called; `name` is that of its unit as it can stand in a file's name."""
    day = f"{filing.day:%Y%m%d}" if filing.day is not None else ""
    code = f"{filing.unit.code}_" if re.fullmatch(r"\d{12}", filing.unit.code) else ""
    return f"{filing.number}-v{filing.version}_{day}_{filing.fingerprint}_{code}{name}{suffix}"


def read_copy_name(name: str) -> Copy | None:
    """What the name of a file among the copies says; None for any other."""
    found = _COPY.fullmatch(name.rpartition(".")[0])
    if found is None:
        return None
    number, version, year, month, day, fingerprint, code, unit = found.groups()
    try:
        filed_on = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return Copy(number, int(version), filed_on, fingerprint, Unit(code=code or "", name=unit), name)


def is_of(filing: Filing, unit: Unit) -> bool:
    """Whether a filing is of a unit: by code where both have one, else by name and place."""
    if filing.unit.code and unit.code:
        return filing.unit.code == unit.code
    return squeezed(filing.unit.name) == squeezed(unit.name) and may_be(filing.unit, unit)


class Latest:
    """The last version of every unit's filed plan."""

    def __init__(self, filings: Iterable[Filing]) -> None:
        self._alike: dict[str, list[Filing]] = {}
        for filing in filings:
            self.add(filing)

    def add(self, filing: Filing) -> None:
        """Know one more filing."""
        for key in _keys(filing.unit):
            self._alike.setdefault(key, []).append(filing)

    def of(self, unit: Unit) -> Filing | None:
        """The last version of a unit's filed plan; None where none is filed."""
        mine = (filing for key in _keys(unit) for filing in self._alike.get(key, ()) if is_of(filing, unit))
        return max(mine, key=lambda filing: (filing.version, filing.number), default=None)


class Numbers:
    """The numbers that are given: each once, whether its filing is still in the register or not."""

    def __init__(self, filings: Iterable[Filing], copies: Iterable[Copy]) -> None:
        self._last: dict[int, int] = {}
        for number in (*(filing.number for filing in filings), *(copy.number for copy in copies)):
            found = _NUMBER.fullmatch(number)
            if found is not None:
                year = int(found[1])
                self._last[year] = max(self._last.get(year, 0), int(found[2]))

    def next(self, day: date) -> str:
        """The number after the last that was given in the year of a day."""
        self._last[day.year] = self._last.get(day.year, 0) + 1
        return f"{day.year}-{self._last[day.year]:04d}"


def _keys(unit: Unit) -> Iterator[str]:
    """By what the filings of a unit are looked up."""
    yield from filter(None, (unit.code, squeezed(unit.name)))


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A register as the record has it, the copies whose rows are gone, and what was changed by hand."""

    register: Register
    gone: tuple[Copy, ...]
    findings: tuple[Finding, ...]


def reconciled(register: Register, copies: Sequence[Copy]) -> Reconciled:
    """The register held against the copies: number, version, day and fingerprint are put back as they were filed."""
    found: list[Finding] = []
    filings: list[Filing] = []
    left = {(copy.number, copy.version): copy for copy in copies}
    if register.filings and not copies:
        found.append(finding("filed-copies-missing", register.location, count=len(register.filings)))
    seen: set[tuple[str, int]] = set()
    for filing in register.filings:
        key = (filing.number, filing.version)
        copy = left.pop(key, None) or _alike(filing, register, left)
        if copy is not None:
            left.pop((copy.number, copy.version), None)
            found += _changes(filing, copy)
            filing = replace(  # noqa: PLW2901 the row as the record has it
                filing, number=copy.number, version=copy.version, day=copy.day, fingerprint=copy.fingerprint
            )
        elif key in seen:
            found.append(finding("register-number-twice", filing.place("number"), number=filing.number))
        elif copies:
            place = filing.place("number")
            found.append(finding("filed-copy-missing", place, number=filing.number, version=filing.version))
        seen.add((filing.number, filing.version))
        filings.append(filing)
    for copy in left.values():
        unit = copy.unit.name or copy.unit.code
        found.append(
            finding("register-row-gone", register.location, number=copy.number, version=copy.version, unit=unit)
        )
    return Reconciled(replace(register, filings=tuple(filings)), tuple(left.values()), tuple(found))


def _alike(filing: Filing, register: Register, left: Mapping[tuple[str, int], Copy]) -> Copy | None:
    """The copy of a row whose number or version was changed: of the same content and unit, and of no other row."""
    rows = {(other.number, other.version) for other in register.filings}
    for key, copy in left.items():
        if key not in rows and copy.fingerprint == filing.fingerprint and is_of(filing, copy.unit):
            return copy
    return None


def _changes(filing: Filing, copy: Copy) -> Iterator[Finding]:
    """A finding for each cell that is not for the county to change, and that was changed."""
    day = filing.day.isoformat() if filing.day is not None else str(filing.cells.get("date", ""))
    pairs = (
        ("number", Text("备案号", "number"), filing.number, copy.number),
        ("version", Text("版本", "version"), str(filing.version), str(copy.version)),
        ("date", Text("备案日期", "date"), day, copy.day.isoformat()),
        ("fingerprint", Text("内容指纹", "fingerprint"), filing.fingerprint, copy.fingerprint),
    )
    for column, what, now, then in pairs:
        if now != then:
            yield finding("register-cell-changed", filing.place(column), what=what, now=now or "—", then=then)
