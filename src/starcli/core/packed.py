"""The figures of a form in some hundreds of bytes: what comparing thousands of units keeps of each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import TIERS, Assessment, Tier, Unit
from starcli.core.findings import Location
from starcli.core.model import Definition, Framework
from starcli.core.numbers import LARGEST, half_up, plain
from starcli.core.racing.rules import ROLLING
from starcli.core.text import Text

_BETWEEN, _PARTS, _SHEETS = b";", b" ", "\t"
_FILE = "\x1f"
"""Stands between the file of an imported figure and its sheet."""
_PLACES = 6


@dataclass(frozen=True, slots=True)
class Trace:
    """A form's figures, packed: every one that the unit reported itself, and the watched ones that count.

    Those are kept too of which the last twelve months of an indicator are worked out.
    """

    reported: bytes
    counting: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """A rated unit's form, as comparing it with others needs it."""

    unit: Unit
    period: str
    file: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the cell that it stands in."""

    value: Decimal
    location: Location


class Packer:
    """Packs the figures of forms by one framework, and finds them again."""

    def __init__(self, framework: Framework) -> None:
        self.names = figure_names(framework)
        self.reported = tuple(self.names)
        self.watched = framework.cross_checks.watched
        self.measures = _measures(framework)
        compared = framework.cross_checks.peers.measures
        self.money = tuple(key for key in self.names if self.measures[key].zh in compared)
        kept = {*self.watched, *self.money, *_rolled(framework)}
        self.counting = tuple(key for key in self.names if key in kept)
        self._reported_at = {key: position for position, key in enumerate(self.reported)}
        self._counting_at = {key: position for position, key in enumerate(self.counting)}

    def pack(self, assessment: Assessment, basis: Tier) -> Trace:
        """The trace of a form; what counts is what the basis picks, or the tier below it."""
        tiers = TIERS[: TIERS.index(basis) + 1][::-1]
        reported = _packed(self._reported_at, assessment, ("self",), imports=False)
        return Trace(reported, _packed(self._counting_at, assessment, tiers, imports=True))

    def figure(self, form: Form, key: str) -> Figure | None:
        """The counting figure of a watched fact or indicator; None where the form has none."""
        return figure_at(form.trace.counting, self.counting.index(key), form.file)


def figure_names(framework: Framework) -> Mapping[str, Text]:
    """Every fact and every indicator with a number for a value, by what people call it, in the framework's order."""
    names = {key: fact.name for key, fact in framework.facts.items()}
    for key, entry in framework.entries.items():
        if entry.definition.type not in ("level", "yes-no"):
            names[key] = entry.definition.name
    return names


def values_in(packed: bytes) -> list[bytes]:
    """The figures as texts, one a key, in the order in which they were packed; empty where there is none."""
    _, _, entries = packed.partition(b"\n")
    return [entry.partition(_PARTS)[0] for entry in entries.split(_BETWEEN)]


def figure_at(packed: bytes, position: int, file: str) -> Figure | None:
    """The figure of one key, with its cell: in the given file, unless it was imported; None where there is none."""
    sheets, _, entries = packed.partition(b"\n")
    value, _, place = entries.split(_BETWEEN)[position].decode().partition(_PARTS.decode())
    if not value:
        return None
    cell, _, number = place.partition(_PARTS.decode())
    elsewhere, _, sheet = sheets.decode().split(_SHEETS)[int(number or 0)].rpartition(_FILE)
    return Figure(Decimal(value), Location(elsewhere or file, sheet, cell))


def cumulative_in(definition: Definition, framework: Framework) -> frozenset[str]:
    """What of an indicator's own figures grows from season to season and begins anew with the year."""
    names = definition.expression.names if definition.expression is not None else (definition.id,)
    watched = framework.cross_checks.watched
    return frozenset(name for name in names if name in watched and watched[name].cumulative)


def _rolled(framework: Framework) -> frozenset[str]:
    """The figures that the last twelve months of some indicators are worked out of."""
    found: set[str] = set()
    for entry in framework.entries.values():
        definition = entry.definition
        if definition.season_rule == ROLLING and cumulative_in(definition, framework):
            found.update(definition.expression.names if definition.expression is not None else (definition.id,))
    return frozenset(found)


def _packed(positions: Mapping[str, int], assessment: Assessment, tiers: Sequence[Tier], *, imports: bool) -> bytes:
    """The figures of the keys at their positions; a key without a usable number is left blank."""
    sheets: dict[str, int] = {}
    entries = [""] * len(positions)
    for key, entry in assessment.entries.items():
        position = positions.get(key)
        if position is None or not (entry.answers or entry.imported):
            continue
        answer = next((entry.answers[tier] for tier in tiers if tier in entry.answers), None)
        if imports and entry.imported is not None and answer is entry.answers.get("self"):
            answer = entry.imported.answer
        if answer is not None and isinstance(answer.value, Decimal) and abs(answer.value) <= LARGEST:
            place = answer.location
            if imports and entry.imported is not None and answer is entry.imported.answer:
                place = Location("", f"{place.file}{_FILE}{place.sheet}", place.cell)
            entries[position] = _entry(answer.value, place, sheets)
    head = _SHEETS.join(" ".join(sheet.split()) if "\n" in sheet or "\t" in sheet else sheet for sheet in sheets)
    return f"{head}\n{_BETWEEN.decode().join(entries)}".encode()


def _entry(value: Decimal, location: Location, sheets: dict[str, int]) -> str:
    """Value, cell, and the number of its sheet unless that is the first."""
    number = sheets.setdefault(location.sheet, len(sheets))
    shown = str(value)
    if not shown.isdigit():
        shown = plain(value)
        if len(shown.partition(".")[2]) > _PLACES:
            shown = plain(half_up(value, _PLACES))
    return f"{shown} {location.cell} {number}" if number else f"{shown} {location.cell}"


def _measures(framework: Framework) -> Mapping[str, Text]:
    """What each fact and indicator is measured in."""
    measures = {key: fact.measured_in for key, fact in framework.facts.items()}
    return measures | {key: entry.definition.measured_in for key, entry in framework.entries.items()}
