"""From costs to figures: medians, ratios of neighbours in time, and how they stand to the targets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from measure import Cost

Costs = Mapping[str, Sequence[Cost]]


@dataclass(frozen=True, slots=True)
class Target:
    """A ratio of two contestants' costs in the same round, and the most that it may be."""

    name: str
    words: str
    of: str
    to: str
    figure: Callable[[Cost], float]
    most: float


def _wall(cost: Cost) -> float:
    return cost.wall


def _cpu(cost: Cost) -> float:
    return cost.cpu


TARGETS = (
    Target("wall_to_openpyxl", "starcli rank / openpyxl, wall", "starcli", "openpyxl", _wall, 1 / 6),
    Target("cpu_to_floor", "starcli rank / floor, CPU", "starcli", "floor", _cpu, 6),
    Target("cpu_to_calamine", "starcli rank / calamine, CPU", "starcli", "calamine", _cpu, float("inf")),
    Target("score_to_pass", "starcli score / python -c pass, wall", "score", "pass", _wall, 22.5),
)
"""0.45 s of `score` where Python alone takes 0.02 s is 22.5 times as long."""
MOST_MEMORY = (("starcli", 3179, 600), ("large", 25_000, 1500))
"""Megabytes that a run may hold at a size: a larger city than that has no target."""
ENOUGH = 1000
"""In a smaller city the start of the program outweighs the work: its ratios are not held against a target."""
MOST_GROWTH = 1.15
"""A village of the large city may take so much more than one of the small city."""


def figures(costs: Costs, seen: Mapping[str, int]) -> dict[str, Any]:
    """Every figure by name, as it goes on record: `runs`, and `ratios` with their targets."""
    return {
        "runs": {name: _summary(some, seen.get(name)) for name, some in costs.items()},
        "ratios": dict(_ratios(costs, seen)),
    }


def _summary(costs: Sequence[Cost], seen: int | None) -> dict[str, Any]:
    walls = [cost.wall for cost in costs]
    summary: dict[str, Any] = {
        "wall": round(median(walls), 4),
        "wall_least": round(min(walls), 4),
        "wall_most": round(max(walls), 4),
        "cpu": round(median(cost.cpu for cost in costs), 4),
        "runs": len(costs),
    }
    if seen is not None:
        summary |= {"peak_mb": round(max(cost.peak for cost in costs), 1), "workbooks": seen}
        summary["ms_per_workbook"] = round(1000 * summary["wall"] / seen, 3) if seen else None
    return summary


def _ratios(costs: Costs, seen: Mapping[str, int]) -> Iterator[tuple[str, dict[str, Any]]]:
    large_enough = seen.get("starcli", 0) >= ENOUGH
    for target in TARGETS:
        if target.of in costs and target.to in costs:
            pairs = zip(costs[target.of], costs[target.to], strict=True)
            values = [target.figure(one) / max(target.figure(other), 1e-9) for one, other in pairs]
            judged = large_enough or target.of != "starcli"
            yield target.name, _ratio(target.words, values, target.most if judged else float("inf"))
    for name, units, most in MOST_MEMORY:
        if name in costs:
            limit = most if seen[name] <= units else float("inf")
            yield f"peak_mb_{name}", _ratio(f"peak memory at {seen[name]}, MB", [c.peak for c in costs[name]], limit)
    if "large" in costs and "starcli" in costs:
        limit = MOST_GROWTH if large_enough else float("inf")
        for name, figure, words in (("growth", _wall, "time"), ("growth_cpu", _cpu, "CPU")):
            both = zip(costs["large"], costs["starcli"], strict=True)
            values = [figure(large) / seen["large"] / (figure(small) / seen["starcli"]) for large, small in both]
            yield name, _ratio(f"{words} per village at {seen['large']} / at {seen['starcli']}", values, limit)


def _ratio(words: str, values: Sequence[float], most: float) -> dict[str, Any]:
    middle = median(values)
    limit = None if most == float("inf") else round(most, 4)
    ends = {"least": round(min(values), 4), "most": round(max(values), 4)}
    met = None if limit is None else middle <= most
    return {"words": words, "median": round(middle, 4), **ends, "target": limit, "met": met}


def table(result: Mapping[str, Any], units: int) -> str:
    """The figures as a person reads them."""
    lines = [f"{units} workbooks, medians of the rounds", ""]
    lines.append(f"{'':10}{'wall s':>9}{'least':>9}{'most':>9}{'CPU s':>9}{'peak MB':>9}{'seen':>7}{'ms each':>9}")
    for name, run in result["runs"].items():
        times = "".join(f"{run[key]:9.3f}" for key in ("wall", "wall_least", "wall_most", "cpu"))
        rest = f"{run['peak_mb']:9.0f}{run['workbooks']:7}{run['ms_per_workbook']:9.2f}" if "workbooks" in run else ""
        lines.append(f"{name:10}{times}{rest}")
    lines.append("")
    lines.append(f"{'':42}{'median':>9}{'least':>9}{'most':>9}{'at most':>9}")
    for ratio in result["ratios"].values():
        ends = "".join(f"{ratio[key]:9.2f}" for key in ("median", "least", "most"))
        target = "" if ratio["target"] is None else f"{ratio['target']:9.2f}  {'met' if ratio['met'] else 'missed'}"
        lines.append(f"{ratio['words']:42}{ends}{target}")
    return "\n".join(lines)
