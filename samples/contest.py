"""A contest as judges' sheets come in: a speech with eleven judges in columns, a visit with seven in rows."""

import random
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from starcli.excel.imprint import WRITTEN_AT

CONTESTANTS = (
    "青坞村",
    "松岭村",
    "渔浦村",
    "平桥村",
    "枫树岭村",
    "竹山村",
    "云溪社区",
    "望潮社区",
    "桃源社区",
    "学院社区",
)
_SPEECH, _VISIT = 11, 7
_SEED = 20221020
_MEAN, _SPREAD = 91.0, 2.2
_ABSENT, _RECUSED = (3, 5), (7, 8)
"""Contestant and judge of a cell that is blank, and of one with a word."""
_AS_TEXT = (4, 2)
_SLIP = (6, 9)
"""Where a point is missing: 925 for 92.5."""
_SAME = 10
"""The judge who gives everybody the same."""

Cell = str | float | None


def write_contest(folder: Path) -> Path:
    """The judges' sheets, below a folder."""
    path = folder / "contest" / "judges.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    draw = random.Random(_SEED)  # noqa: S311 the same sample every time, not a secret
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    book.set_properties({"created": WRITTEN_AT})
    head = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "border": 1})
    title = book.add_format({"bold": True, "align": "center", "font_size": 16})
    _speech(book.add_worksheet("演讲"), draw, title, head)
    _visit(book.add_worksheet("现场"), draw, title, head)
    book.close()
    return path


def _speech(sheet: xlsxwriter.worksheet.Worksheet, draw: random.Random, title: object, head: object) -> None:
    """Contestants in rows, below a heading of two rows, with plus and minus."""
    last = _SPEECH + 3
    sheet.merge_range(0, 0, 0, last, "示例县“争星晋位”擂台赛评分表（演讲，占40%）", title)
    sheet.write(1, 0, "满分100分　　2022年10月20日")
    for column, text in ((0, "序号"), (1, "参赛单位"), (last - 1, "加分"), (last, "扣分")):
        sheet.merge_range(2, column, 3, column, text, head)
    sheet.merge_range(2, 2, 2, _SPEECH + 1, "评委打分", head)
    for judge in range(_SPEECH):
        sheet.write(3, judge + 2, f"评委{judge + 1}", head)
    sheet.set_column(1, 1, 14)
    for at, name in enumerate(CONTESTANTS):
        extra = {1: (1.0, None), 5: (None, 0.5)}.get(at, (None, None))
        _row(sheet, at + 4, [float(at + 1), name, *_scores(at, draw), *extra])
    end = len(CONTESTANTS) + 4
    sheet.write(end, 0, "注：去掉一个最高分和一个最低分后取平均。")
    sheet.write(end + 1, 0, "计分人：　　　　　　监督人：")


def _scores(contestant: int, draw: random.Random) -> Sequence[Cell]:
    """What the judges of the speech gave to one contestant, with the slips of such sheets."""
    scores: list[Cell] = [_drawn(draw) for _ in range(_SPEECH)]
    scores[_SAME] = 90.0
    slips: tuple[tuple[tuple[int, int], Cell], ...] = (
        (_ABSENT, None), (_RECUSED, "回避"), (_AS_TEXT, "92.5分"), (_SLIP, 925.0),
    )  # fmt: skip
    for (row, judge), slip in slips:
        if row == contestant:
            scores[judge] = slip
    return scores


def _visit(sheet: xlsxwriter.worksheet.Worksheet, draw: random.Random, title: object, head: object) -> None:
    """Judges in rows, contestants in columns."""
    sheet.merge_range(0, 0, 0, len(CONTESTANTS), "现场考察评分表（占60%）", title)
    for column, text in enumerate(("评委", *CONTESTANTS)):
        sheet.write(1, column, text, head)
    for judge in range(_VISIT):
        _row(sheet, judge + 2, [f"评委{judge + 1}", *(_drawn(draw) for _ in CONTESTANTS)])
    sheet.set_column(0, len(CONTESTANTS), 10)


def _row(sheet: xlsxwriter.worksheet.Worksheet, row: int, cells: Sequence[Cell]) -> None:
    for column, cell in enumerate(cells):
        if cell is not None:
            sheet.write(row, column, cell)


def _drawn(draw: random.Random) -> float:
    return round(min(98.5, max(84.0, draw.gauss(_MEAN, _SPREAD))) * 2) / 2
