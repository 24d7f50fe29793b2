"""The plan as a Word paper: the same content as the workbook, with fields to choose in, on A4."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from docx.document import Document as Paper
from planned_units import FIVE, at, hujiaping, plan
from sheets import broken_parts, rated

from starcli.core.assessment import Unit
from starcli.core.plans.portrait import District
from starcli.core.text import LANGUAGES, Language
from starcli.excel.imprint import Imprint, read_imprint
from starcli.paper.plan_paper import write_plan_paper

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A4 = (11906, 16838)
"""Width and height of the paper in twentieths of a point."""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of the village of the article, in Chinese."""
    target = tmp_path_factory.mktemp("plan") / "hujiaping-plan.docx"
    write_plan_paper(plan(), target, "zh")
    return target


def read(path: Path) -> Paper:
    """A paper as another program opens it."""
    return Document(str(path))


def tables(path: Path) -> list[list[list[str]]]:
    """The texts of every table, row by row; what may be chosen in a field is not among them."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in read(path).tables]


def table(path: Path, heading: str) -> list[list[str]]:
    """The rows of the table that has a heading, without its headings."""
    return next(rows[1:] for rows in tables(path) if heading in rows[0])


def fields(path: Path) -> list[list[str]]:
    """What every field offers."""
    with zipfile.ZipFile(path) as package:
        root = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 our own file
    return [[str(item.get(f"{_W}value")) for item in box.iter(f"{_W}listItem")] for box in root.iter(f"{_W}comboBox")]


def test_the_paper_has_every_part_of_the_plan(paper: Path) -> None:
    """Its sections are those of the workbook, in their order."""
    texts = [paragraph.text for paragraph in read(paper).paragraphs]
    parts = [
        "一、基本情况", "二、现星级与目标", "三、画像", "四、达到目标的办法", "五、整改安排", "六、签字盖章",
        "问题清单", "整改措施", "整改台账", "专项推进", "测算",
    ]  # fmt: skip
    assert [text for text in texts if text in parts] == parts


def test_what_the_path_needs_is_said(paper: Path) -> None:
    """The paper names the one step to five stars and marks its measure."""
    texts = [paragraph.text for paragraph in read(paper).paragraphs]
    assert "★ DEV-01 村级集体经济经营性收入：34.6 → 50（+1.6 分，必达项）" in texts
    assert [row[0] for row in table(paper, "需上级支持事项")][:2] == ["★ 1", "2"]


def test_the_measures_of_the_paper(paper: Path) -> None:
    """Type, department, deadline, target and values by season are those of the plan."""
    first = table(paper, "需上级支持事项")[0]
    assert [first[at_] for at_ in (1, 5, 6, 9, 10, 11, 12, 13, 14, 15)] == [
        "DEV-01", "长期推进", "农业农村局", "2023-10-08", "50", "37.68", "40.76", "43.84", "46.92", "50",
    ]  # fmt: skip


def test_causes_and_measures_can_be_chosen(paper: Path) -> None:
    """Fields offer the framework's library; other words may be written."""
    offered = fields(paper)
    assert ["资源盘活不足、缺少稳定收益项目", "缺乏经营人才", "区位偏远、生态保护限制多", "过度依赖补助收入"] in offered
    assert ["共性", "个性"] in offered
    assert ["村党组织书记"] in offered
    assert any(each[0] == "待整改" and len(each) == 9 for each in offered)


def test_every_field_has_a_number_of_its_own(paper: Path) -> None:
    """Two fields of one number would be taken for a broken paper."""
    with zipfile.ZipFile(paper) as package:
        root = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 our own file
    numbers = [number.get(f"{_W}val") for number in root.iter(f"{_W}id")]
    assert len(set(numbers)) == len(numbers) > 20


def test_the_projection_of_the_paper(paper: Path) -> None:
    """Each indicator has its value now and as planned, and its points."""
    rows = {row[0]: row for row in table(paper, "计划得分")}
    assert rows["DEV-01"][2:] == ["34.6", "50", "6.40", "8.00", "8", "≥ 50", "✓", "必达"]
    assert len(rows) == len(hujiaping().results)


def test_the_paper_is_a4(paper: Path) -> None:
    """The plan and its projection stand upright, the tables between them lie across."""
    sizes = [(section.page_width, section.page_height) for section in read(paper).sections]
    twips = [(round((wide or 0) / 635), round((high or 0) / 635)) for wide, high in sizes]
    upright, across = _A4, _A4[::-1]
    assert [
        pytest.approx(size, abs=2) == found
        for size, found in zip((upright, across, across, upright), twips, strict=True)
    ] == [True] * 4


def test_the_chart_is_drawn_by_the_program_that_shows_it(tmp_path: Path) -> None:
    """It has the unit, the target and, with others, their median."""
    others = [rated(Unit(name="村", kind="village", county="淳安县"))]
    write_plan_paper(plan(), tmp_path / "p.docx", "zh", District([hujiaping(), *others], FIVE).peers(hujiaping()))
    with zipfile.ZipFile(tmp_path / "p.docx") as package:
        chart = package.read("word/charts/chart1.xml")
        relations = package.read("word/_rels/document.xml.rels")
    assert chart.count(b"<c:ser>") == 3
    assert b'Target="charts/chart1.xml"' in relations


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_plan_gives_the_same_bytes(tmp_path: Path, language: Language) -> None:
    """A paper written twice is the same file, byte for byte."""
    for name in "ab":
        write_plan_paper(plan(), tmp_path / f"{name}.docx", language)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_the_imprint_of_a_paper(paper: Path) -> None:
    """It bears the mark of a plan, and shows that nobody has saved it since."""
    assert read_imprint(paper) == Imprint("plan", untouched=True)


def test_a_paper_that_somebody_saved_shows_it(paper: Path, tmp_path: Path) -> None:
    """After another program has saved it, it is no longer as it was written."""
    edited = read(paper)
    edited.core_properties.last_modified_by = "王书记"
    edited.save(str(tmp_path / "p.docx"))
    assert read_imprint(tmp_path / "p.docx") == Imprint("plan", untouched=False)


def test_no_text_breaks_the_paper(tmp_path: Path) -> None:
    """Names with signs of XML and quotes stand in it as they are, control characters are left out."""
    write_plan_paper(at("three-star", '石<门>&"村\x07\ufffe'), tmp_path / "p.docx", "zh")
    assert broken_parts(tmp_path / "p.docx") == []
    assert read(tmp_path / "p.docx").paragraphs[0].text == '石<门>&"村“争星晋位”一村一策方案'


def test_a_unit_that_has_the_target_keeps_its_gates(tmp_path: Path) -> None:
    """Its paper says so and names them."""
    write_plan_paper(at("five-star"), tmp_path / "p.docx", "zh")
    assert [row[0].split()[0] for row in table(tmp_path / "p.docx", "须保持的必达项")][:2] == ["ORG-05", "GRD-02"]
