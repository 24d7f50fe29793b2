"""Plans against LibreOffice: `make plans`, or `python -m parity.plans --count 200 --seed 1` beside this folder.

Random units of every kind, profile and language, and units of random frameworks, are planned for; people change target
values, spoil some and add rows of their own. LibreOffice calculates every formula anew, wrong results planted before;
each must come to what the engine gives, and total and grade to what it gives for the planned values. The exit code is 1
when anything differed.
"""

import argparse
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import unescape
from zipfile import ZipFile

from libreoffice import Office

from parity.aims import good, somewhere
from parity.compare import NotRecalculatedError, agree
from parity.exported import FILTER, Result, rows, same
from parity.package import PLANTED, given, put_into
from parity.tasks import LANGUAGES, drawn_frameworks, forms_of, makers
from parity.units import UnitMaker
from starcli.core.filling import Filled
from starcli.core.formulas.live import SUPPOSED
from starcli.core.formulas.projection import PlanMoment, usable
from starcli.core.plans.planning import planned
from starcli.core.rating import Rating, rate_with
from starcli.excel.layouts.plan import PLAN_SHEETS, PlanSheet
from starcli.excel.writing.forms.spots import letters
from starcli.excel.writing.plans.book import PlanBook, as_typed

DAY = date(2022, 10, 8)
_TOGETHER = 20
_ORDER: Sequence[PlanSheet] = ("plan", "problems", "measures", "ledger", "projects", "projection", "choices")
_RESULT = re.compile(rb'<c r="([A-Z]+)([0-9]+)"(?: s="[0-9]+")?(?: t="([a-z]+)")?><f>[^<]*</f><v>([^<]*)</v></c>')
_DAY = re.compile(r"(^|\t)([0-9]{4}-[0-9]{2}-[0-9]{2})(?=\t|\n|$)", re.MULTILINE)
_SHARE = re.compile(r"(^|\t)([0-9.]+)%(?=\t|\n|$)", re.MULTILINE)
_DAY_ZERO = date(1899, 12, 30)
_SPOILT: tuple[Filled, ...] = ("约60", "明年达标", "12%", "待定")

Cells = Mapping[tuple[PlanSheet, str], Result]
"""Results by sheet and address."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A plan after work on it: by row what stands in target cells, the codes of rows added, and persons entered."""

    name: str
    book: PlanBook
    typed: Mapping[int, Filled | None] = field(default_factory=dict)
    codes: Mapping[int, str] = field(default_factory=dict)
    person: Mapping[int, str] = field(default_factory=dict)

    def content(self) -> bytes:
        """The workbook as it is saved, its results not brought up to date."""
        content, table = self.book.content(), self.book.shapes.measures
        cells: dict[str, Filled | None] = {}
        for number, value in self.typed.items():
            cells[table.cell(number, "target")] = value
        for number, code in self.codes.items():
            cells[table.cell(number, "code")] = code
        for number, person in self.person.items():
            cells[table.cell(number, "person")] = person
        return put_into(content, f"xl/worksheets/sheet{_ORDER.index('measures') + 1}.xml", cells) if cells else content

    @property
    def now(self) -> PlanMoment:
        """What the projection must show."""
        plan, scheme = self.book.draft.plan, self.book.now.scheme
        typed: dict[str, Filled] = {}
        for number, proposal in enumerate(self.book.draft.rows, 1):
            own = as_typed(scheme, proposal.indicator, proposal.target, self.book.language)
            value = self.typed.get(number, own)
            if value is not None:
                typed[proposal.indicator] = value
        known = {proposal.indicator for proposal in self.book.draft.rows}
        for number, code in self.codes.items():
            added = self.typed.get(number)
            if added is not None and code not in known:
                typed[code] = added
                known.add(code)
        return PlanMoment(plan, typed)


@dataclass(slots=True)
class Compared:
    """What was compared, and what differed."""

    plans: int = 0
    cells: int = 0
    reached: int = 0
    differences: list[str] = field(default_factory=list)

    def add(self, other: "Compared") -> None:
        """Count what another comparison saw as well."""
        self.plans += other.plans
        self.cells += other.cells
        self.reached += other.reached
        self.differences += other.differences


def random_plan(units: UnitMaker, number: int, *, changed: bool = True) -> Changed:
    """The plan of a random unit, after random work on it."""
    return _planned(f"unit {number}", units.form(number).now.rating, number, changed=changed)


def drawn_plans(count: int, first: int) -> Iterable[Changed]:
    """Plans by frameworks that nobody wrote, one of a unit in each."""
    for number, one in enumerate(drawn_frameworks(count, first)):
        form = next(iter(forms_of(one, 1)))
        yield _planned(f"framework {number}", form.now.rating, number, changed=bool(number % 2))


def _planned(name: str, rating: Rating, number: int, *, changed: bool) -> Changed:
    dice = random.Random(f"plan {number}")
    target = dice.choice(rating.scheme.grades[:2])
    book = PlanBook(planned(rating, target, DAY), LANGUAGES[number % len(LANGUAGES)])
    return Changed(f"{name}, changed", book, *_worked_on(book, dice)) if changed else Changed(name, book)


def _worked_on(book: PlanBook, dice: random.Random) -> tuple[dict[int, Filled | None], dict[int, str]]:
    """Target values that are better, anything at all, spoilt or gone, and a row or two of one's own."""
    typed: dict[int, Filled | None] = {}
    scheme, rows_ = book.now.scheme, book.draft.rows
    for number, proposal in enumerate(rows_, 1):
        chance, indicator = dice.random(), scheme.by_id[proposal.indicator]
        if chance < 0.15:
            value = somewhere(indicator, dice)
            typed[number] = as_typed(scheme, indicator.id, value, book.language)
        elif chance < 0.2:
            typed[number] = None
        elif chance < 0.25:
            typed[number] = dice.choice(_SPOILT)
    codes: dict[int, str] = {}
    for number in range(len(rows_) + 1, len(rows_) + 1 + dice.randint(0, 2)):
        indicator = dice.choice(scheme.indicators)
        value = dice.choice((good(indicator, scheme.grades[0]), somewhere(indicator, dice)))
        codes[number], typed[number] = indicator.id, as_typed(scheme, indicator.id, value, book.language)
    return typed, codes


def compared(plans: Iterable[Changed], office: Office) -> Compared:
    """Every plan after LibreOffice has recalculated it. Raises `NotRecalculatedError`."""
    outcome = Compared()
    remaining = iter(plans)
    while some := list(islice(remaining, _TOGETHER)):
        contents = [plan.content() for plan in some]
        for plan, content, cells in zip(some, contents, recalculated(some, contents, office), strict=True):
            outcome.add(_compared(plan, content, cells))
    return outcome


def recalculated(plans: Sequence[Changed], contents: Sequence[bytes], office: Office) -> list[Cells]:
    """What the formulas of some plans come to in LibreOffice. Raises `NotRecalculatedError`."""
    with tempfile.TemporaryDirectory(prefix="starcli-plans-") as folder:
        books = [Path(folder, f"{number}.xlsx") for number, _ in enumerate(plans)]
        for book, content in zip(books, contents, strict=True):
            book.write_bytes(given(content))
        office.convert(books, FILTER, Path(folder, "out"))
        found = [
            _cells(plan, content, Path(folder, "out", book.stem), office.decimal_sign)
            for plan, content, book in zip(plans, contents, books, strict=True)
        ]
    for plan, cells in zip(plans, found, strict=True):
        if PLANTED in cells.values():
            raise NotRecalculatedError(plan.name)
    return found


def results(content: bytes) -> dict[tuple[PlanSheet, str], Result]:
    """The result that stands in the file for every formula."""
    found: dict[tuple[PlanSheet, str], Result] = {}
    for sheet, match in _formulas(content):
        text = unescape(match[4].decode())
        is_number = match[3] is None and bool(text)
        found[sheet, f"{match[1].decode()}{match[2].decode()}"] = float(text) if is_number else text
    return found


def _formulas(content: bytes) -> Iterable[tuple[PlanSheet, re.Match[bytes]]]:
    with ZipFile(BytesIO(content)) as package:
        for number, sheet in enumerate(_ORDER, 1):
            for match in _RESULT.finditer(package.read(f"xl/worksheets/sheet{number}.xml")):
                yield sheet, match


def _cells(plan: Changed, content: bytes, stem: Path, decimal_sign: str) -> Cells:
    sheets = {
        sheet: _rows(Path(f"{stem}-{PLAN_SHEETS[sheet][plan.book.language]}.csv"), decimal_sign)
        for sheet in {sheet for sheet, _ in _formulas(content)}
    }
    found: dict[tuple[PlanSheet, str], Result] = {}
    for sheet, match in _formulas(content):
        row, column = int(match[2]) - 1, _column(match[1].decode())
        cells = sheets[sheet][row] if row < len(sheets[sheet]) else []
        found[sheet, f"{match[1].decode()}{match[2].decode()}"] = cells[column] if column < len(cells) else ""
    return found


def _rows(exported: Path, decimal_sign: str) -> list[list[Result]]:
    """The rows of a sheet, with days and percentages as the numbers that spreadsheets have for them."""
    text = exported.read_text(encoding="utf-8")
    numbered = _DAY.sub(lambda day: f"{day[1]}{(date.fromisoformat(day[2]) - _DAY_ZERO).days}", text)
    shares = _SHARE.sub(lambda share: f"{share[1]}{Decimal(share[2]) / 100}", numbered)
    exported.write_text(shares, encoding="utf-8")
    return rows(exported, decimal_sign)


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _compared(plan: Changed, content: bytes, cells: Cells) -> Compared:
    """A plan's results beside the engine's; those of the tables too where nothing was changed in them."""
    outcome, now = Compared(plans=1), plan.now
    spots = plan.book.projection.spots
    for live in plan.book.cells:
        if live.formula:
            spot = spots.of(live)
            address = f"{letters(spot.column)}{spot.row + 1}"
            expected, found = live.value(now), cells["projection", address]
            outcome.cells += 1
            if live.column == "note" and plan.codes:
                # A second row for an indicator is said there; the engine knows of no rows.
                continue
            if not agree(expected, found):
                outcome.differences.append(f"{plan.name} {live.row} {live.column}: {expected!r}, found {found!r}")
    if not plan.typed and not plan.codes:
        for key, stored in results(content).items():
            outcome.cells += 1
            if not _alike(stored, cells[key]):
                outcome.differences.append(f"{plan.name} {key}: {stored!r}, found {cells[key]!r}")
    _conclude(plan, now, cells, outcome)
    return outcome


def _alike(expected: Result, found: Result) -> bool:
    if isinstance(expected, float) and isinstance(found, float):
        return same(expected, found)
    return expected == found


def _conclude(plan: Changed, now: PlanMoment, cells: Cells, outcome: Compared) -> None:
    """Total and grade beside what the engine gives for the values that stand in the target cells."""
    rating, scheme = plan.book.draft.plan.rating, plan.book.draft.plan.rating.scheme
    values = {key: value for key, raw in now.typed.items() if (value := usable(scheme.by_id[key], raw)) is not None}
    engine, spots = rate_with(rating, values), plan.book.projection.spots
    place = [grade.id for grade in scheme.grades].index(engine.grade.id) + 1
    for row, expected in (("total", engine.total), ("grade", Decimal(place))):
        spot = spots.known["totals", row, SUPPOSED]
        found = cells["projection", f"{letters(spot.column)}{spot.row + 1}"]
        if found != float(expected):
            outcome.differences.append(f"{plan.name}: {row} {found!r}, the engine gives {expected}")
    outcome.reached += engine.grade.floor >= plan.book.draft.plan.target.floor


def main() -> None:
    """Run as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=200, help="how many random units")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other units")
    asked = parser.parse_args()
    began = time.monotonic()
    units = UnitMaker(makers(), asked.seed)
    office = Office(Path(tempfile.gettempdir(), f"starcli-office-{os.getpid()}"))
    plans = (random_plan(units, number, changed=changed) for number in range(asked.count) for changed in (False, True))
    outcome = compared(plans, office)
    outcome.add(compared(drawn_plans(asked.count // 4, asked.seed), office))
    for difference in outcome.differences[:40]:
        print(difference)
    minutes = (time.monotonic() - began) / 60
    print(
        f"seed {asked.seed}, {minutes:.1f} minutes: {asked.count:,} units, {outcome.plans:,} plans in all "
        f"({outcome.reached:,} reach their target), {outcome.cells:,} results, {len(outcome.differences):,} differences"
    )
    sys.exit(bool(outcome.differences))


if __name__ == "__main__":
    main()
