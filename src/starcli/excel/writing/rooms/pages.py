"""The pages of a proposal for rooms about units before and after, what is left, and what is lacking still."""

from collections.abc import Sequence
from decimal import Decimal

from starcli.core.explain import stars
from starcli.core.numbers import ZERO
from starcli.core.rooms.proposal import Outlook
from starcli.core.rooms.report import RoomsReport
from starcli.core.rooms.words import area_words, requirement_of
from starcli.core.scale import Value
from starcli.core.text import Text, counted
from starcli.excel.layouts.rooms import ROOM_HEADINGS, ROOM_SHEETS
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.rooms.words import area_style

_TEN_THOUSAND = Decimal(10_000)


def units_page(book: Workbook, report: RoomsReport) -> None:
    """Every unit that lacks area or is given some, before and after, with its points and grade."""
    proposal = report.proposal
    question, figure = proposal.question, area_style(report)
    facts, entry = question.framework.facts, question.framework.entries[question.rules.indicator]
    others = list(dict.fromkeys(name for one in proposal.outlooks for name in one.served.others))
    columns = [
        Column(Text("镇街", "Town"), 12),
        Column(Text("单位", "Unit"), 16),
        *(Column(facts[name].name, 9, "number") for name in others),
        Column(Text("现有面积", "Area now"), 10, figure),
        Column(Text("待移交", "To come"), 9, figure),
        Column(Text("缺口", "Lacking"), 9, figure),
        Column(Text("建议调剂", "Proposed"), 10, figure),
        Column(Text("仍缺", "Still lacking"), 9, figure),
        Column(Text("现值", "Value now"), 9, "points"),
        Column(Text("调剂后", "Value then"), 9, "points"),
        Column(Text("达标", "Met then"), 8, "centre"),
        Column(Text("本项得分", "Points of the item"), 13, "centre"),
        Column(Text("总分", "Total"), 16, "centre"),
        Column(Text("星级", "Grade"), 25, "centre"),
    ]
    page = book.page(ROOM_SHEETS["units"], widths(columns), landscape=True)
    page.say(Text("缺房单位：调剂前后对照", "Units that lack area, before and after"), "section", height=22)
    wanted = requirement_of(report)
    name, measure = entry.definition.name, entry.definition.measured_in
    page.say(
        Text(
            f"{name.zh}（{measure.zh}）要求 {wanted.zh}（{question.grade.name.zh}）。现值按单位上报的表；"
            "调剂后的值、得分和星级由评分程序按增加的面积重新评定。",
            f"{name.en} ({measure.en}): {wanted.en} for {question.grade.name.en.lower()}. Values now are those of the "
            "forms; values, points and grade then are rated anew with the area added.",
        ),
        "quiet",
    )
    rows = [_unit_row(one, others, report) for one in proposal.outlooks]
    if rows:
        page.table(columns, rows, repeat=True)
    else:
        page.say(Text("没有单位缺房。", "No unit lacks area."))
    page.footer(imprint_line(question.framework))


def _unit_row(one: Outlook, others: Sequence[str], report: RoomsReport) -> list[Content | Cell]:
    served, question = one.served, report.proposal.question
    before, after = served.rating.result(question.rules.indicator), one.rating.result(question.rules.indicator)
    best = question.framework.grades[0]
    met = Cell(Text("✓ 达标", "✓ met"), "good") if one.met else Cell(Text("✗ 未达", "✗ unmet"), "bad")
    lacking = served.lacking if served.lacking is not None else Cell(Text("再多也不够", "no area will do"), "bad")
    return [
        one.unit.town,
        one.unit.name,
        *(served.others.get(name) for name in others),
        served.area,
        served.coming or None,
        lacking,
        Cell(one.given, area_style(report, "proposed_")) if one.given else None,
        Cell(one.still_lacking, area_style(report, "bad_")) if one.still_lacking else None,
        _figure(before.value),
        _figure(after.value),
        met,
        _move(str(before.points), str(after.points)),
        _move(str(served.rating.total), str(one.rating.total)),
        _move(stars(served.rating.grade, best), stars(one.rating.grade, best)),
    ]


def left_page(book: Workbook, report: RoomsReport) -> None:
    """What is left of the rooms, and why."""
    figure = area_style(report)
    columns = (
        Column(ROOM_HEADINGS["number"], 7, "centre"),
        Column(ROOM_HEADINGS["town"], 14),
        Column(ROOM_HEADINGS["address"], 34),
        Column(ROOM_HEADINGS["owner"], 22),
        Column(ROOM_HEADINGS["idle"], 11, figure),
        Column(Text("剩余面积", "Left"), 11, figure),
        Column(ROOM_HEADINGS["state"], 16),
        Column(Text("说明", "Why"), 46),
    )
    page = book.page(ROOM_SHEETS["left"], widths(columns), landscape=True)
    page.say(Text("没有调剂出去的房源", "Rooms of which something is left"), "section", height=22)
    rooms = report.proposal.rooms
    rows: list[list[Content | Cell]] = [
        [room.number, room.town, room.address, room.owner, room.idle, left, room.state, _why_left(report, at)]
        for at, left in report.rooms_left
        for room in (rooms[at],)
    ]
    if rows:
        page.table(columns, rows, repeat=True)
        total = sum((left for _, left in report.rooms_left), ZERO)
        row = [Cell(None, "sum_label") for _ in columns]
        row[0], row[5] = Cell(Text("合计", "Total"), "sum_label"), Cell(total, area_style(report, "sum_"))
        page.rows(columns, [row])
    else:
        page.say(Text("没有剩余。", "Nothing is left."))
    page.footer(imprint_line(report.proposal.question.framework))


def _why_left(report: RoomsReport, at: int) -> Text:
    proposal, room = report.proposal, report.proposal.rooms[at]
    if not room.usable:
        return Text("按现状不宜调剂", "not to be given in its condition")
    if not any(one.served.lacking for one in proposal.outlooks):
        return Text("没有单位缺房", "no unit lacks area")
    if any(one.room == at for one in proposal.given):
        return Text("拆分后的余下部分", "what remains of a split room")
    return Text(
        "不用它已是最好的安排，或范围内没有单位缺房",
        "the best allocation does without it, or nobody in reach lacks area",
    )


def short_page(book: Workbook, report: RoomsReport) -> None:
    """Who is lacking area still, how much would have to be found, and of whom nobody knows."""
    figure = area_style(report)
    columns = [
        Column(Text("镇街", "Town"), 16),
        Column(Text("单位", "Unit"), 22),
        Column(Text("缺口", "Lacking"), 12, figure),
        Column(Text("建议调剂", "Proposed"), 12, figure),
        Column(Text("仍缺", "Still lacking"), 12, figure),
        Column(Text("现值", "Value now"), 11, "points"),
        Column(Text("调剂后", "Value then"), 11, "points"),
        *([Column(Text("约需（万元）", "Cost, 10,000 yuan"), 13, "points")] if report.price is not None else []),
        Column(Text("拟解决途径", "How it is to be found"), 30, "input"),
    ]
    page = book.page(ROOM_SHEETS["short"], widths(columns), landscape=True)
    page.say(_short_title(report), "section", height=22)
    rows = [_short_row(one, report) for one in sorted(report.short, key=lambda one: -one.still_lacking)]
    if rows:
        page.table(columns, rows, repeat=True)
        page.rows(columns, [_short_total(report, len(columns))])
    else:
        page.say(Text("没有单位还缺房。", "No unit lacks area any more."))
    _unknown(page, report)
    page.footer(imprint_line(report.proposal.question.framework))


def _short_title(report: RoomsReport) -> Text:
    count, needed = len(report.short), area_words(report.needed)
    zh = f"仍有缺口的单位：{count} 个，共缺 {needed.zh}，需另行新建、购置、置换或共享"
    en = f"Still short: {counted(count, 'unit')}, {needed.en} in all, to be built, bought, swapped or shared"
    return Text(zh, en)


def _short_row(one: Outlook, report: RoomsReport) -> list[Content | Cell]:
    indicator = report.proposal.question.rules.indicator
    cost = [] if report.price is None else [_cost(one.still_lacking, report.price)]
    return [
        one.unit.town,
        one.unit.name,
        one.served.lacking,
        one.given,
        Cell(one.still_lacking, area_style(report, "bad_")),
        _figure(one.served.value),
        _figure(one.rating.result(indicator).value),
        *cost,
        None,
    ]


def _short_total(report: RoomsReport, count: int) -> list[Content | Cell]:
    look = area_style(report, "sum_")
    lacking = sum((one.served.lacking or ZERO for one in report.short), ZERO)
    given = sum((one.given for one in report.short), ZERO)
    cells = [Cell(Text("合计", "Total"), "sum_label"), Cell(None, "sum_label")]
    cells += [Cell(total, look) for total in (lacking, given, report.needed)]
    cells += [Cell(None, "sum_label")] * 2
    if report.price is not None:
        cells.append(Cell(_cost(report.needed, report.price), "sum"))
    return [*cells, *[Cell(None, "sum_label")] * (count - len(cells))]


def _unknown(page: Page, report: RoomsReport) -> None:
    """The units of which it is not known whether they lack area."""
    standings = zip(report.proposal.everyone, report.proposal.standings, strict=True)
    unknown = [member for member, standing in standings if standing == "unknown"]
    if not unknown:
        return
    page.skip()
    title = Text(f"不知道缺不缺的单位：{len(unknown)} 个", f"Not known: {counted(len(unknown), 'unit')}")
    page.say(title, "section", height=22)
    why = {
        "missing": Text("未上报", "not reported"),
        "unrated": Text("未评定", "not rated"),
        "rated": Text("表里没有可用的面积", "no usable area in its form"),
    }
    for member in unknown:
        place = Text.same(f"{member.unit.town} {member.unit.name}".strip())
        page.say(Text(f"{place.zh}：{why[member.state].zh}", f"{place.en}: {why[member.state].en}"))


def _cost(lacking: Decimal, price: Decimal) -> Decimal:
    """What some area costs, in ten thousand yuan."""
    return lacking * price / _TEN_THOUSAND


def _figure(value: Value | None) -> Content:
    return value if isinstance(value, Decimal) else None


def _move(before: str, after: str) -> Text:
    return Text.same(before if before == after else f"{before} → {after}")
