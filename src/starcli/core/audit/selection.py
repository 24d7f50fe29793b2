"""Whom to check next: the riskiest, and some by lot, so that nobody can be sure of being left out.

The lot is a digest of the seed and of what tells the unit from others: whoever knows the seed can draw it again, and
the order in which units come has no part in it.
"""

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from starcli.core.assessment import Level
from starcli.core.audit.report import AuditedUnit, Pick, Selection
from starcli.core.audit.rules import AuditRules
from starcli.core.everyone import Member
from starcli.core.numbers import ONE, ZERO, divide, half_up
from starcli.core.racing.places import unit_key

_HUNDRED = Decimal(100)
_CHANCE_PLACES = 4


def select(units: Sequence[AuditedUnit], rules: AuditRules, quota: Decimal, seed: int, by: Level) -> Selection:
    """A quota of everybody from those that are rated and not checked yet: the riskiest first, then those by lot."""
    eligible = [at for at, unit in enumerate(units) if unit.state in ("part", "unchecked")]
    wanted = _at_least_one(quota * len(units) / _HUNDRED) if units else 0
    number = min(wanted, len(eligible))
    drawn = min(_at_least_one(rules.random * wanted / _HUNDRED), number)
    lots = {at: _lot(units[at].member, seed) for at in eligible}
    risky = sorted((at for at in eligible if units[at].risk), key=lambda at: (-units[at].risk, lots[at]))
    first = risky[: number - drawn]
    rest = sorted(set(eligible) - set(first), key=lambda at: lots[at])
    lot = rest[: number - len(first)]
    picks = (
        *(Pick(at, "risk", place) for place, at in enumerate(first, start=1)),
        *(Pick(at, "lot", place) for place, at in enumerate(lot, start=len(first) + 1)),
    )
    return Selection(
        picks=picks,
        seed=seed,
        quota=quota,
        by=by,
        wanted=wanted,
        eligible=len(eligible),
        done=sum(unit.state == "checked" for unit in units),
        unrated=sum(unit.state == "unrated" for unit in units),
        missing=sum(unit.state == "missing" for unit in units),
        chance=half_up(divide(Decimal(len(lot)), Decimal(len(rest))), _CHANCE_PLACES) if rest else ZERO,
    )


def _at_least_one(number: Decimal) -> int:
    return int(max(ONE, half_up(number, 0)))


def _lot(member: Member, seed: int) -> tuple[bytes, str]:
    """What the order of a draw goes by; two forms of one unit are told apart by where they stand."""
    key = f"{seed}:{unit_key(member.unit)}"
    return hashlib.sha256(key.encode()).digest(), str(member.location)
