"""The page of one area: turnout, grades, dimensions, where it is ahead and behind, what moved, and who is in it."""

from decimal import Decimal

from starcli.core.explain import stars
from starcli.core.portraits.figures import KindFigures, Share
from starcli.core.portraits.portrait import Portrait
from starcli.core.text import Text
from starcli.excel.writing.halves import (
    HALF,
    HEAD,
    HEIGHT,
    HUNDRED,
    LAST,
    NOBODY,
    RIGHT,
    ROW,
    WRAPPED,
    Columns,
    Paper,
    Piece,
    half,
    known,
)
from starcli.excel.writing.page import Page
from starcli.excel.writing.plans.content import Content
from starcli.excel.writing.portraits.occasion import Occasion
from starcli.excel.writing.portraits.rows import area_rows, unit_rows
from starcli.excel.writing.portraits.standing_out import common, moves, standing_out
from starcli.excel.writing.radar import OTHERS, OWN, Ring, Spokes, centre_of, radar

_MOST_NAMES = 24
_BLOCKS = 6
_CHART_WIDTH, _PIXELS = 392, 4 / 3
_TALL = 20.5
_PLOT = {"x": 0.1, "y": 0.15, "width": 0.5, "height": 0.72}
"""The part of the chart that is not names and legend."""
_SECTION, _SIGN, _LEAST_ROOM, _MOST_ROOM = 24.0, 24.0, 36.0, 150.0
_GRADES = Columns(half(4, 3, 4, 4), half(4, 3, 8))
_KINDS = Columns(half(3, 4, 2, 2, 2, 2), half(3, 4, 4, 4))
_SIDES = Columns(half(2, 5, 3, 3, 2), half(2, 9, 4))


class AreaPage:
    """Writes the page of one area."""

    def __init__(self, page: Page, portrait: Portrait, occasion: Occasion) -> None:
        self._paper = Paper(page)
        self._page = page
        self._portrait = portrait
        self._occasion = occasion
        self._here, self._above = occasion.here, occasion.above(portrait)

    def write(self) -> None:
        """The page, from the title to the verdict."""
        portrait = self._portrait
        self._title()
        self._turnout()
        self._grades_and_kinds()
        self._dimensions()
        standing_out(self._paper, portrait, self._occasion)
        common(self._paper, portrait, self._occasion)
        moves(self._paper, portrait, self._occasion)
        self._members()
        self._verdict()
        self._paper.finish()

    def _title(self) -> None:
        portrait, paper, occasion = self._portrait, self._paper, self._occasion
        paper.span(0, LAST - 6, portrait.area.label, "name")
        paper.span(LAST - 5, LAST, None, "back")
        words = Text("← 目录", "← Contents")[self._page.owner.language]
        link = f"internal:'{occasion.contents}'!A1"
        self._page.sheet.write_url(paper.row, LAST - 5, link, self._page.owner.format("back"), words)
        paper.end(24)
        paper.paragraph(occasion.about(portrait), "quiet")

    def _turnout(self) -> None:
        figures, paper = self._portrait.figures, self._paper
        turnout, best = figures.turnout, self._occasion.framework.grades[0]
        moves = self._portrait.moves
        up, down = (moves.grades_up, moves.grades_down) if moves is not None else (0, 0)
        moved = NOBODY if moves is None else Text(f"升 {up}　降 {down}", f"{up} up, {down} down")
        missing: Content = NOBODY if turnout.missing is None else Decimal(turnout.missing)
        cells: tuple[tuple[Text, Content], ...] = (
            (Text("单位", "Units"), Decimal(turnout.units)),
            (Text("已评定", "Rated"), Decimal(turnout.rated)),
            (Text("未评定", "Not rated"), Decimal(turnout.unrated)),
            (Text("未上报", "Not reported"), missing),
            (best.name, Decimal(figures.grades[best.id])),
            (Text("列入整改", "To rectify"), Decimal(figures.listed)),
            (Text("星级升降", "Grades moved"), moved),
        )
        spans = (*half(4, 4, 4, 4, 5, 5), (26, LAST))
        for (first, last), (label, _) in zip(spans, cells, strict=True):
            paper.span(first, last, label, "label_centre")
        paper.end(16)
        for (first, last), (_, content) in zip(spans, cells, strict=True):
            paper.span(first, last, content, "strip_tight" if isinstance(content, Text) else "strip_whole")
        paper.end(24)
        for text in self._occasion.absent(self._portrait, _MOST_NAMES):
            paper.paragraph(text, "bad_line")

    def _grades_and_kinds(self) -> None:
        portrait, framework = self._portrait, self._occasion.framework
        self._paper.section(Text("星级", "Grades"), Text("平均分与中位数", "Mean and median"))
        figures, above = portrait.figures, portrait.above
        compared = above is not None
        columns = [Text("星级", "Grade"), Text("单位", "Units"), self._here, self._above]
        left = [_GRADES.head(columns, compared=compared)]
        for grade in framework.grades:
            theirs = None if above is None else Share(above.grades[grade.id], above.turnout.units)
            name = Text.same(stars(grade, framework.grades[0]))
            left.append(self._grade(name, Share(figures.grades[grade.id], figures.turnout.units), theirs))
        without = Share(figures.turnout.units - figures.turnout.rated, figures.turnout.units)
        theirs = None if above is None else Share(above.turnout.units - above.turnout.rated, above.turnout.units)
        left.append(self._grade(Text("没有星级", "No grade"), without, theirs))
        names = (
            Text("类型", "Kind"), Text("已评定/单位", "Rated of"), Text("平均", "Mean"), Text("中位", "Median"),
            Text("对照平均", "Ref. mean"), Text("对照中位", "Ref. med."),
        )  # fmt: skip
        right = [_KINDS.head(names, compared=compared)]
        theirs_by_kind = {kind.kind: kind for kind in above.kinds} if above is not None else {}
        right += [self._kind(kind, theirs_by_kind.get(kind.kind)) for kind in figures.kinds]
        right += [[(0, HALF - 1, line, "line")] for line in self._occasion.moved(portrait.moves)]
        self._paper.beside(left, right)

    def _grade(self, name: Text, own: Share, above: Share | None) -> list[Piece]:
        cells = (
            (name, "tight_centre"), (Decimal(own.count), "tight_whole"), (_bar(own), "tight"),
            (NOBODY if above is None else _bar(above), "tight"),
        )  # fmt: skip
        return _GRADES.row(cells, compared=above is not None)

    def _kind(self, kind: KindFigures, above: KindFigures | None) -> list[Piece]:
        framework = self._occasion.framework
        name = framework.kinds[kind.kind].name if kind.kind else Text("不详", "unknown")
        theirs = (above.mean, above.median) if above is not None else (None, None)
        figures = [(known(one), "tight_points") for one in (kind.mean, kind.median, *theirs)]
        cells = [(name, "tight"), (Text.same(f"{kind.rated}/{kind.units}"), "tight_centre"), *figures]
        return _KINDS.row(cells, compared=self._portrait.above is not None)

    def _dimensions(self) -> None:
        portrait, paper, framework = self._portrait, self._paper, self._occasion.framework
        above = portrait.above.dimensions if portrait.above is not None else {}
        centre = centre_of((*portrait.figures.dimensions.values(), *above.values()))
        zh = f"各维度得分率（已评定单位平均，相差为百分点；图的中心为 {centre}%）"
        paper.section(Text(zh, f"Score of each dimension (mean of those rated; {centre}% in the centre of the chart)"))
        top, first = paper.row, paper.row + 1
        compared = portrait.above is not None
        names = (
            Text("编码", "Code"), Text("维度", "Dimension"), self._here, self._above, Text("相差", "Diff."),
        )  # fmt: skip
        rows = [_SIDES.head(names, compared=compared)]
        for key, dimension in framework.dimensions.items():
            own, theirs = portrait.figures.dimensions.get(key), above.get(key)
            difference = NOBODY if own is None or theirs is None else (own - theirs) * HUNDRED
            cells = (
                (Text.same(key), "tight_centre"), (dimension.name, WRAPPED), (known(own), "tight_percent"),
                (known(theirs), "tight_percent"), (difference, "tight_change"),
            )  # fmt: skip
            rows.append(_SIDES.row(cells, compared=compared))
        paper.beside(rows, (), _TALL)
        spans = _SIDES.beside if compared else _SIDES.alone
        rings = [Ring(portrait.area.label, spans[2][0], OWN)]
        if portrait.above_label is not None:
            rings.append(Ring(portrait.above_label, spans[3][0], OTHERS, "dash"))
        height = int(_TALL * len(rows) * _PIXELS) - 4
        spokes = Spokes(spans[0][0], first, first + len(rows) - 2, 8, centre, "right")
        chart = radar(self._page, spokes, rings, _CHART_WIDTH, height, _PLOT)
        self._page.sheet.insert_chart(top, RIGHT, chart, {"x_offset": 2, "y_offset": 2, "object_position": 1})

    def _members(self) -> None:
        portrait, paper = self._portrait, self._paper
        if portrait.areas:
            paper.section(Text("辖区情况", "Its areas"))
            for row in area_rows(portrait, self._occasion):
                for first, last, content, style in row:
                    paper.span(first, last, content, style)
                paper.end(HEAD if row[0][3] == "tight_head" else ROW)
            return
        paper.section(Text("单位情况", "Its units"))
        rows = unit_rows(portrait, self._occasion)
        middle = -(-len(rows.items) // 2)
        left, right = rows.items[:middle], rows.items[middle:]
        paper.beside([rows.head, *left], [rows.head, *right] if right else ())
        paper.paragraph(rows.note, "quiet")

    def _verdict(self) -> None:
        """Room for what is said at the hearing, as much as the page has."""
        paper = self._paper
        room = min(HEIGHT - paper.used - _SECTION - _SIGN, _MOST_ROOM)
        if room < _LEAST_ROOM:
            return
        paper.section(Text("研判意见", "Verdict"))
        paper.span(0, LAST, None, "room_above")
        paper.end(room)
        sign = Text(
            "汇报人：____________　　主持人：____________　　日期：______年____月____日",
            "Reported by: ____________    Chair: ____________    Date: ____________",
        )
        paper.span(0, LAST, sign, "signing")
        paper.end(_SIGN)


def _bar(share: Share) -> Text:
    """A share as a bar of blocks with its per cent: seen in black and white, too."""
    if not share.of:
        return NOBODY
    full = (share.count * _BLOCKS * 2 + share.of) // (2 * share.of)
    return Text.same(f"{'█' * full}{'░' * (_BLOCKS - full)} {share.percent}")
