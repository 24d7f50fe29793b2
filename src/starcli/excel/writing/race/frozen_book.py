"""The record of a frozen season as a workbook: a table of its versions, and a sheet of results for each of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from starcli.core.assessment import TIERS
from starcli.core.model import Framework
from starcli.core.racing.frozen import SHORT, FrozenUnit, FrozenVersion
from starcli.core.racing.rules import GROUP_KEYS
from starcli.core.rating import TIER_NAMES
from starcli.core.text import Language, Text, listed
from starcli.excel.layouts.frozen import (
    UNIT_HEADINGS,
    UNITS_ASIDE,
    UNITS_SHEET,
    VERSION_HEADINGS,
    VERSIONS_ASIDE,
    VERSIONS_SHEET,
    WORDS,
    UnitColumn,
    VersionColumn,
)
from starcli.excel.writing.page import Column, Content, Page, Workbook, narrow_font
from starcli.excel.writing.race.words import GROUP_NAMES, grade_stars

STATES: Mapping[str, Text] = {
    "rated": Text("已评定", "rated"),
    "unrated": Text("未评定", "not rated"),
    "missing": Text("未上报", "not reported"),
}
_GUIDE = Text(
    "本文件是封存记录，请勿改动：任何一格改了都会被指出，封存的数字就不能用。要更正，"
    "改各单位的表，再用 --freeze 和 --reason 重新封存，旧版保留。请把校验码抄进会议纪要。",
    "This is the record of a frozen season. Do not edit it: a change of any cell is found, and its figures no longer "
    "count. To correct results correct the forms and freeze again with --freeze and --reason; former versions stay. "
    "Note the digest in the minutes.",
)
_VERSION_WIDTHS: Mapping[VersionColumn, float] = {"number": 7, "day": 12, "reason": 26, "label": 10, "digest": 74,
                                                  "framework_name": 36}  # fmt: skip
_UNIT_WIDTHS: Mapping[UnitColumn, float] = {
    "version": 6, "place": 6, "of": 8, "county": 11, "town": 13, "name": 16, "kind_words": 12, "profile_words": 16,
    "state_words": 10, "total": 9, "plain": 10, "computed_words": 11, "awarded_words": 11, "code": 15, "file": 40,
    "digest": 66,
}  # fmt: skip
_UNIT_STYLES: Mapping[UnitColumn, str] = {
    "version": "whole", "place": "whole", "of": "whole", "total": "points", "plain": "points", "kind_words": "centre",
    "state_words": "centre", "computed_words": "centre", "awarded_words": "centre", "code": "fixed_text",
}  # fmt: skip
_ASIDE_WIDTH = 16


def with_words(version: FrozenVersion, framework: Framework, language: Language) -> FrozenVersion:
    """A version with the words that people read for the ids of each row."""
    return replace(version, units=tuple(_with_words(row, framework, language) for row in version.units))


def frozen_book(versions: tuple[FrozenVersion, ...], name: str, language: Language) -> bytes:
    """The workbook of a record, whose area is called `name`; the last version is the one that counts."""
    last = versions[-1]
    title = Text(f"{name} {last.label} 封存记录", f"{name}: {last.label}, frozen")
    book = Workbook("season", title, language)
    narrow_font(book)
    columns = [_version_column(key) for key in VERSION_HEADINGS]
    printed = len(columns) - len(VERSIONS_ASIDE)
    page = book.page(VERSIONS_SHEET, [column.width for column in columns[:printed]], landscape=True)
    page.say(title, "title", height=30)
    page.say(_about(last), "subtitle")
    page.say(_GUIDE, "quiet")
    page.skip()
    _aside(page, columns, printed)
    page.table(columns, [_version_row(version) for version in versions])
    page.sheet.print_area(0, 0, page.row - 1, printed - 1)
    _foot(page, last)
    for version in reversed(versions):
        _units(book, version, is_last=version is last)
    return book.content()


def _about(version: FrozenVersion) -> Text:
    basis = TIER_NAMES[TIERS[TIERS.index(version.basis)]]
    groups = listed([GROUP_NAMES[key] for key in GROUP_KEYS if key in version.groups.split(",")])
    rated = sum(row.total is not None for row in version.units)
    return Text(
        f"口径：{basis.zh} · 排名分组：{groups.zh} · 单位 {len(version.units)}，已评定 {rated}",
        f"basis: {basis.en} · places within {groups.en} · units: {len(version.units)}, {rated} rated",
    )


def _version_column(key: VersionColumn) -> Column:
    style = {"number": "whole", "day": "centre", "label": "centre"}.get(key, "text")
    return Column(VERSION_HEADINGS[key], _VERSION_WIDTHS.get(key, _ASIDE_WIDTH), style)


def _version_row(version: FrozenVersion) -> list[Content]:
    return [getattr(version, key) for key in VERSION_HEADINGS]


def _units(book: Workbook, version: FrozenVersion, *, is_last: bool) -> None:
    columns = [
        Column(heading, _UNIT_WIDTHS.get(key, _ASIDE_WIDTH), _UNIT_STYLES.get(key, "text"))
        for key, heading in UNIT_HEADINGS.items()
    ]
    printed = len(columns) - len(UNITS_ASIDE)
    former = Text(f"第{version.number}版", f"Version {version.number}")
    page = book.page(UNITS_SHEET if is_last else former, [column.width for column in columns[:printed]], landscape=True)
    page.say(Text(f"{version.label} 第 {version.number} 版", f"{version.label}, version {version.number}"), "section")
    _aside(page, columns, printed)
    page.table(columns, (_unit_row(version, row) for row in _ordered(version.units)), repeat=True)
    page.sheet.print_area(0, 0, page.row - 1, printed - 1)
    _foot(page, version)


def _ordered(units: Iterable[FrozenUnit]) -> list[FrozenUnit]:
    """By area, then kind and profile, then place; those without a place last."""

    def order(row: FrozenUnit) -> tuple[object, ...]:
        unit = row.unit
        return (unit.code[:6], unit.county, unit.kind, unit.profile, row.place is None, row.place or 0, unit.code)

    return sorted(units, key=order)


def _unit_row(version: FrozenVersion, row: FrozenUnit) -> list[Content]:
    known: dict[str, Content] = {
        "version": version.number,
        "place": row.place,
        "of": row.of,
        "total": row.total,
        "plain": row.plain,
        **{key: getattr(row.unit, key) for key in ("county", "town", "name", "code", "city", "kind", "profile")},
        **{key: getattr(row, key) for key in ("file", "digest", "state", "computed", "awarded")},
    }
    known |= dict(zip(WORDS, row.words, strict=True))
    return [known[key] if known[key] != "" else None for key in UNIT_HEADINGS]


def _with_words(row: FrozenUnit, framework: Framework, language: Language) -> FrozenUnit:
    kind, profile = framework.kinds.get(row.unit.kind), framework.profiles.get(row.unit.profile)
    grades = {grade.id: grade for grade in framework.grades}
    words = (
        kind.name[language] if kind is not None else "",
        profile.name[language] if profile not in (None, framework.default_profile(row.unit.kind)) else "",
        STATES[row.state][language],
        *(grade_stars(grades[key], framework) if key in grades else "" for key in (row.computed, row.awarded)),
    )
    return replace(row, words=words)


def _aside(page: Page, columns: list[Column], printed: int) -> None:
    for position, column in enumerate(columns[printed:], start=printed):
        page.sheet.set_column(position, position, column.width)


def _foot(page: Page, version: FrozenVersion) -> None:
    short = version.digest[:SHORT]
    page.footer(Text(f"校验码 {short} · {version.framework_name}", f"digest {short} · {version.framework_name}"))
