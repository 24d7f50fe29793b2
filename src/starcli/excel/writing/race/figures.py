"""Every value that counts otherwise than it was reported: pro rata, over twelve months, or as published last."""

from collections.abc import Mapping

from starcli.core.racing.race import RacedSeason
from starcli.core.racing.rules import CARRY, PRORATE, ROLLING
from starcli.core.racing.season_figures import Adjusted
from starcli.core.racing.summary import ruled
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths
from starcli.excel.writing.race.report import RaceReport
from starcli.excel.writing.race.words import value_words

RULE_NAMES: Mapping[str, Text] = {
    PRORATE: Text("目标折算", "pro rata"),
    ROLLING: Text("近12个月", "twelve months"),
    CARRY: Text("沿用", "kept"),
}


def figures_page(book: Workbook, report: RaceReport) -> None:
    """The season's rules, and every value that they changed, the last season first."""
    columns = (
        Column(Text("赛季", "Season"), 9, "centre"),
        Column(Text("县(市、区)", "County"), 11),
        Column(Text("镇街", "Town"), 14),
        Column(Text("村社", "Unit"), 18, "strong"),
        Column(Text("编码", "Code"), 9, "centre"),
        Column(Text("指标", "Indicator"), 38),
        Column(Text("口径", "Rule"), 13, "centre"),
        Column(Text("填报值", "Reported"), 12, "centre"),
        Column(Text("计分值", "Counted"), 12, "centre"),
        Column(Text("怎么来的", "How"), 50),
    )
    page = book.page(Text("折算与沿用", "Season values"), widths(columns), landscape=True)
    page.say(Text("按季度口径计的值", "Values by the season's rules"), "title", height=30)
    names = report.race.framework.season_rules.rules
    for rule, definitions in ruled(report.race).items():
        name, ids = names.get(rule, Text.same(rule)), ", ".join(definition.id for definition in definitions)
        page.say(Text(f"{name.zh}：{ids}", f"{name.en}: {ids}"), "quiet")
    rows = [_row(season, one) for season in reversed(report.race.seasons) for one in _adjusted(season)]
    if rows:
        top = page.table(columns, rows, repeat=True)
        page.sheet.autofilter(top, 0, page.row - 1, len(columns) - 1)
    else:
        page.say(Text("各值都按填报计。", "Every value counts as reported."))
    page.footer(imprint_line(report.race.framework))


def _adjusted(season: RacedSeason) -> list[Adjusted]:
    """Rarer rules first: what was kept and rolled, then what is prorated for everybody."""
    everything = [one for counted in season.counted.values() for one in counted.adjusted]
    order = {CARRY: 0, ROLLING: 1}
    return sorted(everything, key=lambda one: order.get(one.indicator.definition.season_rule, 2))


def _row(season: RacedSeason, one: Adjusted) -> list[Content | Cell]:
    rule = one.indicator.definition.season_rule
    return [
        season.label,
        one.unit.county,
        one.unit.town,
        one.unit.name,
        one.indicator.id,
        one.indicator.name,
        RULE_NAMES.get(rule, Text.same(rule)),
        value_words(one.indicator, one.reported),
        value_words(one.indicator, one.counted),
        one.why,
    ]
