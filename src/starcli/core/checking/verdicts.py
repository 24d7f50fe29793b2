"""A check sheet held against the form that it is about: what is wrong with it, and what it says that counts.

No indicator can be passed over: a row that was left blank, deleted or doubled is an error, and so is a verdict that its
own figures contradict. A row that is not sound confirms nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from starcli.core.assessment import Answer, Assessment, Entry
from starcli.core.checking.figures import faults_of, in_words, name_of, typed_over
from starcli.core.checking.items import CheckItem, check_items
from starcli.core.checking.sheet import EMPTY, CheckRow, CheckSheet
from starcli.core.checking.stamp import own_value, stamp_of
from starcli.core.checking.words import VERDICTS, Verdict
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text

_TYPED = ("verdict", "method", "reason", "checker", "date")
"""What a checker fills in besides values."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of one indicator; a row that is not `sound` has an error, and confirms nothing."""

    indicator: Indicator
    row: CheckRow
    sound: bool

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that counts."""
        return self.row.verdict if self.sound else None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a sheet says that counts: verified answers by fact or indicator, and the rows of its indicators."""

    sheet: CheckSheet
    items: tuple[Checked, ...]
    confirmed: Mapping[str, Answer]

    @property
    def sound(self) -> int:
        """How many indicators were checked as they must be."""
        return sum(item.sound for item in self.items)

    def of(self, indicator: str) -> Checked | None:
        """What was found of an indicator by its code."""
        return next((item for item in self.items if item.indicator.id == indicator), None)


def verdicts_of(sheet: CheckSheet, form: Assessment, scheme: Scheme, day: date | None) -> Read[Verdicts]:
    """What a sheet says of a form that counts, and everything that is wrong with it; no date may be after the day."""
    judge = _Judge(sheet, form, scheme, day)
    items = tuple(judge.judged(item) for item in judge.items)
    return Read(Verdicts(sheet, items, judge.confirmed), (*judge.about(), *judge.found))


class _Judge:
    def __init__(self, sheet: CheckSheet, form: Assessment, scheme: Scheme, day: date | None) -> None:
        self._sheet = sheet
        self._form = form
        self._scheme = scheme
        self._day = day
        self._same_form = not sheet.stamp or sheet.stamp == stamp_of(form, scheme)
        self.items = check_items(scheme)
        self._faults = faults_of(sheet, form, scheme, self.items)
        self._told: set[Finding] = set()
        self.found: list[Finding] = []
        self.confirmed: dict[str, Answer] = {}

    def about(self) -> Iterator[Finding]:
        """What is found of the sheet as a whole: another version of the form or of the framework."""
        place, used = self._sheet.location, self._scheme.framework.fingerprint
        if self._sheet.fingerprint and self._sheet.fingerprint != used:
            where = self._sheet.cells.get("fingerprint", place)
            yield finding("check-framework-differs", where, sheet=self._sheet.fingerprint, used=used)
        if not self._sheet.stamp:
            yield finding("check-stamp-missing", place)
        elif not self._same_form and not any(one.code == "check-own-changed" for one in self.found):
            yield finding("check-stamp-differs", self._sheet.cells.get("stamp", place))

    def judged(self, item: CheckItem) -> Checked:
        """What was found of one indicator; what counts of it is among the confirmed."""
        row = self._sheet.rows.get(item.indicator.id, EMPTY)
        faults = [self._faults[key] for key in dict.fromkeys((item.indicator.id, *item.keys))]
        usable = not any(each.are_errors for each in faults)
        own_rows = dict.fromkeys((item.indicator.id, *(figure.id for figure in item.figures)))
        gone = [found for key in own_rows for found in self._faults[key].of_row]
        if gone:
            found = gone
        elif not self._is_filled(item, row):
            found = [self._about("check-row-blank", item, row.at("verdict"))]
        else:
            found = [*self._by_whom(item, row), *(one for each in faults for one in each.of_values)]
            found += self._verdict(item, row, usable=usable)
        # What is wrong with a figure that others share is told with the first of them.
        self.found += (one for one in found if one not in self._told)
        self._told.update(found)
        sound = usable and all(one.severity != "error" for one in found)
        if sound and row.verdict in ("as-reported", "differs"):
            self._confirm(item)
        return Checked(item.indicator, row, sound)

    def _is_filled(self, item: CheckItem, row: CheckRow) -> bool:
        rows = (row, *(self._sheet.rows.get(figure.id, EMPTY) for figure in item.figures))
        return any(row.said(column) for column in _TYPED) or any(each.said("verified") for each in rows)

    def _by_whom(self, item: CheckItem, row: CheckRow) -> Iterator[Finding]:
        """Who checked it when, and how."""
        if not row.said("checker"):
            yield self._about("check-without-checker", item, row.at("checker"))
        if not row.said("date"):
            yield self._about("check-without-date", item, row.at("date"))
        elif row.day is None:
            yield finding("check-date-unread", row.at("date"), id=item.indicator.id, text=row.said("date"))
        elif self._day is not None and row.day > self._day:
            said, today = row.day.isoformat(), self._day.isoformat()
            yield finding("check-date-future", row.at("date"), id=item.indicator.id, date=said, today=today)
        if row.said("method") and not row.methods:
            yield finding("check-method-unread", row.at("method"), id=item.indicator.id, text=row.said("method"))
        elif not row.methods:
            yield self._about("check-without-method", item, row.at("method"))

    def _verdict(self, item: CheckItem, row: CheckRow, *, usable: bool) -> Iterator[Finding]:
        """What is wrong with the verdict; values that are wrong themselves are not held against it."""
        if row.verdict is None:
            code = "check-verdict-unread" if row.said("verdict") else "check-verdict-missing"
            known = Text("、".join(v.zh for v in VERDICTS.values()), ", ".join(v.en for v in VERDICTS.values()))
            text = row.said("verdict")
            yield finding(code, row.at("verdict"), id=item.indicator.id, text=text, known=known)
            return
        typed = {key: each for key in item.keys if (each := self._sheet.rows.get(key, EMPTY)).said("verified")}
        if row.verdict != "as-reported" and not row.said("reason") and not self._has_reason(item, row):
            yield self._about("check-without-reason", item, row.at("reason"))
        if not usable:
            return
        yield from typed_over(item, self._sheet, self._form)
        if row.verdict in ("as-reported", "differs"):
            yield from self._values(item, row, typed)
        else:
            own = {key: each for key, each in typed.items() if key in item.own_keys}
            yield from self._without_values(item, row, own)

    def _has_reason(self, item: CheckItem, row: CheckRow) -> bool:
        """Whether the unit itself said why an item does not apply."""
        entries = (self._form.entries.get(figure.id, Entry()) for figure in item.figures)
        return row.verdict == "not-applicable" and any(entry.claimed and entry.reason for entry in entries)

    def _values(self, item: CheckItem, row: CheckRow, typed: Mapping[str, CheckRow]) -> Iterator[Finding]:
        """The values beside a verdict that the claim is right, or that it is wrong by so much."""
        different = [each for key, each in typed.items() if self._is_other(key, each)]
        name = item.indicator.name
        if any(each.verified is not None and each.verified.not_applicable for each in typed.values()):
            place = row.at("verdict")
            yield finding("check-not-applicable-otherwise", place, id=item.indicator.id, name=name)
        elif row.verdict == "differs" and not different:
            yield self._about("check-nothing-differs", item, row.at("verified"))
        elif row.verdict == "as-reported" and different:
            first = different[0]
            own, levels = own_value(self._form.entries.get(first.key)), self._levels(first.key)
            value = first.verified.value if first.verified is not None else None
            what = name_of(self._scheme, first.key)
            shown = {"value": in_words(value, levels), "own": in_words(own, levels), "what": what}
            yield finding("check-verdict-contradicts", row.at("verdict"), id=item.indicator.id, name=name, **shown)
        for key in item.keys:
            entry = self._form.entries.get(key)
            own_answer = entry.answers.get("self") if entry is not None else None
            unread = own_answer is not None and own_answer.value is None and not own_answer.not_applicable
            if unread and own_answer is not None and key not in typed:
                place = self._sheet.rows.get(key, row).at("verified")
                yield finding("check-own-unread", place, id=key, name=name_of(self._scheme, key), text=own_answer.raw)

    def _without_values(self, item: CheckItem, row: CheckRow, typed: Mapping[str, CheckRow]) -> Iterator[Finding]:
        """No value goes with a claim that is not accepted, or with what does not apply."""
        for each in typed.values():
            if each.verified is not None and not each.verified.not_applicable and row.verdict is not None:
                verdict = VERDICTS[row.verdict]
                yield finding(
                    "check-verdict-with-value", each.at("verified"), id=item.indicator.id, verdict=verdict,
                    value=each.said("verified"),
                )  # fmt: skip

    def _confirm(self, item: CheckItem) -> None:
        """The values of a sound row: those that were typed, and the unit's own where none was."""
        for key in item.keys:
            row = self._sheet.rows.get(key, EMPTY)
            entry = self._form.entries.get(key)
            place = row.at("verified")
            if row.verified is not None:
                self.confirmed[key] = row.verified
            elif entry is not None and entry.claimed is not None:
                self.confirmed[key] = Answer(None, "", place, not_applicable=True)
            elif (value := own_value(entry)) is not None and entry is not None:
                self.confirmed[key] = Answer(value, entry.answers["self"].raw, place)

    def _is_other(self, key: str, row: CheckRow) -> bool:
        return row.verified is not None and row.verified.value != own_value(self._form.entries.get(key))

    def _about(self, code: str, item: CheckItem, place: Location) -> Finding:
        return finding(code, place, id=item.indicator.id, name=item.indicator.name)

    def _levels(self, key: str) -> Mapping[str, Text]:
        return self._scheme.by_id[key].definition.scale.levels if key in self._scheme.by_id else {}
