"""One broken definition a row: the mark in the broken text says which finding must stand on which line."""

from pathlib import Path

import pytest
from frameworks import WEIGHTS, Edit, Edits, found, marked, write

from starcli.definitions import load_framework

_WAIVER = "    {key}:\n      when: [{when}]  # ! {code}\n      reason: {{zh: 免, en: Waived}}\n    requires:"

_POSTS = "\n        zero: 60\n        full: 100\n    requires:"
_BANDS = "        at_most:\n          - [0, 1]\n          - [10, 0.8]\n          - [20, 0.5]\n"


def _main(old: str, new: str, after: str = "") -> Edits:
    return [Edit("framework.yaml", old, new, after)]


def _a(old: str, new: str, after: str = "") -> Edits:
    return [Edit("a.yaml", old, new, after)]


def _b(old: str, new: str, after: str = "") -> Edits:
    return [Edit("b.yaml", old, new, after)]


def _weights(old: str, new: str, after: str = "") -> Edits:
    return [Edit("weights.yaml", old, new, after)]


SHAPES: dict[str, Edits] = {
    "unknown key of the framework": _main("version:", "edition: 1  # ! unknown-key\nversion:"),
    "unknown key of a grade": _main("    stars: 2", "    stars: 2\n    colour: grey  # ! unknown-key"),
    "unknown key of an indicator": _a("    min: 0", "    min: 0\n    lower: 0  # ! unknown-key"),
    "unknown key of a variant": _a("    min: 0", "    kinds:\n      hall:\n        gates: [gold]  # ! unknown-key"),
    "unknown key of a plan": _a("      days: 30", "      days: 30\n      by: June  # ! unknown-key"),
    "unknown key of a check": _a(
        "      - held <= planned", "      - that: held <= planned\n        severe: error  # ! unknown-key"
    ),
    "unknown key of the weights": _weights("weights:", "scale: 100  # ! unknown-key\nweights:"),
    "duplicate key of the framework": _main("version: 1.0.0", "version: 1.0.0\nid: again  # ! duplicate-key"),
    "duplicate key of an indicator": _a("    min: 0", "    min: 0\n    type: level  # ! duplicate-key"),
    "duplicate indicator of the weights": _weights("  B-01:", "  A-01: {hall: 1}  # ! duplicate-key\n  B-01:"),
    "missing key of the framework": _main("id: tiny\nversion: 1.0.0\n", "id: tiny  # ! missing-key\n"),
    "missing key of an indicator": [*_a("A-02:", "A-02:  # ! missing-key"), *_a("    period: quarter\n", "", "A-02:")],
    "missing key of a wording": _main("{zh: 金, en: Gold}", "{zh: 金}  # ! missing-key"),
    "missing weights": [Edit("weights.yaml", WEIGHTS, "note: {zh: 注, en: Note}  # ! missing-key")],
    "blank wording": _main("{zh: 金, en: Gold}", '{zh: 金, en: " "}  # ! definition-invalid'),
    "floor that is no number": _main("floor: 70", "floor: seventy  # ! not-a-number"),
    "floor that is not finite": _main("floor: 70", "floor: inf  # ! not-a-number"),
    "stars that are no number": _main("stars: 2", "stars: two  # ! not-a-number"),
    "limit that is no number": _a("min: 0", "min: none  # ! not-a-number"),
    "weight that is no number": _weights("hall: 10", "hall: ten  # ! not-a-number"),
    "type that does not exist": _a("type: percent", "type: percentage  # ! definition-invalid"),
    "neither true nor false": _a("quantitative: true", "quantitative: maybe  # ! definition-invalid"),
    "id with a blank": _main("  self: {zh: 自评", "  own word: {zh: 自评  # ! definition-invalid\n    "),
    "rule as a word": _a(
        "    rule:\n      goalposts:\n        zero: 60\n        full: 100", "    rule: goalposts  # ! not-a-mapping"
    ),
    "gates as a word": _a("    gate:\n      - gold", "    gate: gold  # ! not-a-list"),
    "block left empty": _a("      - held <= planned", "", "checks") + _a("checks:", "checks:  # ! not-a-list"),
    "effort that is less than nothing": _a(
        "      days: 30", "      days: 30\n      effort: -1  # ! definition-invalid"
    ),
    "step of effort that leads nowhere": _a(
        "      days: 30", "      days: 30\n      steps:\n        50: 3\n        soon: 4  # ! effort-step"
    ),
    "effort by a measure type that does not exist": _main(
        "version:", "efforts:\n  by_measure: {at-once: 1, never: 2}  # ! unknown-id\nversion:"
    ),
    "start of effort beyond the whole": _main("version:", "efforts:\n  start: 2  # ! definition-invalid\nversion:"),
    "steady indicator that is worked out": _a("    min: 0", "    min: 0\n    steady: true  # ! steady-computed"),
    "requirement as a mapping": _a("      silver: 95", "      silver: {least: 95}  # ! requirement-shape"),
}

IDS: dict[str, Edits] = {
    "dimension of a file": _a("dimension: A", "dimension: C  # ! unknown-id"),
    "kind of an indicator": _a(
        "    applies_to: [hall, school]", "    applies_to:\n      - hall\n      - school\n      - shop  # ! unknown-id"
    ),
    "period": _a("period: quarter", "period: week  # ! unknown-id"),
    "season rule": _a("season_rule: as-is", "season_rule: as-was  # ! unknown-id"),
    "source": _a("source: self", "source: hearsay  # ! unknown-id"),
    "fact of a plan": _main(
        "special_projects:", "plans:\n  facts:\n    - held\n    - herd  # ! unknown-id\nspecial_projects:"
    ),
    "measure": _a("measure: at-once", "measure: some-day  # ! unknown-id"),
    "special project": _a("special_project: SP", "special_project: SPX  # ! unknown-id"),
    "grade of a requirement": _a("      silver: 95", "      silver: 95\n      tin: 90  # ! unknown-id"),
    "grade of a gate": _a("      - gold", "      - gold\n      - tin  # ! unknown-id"),
    "kind of a variant": _b("      school:\n", "      shop:  # ! variant-not-applying\n"),
    "kind of a variant to which the indicator does not apply": _a(
        "    levels:", "    kinds:\n      school:  # ! variant-not-applying\n        gate: [gold]\n    levels:"
    ),
    "profile of a variant": _b("      small:\n", "      smal:  # ! unknown-id\n"),
    "kind of a profile": _main(
        "    kinds: [hall]", "    kinds:\n      - hall\n      - shop  # ! unknown-id", after="small:"
    ),
    "grade of the rectification list": _main("below: silver", "below: tin  # ! unknown-id"),
    "grade of a veto": _main("caps_at: bronze", "caps_at: tin  # ! unknown-id"),
    "indicator of a veto": _main("indicator: B-02", "indicator: B-99  # ! unknown-indicator"),
    "indicator of a weight": _weights(
        "  A-02:\n    hall: 10", "  A-02:\n    hall: 5\n  A-99:  # ! unknown-indicator\n    hall: 5"
    ),
}

EXPRESSIONS: dict[str, Edits] = {
    "unknown fact of a value": _a("value: 100 * held / planned", "value: held / due  # ! unknown-fact"),
    "unknown fact of a check": _a("- held <= planned", "- held <= due  # ! unknown-fact"),
    "unknown fact of a check in long form": _a(
        "- held <= planned", "- that: held <= due  # ! unknown-fact\n        severity: warning"
    ),
    "unknown fact of a waiver": _a(
        "    requires:", _WAIVER.format(key="not_applicable_when", when="due = 0", code="unknown-fact")
    ),
    "unknown fact of full marks": _a(
        "    requires:", _WAIVER.format(key="full_when", when="due = 0", code="unknown-fact")
    ),
    "unknown fact of a veto": _main("proposed_when: value > 40", "proposed_when: valeu > 40  # ! unknown-fact"),
    "value that names itself": _a("value: 100 * held / planned", "value: held / value  # ! unknown-fact"),
    "value that ends early": _a("held / planned", "held /  # ! expression-syntax"),
    "value with a bracket open": _a("100 * held", "100 * (held  # ! expression-syntax\n#"),
    "value that compares": _a("held / planned", "held < planned  # ! expression-syntax"),
    "value that runs code": _a("100 * held / planned", "__import__('os')  # ! expression-syntax"),
    "check without a comparison": _a("- held <= planned", "- held - planned  # ! expression-syntax"),
    "check with two comparisons": _a("- held <= planned", "- 0 < held < planned  # ! expression-syntax"),
    "waiver that ends early": _a(
        "    requires:", _WAIVER.format(key="full_when", when="held <", code="expression-syntax")
    ),
    "veto without a comparison": _main("value > 40", "value  # ! expression-syntax"),
}

RULES: dict[str, Edits] = {
    "unknown kind": _a("      goalposts:", "      goalpost:  # ! unknown-rule-kind"),
    "two kinds at once": _a("    rule:\n", "    rule:  # ! rule-shape\n      bands: {at_least: [[80, 1]]}\n"),
    "no kind": [*_a("    rule:\n      goalposts:", "    rule: {}  # ! rule-shape\n    requires:"), *_a(_POSTS, "")],
    "parameters as a word": [*_a("goalposts:", "goalposts: x  # ! not-a-mapping\n    requires:"), *_a(_POSTS, "")],
    "unknown parameter": _a("zero: 60", "zero: 60\n        half: 80  # ! unknown-key"),
    "goalpost missing": _a("goalposts:\n        zero: 60", "goalposts:  # ! missing-key"),
    "goalpost that is no number": _a("zero: 60", "zero: sixty  # ! not-a-number"),
    "goalpost that is not finite": _a("zero: 60", "zero: nan  # ! not-a-number"),
    "goalposts at one place": _a("zero: 60\n        full: 100", "zero: 60\n        full: 60.0  # ! goalposts-equal"),
    "level that does not exist": _a("poor: 0", "poor: 0\n        bad: 0  # ! unknown-level"),
    "level without a score": _a("categories:\n        good: 1", "categories:  # ! level-without-score"),
    "score that is no number": _a("fair: 0.8", "fair: most  # ! not-a-number"),
    "score above one": _a("good: 1", "good: 1.01  # ! score-outside"),
    "score below zero": _a("poor: 0", "poor: -0.1  # ! score-outside"),
    "score that rises": _a("poor: 0", "poor: 0.9  # ! scores-rise"),
    "categories for numbers": [*_a("goalposts:", "categories:"), *_a("zero: 60", "zero: 60  # ! unknown-level")],
    "categories without any": [
        *_a("goalposts:", "categories: {}  # ! level-without-score\n    requires:"),
        *_a(_POSTS, ""),
    ],
    "both directions": _b("bands:", "bands:  # ! bands-direction\n        at_least: [[5, 1]]"),
    "no direction": [*_b("bands:", "bands:  # ! bands-direction"), *_b(_BANDS, "")],
    "no bands": _b(_BANDS, "        at_most: []  # ! bands-empty\n"),
    "bands as a number": _b(_BANDS, "        at_most: 10  # ! bands-empty\n"),
    "bands out of order": _b("[10, 0.8]", "[30, 0.8]\n          - [20, 0.7]  # ! bands-unordered"),
    "bands that overlap": _b("[20, 0.5]", "[10, 0.5]  # ! bands-unordered"),
    "bands upwards out of order": _b(
        _BANDS, "        at_least:\n          - [5, 1]\n          - [9, 0]  # ! bands-unordered\n"
    ),
    "band of three": _b("[10, 0.8]", "[10, 20, 0.8]  # ! band-shape"),
    "band as a number": _b("[10, 0.8]", "10  # ! band-shape"),
    "edge that is no number": _b("[10, 0.8]", "[ten, 0.8]  # ! not-a-number"),
    "band's score that is no number": _b("[10, 0.8]", "[10, most]  # ! not-a-number"),
    "band's score above one": _b("[10, 0.8]", "[10, 8]  # ! score-outside"),
    "band that earns no less": _b("[20, 0.5]", "[20, 0.8]  # ! scores-rise"),
    "rest that earns no less": _b("otherwise: 0.1", "otherwise: 0.5  # ! scores-rise"),
    "rest above one": _b("otherwise: 0.1", "otherwise: 2  # ! score-outside"),
    "edge missing": _b("range:\n        low: 200", "range:  # ! missing-key"),
    "edges out of order": _b("low: 200", "low: 600  # ! range-unordered"),
    "slope upright": _b("low: 200", "low: 50  # ! range-unordered"),
    "range's edge that is no number": _b("high: 500", "high: many  # ! not-a-number"),
}


def _check(edits: Edits, folder: Path) -> None:
    """The findings of the edited folder are exactly those that its marks ask for."""
    write(folder, edits)
    assert found(load_framework(folder).findings) == marked(folder)


@pytest.mark.parametrize("edits", SHAPES.values(), ids=SHAPES.keys())
def test_a_mistake_of_form_is_one_finding_on_its_line(edits: Edits, tmp_path: Path) -> None:
    """A key or value of the wrong form is found once, where it stands."""
    _check(edits, tmp_path)


@pytest.mark.parametrize("edits", IDS.values(), ids=IDS.keys())
def test_an_unknown_id_is_one_finding_on_its_line(edits: Edits, tmp_path: Path) -> None:
    """An id that nothing defines is found once, where it stands."""
    _check(edits, tmp_path)


@pytest.mark.parametrize("edits", EXPRESSIONS.values(), ids=EXPRESSIONS.keys())
def test_a_bad_expression_is_one_finding_on_its_line(edits: Edits, tmp_path: Path) -> None:
    """An expression that cannot be read, or names no fact, is found once, where it stands."""
    _check(edits, tmp_path)


@pytest.mark.parametrize("edits", RULES.values(), ids=RULES.keys())
def test_a_bad_rule_is_one_finding_on_its_line(edits: Edits, tmp_path: Path) -> None:
    """A rule with parameters that make none is found once, where the parameter stands."""
    _check(edits, tmp_path)
