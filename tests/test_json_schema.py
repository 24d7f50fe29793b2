"""The JSON Schema for editors: generated from the models, and what it says of good and of mistyped files."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from frameworks import FILES, REFERENCE, Edit, write
from jsonschema import Draft202012Validator

from starcli.bundled import indicators_folder
from starcli.core.rules import BUILT_IN
from starcli.definitions.json_schema import json_schema, main

SCHEMA = indicators_folder() / "schema.json"
MODELS = {"framework.yaml": "FrameworkNode", "weights.yaml": "WeightsFile", "cases.yaml": "CasesFile"}
PATHS = sorted(REFERENCE.rglob("*.yaml"))
NAMES = [path.relative_to(REFERENCE).as_posix() for path in PATHS]
A_01 = "indicators/A-01"

GOOD_RULES = [
    "{categories: {good: 1, poor: 0.5}}",
    "{bands: {at_least: [[80, 1], [60, 0.5]], otherwise: 0}}",
    "{bands: {at_most: [[0, 1]]}}",
    "{goalposts: {zero: 60, full: 100}}",
    "{range: {low: 1, high: 2, zero_low: 0, zero_high: 3}}",
    "{a-kind-from-another-package: {anything: goes}}",
]
BAD_RULES = {
    "{goalposts: {zero: 60, full: 100}, bands: {at_least: [[1, 1]]}}": f"{A_01}/rule: maxProperties",
    "{}": f"{A_01}/rule: minProperties",
    "goalposts": f"{A_01}/rule: type",
    "{goalposts: {zero: 60}}": f"{A_01}/rule/goalposts: required",
    "{goalposts: {zero: 60, full: most}}": f"{A_01}/rule/goalposts/full: type",
    "{goalposts: {zero: 60, full: 100, half: 80}}": f"{A_01}/rule/goalposts: additionalProperties",
    "{bands: {otherwise: 0}}": f"{A_01}/rule/bands: oneOf",
    "{bands: {at_least: [[1, 1]], at_most: [[1, 1]]}}": f"{A_01}/rule/bands: oneOf",
    "{bands: {at_least: []}}": f"{A_01}/rule/bands/at_least: minItems",
    "{bands: {at_least: [[1, 1, 1]]}}": f"{A_01}/rule/bands/at_least/0: maxItems",
    "{range: {low: 1, high: 2, zero_low: 0}}": f"{A_01}/rule/range: required",
    "{categories: {good: best}}": f"{A_01}/rule/categories/good: type",
}
MISTYPED = [
    (Edit("framework.yaml", "version:", "verison:"), [": additionalProperties", ": required"]),
    (
        Edit("framework.yaml", "    stars: 2", "    star: 2"),
        ["grades/silver: additionalProperties", "grades/silver: required"],
    ),
    (Edit("framework.yaml", "{zh: 金, en: Gold}", "{zh: 金}"), ["grades/gold/name: required"]),
    (Edit("a.yaml", "    max: 100", "    maximum: 100"), [f"{A_01}: additionalProperties"]),
    (Edit("a.yaml", "type: percent", "type: percentage"), [f"{A_01}/type: enum"]),
    (Edit("a.yaml", "    gate:\n      - gold", "    gate: gold"), [f"{A_01}/gate: anyOf"]),
    (
        Edit("b.yaml", "        gate: [silver]", "        gates: [silver]"),
        ["indicators/B-02/kinds/school: additionalProperties"],
    ),
    (Edit("weights.yaml", "weights:", "weight:"), [": additionalProperties", ": required"]),
    (Edit("weights.yaml", "  B-01:", "  B 01:"), ["weights: additionalProperties"]),
    (Edit("weights.yaml", "hall: 10", "hall: ten"), ["weights/A-02/hall: anyOf"]),
    (
        Edit("cases.yaml", "    expected:", "    expects:"),
        ["cases/good-hall: additionalProperties", "cases/good-hall: required"],
    ),
]


class _Core(yaml.SafeLoader):
    """YAML 1.2 with its core schema, as editors read it: `yes` and dates are texts."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 PyYAML's own name


_Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), ["t", "f"])
_Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[-+]?[0-9]+$"), list("-+0123456789"))
_Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]*\.[0-9]+$"), list("-+.0123456789"))


def _as_editors_see(text: str) -> Any:
    return yaml.load(text, Loader=_Core)  # noqa: S506 a subclass of the safe loader


@cache
def _validator(model: str) -> Draft202012Validator:
    """The schema in the tree, or its part for one kind of file."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    if model:
        schema = {"$ref": f"#/$defs/{model}", "$defs": schema["$defs"]}
    return Draft202012Validator(schema)


def _problems(text: str, model: str = "") -> list[str]:
    """Where the schema finds something wrong, and by which of its words."""
    errors = _validator(model).iter_errors(_as_editors_see(text))
    return sorted(f"{'/'.join(map(str, error.absolute_path))}: {error.validator}" for error in errors)


def _with_rule(rule: str) -> str:
    """The first file of dimensions with another rule of its first indicator."""
    return FILES["a.yaml"].replace(
        "    rule:\n      goalposts:\n        zero: 60\n        full: 100", f"    rule: {rule}"
    )


def test_the_schema_in_the_tree_is_the_generated_one() -> None:
    """Whoever changes the models or a rule kind writes the schema again."""
    assert SCHEMA.read_text(encoding="utf-8") == json_schema()


def test_the_command_writes_the_schema_where_it_is_told(tmp_path: Path) -> None:
    """The schema can be written to any file."""
    main(tmp_path / "schema.json")
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == json_schema()


def test_the_schema_is_one() -> None:
    """The schema itself fits the draft that it names."""
    Draft202012Validator.check_schema(json.loads(json_schema()))


def test_every_rule_kind_is_described() -> None:
    """The parameters of each built-in rule kind stand in the schema."""
    rule = json.loads(json_schema())["$defs"]["IndicatorNode"]["properties"]["rule"]
    assert list(rule["properties"]) == [kind.kind for kind in BUILT_IN]


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_a_file_of_the_reference_fits(path: Path) -> None:
    """An editor marks nothing in the reference."""
    assert _problems(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_a_file_of_the_reference_fits_its_own_kind(path: Path) -> None:
    """A file is not taken for one of another kind."""
    assert _problems(path.read_text(encoding="utf-8"), MODELS.get(path.name, "DimensionFile")) == []


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_a_file_of_the_reference_names_the_schema(path: Path) -> None:
    """The first line tells an editor where the schema is."""
    given = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / given).resolve() == SCHEMA.resolve()


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_small_framework_fits(name: str) -> None:
    """The files that the other tests break are marked nowhere."""
    assert _problems(FILES[name], MODELS.get(name, "DimensionFile")) == []


@pytest.mark.parametrize(("edit", "problems"), MISTYPED)
def test_a_mistyped_word_is_marked_where_it_stands(edit: Edit, problems: list[str], tmp_path: Path) -> None:
    """A key that does not exist, is missing, or has a value of the wrong form is marked in its mapping."""
    file = next(write(tmp_path, [edit]).rglob(edit.file))
    assert _problems(file.read_text(encoding="utf-8"), MODELS.get(edit.file, "DimensionFile")) == problems


@pytest.mark.parametrize("edit", [edit for edit, _ in MISTYPED])
def test_a_mistyped_file_fits_no_kind(edit: Edit, tmp_path: Path) -> None:
    """An editor that does not know which file it has open marks the mistake too."""
    file = next(write(tmp_path, [edit]).rglob(edit.file))
    assert _problems(file.read_text(encoding="utf-8")) == [": anyOf"]


@pytest.mark.parametrize("rule", GOOD_RULES)
def test_a_rule_that_fits_is_not_marked(rule: str) -> None:
    """Every built-in kind, and a kind that another package brings, may be written."""
    assert _problems(_with_rule(rule), "DimensionFile") == []


@pytest.mark.parametrize(("rule", "problem"), BAD_RULES.items())
def test_a_rule_that_does_not_fit_is_marked(rule: str, problem: str) -> None:
    """Two kinds at once, a parameter that is missing, unknown or no number: each is marked where it stands."""
    assert _problems(_with_rule(rule), "DimensionFile") == [problem]
