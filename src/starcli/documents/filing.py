"""Plans that were handed in as JSON documents: one object a plan."""

from collections.abc import Iterable

from starcli.core.assessment import Unit
from starcli.core.findings import Finding
from starcli.core.plans.coverage import Coverage, Share
from starcli.core.plans.filing import Filed
from starcli.core.plans.filled_plan import FilledPlan
from starcli.core.text import Language
from starcli.documents.units import Document, finding_document, form_document
from starcli.filing_run import Result
from starcli.options import Call


def plan_document(call: Call, name: str, plan: FilledPlan | None, findings: Iterable[Finding]) -> Document:
    """The document of one plan: whose it is, what for, how much is in it, and everything found."""
    unit = plan.unit if plan is not None else Unit()
    listed = plan.listed_as if plan is not None else None
    entry = call.roster.units[listed] if call.roster is not None and listed is not None else None
    return {
        "file": name,
        **form_document(unit, entry, call.framework, call.basis),
        "period": plan.period if plan is not None else "",
        "target": plan.target if plan is not None else "",
        "date": plan.drawn_up.isoformat() if plan is not None and plan.drawn_up is not None else "",
        "problems": len(plan.problems) if plan is not None else None,
        "measures": len(plan.measures) if plan is not None else None,
        "findings": documents_of(findings, call.language),
    }


def filing_document(call: Call, result: Result, covered: Coverage, findings: Iterable[Finding]) -> Document:
    """The document of a run: what became of every plan, who has none, and what was found of register and roster."""
    return {
        "changed": result.changed,
        "plans": [
            plan_document(call, each.filed.submission.plan.location.file, each.filed.submission.plan, each.findings)
            | _filing(each.filed)
            for each in result.handed
        ],
        "unread": [
            {"file": each.handed.source.name, "findings": documents_of(each.findings, call.language)}
            for each in result.unread
        ],
        "coverage": {
            **_share(covered.whole),
            "towns": [{"town": place.town, "county": place.county, **_share(s)} for place, s in covered.places.items()],
            "without": [{"code": entry.unit.code, "name": entry.unit.name} for entry in covered.missing],
        },
        "findings": documents_of(findings, call.language),
    }


def _filing(filed: Filed) -> Document:
    known = filed.filing
    return {
        "state": filed.state,
        "number": known.number if known is not None else None,
        "version": known.version if known is not None else None,
        "filed_on": known.day.isoformat() if known is not None and known.day is not None else None,
        "fingerprint": known.fingerprint if known is not None else None,
    }


def _share(share: Share) -> Document:
    return {"units": share.units, "filed": share.filed, "open_gates": share.open_gates}


def documents_of(findings: Iterable[Finding], language: Language) -> list[Document]:
    """Findings with their wording."""
    return [finding_document(found, language) for found in findings]
