"""The shape of dimensions/*.yaml and weights.yaml."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from starcli.definitions.schema_base import FactId, Id, Node, TextNode, Texts, Words


class FactNode(Node):
    """A figure that is typed once."""

    name: TextNode
    measured_in: TextNode
    type: Literal["number", "integer"] = "number"
    min: Decimal | None = Decimal(0)
    max: Decimal | None = None
    aliases: list[Words] = []
    steady: bool = False


class LevelNode(Node):
    """One level of a graded opinion."""

    name: TextNode
    aliases: list[Words] = []


class CheckNode(Node):
    """A relation between figures with a severity of its own."""

    that: Words
    severity: Literal["error", "warning"] = "error"


def _long_form(check: Any) -> Any:  # noqa: ANN401 whatever stands in the YAML
    """A check that is written as a text alone, in its long form."""
    return {"that": check} if isinstance(check, str) else check


class WaiverNode(Node):
    """Conditions that must all hold, and what that means."""

    when: list[Words] = Field(min_length=1)
    reason: TextNode


class VariantNode(Node):
    """What may differ by kind or profile."""

    rule: dict[str, Any] | None = None
    requires: dict[Id, Any] | None = None
    gate: list[Id] | None = None
    full_when: WaiverNode | None = None
    special_project: Id | None = None


class PlanNode(Node):
    """The plan entry proposed by default."""

    measure: Id
    days: int = Field(ge=0)
    responsible: TextNode
    effort: Decimal | None = Field(None, ge=0)
    steps: dict[Words, Annotated[Decimal, Field(ge=0)]] = {}


class IndicatorNode(VariantNode):
    """An indicator."""

    name: TextNode
    applies_to: list[Id] = Field(min_length=1)
    quantitative: bool
    type: Literal["percent", "number", "integer", "level", "yes-no"]
    measured_in: TextNode
    direction: Literal["higher", "lower", "range"] = "higher"
    min: Decimal | None = None
    max: Decimal | None = None
    precision: int | None = Field(None, ge=0, le=6)
    value: Words | None = None
    checks: list[Annotated[CheckNode, BeforeValidator(_long_form)]] = []
    levels: dict[Id, LevelNode] = {}
    not_applicable_when: WaiverNode | None = None
    period: Id
    season_rule: Id
    source: Id
    evidence: Texts
    causes: Texts
    remedies: Texts
    hint: TextNode | None = None
    plan: PlanNode
    lead_department: TextNode
    note: TextNode | None = None
    steady: bool = False
    kinds: dict[Id, VariantNode] = {}
    profiles: dict[Id, VariantNode] = {}


class DimensionFile(Node):
    """dimensions/*.yaml: the facts and indicators of one dimension."""

    dimension: Id
    facts: dict[FactId, FactNode] = {}
    indicators: dict[Id, IndicatorNode]


class WeightsFile(Node):
    """weights.yaml: points of each indicator, by kind."""

    note: TextNode | None = None
    weights: dict[Id, dict[Id, Decimal]]
