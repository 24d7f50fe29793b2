"""What is to be done, on the paper itself: each measure with person, day and target, looked up where it was entered."""

from starcli.core.explain import current
from starcli.core.text import Text
from starcli.excel.writing.plans.content import Content, Draft, shown
from starcli.excel.writing.plans.flow import Flow
from starcli.excel.writing.plans.shapes import Shapes
from starcli.excel.writing.plans.tables import lines
from starcli.excel.writing.plans.words import NOTHING_SHORT, kept

_LINE = 15.0
_COLUMNS: tuple[tuple[str, int, int, Text, str], ...] = (
    ("number", 0, 0, Text("序号", "No."), "whole"),
    ("name", 1, 1, Text("短板指标", "Short of"), "text"),
    ("measure", 2, 3, Text("措施摘要", "What is done"), "text"),
    ("person", 4, 4, Text("责任人", "Person"), "centre"),
    ("deadline", 5, 5, Text("完成时限", "By"), "day"),
    ("target", 6, 6, Text("预期目标", "Target"), "centre"),
    ("support", 7, 7, Text("需上级支持", "Support"), "text"),
)
"""The columns of the summary, none of which is called like the table of measures itself: that stands on its sheet."""


def measures(flow: Flow, draft: Draft, shapes: Shapes) -> None:
    """A row a measure."""
    flow.section(Text("五、整改安排（详见“整改措施”）", "5. What is to be done (in full on Measures)"))
    if not draft.rows:
        flow.say(NOTHING_SHORT)
        return
    most = 1
    for _, first, last, heading, _ in _COLUMNS:
        most = max(most, lines(flow.span(first, last, heading, "head"), flow.width(first, last)))
    flow.end(most * _LINE + 6, keep=True)
    for number, proposal in enumerate(draft.rows, 1):
        indicator = proposal.gap.result.indicator
        name = Text(f"{indicator.id} {indicator.name.zh}", f"{indicator.id} {indicator.name.en}")
        written = draft.measure(number, proposal)
        contents: dict[str, Content] = {"number": number, "name": name}
        cell = f"$A${flow.row + 1}"
        for key, first, last, _, style in _COLUMNS:
            formula = "" if key in contents else shapes.measures.by_number(key, cell)
            content = contents[key] if key in contents else written[key]
            look = "key_number" if proposal.key and key == "number" else style
            flow.span(first, last, content, look, formula=formula)
        remedies = [flow.page.words(remedy) for remedy in indicator.definition.remedies]
        texts = [(flow.page.words(name), flow.width(1, 1)), *((text, flow.width(2, 3)) for text in remedies)]
        flow.end(max(2, *(lines(*text) for text in texts)) * _LINE + 3)
    _own(flow, draft, shapes)


def _own(flow: Flow, draft: Draft, shapes: Shapes) -> None:
    """How many measures somebody has added to those of the program."""
    table, first = shapes.measures, len(draft.rows)
    added = f'SUMPRODUCT(--({table.lower("measure", first)}<>""))'
    before, after = (
        Text("★ 为达到目标所必需。另有自行补充的措施 ", "★ is what the target needs. Measures added: "),
        Text(" 项。", "."),
    )
    words = f"{flow.page.words(before)}0{flow.page.words(after)}"
    formula = f'"{flow.page.words(before)}"&{added}&"{flow.page.words(after)}"'
    last = len(flow.widths) - 1
    flow.span(0, last, Text.same(words), "quiet", formula=formula)
    flow.end(lines(words, flow.width(0, last)) * _LINE + 3)


def keeping(flow: Flow, draft: Draft) -> None:
    """The gates of the target that must go on being met."""
    target, found = draft.plan.target, kept(draft.plan)
    if not found:
        return
    headings = (
        (0, 0, Text("编码", "Code")),
        (1, 4, Text("须保持的必达项", "Gates to keep")),
        (5, 5, Text("现状", "Now")),
    )
    for first, last, heading in (*headings, (6, 7, Text("要求", "Required"))):
        flow.span(first, last, heading, "head")
    flow.end(22, keep=True)
    for result in found:
        indicator = result.indicator
        requirement = indicator.requirements[target.id]
        value = shown(indicator, result.value) if result.value is not None else current(result)
        flow.span(0, 0, Text.same(indicator.id), "centre")
        flow.span(1, 4, indicator.name, "text")
        flow.span(5, 5, value, "centre")
        flow.span(6, 7, requirement.words(), "centre")
        flow.end(20)
    flow.end(4)
