"""`plan`: one village, one policy: a plan for each unit to reach a grade, as a workbook and as a Word paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from starcli.batch import Rated, without_doubles
from starcli.commands.efforts import effort_table
from starcli.commands.running import day_of, documents, exit_code, missing_documents, print_json, rate
from starcli.console.screen import Screen
from starcli.core.findings import Finding, Location, finding
from starcli.core.model import Grade
from starcli.core.seasons import Season, season_of, seasons_a_year
from starcli.core.text import FormLanguage, Text
from starcli.documents.planning import no_planning_document
from starcli.documents.units import Document
from starcli.excel.writing.output import OutputError, write_atomically
from starcli.options import Call, UsageProblem, find_target
from starcli.plans import Drawn, PlanWorks, Wish
from starcli.targets import refused, unit_targets
from starcli.workers import Fault

_PAPER = ".docx"
_DRAWING = Text("制定方案", "drawing up plans")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for, as they were typed."""

    target: str
    date: str | None
    by: str | None
    language: FormLanguage
    paper: bool
    efforts: Path | None = None


def plan(call: Call, path: Path, asked: Asked) -> int:
    """A plan for every rated unit; the exit code."""
    target: Grade = find_target(asked.target, call.framework, call.language)
    if call.out is not None and call.out.suffix:
        raise UsageProblem([finding("out-is-a-file", Location(str(call.out)))], call.language)
    drawn_up = day_of(asked.date, call)
    by, table = _season(call, asked.by, drawn_up), effort_table(call, asked.efforts)
    wish = Wish(target, drawn_up, by, asked.language, asked.paper, call.writes, table)
    batch = without_doubles(rate(call, [path]))
    rated = [one for one in batch.rated if one.rating is not None]
    files = _files(call, rated, wish)
    works = PlanWorks([one.rating for one in rated if one.rating is not None], wish)
    drawn, faults, written = _draw_up(call, works, rated, files)
    found = (*batch.findings, *faults)
    if call.as_json:
        planned = {id(one): each.document for one, each in zip(rated, drawn, strict=True) if each is not None}
        every = zip(documents(call, batch.rated), batch.rated, strict=True)
        nothing = no_planning_document(target.id)
        shown: list[Document] = [document | planned.get(id(one), nothing) for document, one in every]
        print_json((*shown, *(d | nothing for d in missing_documents(call, batch))), call.language, batch.notes)
    else:
        screen = Screen(call.language)
        for each in drawn:
            if each is not None:
                screen.line(each.line, "" if each.reaches else "red")
        screen.turnout(batch)
        screen.findings(one for one in found if one.code != "not-reported")
        screen.wrote(written)
    return exit_code(found, strict=call.strict)


def _season(call: Call, text: str | None, drawn_up: date) -> Season | None:
    """The season that --by names. Raises `UsageProblem` for what is none, or is over already."""
    if text is None:
        return None
    per_year = seasons_a_year(call.framework)
    season = season_of(text, per_year)
    if season is None:
        raise UsageProblem([finding("season-unknown", Location(), text=text, count=per_year)], call.language)
    if season.last_day < drawn_up:
        details = {"season": str(season), "day": drawn_up.isoformat()}
        raise UsageProblem([finding("season-past", Location(), **details)], call.language)
    return season


def _files(call: Call, rated: Sequence[Rated], wish: Wish) -> list[tuple[Path, ...]]:
    """Where the plan of each unit goes. Raises `UsageProblem` where one may not be written: then none is."""
    targets = unit_targets(rated, "plan", call.out)
    endings = ("", _PAPER) if wish.paper else ("",)
    files = [tuple(target.with_suffix(end or target.suffix) for end in endings) for target in targets.value]
    if wish.writes:
        problems = targets.findings or refused(file for of_unit in files for file in of_unit)
        if problems:
            raise UsageProblem(problems, call.language)
    return files


def _draw_up(
    call: Call, works: PlanWorks, rated: Sequence[Rated], files: Sequence[tuple[Path, ...]]
) -> tuple[list[Drawn | None], list[Finding], list[Path]]:
    """Every plan that could be made, why others could not, and the files that were written. Raises `UsageProblem`."""
    drawn: list[Drawn | None] = []
    faults: list[Finding] = []
    written: list[Path] = []
    with Screen(call.language).progress(len(rated), _DRAWING) as tick:
        for one, given, of_unit in zip(rated, works.all(), files, strict=True):
            tick()
            if isinstance(given, Fault):
                reason = given.reason or given.sort
                faults.append(finding("internal-fault", Location(one.source.name), reason=reason))
                drawn.append(None)
                continue
            drawn.append(given)
            for file, content in zip(of_unit, given.contents, strict=False):
                try:
                    write_atomically(file, content)
                except OutputError as error:
                    raise UsageProblem([error.finding], call.language) from error
                written.append(file)
    return drawn, faults, written
