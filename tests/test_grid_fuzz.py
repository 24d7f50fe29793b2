"""Tables that nobody would write: whatever stands in them, ledgers are read and findings can be said."""

import random
from dataclasses import replace

import pytest
from grid_books import reader, rules

from starcli.core.grids.checks import check_ledger
from starcli.core.grids.state import state_of
from starcli.core.grids.wanting import wanting
from starcli.excel.opening.book import Book, CellValue, Sheet

HEADS = ("网格名称", "户数", "网格长", "专职网格员", "村社", "镇街", "职能", "微网格", "网格编号", "备注")
CELLS: tuple[CellValue, ...] = (
    "", "", "", *HEADS, "合计", "石门村", "云溪镇", "一、石门村(3个网格)", "注：x", "300", "300户", "约300", 300, 301.5,
    -3, 1e300, "张某", "√", "×", "平安综治", "1+7", "①②", "13800000000", "第一网格", "微网格名称", "同上", '"', "(",
    "（", "\n", "9" * 5000, "三百", "是否达标", "序号", 1, True, False, "共3个网格", "2022年9月1日",
)  # fmt: skip


def table(dice: random.Random) -> Sheet:
    """A sheet with the headings of a ledger somewhere near its top, and anything below."""
    width = dice.randint(3, len(HEADS))
    rows = [tuple(dice.choice(CELLS) for _ in range(width)) for _ in range(dice.randint(3, 10))]
    heads = dice.sample(HEADS[1:], width - 1)
    rows.insert(dice.randint(0, 2), (HEADS[0], *heads))
    merged = []
    for _ in range(dice.randint(0, 3)):
        row, column = dice.randrange(len(rows)), dice.randrange(width)
        merged.append(((row, column), (min(len(rows) - 1, row + 2), min(width - 1, column + dice.randint(0, 1)))))
    return replace(Sheet("台账", tuple(rows)), merged=tuple(merged))


@pytest.mark.parametrize("seed", range(4))
def test_no_table_breaks_the_reader(seed: int) -> None:
    """Every table gives ledgers and findings in both languages, and each of the latter names the file."""
    dice = random.Random(seed)  # noqa: S311 chance that can be repeated
    for _ in range(60):
        for read in reader().read_each(Book("l.xlsx", (table(dice),))):
            found = list(read.findings)
            if read.value is not None:
                state = state_of(read.value.ledger, rules())
                found += (*check_ledger(state, rules()), *wanting(state, rules()))
            assert all(one.message("zh") and one.message("en") and one.location.file for one in found)
