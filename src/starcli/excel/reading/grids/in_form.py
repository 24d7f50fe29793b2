"""The ledger of grids in a form: its facts where the form was left blank, and everything that it contradicts.

A ledger that does not say whose it is belongs to the form's unit; in a workbook of several units it has to say so.
"""

from collections.abc import Sequence
from dataclasses import replace

from starcli.core.assessment import Assessment
from starcli.core.findings import Finding, Read, finding
from starcli.core.grids.checks import check_ledger
from starcli.core.grids.claims import with_ledger
from starcli.core.grids.ledger import GridLedger
from starcli.core.grids.state import state_of
from starcli.core.grids.wanting import wanting
from starcli.core.model import Framework
from starcli.excel.reading.grids.reader import Part, Parts, joined, of_unit, share_grids

Reads = tuple[Read[Assessment | None], ...]


def with_ledgers(reads: Reads, ledgers: Parts, framework: Framework) -> Reads:
    """The assessments in a workbook, each with the ledger of its unit; what is found in the ledgers goes with them.

    A ledger of nobody who has a form here is named and not taken; where there is no form, nothing is said of it.
    """
    if not ledgers.found or all(read.value is None for read in reads):
        return reads
    several = len(reads) > 1
    taken: set[int] = set()
    result = [_with_own(read, ledgers.parts, framework, taken, several=several) for read in reads]
    unit = reads[0].value.unit.name if reads[0].value is not None else ""
    left = [_of_another(part, unit) for at, part in enumerate(ledgers.parts) if at not in taken]
    first, *rest = result
    return (replace(first, findings=(*first.findings, *ledgers.findings, *left)), *rest)


def _with_own(
    read: Read[Assessment | None], parts: Sequence[Part], framework: Framework, taken: set[int], *, several: bool
) -> Read[Assessment | None]:
    assessment, rules = read.value, framework.grids
    if assessment is None or rules is None:
        return read
    own = [at for at, part in enumerate(parts) if (part.is_named or not several) and of_unit(part, assessment.unit)]
    taken.update(own)
    doubled = _doubled([parts[at] for at in own])
    if doubled is not None:
        return Read(assessment, (*read.findings, doubled))
    part = joined(parts[at] for at in own)
    if part is None:
        return read
    ledger = GridLedger(
        assessment.unit, tuple(part.grids), part.location, assessment.period, assessment.origin.listed_as
    )
    supplied = with_ledger(assessment, ledger, framework)
    state = state_of(ledger, rules)
    about = (*check_ledger(state, rules), *wanting(state, rules))
    return Read(supplied.value, (*read.findings, *supplied.findings, *about))


def _doubled(own: Sequence[Part]) -> Finding | None:
    """A finding where two ledgers of one unit have the same grids: nobody says which of them holds."""
    for at, part in enumerate(own):
        other = next((each for each in own[:at] if share_grids(each.grids, part.grids)), None)
        if other is not None:
            return finding("grid-ledger-twice", part.location, other=other.location.within)
    return None


def _of_another(part: Part, unit: str) -> Finding:
    named = part.fields.get("name") or part.fields.get("code")
    if named is None:
        return finding("grid-ledger-of-nobody", part.location, count=len(part.grids))
    return finding("grid-ledger-of-another", part.location, other=named.text, unit=unit)
