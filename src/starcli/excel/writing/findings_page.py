"""What every result workbook ends with: the findings, and the line that names its framework."""

from collections.abc import Iterable

from starcli.core.findings import Finding, by_severity
from starcli.core.model import Framework
from starcli.core.text import Text
from starcli.excel.result_sheets import FINDINGS
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths

SEVERITY_NAMES = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "note": Text("提示", "note"),
}


def imprint_line(framework: Framework) -> Text:
    """The framework that a result rests on: id, version, date and fingerprint."""
    words = f"{framework.id} {framework.version} ({framework.date}) {framework.fingerprint}"
    return Text(
        f"{framework.name.zh} {words} · {framework.status.zh}", f"{framework.name.en} {words} · {framework.status.en}"
    )


def findings_page(book: Workbook, findings: Iterable[Finding]) -> None:
    """The sheet of findings, the gravest first."""
    heading, nothing = FINDINGS.signs
    columns = (
        Column(Text("级别", "Severity"), 9, "centre"),
        Column(Text("位置", "Where"), 30),
        Column(Text("问题", "What"), 46),
        Column(heading, 40),
        Column(Text("代码", "Code"), 24),
    )
    language = book.language
    page = book.page(Text("问题清单", "Findings"), widths(columns), landscape=True)
    page.say(FINDINGS.title, "section", height=22)
    rows: list[list[Content | Cell]] = [
        [
            Cell(SEVERITY_NAMES[f.severity], "bad" if f.severity == "error" else "centre"),
            str(f.location),
            f.message(language),
            f.advice(language),
            f.code,
        ]
        for f in by_severity(findings)
    ]
    if rows:
        page.table(columns, rows, repeat=True)
    else:
        page.say(nothing)
