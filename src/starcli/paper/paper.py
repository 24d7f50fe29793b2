"""A Word paper being written: A4 pages, upright or across, with the mark that starcli leaves in what it writes."""

import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from starcli import __version__
from starcli.core.numbers import plain
from starcli.core.text import FormLanguage, Text
from starcli.excel.imprint import PACKED_AT, PROPERTIES, PROPERTY, WRITTEN_AT, Sort
from starcli.excel.writing.page import without_controls
from starcli.excel.writing.styles import FONT
from starcli.paper.radar import Curve, chart_part, drawing
from starcli.paper.xml import Box, Tables, paragraph

if TYPE_CHECKING:
    from docx.section import Section

_LONG, _SHORT, _MARGIN = 29.7, 21.0, 1.6
UPRIGHT, ACROSS = _SHORT - 2 * _MARGIN, _LONG - 2 * _MARGIN
"""How many centimetres a page has room for from left to right, upright or across."""


class Paper:
    """A paper in memory."""

    def __init__(self, sort: Sort, title: Text, language: FormLanguage) -> None:
        from docx import Document  # noqa: PLC0415 only where a paper is written

        self.language = language
        self._document = Document()
        self._tables = Tables()
        self._charts = 0
        self._mark(sort)
        self._leave_out_thumbnail()
        properties = self._document.core_properties
        properties.title = self.words(title)
        properties.author = properties.last_modified_by = f"starcli {__version__}"
        properties.created = properties.modified = WRITTEN_AT
        properties.comments = ""
        self._set_font()
        self._lay_out(self._document.sections[0], across=False)

    def words(self, content: Text | str) -> str:
        """A wording in the paper's language, without characters that XML cannot hold."""
        return without_controls(content[self.language] if isinstance(content, Text) else content)

    def said(self, content: Text | Decimal | int | date | None) -> str:
        """A content as words: a day as 2023-06-30, a number without trailing zeros, nothing as nothing."""
        if content is None:
            return ""
        if isinstance(content, date):
            return content.isoformat()
        return self.words(content) if isinstance(content, Text) else plain(Decimal(content))

    def say(self, text: Text | str, look: str = "body") -> None:
        """A paragraph."""
        self._append(paragraph(self.words(text), look))

    def table(
        self,
        widths: Sequence[float],
        rows: Iterable[Sequence[Box]],
        *,
        heads: int = 0,
        height: float = 0,
        whole: bool = False,
    ) -> None:
        """A table, and a little room behind it."""
        self._append(self._tables.table(widths, rows, heads=heads, height=height, whole=whole))
        self.say("", "gap")

    def radar(self, names: Sequence[str], curves: Sequence[Curve], width: float, height: float) -> str:
        """A chart, as a paragraph for a cell of a table."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE  # noqa: PLC0415
        from docx.opc.packuri import PackURI  # noqa: PLC0415
        from docx.opc.part import Part  # noqa: PLC0415

        self._charts += 1
        own = self._document.part
        name = PackURI(f"/word/charts/chart{self._charts}.xml")
        chart = Part(name, CONTENT_TYPE.DML_CHART, chart_part(names, curves), own.package)
        return drawing(own.relate_to(chart, RELATIONSHIP_TYPE.CHART), width, height)

    def turn(self, *, across: bool) -> None:
        """Go on with a new page, upright or across."""
        self._lay_out(self._document.add_section(), across=across)

    def footer(self, text: Text) -> None:
        """The line at the foot of each page, with its number."""
        from docx.oxml import parse_xml  # noqa: PLC0415

        foot = self._document.sections[0].footer
        own = foot.paragraphs[0]
        line = parse_xml(paragraph(f"{self.words(text)}　　", "foot"))
        for code in ("PAGE", "NUMPAGES"):
            line.append(parse_xml(_FIELD.format(code=code)))
            if code == "PAGE":
                line.append(parse_xml(_SLASH))
        own._p.getparent().replace(own._p, line)  # noqa: SLF001 the library offers no fields

    def content(self) -> bytes:
        """The finished paper. What is written alike gives the same bytes."""
        raw, packed = BytesIO(), BytesIO()
        self._document.save(raw)
        with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as outcome:
            for name in parts.namelist():
                info = zipfile.ZipInfo(name, PACKED_AT)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o600 << 16
                outcome.writestr(info, parts.read(name))
        return packed.getvalue()

    def _append(self, xml: str) -> None:
        """An element behind everything that is there, before the settings of the last section."""
        from docx.oxml import parse_xml  # noqa: PLC0415

        self._document.element.body[-1].addprevious(parse_xml(xml))

    def _mark(self, sort: Sort) -> None:
        """The mark by which the paper is known again."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE  # noqa: PLC0415
        from docx.opc.packuri import PackURI  # noqa: PLC0415
        from docx.opc.part import Part  # noqa: PLC0415

        package = self._document.part.package
        mark = _CUSTOM.format(name=PROPERTY, sort=sort).encode()
        part = Part(PackURI(f"/{PROPERTIES}"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, mark, package)
        package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)

    def _leave_out_thumbnail(self) -> None:
        """The library's template has a picture of itself."""
        relations = self._document.part.package.rels
        for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
            del relations[key]

    def _set_font(self) -> None:
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415
        from docx.shared import Pt  # noqa: PLC0415

        style = self._document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(10)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), "zh-CN")
        style.element.rPr.append(language)

    @staticmethod
    def _lay_out(section: "Section", *, across: bool) -> None:
        from docx.enum.section import WD_ORIENT  # noqa: PLC0415
        from docx.shared import Cm  # noqa: PLC0415

        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Cm(_LONG), Cm(_SHORT)) if across else (Cm(_SHORT), Cm(_LONG))
        section.left_margin = section.right_margin = Cm(_MARGIN)
        section.top_margin, section.bottom_margin = Cm(1.6), Cm(1.6)
        section.footer_distance = section.header_distance = Cm(0.8)


_CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}">'
    "<vt:lpwstr>{sort}</vt:lpwstr></property></Properties>"
)
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SIZE = '<w:rPr><w:color w:val="595959"/><w:sz w:val="14"/></w:rPr>'
_FIELD = f'<w:fldSimple {_WORD} w:instr="{{code}}"><w:r>{_SIZE}<w:t>1</w:t></w:r></w:fldSimple>'
_SLASH = f'<w:r {_WORD}>{_SIZE}<w:t xml:space="preserve"> / </w:t></w:r>'
