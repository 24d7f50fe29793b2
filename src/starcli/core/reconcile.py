"""All forms of a run together: two forms of one unit, and who in the roster has not reported."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from starcli.core.assessment import Dated, Unit
from starcli.core.findings import Finding, Location, finding
from starcli.core.roster import Roster, RosterUnit, squeezed
from starcli.core.text import Text

_VERSION_WORDS = re.compile(
    r"最终版?|终稿|定稿|修[改订]版?|更正版?|补充版?|改后|副本|新版|[(（]\d{1,2}[)）]|v\d+|copy|final|revised",
    re.IGNORECASE,
)
"""What people write into a file's name to tell its versions apart."""


@dataclass(frozen=True, slots=True)
class Report:
    """A form that came in: its unit and that one's position in the roster, its day, and whether it can be rated."""

    unit: Unit
    location: Location
    listed_as: int | None = None
    dated: Dated = field(default_factory=Dated)
    usable: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a report: it counts, gives way to a later one, or nobody can choose between it and another."""

    outcome: Literal["counts", "superseded", "doubled"] = "counts"
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A unit of the roster without a form, and the finding that says so."""

    entry: RosterUnit
    finding: Finding
    listed_as: int | None = None


def settle_doubles(reports: Sequence[Report], *, latest: bool, by_roster: bool) -> tuple[Verdict, ...]:
    """The verdict on each report, in their order.

    Of several forms of one unit none counts; with `latest` the one does that was filled in after all others.
    """
    by_unit: dict[tuple[object, ...], list[Report]] = {}
    for report in reports:
        if report.usable:
            by_unit.setdefault(_identity(report, by_roster), []).append(report)
    verdicts = {id(report): verdict for same in by_unit.values() for report, verdict in _judged(same, latest)}
    return tuple(verdicts.get(id(report), Verdict()) for report in reports)


def missing_units(roster: Roster, reports: Iterable[Report], unread: Mapping[str, str]) -> tuple[Missing, ...]:
    """Every entry that no report is of, in the roster's order.

    `unread` are the files that no unit is known of, each with the part of its name that may tell.
    """
    came = tuple(reports)
    reported = {report.listed_as for report in came}
    others = [report for report in came if report.listed_as is None]
    return tuple(
        Missing(entry, _not_reported(entry, others, unread), position)
        for position, entry in enumerate(roster.units)
        if position not in reported
    )


def _identity(report: Report, by_roster: bool) -> tuple[object, ...]:
    """What two forms of one unit share: the entry, else the code, else name and place.

    Outside a roster a code alone says nothing: forms that were copied keep the code of the first.
    """
    unit = report.unit
    if report.listed_as is not None:
        return ("entry", report.listed_as)
    if unit.code and not by_roster:
        return ("code", unit.code)
    return ("name", unit.code, unit.county, unit.town, squeezed(unit.name))


def _judged(same: Sequence[Report], latest: bool) -> list[tuple[Report, Verdict]]:
    if len(same) == 1:
        return [(same[0], Verdict())]
    newest = _newest(same) if latest else None
    if newest is not None:
        return [(report, Verdict() if report is newest else _superseded(report, newest)) for report in same]
    return [(report, Verdict("doubled", _undecided(report, same, latest))) for report in same]


def _newest(same: Sequence[Report]) -> Report | None:
    """The report of a day after those of all others; None where a day is missing, or two may be the same."""
    if not all(report.dated.last for report in same):
        return None
    last = max(same, key=lambda report: report.dated.first)
    return last if all(other.dated.last < last.dated.first for other in same if other is not last) else None


def _superseded(report: Report, newest: Report) -> Verdict:
    found = finding(
        "older-form-left-out",
        report.location,
        older=str(report.location),
        newer=str(newest.location),
        old_day=report.dated.text,
        new_day=newest.dated.text,
    )
    return Verdict("superseded", (found,))


def _undecided(report: Report, same: Sequence[Report], latest: bool) -> tuple[Finding, ...]:
    first, *others = (str(one.location) for one in same)
    names = {"first": first, "second": ", ".join(others)}
    found = [finding("unit-twice", report.location, **names, hint=_versions(same))]
    if latest and not report.dated.last:
        place = report.dated.location if str(report.dated.location) else report.location
        code = "form-date-unreadable" if report.dated.text else "form-undated"
        found.append(finding(code, place, **names, text=report.dated.text))
    elif latest and all(one.dated.last for one in same):
        found.append(finding("form-dates-equal", report.dated.location, **names, text=report.dated.text))
    return tuple(found)


def _versions(same: Sequence[Report]) -> Text:
    """What the names of files say of their versions, for a person to judge by."""
    said = {}
    for report in same:
        name = report.location.file.rsplit("/", maxsplit=1)[-1]
        if words := _VERSION_WORDS.findall(name):
            said[name] = "、".join(words)
    if not said:
        return Text.same("")
    zh = "，".join(f"{name} 的文件名里有“{words}”" for name, words in said.items())
    en = ", ".join(f"the name of {name} says '{words}'" for name, words in said.items())
    return Text(f"（{zh}）", f" ({en})")


def _not_reported(entry: RosterUnit, others: Iterable[Report], unread: Mapping[str, str]) -> Finding:
    unit, name = entry.unit, squeezed(entry.unit.name)
    called = Text(f"{unit.town}{unit.name}", ", ".join(filter(None, (unit.name, unit.town))))
    near = [file for file, stem in unread.items() if name in squeezed(stem)]
    alike = (one for one in others if squeezed(one.unit.name) == name or (unit.code and one.unit.code == unit.code))
    near += [str(one.location) for one in alike if str(one.location) not in near]
    if near:
        return finding("not-reported-but-near", entry.location, unit=called, files=", ".join(near))
    return finding("not-reported", entry.location, unit=called)
