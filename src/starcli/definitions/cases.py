"""Worked examples beside a framework: values in, the rating that must come out."""

from collections.abc import Collection, Iterable, Iterator
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
    usable = _Usable(framework, read.value, faults)
    for name, case in cases.cases.items():
        if usable.case(("cases", name), case):
            differences = _unequal(_figures(case, framework))
            _add_differences(faults, read.value, ("cases", name, "expected"), name, differences)
    for position, row in enumerate(cases.calibration):
        path = ("calibration", position)
        if usable.row(path, row):
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
    values: dict[str, Value] = {name: Decimal(str(raw)) for name, raw in case.facts.items()}
    for code, raw in case.values.items():
        levels = framework.entries[code].definition.scale.levels
        values[code] = str(raw) if levels else Decimal(str(raw))
    return rate(scheme, assessment_of(scheme, values, case.unit.zh))


class _Usable:
    """Whether a case names only what the framework knows, with a fault for each thing that it does not."""

    def __init__(self, framework: Framework, document: Document, faults: Faults) -> None:
        self._framework = framework
        self._document = document
        self._faults = faults
        self._grades = [grade.id for grade in framework.grades]

    def case(self, path: Path_, case: CaseNode) -> bool:
        """Whether a worked example can be rated and compared."""
        before = len(self._faults.findings)
        self._scheme(path, case.kind, case.profile)
        for name, raw in case.facts.items():
            if name not in self._framework.facts:
                self._faults.add("unknown-fact", self._document, (*path, "facts", name), name=name)
            self._number(raw, (*path, "facts", name))
        for code, raw in case.values.items():
            self._value(code, raw, (*path, "values", code))
        expected = (*path, "expected")
        self._known(case.expected.grade, self._grades, (*expected, "grade"))
        for field, by_grade in (("failed_gates", case.expected.failed_gates), ("below", case.expected.below)):
            for grade in by_grade:
                self._known(grade, self._grades, (*expected, field, grade))
        return len(self._faults.findings) == before

    def row(self, path: Path_, row: CalibrationNode) -> bool:
        """Whether a calibration row can be rated and compared."""
        before = len(self._faults.findings)
        self._scheme(path, row.kind, row.profile)
        self._known(row.at, self._grades, (*path, "at"))
        self._known(row.grade, self._grades, (*path, "grade"))
        return len(self._faults.findings) == before

    def _scheme(self, path: Path_, kind: str, profile: str) -> None:
        profiles = self._framework.profiles
        if not self._known(kind, self._framework.kinds, (*path, "kind")):
            return
        fitting = [key for key, known in profiles.items() if kind in known.kinds]
        self._known(profile, fitting, (*path, "profile"))

    def _value(self, code: str, raw: object, path: Path_) -> None:
        entry = self._framework.entries.get(code)
        if entry is None:
            self._faults.add("unknown-indicator", self._document, path, id=code)
        elif not entry.definition.scale.levels:
            self._number(raw, path)
        elif str(raw) not in entry.definition.scale.levels:
            known = ", ".join(entry.definition.scale.levels)
            self._faults.add("unknown-level", self._document, path, level=str(raw), known=known)

    def _number(self, raw: object, path: Path_) -> None:
        try:
            finite = Decimal(str(raw)).is_finite()
        except ArithmeticError:
            finite = False
        if not finite:
            self._faults.add("not-a-number", self._document, path, text=str(raw))

    def _known(self, given: str, ids: Collection[str], path: Path_) -> bool:
        if given not in ids:
            self._faults.add("unknown-id", self._document, path, id=given, known=", ".join(ids))
        return given in ids


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
