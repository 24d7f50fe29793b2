"""XML edited as text: elements are found by parsing, and all that is not added stays byte for byte."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from starcli.excel.archive import Unserviceable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DEEPEST = 2
_TAG = re.compile(rb"""<([^\s/>]+)(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>""")
_ENCODINGS = ("", "utf-8", "us-ascii")


@dataclass(slots=True)
class Element:
    """An element and where it stands: `start` to `end`, its content from `opened` to `closing`."""

    namespace: str
    name: str
    prefix: bytes
    attributes: Mapping[str, str]
    start: int
    opened: int
    closing: int
    end: int
    empty: bool
    children: "list[Element]"
    text: str = ""

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
        self.root = _parsed(part, content)

    def raw(self, element: Element) -> bytes:
        """An element as it is written."""
        return self.content[element.start : element.end]

    def insert(self, at: int, text: bytes) -> None:
        """Put text at a place of the original."""
        self._edits.append((at, at, text))

    def append(self, element: Element, text: bytes) -> None:
        """Put text at the end of an element, which may have been empty."""
        if element.empty:
            slash = self.content.rindex(b"/", element.start, element.opened)
            name = element.prefix + element.name.encode()
            self._edits.append((slash, element.opened, b">" + text + b"</" + name + b">"))
        else:
            self.insert(element.closing, text)

    def cut(self, element: Element) -> None:
        """Take an element out."""
        self._edits.append((element.start, element.end, b""))

    def set_attribute(self, element: Element, name: str, value: str) -> None:
        """Give an attribute that is there another value; one that is not there stays away."""
        pattern = re.compile(rb"\s" + name.encode() + rb"""\s*=\s*("[^"]*"|'[^']*')""")
        found = pattern.search(self.content, element.start, element.opened)
        if found:
            self._edits.append((found.start(1), found.end(1), b'"' + value.encode() + b'"'))

    def edited(self) -> bytes:
        """The text with all changes."""
        parts, at = [], 0
        for start, end, text in sorted(self._edits, key=lambda edit: edit[:2]):
            parts += [self.content[at:start], text]
            at = end
        return b"".join(parts) + self.content[at:]


def written(name: str, prefix: bytes, attributes: Mapping[str, str], text: str = "") -> bytes:
    """An element as text; `text` is already escaped."""
    tag = prefix.decode() + name
    pairs = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return (f"<{tag}{pairs}>{text}</{tag}>" if text else f"<{tag}{pairs}/>").encode()


def _parsed(part: str, content: bytes) -> Element:
    """The root with its children and theirs. Raises `Unserviceable` for what cannot be edited as UTF-8 text."""
    builder = _Builder(part, content)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.XmlDeclHandler = builder.declared
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.StartElementHandler = lambda name, attributes: builder.start(name, attributes, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda _: builder.end(parser.CurrentByteIndex)
    parser.CharacterDataHandler = builder.said
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Unserviceable("graft-not-understood", part) from error
    if builder.root is None:
        raise Unserviceable("graft-not-understood", part)
    return builder.root


class _Builder:
    """What the parser tells, as elements."""

    def __init__(self, part: str, content: bytes) -> None:
        self.part = part
        self.content = content
        self.root: Element | None = None
        self.open: list[Element] = []
        self.depth = 0
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            self.refuse()

    def refuse(self, *_: object) -> None:
        raise Unserviceable("graft-not-understood", self.part)

    def declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "").lower() not in _ENCODINGS:
            self.refuse()

    def start(self, name: str, attributes: Mapping[str, str], at: int) -> None:
        self.depth += 1
        if self.depth > _DEEPEST + 1:
            return
        tag = _TAG.match(self.content, at)
        if tag is None:
            raise Unserviceable("graft-not-understood", self.part)
        prefix, colon, _ = tag[1].rpartition(b":")
        namespace, _, local = name.rpartition(" ")
        element = Element(
            namespace, local, prefix + colon, dict(attributes), at, tag.end(), tag.end(), tag.end(), bool(tag[2]), []
        )
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, at: int) -> None:
        self.depth -= 1
        if self.depth > _DEEPEST:
            return
        element = self.open.pop()
        if not element.empty:
            element.closing = at
            element.end = self.content.index(b">", at) + 1

    def said(self, text: str) -> None:
        if self.open and self.depth == len(self.open):
            self.open[-1].text += text
