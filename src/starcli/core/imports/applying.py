"""Imported values into a form: each takes the place that the framework's data source gives it.

For an indicator whose source is not the unit itself it displaces what the unit reported; for any other it is held
against it. Which of several periods counts, and what cannot be decided, is found here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from starcli.core.assessment import OWN_SOURCE, Answer, Assessment, Entry, Imported
from starcli.core.findings import Detail, Finding, Read, finding
from starcli.core.imports.periods import FITS, Span, fit, span_of
from starcli.core.imports.places import is_carried, serving, source_of
from starcli.core.imports.values import ImportedValue
from starcli.core.model import Framework
from starcli.core.scheme import Indicator, Scheme
from starcli.core.seasons import seasons_a_year
from starcli.core.text import Text
from starcli.core.values import out_of_limits


def with_imports(assessment: Assessment, scheme: Scheme, values: Iterable[ImportedValue]) -> Read[Assessment]:
    """The form with the values that were imported for its unit, and a finding for each that has no place in it."""
    by_key: dict[str, list[ImportedValue]] = {}
    for value in values:
        by_key.setdefault(value.key, []).append(value)
    if not by_key:
        return Read(assessment)
    entering = _Entering(assessment, scheme)
    for key, each in by_key.items():
        entering.enter(key, each)
    return Read(replace(assessment, entries=entering.entries), entering.findings)


def without_imports(assessment: Assessment) -> Assessment:
    """The form as the unit and its checkers filled it in; the very same where nothing was imported."""
    if not has_imports(assessment):
        return assessment
    entries = {
        key: entry if entry.imported is None else replace(entry, imported=None)
        for key, entry in assessment.entries.items()
    }
    return replace(assessment, entries=entries)


def has_imports(assessment: Assessment) -> bool:
    """Whether any value of a form was imported."""
    return any(entry.imported is not None for entry in assessment.entries.values())


@dataclass(slots=True)
class _Late:
    """The values of one table that are of a period which is not the form's."""

    values: list[ImportedValue]
    keys: dict[str, None]


class _Entering:
    """Enters values one figure after another."""

    def __init__(self, assessment: Assessment, scheme: Scheme) -> None:
        self._form = assessment
        self._scheme = scheme
        self._serving = serving(scheme)
        self._per_year = seasons_a_year(scheme.framework)
        self._late: dict[tuple[str, str], _Late] = {}
        self._found: list[Finding] = []
        self.entries: dict[str, Entry] = dict(assessment.entries)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found."""
        return (*self._found, *(self._of_another_period(*key, late) for key, late in self._late.items()))

    def enter(self, key: str, values: Sequence[ImportedValue]) -> None:
        """The one value of a figure that counts, into its entry; a finding where there is none."""
        serves = self._serving.get(key)
        if serves is None:
            self._found.append(finding("imported-not-for-kind", values[0].answer.location, id=key))
            return
        usable = [value for value in values if not self._is_impossible(key, value)]
        value = self._chosen(key, usable, carried=is_carried(serves)) if usable else None
        if value is None:
            return
        entry = self.entries.get(key, Entry(location=value.answer.location))
        source = source_of(serves)
        if source == OWN_SOURCE:
            self._compare(key, entry, value, serves)
        else:
            self.entries[key] = replace(entry, imported=Imported(value.answer, source, value.provider))

    def _is_impossible(self, key: str, value: ImportedValue) -> bool:
        """Whether a figure cannot be so, with a finding at its cell: nobody loses points by a slip of a department."""
        number = value.answer.value
        if not isinstance(number, Decimal):
            return False
        framework = self._scheme.framework
        asked = framework.facts[key] if key in framework.facts else framework.entries[key].definition
        found = out_of_limits(asked, number, value.answer.location)
        self._found += found
        return bool(found)

    def _chosen(self, key: str, values: Sequence[ImportedValue], *, carried: bool) -> ImportedValue | None:
        """Of several values the one whose period fits the form best; None, with a finding, where they differ."""
        fitting = [
            (FITS.index(how), value)
            for value in values
            if (how := fit(value.period, self._form.period, carried=carried, per_year=self._per_year)) is not None
        ]
        if not fitting:
            self._put_aside(key, values)
            return None
        best = min(rank for rank, _ in fitting)
        chosen = [value for rank, value in fitting if rank == best]
        if FITS[best] == "earlier":
            chosen = self._latest(chosen)
        first = chosen[0]
        other = next((each for each in chosen[1:] if each.answer.value != first.answer.value), None)
        if other is None:
            return first
        names: dict[str, Detail] = {
            "id": key,
            "name": name_of(self._scheme.framework, key),
            "other": str(first.answer.location),
        }
        now, then = other.answer.raw, first.answer.raw
        self._found.append(finding("imported-values-differ", other.answer.location, value=now, first=then, **names))
        return None

    def _latest(self, values: Sequence[ImportedValue]) -> list[ImportedValue]:
        spans = [(span_of(value.period, None, self._per_year), value) for value in values]
        dated: list[tuple[Span, ImportedValue]] = [(span, value) for span, value in spans if span is not None]
        last = max((span.last for span, _ in dated), default=None)
        return [value for span, value in dated if span.last == last] or list(values)

    def _put_aside(self, key: str, values: Sequence[ImportedValue]) -> None:
        for value in values:
            late = self._late.setdefault((value.answer.location.file, value.period), _Late([], {}))
            late.values.append(value)
            late.keys[key] = None

    def _of_another_period(self, _file: str, period: str, late: _Late) -> Finding:
        place = late.values[0].answer.location
        ids = ", ".join(late.keys)
        return finding(
            "imported-period-differs", place, count=len(late.values), period=period, form=self._form.period, ids=ids
        )

    def _compare(self, key: str, entry: Entry, value: ImportedValue, serves: Sequence[Indicator]) -> None:
        """A figure that is the unit's to report: what was imported is not used, and said where it differs."""
        own = entry.answers.get("self")
        if own is not None and (own.value == value.answer.value or own.value is None):
            return
        asked = serves[0].definition if key == serves[0].id else self._scheme.framework.facts[key]
        details: dict[str, Detail] = {
            "id": key,
            "name": asked.name,
            "value": said(value.answer, serves),
            "own": _blank() if own is None else said(own, serves),
            "cell": entry.location.within,
        }
        self._found.append(finding("imported-not-used", value.answer.location, **details))


def name_of(framework: Framework, key: str) -> Text:
    """What people call a fact or an indicator."""
    return framework.facts[key].name if key in framework.facts else framework.entries[key].definition.name


def said(answer: Answer, serves: Sequence[Indicator]) -> Text:
    """An answer as a sentence quotes it: a level by its name."""
    levels = serves[0].definition.scale.levels
    return levels[answer.value] if isinstance(answer.value, str) and answer.value in levels else Text.same(answer.raw)


def _blank() -> Text:
    return Text("未填", "nothing")
