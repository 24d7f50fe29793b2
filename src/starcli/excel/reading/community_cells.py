"""One row of a list of parts -> its names, households, staircases, neighbours and coordinates, each with its cell."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from starcli.core.findings import Finding, Location, finding
from starcli.core.grids.community import PartRow, Point, Staircase
from starcli.core.model import Framework
from starcli.core.numbers import LARGEST
from starcli.core.words import NO_WORDS, NONE_WORDS, NOT_APPLICABLE_WORDS, is_pending
from starcli.excel.layouts.community import PART_HEADINGS
from starcli.excel.layouts.form import normalised
from starcli.excel.opening.book import BLANK, CellValue, Sheet, address, as_text
from starcli.excel.reading.cells import Expected, read_answer
from starcli.excel.reading.community_heads import PartHeads
from starcli.excel.reading.names import read_name
from starcli.excel.reading.quantities import target_in
from starcli.excel.reading.spans import Spans

_BETWEEN = re.compile(r"[、,，;；/|\n\t]+|\s{1,}|(?<=[幢栋楼座苑村组号])[和及与](?=.)")
_POINT = re.compile(
    r"[(（\[]?\s*([-+]?\d+(?:\.\d+)?)\s*[°度EN东北]*\s*[,，、;；\s]\s*([-+]?\d+(?:\.\d+)?)\s*[°度EN东北]*\s*[)）\]]?"
)
_DEGREES = re.compile(r"[°度EeNn东经北纬\s]")
_LISTED = re.compile(
    r"([^\d一二三四五六七八九十:：]*?)([0-9A-Za-z一二三四五六七八九十]{1,3})\s*(单元|梯|门|号|unit)?\s*[:：]?\s*(\d{1,4})\s*户?"
)
_STAIRCASE_SIGN = ("单元", "梯", "门")
_LIMIT_LONGITUDE, _LIMIT_LATITUDE = 180, 90


class CellReader:
    """What belongs into the cells of such a list, by one framework; keeps what is found until it is taken."""

    def __init__(self, framework: Framework) -> None:
        measure = framework.conversions.get("户")
        self.households = Expected(PART_HEADINGS["households"], {}, (), target_in("户", measure, whole=True, places=0))
        self._found: list[Finding] = []
        self.shared: set[Location] = set()

    def add(self, *found: Finding) -> None:
        """Keep findings."""
        self._found += found

    def taken(self) -> tuple[Finding, ...]:
        """What was found since this was last asked."""
        found = tuple(self._found)
        self._found.clear()
        return found


class PartCells:
    """The cells of one row by column; those merged over several rows are read where they stand."""

    def __init__(
        self, sheet: Sheet, heads: PartHeads, spans: Spans, row: int, place: Location, reader: CellReader
    ) -> None:
        self.sheet, self.heads, self.row = sheet, heads, row
        self._spans = spans
        self._sheet_place = place
        self._reader = reader

    @property
    def words(self) -> Sequence[tuple[int, str]]:
        """The texts of the row by column, without its number."""
        number = self.heads.columns.get("number")
        filled = [(at, text) for at, cell in enumerate(self.sheet.rows[self.row]) if (text := as_text(cell))]
        return [(at, text) for at, text in filled if at != number or not text.strip("、.()（） ").isdigit()]

    def content(self, key: str) -> CellValue:
        """The cell of a column; blank without one."""
        at = self.heads.columns.get(key)
        return BLANK if at is None else self.sheet.cell(self._spans.first_row(self.row, at), at)

    def text(self, key: str) -> str:
        """The cell as a person sees it."""
        return as_text(self.content(key))

    def own(self, key: str) -> str:
        """The same, empty where it is merged with a row above."""
        at = self.heads.columns.get(key)
        return "" if at is None else as_text(self.sheet.cell(self.row, at))

    def place(self, key: str) -> Location:
        """Where the cell is; the row without such a column."""
        at = self.heads.columns.get(key)
        if at is None:
            return self.place_at(min(self.heads.columns.values()))
        return self._sheet_place.at(address(self._spans.first_row(self.row, at), at))

    def place_at(self, column: int) -> Location:
        """A cell of the row."""
        return self._sheet_place.at(address(self.row, column))

    def read(self) -> PartRow:
        """The row as a part, or as a staircase of one."""
        return PartRow(
            location=self.place_at(min(self.heads.columns.values())),
            compound=self._name("compound"),
            building=self._name("building"),
            staircase=self._staircase(),
            households=self._households(),
            staircases=self._staircases(),
            neighbours=self._neighbours(),
            point=self._point(),
            today=self._name("today"),
            places={key: self.place(key) for key in self.heads.columns},
        )

    def _name(self, key: str) -> str:
        text = self.text(key)
        if key == "today" and _says_nothing(text):
            return ""
        read = read_name(text, self.place(key))
        self._reader.add(*read.findings)
        return read.value

    def _staircase(self) -> str:
        text = self.text("staircase")
        return f"{text}单元" if text.isdigit() else text

    def _households(self) -> int | None:
        """A whole number; None with a finding where a filled cell holds none, or is merged over several rows."""
        key, text = "households", self.text("households")
        if not text:
            return None
        place = self.place(key)
        if self._is_shared(key):
            if place not in self._reader.shared:
                self._reader.shared.add(place)
                self._reader.add(finding("part-households-shared", place, text=text))
            return None
        answer = read_answer(self.content(key), place, self._reader.households)
        self._reader.add(*answer.findings)
        number = answer.value.value
        if not isinstance(number, Decimal) or abs(number) > LARGEST:
            return None
        if number < 0 or number != number.to_integral_value():
            self._reader.add(finding("part-households-impossible", place, text=text))
            return None
        return int(number)

    def _is_shared(self, key: str) -> bool:
        """Whether a cell is merged over the rows of several parts."""
        first, last = self._spans.down.get((self.row, self.heads.columns[key]), (self.row, self.row))
        return last > first

    def _staircases(self) -> tuple[Staircase, ...]:
        """The staircases that one cell lists: `1单元60、2单元54`, or `60+54` for the first and the second."""
        text = self.text("staircases")
        if not text or _says_nothing(text):
            return ()
        folded = unicodedata.normalize("NFKC", text)
        plain = [part.strip().removesuffix("户").strip() for part in re.split(r"[+、,;/\s]+", folded) if part.strip()]
        if all(part.isascii() and part.isdigit() for part in plain):
            return tuple(Staircase(f"{number}单元", int(part)) for number, part in enumerate(plain, 1))
        found = [_LISTED.fullmatch(part.strip()) for part in re.split(r"[+、,;\n]+", folded) if part.strip()]
        listed = [match for match in found if match is not None and (match[3] or ":" in match[0])]
        if len(listed) < len(found) or len({match[2] for match in listed}) < len(listed):
            self._reader.add(finding("part-staircases-unclear", self.place("staircases"), text=text))
            return ()
        return tuple(Staircase(f"{match[1]}{match[2]}{match[3] or '单元'}", int(match[4])) for match in listed)

    def _neighbours(self) -> tuple[str, ...]:
        text = self.text("neighbours")
        if not text or _says_nothing(text):
            return ()
        return tuple(dict.fromkeys(part for each in _BETWEEN.split(text) if (part := each.strip(" 等.。()（）"))))

    def _point(self) -> Point | None:
        """The coordinates; None with a finding where they are no two numbers."""
        if "x" not in self.heads.columns:
            if _says_nothing(self.text("point")):
                return None
            match = _POINT.fullmatch(unicodedata.normalize("NFKC", self.text("point")).strip())
            return self._checked("point", None if match is None else (match[1], match[2]))
        texts = (self.text("x"), self.text("y"))
        # A part may well stand at 0, 0.
        if all(_says_nothing(text) and text != "0" for text in texts):
            return None
        return self._checked("x", texts)

    def _checked(self, key: str, texts: tuple[str, str] | None) -> Point | None:
        numbers = [_number(text) for text in texts] if texts is not None else [None]
        x, y = (numbers[0], numbers[-1]) if len(numbers) > 1 else (None, None)
        shown = self.text(key) if key == "point" else f"{self.text('x')}, {self.text('y')}"
        if x is None or y is None:
            self._reader.add(finding("part-point-unclear", self.place(key), text=shown))
            return None
        if self.heads.geographic and (abs(x) > _LIMIT_LONGITUDE or abs(y) > _LIMIT_LATITUDE):
            self._reader.add(finding("part-point-impossible", self.place(key), text=shown))
            return None
        return x, y


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(_DEGREES.sub("", unicodedata.normalize("NFKC", text)))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < LARGEST else None


def _says_nothing(text: str) -> bool:
    """Whether a text says that there is nothing, or nothing yet."""
    word = normalised(text)
    return not word or word in {*NOT_APPLICABLE_WORDS, *NONE_WORDS, *NO_WORDS} or is_pending(word)
