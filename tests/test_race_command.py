"""`starcli race`: three seasons of two towns from end to end, what is frozen, what is asked for, and exit codes."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from seasons import write_seasons

from starcli.commands.race import Asked, race, raced
from starcli.commands.running import rate
from starcli.commands.seasons import read_seasons
from starcli.core.findings import Finding
from starcli.core.racing.race import RacedSeason
from starcli.core.racing.split import Split
from starcli.documents.race import race_document
from starcli.excel.imprint import read_imprint
from starcli.excel.reading.frozen import read_record
from starcli.excel.writing.race.report import RaceReport
from starcli.options import BasisName, Call, LanguageName, UsageProblem

LABELS = ("2022Q1", "2022Q2", "2022Q3")
DAY = "2022-07-10"


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's seasons."""
    folder = tmp_path_factory.mktemp("seasons")
    write_seasons(folder)
    return folder


@pytest.fixture(autouse=True)
def folder(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of them, from where the program is run."""
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(language: str = "en", roster: Path | None = None) -> Call:
    """A call with the reference framework."""
    return Call.make("reference-47", None, BasisName.SELF, LanguageName(language), None, True, False, roster)


def run(*labels: str, **asked: Any) -> RaceReport:
    """The race over seasons in the folder that one is in."""
    return raced(call(), [Path(label) for label in labels or LABELS], Asked(framework="reference-47", **asked))[0]


def codes(found: Iterator[Finding] | tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Where and what was found, without notes."""
    return [(str(one.location), one.code) for one in found if one.severity != "note"]


def named(season: RacedSeason) -> Mapping[str, str]:
    """Keys of units by their names."""
    return {member.unit.name: key for key, counted in season.counted.items() for member in [counted.member]}


def starcli(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, 100 columns wide."""
    environment = {key: os.environ[key] for key in ("PATH", "STARCLI_CACHE") if key in os.environ}
    environment |= {"HOME": str(cwd), "LANG": "en_GB.UTF-8", "COLUMNS": "100", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "starcli", *arguments],
        cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_three_seasons_from_end_to_end(folder: Path) -> None:
    """Seasons, boards with movement and lists, what is real, who went up and down, what was found; one workbook."""
    done = starcli("race", *LABELS, "--lang", "en", cwd=folder)
    assert done.returncode == 1
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines[0] == ["Season", "Units", "Rated", "★★★★★", "★★★★", "★★★", "★★", "★", "Up", "Down", "State"]
    places = {line[2]: line[0] for line in lines if len(line) > 4 and line[0].isdigit()}
    assert {"石门村", "平桥村", "云溪社区"} <= places.keys()
    assert any("Honour," in line and "Progress" in line for line in lines)
    assert any("Warning" in line for line in lines)
    assert any("frozen-workbook-changed" in line for line in done.stdout.splitlines())
    assert read_imprint(folder / "race.xlsx") is not None
    assert not list((folder / "2022Q3").glob("race*"))


def test_the_parts_of_every_change_add_up_to_it() -> None:
    """In the document, too: published, correction, rules and real make what it is now."""
    document = race_document(run(), "en")
    rows = [row for season in document["changes"] for row in season["units"]]
    assert len(rows) > 20
    assert [
        row for row in rows if row["published"] + row["correction"] + row["rules"] + row["real"] != row["now"]
    ] == []
    assert json.dumps(document, default=str)


def split_of(report: RaceReport, name: str, season: int) -> Split:
    """The split of a unit into a season."""
    return next(split for split in report.race.seasons[season].splits if split.unit.name == name)


def test_a_form_corrected_after_freezing_is_an_error_and_a_correction() -> None:
    """What was frozen stands as published; half a point of the change to the next season is no progress."""
    report = run()
    assert codes(report.findings)[0] == ("2022Q1/云溪镇/上田村.xlsx", "frozen-workbook-changed")
    split = split_of(report, "上田村", 1)
    assert (split.correction, split.rules) == (Decimal("0.50"), Decimal(0))
    first = report.race.seasons[0]
    assert first.is_frozen
    totals = {one.now.member.unit.name: one.now.standing.total for one in first.movements}
    assert totals["上田村"] == split.published.total


def test_rules_changed_only_where_the_framework_did() -> None:
    """The third season's folder holds its own framework."""
    report = run()
    moved = [any(split.rules for split in season.splits) for season in report.race.seasons[1:]]
    assert moved == [False, True]
    assert [one.code for one in report.findings].count("season-rules-changed") == 1


ASKING = ("dimensions/svc.yaml", "en: Service activities held this year", "en: Service activities held")
"""What the other framework calls an indicator: forms have to be read by each of the two."""


@pytest.mark.parametrize("edits", [[], [ASKING]], ids=["judging otherwise", "asking otherwise"])
@pytest.mark.parametrize("season", [1, 2])
def test_forms_rated_by_a_neighbours_framework_are_rated_as_ever(
    folder: Path, season: int, edits: list[tuple[str, str, str]]
) -> None:
    """Opening a workbook once for two frameworks gives what reading it for one gives."""
    for name, before, after in edits:
        file = folder / "2022Q3" / "framework" / name
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after), encoding="utf-8")
    reads = read_seasons(call(), [Path(label) for label in LABELS], again=True)
    ((fingerprint, others),) = reads[season].again.items()
    other = next(read.framework for read in reads if read.framework.fingerprint == fingerprint)
    alone = rate(replace(call(), framework=other), [Path(LABELS[season])], whole=False, marks=True)
    assert [one and (one.unit, one.standing, one.marks, one.trace) for one in others] == [
        (one.unit, one.standing, one.marks, one.trace) for one in alone.rated
    ]


def test_folders_under_any_name_in_any_order_are_the_same_seasons(folder: Path) -> None:
    """The forms say which season it is; what was not foreseen is rated again."""
    expected = race_document(run(), "en")
    for label, name in zip(LABELS, "bca", strict=True):
        (folder / label).rename(folder / name)
    found = race_document(run("b", "a", "c"), "en")
    assert [season["season"] for season in found["seasons"]] == list(LABELS)
    for part in ("boards", "changes"):
        assert found[part] == expected[part]


def test_a_value_that_is_published_once_a_year_is_kept_and_not_missed() -> None:
    """Its blank cell is no finding; the working names the season that it is from, and both totals are shown."""
    report = run()
    second = report.race.seasons[1]
    key = named(second)["云溪社区"]
    counted = second.counted[key]
    kept = {one.indicator.id: one.why.en for one in counted.adjusted if one.reported is None}
    assert kept == dict.fromkeys(("ORG-09", "DEV-06", "GOV-08"), "not reported; as published in 2022Q1")
    assert counted.standing.total > counted.plain.total
    assert [one for one in report.findings if one.code == "missing-value"] == []
    alone = run("2022Q2")
    assert [one for one in alone.findings if one.code == "missing-value"] != []


def test_a_form_of_another_season_is_named_and_does_not_count() -> None:
    """It is in the denominator, without a place."""
    report = run()
    assert ("2022Q3/平桥镇/西陈村.xlsx", "season-other-period") in codes(report.findings)
    states = {member.unit.name: member.state for member in report.race.last.members}
    assert states["西陈村"] == "unrated"


def test_units_that_are_new_back_or_of_another_kind_are_told() -> None:
    """By their codes."""
    seasons = run().race.seasons
    found = [sorted((change.sort, change.unit.name) for change in season.changes) for season in seasons[1:]]
    assert found == [
        [("gone", "湖畔村"), ("new", "塘边村")],
        [("back", "湖畔村"), ("kind", "茶园社区"), ("name", "茶园社区")],
    ]


def test_at_most_one_grade_up_in_a_season() -> None:
    """What was earned is shown beside what is awarded, and why; the next season may bring the rest."""
    seasons = run().race.seasons
    awards = [season.awards[named(season)["东岸村"]] for season in seasons]
    assert [(a.computed.stars, a.awarded and a.awarded.stars) for a in awards] == [(3, 3), (5, 4), (5, 5)]
    assert awards[1].held is not None


def test_a_trial_season_changes_no_grade() -> None:
    """Places are told as ever; grades stay those of the season before."""
    first, second, _ = run(trial=("2022Q2",)).race.seasons
    for key, award in second.awards.items():
        before = first.awards.get(key)
        assert award.awarded == (before.awarded if before is not None else None)
    assert second.forms.trial


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"trial": ("2022Q4",)}, "season-not-read"),
        ({"freeze": ("2021Q4",)}, "season-not-read"),
        ({"group": "colour"}, "group-unknown"),
        ({"group": ""}, "group-unknown"),
        ({"date": "soon", "freeze": ("2022Q2",)}, "not-a-day"),
        ({"freeze": ("2022Q1",)}, "freeze-needs-reason"),
    ],
)
def test_what_cannot_be_carried_out_is_said_and_nothing_is_written(
    folder: Path, asked: Mapping[str, Any], code: str
) -> None:
    """A problem of the call."""
    before = {path: path.read_bytes() for path in folder.rglob("*.xlsx")}
    with pytest.raises(UsageProblem) as problem:
        run(**asked)
    assert [one.code for one in problem.value.findings] == [code]
    assert {path: path.read_bytes() for path in folder.rglob("*.xlsx")} == before


def test_a_problem_of_the_call_is_exit_code_two(folder: Path) -> None:
    """On standard error, with what is there."""
    done = starcli("race", *LABELS, "--trial", "2023Q1", "--lang", "zh", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "2022Q1, 2022Q2, 2022Q3" in done.stderr


@pytest.mark.parametrize(
    ("group", "groups"), [("kind", 2), ("county，kind", 2), ("town,kind", 4), ("kind,profile", 2), ("city", 1)]
)
def test_units_are_compared_within_the_groups_that_are_asked_for(group: str, groups: int) -> None:
    """Commas of either width; each group has a board, and everybody is on one of them."""
    boards = race_document(run(group=group), "en")["boards"]
    assert len(boards) == groups
    assert sum(len(board["ranked"]) + len(board["without_place"]) for board in boards) == 13


class TestFreezing:
    """`--freeze`."""

    def test_a_season_is_frozen_with_what_it_rests_on(self, folder: Path) -> None:
        """Its record, chained to that of the season before; the definitions and the roster in use."""
        report = run(freeze=("2022Q2",), date=DAY)
        record = read_record(folder / "2022Q2" / "season.xlsx", "season.xlsx").value
        first = read_record(folder / "2022Q1" / "season.xlsx", "season.xlsx").value
        assert record is not None
        assert first is not None
        version = record.current
        assert (version.label, version.number, version.day) == ("2022Q2", 1, DAY)
        assert version.before == f"2022Q1 {first.current.digest}"
        assert (folder / "2022Q2" / "framework" / "weights.yaml").is_file()
        assert report.race.seasons[1].is_frozen
        again = run()
        assert [one for one in again.findings if str(one.location).startswith("2022Q2")] == []

    def test_a_later_framework_does_not_change_what_is_frozen(self, folder: Path) -> None:
        """The definitions of its time lie in its folder: only the seasons after it go by new ones."""
        run(freeze=("2022Q2",), date=DAY)
        expected = race_document(run(), "en")["boards"]
        newer = replace(call(), framework=Call.make(
            str(folder / "2022Q3" / "framework"), None, BasisName.SELF, LanguageName.EN, None, True, False
        ).framework)  # fmt: skip
        report, _ = raced(newer, [Path(label) for label in LABELS], Asked())
        assert "frozen-framework-changed" not in {one.code for one in report.findings}
        assert race_document(report, "en")["boards"] == expected

    def test_freezing_again_without_a_change_writes_nothing(self, folder: Path) -> None:
        """The same content needs no version."""
        run(freeze=("2022Q2",), date=DAY)
        before = (folder / "2022Q2" / "season.xlsx").read_bytes()
        report = run(freeze=("2022Q2",), date="2022-08-01", reason="again")
        assert "freeze-unchanged" in {one.code for one in report.findings}
        assert (folder / "2022Q2" / "season.xlsx").read_bytes() == before

    def test_a_correction_is_a_new_version_and_the_former_one_stays(self, folder: Path) -> None:
        """Why is said in it; the split then goes by what was published last."""
        report = run(freeze=("2022Q1",), date=DAY, reason="核实后更正")
        record = read_record(folder / "2022Q1" / "season.xlsx", "season.xlsx").value
        assert record is not None
        assert record.edited is None
        assert [(version.number, version.reason) for version in record.versions] == [(1, ""), (2, "核实后更正")]
        totals = [next(r.total for r in v.units if r.unit.name == "上田村") for v in record.versions]
        assert totals[1] is not None
        assert totals[1] - (totals[0] or 0) == Decimal("0.50")
        assert split_of(report, "上田村", 1).correction == 0
        assert "frozen-workbook-changed" not in {one.code for one in report.findings}

    def test_nothing_is_frozen_on_top_of_a_record_that_was_edited(self, folder: Path) -> None:
        """Nor are its figures used."""
        path = folder / "2022Q1" / "season.xlsx"
        book = openpyxl.load_workbook(path)
        sheet = book["各单位结果"]
        cell = next(cell for line in sheet.iter_rows() for cell in line if cell.value == "石门村")
        cell.value = "青坞村"
        book.save(path)
        before = path.read_bytes()
        report = run()
        assert codes(report.findings)[0] == ("2022Q1/season.xlsx", "frozen-record-edited")
        assert not report.race.seasons[0].is_frozen
        with pytest.raises(UsageProblem) as problem:
            run(freeze=("2022Q1",), date=DAY, reason="x")
        assert [one.code for one in problem.value.findings] == ["freeze-over-edited"]
        assert path.read_bytes() == before

    def test_a_record_that_is_no_workbook_is_named_and_the_run_goes_on(self, folder: Path) -> None:
        """One finding; the season counts by its forms."""
        (folder / "2022Q1" / "season.xlsx").write_bytes(b"PK\x03\x04")
        report = run()
        assert codes(report.findings)[0] == ("2022Q1/season.xlsx", "frozen-record-unreadable")
        assert not report.race.seasons[0].is_frozen

    def test_a_record_saved_by_another_program_is_kept_beside_the_new_one(self, folder: Path) -> None:
        """It says the same, but somebody may have written into it."""
        path = folder / "2022Q1" / "season.xlsx"
        openpyxl.load_workbook(path).save(path)
        before = path.read_bytes()
        report = run(freeze=("2022Q1",), date=DAY, reason="x")
        assert "frozen-record-backed-up" in {one.code for one in report.findings}
        assert (folder / "2022Q1" / "season.xlsx.bak").read_bytes() == before

    def test_the_first_season_read_has_first_grades_and_that_is_said(self) -> None:
        """Whoever freezes a later season alone would award grades that rose by more than one."""
        report = run("2022Q2", freeze=("2022Q2",), date=DAY)
        assert "season-first-frozen" in {one.code for one in report.findings}

    def test_the_digest_of_a_new_record_is_told_for_the_minutes(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Who takes a record away and freezes anew cannot have the same one; a record that stays is not told again."""
        shown = replace(call(), as_json=False)
        for told in (True, False):
            race(shown, [Path(label) for label in LABELS], Asked(freeze=("2022Q2",), date=DAY))
            record = read_record(Path("2022Q2/season.xlsx"), "season.xlsx").value
            assert record is not None
            assert (f"digest {record.current.digest[:12]}" in capsys.readouterr().out) is told

    def test_json_of_a_run_that_freezes_writes_the_record_and_no_other_workbook(
        self, folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        """Freezing is asked for; the race's workbook is not."""
        code = race(call(), [Path(label) for label in LABELS], Asked(freeze=("2022Q2",), date=DAY))
        document = json.loads(capfdbinary.readouterr().out)
        assert code == 1
        assert document["seasons"][1]["frozen"]["version"] == 1
        assert ((folder / "2022Q2" / "season.xlsx").is_file(), (folder / "race.xlsx").exists()) == (True, False)


def test_a_roster_counts_everybody_in_every_season(folder: Path) -> None:
    """Who is silent in a season is missing in it; a roster in a season's folder is that season's own."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["镇街", "单位名称", "统计用区划代码", "类型", "县(市、区)"])
    for member in run().race.last.members:
        kind = "村" if member.unit.kind == "village" else "社区"
        sheet.append([member.unit.town, member.unit.name, member.unit.code, kind, member.unit.county])
    sheet.append(["云溪镇", "无人村", "330199001299", "村", "示例县"])
    roster = folder / "roster.xlsx"
    book.save(roster)
    shutil.copyfile(roster, folder / "2022Q3" / "名册.xlsx")
    last = raced(call(), [Path("2022Q3")], Asked())[0].race.last
    assert {m.unit.name: m.state for m in last.members if m.state != "rated"} == {
        "西陈村": "unrated", "无人村": "missing",
    }  # fmt: skip
    second = raced(call(roster=roster), [Path("2022Q2")], Asked())[0].race.last
    assert {m.unit.name for m in second.members if m.state == "missing"} == {"湖畔村", "无人村"}
