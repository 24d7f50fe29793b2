"""What only shows when the forms of a run are held against each other, or against those of the former season."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from starcli.batch import Batch, Rated
from starcli.core.copied import against_others
from starcli.core.findings import Finding, Location, finding
from starcli.core.former import Comparison, against_former
from starcli.core.model import Framework
from starcli.core.packed import Form
from starcli.core.peers import against_peers

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Former:
    """What the workbooks of the former season gave, and the folder in which they stand."""

    batch: Batch
    place: Location


def cross_checked(batch: Batch, framework: Framework, former: Former | None = None) -> Batch:
    """The same, with what was found on each form that is rated, and notes on what could not be compared."""
    compared = [at for at, one in enumerate(batch.rated) if form_of(one) is not None]
    forms = _forms(batch.rated)
    seasons = _seasons(forms, former, framework)
    found = zip(against_others(forms, framework), against_peers(forms, framework), seasons.findings, strict=True)
    rated = list(batch.rated)
    for at, each in zip(compared, found, strict=True):
        more = tuple(one for some in each for one in some)
        rated[at] = replace(rated[at], findings=rated[at].findings + more) if more else rated[at]
    return replace(batch, rated=tuple(rated), notes=(*batch.notes, *seasons.notes))


def _seasons(forms: Sequence[Form], former: Former | None, framework: Framework) -> Comparison:
    if former is None:
        return Comparison(((),) * len(forms), ())
    compared = against_former(forms, _forms(former.batch.rated), framework, former.place)
    return replace(compared, notes=(*compared.notes, *_unread(former)))


def _unread(former: Former) -> tuple[Finding, ...]:
    """A note on the workbooks of the former season that say nothing."""
    files = [str(one.location) for one in former.batch.unrated]
    if not files:
        return ()
    names = ", ".join(files[:_NAMED]) + (" …" if len(files) > _NAMED else "")
    return (finding("former-unread", former.place, count=len(files), names=names),)


def _forms(rated: Iterable[Rated]) -> list[Form]:
    return [form for one in rated if (form := form_of(one)) is not None]


def form_of(rated: Rated) -> Form | None:
    """A rated unit's form, packed; None for any other workbook."""
    if rated.standing is None or rated.trace is None:
        return None
    return Form(rated.unit, rated.standing.period, rated.source.name, rated.trace)
