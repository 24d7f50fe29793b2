"""How sure places are, as a JSON document."""

from starcli.core.stability.stability import Shaken, Sureness, Swapped
from starcli.documents.units import Document


def shaken_document(shaken: Shaken) -> Document:
    """How the weights were shaken, what became of every unit, and the swap; what was not asked for is null."""
    shaking = shaken.shaking
    return {
        "shaken": None if shaking is None else {"share": shaking.share, "draws": shaking.draws, "seed": shaking.seed},
        "units": [unit for sureness in shaken.rankings.values() for unit in _units(sureness)],
        "swap": None if shaken.swapped is None else _swap(shaken.swapped),
    }


def _units(sureness: Sureness) -> list[Document]:
    found = []
    for placed, stability, edges in zip(sureness.ranking.placed, sureness.stability, sureness.edges, strict=True):
        found.append(
            {
                "code": placed.standing.unit.code,
                "name": placed.standing.unit.name,
                "kind": sureness.ranking.kind,
                "place": placed.place,
                "low": stability.low,
                "high": stability.high,
                "best": stability.best,
                "worst": stability.worst,
                "grade": placed.standing.grade,
                "kept": stability.kept,
                "others": dict(stability.others),
                "spare": edges.spare,
                "short": edges.short,
                "blocked_by": [str(decider) for decider in edges.blocked],
                "gates_just_met": list(edges.tight),
            }
        )
    return found


def _swap(swapped: Swapped) -> Document:
    swap = swapped.swap
    return {
        "behind": swapped.behind.unit.code or swapped.behind.unit.name,
        "ahead": swapped.ahead.unit.code or swapped.ahead.unit.name,
        "points_moved": None if swap is None else swap.moved,
        "shifts": [] if swap is None else [{"from": s.source, "to": s.target, "points": s.points} for s in swap.shifts],
        "totals": None if swap is None else [swap.first.total, swap.second.total],
    }
