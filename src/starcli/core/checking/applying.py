"""What a check sheet says that counts, into the form: verified values beside the unit's own, which stays as it is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from starcli.core.assessment import Answer, Assessment, Entry
from starcli.core.checking.sheet import CheckSheet
from starcli.core.checking.verdicts import Checked, Verdicts, verdicts_of
from starcli.core.checking.words import VERDICTS
from starcli.core.findings import Finding, Read, finding
from starcli.core.scheme import Scheme


def with_sheets(form: Assessment, scheme: Scheme, sheets: tuple[CheckSheet, ...], day: date | None) -> Read[Assessment]:
    """The form with what the check sheet of its unit says; of several sheets none counts."""
    if not sheets:
        return Read(form)
    read = verdicts_on(form, scheme, sheets, day)
    if read.value is None:
        return Read(form, read.findings)
    applied = applied_to(form, read.value)
    return Read(applied.value, (*read.findings, *applied.findings))


def verdicts_on(
    form: Assessment, scheme: Scheme, sheets: tuple[CheckSheet, ...], day: date | None
) -> Read[Verdicts | None]:
    """What the one sheet of a unit says; None, with findings, where there are several or it is of another season."""
    if len(sheets) > 1:
        others = {id(one): ", ".join(str(each.location) for each in sheets if each is not one) for one in sheets}
        twice = (finding("check-sheet-twice", one.location, others=others[id(one)]) for one in sheets)
        return Read(None, tuple(twice))
    sheet = sheets[0]
    if sheet.period and form.period and sheet.period != form.period:
        place = sheet.cells.get("period", sheet.location)
        return Read(None, (finding("check-period-differs", place, sheet=sheet.period, form=form.period),))
    read = verdicts_of(sheet, form, scheme, day)
    return Read(read.value, read.findings)


def applied_to(form: Assessment, verdicts: Verdicts) -> Read[Assessment]:
    """The form with verified values; where the town has entered another one already, that stays, with a finding."""
    entries: dict[str, Entry] = dict(form.entries)
    found: list[Finding] = []
    for key, answer in verdicts.confirmed.items():
        _enter(entries, key, answer, "", found)
    for item in verdicts.items:
        instead = _of_verdict(item)
        if instead is not None:
            _enter(entries, item.indicator.id, instead, _reason(item, entries), found)
    return Read(replace(form, entries=entries), tuple(found))


def _of_verdict(item: Checked) -> Answer | None:
    """What stands in the place of a value that is not accepted, or does not apply; None for any other verdict."""
    place = item.row.at("verdict")
    if item.verdict == "rejected":
        return Answer(None, VERDICTS["rejected"].zh, place, rejected=True)
    if item.verdict == "not-applicable":
        return Answer(None, VERDICTS["not-applicable"].zh, place, not_applicable=True)
    return None


def _reason(item: Checked, entries: Mapping[str, Entry]) -> str:
    known = entries.get(item.indicator.id)
    return item.row.said("reason") or (known.reason if known is not None else "")


def _enter(entries: dict[str, Entry], key: str, answer: Answer, reason: str, found: list[Finding]) -> None:
    entry = entries.get(key, Entry(location=answer.location))
    known = entry.answers.get("verified")
    if known is not None:
        same = (known.value, known.not_applicable, known.rejected)
        if same != (answer.value, answer.not_applicable, answer.rejected):
            there = str(known.location)
            found.append(finding("check-differs-from-verified", answer.location, id=key, text=known.raw, cell=there))
        elif reason and not entry.reason:
            entries[key] = replace(entry, reason=reason)
        return
    entries[key] = replace(entry, answers={**entry.answers, "verified": answer}, reason=reason or entry.reason)
