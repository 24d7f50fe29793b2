"""The Scorecard: stars, total, what decides them and every indicator against the target, while numbers are typed."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial

from starcli.core.benchmark import rate_at
from starcli.core.filling import questions
from starcli.core.formulas.blocks import TOTALS, dimensions_of
from starcli.core.formulas.card import CARD, CardFormulas
from starcli.core.formulas.functions import chosen
from starcli.core.formulas.live import REAL, SUPPOSED, Cached, Live, Moment
from starcli.core.formulas.on_return import OnReturn, scored_on_return
from starcli.core.numbers import divide, half_up, plain
from starcli.core.rating import TIER_NAMES
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text
from starcli.excel.layouts.form import SHEETS
from starcli.excel.result_sheets import SCORECARD
from starcli.excel.result_sheets import SUPPOSED as SUPPOSED_HEADINGS
from starcli.excel.writing.forms.spots import Spot, Spots
from starcli.excel.writing.page import Content, Page, Workbook
from starcli.excel.writing.radar import OWN, TARGET, Ring, Spokes, radar
from starcli.excel.writing.styles import lines_of

_WIDTHS = (9, 32, 14, 9, 8, 9, 15, 13, 7, 7, 12, 10)
_LAST = len(_WIDTHS) - 1
_HEAD, _DECIDED, _NEXT, _SUPPOSED, _FILLED, _DIMENSIONS = 3, 6, 7, 8, 9, 11
_CHART_HEIGHT, _ROW_HEIGHT, _LINE, _PIXELS = 300, 20, 14.5, 4 / 3

_COLUMNS: Mapping[str, tuple[int, Text]] = {
    "value": (2, Text("现状", "Now")),
    "points": (3, Text("得分", "Points")),
    "weight": (4, Text("满分", "Of")),
    "share": (5, Text("得分率", "Score")),
    "demand": (6, Text("目标要求", "Required")),
    "gap": (7, Text("差距", "Gap")),
    "met": (8, Text("达标", "Met")),
    "gate": (9, Text("必达项", "Gate")),
    "imagined": (10, SUPPOSED_HEADINGS[0]),
    "supposed": (11, SUPPOSED_HEADINGS[1]),
}
"""The columns of the table of indicators, after code and name."""
_STYLES = {
    "value": "centre",
    "points": "points",
    "weight": "points",
    "share": "percent",
    "demand": "centre",
    "gap": "centre",
    "met": "centre",
    "gate": "centre",
    "imagined": "input",
    "supposed": "points",
}


def first_row(scheme: Scheme) -> int:
    """The first row of the table of indicators."""
    return _DIMENSIONS + 2 + len(dimensions_of(scheme)) + 2


def place_scorecard(scheme: Scheme, spots: Spots) -> None:
    """Say where the cells of the Scorecard are."""

    def put(row: str, column: str, down: int, across: int) -> None:
        spots.put(CARD, row, column, Spot("scorecard", down, across))

    put("title", REAL, 0, 0)
    put("stars", REAL, _HEAD, 0)
    put("grade", REAL, _HEAD + 1, 0)
    put("total", REAL, _HEAD, 2)
    put("coverage", REAL, _HEAD, 4)
    put("basis", "choice", _HEAD, 8)
    put("target", "choice", _HEAD + 1, 8)
    put("decided", REAL, _DECIDED, 1)
    put("short", REAL, _NEXT, 2)
    put("gates", REAL, _NEXT, 5)
    put("low", REAL, _NEXT, 8)
    put("stars", SUPPOSED, _SUPPOSED, 1)
    put("grade", SUPPOSED, _SUPPOSED, 2)
    put("total", SUPPOSED, _SUPPOSED, 3)
    put("filled", REAL, _FILLED, 2)
    put("unusable", REAL, _FILLED, 5)
    for down, dimension in enumerate(dimensions_of(scheme), _DIMENSIONS + 2):
        for across, column in enumerate(("points", "available", "score", "target"), 2):
            put(dimension, column, down, across)
    for down, indicator in enumerate(scheme.indicators, first_row(scheme)):
        for column, (across, _) in _COLUMNS.items():
            put(indicator.id, column, down, across)


def card_cells(scheme: Scheme, spots: Spots) -> Iterator[Live]:
    """Every live cell of the Scorecard."""
    at = spots.on("scorecard")
    yield from CardFormulas(scheme, at).cells()
    target = at.cell(TOTALS, "target", REAL)
    yardsticks = {grade.id: {d.id: d.score for d in rate_at(scheme, grade.id).dimensions} for grade in scheme.grades}
    for dimension in dimensions_of(scheme):
        scores = {grade: found[dimension] or 0 for grade, found in yardsticks.items()}
        formula = chosen(target, [plain(Decimal(score)) for score in scores.values()])
        yield Live(CARD, dimension, "target", formula, partial(_yardstick, scores=scores))
    for indicator in scheme.indicators:
        points, weight = (at.cell(CARD, indicator.id, column) for column in ("points", "weight"))
        places = indicator.definition.scale.rounding.score
        share = f"IF({weight}=0,0,ROUND({points}/{weight},{places}))"
        yield Live(CARD, indicator.id, "share", share, partial(_share, key=indicator.id, places=places))
    name = at.cell("profile", "name", "value")
    formula = f"{name}&{at.words(SCORECARD)}"
    yield Live(CARD, "title", REAL, formula, lambda now: now.filling.unit.name + at.shown(SCORECARD))


def _yardstick(now: Moment, scores: Mapping[str, Cached]) -> Cached:
    return scores[now.target.id]


def _share(now: Moment, key: str, places: int) -> Cached:
    result = now.results[key]
    weight = result.indicator.weight
    return half_up(divide(result.points, weight), places) if weight else 0


def scorecard_page(book: Workbook, scheme: Scheme) -> Page:
    """The sheet with everything that does not change; the live cells are still to come."""
    page = book.page(SHEETS["scorecard"], _WIDTHS, landscape=True)
    page.say("", "title", height=30)
    _head(page, scheme)
    _dimensions(page, scheme)
    _table(page, scheme)
    return page


def _head(page: Page, scheme: Scheme) -> None:
    sheet, form = page.sheet, page.owner.format
    asked = sum(1 for _ in questions(scheme))
    for row, height in ((_HEAD, 36), (_HEAD + 1, 24), (_DECIDED, 50), (_NEXT, 22), (_SUPPOSED, 26), (_FILLED, 22)):
        sheet.set_row(row, height)
    for row, style in ((_HEAD, "stars"), (_HEAD + 1, "grade")):
        sheet.merge_range(row, 0, row, 1, "", form(style))
    for left, caption, style in (
        (2, Text("总分", "total"), "figure"),
        (4, Text("填报率", "coverage"), "figure_percent"),
    ):
        sheet.merge_range(_HEAD, left, _HEAD, left + 1, "", form(style))
        sheet.merge_range(_HEAD + 1, left, _HEAD + 1, left + 1, "", form("caption"))
        page.put(_HEAD + 1, left, caption, "caption")
    grades = [grade.name[page.owner.language] for grade in scheme.grades]
    tiers = [name[page.owner.language] for name in TIER_NAMES.values()]
    for row, label, options in (
        (_HEAD, Text("按谁的值评", "Whose values count"), tiers),
        (_HEAD + 1, Text("对照目标", "Against"), grades),
    ):
        sheet.merge_range(row, 6, row, 7, "", form("label"))
        page.put(row, 6, label, "label")
        sheet.merge_range(row, 8, row, _LAST, "", form("input_choice"))
        page.choices(row, 8, options)
    page.put(_DECIDED, 0, Text("卡在哪里", "Why"), "label")
    sheet.merge_range(_DECIDED, 1, _DECIDED, _LAST, "", form("wrapped"))
    labels: tuple[tuple[int, int, Text], ...] = (
        (_NEXT, 0, Text("升一星", "Next")),
        (_NEXT, 1, Text("还差分数", "points short")),
        (_NEXT, 3, Text("未达必达项", "gates unmet")),
        (_NEXT, 6, Text("低于底线的维度", "dimensions below the floor")),
        (_SUPPOSED, 0, Text("试算", "What if")),
        (_FILLED, 0, Text("填报", "Filled")),
        (_FILLED, 1, Text(f"已填（共 {asked} 项）", f"filled, of {asked}")),
        (_FILLED, 3, Text("其中无效", "of them invalid")),
    )
    for row, column, label in labels:
        page.put(row, column, label, "label" if not column else "quiet_label")
    for row, first, last in ((_NEXT, 3, 4), (_NEXT, 6, 7), (_FILLED, 3, 4)):
        words = next(label for r, c, label in labels if (r, c) == (row, first))
        sheet.merge_range(row, first, row, last, "", form("quiet_label"))
        page.put(row, first, words, "quiet_label")
    later = scored_on_return(scheme)
    if later:
        codes = ", ".join(indicator.id for indicator in later)
        words = Text(f"交回后评分，总分暂未计入：{codes}", f"scored on return, not yet in the total: {codes}")
        sheet.merge_range(_FILLED, 6, _FILLED, _LAST, "", form("bad_text_cell"))
        page.put(_FILLED, 6, words, "bad_text_cell")
    sheet.merge_range(_SUPPOSED, 4, _SUPPOSED, _LAST, "", form("quiet_label"))
    hint = Text(
        "← 在下表“试算值”一栏填入设想的数，看总分和星级会变成多少；不影响上面的结果。",
        "← Type a value into the column 'What if' below and see the total and grade it would bring.",
    )
    page.put(_SUPPOSED, 4, hint, "quiet_label")


def _name(indicator: Indicator) -> Text:
    if not isinstance(indicator.rule, OnReturn):
        return indicator.name
    return Text(f"{indicator.name.zh}（交回后评分）", f"{indicator.name.en} (scored on return)")


def _dimensions(page: Page, scheme: Scheme) -> None:
    """The table of dimensions, and beside it the radar chart."""
    page.row = _DIMENSIONS
    page.put(page.row, 0, Text("各维度得分", "Dimensions"), "section")
    page.sheet.set_row(page.row, _ROW_HEIGHT)
    for column in range(1, 6):
        page.put(page.row, column, None, "section")
    page.row += 1
    headings = (
        Text("编码", "Code"), Text("维度", "Dimension"), Text("得分", "Points"), Text("满分", "Of"),
        Text("得分率", "Score"), Text("目标", "Target"),
    )  # fmt: skip
    for column, heading in enumerate(headings):
        page.put(page.row, column, heading, "head")
    most = max(lines_of(page.words(heading), width) for heading, width in zip(headings, _WIDTHS, strict=False))
    page.sheet.set_row(page.row, max(_ROW_HEIGHT, 15 * most))
    names = dimensions_of(scheme)
    for row, key in enumerate(names, page.row + 1):
        page.put(row, 0, key, "centre")
        page.put(row, 1, scheme.framework.dimensions[key].name, "text")
        page.sheet.set_row(row, max(_ROW_HEIGHT, (_CHART_HEIGHT / _PIXELS - 40) / len(names)))
    first, last = page.row + 1, page.row + len(names)
    scale = {
        "type": "2_color_scale",
        "min_color": "#F3C9BF",
        "max_color": "#FFFFFF",
        "min_type": "num",
        "max_type": "num",
    }
    page.sheet.conditional_format(first, 4, last, 4, {**scale, "min_value": 0.5, "max_value": 1})
    _radar(page, first, last)


def _radar(page: Page, first: int, last: int) -> None:
    rings = (Ring(Text("本单位", "this unit"), 4, OWN), Ring(Text("目标", "target"), 5, TARGET, "dash"))
    chart = radar(page, Spokes(1, first, last), rings, 470, _CHART_HEIGHT)
    page.sheet.insert_chart(_DIMENSIONS, 6, chart, {"x_offset": 10, "object_position": 1})


def _table(page: Page, scheme: Scheme) -> None:
    page.row = first_row(scheme) - 1
    headings: list[Text] = [Text("编码", "Code"), Text("指标", "Indicator")]
    headings += [heading for _, heading in _COLUMNS.values()]
    for column, heading in enumerate(headings):
        page.put(page.row, column, heading, "head")
    most = max(lines_of(page.words(heading), width) for heading, width in zip(headings, _WIDTHS, strict=True))
    page.sheet.set_row(page.row, max(22, 15 * most))
    page.sheet.repeat_rows(page.row)
    page.row += 1
    top = page.row
    for indicator in scheme.indicators:
        cells: Mapping[int, tuple[Content, str]] = {
            0: (indicator.id, "centre"),
            1: (_name(indicator), "text"),
            4: (indicator.weight, "points"),
            10: (None, "input_value"),
        }
        for column, (content, style) in cells.items():
            page.put(page.row, column, content, style)
        levels = [name[page.owner.language] for name in indicator.definition.scale.levels.values()]
        if levels:
            page.choices(page.row, 10, levels)
        # Words of what is demanded are a little longer than the level's own.
        most = max(lines_of(f"{level}    ", _WIDTHS[2]) for level in ("", *levels))
        most = max(most, lines_of(page.words(_name(indicator)), _WIDTHS[1]))
        page.sheet.set_row(page.row, max(_ROW_HEIGHT, _LINE * most))
        page.row += 1
    bars = {"type": "data_bar", "bar_color": "#E3B9AE", "bar_solid": True, "min_type": "num", "min_value": 0}
    page.sheet.conditional_format(top, 5, page.row - 1, 5, {**bars, "max_type": "num", "max_value": 1})
    bad = page.owner.format("bad_mark")
    unmet = f'=AND($I{top + 1}="✗",$J{top + 1}<>"")'
    page.sheet.conditional_format(top, 8, page.row - 1, 9, {"type": "formula", "criteria": unmet, "format": bad})
    mark = {"type": "cell", "criteria": "==", "value": '"✗"', "format": page.owner.format("bad_text")}
    page.sheet.conditional_format(top, 8, page.row - 1, 8, mark)
