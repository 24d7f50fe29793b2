"""A run of filing: plans, register and kept copies go in; the register as it should be comes out, and what was found.

Nothing is written here but by `put_down`, which puts the copies in place before the register that names them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from starcli.core.findings import Finding, Location, finding
from starcli.core.identity import NOBODY
from starcli.core.model import Framework
from starcli.core.plans.coverage import Handed
from starcli.core.plans.filed_content import Difference, differences, fingerprint_of
from starcli.core.plans.filing import Filed, Kept, Submission, file_plans
from starcli.core.plans.filled_plan import FilledPlan
from starcli.core.plans.register import Copy, Filing, Latest, Register, reconciled
from starcli.core.plans.register_cells import register_cells
from starcli.core.roster import Roster
from starcli.core.scheme import Scheme, resolve
from starcli.core.text import Language, Text, listed
from starcli.excel.imprint import read_imprint
from starcli.excel.layouts.form import PROFILE_LABELS
from starcli.excel.layouts.plan import PLAN_LABELS, PLAN_SHEETS
from starcli.excel.reading.plans.words import HEADINGS
from starcli.excel.reading.register import RegisterBook
from starcli.excel.writing.output import OutputError, backup_name, put_in_place
from starcli.kept_copies import KeptCopies
from starcli.plan_review import Reviewed

_NAMED = 6
_LONGEST = 24
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Run:
    """What is filed: the plans with what is found of them, the register before, its copies, the day and the reason."""

    reviewed: tuple[Reviewed, ...]
    before: RegisterBook
    kept: KeptCopies
    framework: Framework
    roster: Roster | None
    day: date
    reason: str

    @property
    def language(self) -> Language:
        """The language of the register."""
        return self.before.language


@dataclass(frozen=True, slots=True)
class Result:
    """The register after a run, what became of every plan with everything found of it, and findings on the register.

    `changed` tells whether the register is to be written. `unread` are the workbooks of which no plan could be read.
    """

    register: Register
    handed: tuple[Handed, ...]
    unread: tuple[Reviewed, ...]
    findings: tuple[Finding, ...]
    changed: bool


def run(given: Run) -> Result:
    """File every plan that can be filed."""
    whole = reconciled(given.before.register, given.kept.copies)
    register = _with_rows_back(given, whole.register, whole.gone)
    plans = [one for one in given.reviewed if one.plan is not None]
    submissions = [_submission(given, one) for one in plans]
    former = _former(given, register, submissions)
    outcome = file_plans(register, submissions, given.day, given.reason, Kept(given.kept.copies, former))
    handed = tuple(Handed(filed, _found(filed, one, former)) for filed, one in zip(outcome.filed, plans, strict=True))
    return Result(
        register=outcome.register,
        handed=handed,
        unread=tuple(one for one in given.reviewed if one.plan is None),
        findings=whole.findings,
        changed=outcome.register.filings != given.before.register.filings or not given.before.register.filings,
    )


def put_down(given: Run, result: Result, target: Path, content: bytes) -> tuple[Finding, ...]:
    """Put the copies of what was filed in place, then the register; a note where an edited one is kept beside it.

    Raises `OutputError`.
    """
    sources = {id(one.plan): one.handed for one in given.reviewed}
    for handed in result.handed:
        filed = handed.filed
        if filed.is_new and filed.filing is not None:
            given.kept.keep(filed.filing, sources[id(filed.submission.plan)])
    found: tuple[Finding, ...] = ()
    try:
        if target.exists():
            imprint = read_imprint(target)
            if imprint is None or not imprint.untouched:
                found = (_backed_up(target),)
        target.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(target, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(finding("output-failed", Location(str(target)), reason=reason)) from error
    return found


def _backed_up(target: Path) -> Finding:
    """Keep an edited register as it is, beside the one that takes its place."""
    number = 1
    while target.with_name(backup_name(target.name, number)).exists():
        number += 1
    backup = target.with_name(backup_name(target.name, number))
    put_in_place(backup, target.read_bytes())
    return finding("register-backed-up", Location(str(target)), name=backup.name)


def _submission(given: Run, one: Reviewed) -> Submission:
    plan = one.plan
    assert plan is not None
    outside = given.roster is not None and plan.listed_as is None
    cells = register_cells(plan, given.framework, _scheme(given, plan), one.rating, given.language)
    return Submission(plan, cells, outside)


def _scheme(given: Run, plan: FilledPlan) -> Scheme | None:
    return resolve(given.framework, plan.unit.kind, plan.unit.profile) if plan.unit.profile else None


def _with_rows_back(given: Run, register: Register, gone: Sequence[Copy]) -> Register:
    """The register with the rows that it has lost, made again from the copies."""
    plans = given.kept.read(gone) if gone else {}
    rows = []
    for copy in gone:
        plan = plans.get((copy.number, copy.version))
        unit = copy.unit if plan is None else plan.unit
        cells = (
            register_cells(plan, given.framework, _scheme(given, plan), None, given.language)
            if plan is not None
            else {}
        )
        rows.append(Filing(copy.number, copy.version, copy.day, copy.fingerprint, unit, cells))
    filings = (*register.filings, *rows)
    return replace(register, filings=tuple(sorted(filings, key=_place)) if rows else filings)


def _place(filing: Filing) -> Key:
    return filing.number, filing.version


def _former(given: Run, register: Register, submissions: Sequence[Submission]) -> dict[Key, FilledPlan]:
    """What was filed of every plan that says something else now, as it is kept."""
    of_key = {(copy.number, copy.version): copy for copy in given.kept.copies}
    filed = Latest(register.filings)
    wanted: dict[Key, Copy] = {}
    for one in submissions:
        latest = None if one.outside else filed.of(one.plan.unit)
        if latest is not None and latest.fingerprint != fingerprint_of(one.plan) and _place(latest) in of_key:
            wanted[_place(latest)] = of_key[_place(latest)]
    return given.kept.read(list(wanted.values())) if wanted else {}


def _found(filed: Filed, one: Reviewed, former: dict[Key, FilledPlan]) -> tuple[Finding, ...]:
    """Everything that is found of a plan: why it was not filed comes first."""
    plan = filed.submission.plan
    if filed.state == "outside":
        return (_outside(plan, one.findings), *(found for found in one.findings if found.code not in NOBODY))
    found = list(filed.findings)
    if filed.state == "changed" and filed.filing is not None:
        known, before = filed.filing, former.get(_place(filed.filing))
        found.append(_changed(plan, known, before))
        if before is not None and fingerprint_of(before) != known.fingerprint:
            found.append(finding("filed-copy-changed", before.location, number=known.number, version=known.version))
    return (*found, *one.findings)


def _outside(plan: FilledPlan, findings: Sequence[Finding]) -> Finding:
    """Why a plan is of nobody in the roster."""
    why = next((found for found in findings if found.code in NOBODY), None)
    if why is None:
        unit = plan.unit.name
        return finding("plan-outside-roster", plan.location, why=unit, near="—")
    near = next((detail for key, detail in why.details if key == "near"), "—")
    said = Text(why.message("zh"), why.message("en"))
    return finding("plan-outside-roster", why.location, why=said, near=near)


def _changed(plan: FilledPlan, filing: Filing, before: FilledPlan | None) -> Finding:
    """A plan that differs from what was filed, cell by cell where the copy can be read."""
    changes = differences(before, plan) if before is not None else ()
    words = [_in_words(change) for change in changes[:_NAMED]]
    more = Text("……", " …") if len(changes) > _NAMED else Text("", "")
    told = (
        listed(words)
        if words
        else Text("副本读不出来，说不出是哪些", "the copy cannot be read, so nobody can say which")
    )
    return finding(
        "filed-plan-changed",
        changes[0].location if changes else plan.location,
        number=filing.number,
        version=filing.version,
        day=filing.day.isoformat() if filing.day is not None else "—",
        count=len(changes) or "?",
        changes=Text(f"{told.zh}{more.zh}", f"{told.en}{more.en}"),
    )


def _in_words(change: Difference) -> Text:
    """One difference: where it is, and what it said and says."""
    before, after = _short(change.before), _short(change.after)
    where = change.location.within
    if not change.column:
        table = PLAN_SHEETS[change.table]  # type: ignore[index]  # the tables are sheets of a plan
        deed = Text("删去", "taken out") if change.before else Text("新增", "added")
        said = before if change.before else after
        return Text(f"{table.zh}{deed.zh}“{said}”", f"{table.en}: '{said}' {deed.en}")
    known = HEADINGS[change.table] if change.table else {**PROFILE_LABELS, **PLAN_LABELS}  # type: ignore[index]
    name = known.get(change.column, Text.same(change.column))
    return Text(f"{where} {name.zh} “{before}”→“{after}”", f"{where} {name.en} '{before}' → '{after}'")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
