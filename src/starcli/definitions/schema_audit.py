"""The shape of `audit` in framework.yaml: whom to check next, and what makes a unit look risky."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from starcli.core.audit.rules import AuditRules, ReasonId, RiskRules
from starcli.definitions.schema_base import Node

_RULES, _RISK = AuditRules(), RiskRules()


class QuotaNode(Node):
    """How many of everybody to check next, in per cent: as a rule, at least and at most, and of these by lot."""

    share: Decimal = Field(_RULES.quota, gt=0, le=100)
    least: Decimal = Field(_RULES.least, ge=0, le=100)
    most: Decimal = Field(_RULES.most, gt=0, le=100)
    by_lot: Decimal = Field(_RULES.random, gt=0, le=100)


class RiskNode(Node):
    """From where on something is a reason to check a unit, and the points that each reason counts at most.

    Near a grade and a jump of the total are in per cent of the full total; the share of items at full points and that
    of points claimed too much from 0 to 1; at so many gates, doubtful figures and stated items a reason counts in full.
    """

    weights: dict[ReasonId, Annotated[Decimal, Field(ge=0)]] = {}
    near: Decimal = Field(_RISK.near, gt=0, le=100)
    gates: int = Field(_RISK.gates, ge=1)
    full: Decimal = Field(_RISK.full, ge=0, le=1)
    over: Decimal = Field(_RISK.over, gt=0, le=1)
    jump: Decimal = Field(_RISK.jump, gt=0, le=100)
    doubts: int = Field(_RISK.doubts, ge=1)
    stated: int = Field(_RISK.stated, ge=1)


class AuditNode(Node):
    """How an audit chooses: the quota, the per cent of indicators that make a check, risk, letters that are copied."""

    quota: QuotaNode = QuotaNode()
    checked: Decimal = Field(_RULES.checked, gt=0, le=100)
    letters: int = Field(_RULES.letters, ge=4)
    risk: RiskNode = RiskNode()
