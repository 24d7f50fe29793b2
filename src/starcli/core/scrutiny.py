"""A rated form held against itself: what it claims against its figures, and its figures against the confirmed ones."""

from starcli.core.claims import claim_findings
from starcli.core.findings import Finding, Read
from starcli.core.grids.claims import against_ledger, supplied, without_supplied
from starcli.core.imports.applying import has_imports
from starcli.core.overclaim import OverClaimed, in_short, over_claims, proposed_deduction
from starcli.core.rating import Rating, rate

_OWN_TOTAL = "form-total-differs"


def scrutinise(rating: Rating) -> Read[OverClaimed | None]:
    """What was claimed too much, None where nobody confirmed anything; a finding for each claim that does not hold."""
    ledger = over_claims(rating.scheme, rating.assessment)
    short = None if ledger is None else in_short(ledger)
    proposed = () if ledger is None else proposed_deduction(ledger)
    proposed += against_ledger(rating)
    if not rating.assessment.claims:
        return Read(short, proposed)
    if rating.basis == "self" and not has_imports(rating.assessment):
        own = rating
    else:
        own = ledger.ratings["self"] if ledger is not None else rate(rating.scheme, rating.assessment, "self")
    return Read(short, (*_unless_by_ledger(own, claim_findings(own)), *proposed))


def _unless_by_ledger(own: Rating, claims: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The claims that do not hold, but for totals that a form works out without what its ledger of grids supplies."""
    scheme, assessment = own.scheme, own.assessment
    if not supplied(assessment, scheme.framework):
        return claims
    typed = claim_findings(rate(scheme, without_supplied(assessment, scheme.framework), "self"))
    doubted = {found.location for found in typed if found.code == _OWN_TOTAL}
    return tuple(found for found in claims if found.code != _OWN_TOTAL or found.location in doubted)
