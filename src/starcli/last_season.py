"""Last season's forms, read as those of this season are, and which unit of a roster each of them is of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from starcli.core.assessment import TIERS, Assessment
from starcli.core.findings import Finding, Location, Read, by_severity, finding
from starcli.core.last_season import LastForm, last_form
from starcli.core.model import Framework
from starcli.core.roster import Roster
from starcli.core.text import LANGUAGES, Text
from starcli.rater import LIMITS, Rater, fault_of
from starcli.sources import Source
from starcli.workers import Fault, isolated

_NAMED = 3


@dataclass(frozen=True, slots=True)
class LastSeason:
    """The form of last season of each unit that has one, by its position in the roster, and what was found."""

    forms: Mapping[int, LastForm] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


class LastFormReader:
    """Reads forms of last season by the framework and the roster of this one."""

    def __init__(self, framework: Framework, roster: Roster) -> None:
        self._framework = framework
        self._rater = Rater(framework, TIERS[-1], whole=False, roster=roster)

    def read(self, source: Source) -> tuple[LastForm | Finding, ...]:
        """What is kept of each unit in a workbook, or why nothing is; nothing for a result of starcli's own."""
        return tuple(self._kept(source, read) for read in self._rater.read(source).units)

    def _kept(self, source: Source, read: Read[Assessment | None]) -> LastForm | Finding:
        if read.value is None:
            return _unread(source, read.findings)
        return last_form(read.value, self._framework)


def read_last_season(
    sources: Sequence[Source], framework: Framework, roster: Roster, place: Location, done: Callable[[], None]
) -> LastSeason:
    """The forms in some workbooks, each read in a process apart; `done` is called after each.

    A finding for each workbook that cannot be read and each unit that has two, and notes on whom no form is of;
    these stand at `place`.
    """
    reader = LastFormReader(framework, roster)
    came: list[LastForm] = []
    found: list[Finding] = []
    for source, given in zip(sources, isolated(reader.read, sources, LIMITS), strict=True):
        if isinstance(given, Fault):
            found.append(_unread(source, (fault_of(source, given),)))
        else:
            came += (one for one in given if isinstance(one, LastForm))
            found += (one for one in given if isinstance(one, Finding))
        done()
    by_unit: dict[int, list[LastForm]] = {}
    for form in came:
        if form.listed_as is not None:
            by_unit.setdefault(form.listed_as, []).append(form)
    nobodys = [str(form.location) for form in came if form.listed_as is None]
    twice = {position: forms for position, forms in by_unit.items() if len(forms) > 1}
    found += (_twice(roster.units[position].unit.name, forms) for position, forms in twice.items())
    if nobodys:
        found.append(finding("last-form-of-nobody", place, count=len(nobodys), files=_some(nobodys)))
    without = [entry.unit.name for position, entry in enumerate(roster.units) if position not in by_unit]
    if without:
        found.append(finding("last-form-missing", place, count=len(without), names=_some(without)))
    once = {position: forms[0] for position, forms in by_unit.items() if len(forms) == 1}
    return LastSeason(once, tuple(found))


def _unread(source: Source, findings: Iterable[Finding]) -> Finding:
    """Why a workbook gave nothing: the gravest of what was found."""
    why = by_severity(findings)[0]
    reason = Text(*(why.message(language) for language in LANGUAGES))
    return finding("last-form-unread", Location(source.name), reason=reason)


def _twice(name: str, forms: Sequence[LastForm]) -> Finding:
    files = [str(form.location) for form in forms]
    return finding("last-form-twice", forms[0].location, unit=name, count=len(files), files=_some(files))


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
