"""Plans that are drawn up as JSON documents: one object a unit."""

from starcli.core.gaps import Gap
from starcli.core.plans.plan import Plan, Proposal
from starcli.documents.paths import one_path
from starcli.documents.units import Document


def planning_document(plan: Plan) -> Document:
    """What a plan proposes, and what it comes to; `path` is null where the target cannot be reached."""
    return {
        "target": plan.target.id,
        "plan": {
            "drawn_up": plan.drawn_up.isoformat() if plan.drawn_up is not None else None,
            "seasons": [str(season) for season in plan.seasons],
            "path": one_path(plan.path),
            "proposals": [_proposal(proposal) for proposal in plan.proposals],
            "projected": {"total": plan.projected.total, "grade": plan.projected.grade.id},
        },
    }


def no_planning_document(target: str) -> Document:
    """What stands in place of that for a unit without a rating."""
    return {"target": target, "plan": None}


def _proposal(proposal: Proposal) -> Document:
    gap: Gap = proposal.gap
    definition = gap.result.indicator.definition
    return {
        "id": proposal.indicator,
        "key": proposal.key,
        "gate": gap.gate,
        "current": gap.result.value,
        "target": proposal.target,
        "gain": gap.gain,
        "measure_type": definition.plan.measure,
        "deadline": proposal.deadline.isoformat() if proposal.deadline is not None else None,
        "by_season": list(proposal.by_season),
    }
