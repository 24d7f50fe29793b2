"""What an audit goes by: when a unit looks risky and how much that counts, how many to check, when texts are copied."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from starcli.core.text import Text

ReasonId = Literal["near-grade", "tight-gates", "all-full", "over-claimed", "over-claimed-before", "jump", "figures",
                   "statement", "copied"]  # fmt: skip

WEIGHTS: Mapping[ReasonId, Decimal] = {
    "near-grade": Decimal(3),
    "tight-gates": Decimal(2),
    "all-full": Decimal(3),
    "over-claimed": Decimal(3),
    "over-claimed-before": Decimal(3),
    "jump": Decimal(3),
    "figures": Decimal(1),
    "statement": Decimal(1),
    "copied": Decimal(3),
}
"""What each reason counts at most."""

REASON_NAMES: Mapping[ReasonId, Text] = {
    "near-grade": Text("靠近星级线", "Near the edge of a grade"),
    "tight-gates": Text("必达项刚好达标", "Gates only just met"),
    "all-full": Text("自评接近满分", "Nearly all items at full points"),
    "over-claimed": Text("本期已查出多报", "Over-claims found this season"),
    "over-claimed-before": Text("上期曾多报", "Over-claims last season"),
    "jump": Text("总分跳升", "A jump of the total"),
    "figures": Text("数据异常", "Doubtful figures"),
    "statement": Text("自报分高于算得分", "Points stated above those computed"),
    "copied": Text("疑似照抄", "Copied, it seems"),
}


@dataclass(frozen=True, slots=True)
class RiskRules:
    """From where on something is a reason, and where it counts in full: in between it counts in proportion.

    `weights` are the points that each reason counts at most. `near` is a distance to a grade in per cent of the full
    total: a reason below it, counting in full at 0. `gates`, `doubts` and `stated` are so many gates, findings and
    items at which a reason counts in full. `full` is the share of items at full points (0 to 1) from which on it is
    one, in full at 1. `over` is the share of the weight that was looked at (0 to 1) at which over-claims count in
    full. A total that rose by more than `jump` per cent of the full total is one, in full at twice that.
    """

    weights: Mapping[ReasonId, Decimal] = field(default_factory=lambda: WEIGHTS)
    near: Decimal = Decimal(2)
    gates: int = 2
    full: Decimal = Decimal("0.8")
    over: Decimal = Decimal("0.1")
    jump: Decimal = Decimal(5)
    doubts: int = 3
    stated: int = 5


@dataclass(frozen=True, slots=True)
class AuditRules:
    """How an audit chooses and compares; shares are in per cent.

    The quota is a share of everybody, by default `quota`, usually between `least` and `most`; of it `random` is drawn
    by lot, one unit at least. A unit of which `checked` of the indicators were looked at is checked already. Two units
    have copied from each other from so many `letters` of equal text on that few others have.
    """

    quota: Decimal = Decimal(15)
    least: Decimal = Decimal(10)
    most: Decimal = Decimal(20)
    random: Decimal = Decimal(20)
    checked: Decimal = Decimal(80)
    letters: int = 60
    risk: RiskRules = RiskRules()
