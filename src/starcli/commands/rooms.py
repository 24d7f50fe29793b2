"""`pool --resources`: idle rooms for the units that lack area; one workbook with a proposal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path

from starcli.batch import Batch, Rated, without_doubles
from starcli.commands.running import area_name, exit_code, print_json, rate, write
from starcli.console.rooms import show_rooms
from starcli.console.screen import Screen
from starcli.core.everyone import Member
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.numbers import ZERO, plain
from starcli.core.rating import Rating
from starcli.core.rooms.allocation import Solver
from starcli.core.rooms.credit import Credit, credit
from starcli.core.rooms.ledger import StateWords, rooms_of
from starcli.core.rooms.proposal import Drafter, Proposal
from starcli.core.rooms.report import RoomsReport
from starcli.core.rooms.room import Room
from starcli.core.rooms.streets import WITHIN, Receivers, Streets, Within
from starcli.core.rooms.survey import Question, Served, Standing, Surveyor, in_steps
from starcli.core.rooms.words import AIM_NAMES
from starcli.core.scheme import Schemes
from starcli.core.text import listed, shortened
from starcli.documents.rooms import rooms_document
from starcli.excel.layouts.rooms import IN_USE, NOT_FREE, PARTLY
from starcli.excel.reading.rooms import read_rooms
from starcli.excel.reading.roster import name_endings
from starcli.excel.writing.rooms.book import write_rooms
from starcli.options import Call, UsageProblem, find_target, read_apart
from starcli.rater import Rater
from starcli.sources import Source, shown
from starcli.targets import folder_target

_WORDS = StateWords(NOT_FREE, IN_USE, PARTLY)
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for, as they were typed: the ledger of rooms, and how its rooms may be given.

    `tag` is that of the units which may be given any; `price` what area costs where it has to be bought; `least` the
    smallest piece of a room that is split.
    """

    file: Path
    target: str
    within: str = "county"
    split: bool = False
    seconds: str = "30"
    tag: str | None = None
    price: str | None = None
    least: str = "20"


def rooms(call: Call, folder: Path, asked: Asked) -> int:
    """Propose who should get the rooms of a ledger; one workbook, and the exit code."""
    report = proposed(call, folder, asked)
    target = folder_target(folder, "rooms", call.out)
    files = write(call, [(target, partial(write_rooms, report, language=call.language))])
    if call.as_json:
        print_json([rooms_document(report, call.language)], call.language)
    else:
        screen = Screen(call.language)
        show_rooms(screen, report)
        screen.wrote(files)
    return exit_code(report.findings, strict=call.strict)


def proposed(call: Call, folder: Path, asked: Asked) -> RoomsReport:
    """Who should get which room. Raises `UsageProblem`."""
    question, within = _question(call, asked), _within(asked.within, call)
    seconds, price = _number(asked.seconds, "--seconds", call), _number(asked.price, "--price", call)
    least = _number(asked.least, "--least", call)
    ledger = _ledger(call, asked.file)
    batch = without_doubles(rate(replace(call, apart=(*call.apart, asked.file)), [folder], whole=False, marks=True))
    everyone = batch.everyone
    streets = Streets(member.unit for member in everyone)
    placed = [streets.place(room) for room in ledger.value]
    pool = tuple(read.value for read in placed)
    credited = credit(pool, everyone, Receivers(everyone, name_endings(call.framework)), question)
    surveyor = Surveyor(question, Schemes(call.framework), in_steps(room.free for room in pool if room.free))
    standings = tuple(surveyor.standing(member) for member in everyone)
    served = _served(call, batch, surveyor, standings, credited.value)
    tag = asked.tag or ""
    drafter = Drafter(question, within, asked.split, surveyor.step, _solver(seconds), tag, least)
    given, qualities = drafter.given(pool, served, streets)
    found = (
        *batch.findings,
        *ledger.findings,
        *(one for read in placed for one in read.findings),
        *credited.findings,
        *surveyor.findings,
        *_unknown(everyone, standings, folder),
        *_tag_unknown(tag, everyone),
    )
    proposal = Proposal(
        question=question,
        within=within,
        split=asked.split,
        step=surveyor.step,
        rooms=pool,
        credit=credited.value,
        everyone=everyone,
        standings=standings,
        outlooks=drafter.outlook(served, given),
        given=given,
        qualities=qualities,
    )
    name = area_name(folder, (member.unit for member in everyone))
    findings = (*found, *_stopped(proposal, seconds, asked.file))
    return RoomsReport(name, proposal, seconds, price or None, tag, findings)


def _question(call: Call, asked: Asked) -> Question:
    """What is asked of everybody. Raises `UsageProblem` where the framework, or the grade, asks nothing."""
    framework = call.framework
    if framework.resources is None:
        raise UsageProblem([finding("no-resource-rules", Location(), framework=framework.id)], call.language)
    grade = find_target(asked.target, framework, call.language)
    entry, rules = framework.entries[framework.resources.indicator], framework.resources
    variants = (entry.variant(kind, profile) for kind in entry.definition.kinds for profile in framework.profiles)
    if not any(grade.id in (variant.requirements or {}) for variant in variants):
        problem = finding("no-room-requirement", Location(), grade=grade.name, indicator=rules.indicator)
        raise UsageProblem([problem], call.language)
    return Question(framework, rules, grade)


def _within(text: str, call: Call) -> Within:
    """How far rooms may be given. Raises `UsageProblem` for any other word."""
    for known in WITHIN:
        if text.strip().lower() == known:
            return known
    raise UsageProblem([finding("within-unknown", Location(), text=text)], call.language)


def _number(text: str | None, option: str, call: Call) -> Decimal:
    """The number that an option gives, 0 without it. Raises `UsageProblem` for anything that is no number above 0."""
    if text is None:
        return ZERO
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = ZERO
    if not number.is_finite() or number <= ZERO:
        raise UsageProblem([finding("room-option-not-a-number", Location(), option=option, text=text)], call.language)
    return number


def _ledger(call: Call, file: Path) -> Read[tuple[Room, ...]]:
    """The rooms of a ledger. Raises `UsageProblem` where it has none."""
    read = read_apart(partial(read_rooms, framework=call.framework), file, "rooms-not-read", call.language)
    if read.value is None:
        raise UsageProblem(read.findings, call.language)
    rooms = rooms_of(read.value, _WORDS)
    proposals = sum(row.proposed for row in read.value)
    notes = [finding("rooms-still-proposed", Location(shown(file)), count=proposals)] if proposals else []
    return Read(rooms.value, (*read.findings, *rooms.findings, *notes))


def _served(
    call: Call, batch: Batch, surveyor: Surveyor, standings: Sequence[Standing], credited: Credit
) -> tuple[Served, ...]:
    """The units that lack area or have some to come, each by its rating with all its working."""
    everyone = batch.everyone
    told = [at for at, one in enumerate(standings) if one == "short" or (one == "enough" and credited.to_come(at))]
    ratings = _ratings(call, batch, [everyone[at] for at in told])
    served = (
        surveyor.survey(everyone[at], rating, credited.to_come(at))
        for at, rating in zip(told, ratings, strict=True)
        if rating is not None
    )
    return tuple(one for one in served if one is not None)


def _ratings(call: Call, batch: Batch, members: Sequence[Member]) -> list[Rating | None]:
    """The ratings of some units with all their working: their workbooks are read again."""
    wanted = {(str(member.location), member.unit.name) for member in members}
    by_source: dict[Source, list[Rated]] = {}
    for one in batch.rated:
        by_source.setdefault(one.source, []).append(one)
    sources = [s for s, some in by_source.items() if any((str(o.location), o.unit.name) in wanted for o in some)]
    given = call.data.given if call.data is not None else None
    rater = Rater(call.framework, call.basis, roster=call.roster, given=given)
    again: dict[Source, list[Rated]] = {}
    with Screen(call.language).progress(len(sources)) as tick:
        for one in rater.rate_all(sources, tick):
            again.setdefault(one.source, []).append(one)
    found = {
        (str(known.location), known.unit.name): anew.rating
        for source, some in again.items()
        for known, anew in zip(by_source[source], some, strict=True)
    }
    return [found.get((str(member.location), member.unit.name)) for member in members]


def _solver(seconds: Decimal) -> Solver:
    from starcli.numeric.rooms import solve  # noqa: PLC0415 HiGHS only where rooms are allocated

    return partial(solve, seconds=float(seconds))


def _unknown(everyone: Sequence[Member], standings: Sequence[Standing], folder: Path) -> Iterable[Finding]:
    """A warning on the units of which nobody knows whether they lack area."""
    names = [one.unit.name for one, standing in zip(everyone, standings, strict=True) if standing == "unknown"]
    if names:
        place = Location(shown(folder))
        yield finding("room-need-unknown", place, count=len(names), names=shortened(names, _NAMED))


def _tag_unknown(tag: str, everyone: Sequence[Member]) -> Iterable[Finding]:
    known = dict.fromkeys(each for member in everyone for each in member.tags)
    if tag and tag not in known:
        yield finding("room-tag-unknown", Location(), tag=tag, known="、".join(known) or "—")


def _stopped(proposal: Proposal, seconds: Decimal, file: Path) -> Iterable[Finding]:
    """A note on the aims of which it is not proven that nothing is better."""
    aims = [AIM_NAMES[aim] for aim in proposal.open_aims]
    if aims:
        yield finding("room-search-stopped", Location(shown(file)), seconds=plain(seconds), what=listed(aims))
