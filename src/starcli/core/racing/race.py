"""The race: every season's places, grades and lists, each held against the season before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from starcli.core.assessment import Tier
from starcli.core.everyone import Member
from starcli.core.findings import Finding, finding
from starcli.core.model import Framework
from starcli.core.numbers import ONE, ZERO, half_up
from starcli.core.racing.awarded import Award, Awards
from starcli.core.racing.frozen import FrozenRecord, FrozenUnit, FrozenVersion
from starcli.core.racing.frozen_check import against_record, counts, replaced
from starcli.core.racing.lists import listed
from starcli.core.racing.movement import Movement, movements
from starcli.core.racing.places import placed, unit_key
from starcli.core.racing.rules import BoardList, GroupKey
from starcli.core.racing.season import SeasonForms
from starcli.core.racing.season_figures import Counted, Record, SeasonFigures
from starcli.core.racing.split import Chain, Split, Stage, Stages
from starcli.core.racing.unit_changes import UnitChange, unit_changes, with_form
from starcli.core.standing import Standing
from starcli.core.text import Text

_NAMED = 3


@dataclass(frozen=True, slots=True)
class RacedSeason:
    """A season of the race.

    `counted` are its forms as they are now, `under` the same by other frameworks, by fingerprint. `members` are what
    is published: the same, or what its record says where it is frozen. `movements`, `splits` and `changes` are against
    the season before. `draft` is what a record would say now.
    """

    forms: SeasonForms
    counted: Mapping[str, Counted]
    under: Mapping[str, Mapping[str, Counted]]
    members: tuple[Member, ...]
    awards: Mapping[str, Award]
    draft: FrozenVersion
    record: FrozenRecord | None = None
    is_frozen: bool = False
    movements: tuple[Movement, ...] = ()
    lists: Mapping[str, tuple[BoardList, ...]] = field(default_factory=dict)
    splits: tuple[Split, ...] = ()
    changes: tuple[UnitChange, ...] = ()

    @property
    def label(self) -> str:
        """What the season is called."""
        return self.forms.label

    @property
    def framework(self) -> Framework:
        """The definitions of the season."""
        return self.forms.framework


@dataclass(frozen=True, slots=True)
class Race:
    """All seasons in their order, by what units are grouped, and what was found of the seasons."""

    seasons: tuple[RacedSeason, ...]
    keys: tuple[GroupKey, ...]
    basis: Tier
    findings: tuple[Finding, ...] = ()

    @property
    def last(self) -> RacedSeason:
        """The season that is on."""
        return self.seasons[-1]

    @property
    def framework(self) -> Framework:
        """The definitions of the last season."""
        return self.last.framework


@dataclass(frozen=True, slots=True)
class Rules:
    """By what units are grouped, on whose values they are rated, and the fingerprint of the roster of each season."""

    keys: tuple[GroupKey, ...]
    basis: Tier
    rosters: Mapping[str, str] = field(default_factory=dict)


def run_race(seasons: Sequence[SeasonForms], records: Mapping[str, FrozenRecord], rules: Rules) -> Race:
    """The race over seasons in their order, with the records of those that are frozen."""
    read = {season.label: season for season in seasons}
    frameworks = {season.framework.fingerprint: season.framework for season in seasons}
    published, awards = Record.of(frameworks.values()), Awards()
    found: list[Finding] = []
    raced: list[RacedSeason] = []
    for season in seasons:
        own = SeasonFigures(season, season.framework, published, read)
        counted = own.counted(season.rated)
        under = {
            fingerprint: SeasonFigures(season, frameworks[fingerprint], published, read).counted(forms.items())
            for fingerprint, forms in season.again.items()
        }
        published.add(season)
        found += own.findings()
        raced.append(_season(season, counted, under, awards, records.get(season.label), rules))
        found += _frozen_findings(raced[-1])
    found += replaced(records, list(read))
    whole, more = _side_by_side(raced, rules.keys)
    return Race(whole, rules.keys, rules.basis, (*found, *more))


def _season(
    season: SeasonForms,
    counted: Mapping[str, Counted],
    under: Mapping[str, Mapping[str, Counted]],
    awards: Awards,
    record: FrozenRecord | None,
    rules: Rules,
) -> RacedSeason:
    framework = season.framework
    members = tuple(_counting(form.member, counted) for form in season.forms)
    earned = {key: one.standing.grade for key, one in counted.items()}
    proposed = awards.proposed(earned, framework, trial=season.trial)
    draft = _draft(season, members, counted, proposed, rules)
    is_frozen = counts(record, draft)
    frozen: Mapping[str, str] | None = None
    if record is not None and is_frozen:
        members = _as_frozen(record.current, season, counted)
        known = {grade.id for grade in framework.grades}
        rated = [(unit_key(m.unit), m.standing) for m in members if m.standing is not None]
        earned = {key: standing.grade for key, standing in rated if standing.grade in known}
        frozen = {row.key: row.awarded for row in record.current.units}
    given = awards.season(earned, framework, trial=season.trial, frozen=frozen)
    return RacedSeason(season, counted, under, members, given, draft, record, is_frozen)


def _counting(member: Member, counted: Mapping[str, Counted]) -> Member:
    """A member as it counts by the season's rules."""
    one = counted.get(unit_key(member.unit)) if member.standing is not None else None
    return member if one is None else one.member


def _draft(
    season: SeasonForms,
    members: Sequence[Member],
    counted: Mapping[str, Counted],
    awards: Mapping[str, Award],
    rules: Rules,
) -> FrozenVersion:
    """What a record of the season would say now."""
    places = {unit_key(one.member.unit): one for one in placed(members, rules.keys)}
    rows = []
    for form, member in zip(season.forms, members, strict=True):
        key, standing = unit_key(member.unit), member.standing
        file, digest = ("", "") if member.state == "missing" else (form.file, form.digest)
        if standing is None or key not in places:
            rows.append(FrozenUnit(member.unit, member.state, file=file, digest=digest))
            continue
        award, place = awards[key], places[key]
        awarded = award.awarded.id if award.awarded is not None else ""
        figures = (standing.total, counted[key].plain.total, standing.grade, awarded, place.place, place.of)
        rows.append(FrozenUnit(member.unit, member.state, *figures, file, digest))
    framework = season.framework
    name = f"{framework.id} {framework.version} {framework.fingerprint}"
    return FrozenVersion(
        season.label, 1, "", "", framework.fingerprint, name, rules.rosters.get(season.label, ""), rules.basis,
        ",".join(rules.keys), tuple(rows),
    )  # fmt: skip


def _as_frozen(version: FrozenVersion, season: SeasonForms, counted: Mapping[str, Counted]) -> tuple[Member, ...]:
    """Everybody as a record has them; whoever it does not know is not rated."""
    forms = {unit_key(form.member.unit): form.member for form in season.forms}
    found = []
    for row in version.units:
        known = forms.pop(row.key, None)
        place = known.location if known is not None else season.place
        tags = known.tags if known is not None else ()
        if row.total is None:
            found.append(Member(row.unit, row.state if row.state != "rated" else "unrated", place, tags))
            continue
        now = counted.get(row.key)
        marks = now.member.marks if now is not None else None
        standing = _frozen_standing(row, version, now, season.framework)
        found.append(Member(row.unit, "rated", place, tags, standing, marks))
    return (*found, *map(_too_late, forms.values()))


def _too_late(member: Member) -> Member:
    """A member whose form came after the season was frozen."""
    return replace(member, state="missing" if member.state == "missing" else "unrated", standing=None, marks=None)


def _frozen_standing(row: FrozenUnit, version: FrozenVersion, now: Counted | None, framework: Framework) -> Standing:
    total = half_up(row.total or ZERO, framework.rounding.total)
    if now is not None:
        return replace(now.standing, unit=row.unit, total=total, grade=row.computed)
    return Standing(row.unit, version.label, version.basis, total, total, row.computed, False, ONE, {}, (), ())


def _frozen_findings(season: RacedSeason) -> Iterable[Finding]:
    if season.record is None:
        return ()
    places = {unit_key(form.member.unit): form.member.location for form in season.forms.forms}
    return against_record(season.record, season.draft, places)


def _side_by_side(
    seasons: Sequence[RacedSeason], keys: tuple[GroupKey, ...]
) -> tuple[tuple[RacedSeason, ...], list[Finding]]:
    """Every season with what changed since the one before."""
    first = seasons[0]
    found: list[Finding] = []
    whole = [_moved(first, (), keys)]
    known = set(with_form(first.members))
    for before, now in pairwise(seasons):
        chain = _chain(before, now)
        moved = _moved(now, before.members, keys)
        changes = unit_changes(before.members, now.members, known)
        known |= with_form(now.members).keys()
        whole.append(replace(moved, splits=chain.splits(), changes=changes))
        found += _about(before, now, chain)
    return tuple(whole), found


def _moved(season: RacedSeason, before: Sequence[Member], keys: tuple[GroupKey, ...]) -> RacedSeason:
    moved = movements(season.members, before, keys)
    return replace(season, movements=moved, lists=listed(moved, season.framework.board.lists))


def _chain(before: RacedSeason, now: RacedSeason) -> Chain:
    """The stages between two seasons; where the framework is the same, so are the stages that only it would change."""
    then, this = before.framework.fingerprint, now.framework.fingerprint
    former, latest = _stages(before.counted), _stages(now.counted)
    rated = [(unit_key(member.unit), member) for member in before.members if member.standing is not None]
    return Chain(
        units={key: one.member.unit for key, one in now.counted.items()},
        units_before={key: member.unit for key, member in rated},
        published={key: Stage.of(member.standing) for key, member in rated if member.standing is not None},
        former=former,
        ruled=former if then == this else _stages(before.under.get(this, {})),
        now=latest,
        reverse=latest if then == this else _stages(now.under.get(then, {})),
    )


def _stages(counted: Mapping[str, Counted]) -> Stages:
    return {key: Stage.of(one.standing) for key, one in counted.items()}


def _about(before: RacedSeason, now: RacedSeason, chain: Chain) -> Iterable[Finding]:
    """That rules changed between two seasons, and whose change could not be split."""
    labels = {"former": before.label, "season": now.label}
    if before.framework.fingerprint != now.framework.fingerprint:
        frameworks = {"then": before.draft.framework_name, "now": now.draft.framework_name}
        yield finding("season-rules-changed", now.forms.place, **labels, **frameworks)
    left = [unit.name for unit in chain.left_out()]
    if left:
        names = ", ".join(left[:_NAMED]) + (" …" if len(left) > _NAMED else "")
        why = Text(
            f"{before.label} 的表现在评不出，或按新的指标体系评不出",
            f"the form of {before.label} cannot be rated any more, or not by the new framework",
        )
        yield finding("season-split-left-out", now.forms.place, **labels, count=len(left), names=names, why=why)
