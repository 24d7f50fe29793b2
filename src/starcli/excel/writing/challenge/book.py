"""Challenges as a workbook: a sheet of paper for each to be signed, and every indicator of both beside each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from starcli.core.challenge.challenge import SIDE_NAMES, Challenge
from starcli.core.challenge.words import margin_words, overtaking_words, value_words
from starcli.core.explain import symbols
from starcli.core.gaps import name_of
from starcli.core.model import Framework
from starcli.core.numbers import ZERO
from starcli.core.paths.words import days
from starcli.core.text import Language, Text
from starcli.excel.writing.challenge.sheet import ChallengeSheet
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.halves import WIDTHS
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, narrow_font, widths

_LINK = 1


@dataclass(frozen=True, slots=True)
class Challenges:
    """What the workbook shows."""

    name: str
    framework: Framework
    challenges: tuple[Challenge, ...]


def write_challenges(challenges: Challenges, target: Path, language: Language) -> None:
    """Write the challenges of some units; of several a list with links stands first. Raises `OutputError`."""
    title = Text(f"{challenges.name} 打擂对标", f"{challenges.name}: challenges")
    book = Workbook("challenge", title, language)
    narrow_font(book)
    footer = imprint_line(challenges.framework)
    several = len(challenges.challenges) > 1
    first = book.page(Text("目录", "Contents"), widths(_CONTENTS), landscape=True) if several else None
    back = first.name.replace("'", "''") if first is not None else ""
    sheets = []
    for challenge in challenges.challenges:
        name = challenge.own.member.unit.name or "—"
        page = book.page(Text(f"打擂书 {name}", f"Challenge {name}"), WIDTHS)
        sheets.append(page.name)
        ChallengeSheet(page, challenge, back).write()
        page.footer(footer)
        if challenge.theirs is not None:
            _comparison(book, challenge).footer(footer)
    if first is not None:
        _contents(first, title, challenges, sheets)
        first.footer(footer)
    book.save(target)


_CONTENTS = (
    Column(Text("镇街", "Town"), 14),
    Column(Text("打擂单位（点击看打擂书）", "Challenger (click for its page)"), 22, "link"),
    Column(Text("星级", "Grade"), 11, "centre"), Column(Text("总分", "Total"), 9, "points"),
    Column(Text("擂主单位", "Opponent"), 22), Column(Text("星级", "Grade"), 11, "centre"),
    Column(Text("总分", "Total"), 9, "points"), Column(Text("落后项", "Behind in"), 8, "whole"),
    Column(Text("可学项", "To learn"), 8, "whole"), Column(Text("反超工作量（天）", "Days to overtake"), 11, "points"),
    Column(Text("说明", "Remarks"), 40),
)  # fmt: skip


def _contents(page: Page, title: Text, challenges: Challenges, sheets: list[str]) -> None:
    page.say(title, "title", height=30)
    page.skip()
    top = page.table(_CONTENTS, [_content(one) for one in challenges.challenges], repeat=True)
    form = page.owner.format("link")
    for row, (challenge, sheet) in enumerate(zip(challenges.challenges, sheets, strict=True), top + 1):
        quoted = sheet.replace("'", "''")
        name = page.words(challenge.own.member.unit.name or "—")
        page.sheet.write_url(row, _LINK, f"internal:'{quoted}'!A1", form, name)


def _content(challenge: Challenge) -> list[Content | Cell]:
    own, theirs = challenge.own, challenge.theirs
    head: list[Content | Cell] = [own.member.unit.town, own.member.unit.name, symbols(own.rating), own.rating.total]
    if theirs is None:
        return [*head, None, None, None, None, None, None, challenge.why]
    path = challenge.overtaking
    effort: Content | Cell = None if path is None else path.effort
    return [
        *head, theirs.member.unit.name, symbols(theirs.rating), theirs.rating.total, len(challenge.on("behind")),
        len(challenge.to_learn), effort, challenge.why,
    ]  # fmt: skip


def _comparison(book: Workbook, challenge: Challenge) -> Page:
    """Every indicator of both, dimension by dimension."""
    own, theirs = challenge.own.member.unit.name, challenge.theirs.member.unit.name if challenge.theirs else ""
    columns = (
        Column(Text("编码", "Code"), 9, "centre"), Column(Text("指标", "Indicator"), 30),
        Column(Text("分值", "Weight"), 7, "number"),
        Column(Text(f"{own} 数值", f"{own}: value"), 14, "centre"),
        Column(Text(f"{theirs} 数值", f"{theirs}: value"), 14, "centre"),
        Column(Text(f"{own} 得分", f"{own}: points"), 10, "points"),
        Column(Text(f"{theirs} 得分", f"{theirs}: points"), 10, "points"),
        Column(Text("相差", "Difference"), 11, "change"), Column(Text("谁领先", "Who leads"), 11, "centre"),
        Column(Text("可学", "To learn"), 11, "centre"), Column(Text("反超做到", "To overtake"), 17, "centre"),
    )  # fmt: skip
    page = book.page(Text(f"对比 {own}", f"Compared {own}"), widths(columns), landscape=True)
    title = Text(f"{own} 与 {theirs} 逐项对比", f"{own} and {theirs}, indicator by indicator")
    page.say(title, "section", height=22)
    page.say(margin_words(challenge))
    page.say(overtaking_words(challenge))
    page.table(columns, [*_items(challenge), _sum(challenge)], repeat=True)
    return page


def _items(challenge: Challenge) -> Iterator[list[Content | Cell]]:
    steps = {} if challenge.overtaking is None else {s.result.indicator.id: s for s in challenge.overtaking.steps}
    for item in challenge.items:
        lead, theirs = item.lead, item.theirs
        step = steps.get(item.id)
        wanted: Text | None = None
        if step is not None:
            words, effort = name_of(item.own, step.value), days(step.effort)
            wanted = Text(f"{words.zh}（{effort} 天）", f"{words.en} ({effort} days)")
        yield [
            item.id,
            item.own.indicator.name,
            item.own.indicator.weight,
            value_words(item.own),
            value_words(theirs),
            item.own.points,
            None if theirs is None else theirs.points,
            None if lead is None else -lead,
            Cell(SIDE_NAMES[item.side], "bad" if item.side == "behind" else "centre"),
            Text("对方满分", "full marks") if item.to_learn else None,
            wanted,
        ]


def _sum(challenge: Challenge) -> list[Content | Cell]:
    own, theirs = challenge.own.rating, challenge.theirs.rating if challenge.theirs is not None else None
    margin = challenge.margin or ZERO
    return [
        Cell(Text("总分", "Total"), "sum_label"),
        Cell(Text("含加减分和折算", "with bonus, deductions, rescaling"), "sum_label"),
        Cell(None, "sum_label"), Cell(None, "sum_label"), Cell(None, "sum_label"), Cell(own.total, "sum"),
        Cell(theirs.total if theirs is not None else None, "sum"), Cell(-margin, "sum_change"),
        Cell(None, "sum_label"), Cell(None, "sum_label"), Cell(None, "sum_label"),
    ]  # fmt: skip
