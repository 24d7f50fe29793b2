"""The folders of several seasons: which season each of them is, and what its forms give, by the rules of its time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from starcli.batch import Batch, Rated, without_doubles
from starcli.commands.running import collector_at_rest, settled
from starcli.console.screen import Screen
from starcli.core.findings import Finding, Location, finding
from starcli.core.model import Framework
from starcli.core.seasons import Season, season_of
from starcli.data_files import DataFiles
from starcli.options import Call, UsageProblem, load, load_roster
from starcli.rater import Rater
from starcli.rerater import RatedAgain, Rerater
from starcli.sources import Found, find_sources, shown

DEFINITIONS = "framework"
"""The folder in a season's folder that holds the definitions of its time."""
ROSTERS = ("roster.xlsx", "名册.xlsx")
"""What the roster of its time is called in a season's folder."""
RECORD = "season.xlsx"
"""The record of a frozen season, in its folder."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class SeasonFolder:
    """A season's folder, and the call with the framework and the roster of that season."""

    path: Path
    call: Call

    @property
    def place(self) -> Location:
        """What findings call it."""
        return Location(shown(self.path))


@dataclass(frozen=True, slots=True)
class SeasonRead:
    """What the forms of a season give; `season` is None where its label is no season of a year.

    `again` are the same forms rated by other frameworks, by their fingerprints: as many as the batch has, in its order.
    """

    label: str
    season: Season | None
    folder: SeasonFolder
    batch: Batch
    again: dict[str, tuple[Rated | None, ...]] = field(default_factory=dict)

    @property
    def framework(self) -> Framework:
        """The definitions of the season."""
        return self.folder.call.framework


def read_seasons(call: Call, paths: Sequence[Path], *, again: bool = False) -> tuple[SeasonRead, ...]:
    """Each folder as a season, in the order of the seasons; with marks of every rating. Raises `UsageProblem`.

    A season is what most of its forms say; a form of another period is not rated. With `again` the forms of two
    neighbouring seasons whose frameworks differ are rated by both.
    """
    folders = _in_presumed_order([_folder(call, path) for path in dict.fromkeys(paths)])
    if call.data is not None:
        folders = [_with_data(folder, call.data.of_season(at, len(folders))) for at, folder in enumerate(folders)]
    others = _neighbours([folder.call.framework for folder in folders]) if again else [()] * len(folders)
    read = [_read(folder, beside) for folder, beside in zip(folders, others, strict=True)]
    ordered = _in_order(read, call)
    if again:
        wanted = _neighbours([one.framework for one in ordered])
        ordered = [_completed(one, beside) for one, beside in zip(ordered, wanted, strict=True)]
    return tuple(ordered)


def _folder(call: Call, path: Path) -> SeasonFolder:
    """A folder with the framework and roster of its time, where it holds them."""
    own = path / DEFINITIONS
    framework = load(str(own), None, call.language) if (own / "framework.yaml").is_file() else call.framework
    roster = next((path / name for name in ROSTERS if (path / name).is_file()), None)
    expected = call.expected
    if roster is not None:
        expected = load_roster(roster, framework, call.language)
    elif expected is not None and framework.fingerprint != call.framework.fingerprint:
        expected = load_roster(expected.file, framework, call.language)
    return SeasonFolder(path, replace(call, framework=framework, expected=expected, former=None))


def _with_data(folder: SeasonFolder, data: DataFiles) -> SeasonFolder:
    return replace(folder, call=replace(folder.call, data=data))


def _in_presumed_order(folders: list[SeasonFolder]) -> list[SeasonFolder]:
    """By their names where all are seasons, else as they were given."""
    seasons = [_named_after(folder) for folder in folders]
    known = [season for season in seasons if season is not None]
    if len(known) < len(folders):
        return folders
    return [folder for _, folder in sorted(zip(known, folders, strict=True), key=lambda pair: pair[0])]


def _neighbours(frameworks: Sequence[Framework]) -> list[tuple[Framework, ...]]:
    """By which other frameworks each of several seasons is looked at: those of the seasons beside it."""
    wanted: list[dict[str, Framework]] = [{} for _ in frameworks]
    for at, (former, later) in enumerate(pairwise(frameworks)):
        if former.fingerprint != later.fingerprint:
            wanted[at][later.fingerprint] = later
            wanted[at + 1][former.fingerprint] = former
    return [tuple(each.values()) for each in wanted]


def _read(folder: SeasonFolder, others: Sequence[Framework]) -> SeasonRead:
    call = folder.call
    found = _sources(folder)
    rated = _rated(folder, found, others)
    label = _label(folder, [one.own for one in rated])
    season = season_of(label, call.framework.season_rules.per_year)
    own = tuple(_of_season(one.own, label, call.framework) for one in rated)
    batch = without_doubles(settled(call, [folder.path], own, (*found.notes, *_about(folder, label, own))))
    again = {other.fingerprint: tuple(one.others[at] for one in rated) for at, other in enumerate(others)}
    return SeasonRead(label, season, folder, batch, again)


def _sources(folder: SeasonFolder) -> Found:
    expected = folder.call.expected
    apart = [folder.path / RECORD, *folder.call.apart, *([expected.file] if expected is not None else ())]
    found = find_sources([folder.path], apart)
    if found.problems:
        raise UsageProblem(found.problems, folder.call.language)
    return found


def _rated(folder: SeasonFolder, found: Found, others: Sequence[Framework]) -> list[RatedAgain]:
    """What every form gives by the framework of its season and by others."""
    call = folder.call

    def rater(framework: Framework) -> Rater:
        roster = call.roster
        if call.expected is not None and framework.fingerprint != call.framework.fingerprint:
            roster = load_roster(call.expected.file, framework, call.language, counts=False).roster
        given = call.data.given if call.data is not None else None
        return Rater(framework, call.basis, whole=False, marks=True, roster=roster, given=given)

    rerater = Rerater(rater(call.framework), [rater(other) for other in others])
    with Screen(call.language).progress(len(found.sources)) as tick, collector_at_rest():
        return list(rerater.rate_all(found.sources, tick))


def _completed(read: SeasonRead, wanted: Sequence[Framework]) -> SeasonRead:
    """The same with what was not foreseen: seasons whose folders are named otherwise stand in another order."""
    lacking = [framework for framework in wanted if framework.fingerprint not in read.again]
    if not lacking:
        return read
    rated = _rated(read.folder, _sources(read.folder), lacking)
    more = {framework.fingerprint: tuple(one.others[at] for one in rated) for at, framework in enumerate(lacking)}
    return replace(read, again=read.again | more)


def _label(folder: SeasonFolder, rated: Sequence[Rated]) -> str:
    """The period that most of the forms say; the folder's name where none says any. Raises `UsageProblem`."""
    per_year = folder.call.framework.season_rules.per_year
    said = Counter(period for one in rated if (period := _period(one, per_year)))
    name = folder.path.resolve().name
    named = _named_after(folder)
    most = [period for period, count in said.items() if count == max(said.values())]
    if len(most) > 1 and str(named) not in most:
        tied = finding("season-tied", folder.place, periods=", ".join(sorted(most)))
        raise UsageProblem([tied], folder.call.language)
    if len(most) == 1:
        return most[0]
    return str(named) if named is not None else name


def _named_after(folder: SeasonFolder) -> Season | None:
    return season_of(folder.path.resolve().name, folder.call.framework.season_rules.per_year)


def _period(one: Rated, per_year: int) -> str:
    """The period that a form says, a season as `2022Q3`; empty where it says none."""
    text = one.standing.period.strip() if one.standing is not None else ""
    return str(season_of(text, per_year) or text)


def _of_season(one: Rated, label: str, framework: Framework) -> Rated:
    """The same; without a rating where the form is of another period."""
    period = _period(one, framework.season_rules.per_year)
    if not period or period == label:
        return one
    found = finding("season-other-period", one.location, period=period, season=label)
    return replace(one, standing=None, rating=None, marks=None, trace=None, findings=(found, *one.findings))


def _about(folder: SeasonFolder, label: str, rated: Sequence[Rated]) -> tuple[Finding, ...]:
    """What is to be known of how a folder came by its season."""
    found = []
    named = _named_after(folder)
    if named is not None and str(named) != label:
        found.append(finding("season-named-otherwise", folder.place, name=str(named), season=label))
    unsaid = [one.unit.name for one in rated if one.standing is not None and not one.standing.period.strip()]
    if unsaid:
        names = ", ".join(unsaid[:_NAMED]) + (" …" if len(unsaid) > _NAMED else "")
        found.append(finding("season-without-period", folder.place, count=len(unsaid), names=names, season=label))
    return tuple(found)


def _in_order(read: list[SeasonRead], call: Call) -> list[SeasonRead]:
    """By season where all are seasons of a year, else as given. Raises `UsageProblem` when one is there twice."""
    first: dict[str, SeasonRead] = {}
    for one in read:
        if one.label in first:
            other = str(first[one.label].folder.place)
            twice = finding("season-twice", one.folder.place, season=one.label, other=other)
            raise UsageProblem([twice], call.language)
        first[one.label] = one
    known = [(one.season, one) for one in read if one.season is not None]
    if len(known) == len(read):
        return [one for _, one in sorted(known, key=lambda pair: pair[0])]
    return [one if one.season is not None else _unordered(one) for one in read]


def _unordered(one: SeasonRead) -> SeasonRead:
    found = finding("season-order-given", one.folder.place, season=one.label)
    return replace(one, batch=replace(one.batch, notes=(*one.batch.notes, found)))
