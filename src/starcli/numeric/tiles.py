"""Parts laid out on a lattice, as near as possible to where they are: a picture of a place in rows and columns.

Where coordinates are known they say where parts are; else parts that neighbour each other come near each other; where
nobody knows either, they stand in the order of their list.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from starcli.core.grids.community import Point

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]

Tile = tuple[int, int]
_ROOM, _MOST_ROOM = 1.25, 1.6
"""How many tiles there are for each part, usually and at most: streets and yards need some."""
_WIDE, _WIDEST, _NARROWEST = 1.35, 2.4, 0.7
_AROUND, _MANY, _NEAREST = 3, 120, 5
"""How many more or fewer columns are tried, up to how many parts; how many parts lie near another."""
_PASSES = 40
_FAR = 1.5
_LEAST = 1e-9


def lattice(points: Sequence[Point | None], neighbours: Sequence[frozenset[int]] | None) -> tuple[Tile, ...]:
    """The column and row of each part, both from 0; no two are on one tile."""
    import numpy as np  # noqa: PLC0415 only where a picture is drawn

    count = len(points)
    if count <= 1:
        return ((0, 0),) * count
    places = _places(points, neighbours)
    if places is None:
        columns = max(1, int(np.ceil(np.sqrt(count * _WIDE))))
        return tuple((at % columns, at // columns) for at in range(count))
    spread = np.ptp(places, axis=0)
    shape = spread[0] / spread[1] if spread[1] > _LEAST else _WIDEST
    shape = float(np.clip(shape, _NARROWEST, _WIDEST))
    on_unit = (places - places.min(axis=0)) / np.where(spread > _LEAST, spread, 1.0)
    best: tuple[Tile, ...] = ()
    least = np.inf
    for columns, rows in _lattices(count, shape):
        tiles = _snapped(on_unit * np.array([columns - 1, rows - 1]), columns, rows)
        strain = _strain(tiles, neighbours, on_unit)
        if strain < least:
            best, least = tiles, strain
    return best


def _lattices(count: int, shape: float) -> Iterator[Tile]:
    """Columns and rows of lattices that have room for so many parts in about a shape; of many parts fewer are tried."""
    import numpy as np  # noqa: PLC0415 the same

    usual = max(1, int(np.ceil(np.sqrt(count * _ROOM * shape))))
    around = _AROUND if count <= _MANY else 0
    found = False
    for columns in range(max(1, usual - around), usual + around + 1):
        fewest, most = -(-count // columns), int(count * _MOST_ROOM / columns) + 1
        usual_rows = max(fewest, int(np.ceil(count * _ROOM / columns)))
        for rows in range(fewest, most + 1) if around else (usual_rows,):
            if _NARROWEST <= columns / rows <= _WIDEST or count <= columns:
                found = True
                yield columns, rows
    if not found:
        yield usual, -(-count // usual)


def _strain(tiles: Sequence[Tile], neighbours: Sequence[frozenset[int]] | None, places: "Floats") -> float:
    """How far apart neighbours are put, the less the better; without neighbours, those that lie near each other."""
    import numpy as np  # noqa: PLC0415 the same

    at = np.array(tiles, dtype=float)
    if neighbours is not None:
        pairs = [(one, other) for one, near in enumerate(neighbours) for other in near if one < other]
    else:
        apart = ((places[:, None, :] - places[None, :, :]) ** 2).sum(axis=2)
        pairs = [(one, int(other)) for one in range(len(at)) for other in np.argsort(apart[one])[1:_NEAREST]]
    if not pairs:
        return 0.0
    one, other = np.array(pairs).T
    return float(((at[one] - at[other]) ** 2).sum() / len(pairs))


def _places(points: "Sequence[Point | None]", neighbours: Sequence[frozenset[int]] | None) -> "Floats | None":
    """Where each part is, to the right and downwards; None where nobody knows."""
    import numpy as np  # noqa: PLC0415 the same

    known = [at for at, point in enumerate(points) if point is not None]
    if len(known) > 1 and 2 * len(known) >= len(points):
        found = np.full((len(points), 2), np.nan)
        for at in known:
            x, y = points[at] or (0, 0)
            found[at] = float(x), -float(y)
        for at in range(len(points)):
            near = [other for other in (neighbours[at] if neighbours else ()) if points[other] is not None]
            if points[at] is None:
                found[at] = np.mean([found[other] for other in near or known], axis=0)
        return found
    return None if neighbours is None else _spread(neighbours)


def _spread(neighbours: Sequence[frozenset[int]]) -> "Floats":
    """A plane in which distances are as nearly as possible the numbers of steps from neighbour to neighbour."""
    import numpy as np  # noqa: PLC0415 the same

    count = len(neighbours)
    steps = np.full((count, count), -1.0)
    for start in range(count):
        steps[start, start], fresh, far = 0.0, [start], 0.0
        while fresh:
            far += 1
            fresh = sorted({other for at in fresh for other in neighbours[at] if steps[start, other] < 0})
            steps[start, fresh] = far
    # What does not hang together is put beside the rest.
    steps[steps < 0] = steps.max() * _FAR + 1
    squared = steps**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    axes = vectors[:, -2:][:, ::-1] * np.sqrt(np.maximum(values[-2:][::-1], 0.0))
    # An axis may point either way: the first part of the list is to the left and above.
    return np.asarray(axes * np.where(axes[0] > 0, -1.0, 1.0))


def _snapped(wanted: "Floats", columns: int, rows: int) -> tuple[Tile, ...]:
    """A tile of its own for each place, so that no exchange of two brings both nearer to where they belong."""
    import numpy as np  # noqa: PLC0415 the same

    cells = np.array([(column, row) for row in range(rows) for column in range(columns)], dtype=float)
    cost = ((wanted[:, None, :] - cells[None, :, :]) ** 2).sum(axis=2)
    holder = np.full(len(cells), -1)
    own = np.full(len(wanted), -1)
    middle = wanted.mean(axis=0)
    for at in np.argsort(((wanted - middle) ** 2).sum(axis=1), kind="stable"):
        free = np.where(holder < 0, cost[at], np.inf)
        own[at] = int(free.argmin())
        holder[own[at]] = at
    for _ in range(_PASSES):
        changed = False
        for at in range(len(wanted)):
            here = own[at]
            taken = holder >= 0
            back = np.where(taken, cost[holder, here] - cost[holder, np.arange(len(cells))], 0.0)
            gain = cost[at] - cost[at, here] + back
            gain[here] = 0.0
            best = int(gain.argmin())
            if gain[best] < -_LEAST:
                other = holder[best]
                holder[best], holder[here] = at, other
                own[at] = best
                if other >= 0:
                    own[other] = here
                changed = True
        if not changed:
            break
    return tuple((int(cell) % columns, int(cell) // columns) for cell in own)
