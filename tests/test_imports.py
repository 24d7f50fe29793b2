"""Imported values: whose figure counts, of which period, and what is found where tables and forms disagree."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from factory import Item, answer, fact, form, framework_of, named, row, waiver

from starcli.core.assessment import Answer, Assessment, Entry, Tier, Unit
from starcli.core.findings import Location
from starcli.core.imports.applying import has_imports, with_imports, without_imports
from starcli.core.imports.imports import Imports
from starcli.core.imports.periods import fit, span_of
from starcli.core.imports.survey import Counted, Survey, SurveyAnswer, surveyed
from starcli.core.imports.values import ImportedRow, ImportedValue
from starcli.core.marks import marks_of, results_of
from starcli.core.overclaim import over_claims
from starcli.core.packed import Form, Packer
from starcli.core.provenance import provenance_of
from starcli.core.rating import Rating, rate
from starcli.core.roster import RosterUnit
from starcli.core.scheme import Scheme, resolve
from starcli.core.text import Text
from starcli.core.thresholds import CrossChecks, Watch
from starcli.core.whatif import what_if

ITEMS = (
    Item("A-1", "20", source="department"),
    Item("A-2", "20", source="self"),
    Item("B-1", "30", value="100*done/due", checks=("done <= due",), source="department"),
    Item("B-2", "30", value="due", source="self", season_rule="carry-forward"),
)
FACTS = (fact("done"), fact("due"))
OWN = {"A-1": "90", "A-2": "80", "done": "45", "due": "50"}


def scheme(*items: Item) -> Scheme:
    """Four items of 100 points: two typed, two from facts that they share; the department supplies two."""
    watched = CrossChecks(watched={"done": Watch(cumulative=True)})
    return resolve(framework_of(items or ITEMS, FACTS, cross_checks=watched), "village", "default")


def value(key: str, said: str, period: str = "", file: str = "d.xlsx", provider: str = "") -> ImportedValue:
    """A value of a table, in a cell that is called like its key."""
    read = answer(key, said)
    return ImportedValue(key, replace(read, location=Location(file, "数据", key)), period, provider)


def filled(rows: Mapping[str, str | Entry] | None = None, period: str = "2022Q3") -> Assessment:
    """A form with every figure, some of them otherwise."""
    return replace(form({**OWN, **(rows or {})}), period=period)


def rated(
    values: Iterable[ImportedValue],
    rows: Mapping[str, str | Entry] | None = None,
    basis: Tier = "self",
    judged: Scheme | None = None,
) -> Rating:
    """The rating of a form with imported values."""
    used = judged or scheme()
    return rate(used, with_imports(filled(rows), used, values).value, basis)


def told(values: Iterable[ImportedValue], rows: Mapping[str, str | Entry] | None = None) -> list[tuple[str, str]]:
    """Where something is found while values are imported, and what."""
    return [(found.location.cell, found.code) for found in with_imports(filled(rows), scheme(), values).findings]


def says(rating: Rating, key: str) -> tuple[str, str | None]:
    """Value, or outcome where there is none, of an indicator, and whose it is."""
    result = rating.result(key)
    return (result.outcome if result.value is None else str(result.value), result.tier)


DEPARTMENT = value("A-1", "70")
PLACES = {
    "the unit's own value gives way": ({}, "self", ("70", "imported")),
    "on every basis": ({}, "reviewed", ("70", "imported")),
    "the town's stands above it": ({"A-1": row("A-1", own="90", verified="75")}, "verified", ("75", "verified")),
    "but not where its basis does not count": (
        {"A-1": row("A-1", own="90", verified="75")},
        "self",
        ("70", "imported"),
    ),
    "the county's stands above both": (
        {"A-1": row("A-1", own="90", verified="75", reviewed="60")},
        "reviewed",
        ("60", "reviewed"),
    ),
    "what was left blank is supplied": ({"A-1": Entry()}, "self", ("70", "imported")),
    "what cannot be read is replaced": ({"A-1": row("A-1", own="??")}, "self", ("70", "imported")),
    "a claim that it does not apply is no reason": ({"A-1": row("A-1", claim=True)}, "self", ("70", "imported")),
    "one that the town confirmed is": (
        {"A-1": row("A-1", "none here", claim=True, verified="n/a")},
        "self",
        ("not_applicable", "verified"),
    ),
}


@pytest.mark.parametrize(("rows", "basis", "expected"), PLACES.values(), ids=PLACES.keys())
def test_the_place_of_an_imported_value(
    rows: Mapping[str, Entry], basis: Tier, expected: tuple[str, str | None]
) -> None:
    """It stands above the unit's own value and below those of town and county."""
    assert says(rated([DEPARTMENT], rows, basis), "A-1") == expected


COMPUTED = {
    "imported facts": ([value("done", "30"), value("due", "60")], {}, "self", ("50.00", "imported")),
    "one imported fact beside one of the unit's": ([value("done", "30")], {}, "self", ("60.00", "self")),
    "an imported value over the unit's facts": ([value("B-1", "75")], {}, "self", ("75", "imported")),
    "imported facts over an imported value": (
        [value("B-1", "75"), value("done", "30"), value("due", "60")],
        {},
        "self",
        ("50.00", "imported"),
    ),
    "a fact that the town confirmed over an imported value": (
        [value("B-1", "75")],
        {"done": row("done", own="45", verified="40")},
        "verified",
        ("80.00", "self"),
    ),
    "imported facts over a value that the unit typed": (
        [value("done", "30"), value("due", "60")],
        {"B-1": "99"},
        "self",
        ("50.00", "imported"),
    ),
    "facts that contradict each other have no say where they are displaced": (
        [value("B-1", "75")],
        {"done": "60"},
        "self",
        ("75", "imported"),
    ),
}


@pytest.mark.parametrize(("values", "rows", "basis", "expected"), COMPUTED.values(), ids=COMPUTED.keys())
def test_an_indicator_that_is_worked_out(
    values: list[ImportedValue], rows: Mapping[str, str | Entry], basis: Tier, expected: tuple[str, str | None]
) -> None:
    """Facts come before a value; what the unit reported in their place has no say."""
    assert says(rated(values, rows, basis), "B-1") == expected


def test_what_was_displaced_is_no_slip_of_the_form() -> None:
    """That the unit's own value differs from the department's figures is in the ledger, and not among the findings."""
    rating = rated([value("done", "30"), value("due", "60")], {"B-1": "99"})
    assert [found.code for found in rating.findings] == []


def test_two_imported_figures_that_disagree_are_found() -> None:
    """A rate of one table that is not what the figures of another give is a finding."""
    rating = rated([value("B-1", "75"), value("done", "30"), value("due", "60")])
    assert [found.code for found in rating.findings] == ["typed-differs"]


def test_a_waiver_by_rule_on_figures_that_were_displaced() -> None:
    """The unit's own figures say that an item does not apply; the department has a value: it applies."""
    never = Item("B-1", "30", value="100*done/due", source="department", not_applicable_when=waiver("due = 0"))
    zero = {"done": "0", "due": "0"}
    own = rated([], zero, judged=scheme(never))
    supplied = rated([value("B-1", "75")], zero, judged=scheme(never))
    assert [says(each, "B-1")[0] for each in (own, supplied)] == ["not_applicable", "75"]


def test_an_item_that_the_unit_reports_itself_keeps_its_own_value() -> None:
    """For a source that is the unit itself nothing imported is used; where it differs, it is said with both cells."""
    assert says(rated([value("A-2", "60")]), "A-2") == ("80", "self")
    assert told([value("A-2", "60")]) == [("A-2", "imported-not-used")]


def test_a_figure_that_cannot_be_is_not_used() -> None:
    """170 of 100 per cent is a slip of the department: it is named at its cell, and the unit's own value counts."""
    wrong = [value("A-1", "170")]
    assert (told(wrong), says(rated(wrong), "A-1")) == ([("A-1", "value-out-of-bounds")], ("90", "self"))


def test_a_figure_that_cannot_be_does_not_stand_against_one_that_can() -> None:
    """Of two tables only one of which can be right that one counts."""
    two = [value("A-1", "170"), value("A-1", "70", file="e.xlsx")]
    assert (told(two), says(rated(two), "A-1")) == ([("A-1", "value-out-of-bounds")], ("70", "imported"))


SOURCES = {
    "the same value": ([value("A-2", "80")], []),
    "where the unit left it blank": ([value("A-2", "60")], ["imported-not-used"]),
    "of another kind of unit": ([value("Z-9", "1")], ["imported-not-for-kind"]),
    "the same in two tables": ([value("A-1", "70"), value("A-1", "70", file="e.xlsx")], []),
    "another in a second table": ([value("A-1", "70"), value("A-1", "71", file="e.xlsx")], ["imported-values-differ"]),
    "of another season": ([value("A-1", "70", "2022Q2")], ["imported-period-differs"]),
    "of this season and another": ([value("A-1", "70", "2022Q2"), value("A-1", "71", "2022Q3")], []),
    "of two months of the season": (
        [value("A-1", "70", "2022年7月"), value("A-1", "71", "2022年8月")],
        ["imported-values-differ"],
    ),
    "of the whole season and of its last month": (
        [value("A-1", "70", "2022年9月"), value("A-1", "71", "2022年7-9月")],
        [],
    ),
}


@pytest.mark.parametrize(("values", "expected"), SOURCES.values(), ids=SOURCES.keys())
def test_what_is_found_while_values_are_imported(values: list[ImportedValue], expected: list[str]) -> None:
    """Values that have no place, or that disagree, are findings."""
    rows = {"A-2": Entry()} if expected == ["imported-not-used"] else None
    assert [code for _, code in told(values, rows)] == expected


def test_of_two_values_that_disagree_neither_counts() -> None:
    """The unit's own value counts until the tables agree, and the finding names the other cell."""
    values = [value("A-1", "70"), value("A-1", "71", file="e.xlsx")]
    found = with_imports(filled(), scheme(), values).findings[0]
    assert (says(rated(values), "A-1"), str(found.location), dict(found.details)["other"]) == (
        ("90", "self"),
        "e.xlsx!数据!A-1",
        "d.xlsx!数据!A-1",
    )


def test_values_of_another_period_are_one_finding_a_table() -> None:
    """A whole table of last season is told once for a unit, with the figures that it is about."""
    values = [value(key, "30", "2022Q2") for key in ("A-1", "A-2", "done")]
    (found,) = with_imports(filled(), scheme(), values).findings
    details = dict(found.details)
    assert (details["count"], details["ids"], details["form"]) == (3, "A-1, A-2, done", "2022Q3")


PERIODS = [
    ("2022Q3", "whole"),
    ("2022年第三季度", "whole"),
    ("2022年1-9月", "whole"),
    ("1-9月", "whole"),
    ("三季度", "whole"),
    ("2022.7-2022.9", "whole"),
    ("2022年", "around"),
    ("2022年下半年", "around"),
    ("截至2022年9月30日", "within"),
    ("2022年9月", "within"),
    ("2022Q2", None),
    ("2021年度", None),
    ("2022Q4", None),
    ("去年", None),
    ("2022.1", None),
    ("2022年13月", None),
    ("", "whole"),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_a_period_and_the_season_of_a_form(text: str, expected: str | None) -> None:
    """A value fits a form when its period ends with the season, holds it, or lies in it."""
    assert fit(text, "2022Q3", carried=False) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("2022年上半年", "earlier"), ("2021年", "earlier"), ("2020年", None), ("2022Q4", None)]
)
def test_what_is_published_once_a_year_is_carried_forward(text: str, expected: str | None) -> None:
    """Where the last published value counts, one of the last twelve months fits."""
    assert fit(text, "2022Q3", carried=True) == expected


def test_of_two_published_values_the_later_counts() -> None:
    """The value of the half-year stands before the one of the year before."""
    item = Item("A-1", "20", source="department", season_rule="carry-forward")
    values = [value("A-1", "60", "2021年"), value("A-1", "70", "2022年上半年")]
    assert says(rated(values, judged=scheme(item)), "A-1") == ("70", "imported")


def test_a_form_of_any_period_that_says_the_same_words() -> None:
    """Periods that are no seasons agree by their words alone."""
    assert [fit("年度考核", form_, carried=False) for form_ in ("年度考核", "2022Q3")] == ["whole", None]
    assert span_of("年度考核") is None


def test_imports_are_taken_out_again() -> None:
    """The form as the unit filled it in is had again; one without imports is the very same."""
    whole = filled()
    amended = with_imports(whole, scheme(), [DEPARTMENT]).value
    assert (has_imports(amended), without_imports(amended) == whole, without_imports(whole) is whole) == (
        True,
        True,
        True,
    )


def test_the_over_claim_of_a_unit_against_a_department() -> None:
    """What the unit claimed is rated without what was imported, what is confirmed with it."""
    judged = scheme()
    ledger = over_claims(judged, with_imports(filled(), judged, [DEPARTMENT]).value)
    assert ledger is not None
    assert [(d.indicator.id, str(d.claimed.points), str(d.confirmed.points)) for d in ledger.differences] == [
        ("A-1", "18.00", "14.00")
    ]


def test_where_a_value_comes_from_and_which_it_displaced() -> None:
    """Each figure says whose it is, by whom it was supplied, and in which cell it stands."""
    rating = rated([value("done", "30", provider="信访局"), value("due", "60")])
    found = provenance_of(rating, rating.result("B-1"))
    assert [(f.key, f.source, f.shown, str(f.answer.location)) for f in found.counting] == [
        ("done", "department", "30", "d.xlsx!数据!done"),
        ("due", "department", "60", "d.xlsx!数据!due"),
    ]
    assert [(f.key, f.source, f.shown, str(f.answer.location)) for f in found.displaced] == [
        ("done", "self", "45", "done.own"),
        ("due", "self", "50", "due.own"),
    ]
    assert found.counting[0].whose == Text("department（信访局）", "department (信访局)")


def test_a_value_that_the_town_verified_displaces_the_department_as_well() -> None:
    """Everything below the value that counts stands aside; what a higher basis would count does not show."""
    rows = {"A-1": row("A-1", own="90", verified="75", reviewed="60")}
    rating = rated([DEPARTMENT], rows, "verified")
    found = provenance_of(rating, rating.result("A-1"))
    assert [f.source for f in (*found.counting, *found.displaced)] == ["town", "self", "department"]


def test_marks_keep_whose_a_value_is() -> None:
    """A rating in half a kilobyte still knows that a value was imported."""
    rating = rated([DEPARTMENT])
    again = results_of(marks_of(rating), rating.scheme)
    assert [result.tier for result in again] == ["imported", "self", "self", "self"]


def test_the_figure_of_a_trace_stands_in_the_table_that_it_came_from() -> None:
    """What counts of a watched figure is the imported one, with its own file; what the unit reported is kept too."""
    judged = scheme()
    packer = Packer(judged.framework)
    form_ = with_imports(filled(), judged, [value("done", "30")]).value
    figure = packer.figure(Form(Unit(), "", "f.xlsx", packer.pack(form_, "self")), "done")
    assert figure is not None
    assert (figure.value, str(figure.location)) == (Decimal(30), "d.xlsx!数据!done")
    assert packer.pack(form_, "self").reported == packer.pack(filled(), "self").reported


def test_what_if_is_asked_of_an_imported_value_too() -> None:
    """Another value is supposed in the place of the imported one."""
    comparison = what_if(rated([DEPARTMENT]), {"A-1": answer("", "100")})
    assert says(comparison.after, "A-1") == ("100", "self")


def rows_of(*units: tuple[str, str, str]) -> Imports:
    """Tables that name units by code, name and town, each with a value."""
    return Imports.of(
        ImportedRow(Unit(code, name, town=town), Location("d.xlsx", "数据", f"C{at}"), (value("A-1", str(at)),))
        for at, (code, name, town) in enumerate(units, start=1)
    )


WHOSE = {
    "by code": ([("1001", "", "")], Unit("1001", "石门村"), ["1"]),
    "by code, named nearly so": ([("1001", "石门村委会", "")], Unit("1001", "石门村"), ["1"]),
    "by code, named otherwise": ([("1001", "青坞村", "")], Unit("1001", "石门村"), []),
    "by name": ([("", "石门村", "")], Unit("1001", "石门村"), ["1"]),
    "by name in its town": (
        [("", "石门村", "云溪镇"), ("", "石门村", "平桥镇")],
        Unit("", "石门村", town="平桥镇"),
        ["2"],
    ),
    "by name in no town": ([("", "石门村", "云溪镇"), ("", "石门村", "平桥镇")], Unit("", "石门村"), []),
    "by name with another code": ([("1002", "石门村", "")], Unit("1001", "石门村"), []),
    "in two rows": ([("1001", "石门村", ""), ("", "石门村", "")], Unit("1001", "石门村"), ["1", "2"]),
    "nearly by name": ([("", "石门林", "")], Unit("", "石门村"), []),
}


@pytest.mark.parametrize(("units", "unit", "expected"), WHOSE.values(), ids=WHOSE.keys())
def test_whose_a_row_is(units: list[tuple[str, str, str]], unit: Unit, expected: list[str]) -> None:
    """A row is a unit's by its code, else by its exact name in its town; what only comes near is nobody's."""
    imports = Imports.of(rows_of(*units).rows, ("村委会", "村"))
    assert [each.answer.raw for each in imports.about(unit)] == expected


KNOWN = [RosterUnit(Unit("1001", "石门村", town="云溪镇"), (), Location("r.xlsx", "名册", "B2"))]


def test_a_unit_that_nobody_knows_is_proposed_another() -> None:
    """The finding stands where the table names the unit, and says which is near."""
    (found,) = rows_of(("", "石门村", "云溪镇"), ("", "石门林", "云溪镇")).unknown(KNOWN, all_listed=True)
    assert (found.code, found.location.cell, dict(found.details)["near"]) == (
        "imported-unit-unknown",
        "C2",
        Text("云溪镇石门村 (1001)", "云溪镇石门村 (1001)"),
    )


def test_where_only_some_forms_are_read_the_others_are_a_note() -> None:
    """A county's table beside the form of one unit is no fault of the table."""
    imports = rows_of(*(("", f"甲{number}村", "") for number in range(5)), ("", "石门村", ""))
    assert named(imports.unknown(KNOWN, all_listed=False)) == [("d.xlsx!数据!C1", "imported-for-others")]


def test_a_name_that_two_units_bear_is_nobodys() -> None:
    """A row without code and town may be of either of two units of that name."""
    two = [Unit("1001", "新村", town="云溪镇"), Unit("1002", "新村", town="平桥镇")]
    assert [
        bool(rows_of(unit).shared(two)) for unit in (("", "新村", ""), ("", "新村", "云溪镇"), ("1002", "新村", ""))
    ] == [
        True,
        False,
        False,
    ]


def test_values_without_a_period_are_of_no_single_season() -> None:
    """With several seasons side by side only dated values are taken, and each file is told once."""
    row_ = ImportedRow(Unit(name="石门村"), Location("d.xlsx"), (value("A-1", "1"), value("A-2", "2", "2022Q3")))
    imports, found = Imports.of([row_]).dated()
    assert ([v.key for v in imports.about(Unit(name="石门村"))], [f.code for f in found]) == (
        ["A-2"],
        ["imported-without-period"],
    )


SURVEY = Survey(
    "s",
    Text("测评", "Survey"),
    (
        SurveyAnswer("good", Text("满意", "good"), Decimal(1)),
        SurveyAnswer("fair", Text("基本满意", "fair"), Decimal("0.8")),
        SurveyAnswer("bad", Text("不满意", "bad"), Decimal(0)),
    ),
    "done",
    "due",
)
COUNTS = {
    "all adds up": (
        {"issued": "120", "valid": "100", "good": "80", "fair": "10", "bad": "10", "rate": "88"},
        ("88", "100"),
        [],
    ),
    "a rate with a decimal": (
        {"valid": "99", "good": "80", "fair": "9", "bad": "10", "rate": "88.1"},
        ("87.2", "99"),
        [],
    ),
    "another rate": (
        {"valid": "100", "good": "80", "fair": "10", "bad": "10", "rate": "90"},
        ("88", "100"),
        [("rate", "survey-rate-differs")],
    ),
    "fewer issued than valid": (
        {"issued": "90", "valid": "100", "good": "80", "fair": "10", "bad": "10"},
        None,
        [("issued", "survey-issued-below-valid")],
    ),
    "answers that do not add up": (
        {"valid": "100", "good": "80", "fair": "10", "bad": "9"},
        None,
        [("valid", "survey-not-adding-up")],
    ),
    "an answer left blank that is none": ({"valid": "90", "good": "80", "fair": "10"}, ("88", "90"), []),
    "an answer that cannot be read": (
        {"valid": "100", "good": "80", "fair": "10", "bad": "??"},
        None,
        [("valid", "survey-answers-unread")],
    ),
    "not one valid sheet": (
        {"issued": "100", "valid": "0"},
        None,
        [("valid", "survey-without-valid")],
    ),
    "no valid sheets": (
        {"issued": "100", "good": "80", "fair": "10", "bad": "10"},
        None,
        [("", "survey-without-valid")],
    ),
}


@pytest.mark.parametrize(("said", "facts", "found"), COUNTS.values(), ids=COUNTS.keys())
def test_a_survey_adds_up_to_its_facts(
    said: Mapping[str, str], facts: tuple[str, str] | None, found: list[tuple[str, str]]
) -> None:
    """Points are the answers by their weights; sums that do not hold give nothing, a typed rate is compared."""
    cells = {key: answer(key, words) for key, words in said.items()}
    given: dict[str, Answer] = {key: cells[key] for key in ("good", "fair", "bad") if key in cells}
    counted = Counted(Location(), cells.get("issued"), cells.get("valid"), given, cells.get("rate"))
    read = surveyed(SURVEY, counted, "2022Q3", "")
    assert (tuple(v.answer.raw for v in read.value) or None, [(f.location.cell, f.code) for f in read.findings]) == (
        facts,
        found,
    )
