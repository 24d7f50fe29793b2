"""This season against the former one: figures that fell within a year, or changed by more than is believable."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, finding
from starcli.core.model import Framework
from starcli.core.numbers import divide, half_up, plain
from starcli.core.packed import Figure, Form, Packer
from starcli.core.roster import squeezed
from starcli.core.text import Text

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_QUARTER = re.compile(r"([12]\d{3})Q([1-4])")
_NAMED = 3
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What each form's figures say against those of the season before, and notes on what could not be compared."""

    findings: tuple[tuple[Finding, ...], ...]
    notes: tuple[Finding, ...]


def against_former(forms: Sequence[Form], former: Sequence[Form], framework: Framework, place: Location) -> Comparison:
    """Every form against the same unit's former one; `place` is where the former ones were looked for."""
    packer, known = Packer(framework), _Former(former)
    found: list[tuple[Finding, ...]] = []
    apart: dict[str, list[str]] = {"missing": [], "twice": [], "not-earlier": [], "undated": []}
    for form in forms:
        matches = known.of(form.unit)
        obstacle = _obstacle(matches, form)
        if obstacle:
            apart[obstacle].append(form.unit.name)
        changes = _changes(packer, matches[0], form) if obstacle in ("", "undated") else ()
        found.append(tuple(changes))
    return Comparison(tuple(found), _notes(apart, place))


def _obstacle(matches: Sequence[Form], now: Form) -> str:
    """Why a form cannot be compared with the former one, or not in full; empty where nothing stands in the way."""
    if len(matches) != 1:
        return "twice" if matches else "missing"
    if _is_earlier(matches[0].period, now.period) is False:
        return "not-earlier"
    return "undated" if _same_year(matches[0].period, now.period) is None else ""


def _notes(apart: Mapping[str, Sequence[str]], place: Location) -> tuple[Finding, ...]:
    """One note for each reason for which units were not compared, or not in full."""
    found = []
    if apart["missing"]:
        found.append(finding("former-missing", place, **_counted(apart["missing"])))
    if apart["twice"]:
        found.append(finding("former-twice", place, **_counted(apart["twice"])))
    if apart["not-earlier"]:
        found.append(finding("former-not-earlier", place, **_counted(apart["not-earlier"])))
    if apart["undated"]:
        found.append(finding("former-undated", place, **_counted(apart["undated"])))
    return tuple(found)


def _counted(names: Sequence[str]) -> dict[str, str | int]:
    return {"count": len(names), "names": ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")}


class _Former:
    """The former forms by the code of their unit, and by place and name."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._by_code: dict[str, list[Form]] = {}
        self._by_place: dict[tuple[str, str, str], list[Form]] = {}
        for form in forms:
            if form.unit.code:
                self._by_code.setdefault(form.unit.code, []).append(form)
            self._by_place.setdefault(_place(form.unit), []).append(form)

    def of(self, unit: Unit) -> Sequence[Form]:
        """The forms of a unit: those with its code, else those with its place and name and no other code."""
        if unit.code in self._by_code:
            return self._by_code[unit.code]
        same = self._by_place.get(_place(unit), [])
        return [form for form in same if not (unit.code and form.unit.code)]


def _place(unit: Unit) -> tuple[str, str, str]:
    return squeezed(unit.county), squeezed(unit.town), squeezed(unit.name)


def _changes(packer: Packer, then: Form, now: Form) -> Iterator[Finding]:
    same_year = _same_year(then.period, now.period) is True
    for key, watch in packer.watched.items():
        before, after = packer.figure(then, key), packer.figure(now, key)
        if before is None or after is None:
            continue
        fell = watch.cumulative and same_year and after.value < before.value
        # A figure that begins anew with the year says nothing when it does.
        change = None if watch.cumulative and not same_year else _change(before.value, after.value)
        name = packer.names[key]
        if fell:
            yield finding("figure-fell", after.location, name=name, **_both(before, after))
        elif change is not None and watch.rise is not None and change > watch.rise:
            details = _both(before, after) | {"change": plain(half_up(change, 0)), "most": plain(watch.rise)}
            yield finding("figure-jumped", after.location, name=name, **details)
        elif change is not None and watch.drop is not None and -change > watch.drop:
            details = _both(before, after) | {"change": plain(half_up(-change, 0)), "most": plain(watch.drop)}
            yield finding("figure-dropped", after.location, name=name, **details)


def _both(before: Figure, after: Figure) -> dict[str, str | Text]:
    return {"then": plain(before.value), "now": plain(after.value), "cell": str(before.location)}


def _change(before: Decimal, after: Decimal) -> Decimal | None:
    """The change in per cent; None from nothing, or from a debt, of which no share can be taken."""
    return divide((after - before) * _HUNDRED, before) if before > 0 else None


def _same_year(then: str, now: str) -> bool | None:
    """Whether two periods lie in one year; None where one of them names none."""
    years = [_YEAR.search(period) for period in (then, now)]
    return None if years[0] is None or years[1] is None else years[0][0] == years[1][0]


def _is_earlier(then: str, now: str) -> bool | None:
    """Whether a period lies before another one; None where that cannot be told."""
    quarters = [_QUARTER.fullmatch(period) for period in (then, now)]
    if quarters[0] is not None and quarters[1] is not None:
        return quarters[0].groups() < quarters[1].groups()
    if then and then == now:
        return False
    years = [_YEAR.search(period) for period in (then, now)]
    if years[0] is None or years[1] is None or years[0][0] == years[1][0]:
        return None
    return years[0][0] < years[1][0]
