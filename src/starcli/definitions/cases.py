"""Worked examples beside a framework: values in, the rating that must come out."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from starcli.core.benchmark import assessment_of, rate_at
from starcli.core.findings import Finding
from starcli.core.model import Framework
from starcli.core.rating import Rating, rate
from starcli.core.scale import Value
from starcli.core.scheme import resolve
from starcli.definitions.faults import Faults
from starcli.definitions.nodes import Document, Path_, read_document
from starcli.definitions.schema import CalibrationNode, CaseNode, CasesFile

Figure = tuple[tuple[str, ...], str, str]
"""A figure's path below its case, what it should be, and what it is."""


def check_cases(folder: Path, framework: Framework) -> tuple[Finding, ...]:
    """A finding for each figure of cases.yaml that the framework does not reproduce; none without the file."""
    file = folder / "cases.yaml"
    if not file.is_file():
        return ()
    read = read_document(file, str(file))
    faults = Faults()
    faults.extend(read.findings)
    cases = faults.validated(CasesFile, read.value) if read.value else None
    if read.value is None or cases is None:
        return tuple(faults.findings)
    for name, case in cases.cases.items():
        if _known(faults, read.value, ("cases", name), framework, case):
            differences = _unequal(_figures(case, framework))
            _add_differences(faults, read.value, ("cases", name, "expected"), name, differences)
    for position, row in enumerate(cases.calibration):
        path = ("calibration", position)
        if _known(faults, read.value, path, framework, row):
            rating = rate_at(resolve(framework, row.kind, row.profile), row.at)
            name = f"{row.kind} {row.profile} {row.at}"
            differences = _unequal(
                ((("base",), str(row.base), str(rating.base)), (("grade",), row.grade, rating.grade.id))
            )
            _add_differences(faults, read.value, path, name, differences)
    return tuple(faults.findings)


def rate_case(case: CaseNode, framework: Framework) -> Rating:
    """The rating of a worked example."""
    scheme = resolve(framework, case.kind, case.profile)
    values: dict[str, Value] = dict(case.facts)
    for code, raw in case.values.items():
        levels = framework.entries[code].definition.scale.levels
        values[code] = str(raw) if levels else Decimal(str(raw))
    return rate(scheme, assessment_of(scheme, values, case.unit.zh))


def _known(
    faults: Faults, document: Document, path: Path_, framework: Framework, case: CaseNode | CalibrationNode
) -> bool:
    profile = framework.profiles.get(case.profile)
    if profile is None or case.kind not in profile.kinds:
        known = ", ".join(framework.profiles)
        faults.add("unknown-id", document, (*path, "profile"), id=f"{case.kind} {case.profile}", known=known)
        return False
    unknown = [code for code in getattr(case, "values", {}) if code not in framework.entries]
    for code in unknown:
        faults.add("unknown-indicator", document, (*path, "values", code), id=code)
    if isinstance(case, CalibrationNode) and case.at not in [grade.id for grade in framework.grades]:
        faults.add("unknown-id", document, (*path, "at"), id=case.at, known=", ".join(g.id for g in framework.grades))
        return False
    return not unknown


def _add_differences(faults: Faults, document: Document, path: Path_, case: str, differences: Iterator[Figure]) -> None:
    for below, expected, actual in differences:
        figure = " ".join(below)
        faults.add(
            "case-differs", document, (*path, *below), case=case, figure=figure, expected=expected, actual=actual or "-"
        )


def _figures(case: CaseNode, framework: Framework) -> Iterator[Figure]:
    """Every figure that a case states, beside the one that comes out."""
    rating = rate_case(case, framework)
    expected = case.expected
    yield ("base",), str(expected.base), str(rating.base)
    yield ("grade",), expected.grade, rating.grade.id
    points = {dimension.id: str(dimension.points) for dimension in rating.dimensions}
    for key, value in expected.dimensions.items():
        yield ("dimensions", key), str(value), points.get(key, "")
    for grade, codes in expected.failed_gates.items():
        failed = [r.indicator.id for r in rating.results if grade in r.indicator.gates and r.met(grade) is False]
        yield ("failed_gates", grade), ", ".join(codes), ", ".join(failed)
    for grade, codes in expected.below.items():
        below = [r.indicator.id for r in rating.results if r.met(grade) is False]
        yield ("below", grade), ", ".join(codes), ", ".join(below)
    lost = {result.indicator.id: str(result.lost) for result in rating.results}
    for code, value in expected.lost.items():
        yield ("lost", code), str(value), lost.get(code, "")


def _unequal(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures whose expected and actual value differ; `2` and `2.00` are the same number."""
    for path, expected, actual in figures:
        try:
            same = Decimal(expected) == Decimal(actual)
        except ArithmeticError:
            same = expected == actual
        if not same:
            yield path, expected, actual
