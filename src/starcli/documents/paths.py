"""Paths as documents for other programs."""

from starcli.core.model import Grade
from starcli.core.paths.path import Path, PathReport
from starcli.documents.units import Document


def path_document(report: PathReport | None, target: Grade) -> Document:
    """The path of one unit to a grade, its alternatives, the greedy order and what is in the way."""
    if report is None:
        return {"target": target.id, "path": None, "alternatives": [], "greedy": None, "obstacles": []}
    return {
        "target": target.id,
        "path": one_path(report.path),
        "alternatives": [one_path(other) for other in report.alternatives],
        "greedy": one_path(report.greedy),
        "obstacles": [{"sort": each.sort, "id": each.id, "best": each.best} for each in report.obstacles],
    }


def one_path(path: Path | None) -> Document | None:
    """A path with its steps; None where there is none."""
    if path is None:
        return None
    steps = [
        {
            "id": step.result.indicator.id,
            "current": step.result.value,
            "value": step.value,
            "gain": step.gain,
            "effort": step.effort,
            "gate": step.gate,
        }
        for step in path.steps
    ]
    return {"effort": path.effort, "total": path.reached.total, "grade": path.reached.grade.id, "steps": steps}
