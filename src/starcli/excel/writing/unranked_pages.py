"""The pages of a ranking about those without a place: not rated, not reported, not in the roster."""

from collections.abc import Sequence

from starcli.core.district import Outsider, Unrated
from starcli.core.explain import stars
from starcli.core.model import Framework
from starcli.core.reconcile import Missing
from starcli.core.text import FormLanguage, Text, counted
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths

NOT_RATED = Text("未评定", "not rated")
NOT_REPORTED = Text("未上报", "not reported")
OUTSIDE = Text("名册外", "not in the roster")


def why(unrated: Unrated, language: FormLanguage) -> str:
    """Everything that kept a workbook from its rating, a line each."""
    return "\n".join(found.message(language) for found in unrated.findings if found.severity == "error")


def unrated_page(book: Workbook, unrated: Sequence[Unrated], *, by_roster: bool) -> None:
    """Every workbook without a rating, and why; with a roster not each of them counts."""
    columns = (
        Column(Text("文件", "File"), 36),
        Column(Text("单位", "Unit"), 24),
        Column(Text("镇街", "Town"), 14),
        Column(Text("原因", "Why"), 60),
    )
    page = book.page(NOT_RATED, widths(columns), landscape=True)
    title = Text("未评定的工作簿（计入总数）", "Workbooks not rated (they count in every total)")
    if by_roster:
        title = Text(
            "未评定的工作簿（名册里的单位各计一次，对不上名册的不计）",
            "Workbooks not rated (each unit of the roster counts once, nobody else does)",
        )
    page.say(title, "section", height=22)
    rows = [[u.location.file, u.unit.name, u.unit.town, why(u, book.language)] for u in unrated]
    if rows:
        page.table(columns, rows, repeat=True)
    else:
        page.say(Text("无。", "None."))


def missing_page(book: Workbook, missing: Sequence[Missing], framework: Framework) -> None:
    """Every unit of the roster that has not reported, town by town, with room for what was done about it."""
    columns = (
        Column(Text("镇街", "Town"), 16),
        Column(Text("单位", "Unit"), 24),
        Column(Text("类型", "Kind"), 10, "centre"),
        Column(Text("代码", "Code"), 16, "centre"),
        Column(Text("标签", "Tags"), 18),
        Column(Text("说明", "Remark"), 40),
        Column(Text("催报情况", "Reminded"), 20, "input"),
    )
    page = book.page(NOT_REPORTED, widths(columns), landscape=True)
    title = Text(
        f"未上报的单位：{len(missing)} 个（计入总数）",
        f"Not reported: {counted(len(missing), 'unit')} (they count in every total)",
    )
    page.say(title, "section", height=22)
    towns = list(dict.fromkeys((one.entry.unit.county, one.entry.unit.town) for one in missing))
    rows: list[list[Content | Cell]] = [
        [
            unit.town,
            unit.name,
            framework.kinds[unit.kind].name if unit.kind else None,
            unit.code,
            Text("、".join(one.entry.tags), ", ".join(one.entry.tags)),
            one.finding.message(book.language) if one.finding.code == "not-reported-but-near" else None,
            None,
        ]
        for one in sorted(missing, key=lambda one: towns.index((one.entry.unit.county, one.entry.unit.town)))
        for unit in (one.entry.unit,)
    ]
    if rows:
        page.table(columns, rows, repeat=True)
    else:
        page.say(Text("无。", "None."))


def outside_page(book: Workbook, outside: Sequence[Outsider], framework: Framework) -> None:
    """Every unit that is rated and that the roster does not have, and why it is none of the roster's."""
    columns = (
        Column(Text("文件", "File"), 32),
        Column(Text("单位", "Unit"), 20),
        Column(Text("代码", "Code"), 16, "centre"),
        Column(Text("镇街", "Town"), 14),
        Column(Text("总分", "Total"), 9, "points"),
        Column(Text("星级", "Grade"), 13, "centre"),
        Column(Text("原因", "Why"), 60),
    )
    page = book.page(OUTSIDE, widths(columns), landscape=True)
    title = Text(
        "不在名册的单位（已评定，不排名次，不计入总数）",
        "Units that the roster does not have (rated, without a place, in no total)",
    )
    page.say(title, "section", height=22)
    language = book.language
    rows: list[list[Content | Cell]] = [
        [
            one.location.file,
            one.standing.unit.name,
            one.standing.unit.code,
            one.standing.unit.town,
            one.standing.total,
            stars(framework.grade(one.standing.grade), framework.grades[0]),
            "\n".join(f"{found.message(language)}\n{found.advice(language)}" for found in one.reasons),
        ]
        for one in outside
    ]
    page.table(columns, rows, repeat=True)
