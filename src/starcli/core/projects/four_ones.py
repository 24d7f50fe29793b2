"""The cards of special projects: who is in command, who leads, by which plan, and at which meeting it was pushed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from starcli.core.findings import NOWHERE, Finding, Location, finding
from starcli.core.model import Framework
from starcli.core.text import Text


@dataclass(frozen=True, slots=True)
class Meeting:
    """An on-site meeting: its day, None where none is said, and what is said besides it, which is the place."""

    day: date | None
    place: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a table says of a project, in its own words: its slots by id, progress and problems; `places` are cells.

    `meeting` is how the slot of a meeting was understood; None where it is blank, or there is no such slot.
    """

    project: str
    slots: Mapping[str, str] = field(default_factory=dict)
    progress: str = ""
    problems: str = ""
    meeting: Meeting | None = None
    places: Mapping[str, Location] = field(default_factory=dict)
    location: Location = NOWHERE

    def place(self, key: str) -> Location:
        """The cell of a slot; the row where it has none."""
        return self.places.get(key, self.location)

    def filled(self, framework: Framework) -> int:
        """How many of the framework's slots are filled in."""
        return sum(bool(self.slots.get(slot)) for slot in slots_of(framework))


MEETING = "onsite_meeting"
"""The slot that is a meeting: it needs a day and a place."""
PLAN = "plan"
"""The slot that is a document: it needs a number by which it can be found."""
SINGLE = ("leader", "lead_department")
"""The slots of which there is one, and no more."""
_PARTING = "、,，;；/\n"


def slots_of(framework: Framework) -> Mapping[str, Text]:
    """What every project must have; nothing where the framework asks nothing."""
    return framework.four_ones.slots if framework.four_ones is not None else {}


def check_cards(cards: Sequence[Card], framework: Framework, file: Location) -> Iterator[Finding]:
    """What cards lack: a project without one or with two, empty slots, and what the filled ones must say besides."""
    slots = slots_of(framework)
    if not slots:
        return
    by_project: dict[str, list[Card]] = {}
    for card in cards:
        by_project.setdefault(card.project, []).append(card)
    for key, project in framework.special_projects.items():
        own = by_project.get(key, [])
        name = Text(f"{key} {project.name.zh}", f"{key} {project.name.en}")
        if not own:
            yield finding("four-ones-missing", file, project=name)
        for card in own[1:]:
            yield finding("four-ones-twice", card.location, project=name, other=own[0].location.within)
        for card in own[:1]:
            yield from _slots(card, name, slots)


def _slots(card: Card, name: Text, slots: Mapping[str, Text]) -> Iterator[Finding]:
    for slot, words in slots.items():
        text, place = card.slots.get(slot, ""), card.place(slot)
        if not text:
            yield finding("four-ones-empty", place, project=name, slot=words)
        elif slot == MEETING:
            yield from _meeting(card, name, place, text)
        elif slot == PLAN and not any(sign.isdigit() for sign in text):
            yield finding("four-ones-plan-unnumbered", place, project=name, text=text)
        elif slot in SINGLE and any(sign in text.strip() for sign in _PARTING):
            yield finding("four-ones-several", place, project=name, slot=words, text=text)


def _meeting(card: Card, name: Text, place: Location, text: str) -> Iterator[Finding]:
    """A meeting without a day, or without a place."""
    meeting = card.meeting
    if meeting is None or meeting.day is None:
        yield finding("four-ones-meeting-undated", place, project=name, text=text)
    if meeting is None or not meeting.place:
        yield finding("four-ones-meeting-nowhere", place, project=name, text=text)


def cards_by_project(cards: Iterable[Card]) -> Mapping[str, Card]:
    """The first card of each project."""
    found: dict[str, Card] = {}
    for card in cards:
        found.setdefault(card.project, card)
    return found
