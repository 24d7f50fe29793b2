"""What a board is made of: a folder's forms, each as it was last read, and the season before."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from starcli.batch import Batch, Rated, with_missing, without_doubles
from starcli.board.live import Forms, Taken
from starcli.commands.running import area_name, collector_at_rest, read_former, settled
from starcli.console.screen import Screen
from starcli.core.assessment import Unit
from starcli.core.boards.board import Board, Season, board_of, periods_of
from starcli.core.boards.card import Card, card_of
from starcli.core.everyone import Member
from starcli.core.findings import Finding, Location, finding
from starcli.core.scheme import Schemes
from starcli.options import Call, UsageProblem
from starcli.rater import Rater
from starcli.sources import Source, shown


class BoardReading:
    """Reads a folder's forms, and once more only those that have changed, and makes a board of what they give.

    Raises `UsageProblem` when the folder of the season before gives nothing, or is the same one.
    """

    def __init__(self, call: Call, folder: Path) -> None:
        self._call = call
        self._folder = folder
        if call.former is not None and call.former.resolve() == folder.resolve():
            raise UsageProblem([finding("former-is-the-same", Location(shown(folder)))], call.language)
        self._former = read_former(call)
        given = call.data.given if call.data is not None else None
        self._rater = Rater(call.framework, call.basis, whole=False, marks=True, roster=call.roster, given=given)
        self._schemes = Schemes(call.framework)
        self._cards: dict[object, Card] = {}
        self.forms = Forms(folder, self._apart(), self._rate_all, self._settle)

    def take(self, changed: Collection[Path] = ()) -> Taken | None:
        """What all forms give once the changed ones have been read; None where nothing has changed.

        Raises `UsageProblem` when the folder is not there.
        """
        found = self.forms.found(changed)
        problems = [problem for problem in found.problems if problem.code != "no-workbooks"]
        if problems:
            raise UsageProblem(problems, self._call.language)
        with collector_at_rest():
            return self.forms.take(found, changed)

    def nobody(self) -> Batch:
        """What an empty folder gives: nobody has reported."""
        return self._settle((), ())

    def board(self, batch: Batch) -> Board:
        """The board of what all forms give."""
        call, everyone = self._call, batch.everyone
        name = _name(self._folder, [member.unit for member in everyone])
        season = Season(everyone, batch.members.turnout)
        known, self._cards = self._cards, {}
        with collector_at_rest():
            return board_of(
                name, call.framework, call.basis, season, self._before(), lambda one: self._card(one, known)
            )

    def _card(self, member: Member, known: dict[object, Card]) -> Card | None:
        """The card of a member: worked out only where its figures are others than before."""
        if member.marks is None or member.standing is None:
            return None
        counts = tuple(sorted(member.marks.counts.items()))
        figures = (member.unit.kind, member.unit.profile, member.marks.packed, counts)
        card = known.get(figures)
        if card is None:
            rating = member.rating(self._schemes)
            if rating is None:
                return None
            card = card_of(rating)
        self._cards[figures] = card
        return card

    def _before(self) -> Sequence[Member] | None:
        if self._former is None:
            return None
        batch = without_doubles(self._former.batch)
        return (with_missing(batch, self._call.roster) if self._call.roster is not None else batch).everyone

    def _apart(self) -> list[Path]:
        """Files below the folder that are no forms of this season."""
        former = [one.source.path for one in self._former.batch.rated] if self._former is not None else []
        return [*self._call.apart, *former, *([self._call.expected.file] if self._call.expected is not None else [])]

    def _rate_all(self, sources: Sequence[Source]) -> Iterable[Rated]:
        with Screen(self._call.language).progress(len(sources)) as tick:
            return list(self._rater.rate_all(sources, tick))

    def _settle(self, rated: tuple[Rated, ...], notes: tuple[Finding, ...]) -> Batch:
        if rated:
            told = tuple(_with_period(rated))
            return without_doubles(settled(self._call, [self._folder], told, notes, self._former))
        batch = Batch((), notes, settled=True)
        return with_missing(batch, self._call.roster) if self._call.roster is not None else batch


def _with_period(rated: Sequence[Rated]) -> Iterator[Rated]:
    """The same; with a finding on each form that is of another period than most."""
    periods = periods_of(one.standing for one in rated if one.standing is not None)
    for one in rated:
        period = one.standing.period if one.standing is not None else ""
        if not period or period == periods[0]:
            yield one
            continue
        found = finding("board-other-period", one.location, period=period, season=periods[0])
        yield replace(one, findings=(*one.findings, found))


def _name(folder: Path, units: Sequence[Unit]) -> str:
    """The county that all units share, or the city where they are of several counties; else the folder's name."""
    cities = {unit.city for unit in units if unit.city}
    several = len({unit.county for unit in units if unit.county}) > 1
    return cities.pop() if several and len(cities) == 1 else area_name(folder, units)
