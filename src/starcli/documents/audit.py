"""An audit as one JSON document: the ledger with its sums, copies, the next checks, every basis, and the findings."""

from decimal import Decimal

from starcli.core.audit.examined import Deduction, Examined, Line, OnBasis, Side, Statement
from starcli.core.audit.report import (
    Amounts,
    AreaSum,
    AuditedUnit,
    BasisSum,
    Copy,
    CopyGroup,
    IndicatorSum,
    Pick,
    Selection,
    Sum,
)
from starcli.core.audit.words import rarity, selection_method
from starcli.core.text import Language
from starcli.documents.units import Document, finding_document
from starcli.excel.writing.audit.report import AuditReport

_UNIT = ("code", "name", "kind", "profile", "town", "county", "city")


def audit_document(report: AuditReport, language: Language) -> Document:
    """The document of an audit; points are own less final, so that what was claimed too much is above 0."""
    framework, audit = report.framework, report.audit
    return {
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "date": framework.date,
            "fingerprint": framework.fingerprint,
        },
        "basis": audit.final,
        "total": _sum(audit.whole),
        "by_county": [_area(area) for area in audit.counties],
        "by_town": [_area(area) for area in audit.towns],
        "by_indicator": [_indicator(each, language) for each in audit.indicators],
        "by_basis": [_basis_sum(each) for each in audit.bases],
        "units": [_unit(unit, language) for unit in audit.units],
        "copies": [_group(group, report, language) for group in audit.copies.groups],
        "next": _selection(audit.selection, report, language),
        "not_in_roster": None if report.missing is None else [one.standing.unit.name for one in report.outside],
        "findings": [finding_document(found, language) for found in report.findings],
    }


def _amounts(amounts: Amounts) -> Document:
    return {
        "difference": amounts.difference,
        "over": amounts.over,
        "under": amounts.under,
        "filled": amounts.directions.get("filled", Decimal(0)),
        "unread": amounts.directions.get("unread", Decimal(0)),
        "rescaling": amounts.rescaling,
        "by_level": dict(amounts.levels),
        "lines_by_sort": dict(amounts.items),
    }


def _sum(total: Sum) -> Document:
    return {
        "units": total.units,
        "states": dict(total.states),
        "items": total.indicators,
        "items_checked": total.checked,
        "items_checked_in_part": total.partly,
        **_amounts(total.amounts),
        "units_over": total.over_units,
        "units_under": total.under_units,
        "units_raised": total.raised,
        "units_lowered": total.lowered,
        "stars_gained": total.stars_gained,
        "stars_lost": total.stars_lost,
        "stated_above_computed": total.stated.above,
        "stated_below_computed": total.stated.below,
        "deductions_proposed": total.proposed,
        "next": total.picked,
    }


def _area(area: AreaSum) -> Document:
    return {"name": area.name, **_sum(area.sum)}


def _indicator(each: IndicatorSum, language: Language) -> Document:
    return {
        "id": each.indicator,
        "name": each.name[language],
        "units": each.units,
        "checked": each.checked,
        "checked_in_part": each.partly,
        **_amounts(each.amounts),
        "units_it_alone_raises": each.bears,
        "stars": each.stars,
        "stated_above_computed": each.stated.above,
        "stated_below_computed": each.stated.below,
    }


def _basis_sum(each: BasisSum) -> Document:
    return {"basis": each.basis, "rated": each.rated, "grades": dict(each.grades), "total": each.total}


def _unit(unit: AuditedUnit, language: Language) -> Document:
    examined = unit.examined
    return {
        "unit": {key: getattr(unit.member.unit, key) for key in _UNIT},
        "file": str(unit.member.location),
        "state": unit.state,
        "bases": {} if examined is None else {basis: _on_basis(on) for basis, on in examined.bases.items()},
        "places": {basis: [placing.place, placing.of] for basis, placing in unit.placings.items()},
        **_amounts(unit.amounts),
        "stars": unit.stars,
        "checked": None if examined is None else _checks(examined),
        "lines": [] if examined is None else [_line(line, language) for line in examined.lines],
        "stated": None if examined is None else _statement(examined.statement),
        "deduction": None if examined is None else _deduction(examined.deduction),
        "risk": unit.risk,
        "reasons": [
            {"id": reason.id, "text": reason.text[language], "degree": reason.degree, "points": reason.points}
            for reason in unit.reasons
        ],
    }


def _on_basis(on: OnBasis) -> Document:
    return {"total": on.total, "grade": on.grade, "decided_by": list(on.deciders)}


def _checks(examined: Examined) -> Document:
    extents = [check.extent for check in examined.checks.values()]
    return {
        "items": len(extents),
        "in_full": extents.count("full"),
        "in_part": extents.count("part"),
        "weight": examined.weight_checked,
    }


def _line(line: Line, language: Language) -> Document:
    return {
        "id": line.indicator,
        "self": _side(line.own, language),
        "final": _side(line.final, language),
        "points": line.points,
        "sort": line.direction,
        "stars_by_it_alone": line.stars,
        "steps": [
            {
                "level": step.level,
                "whose": step.whose[language],
                "points": step.points,
                "after": _side(step.after, language),
            }
            for step in line.steps
        ],
    }


def _side(side: Side, language: Language) -> Document:
    return {
        "value": side.value[language],
        "points": side.points,
        "cells": [str(place) for place in side.sources],
    }


def _statement(said: Statement) -> Document:
    return {
        "total": said.total,
        "computed_total": said.computed_total,
        "typed": said.typed,
        "differing": [
            {
                "id": each.indicator,
                "stated": each.stated,
                "computed": each.computed,
                "beyond_rounding": each.beyond,
                "cell": str(each.location),
            }
            for each in said.points
        ],
    }


def _deduction(deduction: Deduction | None) -> Document | None:
    if deduction is None:
        return None
    return {
        "id": deduction.id,
        "state": deduction.state,
        "indicators": list(deduction.indicators),
        "points": deduction.points,
        "total_with_it": deduction.total,
        "grade_with_it": deduction.grade,
        "cell": str(deduction.location),
    }


def _group(group: CopyGroup, report: AuditReport, language: Language) -> Document:
    return {
        "units": [_known(at, report) for at in group.units],
        "pairs": [_copy(copy, report, language) for copy in group.copies],
    }


def _copy(copy: Copy, report: AuditReport, language: Language) -> Document:
    return {
        "one": _known(copy.one, report),
        "other": _known(copy.other, report),
        "sort": copy.sort,
        "equal": copy.count,
        "of": copy.of,
        "all_numerators": copy.whole,
        "rarity": rarity(copy)[language],
        "shown": [
            {
                "name": each.name[language],
                "value": each.shown,
                "cells": [str(each.one), str(each.other)],
            }
            for each in copy.equal
        ],
    }


def _known(at: int, report: AuditReport) -> Document:
    unit = report.audit.units[at].member.unit
    return {"code": unit.code, "name": unit.name, "town": unit.town}


def _selection(selection: Selection, report: AuditReport, language: Language) -> Document:
    return {
        "seed": selection.seed,
        "quota": selection.quota,
        "checked_by": selection.by,
        "wanted": selection.wanted,
        "eligible": selection.eligible,
        "checked_already": selection.done,
        "not_rated": selection.unrated,
        "not_reported": selection.missing,
        "chance": selection.chance,
        "method": selection_method(selection, report.audit.rules)[language],
        "picks": [_pick(pick, report) for pick in selection.picks],
    }


def _pick(pick: Pick, report: AuditReport) -> Document:
    return {**_known(pick.unit, report), "by": pick.by, "risk": report.audit.units[pick.unit].risk}
