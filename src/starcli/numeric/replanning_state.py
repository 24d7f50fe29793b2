"""A division in the making, and the steps that change it: a part or a block changes its grid, or two change places."""

from collections.abc import Callable, Sequence
from random import Random

from starcli.core.grids.division import Group, Task
from starcli.numeric.replanning_atoms import members_of

_OUTSIDE, _HOUSEHOLD, _CUT, _PIECE, _MOVE = 20_000, 4_000, 80_000, 30_000, 4_000
"""What a grid outside the size costs, each household it is outside by, a compound cut, a piece, a part that moves."""
_SQUARE = 10
"""What a grid is off the mean, squared, costs so much less: a part that moves nearly always counts for more."""
_NAME, _BLOCK, _SWAP, _NEW, _SAME = 0.04, 0.3, 0.35, 0.02, 0.4
"""How often a name is changed, a block moved, two parts exchanged, a grid begun, one with the same compound sought."""
Step = Callable[[], None]


class State:
    """Grids by their place, some of them empty, each with one of today's names or none.

    `cost` is what is to be little; `key` tells which of two divisions is better, nearly as `Merit` does. What is
    outside the size costs `strict` times as much as otherwise: the more, the sooner other aims give way to the size.
    """

    def __init__(self, task: Task, groups: Sequence[Group], strict: int = 1) -> None:
        self._task = task
        self._each, self._short = _OUTSIDE * strict, _HOUSEHOLD * strict
        self._households, self._today = task.households, task.today
        self._low, self._high = task.size.low, task.size.high
        self._target = task.usual
        count = len(task.households)
        around = task.neighbours
        self._near = None if around is None else [sum(1 << other for other in some) for some in around]
        self._beside = None if around is None else [tuple(sorted(some)) for some in around]
        self._compound = [compound if compound in task.together else None for compound in task.compounds]
        self._alike = {compound: tuple(sorted(parts)) for compound, parts in task.together.items()}
        self._bits = {compound: sum(1 << part for part in parts) for compound, parts in task.together.items()}
        self._mask, self._size = [0] * (count + 1), [0] * (count + 1)
        self._name: list[int | None] = [None] * (count + 1)
        self._place = [count] * count
        self._inside: dict[int, dict[int, int]] = {compound: {} for compound in task.together}
        self.cost = self._outside = self._beyond = self._cut = self._pieces = self._moved = self._grids = 0
        self._back: list[tuple[int, int]] = []
        self._named: list[tuple[int, int | None]] = []
        for place, (group, name) in enumerate(zip(groups, task.names(groups), strict=True)):
            for part in group:
                self._put(part, place)
            self._call(place, name)

    @property
    def is_division(self) -> bool:
        """Whether all grids are within the limits."""
        wanted = self._task.grids
        return not self._beyond and (not self._outside or self._task.relaxed) and wanted in (None, self._grids)

    @property
    def key(self) -> tuple[int, ...]:
        """What is to be little, in the order of importance."""
        return self._outside, self._cut, self._pieces, self._moved, self.cost

    def groups(self) -> tuple[Group, ...]:
        """The grids."""
        found: dict[int, list[int]] = {}
        for part, place in enumerate(self._place):
            found.setdefault(place, []).append(part)
        return tuple(tuple(parts) for parts in found.values())

    def undo(self) -> None:
        """Take the last step back."""
        for part, place in reversed(self._back):
            self._put(part, place)
        for place, name in reversed(self._named):
            self._call(place, name)

    def proposed(self, dice: Random) -> Step | None:
        """A step by chance; None where it would leave a grid that does not hang together."""
        part = dice.randrange(len(self._place))
        here = self._place[part]
        chance = dice.random()
        if chance < _NAME:
            return self._renaming(here, dice)
        there = self._other(part, dice)
        if there is None or there == here:
            return None
        moving = 1 << part
        if dice.random() < _BLOCK and (compound := self._compound[part]) is not None:
            moving = self._mask[here] & self._bits[compound]
        left, joined = self._mask[here] & ~moving, self._mask[there] | moving
        if dice.random() < _SWAP and self._mask[there]:
            back = self._returned(there, here, dice)
            left, joined = left | back, joined & ~back
            if not left or not joined:
                return None
        else:
            back = 0
        if not self._hangs(left) or not self._hangs(joined):
            return None
        return lambda: self._exchange(here, there, moving, back)

    def _other(self, part: int, dice: Random) -> int | None:
        """A grid that a part could go to: one beside it, or an empty place."""
        if dice.random() < _NEW:
            return next((place for place, mask in enumerate(self._mask[:-1]) if not mask), None)
        if self._beside is not None:
            near = self._beside[part]
            return self._place[dice.choice(near)] if near else None
        compound = self._compound[part]
        if compound is not None and dice.random() < _SAME:
            return self._place[dice.choice(self._alike[compound])]
        return self._place[dice.randrange(len(self._place))]

    def _returned(self, there: int, here: int, dice: Random) -> int:
        """What a grid gives for what it gets: a part or a block of it."""
        mask = self._mask[there]
        if self._near is not None:
            # Only what touches the other grid can go there.
            mask = sum(1 << part for part in members_of(mask) if self._near[part] & self._mask[here])
        members = members_of(mask)
        if not members:
            return 0
        part = dice.choice(members)
        compound = self._compound[part]
        if compound is not None and dice.random() < _BLOCK:
            return self._mask[there] & self._bits[compound]
        return 1 << part

    def _renaming(self, here: int, dice: Random) -> Step | None:
        """A grid takes the name of today's grid that one of its parts is in, or gives its own up."""
        name = self._today[dice.choice(members_of(self._mask[here]))]
        if name is None or name == self._name[here]:
            return None
        other = next((place for place, known in enumerate(self._name) if known == name and self._mask[place]), None)
        return lambda: self._rename(here, name, other)

    def _rename(self, here: int, name: int, other: int | None) -> None:
        self._back = []
        self._named = [(here, self._name[here])]
        if other is not None:
            self._named.append((other, name))
            self._call(other, self._name[here])
        self._call(here, name)

    def _exchange(self, here: int, there: int, moving: int, back: int) -> None:
        self._back = [(part, here) for part in members_of(moving)] + [(part, there) for part in members_of(back)]
        self._named = []
        if not self._mask[there]:
            self._named = [(there, self._name[there])]
            self._call(there, None)
        for part in members_of(moving):
            self._put(part, there)
        for part in members_of(back):
            self._put(part, here)

    def _hangs(self, mask: int) -> bool:
        """Whether parts hang together; nothing does."""
        if self._near is None or not mask:
            return True
        seen = edge = mask & -mask
        while edge:
            bit = edge & -edge
            edge ^= bit
            fresh = self._near[bit.bit_length() - 1] & mask & ~seen
            seen |= fresh
            edge |= fresh
        return seen == mask

    def _call(self, place: int, name: int | None) -> None:
        """Give a grid a name."""
        for part in members_of(self._mask[place]):
            mine = self._today[part]
            if mine is not None:
                self._count_moved((mine != name) - (mine != self._name[place]))
        self._name[place] = name

    def _put(self, part: int, place: int) -> None:
        """Put a part into a grid, out of the one that it is in."""
        before, bit, households = self._place[part], 1 << part, self._households[part]
        mine = self._today[part]
        if mine is not None:
            was = 0 if not self._mask[before] & bit else mine != self._name[before]
            self._count_moved((mine != self._name[place]) - was)
        if self._mask[before] & bit:
            self._resize(before, -households, bit)
        self._resize(place, households, bit)
        self._place[part] = place
        compound = self._compound[part]
        if compound is not None:
            self._recount(compound, before, place)

    def _recount(self, compound: int, before: int, place: int) -> None:
        inside = self._inside[compound]
        pieces = len(inside)
        if before in inside:
            inside[before] -= 1
            if not inside[before]:
                del inside[before]
        inside[place] = inside.get(place, 0) + 1
        now = len(inside)
        cut, more = (now > 1) - (pieces > 1), (now if now > 1 else 0) - (pieces if pieces > 1 else 0)
        self._cut += cut
        self._pieces += more
        self.cost += _CUT * cut + _PIECE * more

    def _count_moved(self, more: int) -> None:
        self._moved += more
        self.cost += _MOVE * more

    def _resize(self, place: int, households: int, bit: int) -> None:
        """A part comes or goes."""
        self._weigh(place, -1)
        self._mask[place] ^= bit
        self._size[place] += households
        self._weigh(place, 1)

    def _weigh(self, place: int, sign: int) -> None:
        """Count a grid as it is, or no more."""
        if not self._mask[place]:
            return
        size = self._size[place]
        if self._task.grids is not None:
            off = abs(self._grids + sign - self._task.grids) - abs(self._grids - self._task.grids)
            self.cost += self._each * off
        self._grids += sign
        if size < self._low:
            self._outside += sign
            self.cost += sign * (self._each + self._short * (self._low - size))
        elif size > self._high:
            self._beyond += sign
            self.cost += sign * (self._each + self._short * (size - self._high))
        else:
            self.cost += sign * ((size - self._target) ** 2 // _SQUARE)
