"""Audits for the tests: units with a few figures, what others found of them, and everybody together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from factory import Item, answer, fact, form, framework_of

from starcli.core.assessment import Assessment, Claims, Entry, Imported, ResultClaim, Unit
from starcli.core.audit.audit import Request, audit
from starcli.core.audit.examination import examine
from starcli.core.audit.examined import Examined, Subject
from starcli.core.audit.report import Audit
from starcli.core.everyone import Member
from starcli.core.findings import Finding, Location
from starcli.core.model import Framework
from starcli.core.packed import Form, Packer
from starcli.core.rating import rate
from starcli.core.scheme import resolve
from starcli.core.standing import standing_of
from starcli.core.thresholds import CrossChecks, OverClaiming

ITEMS = (Item("A-1", "40"), Item("A-2", "30"), Item("B-1", "30", value="held"))
KNOWN = framework_of(ITEMS, [fact("held")], cross_checks=CrossChecks(over_claiming=OverClaiming("D1")))
OWN: Mapping[str, str | Entry] = {"A-1": "90", "A-2": "80", "held": "100"}
Rows = Mapping[str, str | Entry]


def unit(name: str = "石门村", **more: str) -> Unit:
    """A village in one town of one county, unless it is said otherwise."""
    plain = Unit(name=name, kind="village", profile="default", town="云溪镇", county="示例县", city="示例市")
    return replace(plain, **more)


def imported(key: str, said: str, entry: Entry) -> Entry:
    """A row with a value that a department supplied as well."""
    table = Location("部门.xlsx", "Sheet1", key)
    return replace(entry, imported=Imported(replace(answer("", said), location=table), "department"))


def stated(points: Mapping[str, str], total: str | None = None, grade: str | None = None) -> Claims:
    """What a unit says of its own result."""

    def claim(cell: str, value: str | Decimal) -> ResultClaim:
        return ResultClaim(value, Location(cell=cell))

    return Claims(
        totals=() if total is None else (claim("total", Decimal(total)),),
        grades=() if grade is None else (claim("grade", grade),),
        points={key: claim(f"{key}.points", Decimal(each)) for key, each in points.items()},
    )


def filled(
    rows: Rows, of: Unit | None = None, counts: Mapping[str, str] | None = None, claims: Claims | None = None
) -> Assessment:
    """A filled form of a unit."""
    return replace(form(rows, counts, of or unit()), claims=claims or Claims())


def examined(
    rows: Rows, by: Framework = KNOWN, counts: Mapping[str, str] | None = None, claims: Claims | None = None
) -> Examined:
    """A form examined: what is not said is as every unit has it."""
    return examine(resolve(by, "village", "default"), filled({**OWN, **rows}, None, counts, claims))


def subject(  # noqa: PLR0913 what a form may say
    who: str | Unit,
    rows: Rows | None = None,
    *,
    by: Framework = KNOWN,
    counts: Mapping[str, str] | None = None,
    claims: Claims | None = None,
    findings: Sequence[Finding] = (),
    texts: Mapping[str, str] | None = None,
    whole: bool = False,
) -> Subject:
    """A rated unit as one of everybody; `texts` are the evidence of its rows. With `whole` it has no other rows."""
    of = unit(who) if isinstance(who, str) else who
    name, scheme = of.name, resolve(by, of.kind, of.profile)
    written = filled({**({} if whole else OWN), **(rows or {})}, of, counts, claims)
    entries = {
        key: replace(entry, evidence=(texts or {}).get(key, ""), location=Location(f"{name}.xlsx", "表", key))
        for key, entry in written.entries.items()
    }
    written = replace(written, entries=entries)
    place = Location(f"{name}.xlsx")
    member = Member(of, "rated", place, (), standing_of(rate(scheme, written, "reviewed")))
    packed = Form(of, "", place.file, Packer(by).pack(written, "self"))
    return Subject(member, examine(scheme, written), packed, tuple(findings))


def absent(who: str | Unit, state: str = "missing") -> Subject:
    """A unit without a rating."""
    of = unit(who) if isinstance(who, str) else who
    return Subject(Member(of, "missing" if state == "missing" else "unrated", Location(of.name)))


def audited(
    subjects: Iterable[Subject], request: Request | None = None, former: Iterable[Subject] = (), by: Framework = KNOWN
) -> Audit:
    """The audit of everybody."""
    return audit(list(subjects), by, request or Request(), list(former))
