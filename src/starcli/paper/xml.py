"""The parts of a Word paper as XML: paragraphs and tables with the look that workbooks have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from starcli.excel.writing.page import without_controls
from starcli.excel.writing.styles import ACCENT, ACCENT_PALE, BAD, GOLD, INPUT, LINE, QUIET

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TWIPS_A_CENTIMETRE = 567
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE[1:]}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a text looks: size in points, weight, colour, and where it stands."""

    size: float = 10
    bold: bool = False
    colour: str = ""
    align: str = "left"
    fill: str = ""
    before: int = 0
    after: int = 0
    keep: bool = False


LOOKS = {
    "title": Look(20, bold=True, colour=ACCENT, align="center", after=4),
    "subtitle": Look(9.5, colour=QUIET, align="center", after=4),
    "section": Look(12, bold=True, colour=ACCENT, before=8, after=3, keep=True),
    "body": Look(10, before=1, after=1),
    "key_line": Look(10, bold=True, colour=ACCENT, before=1, after=1),
    "quiet": Look(8.5, colour=QUIET, before=1, after=2),
    "foot": Look(7, colour=QUIET),
    "gap": Look(3),
    "heading": Look(9, bold=True, colour=ACCENT, before=2),
    "bullet": Look(8.5),
    "stars": Look(24, colour=GOLD, align="center"),
    "arrow": Look(20, colour=QUIET, align="center"),
    "head": Look(9, bold=True, colour="#FFFFFF", align="center", fill=ACCENT, keep=True),
    "field": Look(9.5, bold=True, align="center", fill=ACCENT_PALE),
    "text": Look(9.5),
    "centre": Look(9.5, align="center"),
    "strong": Look(12, bold=True, align="center"),
    "bad": Look(9.5, bold=True, colour=BAD, align="center"),
    "input": Look(9.5, align="center", fill=INPUT),
    "seal": Look(9.5, align="right"),
    "small": Look(8),
    "small_head": Look(8, bold=True, colour="#FFFFFF", align="center", fill=ACCENT, keep=True),
    "small_centre": Look(8, align="center"),
    "small_strong": Look(8, bold=True, align="center", fill="#E6F0E2"),
    "small_bad": Look(8, bold=True, colour=BAD, align="center"),
    "small_input": Look(8, align="center", fill=INPUT),
    "small_text": Look(8, fill=INPUT),
}
"""Looks by name; the names are those of the workbooks' styles where these have the same."""


_HINT = Look(8, colour="#8C8C8C")


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a table: its text, its look, over how many columns it goes, and what may be chosen in it.

    `more` are further lines, each with a look of its own; `drawing` is a paragraph that stands there instead.
    """

    text: str = ""
    look: str = "text"
    span: int = 1
    options: tuple[str, ...] = ()
    hint: str = ""
    more: tuple[tuple[str, str], ...] = ()
    drawing: str = ""


def paragraph(text: str, look: str) -> str:
    """A text in one paragraph."""
    return f"<w:p {_W}>{_inside(text, LOOKS[look])}</w:p>"


class Tables:
    """Makes tables; every field that can be chosen in has a number of its own."""

    def __init__(self) -> None:
        self._fields = 0

    def table(
        self,
        widths: Sequence[float],
        rows: Iterable[Sequence[Box]],
        *,
        heads: int = 0,
        height: float = 0,
        whole: bool = False,
    ) -> str:
        """A table with columns of so many centimetres; its first rows are repeated on each page.

        No row is lower than `height` centimetres, and none is broken between pages; a `whole` table is on one page.
        """
        twips = [round(width * _TWIPS_A_CENTIMETRE) for width in widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
        found = [self._row(row, twips, head=number < heads, height=height) for number, row in enumerate(rows)]
        if whole:
            found[:-1] = [row.replace("<w:pPr><w:spacing", "<w:pPr><w:keepNext/><w:spacing") for row in found[:-1]]
        lines = "".join(found)
        properties = (
            f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/>'
            '<w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        )
        return f"<w:tbl {_W}><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"

    def _row(self, row: Sequence[Box], widths: Sequence[int], *, head: bool, height: float) -> str:
        marks = "<w:cantSplit/>"
        if height:
            marks += f'<w:trHeight w:val="{round(height * _TWIPS_A_CENTIMETRE)}" w:hRule="atLeast"/>'
        if head:
            marks += "<w:tblHeader/>"
        cells, at = [], 0
        for box in row:
            cells.append(self._cell(box, sum(widths[at : at + box.span])))
            at += box.span
        return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(cells)}</w:tr>"

    def _cell(self, box: Box, width: int) -> str:
        look = LOOKS[box.look]
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if box.span > 1:
            properties += f'<w:gridSpan w:val="{box.span}"/>'
        if look.fill:
            properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill[1:]}"/>'
        properties += '<w:vAlign w:val="center"/>'
        if box.drawing:
            return f"<w:tc><w:tcPr>{properties}</w:tcPr>{box.drawing}</w:tc>"
        inside = self._field(box, look) if box.options and not box.text else _inside(box.text, look)
        more = "".join(f"<w:p>{_inside(text, LOOKS[name])}</w:p>" for text, name in box.more)
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{inside}</w:p>{more}</w:tc>"

    def _field(self, box: Box, look: Look) -> str:
        """A field in which one of some words can be chosen, or others written."""
        self._fields += 1
        items = "".join(
            f"<w:listItem w:displayText={quoteattr(_clean(option))} w:value={quoteattr(_clean(option))}/>"
            for option in dict.fromkeys(box.options)
        )
        hint = f"<w:r><w:rPr>{_run(_HINT)}</w:rPr>{_text(box.hint)}</w:r>"
        return (
            f'{_paragraph(look)}<w:sdt><w:sdtPr><w:id w:val="{self._fields}"/><w:showingPlcHdr/>'
            f"<w:comboBox>{items}</w:comboBox></w:sdtPr><w:sdtContent>{hint}</w:sdtContent></w:sdt>"
        )


def _inside(text: str, look: Look) -> str:
    runs = "<w:br/>".join(_text(line) for line in _clean(text).split("\n"))
    return f"{_paragraph(look)}<w:r><w:rPr>{_run(look)}</w:rPr>{runs}</w:r>"


def _paragraph(look: Look) -> str:
    keep = "<w:keepNext/>" if look.keep else ""
    spacing = f'<w:spacing w:before="{look.before * 20}" w:after="{look.after * 20}"/>'
    return f'<w:pPr>{keep}{spacing}<w:jc w:val="{look.align}"/><w:rPr>{_run(look)}</w:rPr></w:pPr>'


def _run(look: Look) -> str:
    """Weight, colour and size, in the order that the format wants."""
    bold, colour = "<w:b/>" if look.bold else "", f'<w:color w:val="{look.colour[1:]}"/>' if look.colour else ""
    return f'{bold}{colour}<w:sz w:val="{round(look.size * 2)}"/><w:szCs w:val="{round(look.size * 2)}"/>'


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(_clean(text))}</w:t>'


def _clean(text: str) -> str:
    return without_controls(text)
