"""The rules by which problems are put right and struck off: data of a framework, which the ledger is held against.

A problem is in one of several states; only some moves lead from one to another. It may be struck off when every closing
condition holds, and is reopened when its value falls again too soon (dossier section 3.7).
"""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from starcli.core.text import Text

CONDITIONS = ("verified-value", "evidence", "town-check", "county-review", "new-survey")
"""The closing conditions that can be judged."""
LEDGER_CELLS = (
    "deadline", "progress", "share", "evidence", "requested", "verified", "town_opinion", "town_checker", "town_date",
    "county_opinion", "county_date", "extended", "closed", "remarks",
)  # fmt: skip
"""The columns of a ledger that the rules may name."""

Stage = Literal["open", "asked", "closed"]


@dataclass(frozen=True, slots=True)
class State:
    """A state of a problem, and those that may follow it.

    A row in this state has every cell of `needs` filled and none of `without`; the conditions that it `holds` hold.
    """

    id: str
    name: Text
    next: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosingCondition:
    """What must hold before a problem is struck off; of some `sources` only where any are named.

    `words` are those by which a new survey is known.
    """

    id: str
    wording: Text
    sources: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Light:
    """A progress light: its name, and in words when it shows."""

    name: Text
    when: Text


@dataclass(frozen=True, slots=True)
class Lights:
    """The lights of what is not struck off.

    Red is overdue; yellow is due within so many `days` and done to less than `share` per cent; all else is green.
    """

    green: Light
    yellow: Light
    red: Light
    days: int
    share: int

    def light(self, name: str) -> Light:
        """A light by its id. Raises `KeyError`."""
        return {"green": self.green, "yellow": self.yellow, "red": self.red}[name]


@dataclass(frozen=True, slots=True)
class Extension:
    """How often and by how many days at most a deadline may be moved, by whom, and in which cells that is said."""

    most: int
    days: int
    approver: Text
    told_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relapse:
    """The state of a problem whose value falls again within so many seasons after it was struck off."""

    state: str
    seasons: int
    wording: Text


@dataclass(frozen=True, slots=True)
class Rectification:
    """All rules of rectification.

    `asked` are the states in which closing has been asked for, `final` those in which a problem is struck off.
    `by_season` are the types of measures whose progress is judged season by season.
    """

    states: Mapping[str, State]
    first: str
    asked: tuple[str, ...]
    final: tuple[str, ...]
    close_when: Mapping[str, ClosingCondition]
    lights: Lights
    extension: Extension
    relapse: Relapse
    by_season: tuple[str, ...] = ()

    def stage(self, state: str) -> Stage:
        """How far a problem in a state has come."""
        if state in self.final:
            return "closed"
        return "asked" if state in self.asked else "open"

    def state_of(self, text: str) -> State | None:
        """The state that a text names; None where it names none."""
        known = (state for state in self.states.values() if folded(text) in map(folded, words_of(state)))
        return next(known, None)

    def conditions_of(self, source: str) -> tuple[ClosingCondition, ...]:
        """The closing conditions of an indicator whose figure comes from a source."""
        return tuple(one for one in self.close_when.values() if not one.sources or source in one.sources)

    def may_follow(self, then: str, now: str, filled: Collection[str]) -> bool:
        """Whether a row may have come from one state to another: by one move, or by several of which it has the traces.

        A state in between was passed where the row has `filled` all cells that it needs; one that needs none leaves no
        trace.
        """
        seen, ahead = {then}, [then]
        while ahead:
            for state in self.states[ahead.pop()].next:
                if state == now:
                    return True
                needs = self.states[state].needs
                if state not in seen and needs and all(cell in filled for cell in needs):
                    seen.add(state)
                    ahead.append(state)
        return then == now


def words_of(state: State) -> tuple[str, ...]:
    """Every word by which a row may say that it is in a state."""
    return (state.id, *state.name.wordings, *state.aliases)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A text as words of a ledger are compared: half-width, lower case, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())
