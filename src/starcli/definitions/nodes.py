"""YAML as texts, lists and mappings, each with the line it stands on.

Every scalar stays as it was typed (PyYAML's safe loader would turn `0101` into 65 and `yes` into True), and
a key that stands twice is a finding instead of a silent loss.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from starcli.core.findings import Finding, Location, Read, finding

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML without libyaml: the same result, slower
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

Path_ = tuple[str | int, ...]
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as plain values, and where each of its paths stands."""

    name: str
    content: Any
    lines: Mapping[Path_, int] = field(repr=False)

    def locate(self, path: Path_) -> Location:
        """The line of a path; of the nearest path above it when it has none of its own."""
        while path and path not in self.lines:
            path = path[:-1]
        return Location(self.name, line=self.lines.get(path, 1))


def read_document(file: Path, name: str) -> Read[Document | None]:
    """A YAML file as a `Document`; None with a finding when it cannot be read at all."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return Read(None, (finding("file-unreadable", Location(name), reason=str(error)),))
    try:
        root = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or type(error).__name__
        location = Location(name, line=mark.line + 1 if mark else 1)
        return Read(None, (finding("yaml-syntax", location, problem=str(problem)),))
    reader = _NodeReader(name)
    content = {} if root is None else reader.plain(root, ())
    return Read(Document(name, content, reader.lines), tuple(reader.findings))


class _NodeReader:
    """Walks the nodes of one document once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.lines: dict[Path_, int] = {}
        self.findings: list[Finding] = []

    def plain(self, node: yaml.Node, path: Path_) -> Any:  # noqa: ANN401 YAML is what it is
        self.lines.setdefault(path, node.start_mark.line + 1)
        if len(path) > _DEEPEST:
            self.findings.append(finding("yaml-too-deep", Location(self._name, line=self.lines[path])))
            return ""
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*path, position)) for position, item in enumerate(node.value)]
        return node.value

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in content:
                first = self.lines[(*path, key)]
                self.findings.append(finding("duplicate-key", Location(self._name, line=line), key=key, line=first))
                continue
            self.lines[(*path, key)] = line
            content[key] = self.plain(value_node, (*path, key))
        return content
