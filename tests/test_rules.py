"""Scoring rules: cut points, words, faults, the inverse, and the spreadsheet's judgement."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from factory import KINDS, LETTERS, excel, rule_of
from hypothesis import given, settings
from hypothesis import strategies as st

from starcli.core.numbers import ONE, ZERO, Rounding, down, half_up, step, up
from starcli.core.parameters import RuleParameterError
from starcli.core.rules import BUILT_IN, Bands, Categories, Goalposts, Range, Rule, RuleKind
from starcli.core.scale import Scale, Value

D = Decimal
SCALE = Scale(2, D(0), D(1000), {})
LETTERED = Scale(2, None, None, LETTERS)
LEVELS = {"categories": {"A": "1", "B": "0.8", "C": "0.33335"}}
UPWARD = {"bands": {"at_least": [["100", "1"], ["80.5", "0.9"], ["0", "0.12345"]], "otherwise": "0.05"}}
DOWNWARD = {"bands": {"at_most": [["0", "1"], ["15", "0.85"]]}}
UNEVEN = {"bands": {"at_least": [["10", "1"]], "otherwise": "0.33335"}}
RISING = {"goalposts": {"zero": "60", "full": "100"}}
FALLING = {"goalposts": {"zero": "3", "full": "0"}}
NEGATIVE = {"goalposts": {"zero": "-10", "full": "20"}}
WINDOW = {"range": {"low": "200", "high": "500", "zero_low": "50", "zero_high": "900"}}
POINT = {"range": {"low": "5", "high": "5", "zero_low": "0", "zero_high": "10"}}


def _rule(named: Mapping[str, object], scale: Scale | None = None) -> Rule:
    return rule_of(named, scale or (LETTERED if "categories" in named else SCALE))


def _value(text: str) -> Value:
    return text if text in "ABCX?" else D(text)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (LEVELS, "A=1.0000 B=0.8000 C=0.3334 X=None 1=None"),
        (UPWARD, "100.01=1.0000 100=1.0000 99.99=0.9000 80.51=0.9000 80.5=0.9000 80.49=0.1235"),
        (UPWARD, "0.01=0.1235 0=0.1235 -0.01=0.0500 99.9999995=1.0000 99.9999994=0.9000 ?=None"),
        (DOWNWARD, "-0.01=1.0000 0=1.0000 0.01=0.8500 14.99=0.8500 15=0.8500 15.01=0.0000 ?=None"),
        (RISING, "59.99=0.0000 60=0.0000 60.01=0.0003 99.99=0.9998 100=1.0000 100.01=1.0000 ?=None"),
        (RISING, "92.31=0.8078 60.0019=0.0000 60.002=0.0001"),
        (FALLING, "-1=1.0000 0=1.0000 1=0.6667 2=0.3333 2.99=0.0033 3=0.0000 3.01=0.0000 ?=None"),
        (NEGATIVE, "-10.01=0.0000 -10=0.0000 -9.99=0.0003 0=0.3333 20=1.0000 20.01=1.0000"),
        (WINDOW, "49.99=0.0000 50=0.0000 50.01=0.0001 199.99=0.9999 200=1.0000 200.01=1.0000"),
        (WINDOW, "499.99=1.0000 500=1.0000 500.01=1.0000 500.03=0.9999 899.99=0.0000 900=0.0000 ?=None"),
        (POINT, "4.99=0.9980 5=1.0000 5.01=0.9980 -1=0.0000 11=0.0000"),
    ],
)
def test_scores_at_and_beside_the_cut_points(named: Mapping[str, object], expected: str) -> None:
    """A rule scores its cut points and the steps beside them as stated, and judges no text but a level."""
    values = [pair.split("=")[0] for pair in expected.split()]
    assert " ".join(f"{value}={_rule(named).score(_value(value))}" for value in values) == expected


def test_a_score_has_the_decimals_of_the_framework() -> None:
    """A score has the decimals that the framework states."""
    assert str(_rule(RISING, Scale(rounding=Rounding(score=2))).score(D("92.31"))) == "0.81"


@pytest.mark.parametrize(
    ("named", "cuts"),
    [
        (LEVELS, "A B C"),
        (UPWARD, "100 80.5 0"),
        (DOWNWARD, "0 15"),
        (FALLING, "3 0"),
        (WINDOW, "50 200 500 900"),
    ],
)
def test_cut_points_are_named(named: Mapping[str, object], cuts: str) -> None:
    """A rule names the values at which its judgement changes."""
    assert " ".join(map(str, _rule(named).cuts())) == cuts


@pytest.mark.parametrize(
    ("named", "value", "zh", "en"),
    [
        (LEVELS, "B", "B级：80%", "level B: 80%"),
        (UPWARD, "85", "≥ 80.5：90%", "≥ 80.5: 90%"),
        (UPWARD, "-1", "其余：5%", "otherwise: 5%"),
        (DOWNWARD, "15", "≤ 15：85%", "≤ 15: 85%"),
        (RISING, "92.31", "(92.31 − 60) ÷ (100 − 60)", "(92.31 − 60) ÷ (100 − 60)"),
        (NEGATIVE, "5", "(5 − (-10)) ÷ (20 − (-10))", "(5 − (-10)) ÷ (20 − (-10))"),
        (WINDOW, "300", "在 200–500 之内：100%", "within 200 to 500: 100%"),
        (WINDOW, "100", "(100 − 50) ÷ (200 − 50)", "(100 − 50) ÷ (200 − 50)"),
        (WINDOW, "600", "(600 − 900) ÷ (500 − 900)", "(600 − 900) ÷ (500 − 900)"),
    ],
)
def test_the_clause_that_applies(named: Mapping[str, object], value: str, zh: str, en: str) -> None:
    """The clause of a value names the part of the rule that applies to it."""
    clause = _rule(named).clause(_value(value))
    assert (clause.zh, clause.en) == (zh, en)


@pytest.mark.parametrize(
    ("named", "zh", "en"),
    [
        (LEVELS, "A级：100%；B级：80%；C级：33.335%", "level A: 100%; level B: 80%; level C: 33.335%"),
        (DOWNWARD, "≤ 0：100%；≤ 15：85%；其余：0%", "≤ 0: 100%; ≤ 15: 85%; otherwise: 0%"),
        (RISING, "60 得 0，100 得满分，其间按比例", "0 at 60, full at 100, in proportion between"),
        (WINDOW, "200–500 得满分，至 50 或 900 降为 0", "full from 200 to 500, falling to 0 at 50 and 900"),
    ],
)
def test_the_whole_rule_in_words(named: Mapping[str, object], zh: str, en: str) -> None:
    """A rule says itself as a whole in both languages."""
    words = _rule(named).describe()
    assert (words.zh, words.en) == (zh, en)


BAND = {"at_least": [["9", "1"], ["5", "0.5"]]}


@pytest.mark.parametrize(
    ("kind", "parameters", "code", "path"),
    [
        ("categories", "A", "not-a-mapping", ()),
        ("categories", {"A": "1", "B": "1", "C": "0", "Z": "0"}, "unknown-level", ("Z",)),
        ("categories", {"A": "1", "C": "0"}, "level-without-score", ()),
        ("categories", {"A": "1", "B": "good", "C": "0"}, "not-a-number", ("B",)),
        ("categories", {"A": "1.01", "B": "1", "C": "0"}, "score-outside", ("A",)),
        ("categories", {"A": "1", "B": "1", "C": "-0.1"}, "score-outside", ("C",)),
        ("categories", {"A": "1", "B": "0.4", "C": "0.5"}, "scores-rise", ("C",)),
        ("bands", ["9"], "not-a-mapping", ()),
        ("bands", BAND | {"over": "1"}, "unknown-key", ("over",)),
        ("bands", {"otherwise": "0"}, "bands-direction", ()),
        ("bands", BAND | {"at_most": [["1", "1"]]}, "bands-direction", ()),
        ("bands", {"at_least": []}, "bands-empty", ("at_least",)),
        ("bands", {"at_most": "9"}, "bands-empty", ("at_most",)),
        ("bands", {"at_least": [["9", "1"], ["5"]]}, "band-shape", ("at_least", 1)),
        ("bands", {"at_least": ["9"]}, "band-shape", ("at_least", 0)),
        ("bands", {"at_least": [["nine", "1"]]}, "not-a-number", ("at_least", 0, 0)),
        ("bands", {"at_least": [["9", "nan"]]}, "not-a-number", ("at_least", 0, 1)),
        ("bands", {"at_most": [["9", "2"]]}, "score-outside", ("at_most", 0, 1)),
        ("bands", BAND | {"otherwise": "none"}, "not-a-number", ("otherwise",)),
        ("bands", BAND | {"otherwise": "-1"}, "score-outside", ("otherwise",)),
        ("bands", {"at_least": [["5", "1"], ["9", "0.5"]]}, "bands-unordered", ("at_least", 1)),
        ("bands", {"at_least": [["5", "1"], ["5", "0.5"]]}, "bands-unordered", ("at_least", 1)),
        ("bands", {"at_most": [["0", "1"], ["9", "0.5"], ["5", "0.2"]]}, "bands-unordered", ("at_most", 2)),
        ("bands", {"at_least": [["9", "0.5"], ["5", "0.5"]]}, "scores-rise", ("at_least", 1)),
        ("bands", BAND | {"otherwise": "0.5"}, "scores-rise", ("otherwise",)),
        ("goalposts", None, "not-a-mapping", ()),
        ("goalposts", {"zero": "0", "full": "1", "half": "0"}, "unknown-key", ("half",)),
        ("goalposts", {"zero": "0"}, "missing-key", ()),
        ("goalposts", {"zero": "low", "full": "1"}, "not-a-number", ("zero",)),
        ("goalposts", {"zero": "0", "full": "Infinity"}, "not-a-number", ("full",)),
        ("goalposts", {"zero": "1", "full": "1.0"}, "goalposts-equal", ("full",)),
        ("range", "200-500", "not-a-mapping", ()),
        ("range", WINDOW["range"] | {"mid": "1"}, "unknown-key", ("mid",)),
        ("range", {"low": "1", "high": "2", "zero_low": "0"}, "missing-key", ()),
        ("range", WINDOW["range"] | {"high": "much"}, "not-a-number", ("high",)),
        ("range", WINDOW["range"] | {"zero_low": "200"}, "range-unordered", ("low",)),
        ("range", WINDOW["range"] | {"high": "199"}, "range-unordered", ("low",)),
        ("range", WINDOW["range"] | {"zero_high": "500"}, "range-unordered", ("low",)),
    ],
)
def test_parameters_that_make_no_rule(kind: str, parameters: object, code: str, path: tuple[str | int, ...]) -> None:
    """Parameters that make no rule are refused with the kind of fault and the place where it stands."""
    with pytest.raises(RuleParameterError) as caught:
        KINDS[kind].from_parameters(parameters, LETTERED if kind == "categories" else SCALE)
    assert (caught.value.code, caught.value.path) == (code, path)


def test_levels_are_needed_for_categories() -> None:
    """An indicator without levels cannot be judged by categories."""
    with pytest.raises(RuleParameterError, match="level-without-score"):
        Categories.from_parameters({}, SCALE)


@pytest.mark.parametrize(
    ("named", "wanted", "current", "expected"),
    [
        (LEVELS, "0.8", None, "B"),
        (LEVELS, "0.81", None, "A"),
        (LEVELS, "0", None, "C"),
        (UPWARD, "0.9", None, "80.5"),
        (UPWARD, "0.91", None, "100"),
        (UPWARD, "0.05", None, "0"),
        (UNEVEN, "0.3334", None, "0"),
        (UNEVEN, "0.33345", None, "10"),
        (DOWNWARD, "0.5", None, "15"),
        (DOWNWARD, "0", None, "1000"),
        (RISING, "1", None, "100.00"),
        (RISING, "0.8078", None, "92.31"),
        (RISING, "0", None, "0"),
        (FALLING, "1", None, "0.00"),
        (FALLING, "0.5", None, "1.50"),
        (WINDOW, "1", None, "200.00"),
        (WINDOW, "0.5", "700", "700.02"),
        (WINDOW, "0.5", "60", "125.00"),
        (RISING, "1.01", None, "None"),
        (UPWARD, "1.01", None, "None"),
        (LEVELS, "1.01", None, "None"),
    ],
)
def test_the_value_that_reaches_a_score(
    named: Mapping[str, object], wanted: str, current: str | None, expected: str
) -> None:
    """A score is reached by the least demanding value on the side of the present one, if by any."""
    assert str(_rule(named).reach(D(wanted), None if current is None else D(current))) == expected


FIGURES = st.decimals(-200, 200, places=3)
SCORES = st.decimals(0, 1, places=5)


def _falling(count: int) -> st.SearchStrategy[list[str]]:
    falling = st.lists(SCORES, min_size=count, max_size=count, unique=True)
    return falling.map(lambda scores: [str(score) for score in sorted(scores, reverse=True)])


def _ascending(count: int) -> st.SearchStrategy[list[Decimal]]:
    return st.lists(FIGURES, min_size=count, max_size=count, unique=True).map(sorted)


@st.composite
def _bands(draw: st.DrawFn) -> Mapping[str, object]:
    size = draw(st.integers(1, 4))
    scores, edges = draw(_falling(size + 1)), [str(edge) for edge in draw(_ascending(size))]
    key = draw(st.sampled_from(["at_least", "at_most"]))
    ordered = edges[::-1] if key == "at_least" else edges
    return {key: [list(band) for band in zip(ordered, scores, strict=False)], "otherwise": scores[-1]}


@st.composite
def _range(draw: st.DrawFn) -> Mapping[str, object]:
    zero_low, low, high, zero_high = draw(_ascending(4))
    return {"zero_low": zero_low, "low": low, "high": draw(st.sampled_from([low, high])), "zero_high": zero_high}


PARAMETERS: Mapping[str, st.SearchStrategy[Mapping[str, object]]] = {
    "categories": _falling(3).map(lambda scores: dict(zip("ABC", scores, strict=True))),
    "bands": _bands(),
    "goalposts": _ascending(2)
    .flatmap(st.permutations)
    .map(lambda pair: dict(zip(("zero", "full"), pair, strict=True))),
    "range": _range(),
}


@st.composite
def _rules(draw: st.DrawFn, kind: RuleKind, *, fine: bool = False) -> Rule:
    """A rule of a kind with parameters at random; a fine scale has limits and every decimal of the parameters."""
    low, high = draw(st.sampled_from([(None, None), (D(-300), D(300))][fine:]))
    rounding = Rounding(score=draw(st.sampled_from([2, 4])))
    scale = Scale(
        draw(st.integers(3 if fine else 0, 3)), low, high, LETTERS if kind.kind == "categories" else {}, rounding
    )
    return kind.from_parameters(draw(PARAMETERS[kind.kind]), scale)


def _less_demanding(rule: Rule, reached: Value, current: Decimal) -> list[Value]:
    """Values at the indicator's precision, and within its limits, that ask less than the one reached."""
    if isinstance(rule, Categories) or not isinstance(reached, Decimal):
        cuts = list(rule.cuts())
        return cuts[cuts.index(reached) + 1 :]
    assert isinstance(rule, Bands | Goalposts | Range)
    scale = rule.scale
    if isinstance(rule, Bands):
        upward = rule.sign == ">="
    else:
        upward = rule.full > rule.zero if isinstance(rule, Goalposts) else not current > rule.high
    size = step(scale.precision)
    nearest = up(reached, scale.precision) - size if upward else down(reached, scale.precision) + size
    values = [nearest - count * size if upward else nearest + count * size for count in (0, 1, 7)]
    return [value for value in values if _within(value, scale)]


def _within(value: Decimal, scale: Scale) -> bool:
    return (scale.minimum is None or value >= scale.minimum) and (scale.maximum is None or value <= scale.maximum)


@pytest.mark.parametrize("kind", BUILT_IN, ids=lambda kind: kind.kind)
class TestEveryKind:
    """What holds for every registered kind, with parameters at random."""

    @given(data=st.data())
    @settings(derandomize=True, max_examples=100)
    def test_the_value_reached_earns_the_score(self, kind: RuleKind, data: st.DataObject) -> None:
        """The value that reaches a score earns at least that score."""
        rule, wanted, current = data.draw(_rules(kind)), data.draw(SCORES), data.draw(FIGURES)
        reached = rule.reach(wanted, current)
        assert reached is None or (rule.score(reached) or ZERO) >= wanted

    @given(data=st.data())
    @settings(derandomize=True, max_examples=100)
    def test_nothing_less_demanding_does(self, kind: RuleKind, data: st.DataObject) -> None:
        """No less demanding value at the indicator's precision earns the score that was asked for."""
        rule, wanted, current = data.draw(_rules(kind)), data.draw(SCORES), data.draw(FIGURES)
        reached = rule.reach(wanted, current)
        easier = [] if reached is None else _less_demanding(rule, reached, current)
        assert [value for value in easier if (rule.score(value) or ZERO) >= wanted] == []

    @given(data=st.data())
    @settings(derandomize=True, max_examples=60)
    def test_a_score_that_a_value_has_is_reached(self, kind: RuleKind, data: st.DataObject) -> None:
        """A score that a cut point at the indicator's precision earns can be reached."""
        rule = data.draw(_rules(kind, fine=True))
        scored = [(cut, rule.score(cut) or ZERO) for cut in rule.cuts()]
        present = [cut if isinstance(cut, Decimal) else None for cut, _ in scored]
        assert [
            cut for (cut, score), now in zip(scored, present, strict=True) if score and rule.reach(score, now) is None
        ] == []

    @given(data=st.data())
    @settings(derandomize=True, max_examples=100)
    def test_scores_stay_within_0_and_1(self, kind: RuleKind, data: st.DataObject) -> None:
        """A score lies between 0 and 1, at the decimals of the framework."""
        rule, value = data.draw(_rules(kind)), data.draw(FIGURES)
        scores = [rule.score(each) for each in (*rule.cuts(), value)]
        kept = [half_up(min(ONE, max(ZERO, score)), 4) for score in scores if score is not None]
        assert kept == [score for score in scores if score is not None]

    @given(data=st.data())
    @settings(derandomize=True, max_examples=100)
    def test_the_spreadsheet_scores_alike(self, kind: RuleKind, data: st.DataObject) -> None:
        """The formula scores cut points, the steps beside them and any other value as the rule does."""
        rule, precision = data.draw(_rules(kind)), data.draw(st.integers(0, 8))
        cuts = [cut for cut in rule.cuts() if isinstance(cut, Decimal)]
        beside = [cut + sign * step(places) for cut in cuts for sign in (-1, 1) for places in (2, 6, 7)]
        others = [data.draw(st.decimals(-300, 300, places=precision))]
        numbers: list[Value] = [*cuts, *beside, *others]
        values = [cut for cut in rule.cuts() if isinstance(cut, str)] or numbers
        assert [(value, excel(rule.formula("A1"), {"A1": value})) for value in values] == [
            (value, Fraction(rule.score(value) or ZERO)) for value in values
        ]


def test_a_range_without_a_value_at_its_precision_is_not_reached() -> None:
    """A range so narrow that no value at the indicator's precision lies in it is reached by none."""
    narrow = {"range": {"low": "1.4", "high": "1.4", "zero_low": "0", "zero_high": "1.6"}}
    assert _rule(narrow, Scale(precision=0)).reach(ONE) is None


@pytest.mark.parametrize(
    ("named", "formula"),
    [
        (LEVELS, 'IF(A1="A",1,IF(A1="B",0.8,IF(A1="C",0.3334,0)))'),
        (DOWNWARD, "IF(ROUND(A1,6)<=0,1,IF(ROUND(A1,6)<=15,0.85,0))"),
        (FALLING, "ROUND(MAX(0,MIN(1,ROUND(A1-3,6)/(-3))),4)"),
        (NEGATIVE, "ROUND(MAX(0,MIN(1,ROUND(A1+10,6)/30)),4)"),
        (WINDOW, "ROUND(MAX(0,MIN(1,ROUND(A1-50,6)/150,ROUND(A1-900,6)/(-400))),4)"),
    ],
)
def test_the_formula_as_it_is_written(named: Mapping[str, object], formula: str) -> None:
    """A formula is written with functions that every spreadsheet has."""
    assert _rule(named).formula("A1") == formula
