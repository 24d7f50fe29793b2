"""`challenge`: an opponent for a unit, compared indicator by indicator, with a sheet to be signed."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from starcli.batch import Batch, without_doubles
from starcli.commands.running import area_name, exit_code, print_json, rate, write
from starcli.console.challenge import show_challenges
from starcli.console.screen import Screen
from starcli.core.assessment import Unit
from starcli.core.challenge.challenge import Challenge, Challenger
from starcli.core.challenge.opponent import NAMED, Match, find_opponent, named, opponent_above
from starcli.core.everyone import Member
from starcli.core.findings import Finding, Location, finding
from starcli.core.roster import squeezed
from starcli.documents.challenge import challenge_document
from starcli.excel.writing.challenge.book import Challenges, write_challenges
from starcli.options import Call, UsageProblem
from starcli.targets import file_name, folder_target


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for: units by code or name, or those of a town; and how the opponent is chosen."""

    units: Sequence[str] = ()
    town: str | None = None
    places: int | None = None
    against: str | None = None


def challenge(call: Call, folder: Path, asked: Asked) -> int:
    """The challenge of every unit that is asked for; the exit code, by what was found on those that are compared."""
    if not asked.units and asked.town is None:
        raise UsageProblem([finding("challenge-of-nobody")], call.language)
    if asked.places is not None and asked.against is not None:
        raise UsageProblem([finding("challenge-chosen-twice")], call.language)
    batch = without_doubles(rate(call, [folder], whole=False, marks=True))
    members = batch.everyone
    wanted = _wanted(members, asked, call)
    rated = [member for member in wanted if member.standing is not None]
    found: list[Finding] = [
        finding("challenge-not-rated", member.location, name=member.unit.name)
        for member in wanted
        if member not in rated
    ]
    against = _one(members, asked.against, call) if asked.against is not None else None
    if against is not None and against.standing is None:
        raise UsageProblem([_not_rated(against)], call.language)
    challenger = Challenger(members, call.framework)
    matches = (_match(member, members, call, asked, against) for member in rated)
    made = tuple(one for match in matches if (one := challenger.challenge(match)) is not None)
    found += _doubts(made)
    files = _write(call, folder, made) if made else []
    concerned = {id(side.member) for one in made for side in (one.own, one.theirs) if side is not None}
    places = {member.location.file for member in members if id(member) in concerned}
    everything = (*batch.notes, *_of(batch, places), *found)
    if call.as_json:
        print_json([challenge_document(one, call.language) for one in made], call.language, (*batch.notes, *found))
    else:
        screen = Screen(call.language)
        show_challenges(screen, made)
        screen.turnout(batch)
        screen.findings(everything)
        screen.wrote(files)
    return exit_code(everything, strict=call.strict)


def _of(batch: Batch, files: Container[str]) -> Iterable[Finding]:
    """What was found on the forms of the units that are compared; the others' are not looked at here."""
    return (found for one in batch.rated if one.location.file in files for found in one.findings)


def _not_rated(member: Member) -> Finding:
    return finding("challenge-not-rated", member.location, name=member.unit.name)


def _wanted(members: Sequence[Member], asked: Asked, call: Call) -> list[Member]:
    """The units that options name, each once. Raises `UsageProblem` for a text that means none, or several."""
    wanted = [_one(members, text, call) for text in asked.units]
    if asked.town is not None:
        word = squeezed(asked.town)
        town = [
            one for one in members if word in (squeezed(one.unit.town), squeezed(f"{one.unit.county}{one.unit.town}"))
        ]
        if not town or len({squeezed(one.unit.county) for one in town}) > 1:
            count = len({squeezed(one.unit.county) for one in town})
            raise UsageProblem(
                [finding("challenge-town-unclear", Location(), text=asked.town, count=count)], call.language
            )
        wanted += town
    return list({id(member): member for member in wanted}.values())


def _called(unit: Unit) -> tuple[str, str]:
    """What the town of a unit may be called."""
    return squeezed(unit.town), squeezed(f"{unit.county}{unit.town}")


def _one(members: Sequence[Member], text: str, call: Call) -> Member:
    found = named(members, text)
    if len(found) != 1:
        raise UsageProblem([finding("challenge-unit-unclear", Location(), text=text, count=len(found))], call.language)
    return found[0]


def _match(member: Member, members: Sequence[Member], call: Call, asked: Asked, against: Member | None) -> Match:
    """The opponent of a unit, as options want it. Raises `UsageProblem` for one of another kind, and for itself."""
    if against is not None:
        if against is member or against.unit.kind != member.unit.kind:
            details = {"name": member.unit.name, "other": against.unit.name}
            code = "challenge-of-itself" if against is member else "challenge-other-kind"
            raise UsageProblem([finding(code, Location(), **details)], call.language)
        return Match(member, against, NAMED)
    if asked.places is not None:
        return opponent_above(member, members, asked.places)
    return find_opponent(member, members, call.framework)


def _doubts(made: Iterable[Challenge]) -> list[Finding]:
    """A note on each pair that is judged by different profiles."""
    return [
        finding(
            "challenge-other-profile",
            one.own.member.location,
            name=one.own.rating.unit.name,
            other=other.rating.unit.name,
        )
        for one in made
        if (other := one.theirs) is not None and other.rating.scheme is not one.own.rating.scheme
    ]


def _write(call: Call, folder: Path, made: tuple[Challenge, ...]) -> list[Path]:
    units = [one.own.member.unit for one in made]
    name = units[0].name if len(units) == 1 else area_name(folder, units)
    stem = f"challenge-{file_name(units[0].name)}" if len(units) == 1 else "challenges"
    shown = Challenges(name, call.framework, made)
    target = folder_target(folder, stem, call.out)
    return write(call, [(target, partial(write_challenges, shown, language=call.language))])
