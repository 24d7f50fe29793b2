"""What the register says of a filed plan besides its number: the unit's scores, gates, vetoes and grades."""

from decimal import Decimal, InvalidOperation

from starcli.core.assessment import TIERS, Tier
from starcli.core.model import Framework
from starcli.core.overclaim import over_claims
from starcli.core.plans.check import failed_gates
from starcli.core.plans.filled_plan import FilledPlan
from starcli.core.plans.register import FILED, Cell
from starcli.core.rating import Rating, rate
from starcli.core.scheme import Scheme
from starcli.core.text import Language


def register_cells(
    plan: FilledPlan, framework: Framework, scheme: Scheme | None, rating: Rating | None, language: Language
) -> dict[str, Cell]:
    """The cells of a new filing; without a rating what the plan itself states of scores and grades."""
    target = framework.grade(plan.target) if plan.target else None
    known = rating.scheme if rating is not None else scheme
    cells: dict[str, Cell] = {
        "status": FILED[language],
        "file": plan.location.file.replace("\\", "/").rsplit("/", maxsplit=1)[-1],
    }
    if plan.unit.kind:
        cells["kind"] = framework.kinds[plan.unit.kind].name[language]
    if target is not None:
        cells["target"] = target.name[language]
    gates = failed_gates(plan, known, target, rating)
    if gates:
        cells["gates"] = ", ".join(gate.id for gate in gates)
    return cells | (_rated(rating, language) if rating is not None else _stated(plan))


def _rated(rating: Rating, language: Language) -> dict[str, Cell]:
    cells: dict[str, Cell] = dict(_bases(rating).items())
    cells |= {"bonus": rating.bonus, "deductions": rating.deductions, "total": rating.total}
    if rating.vetoes:
        cells["vetoes"] = "; ".join(f"{veto.id} {veto.name[language]}" for veto in rating.vetoes)
    return cells | {"grade": rating.grade.name[language]}


def _bases(rating: Rating) -> dict[Tier, Decimal]:
    """The score by the unit's own values, and by those of the town and the county where they entered any."""
    assessment = rating.assessment
    ledger = over_claims(rating.scheme, assessment)
    entered = {tier for entry in assessment.entries.values() for tier in entry.answers}
    if ledger is not None:
        return {tier: ledger.ratings[tier].base for tier in TIERS if tier in entered}
    return {"self": rate(rating.scheme, assessment, "self").base}


def _stated(plan: FilledPlan) -> dict[str, Cell]:
    """Total and grade as they stand on the plan's cover."""
    cells: dict[str, Cell] = {}
    if "grade" in plan.texts:
        cells["grade"] = plan.texts["grade"]
    if "total" in plan.texts:
        cells["total"] = _number(plan.texts["total"])
    return cells


def _number(text: str) -> Cell:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number if number.is_finite() else text
