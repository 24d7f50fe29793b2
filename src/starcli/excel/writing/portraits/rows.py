"""The last table of a portrait: the units of a town, or the areas within a county or city."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.everyone import State
from starcli.core.portraits.portrait import AreaRow, Portrait, UnitRow
from starcli.core.text import Text
from starcli.excel.writing.halves import HALF, Piece, half, headings, pieces
from starcli.excel.writing.plans.content import Content
from starcli.excel.writing.portraits.occasion import Occasion

_PLAIN, _MOVED = half(4, 2, 2, 1, 6), half(3, 2, 2, 1, 2, 5)
_ROOM, _ROOM_MOVED = 26, 19
"""So many letters of short boards can be read."""
_FIGURE, _NARROW = 2, 1
_LEAST_NAME, _WEAKEST = 4, 3
_STATES: dict[State, Text] = {"unrated": Text("未评定", "not rated"), "missing": Text("未上报", "not reported")}
_NOBODY = Text("—", "—")


@dataclass(frozen=True, slots=True)
class UnitRows:
    """The heading of the table of units, its rows, and what its signs mean."""

    head: Sequence[Piece]
    items: Sequence[Sequence[Piece]]
    note: Text


def unit_rows(portrait: Portrait, occasion: Occasion) -> UnitRows:
    """A row a unit below the name of its kind; with a former season, by how much its total changed."""
    moved = portrait.moves is not None
    spans = _MOVED if moved else _PLAIN
    names = [Text("单位", "Unit"), Text("名次", "Place"), Text("总分", "Total"), Text("星", "★")]
    names += [Text("升降", "Change")] if moved else []
    head = headings(spans, *names, Text("短板", "Short boards"))
    items: list[Sequence[Piece]] = []
    kind = None
    for row in portrait.units:
        unit = row.member.unit
        if unit.kind != kind:
            kind = unit.kind
            items.append([(0, HALF - 1, _kind(portrait, occasion, kind), "tight_group")])
        items.append(_unit(row, occasion, spans, moved=moved))
    target = occasion.target.name
    note = Text(
        f"名次：可比单位中的名次/个数。短板：未达{target.zh}要求的指标，! 为必达项，+n 为另有 n 项。",
        f"Place: among rated units of its like. Short boards: indicators that miss {target.en.lower()}; ! a gate, "
        "+n so many more.",
    )
    return UnitRows(head, items, note)


def _kind(portrait: Portrait, occasion: Occasion, kind: str) -> Text:
    count = sum(row.member.unit.kind == kind for row in portrait.units)
    name = occasion.framework.kinds[kind].name if kind else Text("类型不详", "Kind unknown")
    return Text(f"{name.zh}（{count} 个）", f"{name.en} ({count})")


def _unit(row: UnitRow, occasion: Occasion, spans: Sequence[tuple[int, int]], *, moved: bool) -> list[Piece]:
    member, standing = row.member, row.member.standing
    name = Text.same(member.unit.name or "—")
    if standing is None:
        first = spans[1][0]
        return [(*spans[0], name, "tight"), (first, HALF - 1, _STATES[member.state], "tight_bad")]
    place = _NOBODY if row.movement is None else Text.same(f"{row.movement.now.place}/{row.movement.now.of}")
    grade = Text.same(f"{occasion.framework.grade(standing.grade).stars}★")
    cells: list[tuple[Content, str]] = [
        (name, "tight"), (place, "tight_centre"), (standing.total, "tight_points"), (grade, "tight_centre"),
    ]  # fmt: skip
    if moved:
        change = row.movement.points_up if row.movement is not None else None
        cells.append((Text("新", "new") if change is None else change, "tight_move"))
    cells.append((_short(row, _ROOM_MOVED if moved else _ROOM), "tight"))
    return pieces(spans, *cells)


def _short(row: UnitRow, room: int) -> Text:
    """As many of the short boards as there is room for, gates marked by a sign, and how many more there are."""
    codes = [f"{key}{'!' if at < row.gates else ''}" for at, key in enumerate(row.short)]
    shown = codes
    while shown and len(_joined(shown, len(codes) - len(shown))) > room:
        shown = shown[:-1]
    return Text.same(_joined(shown, len(codes) - len(shown)) or "—")


def _joined(codes: Sequence[str], rest: int) -> str:
    return " ".join([*codes, f"+{rest}"] if rest else codes)


def area_rows(portrait: Portrait, occasion: Occasion) -> Iterator[list[Piece]]:
    """A row an area: turnout, how many units of each grade, means, and the indicator in which it is furthest behind."""
    framework = occasion.framework
    by_roster = portrait.figures.turnout.missing is not None
    names = [Text("单位", "Units"), Text("已评定", "Rated"), Text("未评定", "Not rated")]
    names += [Text("未上报", "No report")] if by_roster else []
    kinds = [Text(f"{known.name.zh}均分", f"Mean, {known.name.en.lower()}") for known in framework.kinds.values()]
    fixed = _FIGURE * (len(names) + len(kinds)) + _WEAKEST
    grade = _FIGURE if fixed + _FIGURE * len(framework.grades) + _LEAST_NAME <= 2 * HALF + 1 else _NARROW
    name = max(2 * HALF + 1 - fixed - grade * len(framework.grades), _LEAST_NAME)
    figures = [_FIGURE] * len(names)
    spans = half(name, *figures, *[grade] * len(framework.grades), *[_FIGURE] * len(kinds), _WEAKEST)
    grades = [Text.same(f"{one.stars}★") for one in framework.grades]
    yield headings(spans, Text("名称", "Name"), *names, *grades, *kinds, Text("最弱", "Weakest"))
    for row in portrait.areas:
        yield _area(row, spans, tuple(framework.kinds), by_roster=by_roster)


def _area(row: AreaRow, spans: Sequence[tuple[int, int]], kinds: Sequence[str], *, by_roster: bool) -> list[Piece]:
    figures = row.figures
    turnout = [figures.turnout.units, figures.turnout.rated, figures.turnout.unrated]
    turnout += [figures.turnout.missing or 0] if by_roster else []
    means = {kind.kind: kind.mean for kind in figures.kinds}
    weakest = _NOBODY if row.weakest is None else Text.same(row.weakest.id)
    return pieces(
        spans,
        (row.area.label, "tight"),
        *((Decimal(count), "tight_whole") for count in turnout),
        *((Decimal(count), "tight_whole") for count in figures.grades.values()),
        *((_NOBODY if means.get(kind) is None else means[kind], "tight_points") for kind in kinds),
        (weakest, "tight_centre"),
    )
