"""The workbook of paths: each unit's way to a grade, its steps, what is nearly as good, and efforts to be edited."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from starcli.core.explain import current, symbols
from starcli.core.findings import Finding
from starcli.core.gaps import name_of
from starcli.core.model import Framework, Grade
from starcli.core.paths.effort import EffortTable, whole_way
from starcli.core.paths.path import Path, PathReport
from starcli.core.paths.words import greedy_words, obstacle_words, steps_words
from starcli.core.text import Language, Text
from starcli.excel.layouts.effort import EFFORT_HEADINGS, EFFORTS, RULINGS, EffortColumn
from starcli.excel.writing.findings_page import findings_page, imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths


@dataclass(frozen=True, slots=True)
class Paths:
    """What the workbook shows: the paths of every rated unit to a grade, and by which efforts."""

    name: str
    framework: Framework
    target: Grade
    table: EffortTable
    reports: tuple[PathReport, ...]
    findings: tuple[Finding, ...]


def write_paths(paths: Paths, target: FilePath, language: Language) -> None:
    """Write the paths of some units. Raises `OutputError`."""
    grade = paths.target.name
    title = Text(f"{paths.name} 升星路径（到{grade.zh}）", f"{paths.name}: paths to {grade.en.lower()}")
    book = Workbook("paths", title, language)
    _units(book, paths, title)
    _steps(book, paths)
    _others(book, paths)
    _efforts(book, paths)
    if paths.findings:
        findings_page(book, paths.findings)
    book.save(target)


def _units(book: Workbook, paths: Paths, title: Text) -> None:
    columns = (
        Column(Text("镇街", "Town"), 12), Column(Text("单位", "Unit"), 18), Column(Text("类型", "Kind"), 8, "centre"),
        Column(Text("总分", "Total"), 8, "points"), Column(Text("星级", "Grade"), 11, "centre"),
        Column(Text("项数", "Steps"), 7, "whole"), Column(Text("工作量（天）", "Effort, days"), 9, "points"),
        Column(Text("完成后总分", "Total then"), 8, "points"), Column(Text("完成后星级", "Grade then"), 11, "centre"),
        Column(Text("做什么／为什么达不到", "What to do, or why it cannot be reached"), 46),
        Column(Text("与按短板次序补齐相比", "Against the order of gaps"), 24),
    )  # fmt: skip
    page = book.page(Text("升星路径", "Paths"), widths(columns), landscape=True)
    page.say(title, "title", height=30)
    page.say(_METHOD, "subtitle")
    page.table(columns, [_unit(report) for report in paths.reports], repeat=True)
    page.footer(imprint_line(paths.framework))


_METHOD = Text(
    "每个单位的路径都是工作量最少的组合，其次项数最少，再次余分最多；工作量按“工作量”表，可改后用 --effort 重算。",
    "Each path has the least effort of all, then the fewest steps, then the most points to spare; efforts stand on the "
    "sheet 'Effort': change them and run again with --effort.",
)


def _unit(report: PathReport) -> list[Content | Cell]:
    rating, path = report.rating, report.path
    head: list[Content | Cell] = [
        rating.unit.town, rating.unit.name, rating.scheme.kind.name, rating.total, symbols(rating)
    ]  # fmt: skip
    if path is None:
        words = [obstacle_words(report, obstacle) for obstacle in report.obstacles]
        why = Text("\n".join(w.zh for w in words), "\n".join(w.en for w in words))
        return [*head, None, None, None, Cell(Text("达不到", "out of reach"), "bad"), why, None]
    then: list[Content | Cell]
    if not path.steps:
        then = [0, path.effort, path.reached.total, symbols(path.reached)]
        return [*head, *then, Text("已达到", "reached already"), None]
    then = [len(path.steps), path.effort, path.reached.total, symbols(path.reached)]
    return [*head, *then, _unbroken(steps_words(path)), greedy_words(report)]


def _steps(book: Workbook, paths: Paths) -> None:
    columns = (
        Column(Text("镇街", "Town"), 12), Column(Text("单位", "Unit"), 18), Column(Text("编码", "Code"), 10, "centre"),
        Column(Text("指标", "Indicator"), 30), Column(Text("现状", "Now"), 12, "centre"),
        Column(Text("做到", "To"), 12, "centre"), Column(Text("得分", "Gain"), 8, "points"),
        Column(Text("工作量（天）", "Effort, days"), 10, "points"), Column(Text("必达项", "Gate"), 8, "centre"),
        Column(Text("责任人", "Responsible"), 20),
    )  # fmt: skip
    page = book.page(Text("步骤", "Steps"), widths(columns), landscape=True)
    page.say(Text("路径上的每一步", "Every step of the paths"), "section", height=22)
    page.table(columns, [row for report in paths.reports for row in _step_rows(report)], repeat=True)
    page.footer(imprint_line(paths.framework))


def _step_rows(report: PathReport) -> Iterator[list[Content | Cell]]:
    unit = report.rating.unit
    for step in report.path.steps if report.path is not None else ():
        definition = step.result.indicator.definition
        gate = Cell(Text("必达", "gate"), "bad") if step.gate else None
        values = current(step.result), name_of(step.result, step.value)
        yield [
            unit.town, unit.name, definition.id, definition.name, *values, step.gain, step.effort, gate,
            definition.plan.responsible,
        ]  # fmt: skip


def _others(book: Workbook, paths: Paths) -> None:
    columns = (
        Column(Text("镇街", "Town"), 12), Column(Text("单位", "Unit"), 18), Column(Text("路径", "Path"), 14, "centre"),
        Column(Text("项数", "Steps"), 8, "whole"), Column(Text("工作量（天）", "Effort, days"), 10, "points"),
        Column(Text("完成后总分", "Total then"), 10, "points"), Column(Text("做什么", "What to do"), 68),
    )  # fmt: skip
    rows = [row for report in paths.reports for row in _other_rows(report)]
    page = book.page(Text("备选", "Alternatives"), widths(columns), landscape=True)
    page.say(Text("工作量多不过一成的其他路径", "Other paths with at most a tenth more effort"), "section", height=22)
    if rows:
        page.table(columns, rows, repeat=True)
    else:
        page.say(Text("没有相近的备选路径。", "No other path is as near."))
    page.footer(imprint_line(paths.framework))


def _other_rows(report: PathReport) -> Iterator[list[Content | Cell]]:
    if report.path is None or not report.alternatives:
        return
    known: list[tuple[Text, Path]] = [(Text("最省力", "best"), report.path)]
    known += [(Text(f"备选 {n}", f"alternative {n}"), other) for n, other in enumerate(report.alternatives, 1)]
    unit = report.rating.unit
    for name, path in known:
        yield [
            unit.town,
            unit.name,
            name,
            len(path.steps),
            path.effort,
            path.reached.total,
            _unbroken(steps_words(path)),
        ]


def _efforts(book: Workbook, paths: Paths) -> None:
    shapes: tuple[tuple[EffortColumn, float, str], ...] = (
        ("code", 10, "centre"), ("name", 36, "text"), ("measure", 14, "centre"), ("days", 12, "whole"),
        ("effort", 12, "input_value"), ("ruling", 14, "input_value"),
    )  # fmt: skip
    columns = tuple(Column(EFFORT_HEADINGS[key], width, style) for key, width, style in shapes)
    page = book.page(EFFORTS, widths(columns))
    page.say(EFFORTS, "section", height=22)
    page.say(_ABOUT_EFFORT, "subtitle")
    first = page.row + 1
    page.table(columns, list(_effort_rows(paths)), repeat=True)
    for row in range(first, page.row):
        page.choices(row, len(columns) - 1, [words[page.owner.language] for words in RULINGS.values()])
    page.footer(imprint_line(paths.framework))


_ABOUT_EFFORT = Text(
    "工作量是一项从差到好整段路的天数；可改数，也可选“保持不动”“必须改进”，存好后用 --effort 指明本文件。",
    "Effort is the days of an indicator's whole way from bad to good. Change it, or choose a ruling; save, and name "
    "this file with --effort.",
)


def _effort_rows(paths: Paths) -> Iterator[Sequence[Content | Cell]]:
    """A row for every indicator that any of the units has, in the framework's order."""
    framework = paths.framework
    indicators = {i.id: i for report in paths.reports for i in report.rating.scheme.indicators}
    for key in framework.entries:
        if key not in indicators:
            continue
        indicator, ruling = indicators[key], paths.table.ruling(key)
        plan = indicator.definition.plan
        yield [
            key, indicator.name, framework.settings.measures.get(plan.measure), plan.days,
            Cell(whole_way(indicator, framework, paths.table), "input_value"),
            Cell(RULINGS[ruling] if ruling != "free" else None, "input_value"),
        ]  # fmt: skip


def _unbroken(steps: Text) -> Text:
    """The steps, each of which stays on one line."""
    zh = "、".join(step.replace(" ", "\u00a0") for step in steps.zh.split("、"))
    return Text(zh, ", ".join(step.replace(" ", "\u00a0") for step in steps.en.split(", ")))
