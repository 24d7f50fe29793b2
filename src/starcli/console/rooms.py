"""What a person sees of a proposal for rooms: towns before and after, who gets what, and how good that is."""

from rich.markup import escape

from starcli.console.screen import Screen
from starcli.console.tables import Heading, table_of
from starcli.core.rooms.report import RoomsReport, StreetFigures
from starcli.core.rooms.room import Room
from starcli.core.rooms.words import AIM_NAMES, area_words, requirement_words
from starcli.core.text import Text, counted, one_line

_HEADINGS = (
    Heading(Text("镇街", "Town"), wraps=True),
    Heading(Text("房源", "Rooms"), figures=True),
    Heading(Text("闲置", "Idle"), figures=True),
    Heading(Text("已调剂", "Given"), figures=True),
    Heading(Text("建议", "Proposed"), figures=True),
    Heading(Text("未达标", "Short"), figures=True),
    Heading(Text("按建议达标", "Then met"), figures=True),
    Heading(Text("缺口", "Lacking"), figures=True),
    Heading(Text("仍缺", "Still"), figures=True),
)
_PIECES = (
    Heading(Text("房屋坐落", "Address"), wraps=True),
    Heading(Text("调剂给", "Given to"), wraps=True),
    Heading(Text("面积", "Area"), figures=True),
    Heading(Text("", "")),
)
_MOST_TOWNS, _MOST_PIECES = 20, 12


def show_rooms(screen: Screen, report: RoomsReport) -> None:
    """Towns, the first pieces, how many units meet the requirement, how good that is, and what was found."""
    proposal = report.proposal
    screen.say(requirement_words(report), "bold")
    _towns(screen, report)
    _pieces(screen, report)
    screen.say(report.headline)
    if report.short:
        count, needed = len(report.short), area_words(report.needed).zh
        screen.say(Text(f"仍缺 {needed}：{count} 个单位", f"still lacking {needed}: {counted(count, 'unit')}"))
    if proposal.given:
        _quality(screen, report)
    screen.findings(found for found in report.findings if found.code != "not-reported")


def _towns(screen: Screen, report: RoomsReport) -> None:
    table = table_of(_HEADINGS, screen.language)
    streets = report.by_street()
    for one in streets[:_MOST_TOWNS]:
        table.add_row(*_town_cells(one, screen))
    screen.out.print(table)
    rest = len(streets) - _MOST_TOWNS
    if rest > 0:
        screen.say(Text(f"另有 {rest} 个镇街见工作簿", f"{counted(rest, 'more town')} in the workbook"), "dim")


def _town_cells(one: StreetFigures, screen: Screen) -> tuple[str, ...]:
    name = one_line(str(one.place)) if one.place.town else Text("（不详）", "(not known)")[screen.language]
    figures = (one.idle, one.given_before, one.proposed)
    return (
        escape(name),
        str(one.rooms),
        *(area_words(figure).zh for figure in figures),
        str(one.short),
        str(one.met),
        area_words(one.lacking).zh,
        area_words(one.still_lacking).zh,
    )


def _pieces(screen: Screen, report: RoomsReport) -> None:
    """The largest pieces that are proposed."""
    proposal = report.proposal
    if not proposal.given:
        return
    table = table_of(_PIECES, screen.language)
    ordered = sorted(proposal.given, key=lambda one: -one.area)
    for one in ordered[:_MOST_PIECES]:
        room, unit = proposal.rooms[one.room], proposal.outlooks[one.unit].unit
        away = Text("", "") if one.same_street else Text("跨镇街", "other town")
        cells = (_where(room), unit.name, area_words(one.area).zh, away[screen.language])
        table.add_row(*(escape(one_line(cell)) for cell in cells))
    screen.out.print(table)
    rest = len(ordered) - _MOST_PIECES
    if rest > 0:
        screen.say(Text(f"另有 {rest} 处见工作簿", f"{counted(rest, 'more piece')} in the workbook"), "dim")


def _quality(screen: Screen, report: RoomsReport) -> None:
    """Whether it is proven that nothing is better; else how far each aim may be off."""
    if report.proposal.proven:
        screen.say(Text("已证明没有更好的安排", "proven: no allocation is better"), "green")
        return
    for aim in report.proposal.open_aims:
        quality, name = report.proposal.qualities[aim], AIM_NAMES[aim]
        figure, best = area_words(quality.figure).zh, area_words(quality.bound).zh
        zh, en = f"没有证明最好：{name.zh} {figure}，最好 {best}", f"not proven: {name.en} {figure}, {best} at best"
        screen.say(Text(zh, en))


def _where(room: Room) -> str:
    """The address of a room, with its town where that does not stand in it."""
    return room.address if room.town in room.address else f"{room.town} {room.address}"
