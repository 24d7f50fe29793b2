"""Mutants of single cells: values, texts and formulas that no form holds."""

import random
import re
from collections.abc import Callable, Mapping

from xml_level import SHEET, STRINGS, Spoil, on_part

_LONG = 10_000_000
_CELL = re.compile(rb'<c r="([A-Z]+\d+)"([^<>]*?)(?:/>|>.*?</c>)', re.DOTALL)
_VALUE_CELL = re.compile(rb'<c r="([E-G]\d+)"([^<>]*?)(?:/>|>.*?</c>)', re.DOTALL)
_TEXT = re.compile(rb"<(t|text:p)>([^<]+)</\1>")

_NUMBERS = (
    b"1e400", b"-1e400", b"nan", b"NaN", b"inf", b"-inf", b"-0", b"1e-400", b"0x1F", b"1_000", b"9" * 400,
    b"9" * 100_000,
    b"0." + b"3" * 100_000, b"", b" 5 ", b"5,5", b"--5", b"1e308", b"4.9e-324", b"2958466", b"-1", b"1e10",
    b"\xd9\xa1\xd9\xa2",
)  # fmt: skip
_TEXTS = (
    "9" * 5_000, "1," * 2_000, "(" * 10_000, "约" * 10_000, "1-2-3-4-5-6-7-8-9-0" * 200, "一" * 5_000, "万亿" * 2_000,
    "3/0", "0/0", "1e400", "=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "\u202e12\u202c", "👩‍👩‍👧‍👧" * 50,
    "ﷺ" * 300, "1²",
    "٣٤", "￥" * 400, "NaN", "Infinity", "-0", "1 2 3", "nan%", "9" * 290 + "%", "1+" * 140 + "1", "5" + "。0" * 100,
    "类型：" * 3_000, "a: " * 10_000, "类型:村 " * 5_000, "\ufeff12", "12\u200b", "1\u00a02", "(12", "12)", "%",
    "‰", "百分之",
    "\ud7ff\ue000\uf8ff", "\U0010ffff", "{name}", "%s%n", "[bold red]x[/]", "x" * 40_000, "0" * 299 + "1",
    "十" * 299, "1.5.6",
    "2022-13-45", "99999年99月", "\t\n\r 5", "1\n2\n3" * 50, "\x1b[2J", "file!sheet!cell: code: x",
)  # fmt: skip
_FORMULAS = (
    b"1+1", b"SUM(A1:XFD1048576)", b"[1]\xe6\xb1\x87\xe6\x80\xbb.xls!A1", b"(" * 20_000, b"", b"A" * 100_000,
    b"HYPERLINK(&quot;file:///etc/passwd&quot;)", b"&amp;&lt;&#10;", b"WEBSERVICE(&quot;http://127.0.0.1:9/&quot;)",
)  # fmt: skip
_TYPES = (
    b't="s"><v>-1</v>', b't="s"><v>999999999</v>', b't="s"><v>99999999999999999999</v>', b't="s"><v>x</v>', b't="s">',
    b't="b"><v>7</v>', b't="b"><v>x</v>', b't="e"><v>#NICHTS!</v>', b't="e"><v></v>', b't="e">',
    b't="d"><v>2022-13-45</v>',
    b't="d"><v>99999-01-01T00:00:00</v>', b't="d"><v></v>', b't="?"><v>5</v>', b't="inlineStr"><is/>',
    b't="inlineStr">',
    b't="n"><v>x</v>', b't="str"><v>&#xD800;</v>', b't="str"><v>&#0;</v>', b't="str"><v>_x0000__xD800_</v>',
    b's="4000000000"><v>5</v>',
    b's="-1"><v>5</v>', b's="1" s="2"><v>5</v>', b"><v>1</v><v>2</v>", b"><v><v>5</v></v>", b"><v><!--x-->5</v>",
    b"><v><![CDATA[5]]></v>",
)  # fmt: skip
_DATES = (b"-1", b"0", b"60", b"0.5", b"2958465", b"2958466", b"1e10", b"1e300", b"-1e300", b"nan", b"1e400")


def _cell(make: Callable[[bytes, bytes, random.Random], bytes]) -> Spoil:
    """Some cells of values, or one of any column, made anew from their address and attributes."""

    def spoil(xml: bytes, dice: random.Random) -> bytes:
        pattern = dice.choice((_VALUE_CELL, _VALUE_CELL, _VALUE_CELL, _CELL))
        cells = list(pattern.finditer(xml))
        if not cells:
            return xml
        chosen = sorted(dice.sample(cells, min(len(cells), dice.choice((1, 1, 5)))), key=lambda match: -match.start())
        for match in chosen:
            xml = xml[: match.start()] + make(match[1], match[2], dice) + xml[match.end() :]
        return xml

    return spoil


def _number(address: bytes, _: bytes, dice: random.Random) -> bytes:
    return b'<c r="%s"><v>%s</v></c>' % (address, dice.choice(_NUMBERS))


def _text(address: bytes, _: bytes, dice: random.Random) -> bytes:
    text = dice.choice(_TEXTS).encode("utf-8", "surrogatepass").replace(b"&", b"&amp;").replace(b"<", b"&lt;")
    return b'<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (address, text)


def _long_text(address: bytes, _: bytes, dice: random.Random) -> bytes:
    piece = dice.choice(("9", "字", "a ", "约1-", "：", "a:", "(", "类型：村 ", "1,000 ")).encode()
    return b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (address, piece * (_LONG // len(piece)))


def _formula(address: bytes, _: bytes, dice: random.Random) -> bytes:
    value = dice.choice((b"", b"<v></v>", b"<v>5</v>", b"<v>x</v>"))
    sort = dice.choice((b"", b' t="shared" si="0"', b' t="array" ref="A1:XFD1048576"', b' t="dataTable"'))
    return b'<c r="%s"%s><f%s>%s</f>%s</c>' % (
        address,
        dice.choice((b"", b' t="str"')),
        sort,
        dice.choice(_FORMULAS),
        value,
    )


def _type(address: bytes, _: bytes, dice: random.Random) -> bytes:
    return b'<c r="%s" %s</c>' % (address, dice.choice(_TYPES))


def _control(address: bytes, _: bytes, dice: random.Random) -> bytes:
    raw = dice.choice(
        (
            b"\x01",
            b"\x08",
            b"&#1;",
            b"&#xFFFF;",
            b"&#x110000;",
            b"\xed\xa0\x80",
            b"\xed\xb0\x80",
            b"_x0001_",
            b"_xD800_",
            b"\x7f",
        )
    )
    return b'<c r="%s" t="inlineStr"><is><t>5%s6</t></is></c>' % (address, raw)


def _date(address: bytes, attributes: bytes, dice: random.Random) -> bytes:
    """A number in one of the styles of the workbook, some of which `dated` has turned into dates."""
    return b'<c r="%s"%s><v>%s</v></c>' % (address, re.sub(rb'\s+t="\w+"', b"", attributes), dice.choice(_DATES))


def _shared_text(xml: bytes, dice: random.Random) -> bytes:
    """A text that many cells may share: headings, labels, levels."""
    texts = list(_TEXT.finditer(xml))
    if not texts:
        return xml
    match = dice.choice(texts)
    text = dice.choice((*_TEXTS, "", "填报值", "编码", "类型", "合计", "不适用")).encode("utf-8", "surrogatepass")
    return xml[: match.start(2)] + text.replace(b"&", b"&amp;").replace(b"<", b"&lt;") + xml[match.end(2) :]


def _dates(package: bytes, dice: random.Random) -> bytes:
    """Every style shows a date, and some cells hold numbers that are none."""
    dated = on_part(
        package, re.compile(rb"xl/styles\.xml"), lambda xml, _: re.sub(rb'numFmtId="\d+"', b'numFmtId="14"', xml), dice
    )
    return on_part(dated, SHEET, _cell(_date), dice)


_SPOILS: Mapping[str, Spoil] = {
    "number": _cell(_number), "text": _cell(_text), "long-text": _cell(_long_text), "formula": _cell(_formula),
    "type": _cell(_type), "control": _cell(_control),
}  # fmt: skip


def _mutator(spoil: Spoil) -> Callable[[bytes, random.Random], bytes]:
    return lambda package, dice: on_part(package, SHEET, spoil, dice)


CELL_LEVEL = {name: _mutator(spoil) for name, spoil in _SPOILS.items()} | {
    "date": _dates,
    "shared-text": lambda package, dice: on_part(package, STRINGS, _shared_text, dice),
}
"""Every way to spoil cells, by name."""
