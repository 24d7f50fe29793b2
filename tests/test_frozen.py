"""Frozen seasons: records that cannot be changed unnoticed, and folders that are held against them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from factory import Item, named
from raced import BY_KIND, Figures, framework, race, season

from starcli.core.assessment import Unit
from starcli.core.findings import NOWHERE, Finding
from starcli.core.racing.frozen import FrozenRecord, FrozenUnit, FrozenVersion, roster_fingerprint
from starcli.core.racing.race import Race, Rules, run_race
from starcli.core.roster import Roster, RosterUnit
from starcli.excel.reading.frozen import read_record
from starcli.excel.writing.race.frozen_book import frozen_book, with_words

BY = framework(Item("A-1"), Item("B-1"))
THEN: Mapping[str, Figures | None] = {"u": {"A-1": "80", "B-1": "60"}, "v": {"A-1": "90", "B-1": "90"}, "w": None}


def version(**changes: object) -> FrozenVersion:
    """The record of a season of two rated units and a silent one, sealed, then changed."""
    draft = replace(race(season("2022Q1", THEN, BY)).last.draft, day="2022-04-10")
    return replace(with_words(draft, BY, "zh").sealed(), **changes)  # type: ignore[arg-type]


def row(**changes: object) -> tuple[FrozenUnit, ...]:
    """The rows of the record, the first of them changed."""
    first, *others = version().units
    return (replace(first, **changes), *others)  # type: ignore[arg-type]


def test_a_record_is_sound_as_it_was_sealed() -> None:
    """And names every unit, rated or not, with place, grades and workbook."""
    sealed = version()
    assert sealed.sound
    assert [(r.unit.code, r.state, r.total, r.place, r.awarded, r.file) for r in sealed.units] == [
        ("u", "rated", Decimal("70.00"), 2, "silver", "u.xlsx"),
        ("v", "rated", Decimal("90.00"), 1, "gold", "v.xlsx"),
        ("w", "missing", None, None, "", ""),
    ]


@pytest.mark.parametrize(
    "edited",
    [
        {"day": "2022-04-11"},
        {"reason": "because"},
        {"label": "2022Q2"},
        {"number": 2},
        {"framework": "0"},
        {"framework_name": "x"},
        {"roster": "0"},
        {"basis": "verified"},
        {"groups": "county"},
        {"former": "0"},
        {"before": "2021Q4 0"},
        {"units": row(total=Decimal("70.01"))},
        {"units": row(plain=Decimal(1))},
        {"units": row(awarded="gold")},
        {"units": row(computed="gold")},
        {"units": row(place=1)},
        {"units": row(of=3)},
        {"units": row(unit=Unit(code="u", name="another", kind="village", profile="default"))},
        {"units": row(file="x.xlsx")},
        {"units": row(digest="0")},
        {"units": row(state="unrated")},
        {"units": row(words=("", "", "", "", "★★★"))},
        {"units": version().units[:2]},
        {"units": (*version().units, version().units[0])},
    ],
    ids="-".join,
)
def test_a_record_that_was_edited_anywhere_is_not_sound(edited: Mapping[str, object]) -> None:
    """Every column of every row is in the digest, and everything above them."""
    assert not version(**edited).sound


def test_the_order_of_rows_says_nothing() -> None:
    """Sorting the table for printing is no edit."""
    assert version(units=version().units[::-1]).sound


def test_a_version_must_follow_the_one_before() -> None:
    """Taking out a version between, or the first, is found."""
    first = version()
    second = replace(first, number=2, reason="a", former=first.digest).sealed()
    third = replace(first, number=3, reason="b", former=second.digest).sealed()
    assert FrozenRecord((first, second, third)).edited is None
    assert FrozenRecord((first, third)).edited == third
    assert FrozenRecord((second, third)).edited == second


Book = Callable[[Path], None]


def book(path: Path, *versions: FrozenVersion, language: str = "zh") -> Path:
    """A record as it is written."""
    path.write_bytes(frozen_book(versions or (version(),), "示例县", "zh" if language == "zh" else "en"))
    return path


def read(path: Path) -> FrozenRecord:
    """What is read of a record. Raises `AssertionError` where it cannot be."""
    record = read_record(path, path.name).value
    assert record is not None
    return record


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_record_comes_back_from_its_workbook(tmp_path: Path, language: str) -> None:
    """All versions, with all that their rows say, in both languages."""
    first = version()
    second = replace(first, number=2, reason="更正", former=first.digest, units=row(total=Decimal("71.5"))).sealed()
    record = read(book(tmp_path / "season.xlsx", first, second, language=language))
    assert record.edited is None
    assert [one.digest for one in record.versions] == [first.digest, second.digest]
    assert record.current.content == second.content


def test_names_that_look_like_formulas_or_break_lines_come_back_sound(tmp_path: Path) -> None:
    """Text from workbooks is data: hostile names are kept as they can stand in a cell."""
    units = tuple(
        replace(each, unit=replace(each.unit, name=name), words=each.words)
        for each, name in zip(version().units, ("=1+1", "a\nb\t c ", "\x02x\x1fy '1e5"), strict=True)
    )
    assert read(book(tmp_path / "season.xlsx", version(units=units).sealed())).edited is None


def test_saving_a_record_in_another_program_is_no_edit(tmp_path: Path) -> None:
    """What it says is the same."""
    path = book(tmp_path / "season.xlsx")
    openpyxl.load_workbook(path).save(path)
    assert read(path).edited is None


def test_whatever_cell_is_changed_is_found(tmp_path: Path) -> None:
    """Every cell of both tables, one after the other."""
    path = book(tmp_path / "season.xlsx")
    untold = []
    whole = openpyxl.load_workbook(path)
    tables = {"封存记录": "版本", "各单位结果": "版本"}
    for name, first in tables.items():
        sheet = whole[name]
        top = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == first)
        for cell in [cell for line in sheet.iter_rows(min_row=top + 1) for cell in line]:
            before = cell.value
            cell.value = "x" if before is None else f"{before}9" if isinstance(before, str) else before + 1
            whole.save(tmp_path / "edited.xlsx")
            cell.value = before
            record = read_record(tmp_path / "edited.xlsx", "edited.xlsx").value
            if record is not None and record.edited is None:
                untold.append((name, cell.coordinate))
    assert untold == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nonsense", b"plain text"], ids=["empty", "broken", "text"])
def test_what_is_no_record_is_one_finding(tmp_path: Path, content: bytes) -> None:
    """The run goes on; the season counts as not frozen."""
    path = tmp_path / "season.xlsx"
    path.write_bytes(content)
    given = read_record(path, "season.xlsx")
    assert given.value is None
    assert named(given.findings) == [("season.xlsx", "frozen-record-unreadable")]


def again(now: Mapping[str, Figures | None], rules: Rules = BY_KIND, **changes: object) -> Race:
    """The race of the frozen season alone, its folder being as it is now and its record changed."""
    record = FrozenRecord((version(**changes),))
    return run_race([season("2022Q1", now, BY)], {"2022Q1": record}, rules)


def codes(result: Race) -> list[tuple[str, str]]:
    """Where and what was found."""
    return [(str(one.location), one.code) for one in result.findings]


def changed(**units: Figures | None) -> Mapping[str, Figures | None]:
    """The folder with other figures of some units."""
    return {key: units.get(key, figures) for key, figures in THEN.items()} | units


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (THEN, []),
        (changed(u={"A-1": "99", "B-1": "60"}), [("u.xlsx", "frozen-workbook-changed")]),
        (changed(u=None), [("u.xlsx", "frozen-workbook-gone")]),
        (changed(w={"A-1": "99"}), [("w.xlsx", "frozen-workbook-added")]),
        (changed(x={"A-1": "99"}), [("x.xlsx", "frozen-workbook-added")]),
    ],
    ids=["nothing", "changed", "gone", "reported later", "unheard of"],
)
def test_a_folder_that_is_no_longer_as_it_was_frozen(
    now: Mapping[str, Figures | None], found: list[tuple[str, str]]
) -> None:
    """Changed, removed and added workbooks are errors; the published figures stay as they were frozen."""
    result = again(now)
    assert codes(result) == found
    totals = {m.unit.code: m.standing.total for m in result.last.members if m.standing is not None}
    assert totals == {"u": Decimal("70.00"), "v": Decimal("90.00")}
    assert {m.unit.code for m in result.last.members} == set(now)


def test_a_form_that_was_renamed_or_moved_is_told() -> None:
    """Two that changed names are two, although nothing that they say has changed."""
    frozen = FrozenRecord((version(),))
    folder = season("2022Q1", THEN, BY)
    names = {"u.xlsx": "v.xlsx", "v.xlsx": "far/v.xlsx"}
    forms = tuple(replace(form, file=names.get(form.file, form.file)) for form in folder.forms)
    (found,) = run_race([replace(folder, forms=forms)], {"2022Q1": frozen}, BY_KIND).findings
    assert (found.code, found.severity) == ("frozen-workbook-moved", "warning")
    assert (dict(found.details)["count"], dict(found.details)["names"]) == (
        2,
        "u.xlsx → v.xlsx, v.xlsx → far/v.xlsx",
    )


def test_an_edited_record_is_an_error_and_its_figures_are_not_used() -> None:
    """The season then counts by its forms."""
    result = again(THEN, units=row(total=Decimal(99)))
    assert codes(result) == [("", "frozen-record-edited")]
    assert not result.last.is_frozen
    assert result.last.movements[1].now.standing.total == Decimal("70.00")


@pytest.mark.parametrize(
    ("rules", "changes", "code"),
    [
        (BY_KIND, {"framework": "other"}, "frozen-framework-changed"),
        (Rules(("kind",), "self", {"2022Q1": "abc"}), {}, "frozen-roster-changed"),
    ],
)
def test_another_framework_or_roster_than_at_the_time_is_found(
    rules: Rules, changes: Mapping[str, object], code: str
) -> None:
    """The record knows the fingerprints of both."""
    record = FrozenRecord((replace(version(), **changes).sealed(),))  # type: ignore[arg-type]
    result = run_race([season("2022Q1", THEN, BY)], {"2022Q1": record}, rules)
    assert [one.code for one in result.findings] == [code]


def test_another_basis_is_a_warning_and_the_record_is_not_used() -> None:
    """Verified and self-reported values are not held against each other."""
    record = FrozenRecord((replace(version(), basis="verified").sealed(),))
    result = run_race([season("2022Q1", THEN, BY)], {"2022Q1": record}, BY_KIND)
    assert ([one.code for one in result.findings], result.last.is_frozen) == (["frozen-basis-differs"], False)


def test_results_that_rest_on_seasons_that_are_not_read_now_are_a_warning() -> None:
    """The forms are the same, and their totals are not: a value was carried forward from a season that is not named."""
    by = framework(Item("A-1"), Item("B-1"), rules={"A-1": "carry-forward"})
    first = season("2022Q1", {"u": {"A-1": "80", "B-1": "60"}}, by)
    second = season("2022Q2", {"u": {"B-1": "60"}}, by)
    record = FrozenRecord((race(first, second).last.draft.sealed(),))
    whole = run_race([first, second], {"2022Q2": record}, BY_KIND)
    alone = run_race([second], {"2022Q2": record}, BY_KIND)
    assert ([one.code for one in whole.findings], [one.code for one in alone.findings]) == (
        [],
        ["frozen-total-differs"],
    )


def test_a_record_that_took_the_place_of_another_is_found_by_the_next_one() -> None:
    """A record remembers the digest of the season that was frozen before it."""
    seasons = [season("2022Q1", THEN, BY), season("2022Q2", THEN, BY)]
    first, second = (one.draft.sealed() for one in race(*seasons).seasons)
    chained = FrozenRecord((replace(second, before=f"2022Q1 {first.digest}").sealed(),))
    forged = FrozenRecord((replace(first, day="2022-05-01").sealed(),))

    def found(records: Mapping[str, FrozenRecord]) -> list[Finding]:
        return list(run_race(seasons, records, BY_KIND).findings)

    assert found({"2022Q1": FrozenRecord((first,)), "2022Q2": chained}) == []
    assert [one.code for one in found({"2022Q1": forged, "2022Q2": chained})] == ["frozen-record-replaced"]
    assert [one.code for one in found({"2022Q2": chained})] == ["frozen-record-replaced"]


def test_a_roster_has_the_same_fingerprint_whatever_its_order_and_file() -> None:
    """What it says counts, not its bytes."""
    units = [RosterUnit(Unit(code=code, name=code), (), NOWHERE) for code in "ab"]
    one, other = roster_fingerprint(Roster.of(units)), roster_fingerprint(Roster.of(units[::-1]))
    changed_ = roster_fingerprint(Roster.of([*units, RosterUnit(Unit(code="c"), (), NOWHERE)]))
    assert (one == other, one == changed_, roster_fingerprint(None)) == (True, False, "")
