"""`contest`: arena scoring from judges' sheets, as a result workbook."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from starcli.commands.running import exit_code, print_json
from starcli.console.contest import show_contest
from starcli.console.screen import Screen
from starcli.core.contest.contest import Part, Rules
from starcli.core.contest.result import Judged, decide
from starcli.core.findings import Location, finding
from starcli.core.numbers import ZERO, plain
from starcli.core.text import Language, Text, listed
from starcli.documents.contest import contest_document
from starcli.excel.layouts.form import normalised
from starcli.excel.reading.contest import read_contest
from starcli.excel.writing.contest.book import write_contest
from starcli.excel.writing.output import OutputError
from starcli.options import LanguageName, UsageProblem, chosen_language, read_apart
from starcli.targets import folder_target, refused

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for: how scores are taken, the highest possible one, and the parts as they were typed."""

    rules: Rules
    full: int | None = None
    parts: Sequence[str] = ()


def contest(
    path: Path, asked: Asked, lang: LanguageName | None, out: Path | None, *, as_json: bool, strict: bool
) -> int:
    """The outcome of the contest in a workbook; the exit code."""
    language = chosen_language(lang)
    full = None if asked.full is None else Decimal(asked.full)
    read = read_apart(partial(read_contest, full=full), path, "contest-not-read", language)
    if read.value is None:
        raise UsageProblem(read.findings, language)
    judged = weighted(read.value, asked.parts, language) if asked.parts else read.value
    outcome = decide(judged, asked.rules)
    stated = ("contest-weight-unclear",) if asked.parts else ()
    found = (*(one for one in read.findings if one.code not in stated), *outcome.findings)
    files = []
    if not as_json or out is not None:
        target = folder_target(path.parent, f"{path.stem}-contest", out)
        problems = refused([target])
        if problems:
            raise UsageProblem(problems, language)
        try:
            write_contest(outcome, found, path.name, target, language)
        except OutputError as error:
            raise UsageProblem([error.finding], language) from error
        files = [target]
    if as_json:
        print_json([contest_document(outcome, found, language)], language)
    else:
        screen = Screen(language)
        show_contest(screen, outcome, found)
        screen.wrote(files)
    return exit_code(found, strict=strict)


def weighted(judged: Judged, wanted: Sequence[str], language: Language) -> Judged:
    """The parts with the weights that options name, without those that weigh nothing. Raises `UsageProblem`."""
    weights: dict[int, Decimal] = {}
    for text in wanted:
        name, _, number = text.rpartition("=")
        weight = _number(number)
        meant = [at for at, part in enumerate(judged.parts) if weight is not None and _means(name, part)]
        exact = [at for at in meant if normalised(judged.parts[at].name) == normalised(name)]
        if weight is None or len(exact or meant) != 1:
            known = listed([Text.same(part.name) for part in judged.parts])
            raise UsageProblem([finding("contest-part-unknown", Location(), text=text, known=known)], language)
        weights[(exact or meant)[0]] = weight
    for at, part in enumerate(judged.parts):
        if at not in weights:
            raise UsageProblem([finding("contest-part-left-out", part.location, part=part.name)], language)
    total = sum(weights.values(), ZERO)
    if total != _HUNDRED:
        raise UsageProblem([finding("contest-weights-wrong", Location(), total=plain(total))], language)
    parts = [replace(part, weight=weights[at]) for at, part in enumerate(judged.parts) if weights[at]]
    return replace(judged, parts=tuple(parts))


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip().rstrip("%％").strip())
    except ArithmeticError:
        return None
    return number if number.is_finite() and number >= ZERO else None


def _means(name: str, part: Part) -> bool:
    """Whether a name is that of a part, or stands in it or in the texts around it."""
    word = normalised(name)
    return bool(word) and any(word in normalised(text) for text in (part.name, *part.titles))
