"""Where a definition stands, and the list of everything that is wrong with it."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from starcli.core.findings import Detail, Finding, finding
from starcli.core.text import Text
from starcli.definitions.nodes import Document, Path_

N = TypeVar("N", bound=BaseModel)

_PYDANTIC_CODES = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "decimal_parsing": "not-a-number",
    "finite_number": "not-a-number",
    "int_parsing": "not-a-number",
    "model_type": "not-a-mapping",
    "dict_type": "not-a-mapping",
    "list_type": "not-a-list",
}


class Faults:
    """Collects findings against documents, so that all of them are shown at once."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def add(self, code: str, document: Document, path: Path_, **details: Detail) -> None:
        """One fault at a path of a document."""
        self.findings.append(finding(code, document.locate(path), **details))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Findings made elsewhere."""
        self.findings.extend(findings)

    @property
    def fatal(self) -> bool:
        """Whether an error is among them."""
        return any(found.severity == "error" for found in self.findings)

    def validated(self, model: type[N], document: Document) -> N | None:
        """The document as a model; None when it does not fit, with a fault for each reason."""
        try:
            return model.model_validate(document.content)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                self._add_pydantic(fault, model, document)
            return None

    def _add_pydantic(self, fault: Any, model: type[BaseModel], document: Document) -> None:  # noqa: ANN401
        path = tuple(fault["loc"])
        code = _PYDANTIC_CODES.get(fault["type"], "definition-invalid")
        key = str(path[-1]) if path else ""
        if code == "missing-key":
            self.add(code, document, path[:-1], key=key)
        elif code == "unknown-key":
            self.add(code, document, path, key=key, known=", ".join(_known_keys(model, path)))
        elif code == "not-a-number":
            self.add(code, document, path, text=str(fault["input"]))
        elif code == "definition-invalid":
            self.add(code, document, path, problem=Text.same(fault["msg"]), text=str(fault["input"])[:60])
        else:
            self.add(code, document, path)


def _known_keys(model: type[BaseModel], path: Path_) -> list[str]:
    """The keys that the mapping around an unknown key may have."""
    schema: Mapping[str, Any] = model.model_json_schema()
    definitions = schema.get("$defs", {})
    for part in path[:-1]:
        schema = _child(_dereferenced(schema, definitions), part)
    return sorted(_dereferenced(schema, definitions).get("properties", {}))


def _child(schema: Mapping[str, Any], part: str | int) -> Mapping[str, Any]:
    if isinstance(part, int):
        return dict(schema.get("items", {}))
    properties = schema.get("properties", {})
    patterns = list(schema.get("patternProperties", {}).values())
    return dict(properties.get(part) or next(iter(patterns), None) or schema.get("additionalProperties") or {})


def _dereferenced(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    options = schema.get("anyOf", [])
    if options:
        schema = next((option for option in options if option.get("type") != "null"), schema)
    name = str(schema.get("$ref", "")).rsplit("/", 1)[-1]
    return dict(definitions.get(name, schema))
