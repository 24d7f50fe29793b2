"""A package -> what is written in the cells of each sheet, formulas too, and which sheet of a form each one is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree as ET

from starcli.core.numbers import plain
from starcli.excel.imprint import FORM_MARK, FORM_SHEETS, Role
from starcli.excel.opening.guard import Package

_LOCAL = re.compile(r"\{.*?\}")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Written:
    """What is written in a cell: what it shows, and the formula that it has."""

    text: str
    formula: str = ""


Grid = Mapping[tuple[int, int], Written]
"""Cells by zero-based row and column; blank ones are left out."""


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet: what it is called, which one of a form it is, and its cells."""

    name: str
    role: Role | None
    cells: Grid


def written_sheets(package: Package) -> tuple[WrittenSheet, ...]:
    """The sheets of a workbook in their order. Raises `ParseError` and what `Package.part` raises."""
    root = _parsed(package, "xl/workbook.xml")
    targets = _targets(package)
    strings = tuple(_strings(package))
    listed = [each for each in root.iter() if _tag(each) == "sheet"]
    roles = _roles(root)
    sheets = []
    for index, element in enumerate(listed):
        identity = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        cells = dict(_cells(_parsed(package, targets[identity]), strings)) if identity in targets else {}
        sheets.append(WrittenSheet(element.get("name", ""), roles.get(str(index)), cells))
    return tuple(sheets)


def _roles(root: ET.Element) -> Mapping[str, Role]:
    """Which sheet of a form each one is, by its place."""
    found: dict[str, Role] = {}
    for element in root.iter():
        number = (element.text or "").strip()
        if _tag(element) == "definedName" and element.get("name") == FORM_MARK and number.isdecimal():
            for role in FORM_SHEETS[int(number) - 1 : int(number)]:
                found[element.get("localSheetId", "")] = role
    return found


def _targets(package: Package) -> Mapping[str, str]:
    """The part of each relation of the workbook."""
    found = {}
    for relation in _parsed(package, "xl/_rels/workbook.xml.rels"):
        target = relation.get("Target", "")
        found[relation.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _strings(package: Package) -> Iterator[str]:
    """The shared strings; how they are to be pronounced is no part of them."""
    if "xl/sharedStrings.xml" not in package.names:
        return
    for entry in _parsed(package, "xl/sharedStrings.xml"):
        yield _spelt(entry)


def _spelt(entry: ET.Element) -> str:
    parts = [entry, *(run for run in entry if _tag(run) == "r")]
    return "".join(text.text or "" for part in parts for text in part if _tag(text) == "t")


def _cells(root: ET.Element, strings: tuple[str, ...]) -> Iterator[tuple[tuple[int, int], Written]]:
    shared: dict[str, tuple[str, str]] = {}
    space = root.tag.partition("}")[0] + "}" if root.tag.startswith("{") else ""
    for cell in root.iter(f"{space}c"):
        reference = _REFERENCE.fullmatch(cell.get("r", ""))
        if reference is None:
            continue
        parts = {part.tag[len(space) :]: part for part in cell}
        formula = _formula(parts.get("f"), reference.group(), shared)
        text = _shown(cell.get("t", "n"), parts, strings)
        if formula or text:
            yield (int(reference[2]) - 1, column_of(reference[1])), Written(text, formula)


def _shown(kind: str, parts: Mapping[str, ET.Element], strings: tuple[str, ...]) -> str:
    value = parts["v"].text or "" if "v" in parts else ""
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    if kind == "inlineStr":
        return _spelt(parts["is"]) if "is" in parts else ""
    return number_text(value) if kind == "n" else value


def number_text(value: str) -> str:
    """A number as people write it: programs differ in how many digits they store."""
    try:
        return plain(Decimal(repr(float(value)))) if value else ""
    except (ValueError, InvalidOperation):
        return value


def _formula(element: ET.Element | None, cell: str, shared: dict[str, tuple[str, str]]) -> str:
    """The formula of a cell; one that shares that of another cell has it moved to its own place."""
    if element is None:
        return ""
    text, group = (element.text or "").strip(), element.get("si", "")
    if element.get("t") != "shared":
        return text
    if text:
        shared[group] = (text, cell)
        return text
    if group not in shared:
        return ""
    from openpyxl.formula.translate import Translator  # noqa: PLC0415 few programs write shared formulas

    first, origin = shared[group]
    return str(Translator(f"={first}", origin=origin).translate_formula(cell)).removeprefix("=")


def column_of(letters: str) -> int:
    """The zero-based column of some letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _parsed(package: Package, name: str) -> ET.Element:
    return ET.fromstring(package.part(name))  # noqa: S314 entities were refused before


def _tag(element: ET.Element) -> str:
    return _LOCAL.sub("", element.tag)
