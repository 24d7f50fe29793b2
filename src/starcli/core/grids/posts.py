"""What a grid needs to have: its posts and its functions, and what of them a ledger tells."""

from collections.abc import Collection, Mapping
from typing import Literal

from starcli.core.grids.ledger import Grid
from starcli.core.text import Text

Post = Literal["leader", "full_time", "part_time", "liaison"]
POSTS: Mapping[Post, Text] = {
    "leader": Text("网格长", "Leader"),
    "full_time": Text("专职网格员", "Full-time member"),
    "part_time": Text("兼职网格员", "Part-time member"),
    "liaison": Text("网格指导员", "Liaison officer"),
}
"""The posts of a grid: one person each at least."""
FUNCTIONS = "functions"
FUNCTION = "function:"
"""The places of a grid in which its functions stand: one cell for all of them, or one for each, by its id."""


def is_told(grid: Grid, column: str) -> bool:
    """Whether the ledger has a column at all: a blank cell says something only then. A grid without cells has all."""
    return not grid.places or column in grid.places


def functions_told(grid: Grid, functions: Collection[str]) -> bool:
    """Whether the ledger says of every function whether a grid has it."""
    if not functions:
        return False
    return is_told(grid, FUNCTIONS) or all(FUNCTION + each in grid.places for each in functions)


def holder(grid: Grid, post: Post) -> str:
    """Who has a post: empty for nobody."""
    held: str = getattr(grid, post)
    return held
