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
        definitions[name]["properties"]["rule"] = rule
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "starcli framework: framework.yaml, dimensions/*.yaml, weights.yaml or cases.yaml",
        "anyOf": [{"$ref": f"#/$defs/{model.__name__}"} for model in _FILES],
        "$defs": definitions,
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def main(target: Path) -> None:
    """Write the schema."""
    target.write_text(json_schema(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else indicators_folder() / "schema.json")
