"""What the grids of one unit lack, as findings of its form: size, posts, functions.

The state of many units shows the same as lists: there these findings are left out.
"""

from collections.abc import Iterator

from starcli.core.findings import Finding, finding
from starcli.core.grids.checks import named_grids
from starcli.core.grids.posts import FUNCTION, FUNCTIONS, POSTS
from starcli.core.grids.rules import GridRules
from starcli.core.grids.state import Size, UnitState
from starcli.core.grids.words import SIZE_NAMES
from starcli.core.text import listed

WANTING = frozenset({"grid-size-off", "grid-leader-missing", "grid-posts-vacant", "grid-functions-lacking"})
"""The codes of these findings."""
_OFF: tuple[Size, ...] = ("too-large", "too-small")


def wanting(state: UnitState, rules: GridRules) -> tuple[Finding, ...]:
    """A finding on each size, post and function of which some grids of a unit are short."""
    return (*_sizes(state), *_vacant(state), *_lacking(state, rules))


def _sizes(state: UnitState) -> Iterator[Finding]:
    """One note on the grids that are too large, one on those too small."""
    for size in _OFF:
        off = [each.grid for each in state.grids if each.size == size]
        if off and state.standard is not None:
            place = off[0].places.get("households", off[0].location)
            low, high = state.standard.low, state.standard.high
            yield finding(
                "grid-size-off",
                place,
                count=len(off),
                grids=named_grids(off),
                size=SIZE_NAMES[size],
                low=low,
                high=high,
            )


def _vacant(state: UnitState) -> Iterator[Finding]:
    """A finding on each post that nobody has in some grids: without a leader a grid is none."""
    for post, name in POSTS.items():
        without = [each.grid for each in state.grids if post in each.lacking]
        if not without:
            continue
        place, details = without[0].places.get(post, without[0].location), {"count": len(without)}
        if post == "leader":
            yield finding("grid-leader-missing", place, grids=named_grids(without), **details)
        else:
            yield finding("grid-posts-vacant", place, grids=named_grids(without), post=name, **details)


def _lacking(state: UnitState, rules: GridRules) -> Iterator[Finding]:
    """A note on the functions that some grids do not have: one where the same grids lack several."""
    by_grids: dict[tuple[int, ...], list[str]] = {}
    for key in rules.functions:
        without = tuple(at for at, each in enumerate(state.grids) if key in each.missing)
        if without:
            by_grids.setdefault(without, []).append(key)
    for positions, keys in by_grids.items():
        grids = [state.grids[at].grid for at in positions]
        place = grids[0].places.get(FUNCTION + keys[0], grids[0].places.get(FUNCTIONS, grids[0].location))
        names = listed([rules.functions[key] for key in keys])
        yield finding("grid-functions-lacking", place, functions=names, count=len(grids), grids=named_grids(grids))
