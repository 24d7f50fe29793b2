"""What units took over from each other, figures and texts, as groups: a template that went round is one thing."""

from collections.abc import Iterable, Iterator, Sequence

from starcli.core.assessment import Unit
from starcli.core.audit.copied_texts import TextsAlike, alike_texts
from starcli.core.audit.examined import FormText, Subject
from starcli.core.audit.report import Copies, Copy, CopyGroup, Equal
from starcli.core.audit.rules import AuditRules
from starcli.core.audit.words import copy_method
from starcli.core.copied import Alike, alike_pairs
from starcli.core.findings import Finding, Location, finding
from starcli.core.imports.applying import name_of
from starcli.core.model import Framework
from starcli.core.numbers import plain
from starcli.core.packed import Form, Packer, figure_at
from starcli.core.text import Text

_SHOWN_LETTERS = 40
_MOST_EQUAL = 50


def find_copies(subjects: Sequence[Subject], framework: Framework, rules: AuditRules) -> Copies:
    """Every group of units whose forms agree in too much."""
    found = (*_of_figures(subjects, framework), *_of_texts(subjects, framework, rules))
    groups = [_group(units, found) for units in _linked(found)]
    groups.sort(key=lambda group: (-len(group.units), group.units))
    return Copies(tuple(groups), copy_method(framework, rules))


def text_findings(copies: Copies, subjects: Sequence[Subject]) -> dict[int, tuple[Finding, ...]]:
    """By the position of each unit that shares texts a finding at the longest one; it names the most similar unit."""
    by_unit: dict[int, list[Copy]] = {}
    for copy in (copy for group in copies.groups for copy in group.copies if copy.sort == "texts"):
        by_unit.setdefault(copy.one, []).append(copy)
        by_unit.setdefault(copy.other, []).append(copy)
    return {at: (_finding(at, each, subjects),) for at, each in by_unit.items()}


def _finding(at: int, copies: Sequence[Copy], subjects: Sequence[Subject]) -> Finding:
    most = max(copies, key=lambda copy: copy.count)
    other = most.other if most.one == at else most.one
    first = most.equal[0]
    here, there = (first.one, first.other) if most.one == at else (first.other, first.one)
    rest = len(copies) - 1
    more = Text(f"；另有 {rest} 份也这样", f"; {rest} more are like it, too") if rest else Text("", "")
    unit = subjects[other].member.unit.name
    return finding(
        "texts-copied", here, unit=unit, place=str(there), passage=_cut(first.shown), count=most.count, more=more
    )


def _of_figures(subjects: Sequence[Subject], framework: Framework) -> Iterator[Copy]:
    with_form = [(at, each.form) for at, each in enumerate(subjects) if each.form is not None]
    forms = [form for _, form in with_form]
    packer = Packer(framework)
    for pair in alike_pairs(forms, framework):
        yield Copy(
            sort="figures",
            one=with_form[pair.one][0],
            other=with_form[pair.other][0],
            count=len(pair.likeness.positions),
            of=pair.comparable,
            whole=pair.likeness.whole,
            equal=tuple(_equal_figures(forms[pair.one], forms[pair.other], pair, packer)),
            as_much=pair.as_much,
            compared=pair.compared,
            long=pair.long,
        )


def _equal_figures(one: Form, other: Form, pair: Alike, packer: Packer) -> Iterator[Equal]:
    for at in pair.likeness.positions[:_MOST_EQUAL]:
        mine, its = figure_at(one.trace.reported, at, one.file), figure_at(other.trace.reported, at, other.file)
        if mine is not None and its is not None:
            name = packer.names[packer.reported[at]]
            yield Equal(name, plain(mine.value), mine.location, its.location)


def _of_texts(subjects: Sequence[Subject], framework: Framework, rules: AuditRules) -> Iterator[Copy]:
    units: list[Unit] = []
    texts: list[Sequence[FormText]] = []
    positions: list[int] = []
    for at, each in enumerate(subjects):
        if each.examined is not None and each.examined.texts:
            units.append(each.member.unit)
            texts.append(each.examined.texts)
            positions.append(at)
    for pair in alike_texts(units, texts, framework, rules.letters):
        yield Copy(
            sort="texts",
            one=positions[pair.one],
            other=positions[pair.other],
            count=pair.letters,
            of=pair.comparable,
            whole=False,
            equal=tuple(_equal_texts(pair, framework)),
        )


def _equal_texts(pair: TextsAlike, framework: Framework) -> Iterator[Equal]:
    for passage in pair.passages[:_MOST_EQUAL]:
        where: tuple[Location, Location] = (passage.one.location, passage.other.location)
        yield Equal(name_of(framework, passage.one.key), passage.shown, *where)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN_LETTERS else f"{text[:_SHOWN_LETTERS]}…"


def _linked(copies: Iterable[Copy]) -> list[tuple[int, ...]]:
    """The units that copies link with each other, directly or through others."""
    leader: dict[int, int] = {}

    def first(at: int) -> int:
        while leader.setdefault(at, at) != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for copy in copies:
        one, other = sorted((first(copy.one), first(copy.other)))
        leader[other] = one
    groups: dict[int, list[int]] = {}
    for at in sorted(leader):
        groups.setdefault(first(at), []).append(at)
    return [tuple(members) for members in groups.values()]


def _group(units: tuple[int, ...], copies: Iterable[Copy]) -> CopyGroup:
    members = set(units)
    links = [copy for copy in copies if copy.one in members]
    links.sort(key=lambda copy: (copy.sort, not copy.whole, -copy.count, copy.one, copy.other))
    return CopyGroup(units, tuple(links))
