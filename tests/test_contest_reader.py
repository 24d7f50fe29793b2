"""Judges' sheets as people make them: judges in columns or rows, headings of two rows, blank and wrong cells."""

from decimal import Decimal
from pathlib import Path

import pytest
from sheets import Rows, found, write

from starcli.core.contest.result import Judged
from starcli.core.findings import Finding, Read
from starcli.core.numbers import plain
from starcli.excel.reading.contest import read_contest

PLAIN = """
| 序号 | 单位 | 评委1 | 评委2 | 评委3 | 加分 | 扣分 |
| 1 | 甲村 | 90 | 91.5 | 92 | 1 | |
| 2 | 乙村 | 80 | 81 | 82 | | 0.5 |
"""
CROSSED = """
| 打擂赛评分表（满分100分） |
| 评委 | 甲村 | 乙村 |
| 评委1 | 90 | 80 |
| 评委2 | 91.5 | 81 |
| 评委3 | 92 | 82 |
| 加分 | 1 | |
| 扣分 | | 0.5 |
| 平均分 | 91.17 | 81 |
"""
MERGED = """
| 打擂赛评分表 |
| 满分100分 | 日期：2022-10-20 |
| 出场顺序 | 参赛单位 | 评委打分 | < | < | 加减分 | < |
| ^ | ^ | 1 | 2 | 3 | 加分 | 扣分 |
| 1 | 甲村 | 90 | 91.5 | 92 | 1 | |
| 2 | 乙村 | 80 | 81 | 82 | | 0.5 |
| 注：去掉一个最高分和一个最低分 |
| 统分人：　　　　监督人： |
"""
UNMERGED = """
| 参赛单位 | 评委打分 | | | 加分 | 扣分 | 备注 |
| | 张评委 | 李评委 | 王评委 | | | |
| 甲村 | 90 | 91.5 | 92 | 1 | | 好 |
| 乙村 | 80 | 81 | 82 | | 0.5 | |
"""
NAMED_BELOW = """
| 单位 | 评委1 | 评委2 | 评委3 | 加减分 |
| | 赵某 | 钱某 | 孙某 | |
| 甲村 | 90 | 91.5 | 92 | 1 |
| 乙村 | 80 | 81 | 82 | -0.5 |
"""
ENGLISH = """
| No. | Contestant | Judge 1 | Judge 2 | Judge 3 | Plus | Minus | Final score | Place |
| 1 | 甲村 | 90 | 91.5 | 92 | 1 | | 92.17 | 1 |
| 2 | 乙村 | 80 | 81 | 82 | | 0.5 | 80.5 | 2 |
"""
CROSSED_NAMES = """
| 序号 | 评委 | 甲村 | 乙村 |
| 1 | 赵某 | 90 | 80 |
| 2 | 钱某 | 91.5 | 81 |
| 3 | 孙某 | 92 | 82 |
| | 加减分 | 1 | -0.5 |
"""
CORNER = """
| 评委\\选手 | 第一评委 | 第二评委 | 第三评委 | 加分 | 扣分 | 平均得分 | 名次 |
| 甲村 | 90 | 91.5 | 92 | 1 | | 91.17 | 1 |
| 乙村 | 80 | 81 | 82 | | 0.5 | 81 | 2 |
| 合计 | 170 | 172.5 | 174 | | | | |
"""
PRINTED_AGAIN = """
| 单位 | 评委1 | 评委2 | 评委3 | 加减分 |
| 甲村 | 90 | 91.5 | 92 | 1 |
| 单位 | 评委1 | 评委2 | 评委3 | 加减分 |
| 乙村 | 80 | 81 | 82 | -0.5 |
"""
SHAPES = {
    "plain": PLAIN,
    "crossed": CROSSED,
    "merged": MERGED,
    "unmerged": UNMERGED,
    "names below numbers": NAMED_BELOW,
    "English": ENGLISH,
    "crossed with names": CROSSED_NAMES,
    "a word in the corner": CORNER,
    "headings printed again": PRINTED_AGAIN,
}


def read(tmp_path: Path, full: str | None = None, **sheets: str | Rows) -> Read[Judged | None]:
    """What is read of a workbook with these sheets."""
    return read_contest(write(tmp_path / "j.xlsx", sheets), None if full is None else Decimal(full))


def judged(read_: Read[Judged | None]) -> Judged:
    """The contest of a workbook that has one."""
    assert read_.value is not None
    return read_.value


def rows(contest: Judged) -> list[tuple[str, list[str], str]]:
    """Name, scores and what comes on top, of everybody in the first part."""
    return [
        (
            row.contestant.name,
            ["-" if score.value is None else plain(score.value) for score in row.scores],
            "?" if row.extra.sum is None else plain(row.extra.sum),
        )
        for row in contest.parts[0].rows
    ]


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """What was found."""
    return [one.code for one in findings]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_says_the_same(tmp_path: Path, shape: str) -> None:
    """However a sheet is laid out, each judge's score goes to the contestant it was given to."""
    got = read(tmp_path, 表=SHAPES[shape])
    assert rows(judged(got)) == [("甲村", ["90", "91.5", "92"], "1"), ("乙村", ["80", "81", "82"], "-0.5")]
    assert (len(judged(got).parts), codes(got.findings)) == (1, [])


def test_cells_are_named_as_they_stand(tmp_path: Path) -> None:
    """A score in a sheet with judges in its rows is named by its own cell."""
    got = read(tmp_path, 表=CROSSED.replace("| 评委2 | 91.5", "| 评委2 | 915"))
    assert found(got.findings) == [("B4", "contest-score-beyond")]


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("92.5", "92.5", ""),
        ("`92.5`", "92.5", ""),
        ("`９２.５`", "92.5", "interpreted"),
        ("92.5分", "92.5", "interpreted"),
        ("九十二", "92", "number-in-words"),
        ("约92", "92", "value-not-exact"),
        ("", "-", ""),
        ("缺席", "-", ""),
        ("—", "-", ""),
        ("90-92", "-", "value-is-a-range"),
        ("优秀", "-", "not-readable-as-number"),
        ("925", "-", "contest-score-beyond"),
        ("-3", "-", "contest-score-beyond"),
        ("0", "0", "contest-score-zero"),
        ("100", "100", ""),
    ],
)
def test_scores_as_people_write_them(tmp_path: Path, cell: str, value: str, code: str) -> None:
    """Whatever is not a plain number within the scale is interpreted with a finding, or not taken at all."""
    got = read(tmp_path, 表=f"| 单位 | 评委1 | 评委2 |\n| 甲村 | {cell} | 90 |")
    assert (rows(judged(got))[0][1][0], codes(got.findings)) == (value, [code] if code else [])


@pytest.mark.parametrize(
    ("heading", "cell", "total", "code"),
    [
        ("加分", "2", "2", ""),
        ("加分", "-2", "?", "contest-plus-below-zero"),
        ("加分", "两分", "2", "interpreted"),
        ("加分", "无", "0", ""),
        ("扣分", "0.5", "-0.5", ""),
        ("扣分", "-0.5", "-0.5", "contest-minus-sign"),
        ("扣分", "超时", "?", "not-readable-as-number"),
        ("加减分", "-1", "-1", ""),
    ],
)
def test_points_on_top(tmp_path: Path, heading: str, cell: str, total: str, code: str) -> None:
    """Deductions may have a minus; a bonus below zero is nobody's guess."""
    got = read(tmp_path, 表=f"| 单位 | 评委1 | 评委2 | {heading} |\n| 甲村 | 91 | 90 | {cell} |")
    assert [row[2] for row in rows(judged(got))] == [total]
    assert codes(got.findings) == [code] * bool(code)


@pytest.mark.parametrize(
    ("title", "sheet", "weight", "name"),
    [
        ("评分表", "演讲（40%）", "40", "演讲"),
        ("演讲环节评分表（占40%）", "演讲", "40", "演讲"),
        ("现场考察 权重0.6", "现场", "60", "现场"),
        ("Speech (40 %)", "speech", "40", "speech"),
        ("评分表", "演讲", None, "演讲"),
    ],
)
def test_the_weight_of_a_part(tmp_path: Path, title: str, sheet: str, weight: str | None, name: str) -> None:
    """A weight stands in the title or in the name of the sheet."""
    (part,) = judged(read(tmp_path, **{sheet: f"{title}\n| 单位 | 评委1 | 评委2 |\n| 甲村 | 91 | 90 |"})).parts
    assert (part.weight and plain(part.weight), part.name) == (weight, name)


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("满分10分", "10"),
        ("（10分制）", "10"),
        ("十分制打分", "10"),
        ("百分制", "100"),
        ("out of 50", "50"),
        ("", "100"),
    ],
)
def test_the_highest_possible_score(tmp_path: Path, text: str, full: str) -> None:
    """What a sheet says of its scale holds; without a word it is 100."""
    (part,) = judged(read(tmp_path, 表=f"评分表{text}\n| 单位 | 评委1 | 评委2 |\n| 甲村 | 9 | 8 |")).parts
    assert plain(part.full) == full


def test_an_option_stands_above_what_a_sheet_says(tmp_path: Path) -> None:
    """The highest score that is named holds."""
    got = read(tmp_path, "10", 表="| 单位 | 评委1 | 评委2 |\n| 甲村 | 9 | 80 |")
    assert codes(got.findings) == ["contest-score-beyond"]


def test_two_weights_are_one_too_many(tmp_path: Path) -> None:
    """Where name and title disagree, neither is taken."""
    got = read(tmp_path, **{"演讲40%": "演讲（占50%）\n| 单位 | 评委1 | 评委2 |\n| 甲村 | 9 | 80 |"})
    assert (codes(got.findings), judged(got).parts[0].weight) == (["contest-weight-unclear"], None)


def test_parts_beside_each_other(tmp_path: Path) -> None:
    """Headings above the judges part a sheet; what stands beside them is for the whole."""
    table = """
    | 单位 | 演讲（40%） | < | < | 现场（60%） | < | 加分 |
    | ^ | 评委1 | 评委2 | 评委3 | 评委1 | 评委2 | ^ |
    | 甲村 | 90 | 91 | 92 | 80 | 81 | 2 |
    """
    got = judged(read(tmp_path, 表=table))
    assert [(part.name, plain(part.weight or Decimal(0)), len(part.judges)) for part in got.parts] == [
        ("演讲", "40", 3),
        ("现场", "60", 2),
    ]
    assert [plain(extra.plus or Decimal(0)) for extra in got.extras.values()] == ["2"]


def test_one_score_in_all(tmp_path: Path) -> None:
    """A part without judges, such as a visit, has one score; points on top may stand on a sheet of their own."""
    got = judged(
        read(
            tmp_path,
            演讲=PLAIN,
            现场="| 单位 | 得分 |\n| 甲村 | 88 |\n| 乙村 | 缺 |",
            加减分="| 单位 | 加分 | 扣分 |\n| 甲村 | 1 | |",
        )
    )
    assert [[row.given and row.given.value for row in part.rows] for part in got.parts][1] == [Decimal(88), None]
    assert [plain(extra.plus or Decimal(0)) for extra in got.extras.values()] == ["1"]


WRONG = {
    "twice": ("| 单位 | 评委1 | 评委2 |\n| 甲村 | 9 | 8 |\n| 甲村 | 9 | 8 |", [("A3", "contest-contestant-twice")]),
    "nobody": ("| 单位 | 评委1 | 评委2 |\n| 甲村 | 9 | 8 |\n| | 9 | 8 |", [("B3", "contest-row-of-nobody")]),
    "judges alike": ("| 单位 | 评委1 | 评委1 |\n| 甲村 | 9 | 8 |", [("C1", "contest-judge-twice")]),
    "a column": ("| 单位 | 评委1 | 评委2 | 甲乙丙 |\n| 甲村 | 9 | 8 | 7 |", [("D1", "contest-column-not-read")]),
    "no judges": ("| 单位 | 户数 |\n| 甲村 | 9 |", [("", "contest-table-missing")]),
    "a row a score": (
        "| 评委 | 选手 | 得分 |\n| 评委1 | 甲村 | 9 |\n| 评委2 | 甲村 | 8 |",
        [("A1", "contest-one-row-a-score"), ("", "contest-table-missing")],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_sheet(tmp_path: Path, name: str) -> None:
    """Each mistake is named with its cell."""
    table, wanted = WRONG[name]
    assert found(read(tmp_path, 表=table).findings) == wanted


def test_two_people_of_one_unit_are_two(tmp_path: Path) -> None:
    """A name beside the unit tells contestants apart; a unit that is merged over both is that of both."""
    got = read(tmp_path, 表="| 单位 | 姓名 | 评委1 | 评委2 |\n| 甲村 | 一 | 9 | 8 |\n| ^ | 二 | 7 | 8 |")
    assert [(row.contestant.name, row.contestant.person) for row in judged(got).parts[0].rows] == [
        ("甲村", "一"),
        ("甲村", "二"),
    ]
    assert got.findings == ()


def test_numbers_that_nobody_drew_are_no_contestants(tmp_path: Path) -> None:
    """A row with a number alone is room for somebody who did not come."""
    got = judged(read(tmp_path, 表="| 序号 | 单位 | 评委1 | 评委2 |\n| 1 | 甲村 | 9 | 8 |\n| 2 | | | |"))
    assert len(got.parts[0].rows) == 1
