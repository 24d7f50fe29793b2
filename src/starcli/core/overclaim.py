"""What a unit claimed against what town and county found: the ledger of over-claims, and the deduction it suggests."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import TIERS, Assessment, Tier
from starcli.core.findings import Finding, Location, finding
from starcli.core.imports.applying import without_imports
from starcli.core.judgement import Result
from starcli.core.model import Adjustment, Framework
from starcli.core.numbers import ZERO, half_up
from starcli.core.rating import Rating, rate
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text

_HUNDRED = Decimal(100)
_HIGHEST: Tier = "reviewed"


@dataclass(frozen=True, slots=True)
class Difference:
    """An indicator with other points by the unit's own value than by one that was confirmed."""

    indicator: Indicator
    by_basis: Mapping[Tier, Result]

    @property
    def claimed(self) -> Result:
        """The result of the unit's own value."""
        return self.by_basis["self"]

    @property
    def confirmed(self) -> Result:
        """The result of the value that the highest level confirmed."""
        return self.by_basis[_HIGHEST]

    @property
    def points(self) -> Decimal:
        """How many points were claimed too much; below 0 where it was too few."""
        return self.claimed.points - self.confirmed.points


@dataclass(frozen=True, slots=True)
class OverClaims:
    """The ratings of one form on each basis, and every indicator whose points differ."""

    ratings: Mapping[Tier, Rating]
    differences: tuple[Difference, ...]

    @property
    def over(self) -> Decimal:
        """The points that were claimed too much, all together."""
        return sum((d.points for d in self.differences if d.points > 0), ZERO)

    @property
    def under(self) -> Decimal:
        """The points that were claimed too little, all together."""
        return -sum((d.points for d in self.differences if d.points < 0), ZERO)


@dataclass(frozen=True, slots=True)
class OverClaimed:
    """The little of the ledger that comparing many units needs; grades are ids."""

    claimed_total: Decimal
    claimed_grade: str
    confirmed_total: Decimal
    confirmed_grade: str
    over: Decimal
    under: Decimal
    count: int


def over_claims(scheme: Scheme, assessment: Assessment) -> OverClaims | None:
    """The ledger of a form; None where neither town nor county entered a value, and nothing was imported.

    An indicator that the unit itself left blank claims nothing, and one whose confirmed value cannot be read confirms
    nothing: neither is in it.
    """
    confirmed = [entry.confirmation for entry in assessment.entries.values()]
    own = without_imports(assessment)
    if own is assessment and all(answer is None or answer.not_applicable for answer in confirmed):
        return None
    ratings = {tier: rate(scheme, own if tier == "self" else assessment, tier) for tier in TIERS}
    rows = zip(*(rating.results for rating in ratings.values()), strict=True)
    differences = (Difference(row[0].indicator, dict(zip(ratings, row, strict=True))) for row in rows)
    return OverClaims(ratings, tuple(difference for difference in differences if _tells(difference)))


def _tells(difference: Difference) -> bool:
    results = difference.by_basis.values()
    confirmed = difference.confirmed
    known = confirmed.outcome in ("scored", "not_applicable") or confirmed.rejected
    comparable = difference.claimed.outcome != "missing" and known
    return comparable and any(result.points != difference.claimed.points for result in results)


def in_short(ledger: OverClaims) -> OverClaimed:
    """What comparing many units needs of a ledger; it counts the indicators that were claimed too high."""
    claimed, confirmed = ledger.ratings["self"], ledger.ratings[_HIGHEST]
    return OverClaimed(
        claimed_total=claimed.total,
        claimed_grade=claimed.grade.id,
        confirmed_total=confirmed.total,
        confirmed_grade=confirmed.grade.id,
        over=ledger.over,
        under=ledger.under,
        count=sum(difference.points > 0 for difference in ledger.differences),
    )


def proposed_deduction(ledger: OverClaims) -> tuple[Finding, ...]:
    """The framework's deduction where more than its share of the weight was claimed too much; a person decides.

    None once town or county have entered the deduction, be it as 0.
    """
    rating = ledger.ratings["self"]
    framework, assessment = rating.scheme.framework, rating.assessment
    rule, item = framework.cross_checks.over_claiming, deduction_for_over_claims(framework)
    if item is None or item.id in assessment.counts:
        return ()
    ids = beyond_the_share(ledger)
    if not ids:
        return ()
    share = Text.same(f"{half_up(rule.share * _HUNDRED, 0)}%")
    where = _where(ledger, ids[0], assessment.location)
    named = ", ".join(ids)
    found = finding(
        "deduction-proposed", where, id=item.id, name=item.name, share=share, count=len(ids), indicators=named
    )
    return (found,)


def deduction_for_over_claims(framework: Framework) -> Adjustment | None:
    """The deduction that a framework names for over-claims; None where it names none."""
    named = framework.cross_checks.over_claiming.deduction
    return next((item for item in framework.deductions.items if item.id == named), None)


def beyond_the_share(ledger: OverClaims) -> tuple[str, ...]:
    """The indicators of which more was claimed too much than the framework's share of the weight, by their codes."""
    rating = ledger.ratings["self"]
    rule = rating.scheme.framework.cross_checks.over_claiming
    if rule.of == "total":
        weight = sum((d.available for d in rating.dimensions), ZERO)
        over = ledger.over > rule.share * weight
        return tuple(d.indicator.id for d in ledger.differences if d.points > 0) if over else ()
    return tuple(d.indicator.id for d in ledger.differences if d.points > rule.share * d.indicator.weight)


def _where(ledger: OverClaims, key: str, fallback: Location) -> Location:
    """The first cell of an indicator's confirmed value."""
    confirmed = next(d.confirmed for d in ledger.differences if d.indicator.id == key)
    return confirmed.sources[0] if confirmed.sources else fallback
