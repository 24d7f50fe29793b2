"""What a person does not see of a sheet, from the text of its parts: hidden rows and columns, links, comments."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote
from xml.etree import ElementTree as ET

Place = tuple[int, int]
Blocks = tuple[tuple[int, int], ...]
Part = Callable[[str], bytes]

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_NUMBER = re.compile(rb'\br="([0-9]{1,7})"')
_MIN = re.compile(rb'\bmin="([0-9]{1,5})"')
_MAX = re.compile(rb'\bmax="([0-9]{1,5})"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_FORMULA = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>\s*<(?:\w+:)?f\b([^>]*?)(?:/>|>([^<]*)</(?:\w+:)?f>)'
)
_SHARED = re.compile(rb'\bsi="([0-9]+)"')
# [1]Sheet1!A1, '[1]Sheet 1'!A1, [1]!Name; a column of a table, T[a], is not followed by a sheet.
_OTHER_BOOK = re.compile(r"'[^']*\[[^\[\]']+\](?:[^']|'')*'!|\[[^\[\]]+\][^\[\]!'()+\-*/,;&=<>^\" ]*!")
_INDEX = re.compile(r"\[(\d+)\]")
_LINKED = re.compile(rb'\bTarget="([^"]*)"')
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LOCAL = re.compile(r"\{.*?\}")


@dataclass(frozen=True, slots=True)
class Unseen:
    """Zero-based: blocks of hidden rows and of hidden columns, formulas that name another workbook, and comments."""

    rows: Blocks = ()
    columns: Blocks = ()
    links: Mapping[Place, str] = field(default_factory=dict)
    comments: Mapping[Place, str] = field(default_factory=dict)


def unseen_in(target: str, part: Part) -> Unseen | None:
    """What is not seen of the sheet in a part; None when there is nothing of the sort. Raises `ParseError`."""
    xml = part(target)
    hides = b"hidden=" in xml
    rows, columns = (_hidden_rows(xml), _hidden_columns(xml)) if hides else ((), ())
    links = dict(_links(xml)) if b"[" in xml and (b"<f" in xml or b":f" in xml) else {}
    if links:
        books = _books(part)
        links = {place: _INDEX.sub(lambda m: f"[{books.get(m[1], m[1])}]", text) for place, text in links.items()}
    comments = _comments(target, part) if b"legacyDrawing" in xml else {}
    return Unseen(rows, columns, links, comments) if rows or columns or links or comments else None


def _hidden_rows(xml: bytes) -> Blocks:
    hidden = []
    row = 0
    for attributes in _ROW.findall(xml):
        number = _NUMBER.search(attributes)
        row = int(number[1]) if number else row + 1
        if _HIDDEN.search(attributes):
            hidden.append(row - 1)
    return _blocks(hidden)


def _hidden_columns(xml: bytes) -> Blocks:
    hidden: list[int] = []
    for attributes in _COLUMN.findall(xml):
        first, last = _MIN.search(attributes), _MAX.search(attributes)
        if first and last and _HIDDEN.search(attributes):
            hidden += range(int(first[1]) - 1, min(int(last[1]), int(first[1]) + 1000))
    return tuple((column, column) for column in hidden)


def _blocks(numbers: list[int]) -> Blocks:
    """Runs of numbers that follow one another."""
    blocks: list[tuple[int, int]] = []
    for number in numbers:
        if blocks and number == blocks[-1][1] + 1:
            blocks[-1] = (blocks[-1][0], number)
        else:
            blocks.append((number, number))
    return tuple(blocks)


def _links(xml: bytes) -> Iterator[tuple[Place, str]]:
    """The cells whose formula names another workbook, those that share such a formula included."""
    shared: dict[bytes, str] = {}
    for letters, digits, attributes, content in _FORMULA.findall(xml):
        group = _SHARED.search(attributes)
        text = unescape(content.decode("utf-8", "replace"))
        if _OTHER_BOOK.search(text):
            if group:
                shared[group[1]] = text
        elif group and not text and group[1] in shared:
            text = shared[group[1]]
        else:
            continue
        yield _place(letters.decode(), digits.decode()), f"={text}"


def _books(part: Part) -> Mapping[str, str]:
    """The file name of each workbook that formulas name by its number."""
    workbook = ET.fromstring(part("xl/workbook.xml"))  # noqa: S314 entities were refused before
    targets = _targets("xl/workbook.xml", part)
    ids = [_id(element) for element in workbook.iter() if _LOCAL.sub("", element.tag) == "externalReference"]
    books = {}
    for number, identity in enumerate(ids, start=1):
        folder, _, file = targets.get(identity, ("", ""))[1].rpartition("/")
        linked = _LINKED.search(part(f"{folder}/_rels/{file}.rels"))
        path = unescape(linked[1].decode("utf-8", "replace")) if linked else ""
        name = re.split(r"[/\\]", unquote(path))[-1]
        if name:
            books[str(number)] = name
    return books


def _id(element: ET.Element) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")


def _targets(source: str, part: Part) -> dict[str, tuple[str, str]]:
    """Kind and target of each relation of a part; a target inside the package as the name of its part."""
    folder, file = posixpath.split(source)
    content = part(f"{folder}/_rels/{file}.rels") if source else b""
    found = {}
    for relation in ET.fromstring(content) if content else ():  # noqa: S314
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[relation.get("Id", "")] = (relation.get("Type", ""), target)
    return found


def _comments(sheet: str, part: Part) -> dict[Place, str]:
    """The text of each comment, without the name of who wrote it."""
    comments: dict[Place, str] = {}
    for kind, target in _targets(sheet, part).values():
        content = part(target) if kind.endswith("/comments") else b""
        root = ET.fromstring(content) if content else None  # noqa: S314
        if root is None:
            continue
        elements = list(root.iter())
        authors = [element.text or "" for element in elements if _LOCAL.sub("", element.tag) == "author"]
        for element in elements:
            match = _REFERENCE.fullmatch(element.get("ref", "")) if element.tag.endswith("}comment") else None
            if match is not None:
                comments[_place(match[1], match[2])] = _without_author(_text(element), authors)
    return comments


def _text(comment: ET.Element) -> str:
    """The words of a comment on one line."""
    return " ".join("".join(part.text or "" for part in comment.iter() if part.tag.endswith("}t")).split())


def _without_author(text: str, authors: list[str]) -> str:
    for author in filter(None, authors):
        for sign in ":：":
            text = text.removeprefix(f"{author}{sign}").strip()
    return text


def _place(letters: str, digits: str) -> Place:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1
