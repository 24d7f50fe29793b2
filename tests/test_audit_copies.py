"""What units took over from each other: figures and texts, pair by pair and as groups, and how usual that is."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations

import pytest
from audit_units import absent, audited, subject, unit
from factory import Item, fact, framework_of

from starcli.core.audit.audit import Request
from starcli.core.audit.examined import Subject
from starcli.core.audit.report import Audit, Copy
from starcli.core.audit.rules import AuditRules
from starcli.core.audit.words import rarity
from starcli.core.text import Text
from starcli.core.thresholds import Copying, CrossChecks

LIMITS = Copying(digits=3, figures=4, share=Decimal("0.5"), certain=3, common=Decimal("0.1"), common_units=10)
PARTS, WHOLES = tuple(f"p{n}" for n in range(8)), tuple(f"w{n}" for n in range(8))
KEYS = (*PARTS, *WHOLES)
KNOWN = framework_of(
    [Item(f"A-{n}", value=f"100 * p{n} / w{n}", high=None) for n in range(8)],
    [fact(key) for key in KEYS],
    cross_checks=CrossChecks(copying=LIMITS),
)
STORY = "由村监督委员会逐笔核对收支原始凭证并在公开栏张贴照片，同时在微信群里答复群众提出的每一条疑问"
"""Long enough to be somebody's own, and too short to be a copy alone."""
OTHER = "档案放在二楼会议室东侧的铁皮柜里，钥匙由妇联主席保管，查看时须两人同时在场并在登记簿上签名"


def figures(number: int) -> Mapping[str, str]:
    """Figures of four digits that no other number gives; a round one is not long."""
    return {key: str(1001 + 97 * number + 13 * at + at * at * 31) for at, key in enumerate(KEYS)}


def alone(number: int) -> Subject:
    """A unit with figures of its own."""
    return subject(unit(f"{number}村"), figures(number), by=KNOWN, whole=True)


def told(name: str, texts: Mapping[str, str], number: int) -> Subject:
    """A unit with figures of its own and these texts."""
    return subject(unit(name), figures(number), by=KNOWN, whole=True, texts=texts)


def groups(found: Audit) -> list[tuple[list[str], int]]:
    """Who belongs together, and by how many copies."""
    units = found.units
    return [([units[at].member.unit.name for at in each.units], len(each.copies)) for each in found.copies.groups]


def only(found: Audit) -> Copy:
    """The one copy that was found."""
    ((one,),) = [each.copies for each in found.copies.groups]
    return one


def test_two_units_with_the_same_figures() -> None:
    """Which, in how many, where they stand in both, and how usual so much is among the others."""
    same = subject(unit("照村"), figures(3), by=KNOWN, whole=True)
    found = audited([*(alone(number) for number in range(12)), same, absent("缺村")], by=KNOWN)
    one = only(found)
    assert (one.sort, one.one, one.other, one.count, one.of, one.whole) == ("figures", 3, 12, 16, 16, True)
    assert (one.long, one.as_much, one.compared) == (15, 0, 13 * 12 // 2 - 1)
    first = one.equal[0]
    shown = (first.shown, str(first.one), str(first.other))
    assert shown == (figures(3)["p0"], "3村.xlsx!p0.own", "照村.xlsx!p0.own")
    assert rarity(one) == Text(
        "其中多位数 15 个相同；另外比对的 77 对同类单位中，没有一对达到",
        "15 long figures are equal; none of 77 other pairs of the kind has as many",
    )


def test_what_is_usual_is_said_too() -> None:
    """Pairs that were not found alike may have as much in common: then the copy proves little."""
    half = {key: figures(1)[key] for key in KEYS[:4]}
    few = [
        subject(unit(f"{name}村"), {**figures(at), **half}, by=KNOWN, whole=True)
        for at, name in enumerate("甲乙丙", 20)
    ]
    strict = framework_of(
        [Item(f"A-{n}", value=f"100 * p{n} / w{n}", high=None) for n in range(8)],
        [fact(key) for key in KEYS],
        cross_checks=CrossChecks(copying=Copying(figures=4, share=Decimal("0.25"), certain=3, common_units=10)),
    )
    assert groups(audited(few, by=strict)) == [(["甲村", "乙村", "丙村"], 3)]
    assert groups(audited(few, by=KNOWN)) == []


def test_usual_figures_are_no_copies() -> None:
    """Zeros, full marks and small numbers are equal in many forms, and say nothing."""
    rows = {key: ("0", "100", "7", "80")[at % 4] for at, key in enumerate(KEYS)}
    assert groups(audited([subject(unit(f"{n}村"), rows, by=KNOWN, whole=True) for n in range(3)], by=KNOWN)) == []


@pytest.mark.parametrize("count", [2, 5, 30])
def test_a_template_that_went_round_is_one_group(count: int) -> None:
    """However many took it over; those that did not are not in it."""
    copies = [subject(unit(f"照{at}村", town=f"{at}镇"), figures(99), by=KNOWN, whole=True) for at in range(count)]
    found = audited([*(alone(number) for number in range(5)), *copies], by=KNOWN)
    assert [each.units for each in found.copies.groups] == [tuple(range(5, 5 + count))]


def test_two_forms_of_one_unit_are_no_copies() -> None:
    """Neither by figures nor by texts."""
    twice = [told("甲村", {"p0": STORY, "p1": OTHER}, 1), told("甲村", {"p0": STORY, "p1": OTHER}, 1)]
    assert groups(audited(twice, by=KNOWN)) == []


TEXTS = {
    "the same two": ({"p0": STORY, "p1": OTHER}, {"p0": STORY, "p1": OTHER}, True),
    "in other rows": ({"p0": STORY, "p1": OTHER}, {"w5": OTHER, "w6": STORY}, True),
    "with other names and figures": (
        {"p0": f"甲村2022年{STORY}", "p1": OTHER},
        {"p0": f"乙村2021年{STORY}", "p1": OTHER},
        True,
    ),
    "within longer texts": ({"p0": f"一共三次，{STORY}，无异议", "p1": OTHER}, {"p0": f"{STORY}。{OTHER}"}, True),
    "too few letters": ({"p0": STORY}, {"p0": STORY}, False),
    "other texts": ({"p0": STORY}, {"p0": OTHER}, False),
    "one text over and over": (dict.fromkeys(PARTS, STORY), dict.fromkeys(PARTS, STORY), False),
    "short ones": (dict.fromkeys(PARTS, "有台账、有照片"), dict.fromkeys(PARTS, "有台账、有照片"), False),
}


@pytest.mark.parametrize(("one", "other", "copied"), TEXTS.values(), ids=TEXTS.keys())
def test_texts_that_two_units_share(one: Mapping[str, str], other: Mapping[str, str], copied: bool) -> None:
    """Long passages, 60 letters in all; names, figures and the row in which they stand do not matter."""
    found = audited([told("甲村", one, 1), told("乙村", other, 2), alone(5)], by=KNOWN)
    assert groups(found) == ([(["甲村", "乙村"], 1)] if copied else [])
    assert [[each.code for each in unit.findings] for unit in found.units] == [
        ["texts-copied"] * copied,
        ["texts-copied"] * copied,
        [],
    ]


def test_a_shared_text_is_found_at_its_cell_and_named_with_the_other() -> None:
    """The longest passage, where it stands in both forms."""
    found = audited(
        [told("甲村", {"p0": STORY, "p1": OTHER}, 1), told("乙村", {"p0": STORY, "p1": OTHER}, 2)], by=KNOWN
    )
    (note,) = found.units[1].findings
    assert str(note.location) == "乙村.xlsx!表!p0"
    assert "甲村" in note.message("zh")
    assert "甲村.xlsx!表!p0" in note.message("zh")
    one = only(found)
    assert (one.sort, one.count, one.of, one.long) == ("texts", 88, 88, None)


def test_a_text_that_a_unit_repeats_is_one_text() -> None:
    """What could be equal is counted without repetitions."""
    one = told("甲村", {"p0": STORY, "p1": OTHER, "p2": OTHER, "p3": OTHER}, 1)
    other = told("乙村", {"p0": STORY, "p1": OTHER, "p2": STORY, "p3": OTHER}, 2)
    found = only(audited([one, other], by=KNOWN))
    assert (found.count, found.of) == (88, 88)


def test_a_finding_names_the_unit_that_shares_most() -> None:
    """The others are counted."""
    third = "每周三下午由驻村干部和网格员一起入户收集群众意见并当场答复能办的事情"
    most, less = {"p0": STORY, "p1": OTHER, "p2": third}, {"p0": STORY, "p1": OTHER}
    found = audited([told("甲村", most, 1), told("乙村", less, 2), told("丙村", most, 3)], by=KNOWN)
    told_of = [dict(each.findings[0].details) for each in found.units]
    assert [each["unit"] for each in told_of][::2] == ["丙村", "甲村"]
    assert {str(each["more"]) for each in told_of} == {str(Text("；另有 1 份也这样", "; 1 more are like it, too"))}


def test_how_much_text_is_too_much_is_a_setting() -> None:
    """From so many letters on."""
    pair = [told("甲村", {"p0": STORY}, 1), told("乙村", {"p0": STORY}, 2)]
    assert len(audited(pair, Request(rules=AuditRules(letters=40)), by=KNOWN).copies.groups) == 1


def test_what_very_many_units_say_is_nobodys() -> None:
    """More than ten units, and more than a tenth of all: the county's own words."""
    texts = {"p0": STORY, "p1": OTHER}
    assert groups(audited([told(f"{n}村", texts, n) for n in range(11)], by=KNOWN)) == []
    assert [len(names) for names, _ in groups(audited([told(f"{n}村", texts, n) for n in range(10)], by=KNOWN))] == [10]


def test_copies_are_a_reason_to_look_at_both() -> None:
    """Each names the other; equal figures throughout count in full."""
    same = [subject(unit(name), figures(3), by=KNOWN, whole=True) for name in ("甲村", "乙村")]
    found = audited([*same, alone(5)], by=KNOWN)
    shown = [
        [(each.id, str(each.degree), each.text.zh) for each in one.reasons if each.id == "copied"]
        for one in found.units
    ]
    assert shown == [
        [("copied", "1.00", "与乙村 16 个数中有 16 个相同")],
        [("copied", "1.00", "与甲村 16 个数中有 16 个相同")],
        [],
    ]


def test_groups_do_not_depend_on_the_order_of_units() -> None:
    """The same units are linked, and the same pairs say what is usual."""
    same = [subject(unit(f"照{at}村"), figures(50), by=KNOWN, whole=True) for at in range(3)]
    everybody = [*(alone(number) for number in range(9)), *same]
    one, other = (audited(some, by=KNOWN) for some in (everybody, everybody[::-1]))
    assert [sorted(names) for names, _ in groups(one)] == [sorted(names) for names, _ in groups(other)]
    usual = [
        {(copy.as_much, copy.compared) for group in each.copies.groups for copy in group.copies}
        for each in (one, other)
    ]
    assert usual[0] == usual[1]
    assert all(len(group.copies) == len(list(combinations(group.units, 2))) for group in one.copies.groups)
