"""The ledger of a run of checks: units with their totals before and after, and every value that was displaced.

Each unit's lines, with what rescaling makes of them, add up to the difference of its totals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from starcli.core.checking.displaced import DisplacedLedger, DisplacedValue
from starcli.core.checking.verification import Verification, VerificationRun
from starcli.core.checking.words import METHODS, VERDICTS
from starcli.core.explain import current, stars
from starcli.core.model import Framework
from starcli.core.numbers import ZERO
from starcli.core.provenance import cells_in, home_of
from starcli.core.text import Language, Text
from starcli.excel.writing.findings_page import findings_page, imprint_line
from starcli.excel.writing.forms.spots import letters
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, narrow_font, widths

_TITLE = Text("核查结果汇总", "Results of the checks")
_LEDGER = Text("核减台账", "Displaced values")
_FIRST_UNIT = 3


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """What the ledger shows, and the area that it is of."""

    name: str
    framework: Framework
    run: VerificationRun


def write_verification(report: VerificationReport, target: Path, language: Language) -> None:
    """Write the ledger. Raises `OutputError`."""
    title = Text(f"{report.name} {_TITLE.zh}", f"{report.name}: {_TITLE.en.lower()}")
    book = Workbook("verification", title, language)
    narrow_font(book)
    _overview(book, report, title)
    _ledger(book, report)
    findings_page(book, report.run.findings)
    book.save(target)


def _overview(book: Workbook, report: VerificationReport, title: Text) -> None:
    columns = (
        Column(Text("单位", "Unit"), 18),
        Column(Text("镇街", "Town"), 14),
        Column(Text("应核", "Items"), 7, "whole"),
        Column(Text("已核", "Checked"), 8, "whole"),
        Column(Text("属实", "As reported"), 9, "whole"),
        Column(Text("有出入", "Differ"), 8, "whole"),
        Column(Text("不予认定", "Not accepted"), 9, "whole"),
        Column(Text("不适用", "Not applicable"), 10, "whole"),
        Column(Text("自评总分", "Own total"), 10, "points"),
        Column(Text("自评星级", "Own grade"), 12, "centre"),
        Column(Text("核验总分", "Verified total"), 10, "points"),
        Column(Text("核验星级", "Verified grade"), 12, "centre"),
        Column(Text("核减分", "Difference"), 10, "points"),
    )
    page = book.page(_TITLE, widths(columns), landscape=True)
    page.say(title, "title", height=30)
    run = report.run
    words = Text(
        f"{len(run.each)} 个单位：有核查表 {len(run.checked)}，没有 {len(run.each) - len(run.checked)}。"
        "核减分 = 自评总分 − 核验总分。",
        f"{len(run.each)} units: {len(run.checked)} with a check sheet, {len(run.each) - len(run.checked)} without. "
        "The difference is the own total less the verified one.",
    )
    page.say(words, "quiet")
    rows = [_unit(one, report.framework) for one in run.each]
    top = page.table(columns, rows, repeat=True)
    difference = sum((one.difference for one in run.checked), ZERO)
    _total(page, columns, (top, difference), (2, 3, 4, 5, 6, 7), rows)
    page.footer(imprint_line(report.framework))


def _unit(one: Verification, framework: Framework) -> list[Content | Cell]:
    items = one.verdicts.items if one.verdicts is not None else ()
    counts: list[Content | Cell] = [sum(item.verdict == verdict for item in items) or None for verdict in VERDICTS]
    if one.ledger is None:
        unread = Cell(Text("未评定", "not rated"), "bad")
        return [one.unit.name, one.unit.town, None, None, *counts, None, unread, None, None, None]
    own, counted = one.ledger.own, one.ledger.counted
    highest = framework.grades[0]
    if one.verdicts is None:
        none = Cell(Text("没有核查表", "no check sheet"), "doubtful")
        return [
            one.unit.name, one.unit.town, len(own.results), None, *counts, own.total, stars(own.grade, highest), None,
            none, None,
        ]  # fmt: skip
    sound = one.verdicts.sound
    return [
        one.unit.name,
        one.unit.town,
        len(items),
        Cell(sound, "whole" if sound == len(items) else "bad_whole"),
        *counts,
        own.total,
        stars(own.grade, highest),
        counted.total,
        Cell(stars(counted.grade, highest), "centre" if counted.grade == own.grade else "bad"),
        Cell(one.difference, "bad_points" if one.difference > 0 else "points"),
    ]


def _total(
    page: Page,
    columns: Sequence[Column],
    of: tuple[int, Decimal],
    summed: Sequence[int],
    rows: Sequence[Sequence[object]],
) -> None:
    """The last row: sums of whole numbers, and of the differences, whose first row and sum are given."""
    top, difference = of
    for position in range(len(columns)):
        page.put(page.row, position, None, "sum_label")
    page.put(page.row, 0, Text("合计", "Total"), "sum_label")
    for position in summed:
        values = [_whole(row[position]) for row in rows]
        formula = f"=SUM({letters(position)}{top + 2}:{letters(position)}{page.row})"
        page.put(page.row, position, Cell(sum(values), formula=formula), "sum_whole")
    last = len(columns) - 1
    formula = f"=ROUND(SUM({letters(last)}{top + 2}:{letters(last)}{page.row}),2)"
    page.put(page.row, last, Cell(difference, formula=formula), "sum")
    page.row += 1


def _whole(content: object) -> int:
    held = content.content if isinstance(content, Cell) else content
    return held if isinstance(held, int) else 0


def _ledger(book: Workbook, report: VerificationReport) -> None:
    columns = (
        Column(Text("单位", "Unit"), 14),
        Column(Text("编码", "Code"), 9, "centre"),
        Column(Text("指标", "Indicator"), 24),
        Column(Text("填报值", "Self-reported"), 10, "centre"),
        Column(Text("采用值", "Counts"), 10, "centre"),
        Column(Text("自评得分", "Own points"), 9, "points"),
        Column(Text("核定得分", "Points that count"), 9, "points"),
        Column(Text("核减", "Difference"), 9, "points"),
        Column(Text("结论", "Verdict"), 10, "centre"),
        Column(Text("扣分原因", "Reason"), 22),
        Column(Text("核验方式", "Method"), 9, "centre"),
        Column(Text("核验人", "Checker"), 9, "centre"),
        Column(Text("核验日期", "Date"), 11, "centre"),
        Column(Text("填报出处", "From cell"), 13),
        Column(Text("采用出处", "Counts in"), 20),
    )
    page = book.page(_LEDGER, widths(columns), landscape=True)
    page.say(_LEDGER, "title", height=30)
    note = Text(
        "每个单位：各项核减相加，加上不适用项折算的差，等于两个总分之差，分毫不差。没有变的项目不列。",
        "Of each unit, the differences of its lines and of rescaling add up to the difference of its totals, to the "
        "last digit. What has not changed is not listed.",
    )
    page.say(note, "quiet")
    top = page.table(columns, [], repeat=True)
    some = False
    for one in report.run.each:
        if one.ledger is not None and (one.ledger.lines or one.ledger.difference):
            some = True
            _of_unit(page, columns, one, one.ledger)
    if not some:
        page.say(Text("没有核减。", "Nothing was displaced."))
    page.sheet.freeze_panes(top + 1, _FIRST_UNIT)
    page.footer(imprint_line(report.framework))


def _of_unit(page: Page, columns: Sequence[Column], one: Verification, ledger: DisplacedLedger) -> None:
    first = page.row
    page.rows(columns, [_line(one, line, ledger) for line in ledger.lines])
    blank: list[Content | Cell] = [None] * (len(columns) - 8)
    for name, own, counted, difference in (
        (Text("不适用项折算", "Rescaled"), ledger.own.rescaling, ledger.counted.rescaling, ledger.rescaling),
        (
            Text("加减分", "Bonus and deductions"),
            ledger.own.bonus - ledger.own.deductions,
            ledger.counted.bonus - ledger.counted.deductions,
            ledger.adjustments,
        ),
    ):
        if difference:
            page.rows(columns, [[one.unit.name, "", name, None, None, own, counted, difference, *blank]])
    for position in range(len(columns)):
        page.put(page.row, position, None, "sum_label")
    page.put(page.row, 0, one.unit.name, "sum_label")
    words = Text(
        f"总分 {ledger.own.total} → {ledger.counted.total}", f"total {ledger.own.total} → {ledger.counted.total}"
    )
    page.put(page.row, 2, words, "sum_label")
    formula = f"=ROUND(SUM(H{first + 1}:H{page.row}),2)"
    page.put(page.row, 7, Cell(ledger.difference, formula=formula), "sum")
    page.row += 1


def _line(one: Verification, line: DisplacedValue, ledger: DisplacedLedger) -> list[Content | Cell]:
    indicator = line.own.indicator
    checked = one.checked(indicator.id)
    row = checked.row if checked is not None and checked.sound else None
    methods = [METHODS[method] for method in row.methods] if row is not None else []
    home = home_of(ledger.own)
    return [
        one.unit.name,
        indicator.id,
        indicator.name,
        current(line.own),
        Cell(current(line.counted), "bad" if line.counted.rejected else ""),
        line.own.points,
        line.counted.points,
        Cell(line.points, "bad_points" if line.points > 0 else "points"),
        VERDICTS[checked.verdict] if checked is not None and checked.verdict is not None else None,
        row.said("reason") if row is not None else None,
        Text("、".join(m.zh for m in methods), ", ".join(m.en for m in methods)),
        row.said("checker") if row is not None else None,
        row.day.isoformat() if row is not None and row.day is not None else None,
        cells_in(line.own.sources, home),
        cells_in(line.counted.sources, home),
    ]
