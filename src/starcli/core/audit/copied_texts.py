"""Evidence and remarks that units share: long passages that few have, names and figures left out.

Compared are letters in a row from the beginning of a clause on, as in plans; what an indicator's own library offers,
and what very many units say, is nobody's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise

from starcli.core.assessment import Unit
from starcli.core.audit.examined import FormText
from starcli.core.copied import same_unit
from starcli.core.model import Framework
from starcli.core.plans.copied import names_of
from starcli.core.plans.wording import Lettered, joined, lettered
from starcli.core.text import LANGUAGES

_MOST_PAIRED = 20


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage that two units have in common, in letters, and the texts that it stands in."""

    letters: int
    shown: str
    one: FormText
    other: FormText


@dataclass(frozen=True, slots=True)
class TextsAlike:
    """Two units by their positions, the earlier first, and their passages, the longest first.

    `letters` are those of all passages, of the `comparable` ones that the one of them has that says less.
    """

    one: int
    other: int
    passages: tuple[SharedPassage, ...]
    letters: int
    comparable: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text of a unit, by the unit's position, or a part of it."""

    unit: int
    source: FormText
    text: Lettered


Homes = Mapping[str, Sequence[tuple[_Piece, int]]]


def alike_texts(
    units: Sequence[Unit], texts: Sequence[Sequence[FormText]], framework: Framework, letters: int
) -> tuple[TextsAlike, ...]:
    """Every pair of units whose texts have so many letters in common, in passages that are long enough each."""
    least, limits = framework.plan_rules.letters, framework.cross_checks.copying
    most = max(Decimal(limits.common_units), limits.common * len(units))
    first = _Beginnings(units, texts, framework, least)
    offered, said = _Library(framework), dict(first.letters)
    left: list[_Piece] = []
    for piece in first.suspicious(most):
        said[piece.unit] -= len(piece.text.letters)
        for part in piece.text.without(offered.of(piece.source.key)):
            said[piece.unit] += len(part.letters)
            left.append(_Piece(piece.unit, piece.source, part))
    found = _passages(_shared(left, least, most), units, least)
    alike = []
    for (one, other), passages in sorted(found.items()):
        longest = sorted(passages, key=lambda each: -each.letters)
        total = sum(each.letters for each in longest)
        if total >= letters:
            alike.append(TextsAlike(one, other, tuple(longest), total, max(total, min(said[one], said[other]))))
    return tuple(alike)


class _Beginnings:
    """How many units say a passage that begins alike, for every text of every unit.

    Only digests are kept: of the texts of thousands of units hardly any is looked at twice.
    """

    def __init__(
        self, units: Sequence[Unit], texts: Sequence[Sequence[FormText]], framework: Framework, least: int
    ) -> None:
        self._units, self._texts, self._framework, self._least = units, texts, framework, least
        self._times: dict[int, int] = {}
        self._kept: list[tuple[int, int, tuple[int, ...]]] = []
        self.letters: dict[int, int] = {}
        last: dict[int, int] = {}
        for at in range(len(units)):
            for number, text in self._distinct(at):
                digests = tuple(hash(text.letters[start : start + least]) for start in _starts(text, least))
                self.letters[at] = self.letters.get(at, 0) + len(text.letters)
                self._kept.append((at, number, digests))
                for digest in digests:
                    if last.get(digest) != at:
                        last[digest] = at
                        self._times[digest] = self._times.get(digest, 0) + 1

    def suspicious(self, most: Decimal) -> Iterator[_Piece]:
        """The texts of which some passage is said by more than one unit, and not by more than so many."""
        for at, number, digests in self._kept:
            if any(1 < self._times[digest] <= most for digest in digests):
                source = self._texts[at][number]
                yield _Piece(at, source, lettered(source.text, names_of(self._units[at], self._framework)))

    def _distinct(self, at: int) -> Iterator[tuple[int, Lettered]]:
        """The texts of a unit in letters, with their numbers; equal ones once."""
        names = names_of(self._units[at], self._framework)
        seen: set[int] = set()
        for number, source in enumerate(self._texts[at]):
            text = lettered(source.text, names)
            digest = hash(text.letters)
            if digest not in seen:
                seen.add(digest)
                yield number, text


def _starts(text: Lettered, least: int) -> Iterator[int]:
    """Where a passage may begin that is long enough."""
    return (start for start in text.starts if start + least <= len(text.letters))


def _shared(pieces: Iterable[_Piece], least: int, most: Decimal) -> Homes:
    """Where texts of different units begin alike, unless more than so many units do."""
    homes: dict[str, list[tuple[_Piece, int]]] = {}
    for piece in pieces:
        for start in _starts(piece.text, least):
            homes.setdefault("".join(piece.text.letters[start : start + least]), []).append((piece, start))
    return {
        key: home for key, home in homes.items() if len(home) > 1 and 1 < len({piece.unit for piece, _ in home}) <= most
    }


class _Library:
    """What the framework itself says of a fact or an indicator, in letters: evidence, hints, causes and remedies."""

    def __init__(self, framework: Framework) -> None:
        by_key: dict[str, set[tuple[str, ...]]] = {}
        for key, entry in framework.entries.items():
            definition = entry.definition
            hint = [definition.hint] if definition.hint is not None else []
            offered = (*definition.evidence, *definition.causes, *definition.remedies, *hint)
            letters = {lettered(text[language]).letters for text in offered for language in LANGUAGES}
            names = definition.expression.names if definition.expression is not None else ()
            for each in (key, *names):
                by_key.setdefault(each, set()).update(letters)
        self._by_key = {key: tuple(sorted(each, key=lambda one: (-len(one), one))) for key, each in by_key.items()}

    def of(self, key: str) -> tuple[tuple[str, ...], ...]:
        """The passages that belong to a fact or an indicator, the longest first."""
        return self._by_key.get(key, ())


def _passages(homes: Homes, units: Sequence[Unit], least: int) -> dict[tuple[int, int], list[SharedPassage]]:
    """What pairs of units have in common: of each text of the earlier one the longest passage."""

    @cache
    def is_one(one: int, other: int) -> bool:
        return same_unit(units[one], units[other])

    best: dict[tuple[int, int], dict[FormText, SharedPassage]] = {}
    for home in homes.values():
        places = {piece.unit: (piece, start) for piece, start in reversed(home)}
        ordered = sorted(places)
        for one, other in combinations(ordered, 2) if len(ordered) <= _MOST_PAIRED else pairwise(ordered):
            if is_one(one, other):
                continue
            (mine, here), (its, there) = places[one], places[other]
            length = _common(mine.text.letters[here:], its.text.letters[there:])
            known = best.setdefault((one, other), {})
            before = known.get(mine.source)
            if length >= least and (before is None or length > before.letters):
                shown = joined(mine.text.letters[here : here + length])
                known[mine.source] = SharedPassage(length, shown, mine.source, its.source)
    return {pair: list(each.values()) for pair, each in best.items() if each}


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many letters two passages have in common from their beginning on."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
