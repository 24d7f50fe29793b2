"""Rectification sheets: one workbook a unit (问题清单), and one summary of many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from starcli.core.district import Turnout
from starcli.core.explain import current, describe_unit, distance, missing_to_next, symbols
from starcli.core.findings import Finding
from starcli.core.gaps import Gap, GapReport
from starcli.core.model import Framework, Grade
from starcli.core.numbers import plain
from starcli.core.roster import RosterUnit
from starcli.core.text import Language, Text
from starcli.excel.writing.findings_page import findings_page, imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.unranked_pages import NOT_REPORTED, OUTSIDE


@dataclass(frozen=True, slots=True)
class GapSummary:
    """What the summary shows: the reports of every rated unit, and how many were not rated.

    With a roster `missing` are the units that have not reported, `outside` the reports of units that it does not
    have, and `beyond` says how many workbooks are of nobody in it.
    """

    name: str
    framework: Framework
    target: Grade
    reports: tuple[GapReport, ...]
    unrated: int
    findings: tuple[Finding, ...]
    missing: tuple[RosterUnit, ...] | None = None
    outside: tuple[GapReport, ...] = ()
    beyond: Text | None = None


def write_gaps(report: GapReport, target: Path, language: Language) -> None:
    """Write the rectification sheet of one unit. Raises `OutputError`."""
    rating = report.rating
    title = Text(
        f"{rating.unit.name} 问题清单（对照{report.target.name.zh}）",
        f"{rating.unit.name}: rectification sheet (against {report.target.name.en.lower()})",
    )
    book = Workbook("gaps", title, language)
    columns = _columns(report.target)
    page = book.page(Text("问题清单", "Rectification"), widths(columns), landscape=True)
    page.say(title, "title", height=30)
    page.say(describe_unit(rating), "subtitle")
    page.say(_standing(report), "body")
    page.skip()
    if report.gaps:
        page.table(columns, [_row(number, gap) for number, gap in enumerate(report.gaps, start=1)], repeat=True)
    else:
        page.say(Text("没有短板。", "No gaps."))
    page.skip()
    _signatures(page)
    page.say(imprint_line(rating.scheme.framework), "quiet")
    page.footer(imprint_line(rating.scheme.framework))
    book.save(target)


def write_gap_summary(summary: GapSummary, target: Path, language: Language) -> None:
    """Write the summary of many units: one row a unit, one row an indicator, and the findings."""
    title = Text(
        f"{summary.name} 短板汇总（对照{summary.target.name.zh}）",
        f"{summary.name}: gaps (against {summary.target.name.en.lower()})",
    )
    book = Workbook("gaps-summary", title, language)
    _units(book, summary, title)
    _indicators(book, summary)
    findings_page(book, summary.findings)
    book.save(target)


def _columns(target: Grade) -> tuple[Column, ...]:
    return (
        Column(Text("序号", "No."), 5, "whole"),
        Column(Text("指标", "Indicator"), 20),
        Column(Text("现状值", "Now"), 10, "centre"),
        Column(Text(f"{target.name.zh}要求", f"{target.name.en} demands"), 12, "centre"),
        Column(Text("差距", "Distance"), 9, "centre"),
        Column(Text("必达项", "Gate"), 8, "centre"),
        Column(Text("可增分", "To gain"), 8, "points"),
        Column(Text("可能原因", "Typical causes"), 24),
        Column(Text("整改措施", "Measures"), 26),
        Column(Text("佐证材料", "Evidence"), 18),
        Column(Text("牵头部门", "Lead department"), 11),
        Column(Text("责任人", "Person"), 10, "input"),
        Column(Text("完成时限", "By"), 11, "input"),
        Column(Text("备注", "Remarks"), 14, "input"),
    )


def _row(number: int, gap: Gap) -> list[Content | Cell]:
    definition = gap.result.indicator.definition
    name = Text(f"{definition.id} {definition.name.zh}", f"{definition.id} {definition.name.en}")
    return [
        number,
        Cell(name, "strong" if gap.gate else ""),
        current(gap.result),
        gap.demand,
        distance(gap),
        Cell(*_urgency(gap)),
        gap.gain,
        _bullets(definition.causes),
        _bullets(definition.remedies),
        _bullets(definition.evidence),
        definition.lead_department,
        None,
        None,
        None,
    ]


def _urgency(gap: Gap) -> tuple[Text | None, str]:
    if gap.gate:
        return Text("必达", "gate"), "bad"
    return (Text("维度底线", "dimension"), "bad") if gap.below_dimension_floor else (None, "")


def _bullets(texts: Sequence[Text]) -> Text:
    return Text("\n".join(f"· {t.zh}" for t in texts), "\n".join(f"· {t.en}" for t in texts))


def _standing(report: GapReport) -> Text:
    """Where the unit stands, and what closing every gap would bring."""
    rating, closed = report.rating, report.closed
    now = Text(
        f"现为{rating.grade.name.zh}，{plain(rating.total)} 分",
        f"Now {rating.grade.name.en.lower()}, {plain(rating.total)} points",
    )
    if report.reached:
        reached = Text(f"已达到{report.target.name.zh}", f"{report.target.name.en} reached")
        return Text(f"{now.zh}，{reached.zh}。", f"{now.en}: {reached.en}.")
    next_step = missing_to_next(rating)
    gates = sum(gap.gate for gap in report.gaps)
    then = Text(
        f"下列 {len(report.gaps)} 项（其中必达 {gates} 项）全部达到后为 {plain(closed.total)} 分、"
        f"{closed.grade.name.zh}",
        f"with all {len(report.gaps)} items below put right ({gates} of them gates): "
        f"{plain(closed.total)} points, {closed.grade.name.en.lower()}",
    )
    return Text(f"{now.zh}；{next_step.zh}；{then.zh}。", f"{now.en}; {next_step.en}; {then.en}.")


def _signatures(page: Page) -> None:
    line = Text(
        "党组织书记（签字）：____________　　填报人：____________　　日期：______年____月____日　　（盖章）",
        "Party secretary (signature): ____________    Filled in by: ____________    Date: ________    (seal)",
    )
    page.say(line, "body", height=26)


def _units(book: Workbook, summary: GapSummary, title: Text) -> None:
    columns = (
        Column(Text("镇街", "Town"), 14),
        Column(Text("单位", "Unit"), 24),
        Column(Text("类型", "Kind"), 9, "centre"),
        Column(Text("总分", "Total"), 9, "points"),
        Column(Text("星级", "Grade"), 13, "centre"),
        Column(Text("短板数", "Gaps"), 8, "whole"),
        Column(Text("必达未达", "Gates unmet"), 8, "whole"),
        Column(Text("首要短板", "First gap"), 44),
        Column(Text("全部补齐后", "With all closed"), 11, "points"),
    )
    page = book.page(Text("单位汇总", "Units"), widths(columns), landscape=True)
    page.say(title, "title", height=30)
    missing = None if summary.missing is None else len(summary.missing)
    page.say(Turnout(len(summary.reports), summary.unrated, missing).words(), "subtitle")
    if summary.beyond is not None:
        page.say(summary.beyond, "subtitle")
    outside = [[Cell(OUTSIDE, "bad"), *_unit_row(report)[1:]] for report in summary.outside]
    absent = [_absent_row(entry, summary.framework) for entry in summary.missing or ()]
    page.table(columns, [*map(_unit_row, summary.reports), *absent, *outside], repeat=True)
    page.footer(imprint_line(summary.framework))


def _absent_row(entry: RosterUnit, framework: Framework) -> list[Content | Cell]:
    unit = entry.unit
    kind = framework.kinds[unit.kind].name if unit.kind else None
    return [unit.town, unit.name, kind, None, Cell(NOT_REPORTED, "bad"), None, None, None, None]


def _unit_row(report: GapReport) -> list[Content | Cell]:
    rating = report.rating
    first = report.gaps[0] if report.gaps else None
    return [
        rating.unit.town,
        rating.unit.name,
        rating.scheme.kind.name,
        rating.total,
        symbols(rating),
        len(report.gaps),
        sum(gap.gate for gap in report.gaps),
        _first(first) if first else None,
        report.closed.total,
    ]


def _first(gap: Gap) -> Text:
    now = current(gap.result)
    name = gap.result.indicator.name
    return Text(
        f"{gap.result.indicator.id} {name.zh}：{now.zh}，要求 {gap.demand.zh}",
        f"{gap.result.indicator.id} {name.en}: {now.en}, demands {gap.demand.en}",
    )


def _indicators(book: Workbook, summary: GapSummary) -> None:
    columns = (
        Column(Text("编码", "Code"), 10, "centre"),
        Column(Text("指标", "Indicator"), 36),
        Column(Text("适用单位", "Units it applies to"), 11, "whole"),
        Column(Text("未达单位", "Short of it"), 11, "whole"),
        Column(Text("未达率", "Share"), 10, "percent"),
        Column(Text("必达未达", "As a gate"), 10, "whole"),
        Column(Text("可增分合计", "Points to gain"), 12, "points"),
        Column(Text("牵头部门", "Lead department"), 26),
    )
    page = book.page(Text("指标汇总", "Indicators"), widths(columns), landscape=True)
    page.say(Text("各指标短板", "Gaps by indicator"), "section", height=22)
    rows = sorted(_indicator_rows(summary), key=lambda row: -_whole(row[3]))
    page.table(columns, rows, repeat=True)
    page.footer(imprint_line(summary.framework))


def _whole(content: Content | Cell) -> int:
    return content if isinstance(content, int) else 0


def _indicator_rows(summary: GapSummary) -> Iterable[list[Content | Cell]]:
    short: dict[str, list[Gap]] = {}
    applying: dict[str, int] = {}
    for report in summary.reports:
        for result in report.rating.results:
            applies = result.outcome != "not_applicable"
            applying[result.indicator.id] = applying.get(result.indicator.id, 0) + applies
        for gap in report.gaps:
            short.setdefault(gap.result.indicator.id, []).append(gap)
    for code, gaps in short.items():
        definition = gaps[0].result.indicator.definition
        share = Decimal(len(gaps)) / applying[code]
        gates, gain = sum(gap.gate for gap in gaps), sum((gap.gain for gap in gaps), Decimal(0))
        yield [code, definition.name, applying[code], len(gaps), share, gates, gain, definition.lead_department]
