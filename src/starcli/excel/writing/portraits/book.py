"""Portraits as a workbook: contents with links, then one printed page an area."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from starcli.core.portraits.portrait import Portrait
from starcli.core.text import Language, Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.halves import WIDTHS
from starcli.excel.writing.page import Workbook, narrow_font
from starcli.excel.writing.portraits.area_page import AreaPage
from starcli.excel.writing.portraits.contents import Contents
from starcli.excel.writing.portraits.occasion import Occasion


@dataclass(frozen=True, slots=True)
class Album:
    """What the workbook shows: the portraits of a level; `turnout` and `beyond` say how many units there are in all."""

    name: str
    portraits: tuple[Portrait, ...]
    occasion: Occasion
    turnout: Text
    beyond: Text | None = None


def write_portraits(album: Album, target: Path, language: Language) -> None:
    """Write the portraits of the areas of a level. Raises `OutputError`."""
    level = album.occasion.level
    title = Text(f"{album.name} {level.zh}画像", f"{album.name}: portrait of each {level.en}")
    book = Workbook("portraits", title, language)
    narrow_font(book)
    contents = Contents(book, album.portraits, album.occasion)
    footer = imprint_line(album.occasion.framework)
    occasion = replace(album.occasion, contents=contents.page.name.replace("'", "''"))
    sheets = []
    for portrait in album.portraits:
        page = book.page(portrait.area.label, WIDTHS)
        sheets.append(page.name)
        AreaPage(page, portrait, occasion).write()
        page.footer(footer)
    contents.write(title, _lines(album), sheets)
    contents.page.footer(footer)
    book.save(target)


def _lines(album: Album) -> Sequence[Text]:
    return [line for line in (album.turnout, album.beyond) if line is not None]
