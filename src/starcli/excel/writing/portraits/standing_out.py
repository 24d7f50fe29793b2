"""What stands out in an area: where it is ahead and behind, what is common to its units, and who moved the most."""

from collections.abc import Sequence

from starcli.core.numbers import half_up, plain
from starcli.core.portraits.figures import Share
from starcli.core.portraits.portrait import Attainment, Portrait
from starcli.core.racing.movement import Movement
from starcli.core.text import Text
from starcli.excel.writing.halves import (
    HALF,
    HUNDRED,
    NOBODY,
    WRAPPED,
    Columns,
    Paper,
    Piece,
    half,
    headings,
    known,
    pieces,
)
from starcli.excel.writing.portraits.occasion import Occasion

_MOST_STANDING_OUT, _MOST_COMMON, _MOST_MOVED = 5, 6, 3
_ITEMS, _COMMON = Columns(half(2, 5, 3, 3, 2), half(2, 9, 4)), Columns(half(2, 6, 4, 3), half(2, 9, 4))
_MOVED = half(4, 5, 2, 4)


def standing_out(paper: Paper, portrait: Portrait, occasion: Occasion) -> None:
    """The indicators in which the area is ahead of the level above, beside those in which it is behind."""
    ahead, behind = portrait.strongest(_MOST_STANDING_OUT), portrait.weakest(_MOST_STANDING_OUT)
    zh, en = f"达到{occasion.target.name.zh}要求的比例", f"units that meet {occasion.target.name.en.lower()}"
    above = portrait.above_label
    if above is None:
        paper.section(Text(f"强项（{zh}最高）", f"Strongest ({en})"), Text(f"弱项（{zh}最低）", f"Weakest ({en})"))
    else:
        left = Text(f"强项（{zh}高于{above.zh}）", f"Ahead of {above.en} ({en})")
        paper.section(left, Text(f"弱项（{zh}低于{above.zh}）", f"Behind {above.en} ({en})"))
    names = (
        Text("编码", "Code"),
        Text("指标", "Indicator"),
        occasion.here,
        occasion.above(portrait),
        Text("相差", "Diff."),
    )
    head = _ITEMS.head(names, compared=portrait.above is not None)
    left_rows, right_rows = ([head, *map(_item, some)] if some else _nothing() for some in (ahead, behind))
    paper.beside(left_rows, right_rows)
    if any(one.sure for one in (*ahead, *behind)):
        paper.paragraph(occasion.sure, "quiet")


def _item(one: Attainment) -> list[Piece]:
    theirs = one.above.rate if one.above is not None else None
    difference = NOBODY
    if one.difference is not None:
        difference = Text.same(f"{half_up(one.difference * HUNDRED, 1):+}{'*' if one.sure else ''}")
    cells = (
        (Text.same(one.id), "tight_centre"), (one.name, WRAPPED), (_share(one.own), "tight_centre"),
        (known(theirs), "tight_percent"), (difference, "tight_centre"),
    )  # fmt: skip
    return _ITEMS.row(cells, compared=one.above is not None)


def common(paper: Paper, portrait: Portrait, occasion: Occasion) -> None:
    """The indicators that so many units miss that it is a problem of the area."""
    rules, target = occasion.framework.pool, occasion.target.name
    share = plain(rules.share)
    zh = f"共性短板（至少 {rules.units} 个且 {share}% 的单位未达{target.zh}要求）"
    en = f"Common short boards (missed by {rules.units} units and {share} % at least)"
    paper.section(Text(zh, en))
    found = portrait.common[:_MOST_COMMON]
    if not found:
        paper.paragraph(Text("没有。", "None."))
        return
    names = Text("编码", "Code"), Text("指标", "Indicator"), Text("未达", "Missing"), occasion.above(portrait)
    head = _COMMON.head(names, compared=portrait.above is not None)
    rows = [_common_row(one) for one in found]
    middle = -(-len(rows) // 2)
    paper.beside([head, *rows[:middle]], [head, *rows[middle:]] if rows[middle:] else ())
    rest = len(portrait.common) - len(found)
    if rest:
        paper.paragraph(Text(f"另有 {rest} 项。", f"{rest} more."), "quiet")


def _common_row(one: Attainment) -> list[Piece]:
    missed = Share(one.own.of - one.own.count, one.own.of)
    theirs = None if one.above is None else Share(one.above.of - one.above.count, one.above.of).rate
    cells = (
        (Text.same(one.id), "tight_centre"), (one.name, WRAPPED), (_share(missed), "tight_centre"),
        (known(theirs), "tight_percent"),
    )  # fmt: skip
    return _COMMON.row(cells, compared=one.above is not None)


def moves(paper: Paper, portrait: Portrait, occasion: Occasion) -> None:
    """Whose total rose and fell the most; nothing without a former season."""
    moved = portrait.moves
    if moved is None:
        return
    paper.section(Text("进步最大", "Risen the most"), Text("退步最大", "Fallen the most"))
    names = Text("单位", "Unit"), Text("总分", "Total"), Text("变化", "Change"), Text("星级", "Grade")
    head = headings(_MOVED, *names)
    sides = (moved.risen[:_MOST_MOVED], moved.fallen[:_MOST_MOVED])
    left, right = ([head, *(_move(one, occasion) for one in some)] if some else _nothing() for some in sides)
    paper.beside(left, right)


def _move(one: Movement, occasion: Occasion) -> list[Piece]:
    now, before = one.now.standing, one.before
    grades = occasion.framework
    then = "—" if before is None else f"{before.standing.total} → {now.total}"
    was = "" if before is None else f"{grades.grade(before.standing.grade).stars}★ → "
    return pieces(
        _MOVED, (Text.same(now.unit.name or "—"), "tight"), (Text.same(then), "tight_centre"),
        (known(one.points_up), "tight_move"),
        (Text.same(f"{was}{grades.grade(now.grade).stars}★"), "tight_centre"),
    )  # fmt: skip


def _share(share: Share) -> Text:
    return Text.same(f"{share.percent} ({share.count}/{share.of})")


def _nothing() -> Sequence[list[Piece]]:
    return [[(0, HALF - 1, Text("没有。", "None."), "line")]]
