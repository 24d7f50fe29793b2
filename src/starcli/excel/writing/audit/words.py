"""How much was looked at, in figures and in a sentence: what nobody looked at is not known to be right."""

from decimal import Decimal

from starcli.core.audit.report import Sum
from starcli.core.explain import percent
from starcli.core.numbers import ZERO, divide, half_up
from starcli.core.text import Text
from starcli.excel.writing.audit.report import AuditReport

_PLACES = 2


def coverage(report: AuditReport) -> Text:
    """How much was looked at: what was not is not known to be right."""
    whole, states = report.audit.whole, report.audit.whole.states
    share = share_checked(whole)
    checked, part, none = (states.get(state, 0) for state in ("checked", "part", "unchecked"))
    if share is None or not (checked or part or whole.checked or whole.partly):
        return Text(
            "没有一项经过核验：下面没有多报，只说明没有人看过，不等于如实。仍列出雷同和下批核查。",
            "Nothing was verified: that no over-claim is listed says that nobody looked, not that all is right. Copies "
            "and the next checks are told all the same.",
        )
    zh = f"全部 {whole.indicators} 项中核实 {whole.checked} 项（{percent(share)}）"
    en = f"Of {whole.indicators} items {whole.checked} were checked ({percent(share)})"
    if whole.partly:
        zh, en = f"{zh}，另有 {whole.partly} 项核了一部分", f"{en}, {whole.partly} more in part"
    return Text(
        f"{zh}；{checked} 个单位已核验，{part} 个部分核验，{none} 个没有核验。没有核验的不等于如实。",
        f"{en}: {checked} units checked, {part} in part, {none} not at all. What nobody looked at is not known to be "
        "right.",
    )


def share_checked(total: Sum) -> Decimal | None:
    """The share of indicators that were looked at in full; None where there are none."""
    return divide(Decimal(total.checked), Decimal(total.indicators)) if total.indicators else None


def each_checked(total: Sum) -> Decimal:
    """The points that were claimed too much, for each unit that was looked at."""
    units = total.states.get("checked", 0) + total.states.get("part", 0)
    return half_up(divide(total.amounts.over, Decimal(units)), _PLACES) if units else ZERO
