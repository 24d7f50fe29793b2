"""The register of filed plans: numbers once, frozen versions, the county's own columns, coverage, the briefing pack."""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from factory import reference
from libreoffice import Office, require_libreoffice
from plan_books import MEASURE, PROBLEM, cover, drawn, filled, plan_in, table
from sheets import Raw, cells, printed, write
from typer.testing import CliRunner

from starcli.cli import app
from starcli.core.assessment import Unit
from starcli.core.findings import Location
from starcli.core.plans.filed_content import differences, fingerprint_of
from starcli.core.plans.filing import Kept, Submission, file_plans
from starcli.core.plans.register import Copy, Filing, Numbers, Register, copy_name, read_copy_name, reconciled
from starcli.excel.imprint import read_imprint
from starcli.excel.reading.register import read_register
from starcli.options import UsageProblem

SAMPLES = Path(__file__).parent.parent / "samples"
DAY = date(2022, 10, 20)
UNITS = {"甲村": "330199001201", "乙村": "330199001202", "丙村": "330199002201"}
runner = CliRunner()


def handed_in(path: Path, name: str, **changed: Raw) -> Path:
    """The plan of a village with one problem and one measure."""
    said = {"name": name, "code": UNITS.get(name, ""), "town": "云溪镇", "profile": None}
    measure = {**MEASURE, "measure": "引进农村职业经理人，签约3年", "target": 100, **changed}
    sheets = {
        "封面": cover(said=said),
        "问题清单": table("problems", [{**PROBLEM, "required": 100}]),
        "整改措施": table("measures", [measure]),
    }
    return write(path, sheets)


def roster(path: Path, *names: str) -> Path:
    """A roster of villages of one town."""
    rows: list[list[Raw]] = [["代码", "名称", "类型", "镇街", "区县"]]
    rows += [[UNITS[name], name, "村", "云溪镇", "示例县"] for name in names]
    return write(path, {"名册": rows})


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A folder with the plans of two villages, and room for the register beside it."""
    for name in ("甲村", "乙村"):
        handed_in(tmp_path / "plans" / f"{name}.xlsx", name)
    return tmp_path


def file(county: Path, *more: str | Path, plans: str = "plans") -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON of filing a folder of plans; of a refused call, the codes of why."""
    arguments = ["file", county / plans, "--register", county / "register.xlsx", *more]
    if "--date" not in more:
        arguments += ["--date", DAY.isoformat()]
    result = runner.invoke(app, [*map(str, arguments), "--lang", "zh", "--json"])
    if isinstance(result.exception, UsageProblem):
        return 2, {"refused": [found.code for found in result.exception.findings]}
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, json.loads(result.stdout)


def states(given: dict[str, Any]) -> list[tuple[str, str, str | None, int | None]]:
    """Unit, state, number and version of every plan."""
    return [(one["unit"]["name"], one["state"], one["number"], one["version"]) for one in given["plans"]]


def codes(given: dict[str, Any]) -> list[str]:
    """Every code of the run, of the register and roster first."""
    return [one["code"] for one in (*given["findings"], *(f for plan in given["plans"] for f in plan["findings"]))]


def in_register(county: Path) -> list[tuple[str, str, int, str]]:
    """Unit, number, version and status of every row."""
    read = read_register(county / "register.xlsx").value
    assert read is not None
    return [(f.unit.name, f.number, f.version, str(f.cells.get("status", ""))) for f in read.register.filings]


def edit(county: Path, changes: Mapping[str, tuple[int, Raw]], heading: str | None = None) -> None:
    """Change cells of the register by their headings, in rows counted from 1, as a person would."""
    path = county / "register.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.active
    top = next(row for row in range(1, 12) if any(cell.value == "备案号" for cell in sheet[row]))
    if heading is not None:
        sheet.cell(top, sheet.max_column + 1).value = heading
    heads = {str(cell.value): cell.column for cell in sheet[top]}
    for name, (row, value) in changes.items():
        sheet.cell(top + row, heads[name]).value = value
    book.save(path)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_plans_are_filed_once(county: Path) -> None:
    """Each plan has a number and a day; filed again it is left alone, and not a byte of anything changes."""
    first = file(county)
    before = contents(county)
    second = file(county, "--date", "2022-11-01")
    assert (first[0], states(first[1]), second[0], states(second[1]), contents(county) == before) == (
        0,
        [("乙村", "filed", "2022-0002", 1), ("甲村", "filed", "2022-0001", 1)],
        0,
        [("乙村", "unchanged", "2022-0002", 1), ("甲村", "unchanged", "2022-0001", 1)],
        True,
    )


def test_the_same_input_gives_the_same_bytes(county: Path) -> None:
    """Two registers of the same plans, made in two places, are the same byte for byte; so are the copies."""
    file(county)
    other = county / "other"
    shutil.copytree(county / "plans", other / "plans")
    file(other)
    mine = {name: data for name, data in contents(county).items() if not name.startswith("other")}
    # The area is called after the folder where no unit says its county; here all of them do.
    assert mine == contents(other)


def test_a_copy_is_kept_of_every_filed_plan(county: Path) -> None:
    """The copy is the file itself, by number, version, day and fingerprint; nobody may write to it."""
    file(county)
    folder = county / "register-filed"
    kept = sorted(folder.iterdir())
    read = read_register(county / "register.xlsx").value
    assert read is not None
    prints = [filing.fingerprint for filing in read.register.filings]
    assert ([path.name for path in kept], kept[0].read_bytes(), os.access(kept[0], os.W_OK) and os.getuid() != 0) == (
        [
            f"2022-0001-v1_20221020_{prints[0]}_330199001201_甲村.xlsx",
            f"2022-0002-v1_20221020_{prints[1]}_330199001202_乙村.xlsx",
        ],
        (county / "plans" / "甲村.xlsx").read_bytes(),
        False,
    )


def test_kept_copies_are_not_read_as_plans(county: Path) -> None:
    """Where the register lies in the folder of plans, neither it nor its copies are taken for plans."""
    path = county / "plans" / "register.xlsx"
    for _ in range(2):
        result = runner.invoke(app, ["file", str(county / "plans"), "--register", str(path), "--json", "--lang", "zh"])
    assert [one["state"] for one in json.loads(result.stdout)["plans"]] == ["unchanged", "unchanged"]


def test_saving_changes_nothing(county: Path) -> None:
    """A plan that was saved with columns moved, rows inserted and a sheet renamed is the plan that was filed."""
    file(county)
    path = county / "plans" / "甲村.xlsx"
    book = openpyxl.load_workbook(path)
    book["整改措施"].insert_rows(1, 2)
    book["整改措施"].insert_cols(1)
    book["整改措施"].title = "Sheet3"
    book["封面"]["B1"].value = " 甲 村 "
    book.save(path)
    assert states(file(county)[1])[1] == ("甲村", "unchanged", "2022-0001", 1)


@pytest.mark.parametrize(("column", "value", "told"), [
    ("deadline", date(2023, 12, 31), "整改措施!K2 完成时限 “2023-09-30”→“2023-12-31”"),
    ("target", 120, "整改措施!L2 预期目标值 “100”→“120”"),
    ("person", "丁某", "整改措施!I2 责任人 “甲某”→“丁某”"),
    ("measure", "签约5年", "整改措施!F2 整改措施 “引进农村职业经理人，签约3年”→“签约5年”"),
    ("code", "DEV-02", "整改措施新增“DEV-02 引进农村职业经理人"),
    ("code", "DEV-02", "整改措施删去“DEV-01 引进农村职业经理人"),
])  # fmt: skip
def test_a_changed_plan_is_found(county: Path, column: str, value: Raw, told: str) -> None:
    """A plan that says something else than what was filed is an error that names the cells; nothing is filed."""
    file(county)
    before = contents(county / "register-filed")
    handed_in(county / "plans" / "甲村.xlsx", "甲村", **{column: value})
    code, given = file(county)
    found = [one for plan in given["plans"] for one in plan["findings"] if one["code"] == "filed-plan-changed"]
    words = [one["message"] for one in found]
    assert (code, states(given)[1], told in words[0], len(found)) == (
        1,
        ("甲村", "changed", "2022-0001", 1),
        True,
        1,
    )
    assert contents(county / "register-filed") == before


def test_a_reason_makes_a_new_version(county: Path) -> None:
    """With a reason a changed plan has the same number and the next version; the old one stays, and its copy too."""
    file(county)
    handed_in(county / "plans" / "甲村.xlsx", "甲村", target=120)
    given = file(county, "--reason", "县里调整目标", "--date", "2022-12-01")[1]
    assert (states(given)[1], in_register(county), states(file(county)[1])[1]) == (
        ("甲村", "new-version", "2022-0001", 2),
        [
            ("甲村", "2022-0001", 1, "已更新"),
            ("乙村", "2022-0002", 1, "已备案"),
            ("甲村", "2022-0001", 2, "已备案"),
        ],
        ("甲村", "unchanged", "2022-0001", 2),
    )
    assert len(contents(county / "register-filed")) == 3


def test_a_reason_for_nothing(county: Path) -> None:
    """A reason where no plan has changed is a wrong call, and nothing is written."""
    assert (file(county, "--reason", "试试"), (county / "register.xlsx").exists()) == (
        (2, {"refused": ["reason-for-nothing"]}),
        False,
    )


def test_two_plans_of_one_unit(county: Path) -> None:
    """Of two plans of a unit that differ neither is filed; two that say the same are one."""
    handed_in(county / "plans" / "甲村(2).xlsx", "甲村", person="丁某")
    shutil.copy(county / "plans" / "乙村.xlsx", county / "plans" / "乙村(2).xlsx")
    code, given = file(county)
    assert (code, [each[:3] for each in states(given)], codes(given).count("plan-twice")) == (
        1,
        [
            ("乙村", "filed", "2022-0001"),
            ("乙村", "unchanged", "2022-0001"),
            ("甲村", "doubled", None),
            ("甲村", "doubled", None),
        ],
        2,
    )


def test_a_damaged_file_among_the_plans(county: Path) -> None:
    """A file that is broken off is an error of its own; the others are filed."""
    whole = (county / "plans" / "甲村.xlsx").read_bytes()
    (county / "plans" / "丙村.xlsx").write_bytes(whole[: len(whole) // 2])
    code, given = file(county)
    assert (code, len(in_register(county)), [one["code"] for each in given["unread"] for one in each["findings"]]) == (
        1,
        2,
        ["workbook-broken-off"],
    )


def test_what_the_county_writes_is_kept(county: Path) -> None:
    """Status, opinion, remarks, scores and a column of the county's own outlive the next filing; a backup is made."""
    file(county)
    edit(county, {"状态": (1, "退回"), "审核意见": (1, "措施要细化"), "备注": (2, "优秀"), "上季星级": (2, "三星")})
    edit(county, {"联系人": (1, "某某")}, heading="联系人")
    edited = (county / "register.xlsx").read_bytes()
    handed_in(county / "plans" / "丙村.xlsx", "丙村")
    given = file(county)[1]
    read = read_register(county / "register.xlsx").value
    assert read is not None
    kept = [dict(filing.cells) for filing in read.register.filings]
    assert (
        [(each.get("status"), each.get("opinion"), each.get("remarks"), each.get("last_grade")) for each in kept],
        kept[0]["联系人"],
        read.register.others,
        codes(given)[0],
        (county / "register.xlsx.bak").read_bytes() == edited,
    ) == (
        [("退回", "措施要细化", None, None), ("已备案", None, "优秀", "三星"), ("已备案", None, None, None)],
        "某某",
        ("联系人",),
        "register-backed-up",
        True,
    )


def test_a_status_of_the_county_s_own_is_not_replaced(county: Path) -> None:
    """A former version is marked as replaced only where nobody wrote another status."""
    file(county)
    edit(county, {"状态": (1, "退回")})
    handed_in(county / "plans" / "甲村.xlsx", "甲村", target=120)
    file(county, "--reason", "退回修改")
    assert [row[3] for row in in_register(county)] == ["退回", "已备案", "已备案"]


@pytest.mark.parametrize(("heading", "value"), [
    ("备案号", "2022-0009"), ("备案日期", "2022-01-01"), ("内容指纹", "0123456789ab"), ("版本", 3),
])  # fmt: skip
def test_what_is_not_the_county_s_is_put_back(county: Path, heading: str, value: Raw) -> None:
    """A number, version, day or fingerprint that was changed by hand is named and put back as it was filed."""
    file(county)
    before = in_register(county)
    edit(county, {heading: (1, value)})
    code, given = file(county)
    found = [one for one in given["findings"] if one["code"] == "register-cell-changed"]
    assert (code, len(found), in_register(county), states(file(county)[1])[1][1]) == (0, 1, before, "unchanged")
    assert codes(file(county)[1]) == []


def test_a_row_that_was_deleted_comes_back(county: Path) -> None:
    """A deleted row is put back from its copy; its number is never given again."""
    file(county)
    path = county / "register.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet.delete_rows(sheet.max_row)
    book.save(path)
    handed_in(county / "plans" / "丙村.xlsx", "丙村")
    given = file(county)[1]
    assert (codes(given)[:1], [row[:3] for row in in_register(county)]) == (
        ["register-row-gone"],
        [("甲村", "2022-0001", 1), ("乙村", "2022-0002", 1), ("丙村", "2022-0003", 1)],
    )


def test_a_copy_that_was_edited(county: Path) -> None:
    """A copy that no longer says what was filed is found when a plan is held against it."""
    file(county)
    copy = next((county / "register-filed").glob("*_甲村.xlsx"))
    copy.chmod(0o644)
    handed_in(copy, "甲村", person="戊某")
    handed_in(county / "plans" / "甲村.xlsx", "甲村", person="丁某")
    assert {"filed-plan-changed", "filed-copy-changed"} <= set(codes(file(county)[1]))


def test_a_register_without_its_copies(county: Path) -> None:
    """Without the folder of copies the register is taken as it stands, with a warning; numbers go on."""
    file(county)
    shutil.rmtree(county / "register-filed")
    handed_in(county / "plans" / "丙村.xlsx", "丙村")
    given = file(county)[1]
    assert (codes(given)[0], [row[:2] for row in in_register(county)][2]) == (
        "filed-copies-missing",
        ("丙村", "2022-0003"),
    )


def test_lines_of_the_county_s_own_below_the_table(county: Path) -> None:
    """A line without a number is kept below the table, and noted."""
    file(county)
    edit(county, {"村社名称": (4, "合计"), "备注": (4, "共2份")})
    handed_in(county / "plans" / "丙村.xlsx", "丙村")
    given = file(county)[1]
    read = read_register(county / "register.xlsx").value
    assert read is not None
    assert ("register-row-without-number" in codes(given), [dict(line) for line in read.register.lines]) == (
        True,
        [{"name": "合计", "remarks": "共2份"}],
    )


def test_other_sheets_are_not_lost(county: Path) -> None:
    """A register with another sheet that holds anything is not written again: the call is refused."""
    file(county)
    book = openpyxl.load_workbook(county / "register.xlsx")
    book.create_sheet("会议记录")["A1"].value = "十月二十日"
    book.save(county / "register.xlsx")
    handed_in(county / "plans" / "丙村.xlsx", "丙村")
    before = contents(county)
    assert (file(county), contents(county) == before) == ((2, {"refused": ["register-has-other-sheets"]}), True)


@pytest.mark.parametrize(
    ("name", "code"), [("other.xlsx", "register-unreadable"), ("register.et", "register-not-xlsx")]
)
def test_a_file_that_is_no_register(county: Path, name: str, code: str) -> None:
    """A workbook that is no register is never written over."""
    write(county / "other.xlsx", {"Sheet1": [["a", "b"]]})
    result = runner.invoke(app, ["file", str(county / "plans"), "--register", str(county / name), "--lang", "zh"])
    assert isinstance(result.exception, UsageProblem)
    assert [found.code for found in result.exception.findings] == [code]


def test_coverage_against_a_roster(county: Path) -> None:
    """Units without a plan are named; a plan of nobody in the roster is not filed."""
    handed_in(county / "plans" / "丁村.xlsx", "丁村")
    given = file(county, "--roster", roster(county / "roster.xlsx", "甲村", "乙村", "丙村"))[1]
    assert (
        given["coverage"]["units"],
        given["coverage"]["filed"],
        [each["name"] for each in given["coverage"]["without"]],
    ) == (
        3,
        2,
        ["丙村"],
    )
    assert (states(given)[0], "plan-outside-roster" in codes(given), "unit-without-plan" in codes(given)) == (
        ("丁村", "outside", None, None),
        True,
        True,
    )


def test_a_plan_that_was_filed_before_counts(county: Path) -> None:
    """A unit whose plan is in the register has one, also where it is not among the files of this run."""
    file(county)
    (county / "plans" / "乙村.xlsx").unlink()
    given = file(county, "--roster", roster(county / "roster.xlsx", "甲村", "乙村"))[1]
    assert (given["coverage"]["filed"], given["coverage"]["without"]) == (2, [])


def test_a_gate_that_a_plan_leaves_open(county: Path) -> None:
    """Plans that plan nothing against a failed gate are counted, although they are filed."""
    handed_in(county / "plans" / "甲村.xlsx", "甲村", measure=None)
    given = file(county)[1]
    assert (given["coverage"]["open_gates"], states(given)[1][1]) == (1, "filed")


def test_what_the_register_says_of_a_rated_unit(tmp_path: Path) -> None:
    """With the unit's form the register has its scores, gates unmet and grades, as the rating gives them."""
    said = {"name": "胡家坪村", "town": "王阜乡", "county": "淳安县"}
    write(tmp_path / "plans" / "p.xlsx", {"封面": cover(said=said), "整改措施": table("measures", [MEASURE])})
    file(tmp_path, "--forms", SAMPLES / "hujiaping.xlsx")
    rows = cells(tmp_path / "register.xlsx", "备案登记")
    (top,) = [row for row in rows if "备案号" in row]
    row = dict(zip(top, rows[rows.index(top) + 1], strict=True))
    wanted = ("村社名称", "自评得分", "总分", "未达必达项", "拟定星级", "目标星级", "状态")
    assert [row[key] for key in wanted] == ["胡家坪村", 95.04, 95.04, "DEV-01", "四星", "五星", "已备案"]


def test_registers_and_packs_print_on_a4(county: Path) -> None:
    """Register and briefing pack are for A4; headings are repeated, and each unit begins a page."""
    file(county, "--briefing", county / "briefing.xlsx")
    sheet = openpyxl.load_workbook(county / "briefing.xlsx")["云溪镇"]
    breaks = [entry.id for entry in sheet.row_breaks.brk]
    starts = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value in UNITS]
    pages = (printed(county / "register.xlsx"), printed(county / "briefing.xlsx")[1])
    assert (pages, [row - 1 for row in starts[1:]]) == (
        ([("备案登记", "9", "landscape", "$5:$5")], ("云溪镇", "9", "portrait", "$1:$2")),
        breaks,
    )


def test_contents_lead_to_every_unit(county: Path) -> None:
    """Each unit in the contents has a link to the row in which its own page begins."""
    file(county, "--briefing", county / "briefing.xlsx")
    book = openpyxl.load_workbook(county / "briefing.xlsx")
    links = {
        str(cell.value): cell.hyperlink.location for row in book["目录"].iter_rows() for cell in row if cell.hyperlink
    }
    targets = {}
    for name, place in links.items():
        sheet, _, cell = place.replace("'", "").rpartition("!")
        targets[name] = book[sheet][cell].value
    assert targets == {"甲村": "甲村", "乙村": "乙村"}


def test_a_pack_is_not_written_over_somebody_s_work(county: Path) -> None:
    """A file of the pack's name that is not starcli's stops the run before anything is filed."""
    write(county / "briefing.xlsx", {"Sheet1": [["a"]]})
    given = file(county, "--briefing", county / "briefing.xlsx")
    assert (given, (county / "register.xlsx").exists()) == ((2, {"refused": ["output-not-ours"]}), False)


def test_marks_of_the_workbooks(county: Path) -> None:
    """Register and pack bear their sorts, so that ratings pass them over."""
    file(county, "--briefing", county / "briefing.xlsx")
    sorts = [mark.sort for name in ("register", "briefing") if (mark := read_imprint(county / f"{name}.xlsx"))]
    assert sorts == ["register", "briefing"]


def test_inputs_are_not_touched(county: Path) -> None:
    """The plans are what they were."""
    before = contents(county / "plans")
    file(county)
    assert contents(county / "plans") == before


PLACE = Location("p.xlsx")


def submitted(name: str, code: str = "", town: str = "云溪镇") -> Submission:
    """The plan of a unit, to be filed."""
    unit = Unit(code, name, "village", "default", town, "示例县")
    return Submission(filled([], [{"code": "DEV-01", "measure": f"{name}的措施"}], unit=unit), {})


def test_numbers_follow_codes_and_not_files() -> None:
    """Numbers are given town by town, whatever the order of the files; units without a code come last."""
    given = [submitted("丙"), submitted("乙", UNITS["丙村"]), submitted("甲", UNITS["甲村"])]
    outcome = file_plans(Register(), given, DAY, "", Kept())
    assert [one.filing.number if one.filing else "" for one in outcome.filed] == ["2022-0003", "2022-0002", "2022-0001"]


def test_namesakes_in_two_towns_are_two_units() -> None:
    """Units of one name in two towns each have a number of their own."""
    outcome = file_plans(Register(), [submitted("石门村"), submitted("石门村", town="平桥镇")], DAY, "", Kept())
    assert [one.state for one in outcome.filed] == ["filed", "filed"]


def test_numbers_are_never_given_twice() -> None:
    """The next number follows all that were ever given in its year: by rows, and by copies whose rows are gone."""
    row = Filing("2022-0007", 1, DAY, "", Unit(name="甲村"))
    copy = Copy("2022-0011", 1, DAY, "0" * 12, Unit(name="乙村"), "")
    numbers = Numbers([row], [copy])
    assert [numbers.next(DAY), numbers.next(date(2023, 1, 1)), numbers.next(DAY)] == [
        "2022-0012",
        "2023-0001",
        "2022-0013",
    ]


@pytest.mark.parametrize("unit", [Unit(code=UNITS["甲村"], name="甲村"), Unit(name="甲_村 (旧)")])
def test_names_of_copies_say_what_was_filed(unit: Unit) -> None:
    """Number, version, day, fingerprint and unit stand in a copy's name, and are read from it again."""
    name = copy_name(Filing("2022-0001", 2, DAY, "0123456789ab", unit), ".et", unit.name)
    assert read_copy_name(name) == Copy("2022-0001", 2, DAY, "0123456789ab", unit, name)


@pytest.mark.parametrize("name", ["甲村.xlsx", "2022-0001-v1_20221320_0123456789ab_甲村.xlsx", ".~lock.x#"])
def test_other_files_are_no_copies(name: str) -> None:
    """What is not named like a copy, or for a day that there is not, is none."""
    assert read_copy_name(name) is None


def test_a_doubled_row_is_found() -> None:
    """A row that was copied within the register bears a number that is given already."""
    row = Filing("2022-0001", 1, DAY, "0" * 12, Unit(name="甲村"), location=PLACE)
    copy = Copy("2022-0001", 1, DAY, "0" * 12, Unit(name="甲村"), "")
    given = reconciled(Register((row, replace(row, unit=Unit(name="乙村")))), [copy])
    assert [found.code for found in given.findings] == ["register-number-twice"]


def test_the_fingerprint_is_of_what_a_plan_says() -> None:
    """Spelling, order of rows, progress and opinions do not count; what is planned does."""
    one = {"code": "DEV-01", "measure": "签约 3年", "deadline": date(2023, 9, 30), "number": "1"}
    two = {"code": "ENV-02", "measure": "撤桶并点", "number": "2"}
    plan = filled([], [one, two], texts={"target": "五星", "date": "2022-10-08", "county_opinion": "同意"})
    again = filled([], [{**two, "number": "1"}, {**one, "measure": "签约３年", "number": "2"}])
    other = filled([], [one, {**two, "measure": "定时投放"}])
    same = [fingerprint_of(plan) == fingerprint_of(each) for each in (again, other)]
    assert (same, differences(plan, again), [(d.column, d.before, d.after) for d in differences(plan, other)]) == (
        [True, False],
        (),
        [("measure", "撤桶并点", "定时投放")],
    )


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_other_programs_save_what_was_filed(tmp_path: Path, kind: str) -> None:
    """A plan of starcli's own, calculated and saved by LibreOffice in any format, says what it said before."""
    require_libreoffice()
    path = drawn(tmp_path / "plan.xlsx", "zh")
    book = openpyxl.load_workbook(path)
    sheet, asked = book["整改措施"], book["问题清单"]
    for row in range(4, 8):
        asked.cell(row, 9).value = "缺乏经营人才"
        sheet.cell(row, 6).value, sheet.cell(row, 9).value = "签约3年", "甲某"
    book.save(path)
    Office(tmp_path / "office").convert([path], kind, tmp_path / "saved")
    assert differences(plan_in(path), plan_in(tmp_path / "saved" / f"plan.{kind}")) == ()
    assert fingerprint_of(plan_in(path)) == fingerprint_of(plan_in(tmp_path / "saved" / f"plan.{kind}"))


def test_a_framework_decides_what_is_copied() -> None:
    """The rules of plans come from the framework's definitions."""
    rules = reference().plan_rules
    assert ("加强" in rules.empty_words, "strengthen" in rules.empty_words, rules.letters) == (True, True, 20)
