"""A rated form held against itself: what it claims against its figures, and its figures against the confirmed ones."""

from starcli.core.claims import claim_findings
from starcli.core.findings import Read
from starcli.core.overclaim import OverClaimed, in_short, over_claims, proposed_deduction
from starcli.core.rating import Rating, rate


def scrutinise(rating: Rating) -> Read[OverClaimed | None]:
    """What was claimed too much, None where nobody confirmed anything; a finding for each claim that does not hold."""
    ledger = over_claims(rating.scheme, rating.assessment)
    short = None if ledger is None else in_short(ledger)
    proposed = () if ledger is None else proposed_deduction(ledger)
    if not rating.assessment.claims:
        return Read(short, proposed)
    if rating.basis == "self":
        own = rating
    else:
        own = ledger.ratings["self"] if ledger is not None else rate(rating.scheme, rating.assessment, "self")
    return Read(short, (*claim_findings(own), *proposed))
