"""The page of over-claims: what was claimed against what town and county found, of one unit or of a whole district."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from starcli.core.areas import Places
from starcli.core.assessment import TIERS
from starcli.core.explain import current, stars
from starcli.core.judgement import Result
from starcli.core.model import Framework
from starcli.core.numbers import ZERO, divide, half_up
from starcli.core.overclaim import Difference, OverClaimed, OverClaims
from starcli.core.provenance import cells_in, home_of
from starcli.core.rating import TIER_NAMES
from starcli.core.standing import Standing
from starcli.core.text import Text
from starcli.excel.layouts.form import HEADINGS
from starcli.excel.result_sheets import OVER_CLAIMS
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths

NAME = Text("虚报核减", "Over-claims")
_PLACES = 2

Claimed = tuple[Standing, OverClaimed]


def ledger_of_over_claims(book: Workbook, unit: str, ledger: OverClaims | None) -> None:
    """The page of one unit: every indicator whose confirmed value gives other points; `ledger` is None without any."""
    heading, no_difference, nothing = OVER_CLAIMS.signs
    columns = (
        Column(Text("编码", "Code"), 9, "centre"),
        Column(Text("指标", "Indicator"), 26),
        *(Column(HEADINGS[tier], 13, "centre") for tier in TIERS),
        Column(Text("分值", "Weight"), 8, "points"),
        Column(Text("自评得分", "Points claimed"), 10, "points"),
        Column(heading, 10, "points"),
        Column(Text("多报", "Too much"), 9, "points"),
        Column(Text("少报", "Too little"), 9, "points"),
        Column(Text("填报出处", "Claimed in"), 16),
        Column(Text("核定出处", "Confirmed in"), 16),
    )
    page = book.page(NAME, widths(columns), landscape=True)
    page.say(OVER_CLAIMS.of(unit), "section", height=22)
    if ledger is None:
        page.say(nothing)
        return
    _on_each_basis(page, ledger)
    if not ledger.differences:
        page.say(no_difference)
        return
    page.skip()
    home = home_of(ledger.ratings["self"])
    top = page.table(columns, [_line(difference, home) for difference in ledger.differences], repeat=True)
    claimed = sum((difference.claimed.points for difference in ledger.differences), ZERO)
    confirmed = sum((difference.confirmed.points for difference in ledger.differences), ZERO)
    _sums(page, len(columns), top, {6: claimed, 7: confirmed, 8: ledger.over, 9: ledger.under})
    page.footer(imprint_line(ledger.ratings["self"].scheme.framework))


def _on_each_basis(page: Page, ledger: OverClaims) -> None:
    """Total and grade on each basis, and what the points of the table mean."""
    for tier, rating in ledger.ratings.items():
        name, symbols = TIER_NAMES[tier], stars(rating.grade, rating.scheme.grades[0])
        zh = f"• 按{name.zh}：总分 {rating.total}，{symbols} {rating.grade.name.zh}"
        page.say(Text(zh, f"• by {name.en}: total {rating.total}, {symbols} {rating.grade.name.en}"))
    note = Text(
        "核定得分按复核值算，没有复核值的按核验值；单位自己没有填的项目不算多报、少报。",
        "Confirmed points rest on the reviewed value, else on the verified one; what the unit left blank is no claim.",
    )
    page.say(note, "quiet")


def _line(difference: Difference, home: str) -> list[Content | Cell]:
    points, indicator = difference.points, difference.indicator
    return [
        indicator.id,
        indicator.name,
        *_values(list(difference.by_basis.values())),
        indicator.weight,
        difference.claimed.points,
        difference.confirmed.points,
        Cell(points, "bad_points") if points > 0 else None,
        -points if points < 0 else None,
        cells_in(difference.claimed.sources, home),
        cells_in(difference.confirmed.sources, home),
    ]


def _values(results: Sequence[Result]) -> list[Content]:
    """The value on each basis; nothing where it rests on the same cells as on the one below."""
    changed = [below.sources != result.sources for below, result in pairwise(results)]
    return [current(result) if is_new else None for result, is_new in zip(results, (True, *changed), strict=True)]


def _sums(page: Page, columns: int, top: int, sums: dict[int, Decimal]) -> None:
    """The last row of a table: its sums, as formulas."""
    for position in range(columns):
        page.put(page.row, position, None, "sum_label")
    page.put(page.row, 1, Text("合计", "Total"), "sum_label")
    for position, total in sums.items():
        letter = chr(ord("A") + position)
        page.put(page.row, position, Cell(total, formula=f"=SUM({letter}{top + 2}:{letter}{page.row})"), "sum")
    page.row += 1


def district_over_claims(book: Workbook, standings: Iterable[Standing], framework: Framework) -> None:
    """The page of a district: units by how much they claimed too much, and their towns; none without such units."""
    claimed = [(standing, standing.over_claim) for standing in standings if standing.over_claim is not None]
    if not claimed:
        return
    columns = (
        Column(Text("单位", "Unit"), 22),
        Column(Text("镇街", "Town"), 14),
        Column(Text("自评总分", "Total claimed"), 11, "points"),
        Column(Text("自评星级", "Grade claimed"), 13, "centre"),
        Column(Text("核定总分", "Total confirmed"), 11, "points"),
        Column(Text("核定星级", "Grade confirmed"), 13, "centre"),
        Column(Text("总分差", "Difference"), 10, "points"),
        Column(Text("星级差", "Grades"), 9, "whole"),
        Column(Text("多报项数", "Items too high"), 9, "whole"),
        Column(Text("多报分", "Points too much"), 10, "points"),
        Column(Text("少报分", "Points too little"), 10, "points"),
    )
    page = book.page(NAME, widths(columns), landscape=True)
    page.say(NAME, "title", height=30)
    note = Text(
        "有核验值或复核值的单位，按多报分从高到低；差 = 自评 − 核定。多报、少报只计单位自己填了的项目。",
        "Units with verified or reviewed values, the most over-claimed first; differences are claimed less confirmed. "
        "Points too much or too little are those of items that the unit filled in itself.",
    )
    page.say(note, "quiet")
    ordered = sorted(claimed, key=lambda pair: (-pair[1].over, pair[0].unit.code, pair[0].unit.name))
    page.table(columns, [_unit_row(pair, framework) for pair in ordered], repeat=True)
    page.skip()
    _towns(page, ordered, framework)
    page.footer(imprint_line(framework))


def _unit_row(pair: Claimed, framework: Framework) -> list[Content | Cell]:
    standing, claim = pair
    highest = framework.grades[0]
    return [
        standing.unit.name,
        standing.unit.town,
        claim.claimed_total,
        stars(framework.grade(claim.claimed_grade), highest),
        claim.confirmed_total,
        stars(framework.grade(claim.confirmed_grade), highest),
        claim.claimed_total - claim.confirmed_total,
        _fallen(claim, framework),
        claim.count,
        Cell(claim.over, "bad_points" if claim.over else "points"),
        claim.under,
    ]


def _fallen(claim: OverClaimed, framework: Framework) -> int:
    """How many grades lie between what was claimed and what was confirmed."""
    order = [grade.id for grade in framework.grades]
    return order.index(claim.confirmed_grade) - order.index(claim.claimed_grade)


def _towns(page: Page, claimed: Sequence[Claimed], framework: Framework) -> None:
    """A line a town, in the order of the points that its units claimed too much, and the whole."""
    page.say(Text("分镇街", "By town"), "section", height=22)
    columns = (
        Column(Text("镇街", "Town"), 22),
        Column(Text("单位数", "Units"), 14, "whole"),
        Column(Text("多报单位", "Units too high"), 11, "whole"),
        Column(Text("降星单位", "Units that lose grades"), 13, "whole"),
        Column(Text("多报项数", "Items too high"), 11, "whole"),
        Column(Text("多报分", "Points too much"), 13, "points"),
        Column(Text("少报分", "Points too little"), 10, "points"),
        Column(Text("每单位多报分", "Too much a unit"), 9, "points"),
    )
    tell = Places([standing.unit for standing, _ in claimed])
    by_town: dict[str, list[Claimed]] = {}
    for pair in claimed:
        by_town.setdefault(str(tell.of(pair[0].unit)), []).append(pair)
    rows = [_town_row(town or Text("未归属", "unplaced"), pairs, framework) for town, pairs in by_town.items()]
    rows.sort(key=lambda row: -Decimal(str(row[5])))
    whole = _town_row(Text("合计", "Total"), claimed, framework)
    total = [Cell(content, "sum_whole" if isinstance(content, int) else "sum") for content in whole]
    page.table(columns, [*rows, [Cell(whole[0], "sum_label"), *total[1:]]])


def _town_row(name: Content, pairs: Sequence[Claimed], framework: Framework) -> list[Content]:
    claims = [claim for _, claim in pairs]
    over = sum((claim.over for claim in claims), ZERO)
    return [
        name,
        len(claims),
        sum(claim.over > 0 for claim in claims),
        sum(_fallen(claim, framework) > 0 for claim in claims),
        sum(claim.count for claim in claims),
        over,
        sum((claim.under for claim in claims), ZERO),
        half_up(divide(over, Decimal(len(claims))), _PLACES),
    ]
