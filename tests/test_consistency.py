"""What the parts of a framework say of each other: one contradiction a row, its finding marked on its line."""

from dataclasses import replace
from pathlib import Path

import pytest
from frameworks import Edit, Edits, found, loaded, marked, write

from starcli.core.consistency import Inconsistency, inconsistencies, schemes
from starcli.core.model import Variant
from starcli.definitions import load_framework


def _main(old: str, new: str, after: str = "") -> Edits:
    return [Edit("framework.yaml", old, new, after)]


def _a(old: str, new: str, after: str = "") -> Edits:
    return [Edit("a.yaml", old, new, after)]


def _b(old: str, new: str, after: str = "") -> Edits:
    return [Edit("b.yaml", old, new, after)]


def _weights(old: str, new: str) -> Edits:
    return [Edit("weights.yaml", old, new)]


WEIGHTS: dict[str, Edits] = {
    "too much for one kind": [*_weights("hall: 10", "hall: 11"), *_weights("weights:", "weights:  # ! weights-sum")],
    "wrong for both kinds": [
        *_weights("{hall: 20, school: 20}", "{hall: 25, school: 15}"),
        *_weights("weights:", "weights:  # ! weights-sum weights-sum"),
    ],
    "wrong by a thousandth": [
        *_weights("hall: 10", "hall: 10.001"),
        *_weights("weights:", "weights:  # ! weights-sum"),
    ],
    "not the full total": [
        *_main("kinds:", "full: 120\nkinds:"),
        *_weights("weights:", "weights:  # ! weights-sum weights-sum"),
    ],
    "missing for a kind": [
        *_weights("B-01: {hall: 20, school: 20}", "B-01: {hall: 20}  # ! weight-missing"),
        *_weights("B-02: {hall: 30, school: 40}", "B-02: {hall: 30, school: 60}"),
    ],
    "missing for an indicator": [
        *_weights("  A-02:\n    hall: 10\n", ""),
        *_weights("B-01: {hall: 20", "B-01: {hall: 30"),
        *_weights("weights:", "weights:  # ! weight-missing"),
    ],
    "negative": [
        *_weights("hall: 10", "hall: -10  # ! weight-not-positive"),
        *_weights("B-01: {hall: 20", "B-01: {hall: 40"),
    ],
    "zero": [
        *_weights("hall: 10", "hall: 0  # ! weight-not-positive"),
        *_weights("B-01: {hall: 20", "B-01: {hall: 30"),
    ],
    "for a kind to which it does not apply": [
        *_weights("    hall: 10", "    hall: 10\n    school: 10  # ! weight-not-applying"),
        *_weights("school: 20", "school: 10"),
    ],
    "for a kind that does not exist": _weights("    hall: 10", "    hall: 10\n    shop: 5  # ! weight-not-applying"),
}

GRADES: dict[str, Edits] = {
    "floors that do not fall": _main("  silver:\n", "  silver:  # ! grade-unreachable\n")
    + _main("floor: 70", "floor: 90"),
    "floors that rise": _main("  silver:\n", "  silver:  # ! grade-unreachable\n") + _main("floor: 70", "floor: 95"),
    "floor above the full total": [
        *_main("  gold:\n", "  gold:  # ! floor-above-full grade-out-of-reach grade-out-of-reach\n"),
        *_main("floor: 90", "floor: 101"),
    ],
    "lowest grade with a floor": [
        *_main("  bronze:\n", "  bronze:  # ! lowest-grade-has-floor\n"),
        *_main("floor: 0", "floor: 10", "bronze:"),
    ],
    "dimension floor that falls": [
        *_main("  gold:\n", "  gold:  # ! dimension-floor-falls\n"),
        *_main("dimension_floor: 0.7", "dimension_floor: 0.4"),
    ],
    "dimension floor that the higher grade leaves out": [
        *_main("  gold:\n", "  gold:  # ! dimension-floor-falls\n"),
        *_main("    dimension_floor: 0.7\n", ""),
    ],
    "total that no value earns": [
        *_b("[0, 1]", "[0, 0.85]"),
        *_main("  gold:\n", "  gold:  # ! grade-out-of-reach grade-out-of-reach\n"),
        *_main("floor: 90", "floor: 96"),
    ],
    "dimension that no value lifts": [
        *_a("max: 100", "max: 90"),
        *_a("gold: 100\n      silver: 95", "gold: 90\n      silver: 80"),
        *_main("  gold:\n", "  gold:  # ! grade-out-of-reach\n"),
        *_main("dimension_floor: 0.7", "dimension_floor: 0.78"),
    ],
}

REQUIREMENTS: dict[str, Edits] = {
    "text for a number": _a("silver: 95", "silver: most  # ! requirement-shape"),
    "two bounds for one side": _a("silver: 95", "silver: [90, 95]  # ! requirement-shape"),
    "one bound for a range": _b("silver: [100, 600]", "silver: 100  # ! requirement-shape"),
    "three bounds for a range": _b("silver: [100, 600]", "silver: [1, 2, 3]  # ! requirement-shape"),
    "number for levels": _a("silver: fair", "silver: 0.8  # ! requirement-shape"),
    "level that does not exist": _a("silver: fair", "silver: fine  # ! requirement-shape"),
    "not finite": _a("silver: 95", "silver: -inf  # ! requirement-shape"),
    "above the allowed values": _a("gold: 100", "gold: 101  # ! requirement-unreachable"),
    "below the allowed values": _b("gold: 0\n", "gold: -1  # ! requirement-unreachable\n"),
    "not judged by the rule": _a(
        "categories:\n        good: 1\n        fair: 0.8\n        poor: 0",
        "goalposts: {zero: 0, full: 1}  # ! rule-does-not-fit",
    ),
    "falling upwards": _a("gold: 100", "gold: 90  # ! requirement-falls"),
    "falling where less is better": _b("gold: 0\n", "gold: 11  # ! requirement-falls\n"),
    "falling on the low side": _b("gold: [200, 500]", "gold: [90, 500]  # ! requirement-falls"),
    "falling on the high side": _b("gold: [200, 500]", "gold: [200, 601]  # ! requirement-falls"),
    "falling levels": _a("gold: good", "gold: poor  # ! requirement-falls"),
    "falling in a profile alone": _b("silver: 20", "silver: 9", "small:")
    + _b("gold: 10\n", "gold: 10  # ! requirement-falls\n", "small:"),
    "none for the higher grade": [
        *_a("      gold: good\n", ""),
        *_a("silver: fair", "silver: fair  # ! requirement-falls"),
    ],
    "none in a profile for the higher grade": [
        *_b("          gold: 10\n", "", "small:"),
        *_b("silver: 20", "silver: 20  # ! requirement-falls"),
    ],
}

GATES: dict[str, Edits] = {
    "without a requirement": _a("    gate:\n      - gold", "    gate:  # ! gate-without-requirement\n      - bronze"),
    "of a kind, without a requirement": _b("gate: [silver]", "gate: [bronze]  # ! gate-without-requirement"),
    "for a kind to which it does not apply": _a(
        "    levels:", "    kinds:\n      school:  # ! variant-not-applying\n        gate: [gold]\n    levels:"
    ),
}

MISSING: dict[str, Edits] = {
    "fact that nothing uses": _a(
        "  planned:",
        "  spare:  # ! fact-unused\n    name: {zh: 备, en: Spare}\n    measured_in: {zh: 个, en: pieces}\n  planned:",
    ),
    "rule of one kind": [
        *_b(
            "    rule:\n      bands:\n        at_most:\n          - [0, 1]\n          - [10, 0.8]\n"
            "          - [20, 0.5]\n        otherwise: 0.1\n",
            "",
        ),
        *_b("        gate: [silver]", "        rule: {goalposts: {zero: 30, full: 0}}"),
        *_b("  B-02:", "  B-02:  # ! rule-missing"),
    ],
    "rule of every kind": [
        *_a("    rule:\n      categories:\n        good: 1\n        fair: 0.8\n        poor: 0\n", ""),
        *_a("  A-02:", "  A-02:  # ! rule-missing"),
    ],
}

CONTRADICTIONS: dict[str, Edits] = {
    "rule that cannot judge levels": _a(
        "      categories:\n        good: 1\n        fair: 0.8\n        poor: 0\n    requires:\n"
        "      gold: good\n      silver: fair\n",
        "      goalposts: {zero: 0, full: 1}  # ! any\n",
    ),
    "levels without any level": _a("type: percent", "type: level  # ! any"),
    "levels of a number": _a("type: level", "type: number  # ! any"),
    "range upside down": _b("gold: [200, 500]", "gold: [500, 200]  # ! any"),
    "variant of a profile that it never meets": [
        *_a("applies_to: [hall]", "applies_to: [school]"),
        *_a("    levels:", "    profiles:\n      small:  # ! any\n        gate: [gold]\n    levels:"),
        *_weights("hall: 10", "school: 10"),
        *_weights("A-01: {hall: 40, school: 40}", "A-01: {hall: 50, school: 30}"),
    ],
    "standard of a kind that does not exist": _main(
        "measures:",
        "grids:\n  note: {zh: 注, en: n}\n  micro: {low: 1, high: 2}\n  kinds:\n    shop: {low: 1, high: 2}  # ! any\n"
        "measures:",
    ),
    "kind without a profile": [*_main("  school:", "  school:  # ! any\n    "), *_main("[hall, school]", "[hall]")],
}


def _check(edits: Edits, folder: Path) -> None:
    """The findings of the edited folder are exactly those that its marks ask for."""
    write(folder, edits)
    assert found(load_framework(folder).findings) == marked(folder)


@pytest.mark.parametrize("edits", WEIGHTS.values(), ids=WEIGHTS.keys())
def test_a_weight_table_that_does_not_fit_is_found_at_its_line(edits: Edits, tmp_path: Path) -> None:
    """A weight that is missing, misplaced or not positive, and a sum that is not full, are findings."""
    _check(edits, tmp_path)


@pytest.mark.parametrize("edits", GRADES.values(), ids=GRADES.keys())
def test_a_grade_that_cannot_be_earned_is_found_at_its_line(edits: Edits, tmp_path: Path) -> None:
    """Floors that contradict each other, the full total or what the rules give are findings at the grade."""
    _check(edits, tmp_path)


@pytest.mark.parametrize("edits", REQUIREMENTS.values(), ids=REQUIREMENTS.keys())
def test_a_requirement_that_makes_no_sense_is_found_at_its_line(edits: Edits, tmp_path: Path) -> None:
    """A requirement of the wrong shape, out of reach, or lower than that of a lower grade is a finding."""
    _check(edits, tmp_path)


@pytest.mark.parametrize("edits", GATES.values(), ids=GATES.keys())
def test_a_gate_that_cannot_be_judged_is_found_at_its_line(edits: Edits, tmp_path: Path) -> None:
    """A gate without a requirement, or for a kind to which the indicator does not apply, is a finding."""
    _check(edits, tmp_path)


@pytest.mark.parametrize("edits", MISSING.values(), ids=MISSING.keys())
def test_what_is_defined_in_vain_or_not_at_all_is_found_at_its_line(edits: Edits, tmp_path: Path) -> None:
    """A fact that nothing uses and an indicator without a rule are findings."""
    _check(edits, tmp_path)


@pytest.mark.parametrize("edits", CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_a_definition_that_no_unit_could_meet_is_found_at_its_line(edits: Edits, tmp_path: Path) -> None:
    """A definition that contradicts itself is a finding, whatever its code, instead of a wrong rating later."""
    write(tmp_path, edits)
    places = [(file, line) for file, line, _ in found(load_framework(tmp_path).findings)]
    assert places == [(file, line) for file, line, _ in marked(tmp_path)]


def test_an_unused_fact_is_a_warning_that_lets_the_framework_load(tmp_path: Path) -> None:
    """A fact that no indicator uses does not keep the framework from being used."""
    framework = loaded(write(tmp_path, MISSING["fact that nothing uses"]))
    assert tuple(framework.facts) == ("held", "spare", "planned")


def test_a_gate_of_another_kind_is_an_inconsistency_of_the_model(tmp_path: Path) -> None:
    """A framework made by hand with a gate for a kind to which the indicator does not apply is inconsistent."""
    framework = loaded(write(tmp_path))
    entry = replace(framework.entries["A-02"], by_kind={"school": Variant(gates=("gold",))})
    changed = replace(framework, entries={**framework.entries, "A-02": entry})
    weights = {code: e.weights for code, e in changed.entries.items()}
    path = ("indicators", "A-02", "kinds", "school", "gate")
    expected = Inconsistency("gate-not-applying", path, (("id", "A-02"), ("kind", "school")))
    assert inconsistencies(changed, weights) == (expected,)


def test_every_kind_and_profile_that_belong_together_make_a_scheme(tmp_path: Path) -> None:
    """Schemes come for each profile with each of its kinds, in the framework's order."""
    resolved = schemes(loaded(write(tmp_path)))
    pairs = [(scheme.profile.id, scheme.kind.id) for scheme in resolved]
    assert pairs == [("usual", "hall"), ("usual", "school"), ("small", "hall")]
