"""Why problems are there, as plans say, and the support that they want from above, department by department."""

from collections.abc import Iterator, Mapping, Sequence

from starcli.core.pool.causes import Causes
from starcli.core.pool.pool import Pool
from starcli.core.pool.report import PoolReport
from starcli.core.text import Text, counted
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.pool.links import Spot, link

CAUSES_NAME = Text("原因与支持", "Causes and support")
_COLUMNS = (
    Column(Text("编码", "Code"), 10, "link"), Column(Text("指标", "Indicator"), 30),
    Column(Text("原因", "Cause"), 46), Column(Text("方案数", "Plans"), 8, "whole"),
    Column(Text("单位", "Units"), 50),
)  # fmt: skip


def causes_page(book: Workbook) -> Page:
    """The empty sheet."""
    return book.page(CAUSES_NAME, widths(_COLUMNS), landscape=True)


def fill_causes(page: Page, report: PoolReport, causes: Causes, spots: Mapping[str, Spot]) -> None:
    """Write causes by indicator and support by department."""
    pool = report.pool
    page.say(CAUSES_NAME, "title", height=30)
    planned, units = len(causes.planned), len(pool.members)
    page.say(
        Text(f"{units} 个单位中 {planned} 个有方案", f"{planned} of {counted(units, 'unit')} have a plan"), "subtitle"
    )
    page.skip()
    page.say(Text("一、方案所列原因", "1. Causes that plans give"), "section", height=22)
    rows = list(_rows(causes, pool))
    if rows:
        top = page.table(_COLUMNS, [row for _, row in rows], repeat=True)
        for row, (key, _) in enumerate(rows, top + 1):
            link(page, row, 0, key, "link" if key in spots else "text", spots.get(key))
    else:
        page.say(Text("方案里没有写原因。", "The plans give no causes."))
    page.skip()
    page.say(Text("二、需上级支持事项", "2. Support wanted from above"), "section", height=22)
    _support(page, causes, pool)
    page.footer(imprint_line(pool.framework))


def _rows(causes: Causes, pool: Pool) -> Iterator[tuple[str, Sequence[Content | Cell]]]:
    """Every cause, the indicators in the order of their problems."""
    order = [problem.id for problem in pool.problems]
    for key in (*order, *(key for key in causes.by_indicator if key not in order)):
        name = pool.framework.entries[key].definition.name
        for cause in causes.of(key):
            names = [pool.members[number].unit.name for number in cause.members]
            units = Text("、".join(names), ", ".join(names))
            yield key, [key, name, cause.words, len(cause.members), units]


def _support(page: Page, causes: Causes, pool: Pool) -> None:
    if not causes.departments:
        page.say(Text("方案里没有写需上级支持的事项。", "The plans ask for no support."))
        return
    wide = page.widths
    columns = (
        Column(Text("编码", "Code"), wide[0], "centre"), Column(Text("部门", "Department"), wide[1], "strong"),
        Column(Text("事项", "What is wanted"), wide[2]), Column(Text("单位数", "Units"), wide[3], "whole"),
        Column(Text("单位", "Unit"), wide[4]),
    )  # fmt: skip
    rows: list[Sequence[Content | Cell]] = []
    for department in causes.departments:
        units = {wish.member for wish in department.wishes}
        rows.append([None, department.name, None, len(units), None])
        rows += [
            [wish.indicator, None, wish.words, None, pool.members[wish.member].unit.name] for wish in department.wishes
        ]
    page.table(columns, rows)
