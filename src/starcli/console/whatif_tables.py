"""The tables of a what-if: both ratings side by side, what changed, the next edges, and many units a line each."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from rich.markup import escape
from rich.table import Table

from starcli.console.tables import Heading, table_of
from starcli.core.explain import OUTCOME_NAMES, brings, current, percent, symbols
from starcli.core.gaps import name_of
from starcli.core.grading import Decider
from starcli.core.judgement import Result
from starcli.core.numbers import ZERO, half_up, plain
from starcli.core.rating import Rating
from starcli.core.text import Language, Text
from starcli.core.whatif import Around, Comparison, Floor, Margin

_MOST_DECIDERS = 2
_NOTHING = "—"


def side_by_side(comparison: Comparison, language: Language) -> Table:
    """Grade, what decided it, total and dimensions: now, then, the difference, and the floors around them."""
    before, after = comparison.before, comparison.after
    table = _table(_SIDES, language)
    grades = [f"{symbols(one)} {one.grade.name[language]}" for one in (before, after)]
    table.add_row(_GRADE[language], *map(escape, grades), style="bold")
    table.add_row(_DECIDED[language], *(escape(_deciders(one.deciders)) for one in (before, after)))
    margins = {margin.id: margin for margin in comparison.margins}
    plainly = after.graded == after.total and before.graded == before.total
    for label, was, then, margin in _figures(before, after, margins[""], plainly=plainly):
        table.add_row(label[language], str(was), str(then), _difference(then - was), *_floors(margin, language))
    for one, other in zip(before.dimensions, after.dimensions, strict=True):
        if one.score is None or other.score is None:
            table.add_row(one.id, *(_NOTHING if d.score is None else percent(d.score) for d in (one, other)))
            continue
        difference = half_up((other.score - one.score) * 100, 1)
        figures = (percent(one.score), percent(other.score), _difference(difference))
        table.add_row(one.id, *figures, *_floors(margins[one.id], language))
    return table


def _figures(
    before: Rating, after: Rating, margin: Margin, *, plainly: bool
) -> Iterator[tuple[Text, Decimal, Decimal, Margin | None]]:
    """The total with the floors around it; where bonus points do not count for the grade, what does is apart."""
    if plainly:
        yield _TOTAL, before.total, after.total, margin
        return
    yield _TOTAL, before.total, after.total, None
    yield _FOR_GRADE, before.graded, after.graded, margin


_SIDES = (
    (Text("", ""), "left"),
    (Text("现在", "Now"), "left"),
    (Text("假设后", "Then"), "left"),
    (Text("变化", "Change"), "right"),
    (Text("高出底线", "Above floor"), "right"),
    (Text("距上一线", "To next"), "right"),
)
_GRADE, _DECIDED = Text("星级", "Grade"), Text("决定因素", "Decided by")
_TOTAL, _FOR_GRADE = Text("总分", "Total"), Text("计星分", "For grade")


def _deciders(deciders: Sequence[Decider]) -> str:
    rest = len(deciders) - _MOST_DECIDERS
    return ", ".join(map(str, deciders[:_MOST_DECIDERS])) + (f" +{rest}" if rest > 0 else "")


def _floors(margin: Margin | None, language: Language) -> tuple[str, str]:
    if margin is None:
        return "", ""
    held, following = (_floor(floor, language, score=bool(margin.id)) for floor in (margin.below, margin.above))
    return held, following


def _floor(floor: Floor | None, language: Language, *, score: bool) -> str:
    """How far it is to a floor, and the floor: `6.64 (90)`."""
    if floor is None:
        return _NOTHING
    distance = str(half_up(floor.distance * 100, 1)) if score else str(floor.distance)
    bound = f"{plain(floor.value * 100)}%" if score else plain(floor.value)
    return Text("{}（{}）", "{} ({})")[language].format(distance, bound)


def changes(comparison: Comparison, language: Language) -> Table:
    """The indicators, adjustments and vetoes that are different."""
    table = _table(_CHANGES, language)
    for change in comparison.changes:
        indicator, results = change.after.indicator, (change.before, change.after)
        values = tuple(dict.fromkeys(_value(result)[language] for result in results))
        cells = (indicator.name[language], " → ".join(values), " → ".join(map(_points, results)))
        table.add_row(indicator.id, *map(escape, cells), _difference(change.points))
    for each in comparison.counted:
        value = " → ".join(
            counted_as(comparison.after, each.id, count)[language] for count in (each.before, each.after)
        )
        table.add_row(each.id, escape(each.name[language]), value)
    return table


_CHANGES = (
    (Text("编码", "Code"), "left"),
    (Text("指标", "Indicator"), "wrap"),
    (Text("数值", "Value"), "wrap"),
    (Text("得分", "Points"), "left"),
    (Text("变化", "Change"), "right"),
)


def _value(result: Result) -> Text:
    """The value of a result; the outcome where it has none that counts."""
    return OUTCOME_NAMES["invalid"] if result.outcome == "invalid" else current(result)


def _points(result: Result) -> str:
    places = result.indicator.definition.scale.rounding.points
    return _NOTHING if result.outcome == "not_applicable" else str(half_up(result.points, places))


def counted_as(rating: Rating, key: str, count: Decimal | None) -> Text:
    """How often an adjustment applies, whether a veto is confirmed, or a dash."""
    if count is None:
        return Text.same(_NOTHING)
    if any(veto.id == key for veto in rating.scheme.framework.vetoes):
        return Text("是", "yes") if count else Text("否", "no")
    return Text.same(plain(count))


def edges(comparison: Comparison, language: Language) -> Table:
    """The next edges of indicators: up what is gained there, down what is lost beyond."""
    table = _table(_EDGES, language)
    for each in comparison.around:
        result = each.result
        lines = list(_lines(each, comparison, language))
        for number, line in enumerate(lines):
            known = (result.indicator.id, current(result)[language]) if number == 0 else ("", "")
            table.add_row(*map(escape, (*known, *line)))
    return table


_EDGES = (
    (Text("编码", "Code"), "left"),
    (Text("现值", "Value"), "wrap"),
    (Text("", ""), "left"),
    (Text("边界", "Edge"), "left"),
    (Text("相距", "Away"), "right"),
    (Text("越过以后", "What it brings"), "wrap"),
)


def _lines(around: Around, comparison: Comparison, language: Language) -> Iterator[tuple[str, str, str, str]]:
    """An arrow, the edge, how far it is, and what it brings."""
    result = around.result
    if result.exempt or result.outcome != "scored":
        supposed = result.outcome == "not_applicable" and result.indicator.id in comparison.given
        yield "", "", "", (_AS_IF_CONFIRMED if supposed else result.clause)[language]
        return
    if not any(edge.gains for edge in around.edges):
        yield "↑", _NOTHING, "", _NO_MORE[language]
    for edge in around.edges:
        value = edge.value if isinstance(edge.value, Decimal) else edge.beyond
        distance = edge.distance(result.value)
        away = "" if distance is None else plain(distance)
        yield (
            "↑" if edge.gains else "↓",
            name_of(result, value)[language],
            away,
            brings(edge, result, comparison.after)[language],
        )
    if all(edge.gains for edge in around.edges):
        yield "↓", _NOTHING, "", _NO_LESS[language]


_AS_IF_CONFIRMED = Text("按上级已确认计", "as if it were confirmed")
_NO_MORE, _NO_LESS = Text("已无可增", "nothing more to gain"), Text("已无可失", "nothing to lose")


def many(shown: Iterable[Comparison], language: Language) -> Table:
    """Many units, a line each."""
    table = _table(_UNITS, language)
    for one in shown:
        before, after = one.before, one.after
        totals, grades = f"{before.total} → {after.total}", symbols(before)
        if after.grade != before.grade:
            grades += f" → {symbols(after)}"
        unit = before.unit
        table.add_row(escape(unit.name), escape(unit.town), totals, _difference(one.difference), grades)
    return table


_UNITS = (
    (Text("单位", "Unit"), "wrap"),
    (Text("镇街", "Town"), "left"),
    (Text("总分", "Total"), "left"),
    (Text("变化", "Change"), "right"),
    (Text("星级", "Grade"), "left"),
)


def _table(columns: Iterable[tuple[Text, str]], language: Language) -> Table:
    headings = (Heading(text, figures=sort == "right", wraps=sort == "wrap") for text, sort in columns)
    return table_of(headings, language, "fold")


def _difference(difference: Decimal) -> str:
    """`+1.60` in green, `-0.80` in red, nothing for 0."""
    if not difference:
        return ""
    return f"[{'green' if difference > ZERO else 'red'}]{difference:+}[/]"
