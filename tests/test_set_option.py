"""What `--set CODE=VALUE` stands for, and what of it is refused."""

from collections.abc import Sequence

import pytest
from sheets import framework

from starcli.core.numbers import plain
from starcli.options import UsageProblem
from starcli.set_option import read_settings


def _read(*texts: str) -> dict[str, str]:
    """What was set, each value in words."""
    given = read_settings(texts, framework(), "en")
    return {
        key: "n/a" if each.not_applicable else each.value if isinstance(each.value, str) else plain(each.value or 0)  # type: ignore[arg-type]
        for key, each in given.items()
    }


def _problems(texts: Sequence[str]) -> list[str]:
    """The code of each problem and the text that it is about."""
    with pytest.raises(UsageProblem) as raised:
        read_settings(texts, framework(), "en")
    return [f"{found.location}: {found.code}" for found in raised.value.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DEV-01=52.3", {"DEV-01": "52.3"}),
        (" dev-01 = 52.3 ", {"DEV-01": "52.3"}),
        ("DEV-01＝５２．３", {"DEV-01": "52.3"}),
        ("DEV-01=52.3万元", {"DEV-01": "52.3"}),
        ("DEV-01=52.3万", {"DEV-01": "52.3"}),
        ("DEV-01=523000元", {"DEV-01": "52.3"}),
        ("DEV-01=1,234.5", {"DEV-01": "1234.5"}),
        ("DEV-02=-3.5", {"DEV-02": "-3.5"}),
        ("GOV-07=95%", {"GOV-07": "95"}),
        ("GOV-07=0.5%", {"GOV-07": "0.5"}),
        ("GOV-07=0", {"GOV-07": "0"}),
        ("ORG-02=15天", {"ORG-02": "15"}),
        ("inc_operate=30", {"inc_operate": "30"}),
        ("经营收入=30", {"inc_operate": "30"}),
        ("Business income=30", {"inc_operate": "30"}),
        ("村级集体经济经营性收入=60", {"DEV-01": "60"}),
        ("SVC-06=4A", {"SVC-06": "4A"}),
        ("SVC-06=4a级", {"SVC-06": "4A"}),
        ("SVC-06=有设施未评级", {"SVC-06": "UNRATED"}),
        ("SVC-06=unrated", {"SVC-06": "UNRATED"}),
        ("ORG-09=好", {"ORG-09": "A"}),
        ("ORG-09=fairly good", {"ORG-09": "B"}),
        ("DEV-06=是", {"DEV-06": "yes"}),
        ("DEV-06=no", {"DEV-06": "no"}),
        ("DEV-06=1", {"DEV-06": "yes"}),
        ("DEV-04=不适用", {"DEV-04": "n/a"}),
        ("milestones_planned=n/a", {"milestones_planned": "n/a"}),
        ("V1=yes", {"V1": "1"}),
        ("V1=否", {"V1": "0"}),
        ("B1=2", {"B1": "2"}),
        ("d4=三次", {"D4": "3"}),
    ],
)
def test_a_code_and_a_value_as_people_write_them(text: str, expected: dict[str, str]) -> None:
    """Codes, facts and names in any spelling; numbers, levels, yes and no, and not applicable."""
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["DEV-01"], "set-not-an-assignment"),
        (["=52"], "set-not-an-assignment"),
        (["DEV-01="], "set-not-an-assignment"),
        (["DEV-99=5"], "set-unknown"),
        (["收入=5"], "set-unknown"),
        (["DEV-01=约52"], "set-value-unclear"),
        (["DEV-01=50-60"], "set-value-unclear"),
        (["DEV-01=五十"], "set-value-unclear"),
        (["DEV-01=523000"], "set-value-unclear"),
        (["DEV-01=a lot"], "set-value-unclear"),
        (["DEV-01=待定"], "set-value-unclear"),
        (["DEV-01=-"], "set-value-unclear"),
        (["GOV-07=0.95"], "set-value-unclear"),
        (["GOV-07=1"], "set-value-unclear"),
        (["SVC-06=6A"], "set-value-unclear"),
        (["DEV-06=maybe"], "set-value-unclear"),
        (["V1=2"], "set-value-unclear"),
        (["V1=n/a"], "set-value-unclear"),
        (["B1=-1"], "set-value-unclear"),
        (["GOV-07=100.01"], "value-out-of-bounds"),
        (["DEV-03=-5"], "value-out-of-bounds"),
        (["inc_operate=-1"], "value-out-of-bounds"),
        (["ORG-02=3.5"], "not-whole"),
        (["held=2.5"], "not-whole"),
        (["DEV-01=50", "dev-01=60"], "set-twice"),
        (["经营收入=50", "inc_operate=50"], "set-twice"),
    ],
)
def test_what_leaves_a_doubt_is_a_problem_of_the_call(texts: Sequence[str], code: str) -> None:
    """The last text is named with the code of what is wrong with it."""
    assert _problems(texts) == [f"--set {texts[-1]}: {code}"]


def test_an_indicator_and_its_facts_cannot_both_be_set() -> None:
    """One follows from the others: which of them is meant, nobody knows."""
    assert _problems(["inc_operate=30", "DEV-01=52.3"]) == ["--set DEV-01=52.3: set-with-its-facts"]


def test_an_indicator_and_a_fact_of_another_can() -> None:
    """What does not contradict each other is set together."""
    assert _read("DEV-01=52.3", "inc_last=40") == {"DEV-01": "52.3", "inc_last": "40"}


def test_every_problem_is_told_at_once() -> None:
    """A call with three faults has three problems."""
    assert _problems(["DEV-1=5", "DEV-04=120", "V1=often"]) == [
        "--set DEV-1=5: set-unknown",
        "--set DEV-04=120: value-out-of-bounds",
        "--set V1=often: set-value-unclear",
    ]


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("DEV-01=a", "数，单位万元（0–100000）", "a number, in 10,000 yuan (0–100000)"),
        ("ORG-02=a", "整数（0–366）", "a whole number (0–366)"),
        ("inc_operate=a", "数，单位万元（≥ 0）", "a number, in 10,000 yuan (≥ 0)"),
        ("GOV-07=0.9", "百分数，1 以内的带上百分号", "a percentage, up to 1 with its sign"),
        ("ORG-09=a lot", "好（A）、较好（B）", "Good (A), Fairly good (B)"),
        ("V1=n/a", "是、否", "yes or no"),
        ("B1=x", "次数", "how often"),
    ],
)
def test_a_value_that_is_not_taken_is_answered_with_what_is_allowed(text: str, zh: str, en: str) -> None:
    """Measure, limits and levels are named in both languages."""
    with pytest.raises(UsageProblem) as raised:
        read_settings([text], framework(), "en")
    (found,) = raised.value.findings
    assert zh in found.advice("zh")
    assert en in found.advice("en")


def test_a_code_that_is_none_is_answered_with_those_near_it() -> None:
    """The nearest codes are named, and never taken."""
    with pytest.raises(UsageProblem) as raised:
        read_settings(["DEV-1=5"], framework(), "en")
    assert "DEV-01 Operating income of the village collective" in raised.value.findings[0].advice("en")
    assert "DEV-01 村级集体经济经营性收入" in raised.value.findings[0].advice("zh")
