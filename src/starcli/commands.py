"""What each command does: find, rate, show, write; the exit code comes back."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from starcli.batch import Rated, Rater, find_workbooks, without_doubles
from starcli.console import Screen
from starcli.core.district import Unrated
from starcli.core.district import rank as rank_ratings
from starcli.core.findings import Finding, Location, finding, worst
from starcli.core.gaps import find_gaps
from starcli.core.text import Language
from starcli.definitions import load_framework
from starcli.definitions.cases import check_cases
from starcli.documents import Document, as_json, finding_document, gap_documents, unit_document
from starcli.excel.gaps_book import GapSummary, write_gap_summary, write_gaps
from starcli.excel.graft import write_back
from starcli.excel.output import OutputError
from starcli.excel.ranking_book import District, write_ranking
from starcli.excel.rating_book import write_rating
from starcli.options import Call, UsageProblem, find_target
from starcli.targets import folder_target, refused, unit_targets

Job = tuple[Path, Callable[[Path], None]]
"""A file to write, and what writes it."""


def score(call: Call, paths: Sequence[Path], back: bool = False) -> int:
    """Rate workbooks; one rating workbook each, or the rating put into each itself."""
    if back and call.out is not None:
        raise UsageProblem([finding("write-back-and-out", Location(str(call.out)))], call.language)
    rated = _rate(call, paths)
    files: list[Path] = []
    if back:
        rated, files = _write_back(call, rated)
    else:
        targets = _unit_targets(call, rated, "rating")
        jobs: list[Job] = [
            (target, partial(write_rating, one.rating, one.findings, language=call.language))
            for one, target in zip(rated, targets, strict=True)
            if one.rating is not None
        ]
        files = _write(call, jobs)
    if call.as_json:
        _print(_documents(call, rated))
    else:
        screen = Screen(call.language)
        screen.ratings(rated)
        screen.wrote(files)
    return _exit_code(_findings(rated), strict=call.strict)


def rank(call: Call, folder: Path) -> int:
    """Rank every unit below a folder; one ranking workbook."""
    rated = without_doubles(_rate(call, [folder]))
    rankings = rank_ratings(one.rating for one in rated if one.rating is not None)
    findings = _findings(rated)
    district = District(_name(folder, rated), call.framework, call.basis, rankings, _unrated(rated), findings)
    target = folder_target(folder, "ranking", call.out)
    files = _write(call, [(target, partial(write_ranking, district, language=call.language))])
    if call.as_json:
        places = {id(placed.rating): placed.place for ranking in rankings for placed in ranking.placed}
        documents = _documents(call, rated)
        _print(d | {"place": places.get(id(one.rating))} for d, one in zip(documents, rated, strict=True))
    else:
        screen = Screen(call.language)
        screen.rankings(rankings, call.framework)
        screen.unrated(district.unrated, len(rated))
        screen.findings(findings)
        screen.wrote(files)
    return _exit_code(findings, strict=call.strict)


def gaps(call: Call, path: Path, wanted: str) -> int:
    """Rectification sheets against a target grade: one workbook a unit, and a summary."""
    grade = find_target(wanted, call.framework, call.language)
    rated = without_doubles(_rate(call, [path]))
    reports = [None if one.rating is None else find_gaps(one.rating, grade) for one in rated]
    present = tuple(report for report in reports if report is not None)
    findings = _findings(rated)
    folder = path if path.is_dir() else path.parent
    summary = GapSummary(_name(folder, rated), call.framework, grade, present, len(rated) - len(present), findings)
    targets = _unit_targets(call, rated, "gaps")
    jobs: list[Job] = [
        (folder_target(folder, "gaps-summary", call.out), partial(write_gap_summary, summary, language=call.language))
    ]
    jobs += [
        (target, partial(write_gaps, report, language=call.language))
        for report, target in zip(reports, targets, strict=True)
        if report is not None
    ]
    files = _write(call, jobs)
    if call.as_json:
        documents = zip(_documents(call, rated), reports, strict=True)
        _print(d | {"target": grade.id, "gaps": gap_documents(r) if r else []} for d, r in documents)
    else:
        screen = Screen(call.language)
        screen.gap_reports(present)
        screen.unrated(_unrated(rated), len(rated))
        screen.findings(findings)
        screen.wrote(files)
    return _exit_code(findings, strict=call.strict)


def check(path: Path, weights: Path | None, language: Language, *, as_json_: bool, strict: bool) -> int:
    """Every fault of a framework's definitions and of its worked cases."""
    if not (path / "framework.yaml").is_file():
        raise UsageProblem([finding("not-a-framework", Location(str(path)))], language)
    read = load_framework(path, weights)
    # Another weight table gives other figures: the worked cases rest on the framework's own.
    cases = check_cases(path, read.value) if read.value is not None and weights is None else ()
    findings = read.findings + cases
    if as_json_:
        _print([{"path": str(path), "findings": [finding_document(found, language) for found in findings]}])
    else:
        Screen(language).checked(read.value, findings)
    return _exit_code(findings, strict=strict)


def _rate(call: Call, paths: Sequence[Path]) -> tuple[Rated, ...]:
    """The rating of every workbook. Raises `UsageProblem` when a path gives none."""
    sources = find_workbooks(paths)
    if sources.findings:
        raise UsageProblem(sources.findings, call.language)
    with Screen(call.language).progress(len(sources.value)) as tick:
        return tuple(Rater(call.framework, call.basis).rate_all(sources.value, tick))


def _unit_targets(call: Call, rated: Sequence[Rated], sort: str) -> list[Path]:
    """The result file of each workbook. Raises `UsageProblem` when two would share one."""
    out = call.out
    if sort == "gaps" and out is not None and out.suffix:
        raise UsageProblem([finding("out-is-a-file", Location(str(out)))], call.language)
    sources = [one.source for one in rated]
    targets = unit_targets(sources, "gaps" if sort == "gaps" else "rating", out)
    if targets.findings and call.writes:
        raise UsageProblem(targets.findings, call.language)
    return [targets.value[source] for source in sources]


def _write(call: Call, jobs: Sequence[Job]) -> list[Path]:
    """Write every file, or none when one of them may not be overwritten. Raises `UsageProblem`."""
    if not call.writes:
        return []
    foreign = refused(target for target, _ in jobs)
    if foreign:
        raise UsageProblem(foreign, call.language)
    try:
        for target, write in jobs:
            write(target)
    except OutputError as error:
        raise UsageProblem([error.finding], call.language) from error
    return [target for target, _ in jobs]


def _write_back(call: Call, rated: Sequence[Rated]) -> tuple[tuple[Rated, ...], list[Path]]:
    """Each rating put into its workbook, and the files written; one that cannot be is a finding, others go on."""
    told, files = [], []
    for one in rated:
        failed: tuple[Finding, ...] = ()
        if one.rating is not None:
            try:
                write_back(one.rating, one.findings, one.source.path, call.language)
                files.append(one.source.path)
            except OutputError as error:
                failed = (error.finding,)
        told.append(replace(one, findings=one.findings + failed))
    return tuple(told), files


def _documents(call: Call, rated: Iterable[Rated]) -> list[Document]:
    return [unit_document(one, call.framework, call.basis, call.language) for one in rated]


def _print(documents: Iterable[Document]) -> None:
    """JSON on standard output, in UTF-8 whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(as_json(tuple(documents)).encode() + b"\n")
    sys.stdout.buffer.flush()


def _findings(rated: Iterable[Rated]) -> tuple[Finding, ...]:
    return tuple(found for one in rated for found in one.findings)


def _unrated(rated: Iterable[Rated]) -> tuple[Unrated, ...]:
    return tuple(one.unrated for one in rated if one.rating is None)


def _name(folder: Path, rated: Iterable[Rated]) -> str:
    """The county that all units with one share; else the folder's name."""
    counties = {one.unit.county for one in rated if one.unit.county}
    return counties.pop() if len(counties) == 1 else folder.resolve().name


def _exit_code(findings: Iterable[Finding], *, strict: bool) -> int:
    """0 without errors, 1 with one; a warning counts as one when strict."""
    gravest = worst(findings)
    return int(gravest == "error" or (strict and gravest == "warning"))
