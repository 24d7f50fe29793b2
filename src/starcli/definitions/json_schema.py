"""The JSON Schema of the YAML, for completion and checks in editors: `python -m starcli.definitions.json_schema`."""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from starcli.bundled import indicators_folder
from starcli.core.rules import BUILT_IN
from starcli.definitions.schema import CasesFile, DimensionFile, FrameworkNode, WeightsFile

_FILES = (FrameworkNode, DimensionFile, WeightsFile, CasesFile)
_WITH_RULES = ("VariantNode", "IndicatorNode")


_REQUIREMENT = {
    "anyOf": [
        {"type": ["number", "string", "boolean"]},
        {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
    ]
}


def json_schema() -> str:
    """The schema as JSON text: one of the four files of a framework. Plug-in rule kinds are allowed, not described."""
    _, generated = models_json_schema([(model, "validation") for model in _FILES], title="starcli framework")
    definitions = generated["$defs"]
    rule = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {kind.kind: dict(kind.parameters_schema) for kind in BUILT_IN},
    }
    for name in _WITH_RULES:
        properties = definitions[name]["properties"]
        properties["rule"] = rule
        properties["requires"] = {"type": "object", "additionalProperties": _REQUIREMENT}
    checks = definitions["IndicatorNode"]["properties"]["checks"]
    checks["items"] = {"anyOf": [{"type": "string"}, checks["items"]]}
    generated = _tightened(generated)
    definitions = generated["$defs"]
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "starcli framework: framework.yaml, dimensions/*.yaml, weights.yaml or cases.yaml",
        "anyOf": [{"$ref": f"#/$defs/{model.__name__}"} for model in _FILES],
        "$defs": definitions,
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _tightened(schema: Any) -> Any:  # noqa: ANN401 any part of a schema
    """The same schema, in which a number is no text, and a mapping by ids has no other keys."""
    if isinstance(schema, list):
        return [_tightened(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    part = {key: _tightened(value) for key, value in schema.items()}
    options = [option.get("type") for option in part.get("anyOf", []) if isinstance(option, dict)]
    if "number" in options and "integer" not in options:
        part["anyOf"] = [option for option in part["anyOf"] if option.get("type") != "string"]
    if "patternProperties" in part:
        part["additionalProperties"] = False
    return part


def main(target: Path) -> None:
    """Write the schema."""
    target.write_text(json_schema(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else indicators_folder() / "schema.json")
