"""One cell: what a number, a level, yes or no, a count or a mark may look like, and what is refused."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import pytest
from sheets import framework

from starcli.core.findings import Location
from starcli.excel.opening.book import CellValue
from starcli.excel.reading.cells import Expected, expected_level, expected_number, read_answer, read_count, read_mark

PLACE = Location("book.xlsx", "填报表", "E5")
NO_VALUE = None
REFUSED = "not-readable-as-number"


def number(key: str) -> Expected:
    """What belongs into a cell of a fact or an indicator that is a number."""
    known = framework()
    return expected_number(known.facts[key] if key in known.facts else known.entries[key].definition, known)


def level(key: str) -> Expected:
    """What belongs into a cell of an indicator that has levels, or is yes or no."""
    return expected_level(framework().entries[key].definition)


def outcomes(cells: Iterable[CellValue], expected: Expected) -> list[tuple[CellValue, str | None, str]]:
    """Each cell with its value, or none, and the codes of what was found on the way."""
    listed = []
    for cell in cells:
        read = read_answer(cell, PLACE, expected)
        value = "not applicable" if read.value.not_applicable else read.value.value
        codes = ",".join(f.code for f in read.findings)
        listed.append((cell, NO_VALUE if value is None else str(value), codes))
    return listed


def test_numeric_cells_are_taken_as_they_are() -> None:
    """A numeric cell gives the decimal that a person sees in it, and nothing is reported."""
    assert outcomes([12, 0, -3, 12.5, 0.1, 12345.25], number("inc_operate")) == [
        (12, "12", ""),
        (0, "0", ""),
        (-3, "-3", ""),
        (12.5, "12.5", ""),
        (0.1, "0.1", ""),
        (12345.25, "12345.25", ""),
    ]


def test_numbers_without_a_value_are_refused() -> None:
    """What a damaged file holds in place of a number, such as `1e400`, is no number."""
    cells = [float("nan"), float("inf"), float("-inf")]
    expected = [("nan", NO_VALUE, REFUSED), ("inf", NO_VALUE, REFUSED), ("-inf", NO_VALUE, REFUSED)]
    for key in ("inc_operate", "posts_filled", "ORG-01"):
        assert [(str(cell), *rest) for cell, *rest in outcomes(cells, number(key))] == expected


def test_plain_digits_in_a_text_cell_are_a_number() -> None:
    """Digits in a text cell are read without a word, with or without spaces around them."""
    assert outcomes(["12", " 12.50 ", "+5", "-0.5", "007"], number("inc_operate")) == [
        ("12", "12", ""),
        (" 12.50 ", "12.50", ""),
        ("+5", "5", ""),
        ("-0.5", "-0.5", ""),
        ("007", "7", ""),
    ]


def test_full_width_digits_are_read_and_reported() -> None:
    """Full-width digits, signs and points are read as the half-width ones, and reported as interpreted."""
    assert outcomes(["８５", "８５．５", "－３", "８５％", "８５%"], number("ORG-01")) == [
        ("８５", "85", "interpreted"),
        ("８５．５", "85.5", "interpreted"),
        ("－３", "-3", "interpreted"),
        ("８５％", "85", "interpreted"),
        ("８５%", "85", "interpreted"),
    ]


def test_thousands_separators_are_read_and_reported() -> None:
    """Groups of three digits after commas are one number, with a note."""
    assert outcomes(["1,234", "12,345.5", "-1,234", "1，234", "1,234万元"], number("inc_operate")) == [
        ("1,234", "1234", "interpreted"),
        ("12,345.5", "12345.5", "interpreted"),
        ("-1,234", "-1234", "interpreted"),
        ("1，234", "1234", "interpreted"),
        ("1,234万元", "1234", "interpreted"),
    ]


def test_misplaced_commas_are_refused() -> None:
    """A comma that separates neither thousands nor two decimals could be a list, so it is not guessed."""
    assert outcomes(["1,2345", "12,34,567", "1234,567", ",5", "1,234,"], number("inc_operate")) == [
        ("1,2345", None, "not-readable-as-number"),
        ("12,34,567", None, "not-readable-as-number"),
        ("1234,567", None, "not-readable-as-number"),
        (",5", None, "not-readable-as-number"),
        ("1,234,", None, "not-readable-as-number"),
    ]


@pytest.mark.parametrize(
    ("key", "cells"),
    [
        ("inc_operate", [("12.6万元", "12.6"), ("3万", "3"), ("126000元", "12.6000"), ("2亿元", "20000")]),
        ("SVC-01", [("320㎡", "320"), ("320平方米", "320"), ("320 m²", "320"), ("3亩", "2000.001")]),
        ("ORG-02", [("30天", "30"), ("2个月", "60"), ("15日", "15")]),
        ("posts_filled", [("7人", "7"), ("7名", "7")]),
        ("SVC-05", [("26场次", "26"), ("26次", "26")]),
        ("households", [("824户", "824")]),
        ("grids", [("4个", "4")]),
    ],
)
def test_a_number_with_a_measure_is_converted(key: str, cells: list[tuple[str, str]]) -> None:
    """A number with a measure that the framework can convert becomes one in the item's own measure, with a note."""
    wanted = [(cell, value, "interpreted") for cell, value in cells]
    assert outcomes([cell for cell, _ in cells], number(key)) == wanted


def test_percent_signs_belong_to_percentages() -> None:
    """A percentage may carry its sign; per mille is converted."""
    assert outcomes(["85%", "85 %", "85％", "85.5百分点", "5‰"], number("ORG-01")) == [
        ("85%", "85", "interpreted"),
        ("85 %", "85", "interpreted"),
        ("85％", "85", "interpreted"),
        ("85.5百分点", "85.5", "interpreted"),
        ("5‰", "0.5", "interpreted"),
    ]


def test_measures_of_another_sort_are_refused() -> None:
    """A measure that cannot be converted into the item's own is refused, never dropped."""
    assert outcomes(["85%", "30天", "5美元", "12㎡"], number("inc_operate")) == [
        ("85%", None, "not-readable-as-number"),
        ("30天", None, "not-readable-as-number"),
        ("5美元", None, "not-readable-as-number"),
        ("12㎡", None, "not-readable-as-number"),
    ]


def test_words_are_no_numbers() -> None:
    """Vague words, ranges, sums of percentages and two numbers in one cell are refused."""
    assert outcomes(["不足80", "十几", "80多", "80-90", "3+4", "=1+1", "12 13", "1e3", "好"], number("ORG-01")) == [
        ("不足80", None, "not-readable-as-number"),
        ("十几", None, "not-readable-as-number"),
        ("80多", None, "not-readable-as-number"),
        ("80-90", None, "value-is-a-range"),
        ("3+4", None, "not-readable-as-number"),
        ("=1+1", None, "not-readable-as-number"),
        ("12 13", None, "not-readable-as-number"),
        ("1e3", None, "not-readable-as-number"),
        ("好", None, "not-readable-as-number"),
    ]


def test_dates_times_and_booleans_are_no_numbers() -> None:
    """A date, a time, a duration or a truth value is not a number, although a spreadsheet stores it as one."""
    cells: list[CellValue] = [
        date(2022, 9, 19),
        datetime(2022, 9, 19),  # noqa: DTZ001 cells have no time zone
        time(8, 30),
        timedelta(hours=2),
        True,
        False,
    ]
    assert outcomes(cells, number("ORG-02")) == [(cell, None, "not-readable-as-number") for cell in cells]


def test_an_interpretation_says_what_was_read_as_what() -> None:
    """The note of an interpretation quotes the cell and the number that it became."""
    read = read_answer("126000元", PLACE, number("inc_operate"))
    assert [(f.location, f.message("en")) for f in read.findings] == [(PLACE, "'126000元' was read as 12.6")]


def test_a_refusal_quotes_the_cell_and_names_the_item() -> None:
    """The finding of an unreadable number quotes the cell and says what belongs there."""
    read = read_answer("不少", PLACE, number("inc_operate"))
    wanted = [(PLACE, "'不少' cannot be read as a number (Business income)")]
    assert [(f.location, f.message("en")) for f in read.findings] == wanted


def test_an_unreadable_cell_is_still_an_answer() -> None:
    """A cell that cannot be read keeps its text and its place, without a value."""
    answer = read_answer(" 不少 ", PLACE, number("ORG-01")).value
    assert (answer.value, answer.raw, answer.location) == (None, "不少", PLACE)


def test_levels_by_name_id_and_alias() -> None:
    """A level is known by its Chinese and English name, its id and its aliases, in any case and width."""
    cells: list[CellValue] = ["较好", "Fairly good", "FAIRLY  GOOD", "B", "ｂ", "良好", "良", " 较 好 "]
    assert outcomes(cells, level("ORG-09")) == [(cell, "B", "") for cell in cells]


def test_unknown_levels_are_refused() -> None:
    """A text that is no level, and a number, are refused for an item that has levels."""
    assert outcomes(["很好", "好/较好", "E", 90, True], level("ORG-09")) == [
        ("很好", None, "not-a-level"),
        ("好/较好", None, "not-a-level"),
        ("E", None, "not-a-level"),
        (90, None, "not-a-level"),
        (True, None, "not-a-level"),
    ]


def test_a_refused_level_is_told_what_there_is() -> None:
    """The finding of an unknown level lists the levels that there are."""
    read = read_answer("很好", PLACE, level("ORG-09"))
    assert [f.advice("zh") for f in read.findings] == ["可选：好、较好、一般、差"]


def test_yes_in_every_spelling() -> None:
    """Yes may be a word, a tick or a truth value; 1 is taken for it with a warning, as it may be a quantity."""
    cells: list[CellValue] = ["是", "√", "✓", "☑", "有", "已完成", "Y", "Yes", "yes", True, " 是 "]
    ones: list[CellValue] = ["1", 1, 1.0]
    wanted = [*((cell, "yes", "") for cell in cells), *((one, "yes", "yes-as-number") for one in ones)]
    assert outcomes([*cells, *ones], level("DEV-06")) == wanted


def test_no_in_every_spelling() -> None:
    """No may be a word, a cross, 0 or a truth value."""
    cells: list[CellValue] = ["否", "×", "✗", "未", "无", "未完成", "N", "No", "no", "0", 0, 0.0, False]
    assert outcomes(cells, level("DEV-06")) == [(cell, "no", "") for cell in cells]


def test_neither_yes_nor_no_is_refused() -> None:
    """An item that is yes or no takes nothing in between."""
    assert outcomes(["基本完成", 2, "是/否"], level("DEV-06")) == [
        ("基本完成", None, "not-a-level"),
        (2, None, "not-a-level"),
        ("是/否", None, "not-a-level"),
    ]


def test_not_applicable_in_every_spelling() -> None:
    """The words and strokes for 'not applicable' are that, for a number as for a level."""
    words: list[CellValue] = [
        "不适用", "不涉及", "无此项", "合理缺项", "N/A", "n/a", "NA", "Not applicable", "—", "——", "–", "-", "/", "／",
    ]  # fmt: skip
    wanted = [(word, "not applicable", "") for word in words] * 2
    assert outcomes(words, number("ORG-01")) + outcomes(words, level("ORG-09")) == wanted


def test_none_is_a_level_where_the_item_has_one() -> None:
    """'无' and 'None' are the level of that name where there is one, and nothing else takes its place."""
    assert outcomes(["无", "None", "没有"], level("SVC-06")) == [
        ("无", "NONE", ""),
        ("None", "NONE", ""),
        ("没有", "NONE", ""),
    ]


def test_none_of_what_is_measured_is_not_guessed() -> None:
    """'无' where something is measured could mean that there is no figure, so it is not used."""
    assert outcomes(["无"], number("inc_operate")) == [("无", None, "none-or-unknown")]


def test_none_of_what_is_counted_is_zero() -> None:
    """'无' is 0 where things are counted, while the English 'None' could be an empty cell of a program."""
    assert outcomes(["无", "None"], number("GOV-03")) == [
        ("无", "0", "interpreted"),
        ("None", None, "not-readable-as-number"),
    ]


def test_counts_are_whole_numbers_or_yes_and_no() -> None:
    """An adjustment applies a whole number of times; yes is once and no is never."""
    cells: list[CellValue] = [2, 3.0, "2", "0", 0, "是", "否", "√", "无", True, False]
    read = [(cell, read_count(cell, PLACE)) for cell in cells]
    assert [(cell, str(r.value), r.findings) for cell, r in read] == [
        (2, "2", ()),
        (3.0, "3", ()),
        ("2", "2", ()),
        ("0", "0", ()),
        (0, "0", ()),
        ("是", "1", ()),
        ("否", "0", ()),
        ("√", "1", ()),
        ("无", "0", ()),
        (True, "1", ()),
        (False, "0", ()),
    ]


def test_counts_with_a_measure_word() -> None:
    """A count may have its measure word, or be a single Chinese numeral; that is noted."""
    read = [read_count(cell, PLACE) for cell in ("2次", "两次", "３起")]
    assert [(str(r.value), [f.code for f in r.findings]) for r in read] == [
        ("2", ["interpreted"]),
        ("2", ["interpreted"]),
        ("3", ["interpreted"]),
    ]


def test_other_counts_are_refused() -> None:
    """Halves, negative numbers, words and dates are no counts."""
    cells: list[CellValue] = [0.5, -1, "-2", "多次", "2天", "待定", date(2022, 9, 19)]
    read = [(cell, read_count(cell, PLACE)) for cell in cells]
    assert [(cell, r.value, [f.code for f in r.findings]) for cell, r in read] == [
        (cell, None, ["not-a-count"]) for cell in cells
    ]


def test_marks_of_not_applicable() -> None:
    """A tick or 'not applicable' is a claim without a reason, any other text is a claim with that reason."""
    assert [(cell, *read_mark(cell)) for cell in ("√", "是", 1, True, "不适用", "/", "本村无流动党员")] == [
        ("√", True, ""),
        ("是", True, ""),
        (1, True, ""),
        (True, True, ""),
        ("不适用", True, ""),
        ("/", True, ""),
        ("本村无流动党员", True, "本村无流动党员"),
    ]


def test_marks_that_say_no() -> None:
    """A blank, a cross or the word no in the 'not applicable' column claims nothing."""
    assert [(cell, *read_mark(cell)) for cell in ("", "  ", "×", "否", 0, False, "no")] == [
        ("", False, ""),
        ("  ", False, ""),
        ("×", False, ""),
        ("否", False, ""),
        (0, False, ""),
        (False, False, ""),
        ("no", False, ""),
    ]


def test_a_raised_digit_is_no_digit() -> None:
    """10² is not 102: a raised digit behind a digit is refused, while m² is a measure."""
    assert outcomes(["10²", "320m²"], number("SVC-01")) == [
        ("10²", None, "not-readable-as-number"),
        ("320m²", "320", "interpreted"),
    ]
