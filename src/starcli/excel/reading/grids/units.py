"""Whose ledger it is, where no column says so: labels and titles above it, the name of the sheet or of the file."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from starcli.core.findings import Location
from starcli.core.model import Framework
from starcli.excel.layouts.form import TOWN_ENDINGS, normalised
from starcli.excel.opening.book import Sheet, address, as_text
from starcli.excel.reading.file_names import unit_in
from starcli.excel.reading.profile import read_fields
from starcli.excel.reading.unit import Field

_TITLE_ROWS = 6
_BEHIND = re.compile(
    r"(?:[(（]?\d{4}年?度?[)）]?|第?[一二三四1-4]季度|党建(?:引领|统领|\+)?|基层(?:社会)?(?:网格化?)?治理|社会治理|全科|全要素|"
    r"智慧|小|微|各|所有|村社|“?1\+3\+N”?)*(?:网格|grid).*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:附[件表]\s*\d*\s*[:：.、]?|表\s*\d+\s*[:：.、]?|关于|\d{4}年度?|[一二三四五六七八九十\d]+[、.．])+"
)
_NUMBERED = re.compile(
    r"^(?:[(（][一二三四五六七八九十\d]+[)）][、.．:：]?|[一二三四五六七八九十\d]+[、.．:：]|\d+)\s*"
)
_COUNTY = re.compile(r"^.{2,6}?(?:县|区|市)(?=.{3,}$)")
_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_LEAST_NAME = 2
_TOWN_END = re.compile(f"(?:{'|'.join(TOWN_ENDINGS)})(?!{TOWN_ENDINGS[0]})")


@dataclass(frozen=True, slots=True)
class Called:
    """The town and the name of a unit, as words say them."""

    name: str
    town: str = ""


class KindWords:
    """The words by which names of units end, and the kind that each stands for."""

    def __init__(self, framework: Framework) -> None:
        words = {
            normalised(word): kind.id
            for kind in framework.kinds.values()
            for word in (kind.name.zh, kind.name.en, *kind.aliases)
        }
        self._words = sorted(words.items(), key=lambda pair: -len(pair[0]))

    def kind_of(self, name: str) -> str:
        """The kind of a unit by how its name ends; empty for any other name."""
        word = normalised(name)
        return next((kind for ending, kind in self._words if word.endswith(ending) and word != ending), "")

    def called_in(self, text: str) -> Called | None:
        """The unit that words such as `云溪镇石门村网格台账` name; None where they name none."""
        name = _head_of(text)
        if not self.kind_of(name):
            return None
        town, bare = self._without_town(name)
        return Called(bare, town)

    def _without_town(self, name: str) -> tuple[str, str]:
        """The town before a unit's name, empty without one, and the rest."""
        for end in _TOWN_END.finditer(name):
            town, rest = name[: end.end()], name[end.end() :]
            if len(town) >= _LEAST_NAME and len(rest) >= _LEAST_NAME and self.kind_of(rest):
                return _COUNTY.sub("", town), rest
        return "", name


def fields_above(book: str, sheet: Sheet, first: int, top: int, words: KindWords) -> dict[str, Field]:
    """What stands between two rows of a sheet and tells of a unit: labels, else a title or the sheet's own name."""
    part = replace(sheet, rows=sheet.rows[first:top], merged=())
    fields = {
        key: replace(field, location=_moved(field.location, first))
        for key, field in read_fields(book, [(part, len(part.rows))]).items()
        if field.text
    }
    named = "name" in fields or "code" in fields
    for called, source in _titles(book, sheet, first, top, words):
        if called.name and not named:
            return {**_as_fields(called, source), **fields}
        if called.town and "town" not in fields:
            fields["town"] = Field(called.town, source.location)
    return fields


def fields_of_file(book: str, words: KindWords) -> dict[str, Field]:
    """The unit that the name of a file names, whatever it is; read by people, so that nothing stays without a name."""
    stem = unit_in(PurePath(book).stem)
    called = words.called_in(stem) or Called(_BEHIND.sub("", stem).strip(" _-") or stem)
    return _as_fields(called, Field(stem, Location(book)))


def town_of_file(book: str) -> dict[str, Field]:
    """The town that the name of a file names; nothing for any other."""
    town = town_in(_head_of(unit_in(PurePath(book).stem)))
    return {"town": Field(_COUNTY.sub("", town), Location(book))} if town else {}


def line_of_unit(text: str, words: KindWords) -> Called | None:
    """The unit that a line by itself names: a heading between the grids of two units."""
    return words.called_in(re.sub(r"^(?:单位|村社|村\(?社区\)?)(?:名称)?[:：]", "", _line(text)))


def town_in(text: str) -> str:
    """The town that a line by itself names; empty for any other."""
    bare = _line(text)
    return bare if bare.endswith(TOWN_ENDINGS) and len(bare) >= _LEAST_NAME else ""


def _line(text: str) -> str:
    """A line without its number in front and the figures behind it: `二、青坞村（共3个网格）`."""
    bare = _NUMBERED.sub("", text.strip())
    return re.sub(r"\s*(?:[(（][^()（）]*\d[^()（）]*[)）]|[,，:：]?(?:共计?|辖|有)?\s*\d+\s*个.*)$", "", bare)


def _titles(book: str, sheet: Sheet, first: int, top: int, words: KindWords) -> Iterator[tuple[Called, Field]]:
    """The units, else the towns, that the titles above a table name, the last one first, and the sheet's own name."""
    titles = [
        Field(filled[0][1], Location(book, sheet.name, address(row, filled[0][0])))
        for row in range(top - 1, max(first, top - _TITLE_ROWS) - 1, -1)
        if len(filled := _filled(sheet, row)) == 1
    ]
    titles += [] if first else [Field(sheet.name, Location(book, sheet.name))]
    for source in titles:
        called = words.called_in(source.text)
        if called is not None:
            yield called, source
    for source in titles:
        town = town_in(_head_of(source.text))
        if town:
            yield Called("", _COUNTY.sub("", town)), source


def _head_of(title: str) -> str:
    """What stands in a title before the words for a ledger of grids."""
    plain = _BEFORE.sub("", "".join(unicodedata.normalize("NFKC", title).split()))
    return _BEHIND.sub("", plain).strip("“”\"'《》-_—:：()（）")


def _filled(sheet: Sheet, row: int) -> Sequence[tuple[int, str]]:
    return [(at, text) for at, cell in enumerate(sheet.rows[row]) if (text := as_text(cell))]


def _as_fields(called: Called, source: Field) -> dict[str, Field]:
    """A unit's name and town as fields; `words` is what they were taken from."""
    fields = {"name": Field(called.name, source.location), "words": source} if called.name else {}
    return fields | ({"town": Field(called.town, source.location)} if called.town else {})


def _moved(place: Location, rows: int) -> Location:
    match = _CELL.fullmatch(place.cell)
    return place.at(f"{match[1]}{int(match[2]) + rows}") if match is not None else place
