"""The shape of `cross_checks` in framework.yaml: what figures are held against, and how much is too much."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from starcli.core.thresholds import Claiming, Copying, OverClaiming, Peers
from starcli.definitions.schema_base import Id, Node, Words

_COPYING, _PEERS, _CLAIMING, _OVER_CLAIMING = Copying(), Peers(), Claiming(), OverClaiming()


class ComparedNode(Node):
    """The most per cent by which one figure may rise or drop; what is left out is the seasons' own."""

    rise: Decimal | None = Field(None, gt=0)
    drop: Decimal | None = Field(None, gt=0, le=100)


class BetweenSeasonsNode(Node):
    """Figures that are watched from season to season: facts, or indicators that are typed directly."""

    rise: Decimal = Field(Decimal(200), gt=0)
    drop: Decimal = Field(Decimal(50), gt=0, le=100)
    cumulative: list[Id] = []
    compared: dict[Id, ComparedNode] = {}


class CopyingNode(Node):
    """When two forms agree in too much."""

    digits: int = Field(_COPYING.digits, ge=1)
    figures: int = Field(_COPYING.figures, ge=2)
    share: Decimal = Field(_COPYING.share, gt=0, le=1)
    certain: int = Field(_COPYING.certain, ge=1)
    common: Decimal = Field(_COPYING.common, gt=0, le=1)
    common_units: int = Field(_COPYING.common_units, ge=2)


class PeersNode(Node):
    """How far a figure may be above the median of its peers, and which measures are compared."""

    measures: list[Words] = []
    times: Decimal = Field(_PEERS.times, gt=1)
    least: int = Field(_PEERS.least, ge=1)


class ClaimingNode(Node):
    """By how much a form's own total and points may differ."""

    total: Decimal = Field(_CLAIMING.total, ge=0)
    points: Decimal = Field(_CLAIMING.points, ge=0)


class OverClaimingNode(Node):
    """The deduction that is proposed from an over-claim on."""

    deduction: Id | None = None
    share: Decimal = Field(_OVER_CLAIMING.share, ge=0, le=1)
    of: Literal["indicator", "total"] = _OVER_CLAIMING.of


class CrossChecksNode(Node):
    """What figures are held against."""

    seasons: BetweenSeasonsNode = BetweenSeasonsNode()
    copied: CopyingNode = CopyingNode()
    peers: PeersNode = PeersNode()
    claims: ClaimingNode = ClaimingNode()
    over_claims: OverClaimingNode = OverClaimingNode()
