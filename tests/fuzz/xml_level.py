"""Mutants of the XML in a package: elements, nesting, entities, attributes and encodings that no program writes."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from raw_zip import Part, packed, parts_of

Spoil = Callable[[bytes, random.Random], bytes]
SHEET = re.compile(rb"xl/worksheets/[^/]*\.xml|content\.xml")
STRINGS = re.compile(rb"xl/sharedStrings\.xml|content\.xml")
STYLES = re.compile(rb"xl/styles\.xml|content\.xml")
BOOK = re.compile(rb"xl/workbook\.xml|content\.xml")
RELATIONS = re.compile(rb".*\.rels|META-INF/manifest\.xml")
ANY = re.compile(rb".*\.(xml|rels)")

_ELEMENT = re.compile(rb"<([\w:]+)\b[^<>]*?(?:/>|>[^<]*</\1>)")
_ATTRIBUTE = re.compile(rb'(\s)([\w:]+)="([^"]*)"')
_DEEP = 100_000
_MILLIONS = 1_500_000
_ADDRESSES = (
    b"XFD1048576", b"A0", b"ZZZZ9", b"A", b"1", b"", b"A1:XFD1048576", b"A-1", b"XFE1", b"A1048577", b"AAAAAAAAAA1",
    b"A99999999999999999999", b"a1", b"R1C1", b"$A$1", b"#REF!", b"\xef\xbc\xa15",
)  # fmt: skip
_INDICES = (
    b"-1",
    b"4294967295",
    b"4294967296",
    b"18446744073709551616",
    b"1e9",
    b"0x10",
    b"",
    b"NaN",
    b"999999",
    b" 3 ",
)
_TEXTS = (
    b"",
    b"x" * 100_000,
    b"&#x41;",
    b"true",
    b"\xe5\xa1\xab\xe6\x8a\xa5\xe8\xa1\xa8",
    b"../../etc/passwd",
    b"rId99",
)
_BY_NAME: Mapping[bytes, tuple[bytes, ...]] = {
    b"r": _ADDRESSES, b"ref": _ADDRESSES, b"sqref": _ADDRESSES, b"spans": (b"1:16384", b"9:1", b"x"),
    b"s": _INDICES, b"xfId": _INDICES, b"count": _INDICES, b"uniqueCount": _INDICES, b"numFmtId": _INDICES,
    b"sheetId": _INDICES, b"min": _INDICES, b"max": _INDICES, b"t": (b"s", b"b", b"e", b"d", b"n", b"str",
    b"inlineStr", b"?"),
    b"table:number-columns-repeated": _INDICES, b"table:number-rows-repeated": _INDICES,
    b"office:value": (b"1e400", b"nan", b"9" * 5_000, b"", b"x", b"-0"), b"office:value-type": (b"date",
    b"percentage", b"boolean", b"?"),
}  # fmt: skip
_ODS_ROW = (
    b'<table:table-row%s><table:table-cell office:value-type="float" office:value="1"%s/><table:table-cell '
    b'office:value-type="float" office:value="2"/></table:table-row>'
)
_EXTERNAL = b'<!DOCTYPE x [<!ENTITY y SYSTEM "canary.txt"><!ENTITY z SYSTEM "file:///etc/passwd">]>'
_LAUGHS = b"<!DOCTYPE x [" + b'<!ENTITY l0 "ha ha ha ha ">' + b"".join(
    b'<!ENTITY l%d "%s">' % (n, (b"&l%d;" % (n - 1)) * 10) for n in range(1, 10)
) + b"]>"  # fmt: skip
_QUADRATIC = b'<!DOCTYPE x [<!ENTITY y "' + b"a" * 100_000 + b'">]>'
_REMOTE = b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"[<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>'


def _drop(xml: bytes, dice: random.Random) -> bytes:
    found = _some_element(xml, dice)
    return xml if found is None else xml[: found[0]] + xml[found[1] :]


def _double(xml: bytes, dice: random.Random) -> bytes:
    found = _some_element(xml, dice)
    if found is None:
        return xml
    element = xml[found[0] : found[1]]
    return xml[: found[1]] + element * dice.choice((1, 2, 1000)) + xml[found[1] :]


def _nest(xml: bytes, dice: random.Random) -> bytes:
    """An element inside itself."""
    found = _some_element(xml, dice)
    if found is None:
        return xml
    element = xml[found[0] : found[1]]
    inside = element.find(b">") + 1
    whole = element[:-2] + b">" + element + b"</" + found[2] + b">"
    return (
        xml[: found[0]]
        + (whole if element.endswith(b"/>") else element[:inside] + element + element[inside:])
        + xml[found[1] :]
    )


def _swap(xml: bytes, dice: random.Random) -> bytes:
    elements = list(_ELEMENT.finditer(xml))
    if len(elements) < 2:
        return xml
    first, second = sorted(dice.sample(elements, 2), key=lambda match: match.start())
    return xml[: first.start()] + second[0] + xml[first.end() : second.start()] + first[0] + xml[second.end() :]


def _unclosed(xml: bytes, dice: random.Random) -> bytes:
    closing = [match.span() for match in re.finditer(rb"</[\w:]+>", xml)]
    if not closing:
        return xml
    start, end = dice.choice(closing)
    return xml[:start] + dice.choice((b"", b"</other>", b"<!--", b"<![CDATA[", b"<?x ")) + xml[end:]


def _deep(xml: bytes, dice: random.Random) -> bytes:
    tag = dice.choice((b"a", b"row", b"c", b"si", b"is", b"xf", b"table:table", b"t"))
    return _inserted(xml, b"<%s>" % tag * _DEEP + b"</%s>" % tag * dice.choice((_DEEP, 0)), dice)


def _wide(xml: bytes, dice: random.Random) -> bytes:
    """One element with very many attributes, or a very long one."""
    attributes = b"".join(b' a%d="1"' % number for number in range(200_000))
    return _inserted(xml, dice.choice((b"<a" + attributes + b"/>", b'<a b="' + b"x" * 10_000_000 + b'"/>')), dice)


def _doctype(declared: bytes, used: bytes) -> Spoil:
    def spoil(xml: bytes, dice: random.Random) -> bytes:
        start = xml.find(b"?>") + 2 if xml.startswith(b"<?xml") else 0
        padding = dice.choice((b"", b"\n" * 3000, b"<!--" + b"x" * 3000 + b"-->"))
        text = re.search(rb">([^<>]{1,40})</", xml)
        body = xml[start:] if text is None else xml[start : text.start(1)] + used + xml[text.end(1) :]
        return xml[:start] + padding + declared + body

    return spoil


def _attribute(xml: bytes, dice: random.Random) -> bytes:
    """Another value for an attribute, of those that hurt in its place."""
    found = list(_ATTRIBUTE.finditer(xml))
    if not found:
        return xml
    match = dice.choice(found)
    value = dice.choice(_BY_NAME.get(match[2], _TEXTS))
    return xml[: match.start(3)] + value + xml[match.end(3) :]


def _respell(xml: bytes, dice: random.Random) -> bytes:
    """An address far out, spelled in a way that means the same and looks otherwise."""
    found = list(re.finditer(rb'\br="([A-Z]+)(\d+)"', xml))
    if not found:
        return xml
    match = dice.choice(found)
    spellings = (
        b'r = "XFD1048576"', b"r='XFD1048576'", b'r="&#88;FD1048576"', b'r="xfd1048576"', b'r\n=\n"XFD1048576"',
        b'r="XFD1048576"/', b'r="XFD01048576"', b"",
    )  # fmt: skip
    return xml[: match.start()] + dice.choice(spellings) + xml[match.end() :]


def _far_row(xml: bytes, dice: random.Random) -> bytes:
    """Rows and cells that say where they are by other means than the address of a cell."""
    rows = (
        b'<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>',
        b'<row r="1048576"><c t="inlineStr"><is><t>x</t></is></c></row>',
        b'<row r="4294967295"><c><v>1</v></c></row>',
        b"<row><c/></row>" * 100_000 + b'<row><c r="XFD1"><v>1</v></c></row>',
        b"<row>" + b"<c><v>1</v></c>" * 3_000_000 + b"</row>",
        b'<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
    )
    rows_of_ods = (
        _ODS_ROW % (b' table:number-rows-repeated="1048576"', b' table:number-columns-repeated="16384"'),
        b'<table:table-row table:number-rows-repeated="4294967295"><table:table-cell/></table:table-row>'
        + _ODS_ROW % (b"", b""),
        _ODS_ROW % (b"", b' table:number-columns-repeated="4294967295"'),
    )
    return _before_end(xml, dice.choice(rows_of_ods if b"table:table" in xml else rows))


def _merges(xml: bytes, dice: random.Random) -> bytes:
    ranges = (b'<mergeCell ref="A1:XFD1048576"/>', b'<mergeCell ref="B2:A1"/>',
    b'<mergeCell ref="A1:A1048576"/>' * 20_000,
              b'<mergeCell ref="x"/>', b'<mergeCell ref="A1:B2:C3"/>', b"<mergeCell/>")  # fmt: skip
    merged = b"<mergeCells>" + dice.choice(ranges) + b"</mergeCells>"
    return xml.replace(b"</sheetData>", b"</sheetData>" + merged, 1)


def _millions(xml: bytes, dice: random.Random) -> bytes:
    tag = dice.choice(
        (b"<si/>", b"<xf/>", b"<row/>", b"<c/>", b"<si><t>x</t></si>", b"<mergeCell ref='A1:B2'/>", b"<r/>")
    )
    return _inserted(xml, tag * _MILLIONS, dice)


def _encoding(xml: bytes, dice: random.Random) -> bytes:
    text = xml.decode("utf-8", "replace")
    bare = text.partition("?>")[2] if text.startswith("<?xml") else text
    name, codec = dice.choice((
        ("utf-16", "utf-16"), ("utf-16", "utf-8"), ("UTF-16LE", "utf-16-le"), ("utf-8", "utf-16"), ("gb18030",
        "gb18030"),
        ("utf-7", "utf-7"), ("x-unknown", "utf-8"), ("utf-32", "utf-32"), ("ebcdic-cp-us", "utf-8"),
    ))  # fmt: skip
    return f'<?xml version="1.0" encoding="{name}"?>{bare}'.encode(codec, "replace")


def _bad_bytes(xml: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(xml) + 1)
    return (
        xml[:at]
        + dice.choice((b"\xff\xfe", b"\xed\xa0\x80", b"\0", b"\x0b", b"\xc0\x80", b"\xf5\x80\x80\x80"))
        + xml[at:]
    )


def _some_element(xml: bytes, dice: random.Random) -> tuple[int, int, bytes] | None:
    elements = list(_ELEMENT.finditer(xml))
    if not elements:
        return None
    match = dice.choice(elements)
    return match.start(), match.end(), match[1]


def _inserted(xml: bytes, piece: bytes, dice: random.Random) -> bytes:
    places = [match.end() for match in re.finditer(rb"<[\w:]+[^<>]*[^/]>", xml)]
    at = dice.choice(places) if places else len(xml)
    return xml[:at] + piece + xml[at:]


def _before_end(xml: bytes, piece: bytes) -> bytes:
    """A piece as the last of a sheet's rows."""
    ending = b"</sheetData>" if b"</sheetData>" in xml else b"</table:table>"
    at = xml.rfind(ending)
    return xml if at < 0 else xml[:at] + piece + xml[at:]


_SPOILS: Mapping[str, tuple[Sequence[re.Pattern[bytes]], Spoil]] = {
    "drop": ((ANY, SHEET, BOOK), _drop),
    "double": ((ANY, SHEET, BOOK), _double),
    "nest": ((SHEET, STRINGS, BOOK), _nest),
    "swap": ((ANY, SHEET), _swap),
    "unclosed": ((ANY, SHEET), _unclosed),
    "deep": ((SHEET, STRINGS, STYLES, BOOK, RELATIONS), _deep),
    "wide": ((SHEET, BOOK), _wide),
    "entity": ((SHEET, STRINGS, STYLES, BOOK, RELATIONS), _doctype(_EXTERNAL, b"&y;&z;")),
    "laughs": ((SHEET, STRINGS, STYLES, BOOK, RELATIONS), _doctype(_LAUGHS, b"&l9;")),
    "quadratic": ((SHEET, STRINGS, BOOK), _doctype(_QUADRATIC, b"&y;" * 10_000)),
    "remote": ((SHEET, STRINGS, BOOK), _doctype(_REMOTE, b"&q;")),
    "attribute": ((SHEET, STRINGS, STYLES, BOOK, RELATIONS, ANY), _attribute),
    "attributes": ((SHEET,), lambda xml, dice: _repeated(_attribute, xml, dice)),
    "respell": ((SHEET,), _respell),
    "far-row": ((SHEET,), _far_row),
    "merges": ((SHEET,), _merges),
    "millions": ((SHEET, STRINGS, STYLES), _millions),
    "encoding": ((SHEET, STRINGS, BOOK, ANY), _encoding),
    "bad-bytes": ((SHEET, STRINGS, BOOK, ANY), _bad_bytes),
}


def _repeated(spoil: Spoil, xml: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.choice((5, 20))):
        xml = spoil(xml, dice)
    return xml


def on_part(package: bytes, wanted: re.Pattern[bytes], spoil: Spoil, dice: random.Random) -> bytes:
    """A package of which one part that fits was spoiled."""
    parts = parts_of(package)
    fitting = [at for at, part in enumerate(parts) if wanted.fullmatch(part.name)]
    if not fitting:
        return package
    at = dice.choice(fitting)
    spoiled: Part = replace(parts[at], content=spoil(parts[at].content, dice))
    return packed([*parts[:at], spoiled, *parts[at + 1 :]])


def _mutator(patterns: Sequence[re.Pattern[bytes]], spoil: Spoil) -> Callable[[bytes, random.Random], bytes]:
    return lambda package, dice: on_part(package, dice.choice(patterns), spoil, dice)


XML_LEVEL = {name: _mutator(*spoil) for name, spoil in _SPOILS.items()}
"""Every way to spoil a part's XML, by name."""
