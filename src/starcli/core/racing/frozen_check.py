"""A frozen season against its folder as it is now: whatever changed since is found."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from starcli.core.findings import Finding, Location, finding
from starcli.core.numbers import plain
from starcli.core.racing.frozen import SHORT, FrozenRecord, FrozenUnit, FrozenVersion
from starcli.core.rating import TIER_NAMES

_NAMED = 3


def counts(record: FrozenRecord | None, now: FrozenVersion) -> bool:
    """Whether the figures of a record stand: nobody edited it, and it goes by the same basis."""
    return record is not None and record.edited is None and record.current.basis == now.basis


def against_record(record: FrozenRecord, now: FrozenVersion, places: Mapping[str, Location]) -> Iterator[Finding]:
    """Everything that differs between a record and what its folder gives now; `places` are the units' forms."""
    edited = record.edited
    if edited is not None:
        yield finding("frozen-record-edited", record.place, version=edited.number, digest=edited.digest[:SHORT] or "—")
        return
    then = record.current
    if then.framework != now.framework:
        yield finding("frozen-framework-changed", record.place, then=then.framework_name, now=now.framework_name)
    if then.roster != now.roster:
        yield finding("frozen-roster-changed", record.place, then=then.roster or "—", now=now.roster or "—")
    if then.basis != now.basis:
        bases = {"then": TIER_NAMES[then.basis], "now": TIER_NAMES[now.basis]}
        yield finding("frozen-basis-differs", record.place, **bases)
    yield from _workbooks(record, now, places, same_rules=then.framework == now.framework and then.basis == now.basis)


def replaced(records: Mapping[str, FrozenRecord], read: Sequence[str]) -> Iterator[Finding]:
    """A finding for each record that a later one was frozen upon, and that is no longer what it was then."""
    for label, record in records.items():
        for version in record.versions:
            former, _, digest = version.before.rpartition(" ")
            if not digest or former not in read or record.edited is not None:
                continue
            known = {known.digest for known in records[former].versions} if former in records else set()
            if digest not in known:
                details = {"season": label, "former": former, "digest": digest[:SHORT]}
                yield finding("frozen-record-replaced", record.place, **details)


def _workbooks(
    record: FrozenRecord, now: FrozenVersion, places: Mapping[str, Location], *, same_rules: bool
) -> Iterator[Finding]:
    """Workbooks that were changed, are gone or came later, and results that differ although nothing of this changed."""
    rows = {row.key: row for row in record.current.units if row.file}
    here = {row.key: row for row in now.units if row.file}
    differing: list[str] = []
    moved: list[str] = []
    for key, row in rows.items():
        mine = here.get(key)
        if mine is None:
            where = Location(f"{record.place.file.rpartition('/')[0]}/{row.file}".lstrip("/"))
            yield finding("frozen-workbook-gone", where, unit=row.unit.name, then=_points(row.total))
        elif mine.digest != row.digest:
            where = places.get(key, record.place)
            shown = {"then": _points(row.total), "now": _points(mine.total)}
            yield finding("frozen-workbook-changed", where, unit=row.unit.name, **shown)
        elif same_rules and _result(mine) != _result(row):
            differing.append(row.unit.name)
        if mine is not None and mine.digest == row.digest and mine.file != row.file:
            moved.append(f"{row.file} → {mine.file}")
    for key, mine in here.items():
        if key not in rows:
            yield finding("frozen-workbook-added", places.get(key, record.place), unit=mine.unit.name)
    if differing:
        yield finding("frozen-total-differs", record.place, season=now.label, **_named(differing))
    if moved:
        yield finding("frozen-workbook-moved", record.place, season=now.label, **_named(moved))


def _named(names: Sequence[str]) -> dict[str, str | int]:
    """How many there are, and the first of them."""
    return {"count": len(names), "names": ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")}


def _result(row: FrozenUnit) -> tuple[Decimal | None, str]:
    return row.total, row.computed


def _points(total: Decimal | None) -> str:
    return "—" if total is None else plain(total)
