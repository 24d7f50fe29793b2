"""The formulas of the Scorecard: what a person sees of the rating, live."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from starcli.core.explain import OUTCOME_NAMES, current, stars
from starcli.core.filling import questions
from starcli.core.formulas.answers import INVALID, LEFT_OUT, MISSING, SCORED
from starcli.core.formulas.blocks import ANSWERS, DIMENSIONS, INDICATORS, TOTALS, dimensions_of
from starcli.core.formulas.deciding import Deciding
from starcli.core.formulas.functions import YES, chosen, first_true, quoted
from starcli.core.formulas.live import CASES, REAL, SUPPOSED, Cached, Live, Moment, Places
from starcli.core.formulas.totals import TotalFormulas
from starcli.core.numbers import half_up, plain
from starcli.core.requirements import Bounds
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text

CARD = "card"
_DASH = Text.same("—")
_GATE = Text("必达", "gate")
_MET, _UNMET = Text.same("✓"), Text.same("✗")
_TO_FILL = Text("待填报", "to be filled in")
_PLACES = 6
_FAR = "1E+300"


class CardFormulas:
    """Compiles the Scorecard."""

    def __init__(self, scheme: Scheme, at: Places) -> None:
        self._scheme = scheme
        self._at = at

    def cells(self) -> Iterator[Live]:
        """The cells of the Scorecard."""
        yield from self._head()
        for case in CASES:
            yield from self._result(case)
        for dimension in dimensions_of(self._scheme):
            for column in ("points", "available", "score"):
                formula = self._at.cell(DIMENSIONS, dimension, f"{REAL}:{column}")
                yield Live(CARD, dimension, column, formula, partial(_dimension, key=dimension, name=column))
        for indicator in self._scheme.indicators:
            yield from self._row(indicator)

    def _head(self) -> Iterator[Live]:
        """What is filled in, what decides, and what is missing to the next grade."""
        at, scheme = self._at, self._scheme
        outcomes, total = at.column(ANSWERS, "outcome"), partial(at.cell, TOTALS)
        keys = [question.id for question in questions(scheme)]
        yield Live(CARD, "filled", REAL, f"{len(keys)}-COUNTIF({outcomes},{MISSING})", partial(_filled, keys=keys))
        yield Live(CARD, "unusable", REAL, f"COUNTIF({outcomes},{INVALID})", partial(_unusable, keys=keys))
        deciding = Deciding(scheme, at)
        yield Live(CARD, "decided", REAL, deciding.formula(), deciding.words())
        for live in TotalFormulas(scheme, at).cells():
            if live.column == REAL and live.row in ("short", "gates", "low"):
                yield Live(CARD, live.row, REAL, total(live.row, REAL), live.value)

    def _result(self, case: str) -> Iterator[Live]:
        """Grade and total."""
        at, grades = self._at, self._scheme.grades
        place = at.cell(TOTALS, "grade", case)
        symbols = chosen(place, [quoted(stars(grade, grades[0])) for grade in grades])
        yield Live(CARD, "stars", case, symbols, partial(_stars, case=case))
        names = chosen(place, [at.words(grade.name) for grade in grades])
        yield Live(CARD, "grade", case, names, partial(_grade_name, case=case, at=at))
        yield Live(CARD, "total", case, at.cell(TOTALS, "total", case), partial(_case_total, case=case))
        if case == REAL:
            coverage = at.cell(TOTALS, "coverage", REAL)
            yield Live(CARD, "coverage", case, coverage, lambda now: now.rating.coverage)

    def _row(self, indicator: Indicator) -> Iterator[Live]:
        """An indicator: its value, its points, and how it stands to the target."""
        at, key = self._at, indicator.id
        cell = partial(at.cell, INDICATORS, key)
        value, outcome, target = cell("value"), cell("outcome"), at.cell(TOTALS, "target", REAL)
        names = [(f"{outcome}={code}", at.words(OUTCOME_NAMES[word])) for code, word in (
            (LEFT_OUT, "not_applicable"), (MISSING, "missing"), (INVALID, "invalid"))]  # fmt: skip
        states = first_true(names, at.words(OUTCOME_NAMES["scored"]))
        yield Live(
            CARD,
            key,
            "value",
            f'IF({value}="",{states},{shown_level(indicator, value, at)})',
            partial(_value, key=key, at=at),
        )
        yield Live(CARD, key, "points", cell("real:points"), partial(_points, key=key, case=REAL))
        grades = self._scheme.grades
        requirements = [indicator.requirements.get(grade.id) for grade in grades]
        demands = [at.words(each.words() if each else _DASH) for each in requirements]
        yield Live(CARD, key, "demand", chosen(target, demands), partial(_demand, key=key, at=at))
        met = f"INDEX({at.across(INDICATORS, key, f'real:met:{grades[0].id}', f'real:met:{grades[-1].id}')},1,{target})"
        stated = chosen(target, ["1" if each else "0" for each in requirements])
        silent = f'IF({stated}=0,{YES},{met}="")'
        mark = first_true([(silent, '""'), (f"{met}=1", at.words(_MET))], at.words(_UNMET))
        yield Live(CARD, key, "met", mark, partial(_met_mark, key=key))
        gates = [at.words(_GATE) if grade.id in indicator.gates else '""' for grade in grades]
        yield Live(CARD, key, "gate", chosen(target, gates), partial(_gate, key=key, at=at))
        distance = first_true(
            [(silent, '""'), (f"{met}=1", '""'), (f"{outcome}<>{SCORED}", at.words(_TO_FILL))],
            self._distance(indicator, value),
        )
        yield Live(CARD, key, "gap", distance, partial(_gap, key=key, at=at))
        supposed = f'IF({cell("imagined")}="","",{cell("supposed:points")})'
        yield Live(CARD, key, "supposed", supposed, partial(_supposed, key=key))

    def _distance(self, indicator: Indicator, value: str) -> str:
        """How far a value is from what the target demands: a figure, or the level to reach."""
        target = self._at.cell(TOTALS, "target", REAL)
        requirements = [indicator.requirements.get(grade.id) for grade in self._scheme.grades]
        if indicator.definition.scale.levels:
            return chosen(
                target,
                [self._at.words(_to_level(indicator, each.nearest(None)) if each else _DASH) for each in requirements],
            )
        bounds = [each if isinstance(each, Bounds) else Bounds(None, None) for each in requirements]
        low = chosen(target, [f"-{_FAR}" if b.low is None else plain(b.low) for b in bounds])
        high = chosen(target, [_FAR if b.high is None else plain(b.high) for b in bounds])
        return f"ROUND(IF({value}<{low},{low}-{value},{value}-{high}),{_PLACES})"


def shown_level(indicator: Indicator, value: str, at: Places) -> str:
    """The value in a cell as people see it: a level by its name."""
    levels = indicator.definition.scale.levels
    if not levels:
        return value
    return first_true([(f"{value}={quoted(level)}", at.words(name)) for level, name in levels.items()], value)


def _to_level(indicator: Indicator, level: Value) -> Text:
    name = indicator.definition.scale.levels[str(level)]
    return Text(f"→ {name.zh}", f"→ {name.en}")


def _filled(now: Moment, keys: list[str]) -> Cached:
    return sum(now.figures.reading(key).outcome != "missing" for key in keys)


def _unusable(now: Moment, keys: list[str]) -> Cached:
    return sum(now.figures.reading(key).outcome == "invalid" for key in keys)


def _stars(now: Moment, case: str) -> Cached:
    return stars(now.case(case).grade, now.scheme.grades[0])


def _grade_name(now: Moment, case: str, at: Places) -> Cached:
    return at.shown(now.case(case).grade.name)


def _case_total(now: Moment, case: str) -> Cached:
    return now.case(case).total


def _dimension(now: Moment, key: str, name: str) -> Cached:
    found = next(d for d in now.rating.dimensions if d.id == key)
    value = {"points": found.points, "available": found.available, "score": found.score}[name]
    return "" if value is None else value


def _value(now: Moment, key: str, at: Places) -> Cached:
    result = now.results[key]
    if now.unchecked[key].outcome != "scored":
        return at.shown(OUTCOME_NAMES[result.outcome])
    return result.value if isinstance(result.value, Decimal) else at.shown(current(result))


def _points(now: Moment, key: str, case: str) -> Cached:
    return now.results_of(case)[key].points


def _demand(now: Moment, key: str, at: Places) -> Cached:
    requirement = now.results[key].indicator.requirements.get(now.target.id)
    return at.shown(_DASH if requirement is None else requirement.words())


def _met_mark(now: Moment, key: str) -> Cached:
    met = now.results[key].met(now.target.id)
    return "" if met is None else _MET.zh if met else _UNMET.zh


def _gate(now: Moment, key: str, at: Places) -> Cached:
    return at.shown(_GATE) if now.target.id in now.results[key].indicator.gates else ""


def _gap(now: Moment, key: str, at: Places) -> Cached:
    result = now.results[key]
    requirement = result.indicator.requirements.get(now.target.id)
    if requirement is None or result.met(now.target.id) is not False:
        return ""
    if result.outcome != "scored" or result.value is None:
        return at.shown(_TO_FILL)
    if isinstance(result.value, str):
        return at.shown(_to_level(result.indicator, requirement.nearest(None)))
    required = requirement.nearest(result.value)
    return half_up(abs(required - result.value), _PLACES) if isinstance(required, Decimal) else ""


def _supposed(now: Moment, key: str) -> Cached:
    return now.results_of(SUPPOSED)[key].points if key in now.imagined else ""
