"""The first page of a re-planning: what becomes of the grids, people, points, what is impossible, how good it is."""

from decimal import Decimal

from starcli.core.findings import Finding
from starcli.core.grids.division import AIMS
from starcli.core.grids.posts import POSTS
from starcli.core.grids.replanning import NewGrid
from starcli.core.grids.replanning_ledger import extent
from starcli.core.grids.replanning_points import Gain
from starcli.core.grids.replanning_report import ReplanningReport
from starcli.core.grids.replanning_words import (
    AIM_NAMES,
    method,
    moved_words,
    size_words,
)
from starcli.core.numbers import plain
from starcli.core.rating import TIER_NAMES
from starcli.core.text import Language, Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Content, Page, Workbook
from starcli.excel.writing.replanning.rows import Span, WideColumn, wide_row, wide_table

_WIDTHS = (6, 15, 13, 10, 8, 15, 24, 24)
_ON_ONE_PAGE = 16
_FIFTHS: tuple[Span, ...] = ((0, 1), (2, 3), (4, 5), (6, 6), (7, 7))
_IMPOSSIBLE = (
    "part-too-large", "replanning-sum", "replanning-stranded", "replanning-coarse", "replanning-not-found",
    "replanning-none-in-range", "part-without-households",
)  # fmt: skip
_ENDS: tuple[tuple[Language, str], ...] = (("zh", "；"), ("en", "; "))
"""What stands between a finding and what to do about it."""
_STYLES = {"in-range": "good", "exempt": "good", "too-large": "bad", "too-small": "bad", "unknown": "doubtful"}


def overview_page(book: Workbook, report: ReplanningReport, title: Text) -> None:
    """The whole page; where no division was found, only why. Many grids come last, for they fill pages."""
    page = book.page(Text("总览", "Overview"), _WIDTHS)
    page.say(title, "title", height=32)
    page.say(_subtitle(report), "subtitle")
    few = len(report.proposal.grids) <= _ON_ONE_PAGE
    if report.proposal.grids:
        page.skip()
        _strip(page, report)
        if few:
            _grids(page, report)
        _people(page, report)
        _points(page, report)
    _impossible(page, report)
    if report.proposal.grids and not report.proposal.exempt:
        _quality(page, report)
    if not few:
        _grids(page, report)
    page.skip()
    for line in method(report):
        page.say(line, "quiet")
    page.say(imprint_line(report.framework), "quiet")
    page.say(report.framework.disclaimer, "quiet")
    page.footer(imprint_line(report.framework))
    if few:
        page.sheet.fit_to_pages(1, 1)


def _section(page: Page, text: Text) -> None:
    page.skip()
    page.say(text, "section", height=22)


def _subtitle(report: ReplanningReport) -> Text:
    community, size = report.proposal.community, report.proposal.size
    framework = report.framework
    kind = framework.kinds[community.unit.kind].name
    profile = framework.profiles[community.unit.profile].name if community.unit.profile else kind
    where = " ".join(part for part in (community.unit.city, community.unit.county, community.unit.town) if part)
    parts = len(community.parts)
    zh = [where, f"{kind.zh}·{profile.zh}", f"标准 {size.low}-{size.high} 户", f"{parts} 处楼栋"]
    en = [where, f"{kind.en}, {profile.en.lower()}", f"standard {size.low} to {size.high} households", f"{parts} parts"]
    return Text(" · ".join(filter(None, zh)), " · ".join(filter(None, en)))


def _strip(page: Page, report: ReplanningReport) -> None:
    """The figures that matter most, in a line."""
    proposal = report.proposal
    today = len(proposal.community.today)
    lacking = [need.lacking for need in report.needs]
    to_find = "—" if None in lacking else str(sum(each or 0 for each in lacking))
    count = len(proposal.grids)
    moves = len(list(proposal.moves)) if any(piece.today for piece in proposal.pieces) else None
    figures: tuple[tuple[Text, str], ...] = (
        (Text("户数", "Households"), f"{proposal.households:,}"),
        (Text("网格", "Grids"), f"{today} → {count}" if today else str(count)),
        (Text("达标", "In range"), f"{proposal.in_range} / {count}"),
        (Text("换网格的楼栋", "Parts that change grid"), "—" if moves is None else str(moves)),
        (Text("还要找的人", "People to find"), to_find),
    )
    for (first, last), (name, words) in zip(_FIFTHS, figures, strict=True):
        for row, content, look in ((page.row, name, "label_centre"), (page.row + 1, words, "strip_whole")):
            if last > first:
                page.sheet.merge_range(row, first, row, last, "", page.owner.format(look))
            page.put(row, first, content, look)
    page.sheet.set_row(page.row, 18)
    page.sheet.set_row(page.row + 1, 32)
    page.skip(2)


def _grids(page: Page, report: ReplanningReport) -> None:
    proposal = report.proposal
    _section(page, Text("新的网格", "The new grids"))
    columns = (
        WideColumn(Text("序号", "No."), (0, 0), "whole"),
        WideColumn(Text("网格", "Grid"), (1, 1), "strong"),
        WideColumn(Text("户数", "Households"), (2, 2), "whole"),
        WideColumn(Text("规模", "Size"), (3, 3), "centre"),
        WideColumn(Text("楼栋", "Parts"), (4, 4), "whole"),
        WideColumn(Text("延续", "Goes on from"), (5, 5), "centre"),
        WideColumn(Text("范围", "Consists of"), (6, 7)),
    )
    wide_table(page, columns, [_grid_row(grid, report) for grid in proposal.grids])
    total = proposal.households
    parts = sum(len(grid.pieces) for grid in proposal.grids)
    cells: list[Content | Cell] = [
        Cell(None, "sum_label"), Cell(Text("合计", "Total"), "sum_label"), Cell(total, "sum_whole"),
        Cell(None, "sum_label"), Cell(parts, "sum_whole"), Cell(None, "sum_label"), Cell(None, "sum_label"),
    ]  # fmt: skip
    wide_row(page, columns, cells)
    page.say(moved_words(proposal), "quiet")


def _grid_row(grid: NewGrid, report: ReplanningReport) -> list[Content | Cell]:
    return [
        grid.number,
        grid.name,
        grid.households,
        Cell(size_words(grid.size), _STYLES[grid.size]),
        len(grid.pieces),
        grid.carries or Text("新设", "new"),
        extent(report.proposal, grid),
    ]


def _people(page: Page, report: ReplanningReport) -> None:
    _section(page, Text("需要的人", "People"))
    headings = (
        Text("岗位（每个网格一名）", "Post (one a grid)"), Text("需要", "Needed"), Text("现有（人）", "There are"),
        Text("随网格延续", "Stay with their grid"), Text("还差", "To find"),
    )  # fmt: skip
    looks = ("text", "whole", "whole", "whole", "whole")
    columns = [WideColumn(*each) for each in zip(headings, _FIFTHS, looks, strict=True)]
    rows: list[list[Content | Cell]] = []
    for need in report.needs:
        unknown = Text("不详", "not known")
        there: Content | Cell = need.there if need.there is not None else Cell(unknown, "centre")
        lacking = Cell(unknown, "centre")
        if need.lacking is not None:
            lacking = Cell(need.lacking, "bad_whole" if need.lacking else "whole")
        rows.append([POSTS[need.post], need.needed, there, need.kept, lacking])
    wide_table(page, columns, rows)


def _points(page: Page, report: ReplanningReport) -> None:
    """Each indicator today, with the new grids, and with every post filled; total and grade where these are known."""
    gains = report.gains
    if gains is None:
        return
    _section(page, Text("带来的得分", "Points that it brings"))
    columns = (
        WideColumn(Text("指标", "Indicator"), (0, 3)),
        WideColumn(Text("现在", "Today"), (4, 5), "centre"),
        WideColumn(Text("只划分", "Divided, people as today"), (6, 6), "centre"),
        WideColumn(Text("岗位配齐后", "With every post filled"), (7, 7), "centre"),
    )
    wide_table(page, columns, [_gain_row(gain) for gain in gains.each])
    by_itself, filled = gains.points
    label = Text("合计变化", "Change in all")
    wide_row(
        page,
        columns,
        [
            Cell(label, "sum_label"),
            Cell(None, "sum_label"),
            Cell(Text.same(f"{by_itself:+}"), "sum_centre"),
            Cell(Text.same(f"{filled:+}"), "sum_centre"),
        ],
    )
    if gains.ratings is not None:
        row: list[Content | Cell] = [Cell(Text("总分和星级", "Total and grade"), "sum_label")]
        for rating in gains.ratings:
            grade = rating.grade.name
            words = Text(f"{rating.total}　{grade.zh}", f"{rating.total}  {grade.en}")
            row.append(Cell(words, "sum_centre"))
        wide_row(page, columns, row)
        basis = TIER_NAMES[gains.ratings[0].basis]
        page.say(
            Text(f"总分按填报表计，口径：{basis.zh}。", f"Totals are those of the unit's form; basis: {basis.en}."),
            "quiet",
        )
    else:
        page.say(
            Text(
                "没有填报表：只列网格台账自己就能说明的指标，算不出总分和星级。",
                "Without the unit's form: only indicators that the ledger of grids tells by itself, and no total.",
            ),
            "quiet",
        )


def _gain_row(gain: Gain) -> list[Content | Cell]:
    indicator = gain.today.indicator
    measure = indicator.definition.measured_in
    name = Text(
        f"{indicator.id} {indicator.name.zh}（{measure.zh}）", f"{indicator.id} {indicator.name.en} ({measure.en})"
    )
    cells: list[Content | Cell] = [name]
    for result in (gain.today, gain.divided, gain.filled):
        value = plain(result.value) if isinstance(result.value, Decimal) else str(result.value)
        cells.append(Text(f"{value}　得 {result.points} 分", f"{value}  ({result.points} points)"))
    return cells


def _impossible(page: Page, report: ReplanningReport) -> None:
    """What cannot be done, and why."""
    bad: list[Finding] = [found for found in report.findings if found.code in _IMPOSSIBLE]
    if not bad:
        return
    _section(page, Text("做不到的，为什么", "What is impossible, and why"))
    for found in bad:
        zh, en = (f"• {found.message(each)}{sign}{found.advice(each)}" for each, sign in _ENDS)
        page.say(Text(zh, en), "bad_line")


def _quality(page: Page, report: ReplanningReport) -> None:
    """Each aim in its order: what is reached, what cannot be surpassed, and whether that is the same."""
    solved = report.proposal.solved
    _section(page, Text("方案有多好", "How good the proposal is"))
    columns = (
        WideColumn(Text("目标（按先后）", "Aim, in this order"), (0, 3)),
        WideColumn(Text("本方案", "Proposal"), (4, 5), "whole"),
        WideColumn(Text("最好不低于", "At best"), (6, 6), "whole"),
        WideColumn(Text("证明", "Proof"), (7, 7), "centre"),
    )
    rows: list[list[Content | Cell]] = []
    for number, aim in enumerate(AIMS, 1):
        name, reached, bound = AIM_NAMES[aim], getattr(solved.merit, aim), getattr(solved.bound, aim)
        proof = Cell(Text("已证明最好", "proven"), "good")
        if reached != bound:
            proof = Cell(Text(f"{report.seconds} 秒内未证明", f"open after {report.seconds} s"), "doubtful")
        rows.append([Text(f"{number}. {name.zh}", f"{number}. {name.en}"), reached, bound, proof])
    wide_table(page, columns, rows)
