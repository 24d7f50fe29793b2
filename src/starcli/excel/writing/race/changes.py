"""What changed between two seasons, taken apart: correction, rule change, real change; and who came and went."""

from decimal import Decimal

from starcli.core.assessment import Unit
from starcli.core.model import Framework
from starcli.core.racing.boards import sums_of
from starcli.core.racing.race import RacedSeason
from starcli.core.racing.split import Split
from starcli.core.racing.unit_changes import CHANGE_NAMES
from starcli.core.text import Text
from starcli.excel.writing.addresses import address
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.race.report import RaceReport
from starcli.excel.writing.race.words import kind_words, stars_of

_PARTS = Text(
    "更正：上季公布的结果到上季的表现在的结果；规则变动：上季的表改按本季指标体系；实际变动：都按本季指标体系，本季的表比上季的表。"
    "三项之和就是变动。",
    "Correction: from what was published to what the former forms give now. Rule change: the former forms by this "
    "season's framework. Real change: this season's forms against the former ones, both by this season's framework. "
    "The three add up to the change.",
)
_ORDER = Text(
    "先实后规：先按上季指标体系比实际变动，再换指标体系；和左边不同的，差在“次序差”里，说明结论有多依赖先后。",
    "Real first: the real change by the former framework, then the rules. Where it differs from the columns on the "
    "left, 'By order' shows by how much the answer depends on the order.",
)


def changes_page(book: Workbook, before: RacedSeason, now: RacedSeason) -> None:
    """The changes of every unit between two neighbouring seasons, the largest real gain first."""
    columns = _columns(before.label, now.label)
    name = Text(f"变动 {before.label}-{now.label}", f"Changes {before.label}-{now.label}")
    page = book.page(name, widths(columns), landscape=True)
    page.say(
        Text(f"{before.label} 到 {now.label} 的变动", f"Changes from {before.label} to {now.label}"), "title", height=30
    )
    page.say(_rules(before, now), "subtitle")
    page.say(_PARTS, "quiet")
    page.say(_ORDER, "quiet")
    splits = sorted(now.splits, key=lambda split: (-split.real, -split.now.total, split.unit.code, split.unit.name))
    if not splits:
        page.say(Text("没有两季都评定的单位。", "No unit is rated in both seasons."))
        return
    top = page.row + 1
    rows = [_row(split, top + at, now.framework) for at, split in enumerate(splits)]
    page.table(columns, rows, repeat=True)
    page.sheet.autofilter(top - 1, 0, page.row - 1, len(columns) - 1)
    _total(page, splits, top, len(columns))
    page.footer(imprint_line(now.framework))


def _columns(before: str, now: str) -> tuple[Column, ...]:
    return (
        Column(Text("县(市、区)", "County"), 11),
        Column(Text("镇街", "Town"), 13),
        Column(Text("村社", "Unit"), 16, "strong"),
        Column(Text("类型", "Kind"), 17, "centre"),
        Column(Text(f"{before} 公布", f"{before} published"), 10, "points"),
        Column(Text("更正", "Correction"), 11.5, "change"),
        Column(Text("规则变动", "Rule change"), 10, "change"),
        Column(Text("实际变动", "Real change"), 10, "strong_change"),
        Column(Text(f"{now} 现在", f"{now} now"), 10, "points"),
        Column(Text("变动", "Change"), 10, "change"),
        Column(Text("先实后规：实际", "Real first: real"), 10, "quiet_change"),
        Column(Text("先实后规：规则", "Real first: rules"), 10, "quiet_change"),
        Column(Text("次序差", "By order"), 9, "quiet_change"),
        Column(Text("算得星级：上季→按本季规则→本季", "Earned: then → by these rules → now"), 28, "centre"),
        Column(Text("说明", "Remark"), 14),
    )


_PUBLISHED, _CORRECTION, _REAL, _NOW = 4, 5, 7, 8


def _row(split: Split, row: int, framework: Framework) -> list[Content | Cell]:
    parts = f"{address(row, _CORRECTION)}:{address(row, _REAL)}"
    change = f"=ROUND(SUM({parts}),2)"
    whole = f"=ROUND({address(row, _PUBLISHED)}+SUM({parts}),2)"
    grades = [stars_of(stage.grade, framework) for stage in (split.published, split.ruled, split.now)]
    return [
        *_who(split.unit, framework),
        split.published.total,
        split.correction,
        split.rules,
        split.real,
        Cell(split.now.total, formula=whole),
        Cell(split.change, formula=change),
        split.real_first,
        split.rules_last,
        split.by_order,
        " → ".join(grade for at, grade in enumerate(grades) if not at or grade != grades[at - 1]),
        CHANGE_NAMES["kind"] if split.kind_changed else None,
    ]


def _who(unit: Unit, framework: Framework) -> list[Content | Cell]:
    return [unit.county, unit.town, unit.name, kind_words(unit.kind, framework)]


def _total(page: Page, splits: list[Split], top: int, count: int) -> None:
    """The sums of all rows, with the number of units that really got better and worse."""
    sums = sums_of(splits)
    known: dict[int, tuple[Decimal, str]] = {5: (sums.correction, "sum_change"), 6: (sums.rules, "sum_change")}
    known |= {7: (sums.real, "sum_change"), 9: (sums.change, "sum_change")}
    known |= {4: (sum((s.published.total for s in splits), Decimal(0)), "sum")}
    known |= {8: (sum((s.now.total for s in splits), Decimal(0)), "sum")}
    last = page.row - 1
    for column in range(count):
        if column not in known:
            page.put(page.row, column, None, "sum_label")
            continue
        value, style = known[column]
        area = f"{address(top, column)}:{address(last, column)}"
        page.put(page.row, column, Cell(value, formula=f"=ROUND(SUM({area}),2)"), style)
    words = Text(
        f"合计 {sums.units} 个单位：实际变好 {sums.better}，变差 {sums.worse}",
        f"{sums.units} units: {sums.better} really better, {sums.worse} worse",
    )
    page.sheet.merge_range(page.row, 0, page.row, 3, page.words(words), page.owner.format("sum_label"))
    page.sheet.set_row(page.row, 31)
    page.row += 1


def _rules(before: RacedSeason, now: RacedSeason) -> Text:
    if before.framework.fingerprint == now.framework.fingerprint:
        return Text("指标体系没有变", "the framework is the same")
    then, this = before.draft.framework_name, now.draft.framework_name
    return Text(f"指标体系变了：{then} → {this}", f"the framework changed: {then} → {this}")


def units_page(book: Workbook, report: RaceReport) -> None:
    """Who came, went, or became something else, season by season, the last first."""
    columns = (
        Column(Text("赛季", "Season"), 10, "centre"),
        Column(Text("变化", "Change"), 12, "strong"),
        Column(Text("单位代码", "Unit code"), 16, "fixed_text"),
        Column(Text("上季", "Before"), 44),
        Column(Text("本季", "Now"), 44),
    )
    page = book.page(Text("单位变化", "Units that changed"), widths(columns), landscape=True)
    page.say(Text("单位变化（按单位代码对照）", "Units that changed (known by their codes)"), "section", height=22)
    rows: list[list[Content | Cell]] = [
        [
            season.label,
            CHANGE_NAMES[change.sort],
            change.unit.code,
            _described(change.before, report.race.framework),
            _described(change.after, report.race.framework),
        ]
        for season in reversed(report.race.seasons)
        for change in season.changes
    ]
    if rows:
        page.table(columns, rows, repeat=True)
    else:
        page.say(Text("无。", "None."))
    page.footer(imprint_line(report.race.framework))


def _described(unit: Unit | None, framework: Framework) -> Text | None:
    """A unit with its place, kind and profile."""
    if unit is None:
        return None
    kind, profile = framework.kinds.get(unit.kind), framework.profiles.get(unit.profile)
    names = [each.name for each in (kind, profile) if each is not None]
    place = " ".join(part for part in (unit.county, unit.town, unit.name) if part)
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    return Text(f"{place}（{zh}）" if zh else place, f"{place} ({en})" if en else place)
