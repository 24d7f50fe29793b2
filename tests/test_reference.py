"""The reference framework: that it is whole, and that nothing of the set it was written from was lost."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from frameworks import REFERENCE, found, loaded

from starcli.core.model import Definition, Variant
from starcli.core.numbers import half_up, plain
from starcli.core.requirements import Requirement
from starcli.core.rules import Bands, Categories, Goalposts, Range, Rule
from starcli.core.text import Language, Text
from starcli.definitions import load_framework

TABLE = """\
ORG-01 VC 2/2 SP6 - | 60→100 | ≥100 / ≥95 / ≥90 | 333 90
ORG-02 VC 2/2 SP6 - | ≤0:1 ≤15:0.85 ≤30:0.75 ≤60:0.4 ≤90:0.2 0 | ≤0 / ≤15 / ≤30 | 122 30
ORG-03 V 2 SP6 - | ≥60:1 ≥50:0.85 ≥40:0.75 ≥30:0.4 0 | ≥60 / ≥50 / ≥40 | 122 365
ORG-03 C 2 SP6 - | ≥95:1 ≥90:0.85 ≥80:0.75 ≥60:0.4 0 | ≥95 / ≥90 / ≥80 | 122 365
ORG-04 V 3 SP6 - | 30→90 | ≥85 / ≥80 / ≥75 | 333 90
ORG-04 C 2 SP6 - | 25→85 | ≥80 / ≥75 / ≥70 | 333 90
ORG-05 VC 3/3 SP6 54 | 60→100 | ≥100 / ≥95 / ≥90 | 233 90
ORG-06 V 2 SP6 - | ≥2:1 ≥1:0.75 0 | ≥2 / ≥1 / ≥1 | 222 365
ORG-06 C 2 SP6 - | ≥3:1 ≥2:0.8 ≥1:0.7 0 | ≥3 / ≥2 / ≥1 | 222 365
ORG-07 C 2 SP3 - | 35→95 | ≥90 / ≥85 / ≥80 | 222 90
ORG-08 V 2 SP6 - | 60→100 | ≥98 / ≥95 / ≥90 | 222 90
ORG-09 VC 3/2 SP6 - | A:1 B:0.8 C:0.7 D:0 | A / B / C | 122 90
ORG-10 VC 3/3 SP6 - | 3→0 | ≤0 / ≤0 / ≤1 | 122 30
GRD-01 V 2 SP1 - | 50→200–500←900 | 200–500 / 180–560 / 165–600 | 233 90
GRD-01 C 3 SP1 - | 100→300–500←900 | 300–500 / 270–560 / 250–600 | 233 90
GRD-02 V 2 SP1 5 | 20→100 | ≥90 / ≥85 / ≥80 | 122 90
GRD-02 C 3 SP1 5 | 20→100 | ≥95 / ≥90 / ≥80 | 122 90
GRD-03 VC 2/2 SP1 - | 60→100 | ≥100 / ≥95 / ≥90 | 222 90
GRD-04 VC 2/2 SP1 5 | 60→100 | ≥100 / ≥95 / ≥90 | 222 30
GRD-05 V 3 SP1 - | 20→100 | ≥95 / ≥90 / ≥80 | 222 90
GRD-05 C 3 SP1 5 | 60→100 | ≥100 / ≥95 / ≥90 | 222 90
GRD-06 VC 1/2 SP1 - | 60→100 | ≥100 / ≥95 / ≥90 | 222 90
GRD-07 VC 2/2 SP1 - | 60→100 | ≥98 / ≥95 / ≥90 | 222 90
GRD-08 VC 2/2 SP1 - | 40→100 | ≥95 / ≥90 / ≥85 | 122 90
GRD-09 VC 2/3 SP1 - | 65→98 | ≥97 / ≥94 / ≥90 | 122 90
GRD-10 VC 2/2 SP1 - | 0→8 | ≥8 / ≥7 / ≥6 | 222 90
SVC-01 V 3 SP5 - | ≥300:1 ≥250:0.85 ≥200:0.75 ≥150:0.5 0.2 | ≥300 / ≥250 / ≥200 | 233 180
SVC-01 C 3 SP5 - | ≥1000:1 ≥800:0.85 ≥500:0.75 ≥350:0.5 0 | ≥1000 / ≥800 / ≥500 | 233 180
SVC-02 C 4 SP5 5 | 0→30 | ≥30 / ≥25 / ≥20 | 222 180
SVC-03 V 2 SP5 - | ≥56:1 ≥48:0.85 ≥40:0.75 ≥30:0.4 0 | ≥56 / ≥48 / ≥40 | 222 90
SVC-03 C 2 SP5 - | ≥63:1 ≥56:0.85 ≥48:0.75 ≥40:0.4 0 | ≥63 / ≥56 / ≥48 | 222 90
SVC-04 VC 2/2 SP5 - | A:1 B:0.8 C:0.7 D:0 | A / B / C | 222 90
SVC-05 V 2 SP5 - | 0→24 | ≥24 / ≥20 / ≥18 | 222 90
SVC-05 C 2 SP5 - | 0→48 | ≥48 / ≥40 / ≥36 | 222 90
SVC-06 VC 2/2 SP5 - | 5A:1 4A:0.9 3A:0.8 UNRATED:0.7 NONE:0 | 4A / 3A / UNRATED | 122 365
SVC-07 C 4 SP3 5 | 0→18 | ≥18 / ≥16 / ≥14 | 222 90
DEV-01 V 8 SP4 54 | ≥100:1 ≥80:0.9 ≥50:0.8 ≥30:0.7 ≥10:0.3 0 | ≥100 / ≥50 / ≥30 | 345 365
DEV-02 V 3 SP4 - | ≥10:1 ≥8:0.85 ≥5:0.75 ≥0:0.4 0 | ≥10 / ≥8 / ≥5 | 122 90
DEV-03 V 2 SP4 - | 70→20 | ≤25 / ≤30 / ≤35 | 122 90
DEV-04 V 3 SP4 - | 40→100 | ≥95 / ≥90 / ≥85 | 322 90
DEV-05 C 3 SP3 - | 40→100 | ≥95 / ≥90 / ≥85 | 222 90
DEV-06 VC 2/2 SP6 - | yes:1 no:0 | yes / yes / · | 222 90
ENV-01 V 4 SP4 - | ≥95:1 ≥90:0.95 ≥85:0.85 ≥80:0.75 ≥75:0.7 ≥60:0.4 0 | ≥90 / ≥85 / ≥75 | 222 90
ENV-01 C 2 SP2 - | ≥95:1 ≥90:0.95 ≥85:0.85 ≥80:0.75 ≥75:0.7 ≥60:0.4 0 | ≥90 / ≥85 / ≥75 | 222 90
ENV-02 V 3 SP4 - | 55→95 | ≥95 / ≥90 / ≥85 | 122 90
ENV-02 C 2 SP2 - | 55→95 | ≥95 / ≥90 / ≥85 | 122 90
ENV-03 C 4 SP2 5 | 40→100 | ≥95 / ≥90 / ≥85 | 222 90
ENV-04 C 3 SP2 - | 40→95 | ≥90 / ≥85 / ≥80 | 122 90
ENV-05 C 2 SP2 - | A:1 B:0.8 C:0.7 D:0 | A / B / C | 222 90
ENV-06 V 2 SP4 - | 55→100 | ≥95 / ≥92 / ≥88 | 222 90
GOV-01 VC 3/3 SP1 - | 83→99 | ≥98 / ≥96 / ≥95 | 222 90
GOV-02 VC 3/3 SP1 - | 65→98 | ≥95 / ≥92 / ≥90 | 122 90
GOV-03 VC 2/2 SP1 - | 8→0 | ≤0 / ≤1 / ≤2 | 122 90
GOV-04 VC 2/2 SP1 - | 4→0 | ≤0 / ≤0 / ≤1 | 122 30
GOV-05 VC 3/2 SP6 54 | 60→100 | ≥100 / ≥95 / ≥90 | 222 90
GOV-06 VC 2/2 SP6 5 | yes:1 no:0 | yes / yes / yes | 222 90
GOV-07 VC 4/4 SP6 54 | 50→98 | ≥95 / ≥90 / ≥85 | 222 90
GOV-08 VC 1/1 SP6 - | NATIONAL:1 PROVINCE:0.9 CITY:0.8 COUNTY:0.7 NONE:0.3 | PROVINCE / CITY / COUNTY | 111 365
"""
"""Code, kinds, weights, project, gates | rule | requirements | numbers of evidence, causes and remedies, days."""

PROFILES = """\
DEV-01 mountain V | ≥50:1 ≥40:0.9 ≥30:0.8 ≥10:0.7 ≥5:0.3 0 | ≥50 / ≥30 / ≥10
GRD-01 large-mixed C | 100→200–300←700 | 200–300 / 184–360 / 172–400
"""

LEVELS = {
    "ORG-09": "A好 B较好 C一般 D差",
    "SVC-04": "A全科受理、帮办代办规范 B综合窗口、部分事项可办 C分设窗口 D未设窗口",
    "SVC-06": "5A5A级 4A4A级 3A3A级 UNRATED有设施未评级 NONE无",
    "ENV-05": "A规范运行 B正常运行 C已建立未常态运行 D未建立",
    "GOV-08": "NATIONAL国家级 PROVINCE省级 CITY市级 COUNTY县级 NONE未创建",
}

SEASON_RULES = {
    "prorate-target": ["SVC-05"],
    "rolling-12m": ["DEV-01", "DEV-02"],
    "to-date": ["DEV-04", "DEV-05"],
    "carry-forward": ["ORG-09", "SVC-06", "DEV-06", "GOV-07", "GOV-08"],
}

SOURCES = {
    "department": "ORG-09 ORG-10 GRD-09 SVC-06 DEV-01 DEV-02 DEV-03 DEV-06 ENV-06 GOV-02 GOV-03 GOV-04 GOV-08",
    "inspection": "ENV-01 ENV-02",
    "survey": "GOV-07",
}

VETOES = [
    ("V1", "党组织书记空缺超过90天且工作停滞", "two-star", True, "ORG-02", "value > 90"),
    ("V2", "群众满意度低于60%", "two-star", True, "GOV-07", "value < 60"),
    ("V3", "班子成员被留置或受刑事处罚", "three-star", False, "ORG-10", None),
    ("V4", "发生较大及以上安全责任事故", "three-star", False, "GOV-04", None),
    ("V5", "发生重大群体性事件且处置不力", "two-star", True, "GOV-03", None),
    ("V6", "数据弄虚作假", "three-star", False, None, None),
    ("V7", "宗族、黑恶势力干扰村务或贿选", "two-star", True, None, None),
    ("V8", "发生造成恶劣影响的意识形态、舆情事件", "three-star", False, None, None),
]

FRAMEWORK = loaded()


def _rule(rule: Rule | None) -> str:
    """A rule in the notation of the table."""
    if isinstance(rule, Goalposts):
        return f"{plain(rule.zero)}→{plain(rule.full)}"
    if isinstance(rule, Range):
        return f"{plain(rule.zero_low)}→{plain(rule.low)}–{plain(rule.high)}←{plain(rule.zero_high)}"
    if isinstance(rule, Bands):
        sign = {">=": "≥", "<=": "≤"}[rule.sign]
        return " ".join([*(f"{sign}{plain(e)}:{plain(s)}" for e, s in rule.bands), plain(rule.otherwise)])
    if isinstance(rule, Categories):
        return " ".join(f"{level}:{plain(score)}" for level, score in rule.scores.items())
    raise TypeError(rule)


def _demand(requirement: Requirement | None) -> str:
    """A requirement in the notation of the table."""
    if requirement is None:
        return "·"
    lowest = requirement.nearest(None)
    return lowest if isinstance(lowest, str) else requirement.words().zh.replace(" ", "")


def _judgement(variant: Variant) -> str:
    """Rule and requirements in the notation of the table."""
    demands = variant.requirements or {}
    return f"{_rule(variant.rule)} | " + " / ".join(
        _demand(demands.get(grade)) for grade in ("five-star", "four-star", "three-star")
    )


def _row(code: str, kind: str) -> str:
    """An indicator for one kind, in the notation of the table."""
    entry = FRAMEWORK.entries[code]
    one, variant = entry.definition, entry.variant(kind, "default")
    gates = "".join({"five-star": "5", "four-star": "4"}[grade] for grade in variant.gates or ()) or "-"
    numbers = f"{len(one.evidence)}{len(one.causes)}{len(one.remedies)} {one.plan.days}"
    head = f"{code} {kind[0].upper()} {plain(entry.weights[kind])} {variant.special_project} {gates}"
    return f"{head} | {_judgement(variant)} | {numbers}"


def _expected() -> list[str]:
    """The rows of the table, one a kind."""
    rows = []
    for line in TABLE.splitlines():
        code, kinds, weights, rest = line.split(" ", 3)
        rows += [f"{code} {k} {w} {rest}" for k, w in zip(kinds, weights.split("/"), strict=True)]
    return rows


def _texts(one: Definition) -> Iterator[Text]:
    """Every wording of an indicator."""
    yield from (one.name, one.measured_in, one.plan.responsible, one.lead_department)
    yield from (*one.evidence, *one.causes, *one.remedies, *(level.name for level in one.levels))
    yield from (text for text in (one.hint, one.note) if text)
    yield from (waiver.reason for waiver in (one.not_applicable_when,) if waiver)


def test_the_reference_has_no_findings() -> None:
    """The bundled framework loads without an error, a warning or a note."""
    assert found(load_framework(REFERENCE).findings) == []


def test_every_indicator_is_as_it_was_drafted() -> None:
    """Codes, weights, projects, gates, rules, requirements and the lengths of the lists are those of the draft."""
    actual = [_row(code, kind) for code in FRAMEWORK.entries for kind in FRAMEWORK.entries[code].definition.kinds]
    assert actual == _expected()


def test_profiles_change_what_they_should_and_nothing_else() -> None:
    """Mountain villages have lower thresholds of income, large communities smaller grids."""
    rows = [
        f"{code} {profile} {kind[0].upper()} | {_judgement(entry.variant(kind, profile))}"
        for code, entry in FRAMEWORK.entries.items()
        for profile in ("mountain", "large-mixed")
        for kind in FRAMEWORK.profiles[profile].kinds
        if kind in entry.definition.kinds and entry.variant(kind, profile) != entry.variant(kind, "default")
    ]
    assert sorted(rows) == PROFILES.splitlines()


def test_levels_have_their_names() -> None:
    """The graded opinions have the levels of the draft, the best first."""
    levels = {
        code: " ".join(f"{level.id}{level.name.zh}" for level in entry.definition.levels)
        for code, entry in FRAMEWORK.entries.items()
        if entry.definition.levels
    }
    assert levels == LEVELS


def test_the_share_of_quantitative_indicators() -> None:
    """40 of 47 indicators are quantitative: 85.1 %."""
    share = half_up(FRAMEWORK.quantitative_share * 100, 1)
    assert (len(FRAMEWORK.entries), share) == (47, Decimal("85.1"))


def test_the_qualitative_indicators() -> None:
    """Seven indicators are judged by opinion."""
    codes = [code for code, entry in FRAMEWORK.entries.items() if not entry.definition.quantitative]
    assert codes == ["ORG-09", "SVC-04", "SVC-06", "DEV-06", "ENV-05", "GOV-06", "GOV-08"]


@pytest.mark.parametrize(("kind", "number"), [("village", 40), ("community", 41)])
def test_how_many_indicators_apply(kind: str, number: int) -> None:
    """40 indicators apply to villages and 41 to communities."""
    assert sum(kind in entry.definition.kinds for entry in FRAMEWORK.entries.values()) == number


@pytest.mark.parametrize(
    ("kind", "weights"),
    [
        ("village", {"ORG": 22, "GRD": 20, "SVC": 11, "DEV": 18, "ENV": 9, "GOV": 20}),
        ("community", {"ORG": 20, "GRD": 24, "SVC": 19, "DEV": 5, "ENV": 13, "GOV": 19}),
    ],
)
def test_the_weights_of_the_dimensions(kind: str, weights: dict[str, int]) -> None:
    """The weights of each kind add up to 100, so much in each dimension."""
    totals: dict[str, Decimal] = {}
    for entry in FRAMEWORK.entries.values():
        dimension = entry.definition.dimension
        totals[dimension] = totals.get(dimension, Decimal(0)) + entry.weights.get(kind, Decimal(0))
    assert {**totals, "all": sum(totals.values())} == {key: Decimal(w) for key, w in (weights | {"all": 100}).items()}


@pytest.mark.parametrize(("language", "without"), [("zh", {"%"}), ("en", None)])
def test_every_wording_is_in_both_languages(language: Language, without: set[str] | None) -> None:
    """Every name, cause, remedy, evidence, hint and note has Chinese in Chinese and none in English."""
    texts = {text[language] for entry in FRAMEWORK.entries.values() for text in _texts(entry.definition)}
    han = {text for text in texts if any("\u4e00" <= letter <= "\u9fff" for letter in text)}
    assert (texts - han if without else han) == (without or set())


def test_every_indicator_says_how_to_put_it_right() -> None:
    """Each indicator has a hint beside its evidence, causes, remedies and plan."""
    assert [code for code, entry in FRAMEWORK.entries.items() if entry.definition.hint is None] == []


def test_vetoes() -> None:
    """The vetoes cap the grade that they should, at the indicators that they should."""
    condition = [veto.proposed_when.source if veto.proposed_when else None for veto in FRAMEWORK.vetoes]
    actual = [(v.id, v.name.zh, v.caps_at, v.rectification, v.indicator) for v in FRAMEWORK.vetoes]
    assert [(*row, when) for row, when in zip(actual, condition, strict=True)] == VETOES


@pytest.mark.parametrize(
    ("sort", "points"),
    [("bonus", "B1 2, B2 1, B3 0.5, B4 0.5, B5 0.5, B6 0.5"), ("deductions", "D1 1, D2 0.5, D3 0.5, D4 0.2, D5 0.5")],
)
def test_bonus_and_deduction_items(sort: str, points: str) -> None:
    """The items of each sort have the points of the draft and a cap of five."""
    adjustments = {"bonus": FRAMEWORK.bonus, "deductions": FRAMEWORK.deductions}[sort]
    actual = ", ".join(f"{item.id} {plain(item.points)}" for item in adjustments.items)
    assert (actual, plain(adjustments.cap)) == (points, "5")


def test_grades() -> None:
    """Five stars from 90, four from 80, three from 70, two from 60; the upper two with a floor for dimensions."""
    assert [(g.id, g.stars, plain(g.floor), g.dimension_floor) for g in FRAMEWORK.grades] == [
        ("five-star", 5, "90", Decimal("0.75")),
        ("four-star", 4, "80", Decimal("0.6")),
        ("three-star", 3, "70", None),
        ("two-star", 2, "60", None),
        ("one-star", 1, "0", None),
    ]


def test_what_counts_for_the_grade() -> None:
    """Bonus points buy no star, and units below three stars are to be put right."""
    assert (FRAMEWORK.bonus_counts_for_grade, FRAMEWORK.rectification_below) == (False, "three-star")


def test_special_projects() -> None:
    """The six special projects are there, each with indicators."""
    used = {v.special_project for e in FRAMEWORK.entries.values() for v in (e.common, *e.by_kind.values())} - {None}
    assert (tuple(FRAMEWORK.special_projects), used) == (
        ("SP1", "SP2", "SP3", "SP4", "SP5", "SP6"),
        set(FRAMEWORK.special_projects),
    )


def test_season_rules() -> None:
    """The figures that are carried through the year in another way than as reported."""
    rules: dict[str, list[str]] = {}
    for code, entry in FRAMEWORK.entries.items():
        rules.setdefault(entry.definition.season_rule, []).append(code)
    as_is = rules.pop("as-is")
    assert (rules, len(as_is)) == (SEASON_RULES, 37)


def test_sources() -> None:
    """Thirteen figures come from departments, two from inspections, one from a survey, the rest from the unit."""
    sources: dict[str, list[str]] = {}
    for code, entry in FRAMEWORK.entries.items():
        sources.setdefault(entry.definition.source, []).append(code)
    own = sources.pop("self")
    assert ({key: " ".join(codes) for key, codes in sources.items()}, len(own)) == (SOURCES, 31)
