"""Who came, who went, and who became something else between two seasons; units are known by their codes."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.racing.places import unit_key
from starcli.core.roster import squeezed
from starcli.core.text import Text

ChangeSort = Literal["new", "back", "gone", "kind", "profile", "name", "place"]
CHANGE_NAMES: Mapping[ChangeSort, Text] = {
    "new": Text("新增", "new"),
    "back": Text("恢复上报", "form again"),
    "gone": Text("没有上报", "no form"),
    "kind": Text("类型变更", "another kind"),
    "profile": Text("分类变更", "another profile"),
    "name": Text("更名", "renamed"),
    "place": Text("改隶属", "moved"),
}


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What became of a unit; `before` and `after` are None where it had, or has, no form."""

    sort: ChangeSort
    before: Unit | None
    after: Unit | None

    @property
    def unit(self) -> Unit:
        """The unit as it is, or was last."""
        unit = self.after or self.before
        if unit is None:
            raise ValueError("a change is of a unit")
        return unit


def unit_changes(
    before: Iterable[Member], after: Iterable[Member], known: Collection[str] = ()
) -> tuple[UnitChange, ...]:
    """Everything that changed about the units of two seasons, those of the later one first.

    Whoever is in the denominators without a form has none: it is new when its first form comes, and back where it is
    among those `known` from earlier seasons, by their keys.
    """
    then, now = with_form(before), with_form(after)
    found = []
    for key, unit in now.items():
        former = then.get(key)
        if former is None:
            found.append(UnitChange("back" if key in known else "new", None, unit))
        else:
            found += [UnitChange(sort, former, unit) for sort in _differences(former, unit)]
    found += [UnitChange("gone", unit, None) for key, unit in then.items() if key not in now]
    return tuple(found)


def with_form(members: Iterable[Member]) -> dict[str, Unit]:
    """The units that have a form, by their keys; of one that cannot be rated it must be known whose it is."""
    return {
        unit_key(member.unit): member.unit
        for member in members
        if member.state == "rated" or (member.state == "unrated" and member.unit.code)
    }


def _differences(before: Unit, after: Unit) -> Iterator[ChangeSort]:
    if before.kind and after.kind and before.kind != after.kind:
        yield "kind"
    elif before.profile and after.profile and before.profile != after.profile:
        yield "profile"
    if squeezed(before.name) != squeezed(after.name):
        yield "name"
    pairs = ((before.county, after.county), (before.town, after.town))
    if any(a and b and squeezed(a) != squeezed(b) for a, b in pairs):
        yield "place"
