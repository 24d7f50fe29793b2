"""The form that a unit fills in: Guide, Profile, Data, Adjustments, and what they come to on Scorecard and Workings.

A ledger of the unit's grids may stand behind them. All of it is for typing, and the form's stamp does not know of it.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from starcli.core.filling import Filling
from starcli.core.formulas.card import CARD
from starcli.core.formulas.live import Live, Moment
from starcli.core.formulas.notes import note_cells
from starcli.core.formulas.on_return import for_form
from starcli.core.scheme import Scheme
from starcli.core.text import FormLanguage, Text
from starcli.excel.imprint import FORM_MARK, FORM_SHEETS, Role
from starcli.excel.writing.forms.adjustments import adjustments_page, place_adjustments
from starcli.excel.writing.forms.data import DATA, STRIP, data_page, place_data, strip_cells
from starcli.excel.writing.forms.guide import guide_page, place_guide
from starcli.excel.writing.forms.inputs import inputs
from starcli.excel.writing.forms.mould import Mould, Slot
from starcli.excel.writing.forms.profile import place_profile, profile_page
from starcli.excel.writing.forms.scorecard import card_cells, place_scorecard, scorecard_page
from starcli.excel.writing.forms.spots import Spots, letters, sheet_reference
from starcli.excel.writing.forms.stamp import Stamp
from starcli.excel.writing.forms.workings import place_workings, working_cells, workings_page
from starcli.excel.writing.grids.ledger_cells import LedgerCell, LedgerOrder
from starcli.excel.writing.grids.ledger_page import ledger_page
from starcli.excel.writing.output import write_atomically
from starcli.excel.writing.page import Page, Workbook

_ROLES: tuple[Role, ...] = FORM_SHEETS


def write_form(scheme: Scheme, target: Path, language: FormLanguage, filling: Filling | None = None) -> None:
    """Write a form for a scheme. Raises `OutputError`."""
    FormMaker(scheme, language).write(Moment(scheme, filling or Filling()), target)


class FormMaker:
    """Makes forms for a scheme in a language: the formulas are compiled once, for any number of units.

    With `grid_rows` they hold a ledger of grids with so many rows.
    """

    def __init__(self, scheme: Scheme, language: FormLanguage, grid_rows: int = 0) -> None:
        scheme = for_form(scheme)
        self.scheme = scheme
        self.language = language
        self.spots = _spots(scheme, language)
        self.cells = tuple(_live(scheme, self.spots))
        self.inputs = tuple(inputs(scheme, self.spots))
        self._grid_rows = grid_rows
        self._ledger: tuple[LedgerCell, ...] = ()
        self._mould = Mould(self._skeleton(), self._slots())
        digest = FormMaker(scheme, language).stamp.fingerprint if grid_rows else self._mould.digest
        self.stamp: Stamp = Stamp(scheme.kind.id, scheme.profile.id, language, digest)

    def content(self, now: Moment) -> bytes:
        """The form at a moment, every formula with the result that it has then."""
        return self._mould.cast(now)

    def write(self, now: Moment, target: Path) -> None:
        """The same in a file. Raises `OutputError`."""
        write_atomically(target, self.content(now), form=True)

    def _skeleton(self) -> bytes:
        """The workbook with everything that is the same in each form; the cells that vary have their styles only."""
        book = Workbook("form", Text("星级评定自评表", "Star rating: self-assessment"), self.language)
        scheme = self.scheme
        pages: Mapping[str, Page] = {
            "guide": guide_page(book, scheme),
            "profile": profile_page(book),
            "data": data_page(book, scheme),
            "adjustments": adjustments_page(book, scheme),
            "scorecard": scorecard_page(book, scheme),
            "workings": workings_page(book, scheme),
        }
        for live in self.cells:
            spot = self.spots.of(live)
            pages[spot.role].put(spot.row, spot.column, None, _style(live))
        book.write_lists(pages["workings"], "small")
        for number, role in enumerate(_ROLES, 1):
            pages[role].protect()
            book.book.define_name(f"{sheet_reference(pages[role].name)}!{FORM_MARK}", f"={number}")
        if self._grid_rows:
            _, cells = ledger_page(book, scheme.framework, self._order(LedgerOrder()), self._grid_rows)
            self._ledger = tuple(cells.each())
        return book.content()

    def _order(self, order: LedgerOrder) -> LedgerOrder:
        """A ledger of a unit of this scheme."""
        return replace(order, unit=replace(order.unit, kind=self.scheme.kind.id, profile=self.scheme.profile.id))

    def _of_ledger(self, now: Moment, cell: LedgerCell) -> int | str | None:
        filling = now.filling
        return cell.value(self._order(LedgerOrder(filling.unit, filling.period, filling.grids)))

    def _slots(self) -> Mapping[str, Mapping[str, Slot]]:
        """Every cell that varies, by part of the package and address."""
        found: dict[str, dict[str, Slot]] = {f"xl/worksheets/sheet{n}.xml": {} for n, _ in enumerate(_ROLES, 1)}
        parts: Mapping[str, str] = dict(zip(_ROLES, found, strict=True))
        for live in self.cells:
            spot = self.spots.of(live)
            found[parts[spot.role]][f"{letters(spot.column)}{spot.row + 1}"] = Slot(live.formula, live.value)
        for spot, value in (*self.inputs, (self.spots.known["guide", "stamp", "value"], lambda _: str(self.stamp))):
            found[parts[spot.role]][f"{letters(spot.column)}{spot.row + 1}"] = Slot("", value)
        if self._ledger:
            found[f"xl/worksheets/sheet{len(_ROLES) + 1}.xml"] = {
                f"{letters(cell.column)}{cell.row + 1}": Slot(cell.formula[1:], partial(self._of_ledger, cell=cell))
                for cell in self._ledger
            }
        return found


def _spots(scheme: Scheme, language: FormLanguage) -> Spots:
    spots = Spots(language)
    place_guide(spots)
    place_profile(spots)
    place_data(scheme, spots)
    place_adjustments(scheme, spots)
    place_scorecard(scheme, spots)
    place_workings(scheme, spots)
    return spots


def _live(scheme: Scheme, spots: Spots) -> tuple[Live, ...]:
    return (
        *working_cells(scheme, spots),
        *note_cells(scheme, spots.on("data")),
        *strip_cells(scheme, spots),
        *card_cells(scheme, spots),
    )


_CARD_STYLES: Mapping[tuple[str, str], str] = {
    ("title", "real"): "title",
    ("stars", "real"): "stars",
    ("grade", "real"): "grade",
    ("total", "real"): "figure",
    ("coverage", "real"): "figure_percent",
    ("decided", "real"): "wrapped",
    ("short", "real"): "strong_points",
    ("gates", "real"): "strong_whole",
    ("low", "real"): "strong_whole",
    ("filled", "real"): "strong_whole",
    ("unusable", "real"): "strong_whole",
    ("stars", "supposed"): "supposed_stars",
    ("grade", "supposed"): "supposed",
    ("total", "supposed"): "supposed_points",
}
_COLUMN_STYLES: Mapping[str, str] = {
    "value": "centre",
    "points": "points",
    "available": "points",
    "share": "percent",
    "score": "percent",
    "target": "percent",
    "demand": "centre",
    "gap": "centre",
    "met": "centre",
    "gate": "centre",
    "supposed": "points",
}
_STRIP_STYLES: Mapping[str, str] = {
    "title": "title",
    "total": "strip_points",
    "stars": "strip_stars",
    "filled": "strip_whole",
    "decided": "strip_wrapped",
}


def _style(live: Live) -> str:
    if live.block == CARD:
        return _CARD_STYLES.get((live.row, live.column)) or _COLUMN_STYLES[live.column]
    if live.block == STRIP:
        return _STRIP_STYLES[live.row]
    return "note" if live.block == DATA else "small"
