"""The briefing pack for a hearing: a page a unit, however much there is to say of it."""

from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from plan_books import MEASURE, PROBLEM, cover, table
from sheets import Raw, cells, write
from typer.testing import CliRunner

from starcli.cli import app
from starcli.excel.writing.briefing.unit_page import HEIGHT

CODES = ["ORG-05", "GOV-07", "DEV-01", "DEV-02", "SVC-06", "ENV-02", "GRD-02", "GRD-09", "ORG-03", "GOV-05"]
LONG = "组织党员骨干分组包户上门走访，把闲置农房逐栋登记造册后统一流转给强村公司经营，收益按股分红并张榜公布。" * 3
SAMPLES = Path(__file__).parent.parent / "samples"


def pack(folder: Path, language: str, *plans: tuple[str, list[dict[str, Raw]]], forms: Path | None = None) -> Path:
    """The briefing pack of some units with these measures."""
    for name, rows in plans:
        said = {"name": name, "town": "云溪镇", "county": "示例县", "profile": None}
        problems = [{**PROBLEM, "code": row["code"], "now": None} for row in rows]
        sheets = {"封面": cover(said=said), "问题": table("problems", problems), "措施": table("measures", rows)}
        write(folder / "plans" / f"{name}.xlsx", sheets)
    target = folder / "briefing.xlsx"
    arguments = ["file", folder / "plans", "--register", folder / "register.xlsx", "--briefing", target]
    arguments += ["--lang", language, "--date", "2022-10-20", *(["--forms", forms] if forms is not None else [])]
    result = CliRunner().invoke(app, [*map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return target


def heights(path: Path, town: str) -> list[float]:
    """How high the page of each unit is, in points, the repeated lines aside."""
    sheet = openpyxl.load_workbook(path)[town]
    starts = [2, *(entry.id for entry in sheet.row_breaks.brk), sheet.max_row]
    rows = {row: sheet.row_dimensions[row].height or 15 for row in range(1, sheet.max_row + 1)}
    return [sum(rows[row] for row in range(first + 1, last + 1)) for first, last in pairwise(starts)]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "text", ["签约3年", LONG, "Strengthen leadership and raise awareness in every single way. " * 4]
)
@pytest.mark.parametrize("count", [0, 1, 40])
def test_every_unit_has_one_page(tmp_path: Path, language: str, text: str, count: int) -> None:
    """Few or many measures, short or long ones: what is shown of a unit fits on a page, and fills it."""
    rows: list[dict[str, Raw]] = [
        {**MEASURE, "code": CODES[at % len(CODES)], "measure": f"{text}{at}", "person": None, "target": None}
        for at in range(count)
    ]
    path = pack(tmp_path, language, ("甲村", rows), ("乙村", [{**MEASURE, "measure": "签约3年"}]))
    # Programs keep heights in whole pixels.
    assert heights(path, "云溪镇") == pytest.approx([HEIGHT, HEIGHT], abs=6)


def test_what_a_page_says(tmp_path: Path) -> None:
    """Star, total, target and what the plan leads to; short boards, measures, findings and room for the verdict."""
    rows: list[dict[str, Raw]] = [{**MEASURE, "measure": "引进农村职业经理人，签约3年", "leader": None, "target": 52.3}]
    said = {"name": "胡家坪村", "town": "王阜乡", "county": "淳安县", "profile": "山区村"}
    sheets = {"封面": cover(said=said), "问题": table("problems", [PROBLEM]), "措施": table("measures", rows)}
    write(tmp_path / "plans" / "p.xlsx", sheets)
    path = pack(tmp_path, "zh", forms=SAMPLES / "hujiaping.xlsx")
    shown = "\n".join(str(cell) for row in cells(path, "王阜乡") for cell in row if cell is not None)
    wanted = ["★★★★☆ 四星", "95.04", "★★★★★ 五星", "DEV-01 村级集体经济经营性收入", "34.6", "≥ 50", "52.3", "83.6%"]
    wanted += ["引进农村职业经理人，签约3年", "2023-09-30", "甲某", "措施没有写责任领导", "□ 退回重做", "汇报人"]
    assert [words for words in wanted if words not in shown] == []


def test_who_is_left_out(tmp_path: Path) -> None:
    """The contents name the files of which no plan could be read."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    path = pack(tmp_path, "en", ("甲村", [{**MEASURE, "measure": "签约3年"}]))
    shown = [str(cell) for row in cells(path, "Contents") for cell in row if cell is not None]
    assert [text for text in shown if text.endswith("broken.xlsx")] == [str(tmp_path / "plans" / "broken.xlsx")]
