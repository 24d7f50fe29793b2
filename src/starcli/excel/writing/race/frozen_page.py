"""Which seasons are frozen: their records, digests to be compared with the minutes, and what was found of them."""

from starcli.core.findings import by_severity
from starcli.core.racing.frozen import SHORT
from starcli.core.racing.race import RacedSeason
from starcli.core.text import Text
from starcli.excel.writing.findings_page import SEVERITY_NAMES, imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths
from starcli.excel.writing.race.report import RaceReport

NOT_FROZEN = Text("未封存", "not frozen")
EDITED = Text("记录被改过", "record edited")
OTHER_BASIS = Text("口径不同，未用", "another basis: not used")
_SORT = "frozen-"


def frozen_words(season: RacedSeason) -> Text:
    """Whether a season is frozen, in a few words."""
    record = season.record
    if record is None:
        return NOT_FROZEN
    if record.edited is not None:
        return EDITED
    if not season.is_frozen:
        return OTHER_BASIS
    version = record.current
    return Text(f"已封存 {version.day} 第{version.number}版", f"frozen {version.day}, version {version.number}")


def frozen_page(book: Workbook, report: RaceReport) -> None:
    """Every season with the versions of its record, then what does not agree with them."""
    columns = (
        Column(Text("赛季", "Season"), 10, "centre"),
        Column(Text("状态", "State"), 20, "strong"),
        Column(Text("版本", "Version"), 8, "whole"),
        Column(Text("封存日期", "Frozen on"), 12, "centre"),
        Column(Text("重新封存的原因", "Why frozen again"), 30),
        Column(Text("指标体系", "Framework"), 34),
        Column(Text("校验码", "Digest"), 18, "centre"),
    )
    page = book.page(Text("封存", "Frozen seasons"), widths(columns), landscape=True)
    page.say(Text("封存情况", "Frozen seasons"), "title", height=30)
    page.say(
        Text(
            "请把校验码与会议纪要上的核对；封存以后，表、指标体系、名册的任何改动都列在下面。",
            "Compare the digests with the minutes; whatever changed after freezing is listed below.",
        ),
        "quiet",
    )
    page.table(columns, [row for season in report.race.seasons for row in _rows(season)])
    found = by_severity(one for one in report.findings if one.code.startswith(_SORT))
    page.skip()
    page.say(Text(f"与封存不符：{len(found)} 处", f"Not as frozen: {len(found)}"), "section", height=22)
    for one in found:
        severity, language = SEVERITY_NAMES[one.severity], book.language
        page.say(f"{page.words(severity)} {one.location}: {one.message(language)}; {one.advice(language)}")
    if not found:
        page.say(Text("无。", "None."))
    page.footer(imprint_line(report.race.framework))


def _rows(season: RacedSeason) -> list[list[Content | Cell]]:
    state = frozen_words(season)
    if season.record is None:
        return [[season.label, state, None, None, None, season.draft.framework_name, None]]
    versions = season.record.versions
    return [
        [
            season.label,
            state if version is versions[-1] else Text("旧版", "former version"),
            version.number,
            version.day,
            version.reason,
            version.framework_name,
            version.digest[:SHORT],
        ]
        for version in versions
    ]
