"""The shape of the YAML, as pydantic models: strict about unknown keys, and the source of the JSON Schema."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
FactId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Scalar = str | int | float | bool


class Node(BaseModel):
    """The base of every mapping in the YAML."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TextNode(Node):
    """A wording in both languages."""

    zh: Words
    en: Words


Texts = list[TextNode]


class KindNode(Node):
    """A kind of unit."""

    name: TextNode
    aliases: list[Words] = []


class ProfileNode(Node):
    """A class of units with thresholds of its own."""

    name: TextNode
    kinds: list[Id]
    aliases: list[Words] = []


class DimensionNode(Node):
    """A dimension; its indicators stand in its own file."""

    name: TextNode


class GradeNode(Node):
    """A grade: highest first in the file."""

    name: TextNode
    stars: int = Field(ge=0)
    floor: Decimal
    dimension_floor: Decimal | None = Field(None, ge=0, le=1)
    aliases: list[Words] = []


class VetoNode(Node):
    """A situation that caps the grade once confirmed."""

    name: TextNode
    caps_at: Id
    rectification: bool
    indicator: Id | None = None
    proposed_when: Words | None = None
    flag: Words | None = None


class AdjustmentNode(Node):
    """A bonus or deduction item."""

    name: TextNode
    points: Decimal = Field(gt=0)


class AdjustmentsNode(Node):
    """Items of one sort and their cap."""

    cap: Decimal = Field(ge=0)
    items: dict[Id, AdjustmentNode]


class ProjectNode(Node):
    """A special project."""

    name: TextNode
    note: TextNode | None = None


class RoundingNode(Node):
    """Decimals of each kind of figure."""

    typed: int = Field(6, ge=0, le=9)
    difference: int = Field(6, ge=0, le=9)
    score: int = Field(4, ge=0, le=9)
    points: int = Field(2, ge=0, le=9)
    dimension: int = Field(3, ge=0, le=9)
    total: int = Field(2, ge=0, le=9)


class GridSizeNode(Node):
    """Households a grid."""

    low: int
    high: int


class GridsNode(Node):
    """The size standard of grids, by kind and by profile, and of micro-grids."""

    note: TextNode
    kinds: dict[Id, GridSizeNode]
    profiles: dict[Id, GridSizeNode] = {}
    micro: GridSizeNode


class SeasonsNode(Node):
    """How often units are rated, and what each way of carrying a figure through the year means."""

    name: TextNode
    per_year: int = Field(ge=1)
    most_grades_up: int | None = None
    award: TextNode
    rules: dict[Id, TextNode]


class BoardListNode(Node):
    """One published list."""

    name: TextNode
    rule: TextNode


class BandNode(Node):
    """A colour band of the board: the least total."""

    name: TextNode
    colour: Id
    floor: Decimal


class BoardNode(Node):
    """How boards group, sort and colour."""

    groups: list[list[Id]]
    sort: list[Words]
    ties: TextNode
    lists: dict[Id, BoardListNode]
    bands: list[BandNode]
    colour_note: TextNode


class LightNode(Node):
    """A progress light and when it shows."""

    name: TextNode
    when: TextNode


class ExtensionNode(Node):
    """How often and how far a deadline may be moved, and by whom."""

    most: int
    days: int
    approver: TextNode


class RectificationNode(Node):
    """States, closing rule, lights and extensions of the rectification ledger."""

    states: Texts
    close_when: Texts
    lights: dict[Id, LightNode]
    extension: ExtensionNode
    reopened_when: TextNode


class FourOnesNode(Node):
    """The slots of a special project's card."""

    name: TextNode
    slots: dict[Id, TextNode]


class FrameworkNode(Node):
    """framework.yaml."""

    id: Id
    version: Words
    date: Words
    name: TextNode
    status: TextNode
    disclaimer: TextNode
    full: Decimal = Field(Decimal(100), gt=0)
    rounding: RoundingNode = RoundingNode()
    bonus_counts_for_grade: bool = False
    rectification_below: Id | None = None
    kinds: dict[Id, KindNode]
    profiles: dict[Id, ProfileNode]
    dimensions: dict[Id, DimensionNode]
    grades: dict[Id, GradeNode]
    vetoes: dict[Id, VetoNode] = {}
    bonus: AdjustmentsNode = AdjustmentsNode(cap=Decimal(0), items={})
    deductions: AdjustmentsNode = AdjustmentsNode(cap=Decimal(0), items={})
    special_projects: dict[Id, ProjectNode] = {}
    measures: dict[Id, TextNode]
    sources: dict[Id, TextNode]
    periods: dict[Id, TextNode]
    seasons: SeasonsNode
    conversions: dict[Words, dict[Words, Decimal]] = {}
    grids: GridsNode | None = None
    four_ones: FourOnesNode | None = None
    board: BoardNode | None = None
    rectification: RectificationNode | None = None


class FactNode(Node):
    """A figure that is typed once."""

    name: TextNode
    measured_in: TextNode
    type: Literal["number", "integer"] = "number"
    min: Decimal | None = Decimal(0)
    max: Decimal | None = None
    aliases: list[Words] = []


class LevelNode(Node):
    """One level of a graded opinion."""

    name: TextNode
    aliases: list[Words] = []


class CheckNode(Node):
    """A relation between figures with a severity of its own."""

    that: Words
    severity: Literal["error", "warning"] = "error"


class WaiverNode(Node):
    """Conditions that must all hold, and what that means."""

    when: list[Words] = Field(min_length=1)
    reason: TextNode


class VariantNode(Node):
    """What may differ by kind or profile."""

    rule: dict[str, Any] | None = None
    requires: dict[Id, Scalar | list[Scalar]] | None = None
    gate: list[Id] | None = None
    full_when: WaiverNode | None = None
    special_project: Id | None = None


class PlanNode(Node):
    """The plan entry proposed by default."""

    measure: Id
    days: int = Field(ge=0)
    responsible: TextNode


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
    checks: list[Words | CheckNode] = []
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


class ExpectedNode(Node):
    """What must come out of a worked case."""

    base: Decimal
    grade: Id
    dimensions: dict[Id, Decimal] = {}
    failed_gates: dict[Id, list[Id]] = {}
    below: dict[Id, list[Id]] = {}
    lost: dict[Id, Decimal] = {}


class CaseNode(Node):
    """A worked example: values in, a rating out."""

    unit: TextNode
    kind: Id
    profile: Id
    note: TextNode | None = None
    facts: dict[FactId, Decimal] = {}
    values: dict[Id, Scalar]
    expected: ExpectedNode


class CalibrationNode(Node):
    """What a unit exactly at a grade's requirement of every indicator gets."""

    kind: Id
    profile: Id
    at: Id
    base: Decimal
    grade: Id


class CasesFile(Node):
    """cases.yaml: worked examples, run as tests."""

    note: TextNode | None = None
    cases: dict[Id, CaseNode] = {}
    calibration_note: TextNode | None = None
    calibration: list[CalibrationNode] = []
