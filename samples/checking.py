"""Check sheets of one town as they come back, a department's table and a satisfaction survey.

Most of what was claimed is found to be right, some of it is not; one sheet has the slips of a hurried checker. The
table and the survey are about the same units, with what goes wrong in such tables.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import xlsxwriter

from starcli.commands.running import rate
from starcli.core.checking.items import CheckItem, check_items
from starcli.core.checking.stamp import own_value
from starcli.core.checking.words import METHODS, VERDICTS, Verdict
from starcli.core.filling import Question
from starcli.core.rating import Rating
from starcli.excel.grafting.fill_cells import filled
from starcli.excel.imprint import WRITTEN_AT
from starcli.excel.layouts.check_sheet import CHECK_HEADINGS, CHECK_SHEETS, CheckColumn
from starcli.excel.opening.book import address
from starcli.excel.writing.check_sheet.book import check_sheet
from starcli.options import BasisName, Call, LanguageName

TOWN = "云溪镇"
HURRIED = "茶园村"
"""The unit whose checker left a row blank, forgot a date and contradicted himself."""
_SEED = 20221012
_DAY = "2022-10-12"
_CHECKERS = ("核验员甲", "核验员乙")
_USUAL: Sequence[Verdict] = ("as-reported",) * 16
_DOUBTS: Sequence[Verdict] = ("differs", "differs", "differs", "rejected")
_DRAWN = (*_USUAL, *_DOUBTS)
_REASONS: Mapping[Verdict, Sequence[str]] = {
    "differs": ("台账与填报数不符", "佐证只支持较低的数", "重复计算，予以核减"),
    "rejected": ("没有佐证材料", "佐证与事项不符"),
    "not-applicable": ("本村没有这一类事项",),
}

Fill = Mapping[CheckColumn, str | Decimal]
"""What a person types into the cells of one row."""


def write_checking(folder: Path, forms: Path) -> None:
    """Write the filled check sheets of a town, the table and the survey; `forms` is the folder of that town's forms."""
    call = Call.make("reference-47", None, BasisName.SELF, LanguageName.ZH, None, True, False)
    rated = [one.rating for one in rate(call, [forms]).rated if one.rating is not None]
    (folder / "sheets").mkdir(parents=True, exist_ok=True)
    for rating in rated:
        dice = random.Random(f"{_SEED} {rating.unit.name}")  # noqa: S311 invented findings
        fills = found(rating, dice)
        if rating.unit.name == HURRIED:
            fills = hurried(rating, fills)
        content = fill(check_sheet(rating, "zh"), fills)
        (folder / "sheets" / f"{rating.unit.name}核查表.xlsx").write_bytes(content)
    _department(folder / "部门数据.xlsx", [rating.unit.name for rating in rated])
    _survey(folder / "满意度汇总.xlsx", [rating.unit.name for rating in rated])


def found(rating: Rating, dice: random.Random) -> dict[str, dict[CheckColumn, str | Decimal]]:
    """What a checker finds of every indicator of a unit: cells to fill in, by the key of their row."""
    fills: dict[str, dict[CheckColumn, str | Decimal]] = {}
    touched: set[str] = set()
    checker = dice.choice(_CHECKERS)
    for item in check_items(rating.scheme):
        verdict = dice.choice(_DRAWN)
        changed = _lower(item, rating, dice) if verdict == "differs" else {}
        if verdict == "differs" and not changed:
            verdict = "as-reported"
        if verdict == "as-reported" and touched & set(item.elsewhere):
            # A fact that was verified further up changes this indicator too.
            verdict = "differs"
        touched |= changed.keys()
        row: dict[CheckColumn, str | Decimal] = {
            "verdict": VERDICTS[verdict].zh,
            "method": METHODS[dice.choice(tuple(METHODS))].zh,
            "checker": checker,
            "date": _DAY,
        }
        if verdict != "as-reported":
            row["reason"] = dice.choice(_REASONS[verdict])
        fills[item.indicator.id] = {**fills.get(item.indicator.id, {}), **row}
        for key, value in changed.items():
            fills.setdefault(key, {})["verified"] = value
    return fills


def hurried(
    rating: Rating, fills: Mapping[str, Mapping[CheckColumn, str | Decimal]]
) -> dict[str, dict[CheckColumn, str | Decimal]]:
    """The same with the slips of somebody in a hurry: a row left blank, a date left out, a verdict that contradicts."""
    ids = [item.indicator.id for item in check_items(rating.scheme) if item.is_typed]
    changed = {key: dict(row) for key, row in fills.items()}
    changed[ids[0]] = {}
    changed[ids[1]].pop("date", None)
    changed[ids[2]] |= {"verdict": VERDICTS["rejected"].zh, "verified": Decimal(1), "reason": "佐证不足"}
    return changed


def fill(content: bytes, fills: Mapping[str, Fill]) -> bytes:
    """A check sheet with some of its cells filled in; it is otherwise as it was."""
    return filled(content, {CHECK_SHEETS["check"].zh: cells_of(content, fills)})


def cells_of(content: bytes, fills: Mapping[str, Fill]) -> dict[str, str | Decimal]:
    """What goes where on a sheet, by the words of its headings and the codes of its rows."""
    sheet = openpyxl.load_workbook(BytesIO(content))[CHECK_SHEETS["check"].zh]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    names = {heading.zh: column for column, heading in CHECK_HEADINGS.items()}
    top = next(at for at, row in enumerate(rows) if CHECK_HEADINGS["verdict"].zh in row)
    columns = {names[str(text)]: at for at, text in enumerate(rows[top]) if text in names}
    return {
        address(at, columns[column]): value
        for at, row in enumerate(rows[top + 1 :], top + 1)
        for column, value in fills.get(str(row[columns["code"]]), {}).items()
        if column in columns
    }


def _lower(item: CheckItem, rating: Rating, dice: random.Random) -> dict[str, Decimal]:
    """Other figures than the unit reported, within what they may be; none where there is nothing to find."""
    # Whoever corrects a part of a sum corrects the sum too: nobody does that here.
    checks = (check.condition for each in rating.scheme.indicators for check in each.definition.checks)
    sums = {name for condition in checks if condition.sign in ("=", "==") for name in condition.names}
    for figure in item.figures:
        if figure.id in sums:
            continue
        own = own_value(rating.assessment.entries.get(figure.id))
        if isinstance(own, Decimal) and own >= 1 and not figure.levels:
            less = own - max(Decimal(1), (own * dice.choice((2, 5, 9)) / 100).to_integral_value())
            if less >= 0 and _is_less(figure, item):
                return {figure.id: less}
    return {}


def _is_less(figure: Question, item: CheckItem) -> bool:
    """Whether a lower figure is a worse one: a numerator, or a value of which more is better."""
    expression = item.indicator.definition.expression
    if expression is None:
        return item.indicator.definition.direction == "higher"
    return expression.names[0] == figure.id and item.indicator.definition.direction == "higher"


def _department(target: Path, units: Sequence[str]) -> None:
    """The hotline's figures, a row a value; then inspections with a column an indicator."""
    dice = random.Random(_SEED)  # noqa: S311 invented figures
    with xlsxwriter.Workbook(str(target)) as book:
        book.set_properties({"created": WRITTEN_AT})
        long = book.add_worksheet("12345热线")
        _head(
            book,
            long,
            "12345热线工单办理情况（2022年第三季度）",
            "序号 镇街 村社 指标 分子 分母 数值 数据时段 提供部门",
        )
        for row, name in enumerate(units):
            rated = dice.randint(40, 180)
            good = rated - dice.randint(0, rated // 8)
            cells = [row + 1, TOWN, name, "GOV-02", good, rated, round(100 * good / rated, 2), "2022Q3", "信访局"]
            _line(long, row + 3, cells)
        wide = book.add_worksheet("信访和环境检查")
        _head(
            book,
            wide,
            "信访、环境检查情况（2022年1-9月）",
            "序号 镇街 村社 越级信访人次 人居环境(环境卫生)检查平均分 ENV-02",
        )
        for row, name in enumerate(units):
            score = Decimal(dice.randint(800, 980)) / 10
            _line(wide, row + 3, [row + 1, TOWN, name, dice.choice((0, 0, 0, 1)), score, dice.randint(84, 98)])
        wide.write_string(len(units) + 4, 0, "注：检查平均分为三个季度的平均。")


def _survey(target: Path, units: Sequence[str]) -> None:
    """The survey, with one rate that is not what its answers give."""
    dice = random.Random(_SEED + 1)  # noqa: S311 invented figures
    with xlsxwriter.Workbook(str(target)) as book:
        book.set_properties({"created": WRITTEN_AT})
        sheet = book.add_worksheet("满意度汇总")
        _head(
            book,
            sheet,
            "2022年下半年群众满意度测评汇总表",
            "村社 发放份数 有效份数 满意 基本满意 不满意 不了解 满意率",
        )
        for row, name in enumerate(units):
            issued = dice.randint(150, 320)
            valid = issued - dice.randint(0, 12)
            bad, unknown = dice.randint(0, valid // 20), dice.randint(0, 4)
            fair = dice.randint(5, 40)
            good = valid - bad - unknown - fair
            rate_ = round(100 * (good + fair) / valid, 1) + (2 if not row else 0)
            _line(sheet, row + 3, [name, issued, valid, good, fair, bad, unknown, f"{rate_}%"])


def _head(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, title: str, headings: str) -> None:
    bold = book.add_format({"bold": True, "align": "center"})
    columns = headings.split()
    sheet.set_column(0, len(columns) - 1, 13)
    sheet.merge_range(0, 0, 0, len(columns) - 1, title, bold)
    sheet.write_string(1, 0, "演示数据：数值均为虚构")
    sheet.write_row(2, 0, columns, bold)


def _line(sheet: xlsxwriter.worksheet.Worksheet, row: int, cells: Iterable[object]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(row, column, cell)
        elif isinstance(cell, int | float | Decimal):
            sheet.write_number(row, column, float(cell))
