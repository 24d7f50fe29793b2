"""A form's own formulas against the engine: LibreOffice calculates them anew, and the results are compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from starcli.core.assessment import TIERS, Assessment
from starcli.core.filling import Filling
from starcli.core.findings import Finding, Location, finding
from starcli.core.formulas.blocks import DIMENSIONS, INDICATORS, TOTALS
from starcli.core.formulas.live import REAL, Cached, Live, Moment
from starcli.core.model import Framework
from starcli.core.numbers import plain
from starcli.core.scheme import resolve
from starcli.excel.imprint import Role
from starcli.excel.opening.book import address
from starcli.excel.opening.guard import Package
from starcli.excel.returned.alignment import Alignment, aligned
from starcli.excel.returned.sent import Sent, sent_form
from starcli.excel.returned.written import WrittenSheet, written_sheets
from starcli.excel.writing.forms.form import FormMaker
from starcli.excel.writing.forms.stamp import read_stamp
from starcli.spreadsheet import SpreadsheetError, find_spreadsheet, recalculated

_COMPARED = (INDICATORS, DIMENSIONS, TOTALS)
_CHOICES = ("basis", "target")
_MOST = 20
_NOISE = Decimal("0.000000001")


@dataclass(frozen=True, slots=True)
class Proof:
    """How many results were compared, and what was found; none where nothing could be compared."""

    compared: int
    findings: tuple[Finding, ...] = ()


def prove(path: Path, name: str, framework: Framework, assessment: Assessment) -> Proof:
    """The results of a form's formulas against the rating of what was read from it; a finding for each difference."""
    program = find_spreadsheet()
    if program is None:
        return Proof(0, (finding("proof-without-spreadsheet", Location(name)),))
    try:
        sheets = {sheet.role: sheet for sheet in written_sheets(Package(recalculated(program, path))) if sheet.role}
    except SpreadsheetError as error:
        return Proof(0, (finding("proof-failed", Location(name), reason=str(error)),))
    guide = sheets.get("guide")
    stamp = read_stamp(cell.text for cell in guide.cells.values()) if guide is not None else None
    if stamp is None or stamp.kind not in framework.kinds or stamp.profile not in framework.profiles:
        return Proof(0, (finding("proof-of-no-form", Location(name)),))
    sent = sent_form(framework, stamp.kind, stamp.profile, stamp.language)
    if sent.stamp != stamp:
        return Proof(0, (finding("proof-of-no-form", Location(name)),))
    maker = FormMaker(resolve(framework, stamp.kind, stamp.profile), stamp.language)
    compared = list(_Results(maker, sent, sheets, name).compared(assessment))
    differing = [found for found in compared if found is not None]
    rest = len(differing) - _MOST
    cut = (finding("form-changes-cut", Location(name), count=rest),) if rest > 0 else ()
    return Proof(len(compared), (*differing[:_MOST], *cut))


class _Results:
    """The results of a recalculated form."""

    def __init__(self, maker: FormMaker, sent: Sent, sheets: Mapping[Role, WrittenSheet], name: str) -> None:
        self._maker = maker
        self._sheets: Mapping[str, WrittenSheet] = {role: sheet for role, sheet in sheets.items()}  # noqa: C416 other keys to mypy
        self._name = name
        self._alignments: dict[str, Alignment] = {
            role: aligned(sent.sheets[role], sheet.cells) for role, sheet in sheets.items()
        }

    def compared(self, assessment: Assessment) -> Iterator[Finding | None]:
        """For each result that was compared, what is wrong with it, if anything."""
        live = {(each.block, each.row, each.column): each for each in self._maker.cells}
        basis = self._result(live[TOTALS, "basis", REAL])
        tier = TIERS[int(basis) - 1] if basis in ("1", "2", "3") else TIERS[0]
        now = Moment(self._maker.scheme, Filling(assessment.unit), tier, assessment=assessment)
        for each in live.values():
            if each.block not in _COMPARED or not each.formula or _is_supposed(each) or each.row in _CHOICES:
                continue
            expected, result = each.value(now), self._result(each)
            if result is None or _agree(expected, result):
                yield None
            else:
                shown = plain(expected) if isinstance(expected, Decimal) else str(expected)
                yield finding("form-result-differs", self._place(each), form=result or "—", engine=shown.strip() or "—")

    def _result(self, live: Live) -> str | None:
        """What the form came to; None where its cell is not there any more."""
        at = self._at(live)
        sheet = self._sheets.get(self._maker.spots.of(live).role)
        if at is None or sheet is None:
            return None
        cell = sheet.cells.get(at)
        return cell.text.strip() if cell is not None else ""

    def _at(self, live: Live) -> tuple[int, int] | None:
        spot = self._maker.spots.of(live)
        alignment = self._alignments.get(spot.role)
        if alignment is None or spot.row not in alignment.rows:
            return None
        return alignment.rows[spot.row], alignment.columns.get(spot.column, spot.column)

    def _place(self, live: Live) -> Location:
        at, role = self._at(live), self._maker.spots.of(live).role
        return Location(self._name, self._sheets[role].name, address(*at) if at is not None else "")


def _is_supposed(live: Live) -> bool:
    return not (live.column == REAL or live.column.startswith(f"{REAL}:") or live.column in _PLAIN)


_PLAIN = ("before", "value", "sound", "exempt", "outcome")


def _agree(expected: Cached, result: str) -> bool:
    if isinstance(expected, str):
        return expected.strip() == result
    try:
        return abs(Decimal(result) - expected) <= _NOISE
    except InvalidOperation:
        return False
