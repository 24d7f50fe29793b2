"""The projection of a plan as formulas: what every indicator, dimension and the grade come to with the values planned.

It is the form's what-if case, on the figures of a rating: these are constants here, and what is imagined of an
indicator is its target in the table of measures.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial

from starcli.core.explain import current
from starcli.core.filling import Filled, Filling
from starcli.core.formulas.blocks import COUNTS, DIMENSIONS, INDICATORS, TOTALS, dimensions_of
from starcli.core.formulas.card import shown_level
from starcli.core.formulas.counts import applied_cap, applied_points
from starcli.core.formulas.functions import chosen, first_true, some
from starcli.core.formulas.indicators import IndicatorFormulas, beyond, decides_mark, met_mark, scoring
from starcli.core.formulas.live import REAL, SUPPOSED, Cached, Live, Moment, Places, constant
from starcli.core.formulas.on_return import KnownScores, knowing
from starcli.core.formulas.totals import TotalFormulas
from starcli.core.formulas.typed import USABLE, kind_of_indicator, state_of
from starcli.core.model import Grade
from starcli.core.numbers import ZERO, plain
from starcli.core.plans.plan import Plan
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, Scheme, allowed
from starcli.core.text import Text

SHOWN, RAW = "shown", "raw"
"""The block of what people look at; the column of what stands in an indicator's target cell."""
FIGURES = ("base", "bonus", "deductions", "total")
_MET, _UNMET, _NOT_ASKED = Text.same("✓"), Text.same("✗"), Text.same("—")
_REACHED = Text("达到", "reached")
_NOT_REACHED = Text("未达到", "not reached")
_UNUSABLE = Text("目标值无效，按现值计", "the target cannot be used: counted as it is")
_TWICE = Text("同一指标有几行，按第一行计", "several rows: the first counts")
_ON_RETURN = Text(
    "此项由系统评分：改了目标值须重新评定", "scored by the program: rate anew where the target is changed"
)


class PlanMoment(Moment):
    """What the projection of a plan shows; `typed` is what stands in the target cell of each indicator that has one."""

    def __init__(self, plan: Plan, typed: Mapping[str, Filled]) -> None:
        rating, targets = plan.rating, {proposal.indicator: proposal.target for proposal in plan.proposals}
        known = {
            r.indicator.id: [v for v in (r.value, targets.get(r.indicator.id)) if v is not None] for r in rating.results
        }
        scheme = knowing(rating.scheme, known, {r.indicator.id: r.score for r in rating.results})
        wanted = {key: usable(scheme.by_id[key], raw) for key, raw in typed.items() if key in scheme.by_id}
        imagined = {key: value for key, value in wanted.items() if value is not None}
        filling = Filling(rating.unit, rating.assessment.period)
        super().__init__(scheme, filling, rating.basis, plan.target, imagined, rating.assessment)
        self.typed = dict(typed)


def usable(indicator: Indicator, raw: Filled) -> Value | None:
    """The value that stands in a target cell, as the projection takes it; None where it cannot be used."""
    kind = kind_of_indicator(indicator)
    if kind.levels:
        state = state_of(raw, kind)
        return kind.levels[state - USABLE][0] if state >= USABLE else None
    if isinstance(raw, str):
        return None
    value, whole = Decimal(raw), indicator.definition.type == "integer"
    fits = allowed(value, indicator.definition.scale) and (not whole or value == int(value))
    return value if fits else None


class ProjectionFormulas:
    """Compiles the projection of a scheme against a target; `codes` is the range of the codes of all measures."""

    def __init__(self, scheme: Scheme, at: Places, target: Grade, codes: str) -> None:
        self._scheme = scheme
        self._at = at
        self._target = target
        self._codes = codes
        self._indicators = IndicatorFormulas(scheme, at)
        self._totals = TotalFormulas(scheme, at)

    def cells(self) -> Iterator[Live]:
        """Every cell of the projection but those that fetch what stands in the target cells."""
        for indicator in self._scheme.indicators:
            yield from self._indicator(indicator)
            yield from self._row(indicator)
        yield from self._totals.of(SUPPOSED)
        # What is not planned is known already: each figure of the present case stands there as it is.
        for live in self._totals.of(REAL):
            yield Live(live.block, live.row, live.column, "", live.value)
        yield from self._counts()
        yield from self._summary()

    def _indicator(self, indicator: Indicator) -> Iterator[Live]:
        key = indicator.id
        yield from self._indicators.constants(indicator)
        yield Live(INDICATORS, key, "outcome", "", partial(_applies, key=key))
        yield Live(INDICATORS, key, "imagined", self._imagined(indicator), partial(_imagined, key=key))
        for name in ("score", "points", "available"):
            yield Live(INDICATORS, key, f"{REAL}:{name}", "", partial(scoring, key=key, case=REAL, name=name))
        for grade in indicator.requirements:
            yield Live(INDICATORS, key, f"{REAL}:met:{grade}", "", partial(met_mark, key=key, case=REAL, grade=grade))
        yield Live(INDICATORS, key, f"{REAL}:decides", "", partial(decides_mark, key=key, case=REAL))
        yield from self._indicators.scored(indicator, SUPPOSED)

    def _imagined(self, indicator: Indicator) -> str:
        """What is planned, where it can be used; a number within the limits of its scale."""
        raw, formula = self._at.cell("card", indicator.id, "imagined"), self._indicators.imagined(indicator)
        bad = beyond(indicator, raw)
        return f'IF({formula}="","",IF({some(bad)},"",{raw}))' if bad else formula

    def _row(self, indicator: Indicator) -> Iterator[Live]:
        """What people see of an indicator: value now and planned, what is required, whether it is met."""
        at, key, target = self._at, indicator.id, self._target.id
        now, imagined = at.cell(SHOWN, key, "now"), at.cell(INDICATORS, key, "imagined")
        yield Live(SHOWN, key, "now", "", partial(_now, key=key, at=at))
        planned = f'IF({imagined}="",{now},{shown_level(indicator, imagined, at)})'
        yield Live(SHOWN, key, "planned", planned, partial(_planned, key=key, at=at))
        for case, column in ((REAL, "met-now"), (SUPPOSED, "met")):
            value = partial(_mark, key=key, case=case, grade=target)
            formula = "" if case == REAL else self._mark(indicator)
            yield Live(SHOWN, key, column, formula, value)
        raw = at.cell("card", key, "imagined")
        notes = [
            (f'AND({raw}<>"",{imagined}="")', at.words(_UNUSABLE)),
            (f'COUNTIF({self._codes},"{key}")>1', at.words(_TWICE)),
        ]
        otherwise = _ON_RETURN if isinstance(indicator.rule, KnownScores) else Text.same("")
        yield Live(SHOWN, key, "note", first_true(notes, at.words(otherwise)), partial(_note, key=key, at=at))

    def _mark(self, indicator: Indicator) -> str:
        if self._target.id not in indicator.requirements:
            return self._at.words(_NOT_ASKED)
        met = self._at.cell(INDICATORS, indicator.id, f"{SUPPOSED}:met:{self._target.id}")
        cases = [(f'{met}=""', self._at.words(_NOT_ASKED)), (f"{met}=1", self._at.words(_MET))]
        return first_true(cases, self._at.words(_UNMET))

    def _counts(self) -> Iterator[Live]:
        """Bonus, deductions and vetoes stay as they are."""
        framework, order = self._scheme.framework, [grade.id for grade in self._scheme.grades]
        for sort, adjustments in (("bonus", framework.bonus), ("deduction", framework.deductions)):
            for item in adjustments.items:
                yield constant(COUNTS, item.id, "sort", sort)
                yield Live(COUNTS, item.id, "count", "", partial(applied_points, key=item.id, each=Decimal(1)))
                yield Live(COUNTS, item.id, "points", "", partial(applied_points, key=item.id, each=item.points))
        for veto in framework.vetoes:
            place = order.index(veto.caps_at) + 1
            yield constant(COUNTS, veto.id, "sort", "veto")
            yield Live(COUNTS, veto.id, "count", "", partial(applied_points, key=veto.id, each=Decimal(1)))
            yield Live(COUNTS, veto.id, "caps", "", partial(applied_cap, key=veto.id, place=place))

    def _summary(self) -> Iterator[Live]:
        """Totals and grade of both cases, and what still keeps the unit from the target."""
        at, grades = self._at, self._scheme.grades
        for dimension in dimensions_of(self._scheme):
            for case in (REAL, SUPPOSED):
                formula = at.cell(DIMENSIONS, dimension, f"{case}:score")
                yield Live(SHOWN, dimension, case, formula, partial(_dimension, key=dimension, case=case))
        for case in (REAL, SUPPOSED):
            for row in FIGURES:
                yield Live(SHOWN, row, case, at.cell(TOTALS, row, case), partial(_figure, row=row, case=case))
            place = at.cell(TOTALS, "grade", case)
            names = chosen(place, [at.words(grade.name) for grade in grades])
            yield Live(SHOWN, "grade", case, names, partial(_grade, case=case, at=at))
            for row, sort in (("gates", "gate"), ("low", "dimension")):
                formula = self._totals.unmet(self._target, case, sort)
                yield Live(SHOWN, row, case, formula, partial(_unmet, case=case, grade=self._target, sort=sort))
            short = f"MAX(0,ROUND({plain(self._target.floor)}-{at.cell(TOTALS, 'graded', case)},6))"
            yield Live(SHOWN, "short", case, short, partial(_short, case=case, grade=self._target))
            reached = f"{place}<={[grade.id for grade in grades].index(self._target.id) + 1}"
            words = first_true([(reached, at.words(_REACHED))], at.words(_NOT_REACHED))
            yield Live(SHOWN, "reached", case, words, partial(_reached, case=case, grade=self._target, at=at))


def _applies(now: Moment, key: str) -> Cached:
    return int(now.results[key].outcome != "not_applicable")


def _imagined(now: Moment, key: str) -> Cached:
    return now.imagined.get(key, "")


def _value(now: Moment, key: str, value: Value, at: Places) -> Cached:
    levels = now.results[key].indicator.definition.scale.levels
    return at.shown(levels[value]) if isinstance(value, str) else value


def _now(now: Moment, key: str, at: Places) -> Cached:
    result = now.results[key]
    if result.outcome != "scored" or result.value is None:
        return at.shown(current(result))
    return _value(now, key, result.value, at)


def _planned(now: Moment, key: str, at: Places) -> Cached:
    return _value(now, key, now.imagined[key], at) if key in now.imagined else _now(now, key, at)


def _mark(now: Moment, key: str, case: str, grade: str) -> Cached:
    met = now.results_of(case)[key].met(grade)
    return (_NOT_ASKED if met is None else _MET if met else _UNMET).zh


def _note(now: Moment, key: str, at: Places) -> Cached:
    if isinstance(now, PlanMoment) and key in now.typed and key not in now.imagined:
        return at.shown(_UNUSABLE)
    return at.shown(_ON_RETURN) if isinstance(now.results[key].indicator.rule, KnownScores) else ""


def _dimension(now: Moment, key: str, case: str) -> Cached:
    score = next(d.score for d in now.case(case).dimensions if d.id == key)
    return "" if score is None else score


def _figure(now: Moment, row: str, case: str) -> Cached:
    value: Decimal = getattr(now.case(case), row)
    return value


def _grade(now: Moment, case: str, at: Places) -> Cached:
    return at.shown(now.case(case).grade.name)


def _unmet(now: Moment, case: str, grade: Grade, sort: str) -> Cached:
    return sum(decider.sort == sort for decider in now.case(case).blocked(grade))


def _short(now: Moment, case: str, grade: Grade) -> Cached:
    return max(ZERO, grade.floor - now.case(case).graded)


def _reached(now: Moment, case: str, grade: Grade, at: Places) -> Cached:
    order = [each.id for each in now.scheme.grades]
    found = order.index(now.case(case).grade.id) <= order.index(grade.id)
    return at.shown(_REACHED if found else _NOT_REACHED)
