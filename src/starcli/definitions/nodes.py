"""YAML as texts, lists and mappings, each with the line it stands on.

Every scalar stays as it was typed (PyYAML's safe loader would turn `0101` into 65 and `yes` into True), and
a key that stands twice is a finding instead of a silent loss.
"""

import re
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
_MOST_VALUES = 100_000
_HOSTILE = 500
# Brackets, and a line that opens hundreds of block levels at once.
_NESTING = re.compile(r"[\[\]{}]|^[ \t\-?]{500,}", re.MULTILINE)


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
    deep = _too_deep(text)
    if deep:
        return Read(None, (finding("yaml-too-deep", Location(name, line=deep)),))
    try:
        root = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        return Read(None, (_syntax(error, text, name),))
    reader = _NodeReader(name)
    content = {} if root is None else reader.plain(root, ())
    return Read(Document(name, content, reader.lines), tuple(reader.findings))


def _too_deep(text: str) -> int:
    """The line on which a text nests so deeply that composing it could exhaust the stack; 0 for any other."""
    depth = 0
    for match in _NESTING.finditer(text):
        depth += 1 if match[0] in "[{" else -1 if match[0] in "]}" else _HOSTILE
        if depth > _HOSTILE - 1:
            return text.count("\n", 0, match.start()) + 1
    return 0


def _syntax(error: Exception, text: str, name: str) -> Finding:
    """A finding where reading stopped."""
    mark = getattr(error, "problem_mark", None)
    position = getattr(error, "position", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or type(error).__name__
    line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
    return finding("yaml-syntax", Location(name, line=mark.line + 1 if mark else line), problem=str(problem))


class _NodeReader:
    """Walks the nodes of one document once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.lines: dict[Path_, int] = {}
        self.findings: list[Finding] = []
        self._left = _MOST_VALUES

    def plain(self, node: yaml.Node, path: Path_) -> Any:  # noqa: ANN401 YAML is what it is
        self.lines.setdefault(path, node.start_mark.line + 1)
        self._left -= 1
        if self._left == 0:
            self.findings.append(finding("yaml-too-large", Location(self._name, line=self.lines[path])))
        if self._left <= 0:
            return ""
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
