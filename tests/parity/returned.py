"""A form as it is read when it comes back, rated, and held against what its formulas show."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from parity.exported import Result, same
from starcli.core.formulas.answers import OUTCOMES
from starcli.core.formulas.blocks import DIMENSIONS, INDICATORS, TOTALS
from starcli.core.formulas.live import REAL, Moment
from starcli.core.rating import Rating, rate
from starcli.excel.reading.reader import FormReader, read_units

Key = tuple[str, str, str]
Figure = float | str
_NAME = "form.xlsx"


def differences_on_return(
    content: bytes, now: Moment, cells: Mapping[Key, Result]
) -> tuple[int, list[tuple[Key, object, object]]]:
    """How many figures of a returned form were compared, and those that its formulas show otherwise."""
    with tempfile.TemporaryDirectory(prefix="starcli-parity-") as folder:
        path = Path(folder, _NAME)
        path.write_bytes(content)
        (read,) = read_units(path, _NAME, FormReader(now.scheme.framework))
    if read.value is None:
        return 1, [(("", "", ""), "no form", ", ".join(found.code for found in read.findings))]
    known = read.value.unit
    if (known.kind, known.profile) != (now.scheme.kind.id, now.scheme.profile.id):
        return 1, [(("", "", ""), (now.scheme.kind.id, now.scheme.profile.id), (known.kind, known.profile))]
    rating = rate(now.scheme, read.value, now.basis)
    figures = list(figures_of(rating))
    return len(figures), [(key, value, cells[key]) for key, value in figures if not _agree(value, cells[key])]


def figures_of(rating: Rating) -> Iterator[tuple[Key, Figure]]:
    """The figures of a rating, each with the cell that shows it."""
    for result in rating.results:
        key = result.indicator.id
        yield (INDICATORS, key, "outcome"), float(OUTCOMES[result.outcome])
        yield (INDICATORS, key, f"{REAL}:points"), float(result.points)
        if result.outcome == "scored":
            yield (INDICATORS, key, f"{REAL}:score"), float(result.score)
            if not result.exempt and result.value is not None:
                value = result.value
                yield (INDICATORS, key, "value"), value if isinstance(value, str) else float(value)
        for grade in result.indicator.requirements:
            met = result.met(grade)
            yield (INDICATORS, key, f"{REAL}:met:{grade}"), "" if met is None else float(met)
    for dimension in rating.dimensions:
        score = dimension.score
        yield (DIMENSIONS, dimension.id, f"{REAL}:points"), float(dimension.points)
        yield (DIMENSIONS, dimension.id, f"{REAL}:score"), "" if score is None else float(score)
    for name in ("base", "bonus", "deductions", "graded", "total", "coverage"):
        yield (TOTALS, name, REAL), float(getattr(rating, name))
    order = [grade.id for grade in rating.scheme.grades]
    yield (TOTALS, "earned", REAL), float(order.index(rating.earned.id) + 1)
    yield (TOTALS, "grade", REAL), float(order.index(rating.grade.id) + 1)
    yield (TOTALS, "deciders", REAL), " ".join(map(str, rating.deciders))


def _agree(value: Figure, found: Result) -> bool:
    if isinstance(value, str) or isinstance(found, str):
        return value == found
    return same(value, found)
