"""`audit`: what units claimed against what others found of it, what they copied, and whom to check next."""

import os
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path

from starcli.batch import Batch, Rated, without_doubles
from starcli.commands.running import area_name, exit_code, print_json, rate, read_former, write
from starcli.console.audit import show_audit
from starcli.console.screen import Screen
from starcli.core.assessment import Tier
from starcli.core.audit.audit import Request
from starcli.core.audit.audit import audit as audit_all
from starcli.core.audit.examined import Subject
from starcli.core.everyone import Member
from starcli.core.findings import Location, finding
from starcli.core.numbers import ZERO
from starcli.crosschecks import form_of
from starcli.documents.audit import audit_document
from starcli.excel.writing.audit.book import write_audit
from starcli.excel.writing.audit.report import AuditReport
from starcli.options import Call, UsageProblem
from starcli.sources import shown
from starcli.targets import folder_target, refused

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for, as they were typed; `by` is the lowest level whose values count as a check."""

    quota: str | None = None
    seed: int = 1
    by: Tier = "verified"


def audit(call: Call, folder: Path, asked: Asked) -> int:
    """Audit every unit below a folder on the call's basis; one workbook, and the exit code."""
    target = folder_target(folder if folder.is_dir() else folder.parent, "audit", call.out)
    if call.writes and (foreign := refused([target])):
        raise UsageProblem(foreign, call.language)
    report, batch = audited(call, folder, asked)
    files = write(call, [(target, partial(write_audit, report, language=call.language))])
    if call.as_json:
        print_json([audit_document(report, call.language)], call.language)
    else:
        screen = Screen(call.language)
        show_audit(screen, report, batch)
        screen.wrote(files)
    return exit_code(report.findings, strict=call.strict)


def audited(call: Call, folder: Path, asked: Asked) -> tuple[AuditReport, Batch]:
    """The audit of every unit below a folder, and what its workbooks gave. Raises `UsageProblem`."""
    request = Request(asked.seed, _quota(call, asked.quota), asked.by, call.basis)
    former = read_former(call, examined=call.basis)
    batch = without_doubles(rate(call, [folder], whole=False, examined=call.basis, former=former))
    before = () if former is None else subjects_of(without_doubles(former.batch))
    result = audit_all(subjects_of(batch), call.framework, request, before)
    of_units = (found for unit in result.units for found in unit.findings)
    report = AuditReport(
        name=_area(folder, batch),
        framework=call.framework,
        audit=result,
        turnout=batch.members.turnout.words(),
        unrated=batch.unrated,
        missing=batch.missing,
        outside=batch.outside,
        findings=(*result.findings, *of_units, *batch.findings),
        folder=f"{shown(folder)}{os.sep}" if folder.is_dir() else "",
    )
    return report, batch


def subjects_of(batch: Batch) -> list[Subject]:
    """Everybody, each with what is known of its form."""
    known = {(one.location, one.unit): one for one in batch.rated if not one.superseded}
    return [_subject(member, known.get((member.location, member.unit))) for member in batch.everyone]


def _subject(member: Member, one: Rated | None) -> Subject:
    if one is None:
        return Subject(member)
    return Subject(member, one.examined if member.standing is not None else None, form_of(one), one.findings)


def _quota(call: Call, text: str | None) -> Decimal | None:
    """A percentage of everybody, with or without its sign; None where none is given. Raises `UsageProblem`."""
    if text is None:
        return None
    bare = text.strip().removesuffix("%").removesuffix("％").strip()
    try:
        value = Decimal(bare)
    except InvalidOperation:
        value = ZERO
    # A number below one without a sign may mean two things, and means none.
    if not value.is_finite() or not ZERO < value <= _HUNDRED or (value < 1 and bare == text.strip()):
        raise UsageProblem([finding("audit-quota-unclear", Location(), text=text)], call.language)
    return value


def _area(folder: Path, batch: Batch) -> str:
    """The county of all units; the city where there are several counties; else the folder's name."""
    units = list(batch.members.units)
    cities = {unit.city for unit in units if unit.city}
    several = len({unit.county for unit in units if unit.county}) > 1
    place = folder if folder.is_dir() else folder.parent
    return cities.pop() if several and len(cities) == 1 else area_name(place, units)
