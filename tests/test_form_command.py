"""`starcli form`: an empty form, and a form for each unit of a roster with what last season's forms say."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sheets import assessment, cells, form, framework, scheme, write

from starcli import forms
from starcli.core.assessment import Unit
from starcli.core.findings import Location
from starcli.core.roster import Roster, RosterUnit
from starcli.excel.imprint import read_imprint
from starcli.excel.writing.forms.form import FormMaker
from starcli.forms import FormWorks, Order, Slip, form_targets, made, slips
from starcli.options import UsageProblem, find_kind_and_profile, find_target

ROSTER = """
    | 单位代码 | 单位名称 | 类型 | 分类 | 镇街 | 县(市、区) |
    | `330199001201` | 石门村 | 村 | 山区 | 云溪镇 | 示例县 |
    | `330199001202` | 青坞村 | 村 | | | 示例县 |
    | `330199001203` | 上田村 | 村 | | 云溪镇 | 示例县 |
    | `330199001204` | 上田村 | 村 | | 云溪镇 | 示例县 |
    | | 茶园村 | | | 云溪镇 | 示例县 |
    | `330199002001` | 松岭社区 | 社区 | | 松岭乡 | 示例县 |
    | `330199002202` | 泉溪村 | 村改居 | | 松岭乡 | 示例县 |
    | `330199002203` | 外塘村 | 村 | 海岛 | 松岭乡 | 示例县 |
    | `330199002204` | 白石村 | | | 松岭乡 | 示例县 |
    | `330199002205` | 竹山村 | 村 | | 松岭乡 | 示例县 |
"""
LAST: Mapping[str, tuple[str, str]] = {
    "石门村": (
        """
            | 单位代码 | `330199001201` |
            | 单位名称 | 石门村 |
            | 类型 | 村 |
            | 市 | 示例市 |
            | 党组织名称 | 中共石门村支部 |
        """,
        """
            | 编码 | 填报值 | 核验值 | 复核值 | 不适用 | 备注 |
            | households | 812 | 820 | 824 | | |
            | posts_approved | 7 | | | | |
            | attended | 177 | 170 | | | |
            | SVC-06 | 4A级 | 3A级 | | | |
            | SVC-04 | 分设窗口 | | | | |
            | units | | | | √ | 无设施 |
            | units_ok | | 不适用 | | | 无设施 |
            | grids | 若干 | | | | |
            | ORG-02 | 400 | | | | |
        """,
    ),
    "茶园": ("| 单位名称 | 茶园村 |\n| 类型 | 村 |\n| 分类 | 山区 |", "| 编码 | 填报值 |\n| households | 301 |"),
    "松岭社区": ("| 单位代码 | `330199002001` |\n| 类型 | 社区 |", "| 编码 | 填报值 |\n| households | 5000 |"),
    "松岭社区(2)": ("| 单位代码 | `330199002001` |\n| 类型 | 社区 |", "| 编码 | 填报值 |\n| households | 5001 |"),
    "外来村": ("| 单位名称 | 外来村 |\n| 类型 | 村 |", "| 编码 | 填报值 |\n| households | 9 |"),
}
UNIT_FILES = (
    "forms/示例县/云溪镇/石门村自评表.xlsx",
    "forms/示例县/云溪镇/青坞村自评表.xlsx",
    "forms/示例县/云溪镇/上田村330199001203自评表.xlsx",
    "forms/示例县/云溪镇/上田村330199001204自评表.xlsx",
    "forms/示例县/云溪镇/茶园村自评表.xlsx",
    "forms/示例县/松岭乡/松岭社区自评表.xlsx",
    "forms/示例县/松岭乡/竹山村自评表.xlsx",
)
"""Everybody who gets a form: not the three of whose kind or profile nothing, or nothing known, is said."""


def starcli(*arguments: str, cwd: Path, lang: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    """Run `starcli form` in a folder, with a locale, and give back what it printed."""
    environment = {key: os.environ[key] for key in ("PATH", "STARCLI_CACHE", "PYTHONPATH") if key in os.environ}
    environment |= {"HOME": str(cwd), "LANG": lang, "COLUMNS": "80", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "starcli", "form", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def files(folder: Path) -> list[str]:
    """Every file below a folder, hidden ones too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def digests(folder: Path) -> dict[str, str]:
    """A digest of every file below a folder."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files(folder)}


def fill_in(path: Path) -> None:
    """Save a form with another program, as whoever fills it in does."""
    book = openpyxl.load_workbook(path)
    book.worksheets[2]["E6"] = 7
    book.save(path)


def stands(path: Path, language: str = "zh") -> dict[str, tuple[Any, Any]]:
    """The unit's own value and the last one in each row of a form's Data sheet that has either."""
    name = {"zh": "填报表", "en": "Data", "both": "填报表 Data"}[language]
    return {row[0]: (row[4], row[6]) for row in cells(path, name)[3:] if row[4] is not None or row[6] is not None}


def cover(path: Path) -> dict[str, Any]:
    """What stands beside each label of a form's Profile sheet."""
    return {row[0]: row[1] for row in cells(path, "基本信息")[1:] if row[1] is not None}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a roster and last season's forms, one of them broken, two of one unit, one of nobody."""
    folder = tmp_path_factory.mktemp("county")
    write(folder / "roster.xlsx", {"名册": ROSTER})
    for name, (profile, table) in LAST.items():
        form(folder / "last" / f"{name}.xlsx", table, 基本信息=profile)
    (folder / "last" / "竹山村.xlsx").write_bytes(b"no workbook")
    return folder


@pytest.fixture(scope="module")
def run(county: Path) -> subprocess.CompletedProcess[str]:
    """The run that makes the forms of that roster."""
    return starcli(
        "--roster", "roster.xlsx", "--last", "last", "--period", "2022年第4季度", "--out", "forms", "--lang", "zh",
        cwd=county,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "profile", "found"),
    [
        ("village", "mountain", ("village", "mountain")),
        ("村", "山区村", ("village", "mountain")),
        ("Village", "Mountain village", ("village", "mountain")),
        ("建制村", "山区", ("village", "mountain")),
        ("vill", "mount", ("village", "mountain")),
        ("village", None, ("village", "default")),
        ("社", "融合", ("community", "large-mixed")),
        ("urban", None, ("community", "default")),
    ],
)
def test_what_options_name(kind: str, profile: str | None, found: tuple[str, str]) -> None:
    """Kind and profile are known by id, name in either language, alias, or how one of them alone begins."""
    chosen = find_kind_and_profile(kind, profile, framework(), "zh")
    assert tuple(each.id for each in chosen) == found


@pytest.mark.parametrize(
    ("kind", "profile", "code"),
    [
        ("town", None, "no-such-kind"),
        ("", None, "no-such-kind"),
        ("village", "large-mixed", "no-such-profile"),
        ("village", "", "no-such-profile"),
        ("community", "mountain", "no-such-profile"),
    ],
)
def test_what_options_do_not_name(kind: str, profile: str | None, code: str) -> None:
    """A word for nothing, for a profile of another kind, or for several is a problem of the call."""
    with pytest.raises(UsageProblem) as problem:
        find_kind_and_profile(kind, profile, framework(), "zh")
    assert [found.code for found in problem.value.findings] == [code]


@pytest.mark.parametrize(("text", "grade"), [("5", "five-star"), ("fiv", "five-star"), ("三", "three-star")])
def test_a_grade_by_how_it_begins(text: str, grade: str) -> None:
    """A grade is known in the same ways."""
    assert find_target(text, framework(), "zh").id == grade


def test_a_beginning_that_several_grades_share() -> None:
    """What five and four stars begin with names neither."""
    with pytest.raises(UsageProblem):
        find_target("f", framework(), "zh")


def test_an_empty_form(tmp_path: Path) -> None:
    """It is for its kind and profile, bears the period, basis and grade that are asked for, and is untouched."""
    options = ("--kind", "村", "--profile", "山", "--period", "2022Q4", "--basis", "reviewed", "--target", "4")
    told = starcli(*options, "--lang", "zh", "--out", "form.xlsx", cwd=tmp_path)
    path = tmp_path / "form.xlsx"
    assert (told.returncode, told.stdout) == (0, "村 · 山区村\n→ form.xlsx\n")
    assert cover(path) == {"类型": "村", "分类": "山区村", "周期": "2022Q4"}
    spots = FormMaker(scheme("village", "mountain"), "zh").spots.known
    chosen = [spots["card", key, "choice"] for key in ("basis", "target")]
    card = cells(path, "自评表")
    assert [card[spot.row][spot.column] for spot in chosen] == ["复核值", "四星"]
    imprint = read_imprint(path)
    assert imprint is not None
    assert (imprint.sort, imprint.untouched) == ("form", True)


def test_a_form_in_both_languages(tmp_path: Path) -> None:
    """It bears both; what the terminal shows is in the locale's language."""
    told = starcli("--kind", "community", "--lang", "both", "--out", "made", cwd=tmp_path, lang="zh_CN.UTF-8")
    assert told.stdout == "社区 · 默认(平原、城郊村;普通社区)\n→ made/community-default-form.xlsx\n"
    names = openpyxl.load_workbook(tmp_path / "made/community-default-form.xlsx").sheetnames
    assert names[1:3] == ["基本信息 Profile", "填报表 Data"]


def test_an_empty_form_in_the_current_folder(tmp_path: Path) -> None:
    """Without --out it stands in the current folder, called by its kind and profile."""
    assert starcli("--kind", "village", cwd=tmp_path).stdout == "Village · Default\n→ village-default-form.xlsx\n"


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        ("", "form-for-whom", "Village, Urban community"),
        ("--profile mountain", "profile-without-kind", "Village, Urban community"),
        ("--kind town", "no-such-kind", "Village, Urban community"),
        ("--kind village --profile island", "no-such-profile", "Default, Mountain village"),
        ("--kind village --target 6", "target-unknown", "Five stars"),
        ("--kind village --last last", "last-without-roster", "roster"),
        ("--roster roster.xlsx --kind village", "kind-beside-roster", "roster"),
        ("--roster roster.xlsx --profile default", "kind-beside-roster", "roster"),
        ("--roster roster.xlsx --out forms.xlsx", "out-is-a-file", "folder"),
        ("--roster nowhere.xlsx", "path-missing", "path"),
        ("--roster last/石门村.xlsx", "roster-unreadable", "headings"),
        ("--roster roster.xlsx --last nowhere", "path-missing", "path"),
    ],
)
def test_a_call_that_cannot_be_carried_out(county: Path, options: str, code: str, told: str) -> None:
    """The call's problem is one finding that says what to give; the exit code is 2, and nothing is written."""
    before = files(county)
    call = starcli(*options.split(), cwd=county)
    assert (call.returncode, call.stdout, call.stderr.count("\n")) == (2, "", 1)
    assert f"{code}: " in call.stderr
    assert told in call.stderr
    assert files(county) == before


def test_a_form_that_somebody_filled_in_stays(tmp_path: Path) -> None:
    """An untouched form is made anew, with the same bytes; one that was saved since is not overwritten."""
    options = ("--kind", "village", "--out", "form.xlsx")
    starcli(*options, cwd=tmp_path)
    before = digests(tmp_path)
    assert starcli(*options, cwd=tmp_path).returncode == 0
    assert digests(tmp_path) == before
    fill_in(tmp_path / "form.xlsx")
    filled = digests(tmp_path)
    call = starcli(*options, cwd=tmp_path)
    assert (call.returncode, "output-not-ours" in call.stderr, digests(tmp_path)) == (2, True, filled)


def test_an_empty_form_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A folder that cannot be is one finding, and the exit code says so."""
    (tmp_path / "file").touch()
    call = starcli("--kind", "village", "--out", "file/forms", cwd=tmp_path)
    assert (call.returncode, call.stdout.count("output-failed"), files(tmp_path)) == (1, 1, ["file"])


def test_a_form_for_each_unit_of_the_roster(county: Path, run: subprocess.CompletedProcess[str]) -> None:
    """Forms stand by county and town, namesakes with their code; units whose kind is not known have none."""
    assert run.returncode == 1
    assert [name for name in files(county) if name.startswith("forms/")] == sorted(UNIT_FILES)


def test_what_the_terminal_shows(run: subprocess.CompletedProcess[str]) -> None:
    """Each unit without a form is a finding; the last lines say how many there are, and where."""
    lines = run.stdout.splitlines()
    where = [line.split(": ")[:2] for line in lines if line.startswith(("roster", "last"))]
    assert [(place, code) for place, code in where] == [
        ("roster.xlsx!名册!C8", "roster-kind-unknown"),
        ("roster.xlsx!名册!D9", "roster-profile-unknown"),
        ("roster.xlsx!名册!B10", "roster-kind-missing"),
        ("roster.xlsx!名册!B5", "roster-name-repeated"),
        ("roster.xlsx!名册!A6", "roster-code-missing"),
        ("last/竹山村.xlsx", "last-form-unread"),
        ("last/松岭社区(2).xlsx", "last-form-twice"),
        ("last", "last-form-of-nobody"),
    ]
    assert lines[-3:] == [
        "名册共 10 个单位：写出 7 份表，其中 2 份带上期值",
        "  没有写出 3 份：松岭乡泉溪村、松岭乡外塘村、松岭乡白石村",
        "→ forms",
    ]


def test_last_values_and_what_is_steady(county: Path, run: subprocess.CompletedProcess[str]) -> None:
    """Each row shows the county's value, else the town's, else the unit's own; what is steady is filled in already.

    What did not apply is shown so and not filled in; what could not count is not shown.
    """
    assert run.returncode == 1
    assert stands(county / UNIT_FILES[0]) == {
        "posts_approved": (7, 7),
        "attended": (None, 170),
        "households": (824, 824),
        "SVC-04": (None, "分设窗口"),
        "SVC-06": ("3A级", "3A级"),
        "units": (None, "不适用"),
        "units_ok": (None, "不适用"),
    }


def test_the_profile_of_a_form(county: Path, run: subprocess.CompletedProcess[str]) -> None:
    """The roster's word stands; what it does not say is taken from last season's form, or follows from the code."""
    assert run.returncode == 1
    assert [cover(county / UNIT_FILES[position]) for position in (0, 1, 4)] == [
        {
            "单位代码": "330199001201", "单位名称": "石门村", "类型": "村", "分类": "山区村", "镇街": "云溪镇",
            "县(市、区)": "示例县", "市": "示例市", "周期": "2022Q4", "党组织名称": "中共石门村支部",
        },
        {
            "单位代码": "330199001202", "单位名称": "青坞村", "类型": "村", "镇街": "云溪镇", "县(市、区)": "示例县",
            "市": "示例市", "周期": "2022Q4",
        },
        {
            "单位名称": "茶园村", "类型": "村", "分类": "山区村", "镇街": "云溪镇", "县(市、区)": "示例县",
            "周期": "2022Q4",
        },
    ]  # fmt: skip


def test_a_unit_without_a_form_of_last_season(county: Path, run: subprocess.CompletedProcess[str]) -> None:
    """Where none can be used, because there is none, or two, or a broken one, the form goes out without values."""
    assert run.returncode == 1
    assert [stands(county / UNIT_FILES[position]) for position in (1, 5, 6)] == [{}, {}, {}]


def test_a_form_is_read_as_the_unit_that_it_was_made_for(county: Path, run: subprocess.CompletedProcess[str]) -> None:
    """What was made comes back: the unit of the roster and the period."""
    assert run.returncode == 1
    read = assessment(county / UNIT_FILES[0])
    assert (read.unit, read.period) == (
        Unit("330199001201", "石门村", "village", "mountain", "云溪镇", "示例县", "示例市"),
        "2022Q4",
    )


def test_a_second_run(tmp_path: Path) -> None:
    """It gives the same bytes and leaves alone what somebody has filled in, whose names it says."""
    write(tmp_path / "roster.xlsx", {"名册": ROSTER})
    starcli("--roster", "roster.xlsx", "--lang", "en", cwd=tmp_path)
    before = digests(tmp_path)
    assert starcli("--roster", "roster.xlsx", "--lang", "en", cwd=tmp_path).stdout.endswith("→ forms\n")
    assert digests(tmp_path) == before
    fill_in(tmp_path / UNIT_FILES[0])
    (tmp_path / UNIT_FILES[1]).write_bytes(b"another file")
    before = digests(tmp_path)
    lines = starcli("--roster", "roster.xlsx", "--lang", "en", cwd=tmp_path).stdout.splitlines()
    assert digests(tmp_path) == before
    assert [line.split(": ")[1] for line in lines if line.startswith("forms")] == ["output-not-ours"]
    assert lines[-4:] == [
        "10 units in the roster: 4 forms written",
        "  1 filled in already and left alone: 云溪镇石门村",
        "  5 not written: 云溪镇青坞村, 云溪镇茶园村, 松岭乡泉溪村, 松岭乡外塘村, 松岭乡白石村",
        "→ forms",
    ]


def test_forms_where_nothing_can_be_written(county: Path) -> None:
    """A folder that cannot be is told once, not for each unit."""
    call = starcli("--roster", "roster.xlsx", "--out", "roster.xlsx/forms", "--lang", "en", cwd=county)
    assert (call.returncode, call.stdout.count("output-failed")) == (1, 1)


def test_the_documents_of_forms(county: Path, run: subprocess.CompletedProcess[str]) -> None:
    """With --json and without --out nothing is written; each unit has a document that says what would be."""
    assert run.returncode == 1
    before = files(county)
    documents = json.loads(starcli("--roster", "roster.xlsx", "--last", "last", "--json", cwd=county).stdout)
    assert files(county) == before
    first = documents[0]
    assert (first["file"], first["state"], first["last"]) == (UNIT_FILES[0], "wanted", "last/石门村.xlsx")
    assert (first["unit"]["profile"], first["basis"], first["framework"]["id"]) == ("mountain", "self", "reference-47")
    states = [(one["unit"]["name"], one["state"], [f["code"] for f in one["findings"]]) for one in documents[6:9]]
    assert states == [
        ("泉溪村", "not-written", []),
        ("外塘村", "not-written", []),
        ("白石村", "not-written", ["roster-kind-missing"]),
    ]


def test_the_document_of_an_empty_form(tmp_path: Path) -> None:
    """One form is one document."""
    call = starcli("--kind", "village", "--json", "--out", ".", cwd=tmp_path)
    document = json.loads(call.stdout)
    assert (document["file"], document["state"], document["findings"]) == ("village-default-form.xlsx", "written", [])


@pytest.mark.parametrize(
    ("unit", "path"),
    [
        (Unit("330199001201", "石门村", town="云溪镇", county="示例县"), "示例县/云溪镇/石门村自评表.xlsx"),
        (Unit("330199001201", "石门村", town="云溪镇"), "330199/云溪镇/石门村自评表.xlsx"),
        (Unit("330199001201", "石门村"), "330199/330199001/石门村自评表.xlsx"),
        (Unit("12", "石门村"), "石门村自评表.xlsx"),
        (Unit("", "石/门:村*", town="..", county="nul"), "nul_/_/石门村自评表.xlsx"),
        (Unit("", "石\u202e门\x07村", town="云溪镇. "), "云溪镇/石门村自评表.xlsx"),
        (Unit("", "村" * 300), f"{'村' * 50}自评表.xlsx"),
    ],
)
def test_where_a_form_goes(unit: Unit, path: str) -> None:
    """In the folders of its county and town, by code where they have no name, safe on any system."""
    assert form_targets([unit], Path("out")) == (Path("out") / path,)


def test_names_that_are_one_file_on_some_system() -> None:
    """Names that differ in capitals alone, or in how a letter is written, have their codes too."""
    units = [Unit("330199001201", "Shimen"), Unit("330199001202", "SHIMEN"), Unit("330199001203", "Qingwu")]
    names = [target.name for target in form_targets(units, Path())]
    assert names == ["Shimen330199001201自评表.xlsx", "SHIMEN330199001202自评表.xlsx", "Qingwu自评表.xlsx"]


def test_two_units_that_would_have_one_file() -> None:
    """The second is found and has no form: none takes another's place."""
    entries = [RosterUnit(Unit("", name, "village"), (), Location("r", "s", cell)) for name, cell in TWINS]
    twins = slips(Roster.of(entries), framework(), {}, Path("out"), "")
    assert [(slip.state, [found.code for found in slip.findings]) for slip in twins] == [
        ("wanted", []),
        ("not-written", ["outputs-collide"]),
    ]


TWINS = (("石门村", "A2"), ("石/门村", "A3"))


@pytest.fixture
def few(tmp_path: Path) -> tuple[Slip, ...]:
    """Slips of six villages of two profiles."""
    orders = [Order(Unit(name=f"{n}村", kind="village", profile=p)) for n in "甲乙丙" for p in ("default", "mountain")]
    return tuple(Slip(order, tmp_path / str(at) / "f.xlsx") for at, order in enumerate(orders))


@pytest.fixture
def works() -> FormWorks:
    """The works of the reference framework."""
    return FormWorks(framework(), "zh", "self", framework().grades[0])


def test_a_form_is_compiled_once(works: FormWorks, few: tuple[Slip, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """However many units there are, formulas are compiled once for each kind and profile."""
    compiled: list[str] = []

    def counting(*arguments: Any) -> FormMaker:
        compiled.append(arguments[0].profile.id)
        return FormMaker(*arguments)

    monkeypatch.setattr(forms, "FormMaker", counting)
    assert len({works.make(slip.order) for slip in few}) == len(few)
    assert compiled == ["default", "mountain"]


def test_a_run_that_is_stopped(
    works: FormWorks, few: tuple[Slip, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every form that is there is whole, and nothing else is."""
    real = os.fsync
    monkeypatch.setattr(os, "fsync", _at_the_third(real))
    with pytest.raises(KeyboardInterrupt):
        list(made(few, works, lambda: None))
    assert files(tmp_path) == ["0/f.xlsx", "1/f.xlsx"]
    imprints = [read_imprint(tmp_path / name) for name in files(tmp_path)]
    assert all(imprint is not None and imprint.untouched for imprint in imprints)


def _at_the_third(real: Callable[[int], None]) -> Callable[[int], None]:
    """The same, but the third call is interrupted."""
    calls: Iterator[int] = iter(range(10))

    def interrupted(descriptor: int) -> None:
        if next(calls) == 2:
            raise KeyboardInterrupt
        real(descriptor)

    return interrupted


def test_a_form_that_cannot_be_put_in_place_stops_no_other(works: FormWorks, few: tuple[Slip, ...]) -> None:
    """A folder stands where one form should be: that is found, and all the others are written."""
    few[2].target.mkdir(parents=True)
    done = list(made(few, works, lambda: None))
    assert [slip.state for slip in done] == ["written", "written", "not-written", "written", "written", "written"]
    assert [found.code for slip in done for found in slip.findings] == ["output-not-ours"]
