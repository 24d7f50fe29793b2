"""Checks as JSON documents: the sheet of each form, and what came back on them."""

from starcli.batch import Rated
from starcli.core.checking.displaced import DisplacedLedger, DisplacedValue
from starcli.core.checking.items import check_items
from starcli.core.checking.stamp import stamp_of
from starcli.core.checking.verdicts import Checked
from starcli.core.checking.verification import Verification, VerificationRun
from starcli.core.imports.applying import without_imports
from starcli.core.judgement import Result
from starcli.core.model import Framework
from starcli.core.provenance import cells_in, home_of
from starcli.core.text import Language
from starcli.documents.units import Document, finding_document


def sheet_document(rated: Rated, file: str | None) -> Document:
    """What the document of a form says of its check sheet; `file` is null where none was written."""
    if rated.rating is None:
        return {"check_sheet": None}
    scheme = rated.rating.scheme
    stamp = stamp_of(without_imports(rated.rating.assessment), scheme)
    return {"check_sheet": {"file": file, "stamp": stamp, "items": len(check_items(scheme))}}


def verification_document(run: VerificationRun, framework: Framework, language: Language) -> Document:
    """The document of a run: every unit with its ledger, and what was found of the run as a whole."""
    return {
        "framework": {"id": framework.id, "version": framework.version, "fingerprint": framework.fingerprint},
        "units": [_unit(one, language) for one in run.each],
        "findings": [finding_document(found, language) for found in run.notes],
    }


def _unit(one: Verification, language: Language) -> Document:
    known = {key: getattr(one.unit, key) for key in ("code", "name", "kind", "profile", "town", "county")}
    verdicts = one.verdicts
    return {
        "unit": known,
        "file": one.location.file,
        "sheet": str(verdicts.sheet.location) if verdicts is not None else None,
        "items": len(verdicts.items) if verdicts is not None else None,
        "checked": verdicts.sound if verdicts is not None else None,
        **_ledger(one.ledger),
        "verdicts": [_verdict(item) for item in verdicts.items] if verdicts is not None else [],
        "displaced": [_line(line, one.ledger) for line in one.ledger.lines] if one.ledger is not None else [],
        "findings": [finding_document(found, language) for found in one.findings],
    }


def _ledger(ledger: DisplacedLedger | None) -> Document:
    if ledger is None:
        return {
            "self": None,
            "counts": None,
            "difference": None,
            "points": None,
            "rescaling": None,
            "adjustments": None,
        }
    return {
        "self": {"total": ledger.own.total, "grade": ledger.own.grade.id},
        "counts": {
            "basis": ledger.counted.basis,
            "total": ledger.counted.total,
            "grade": ledger.counted.grade.id,
        },
        "difference": ledger.difference,
        "points": ledger.points,
        "rescaling": ledger.rescaling,
        "adjustments": ledger.adjustments,
    }


def _verdict(item: Checked) -> Document:
    row = item.row
    return {
        "id": item.indicator.id,
        "sound": item.sound,
        "verdict": row.verdict,
        "methods": list(row.methods),
        "reason": row.said("reason"),
        "checker": row.said("checker"),
        "date": row.day.isoformat() if row.day is not None else None,
    }


def _line(line: DisplacedValue, ledger: DisplacedLedger) -> Document:
    home = home_of(ledger.own)
    return {
        "id": line.own.indicator.id,
        "self": _result(line.own, home),
        "counts": _result(line.counted, home),
        "difference": line.points,
    }


def _result(result: Result, home: str) -> Document:
    return {
        "value": result.value,
        "outcome": "rejected" if result.rejected else result.outcome,
        "points": result.points,
        "tier": result.tier,
        "cell": cells_in(result.sources, home),
    }
