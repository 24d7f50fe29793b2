"""`projects`: where each special project stands, by season and by area; one workbook with a page a project."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from starcli.commands.running import area_name, exit_code, print_json, write
from starcli.commands.seasons import SeasonRead, read_seasons
from starcli.commands.track import Around, tracked
from starcli.console.projects import show_projects
from starcli.console.screen import Screen
from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Grade
from starcli.core.projects.attainment import Area, attainment
from starcli.core.projects.coverage import Coverage
from starcli.core.projects.four_ones import Card, cards_by_project, check_cards, slots_of
from starcli.core.projects.progress import Problems, Progress, Project, ProjectSeason, problems_by_project
from starcli.core.rectification.units import ByUnit
from starcli.core.scheme import Schemes
from starcli.core.text import shortened
from starcli.documents.projects import projects_document
from starcli.excel.reading.four_ones import read_four_ones
from starcli.excel.writing.projects.book import write_projects
from starcli.excel.writing.tracking.report import TrackingReport
from starcli.options import Call, UsageProblem, find_target, read_apart
from starcli.sources import find_sources, shown
from starcli.targets import folder_target

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for: the target grade, ledgers as of a day, and the table of the four ones."""

    target: str
    day: date
    ledgers: Path | None = None
    four_ones: Path | None = None


def projects(call: Call, folders: Sequence[Path], asked: Asked) -> int:
    """Where the special projects stand in some seasons; one workbook, and the exit code."""
    progress = gathered(call, folders, asked)
    folder = folders[-1] if len(folders) == 1 else folders[-1].parent
    target = folder_target(folder, "projects", call.out)
    files = write(call, [(target, partial(write_projects, progress, language=call.language))])
    if call.as_json:
        print_json([projects_document(progress, call.language)], call.language)
    else:
        screen = Screen(call.language)
        show_projects(screen, progress)
        screen.wrote(files)
    return exit_code(progress.findings, strict=call.strict)


def gathered(call: Call, folders: Sequence[Path], asked: Asked) -> Progress:
    """Everything about the special projects. Raises `UsageProblem`."""
    if not call.framework.special_projects:
        raise UsageProblem([finding("no-special-projects", Location(), framework=call.framework.id)], call.language)
    grade = find_target(asked.target, call.framework, call.language)
    cards = _cards(call, asked.four_ones)
    ledgers = _ledgers(call, asked)
    reads = read_seasons(replace(call, apart=_apart(asked)), folders)
    framework = reads[-1].framework
    coverage = Coverage(Schemes(framework), grade).projects()
    by_project = cards_by_project(cards.value)
    seasons = tuple(_season(read, grade) for read in reads)
    units = [member.unit for member in reads[-1].batch.everyone]
    # Forms are many, and other commands speak of them too: what this one is about comes first.
    about = (*cards.findings, *(ledgers.findings if ledgers is not None else ()), *_of_nobody(ledgers, units, asked))
    return Progress(
        name=_name(folders, units),
        framework=framework,
        target=grade,
        seasons=seasons,
        projects=tuple(
            Project(key, each, coverage[key], by_project.get(key)) for key, each in framework.special_projects.items()
        ),
        problems=_problems(ledgers, seasons[-1]),
        ledgers=ledgers.ledgers if ledgers is not None else None,
        with_cards=asked.four_ones is not None,
        findings=(*about, *(one for read in reads for one in read.batch.findings)),
    )


def _name(folders: Sequence[Path], units: Sequence[Unit]) -> str:
    """The county that all units share, else their city; else the folder's name, or that of the seasons' own."""
    counties, cities = ({getattr(unit, level) for unit in units} - {""} for level in ("county", "city"))
    if len(counties) != 1 and len(cities) == 1:
        return str(cities.pop())
    return area_name(folders[-1] if len(folders) == 1 else folders[-1].parent, units)


def _season(read: SeasonRead, target: Grade) -> ProjectSeason:
    """The figures of a season, by the framework of its time."""
    everyone, schemes = read.batch.everyone, Schemes(read.framework)
    grade = next((known for known in read.framework.grades if known.id == target.id), target)
    states = [member.state for member in everyone]
    figures = attainment(everyone, schemes, Coverage(schemes, grade))
    return ProjectSeason(read.label, figures, len(states), states.count("unrated"), states.count("missing"))


def _cards(call: Call, file: Path | None) -> Read[tuple[Card, ...]]:
    """The cards in a table, with everything that they lack. Raises `UsageProblem` where it cannot be read."""
    if not slots_of(call.framework):
        return Read(())
    if file is None:
        return Read((), (finding("four-ones-none"),))
    read = read_apart(partial(read_four_ones, framework=call.framework), file, "four-ones-not-read", call.language)
    if read.value is None:
        raise UsageProblem(read.findings, call.language)
    return Read(read.value, (*read.findings, *check_cards(read.value, call.framework, Location(shown(file)))))


def _problems(ledgers: TrackingReport | None, now: ProjectSeason) -> Mapping[tuple[str, Area], Problems]:
    """The problems of each project by area; none without ledgers."""
    return {} if ledgers is None else problems_by_project(ledgers.tracking.problems, now.attainment.areas)


def _ledgers(call: Call, asked: Asked) -> TrackingReport | None:
    """What has become of the problems in the ledgers; None where none are named. Raises `UsageProblem`."""
    if asked.ledgers is None:
        return None
    report = tracked(replace(call, former=None), asked.ledgers, Around(asked.day, asked.target))
    if not (report.ledgers or report.doubled):
        about = [found for one in report.unread for found in one.findings]
        raise UsageProblem([*about, finding("no-ledgers", Location(shown(asked.ledgers)))], call.language)
    return report


def _of_nobody(ledgers: TrackingReport | None, units: Sequence[Unit], asked: Asked) -> Iterable[Finding]:
    """A warning on problems of units that are not among those of the latest season."""
    known = ByUnit(units, lambda unit: unit)
    others = [] if ledgers is None else [one.unit for one in ledgers.tracking.problems if not known.of(one.unit)]
    names = list(dict.fromkeys(unit.name or unit.code or unit.town for unit in others))
    if names and asked.ledgers is not None:
        place = Location(shown(asked.ledgers))
        yield finding("projects-ledgers-of-nobody", place, count=len(names), names=shortened(names, _NAMED))


def _apart(asked: Asked) -> tuple[Path, ...]:
    """The files that are no forms, should they lie among these."""
    ledgers = [asked.ledgers] if asked.ledgers is not None else []
    sources = [source.path for source in find_sources(ledgers).sources] if ledgers else []
    return (*([asked.four_ones] if asked.four_ones is not None else ()), *sources)
