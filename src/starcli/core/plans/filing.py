"""Filing plans: a number for what is new, nothing for what is filed already, a new version only for a stated reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import permutations
from typing import Literal

from starcli.core.findings import Finding, finding
from starcli.core.plans.filed_content import fingerprint_of
from starcli.core.plans.filled_plan import FilledPlan
from starcli.core.plans.register import FILED, REPLACED, Cell, Copy, Filing, Latest, Numbers, Register, is_of
from starcli.core.roster import squeezed

State = Literal["filed", "new-version", "unchanged", "changed", "doubled", "outside", "unread"]
"""What became of a plan that was handed in: a number, or why it has no new one."""
OPEN: tuple[State, ...] = ("filed", "new-version", "unchanged", "changed")
"""The states of a plan whose unit has a filed plan."""
_LAST = "~"


@dataclass(frozen=True, slots=True)
class Submission:
    """A plan to be filed, with what the register says of its unit besides; `outside` says that it is nobody's."""

    plan: FilledPlan
    cells: Mapping[str, Cell]
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """The copies of what was filed, and what those of them say that were read, by number and version."""

    copies: tuple[Copy, ...] = ()
    plans: Mapping[tuple[str, int], FilledPlan] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a plan: its state, and the filing that it is, or that stands in its stead."""

    submission: Submission
    state: State
    filing: Filing | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether the plan was filed in this run."""
        return self.state in ("filed", "new-version")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The register after filing, and what became of every plan, in their order."""

    register: Register
    filed: tuple[Filed, ...]


def file_plans(register: Register, submissions: Sequence[Submission], day: date, reason: str, kept: Kept) -> Outcome:
    """File every plan on a day; those that changed since they were filed become new versions for a `reason`.

    Numbers are given in the order of town and code, whatever the order of the files.
    """
    doubles = _doubles(submissions)
    filed: dict[int, Filed] = {}
    entry = _Entry(register, day, reason, kept)
    for at in sorted(range(len(submissions)), key=lambda position: _order(submissions[position].plan)):
        one = submissions[at]
        if one.outside:
            filed[at] = Filed(one, "outside")
        elif at in doubles:
            filed[at] = _doubled(one, [submissions[other] for other in doubles[at]])
        else:
            filed[at] = entry.file(one)
    return Outcome(entry.register, tuple(filed[at] for at in range(len(submissions))))


class _Entry:
    """Enters plans into a register, one after another."""

    def __init__(self, register: Register, day: date, reason: str, kept: Kept) -> None:
        self._before = register
        self._day = day
        self._reason = reason
        self._kept = kept
        self._filings = list(register.filings)
        self._latest = Latest(register.filings)
        self._numbers = Numbers(register.filings, kept.copies)

    @property
    def register(self) -> Register:
        """The register with everything that was filed."""
        return replace(self._before, filings=tuple(self._filings))

    def file(self, one: Submission) -> Filed:
        """What becomes of a plan."""
        plan, content = one.plan, fingerprint_of(one.plan)
        latest = self._latest.of(plan.unit)
        if latest is None:
            number = self._numbers.next(self._day)
            return self._entered(Filed(one, "filed", Filing(number, 1, self._day, content, plan.unit, one.cells)))
        before = self._kept.plans.get((latest.number, latest.version))
        if content in (latest.fingerprint, fingerprint_of(before) if before is not None else ""):
            return Filed(one, "unchanged", latest)
        if not self._reason:
            return Filed(one, "changed", latest)
        cells = {**one.cells, "reason": self._reason}
        new = Filing(latest.number, latest.version + 1, self._day, content, plan.unit, cells)
        self._filings = [_replaced(old) if old.number == new.number else old for old in self._filings]
        return self._entered(Filed(one, "new-version", new))

    def _entered(self, filed: Filed) -> Filed:
        if filed.filing is not None:
            self._filings.append(filed.filing)
            self._latest.add(filed.filing)
        return filed


def _order(plan: FilledPlan) -> tuple[str, ...]:
    """By code, which goes town by town; units without one come last."""
    unit = plan.unit
    return (unit.county, unit.code or _LAST, unit.town, unit.name, str(plan.location))


def _doubles(submissions: Sequence[Submission]) -> dict[int, list[int]]:
    """For each plan of a unit of which others came in that say something else: the positions of those."""
    alike: dict[str, list[int]] = {}
    for at, one in enumerate(submissions):
        if not one.outside:
            unit = one.plan.unit
            for key in filter(None, (unit.code, squeezed(unit.name))):
                alike.setdefault(key, []).append(at)
    found: dict[int, dict[int, None]] = {}
    for group in alike.values():
        for at, other in permutations(group, 2):
            if _differ(submissions[at].plan, submissions[other].plan):
                found.setdefault(at, {})[other] = None
    return {at: list(others) for at, others in found.items()}


def _differ(one: FilledPlan, other: FilledPlan) -> bool:
    """Whether two plans are of one unit and do not say the same."""
    mine = Filing("", 0, None, "", one.unit)
    return is_of(mine, other.unit) and fingerprint_of(one) != fingerprint_of(other)


def _doubled(one: Submission, others: Iterable[Submission]) -> Filed:
    files = ", ".join(str(other.plan.location) for other in others)
    unit = one.plan.unit.name
    return Filed(one, "doubled", None, (finding("plan-twice", one.plan.location, unit=unit, others=files),))


def _replaced(old: Filing) -> Filing:
    """A former version, marked as replaced unless the county wrote a status of its own."""
    if old.cells.get("status") not in FILED.wordings:
        return old
    return replace(old, cells={**old.cells, "status": _in_language(old)})


def _in_language(old: Filing) -> str:
    """The word for a replaced version in the language of its status."""
    wordings = dict(zip(FILED.wordings, REPLACED.wordings, strict=True))
    return wordings[str(old.cells["status"])]
