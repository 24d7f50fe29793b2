"""A community with six grids that are too large, building by building: 5,180 households to be divided anew.

The place and the sum come from the public article; compounds, buildings and figures do not. No person is named.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from believable import LABEL
from grids import TANGJIA, grids_of_tangjia

from starcli.core.grids.neighbours import gabriel
from starcli.excel.imprint import WRITTEN_AT

NAME = "Tangjia社区小区楼栋.xlsx"
_SEED = 13
_STEP = (62, 48)
"""How far buildings stand apart, to the east and to the north, in metres."""
_JITTER = 7
_HEADS = ("序号", "小区", "楼栋", "户数", "现网格", "相邻楼栋", "横坐标", "纵坐标", "备注")
_WIDTHS = (6, 13, 10, 9, 11, 46, 9, 9, 14)
_LEDGER_HEADS = (
    "序号", "网格名称", "网格编码", "范围", "户数", "常住人口", "微网格数", "微网格覆盖户数", "网格长", "网格长职务",
    "专职网格员", "兼职网格员", "网格指导员", "网格党组织名称", "党员数", "职能", "备注",
)  # fmt: skip
_ENDING = {"老街片": "弄"}


@dataclass(frozen=True, slots=True)
class _Compound:
    """A compound: its grid of today, the column and row of its first building, how many stand in a row, and sizes."""

    name: str
    grid: str
    column: int
    row: int
    wide: int
    households: Sequence[int]


_COMPOUNDS = (
    _Compound("桂苑一期", "第一网格", 0, 0, 3, (72, 72, 71, 72, 72, 72)),
    _Compound("桂苑二期", "第一网格", 3, 0, 3, (86, 87, 86, 86, 86)),
    _Compound("桂苑三期", "第二网格", 0, 2, 4, (84, 85, 84, 86, 85, 84, 85, 84, 85, 84, 84, 85)),
    _Compound("老街片", "第三网格", 4, 2, 2, (83, 82, 84, 83, 83, 83)),
    _Compound("北苑", "第四网格", 6, 0, 3, (95, 95, 96, 95, 94)),
    _Compound("桥西", "第四网格", 6, 2, 3, (96, 95, 95, 96, 94)),
    _Compound("东新园", "第五网格", 9, 0, 3, (112, 113, 112, 112, 113, 112, 112, 113, 112, 113)),
    _Compound("学府公寓", "第六网格", 6, 4, 2, (92, 91, 91, 92)),
    _Compound("学院里", "第六网格", 8, 4, 2, (91, 92, 91, 90)),
)


@dataclass(frozen=True, slots=True)
class _Building:
    compound: _Compound
    name: str
    households: int
    x: int
    y: int


def write_community(folder: Path) -> Path:
    """The workbook of the community below a folder: its buildings, and its ledger of grids today."""
    folder.mkdir(exist_ok=True)
    target = folder / NAME
    with xlsxwriter.Workbook(str(target), {"strings_to_formulas": False}) as book:
        book.set_properties({"created": WRITTEN_AT})
        _list(book)
        _ledger(book)
    return target


def _buildings() -> Iterator[_Building]:
    dice = random.Random(_SEED)  # noqa: S311 invented places
    for compound in _COMPOUNDS:
        for at, households in enumerate(compound.households):
            column, row = compound.column + at % compound.wide, compound.row + at // compound.wide
            x = column * _STEP[0] + dice.randint(-_JITTER, _JITTER)
            y = -row * _STEP[1] + dice.randint(-_JITTER, _JITTER)
            yield _Building(compound, f"{at + 1}{_ENDING.get(compound.name, '幢')}", households, 100 + x, 400 + y)


def _neighbours(buildings: Sequence[_Building]) -> list[str]:
    """The neighbours of every building, as its row names them: one row has forgotten one."""
    around: list[list[int]] = [[] for _ in buildings]
    for one, other in sorted(gabriel([(Decimal(each.x), Decimal(each.y)) for each in buildings])):
        around[one].append(other)
        around[other].append(one)
    around[-1].pop()
    return [
        "、".join(
            buildings[other].name
            if buildings[other].compound is building.compound
            else f"{buildings[other].compound.name}{buildings[other].name}"
            for other in sorted(near)
        )
        for building, near in zip(buildings, around, strict=True)
    ]


def _list(book: xlsxwriter.Workbook) -> None:
    """The list of buildings as a clerk keeps it: compounds merged, a total, a note, one number with its measure."""
    buildings = list(_buildings())
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    text = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True})
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    sheet = book.add_worksheet("小区楼栋")
    sheet.merge_range(0, 0, 0, len(_HEADS) - 1, f"{TANGJIA.name}小区楼栋清单（{LABEL.zh}）", title)
    sheet.write_string(1, 0, f"单位名称：{TANGJIA.name}　　类型：社区　　单位：户、米")
    sheet.write_row(2, 0, _HEADS, head)
    first = 3
    for at, (building, near) in enumerate(zip(buildings, _neighbours(buildings), strict=True)):
        households: int | str = f"{building.households}户" if at == 1 else building.households
        told = (at + 1, "", building.name, households, building.compound.grid, near, building.x, building.y, "")
        sheet.write_row(first + at, 0, told, text)
    row = first
    for compound in _COMPOUNDS:
        last = row + len(compound.households) - 1
        sheet.merge_range(row, 1, last, 1, compound.name, text)
        row = last + 1
    sheet.write_row(row, 0, ("合计", "", "", sum(each.households for each in buildings)), head)
    sheet.write_string(row + 1, 0, "注：坐标以社区西南角为原点，供画示意图用；相邻指中间没有隔着别的楼栋。")
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.freeze_panes(first, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _ledger(book: xlsxwriter.Workbook) -> None:
    """Today's six grids and who works in them."""
    sheet = book.add_worksheet("网格台账")
    head = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
    text = book.add_format({"border": 1, "text_wrap": True})
    sheet.write_string(0, 0, f"{TANGJIA.name}网格台账（{LABEL.zh}）")
    sheet.write_row(1, 0, _LEDGER_HEADS, head)
    for at, grid in enumerate(grids_of_tangjia(), 1):
        told = (
            at, grid.name, grid.code, grid.extent, grid.households, grid.residents, grid.micro_grids,
            grid.micro_households, grid.leader, grid.leader_post, grid.full_time, grid.part_time, grid.liaison,
            grid.party_group, grid.party_members, "平安综治", "",
        )  # fmt: skip
        sheet.write_row(1 + at, 0, told, text)
    sheet.set_column(0, len(_LEDGER_HEADS) - 1, 11)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
