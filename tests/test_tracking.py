"""What has become of each problem of a ledger: closing conditions, dates, moves, extensions, lights and relapse."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from ledger_rows import MOUNTAIN, TODAY, closed, known_rules, measure, named, rated, row, track

from starcli.core.assessment import Unit
from starcli.core.plans.filled_plan import FilledRow
from starcli.core.rating import Rating

DEADLINE = date(2022, 12, 31)


def codes(one: FilledRow, today: date = TODAY, **around: object) -> list[tuple[str, str]]:
    """Column and code of everything that is found about a row."""
    return named(track(one, today, **around).findings)  # type: ignore[arg-type]  # what stands around a row


def test_a_closing_by_the_rules_has_no_findings() -> None:
    """A problem that was struck off with every condition shown to hold is in order."""
    tracked = track(closed())
    assert (tracked.findings, tracked.in_order, tracked.against_rules) == ((), True, False)
    assert (tracked.state, tracked.stage, tracked.light) == ("closed", "closed", "")


CONDITIONS: dict[str, tuple[dict[str, str], list[tuple[str, str]]]] = {
    "value below the requirement": ({"verified": "49.99"}, [("verified", "closed-value-short")]),
    "value that just meets it": ({"verified": "50"}, []),
    "no value": ({"verified": ""}, [("verified", "closed-without-value")]),
    "no evidence": ({"evidence": ""}, [("evidence", "closed-without-evidence")]),
    "evidence that is still to come": ({"evidence": "待补"}, [("evidence", "closed-without-evidence")]),
    "evidence that is a dash": ({"evidence": "—"}, [("evidence", "closed-without-evidence")]),
    "evidence that is none": ({"evidence": " 无 "}, [("evidence", "closed-without-evidence")]),
    "evidence that is attached": ({"evidence": "见附件3"}, []),
    "no checker": ({"town_checker": ""}, [("town_checker", "closed-without-town-check")]),
    "no day of the town's check": ({"town_date": ""}, [("town_date", "closed-without-town-check")]),
    "a day of the town's check that is none": ({"town_date": "月底"}, [("town_date", "closed-without-town-check")]),
    "a town that refuses": ({"town_opinion": "不同意销号"}, [("town_opinion", "closed-against-opinion")]),
    "no county's opinion": ({"county_opinion": ""}, [("county_opinion", "closed-without-county-review")]),
    "no day of the county's review": ({"county_date": ""}, [("county_date", "closed-without-county-review")]),
    "a county that refuses": ({"county_opinion": "退回，材料不足"}, [("county_opinion", "closed-against-opinion")]),
}


@pytest.mark.parametrize(("cells", "expected"), CONDITIONS.values(), ids=CONDITIONS.keys())
def test_each_closing_condition(cells: dict[str, str], expected: list[tuple[str, str]]) -> None:
    """A closing names the condition that does not hold at its cell, and is against the rules then."""
    tracked = track(closed(**cells))
    assert (named(tracked.findings), tracked.against_rules) == (expected, bool(expected))


SURVEYS: dict[str, tuple[dict[str, str], bool]] = {
    "the first survey's papers": ({"evidence": "测评问卷汇总表"}, False),
    "evidence of a new one": ({"evidence": "12月重新测评问卷汇总表"}, True),
    "remarks on a new one": ({"remarks": "已于12月复测"}, True),
    "an opinion on a new one": ({"county_opinion": "经复评，同意销号"}, True),
    "a new one in English": ({"evidence": "New survey of December"}, True),
    "one that is still to come": ({"remarks": "待重新测评"}, False),
    "one that is planned": ({"remarks": "拟于下季重新测评"}, False),
    "one that was not made": ({"remarks": "尚未进行复测"}, False),
    "one that was made after all": ({"remarks": "原未复测，现已复测"}, True),
}


@pytest.mark.parametrize(("cells", "holds"), SURVEYS.values(), ids=SURVEYS.keys())
def test_a_survey_item_needs_a_new_survey(cells: dict[str, str], holds: bool) -> None:
    """Where the figure comes from a survey, a closing says that a new one was made, and not that it will be."""
    given = {"code": "GOV-07", "verified": "95.5", "evidence": "测评问卷汇总表", **cells}
    assert codes(closed(**given)) == ([] if holds else [("evidence", "closed-without-survey")])


VALUES: dict[str, tuple[Unit, str, str, list[tuple[str, str]]]] = {
    "a plain village": (replace(MOUNTAIN, profile="default"), "DEV-01", "52.3", [("verified", "closed-value-short")]),
    "no profile, and one asks for more": (
        replace(MOUNTAIN, profile=""), "DEV-01", "52.3", [("verified", "closed-value-unjudged")]
    ),
    "no profile, and all are met": (replace(MOUNTAIN, profile=""), "DEV-01", "100", []),
    "no profile, and none is met": (
        replace(MOUNTAIN, profile=""), "DEV-01", "49", [("verified", "closed-value-short")]
    ),
    "no kind, and all agree": (Unit(name="某村"), "GOV-07", "95", []),
    "a level": (MOUNTAIN, "SVC-06", "4A", []),
    "a level that is too low": (MOUNTAIN, "SVC-06", "3A", [("verified", "closed-value-short")]),
    "no indicator": (MOUNTAIN, "", "52.3", [("verified", "closed-value-unjudged")]),
}  # fmt: skip


@pytest.mark.parametrize(("unit", "code", "value", "expected"), VALUES.values(), ids=VALUES.keys())
def test_the_requirement_is_that_of_the_unit(
    unit: Unit, code: str, value: str, expected: list[tuple[str, str]]
) -> None:
    """A value is held against what the target asks of such a unit; where kinds differ and none is known, nobody can."""
    given = closed(code=code, verified=value, evidence="复测汇总表")
    assert codes(given, unit=unit) == expected


def test_the_requirement_is_that_of_the_target() -> None:
    """The grade that the plan aims at says what is required."""
    asked = [codes(closed(verified="34.6"), target=grade) for grade in ("five-star", "four-star", "")]
    assert asked == [[("verified", "closed-value-short")], [], [("verified", "closed-value-short")]]


def test_the_verified_value_of_the_form_takes_the_place_of_a_blank() -> None:
    """Where the row has no verified value, that of the unit's form counts; what the unit says itself does not."""
    found = [
        codes(closed(verified=""), rating=rated("DEV-01", "2022Q4", **said))
        for said in ({"own": "60"}, {"verified": "52.3"}, {"reviewed": "52.3"}, {"verified": "60", "reviewed": "45"})
    ]
    short = ("verified", "closed-value-short")
    assert found == [[("verified", "closed-without-value")], [], [], [short, ("state", "relapsed")]]


STATES: dict[str, tuple[dict[str, str], list[tuple[str, str]]]] = {
    "nothing done yet": ({"state": "待整改"}, []),
    "no state, nothing done": ({}, []),
    "under way": ({"state": "整改中", "share": "40%"}, []),
    "a word for no state": ({"state": "差不多了"}, [("state", "state-unknown")]),
    "struck off without a state": ({"closed": "是"}, [("state", "state-missing")]),
    "asked for without a state": ({"requested": "2022-12-01"}, [("state", "state-missing"), ("evidence", "x")]),
    "not begun, and closing asked for": (
        {"state": "待整改", "requested": "2022-12-01"}, [("requested", "state-contradicted")]
    ),
    "asked for, and no day": (
        {"state": "申请销号", "evidence": "照片"}, [("requested", "state-unproven")]
    ),
    "asked for, and no evidence": (
        {"state": "申请销号", "requested": "2022-12-01"}, [("evidence", "closing-not-ready")]
    ),
    "with the county, and no town's check": (
        {"state": "县级复核", "requested": "2022-12-01", "evidence": "照片", "verified": "52.3"},
        [("town_checker", "closing-not-ready")],
    ),
    "extended, and no day": ({"state": "延期"}, [("extended", "state-unproven")]),
    "closed by its state alone": ({"state": "已销号"}, [("closed", "state-unproven")]),
    "under way, and struck off": ({"state": "整改中", "closed": "是"}, [("closed", "state-contradicted")]),
    "under way, and not struck off": ({"state": "整改中", "closed": "否"}, []),
    "under way, and not yet struck off": ({"state": "整改中", "closed": "暂未销号"}, []),
    "neither yes nor no": ({"state": "整改中", "closed": "部分"}, [("closed", "closed-unclear")]),
    "relapsed, and struck off before": ({"state": "反弹", "closed": "是"}, []),
}  # fmt: skip
CLOSING = (
    "closed-without-value",
    "closed-without-evidence",
    "closed-without-town-check",
    "closed-without-county-review",
)


@pytest.mark.parametrize(("cells", "expected"), STATES.values(), ids=STATES.keys())
def test_a_state_and_the_cells_of_its_row(cells: dict[str, str], expected: list[tuple[str, str]]) -> None:
    """A state that the row's own cells contradict, or do not bear out, is a finding at that cell."""
    wanted = [(column, "closing-not-ready" if code == "x" else code) for column, code in expected]
    found = codes(row(code="DEV-01", deadline="2023-03-31", **cells))
    assert [one for one in found if one[1] not in CLOSING] == wanted


STRUCK_OFF = [
    ("是", True), ("√", True), ("已销号", True), ("同意销号", True), ("否", False), ("未销号", False),
    ("尚未销号", False), ("不同意销号", False), ("待销号", False), ("整改中", False),
]  # fmt: skip


@pytest.mark.parametrize(("closed_cell", "struck_off"), STRUCK_OFF)
def test_words_for_struck_off(closed_cell: str, struck_off: bool) -> None:
    """Yes, a tick and the name of a final state say that it is struck off."""
    assert track(row(code="DEV-01", deadline="2023-03-31", closed=closed_cell)).said.closed is struck_off


DAYS: dict[str, tuple[dict[str, str], list[tuple[str, str]]]] = {
    "before the plan": ({"requested": "2022-10-07"}, [("requested", "ledger-days-out-of-order")]),
    "on the day of the plan": ({"requested": "2022-10-08"}, []),
    "checked before it was asked for": ({"town_date": "2022-11-30"}, [("town_date", "ledger-days-out-of-order")]),
    "checked on the same day": ({"town_date": "2022-12-01"}, []),
    "reviewed before it was checked": ({"county_date": "2022-12-04"}, [("county_date", "ledger-days-out-of-order")]),
    "reviewed today": ({"county_date": "2022-12-20"}, []),
    "reviewed tomorrow": ({"county_date": "2022-12-21"}, [("county_date", "ledger-day-in-future")]),
    "a year too late": ({"requested": "2023-12-01"}, [
        ("requested", "ledger-day-in-future"), ("town_date", "ledger-days-out-of-order"),
        ("county_date", "ledger-days-out-of-order"),
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "expected"), DAYS.values(), ids=DAYS.keys())
def test_days_in_the_wrong_order_or_still_to_come(cells: dict[str, str], expected: list[tuple[str, str]]) -> None:
    """What was done has a day that is over, and not before the day of what comes first; else it is not in order."""
    tracked = track(closed(**cells))
    assert (named(tracked.findings), tracked.in_order) == (expected, not expected)


LIGHTS = [
    (DEADLINE + timedelta(days=1), "79%", "red", -1), (DEADLINE + timedelta(days=1), "100%", "red", -1),
    (DEADLINE, "79%", "yellow", 0), (DEADLINE, "80%", "green", 0), (DEADLINE, "", "yellow", 0),
    (DEADLINE - timedelta(days=15), "79.9%", "yellow", 15), (DEADLINE - timedelta(days=15), "80%", "green", 15),
    (DEADLINE - timedelta(days=16), "0%", "green", 16), (DEADLINE - timedelta(days=80), "", "green", 80),
]  # fmt: skip


@pytest.mark.parametrize(("today", "share", "light", "left"), LIGHTS)
def test_the_lights_at_their_edges(today: date, share: str, light: str, left: int) -> None:
    """Red from the day after the deadline; yellow from fifteen days before it while less than 80 % is done."""
    tracked = track(row(code="DEV-02", state="整改中", deadline=str(DEADLINE), share=share), today)
    assert (tracked.light, tracked.left, tracked.due_within(15)) == (light, left, 0 <= left <= 15)


WAITING = [("2022-12-31", True), ("2023-01-01", False), ("", False)]


@pytest.mark.parametrize(("requested", "waits"), WAITING)
def test_what_was_asked_for_in_time_is_not_overdue(requested: str, waits: bool) -> None:
    """Whoever asks for closing by the deadline has done his part; who asks later, or does not say when, has not."""
    given = row(code="DEV-02", state="申请销号", deadline="2022-12-31", requested=requested, evidence="照片")
    tracked = track(given, date(2023, 1, 20))
    assert (tracked.waits, tracked.light) == (waits, "" if waits else "red")


def test_an_extension_moves_the_deadline() -> None:
    """A light goes by the extended deadline."""
    given = {"code": "DEV-02", "state": "延期", "deadline": "2022-11-30", "remarks": "县委组织部同意"}
    lights = [track(row(**given, extended=day)).light for day in ("2022-12-19", "2022-12-20", "2023-01-05")]
    assert lights == ["red", "yellow", "green"]


EXTENSIONS: dict[str, tuple[dict[str, str], dict[str, str], list[tuple[str, str]]]] = {
    "ninety days": ({"extended": "2023-02-28"}, {}, []),
    "ninety-one days": ({"extended": "2023-03-01"}, {}, [("extended", "extension-too-long")]),
    "to an earlier day": ({"extended": "2022-11-30"}, {}, [("extended", "extension-shortens")]),
    "twice in one cell": ({"extended": "2022-12-31、2023-02-20"}, {}, [("extended", "extended-again")]),
    "a second time since the earlier copy": (
        {"extended": "2023-02-20"}, {"extended": "2023-01-20"}, [("extended", "extended-again")]
    ),
    "the same as in the earlier copy": ({"extended": "2023-02-20"}, {"extended": "2023-02-20"}, []),
    "without approval": ({"extended": "2023-02-20", "remarks": ""}, {}, [("extended", "extension-unapproved")]),
    "approved by the county": (
        {"extended": "2023-02-20", "remarks": "", "county_opinion": "同意延期"}, {}, []
    ),
    "deadline moved instead": (
        {"deadline": "2023-02-20"}, {"deadline": "2022-11-30"}, [("deadline", "deadline-moved")]
    ),
    "moved, and extended beyond the most": (
        {"deadline": "2022-12-30", "extended": "2023-03-30"}, {"deadline": "2022-11-30"},
        [("deadline", "deadline-moved"), ("extended", "extension-too-long")],
    ),
    "deadline brought forward": ({"deadline": "2022-12-25"}, {"deadline": "2022-12-31"}, []),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "before", "expected"), EXTENSIONS.values(), ids=EXTENSIONS.keys())
def test_extensions(cells: dict[str, str], before: dict[str, str], expected: list[tuple[str, str]]) -> None:
    """One extension, by ninety days at most and approved; a deadline that moves by itself is named."""
    start = {"code": "DEV-02", "state": "整改中", "deadline": "2022-11-30", "remarks": "县委组织部同意"}
    earlier = row(**{**start, **before}) if before else None
    assert codes(row(**{**start, **cells}), earlier=earlier) == expected


def test_the_deadline_of_the_plan_is_the_first() -> None:
    """A ledger whose deadline is later than that of its measure was moved, and is extended from the earlier one."""
    planned = [measure("DEV-02", deadline="2022-11-30")]
    given = {"code": "DEV-02", "state": "整改中", "remarks": "县委组织部同意"}
    later = codes(row(**given, deadline="2022-12-31"), measures=planned)
    same = codes(row(**given, deadline="2022-11-30", extended="2023-03-01"), measures=planned)
    assert (later, same) == ([("deadline", "deadline-moved")], [("extended", "extension-too-long")])


@pytest.mark.parametrize(("deadline", "found"), [("", "deadline-missing"), ("长期推进", "deadline-without-day")])
def test_a_row_without_a_deadline(deadline: str, found: str) -> None:
    """Where no day is known no light shows, and the row says so."""
    tracked = track(row(code="DEV-02", state="整改中", deadline=deadline))
    assert (named(tracked.findings), tracked.light) == ([("deadline", found)], "")


SHARES = [
    ("80%", "80"), ("80", "80"), ("８０％", "80"), ("已完成60%", "60"), ("0", "0"), ("100", "100"), ("99.5%", "99.5"),
    ("0.8", None), ("1", None), ("一半", None), ("120%", None), ("完成", None), ("80-90%", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "share"), SHARES)
def test_a_share_is_a_percentage(text: str, share: str | None) -> None:
    """A share is a number from 0 to 100; a fraction may be of one or of a hundred, and is not guessed."""
    tracked = track(row(code="DEV-02", state="申请销号", deadline="2023-03-31", share=text, requested="2022-12-01",
                        evidence="照片"))  # fmt: skip
    assert tracked.said.share == (None if share is None else Decimal(share))
    assert named(tracked.findings) == ([("share", "share-unclear")] if share is None else [])


@pytest.mark.parametrize(
    ("state", "found"), [("整改中", ["done-not-closed"]), ("申请销号", []), ("反弹", ["done-not-closed"])]
)
def test_done_and_not_closed(state: str, found: list[str]) -> None:
    """What is done to 100 % and of which nobody asks for closing is named."""
    given = row(code="DEV-02", state=state, deadline="2023-03-31", share="100%", evidence="照片",
                requested="2022-12-01" if state == "申请销号" else "")  # fmt: skip
    assert [code for _, code in codes(given)] == found


MOVES: dict[str, tuple[dict[str, str], dict[str, str], bool]] = {
    "on": ({"state": "待整改"}, {"state": "整改中"}, True),
    "back": ({"state": "整改中"}, {"state": "待整改"}, False),
    "a blank is the first state": ({}, {"state": "整改中"}, True),
    "withdrawn in silence": ({"state": "申请销号", "requested": "2022-11-20"}, {"state": "整改中"}, False),
    "sent back": ({"state": "申请销号", "requested": "2022-11-20"}, {"state": "退回"}, True),
    "opened again without a relapse": ({"state": "已销号", "closed": "是"}, {"state": "整改中"}, False),
    "opened again": ({"state": "已销号", "closed": "是"}, {"state": "反弹"}, True),
}


@pytest.mark.parametrize(("then", "now", "legal"), MOVES.values(), ids=MOVES.keys())
def test_moves_since_the_earlier_copy(then: dict[str, str], now: dict[str, str], legal: bool) -> None:
    """A state that cannot have come from the one in the earlier copy is named, with both cells."""
    start = {"code": "DEV-02", "deadline": "2023-03-31"}
    tracked = track(row(**start, **now), earlier=row(**start, **then))
    assert [found.code for found in tracked.findings] == ([] if legal else ["state-move-illegal"])


def test_a_closing_shows_the_way_it_came() -> None:
    """Between two copies a problem may go from being worked on to struck off, where its row has all traces of it."""
    then = row(code="DEV-01", deadline="2022-12-31", state="整改中", problem="集体经济薄弱")
    bare = row(code="DEV-01", deadline="2022-12-31", state="已销号", closed="是")
    assert (codes(closed(), earlier=then), ("state", "state-move-illegal") in codes(bare, earlier=then)) == ([], True)


RELAPSES: dict[str, tuple[str, dict[str, str], str | None]] = {
    "the season before": ("2022Q3", {"verified": "34.6"}, None),
    "the same season": ("2022Q4", {"verified": "45"}, "relapsed"),
    "the next season": ("2023Q1", {"verified": "49.99"}, "relapsed"),
    "two seasons later": ("2023Q2", {"reviewed": "45"}, "relapsed"),
    "three seasons later": ("2023Q3", {"verified": "45"}, "fallen-later"),
    "by its own word": ("2023Q1", {"own": "45"}, "relapsed"),
    "still good enough": ("2023Q1", {"verified": "50"}, None),
    "a form without a period": ("", {"verified": "45"}, "relapse-undecided"),
}


@pytest.mark.parametrize(("period", "said", "found"), RELAPSES.values(), ids=RELAPSES.keys())
def test_relapse(period: str, said: dict[str, str], found: str | None) -> None:
    """What falls again within two seasons after closing is reopened; later it is another problem."""
    tracked = track(closed(), date(2023, 12, 31), rating=rated("DEV-01", period, **said))
    assert named(tracked.findings) == ([] if found is None else [("state", found)])
    reopened = found == "relapsed"
    assert (tracked.state, tracked.stage) == (("relapsed", "open") if reopened else ("closed", "closed"))
    assert (tracked.relapsed, tracked.light) == (reopened, "red" if reopened else "")


def test_a_relapse_that_nobody_can_date() -> None:
    """Without the day of closing nobody can tell how long it held."""
    found = codes(closed(county_date=""), rating=rated("DEV-01", "2023Q1", verified="45"))
    assert found == [("county_date", "closed-without-county-review"), ("state", "relapse-undecided")]


@pytest.mark.parametrize(
    ("period", "verified", "differs"), [("2022Q4", "53", True), ("2022Q4", "52.3", False), ("2022Q3", "34.6", False)]
)
def test_verified_values_of_one_season_agree(period: str, verified: str, differs: bool) -> None:
    """The verified value of the ledger and that of the form of the same season are one value."""
    found = codes(closed(), rating=rated("DEV-01", period, verified=verified))
    assert found == ([("verified", "verified-differs")] if differs else [])


SEASONS = {"2022Q4": "38", "2023Q1": "43", "2023Q2": "48", "2023Q3": "52.3"}
MILESTONES: dict[str, tuple[date, Rating | None, dict[str, str], str, str, list[str]]] = {
    "the first is ahead": (TODAY, None, {}, "2022-12-31", "yellow", []),
    "well ahead": (date(2022, 11, 1), None, {}, "2022-12-31", "green", []),
    "reached already": (TODAY, None, {"verified": "38", "town_date": "2022-12-15"}, "2023-03-31", "green", []),
    "over, and nobody knows": (date(2023, 1, 10), None, {}, "2023-03-31", "green", ["season-value-unknown"]),
    "missed": (
        date(2023, 1, 10), rated("DEV-01", "2022Q4", verified="36"), {}, "2022-12-31", "red", ["season-value-missed"]
    ),
    "kept": (date(2023, 1, 10), rated("DEV-01", "2022Q4", verified="38"), {}, "2023-03-31", "green", []),
    "the form is older": (
        date(2023, 1, 10), rated("DEV-01", "2022Q3", verified="34.6"), {}, "2023-03-31", "green",
        ["season-value-unknown"],
    ),
    "far ahead of the plan": (
        date(2023, 1, 10), rated("DEV-01", "2022Q4", verified="60"), {}, "2023-10-08", "green", []
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("today", "rating", "cells", "due", "light", "found"), MILESTONES.values(), ids=MILESTONES.keys()
)
def test_long_term_measures_are_due_season_by_season(
    today: date, rating: Rating | None, cells: dict[str, str], due: str, light: str, found: list[str]
) -> None:
    """The next value by season is what is due, and one that was missed is overdue, however far the deadline is."""
    given = row(code="DEV-01", state="整改中", deadline="2023-10-08", **cells)
    tracked = track(given, today, rating=rating, measures=[measure(by_season=SEASONS)])
    assert (str(tracked.schedule.due), tracked.light) == (due, light)
    assert [one.code for one in tracked.findings] == found


def test_other_measures_are_due_by_their_deadline() -> None:
    """Values by season mean nothing for a measure that has a date."""
    planned = measure(by_season=SEASONS, type="限期整改")
    tracked = track(row(code="DEV-01", state="整改中", deadline="2023-10-08"), measures=[planned])
    assert str(tracked.schedule.due) == "2023-10-08"


def test_where_the_grade_states_nothing_the_plan_does() -> None:
    """The value that a plan aims at is what must be reached where the target grade states no requirement."""
    planned = [measure("DEV-02", target="30")]
    found = [
        codes(closed(code="DEV-02", verified=value), measures=given, target="two-star")
        for value, given in (("29", planned), ("30", planned), ("30", []))
    ]
    assert found == [[("verified", "closed-value-short")], [], [("verified", "closed-value-unjudged")]]


def test_rules_are_those_of_the_framework() -> None:
    """Every state that a row may be in is one of the rules."""
    assert {track(row(code="DEV-02", state=one.name.zh)).said.state for one in known_rules().states.values()} == set(
        known_rules().states
    )
