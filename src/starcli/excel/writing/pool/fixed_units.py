"""The units behind what fixes bring: a row for each unit that has the grade by any choice, a column for each choice."""

from starcli.core.explain import stars
from starcli.core.pool.fixing import Lever, Levers
from starcli.core.pool.report import PoolReport
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths

FIXED_UNITS_NAME = Text("集中解决名单", "Units gained")
_HAS, _GAINS = "○", "●"
_FIRST = (
    Column(Text("县（市、区）", "County"), 12), Column(Text("镇街", "Town"), 16), Column(Text("单位", "Unit"), 20),
    Column(Text("类型", "Kind"), 14, "centre"), Column(Text("现星级", "Grade now"), 12, "centre"),
    Column(Text("现已达标", "Has it now"), 9, "centre"),
)  # fmt: skip


def fixed_units_page(book: Workbook, levers: Levers) -> Page:
    """The empty sheet."""
    return book.page(FIXED_UNITS_NAME, widths(_columns(levers)), landscape=True)


def fill_fixed_units(page: Page, report: PoolReport, levers: Levers) -> None:
    """Write a row for each unit that has the grade as things are, or by any of the choices."""
    columns, pool = _columns(levers), report.pool
    page.say(Text("每种做法下达标的单位", "The units that have the grade by each choice"), "section", height=22)
    about = Text(
        "○ 现已达标，● 集中解决后新达标；“最”是最管用的组合，“多”是不达标最多的几项，数字是项数。按列筛选即得名单。",
        "○ has it now, ● gains it; 'best' is the best choice, 'missed' the indicators that most units miss, each with "
        "their number. Filter a column for its units.",
    )
    page.say(about, "quiet")
    choices = [frozenset(fix.having) for lever in levers.steps for fix in (lever.best, lever.naive)]
    now = frozenset(levers.having)
    everybody = sorted(now.union(*choices))
    top = page.table(columns, [_row(number, choices, now, report) for number in everybody], repeat=True)
    if everybody:
        page.sheet.autofilter(top, 0, page.row - 1, len(columns) - 1)
    page.footer(imprint_line(pool.framework))


def _columns(levers: Levers) -> tuple[Column, ...]:
    return (*_FIRST, *(column for lever in levers.steps for column in _of_lever(lever)))


def _of_lever(lever: Lever) -> tuple[Column, Column]:
    size = lever.size
    return (
        Column(Text(f"最{size}", f"best {size}"), 8, "centre"),
        Column(Text(f"多{size}", f"missed {size}"), 9, "centre"),
    )


def _row(number: int, choices: list[frozenset[int]], now: frozenset[int], report: PoolReport) -> list[Content | Cell]:
    pool = report.pool
    member, framework = pool.members[number], pool.framework
    unit, standing = member.unit, member.standing
    grade = framework.grade(standing.grade) if standing is not None else None
    mark = _HAS if number in now else _GAINS
    return [
        unit.county,
        unit.town,
        unit.name,
        framework.kinds[unit.kind].name if unit.kind else None,
        stars(grade, framework.grades[0]) if grade is not None else None,
        _HAS if number in now else None,
        *(mark if number in choice else None for choice in choices),
    ]
