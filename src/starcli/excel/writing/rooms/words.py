"""Looks that the pages of a proposal for rooms have in common."""

from starcli.core.rooms.report import RoomsReport
from starcli.core.text import Text


def area_style(report: RoomsReport, look: str = "") -> str:
    """The style of areas: with as many decimals as they are counted in."""
    return f"{look}area_{max(0, -int(report.proposal.step.as_tuple().exponent))}"


def no_street() -> Text:
    """What stands for a town that nobody knows."""
    return Text("（镇街不详）", "(town not known)")
