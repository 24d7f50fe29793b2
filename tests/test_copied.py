"""Figures taken over from another unit: what is suspicious, what is chance, and in how many units at once."""

import random
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import pytest
from compared import packed
from factory import Item, fact, framework_of

from starcli.core.assessment import Unit
from starcli.core.copied import against_others
from starcli.core.findings import Location, finding
from starcli.core.packed import Form
from starcli.core.text import Text
from starcli.core.thresholds import Copying, CrossChecks

LIMITS = Copying(digits=3, figures=4, share=Decimal("0.5"), certain=3, common=Decimal("0.1"), common_units=10)
PARTS, WHOLES = tuple(f"p{n}" for n in range(8)), tuple(f"w{n}" for n in range(8))
KNOWN = framework_of(
    [Item(f"A-{n}", value=f"100 * p{n} / w{n}") for n in range(8)],
    [fact(key) for key in (*PARTS, *WHOLES)],
    cross_checks=CrossChecks(copying=LIMITS),
)
A = {key: str(211 + 10 * number) for number, key in enumerate((*PARTS, *WHOLES))}
"""Figures of three digits, all different."""
B = {key: str(611 + 10 * number) for number, key in enumerate((*PARTS, *WHOLES))}


def unit(name: str, town: str = "云溪镇", kind: str = "village", code: str = "") -> Unit:
    """A unit."""
    return Unit(code, name, kind, "default", town, "示例县")


def form(name: str, rows: Mapping[str, str], **more: str) -> Form:
    """The form of a village with these figures."""
    return packed(KNOWN, unit(name, **more), rows)


def mixed(rows: Mapping[str, str], equal: Iterable[str]) -> dict[str, str]:
    """Other figures, but for those that are equal."""
    return B | {key: rows[key] for key in equal}


def codes(forms: Sequence[Form]) -> list[str]:
    """What is found on each form."""
    return [", ".join(each.code for each in found) for found in against_others(forms, KNOWN)]


COPIED, ALIKE = ["figures-copied"] * 2, ["figures-alike"] * 2
NOTHING = ["", ""]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (A, A, COPIED),
        (A, B, NOTHING),
        (A, A | {"p0": "202"}, ALIKE),
        (A, A | dict.fromkeys(WHOLES, "900"), COPIED),
        (A, mixed(A, WHOLES), ALIKE),
        (A, mixed(A, WHOLES[:7]), NOTHING),
        ({"p0": "7", "p1": "0", "p2": "100"}, {"p0": "7", "p1": "0", "p2": "100"}, NOTHING),
        (dict.fromkeys(PARTS, "824"), dict.fromkeys(PARTS, "824"), NOTHING),
        ({key: A[key] for key in PARTS[:3]}, {key: A[key] for key in PARTS[:3]}, COPIED),
        ({key: A[key] for key in PARTS[:2]}, {key: A[key] for key in PARTS[:2]}, NOTHING),
        ({key: A[key] for key in WHOLES[:3]}, {key: A[key] for key in WHOLES[:3]}, NOTHING),
        ({key: A[key] for key in WHOLES[:4]}, {key: A[key] for key in WHOLES[:4]}, ALIKE),
        ({}, {}, NOTHING),
    ],
    ids=[
        "all equal", "none equal", "all but one equal", "every numerator equal", "half equal", "less than half equal",
        "small figures, none and full marks", "one figure over and over", "three numerators and nothing else",
        "two numerators", "three denominators", "four denominators", "both blank",
    ],
)  # fmt: skip
@pytest.mark.parametrize("town", ["云溪镇", "松岭乡", ""])
def test_two_units(one: Mapping[str, str], other: Mapping[str, str], found: list[str], town: str) -> None:
    """Equal numerators are certain, half of the telling figures a suspicion; in one town as in two."""
    assert codes([form("石门村", one), form("青坞村", other, town=town)]) == found


def test_units_of_two_kinds_are_not_compared() -> None:
    """A village and a community do not fill in the same form."""
    assert codes([form("石门村", A), form("桥头社区", A, kind="community")]) == NOTHING


@pytest.mark.parametrize(
    ("one", "other"),
    [(unit("石门村", code="1"), unit("石门", code="1")), (unit("石门村"), unit("石门村"))],
)
def test_two_forms_of_one_unit_are_no_copies(one: Unit, other: Unit) -> None:
    """A unit's own second workbook is as it should be."""
    assert codes([packed(KNOWN, one, A), packed(KNOWN, other, A)]) == NOTHING


def test_a_figure_that_many_have_tells_nothing() -> None:
    """What the county gave to every village is no sign of copying."""
    shared = {key: A[key] for key in WHOLES}
    forms = [
        form(f"{n}村", {**{key: str(1001 + 100 * n + 10 * at) for at, key in enumerate(PARTS)}, **shared})
        for n in range(11)
    ]
    assert (set(codes(forms)), set(codes(forms[:10]))) == ({""}, {"figures-alike"})


@pytest.mark.parametrize("count", [3, 15, 40])
def test_a_template_that_went_round_is_seen_on_every_form(count: int) -> None:
    """However many copied from one another, each is found, over all towns and within one."""
    apart = [form(f"{n}村", A, town=f"{n}镇") for n in range(count)]
    together = [form(f"{n}村", A) for n in range(count)]
    assert (set(codes(apart)), set(codes(together))) == ({"figures-copied"}, {"figures-copied"})


def test_a_finding_names_the_other_file_and_the_equal_figures() -> None:
    """It stands on the first equal cell; the most similar form is named, the others are counted."""
    rows = mixed(A, WHOLES)
    found = against_others([form("甲村", A), form("乙村", A | {"p0": "299"}), form("丙村", rows)], KNOWN)
    equal = [key for key in (*PARTS, *WHOLES) if key != "p0"]
    names = Text("、".join(f"数{key}" for key in equal[:8]) + "等", "; ".join(f"fact {k}" for k in equal[:8]) + " …")
    expected = finding(
        "figures-alike",
        Location("甲村.xlsx", cell="p1.own"),
        unit="乙村",
        file="乙村.xlsx",
        count=15,
        names=names,
        more=Text("；另有 1 份也这样", "; 1 more are like it, too"),
    )
    assert found[0] == (expected,)


def test_the_order_of_the_forms_changes_nothing() -> None:
    """Whoever comes first, the same forms are found alike."""
    forms = [form("甲村", A), form("乙村", A), form("丙村", B, town="松岭乡"), form("丁村", mixed(B, ()))]
    found = {each.file: one for each, one in zip(forms, against_others(forms, KNOWN), strict=True)}
    turned = {each.file: one for each, one in zip(forms[::-1], against_others(forms[::-1], KNOWN), strict=True)}
    assert found == turned


def test_chance_makes_no_copies() -> None:
    """Among 179,700 pairs of forms with sixteen figures of three digits each, none is alike by chance."""
    dice = random.Random(20220919)  # noqa: S311 invented figures
    forms = [
        form(f"{n}村", {key: str(dice.randint(101, 999)) for key in (*PARTS, *WHOLES)}, town=f"{n // 12}镇")
        for n in range(600)
    ]
    assert set(codes(forms)) == {""}
