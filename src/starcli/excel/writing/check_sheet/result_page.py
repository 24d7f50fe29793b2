"""The sheet that is put into a unit's own workbook: what was found of each indicator, by whom and when.

Its verified values are those that have no cell of their own in the form; the rest stand there. Remarks are read with
them, as the reasons that they need; what else a checker wrote is there to be seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.checking.verdicts import Checked
from starcli.core.checking.words import METHODS, VERDICTS
from starcli.core.model import Framework
from starcli.core.text import FormLanguage, Text
from starcli.excel.layouts.check_sheet import CHECK_HEADINGS
from starcli.excel.layouts.form import HEADINGS
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Column, Content, SheetNames, Workbook, widths

RESULT = Text("核查结果", "Check results")
_TITLE = Text(" 逐项核查结果", ": results of the check")


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the sheet of a unit says; `values` and `reasons` are by fact or indicator."""

    unit: str
    framework: Framework
    items: tuple[Checked, ...]
    values: Mapping[str, Decimal | str]
    reasons: Mapping[str, str]


def check_result(result: CheckResult, language: FormLanguage, names: SheetNames) -> bytes:
    """The workbook whose one sheet is that."""
    columns = (
        Column(HEADINGS["code"], 14, "centre"),
        Column(HEADINGS["name"], 34),
        Column(HEADINGS["verified"], 12, "centre"),
        Column(CHECK_HEADINGS["verdict"], 12, "centre"),
        Column(CHECK_HEADINGS["method"], 14, "centre"),
        Column(HEADINGS["remarks"], 26),
        Column(CHECK_HEADINGS["checker"], 12, "centre"),
        Column(CHECK_HEADINGS["date"], 12, "centre"),
        Column(CHECK_HEADINGS["reason"], 26),
    )
    book = Workbook("verification", RESULT, language, names)
    page = book.page(RESULT, widths(columns), landscape=True)
    page.say(Text(f"{result.unit}{_TITLE.zh}", f"{result.unit}{_TITLE.en}"), "section", height=22)
    listed = {item.indicator.id: item for item in result.items}
    keys = dict.fromkeys((*listed, *result.values, *result.reasons))
    page.table(columns, [_row(key, listed.get(key), result) for key in keys], repeat=True)
    page.footer(imprint_line(result.framework))
    return book.content()


def _row(key: str, item: Checked | None, result: CheckResult) -> list[Content]:
    framework, value, reason = result.framework, result.values.get(key), result.reasons.get(key, "")
    name = framework.facts[key].name if key in framework.facts else framework.entries[key].definition.name
    if item is None:
        return [key, name, value, None, None, reason, None, None, None]
    row = item.row
    zh, en = "、".join(METHODS[m].zh for m in row.methods), ", ".join(METHODS[m].en for m in row.methods)
    return [
        key,
        name,
        value,
        VERDICTS[item.verdict] if item.verdict is not None else None,
        Text(zh, en),
        reason,
        row.said("checker"),
        row.day.isoformat() if row.day is not None else None,
        None if reason else row.said("reason"),
    ]
