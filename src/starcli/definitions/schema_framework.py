"""The shape of framework.yaml."""

from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from starcli.core.grids.rules import GridFigure
from starcli.core.plans.rules import PlanRules
from starcli.core.pool.rules import PoolRules
from starcli.definitions.schema_audit import AuditNode
from starcli.definitions.schema_base import Id, Node, TextNode, Words
from starcli.definitions.schema_crosschecks import CrossChecksNode
from starcli.definitions.schema_rectification import RectificationNode


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

    low: int = Field(ge=1)
    high: int = Field(ge=1)

    @model_validator(mode="after")
    def in_order(self) -> "GridSizeNode":
        """The least is not above the most."""
        if self.low > self.high:
            raise ValueError("low is above high")
        return self


class GridsNode(Node):
    """The size standard of grids, by kind and by profile, and of micro-grids."""

    note: TextNode
    kinds: dict[Id, GridSizeNode]
    profiles: dict[Id, GridSizeNode] = {}
    micro: GridSizeNode
    micro_plausible: GridSizeNode = GridSizeNode(low=20, high=80)
    exempt_below: dict[Id, int] = {}
    most_led: int = Field(2, ge=1)
    functions: dict[Id, TextNode] = {}
    facts: dict[GridFigure, Words] = {}
    tolerance: int = Field(2, ge=0)


class SeasonsNode(Node):
    """How often units are rated, and what each way of carrying a figure through the year means."""

    name: TextNode
    per_year: int = Field(ge=1)
    most_grades_up: int | None = Field(None, ge=1)
    trial: list[Words] = []
    award: TextNode
    rules: dict[Id, TextNode]


class BoardListNode(Node):
    """One published list: a share, in per cent, of the best or the worst of a group, or of those that rose the most."""

    name: TextNode
    label: TextNode
    rule: TextNode
    best: Decimal | None = Field(None, gt=0, le=100)
    worst: Decimal | None = Field(None, gt=0, le=100)
    risen: Decimal | None = Field(None, gt=0, le=100)

    @model_validator(mode="after")
    def one_sort(self) -> "BoardListNode":
        """Exactly one of the shares says whose list it is."""
        if sum(share is not None for share in (self.best, self.worst, self.risen)) != 1:
            raise ValueError("give exactly one of best, worst and risen")
        return self


class BandNode(Node):
    """A colour band of the board: the least total."""

    name: TextNode
    colour: Id
    floor: Decimal


class BoardNode(Node):
    """How boards group, sort and colour."""

    groups: list[list[Literal["city", "county", "town", "kind", "profile"]]] = Field(min_length=1)
    ties: TextNode
    lists: dict[Id, BoardListNode]
    bands: list[BandNode]
    colour_note: TextNode


class SurveyAnswerNode(Node):
    """An answer of a survey, and how much of a questionnaire it counts for."""

    name: TextNode
    counts: Decimal = Field(ge=0, le=1)
    aliases: list[Words] = []


class SurveyNode(Node):
    """A survey: its answers, the fact that its points add up to, and the one of its valid questionnaires."""

    name: TextNode
    aliases: list[Words] = []
    answers: dict[Id, SurveyAnswerNode] = Field(min_length=2)
    points: Id
    valid: Id


class FourOnesNode(Node):
    """The slots of a special project's card."""

    name: TextNode
    slots: dict[Id, TextNode]


class CommonNode(Node):
    """From when on a short board is common: a share of all units in per cent, and a number of them."""

    share: Decimal = Field(PoolRules().share, gt=0, le=100)
    units: int = Field(PoolRules().units, ge=1)


class PoolNode(Node):
    """How problems of many units are pooled; the confidence of intervals in per cent, and how many leaders look at."""

    common: CommonNode = CommonNode()
    confidence: Decimal = Field(PoolRules().confidence, gt=0, lt=100)
    leaders: int = Field(PoolRules().leaders, ge=1)


class ResourcesNode(Node):
    """The indicator whose requirement rooms are to meet, and the fact that grows by the area of a room."""

    indicator: Words
    fact: Id


class EffortsNode(Node):
    """How effort is reckoned: a factor for each measure type, and the share of the whole way that any step takes."""

    by_measure: dict[Id, Decimal] = {}
    start: Decimal = Field(Decimal(0), ge=0, le=1)


class PlansNode(Node):
    """What plans say: the facts and indicators that describe a unit, by id, in their order; and how they are judged.

    Empty words promise without saying what is done; so many equal letters in a row are copied.
    """

    facts: list[Words] = []
    empty_words: list[Words] = []
    copied: int = Field(PlanRules().letters, ge=4)


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
    grades: dict[Id, GradeNode] = Field(min_length=1)
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
    surveys: dict[Id, SurveyNode] = {}
    four_ones: FourOnesNode | None = None
    board: BoardNode | None = None
    rectification: RectificationNode | None = None
    cross_checks: CrossChecksNode = CrossChecksNode()
    plans: PlansNode = PlansNode()
    pool: PoolNode = PoolNode()
    audit: AuditNode = AuditNode()
    resources: ResourcesNode | None = None
    efforts: EffortsNode = EffortsNode()
