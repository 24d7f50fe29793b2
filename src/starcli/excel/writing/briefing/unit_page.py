"""The page of one unit: where it stands, what it lacks, what it will do, what is wrong with that, and the verdict.

Everything fits on one sheet of paper: of long lists the first lines are shown, and how many more there are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.explain import decided_by, percent, stars
from starcli.core.findings import Finding
from starcli.core.model import Grade
from starcli.core.numbers import plain
from starcli.core.plans.briefing import Brief, Short
from starcli.core.plans.filled_plan import FilledRow
from starcli.core.text import Text
from starcli.excel.writing.briefing.contents import STATES
from starcli.excel.writing.plans.flow import Flow
from starcli.excel.writing.styles import lines_of

COLUMNS = 12
WIDTHS = (6.9,) * COLUMNS
HEIGHT = 690.0
"""Points of rows that fit on a page of A4 below the repeated lines."""
_LAST = COLUMNS - 1
_LINE = 14.5
_CODE = "small_centre"
"""The style of codes, which fit on one line although they are wider than their column."""
_MOST_LINES = 3
_SECTION, _HEAD, _CHOICE, _ROOM, _SIGN = 25.0, 16.0, 20.0, 56.0, 24.0
_LEAST = 30.0
_FIXED = 4 * _SECTION + 2 * _HEAD + _CHOICE + _ROOM + _SIGN
"""The height of what every page has below the portrait: headings, and the least room for the verdict."""
_FEWEST = {"findings": 1, "measures": 1, "short": 1}
_MOST = {"short": 6, "measures": 8, "findings": 6}
_SMALL = {"quiet": 1.15, "line": 1.15, "bad_line": 1.15, "label_centre": 1.05}
"""How many more letters fit on a line in a style of smaller type."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is still to be written: its height, and what writes it."""

    height: float
    write: Callable[[], None]


class Paper(Flow):
    """A sheet that knows how high everything on it is so far."""

    height = 0.0

    def end(self, height: float, *, keep: bool = False) -> None:
        """The end of the row."""
        super().end(height, keep=keep)
        self.height += height


class UnitPage:
    """Writes the page of one unit."""

    def __init__(self, flow: Paper, brief: Brief) -> None:
        self._flow = flow
        self._brief = brief
        self._page = flow.page

    def write(self, height: float) -> None:
        """The page, from the next free row on; all its rows together are as high as is given."""
        begin = self._used
        self._title()
        self._standing()
        self._portrait()
        lists = {"short": self._short(), "measures": self._measures(), "findings": self._findings()}
        shown = self._fitting(lists, height - (self._used - begin) - _FIXED)
        self._list(Text("短板", "Short boards"), _SHORT_HEAD, lists["short"], shown["short"])
        self._list(Text("整改措施", "Measures"), _MEASURE_HEAD, lists["measures"], shown["measures"])
        self._list(Text("审核提示", "What a reviewer would ask"), (), lists["findings"], shown["findings"])
        self._verdict(height - (self._used - begin))

    @property
    def _used(self) -> float:
        return self._flow.height

    def _title(self) -> None:
        brief, flow = self._brief, self._flow
        unit, filed = brief.unit, brief.filed
        flow.span(0, 7, Text.same(unit.name or "—"), "name")
        number = Text.same("")
        if filed is not None:
            said = STATES[filed.state]
            known = filed.filing
            number = said
            if known is not None:
                zh, en = f"{known.number} 第 {known.version} 版", f"{known.number} v{known.version}"
                number = Text(f"{zh} {said.zh}", f"{en} {said.en}")
        flow.span(8, _LAST, number, "aside")
        flow.end(28)
        place = " ".join(part for part in (unit.county, unit.town) if part)
        period = brief.plan.period if brief.plan is not None else ""
        kind = brief.kind or Text("", "")
        zh = " · ".join(part for part in (unit.code, place, kind.zh, period) if part)
        en = " · ".join(part for part in (unit.code, place, kind.en, period) if part)
        flow.span(0, _LAST, Text(zh, en), "quiet")
        flow.end(16)

    def _standing(self) -> None:
        brief, flow = self._brief, self._flow
        rating, projected, plan = brief.rating, brief.projected, brief.plan
        grades = brief.framework.grades
        stated = plan.texts if plan is not None else {}
        now = _stars(rating.grade, grades) if rating is not None else Text.same(stated.get("grade", "—"))
        total = rating.total if rating is not None else Text.same(stated.get("total", "—"))
        then = _stars(projected.grade, grades) if projected is not None else Text.same("—")
        cells: tuple[tuple[Text, Text | Decimal, str], ...] = (
            (Text("现星级", "Grade now"), now, "strip_stars"),
            (Text("总分", "Total"), total, "strip_points"),
            (Text("目标星级", "Target"), _stars(brief.target, grades), "strip_stars"),
            (Text("措施完成后", "When all is done"), then, "strip_stars"),
        )
        width = COLUMNS // len(cells)
        for position, (label, _, _) in enumerate(cells):
            flow.span(position * width, (position + 1) * width - 1, label, "label_centre")
        flow.end(18)
        for position, (_, content, style) in enumerate(cells):
            flow.span(position * width, (position + 1) * width - 1, content, style)
        flow.end(26)
        for line in decided_by(rating)[:2] if rating is not None else ():
            words = Text(f"• {line.zh}", f"• {line.en}")
            flow.span(0, _LAST, words, "quiet")
            flow.end(self._height([(words, 0, _LAST, "quiet")]))

    def _portrait(self) -> None:
        """A score for each dimension; nothing where the unit's form is not at hand."""
        rating, flow = self._brief.rating, self._flow
        if rating is None or not rating.dimensions or len(rating.dimensions) > COLUMNS:
            return
        self._section(Text("画像（各维度得分率）", "Portrait: score of each dimension"))
        dimensions = rating.dimensions
        floor = self._brief.target.dimension_floor if self._brief.target is not None else None
        count = len(dimensions)
        spans = [(at * COLUMNS // count, (at + 1) * COLUMNS // count - 1) for at in range(count)]
        style = "label_centre"
        names = [(dimension.name, *span, style) for dimension, span in zip(dimensions, spans, strict=True)]
        for name, first, last, _ in names:
            flow.span(first, last, name, style)
        flow.end(self._height(names))
        for dimension, (first, last) in zip(dimensions, spans, strict=True):
            low = floor is not None and dimension.score is not None and dimension.score < floor
            score = Text.same(percent(dimension.score) if dimension.score is not None else "—")
            flow.span(first, last, score, "bad" if low else "centre")
        flow.end(18)

    def _short(self) -> list[_Row]:
        return [self._short_row(one) for one in self._brief.short]

    def _short_row(self, one: Short) -> _Row:
        name = Text(f"{one.code} {one.name.zh}", f"{one.code} {one.name.en}")
        gate = Text("必达", "gate") if one.gate else Text("", "")
        cells = ((name, 0, 5, "text"), (one.now, 6, 7, "centre"), (one.demand, 8, 10, "centre"), (gate, 11, 11, "bad"))
        return self._row(cells)

    def _measures(self) -> list[_Row]:
        return [self._measure_row(row) for row in self._brief.measures]

    def _measure_row(self, row: FilledRow) -> _Row:
        code = Text.same(row.indicator or row.text("code"))
        who = "、".join(part for part in (row.text("person"), row.text("leader")) if part)
        cells = (
            (code, 0, 0, _CODE),
            (self._cut(row.text("measure"), 1, 6, "text"), 1, 6, "text"),
            (self._cut(who or "—", 7, 8, "centre"), 7, 8, "centre" if row.text("person") else "bad"),
            (Text.same(_day(row)), 9, 10, "centre" if row.text("deadline") else "bad"),
            (Text.same(_value(row)), 11, 11, "centre"),
        )
        return self._row(cells)

    def _findings(self) -> list[_Row]:
        return [self._finding_row(found) for found in self._brief.findings]

    def _finding_row(self, found: Finding) -> _Row:
        place = found.location.within
        zh, en = found.message("zh"), found.message("en")
        style = "bad_line" if found.severity == "error" else "line"
        said = self._page.words(Text(f"● {place}　{zh}", f"● {place}  {en}"))
        return self._row(((self._cut(said, 0, _LAST, style), 0, _LAST, style),))

    def _cut(self, text: str, first: int, last: int, style: str) -> Text:
        """A text that fits into some columns: of a longer one its beginning."""
        flat, width = " ".join(text.split()), self._flow.width(first, last) * _SMALL.get(style, 1)
        if lines_of(flat, width) <= _MOST_LINES:
            return Text.same(flat)
        while lines_of(f"{flat}…", width) > _MOST_LINES:
            flat = flat[:-1]
        return Text.same(f"{flat}…")

    def _row(self, cells: Sequence[tuple[Text, int, int, str]]) -> _Row:
        def write() -> None:
            for content, first, last, style in cells:
                self._flow.span(first, last, content, style)

        return _Row(self._height([cell for cell in cells if cell[3] != _CODE]), write)

    def _height(self, cells: Sequence[tuple[Text, int, int, str]]) -> float:
        lines = (
            lines_of(self._page.words(text), self._flow.width(first, last) * _SMALL.get(style, 1))
            for text, first, last, style in cells
        )
        return max(18.0, min(max(lines), _MOST_LINES) * _LINE + 3)

    def _fitting(self, lists: dict[str, list[_Row]], room: float) -> dict[str, int]:
        """How many rows of each list are shown so that all of them fit."""
        shown = {key: min(len(rows), _MOST[key]) for key, rows in lists.items()}
        while sum(row.height for key, rows in lists.items() for row in rows[: shown[key]]) > room:
            most = max((key for key in _FEWEST if shown[key] > _FEWEST[key]), key=lambda key: shown[key], default="")
            if not most:
                break
            shown[most] -= 1
        return shown

    def _list(self, title: Text, head: Sequence[tuple[Text, int, int]], rows: Sequence[_Row], shown: int) -> None:
        rest = len(rows) - shown
        zh, en = f"（共 {len(rows)} 项，另有 {rest} 项见方案）", f" ({len(rows)}; {rest} more in the plan)"
        self._section(Text(f"{title.zh}{zh}", f"{title.en}{en}") if rest else title)
        if not rows:
            self._flow.span(0, _LAST, Text("无", "None"), "quiet")
            self._flow.end(_HEAD)
            return
        if head:
            for heading, first, last in head:
                self._flow.span(first, last, heading, "small_head")
            self._flow.end(_HEAD)
        for row in rows[:shown]:
            row.write()
            self._flow.end(row.height)

    def _section(self, title: Text) -> None:
        self._flow.end(5)
        self._flow.span(0, _LAST, title, "section")
        self._flow.end(_SECTION - 5)

    def _verdict(self, room: float) -> None:
        flow = self._flow
        self._section(Text("过堂意见", "Verdict"))
        choice = Text(
            "□ 同意备案　　□ 修改后备案　　□ 退回重做　　要求改的：",
            "□ file it    □ file it when changed    □ send it back    To be changed:",
        )
        flow.span(0, _LAST, choice, "field_line")
        flow.end(_CHOICE)
        flow.span(0, _LAST, None, "room")
        flow.end(max(_LEAST, room - _SECTION - _CHOICE - _SIGN))
        sign = Text(
            "汇报人：____________　　审核人：____________　　日期：______年____月____日",
            "Reported by: ____________    Reviewed by: ____________    Date: ____________",
        )
        flow.span(0, _LAST, sign, "signing")
        flow.end(_SIGN)


_SHORT_HEAD = (
    (Text("指标", "Indicator"), 0, 5),
    (Text("现状", "Now"), 6, 7),
    (Text("要求", "Required"), 8, 10),
    (Text("必达", "Gate"), 11, 11),
)
_MEASURE_HEAD = (
    (Text("指标", "Code"), 0, 0),
    (Text("措施", "Measure"), 1, 6),
    (Text("责任人、领导", "Person, leader"), 7, 8),
    (Text("时限", "By"), 9, 10),
    (Text("目标值", "Target"), 11, 11),
)


def _stars(grade: Grade | None, grades: Sequence[Grade]) -> Text:
    if grade is None:
        return Text.same("—")
    return Text(f"{stars(grade, grades[0])} {grade.name.zh}", f"{stars(grade, grades[0])}")


def _day(row: FilledRow) -> str:
    day = row.days.get("deadline")
    return day.isoformat() if day is not None else row.text("deadline") or "—"


def _value(row: FilledRow) -> str:
    value = row.values.get("target")
    return plain(value) if isinstance(value, Decimal) else row.text("target") or "—"
