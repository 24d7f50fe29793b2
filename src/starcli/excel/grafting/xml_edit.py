"""XML edited as text: elements are found by parsing, and all that is not added stays byte for byte.

A tree that is written anew would not do: declarations of prefixes that only attributes such as `mc:Ignorable` name,
the order and the quotes of attributes, comments and blanks are lost or changed, and programs call the file damaged.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from starcli.excel.grafting.archive import Unserviceable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LEVELS = 3
_TAG = re.compile(rb"""<([^\s/>]+)(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>""")
_ENCODINGS = ("", "utf-8", "us-ascii")


@dataclass(frozen=True, slots=True)
class Element:
    """An element and where it stands: `start` to `end`, its content from `opened` to `closing`.

    The attributes in a namespace are called `namespace name`.
    """

    namespace: str
    name: str
    prefix: bytes
    attributes: Mapping[str, str]
    start: int
    opened: int
    closing: int
    end: int
    children: "tuple[Element, ...]"
    text: str

    def child(self, name: str) -> "Element | None":
        """The first child of that name in this element's own namespace."""
        return next(self.all(name), None)

    def all(self, name: str) -> "Iterator[Element]":
        """The children of that name in this element's own namespace."""
        return (child for child in self.children if child.name == name and child.namespace == self.namespace)


class Document:
    """A part of XML, its first three levels, and the changes made to it. Raises `Unserviceable`."""

    def __init__(self, part: str, content: bytes) -> None:
        self.part = part
        self.content = content
        self._edits: list[tuple[int, int, bytes]] = []
        self._appended: dict[int, tuple[Element, bytes]] = {}
        self.root = _Parser(part, content).root()

    def raw(self, element: Element) -> bytes:
        """An element as it is written."""
        return self.content[element.start : element.end]

    def insert(self, at: int, text: bytes) -> None:
        """Put text at a place of the original."""
        self._edits.append((at, at, text))

    def append(self, element: Element, text: bytes) -> None:
        """Put text at the end of an element, which may have been written as an empty one."""
        _, before = self._appended.get(element.start, (element, b""))
        self._appended[element.start] = (element, before + text)

    def cut(self, element: Element) -> None:
        """Take an element out."""
        self._edits.append((element.start, element.end, b""))

    def set_attribute(self, element: Element, name: str, value: str) -> None:
        """Give an attribute that is there another value; one that is not there stays away."""
        pattern = re.compile(rb"\s" + name.encode() + rb"""\s*=\s*("[^"]*"|'[^']*')""")
        found = pattern.search(self.content, element.start, element.opened)
        if found:
            self._edits.append((*found.span(1), quoteattr(value).encode()))

    def edited(self) -> bytes:
        """The text with all changes."""
        parts, at = [], 0
        edits = self._edits + [self._addition(element, text) for element, text in self._appended.values()]
        for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
            parts += [self.content[at:start], text]
            at = end
        return b"".join(parts) + self.content[at:]

    def _addition(self, element: Element, text: bytes) -> tuple[int, int, bytes]:
        if element.end > element.opened:
            return element.closing, element.closing, text
        slash = self.content.rindex(b"/", element.start, element.opened)
        return slash, element.opened, b">" + text + b"</" + element.prefix + element.name.encode() + b">"


def written(name: str, prefix: bytes, attributes: Mapping[str, str], text: str = "") -> bytes:
    """An element as text; `text` is already escaped."""
    tag = prefix.decode() + name
    pairs = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return (f"<{tag}{pairs}>{text}</{tag}>" if text else f"<{tag}{pairs}/>").encode()


@dataclass(frozen=True, slots=True)
class _Open:
    """An element whose end has not come yet."""

    name: str
    attributes: Mapping[str, str]
    start: int
    children: list[Element]
    text: list[str]


class _Parser:
    """The levels of a part as elements. Raises `Unserviceable` for what cannot be edited as UTF-8 text."""

    def __init__(self, part: str, content: bytes) -> None:
        self._part = part
        self._content = content
        self._depth = 0
        self._open = [_Open("", {}, 0, [], [])]
        self._expat = expat.ParserCreate(namespace_separator=" ")
        self._expat.XmlDeclHandler = self._declared
        self._expat.StartDoctypeDeclHandler = self._refuse
        self._expat.StartElementHandler = self._starts
        self._expat.EndElementHandler = self._ends
        self._expat.CharacterDataHandler = self._says

    def root(self) -> Element:
        """The root with its children and theirs."""
        try:
            self._expat.Parse(self._content, True)
        except expat.ExpatError as error:
            raise Unserviceable("graft-not-understood", self._part) from error
        return self._open[0].children[0]

    def _refuse(self, *_: object) -> NoReturn:
        raise Unserviceable("graft-not-understood", self._part)

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "").lower() not in _ENCODINGS:
            self._refuse()

    def _starts(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth <= _LEVELS:
            self._open.append(_Open(name, attributes, self._expat.CurrentByteIndex, [], []))

    def _says(self, text: str) -> None:
        if self._depth <= _LEVELS:
            self._open[-1].text.append(text)

    def _ends(self, _name: str) -> None:
        self._depth -= 1
        if self._depth < _LEVELS:
            begun = self._open.pop()
            self._open[-1].children.append(self._element(begun, self._expat.CurrentByteIndex))

    def _element(self, begun: _Open, at: int) -> Element:
        """An element that ends with the tag at a place; that of an empty one is its only tag."""
        tag = _TAG.match(self._content, begun.start)
        if tag is None:
            self._refuse()
        opened = tag.end()
        closing, end = (opened, opened) if tag[2] else (at, self._content.index(b">", at) + 1)
        prefix = tag[1][: tag[1].find(b":") + 1]
        namespace, _, name = begun.name.rpartition(" ")
        children, text = tuple(begun.children), "".join(begun.text)
        return Element(namespace, name, prefix, begun.attributes, begun.start, opened, closing, end, children, text)
