"""Units up and down a grade in every season, and what held a grade back."""

from starcli.core.racing.awarded import Award
from starcli.core.racing.places import unit_key
from starcli.core.racing.race import RacedSeason
from starcli.core.racing.summary import regraded
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.race.report import RaceReport
from starcli.excel.writing.race.words import DOWN, SAME, UP, grade_stars, kind_words


def grades_page(book: Workbook, report: RaceReport) -> None:
    """Every season's changes of grades, the last season first."""
    columns = (
        Column(Text("赛季", "Season"), 9, "centre"),
        Column(Text("升降", "Moved"), 11, "strong"),
        Column(Text("县(市、区)", "County"), 11),
        Column(Text("镇街", "Town"), 14),
        Column(Text("村社", "Unit"), 18, "strong"),
        Column(Text("类型", "Kind"), 17, "centre"),
        Column(Text("原星级", "Before"), 11, "centre"),
        Column(Text("授予星级", "Awarded"), 11, "centre"),
        Column(Text("算得星级", "Earned"), 11, "centre"),
        Column(Text("总分", "Total"), 8, "points"),
        Column(Text("说明", "Why"), 52),
    )
    page = book.page(Text("升降星", "Grades"), widths(columns), landscape=True)
    page.say(Text("升星、降星和未动的原因", "Grades gained, lost and held back"), "title", height=30)
    _rules(page, report)
    rows = [row for season in reversed(report.race.seasons) for row in _rows(season)]
    if rows:
        top = page.table(columns, rows, repeat=True)
        page.sheet.autofilter(top, 0, page.row - 1, len(columns) - 1)
    else:
        page.say(Text("各季星级都没有变。", "No grade has changed."))
    page.footer(imprint_line(report.race.framework))


def _rules(page: Page, report: RaceReport) -> None:
    """How grades are awarded."""
    rules = report.race.framework.season_rules
    if rules.most_grades_up is not None:
        page.say(
            Text(
                f"一季最多升 {rules.most_grades_up} 星，降星当季生效；读到的第一季按算得的星级起评。",
                f"At most {rules.most_grades_up} up in a season, down at once; it begins with the first season read.",
            ),
            "quiet",
        )
    trials = [season.label for season in report.race.seasons if season.forms.trial]
    if trials:
        page.say(Text(f"试评，不改星级：{'、'.join(trials)}", f"Trial, no grade changes: {', '.join(trials)}"), "quiet")
    if rules.award.zh:
        page.say(rules.award, "quiet")


def _rows(season: RacedSeason) -> list[list[Content | Cell]]:
    framework = season.framework
    standings = {unit_key(one.now.member.unit): one.now.standing for one in season.movements}
    found = []
    for key, award in regraded(season):
        standing = standings[key]
        unit = standing.unit
        reasons = standing.reasons if (award.grades_up or 0) < 0 else ()
        why = [*([award.held] if award.held is not None else []), *reasons]
        row: list[Content | Cell] = [
            season.label,
            _moved(award),
            unit.county,
            unit.town,
            unit.name,
            kind_words(unit.kind, framework),
            grade_stars(award.before, framework),
            grade_stars(award.awarded, framework),
            grade_stars(award.computed, framework),
            standing.total,
            Text("；".join(each.zh for each in why), "; ".join(each.en for each in why)),
        ]
        found.append(row)
    return found


def _moved(award: Award) -> Text:
    """Whether a grade was gained, lost or held back, in words."""
    up = award.grades_up or 0
    if up > 0:
        return Text(f"{UP} 升 {up} 星", f"{UP} {up} up")
    if up < 0:
        return Text(f"{DOWN} 降 {-up} 星", f"{DOWN} {-up} down")
    return Text(f"{SAME} 未动", f"{SAME} held")
