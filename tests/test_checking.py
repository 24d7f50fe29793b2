"""Check sheets held against forms: what a checker left out or contradicted, what counts, and the ledger of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from factory import Item, answer, fact, form, row, scheme_of

from starcli.core.assessment import Assessment, Entry, Unit
from starcli.core.checking.applying import applied_to, verdicts_on, with_sheets
from starcli.core.checking.displaced import displaced
from starcli.core.checking.items import check_items
from starcli.core.checking.sheet import CheckRow, CheckSheet, CheckSheets
from starcli.core.checking.stamp import stamp_of
from starcli.core.checking.words import Verdict
from starcli.core.findings import Location
from starcli.core.overclaim import over_claims
from starcli.core.rating import rate
from starcli.core.roster import RosterUnit
from starcli.core.scheme import Scheme

ITEMS = (Item("A-1", "40"), Item("B-1", "30", value="100*done/due"), Item("B-2", "30", value="due"))
SCHEME = scheme_of(*ITEMS, facts=(fact("done"), fact("due")))
OWN = {"A-1": "90", "done": "45", "due": "50"}
TODAY = date(2022, 10, 20)
WHOLE = {"verdict": "as-reported", "method": "papers", "reason": "", "checker": "甲", "date": "2022-10-12"}


def filled(rows: Mapping[str, str | Entry] | None = None) -> Assessment:
    """A form with every figure, some of them otherwise."""
    return replace(form({**OWN, **(rows or {})}, unit=Unit("1001", "石门村", "village", "default")), period="2022Q3")


def check_row(key: str, said: Mapping[str, str]) -> CheckRow:
    """A row of a check sheet whose cells are called `key.column`; `own` is what the sheet was made with."""
    texts = {column: words for column, words in said.items() if words}
    places = {column: Location("c.xlsx", "核查表", f"{key}.{column}") for column in (*WHOLE, "own", "verified")}
    verdicts: dict[str, Verdict] = {v: v for v in ("as-reported", "differs", "rejected", "not-applicable")}
    own, verified = texts.get("own"), texts.get("verified")
    read = answer(f"{key}.verified", verified) if verified else None
    day = texts.get("date", "")
    return CheckRow(
        key=key,
        location=Location("c.xlsx", "核查表", key),
        own=answer(f"{key}.own", own) if own else None,
        verified=None if read is None or (read.value is None and not read.not_applicable) else read,
        verdict=verdicts.get(texts.get("verdict", "")),
        methods=("papers",) if texts.get("method") == "papers" else (),
        day=date.fromisoformat(day) if day[:2] == "20" else None,
        texts=texts,
        places=places,
    )


def sheet(
    changed: Mapping[str, Mapping[str, str] | None] | None = None,
    assessed: Assessment | None = None,
    about: Mapping[str, str] | None = None,
) -> CheckSheet:
    """A sheet on which all is as reported, but for some rows; None leaves a row out."""
    said: dict[str, dict[str, str]] = {}
    for item in check_items(SCHEME):
        said[item.indicator.id] = dict(WHOLE)
        for figure in item.figures:
            said.setdefault(figure.id, {})["own"] = OWN[figure.id]
    for key, more in (changed or {}).items():
        if more is None:
            del said[key]
        else:
            said[key] |= more
    rows = {key: check_row(key, each) for key, each in said.items()}
    stamp = stamp_of(assessed or filled(), SCHEME)
    known = CheckSheet(Unit("1001", "石门村"), "2022Q3", Location("c.xlsx", "核查表"), rows, stamp=stamp)
    return replace(known, **about) if about else known  # type: ignore[arg-type]  # fields by name


def told(checked: CheckSheet, assessed: Assessment | None = None) -> list[tuple[str, str]]:
    """Where something is found on a sheet, and what."""
    used = assessed or filled()
    read = verdicts_on(used, SCHEME, (checked,), TODAY)
    applied = () if read.value is None else applied_to(used, read.value).findings
    return [(found.location.cell, found.code) for found in (*read.findings, *applied)]


def test_each_indicator_is_asked_once_and_so_is_each_fact() -> None:
    """A fact that several indicators share stands with the first of them."""
    asked = [(i.indicator.id, [f.id for f in i.figures], dict(i.elsewhere)) for i in check_items(SCHEME)]
    assert asked == [("A-1", ["A-1"], {}), ("B-1", ["done", "due"], {}), ("B-2", [], {"due": "B-1"})]


FAULTS: dict[str, tuple[Mapping[str, Mapping[str, str] | None], list[tuple[str, str]]]] = {
    "all as reported": ({}, []),
    "a row left blank": (
        {"A-1": dict.fromkeys(WHOLE, "")},
        [("A-1.verdict", "check-row-blank")],
    ),
    "a row deleted": ({"A-1": None}, [("", "check-row-missing")]),
    "the row of a fact deleted": ({"done": None}, [("", "check-row-missing")]),
    "no verdict": ({"A-1": {"verdict": ""}}, [("A-1.verdict", "check-verdict-missing")]),
    "an unknown verdict": ({"A-1": {"verdict": "maybe"}}, [("A-1.verdict", "check-verdict-unread")]),
    "no checker": ({"A-1": {"checker": ""}}, [("A-1.checker", "check-without-checker")]),
    "no date": ({"A-1": {"date": ""}}, [("A-1.date", "check-without-date")]),
    "a date that cannot be read": ({"A-1": {"date": "十月底"}}, [("A-1.date", "check-date-unread")]),
    "a date in the future": ({"A-1": {"date": "2022-10-21"}}, [("A-1.date", "check-date-future")]),
    "no method": ({"A-1": {"method": ""}}, [("A-1.method", "check-without-method")]),
    "an unknown method": ({"A-1": {"method": "听说"}}, [("A-1.method", "check-method-unread")]),
    "the same value as reported": ({"A-1": {"verified": "90"}}, []),
    "another value as reported": ({"A-1": {"verified": "80"}}, [("A-1.verdict", "check-verdict-contradicts")]),
    "another fact as reported": (
        {"done": {"verified": "40"}},
        [("B-1.verdict", "check-verdict-contradicts")],
    ),
    "another fact, of which an indicator further down is as reported": (
        {"due": {"verified": "60"}, "B-1": {"verdict": "differs", "reason": "r"}},
        [("B-2.verdict", "check-verdict-contradicts")],
    ),
    "a difference without another value": (
        {"A-1": {"verdict": "differs", "reason": "r"}},
        [("A-1.verified", "check-nothing-differs")],
    ),
    "a difference with another value": ({"A-1": {"verdict": "differs", "reason": "r", "verified": "80"}}, []),
    "a difference without a reason": (
        {"A-1": {"verdict": "differs", "verified": "80"}},
        [("A-1.reason", "check-without-reason")],
    ),
    "not accepted": ({"A-1": {"verdict": "rejected", "reason": "r"}}, []),
    "not accepted without a reason": ({"A-1": {"verdict": "rejected"}}, [("A-1.reason", "check-without-reason")]),
    "not accepted with a value": (
        {"A-1": {"verdict": "rejected", "reason": "r", "verified": "0"}},
        [("A-1.verified", "check-verdict-with-value")],
    ),
    "not accepted, with a shared fact verified for others": (
        {
            "B-1": {"verdict": "rejected", "reason": "r"},
            "due": {"verified": "60"},
            "B-2": {"verdict": "differs", "reason": "r"},
        },
        [],
    ),
    "not applicable": ({"A-1": {"verdict": "not-applicable", "reason": "r"}}, []),
    "not applicable with a value": (
        {"A-1": {"verdict": "not-applicable", "reason": "r", "verified": "5"}},
        [("A-1.verified", "check-verdict-with-value")],
    ),
    "a value typed where it is worked out": (
        {"B-1": {"verified": "80"}},
        [("B-1.verified", "check-worked-out-differs")],
    ),
    "one that is no number": ({"B-1": {"verified": "??"}}, [("B-1.verified", "check-worked-out-differs")]),
    "what the unit's own facts give": ({"B-1": {"verified": "90"}}, []),
    "what the verified facts give": (
        {"B-1": {"verdict": "differs", "reason": "r", "verified": "86"}, "done": {"verified": "43"}},
        [],
    ),
    "what they do not give": (
        {"B-1": {"verdict": "differs", "reason": "r", "verified": "85"}, "done": {"verified": "43"}},
        [("B-1.verified", "check-worked-out-differs")],
    ),
    "a value that says not applicable, and a verdict that does not": (
        {"A-1": {"verdict": "differs", "reason": "r", "verified": "n/a"}},
        [("A-1.verdict", "check-not-applicable-otherwise")],
    ),
    "a value that cannot be read": (
        {"A-1": {"verdict": "differs", "reason": "r", "verified": "??"}},
        [("A-1.verified", "check-value-unread")],
    ),
    "an own value that somebody changed on the sheet": ({"A-1": {"own": "95"}}, [("A-1.own", "check-own-edited")]),
}


@pytest.mark.parametrize(("changed", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_what_is_wrong_with_a_row(
    changed: Mapping[str, Mapping[str, str] | None], expected: list[tuple[str, str]]
) -> None:
    """A row that was passed over, or that contradicts itself, is a finding at its cell."""
    assert told(sheet(changed)) == expected


def test_a_row_that_stands_twice() -> None:
    """The second row is named with the first, and neither counts."""
    known = sheet()
    again = replace(known.rows["A-1"], location=Location("c.xlsx", "核查表", "A-1 again"))
    doubled = replace(known, doubled={"A-1": (again,)})
    read = verdicts_on(filled(), SCHEME, (doubled,), TODAY).value
    assert read is not None
    assert (told(doubled), "A-1" in read.confirmed, read.sound) == ([("A-1 again", "check-row-doubled")], False, 2)


CHANGED = filled({"A-1": "95"})


def test_a_value_that_the_unit_has_changed_since() -> None:
    """The sheet was made for another version of the form: the changed item counts no more, and is named with both."""
    read = verdicts_on(CHANGED, SCHEME, (sheet(),), TODAY)
    assert read.value is not None
    (found,) = read.findings
    assert (found.code, found.location.cell, str(dict(found.details)["sheet"]), sorted(read.value.confirmed)) == (
        "check-own-changed",
        "A-1.own",
        "Text(zh='90', en='90')",
        ["done", "due"],
    )


SHARED: dict[str, tuple[CheckSheet, list[tuple[str, str]]]] = {
    "gone": (sheet({"due": None}), [("", "check-row-missing")]),
    "there twice": (
        replace(sheet(), doubled={"due": (replace(sheet().rows["due"], location=Location("c.xlsx", "核查表", "2")),)}),
        [("2", "check-row-doubled")],
    ),
    "not to be read": (
        sheet({"due": {"verified": "??"}, **{key: {"verdict": "differs", "reason": "r"} for key in ("B-1", "B-2")}}),
        [("due.verified", "check-value-unread")],
    ),
    "changed since": (
        sheet({"due": {"own": "55"}}, filled({"due": "55"}), {"stamp": "of another version"}),
        [("due.own", "check-own-changed")],
    ),
}


@pytest.mark.parametrize(("checked", "expected"), SHARED.values(), ids=SHARED.keys())
def test_a_figure_at_fault_confirms_nothing_wherever_it_serves(
    checked: CheckSheet, expected: list[tuple[str, str]]
) -> None:
    """A fact that two indicators share is told once, and neither of the two is confirmed."""
    read = verdicts_on(filled(), SCHEME, (checked,), TODAY)
    assert read.value is not None
    assert ([(f.location.cell, f.code) for f in read.findings], sorted(read.value.confirmed)) == (expected, ["A-1"])
    assert [(item.indicator.id, item.sound) for item in read.value.items if not item.sound] == [
        ("B-1", False),
        ("B-2", False),
    ]


def test_a_verified_value_that_cannot_be_confirms_nothing() -> None:
    """180 of 100 per cent is a slip of the checker: it is named at its cell, and the unit's own value counts."""
    wrong = sheet({"A-1": {"verdict": "differs", "reason": "r", "verified": "180"}})
    assert (told(wrong), says(wrong, "A-1")) == (
        [("A-1.verified", "value-out-of-bounds")],
        ("90", "self", "36.00"),
    )


CORRECTED = {
    "what could not be read": ("??", filled({"A-1": row("A-1", own="90")})),
    "what did not apply": ("n/a", filled({"A-1": row("A-1", own="90")})),
    "what was a number": ("90", filled({"A-1": row("A-1", own="??")})),
    "what was blank": ("", filled()),
}


@pytest.mark.parametrize(("then", "now"), CORRECTED.values(), ids=CORRECTED.keys())
def test_whatever_the_unit_has_changed_since_is_named(then: str, now: Assessment) -> None:
    """A sheet that says as reported confirms no value that its checker has not seen."""
    said = sheet({"A-1": {"own": then}}, now, {"stamp": "of another version"})
    read = verdicts_on(now, SCHEME, (said,), TODAY)
    assert read.value is not None
    assert ([(f.location.cell, f.code) for f in read.findings], "A-1" in read.value.confirmed) == (
        [("A-1.own", "check-own-changed")],
        False,
    )


ABOUT = {
    "of another version of the form, in nothing that it shows": (
        {"stamp": "000000000000"},
        [("", "check-stamp-differs")],
    ),
    "without a stamp": ({"stamp": ""}, [("", "check-stamp-missing")]),
    "of another framework": ({"fingerprint": "abc"}, [("", "check-framework-differs")]),
    "of another season": ({"period": "2022Q2"}, [("", "check-period-differs")]),
    "of no season": ({"period": ""}, []),
}


@pytest.mark.parametrize(("about", "expected"), ABOUT.values(), ids=ABOUT.keys())
def test_what_is_wrong_with_a_sheet(about: Mapping[str, str], expected: list[tuple[str, str]]) -> None:
    """A sheet for another form, framework or season says so once."""
    assert told(sheet(about=about)) == expected


def test_an_own_value_that_cannot_be_read_cannot_be_confirmed() -> None:
    """Whoever checks it must say what it is."""
    unread = filled({"A-1": row("A-1", own="??")})
    said = sheet({"A-1": {"own": "??"}}, unread)
    better = sheet({"A-1": {"own": "??", "verdict": "differs", "reason": "r", "verified": "80"}}, unread)
    assert (told(said, unread), told(better, unread)) == ([("A-1.verified", "check-own-unread")], [])


def says(checked: CheckSheet, key: str, assessed: Assessment | None = None) -> tuple[str, str | None, str]:
    """Value or outcome, whose it is, and points of an indicator by a check sheet."""
    applied = with_sheets(assessed or filled(), SCHEME, (checked,), TODAY).value
    result = rate(SCHEME, applied, "verified").result(key)
    outcome = "rejected" if result.rejected else result.outcome
    return (outcome if result.value is None else str(result.value), result.tier, str(result.points))


COUNTS: dict[str, tuple[Mapping[str, Mapping[str, str] | None], str, tuple[str, str | None, str]]] = {
    "as reported": ({}, "A-1", ("90", "verified", "36.00")),
    "differing": (
        {"A-1": {"verdict": "differs", "reason": "r", "verified": "80"}},
        "A-1",
        ("80", "verified", "32.00"),
    ),
    "one fact of two": (
        {"done": {"verified": "40"}, "B-1": {"verdict": "differs", "reason": "r"}},
        "B-1",
        ("80.00", "verified", "24.00"),
    ),
    "not accepted": ({"A-1": {"verdict": "rejected", "reason": "r"}}, "A-1", ("rejected", "verified", "0")),
    "not accepted, worked out of facts": (
        {"B-1": {"verdict": "rejected", "reason": "r"}},
        "B-1",
        ("rejected", "verified", "0"),
    ),
    "its shared fact still counts elsewhere": (
        {"B-1": {"verdict": "rejected", "reason": "r"}},
        "B-2",
        ("50.00", "verified", "15.00"),
    ),
    "not applicable": (
        {"A-1": {"verdict": "not-applicable", "reason": "r"}},
        "A-1",
        ("not_applicable", "verified", "0"),
    ),
    "not applicable, worked out of facts": (
        {"B-1": {"verdict": "not-applicable", "reason": "r"}},
        "B-1",
        ("not_applicable", "verified", "0"),
    ),
    "a row that is not sound": ({"A-1": {"checker": "", "verified": "80"}}, "A-1", ("90", "self", "36.00")),
}


@pytest.mark.parametrize(("changed", "key", "expected"), COUNTS.values(), ids=COUNTS.keys())
def test_what_a_verdict_comes_to(
    changed: Mapping[str, Mapping[str, str] | None], key: str, expected: tuple[str, str | None, str]
) -> None:
    """What was verified counts beside the unit's own value; what is not accepted counts 0, for the reason given."""
    assert says(sheet(changed), key) == expected


def test_why_a_claim_was_not_accepted_stands_in_the_rating() -> None:
    """The clause of the ledger is the checker's reason."""
    applied = with_sheets(filled(), SCHEME, (sheet({"A-1": {"verdict": "rejected", "reason": "没有佐证"}}),), TODAY)
    assert rate(SCHEME, applied.value, "verified").result("A-1").clause.zh == "不予认定：没有佐证，计0分"


def test_the_own_value_is_never_touched() -> None:
    """By its own values the form is rated as before, whatever was found."""
    worst = {key: {"verdict": "rejected", "reason": "r"} for key in ("A-1", "B-1", "B-2")}
    applied = with_sheets(filled(), SCHEME, (sheet(worst),), TODAY).value
    assert rate(SCHEME, applied, "self").total == rate(SCHEME, filled(), "self").total


def test_a_value_that_the_town_entered_in_the_form_stands() -> None:
    """Where the form has another verified value already, that is not written over, and a finding says so."""
    entered = filled({"A-1": row("A-1", own="90", verified="70")})
    said = sheet({"A-1": {"verdict": "differs", "reason": "r", "verified": "80"}})
    assert (says(said, "A-1", entered), told(said, entered)) == (
        ("70", "verified", "28.00"),
        [("A-1.verified", "check-differs-from-verified")],
    )


def test_a_claim_that_an_item_does_not_apply_is_confirmed() -> None:
    """That it is as reported confirms what the unit says does not apply; the reason is its own."""
    claimed = filled({"A-1": row("A-1", "没有此项", claim=True)})
    said = sheet({"A-1": {"own": "n/a"}}, claimed)
    assert (says(said, "A-1", claimed)[0], told(said, claimed)) == ("not_applicable", [])


def test_a_claim_that_was_not_accepted_is_an_over_claim() -> None:
    """All of its points were claimed too much."""
    applied = with_sheets(filled(), SCHEME, (sheet({"A-1": {"verdict": "rejected", "reason": "r"}}),), TODAY).value
    ledger = over_claims(SCHEME, applied)
    assert ledger is not None
    assert [(d.indicator.id, str(d.points)) for d in ledger.differences] == [("A-1", "36.00")]


def test_of_two_sheets_neither_counts() -> None:
    """Each is named with the other."""
    other = replace(sheet(), location=Location("other.xlsx", "核查表"))
    read = with_sheets(filled(), SCHEME, (sheet(), other), TODAY)
    assert (read.value, [(f.code, dict(f.details)["others"]) for f in read.findings]) == (
        filled(),
        [("check-sheet-twice", "other.xlsx!核查表"), ("check-sheet-twice", "c.xlsx!核查表")],
    )


def test_whose_a_sheet_is() -> None:
    """A sheet is its unit's by code or name; one of nobody is proposed another."""
    sheets = CheckSheets.of([sheet(), replace(sheet(), unit=Unit("", "石门林"), location=Location("x.xlsx"))])
    known = [RosterUnit(Unit("1001", "石门村"), (), Location())]
    assert [s.location.file for s in sheets.about(Unit("1001", "石门村"), "2022Q3")] == ["c.xlsx"]
    assert [(str(f.location), f.code) for f in sheets.unknown(known, all_listed=True)] == [
        ("x.xlsx", "check-sheet-of-nobody")
    ]


@pytest.mark.parametrize(("known", "code"), [("石门村", "check-sheets-for-others"), ("乙村", "check-sheets-unused")])
def test_sheets_beside_the_form_of_one_unit(known: str, code: str) -> None:
    """Those of others are told in one finding, which says so where none of them was used."""
    sheets = CheckSheets.of([sheet(), replace(sheet(), unit=Unit("", "青坞村"), location=Location("x.xlsx"))])
    found = sheets.unknown([RosterUnit(Unit("", known), (), Location())], all_listed=False)
    assert [(f.code, dict(f.details)["count"]) for f in found] == [(code, 1 if known == "石门村" else 2)]


def test_sheets_of_two_seasons_are_told_apart() -> None:
    """Of a unit with sheets of two seasons the one of the form's season counts."""
    sheets = CheckSheets.of([sheet(), replace(sheet(), period="2022Q2", location=Location("q2.xlsx"))])
    assert [s.location.file for s in sheets.about(Unit("1001", "石门村"), "2022Q2")] == ["q2.xlsx"]


STAMPED = {
    "another value": {"A-1": "91"},
    "a value left blank": {"A-1": Entry()},
    "a claim": {"A-1": row("A-1", own="90", claim=True)},
    "another text that cannot be read": {"A-1": row("A-1", own="??")},
}


@pytest.mark.parametrize("rows", STAMPED.values(), ids=STAMPED.keys())
def test_another_own_value_gives_another_stamp(rows: Mapping[str, str | Entry]) -> None:
    """The stamp covers all that the unit itself reported."""
    assert stamp_of(filled(rows), SCHEME) != stamp_of(filled(), SCHEME)


@pytest.mark.parametrize("rows", [{"A-1": row("A-1", own="90.0")}, {"A-1": row("A-1", own="90", verified="80")}])
def test_the_same_own_values_give_the_same_stamp(rows: Mapping[str, str | Entry]) -> None:
    """Neither the way in which a number is typed nor what others entered changes it."""
    assert stamp_of(filled(rows), SCHEME) == stamp_of(filled(), SCHEME)


def scheme_with(full: str) -> Scheme:
    """Weights that do not divide evenly, so that rescaling has something to round."""
    items = (Item("A-1", "33.3"), Item("A-2", "21.7"), Item("B-1", "44.9"))
    return scheme_of(*items, full=Decimal(full))


@pytest.mark.parametrize("full", ["100", "99.9", "7"])
@pytest.mark.parametrize("waived", ["A-1", "A-2", "B-1"])
def test_rescaling_is_a_line_of_its_own(full: str, waived: str) -> None:
    """Lines and rescaling add up to the difference of the totals, to the last digit."""
    judged = scheme_with(full)
    own = form({"A-1": "33.33", "A-2": "66.67", "B-1": "14.29"})
    entries = {**own.entries, waived: replace(row(waived, "none", own="50", verified="n/a"), location=Location())}
    ledger = displaced(rate(judged, own, "self"), rate(judged, replace(own, entries=entries), "verified"))
    assert ledger.points + ledger.rescaling + ledger.adjustments == ledger.difference
    assert ledger.rescaling != 0
