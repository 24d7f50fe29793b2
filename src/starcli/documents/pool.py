"""Pooled problems as one JSON document: every figure with the units behind it, causes, levers and findings."""

from starcli.core.numbers import half_up
from starcli.core.pool.causes import Causes
from starcli.core.pool.figures import VERDICTS, GroupFigure, Tally
from starcli.core.pool.fixing import Fix, Lever, Levers
from starcli.core.pool.pool import Pool, Problem
from starcli.core.pool.questions import Miss
from starcli.core.pool.report import PoolReport
from starcli.core.text import Language
from starcli.documents.units import Document, finding_document

_PLACES = 4


def pool_document(report: PoolReport, language: Language) -> Document:
    """The document of a run; units stand once and are numbered, figures name them by these numbers."""
    pool, framework = report.pool, report.pool.framework
    return {
        "area": report.name,
        "target": pool.target.id,
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "date": framework.date,
            "fingerprint": framework.fingerprint,
        },
        "basis": report.basis,
        "rules": {
            "common_share": pool.rules.share,
            "common_units": pool.rules.units,
            "confidence": pool.rules.confidence,
        },
        "comparisons": {**{key: pool.verdicts[key] for key in VERDICTS}, "by_chance": pool.by_chance},
        "units": _units(pool),
        "leaders": [problem.id for problem in pool.leading],
        "problems": [_problem(problem, report.causes, language) for problem in pool.problems],
        "support": None if report.causes is None else _support(report.causes, language),
        "fixes": None if report.levers is None else _levers(report.levers, pool),
        "findings": [finding_document(found, language) for found in report.findings],
    }


def _units(pool: Pool) -> list[Document]:
    having = frozenset(pool.having)
    return [
        {
            "number": number,
            **{key: getattr(member.unit, key) for key in ("code", "name", "kind", "profile", "town", "county")},
            "tags": list(member.tags),
            "state": member.state,
            "has_target": number in having if member.state == "rated" else None,
        }
        for number, member in enumerate(pool.members)
    ]


def _problem(problem: Problem, causes: Causes | None, language: Language) -> Document:
    question = problem.question
    return {
        "id": question.id,
        "name": question.name[language],
        "gate": question.gate,
        "sort": problem.sort,
        "demands": [
            {"kind": each.kind, "profile": each.profile, "words": each.words[language], "gate": each.gate}
            for each in question.demands
        ],
        "whole": _tally(problem.whole),
        "excused": list(question.excused),
        "kept": list(question.kept),
        "alone": list(question.alone),
        "gain": question.gain,
        "misses": [_miss(miss) for miss in question.misses],
        "groups": [_figure(figure, problem) for figure in problem.figures],
        "worse_in": [_named(figure) for figure in problem.worse_in],
        "causes": None
        if causes is None
        else [{"words": each.words[language], "units": list(each.members)} for each in causes.of(question.id)],
    }


def _tally(tally: Tally) -> Document:
    return {
        "asked": tally.asked,
        "missed": tally.missed,
        "no_value": tally.blank,
        "not_rated": tally.unrated,
        "not_reported": tally.missing,
        "least": half_up(tally.least, _PLACES),
        "most": half_up(tally.most, _PLACES),
    }


def _miss(miss: Miss) -> Document:
    return {"unit": miss.member, "why": miss.why, "value": miss.value, "gate": miss.gate}


def _named(figure: GroupFigure) -> Document:
    return {"sort": figure.group.sort, "key": figure.group.key, "within": figure.group.within}


def _figure(figure: GroupFigure, problem: Problem) -> Document:
    interval = figure.interval
    return {
        **_named(figure),
        **_tally(figure.tally),
        "interval": [half_up(interval.low, _PLACES), half_up(interval.high, _PLACES)],
        "verdict": figure.verdict,
        "common": figure in problem.common_in,
    }


def _support(causes: Causes, language: Language) -> list[Document]:
    return [
        {
            "department": department.name[language],
            "wishes": [{"unit": w.member, "indicator": w.indicator, "words": w.words} for w in department.wishes],
        }
        for department in causes.departments
    ]


def _levers(levers: Levers, pool: Pool) -> Document:
    return {"now": list(levers.having), "by_number": [_lever(lever, pool) for lever in levers.steps]}


def _lever(lever: Lever, pool: Pool) -> Document:
    return {
        "size": lever.size,
        "proven": lever.is_proven,
        "most": lever.most,
        "best": _fix(lever.best, pool),
        "most_missed": _fix(lever.naive, pool),
    }


def _fix(fix: Fix, pool: Pool) -> Document:
    before = frozenset(pool.having)
    return {
        "indicators": list(fix.indicators),
        "units": len(fix.having),
        "gained": [number for number in fix.having if number not in before],
        "points": fix.gain,
        "lifted": dict(fix.lifted),
    }
