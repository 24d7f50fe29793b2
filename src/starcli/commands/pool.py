"""`pool`: what many units have in common against a grade, where it is worse, why, and what would bring the most."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path

from starcli.batch import Batch, without_doubles
from starcli.commands.running import area_name, exit_code, print_json, rate, write
from starcli.console.pool import show_pool
from starcli.console.screen import Screen
from starcli.core.findings import Finding, Location, finding
from starcli.core.model import Grade
from starcli.core.numbers import ZERO
from starcli.core.pool.causes import causes_of
from starcli.core.pool.fixing import Lever, Levers, fixes_of, most_missed
from starcli.core.pool.lever import Task
from starcli.core.pool.pool import Pool, pooled
from starcli.core.pool.report import PoolReport
from starcli.core.pool.rules import PoolRules
from starcli.core.scheme import Schemes
from starcli.core.text import listed, shortened
from starcli.documents.pool import pool_document
from starcli.excel.writing.pool.book import write_pool
from starcli.handed_in import HandedIn, PlanFiles, PlanRun
from starcli.options import Call, UsageProblem, find_target
from starcli.sources import find_sources, shown
from starcli.targets import folder_target

_HUNDRED = Decimal(100)
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for, as they were typed; shares and confidence replace those of the framework."""

    target: str
    fixes: int = 0
    plans: Path | None = None
    common: str | None = None
    confidence: str | None = None


def pool(call: Call, folder: Path, asked: Asked) -> int:
    """Pool the problems of every unit below a folder; one workbook, and the exit code."""
    report, batch = pooled_report(call, folder, asked)
    target = folder_target(folder, "pool", call.out)
    files = write(call, [(target, partial(write_pool, report, language=call.language))])
    if call.as_json:
        print_json([pool_document(report, call.language)], call.language)
    else:
        screen = Screen(call.language)
        show_pool(screen, report, batch)
        screen.wrote(files)
    return exit_code(report.findings, strict=call.strict)


def pooled_report(call: Call, folder: Path, asked: Asked) -> tuple[PoolReport, Batch]:
    """The problems of every unit below a folder, with causes and levers where they are asked for; and all workbooks."""
    target = find_target(asked.target, call.framework, call.language)
    rules = _rules(call, asked)
    _asks_something(call, target)
    plans = _plans(call, asked.plans)
    batch = without_doubles(rate(call, [folder], whole=False, marks=True, apart=_files(plans)))
    schemes = Schemes(call.framework)
    pooling = pooled(batch.everyone, schemes, target, rules)
    causes = None if plans is None else causes_of(plans.plans, pooling.pool.members, call.framework)
    levers = _levers(pooling.task, asked.fixes, pooling.pool, schemes)
    about_plans = (*plans.notes, *causes.findings) if plans is not None and causes is not None else ()
    found = (*_unclear(pooling.pool), *about_plans, *_unproven(levers))
    report = PoolReport(
        name=_area(folder, pooling.pool),
        pool=pooling.pool,
        basis=call.basis,
        turnout=batch.members.turnout.words(),
        unrated=batch.unrated,
        missing=batch.missing,
        outside=batch.outside,
        findings=(*found, *batch.findings),
        causes=None if causes is None else causes.value,
        levers=levers,
    )
    return report, batch


def _area(folder: Path, pool: Pool) -> str:
    """The county of all units; the city where there are several counties; else the folder's name."""
    units = [member.unit for member in pool.members]
    cities = {unit.city for unit in units if unit.city}
    several = len({unit.county for unit in units if unit.county}) > 1
    return cities.pop() if several and len(cities) == 1 else area_name(folder, units)


def _rules(call: Call, asked: Asked) -> PoolRules:
    """The framework's rules with what the options say otherwise. Raises `UsageProblem`."""
    rules = call.framework.pool
    if asked.common is not None:
        rules = replace(rules, share=_share(asked.common, call))
    if asked.confidence is not None:
        rules = replace(rules, confidence=_share(asked.confidence, call))
    return rules


def _share(text: str, call: Call) -> Decimal:
    """A percentage, with or without its sign; a number below one without it may mean two things, and means none."""
    bare = text.strip().removesuffix("%").removesuffix("％").strip()
    try:
        value = Decimal(bare)
    except InvalidOperation:
        value = ZERO
    if not value.is_finite() or not ZERO < value < _HUNDRED or (value < 1 and bare == text.strip()):
        raise UsageProblem([finding("pool-share-unclear", Location(), text=text)], call.language)
    return value


def _asks_something(call: Call, target: Grade) -> None:
    """Raise `UsageProblem` for a grade that requires nothing of any indicator."""
    schemes = Schemes(call.framework)
    pairs = [(kind, p.id) for kind in call.framework.kinds for p in call.framework.profiles.values() if kind in p.kinds]
    asking = {grade for pair in pairs for indicator in schemes.of(*pair).indicators for grade in indicator.requirements}
    if target.id not in asking:
        known = listed([grade.name for grade in call.framework.grades if grade.id in asking])
        raise UsageProblem([finding("pool-asks-nothing", Location(), grade=target.name, known=known)], call.language)


def _levers(task: Task, size: int, pool: Pool, schemes: Schemes) -> Levers | None:
    """The best choices of up to so many indicators, each rated anew beside the naive list of as many."""
    if not size:
        return None
    from starcli.numeric.lever import best_choice  # noqa: PLC0415 only where levers are asked for

    naive = most_missed(pool)
    sizes = range(1, min(size, max(len(naive), 1)) + 1)
    found = [best_choice(task, number) for number in sizes]
    choices = [tuple(task.indicators[number] for number in choice.numbers) for choice in found]
    fixes = fixes_of(pool, schemes, [*choices, *(naive[:number] for number in sizes)])
    best, naively = fixes[: len(found)], fixes[len(found) :]
    for fix, choice in zip(best, found, strict=True):
        if len(fix.having) != choice.units:
            raise RuntimeError(f"{fix.indicators}: {choice.units} units were reckoned, {len(fix.having)} are rated so")
    steps = zip(sizes, best, naively, found, strict=True)
    return Levers(pool.having, tuple(Lever(number, fix, other, choice.most) for number, fix, other, choice in steps))


def _unproven(levers: Levers | None) -> Iterable[Finding]:
    for lever in levers.steps if levers is not None else ():
        if not lever.is_proven:
            units = len(lever.best.having)
            yield finding("lever-not-proven", Location(), size=lever.size, units=units, most=lever.most)


def _plans(call: Call, folder: Path | None) -> PlanRun | None:
    """The plans in a folder with what is to be said about them; None where none is named.

    Raises `UsageProblem` where there is no plan.
    """
    if folder is None:
        return None
    found = find_sources([folder], [call.expected.file] if call.expected is not None else [])
    if found.problems:
        raise UsageProblem(found.problems, call.language)
    files = PlanFiles(call.framework, call.roster)
    with Screen(call.language).progress(len(found.sources)) as tick:
        run = files.read_all(found.sources, [folder], tick)
    if not run.plans:
        raise UsageProblem([finding("pool-no-plans", Location(shown(folder)))], call.language)
    return replace(run, notes=(*found.notes, *run.notes, *_about_plans(run.each, folder)))


def _files(plans: PlanRun | None) -> list[Path]:
    """The workbooks that hold plans: they may lie among the forms."""
    each = plans.each if plans is not None else ()
    return [one.source.path for one in each if one.plan is not None and one.source.member is None]


def _about_plans(each: Iterable[HandedIn], folder: Path) -> Iterable[Finding]:
    """What was found about plans, in two lines: `plan --check` says it all."""
    place = Location(shown(folder))
    unread = [one.source.name for one in each if one.plan is None]
    if unread:
        yield finding("pool-plan-unread", place, count=len(unread), names=shortened(unread, _NAMED))
    doubts = sum(len(one.findings) for one in each if one.plan is not None)
    if doubts:
        yield finding("pool-plans-doubtful", place, count=doubts)


def _unclear(pool: Pool) -> Iterable[Finding]:
    """A warning on the units without a rating of which it is not known what they are asked."""
    names = [pool.members[number].unit.name or str(pool.members[number].location) for number in pool.unclear]
    if names:
        yield finding("pool-kind-unknown", Location(), count=len(names), names=shortened(names, _NAMED))
