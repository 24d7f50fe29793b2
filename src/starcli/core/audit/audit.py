"""The audit of everybody: the ledger with its sums, copies, reasons to look, and whom to check next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from starcli.core.assessment import LEVELS, Level, Tier, Unit
from starcli.core.audit.bases import basis_sums, placings_of
from starcli.core.audit.copies import find_copies, text_findings
from starcli.core.audit.examined import Check, Examined, Subject
from starcli.core.audit.report import Audit, AuditedUnit, CheckState, Copies, Copy, Selection
from starcli.core.audit.risk import RiskJudge
from starcli.core.audit.rules import AuditRules
from starcli.core.audit.selection import select
from starcli.core.audit.sums import NOTHING, amounts_of, counties_of, indicators_of, stars_of, sum_of, towns_of
from starcli.core.findings import NOWHERE, Finding, finding
from starcli.core.model import Framework
from starcli.core.numbers import ZERO, plain
from starcli.core.roster import squeezed

_HUNDRED = 100
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks of an audit.

    `quota` is a share of everybody in per cent, None that of the rules. From the level `by` on, values count as a
    check. Everything is held against the basis `final`. Without `rules` the framework's count.
    """

    seed: int = 1
    quota: Decimal | None = None
    by: Level = "verified"
    final: Tier = "reviewed"
    rules: AuditRules | None = None


def audit(subjects: Sequence[Subject], framework: Framework, request: Request, former: Sequence[Subject] = ()) -> Audit:
    """The audit of everybody, against the former season where that is given; units keep their order."""
    rules = request.rules or framework.audit
    copies = find_copies(subjects, framework, rules)
    units = _audited(subjects, copies, framework, rules, request.by, _Former(former))
    quota = rules.quota if request.quota is None else request.quota
    selection = select(units, rules, quota, request.seed, request.by)
    picked = {pick.unit for pick in selection.picks}
    return Audit(
        rules=rules,
        final=request.final,
        units=units,
        whole=sum_of(units, len(picked)),
        counties=counties_of(units, picked),
        towns=towns_of(units, picked),
        indicators=indicators_of(units, framework),
        bases=basis_sums(subjects, framework),
        copies=copies,
        selection=selection,
        findings=(*_about_quota(selection, rules), *_nothing_checked(units)),
    )


def _audited(
    subjects: Sequence[Subject],
    copies: Copies,
    framework: Framework,
    rules: AuditRules,
    by: Level,
    former: "_Former",
) -> tuple[AuditedUnit, ...]:
    judge, placings, found = RiskJudge(framework, rules.risk), placings_of(subjects), text_findings(copies, subjects)
    mine = _by_unit(copies)
    units = []
    for at, (subject, placing) in enumerate(zip(subjects, placings, strict=True)):
        member, examined = subject.member, subject.examined
        before = former.of(member.unit)
        reasons = judge.reasons(subject, before, mine.get(at, ()), lambda other: subjects[other].member.unit.name)
        unit = AuditedUnit(
            member=member,
            state=_state(subject, rules, by),
            examined=examined,
            amounts=NOTHING if examined is None else amounts_of(examined),
            stars=0 if examined is None else stars_of(examined, framework),
            placings=placing,
            reasons=reasons,
            risk=sum((reason.points for reason in reasons), ZERO),
            proposal=None if examined is None else examined.deduction,
            findings=found.get(at, ()),
        )
        units.append(unit)
    return tuple(units)


class _Former:
    """The former season's forms by code, and by place and name; of two forms of one unit none counts."""

    def __init__(self, former: Iterable[Subject]) -> None:
        self._by_code: dict[str, list[Examined]] = {}
        self._by_place: dict[tuple[str, ...], list[tuple[Unit, Examined]]] = {}
        for each in former:
            unit, examined = each.member.unit, each.examined
            if examined is None:
                continue
            if unit.code:
                self._by_code.setdefault(unit.code, []).append(examined)
            self._by_place.setdefault(_place(unit), []).append((unit, examined))

    def of(self, unit: Unit) -> Examined | None:
        """The one form of a unit: by its code, else by place and name where one of the two has no code."""
        found = self._by_code.get(unit.code, []) if unit.code else []
        if not found:
            same = self._by_place.get(_place(unit), [])
            found = [examined for known, examined in same if not (known.code and unit.code)]
        return found[0] if len(found) == 1 else None


def _place(unit: Unit) -> tuple[str, ...]:
    return squeezed(unit.county), squeezed(unit.town), squeezed(unit.name)


def _by_unit(copies: Copies) -> dict[int, list[Copy]]:
    """The copies that each unit has a part in, seen from its side."""
    mine: dict[int, list[Copy]] = {}
    for copy in (copy for group in copies.groups for copy in group.copies):
        mine.setdefault(copy.one, []).append(copy)
        mine.setdefault(copy.other, []).append(replace(copy, one=copy.other, other=copy.one))
    return mine


def _state(subject: Subject, rules: AuditRules, by: Level) -> CheckState:
    """How far a unit was looked at by the level that counts, or by one above it."""
    examined = subject.examined
    if examined is None:
        return "missing" if subject.member.state == "missing" else "unrated"
    looked = [check for check in examined.checks.values() if _counts(check, by)]
    full = sum(check.extent == "full" for check in looked)
    if looked and full * _HUNDRED >= rules.checked * len(examined.checks):
        return "checked"
    return "part" if looked else "unchecked"


def _counts(check: Check, by: Level) -> bool:
    return check.level is not None and LEVELS.index(check.level) >= LEVELS.index(by)


def _about_quota(selection: Selection, rules: AuditRules) -> Iterable[Finding]:
    if not rules.least <= selection.quota <= rules.most:
        usual = f"{plain(rules.least)}%–{plain(rules.most)}%"
        yield finding("audit-quota-unusual", NOWHERE, quota=plain(selection.quota), usual=usual)
    if selection.wanted > selection.eligible:
        yield finding("audit-quota-short", NOWHERE, wanted=selection.wanted, eligible=selection.eligible)


def _nothing_checked(units: Sequence[AuditedUnit]) -> Iterable[Finding]:
    """One note on all units of which nobody has looked at anything: they are not known to be honest."""
    unknown = [unit.member for unit in units if unit.state == "unchecked"]
    if unknown:
        names = ", ".join(member.unit.name for member in unknown[:_NAMED]) + (" …" if len(unknown) > _NAMED else "")
        where = unknown[0].location
        yield finding("audit-not-checked", where, count=len(unknown), of=len(units), names=names)
