"""Forms that agree in too much: figures taken over from another unit.

Equal numerators throughout are certain. Otherwise only telling figures count: those of several significant digits,
which few units share by chance; an equal figure counts once however often a form repeats it. Zeros, full marks such as
100, and levels are no telling figures.
"""

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from starcli.core.assessment import Unit
from starcli.core.expressions import Expression, Node, Operation
from starcli.core.expressions import Name as FactName
from starcli.core.findings import Finding, Location, finding
from starcli.core.model import Framework
from starcli.core.packed import Form, Packer, figure_at, values_in
from starcli.core.text import Text
from starcli.core.thresholds import Copying

_MOST_PAIRED = 20
_MOST_IN_TOWN = 200
_NAMED = 8
_MOST_COMPARED = 60_000
"""So many pairs, about, say what two units of a kind have in common as a rule."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """In which figures, by their position, two forms agree, and whether all their numerators do."""

    positions: tuple[int, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """Two forms by their positions, the earlier first, and in what they agree.

    `comparable` figures stand in both. `long` of the equal ones have so many digits that they are looked at: `as_much`
    of `compared` other pairs of units of the kind, none of which is alike, have as many in common.
    """

    one: int
    other: int
    likeness: Likeness
    comparable: int
    long: int
    as_much: int
    compared: int


def against_others(forms: Sequence[Form], framework: Framework) -> tuple[tuple[Finding, ...], ...]:
    """A finding for each form that is too much like another unit's: it names the most similar one."""
    packer = Packer(framework)
    found: list[tuple[Finding, ...]] = [()] * len(forms)
    for kin in _all_kin(forms, framework, packer):
        for one, alike in kin.alike.items():
            other, likeness = max(alike, key=lambda pair: (pair[1].whole, len(pair[1].positions), -pair[0]))
            mine, its = forms[kin.members[one]], forms[kin.members[other]]
            found[kin.members[one]] = (_finding(packer, mine, its, likeness, len(alike) - 1),)
    return tuple(found)


def alike_pairs(forms: Sequence[Form], framework: Framework) -> tuple[Alike, ...]:
    """Every pair of forms that was seen to be too much alike, with what is usual among the others."""
    found: list[Alike] = []
    for kin in _all_kin(forms, framework, Packer(framework)):
        pairs = {(one, other): each for one, alike in kin.alike.items() for other, each in alike if one < other}
        usual = kin.usual([forms[at].unit for at in kin.members], pairs) if pairs else []
        for (one, other), likeness in pairs.items():
            mine, its = kin.prints[one], kin.prints[other]
            long = len(mine.long_figures & its.long_figures)
            comparable = sum(bool(a and b) for a, b in zip(mine.values, its.values, strict=True))
            as_much = len(usual) - bisect_left(usual, long)
            at = kin.members[one], kin.members[other]
            found.append(Alike(*at, likeness, comparable, long, as_much, len(usual)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Kin:
    """The forms of one kind: their positions, their prints, and for each that is like others which, and in what."""

    members: Sequence[int]
    prints: Sequence["_Print"]
    alike: Mapping[int, Sequence[tuple[int, Likeness]]]

    def usual(self, units: Sequence[Unit], apart: Collection[tuple[int, int]]) -> list[int]:
        """How many long figures pairs have in common that are not alike, in order: all pairs, or some by lot."""
        order = sorted(range(len(units)), key=lambda at: _shuffled(units[at]))
        reach = max(1, min(len(order) - 1, _MOST_COMPARED // max(1, len(order))))
        return sorted(
            len(self.prints[one].long_figures & self.prints[other].long_figures)
            for position, one in enumerate(order)
            for other in order[position + 1 : position + 1 + reach]
            if (min(one, other), max(one, other)) not in apart
        )


def _shuffled(unit: Unit) -> bytes:
    """What puts units in an order that has nothing to do with where they lie, and not with how they come in either."""
    return hashlib.sha256(f"{unit.code}/{unit.county}/{unit.town}/{unit.name}".encode()).digest()


def _all_kin(forms: Sequence[Form], framework: Framework, packer: Packer) -> Iterator[_Kin]:
    limits, above = framework.cross_checks.copying, _numerators(framework)
    numerators = tuple(at for at, key in enumerate(packer.reported) if key in above)
    for members in _by_kind(forms).values():
        kin = [forms[index] for index in members]
        prints = _prints([values_in(form.trace.reported) for form in kin], numerators, limits)
        yield _Kin(members, prints, _alike(prints, kin, limits))


def _alike(prints: Sequence["_Print"], forms: Sequence[Form], limits: Copying) -> dict[int, list[tuple[int, Likeness]]]:
    """For each form that is like others: which, and in what."""
    alike: dict[int, list[tuple[int, Likeness]]] = {}
    for one, other in _candidates(prints, forms, limits):
        likeness = _likeness(prints[one], prints[other], limits)
        if likeness is not None and not same_unit(forms[one].unit, forms[other].unit):
            alike.setdefault(one, []).append((other, likeness))
            alike.setdefault(other, []).append((one, likeness))
    return alike


@dataclass(frozen=True, slots=True)
class _Print:
    """A form's figures by position: all, those that tell something, the numerators, and how many of these are long.

    `long_figures` are the long ones, however many units have them.
    """

    values: Sequence[bytes]
    telling: Mapping[int, bytes]
    long_figures: frozenset[tuple[int, bytes]]
    numerators: tuple[bytes, ...]
    long: int


def _by_kind(forms: Sequence[Form]) -> Mapping[str, list[int]]:
    kinds: dict[str, list[int]] = {}
    for index, form in enumerate(forms):
        kinds.setdefault(form.unit.kind, []).append(index)
    return kinds


def _prints(rows: Sequence[Sequence[bytes]], numerators: Sequence[int], limits: Copying) -> list[_Print]:
    """The prints of all forms of one kind; a figure that many of them have tells nothing."""
    long = {text for text in set().union(*rows) if _digits(text) >= limits.digits}
    marked = [[(at, text) for at, text in enumerate(row) if text in long] for row in rows]
    shared = Counter(pair for pairs in marked for pair in pairs)
    most = max(Decimal(limits.common_units), limits.common * len(rows))
    common = {pair for pair, count in shared.items() if count > most}
    return [
        _Print(
            values=row,
            telling=dict(pair for pair in pairs if pair not in common),
            long_figures=frozenset(pairs),
            numerators=tuple(row[at] for at in numerators),
            long=len({row[at] for at in numerators} & long),
        )
        for row, pairs in zip(rows, marked, strict=True)
    ]


def _digits(text: bytes) -> int:
    """How many significant digits a figure has: none for 0, one for 500, three for 12.6."""
    return len(text.replace(b".", b"").lstrip(b"-0").rstrip(b"0"))


def _candidates(prints: Sequence[_Print], forms: Sequence[Form], limits: Copying) -> Iterator[tuple[int, int]]:
    """Pairs that may be alike, each once: those of one town, those with equal numerators, those that share enough."""
    pairs: dict[tuple[int, int], None] = {}
    for town in _buckets((form.unit.county, form.unit.town) if form.unit.town else None for form in forms):
        pairs |= dict.fromkeys(_paired(town, _MOST_IN_TOWN))
    for equal in _buckets(each.numerators if each.long >= limits.certain else None for each in prints):
        pairs |= dict.fromkeys(_paired(equal))
    places: dict[tuple[int, bytes], list[int]] = {}
    for index, each in enumerate(prints):
        for pair in each.telling.items():
            places.setdefault(pair, []).append(index)
    shared = Counter(pair for members in places.values() if len(members) > 1 for pair in _paired(members))
    pairs |= dict.fromkeys(pair for pair, count in shared.items() if count * 2 >= limits.figures)
    yield from pairs


def _buckets(keys: Iterable[object]) -> list[list[int]]:
    """The positions of equal keys, None aside."""
    buckets: dict[object, list[int]] = {}
    for index, key in enumerate(keys):
        if key is not None:
            buckets.setdefault(key, []).append(index)
    return list(buckets.values())


def _paired(members: Sequence[int], most: int = _MOST_PAIRED) -> Iterable[tuple[int, int]]:
    """All pairs of a few; of many only neighbours, so that each still meets another."""
    return combinations(members, 2) if len(members) <= most else pairwise(members)


def _likeness(one: _Print, other: _Print, limits: Copying) -> Likeness | None:
    """In what two forms are too much alike; None where they are not."""
    if one.numerators == other.numerators and one.long >= limits.certain:
        return Likeness(_equal(one.values, other.values), whole=True)
    equal = [at for at, text in one.telling.items() if other.telling.get(at) == text]
    if len(equal) < limits.figures:
        return None
    count = len({one.telling[at] for at in equal})
    fewest = min(len(set(one.telling.values())), len(set(other.telling.values())))
    if count < limits.figures or count < limits.share * fewest:
        return None
    return Likeness(tuple(equal), whole=False)


def _equal(one: Sequence[bytes], other: Sequence[bytes]) -> tuple[int, ...]:
    return tuple(at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a and a == b)


def _finding(packer: Packer, form: Form, other: Form, likeness: Likeness, more: int) -> Finding:
    first = figure_at(form.trace.reported, likeness.positions[0], form.file)
    where = Location(form.file) if first is None else first.location
    shown = [packer.names[packer.reported[at]] for at in likeness.positions[:_NAMED]]
    zh, en = "、".join(name.zh for name in shown), "; ".join(name.en for name in shown)
    rest = len(likeness.positions) > _NAMED
    details: dict[str, Text | str | int] = {
        "unit": other.unit.name,
        "file": other.file,
        "count": len(likeness.positions),
        "names": Text(f"{zh}等" if rest else zh, f"{en} …" if rest else en),
        "more": Text(f"；另有 {more} 份也这样", f"; {more} more are like it, too") if more else Text("", ""),
    }
    return finding("figures-copied", where, **details) if likeness.whole else finding("figures-alike", where, **details)


def same_unit(one: Unit, other: Unit) -> bool:
    """Whether two forms are one unit's own: by code, else by place and name."""
    if one.code and other.code:
        return one.code == other.code
    return (one.county, one.town, one.name) == (other.county, other.town, other.name)


def _numerators(framework: Framework) -> frozenset[str]:
    """The facts above the fraction line of some indicator, and every indicator itself."""
    names = set(framework.entries)
    for entry in framework.entries.values():
        names |= set(_above(entry.definition.expression))
    return frozenset(names)


def _above(expression: Expression | None) -> Iterator[str]:
    nodes: list[Node] = [expression.root] if expression else []
    while nodes:
        node = nodes.pop()
        if isinstance(node, FactName):
            yield node.name
        elif isinstance(node, Operation):
            nodes += [node.left] if node.sign == "/" else [node.left, node.right]
