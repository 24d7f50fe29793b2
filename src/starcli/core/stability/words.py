"""What is said of how sure places are: intervals, the nearest edge, a swap, in words."""

from starcli.core.model import Framework
from starcli.core.numbers import ONE, half_up, plain
from starcli.core.rating import Rating
from starcli.core.stability.grade_edges import GradeEdges
from starcli.core.stability.stability import Stability, Sureness, Swapped
from starcli.core.text import Text, counted, listed


def interval_words(stability: Stability) -> Text:
    """`12–19`, or one place."""
    low, high = stability.low, stability.high
    return Text.same(str(low) if low == high else f"{low}–{high}")


def grade_words(stability: Stability, framework: Framework) -> Text:
    """How often the unit has another grade, and which: the most frequent one."""
    if not stability.others:
        return Text("不变", "never another")
    grade, share = stability.others[0]
    percent, name = f"{plain(half_up(share * 100, 1))}%", framework.grade(grade).name
    return Text(f"{percent} 为{name.zh}", f"{percent} {name.en.lower()}")


def edge_words(edges: GradeEdges) -> Text:
    """What lies nearest: points to spare, points short, what else is in the way, and gates that are just met."""
    parts: list[Text] = []
    if edges.spare is not None:
        parts.append(Text(f"高出本星 {edges.spare} 分", f"{edges.spare} to spare"))
    if edges.short:
        parts.append(Text(f"距上一星 {edges.short} 分", f"{edges.short} short of the next"))
    if edges.blocked:
        parts.append(_blocked(edges))
    if edges.tight:
        ids = listed([Text.same(key) for key in edges.tight])
        parts.append(Text(f"刚好达标的必达项 {ids.zh}", f"gates just met: {ids.en}"))
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def _blocked(edges: GradeEdges) -> Text:
    """Gates and dimensions that keep the unit from the next grade, by their ids."""
    ids = {
        sort: listed([Text.same(one.id) for one in edges.blocked if one.sort == sort]) for sort in ("gate", "dimension")
    }
    zh = [f"{name}{ids[sort].zh}" for sort, name in (("gate", "必达项"), ("dimension", "维度")) if ids[sort].zh]
    en = [f"{name} {ids[sort].en}" for sort, name in (("gate", "gates"), ("dimension", "dimensions")) if ids[sort].en]
    return Text(f"上一星另缺{'、'.join(zh)}", f"also blocked by {', '.join(en)}")


def safe_words(sureness: Sureness, kind: Text) -> Text:
    """How many units of a kind keep their grade in every draw, and in nine of ten."""
    units, nearly = len(sureness.stability), sum(each.kept * 10 >= 9 * ONE for each in sureness.stability)
    return Text(
        f"{kind.zh}：{units} 个单位中，{sureness.safe} 个在所有分值表下星级不变，{nearly} 个在九成以上的分值表下不变",
        f"{kind.en}: of {counted(units, 'unit')}, {sureness.safe} keep their grade in every draw, {nearly} in nine of "
        "ten or more",
    )


def swap_words(swapped: Swapped, framework: Framework, most: int | None = None) -> tuple[Text, ...]:
    """Which two units, how many points of weight it takes, from where to where, and what both then have.

    With `most` only the first so many moves are named.
    """
    behind, ahead = swapped.behind, swapped.ahead
    head = Text(
        f"{behind.unit.name}（{behind.total}）要排到{ahead.unit.name}（{ahead.total}）之前：",
        f"{behind.unit.name} ({behind.total}) before {ahead.unit.name} ({ahead.total}): ",
    )
    if swapped.swap is None:
        reason = swapped.reason or Text("", "")
        return (Text(f"{head.zh}{reason.zh}", f"{head.en}{reason.en}"),)
    if not swapped.swap.shifts:
        return (Text(f"{head.zh}本来就在前", f"{head.en}it is already"),)
    least = Text(
        f"{head.zh}至少要移动 {plain(swapped.swap.moved)} 分分值",
        f"{head.en}at least {plain(swapped.swap.moved)} points of weight must move",
    )
    moves = [
        Text(
            f"{shift.source} {names[0].zh} → {shift.target} {names[1].zh}：{plain(shift.points)} 分",
            f"{shift.source} {names[0].en} → {shift.target} {names[1].en}: {plain(shift.points)} points",
        )
        for shift in swapped.swap.shifts
        for names in ([framework.entries[key].definition.name for key in (shift.source, shift.target)],)
    ]
    rest = len(moves) - most if most is not None else 0
    if rest > 0:
        moves[most:] = [Text(f"另有 {rest} 处", f"{rest} more")]
    return (least, *moves, _then(swapped.swap.first, swapped.swap.second))


def _then(first: Rating, second: Rating) -> Text:
    return Text(
        f"届时 {first.unit.name} {first.total}，{second.unit.name} {second.total}",
        f"then {first.unit.name} {first.total}, {second.unit.name} {second.total}",
    )
