"""A folder of YAML becomes a framework, or a list of everything that is wrong with it."""

from decimal import Decimal
from pathlib import Path

import pytest
from frameworks import REFERENCE, A, B, Edit, Edits, found, loaded, marked, write

from starcli.core.findings import Location, finding
from starcli.core.requirements import AtLeastLevel, Bounds
from starcli.core.rules import BUILT_IN, Bands, Categories, Goalposts, Range
from starcli.core.text import Text
from starcli.definitions import load_framework

_ALL_AT_ONCE: Edits = [
    Edit("framework.yaml", "below: silver", "below: tin  # ! unknown-id"),
    Edit("framework.yaml", "caps_at: bronze", "caps_at: tin  # ! unknown-id"),
    Edit("a.yaml", "type: percent", "type: percent\n    type: level  # ! duplicate-key"),
    Edit("a.yaml", "- held <= planned", "- held <=  # ! expression-syntax"),
    Edit("a.yaml", "poor: 0", "poor: 2  # ! score-outside"),
    Edit("b.yaml", "low: 200", "low: 600  # ! range-unordered"),
    Edit("b.yaml", "silver: 20", "silver: most  # ! requirement-shape"),
    Edit("b.yaml", "gate: [silver]", "gate: [tin]  # ! unknown-id"),
    Edit("weights.yaml", "  A-02:", "  A-01: {}  # ! duplicate-key\n  A-02:"),
]
_SEASON = "award, most_grades_up, name, per_year, rules, trial"
_GRADE = "aliases, dimension_floor, floor, name, stars"


def test_the_small_framework_has_no_findings(tmp_path: Path) -> None:
    """The framework that the other tests break is whole."""
    assert load_framework(write(tmp_path)).findings == ()


def test_indicators_come_in_the_order_of_dimensions_and_files(tmp_path: Path) -> None:
    """Dimensions as framework.yaml has them, indicators as their file has them, whatever the files are called."""
    folder = write(tmp_path, z=A, a=B)
    (folder / "dimensions" / "b.yaml").unlink()
    assert tuple(loaded(folder).entries) == ("A-01", "A-02", "B-01", "B-02")


def test_each_rule_kind_becomes_its_rule(tmp_path: Path) -> None:
    """The rules of the four kinds have the parameters that were typed."""
    framework = loaded(write(tmp_path))
    entries = framework.entries.values()
    scales = [entry.definition.scale for entry in entries]
    assert [entry.common.rule for entry in entries] == [
        Goalposts(Decimal(60), Decimal(100), scales[0]),
        Categories({"good": Decimal(1), "fair": Decimal("0.8"), "poor": Decimal(0)}, scales[1]),
        Range(Decimal(200), Decimal(500), Decimal(50), Decimal(900), scales[2]),
        Bands(
            "<=",
            ((Decimal(0), Decimal(1)), (Decimal(10), Decimal("0.8")), (Decimal(20), Decimal("0.5"))),
            Decimal("0.1"),
            scales[3],
        ),
    ]


def test_a_requirement_follows_type_and_direction(tmp_path: Path) -> None:
    """At least, at most, between, or at least a level."""
    good, fair = Text("好", "Good"), Text("中", "Fair")
    assert [dict(entry.common.requirements or {}) for entry in loaded(write(tmp_path)).entries.values()] == [
        {"gold": Bounds(Decimal(100), None), "silver": Bounds(Decimal(95), None)},
        {"gold": AtLeastLevel({"good": good}), "silver": AtLeastLevel({"good": good, "fair": fair})},
        {"gold": Bounds(Decimal(200), Decimal(500)), "silver": Bounds(Decimal(100), Decimal(600))},
        {"gold": Bounds(None, Decimal(0)), "silver": Bounds(None, Decimal(10))},
    ]


@pytest.mark.parametrize(
    ("kind", "profile", "expected"),
    [
        ("hall", "usual", ({"gold": "0", "silver": "10"}, None)),
        ("school", "usual", ({"gold": "0", "silver": "10"}, ("silver",))),
        ("hall", "small", ({"gold": "10", "silver": "20"}, None)),
    ],
)
def test_a_variant_takes_the_place_of_what_it_names(
    kind: str, profile: str, expected: tuple[dict[str, str], tuple[str, ...] | None], tmp_path: Path
) -> None:
    """A profile's variant goes before the kind's, that before the common one; what it leaves out stays."""
    variant = loaded(write(tmp_path)).entries["B-02"].variant(kind, profile)
    highs = {g: str(r.high) for g, r in (variant.requirements or {}).items() if isinstance(r, Bounds)}
    assert (highs, variant.gates) == expected


def test_requirements_are_kept_from_the_highest_grade_down(tmp_path: Path) -> None:
    """The order in which requirements are typed does not matter."""
    edits = [Edit("a.yaml", "gold: 100\n      silver: 95", "silver: 95\n      gold: 100")]
    assert tuple(loaded(write(tmp_path, edits)).entries["A-01"].common.requirements or ()) == ("gold", "silver")


def test_an_integer_has_no_decimals(tmp_path: Path) -> None:
    """Precision is 0 for integers and 2 where nothing is said."""
    precisions = [entry.definition.scale.precision for entry in loaded(write(tmp_path)).entries.values()]
    assert precisions == [2, 2, 2, 0]


def test_every_fault_is_found_at_once(tmp_path: Path) -> None:
    """Faults in all four files are found in one reading, each where it stands and none twice."""
    write(tmp_path, _ALL_AT_ONCE)
    assert found(load_framework(tmp_path).findings) == marked(tmp_path)


def test_a_contradiction_is_found_beside_a_fault(tmp_path: Path) -> None:
    """A wrong sum of weights is found together with an unknown id elsewhere."""
    edits = [
        Edit("a.yaml", "period: quarter", "period: week  # ! unknown-id"),
        Edit("weights.yaml", "weights:", "weights:  # ! weights-sum"),
        Edit("weights.yaml", "hall: 10", "hall: 11"),
    ]
    write(tmp_path, edits)
    assert found(load_framework(tmp_path).findings) == marked(tmp_path)


@pytest.mark.parametrize(
    "edits",
    [
        [Edit("b.yaml", "    min: 0", "    lower: 0  # ! unknown-key")],
        [
            Edit("a.yaml", "    min: 0", "    lower: 0  # ! unknown-key"),
            Edit("b.yaml", "    rule:", "    checks: [value <= planned]\n    rule:"),
        ],
        [Edit("b.yaml", "[hall, school]", "[hall, school  # ! none\n    x: 1  # ! yaml-syntax")],
    ],
    ids=["indicator of a veto", "fact of another file", "syntax"],
)
def test_a_broken_file_is_not_blamed_on_those_that_name_its_parts(edits: Edits, tmp_path: Path) -> None:
    """What stands in a file that could not be read is not called unknown elsewhere."""
    write(tmp_path, edits)
    places = [place for place in marked(tmp_path) if place[2] != "none"]
    assert found(load_framework(tmp_path).findings) == places


def test_an_error_leaves_no_framework(tmp_path: Path) -> None:
    """Nothing is rated by definitions with an error."""
    assert load_framework(write(tmp_path, _ALL_AT_ONCE)).value is None


@pytest.mark.parametrize(
    ("edit", "known"),
    [
        (Edit("weights.yaml", "weights:", "scale: 1\nweights:"), "note, weights"),
        (
            Edit("framework.yaml", "  per_year: 4", "  per_year: 4\n  x: 1"),
            "award, most_grades_up, name, per_year, rules, trial",
        ),
        (Edit("framework.yaml", "{zh: 自评, en:", "{zh: 自评, english: x, en:"), "en, zh"),
        (
            Edit("framework.yaml", "    stars: 2", "    stars: 2\n    x: 1"),
            "aliases, dimension_floor, floor, name, stars",
        ),
        (
            Edit("a.yaml", "      days: 30", "      days: 30\n      dyas: 3"),
            "days, effort, measure, responsible, steps",
        ),
        (Edit("a.yaml", "good: {", "good: {x: 1, "), "aliases, name"),
        (Edit("a.yaml", "        full: 100", "        full: 100\n        half: 80"), "full, zero"),
    ],
    ids=["weights", "season", "wording", "grade", "plan", "level", "rule"],
)
def test_an_unknown_key_names_those_that_are_known(edit: Edit, known: str, tmp_path: Path) -> None:
    """The advice for a mistyped key lists the keys of the mapping in which it stands."""
    read = load_framework(write(tmp_path, [edit]))
    assert [f.advice("en") for f in read.findings] == [f"known keys: {known}"]


def test_an_indicator_of_two_files_is_found_in_the_second(tmp_path: Path) -> None:
    """A code defined in two files is a finding in the later one that names the first place."""
    text = "dimension: B\nindicators:\n" + B[B.index("  B-02:") :]
    read = load_framework(write(tmp_path, c=text))
    folder = tmp_path / "dimensions"
    location = Location(str(folder / "c.yaml"), line=3)
    assert read.findings == (finding("duplicate-id", location, id="B-02", first=f"{folder / 'b.yaml'}:32"),)


def test_a_fact_of_two_files_is_found_in_the_second(tmp_path: Path) -> None:
    """A fact defined in two files is a finding in the later one that names the first place."""
    fact = "facts:\n  held: {name: {zh: 开, en: Held}, measured_in: {zh: 次, en: times}}  # ! duplicate-id\n"
    write(tmp_path, [Edit("b.yaml", "indicators:", f"{fact}indicators:")])
    assert found(load_framework(tmp_path).findings) == marked(tmp_path)


def test_a_dimension_may_stand_in_two_files(tmp_path: Path) -> None:
    """The indicators of both files of one dimension are there."""
    start = B.index("  B-02:")
    folder = write(tmp_path, b=B[:start], c="dimension: B\nindicators:\n" + B[start:])
    read = load_framework(folder)
    assert tuple(read.value.entries if read.value else ()) == ("A-01", "A-02", "B-01", "B-02")


@pytest.mark.parametrize(
    ("missing", "codes"),
    [
        ("framework.yaml", [("framework.yaml", 0, "file-unreadable")]),
        ("weights.yaml", [("weights.yaml", 0, "file-unreadable")]),
        ("dimensions", [("folder", 0, "no-dimensions")]),
    ],
)
def test_a_missing_file_is_one_finding(missing: str, codes: list[tuple[str, int, str]], tmp_path: Path) -> None:
    """A folder without one of its parts says which."""
    folder = write(tmp_path / "folder")
    (folder / missing).rename(tmp_path / "elsewhere")
    assert found(load_framework(folder).findings) == codes


def test_an_empty_file_names_each_missing_key_on_its_first_line(tmp_path: Path) -> None:
    """A file that says nothing is told what belongs in it."""
    read = load_framework(write(tmp_path, b=""))
    file = Location(str(tmp_path / "dimensions" / "b.yaml"), line=1)
    missing = tuple(finding("missing-key", file, key=key) for key in ("dimension", "indicators"))
    assert tuple(f for f in read.findings if f.location.file == file.file) == missing


def test_a_file_of_one_word_is_no_mapping(tmp_path: Path) -> None:
    """A file that holds a word in place of keys is one finding."""
    folder = write(tmp_path)
    (folder / "weights.yaml").write_text("weights\n", encoding="utf-8")
    assert found(load_framework(folder).findings) == [("weights.yaml", 1, "not-a-mapping")]


def test_another_weight_table_takes_the_place_of_the_folders(tmp_path: Path) -> None:
    """The weights come from the table that is given."""
    other = tmp_path / "other.yaml"
    text = "weights: {A-01: {hall: 70, school: 60}, A-02: {hall: 5}, B-01: {hall: 5, school: 20}, B-02: {hall: 20, "
    other.write_text(text + "school: 20}}\n", encoding="utf-8")
    framework = load_framework(write(tmp_path / "folder"), other).value
    weights = [entry.weights["hall"] for entry in framework.entries.values()] if framework else []
    assert weights == [70, 5, 5, 20]


def test_another_weight_table_of_the_reference_that_does_not_add_up_is_found_in_it(tmp_path: Path) -> None:
    """A table for the reference with one weight changed is a finding in that table, not in the folder's own."""
    text = (REFERENCE / "weights.yaml").read_text(encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(text.replace("DEV-01: {village: 8}", "DEV-01: {village: 9}"), encoding="utf-8")
    line = text[: text.index("weights:\n")].count("\n") + 1
    assert found(load_framework(REFERENCE, other).findings) == [("other.yaml", line, "weights-sum")]


def test_another_weight_table_of_the_reference_counts(tmp_path: Path) -> None:
    """A table for the reference with two weights exchanged loads, and its weights count."""
    text = (REFERENCE / "weights.yaml").read_text(encoding="utf-8")
    other = tmp_path / "other.yaml"
    exchanged = text.replace("DEV-01: {village: 8}", "DEV-01: {village: 7}")
    other.write_text(exchanged.replace("DEV-02: {village: 3}", "DEV-02: {village: 4}"), encoding="utf-8")
    framework = load_framework(REFERENCE, other).value
    weights = [framework.entries[code].weights for code in ("DEV-01", "DEV-02")] if framework else []
    assert weights == [{"village": 7}, {"village": 4}]


def test_a_rule_kind_that_is_not_installed_is_unknown(tmp_path: Path) -> None:
    """The rule kinds are those that the caller gives."""
    kinds = {kind.kind: kind for kind in BUILT_IN if kind.kind != "range"}
    write(tmp_path, [Edit("b.yaml", "      range:", "      range:  # ! unknown-rule-kind")])
    assert found(load_framework(tmp_path, kinds=kinds).findings) == marked(tmp_path)


@pytest.mark.parametrize(
    ("edit", "same"),
    [
        (Edit("a.yaml", "facts:", "# remark\nfacts:  # remark"), True),
        (Edit("a.yaml", "[hall, school]", "\n      - hall\n      - school"), True),
        (Edit("a.yaml", "zero: 60", "zero: 61"), False),
        (Edit("weights.yaml", "{hall: 20, school: 20}", "{hall: 20, school: 20.0}"), False),
        (Edit("cases.yaml", "hall", "hull"), True),
    ],
    ids=["comment", "layout", "parameter", "weight", "worked example"],
)
def test_the_fingerprint_is_of_what_the_definitions_say(edit: Edit, same: bool, tmp_path: Path) -> None:
    """Comments, layout and worked examples leave the fingerprint as it is; any other change changes it."""
    before, after = loaded(write(tmp_path / "before")), loaded(write(tmp_path / "after", [edit]))
    assert (before.fingerprint == after.fingerprint) is same


def test_a_fingerprint_has_twelve_hex_digits(tmp_path: Path) -> None:
    """The fingerprint is short enough to be printed and read out."""
    fingerprint = loaded(write(tmp_path)).fingerprint
    assert (len(fingerprint), set(fingerprint) <= set("0123456789abcdef")) == (12, True)
