"""Small seasons for the tests of the race: units with a few figures, rated by small frameworks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from factory import Item, fact, form, framework_of

from starcli.core.assessment import Assessment, Unit
from starcli.core.everyone import Member
from starcli.core.findings import Location
from starcli.core.marks import marks_of
from starcli.core.model import Framework
from starcli.core.packed import Packer
from starcli.core.racing.places import unit_key
from starcli.core.racing.race import Race, Rules, run_race
from starcli.core.racing.season import SeasonForm, SeasonForms
from starcli.core.rating import rate
from starcli.core.scheme import resolve
from starcli.core.seasons import season_of
from starcli.core.standing import standing_of
from starcli.core.thresholds import CrossChecks, Watch
from starcli.excel.digest import digest_of

Figures = Mapping[str, str]
BY_KIND = Rules(("kind",), "self")


def framework(
    *items: Item, rules: Mapping[str, str] | None = None, cumulative: Sequence[str] = (), **changes: Any
) -> Framework:
    """A framework of some items; `rules` are season rules by indicator, `cumulative` what begins anew each year.

    Its fingerprint is made of what it says, so that two that differ are two.
    """
    names = {name for item in items if item.value for name in item.value.replace("*", " ").replace("/", " ").split()}
    facts = [fact(name) for name in sorted(names) if name.isalpha()]
    made = framework_of(items, facts, **changes)
    entries = {
        key: replace(entry, definition=replace(entry.definition, season_rule=(rules or {}).get(key, "as-is")))
        for key, entry in made.entries.items()
    }
    checks = CrossChecks(watched={key: Watch(cumulative=True) for key in cumulative})
    fingerprint = digest_of(repr((items, rules, cumulative, changes)).encode())[:12]
    return replace(made, entries=entries, cross_checks=checks, fingerprint=fingerprint)


def season(
    label: str,
    units: Mapping[str, Figures | None],
    by: Framework,
    again: Iterable[Framework] = (),
    *,
    trial: bool = False,
    changes: Mapping[str, Mapping[str, str]] | None = None,
) -> SeasonForms:
    """A season: each unit by its code with its figures, None for one that did not report.

    The digest of a form is made of what it says; `again` are frameworks by which the forms are rated as well. Units are
    villages, unless the `changes` of one, by its code, say otherwise: its kind, name, county or town.
    """
    known = changes or {}
    forms = [_form(code, figures, by, known.get(code, {})) for code, figures in units.items()]
    others = {
        other.fingerprint: {
            unit_key(one.member.unit): one
            for code, figures in units.items()
            if figures is not None
            for one in [_form(code, figures, other, known.get(code, {}))]
        }
        for other in again
    }
    return SeasonForms(label, season_of(label), by, tuple(forms), others, Location(label), trial)


def race(*seasons: SeasonForms, rules: Rules = BY_KIND) -> Race:
    """The race over some seasons, none of which is frozen."""
    return run_race(seasons, {}, rules)


def _form(code: str, figures: Figures | None, by: Framework, changes: Mapping[str, str]) -> SeasonForm:
    unit = replace(Unit(code=code, name=f"unit {code}", kind="village", profile="default"), **changes)
    place = Location(f"{code}.xlsx")
    if figures is None:
        return SeasonForm(Member(unit, "missing", place))
    assessment = _assessment(figures, unit)
    rating = rate(resolve(by, unit.kind, "default"), assessment)
    member = Member(unit, "rated", place, standing=standing_of(rating), marks=marks_of(rating))
    digest = "/".join(f"{key}={value}" for key, value in figures.items())
    return SeasonForm(member, Packer(by).pack(assessment, "self"), f"{code}.xlsx", digest)


def _assessment(figures: Figures, unit: Unit) -> Assessment:
    return form(figures, unit=unit)
