"""The record of a frozen season: what every unit had, in versions, each with a digest of all that it says.

A version that replaces another one gives a reason, and the former stays. The digest also covers that of the season
frozen before, so that a record cannot be replaced unnoticed as long as a later one is there.
"""

import hashlib
from dataclasses import dataclass, replace
from decimal import Decimal

from starcli.core.assessment import Tier, Unit
from starcli.core.everyone import State
from starcli.core.findings import NOWHERE, Location
from starcli.core.numbers import plain
from starcli.core.racing.places import unit_key
from starcli.core.roster import Roster

SHORT = 12
"""So many digits of a digest are shown and compared by people."""
_FIELDS, _LINES = "\x1f", "\n"
_UNKEPT = dict.fromkeys((*range(9), *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "")
"""What no workbook can hold."""


@dataclass(frozen=True, slots=True)
class FrozenUnit:
    """A row of a record: a unit, its totals, grades and place, and the workbook that they came from.

    Totals are None for a unit that was not rated. `plain` is the total as reported, `total` that of the season;
    `computed` and `awarded` are ids of grades, empty where there is none. `words` is what people read for the ids.
    """

    unit: Unit
    state: State
    total: Decimal | None = None
    plain: Decimal | None = None
    computed: str = ""
    awarded: str = ""
    place: int | None = None
    of: int | None = None
    file: str = ""
    digest: str = ""
    words: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """By what the unit is known again."""
        return unit_key(self.unit)

    @property
    def told(self) -> tuple[str, ...]:
        """Everything that the row says, as texts, but for the words for its ids."""
        unit = self.unit
        who = (unit.code, unit.name, unit.kind, unit.profile, unit.town, unit.county, unit.city)
        figures = ("" if figure is None else plain(figure) for figure in (self.total, self.plain))
        places = ("" if place is None else str(place) for place in (self.place, self.of))
        return (*who, self.state, *figures, self.computed, self.awarded, *places, self.file, self.digest)


@dataclass(frozen=True, slots=True)
class FrozenVersion:
    """One version of a frozen season; `digest` is the one that stands in the record.

    `framework` and `roster` are their fingerprints, the latter empty without a roster; `former` is the digest of the
    version before, `before` the label and digest of the season that was frozen before.
    """

    label: str
    number: int
    day: str
    reason: str
    framework: str
    framework_name: str
    roster: str
    basis: Tier
    groups: str
    units: tuple[FrozenUnit, ...]
    former: str = ""
    before: str = ""
    digest: str = ""

    @property
    def content(self) -> tuple[tuple[str, ...], ...]:
        """What two versions are compared by: everything but number, day, reason and what was frozen before."""
        head = (self.label, self.framework, self.roster, self.basis, self.groups)
        return (head, *sorted(unit.told for unit in self.units))

    @property
    def true_digest(self) -> str:
        """The digest of what the version says."""
        head = (str(self.number), self.day, self.reason, self.framework_name, self.former, self.before)
        words = sorted((unit.key, *unit.words) for unit in self.units)
        lines = (head, *self.content, *words)
        told = _LINES.join(_FIELDS.join(_tame(text) for text in line) for line in lines)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def sound(self) -> bool:
        """Whether the version says what its digest was made of."""
        return self.digest == self.true_digest

    def sealed(self) -> "FrozenVersion":
        """The same with its digest."""
        return replace(self, digest=self.true_digest)

    def differing(self, other: "FrozenVersion") -> int:
        """How many units differ from those of another version, what stands above them all counting as one."""
        return len(_keys_of(self, other))


@dataclass(frozen=True, slots=True)
class FrozenRecord:
    """All versions of a frozen season, the oldest first, and where they stand."""

    versions: tuple[FrozenVersion, ...]
    place: Location = NOWHERE

    @property
    def current(self) -> FrozenVersion:
        """The version that counts."""
        return self.versions[-1]

    @property
    def edited(self) -> FrozenVersion | None:
        """The first version that does not say what its digest was made of, or does not follow the one before."""
        former = ""
        for version in self.versions:
            if not version.sound or version.former != former:
                return version
            former = version.digest
        return None


def roster_fingerprint(roster: Roster | None) -> str:
    """A fingerprint of who should report, whatever else stands in the roster; empty without one."""
    if roster is None:
        return ""
    lines = sorted(
        _FIELDS.join((unit.code, unit.name, unit.kind, unit.profile, unit.town, unit.county, *entry.tags))
        for entry in roster.units
        for unit in (entry.unit,)
    )
    return hashlib.sha256(_LINES.join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:SHORT]


def _tame(text: str) -> str:
    """A text as a cell gives it back, without the signs that part fields and lines."""
    return " ".join(text.translate(_UNKEPT).split())


def _keys_of(one: FrozenVersion, other: FrozenVersion) -> set[str]:
    """What differs: the keys of units whose rows do, and an empty one for the head."""
    mine, theirs = ({(unit.key, unit.told) for unit in version.units} for version in (one, other))
    keys = {key for key, _ in mine ^ theirs}
    return keys | ({""} if one.content[0] != other.content[0] else set())
