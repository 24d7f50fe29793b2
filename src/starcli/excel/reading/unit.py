"""The unit of a form: what its cover says of it, completed and corrected by the roster where there is one."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from starcli.core.areas import LEVELS
from starcli.core.assessment import Dated, Unit
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.identity import Claim, completed, differs, identify, supplied_note
from starcli.core.model import Framework, Kind, Profile
from starcli.core.roster import Roster
from starcli.core.text import Text, listed
from starcli.excel.layouts.form import normalised
from starcli.excel.reading.dates import read_date
from starcli.excel.reading.names import read_code, read_name

_CODE = re.compile(r"\d{12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Field:
    """The text of one label, and the cell it stands in."""

    text: str
    location: Location


Fields = Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Settled:
    """The unit of a form, and its position in the roster: None outside it or without one."""

    unit: Unit
    listed_as: int | None = None


def read_unit(fields: Fields, framework: Framework, form: Location, roster: Roster | None) -> Read[Settled]:
    """The unit that the fields describe; kind and profile as ids, empty with a finding where they are not known."""
    found: list[Finding] = []
    code = _read("code", fields, read_code, found)
    if code and not _CODE.fullmatch(code):
        found.append(finding("code-irregular", fields["code"].location, text=code))
    plain = {key: _read(key, fields, read_name, found) for key in ("name", "town", "county", "city")}
    said = Unit(code=code, **plain)
    listed_as, known = None, Unit()
    supplied: Mapping[str, str] = {}
    if roster is not None:
        cells = {key: field.location for key, field in fields.items() if field.text}
        claim = Claim(said, cells, form, hint=PurePath(form.file).stem)
        identity = identify(roster, claim)
        found += identity.findings
        if identity.value is not None:
            listed_as, known = identity.value, roster.units[identity.value].unit
            whole = completed(known, claim)
            said, supplied = whole.unit, whole.supplied
            found += whole.findings
    judged = _Judged(fields, framework, form, known)
    kind, profile = judged.kind_and_profile()
    found += supplied_note("roster-supplied", {**supplied, **judged.supplied}, form)
    return Read(Settled(replace(said, kind=kind, profile=profile), listed_as), (*judged.findings, *found))


def area_cells(fields: Fields) -> dict[str, Location]:
    """The cells in which a form says its unit's town, county and city."""
    return {key: fields[key].location for key in LEVELS if key in fields and fields[key].text}


def read_dated(fields: Fields, form: Location) -> Dated:
    """When a form says that it was filled in; what cannot be read as a date gives no day."""
    if "date" not in fields:
        return Dated(location=form)
    field = fields["date"]
    span = read_date(field.text, field.location).value if field.text else None
    if span is None:
        return Dated(text=field.text, location=field.location)
    return Dated(span.first.isoformat(), span.last.isoformat(), field.text, field.location)


def find_kind(framework: Framework, text: str) -> Kind | None:
    """The kind that a text names."""
    word = normalised(text)
    for kind in framework.kinds.values():
        if word in {normalised(name) for name in (kind.id, *kind.name.wordings, *kind.aliases)}:
            return kind
    return None


def find_profile(framework: Framework, text: str, kind: str) -> Profile | None:
    """The profile for a kind that a text names."""
    word = normalised(text)
    for profile in profiles_for(framework, kind):
        if word in {normalised(name) for name in (profile.id, *profile.name.wordings, *profile.aliases)}:
            return profile
    return None


def profiles_for(framework: Framework, kind: str) -> tuple[Profile, ...]:
    """The profiles that are for a kind."""
    return tuple(profile for profile in framework.profiles.values() if kind in profile.kinds)


def kinds_listed(framework: Framework) -> Text:
    """The names of all kinds."""
    return listed([kind.name for kind in framework.kinds.values()])


class _Judged:
    """Kind and profile: the roster's where it says them, else the form's."""

    def __init__(self, fields: Fields, framework: Framework, form: Location, known: Unit) -> None:
        self._fields = fields
        self._framework = framework
        self._form = form
        self._known = known
        self.findings: list[Finding] = []
        self.supplied: dict[str, Text | str] = {}

    def kind_and_profile(self) -> tuple[str, str]:
        """Their ids, with findings for what is not known or says otherwise."""
        kind = self._kind()
        return kind, self._profile(kind)

    def _kind(self) -> str:
        field = self._fields.get("kind")
        said = find_kind(self._framework, field.text) if field and field.text else None
        if self._known.kind:
            known = self._framework.kinds[self._known.kind]
            self._compare("kind", field, known.name, same=said == known)
            return known.id
        if said is not None:
            return said.id
        known_kinds = kinds_listed(self._framework)
        if field is None or not field.text:
            self.findings.append(finding("kind-missing", field.location if field else self._form, known=known_kinds))
        else:
            self.findings.append(finding("kind-unknown", field.location, text=field.text, known=known_kinds))
        return ""

    def _profile(self, kind: str) -> str:
        field = self._fields.get("profile")
        usual = self._framework.default_profile(kind)
        if usual is None:
            return ""
        said = find_profile(self._framework, field.text, kind) if field and field.text else None
        if self._known.profile:
            known = self._framework.profiles[self._known.profile]
            self._compare("profile", field, known.name, same=said == known)
            return known.id
        if field is None or not field.text:
            return usual.id
        if said is not None:
            return said.id
        if self._known.kind:
            # What the form says belongs to another kind than the one that the roster gives the unit.
            self._compare("profile", field, usual.name, same=False)
            return usual.id
        fitting = listed([profile.name for profile in profiles_for(self._framework, kind)])
        self.findings.append(finding("profile-unknown", field.location, text=field.text, known=fitting))
        return ""

    def _compare(self, key: str, field: Field | None, known: Text, *, same: bool) -> None:
        if field is None or not field.text:
            self.supplied[key] = known
        elif not same:
            self.findings.append(differs(key, field.location, field.text, known))


def _read(key: str, fields: Fields, reader: Callable[[str, Location], Read[str]], found: list[Finding]) -> str:
    """What a reader of codes or names makes of a field; empty where there is none."""
    if key not in fields:
        return ""
    read = reader(fields[key].text, fields[key].location)
    found += read.findings
    return read.value
