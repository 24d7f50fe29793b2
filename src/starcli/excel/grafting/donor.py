"""A rating workbook of our own, taken apart: its sheets and what hangs on them, ready for another package.

Only what our own writer emits must be understood here.
"""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starcli.excel.grafting.archive import Archive
from starcli.excel.grafting.own_sheets import WORKBOOK
from starcli.excel.grafting.relations import OFFICE, reachable, relations_of, rels_name
from starcli.excel.grafting.xml_edit import Document

_STYLES, _STRINGS, _TYPES = "xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml"
_PRINT_TITLES = "_xlnm.Print_Titles"
_STYLED = re.compile(rb'(<(?:c|row) [^>]*?\bs=|<col [^>]*?\bstyle=)"(\d+)"')
_SHARED = re.compile(rb't="s"><v>(\d+)</v>')
_STRING = re.compile(rb"<si>(.*?)</si>", re.DOTALL)
_TARGET = re.compile(rb'\bTarget="([^"]*)"')


@dataclass(frozen=True, slots=True)
class DonorSheet:
    """A sheet of the rating workbook: its part, its name, and the rows that it prints on every page."""

    part: str
    name: str
    print_titles: str


class Donor:
    """The rating workbook as parts; `types` are the content types of those that have one of their own."""

    def __init__(self, content: bytes) -> None:
        self._archive = Archive(content)
        self.styles = self._document(_STYLES)
        # Sheets are renumbered for cell styles alone; the writer's conditions are bars, which need no other.
        assert not any(container.children for container in self.styles.root.all("dxfs"))
        self.sheets = self._sheets()
        self._strings = _STRING.findall(self._archive.read(_STRINGS)) if _STRINGS in self._archive else []
        overrides = self._document(_TYPES).root.all("Override")
        self.types = {each.attributes["PartName"][1:]: each.attributes["ContentType"] for each in overrides}

    @property
    def attachments(self) -> tuple[str, ...]:
        """The parts that hang on the sheets: drawings and charts."""
        own = [sheet.part for sheet in self.sheets]
        return tuple(sorted(reachable(self._archive, own, lambda _: False) - set(own)))

    def sheet(self, part: str, styles: Sequence[int]) -> bytes:
        """A sheet with its styles renumbered and its texts in its cells; it is not the selected one."""
        xml = _STYLED.sub(lambda found: b'%s"%d"' % (found[1], styles[int(found[2])]), self._archive.read(part))
        xml = _SHARED.sub(lambda found: b't="inlineStr"><is>%s</is>' % self._strings[int(found[1])], xml)
        return xml.replace(b' tabSelected="1"', b"", 1)

    def attachment(self, part: str) -> bytes:
        """A drawing or a chart as it is."""
        return self._archive.read(part)

    def rels(self, part: str, names: Mapping[str, str]) -> bytes | None:
        """The relationships of a part, to the new names of their targets; None where it has none."""
        name = rels_name(part)
        if name not in self._archive:
            return None
        folder = posixpath.dirname(part)

        def renamed(found: re.Match[bytes]) -> bytes:
            target = posixpath.normpath(posixpath.join(folder, found[1].decode()))
            return b'Target="/%s"' % names[target].encode()

        return _TARGET.sub(renamed, self._archive.read(name))

    def _document(self, part: str) -> Document:
        return Document(part, self._archive.read(part))

    def _sheets(self) -> tuple[DonorSheet, ...]:
        workbook = self._document(WORKBOOK).root
        parts = {each.id: each.target for each in relations_of(self._archive, WORKBOOK)}
        names, sheets = workbook.child("definedNames"), workbook.child("sheets")
        assert sheets is not None
        titles = {
            int(each.attributes["localSheetId"]): each.text
            for each in (names.children if names else ())
            if each.attributes["name"] == _PRINT_TITLES
        }
        return tuple(
            DonorSheet(parts[each.attributes[f"{OFFICE} id"]], each.attributes["name"], titles.get(index, ""))
            for index, each in enumerate(sheets.children)
        )
