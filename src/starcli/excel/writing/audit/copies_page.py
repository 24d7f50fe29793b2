"""Units whose figures or texts are too much alike: group by group, with what is equal and the cells of both."""

from decimal import Decimal

from starcli.core.audit.report import Copy, CopyGroup, Equal
from starcli.core.audit.words import rarity
from starcli.core.explain import percent
from starcli.core.numbers import divide
from starcli.core.text import Text, counted
from starcli.excel.writing.audit.report import AuditReport
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths

COPIES_NAME = Text("雷同", "Copies")
SORT_NAMES = {"figures": Text("数据", "figures"), "texts": Text("文字", "texts")}
_COLUMNS = (
    Column(Text("组", "Group"), 6, "whole"), Column(Text("单位", "Unit"), 22), Column(Text("与", "And"), 22),
    Column(Text("类别", "Sort"), 9, "centre"), Column(Text("相同/可比", "Equal of"), 12, "centre"),
    Column(Text("相同的内容（前几处）", "What is equal (the first of it)"), 46, "strip_wrapped"),
    Column(Text("出处", "Cells"), 30, "strip_wrapped"),
    Column(Text("少见程度", "How unlikely"), 30, "strip_wrapped"), Column(Text("核实情况", "Found to be"), 18, "input"),
)  # fmt: skip
_SHOWN, _LONGEST, _NAMED = 4, 60, 8


def copies_page(book: Workbook) -> Page:
    """The empty sheet."""
    return book.page(COPIES_NAME, widths(_COLUMNS), landscape=True)


def fill_copies(page: Page, report: AuditReport) -> None:
    """Write a row for each two units, the largest group first."""
    copies = report.audit.copies
    title = Text("数据和文字雷同的单位", "Units with the same figures or texts")
    page.say(title, "section", height=22)
    page.say(copies.method, "quiet")
    if not copies.groups:
        page.say(Text("没有发现雷同。", "No such units were found."))
        page.footer(imprint_line(report.framework))
        return
    page.table(_COLUMNS, [], repeat=True)
    for number, group in enumerate(copies.groups, 1):
        _head(page, number, group, report)
        page.rows(_COLUMNS, [_row(number, copy, report) for copy in group.copies])
    page.footer(imprint_line(report.framework))


def _head(page: Page, number: int, group: CopyGroup, report: AuditReport) -> None:
    """The row above a group: who is in it."""
    count = len(group.units)
    names = [name_of(at, report) for at in group.units[:_NAMED]] + ["…"] * (count > _NAMED)
    words = Text(f"{count} 个单位：{'、'.join(names)}", f"{counted(count, 'unit')}: {', '.join(names)}")
    page.put(page.row, 0, number, "group_whole")
    page.sheet.merge_range(page.row, 1, page.row, len(_COLUMNS) - 1, "", page.owner.format("group"))
    page.put(page.row, 1, words, "group")
    page.sheet.set_row(page.row, 20)
    page.row += 1


def name_of(at: int, report: AuditReport) -> str:
    """A unit with its town."""
    unit = report.audit.units[at].member.unit
    return f"{unit.name}（{unit.town}）" if unit.town else unit.name


def _with_file(at: int, report: AuditReport) -> str:
    return f"{name_of(at, report)}\n{report.short(report.audit.units[at].member.location)}"


def equal_share(copy: Copy) -> Text:
    """How much two units have in common of what they could."""
    share = f"{copy.count}/{copy.of}"
    if copy.whole:
        return Text(f"{share}\n分子全部相同", f"{share}\nall numerators")
    return Text.same(f"{share}\n{percent(divide(Decimal(copy.count), Decimal(copy.of)))}" if copy.of else share)


def _row(number: int, copy: Copy, report: AuditReport) -> list[Content | Cell]:
    rest = copy.count - _SHOWN if copy.sort == "figures" else 0
    shown = copy.equal[:_SHOWN]
    zh, en = [_said(each, "zh") for each in shown], [_said(each, "en") for each in shown]
    if rest > 0:
        zh, en = [*zh, f"……另有 {rest} 个"], [*en, f"… and {rest} more"]
    return [
        number,
        _with_file(copy.one, report),
        _with_file(copy.other, report),
        SORT_NAMES[copy.sort],
        Cell(equal_share(copy), "bad" if copy.whole else "centre"),
        Text("\n".join(zh), "\n".join(en)),
        "\n".join(f"{each.one.within} ↔ {each.other.within}" for each in shown),
        rarity(copy),
        None,
    ]


def _said(equal: Equal, language: str) -> str:
    name = equal.name.zh if language == "zh" else equal.name.en
    shown = equal.shown if len(equal.shown) <= _LONGEST else f"{equal.shown[:_LONGEST]}…"
    return f"{name}：{shown}" if language == "zh" else f"{name}: {shown}"
