"""What it brings to put a few indicators right for everyone: the best choice beside the most missed."""

from collections.abc import Mapping, Sequence

from starcli.core.pool.fixing import Fix, Lever, Levers
from starcli.core.pool.pool import Pool
from starcli.core.pool.report import PoolReport
from starcli.core.pool.words import demand_words, gain_words, lever_words
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.pool.links import Spot, link

FIXES_NAME = Text("集中解决", "Fixes")
_COLUMNS = (
    Column(Text("项数", "Fixes"), 7, "whole"), Column(Text("最管用的组合", "The best choice"), 44),
    Column(Text("达标单位", "Reach it"), 10, "link_whole"), Column(Text("新增", "Gained"), 8, "whole"),
    Column(Text("合计增分", "Points"), 11, "centre"), Column(Text("不达标最多的几项", "The most missed"), 44),
    Column(Text("达标单位", "Reach it"), 10, "link_whole"), Column(Text("新增", "Gained"), 8, "whole"),
    Column(Text("证明", "Proof"), 13, "centre"),
)  # fmt: skip
_BEST, _NAIVE, _CODE = 2, 6, 0
_PROVEN = Text("最优（已证明）", "best (proven)")
_ABOUT = Text(
    "假设由上级统一解决这几项：凡不达标的单位都提到要求值，其余不变，逐个单位重新评定"
    "（总分、必达项、维度底线、一票否决都算）。"
    "达标单位一样多时，取合计增分多的，再取项数少的，再按指标次序。",
    "If these are put right centrally, every unit that misses one has the value required and all else stays; each unit "
    "is rated anew with totals, gates, dimension floors and vetoes. Of choices that bring as many units, the one with "
    "the most points, then the fewest indicators, then the framework's order.",
)


def fixes_page(book: Workbook) -> Page:
    """The empty sheet."""
    return book.page(FIXES_NAME, widths(_COLUMNS), landscape=True)


def fill_fixes(page: Page, units: Page, report: PoolReport, levers: Levers, spots: Mapping[str, Spot]) -> None:
    """Write the choices, and what each indicator of the last one asks for; figures lead to the sheet of units."""
    pool = report.pool
    grade = pool.target.name
    title = Text(f"集中解决哪几项，{grade.zh}增加最多", f"Which fixes bring the most units to {grade.en.lower()}")
    page.say(title, "title", height=30)
    page.say(lever_words(levers, levers.last, pool.target), "summary", height=34)
    page.say(_ABOUT, "quiet")
    page.skip()
    top = page.table(_COLUMNS, [_row(levers, lever, pool) for lever in levers.steps], repeat=False)
    page.skip()
    _indicators(page, levers.last.best, pool, spots)
    spot = Spot(units.name)
    for row, lever in enumerate(levers.steps, top + 1):
        link(page, row, _BEST, len(lever.best.having), "link_whole", spot)
        link(page, row, _NAIVE, len(lever.naive.having), "link_whole", spot)
    page.footer(imprint_line(pool.framework))


def _row(levers: Levers, lever: Lever, pool: Pool) -> list[Content | Cell]:
    best, naive = lever.best, lever.naive
    proof = _PROVEN if lever.is_proven else Text(f"至多 {lever.most}", f"{lever.most} at most")
    return [
        lever.size,
        _named(best.indicators, pool),
        len(best.having),
        Cell(len(levers.gained(best)), "good"),
        gain_words(best),
        _named(naive.indicators, pool),
        len(naive.having),
        len(levers.gained(naive)),
        Cell(proof, "good" if lever.is_proven else "doubtful"),
    ]


def _named(indicators: Sequence[str], pool: Pool) -> Text:
    names = [(key, pool.problem(key).question.name) for key in indicators]
    return Text("\n".join(f"{key} {name.zh}" for key, name in names), "\n".join(f"{k} {n.en}" for k, n in names))


def _indicators(page: Page, fix: Fix, pool: Pool, spots: Mapping[str, Spot]) -> None:
    """What is to be put right, for how many, and who leads on it."""
    wide = page.widths
    columns = (
        Column(Text("编码", "Code"), wide[0], "link"), Column(Text("指标", "Indicator"), wide[1]),
        Column(Text("要提升", "To lift"), wide[2], "whole"), Column(Text("必达", "Gate"), wide[3], "centre"),
        Column(Text("合计增分", "Points"), wide[4], "points"), Column(Text("提到", "Up to"), wide[5]),
    )  # fmt: skip
    page.say(Text("要集中解决的指标", "What is to be put right"), "section", height=22)
    top = page.table(columns, [_indicator(key, fix, pool) for key in fix.indicators])
    for row, key in enumerate(fix.indicators, top + 1):
        link(page, row, _CODE, key, "link", spots.get(key))
    page.skip()


def _indicator(key: str, fix: Fix, pool: Pool) -> list[Content | Cell]:
    question = pool.problem(key).question
    gate = Cell(Text("必达", "gate"), "bad") if question.gate else None
    lead, demand = question.definition.lead_department, demand_words(question, pool.framework)
    words = Text(f"{demand.zh}（牵头：{lead.zh}）", f"{demand.en} (lead: {lead.en})") if lead.zh else demand
    return [key, question.name, fix.lifted[key], gate, question.gain, words]
