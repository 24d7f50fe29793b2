"""The formulas of each indicator: value, outcome, score and points, as they are and as the what-if column has them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial

from starcli.core.expressions import OWN_VALUE, Condition, Node, Operation
from starcli.core.filling import questions
from starcli.core.formulas.answers import INVALID, LEFT_OUT, MISSING, OUTCOMES, SCORED
from starcli.core.formulas.blocks import ANSWERS, CHECKS, INDICATORS, check_id
from starcli.core.formulas.functions import NO, cleaned, every, first_true, one_of, quoted, some
from starcli.core.formulas.live import CASES, REAL, SUPPOSED, Cached, Live, Moment, Places, constant
from starcli.core.formulas.typed import kind_of_indicator
from starcli.core.model import Waiver
from starcli.core.numbers import LARGEST, ZERO, plain
from starcli.core.scheme import Indicator, Scheme

_JUDGED = ("value", "outcome", "exempt", "sound")
_BEYOND_NOISE = 8
"""Decimals, after those of a sum, to which it is rounded first: what a difference leaves in binary hides no tie."""


class IndicatorFormulas:
    """Compiles the indicators of a scheme."""

    def __init__(self, scheme: Scheme, at: Places) -> None:
        self._scheme = scheme
        self._at = at
        self._facts = {question.id for question in questions(scheme)} & scheme.framework.facts.keys()

    def cells(self) -> Iterator[Live]:
        """The cells of the blocks of indicators and checks."""
        for indicator in self._scheme.indicators:
            yield from self.constants(indicator)
            yield from self._judged(indicator)
            yield from self._checks(indicator)
            for case in CASES:
                yield from self.scored(indicator, case)

    def _cell(self, indicator: Indicator, column: str) -> str:
        return self._at.cell(INDICATORS, indicator.id, column)

    def constants(self, indicator: Indicator) -> Iterator[Live]:
        """Dimension, weight, and the grades of which it is a gate."""
        yield constant(INDICATORS, indicator.id, "dimension", indicator.definition.dimension)
        yield constant(INDICATORS, indicator.id, "weight", indicator.weight)
        for grade in indicator.gates:
            if grade in indicator.requirements:
                yield constant(INDICATORS, indicator.id, f"gate:{grade}", 1)

    def _judged(self, indicator: Indicator) -> Iterator[Live]:
        """From what was typed to a value that counts, or the reason why none does."""
        key = indicator.id
        before, value = self._cell(indicator, "before"), self._cell(indicator, "value")
        yield Live(INDICATORS, key, "before", self._before(indicator), partial(_before, key=key))
        yield Live(INDICATORS, key, "value", self._value(indicator, before), partial(_value, key=key))
        fails = [
            f"{self._at.cell(CHECKS, check_id(indicator, number), 'fails')}=1"
            for number, check in enumerate(indicator.definition.checks)
            if check.severity == "error"
        ]
        bad = [*fails, *beyond(indicator, value)]
        sound = f"IF({before}<>{SCORED},{before},IF({some(bad)},{INVALID},{SCORED}))" if bad else before
        yield Live(INDICATORS, key, "sound", sound, partial(_sound, key=key))
        yield Live(INDICATORS, key, "exempt", self._exempt(indicator), partial(_exempt, key=key))
        score, soundness = self._cell(indicator, "real:score"), self._cell(indicator, "sound")
        outcome = f'IF({self._cell(indicator, "exempt")}=1,{SCORED},IF({score}="",{INVALID},{soundness}))'
        yield Live(INDICATORS, key, "outcome", outcome, partial(_outcome, key=key))
        yield Live(INDICATORS, key, "imagined", self.imagined(indicator), partial(_imagined, key=key))

    def _before(self, indicator: Indicator) -> str:
        """The outcome before the framework's checks."""
        expression, waiver = indicator.definition.expression, indicator.definition.not_applicable_when
        waived = [(self._holds(waiver, indicator), str(LEFT_OUT))] if waiver else []
        if expression is None:
            return first_true(waived, self._at.cell(ANSWERS, indicator.id, "outcome"))
        outcomes = [self._at.cell(ANSWERS, name, "outcome") for name in expression.names]
        cases = [*waived]
        cases += [(some(f"{o}={code}" for o in outcomes), str(code)) for code in (LEFT_OUT, MISSING, INVALID)]
        exact = self._expression(indicator)
        return first_true(cases, f"IFERROR(IF(ABS({exact})>{LARGEST:f},{INVALID},{SCORED}),{INVALID})")

    def _value(self, indicator: Indicator, before: str) -> str:
        if indicator.definition.expression is None:
            typed = self._at.cell(ANSWERS, indicator.id, "value")
            return f'IF({before}={SCORED},{typed},"")'
        places = indicator.definition.scale.precision
        exact = self._expression(indicator)
        if _adds(indicator.definition.expression.root):
            exact = f"ROUND({exact},{places + _BEYOND_NOISE})"
        return f'IF({before}={SCORED},ROUND({exact},{places}),"")'

    def _expression(self, indicator: Indicator) -> str:
        expression = indicator.definition.expression
        if expression is None:
            raise ValueError(indicator.id)
        return expression.formula(self._values(expression.names, indicator))

    def _values(self, names: tuple[str, ...], indicator: Indicator) -> Mapping[str, str]:
        """The cell of the value of each name."""
        return {
            name: self._cell(indicator, "value") if name == OWN_VALUE else self._at.cell(ANSWERS, name, "value")
            for name in names
        }

    def _known(self, condition: Condition, indicator: Indicator) -> str | None:
        """Whether every figure of a condition is known; None where one never is."""
        tests = []
        for name in condition.names:
            if name == OWN_VALUE:
                before, value = self._cell(indicator, "before"), self._cell(indicator, "value")
                tests += [f"{before}={SCORED}", f"ISNUMBER({value})"]
            elif name not in self._facts:
                return None
            else:
                tests.append(f"{self._at.cell(ANSWERS, name, 'outcome')}={SCORED}")
        return every(tests)

    def _holds(self, waiver: Waiver | None, indicator: Indicator) -> str:
        """Whether every condition of a waiver holds; false where a figure is not known."""
        if waiver is None:
            return NO
        known = [self._known(condition, indicator) for condition in waiver.conditions]
        if None in known:
            return NO
        tests = every([c.formula(self._values(c.names, indicator)) for c in waiver.conditions])
        return f"IF({every(each for each in known if each)},IFERROR({tests},{NO}),{NO})"

    def _checks(self, indicator: Indicator) -> Iterator[Live]:
        """Whether each relation fails: only where every figure of it is known, and the indicator has a value."""
        for number, check in enumerate(indicator.definition.checks):
            condition = check.condition
            known = self._known(condition, indicator)
            failing = "0"
            if known is not None:
                holds = condition.formula(self._values(condition.names, indicator))
                before = f"{self._cell(indicator, 'before')}={SCORED}"
                failing = f"IF({every((before, known))},IFERROR(IF({holds},0,1),0),0)"
            value = partial(fails, key=indicator.id, condition=condition)
            yield Live(CHECKS, check_id(indicator, number), "fails", failing, value)

    def _exempt(self, indicator: Indicator) -> str:
        if indicator.full_when is None:
            return "0"
        sound = self._cell(indicator, "sound")
        holds = self._holds(indicator.full_when, indicator)
        return f"IF(OR({sound}={SCORED},{sound}={MISSING}),IF({holds},1,0),0)"

    def imagined(self, indicator: Indicator) -> str:
        """The value of the what-if column; an empty text where there is none."""
        cell, kind = self._at.cell("card", indicator.id, "imagined"), kind_of_indicator(indicator)
        if not kind.levels:
            return f'IF(AND(ISNUMBER({cell}),NOT(ISLOGICAL({cell}))),{cell},"")'
        text = cleaned(cell)
        cases = [(one_of(text, words), quoted(level)) for level, words in kind.levels]
        return first_true([(f"ISERROR({cell})", '""'), (f'{text}=""', '""'), *cases], '""')

    def scored(self, indicator: Indicator, case: str) -> Iterator[Live]:
        """Score, points and what is met, in one of the cases."""
        key, rule, imagined = indicator.id, indicator.rule, self._cell(indicator, "imagined")
        cells = {name: self._cell(indicator, f"{case}:{name}") for name in ("score", "points", "available")}
        real = {name: self._cell(indicator, f"{REAL}:{name}") for name in cells}
        weight, places = self._cell(indicator, "weight"), indicator.definition.scale.rounding.points
        points = f"ROUND({weight}*N({cells['score']}),{places})"
        if case == REAL:
            value, outcome, exempt, sound = map(partial(self._cell, indicator), _JUDGED)
            score = f"IF({exempt}=1,1,IF({sound}={SCORED},{rule.formula(value)},0))"
            available = f"IF({outcome}={LEFT_OUT},0,{weight})"
        else:
            score = f'IF({imagined}="",{real["score"]},{rule.formula(imagined)})'
            available = f'IF({imagined}="",{real["available"]},{weight})'
        for name, formula in (("score", score), ("points", points), ("available", available)):
            yield Live(INDICATORS, key, f"{case}:{name}", formula, partial(scoring, key=key, case=case, name=name))
        for grade, requirement in indicator.requirements.items():
            if case == REAL:
                met = f"IF({requirement.formula(value)},1,0)"
                met = f'IF({outcome}={LEFT_OUT},"",IF({exempt}=1,1,IF({outcome}={SCORED},{met},0)))'
            else:
                now = self._cell(indicator, f"{REAL}:met:{grade}")
                met = f'IF({imagined}="",{now},IF({requirement.formula(imagined)},1,0))'
            yield Live(INDICATORS, key, f"{case}:met:{grade}", met, partial(met_mark, key=key, case=case, grade=grade))
        if any(grade in indicator.requirements for grade in indicator.gates):
            yield Live(
                INDICATORS,
                key,
                f"{case}:decides",
                self._decides(indicator, case),
                partial(decides_mark, key=key, case=case),
            )

    def _decides(self, indicator: Indicator, case: str) -> str:
        """`gate:` and the code, where the gate of the next grade above is not met."""
        grades = [grade.id for grade in self._scheme.grades]
        above = f"{self._at.cell('totals', 'earned', case)}-1"
        gates = self._at.across(INDICATORS, indicator.id, f"gate:{grades[0]}", f"gate:{grades[-1]}")
        mets = self._at.across(INDICATORS, indicator.id, f"{case}:met:{grades[0]}", f"{case}:met:{grades[-1]}")
        unmet = f"AND(INDEX({gates},1,{above})=1,INDEX({mets},1,{above})=0)"
        return f'IF({above}<1,"",IF({unmet},{quoted(f"gate:{indicator.id} ")},""))'


def _adds(node: Node) -> bool:
    """Whether there is a sum or a difference in an expression."""
    return isinstance(node, Operation) and (node.sign in "+-" or _adds(node.left) or _adds(node.right))


def beyond(indicator: Indicator, value: str) -> list[str]:
    """Tests for a value that its indicator cannot have."""
    definition, scale = indicator.definition, indicator.definition.scale
    if scale.levels:
        return []
    tests = [f"{value}<>INT({value})"] if definition.type == "integer" else []
    tests += [f"{value}<{plain(scale.minimum)}"] if scale.minimum is not None else []
    return tests + ([f"{value}>{plain(scale.maximum)}"] if scale.maximum is not None else [])


def _before(now: Moment, key: str) -> Cached:
    return OUTCOMES[now.unchecked[key].outcome]


def _value(now: Moment, key: str) -> Cached:
    reading = now.unchecked[key]
    return reading.value if reading.outcome == "scored" and reading.value is not None else ""


def _sound(now: Moment, key: str) -> Cached:
    return OUTCOMES[now.checked[key].outcome]


def _exempt(now: Moment, key: str) -> Cached:
    return int(now.results[key].exempt)


def _outcome(now: Moment, key: str) -> Cached:
    return OUTCOMES[now.results[key].outcome]


def _imagined(now: Moment, key: str) -> Cached:
    return now.imagined.get(key, "")


def fails(now: Moment, key: str, condition: Condition) -> Cached:
    """1 where a relation is broken at a moment, 0 where it holds or cannot be looked at."""
    reading = now.unchecked[key]
    if reading.outcome != "scored":
        return 0
    own = {OWN_VALUE: reading.value} if isinstance(reading.value, Decimal) else {}
    return int(condition.holds({**now.figures.numbers, **own}) is False)


def scoring(now: Moment, key: str, case: str, name: str) -> Cached:
    """Score, points or the weight that applies, of an indicator in one of the cases."""
    result = now.results_of(case)[key]
    if name == "points":
        return result.points
    if name == "available":
        return ZERO if result.outcome == "not_applicable" else result.indicator.weight
    sound = key in now.imagined if case == SUPPOSED else now.checked[key].outcome == "scored"
    return "" if sound and result.outcome == "invalid" else result.score


def met_mark(now: Moment, key: str, case: str, grade: str) -> Cached:
    """1 where a grade's requirement is met, 0 where not, an empty text where none is asked."""
    met = now.results_of(case)[key].met(grade)
    return "" if met is None else int(met)


def decides_mark(now: Moment, key: str, case: str) -> Cached:
    """`gate:` and the code where the indicator is a gate that keeps the unit from the grade above the one it earned."""
    rating = now.case(case)
    above = rating.scheme.grade_above(rating.earned.id)
    result = now.results_of(case)[key]
    unmet = above is not None and above.id in result.indicator.gates and result.met(above.id) is False
    return f"gate:{key} " if unmet else ""
