"""Worked examples beside a framework: values in, the rating that must come out."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from starcli.core.assessment import Answer, Assessment, Entry, Unit
from starcli.core.findings import Finding, Location, finding
from starcli.core.model import Framework
from starcli.core.rating import Rating, rate
from starcli.core.scale import Value
from starcli.core.scheme import Scheme, resolve
from starcli.core.text import Text
from starcli.definitions.faults import Faults
from starcli.definitions.nodes import Document, Path_, read_document
from starcli.definitions.schema import CalibrationNode, CaseNode, CasesFile


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
            for path, figure, expected, actual in _differences(case, framework):
                _differs(faults, read.value, ("cases", name, "expected", *path), name, figure, expected, actual)
    for position, row in enumerate(cases.calibration):
        path = ("calibration", position)
        if _known(faults, read.value, path, framework, row):
            rating = rate_at(resolve(framework, row.kind, row.profile), row.at)
            name = f"{row.kind} {row.profile} {row.at}"
            if rating.base != row.base:
                _differs(faults, read.value, (*path, "base"), name, "base", str(row.base), str(rating.base))
            if rating.grade.id != row.grade:
                _differs(faults, read.value, (*path, "grade"), name, "grade", row.grade, rating.grade.id)
    return tuple(faults.findings)


def rate_at(scheme: Scheme, grade: str) -> Rating:
    """The rating of a unit exactly at a grade's requirement everywhere (the worst value where none is stated)."""
    values: dict[str, Value] = {}
    for indicator in scheme.indicators:
        requirement = indicator.requirements.get(grade)
        scale = indicator.definition.scale
        if requirement is not None:
            values[indicator.id] = requirement.nearest(None)
        elif scale.levels:
            values[indicator.id] = tuple(scale.levels)[-1]
        else:
            end = scale.minimum if indicator.definition.direction == "higher" else scale.maximum
            values[indicator.id] = end if end is not None else Decimal(0)
    return rate(scheme, assessment_of(scheme, values))


def assessment_of(scheme: Scheme, values: dict[str, Value], name: str = "") -> Assessment:
    """An assessment with one self-reported value for each key, as a form without facts would give."""
    entries = {key: Entry({"self": Answer(value, str(value), Location(cell=key))}) for key, value in values.items()}
    unit = Unit(name=name, kind=scheme.kind.id, profile=scheme.profile.id)
    return Assessment(unit, "", Location(name), entries)


def rate_case(case: CaseNode, framework: Framework) -> Rating:
    """The rating of a worked example."""
    scheme = resolve(framework, case.kind, case.profile)
    values: dict[str, Value] = dict(case.facts)
    for code, raw in case.values.items():
        levels = framework.entries[code].definition.scale.levels
        values[code] = raw if levels else Decimal(raw)
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


def _differs(
    faults: Faults, document: Document, path: Path_, case: str, figure: str, expected: str, actual: str
) -> None:
    faults.add(
        "case-differs", document, path, case=case, figure=Text.same(figure), expected=expected, actual=actual or "-"
    )


def _differences(case: CaseNode, framework: Framework) -> Iterator[tuple[Path_, str, str, str]]:
    """Path, figure, expected and actual for everything that differs."""
    rating = rate_case(case, framework)
    expected = case.expected
    rows: list[tuple[Path_, str, str]] = [
        (("base",), str(expected.base), str(rating.base)),
        (("grade",), expected.grade, rating.grade.id),
    ]
    points = {dimension.id: dimension.points for dimension in rating.dimensions}
    rows += [
        (("dimensions", key), str(value), str(points.get(key, ""))) for key, value in expected.dimensions.items()
    ]
    for grade, codes in expected.failed_gates.items():
        failed = [r.indicator.id for r in rating.results if grade in r.indicator.gates and r.met(grade) is False]
        rows.append((("failed_gates", grade), ", ".join(codes), ", ".join(failed)))
    for grade, codes in expected.below.items():
        below = [r.indicator.id for r in rating.results if r.met(grade) is False]
        rows.append((("below", grade), ", ".join(codes), ", ".join(below)))
    rows += [(("lost", code), str(value), str(rating.result(code).lost)) for code, value in expected.lost.items()]
    for path, wanted, actual in rows:
        if not _same(wanted, actual):
            yield path, " ".join(map(str, path)), wanted, actual


def _same(expected: str, actual: str) -> bool:
    try:
        return Decimal(expected) == Decimal(actual)
    except ArithmeticError:
        return expected == actual
