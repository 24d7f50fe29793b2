"""The ledger of tomorrow's grids, ready to fill in: posts stay with grids that go on, and what parts tell is there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from starcli.core.grids.ledger import Grid, GridLedger
from starcli.core.grids.people import BETWEEN, NAMELESS, people_in
from starcli.core.grids.posts import POSTS, Post, holder, is_told
from starcli.core.grids.replanning import NewGrid, Proposal
from starcli.core.text import Language, Text

_NUMBERED = re.compile(r"(\D*?)(\d{1,4})(\D*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Need:
    """People for a post: one a grid, how many there are today (None where nobody says), how many grids keep theirs."""

    post: Post
    needed: int
    there: int | None
    kept: int

    @property
    def lacking(self) -> int | None:
        """How many people are still to be found; None where nobody knows how many there are."""
        return None if self.there is None else max(0, self.needed - self.there)


def needs(proposal: Proposal) -> tuple[Need, ...]:
    """What the new grids need in people, post by post, against what there is."""
    ledger = proposal.community.ledger
    known = {} if ledger is None else {grid.name: grid for grid in ledger.grids}
    going_on = [known[grid.carries] for grid in proposal.grids if grid.carries in known]
    return tuple(
        Need(
            post,
            len(proposal.grids),
            None if ledger is None or not all(is_told(grid, post) for grid in ledger.grids) else _people(ledger, post),
            sum(bool(holder(grid, post)) for grid in going_on),
        )
        for post in POSTS
    )


def new_ledger(proposal: Proposal, language: Language) -> GridLedger:
    """The ledger of tomorrow: what a grid that goes on has stays, but for what was counted in its former bounds."""
    community = proposal.community
    known = {} if community.ledger is None else {grid.name: grid for grid in community.ledger.grids}
    grids = tuple(_grid(proposal, grid, known.get(grid.carries), language) for grid in proposal.grids)
    return GridLedger(community.unit, grids, community.location)


def staffed(ledger: GridLedger) -> GridLedger:
    """The same with somebody in every post, and a Party group in every grid."""
    return replace(ledger, grids=tuple(_staffed(grid) for grid in ledger.grids))


def extent(proposal: Proposal, grid: NewGrid) -> Text:
    """What a grid consists of, compound by compound: `桂苑（全部）、橘苑1-3幢`."""
    return extent_of(proposal, grid.pieces)


def extent_of(proposal: Proposal, members: Sequence[int]) -> Text:
    """The same of any pieces."""
    pieces = proposal.pieces
    by_compound: dict[str, list[int]] = {}
    for at in members:
        piece = pieces[at]
        by_compound.setdefault(piece.compound or piece.name, []).append(at)
    zh, en = [], []
    for compound, own in by_compound.items():
        every = [at for at, piece in enumerate(pieces) if piece.compound == compound]
        if not every or len(own) == len(every):
            zh.append(compound)
            en.append(compound)
            continue
        buildings = compressed([_without(pieces[at].building, compound) for at in own])
        zh.append(f"{compound}（{'、'.join(buildings)}）")
        en.append(f"{compound} ({', '.join(buildings)})")
    return Text("；".join(zh), "; ".join(en))


def compressed(names: Sequence[str]) -> list[str]:
    """Names that differ in their number alone, those in a row as one: `1-3幢`."""
    found: list[str] = []
    run: list[tuple[str, int, str]] = []

    def close() -> None:
        if run:
            (before, first, behind), last = run[0], run[-1][1]
            found.append(f"{before}{first}{behind}" if first == last else f"{before}{first}-{last}{behind}")
            run.clear()

    for name in names:
        match = _NUMBERED.fullmatch(name)
        this = (match[1], int(match[2]), match[3]) if match is not None else None
        if this is None or not run or (run[-1][0], run[-1][1] + 1, run[-1][2]) != this:
            close()
        if this is None:
            found.append(name)
        else:
            run.append(this)
    close()
    return found


def _grid(proposal: Proposal, grid: NewGrid, former: Grid | None, language: Language) -> Grid:
    name, said, households = grid.name[language], extent(proposal, grid)[language], grid.households
    if former is None:
        return Grid(name=name, extent=said, households=households)
    today = {at for at, piece in enumerate(proposal.pieces) if piece.today == grid.carries}
    same = today == set(grid.pieces) and former.households == households
    # Who lives where, and which micro-grids there are, was counted in the bounds of today.
    return replace(
        former,
        name=name,
        extent=said,
        households=households,
        residents=former.residents if same else None,
        micro_grids=former.micro_grids if same else None,
        micro_households=former.micro_households if same else None,
        party_members=former.party_members if same else None,
        said_in_range=None,
        remarks="",
        places={},
    )


def _people(ledger: GridLedger, post: Post) -> int:
    """How many people have a post: one who has it in several grids is one; somebody without a name is one as well."""
    named = {person for grid in ledger.grids for person in people_in(holder(grid, post))}
    unnamed = sum(NAMELESS in holder(grid, post).split(BETWEEN) for grid in ledger.grids)
    return len(named) + unnamed


def _staffed(grid: Grid) -> Grid:
    return replace(
        grid,
        leader=grid.leader or NAMELESS,
        full_time=grid.full_time or NAMELESS,
        part_time=grid.part_time or NAMELESS,
        liaison=grid.liaison or NAMELESS,
        party_group=grid.party_group or NAMELESS,
    )


def _without(name: str, compound: str) -> str:
    return name.removeprefix(compound) or name
