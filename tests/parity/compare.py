"""Filled forms recalculated by LibreOffice, and every result held against the engine's."""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from libreoffice import Office

from parity.exported import FILTER, Result, rows, same
from parity.package import PLANTED, Typed, given, typed_into
from parity.returned import differences_on_return
from starcli.core.formulas.live import Cached, Live, Moment
from starcli.excel.layouts.form import SHEETS
from starcli.excel.writing.forms.form import FormMaker
from starcli.excel.writing.forms.spots import Spot, letters

TOGETHER = 40
"""Forms that LibreOffice opens one after the other before it is started again."""
Change = Callable[[bytes], bytes]
"""What is done to the package of a form before LibreOffice has it."""

Cells = Mapping[tuple[str, str, str], Result]
"""Results by block, row and column."""


class NotRecalculatedError(Exception):
    """LibreOffice kept a wrong result: nothing was compared with anything."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form at a moment; `typed` is what the moment does not know of, `readable` whether all reads like formulas do.

    A text that only the reader of returned forms understands makes a form unreadable in this sense.
    """

    name: str
    maker: FormMaker
    now: Moment
    typed: Mapping[Spot, Typed] = field(default_factory=dict)
    readable: bool = True

    def content(self) -> bytes:
        """The form in a file."""
        content = self.maker.content(self.now)
        return typed_into(content, self.typed) if self.typed else content


@dataclass(frozen=True, slots=True)
class Difference:
    """A result that is not the engine's."""

    form: str
    place: str
    live: tuple[str, str, str]
    engine: object
    found: object
    formula: str

    def __str__(self) -> str:
        """Which form and cell, what each side says, and the formula."""
        what = " ".join(self.live)
        return f"{self.form} {self.place} [{what}]: {self.engine!r}, found {self.found!r}: ={self.formula}"


@dataclass(slots=True)
class Outcome:
    """What was compared, and what differed."""

    forms: int = 0
    cells: int = 0
    returned: int = 0
    figures: int = 0
    differences: list[Difference] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        """Count what another comparison saw as well."""
        self.forms += other.forms
        self.cells += other.cells
        self.returned += other.returned
        self.figures += other.figures
        self.differences += other.differences


def compared(forms: Iterable[Form], office: Office, change: Change | None = None) -> Outcome:
    """Every form after LibreOffice has recalculated it. Raises `NotRecalculatedError`."""
    outcome = Outcome()
    remaining = iter(forms)
    while some := list(islice(remaining, TOGETHER)):
        contents = [form.content() for form in some]
        for form, content, cells in zip(some, contents, recalculated(some, contents, office, change), strict=True):
            outcome.add(_compared(form, cells))
            if form.readable:
                figures, differing = differences_on_return(content, form.now, cells)
                outcome.returned += 1
                outcome.figures += figures
                outcome.differences += [
                    Difference(form.name, "as it is read", live, rated, shown, "") for live, rated, shown in differing
                ]
    return outcome


def recalculated(
    forms: Sequence[Form], contents: Sequence[bytes], office: Office, change: Change | None = None
) -> list[Cells]:
    """What every formula of some forms comes to in LibreOffice, from their files' contents.

    Raises `NotRecalculatedError` when a planted result is still there.
    """
    with tempfile.TemporaryDirectory(prefix="starcli-parity-") as folder:
        books = [Path(folder, f"{number}.xlsx") for number, _ in enumerate(forms)]
        for book, content in zip(books, contents, strict=True):
            planted = given(content)
            book.write_bytes(change(planted) if change else planted)
        office.convert(books, FILTER, Path(folder, "out"))
        sign = office.decimal_sign
        found = [_cells(form, Path(folder, "out", book.stem), sign) for book, form in zip(books, forms, strict=True)]
    for form, cells in zip(forms, found, strict=True):
        if PLANTED in cells.values():
            raise NotRecalculatedError(form.name)
    return found


def _cells(form: Form, stem: Path, decimal_sign: str) -> Cells:
    """The results by what they are. Raises `FileNotFoundError` when a sheet did not come out."""
    live = [(each, form.maker.spots.of(each)) for each in form.maker.cells if each.formula]
    names = {spot.role: SHEETS[spot.role][form.maker.language] for _, spot in live}
    sheets = {role: rows(Path(f"{stem}-{name}.csv"), decimal_sign) for role, name in names.items()}
    cells = {}
    for each, spot in live:
        row = sheets[spot.role][spot.row]
        cells[each.block, each.row, each.column] = row[spot.column] if spot.column < len(row) else ""
    return cells


def _compared(form: Form, cells: Cells) -> Outcome:
    outcome = Outcome(forms=1)
    for live in form.maker.cells:
        if not live.formula:
            continue
        outcome.cells += 1
        expected = live.value(form.now)
        key = (live.block, live.row, live.column)
        if not agree(expected, cells.get(key)):
            outcome.differences.append(
                Difference(form.name, _place(form, live), key, expected, cells.get(key), live.formula)
            )
    return outcome


def agree(expected: Cached, result: Result | None) -> bool:
    """Whether a result is the engine's: the same text, or the same number in all digits that LibreOffice gives."""
    if isinstance(expected, str):
        return isinstance(result, str) and result == expected
    return isinstance(result, float) and same(float(expected), result)


def _place(form: Form, live: Live) -> str:
    spot = form.maker.spots.of(live)
    return f"{SHEETS[spot.role][form.maker.language]}!{letters(spot.column)}{spot.row + 1}"
