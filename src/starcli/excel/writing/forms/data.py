"""The Data sheet: the one to fill, each fact typed once, with a note beside each value that says how it stands."""

from collections.abc import Iterator, Mapping

from starcli.core.assessment import TIERS, Tier
from starcli.core.explain import stars
from starcli.core.filling import Question, questions
from starcli.core.formulas.blocks import TOTALS
from starcli.core.formulas.deciding import Deciding
from starcli.core.formulas.functions import chosen, quoted
from starcli.core.formulas.live import REAL, Live, Moment
from starcli.core.formulas.notes import BAD, DOUBTFUL
from starcli.core.model import Fact
from starcli.core.numbers import plain
from starcli.core.relations import spoken
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text
from starcli.core.words import NOT_APPLICABLE
from starcli.excel.layouts.form import HEADINGS, SHEETS
from starcli.excel.writing.forms.spots import Spot, Spots, letters
from starcli.excel.writing.page import Content, Page, Workbook
from starcli.excel.writing.styles import lines_of

DATA, STRIP = "data", "strip"
_STRIP, _HEADINGS, _FIRST = 1, 2, 3
_MARK = "√"

_COLUMNS: Mapping[str, tuple[Text, float, str]] = {
    "code": (HEADINGS["code"], 14, "centre"),
    "serves": (Text("所属指标", "Indicators"), 9, "centre"),
    "name": (HEADINGS["name"], 24, "text"),
    "measure": (Text("单位", "Measured in"), 9, "centre"),
    "self": (HEADINGS["self"], 12, "input_value"),
    "note": (Text("检查", "Check"), 18, "note"),
    "last": (Text("上期值", "Last value"), 8, "last"),
    "guidance": (Text("填报口径", "How it is counted"), 36, "guidance"),
    "verified": (HEADINGS["verified"], 9, "input_value"),
    "reviewed": (HEADINGS["reviewed"], 9, "input_value"),
    "not_applicable": (HEADINGS["not_applicable"], 9, "input_value"),
    "evidence": (HEADINGS["evidence"], 20, "input"),
    "remarks": (HEADINGS["remarks"], 15, "input"),
}
_AT: Mapping[str, int] = {key: position for position, key in enumerate(_COLUMNS)}
_LAST = len(_COLUMNS) - 1
_LINE_HEIGHT = 13.5


def sections(scheme: Scheme) -> Iterator[tuple[str, list[Question]]]:
    """The questions of each dimension, in the framework's order."""
    asked = list(questions(scheme))
    for dimension in scheme.framework.dimensions:
        found = [question for question in asked if question.dimension == dimension]
        if found:
            yield dimension, found


def place_data(scheme: Scheme, spots: Spots) -> None:
    """Say where the cells of the Data sheet are."""
    row = _FIRST
    for _, found in sections(scheme):
        row += 1
        for question in found:
            for key, position in _AT.items():
                spots.put(DATA, question.id, key, Spot("data", row, position))
            row += 1
    for name, column in (("total", 1), ("stars", 2), ("filled", 4), ("decided", 7)):
        spots.put(STRIP, name, REAL, Spot("data", _STRIP, column))
    spots.put(STRIP, "title", REAL, Spot("data", 0, 0))


def strip_cells(scheme: Scheme, spots: Spots) -> Iterator[Live]:
    """The line above the table: total, grade, what is filled in, and what keeps the unit from the next grade."""
    at, card = spots.on("data"), "card"
    yield Live(STRIP, "total", REAL, at.cell(TOTALS, "total", REAL), lambda now: now.rating.total)
    place, grades = at.cell(TOTALS, "grade", REAL), scheme.grades
    shown = [f"{stars(grade, grades[0])} {at.shown(grade.name)}" for grade in grades]
    names = {grade.id: words for grade, words in zip(grades, shown, strict=True)}
    yield Live(STRIP, "stars", REAL, chosen(place, map(quoted, shown)), lambda now: names[now.rating.grade.id])
    keys = [question.id for question in questions(scheme)]

    def filled(now: Moment) -> int:
        return sum(now.figures.reading(key).outcome != "missing" for key in keys)

    yield Live(STRIP, "filled", REAL, at.cell(card, "filled", REAL), filled)
    yield Live(STRIP, "decided", REAL, at.cell(card, "decided", REAL), Deciding(scheme, at).words())
    title = Text("“争星晋位”填报表", ": data")
    name = at.cell("profile", "name", "value")
    yield Live(STRIP, "title", REAL, f"{name}&{at.words(title)}", lambda now: now.filling.unit.name + at.shown(title))


def data_page(book: Workbook, scheme: Scheme) -> Page:
    """The sheet with everything but its formulas."""
    page = book.page(SHEETS["data"], tuple(width for _, width, _ in _COLUMNS.values()), landscape=True)
    page.say("", "title", height=28)
    _strip(page, scheme)
    page.row = _HEADINGS
    for position, (heading, _, _) in enumerate(_COLUMNS.values()):
        page.put(page.row, position, heading, "head")
    most = max(lines_of(page.words(heading), width) for heading, width, _ in _COLUMNS.values())
    page.sheet.set_row(page.row, max(32, 16 * most))
    page.row = _FIRST
    for dimension, found in sections(scheme):
        name = scheme.framework.dimensions[dimension].name
        page.sheet.merge_range(page.row, 0, page.row, _LAST, "", page.owner.format("group"))
        page.put(page.row, 0, Text(f"{dimension} {name.zh}", f"{dimension} {name.en}"), "group")
        page.row += 1
        for question in found:
            _row(page, scheme, question)
    _marks(page)
    page.sheet.repeat_rows(_HEADINGS)
    page.sheet.freeze_panes(_FIRST, _AT["self"])
    return page


def _strip(page: Page, scheme: Scheme) -> None:
    sheet, form = page.sheet, page.owner.format
    sheet.set_row(_STRIP, 30)
    page.put(_STRIP, 0, Text("总分", "Total"), "label")
    page.put(_STRIP, 3, Text("已填", "Filled"), "label")
    total = sum(1 for _ in questions(scheme))
    page.put(_STRIP, 5, Text(f"/ {total} 项", f"of {total}"), "strip_text")
    page.put(_STRIP, 6, Text("卡在哪里", "Why"), "label")
    sheet.merge_range(_STRIP, 7, _STRIP, _LAST, "", form("strip_wrapped"))


def _row(page: Page, scheme: Scheme, question: Question) -> None:
    guidance = _guidance(scheme, question)
    contents: dict[str, Content] = {
        "code": question.id,
        "serves": ", ".join(indicator.id for indicator in question.serves),
        "name": _with_levels(question),
        "measure": question.measured_in,
        "guidance": guidance,
        **dict.fromkeys(("last", *TIERS, "not_applicable", "evidence", "remarks")),
    }
    most = 1
    for column, content in contents.items():
        _, width, style = _COLUMNS[column]
        words = page.put(page.row, _AT[column], content, style)
        if words:
            most = max(most, lines_of(words, width * (1.15 if style == "guidance" else 1)))
    width = _COLUMNS["last"][1]
    most = max(most, *(lines_of(level[page.owner.language], width) for level in question.levels.values()), 1)
    page.sheet.set_row(page.row, max(most * _LINE_HEIGHT + 4, 20))
    for tier in TIERS:
        _validate(page, question, tier)
    page.choices(page.row, _AT["not_applicable"], [_MARK], strict=False)
    page.row += 1


def _validate(page: Page, question: Question, tier: Tier) -> None:
    """What may be typed: a level from the list, or a number within its limits; confirmers may refuse to apply it."""
    column, language = _AT[tier], page.owner.language
    not_applicable = NOT_APPLICABLE[language]
    if question.levels:
        options = [name[language] for name in question.levels.values()]
        page.choices(page.row, column, options if tier == "self" else [*options, not_applicable])
        return
    low, high, whole = limits_of(question.asked)
    say = limits_say(low, high, whole=whole)
    cell = f"{letters(column)}{page.row + 1}"
    if tier == "self":
        page.numbers(page.row, column, low, high, say, whole=whole)
        return
    bounds = [f"ISNUMBER({cell})", *([f"{cell}>={low}"] if low else []), *([f"{cell}<={high}"] if high else [])]
    page.custom(page.row, column, f'OR({cell}="{not_applicable}",AND({",".join(bounds)}))', say)


def limits_of(asked: Fact | Indicator) -> tuple[str, str, bool]:
    """The least and the greatest number, empty where there is none, and whether only whole ones will do."""
    if isinstance(asked, Fact):
        low, high, whole = asked.minimum, asked.maximum, asked.type == "integer"
    else:
        scale = asked.definition.scale
        low, high, whole = scale.minimum, scale.maximum, asked.definition.type == "integer"
    return "" if low is None else plain(low), "" if high is None else plain(high), whole


def limits_say(low: str, high: str, *, whole: bool) -> Text:
    """What may be typed, in words."""
    kind = Text("整数", "a whole number") if whole else Text("数字", "a number")
    if low and high:
        return Text(f"请填 {low} 到 {high} 之间的{kind.zh}", f"Type {kind.en} from {low} to {high}")
    if low or high:
        sign = Text("不小于", "at least") if low else Text("不大于", "at most")
        return Text(f"请填{sign.zh} {low or high} 的{kind.zh}", f"Type {kind.en}, {sign.en} {low or high}")
    return Text(f"请填{kind.zh}", f"Type {kind.en}")


def _with_levels(question: Question) -> Text:
    """What is asked for, with its levels where it has any."""
    name, levels = question.asked.name, question.levels
    if not levels:
        return name
    options = Text("／".join(level.zh for level in levels.values()), " / ".join(level.en for level in levels.values()))
    return Text(f"{name.zh}\n（{options.zh}）", f"{name.en}\n({options.en})")


def _guidance(scheme: Scheme, question: Question) -> Text:
    """When it is counted, what is reckoned with it, and what is wanted as evidence."""
    first = question.serves[0].definition
    periods = scheme.framework.settings.periods
    parts = [periods[first.period]] if first.period in periods else []
    for indicator in question.serves[:1]:
        expression = indicator.definition.expression
        if expression is not None and len(expression.names) > 1:
            words = spoken(expression.source, scheme.framework.facts, {})
            parts.append(Text(f"{indicator.name.zh}＝{words.zh}", f"{indicator.name.en} = {words.en}"))
        elif not isinstance(question.asked, Fact):
            parts.append(indicator.rule.describe())
    if first.evidence:
        parts.append(
            Text(
                f"佐证：{'、'.join(e.zh for e in first.evidence)}",
                f"Evidence: {'; '.join(e.en for e in first.evidence)}",
            )
        )
    return Text("；".join(p.zh for p in parts), "; ".join(p.en for p in parts))


def _marks(page: Page) -> None:
    """Cells that cannot be used turn red, doubtful ones amber; the sign beside them says so without colour."""
    first, last = _FIRST + 1, page.row
    for sign, style in ((BAD, "bad_input"), (DOUBTFUL, "doubtful_input")):
        begins = f'LEFT($F{first},1)="{sign}"'
        for ranges, test in ((f"E{first}:F{last}", begins), (f"I{first}:J{last}", f'AND({begins},I{first}<>"")')):
            rule = {"type": "formula", "criteria": f"={test}", "format": page.owner.format(style)}
            page.sheet.conditional_format(ranges, rule)
