"""Portraits as a workbook: contents with links, then one printed page an area."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from starcli.core.district import Outsider, Unrated
from starcli.core.findings import Finding
from starcli.core.portraits.portrait import Portrait
from starcli.core.reconcile import Missing
from starcli.core.text import Language, Text
from starcli.excel.writing.findings_page import findings_page, imprint_line
from starcli.excel.writing.halves import WIDTHS
from starcli.excel.writing.page import Workbook, narrow_font
from starcli.excel.writing.portraits.area_page import AreaPage
from starcli.excel.writing.portraits.contents import Contents
from starcli.excel.writing.portraits.occasion import Occasion
from starcli.excel.writing.unranked_pages import missing_page, outside_page, unrated_page


@dataclass(frozen=True, slots=True)
class Album:
    """What the workbook shows: the portraits of a level; `turnout` and `beyond` say how many units there are in all.

    The rest are pages behind the portraits, each where there is anything to be said on it.
    """

    name: str
    portraits: tuple[Portrait, ...]
    occasion: Occasion
    turnout: Text
    beyond: Text | None = None
    unrated: tuple[Unrated, ...] = ()
    missing: tuple[Missing, ...] = ()
    outside: tuple[Outsider, ...] = ()
    findings: tuple[Finding, ...] = ()


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
    _others(book, album)
    others = [sheet.name for sheet in book.book.worksheets()[1 + len(sheets) :]]
    contents.write(title, _lines(album), sheets, others)
    contents.page.footer(footer)
    book.save(target)


def _lines(album: Album) -> Sequence[Text]:
    return [line for line in (album.turnout, album.beyond) if line is not None]


def _others(book: Workbook, album: Album) -> None:
    """The pages of those who have no portrait of their own: not rated, not reported, not in the roster; findings."""
    framework = album.occasion.framework
    if album.unrated:
        unrated_page(
            book, album.unrated, by_roster=any(one.figures.turnout.missing is not None for one in album.portraits)
        )
    if album.missing:
        missing_page(book, album.missing, framework)
    if album.outside:
        outside_page(book, album.outside, framework)
    if album.findings:
        findings_page(book, album.findings)
