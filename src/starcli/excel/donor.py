"""A rating workbook of our own, taken apart: its sheets and what hangs on them, ready for another package.

Only what our own writer emits must be understood here.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from starcli.excel.archive import Archive
from starcli.excel.graft_styles import StyleMap
from starcli.excel.relations import reachable, relations_in, rels_name
from starcli.excel.xml_edit import Document

_STYLED = re.compile(rb'<(?:c|row) [^>]*?\bs="(\d+)"|<col [^>]*?\bstyle="(\d+)"|<cfRule [^>]*?\bdxfId="(\d+)"')
_SHARED = re.compile(rb't="s"><v>(\d+)</v>')
_TARGET = re.compile(rb'\bTarget="([^"]*)"')
_STRING = re.compile(rb"<si>(.*?)</si>", re.DOTALL)
_PART_TYPE = re.compile(r'<Override PartName="/([^"]+)" ContentType="([^"]+)"/>')


@dataclass(frozen=True, slots=True)
class DonorSheet:
    """A sheet of the rating workbook: its part, its name, and the rows that it prints on every page."""

    part: str
    name: str
    print_titles: str


class Donor:
    """The rating workbook as parts."""

    def __init__(self, content: bytes) -> None:
        self._archive = Archive(content)
        self.styles = Document("xl/styles.xml", self._archive.read("xl/styles.xml"))
        self.sheets = self._sheets()
        strings = "xl/sharedStrings.xml"
        self._strings = _STRING.findall(self._archive.read(strings)) if strings in self._archive else []
        types = self._archive.read("[Content_Types].xml").decode()
        self.types = dict(_PART_TYPE.findall(types))

    @property
    def attachments(self) -> tuple[str, ...]:
        """The parts that hang on the sheets: drawings and charts."""
        own = [sheet.part for sheet in self.sheets]
        return tuple(sorted(reachable(self._archive, own, lambda _: False) - set(own)))

    def sheet(self, part: str, styles: StyleMap) -> bytes:
        """A sheet with its styles renumbered and its texts in its cells; it is not the selected one."""
        xml = _STYLED.sub(lambda found: _restyled(found, styles), self._archive.read(part))
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
        targets = {each.target for each in relations_in(self._archive, part)}
        folder = posixpath.dirname(part)

        def renamed(found: re.Match[bytes]) -> bytes:
            target = posixpath.normpath(posixpath.join(folder, found[1].decode()))
            return b'Target="/%s"' % names[target].encode() if target in targets else found[0]

        return _TARGET.sub(renamed, self._archive.read(name))

    def _sheets(self) -> tuple[DonorSheet, ...]:
        workbook = Document("xl/workbook.xml", self._archive.read("xl/workbook.xml"))
        parts = {each.id: each.target for each in relations_in(self._archive, "xl/workbook.xml")}
        names = workbook.root.child("definedNames")
        titles = {
            int(each.attributes["localSheetId"]): each.text
            for each in (names.children if names else ())
            if each.attributes["name"] == "_xlnm.Print_Titles"
        }
        sheets = workbook.root.child("sheets")
        return tuple(
            DonorSheet(parts[_relation_id(each.attributes)], each.attributes["name"], titles.get(index, ""))
            for index, each in enumerate(sheets.children if sheets else ())
        )


def _relation_id(attributes: Mapping[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.endswith(" id")), "")


def _restyled(found: re.Match[bytes], styles: StyleMap) -> bytes:
    """A tag with the number of its style replaced; the number stands at its end."""
    group = next(number for number in (1, 2, 3) if found[number] is not None)
    places = styles.differential if group == 3 else styles.cells  # noqa: PLR2004 the third alternative
    return found[0][: found.start(group) - found.start()] + b'%d"' % places[int(found[group])]
