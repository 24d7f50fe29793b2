"""Tracked ledgers as one JSON document: totals, every problem with what its row says, and everything found."""

from starcli.core.rectification.closing import Verdict
from starcli.core.rectification.totals import FIGURES, GROUPINGS, Tally
from starcli.core.rectification.tracking import Tracked
from starcli.core.text import Language
from starcli.documents.units import Document, finding_document
from starcli.excel.writing.tracking.report import TrackingReport


def tracking_document(report: TrackingReport, language: Language) -> Document:
    """The document of a run."""
    framework, tracking = report.framework, report.tracking
    return {
        "date": report.today.isoformat(),
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "date": framework.date,
            "fingerprint": framework.fingerprint,
        },
        "ledgers": report.ledgers,
        "total": _tally(tracking.total, language),
        **{f"by_{key}": [_tally(one, language) for one in tracking.groups[key]] for key in GROUPINGS},
        "problems": [_problem(number, one, language) for number, one in enumerate(tracking.problems, 1)],
        "not_counted": [*(one.location.file for one in report.unread), *(str(one.location) for one in report.doubled)],
        "without_ledger": None if report.without is None else [entry.unit.name for entry in report.without],
        "findings": [finding_document(found, language) for found in report.findings],
    }


def _tally(tally: Tally, language: Language) -> Document:
    counts: Document = {figure: tally.count(figure) for figure in FIGURES}
    return {"name": tally.name[language], **counts, "share_closed": tally.share_closed}


def _problem(number: int, problem: Tracked, language: Language) -> Document:
    due = problem.schedule.due
    return {
        "number": number,
        "cell": str(problem.row.location),
        "unit": {key: getattr(problem.unit, key) for key in ("code", "name", "kind", "profile", "town", "county")},
        "indicator": problem.row.indicator,
        "project": problem.project,
        "state": problem.state,
        "stage": problem.stage,
        "light": problem.light,
        "due": due.isoformat() if due is not None else None,
        "days_left": problem.left,
        "share": problem.said.share,
        "relapsed": problem.relapsed,
        "closed_in_order": problem.in_order if problem.said.closed else None,
        "conditions": [_verdict(verdict) for verdict in problem.verdicts],
        "row": dict(problem.row.texts),
        "findings": [finding_document(found, language) for found in problem.findings],
    }


def _verdict(verdict: Verdict) -> Document:
    return {"id": verdict.condition.id, "holds": verdict.holds}
