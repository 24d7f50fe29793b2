"""The rows of a check sheet one by one: gone, there twice, changed since, or with a verified value that cannot be.

A figure that several indicators share is at fault for each of them, and told once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import Assessment, Entry
from starcli.core.checking.items import CheckItem
from starcli.core.checking.sheet import EMPTY, CheckRow, CheckSheet
from starcli.core.checking.stamp import own_value, stamp_of
from starcli.core.filling import Question
from starcli.core.findings import Finding, finding
from starcli.core.imports.rates import is_same
from starcli.core.model import Fact
from starcli.core.numbers import half_up, plain
from starcli.core.scale import Value
from starcli.core.scheme import Scheme
from starcli.core.text import Text
from starcli.core.values import out_of_limits
from starcli.core.words import NOT_APPLICABLE

_BLANK = Text("未填", "nothing")


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with the row of a fact or an indicator as such, and with the values in it."""

    of_row: tuple[Finding, ...] = ()
    of_values: tuple[Finding, ...] = ()

    @property
    def are_errors(self) -> bool:
        """Whether nothing can be confirmed by it."""
        return any(found.severity == "error" for found in (*self.of_row, *self.of_values))


def faults_of(
    sheet: CheckSheet, form: Assessment, scheme: Scheme, items: tuple[CheckItem, ...]
) -> Mapping[str, Faults]:
    """The faults of every row that a sheet must have, by fact or indicator."""
    figures = {figure.id: figure for item in items for figure in item.figures}
    rows = dict.fromkeys(key for item in items for key in (item.indicator.id, *(f.id for f in item.figures)))
    same_form = bool(sheet.stamp) and sheet.stamp == stamp_of(form, scheme)
    found: dict[str, Faults] = {}
    for key in rows:
        of_row = tuple(_of_row(sheet, key, name_of(scheme, key)))
        row, figure = sheet.rows.get(key), figures.get(key)
        if row is None or figure is None:
            found[key] = Faults(of_row)
            continue
        entry = form.entries.get(key, Entry())
        of_values = (*_of_own(row, figure, entry, same_form=same_form), *_of_verified(row, figure))
        found[key] = Faults(of_row, of_values)
    return found


def name_of(scheme: Scheme, key: str) -> Text:
    """What people call a fact or an indicator."""
    facts = scheme.framework.facts
    return facts[key].name if key in facts else scheme.by_id[key].name


def in_words(value: Value | None, levels: Mapping[str, Text]) -> Text:
    """A value as a sentence says it: a level by its name."""
    if value is None:
        return _BLANK
    return levels.get(value, Text.same(value)) if isinstance(value, str) else Text.same(plain(value))


def _of_row(sheet: CheckSheet, key: str, name: Text) -> Iterator[Finding]:
    """That a row is not there, or there twice."""
    if key not in sheet.rows:
        yield finding("check-row-missing", sheet.location, id=key, name=name)
    for again in sheet.doubled.get(key, ()):
        other = sheet.rows[key].location.within
        yield finding("check-row-doubled", again.location, id=key, name=name, other=other)


def _of_own(row: CheckRow, figure: Question, entry: Entry, *, same_form: bool) -> Iterator[Finding]:
    """That the unit has changed its value since, or somebody the one on the sheet."""
    then, now = _on_sheet(row, figure), _in_form(entry, figure)
    if "own" not in row.places or then == now:
        return
    code = "check-own-edited" if same_form else "check-own-changed"
    name = figure.asked.name
    yield finding(code, row.at("own"), id=figure.id, name=name, sheet=then, form=now)


def _on_sheet(row: CheckRow, figure: Question) -> Text:
    if row.own is None:
        return _BLANK
    if row.own.not_applicable:
        return NOT_APPLICABLE
    return _written(row.own.raw) if row.own.value is None else in_words(row.own.value, figure.levels)


def _in_form(entry: Entry, figure: Question) -> Text:
    value, own = own_value(entry), entry.answers.get("self")
    if value is not None:
        return in_words(value, figure.levels)
    if entry.claimed is not None:
        return NOT_APPLICABLE
    return _BLANK if own is None else _written(own.raw)


def _written(text: str) -> Text:
    """What cannot be read, as it stands there but for its spaces."""
    return Text.same(" ".join(text.split()))


def _of_verified(row: CheckRow, figure: Question) -> Iterator[Finding]:
    """That a verified value cannot be read, or cannot be."""
    if not row.said("verified"):
        return
    place = row.at("verified")
    if row.verified is None:
        yield finding("check-value-unread", place, id=figure.id, text=row.said("verified"))
        return
    value = row.verified.value
    if value is not None and not isinstance(value, str):
        asked = figure.asked
        yield from out_of_limits(asked if isinstance(asked, Fact) else asked.definition, value, place)


def typed_over(item: CheckItem, sheet: CheckSheet, form: Assessment) -> Iterator[Finding]:
    """That the verified value of what is worked out of facts was typed, and is not what the facts on the sheet give."""
    row = sheet.rows.get(item.indicator.id, EMPTY)
    definition = item.indicator.definition
    if item.is_typed or definition.expression is None or not row.said("verified"):
        return
    if row.verified is not None and row.verified.not_applicable and row.verdict == "not-applicable":
        return
    exact = definition.expression.evaluate(numbers) if (numbers := _numbers(item, sheet, form)) is not None else None
    value = row.verified.value if row.verified is not None else None
    if exact is not None and isinstance(value, Decimal) and _is_as_shown(value, exact, definition.scale.precision):
        return
    computed = _BLANK if exact is None else Text.same(plain(half_up(exact, definition.scale.precision)))
    typed, name = row.said("verified"), item.indicator.name
    place = row.at("verified")
    yield finding("check-worked-out-differs", place, id=item.indicator.id, name=name, typed=typed, computed=computed)


def _numbers(item: CheckItem, sheet: CheckSheet, form: Assessment) -> dict[str, Decimal] | None:
    """The facts of an indicator: verified ones, and the unit's own where none was entered; None where one lacks."""
    expression = item.indicator.definition.expression
    found: dict[str, Decimal] = {}
    for name in expression.names if expression is not None else ():
        verified = sheet.rows.get(name, EMPTY).verified
        value = verified.value if verified is not None else own_value(form.entries.get(name))
        if not isinstance(value, Decimal):
            return None
        found[name] = value
    return found


def _is_as_shown(value: Decimal, exact: Decimal, places: int) -> bool:
    """Whether a program that works with binary numbers may show an exact value so."""
    return is_same(value, exact) or abs(value - half_up(exact, places)) <= Decimal(1).scaleb(-places)
