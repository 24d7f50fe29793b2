"""A radar chart of dimensions as a part of a Word paper: drawn by the program that shows it, with figures inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from starcli.excel.writing.page import without_controls
from starcli.excel.writing.styles import FONT, LINE

_MAIN = "http://schemas.openxmlformats.org"
_CHART, _DRAWING = f"{_MAIN}/drawingml/2006/chart", f"{_MAIN}/drawingml/2006/main"
_EMU_A_CENTIMETRE = 360_000


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of the chart: its name, its scores, its colour, and how it is drawn."""

    name: str
    scores: Sequence[Decimal | None]
    colour: str
    dash: str = "solid"


def chart_part(names: Sequence[str], curves: Sequence[Curve]) -> bytes:
    """The chart, with shares between 0 and 100 %."""
    series = "".join(_series(number, curve, names) for number, curve in enumerate(curves))
    grid = f'<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{LINE[1:]}"/></a:solidFill></a:ln></c:spPr>'
    ticks = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
    scale = '<c:orientation val="minMax"/>'
    axes = (
        f'<c:catAx><c:axId val="1"/><c:scaling>{scale}</c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        f'<c:majorGridlines>{grid}</c:majorGridlines><c:numFmt formatCode="General" sourceLinked="0"/>{ticks}'
        f'{_font(800)}<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling>{scale}<c:max val="1"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines>{grid}</c:majorGridlines>'
        f'<c:numFmt formatCode="0%" sourceLinked="0"/>{ticks}{grid}{_font(700)}<c:crossAx val="1"/>'
        f'<c:crosses val="autoZero"/><c:crossBetween val="between"/><c:majorUnit val="0.25"/></c:valAx>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}"><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:radarChart><c:radarStyle val="marker"/>'
        f'<c:varyColors val="0"/>{series}<c:axId val="1"/><c:axId val="2"/></c:radarChart>{axes}</c:plotArea>'
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_font(800)}</c:legend>'
        '<c:plotVisOnly val="1"/></c:chart><c:spPr><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>'
    ).encode()


def drawing(relation: str, width: float, height: float) -> str:
    """A paragraph with the chart of a relation, so many centimetres wide and high."""
    wide, high = round(width * _EMU_A_CENTIMETRE), round(height * _EMU_A_CENTIMETRE)
    namespaces = (
        f'xmlns:w="{_MAIN}/wordprocessingml/2006/main" xmlns:r="{_MAIN}/officeDocument/2006/relationships" '
        f'xmlns:wp="{_MAIN}/drawingml/2006/wordprocessingDrawing" xmlns:a="{_DRAWING}" xmlns:c="{_CHART}"'
    )
    return (
        f'<w:p {namespaces}><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="1" name="Radar"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_CHART}">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


def _series(number: int, curve: Curve, names: Sequence[str]) -> str:
    count = len(names)
    points = "".join(f'<c:pt idx="{at}"><c:v>{_escaped(name)}</c:v></c:pt>' for at, name in enumerate(names))
    values = "".join(
        f'<c:pt idx="{at}"><c:v>{score}</c:v></c:pt>' for at, score in enumerate(curve.scores) if score is not None
    )
    colour = f'<a:solidFill><a:srgbClr val="{curve.colour[1:]}"/></a:solidFill>'
    dash = "" if curve.dash == "solid" else f'<a:prstDash val="{curve.dash}"/>'
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:v>{_escaped(curve.name)}</c:v></c:tx>"
        f'<c:spPr><a:ln w="22225">{colour}{dash}</a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="5"/>'
        f"<c:spPr>{colour}<a:ln>{colour}</a:ln></c:spPr></c:marker>"
        f'<c:cat><c:strLit><c:ptCount val="{count}"/>{points}</c:strLit></c:cat>'
        f'<c:val><c:numLit><c:formatCode>0%</c:formatCode><c:ptCount val="{count}"/>{values}</c:numLit></c:val></c:ser>'
    )


def _font(size: int) -> str:
    faces = f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/>'
    look = f'<a:pPr><a:defRPr sz="{size}">{faces}</a:defRPr></a:pPr>'
    return f'<c:txPr><a:bodyPr/><a:p>{look}<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'


def _escaped(text: str) -> str:
    return escape(without_controls(text))
