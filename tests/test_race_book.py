"""The workbook of a race: what stands on its pages, how they print, and what its formulas give."""

import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from factory import Item
from libreoffice import recalculated, require_libreoffice
from raced import Figures, framework, season
from sheets import HOSTILE, broken_parts, cells, formulas, printed

from starcli.core.district import Unrated
from starcli.core.findings import Location, finding
from starcli.core.model import Framework
from starcli.core.racing.race import Rules, run_race
from starcli.core.racing.rules import BoardList, BoardRules, SeasonRules
from starcli.core.text import Language, Text
from starcli.excel.imprint import Imprint, read_imprint
from starcli.excel.writing.race.book import write_race
from starcli.excel.writing.race.report import RaceReport, SeasonReport

SHARE = Decimal(30)
LISTS = (
    BoardList("honour", Text("红榜", "Honour list"), Text("先进", "Honour"), Text("前三成", "Best"), "best", SHARE),
    BoardList("warning", Text("黑榜", "Warning list"), Text("后进", "Warning"), Text("后三成", "Last"), "worst", SHARE),
    BoardList("progress", Text("进位榜", "Progress list"), Text("进位", "Progress"), Text("三成", "x"), "risen", SHARE),
)
SETTINGS: Mapping[str, Any] = {
    "board": BoardRules(
        (("county", "kind"),), LISTS, (), Text("并列", "ties"), Text("不能只靠颜色", "Never the colour alone")
    ),
    "season_rules": SeasonRules(most_grades_up=1, name=Text("一季一赛", "the race")),
}
HELD = {"goalposts": {"zero": "0", "full": "24"}}


def by(weight: str = "10") -> Framework:
    """Two indicators, one of which is held against its annual target pro rata, and one carried forward."""
    items = (Item("A-1", rule=HELD, high="100"), Item("B-1", weight=weight))
    return framework(*items, rules={"A-1": "prorate-target", "B-1": "carry-forward"}, **SETTINGS)


OLD, NEW = by(), by("30")
FIRST: Mapping[str, Figures | None] = {
    "1": {"A-1": "6", "B-1": "90"}, "2": {"A-1": "3", "B-1": "40"}, "3": {"A-1": "5", "B-1": "70"}, "4": None,
}  # fmt: skip
SECOND: Mapping[str, Figures | None] = {
    "1": {"A-1": "8"}, "2": {"A-1": "12", "B-1": "95"}, "3": {"A-1": "10", "B-1": "71"}, "4": {"A-1": "6", "B-1": "50"},
}  # fmt: skip


def report(name: str = "示例县", names: Mapping[str, str] | None = None) -> RaceReport:
    """A race of two seasons with a change of rules, and a workbook that could not be read."""
    changes = {code: {"county": "示例县", "town": "甲镇", "name": text} for code, text in (names or {}).items()}
    plain = {code: {"county": "示例县", "town": "甲镇"} for code in FIRST}
    seasons = [
        season("2022Q1", FIRST, OLD, [NEW], changes=plain | changes),
        season("2022Q2", SECOND, NEW, [OLD], changes=plain | changes),
    ]
    race = run_race(seasons, {}, Rules(("county", "kind"), "self"))
    broken = Unrated(Location("f.xlsx"), seasons[0].forms[0].member.unit, (finding("file-empty", Location("f.xlsx")),))
    return RaceReport(name, race, (SeasonReport(), SeasonReport((broken,))), race.findings)


def written(path: Path, language: Language = "zh", shown: RaceReport | None = None) -> Path:
    """The workbook of a race."""
    write_race(shown or report(), path / "race.xlsx", language)
    return path / "race.xlsx"


def test_the_sheets_of_a_race(tmp_path: Path) -> None:
    """Overview, lists, grades, changes, charts, a board a group, values, units, records, who is left out, findings."""
    assert openpyxl.load_workbook(written(tmp_path)).sheetnames == [
        "总览", "榜单", "升降星", "变动 2022Q1-2022Q2", "走势", "示例县 village", "折算与沿用", "单位变化", "封存",
        "未评定", "问题清单",
    ]  # fmt: skip
    assert read_imprint(tmp_path / "race.xlsx") == Imprint("race", untouched=True)


def test_the_sheets_in_english(tmp_path: Path) -> None:
    """The same pages."""
    assert openpyxl.load_workbook(written(tmp_path, "en")).sheetnames == [
        "Overview", "Lists", "Grades", "Changes 2022Q1-2022Q2", "Over the seasons", "示例县 village", "Season values",
        "Units that changed", "Frozen seasons", "not rated", "Findings",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_is_ready_for_a4(tmp_path: Path, language: Language) -> None:
    """Landscape A4; long tables repeat their headings."""
    pages = printed(written(tmp_path, language))
    assert {(paper, way) for _, paper, way, _ in pages} == {("9", "landscape")}
    assert [bool(rows) for _, _, _, rows in pages][1:4] == [True, True, True]


def row_of(path: Path, sheet: str, name: str) -> tuple[Any, ...]:
    """The row that names a unit."""
    return next(line for line in cells(path, sheet) if name in line)


def test_a_board_has_places_movement_dimensions_grades_and_the_words_of_lists(tmp_path: Path) -> None:
    """Place, last place, moved, town, unit, kind, total, as reported, dimensions, grade, earned, lists, day."""
    path = written(tmp_path)
    headings = next(line for line in cells(path, "示例县 village") if line[0] == "名次")
    assert headings == (
        "名次", "上季名次", "升降", "镇街", "村社", "类型", "总分", "按填报值", "A", "B", "星级", "算得星级", "榜单",
        "数据截止",
    )  # fmt: skip
    assert row_of(path, "示例县 village", "unit 2") == (
        1, 3, "▲2", "甲镇", "unit 2", "village", 96.25, 83.75, 10, 28.5, "★★☆", "★★★", "先进、进位", "2022-06-30",
    )  # fmt: skip
    assert row_of(path, "示例县 village", "unit 4")[2] == "新"


def test_a_list_says_its_word_and_not_only_a_colour(tmp_path: Path) -> None:
    """先进, 后进 and 进位 stand beside each unit, and the note on colours above them."""
    lines = cells(written(tmp_path), "榜单")
    words = {line[6]: line[0] for line in lines if line[0] in ("先进", "后进", "进位")}
    assert set(words.values()) == {"后进", "进位"}
    assert [line[0] for line in lines if line[6] == "unit 2"] == ["先进", "进位"]
    assert any(line[0] == "不能只靠颜色" for line in lines)


def test_a_grade_that_was_held_back_says_why(tmp_path: Path) -> None:
    """From what to what, what was earned, and the rule."""
    line = row_of(written(tmp_path), "升降星", "unit 2")
    assert line[6:] == ("★☆☆", "★★☆", "★★★", 96.25, "一季最多升 1 星：算得金，由铜升为银")


def test_values_that_count_otherwise_are_listed_with_their_reason(tmp_path: Path) -> None:
    """Kept and prorated ones."""
    lines = [line[0:1] + line[3:5] + line[6:] for line in cells(written(tmp_path), "折算与沿用")]
    assert ("2022Q2", "unit 1", "B-1", "沿用", "—", "90", "本季未报，沿用 2022Q1 公布的值") in lines
    assert ("2022Q2", "unit 2", "A-1", "目标折算", "12", "24", "全年目标按已过 2 季折算：12 × 4 ÷ 2") in lines


def test_changes_are_formulas_that_libreoffice_agrees_with(tmp_path: Path) -> None:
    """Published, correction, rules and real add up to now, in the workbook as in the program."""
    require_libreoffice()
    path = written(tmp_path)
    name = "变动 2022Q1-2022Q2"
    before, after = cells(path, name), cells(recalculated(path, tmp_path), name)
    assert len(formulas(path)) > 8
    assert before == after
    line = row_of(path, name, "unit 2")
    assert round(line[4] + line[5] + line[6] + line[7], 2) == line[8]


def test_boards_are_linked_from_the_overview(tmp_path: Path) -> None:
    """A click leads to each of them."""
    sheet = openpyxl.load_workbook(written(tmp_path))["总览"]
    links = [cell.hyperlink.location for line in sheet.iter_rows() for cell in line if cell.hyperlink]
    assert links == ["'示例县 village'!A1"]


def test_there_are_charts_of_places_with_the_first_place_on_top(tmp_path: Path) -> None:
    """Stacked grades on the overview, bump and slope for the group: native charts."""
    with zipfile.ZipFile(written(tmp_path)) as package:
        charts = [package.read(name).decode() for name in sorted(package.namelist()) if "charts/chart" in name]
    kinds = [re.findall(r"<c:(barChart|lineChart)>", chart)[0] for chart in charts]
    assert kinds == ["barChart", "lineChart", "lineChart"]
    assert ["maxMin" in chart for chart in charts[1:]] == [True, False]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_names_are_text_and_nothing_else(tmp_path: Path, language: Language) -> None:
    """What looks like a formula, a tag or a control character stays text, on every page and in every chart."""
    names = dict(zip("1234", (*HOSTILE[:2], "<script>alert(1)</script>", "a\x02b\n[c]:/\\'?*"), strict=True))
    path = written(tmp_path, language, report("=1+1", names))
    assert broken_parts(path) == []
    assert [each for each in formulas(path) if "SUM(" not in each] == []


def test_the_same_race_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whoever runs it again sees that nothing changed."""
    first = written(tmp_path).read_bytes()
    assert written(tmp_path).read_bytes() == first


def test_a_single_season_has_no_page_of_changes(tmp_path: Path) -> None:
    """There is nothing to compare with."""
    race = run_race([season("2022Q1", FIRST, OLD)], {}, Rules(("kind",), "self"))
    shown = RaceReport("a", race, (SeasonReport(),))
    assert openpyxl.load_workbook(written(tmp_path, "en", shown)).sheetnames == [
        "Overview", "Lists", "village", "Season values", "Frozen seasons", "not rated", "Findings",
    ]  # fmt: skip
