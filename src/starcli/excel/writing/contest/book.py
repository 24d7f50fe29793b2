"""The result of a contest as a workbook: places and ties, a score sheet a part, the judges, and what was found."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from starcli.core.contest.contest import Result
from starcli.core.contest.result import Contest, Decided, Total
from starcli.core.contest.words import rule_words, tie_words
from starcli.core.findings import Finding
from starcli.core.numbers import ZERO, divide, half_up, plain
from starcli.core.text import Language, Text
from starcli.excel.writing.addresses import address, fixed
from starcli.excel.writing.contest.scores import ScoresPage, Spot, place_formula
from starcli.excel.writing.findings_page import findings_page
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, narrow_font, widths

_FIRST = 3
"""The column of the first part on the page of results."""


def write_contest(contest: Contest, findings: Sequence[Finding], source: str, target: Path, language: Language) -> None:
    """Write the result of a contest. Raises `OutputError`."""
    title = Text(f"{contest.title} 成绩", f"{contest.title}: results")
    book = Workbook("contest", title, language)
    narrow_font(book)
    footer = Text(f"来源：{source}", f"From {source}")[language]
    columns = _columns(contest)
    first = book.page(Text("成绩", "Results"), widths(columns), landscape=len(contest.parts) > 1)
    pages = [ScoresPage(book, decided, contest.rules) for decided in contest.parts]
    for decided, page in zip(contest.parts, pages, strict=True):
        page.write(Text.same(f"{contest.title} {decided.part.name}".strip()), footer)
    _results(first, contest, title, columns, [page.spots for page in pages])
    first.footer(footer)
    _judges(book, contest, footer)
    findings_page(book, findings)
    book.save(target)


def _columns(contest: Contest) -> tuple[Column, ...]:
    places = contest.rules.places
    figure, total = f"result_{places}", f"total_{places}"
    parts: list[Column] = []
    if len(contest.parts) == 1:
        names = (Text("平均分", "Mean"), Text("加分", "Plus"), Text("扣分", "Minus"))
        parts = [Column(name, 10, figure) for name in names]
    elif contest.totals:
        parts = [Column(_part_heading(decided), 14, figure) for decided in contest.parts]
        if any(one.extra.sum != ZERO for one in contest.totals):
            parts += [Column(Text("加分", "Plus"), 9, figure), Column(Text("扣分", "Minus"), 9, figure)]
    else:
        parts = [Column(Text("环节", "Part"), 18)]
    return (
        Column(Text("名次", "Place"), 8, "strong_whole"),
        Column(Text("序号", "No."), 7, "whole"),
        Column(Text("参赛单位（选手）", "Contestant"), 30, "strong"),
        *parts,
        Column(Text("总成绩", "Total") if contest.totals else Text("得分", "Score"), 11, total),
        Column(Text("说明", "Remarks"), 30),
    )


def _part_heading(decided: Decided) -> Text:
    weight = plain(decided.part.weight or ZERO)
    return Text(f"{decided.part.name}（占 {weight}%）", f"{decided.part.name} ({weight} %)")


def _results(
    page: Page, contest: Contest, title: Text, columns: Sequence[Column], spots: Sequence[dict[tuple[str, ...], Spot]]
) -> None:
    page.say(title, "title", height=30)
    for decided in contest.parts:
        words = rule_words(contest.rules, decided)
        name = decided.part.name
        page.say(words if len(contest.parts) == 1 else Text(f"{name}：{words.zh}", f"{name}: {words.en}"))
    page.skip()
    top = page.row + 1
    if contest.totals:
        rows = [_total_row(contest, one, top + at, top, spots) for at, one in enumerate(contest.totals)]
    else:
        rows = [row for decided in contest.parts for row in _part_rows(decided)]
    page.table(columns, rows, repeat=True)
    page.skip()
    page.say(Text("并列", "Ties"), "section", height=22)
    for tie in contest.ties:
        page.say(tie_words(tie))
    if not contest.ties:
        page.say(Text("没有并列。", "There are none."))
    page.skip()
    page.say(_SIGN, "body", height=26)


_SIGN = Text(
    "计分人：____________　　复核人：____________　　监督人：____________　　日期：______年____月____日",
    "Counted by: ____________   Checked by: ____________   Supervised by: ____________   Date: ____________",
)


def _total_row(
    contest: Contest, one: Total, row: int, first: int, spots: Sequence[dict[tuple[str, ...], Spot]]
) -> list[Content | Cell]:
    """A contestant with formulas that lead to the score sheets."""
    who, last = one.contestant, first + len(contest.totals) - 1
    cells: list[Content | Cell] = []
    places = contest.rules.places
    mine = [each.get(who.key) for each in spots]
    twice = any(result is not None and result.row.twice for result in one.results)
    if len(contest.parts) == 1:
        result, spot = one.results[0], mine[0]
        column = _FIRST + 3
        if result is not None and spot is not None:
            plus, minus = result.row.extra.plus, result.row.extra.minus
            values = ((result.mean, spot.mean), (plus, spot.plus), (minus, spot.minus))
            cells = [_cell(value, "" if twice else f"={at}") for value, at in values]
        formula = "" if spot is None or twice or one.extra.sum != ZERO else f"={spot.score}"
    else:
        pairs = list(zip(one.results, mine, strict=True))
        cells = [
            _cell(result.score if result is not None else None, "" if spot is None or twice else f"={spot.score}")
            for result, spot in pairs
        ]
        column = _FIRST + len(contest.parts)
        parts = [address(row, _FIRST + at) for at in range(len(contest.parts))]
        terms = "+".join(
            f"ROUND({cell}*{plain(decided.part.weight or ZERO)}/{plain(decided.part.full)},6)"
            for cell, decided in zip(parts, contest.parts, strict=True)
        )
        more = any(each.extra.sum != ZERO for each in contest.totals)
        if more:
            cells += [_cell(one.extra.plus, ""), _cell(one.extra.minus, "")]
            terms += f"+{address(row, column)}-{address(row, column + 1)}"
            column += 2
        known = ",".join(f"ISNUMBER({cell})" for cell in parts)
        formula = "" if one.extra.sum is None or twice else f'=IF(AND({known}),ROUND({terms},{places}),"")'
    total = address(row, column)
    place = f"={place_formula(total, fixed(first, column), fixed(last, column))}"
    number = Decimal(who.number) if who.number.isdigit() else who.number
    return [_cell(one.place, place), number, who.label, *cells, _cell(one.total, formula), _remark(contest, one)]


def _cell(value: Decimal | int | None, formula: str) -> Cell:
    return Cell("" if value is None else value, formula=formula)


def _part_rows(decided: Decided) -> Iterator[list[Content | Cell]]:
    """The contestants of a part that stands by itself, the best first."""
    results = sorted(decided.results, key=lambda one: (one.place is None, one.place or 0))
    for one in results:
        who = one.row.contestant
        number = Decimal(who.number) if who.number.isdigit() else who.number
        words = _about(one, decided)
        place = Cell("") if one.place is None else one.place
        score = Cell("") if one.score is None else one.score
        yield [
            place,
            number,
            who.label,
            decided.part.name,
            score,
            Text("；".join(w.zh for w in words), "; ".join(w.en for w in words)),
        ]


def _remark(contest: Contest, one: Total) -> Text:
    """What must be known of a total: ties, scores that are missing, why there is none."""
    words: list[Text] = []
    tie = next((tie for tie in contest.ties if tie.place == one.place), None)
    if tie is not None:
        words.append(Text(f"并列第 {tie.place}", f"tied at {tie.place}"))
    for decided, result in zip(contest.parts, one.results, strict=True):
        told = [Text("没有分数", "no scores")] if result is None else _about(result, decided)
        name = decided.part.name if len(contest.parts) > 1 else ""
        words += [Text(f"{name}{word.zh}", f"{name} {word.en}".strip()) for word in told]
    if one.extra.sum is None:
        words.append(Text("加分、扣分看不懂", "plus or minus unreadable"))
    return Text("；".join(word.zh for word in words), "; ".join(word.en for word in words))


def _about(result: Result, decided: Decided) -> list[Text]:
    words: list[Text] = []
    if result.row.twice:
        return [Text("重复出现，没有成绩", "stands there twice: no result")]
    absent = result.fates.count("absent")
    invalid = result.fates.count("unusable") + (not decided.part.judges and result.is_doubtful)
    if result.score is None:
        words.append(Text("没有成绩", "no result"))
    if absent:
        words.append(Text(f"缺 {absent} 位评委的分", f"without {absent} of the judges"))
    if invalid:
        words.append(Text(f"{invalid} 个分数无效，待核实", f"{invalid} invalid, to be checked"))
    return words


def _judges(book: Workbook, contest: Contest, footer: str) -> None:
    """What each judge gave: how many scores, their mean and range, and how often they were dropped."""
    figure = f"result_{contest.rules.places}"
    columns = (
        Column(Text("环节", "Part"), 16), Column(Text("评委", "Judge"), 18, "strong"),
        Column(Text("打分数", "Scores"), 8, "whole"), Column(Text("平均", "Mean"), 9, figure),
        Column(Text("最低", "Lowest"), 9, figure), Column(Text("最高", "Highest"), 9, figure),
        Column(Text("被去高次数", "Dropped as highest"), 12, "whole"),
        Column(Text("被去低次数", "Dropped as lowest"), 12, "whole"),
        Column(Text("缺席", "Absent"), 8, "whole"), Column(Text("无效", "Invalid"), 8, "whole"),
        Column(Text("说明", "Remarks"), 22),
    )  # fmt: skip
    page = book.page(Text("评委", "Judges"), widths(columns), landscape=True)
    page.say(Text("各位评委的打分情况", "What each judge gave"), "section", height=22)
    rows = [row for decided in contest.parts for row in _judge_rows(decided, contest)]
    if rows:
        page.table(columns, rows, repeat=True)
    else:
        page.say(Text("没有评委分栏。", "No judges are named."))
    page.footer(footer)


def _judge_rows(decided: Decided, contest: Contest) -> Iterator[list[Content | Cell]]:
    for at, judge in enumerate(decided.part.judges):
        given = [one.row.scores[at].value for one in decided.results]
        values = [value for value in given if value is not None]
        fates = [one.fates[at] for one in decided.results]
        mean = half_up(divide(sum(values, ZERO), Decimal(len(values))), contest.rules.places) if values else None
        same = len(values) >= contest.rules.least and len(set(values)) == 1
        yield [
            decided.part.name, judge, len(values), mean, min(values, default=None), max(values, default=None),
            *(fates.count(fate) for fate in ("highest", "lowest", "absent", "unusable")),
            Text("所有选手同分", "the same for all") if same else None,
        ]  # fmt: skip
