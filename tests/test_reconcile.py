"""All forms of a run together: doubles, and who has not reported."""

import pytest

from starcli.core.assessment import Dated, Unit
from starcli.core.findings import Finding, Location
from starcli.core.reconcile import Report, Verdict, missing_units, settle_doubles
from starcli.core.roster import Roster, RosterUnit

SHIMEN = Unit("330199001201", "石门村", town="云溪镇")


def report(
    file: str, unit: Unit = SHIMEN, day: str = "", *, listed_as: int | None = None, usable: bool = True
) -> Report:
    """A form, with the first and last day of its date."""
    first, _, last = day.partition("/")
    cell = Location(file, "基本信息", "B12")
    return Report(unit, Location(file), listed_as, Dated(first, last or first, day, cell), usable=usable)


def settled(*reports: Report, latest: bool = False, by_roster: bool = False) -> list[str]:
    """The outcome of each report."""
    return [verdict.outcome for verdict in settle_doubles(reports, latest=latest, by_roster=by_roster)]


def judged(*reports: Report, latest: bool = True) -> tuple[Verdict, ...]:
    """The verdict on each report."""
    return settle_doubles(reports, latest=latest, by_roster=False)


def found(verdict: Verdict) -> list[tuple[str, str]]:
    """Place and code of everything found on one report."""
    return [(str(finding.location), finding.code) for finding in verdict.findings]


def test_of_two_forms_of_one_unit_neither_counts() -> None:
    """Two forms of one unit: neither counts, and each has an error that names both."""
    verdicts = judged(report("a.xlsx"), report("b.xlsx"), report("c.xlsx", Unit(name="青坞村")), latest=False)
    assert [verdict.outcome for verdict in verdicts] == ["doubled", "doubled", "counts"]
    assert [found(verdict) for verdict in verdicts] == [[("a.xlsx", "unit-twice")], [("b.xlsx", "unit-twice")], []]
    assert all("a.xlsx and b.xlsx" in verdict.findings[0].message("en") for verdict in verdicts[:2])


def test_dates_are_not_looked_at_unless_asked() -> None:
    """Without being asked for the later one, dates decide nothing."""
    assert settled(report("a", day="2022-09-01"), report("b", day="2022-09-02")) == ["doubled", "doubled"]


@pytest.mark.parametrize(
    ("days", "outcomes"),
    [
        (["2022-09-01", "2022-09-02"], ["superseded", "counts"]),
        (["2022-10-01", "2022-09-30"], ["counts", "superseded"]),
        (["2022-09-01", "2022-09-03", "2022-09-02"], ["superseded", "counts", "superseded"]),
        (["2022-09-01/2022-09-30", "2022-10-08"], ["superseded", "counts"]),
        (["2022-09-01/2022-09-30", "2022-09-08"], ["doubled", "doubled"]),
        (["2022-09-01", "2022-09-01"], ["doubled", "doubled"]),
        (["2022-09-01", "2022-09-02", "2022-09-02"], ["doubled", "doubled", "doubled"]),
        (["2022-09-01", ""], ["doubled", "doubled"]),
        (["", ""], ["doubled", "doubled"]),
    ],
)
def test_the_later_form_counts_where_dates_tell(days: list[str], outcomes: list[str]) -> None:
    """The form of a day after those of all others counts; equal, overlapping or missing dates decide nothing."""
    reports = [report(f"{number}.xlsx", day=day) for number, day in enumerate(days)]
    assert settled(*reports, latest=True) == outcomes


def test_the_older_form_is_a_warning_that_names_both() -> None:
    """What gives way is told which form counts, and both days."""
    (older, newer) = judged(report("a.xlsx", day="2022-09-01"), report("b.xlsx", day="2022-09-02"))
    (told,) = older.findings
    assert (told.severity, newer.findings) == ("warning", ())
    assert told.message("zh") == "a.xlsx（2022-09-01）早于 b.xlsx（2022-09-02），采用了后者"


def test_a_missing_date_is_told_at_its_cell() -> None:
    """Where the later is asked for, a form without a date says in which cell it is missing, and the other does not."""
    (first, second) = judged(report("a.xlsx"), report("b.xlsx", day="2022-09-02"))
    assert found(first) == [("a.xlsx", "unit-twice"), ("a.xlsx!基本信息!B12", "form-undated")]
    assert found(second) == [("b.xlsx", "unit-twice")]


def test_a_date_that_cannot_be_read_is_told_at_its_cell() -> None:
    """A date that is none is told apart from one that is missing."""
    undated = Report(SHIMEN, Location("a.xlsx"), None, Dated(text="昨天", location=Location("a.xlsx", "s", "B2")))
    assert found(judged(undated, report("b.xlsx"))[0])[1] == ("a.xlsx!s!B2", "form-date-unreadable")


def test_a_form_without_a_cell_for_its_date() -> None:
    """A form that has no place for a date is named itself."""
    assert found(judged(Report(SHIMEN, Location("a.xlsx")), report("b.xlsx"))[0])[1] == ("a.xlsx", "form-undated")


def test_equal_dates_are_told_at_their_cells() -> None:
    """Dates that do not tell which is the later are named in both forms."""
    verdicts = judged(report("a.xlsx", day="2022-09-01"), report("b.xlsx", day="2022-09-01"))
    assert [found(verdict)[1] for verdict in verdicts] == [
        ("a.xlsx!基本信息!B12", "form-dates-equal"),
        ("b.xlsx!基本信息!B12", "form-dates-equal"),
    ]


@pytest.mark.parametrize(
    ("names", "hint"),
    [
        (["村.xlsx", "村(2).xlsx"], "（村(2).xlsx 的文件名里有“(2)”）"),
        (["a/村最终版.xlsx", "村.xlsx"], "（村最终版.xlsx 的文件名里有“最终版”）"),
        (["村.xlsx", "村（3）副本.xlsx"], "（村（3）副本.xlsx 的文件名里有“（3）、副本”）"),
        (["定稿/村.xlsx", "村.xlsx"], ""),
    ],
)
def test_version_words_help_a_person_to_judge(names: list[str], hint: str) -> None:
    """Words for versions in the names of files are told, and decide nothing."""
    verdicts = judged(*map(report, names))
    assert {verdict.outcome for verdict in verdicts} == {"doubled"}
    assert verdicts[0].findings[0].message("zh") == f"同一单位有两份工作簿：{names[0]} 和 {names[1]}{hint}"


@pytest.mark.parametrize(
    ("one", "other", "by_roster", "same"),
    [
        pytest.param(SHIMEN, Unit(SHIMEN.code, "石门"), False, True, id="one code"),
        pytest.param(SHIMEN, Unit(SHIMEN.code, "石门"), True, False, id="one code outside a roster"),
        pytest.param(SHIMEN, SHIMEN, True, True, id="the same outside a roster"),
        pytest.param(Unit(name="新村", town="甲镇"), Unit(name="新 村", town="甲镇"), False, True, id="one name"),
        pytest.param(Unit(name="新村", town="甲镇"), Unit(name="新村", town="乙镇"), False, False, id="two towns"),
    ],
)
def test_what_makes_two_forms_one_unit(one: Unit, other: Unit, by_roster: bool, same: bool) -> None:
    """Forms of one code are of one unit; without codes name and place tell; outside a roster all of it must agree."""
    outcomes = settled(report("a.xlsx", one), report("b.xlsx", other), by_roster=by_roster)
    assert outcomes == (["doubled", "doubled"] if same else ["counts", "counts"])


def test_forms_of_one_entry_are_of_one_unit() -> None:
    """Whatever two forms say, they are of one unit where the roster has them as one."""
    reports = report("a.xlsx", Unit("1"), listed_as=3), report("b.xlsx", Unit(name="x"), listed_as=3)
    assert settled(*reports, by_roster=True) == ["doubled", "doubled"]


def test_a_form_that_cannot_be_rated_doubles_nothing() -> None:
    """A second form that cannot be rated does not cost the first its rating."""
    assert settled(report("a.xlsx"), report("b.xlsx", usable=False)) == ["counts", "counts"]


ROSTER = Roster.of(
    RosterUnit(Unit(f"33019900120{number}", name, town=town), (), Location("r.xlsx", "名册", f"B{number}"))
    for number, (name, town) in enumerate((("石门村", "云溪镇"), ("青坞村", "云溪镇"), ("上田村", "")), start=1)
)


def absent(*reports: Report, **unread: str) -> list[tuple[str, str, str]]:
    """Name, code and message of every unit that has not reported."""
    files = {f"{key}.xlsx": stem for key, stem in unread.items()}
    missing = missing_units(ROSTER, reports, files)
    return [(one.entry.unit.name, one.finding.code, one.finding.message("zh")) for one in missing]


def test_who_has_not_reported() -> None:
    """Every entry that no form is of is missing, in the roster's order, and a warning at its row."""
    assert absent(report("a.xlsx", listed_as=1)) == [
        ("石门村", "not-reported", "云溪镇石门村没有上报"),
        ("上田村", "not-reported", "上田村没有上报"),
    ]


def test_a_missing_unit_is_told_at_its_row() -> None:
    """The finding stands at the unit's row of the roster."""
    missing: list[Finding] = [one.finding for one in missing_units(ROSTER, [report("a", listed_as=0)], {})]
    assert [(str(one.location), one.severity) for one in missing] == [
        ("r.xlsx!名册!B2", "warning"),
        ("r.xlsx!名册!B3", "warning"),
    ]


def test_a_form_that_cannot_be_rated_is_a_report() -> None:
    """Whoever sent a form that cannot be rated has reported."""
    assert [one[0] for one in absent(report("a.xlsx", listed_as=0, usable=False))] == ["青坞村", "上田村"]


def test_files_that_look_like_those_of_a_missing_unit_are_named() -> None:
    """A file of nobody whose name has the unit's in it, and a form of its name or code, are pointed at, not taken."""
    told = absent(
        report("c.xlsx", Unit("330199001203", "别村")), report("d.xlsx", Unit("330199001299", "青坞村")), a="石门村(2)"
    )
    assert [(name, code, message.partition("；")[2]) for name, code, message in told] == [
        ("石门村", "not-reported-but-near", "a.xlsx 像是它的，但没有采用"),
        ("青坞村", "not-reported-but-near", "d.xlsx 像是它的，但没有采用"),
        ("上田村", "not-reported-but-near", "c.xlsx 像是它的，但没有采用"),
    ]
