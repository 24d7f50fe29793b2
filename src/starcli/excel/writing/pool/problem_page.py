"""A page for each problem: what it is, its figures by county, kind, profile, tag and town, and why units have it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from starcli.core.pool.causes import Cause
from starcli.core.pool.figures import GroupFigure, Tally, Verdict
from starcli.core.pool.groups import GROUP_SORT_NAMES, GroupId, GroupSort
from starcli.core.pool.pool import Problem
from starcli.core.pool.report import PoolReport
from starcli.core.pool.words import SORT_NAMES, VERDICT_NAMES, demand_words, kept_words, missed_words, worse_words
from starcli.core.text import Text, counted
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.pool.links import Spot, link, runs
from starcli.excel.writing.pool.lists import Lists

_ORDER: tuple[GroupSort, ...] = ("tag", "kind", "profile", "county", "town")
_APART: tuple[GroupSort, ...] = ("tag", "kind", "profile")
"""The units of these groups do not stand together in the list: their numbers are given."""
_VERDICT_STYLES: Mapping[Verdict, str] = {
    "more": "bad",
    "less": "good",
    "noise": "centre",
    "perhaps": "centre",
    "open": "doubtful",
}
_COLUMNS = (
    Column(Text("分组", "By"), 12), Column(Text("组", "Group"), 27),
    Column(Text("应达标", "Asked"), 9, "whole"), Column(Text("不达标合计", "Miss it"), 10, "link_whole"),
    Column(Text("其中无有效值", "No value"), 10, "whole"), Column(Text("未评定", "Not rated"), 9, "whole"),
    Column(Text("未上报", "Not reported"), 9, "whole"), Column(Text("比例", "Share"), 10, "percent"),
    Column(Text("最多", "At most"), 10, "percent"), Column(Text("区间低", "Low"), 9, "percent"),
    Column(Text("区间高", "High"), 9, "percent"), Column(Text("与整体比", "Against the whole"), 26, "centre"),
)  # fmt: skip
_FIGURE = 3
_LONGEST = 900
_MOST_NAMES = 12


def problem_page(book: Workbook, problem: Problem) -> Page:
    """The empty sheet of a problem; it bears the indicator's code."""
    return book.page(problem.id, widths(_COLUMNS), landscape=True)


def fill_problem(page: Page, problem: Problem, report: PoolReport, lists: Lists, back: Spot) -> None:
    """Write the page of a problem; its figures lead to the units behind them."""
    question, pool = problem.question, report.pool
    page.say(Text(f"{question.id} {question.name.zh}", f"{question.id} {question.name.en}"), "title", height=30)
    page.say(_subtitle(problem, report), "subtitle")
    link(page, page.row, 0, Text("← 返回问题一览", "← All problems"), "link_line", back)
    page.skip()
    sort = SORT_NAMES[problem.sort]
    lines = [missed_words(problem.whole), kept_words(question, pool.target)]
    worse = worse_words(problem, _MOST_NAMES)
    for line in (*lines, *([worse] if worse is not None else [])):
        page.say(Text(f"· {line.zh}", f"· {line.en}"), "guide")
    page.skip()
    page.say(Text(f"{sort.zh}问题：各组比例", f"Shares by group (sort of problem: {sort.en})"), "section", height=22)
    shown = list(_shown(problem))
    everybody = Text("全部", "Everybody")
    top = page.table(
        _COLUMNS,
        [_row(everybody, Text.same(""), problem.whole), *(_figure_row(figure) for figure in shown)],
        repeat=True,
    )
    _left_out(page, problem, len(shown))
    if report.causes is not None:
        _causes(page, problem, report)
    places = _numbers(page, problem, shown, lists)
    _linked(page, top + 1, problem.whole, lists.spot(problem))
    for row, figure in enumerate(shown, top + 2):
        _linked(page, row, figure.tally, places.get(figure.group.id) or lists.spot(problem, figure.group))
    page.footer(imprint_line(pool.framework))


def _subtitle(problem: Problem, report: PoolReport) -> Text:
    """Whether it is a gate, what is required, who leads on it, and its special project."""
    question, framework = problem.question, report.pool.framework
    demand, lead = demand_words(question, framework), question.definition.lead_department
    unit = question.definition.measured_in
    zh, en = [f"要求 {demand.zh}"], [f"required: {demand.en}"]
    if unit.zh and not question.definition.levels:
        zh, en = [f"{zh[0]}，单位：{unit.zh}"], [f"{en[0]}, in {unit.en}"]
    if question.gate:
        zh.insert(0, "必达项")
        en.insert(0, "gate")
    if lead.zh:
        zh.append(f"牵头部门 {lead.zh}")
        en.append(f"lead: {lead.en}")
    entry = framework.entries[question.id]
    projects = {entry.variant(each.kind, each.profile).special_project for each in question.demands}
    for name in (project.name for key, project in framework.special_projects.items() if key in projects):
        zh.append(name.zh)
        en.append(name.en)
    return Text(" · ".join(zh), " · ".join(en))


def _shown(problem: Problem) -> Iterator[GroupFigure]:
    """The groups of each sort, the worst first; towns only where somebody misses it or nobody knows."""
    for sort in _ORDER:
        some = [f for f in problem.figures if f.group.sort == sort and f.verdict is not None]
        if sort == "town":
            some = [figure for figure in some if figure.tally.shown or figure.verdict == "less"]
        yield from sorted(some, key=lambda figure: (-figure.tally.least, -figure.tally.most, -figure.tally.asked))


def _left_out(page: Page, problem: Problem, shown: int) -> None:
    rest = sum(figure.verdict is not None for figure in problem.figures) - shown
    if rest:
        words = Text(f"另有 {rest} 个镇街没有不达标的单位。", f"In {counted(rest, 'more town')} no unit misses it.")
        page.say(words, "quiet")


def _figure_row(figure: GroupFigure) -> list[Content | Cell]:
    group = figure.group
    name = group.name
    if group.within and group.sort == "town":
        name = Text(f"{group.within} {name.zh}", f"{group.within} {name.en}")
    return _row(GROUP_SORT_NAMES[group.sort], name, figure.tally, figure)


def _row(sort: Text, name: Text, tally: Tally, figure: GroupFigure | None = None) -> list[Content | Cell]:
    most = tally.most if tally.unknown else None
    cells: list[Content | Cell] = [
        sort, name, tally.asked, tally.known, tally.blank or None, tally.unrated or None, tally.missing or None,
        tally.least, most,
    ]  # fmt: skip
    if figure is None or figure.verdict is None:
        return [*cells, None, None, None]
    verdict = Cell(VERDICT_NAMES[figure.verdict], _VERDICT_STYLES[figure.verdict])
    return [*cells, figure.interval.low, figure.interval.high, verdict]


def _linked(page: Page, row: int, tally: Tally, spot: Spot | None) -> None:
    """The figure of who misses it, leading to the units behind it."""
    if tally.shown and spot is not None:
        link(page, row, _FIGURE, tally.known, "link_whole", spot)
    else:
        page.put(row, _FIGURE, tally.known, "whole")


def _numbers(page: Page, problem: Problem, shown: Sequence[GroupFigure], lists: Lists) -> dict[GroupId, Spot]:
    """The numbers in the list of units for groups whose units do not stand together there; where each is said."""
    apart = [figure for figure in shown if figure.group.sort in _APART and figure.tally.shown]
    if not apart:
        return {}
    page.skip()
    title = Text("各组单位在名单中的序号", "Numbers in the list of units, by group")
    page.say(title, "section", height=22)
    places: dict[GroupId, Spot] = {}
    numbers = lists.numbers[problem.id]
    for figure in apart:
        places[figure.group.id] = Spot(page.name, page.row)
        found = [numbers[member] for member in figure.group.members if member in numbers]
        name = figure.group.name
        for position, part in enumerate(_pieces(runs(sorted(found)))):
            head = Text("…", "…") if position else Text(f"{name.zh}（{len(found)}）", f"{name.en} ({len(found)})")
            page.say(Text(f"{head.zh}：{part}", f"{head.en}: {part}"))
    link(page, page.row, 0, Text("→ 名单", "→ The list"), "link_line", lists.spot(problem))
    page.skip()
    return places


def _pieces(parts: Iterable[str]) -> Iterator[str]:
    """Runs of numbers as lines that a row can hold."""
    line = ""
    for part in parts:
        if line and len(line) + len(part) > _LONGEST:
            yield line
            line = ""
        line = f"{line}, {part}" if line else part
    if line:
        yield line


def _causes(page: Page, problem: Problem, report: PoolReport) -> None:
    """Why units miss it, as their plans say, and how many of those that miss it have a plan that says so."""
    causes = report.causes
    if causes is None:
        return
    page.skip()
    page.say(Text("方案所列原因", "Causes that plans give"), "section", height=22)
    missing = {miss.member for miss in problem.question.misses if miss.why in ("missed", "blank")}
    said = len(missing & causes.explained(problem.id))
    page.say(
        Text(
            f"{len(missing)} 个不达标的单位中，{said} 个的方案写了原因。",
            f"Of {counted(len(missing), 'unit')} that miss it, the plans of {said} say why.",
        ),
        "quiet",
    )
    for cause in causes.of(problem.id):
        names = _names(cause, report)
        count = len(cause.members)
        page.say(
            Text(f"· {cause.words.zh}：{count} 个（{names.zh}）", f"· {cause.words.en}: {count} ({names.en})"), "guide"
        )


def _names(cause: Cause, report: PoolReport) -> Text:
    """The units whose plans give a cause."""
    names = [report.pool.members[number].unit.name for number in cause.members]
    return Text("、".join(names), ", ".join(names))
