"""Who should have reported: the units of a roster, and how one of them is looked up.

Names are looked up as they stand. What only comes near is proposed, and never taken.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from starcli.core.assessment import Unit
from starcli.core.findings import Location
from starcli.core.text import Text

_NEAREST = 3
_TELLING = 2
"""Of so many characters a stem is telling enough to be looked for inside another."""
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class RosterUnit:
    """A unit that should report, and the tags by which it may be grouped (老旧社区, 山区 …).

    `unclear` are the fields of which the roster says something that the framework does not know.
    """

    unit: Unit
    tags: tuple[str, ...]
    location: Location
    unclear: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Its town, name and code, as a proposal shows it."""
        return f"{self.unit.town}{self.unit.name}{f' ({self.unit.code})' if self.unit.code else ''}"


@dataclass(frozen=True, slots=True)
class Roster:
    """Every unit that should report, in the roster's order; look-ups give positions in it.

    `endings` are words that add nothing to a name, such as the kinds of units.
    """

    units: tuple[RosterUnit, ...]
    endings: tuple[str, ...]
    by_code: Mapping[str, int] = field(repr=False)
    by_name: Mapping[str, tuple[int, ...]] = field(repr=False)
    by_stem: Mapping[str, tuple[int, ...]] = field(repr=False)

    @classmethod
    def of(cls, units: Iterable[RosterUnit], endings: Iterable[str] = ()) -> "Roster":
        """The roster of some units."""
        listed = tuple(units)
        longest_first = tuple(sorted(map(squeezed, endings), key=lambda ending: (-len(ending), ending)))
        names = [squeezed(entry.unit.name) for entry in listed]
        stems = [stem(entry.unit, longest_first) for entry in listed]
        codes = {entry.unit.code: position for position, entry in enumerate(listed) if entry.unit.code}
        return cls(listed, longest_first, codes, _positions(names), _positions(stems))

    def named(self, unit: Unit) -> tuple[int, ...]:
        """Those that bear a unit's name, in its town and county where both sides say them."""
        return tuple(at for at in self.by_name.get(squeezed(unit.name), ()) if lies_within(self.units[at].unit, unit))

    def alike(self, position: int, unit: Unit) -> bool:
        """Whether the name of an entry comes near that of a unit, and that of no other entry is nearer."""
        entry = self.units[position].unit
        if squeezed(entry.name) == squeezed(unit.name):
            others = [at for at in self.by_name[squeezed(unit.name)] if at != position]
            return lies_within(entry, unit) or not any(lies_within(self.units[at].unit, unit) for at in others)
        wanted, known = stem(unit, self.endings, entry), stem(entry, self.endings)
        if squeezed(unit.name) in self.by_name or (wanted != known and wanted in self.by_stem):
            return False
        return wanted == known or _holds(wanted, known) or _holds(known, wanted) or _hardly_differs(wanted, known)

    def nearest(self, unit: Unit, hint: str = "") -> tuple[RosterUnit, ...]:
        """Up to three entries whose name or code comes near a unit's, or whose name a hint holds; its town first."""
        wanted = stem(unit, self.endings)
        shared = [known for known in self.by_stem if not set(wanted).isdisjoint(known)]
        held = [known for known in self.by_stem if _holds(hint, known)] if hint else []
        close = difflib.get_close_matches(wanted, shared, n=_NEAREST * 2)
        within = [known for known in shared if _holds(wanted, known) or _holds(known, wanted)]
        slips = (code for code in _one_slip_away(unit.code) if code != unit.code)
        by_code = [self.by_code[code] for code in slips if code in self.by_code]
        by_name = chain.from_iterable(self.by_stem[known] for known in (*held, *close, *within))
        found = [self.units[at] for at in dict.fromkeys((*by_code, *by_name))]
        return tuple(sorted(found, key=lambda entry: entry.unit.town != unit.town)[:_NEAREST])


def squeezed(name: str) -> str:
    """A name as it is compared: without spaces, brackets in half width."""
    return "".join(name.split()).replace("（", "(").replace("）", ")")


def lies_within(listed: Unit, unit: Unit) -> bool:
    """Whether town and county, where both say them, are the same."""
    pairs = ((listed.town, unit.town), (listed.county, unit.county))
    return all(not a or not b or squeezed(a) == squeezed(b) for a, b in pairs)


def stem(unit: Unit, endings: Sequence[str], within: Unit | None = None) -> str:
    """What is telling in a unit's name: without its county and town before it, brackets and endings behind it."""
    place = within or unit
    told = squeezed(unit.name).lower()
    for before in (place.county, place.town):
        told = told.removeprefix(squeezed(before).lower()) or told
    shorter = _shortened(told, endings)
    while shorter != told:
        told, shorter = shorter, _shortened(shorter, endings)
    return told


def listed_labels(entries: Iterable[RosterUnit]) -> Text:
    """Entries as one list, and a word for none."""
    labels = [entry.label for entry in entries]
    return Text("、".join(labels) or "无", ", ".join(labels) or "none")


def _shortened(told: str, endings: Sequence[str]) -> str:
    """A name without its last ending or bracket; unless nothing else is in it."""
    bare = told[: told.rfind("(")] if told.endswith(")") else told
    for ending in endings:
        bare = bare.removesuffix(ending.lower()) if bare == told else bare
    return bare or told


def _holds(text: str, part: str) -> bool:
    return len(part) >= _TELLING and part in text


def _hardly_differs(one: str, other: str) -> bool:
    """At least four of five characters are the same."""
    return difflib.SequenceMatcher(None, one, other).ratio() * 5 >= 4  # noqa: PLR2004 the sentence above says it


def _one_slip_away(code: str) -> Iterator[str]:
    """Every code that differs in one digit, or in the order of two neighbours."""
    for at, digit in enumerate(code):
        yield from (code[:at] + other + code[at + 1 :] for other in _DIGITS if other != digit)
        yield code[:at] + code[at + 1 : at + 2] + digit + code[at + 2 :]


def _positions(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for position, word in enumerate(words):
        found[word] = (*found.get(word, ()), position)
    return found
