"""One workbook made once, cast as often as there are units: only what varies is written anew.

A form has some two thousand formulas that are the same for every unit of a scheme. The mould is the finished package
with its varying cells left open; a cast fills them in and packs it.
"""

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape

from starcli.core.formulas.live import Moment
from starcli.excel.imprint import PACKED_AT
from starcli.excel.writing.page import without_controls

_EXACT, _DIGITS = 1e15, 12
Value = Decimal | int | str | None
_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?(?: t="[a-z]+")?(?:/>|>.*?</c>)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell that differs from unit to unit, or whose result does: its formula, if it has one, and its content."""

    formula: str
    value: Callable[[Moment], Value]


class Mould:
    """A package with open cells; `slots` are by part and address."""

    def __init__(self, package: bytes, slots: Mapping[str, Mapping[str, Slot]]) -> None:
        with zipfile.ZipFile(BytesIO(package)) as archive:
            self._parts: list[tuple[str, Sequence[bytes | _Open]]] = [
                (name, _opened(archive.read(name), slots.get(name, {}))) for name in archive.namelist()
            ]

    @property
    def digest(self) -> str:
        """A digest of all cells that do not vary, and of every formula."""
        found = hashlib.sha256()
        for name, pieces in self._parts:
            if name.startswith("xl/worksheets/sheet") or name == "xl/sharedStrings.xml":
                for piece in pieces:
                    found.update(piece if isinstance(piece, bytes) else piece.start + piece.formula)
        return found.hexdigest()[:_DIGITS]

    def cast(self, now: Moment) -> bytes:
        """The workbook at a moment. The same moment gives the same bytes."""
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, pieces in self._parts:
                content = b"".join(piece if isinstance(piece, bytes) else piece.filled(now) for piece in pieces)
                info = zipfile.ZipInfo(name, PACKED_AT)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o600 << 16
                archive.writestr(info, content)
        return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Open:
    """An open cell: how it begins, and what follows from a moment."""

    start: bytes
    formula: bytes
    value: Callable[[Moment], Value]

    def filled(self, now: Moment) -> bytes:
        value = self.value(now)
        if self.formula:
            if isinstance(value, str):
                return b'%s t="str">%s<v>%s</v></c>' % (self.start, self.formula, _text(value))
            return b"%s>%s<v>%s</v></c>" % (self.start, self.formula, _number(value))
        if value is None or value == "":
            return b"%s/>" % self.start
        if isinstance(value, str):
            return b'%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (self.start, _text(value))
        return b"%s><v>%s</v></c>" % (self.start, _number(value))


def _opened(content: bytes, slots: Mapping[str, Slot]) -> Sequence[bytes | _Open]:
    """A part in pieces: what stays, and open cells between. Raises `KeyError` when a cell is not there."""
    if not slots:
        return (content,)
    pieces: list[bytes | _Open] = []
    missing, end = set(slots), 0
    for match in _CELL.finditer(content):
        name = match[1].decode()
        if name not in slots:
            continue
        slot = slots[name]
        formula = b"<f>%s</f>" % _text(slot.formula) if slot.formula else b""
        pieces += [
            content[end : match.start()],
            _Open(b'<c r="%s"%s' % (match[1], match[2] or b""), formula, slot.value),
        ]
        missing.discard(name)
        end = match.end()
    if missing:
        raise KeyError(", ".join(sorted(missing)))
    return (*_merged(pieces), content[end:])


def _merged(pieces: Iterable[bytes | _Open]) -> Iterable[bytes | _Open]:
    return (piece for piece in pieces if piece)


def _text(text: str) -> bytes:
    return escape(without_controls(text)).encode()


def _number(value: Decimal | int | None) -> bytes:
    number = float(value or 0)
    return (str(int(number)) if number.is_integer() and abs(number) < _EXACT else repr(number)).encode()
