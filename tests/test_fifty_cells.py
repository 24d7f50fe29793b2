"""Fifty sorts of cell content as people fill them in, each in a real workbook and read back with the form's reader."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
import xlsxwriter
from factory import Item, framework_of
from sheets import framework, only, reader

from starcli.core.findings import Finding, Location, worst
from starcli.core.model import Framework, Level
from starcli.core.numbers import half_up, plain
from starcli.core.rating import rate
from starcli.core.scheme import resolve
from starcli.core.text import Text
from starcli.excel.opening.book import Broken, CellValue
from starcli.excel.opening.workbook import open_file
from starcli.excel.reading.dates import read_date, read_deadline
from starcli.excel.reading.quantities import read_quantity, target_in
from starcli.excel.reading.reader import FormReader, read_units

MONEY, AREA, PERCENT, GROWTH = "inc_operate", "SVC-01", "ORG-01", "DEV-02"
PEOPLE, TIMES, VISITS, INCIDENTS, HOUSEHOLDS = "posts_filled", "held", "samples", "GOV-04", "households"
PLACES, SERVICE, YES_NO, BELOW_ZERO = "SVC-06", "ORG-09", "DEV-06", "inc_invest"
STATUS = {None: "ok", "note": "ok", "warning": "warn", "error": "error"}
ANY_ITEM = (MONEY, PERCENT, PEOPLE, SERVICE)


class Row(NamedTuple):
    """Cells that are read alike: the item they answer, what is typed, the value, the status, and the finding."""

    number: int
    items: str | tuple[str, ...]
    cells: Sequence[str | float]
    value: str | tuple[str, ...] | None
    status: str
    codes: tuple[str, ...] = ()
    number_format: str = ""
    stated: str = ""
    remark: str = ""


NOTE = ("interpreted",)
ROWS = [
    Row(1, MONEY, ["1,200万元"], "1200", "ok", NOTE),
    Row(2, MONEY, ["1，200"], "1200", "ok", NOTE),
    Row(3, (MONEY, PEOPLE), ["１２００"], "1200", "ok", NOTE),
    Row(3, PERCENT, ["８５"], "85", "ok", NOTE),
    Row(4, MONEY, ["12,000,000元"], "1200", "ok", NOTE),
    Row(5, MONEY, ["0.12亿元", "0.12亿"], "1200", "ok", NOTE),
    Row(6, MONEY, [356000, "356000", "356,000"], "356000", "warn", ("measure-doubtful",), stated="单位：万元"),
    Row(7, MONEY, [35.6, "35.6"], "0.00356", "warn", ("measure-stated",), stated="单位：元"),
    Row(8, MONEY, ["￥35.6万", "RMB 35.6万", "¥35.6万元", "人民币35.6万元"], "35.6", "ok", NOTE),
    Row(9, PERCENT, ["85%"], "85", "ok", NOTE),
    Row(10, PERCENT, [0.85], "85", "ok", NOTE, number_format="0%"),
    Row(10, PERCENT, [0.8525], "85.25", "ok", NOTE, number_format="0.00%"),
    # Neither 0.85 nor 85 is taken: as a share of debt the one, as a growth the other would earn a wrong star.
    Row(11, (PERCENT, GROWTH, "DEV-03"), [0.85, "0.85", 1], None, "warn", ("percent-or-share",)),
    Row(12, PERCENT, ["85％", "85 %"], "85", "ok", NOTE),
    Row(12, PERCENT, ["百分之八十五"], "85", "warn", ("number-in-words",)),
    Row(13, PERCENT, ["98.5‰"], "9.85", "ok", NOTE),
    Row(14, PERCENT, ["105%"], "105", "error", ("interpreted", "value-out-of-bounds")),
    Row(14, "DEV-03", ["105%"], "105", "ok", NOTE),
    Row(15, PERCENT, ["100%以上", "≥95%", "约85%", "近90%"], ("100", "95", "85", "90"), "warn", ("value-not-exact",)),
    Row(16, PERCENT, ["85-90%", "85~90", "85%～90%", "85至90"], None, "error", ("value-is-a-range",)),
    Row(17, PERCENT, ["3/4", "12÷13", "12比13"], ("75", "92.31", "92.31"), "warn", ("value-worked-out",)),
    Row(17, PERCENT, [44624], None, "error", ("not-readable-as-number",), number_format="m/d"),
    Row(17, MONEY, ["3/4"], None, "error", ("not-readable-as-number",)),
    Row(18, (PEOPLE, INCIDENTS), ["无", "没有", "零"], "0", "ok", NOTE),
    Row(19, (MONEY, AREA, PERCENT), ["无", "没有", "零"], None, "warn", ("none-or-unknown",)),
    Row(20, ANY_ITEM, ["—", "——", "-", "–", "/", "\\", "×"], None, "not_applicable"),
    Row(21, ANY_ITEM, ["", "  ", "\u3000", "\u00a0"], None, "missing"),
    Row(22, ANY_ITEM, ["不涉及", "不适用", "N/A", "无此项"], None, "not_applicable"),
    *(
        Row(23, ANY_ITEM, [text], None, "missing", ("value-pending",), remark=text)
        for text in ("待定", "待核", "暂无数据", "……", "同上", "见附件", "见附件3", "TBD")
    ),
    Row(24, YES_NO, ["是", "√", "✓", "☑", "有", "已完成", "达标", "合格", "Y"], "yes", "ok"),
    Row(24, YES_NO, ["1", 1], "yes", "warn", ("yes-as-number",)),
    Row(25, YES_NO, ["否", "×", "✗", "未", "无", "未完成", "不达标", "N", "0", 0], "no", "ok"),
    Row(26, YES_NO, ["基本完成", "部分完成", "正在推进"], None, "error", ("not-a-level",)),
    Row(27, PLACES, ["4A", "4A级", "AAAA", "四级", "ＡＡＡＡ"], "4A", "ok"),
    Row(28, SERVICE, ["好", "优", "A", "较好", "良好"], ("A", "A", "A", "B", "B"), "ok"),
    Row(28, SERVICE, ["优秀"], "A", "warn", ("level-of-another-scale",)),
    Row(29, HOUSEHOLDS, ["一百二十", "12万5千"], ("120", "125000"), "warn", ("number-in-words",)),
    Row(29, HOUSEHOLDS, ["1.2w", "3k"], ("12000", "3000"), "warn", ("number-in-words",)),
    Row(29, MONEY, ["12万5千", "1.2w", "3k"], ("12.5", "1.2", "0.3"), "warn", ("number-in-words",)),
    Row(30, PEOPLE, ["3人"], "3", "ok", NOTE),
    Row(30, TIMES, ["两次"], "2", "ok", NOTE),
    Row(30, VISITS, ["5户次"], "5", "ok", NOTE),
    Row(30, INCIDENTS, ["2起"], "2", "ok", NOTE),
    Row(30, PEOPLE, ["3户", "2起"], None, "error", ("not-readable-as-number",)),
    # The reference holds that 1 亩 is 666.667 m², so half of one is 333.3335.
    Row(31, AREA, ["320㎡", "320平方", "320m²", "0.5亩"], ("320", "320", "320", "333.33"), "ok", NOTE),
    Row(32, AREA, ["320(其中办公80)"], "320", "warn", ("remark-in-value",), remark="其中办公80"),
    Row(32, AREA, ["320（含租赁）", "320㎡（含租赁）"], "320", "warn", ("remark-in-value",), remark="含租赁"),
    Row(33, AREA, ["200+120"], "320", "warn", ("value-worked-out",)),
    Row(45, (MONEY, PERCENT, PEOPLE), ["36"], "36", "ok"),
    Row(46, BELOW_ZERO, ["-0.5", -0.5], "-0.5", "ok"),
    Row(46, BELOW_ZERO, ["△0.5"], "-0.5", "ok", NOTE),
    Row(46, BELOW_ZERO, ["（0.5）", "(0.5)"], "-0.5", "warn", ("brackets-as-minus",)),
    Row(47, MONEY, ["35. 6", "35。6", "35,6"], "35.6", "warn", ("decimal-sign-unclear",)),
    Row(48, MONEY, ["35.6\n其中租金20"], "35.6", "warn", ("remark-in-value",), remark="其中租金20"),
]


def book_of(path: Path, row: Row, key: str, cell: str | float) -> Path:
    """A village's workbook with one answer, in the number format of its row."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.add_worksheet("基本信息").write_row(0, 0, ["类型", "村"])
    sheet = book.add_worksheet("填报表")
    sheet.write_string(0, 0, row.stated)
    sheet.write_row(1, 0, ["编码", "填报值", "备注"])
    sheet.write_string(2, 0, key)
    style = book.add_format({"num_format": row.number_format}) if row.number_format else None
    if isinstance(cell, str):
        sheet.write_string(2, 1, cell)
    else:
        sheet.write_number(2, 1, cell, style)
    book.close()
    return path


def outcome(path: Path, key: str) -> tuple[str | None, str, tuple[str, ...], str]:
    """Value, status, codes and remark of the answer in B3, with what the rating finds in that cell."""
    read = only(read_units(path, path.name, reader()))
    assert read.value is not None
    entry = read.value.entries[key]
    answer = entry.answers.get("self")
    judged = rate(resolve(framework(), "village", "default"), read.value).findings
    found = [f for f in (*read.findings, *judged) if f.location.cell == "B3"]
    if answer is None:
        assert entry.location.cell == "B3"
        found = [f for f in found if f.code != "missing-value"]
        return None, "missing", codes(found), entry.remarks
    if answer.not_applicable:
        return None, "not_applicable", codes(read.findings), entry.remarks
    value = answer.value
    shown = plain(half_up(value, 5 if value < 1 else 2)) if isinstance(value, Decimal) else value
    return shown, STATUS[worst(found)], codes(found), entry.remarks


def codes(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The codes of findings, each once."""
    return tuple(dict.fromkeys(f.code for f in findings))


CASES = [
    (row, key, cell, row.value[at] if isinstance(row.value, tuple) else row.value)
    for row in ROWS
    for key in ((row.items,) if isinstance(row.items, str) else row.items)
    for at, cell in enumerate(row.cells)
]


@pytest.mark.parametrize(
    ("row", "key", "cell", "value"), CASES, ids=[f"{row.number}-{key}-{cell!a}" for row, key, cell, _ in CASES]
)
def test_a_cell_as_people_fill_it_in(row: Row, key: str, cell: str | float, value: str | None, tmp_path: Path) -> None:
    """A cell gives its value, its status, the findings that say why, and keeps the words beside the value."""
    assert outcome(book_of(tmp_path / "f.xlsx", row, key, cell), key) == (value, row.status, row.codes, row.remark)


@pytest.mark.parametrize(
    ("formula", "result", "wanted"),
    [
        ("=200+120", 320, ("320", "ok", (), "")),
        ("=200+120", None, (None, "error", ("formula-without-value",), "")),
        *(("=1/0", error, (None, "error", ("cell-error",), "")) for error in ("#DIV/0!", "#REF!", "#VALUE!", "#N/A")),
    ],
)
def test_formulas(tmp_path: Path, formula: str, result: str | int | None, wanted: tuple[object, ...]) -> None:
    """A formula is worth its stored result; an error, or no result at all, is an error that says so."""
    path = tmp_path / "f.xlsx"
    if result is None:
        book = openpyxl.Workbook()
        for cells in (["类型", "村"], ["编码", "填报值"], [AREA, formula]):
            book.active.append(cells)
        book.save(path)
    else:
        written = xlsxwriter.Workbook(str(path))
        sheet = written.add_worksheet()
        sheet.write_row(0, 0, ["类型", "村"])
        sheet.write_row(1, 0, ["编码", "填报值"])
        sheet.write(2, 0, AREA)
        sheet.write_formula(2, 1, formula, None, result)
        written.close()
    assert outcome(path, AREA) == wanted


@pytest.mark.parametrize(
    ("field", "typed", "kept", "found"),
    [
        ("单位代码", "3.30127E+11", "", ["code-lost-precision"]),
        ("单位代码", "1.2E+03", "", ["code-lost-precision"]),
        ("单位代码", "'330127102203", "330127102203", ["code-mended"]),
        ("单位代码", "'0123", "0123", ["code-mended", "code-irregular"]),
        ("单位代码", 30127102203, "30127102203", ["code-irregular"]),
        ("单位代码", 330127102203, "330127102203", []),
        ("单位名称", "李 明", "李明", []),
        ("单位名称", "胡家坪村 ", "胡家坪村", []),
        ("单位名称", "王阜乡（胡家坪村）", "王阜乡(胡家坪村)", []),
        ("单位名称", "Hu Jia Ping", "Hu Jia Ping", []),
        ("单位名称", "\u3000石（氵甸）村", "石（氵甸）村", ["name-with-rare-character"]),
        ("单位名称", "石\U00023d76村", "石\U00023d76村", ["name-with-rare-character"]),
    ],
)
def test_codes_and_names(tmp_path: Path, field: str, typed: str | int, kept: str, found: list[str]) -> None:
    """A code that lost digits is refused, one with signs around it mended; a name has one spelling."""
    path = tmp_path / "f.xlsx"
    book = xlsxwriter.Workbook(str(path))
    cover, data = book.add_worksheet("基本信息"), book.add_worksheet("填报表")
    for at, cells in enumerate([["类型", "村"], ["单位名称", "某村"], [field, typed]]):
        if at != 1 or field != "单位名称":
            cover.write_row(at, 0, cells)
    data.write_row(0, 0, ["编码", "填报值"])
    book.close()
    read = only(read_units(path, path.name, reader()))
    assert read.value is not None
    unit = read.value.unit
    assert (unit.code if field == "单位代码" else unit.name, [f.code for f in read.findings]) == (kept, found)


PLACE = Location("f.xlsx", "计划", "A1")


def date_cell(path: Path, typed: str | float | date, number_format: str = "", *, since_1904: bool = False) -> CellValue:
    """A cell as it comes back from a real workbook."""
    book = xlsxwriter.Workbook(str(path), {"date_1904": since_1904})
    sheet = book.add_worksheet("计划")
    style = book.add_format({"num_format": number_format}) if number_format else None
    if isinstance(typed, date):
        sheet.write_datetime(0, 0, typed, style)
    else:
        sheet.write(0, 0, typed, style)
    book.close()
    opened = open_file(path, path.name).value
    assert opened is not None
    return opened.sheets[0].cell(0, 0)


@pytest.mark.parametrize(
    ("typed", "shown", "found"),
    [
        (2022.6, "2022-06", []),
        (2022.12, "2022-12", []),
        ("2022.10", "2022-10", []),
        (2022.1, None, ["date-month-doubtful"]),
        (2022.13, None, ["date-impossible"]),
        ("2022年6月底", "2022-06", []),
        ("6月底前", "2022-06", []),
        ("2022年上半年", "2022-01-01/2022-06-30", []),
        ("年底前", "2022-01-01/2022-12-31", []),
        ("2022Q3", "2022-07-01/2022-09-30", []),
        ("2022/6/31", None, ["date-impossible"]),
        ("2022-02-30", None, ["date-impossible"]),
        ("2022年13月", None, ["date-impossible"]),
        (44713, "2022-06-01", []),
        ("22.6.30", "2022-06-30", []),
        ("20220630", "2022-06-30", []),
        (20220630, "2022-06-30", []),
        ("2022 06 30", "2022-06-30", ["date-doubtful"]),
        ("2022年6月30日前", "2022-06-30", []),
        ("２０２２－６－３０", "2022-06-30", []),
        ("2022-06-30 00:00:00", "2022-06-30", []),
        ("6月30日", "2022-06-30", []),
        ("尽快", None, ["date-unreadable"]),
        (7, None, ["date-unreadable"]),
    ],
)
def test_dates(tmp_path: Path, typed: str | float, shown: str | None, found: list[str]) -> None:
    """A date is a day or a period, whichever way it is written, and a day that there is not is an error."""
    read = read_date(date_cell(tmp_path / "f.xlsx", typed), PLACE, 2022)
    assert (None if read.value is None else str(read.value), [f.code for f in read.findings]) == (shown, found)


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("2022年6月底", "2022-06-30"),
        ("6月底前", "2022-06-30"),
        ("2022年上半年", "2022-06-30"),
        ("年底前", "2022-12-31"),
    ],
)
def test_a_period_ends_with_its_last_day(tmp_path: Path, typed: str, last: str) -> None:
    """The deadline of a month, a half-year or a year is its last day."""
    read = read_date(date_cell(tmp_path / "f.xlsx", typed), PLACE, 2022)
    assert read.value is not None
    assert read.value.last.isoformat() == last


@pytest.mark.parametrize("typed", ["6月底前", "年底前", "6月30日"])
def test_a_date_without_a_year(tmp_path: Path, typed: str) -> None:
    """Where nothing says which year is meant, a date without one is refused."""
    read = read_date(date_cell(tmp_path / "f.xlsx", typed), PLACE)
    assert (read.value, [f.code for f in read.findings]) == (None, ["date-without-year"])


@pytest.mark.parametrize("since_1904", [False, True])
def test_a_cell_formatted_as_a_date(tmp_path: Path, since_1904: bool) -> None:
    """A date cell is the same day in a workbook that counts from 1900 and in one that counts from 1904."""
    cell = date_cell(tmp_path / "f.xlsx", date(2022, 6, 1), "yyyy-mm-dd", since_1904=since_1904)
    assert str(read_date(cell, PLACE).value) == "2022-06-01"


def test_a_bare_serial_of_1904(tmp_path: Path) -> None:
    """A serial number without a date format is 1462 days later where the workbook counts from 1904."""
    cell = date_cell(tmp_path / "f.xlsx", 44713, since_1904=True)
    assert str(read_date(cell, PLACE, since_1904=True).value) == "2026-06-02"


@pytest.mark.parametrize(
    ("typed", "measure", "meant", "found"),
    [
        ("长期坚持", "long-term", "long-term", []),
        ("持续推进", "long-term", "long-term", []),
        ("立行立改", "at-once", "at-once", []),
        ("长期坚持", "by-a-date", "long-term", ["date-is-open-ended"]),
        ("立行立改", "", "at-once", ["date-is-open-ended"]),
        ("2022-06-30", "by-a-date", None, []),
    ],
)
def test_words_instead_of_a_date(tmp_path: Path, typed: str, measure: str, meant: str | None, found: list[str]) -> None:
    """Words that stand for no date are taken for a measure of that type only."""
    read = read_deadline(date_cell(tmp_path / "f.xlsx", typed), PLACE, measure)
    assert (read.value.open_ended, [f.code for f in read.findings]) == (meant, found)


def test_a_broken_cell_is_no_date() -> None:
    """An error value in a date cell is refused like any other text that is no date."""
    assert [f.code for f in read_date(Broken("#REF!", is_error=True), PLACE).findings] == ["date-unreadable"]


@pytest.mark.parametrize(
    ("line", "heading", "value"),
    [
        ("单位：元", "填报值", "0.00356"),
        ("（金额单位:元）", "填报值", "0.00356"),
        ("", "填报值（元）", "0.00356"),
        ("单位：万元", "填报值（元）", "0.00356"),
        ("单位：万元", "填报值", "35.6"),
        ("填报单位：元", "填报值", "35.6"),
        ("单位：元、万元", "填报值", "0.00356"),
        ("单位：人", "填报值", "35.6"),
    ],
)
def test_the_measure_that_a_form_states(tmp_path: Path, line: str, heading: str, value: str) -> None:
    """A measure above the table or in the heading is that of numbers without one of their own."""
    path = tmp_path / "f.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for at, cells in enumerate([["类型", "村"], [line], ["编码", heading], [MONEY, 35.6], [PEOPLE, 4]]):
        sheet.write_row(at, 0, cells)
    book.close()
    read = only(read_units(path, path.name, reader())).value
    assert read is not None
    values = [answer.value for entry in read.entries.values() for answer in entry.answers.values()]
    assert [plain(each) for each in values if isinstance(each, Decimal)] == [value, "4"]


def test_a_measure_of_its_own_beats_the_one_stated(tmp_path: Path) -> None:
    """A number with its measure is not converted by the line above the table."""
    path = book_of(tmp_path / "f.xlsx", Row(7, MONEY, [], None, "", stated="单位：元"), MONEY, "35.6万")
    assert outcome(path, MONEY) == ("35.6", "ok", NOTE, "")


def _levels(*names: str) -> Framework:
    """A framework of one item whose levels have these names."""
    small = framework_of([Item(type="level", rule={"categories": {"A": "1", "B": "0.5", "C": "0"}})])
    entry = small.entries["A-1"]
    levels = tuple(Level(id_, Text.same(name)) for id_, name in zip("ABC", names, strict=True))
    definition = replace(entry.definition, levels=levels)
    return replace(small, entries={"A-1": replace(entry, definition=definition)})


@pytest.mark.parametrize(
    ("names", "level", "found"),
    [(("优秀", "好", "差"), "A", []), (("好", "中", "差"), "A", ["level-of-another-scale"])],
)
def test_excellent_is_a_level_of_its_own_where_there_is_one(
    tmp_path: Path, names: tuple[str, ...], level: str, found: list[str]
) -> None:
    """'优秀' is taken for '好' with a warning, but not where the item has a level of that name."""
    path = book_of(tmp_path / "f.xlsx", Row(28, "A-1", [], None, ""), "A-1", "优秀")
    read = only(read_units(path, path.name, FormReader(_levels(*names))))
    assert read.value is not None
    codes_ = [f.code for f in read.findings if f.location.cell == "B3"]
    assert (read.value.entries["A-1"].answers["self"].value, codes_) == (level, found)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十二", "12"), ("一百一十", "110"), ("一百零二", "102"), ("一万零五", "10005"), ("一亿二千万", "120000000"),
        ("八十五点五", "85.5"), ("二〇二二", "2022"), ("两千", "2000"), ("12万零5", "120005"),
        ("一百二", None), ("12万5", None), ("十十", None), ("百", None), ("千百", None), ("好", None),
    ],
)  # fmt: skip
def test_chinese_numerals(text: str, number: str | None) -> None:
    """A number in Chinese characters is read where everybody reads it alike."""
    read = read_quantity(text, target_in("户", None, whole=True, places=0))
    assert (None if read is None or read.value is None else plain(read.value)) == number


@pytest.mark.parametrize("text", ["约12万5千户（含租住）", "约１２．５万户\n（含租住）"])
def test_several_doubts_about_one_cell(text: str) -> None:
    """A cell that is doubtful in more than one way has a warning for each."""
    read = read_quantity(text, target_in("户", None, whole=True, places=0))
    assert read is not None
    assert read.value == 125000
    assert set(read.doubts) == {"value-not-exact", "number-in-words", "remark-in-value"}


@pytest.mark.parametrize("text", ["9" * 400, "1(" * 120, "1+" * 140, "1-" * 140, "一" * 290 + "好"])
def test_long_texts_are_refused_at_once(text: str) -> None:
    """A long text that is no number is refused without a search through all ways to divide it."""
    assert read_quantity(text, target_in("户", None, whole=True, places=0)) is None
