"""Which part neighbours which: as a list says it, else as coordinates suggest it.

What is said once is taken both ways. Of a compound nobody says how its own buildings lie, these hang together; one that
is named as a neighbour stands for all its buildings. Without a word on neighbours, two parts are neighbours where no
other part lies in the circle between them (a Gabriel graph): that leaves nobody without one, and no two of them cross.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.grids.community import Part, Point, Source
from starcli.core.text import Text

_ENDING = re.compile(r"(?:号楼|号幢|号栋|幢|栋|座|号|楼|#)$")
_RANGE = re.compile(r"(\D*?)(\d{1,3})(?:号楼|幢|栋|座|号|#)?[-~—–至到](\d{1,3})(\D*)", re.ASCII)
_MOST_IN_RANGE = 60
_DEGREE = Decimal("0.017453292519943295")
_PLACES = 9
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Lying:
    """The neighbours of every part, None where nobody knows any, and where that is known from."""

    neighbours: tuple[frozenset[int], ...] | None
    source: Source


def lying(parts: Sequence[Part], place: Location, *, geographic: bool = False) -> Read[Lying]:
    """How the parts lie; `geographic` coordinates are degrees of longitude and latitude."""
    found: list[Finding] = []
    if any(part.said for part in parts):
        pairs = _stated(parts, place, found)
        _alone(parts, pairs, place, found, geographic=geographic)
        return Read(Lying(_both_ways(pairs, len(parts)), "stated"), tuple(found))
    if sum(part.point is not None for part in parts) > 1:
        pairs = gabriel([part.point for part in parts], geographic=geographic)
        found.append(finding("neighbours-from-coordinates", place))
        _alone(parts, pairs, place, found, geographic=geographic)
        return Read(Lying(_both_ways(pairs, len(parts)), "coordinates"), tuple(found))
    if len(parts) > 1:
        found.append(finding("neighbours-unknown", place))
    return Read(Lying(None, "nothing"), tuple(found))


def gabriel(points: Sequence[Point | None], *, geographic: bool = False) -> set[tuple[int, int]]:
    """The pairs of points in whose circle no other point lies; those that are None are in none."""
    plane = _in_whole_numbers(points, geographic=geographic)
    found: set[tuple[int, int]] = set()
    for one, (x, y) in plane.items():
        # The nearest of the others lie in most circles.
        near = sorted(plane, key=lambda each: (plane[each][0] - x) ** 2 + (plane[each][1] - y) ** 2)
        for at, other in enumerate(near):
            if other <= one:
                continue
            far_x, far_y = plane[other]
            between = (plane[each] for each in near[:at] if each != one)
            if not any((x - px) * (far_x - px) + (y - py) * (far_y - py) < 0 for px, py in between):
                found.add((one, other))
    return found


def _in_whole_numbers(points: Sequence[Point | None], *, geographic: bool) -> dict[int, tuple[int, int]]:
    """The points that are known, as whole numbers of one scale in both directions."""
    known = {at: point for at, point in enumerate(points) if point is not None}
    shrink = Decimal(1)
    if geographic and known:
        middle = sum((y for _, y in known.values()), Decimal(0)) / len(known)
        shrink = _cosine(middle * _DEGREE)
    scale = Decimal(10) ** _PLACES
    return {at: (int(x * shrink * scale), int(y * scale)) for at, (x, y) in known.items()}


def _cosine(angle: Decimal) -> Decimal:
    """The cosine of an angle below a right one, near enough to lay out a map."""
    term = total = Decimal(1)
    for number in range(1, 12):
        term *= -angle * angle / ((2 * number - 1) * (2 * number))
        total += term
    return total


def _stated(parts: Sequence[Part], place: Location, found: list[Finding]) -> set[tuple[int, int]]:
    """The pairs that rows name, each with the lower part first; findings on what is said once or of nobody."""
    names = _Names(parts)
    said: set[tuple[int, int]] = set()
    for at, part in enumerate(parts):
        for text in part.said:
            others = list(names.of(text, part))
            where = part.place("neighbours")
            if not others:
                found.append(finding("part-neighbour-unknown", where, text=text, part=part.name))
            elif others == [at]:
                found.append(finding("part-neighbour-itself", where, part=part.name))
            elif len(others) > 1 and names.is_compound(text):
                found.append(finding("part-neighbour-compound", where, text=text, count=len(others)))
            said |= {(at, other) for other in others if other != at}
    pairs = {(min(pair), max(pair)) for pair in said}
    _about_one_sided(parts, said, pairs, place, found)
    return pairs | _within_compounds(parts, pairs, place, found)


def _about_one_sided(
    parts: Sequence[Part],
    said: set[tuple[int, int]],
    pairs: set[tuple[int, int]],
    place: Location,
    found: list[Finding],
) -> None:
    """What only one of two says; one note where most lists name each pair once."""
    once = sorted((one, other) for one, other in said if (other, one) not in said)
    # In a list that names every pair once, nobody has forgotten anything.
    if 2 * len(once) > len(pairs):
        found.append(finding("part-neighbours-once", place, count=len(once)))
        return
    for one, other in once:
        where = parts[other].place("neighbours")
        found.append(finding("part-neighbour-one-sided", where, part=parts[other].name, other=parts[one].name))


def _within_compounds(
    parts: Sequence[Part], pairs: set[tuple[int, int]], place: Location, found: list[Finding]
) -> set[tuple[int, int]]:
    """The pairs within compounds of which nobody says how their buildings lie."""
    compounds: dict[str, list[int]] = {}
    for at, part in enumerate(parts):
        if part.compound:
            compounds.setdefault(part.compound, []).append(at)
    more: set[tuple[int, int]] = set()
    taken: list[str] = []
    for name, members in compounds.items():
        inside = {(one, other) for one in members for other in members if one < other}
        if inside and not inside & pairs:
            more |= inside
            taken.append(name)
    if taken:
        names = "、".join(taken[:_NAMED]) + (" …" if len(taken) > _NAMED else "")
        found.append(finding("part-compound-hangs-together", place, count=len(taken), names=names))
    return more


def _alone(
    parts: Sequence[Part], pairs: set[tuple[int, int]], place: Location, found: list[Finding], *, geographic: bool
) -> None:
    """Give parts without a neighbour those of their coordinates, else of their compound; a warning on the others."""
    known = {at for pair in pairs for at in pair}
    lone = [at for at in range(len(parts)) if at not in known]
    if not lone or len(parts) == 1:
        return
    near = gabriel([part.point for part in parts], geographic=geographic)
    left: list[str] = []
    for at in lone:
        mates = [other for other, part in enumerate(parts) if other != at and part.compound == parts[at].compound != ""]
        own = {pair for pair in near if at in pair} or {(min(at, other), max(at, other)) for other in mates}
        source = Text("坐标", "coordinates") if any(at in pair for pair in near) else Text("所在小区", "its compound")
        if own:
            pairs |= own
            found.append(finding("part-neighbour-supplied", parts[at].location, part=parts[at].name, source=source))
        else:
            left.append(parts[at].name)
    if left:
        names = "、".join(left[:_NAMED]) + (" …" if len(left) > _NAMED else "")
        found.append(finding("part-without-neighbour", place, count=len(left), names=names))


def _both_ways(pairs: set[tuple[int, int]], count: int) -> tuple[frozenset[int], ...]:
    around: list[set[int]] = [set() for _ in range(count)]
    for one, other in pairs:
        around[one].add(other)
        around[other].add(one)
    return tuple(map(frozenset, around))


class _Names:
    """Parts by what a row may call them: in full, by the building alone within its compound, by their compound."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._full: dict[str, list[int]] = {}
        self._alone: dict[str, list[int]] = {}
        self._within: dict[tuple[str, str], list[int]] = {}
        self._compounds: dict[str, list[int]] = {}
        for at, part in enumerate(parts):
            self._full.setdefault(_key(part.name), []).append(at)
            self._alone.setdefault(_key(part.building), []).append(at)
            self._within.setdefault((part.compound, _key(part.building)), []).append(at)
            if part.compound:
                self._compounds.setdefault(_key(part.compound), []).append(at)

    def of(self, text: str, part: Part) -> Iterator[int]:
        """The parts that a text means, beside a part; none where it means none, or nobody knows which."""
        for each in _each_of(text):
            key = _key(each)
            within = self._within.get((part.compound, key)) if part.compound else None
            alone = self._alone.get(key, [])
            choices: tuple[Sequence[int] | None, ...] = (
                self._full.get(key), within, alone if len(alone) == 1 else None, self._compounds.get(key),
            )  # fmt: skip
            yield from next((known for known in choices if known), ())

    def is_compound(self, text: str) -> bool:
        """Whether a text names a compound as a whole."""
        return _key(text) in self._compounds


def _each_of(text: str) -> Iterator[str]:
    """The names that a text stands for: `3-5幢` is three of them."""
    match = _RANGE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None or not 0 < int(match[3]) - int(match[2]) < _MOST_IN_RANGE:
        yield text
        return
    for number in range(int(match[2]), int(match[3]) + 1):
        yield f"{match[1]}{number}{match[4]}"


def _key(name: str) -> str:
    """A name as names are compared: `1幢`, `1号楼`, `1#` and `第1栋` are one."""
    folded = "".join(unicodedata.normalize("NFKC", name).lower().split())
    bare = _ENDING.sub("", folded).replace("第", "")
    return bare or folded
