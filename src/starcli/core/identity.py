"""Whose form it is: what a form says of its unit, held against the roster.

Code and name must lead to one entry. Where they lead to two, or to none, no entry is taken and a finding proposes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.roster import Roster, listed_labels, squeezed
from starcli.core.text import Text, listed

FIELD_NAMES: Mapping[str, Text] = {
    "code": Text("代码", "code"),
    "name": Text("名称", "name"),
    "kind": Text("类型", "kind"),
    "profile": Text("分类", "profile"),
    "town": Text("镇街", "town"),
    "county": Text("县(市、区)", "county"),
    "city": Text("市", "city"),
}


NOBODY = frozenset({"not-in-roster", "unit-unstated", "code-name-conflict", "name-code-conflict", "name-shared"})
"""The findings that say why a form is of nobody in the roster."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a form says of its unit: texts that it leaves out are empty, and have no cell.

    `form` is where the form stands, `hint` what its file is called: read by people, never taken for a name.
    """

    unit: Unit
    cells: Mapping[str, Location]
    form: Location
    hint: str = ""

    def at(self, key: str) -> Location:
        """The cell of one thing; the form where it is not said."""
        return self.cells.get(key, self.form)


def identify(roster: Roster, claim: Claim) -> Read[int | None]:
    """The position of the entry that a claim is of; None with a finding where there is none, or a doubt."""
    unit = claim.unit
    if unit.code in roster.by_code:
        position = roster.by_code[unit.code]
        if not unit.name or roster.alike(position, unit):
            return Read(position)
        return _nobody(roster, claim, "code-name-conflict", listed=roster.units[position].unit.name)
    same = roster.named(unit) if unit.name else ()
    codes = ", ".join(filter(None, (roster.units[at].unit.code for at in same)))
    if len(same) == 1 and not (unit.code and codes):
        return Read(same[0])
    if same and unit.code:
        return _nobody(roster, claim, "name-code-conflict", listed=codes)
    if same:
        return _nobody(roster, claim, "name-shared", count=len(same))
    return _nobody(roster, claim, "not-in-roster" if unit.code or unit.name else "unit-unstated")


@dataclass(frozen=True, slots=True)
class Completed:
    """A claim's unit as its entry has it, what the entry alone says of it, and warnings for what the form says else."""

    unit: Unit
    supplied: Mapping[str, str]
    findings: tuple[Finding, ...]


def completed(listed_unit: Unit, claim: Claim) -> Completed:
    """A claim's unit with code, name and places of its entry. Kind and profile are not looked at."""
    found: list[Finding] = []
    supplied: dict[str, str] = {}
    taken: dict[str, str] = {}
    for key in ("code", "name", "town", "county", "city"):
        known, said = getattr(listed_unit, key), getattr(claim.unit, key)
        if not known:
            continue
        taken[key] = known
        if not said:
            supplied[key] = known
        elif squeezed(known) != squeezed(said):
            found.append(differs(key, claim.at(key), said, known))
    return Completed(replace(claim.unit, **taken), supplied, tuple(found))


def differs(key: str, place: Location, said: str, known: Text | str) -> Finding:
    """A form says something otherwise than the roster, whose word stands."""
    return finding("roster-differs", place, what=FIELD_NAMES[key], said=said, listed=known)


def supplied_note(code: str, supplied: Mapping[str, Text | str], place: Location) -> tuple[Finding, ...]:
    """One note, of the given code, on everything that a form does not say and another source does; none on nothing."""
    if not supplied:
        return ()
    told = [
        Text(f"{FIELD_NAMES[key].zh} {shown.zh}", f"{FIELD_NAMES[key].en} {shown.en}")
        for key, value in supplied.items()
        for shown in (value if isinstance(value, Text) else Text.same(value),)
    ]
    return (finding(code, place, what=listed(told)),)


def _nobody(roster: Roster, claim: Claim, code: str, **details: Text | str | int) -> Read[int | None]:
    unit = claim.unit
    called = f"{unit.town}{unit.name}" or unit.code
    near = listed_labels(roster.nearest(unit, claim.hint if not unit.name else ""))
    place = claim.at("code" if "listed" in details or not unit.name else "name")
    found = finding(code, place, unit=called, code=unit.code, near=near, **details)
    return Read(None, (found,))
