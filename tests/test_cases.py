"""Worked examples: those of the reference come out, and a figure that does not is found at its line."""

from pathlib import Path

import pytest
from frameworks import REFERENCE, Edit, Edits, found, loaded, marked, write

from starcli.core.benchmark import rate_at
from starcli.core.findings import Location, finding
from starcli.core.scheme import resolve
from starcli.definitions.cases import check_cases, rate_case
from starcli.definitions.nodes import read_document
from starcli.definitions.schema import CasesFile

FRAMEWORK = loaded()
CASES = CasesFile.model_validate(getattr(read_document(REFERENCE / "cases.yaml", "cases.yaml").value, "content", {}))
NAMES = ("hujiaping-before", "hujiaping-target", "tangjia-before", "tangjia-after")
ROWS = [
    ("village", "default", "97.00", "85.47", "72.61"),
    ("village", "mountain", "97.00", "85.47", "72.61"),
    ("community", "default", "97.15", "86.05", "72.77"),
    ("community", "large-mixed", "97.15", "86.02", "72.68"),
]
CALIBRATION = [
    (kind, profile, grade, base)
    for kind, profile, *bases in ROWS
    for grade, base in zip(("five-star", "four-star", "three-star"), bases, strict=True)
]
EXPECTED = {
    "hujiaping-before": ("95.04", "four-star", "DEV-01", 7),
    "hujiaping-target": ("97.84", "five-star", "", 3),
    "tangjia-before": ("77.77", "three-star", "GRD-02 GRD-05 SVC-02 SVC-07 ENV-03 GOV-07", 24),
    "tangjia-after": ("94.43", "four-star", "SVC-02 SVC-07 ENV-03 GOV-07", 13),
}
"""Base score, grade, failed gates of five stars, and how many indicators are below five stars."""

DIFFERENCES: dict[str, Edits] = {
    "base": [Edit("cases.yaml", "base: 90.00", "base: 90.01  # ! case-differs")],
    "grade": [Edit("cases.yaml", "grade: silver", "grade: gold  # ! case-differs")],
    "dimension": [Edit("cases.yaml", "{A: 40, B: 50}", "\n        A: 40\n        B: 49  # ! case-differs")],
    "dimension that does not exist": [Edit("cases.yaml", "{A: 40, B: 50}", "\n        C: 0  # ! case-differs")],
    "failed gate too few": [Edit("cases.yaml", "gold: [A-01]", "gold: []  # ! case-differs")],
    "failed gate too many": [Edit("cases.yaml", "gold: [A-01]", "gold: [A-01, A-02]  # ! case-differs")],
    "indicator below a grade": [Edit("cases.yaml", "silver: [A-01]", "silver: []  # ! case-differs")],
    "points lost": [Edit("cases.yaml", "A-01: 10", "A-01: 9.99  # ! case-differs")],
    "points lost by nothing": [Edit("cases.yaml", "A-01: 10", "A-99: 1  # ! case-differs")],
    "value": [
        Edit("cases.yaml", "A-01: 90", "A-01: 92"),
        Edit("cases.yaml", "base: 90.00", "base: 90.00  # ! case-differs"),
        Edit("cases.yaml", "{A: 40, B: 50}", "\n        A: 40  # ! case-differs"),
        Edit("cases.yaml", "A-01: 10", "A-01: 10  # ! case-differs"),
    ],
    "calibration": [
        Edit("cases.yaml", "base: 94", "base: 93  # ! case-differs"),
        Edit("cases.yaml", "    grade: gold", "    grade: silver  # ! case-differs"),
    ],
    "definitions": [
        Edit("weights.yaml", "A-01: {hall: 40", "A-01: {hall: 30"),
        Edit("weights.yaml", "B-01: {hall: 20", "B-01: {hall: 30"),
        Edit("cases.yaml", "base: 90.00", "base: 90.00  # ! case-differs"),
        Edit("cases.yaml", "{A: 40, B: 50}", "\n        A: 40  # ! case-differs\n        B: 50  # ! case-differs"),
        Edit("cases.yaml", "A-01: 10", "A-01: 10  # ! case-differs"),
    ],
}

FAULTS: dict[str, Edits] = {
    "unknown key": [Edit("cases.yaml", "    kind: hall", "    sort: x  # ! unknown-key\n    kind: hall")],
    "missing key": [Edit("cases.yaml", "    expected:\n      base: 90.00", "    expected:  # ! missing-key")],
    "figure that is no number": [Edit("cases.yaml", "base: 90.00", "base: much  # ! not-a-number")],
    "duplicate key": [Edit("cases.yaml", "A-02: good", "A-02: good\n      A-01: 90  # ! duplicate-key")],
    "syntax": [Edit("cases.yaml", "{A: 40, B: 50}", "{A: 40, B: 50\n      failed: x  # ! yaml-syntax")],
    "unknown indicator": [Edit("cases.yaml", "A-02: good", "A-02: good\n      A-99: 1  # ! unknown-indicator")],
    "unknown profile": [Edit("cases.yaml", "profile: usual", "profile: large  # ! unknown-id")],
    "profile of another kind": [
        Edit("cases.yaml", "    kind: hall\n    profile: usual", "    kind: school\n    profile: small  # ! unknown-id")
    ],
    "unknown kind": [Edit("cases.yaml", "kind: hall", "kind: shop  # ! unknown-id")],
    "unknown fact": [
        Edit("cases.yaml", "    values:", "    facts:\n      hold: 1  # ! unknown-fact\n    values:"),
    ],
    "unknown grade below": [Edit("cases.yaml", "silver: [A-01]", "silv: []  # ! unknown-id")],
    "unknown grade of gates": [
        Edit("cases.yaml", "        gold: [A-01]\n", "        gold: [A-01]\n        god: []  # ! unknown-id\n")
    ],
    "value that is no number": [Edit("cases.yaml", "A-01: 90", "A-01: ninety  # ! not-a-number")],
    "level that does not exist": [Edit("cases.yaml", "A-02: good", "A-02: god  # ! unknown-level")],
    "unknown grade of a calibration": [Edit("cases.yaml", "at: gold", "at: gould  # ! unknown-id")],
    "unknown profile of a calibration": [Edit("cases.yaml", "profile: small", "profile: tiny  # ! unknown-id")],
}


def test_the_reference_has_its_four_cases() -> None:
    """No worked example was lost."""
    assert tuple(CASES.cases) == NAMES


def test_the_reference_has_its_calibration() -> None:
    """The calibration table is that of the draft, row by row."""
    rows = [(row.kind, row.profile, row.at, row.base) for row in CASES.calibration]
    assert [(*keys, f"{base:.2f}") for *keys, base in rows] == CALIBRATION


@pytest.mark.parametrize("name", NAMES)
def test_a_worked_case_comes_out(name: str) -> None:
    """Base score, grade, failed gates and the number of indicators below five stars are those of the draft."""
    rating = rate_case(CASES.cases[name], FRAMEWORK)
    below = [result for result in rating.results if result.met("five-star") is False]
    failed = " ".join(r.indicator.id for r in below if "five-star" in r.indicator.gates)
    assert (str(rating.base), rating.grade.id, failed, len(below)) == EXPECTED[name]


@pytest.mark.parametrize(("kind", "profile", "grade", "base"), CALIBRATION)
def test_a_unit_at_a_grades_requirements_has_that_grade(kind: str, profile: str, grade: str, base: str) -> None:
    """A unit exactly at the requirements of a grade earns the grade, with the base score of the draft."""
    rating = rate_at(resolve(FRAMEWORK, kind, profile), grade)
    assert (str(rating.base), rating.grade.id) == (base, grade)


def test_the_reference_reproduces_its_cases() -> None:
    """Every figure that cases.yaml states comes out."""
    assert check_cases(REFERENCE, FRAMEWORK) == ()


def test_a_changed_figure_of_the_reference_is_found_at_its_line(tmp_path: Path) -> None:
    """A wrong figure names case, figure, what is expected and what comes out."""
    text = (REFERENCE / "cases.yaml").read_text(encoding="utf-8")
    file = tmp_path / "cases.yaml"
    file.write_text(text.replace("base: 95.04", "base: 95.05"), encoding="utf-8")
    line = text[: text.index("base: 95.04")].count("\n") + 1
    details = {"case": "hujiaping-before", "figure": "base", "expected": "95.05", "actual": "95.04"}
    assert check_cases(tmp_path, FRAMEWORK) == (finding("case-differs", Location(str(file), line=line), **details),)


def test_the_small_framework_reproduces_its_cases(tmp_path: Path) -> None:
    """The example that the other tests change is right."""
    assert check_cases(write(tmp_path), loaded(tmp_path)) == ()


def test_a_folder_without_cases_has_none_to_check(tmp_path: Path) -> None:
    """Worked examples are not asked for."""
    folder = write(tmp_path)
    (folder / "cases.yaml").unlink()
    assert check_cases(folder, loaded(folder)) == ()


@pytest.mark.parametrize("edits", DIFFERENCES.values(), ids=DIFFERENCES.keys())
def test_a_figure_that_differs_is_found_at_its_line(edits: Edits, tmp_path: Path) -> None:
    """Each figure that does not come out is one finding, on its line."""
    write(tmp_path, edits)
    assert found(check_cases(tmp_path, loaded(tmp_path))) == marked(tmp_path)


@pytest.mark.parametrize("edits", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_of_a_case_is_found_at_its_line(edits: Edits, tmp_path: Path) -> None:
    """A case that cannot be rated is one finding, on the line of the mistake."""
    write(tmp_path, edits)
    assert found(check_cases(tmp_path, loaded(tmp_path))) == marked(tmp_path)
