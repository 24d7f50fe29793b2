"""Where the plan is signed and sealed: the secretary's signature, the opinions of town and county."""

from starcli.core.text import Text
from starcli.excel.layouts.plan import PLAN_LABELS
from starcli.excel.writing.plans.flow import Flow
from starcli.excel.writing.plans.words import DAY, SEAL

_LABEL, _LAST = (0, 1), 7


def signatures(flow: Flow) -> None:
    """The last block of the paper, on one page."""
    flow.section(Text("六、签字盖章", "6. Signatures and seals"))
    flow.span(*_LABEL, PLAN_LABELS["secretary"], "field")
    flow.span(2, 4, None, "input_signature")
    flow.span(5, 5, Text("日期", "Date"), "field")
    flow.span(6, _LAST, DAY, "seal_line")
    flow.end(40, keep=True)
    for key in ("town_opinion", "county_opinion"):
        _opinion(flow, PLAN_LABELS[key])
    flow.end(4)


def _opinion(flow: Flow, label: Text) -> None:
    """Room for an opinion, and below it for seal and day."""
    page, style = flow.page, flow.page.owner.format("field")
    page.sheet.merge_range(flow.row, _LABEL[0], flow.row + 1, _LABEL[1], "", style)
    page.put(flow.row, 0, label, "field")
    flow.span(2, _LAST, None, "opinion")
    flow.end(62, keep=True)
    flow.span(2, _LAST, Text(f"{SEAL.zh}　　　　{DAY.zh}", f"{SEAL.en}        {DAY.en}"), "seal")
    flow.end(30, keep=True)
