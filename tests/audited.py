"""The sample seasons of the audit, written once, and their audit without a process of its own."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from audit import write_audit

from starcli.commands.audit import Asked, audited
from starcli.excel.writing.audit.report import AuditReport
from starcli.options import BasisName, Call, LanguageName

FORMER, NOW = "2022Q2", "2022Q3"


@cache
def seasons() -> Path:
    """The folder of both seasons; nobody writes into it."""
    folder = Path(mkdtemp(prefix="audit-"))
    write_audit(folder)
    return folder


def call(former: Path | None = None, basis: BasisName = BasisName.REVIEWED) -> Call:
    """A call that writes nothing."""
    return Call.make("reference-47", None, basis, LanguageName.ZH, None, True, False, None, False, former)


@cache
def report() -> AuditReport:
    """The second season against the first, a fifth of all to be checked next."""
    return audited(call(seasons() / FORMER), seasons() / NOW, Asked("20%"))[0]
