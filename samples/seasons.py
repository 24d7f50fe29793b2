"""Three seasons of two towns, typed into small forms: a rule change, a correction after freezing, and ordinary turns.

`2022Q1` is frozen and one of its forms was corrected afterwards; `2022Q3` has a framework of its own. One unit is new
in the second season, one is silent in it, one village has become a community in the third, one form there is last
season's, and what is published once a year is left blank in between.
"""

import random
import shutil
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import xlsxwriter
from believable import LABEL, believable, reference

from starcli.bundled import framework_folder
from starcli.commands.race import Asked, raced
from starcli.core.assessment import Unit
from starcli.core.consistency import fact_names
from starcli.core.filling import Filled, Row, questions
from starcli.core.scheme import Scheme, resolve
from starcli.excel.imprint import PACKED_AT, WRITTEN_AT
from starcli.excel.layouts.form import PROFILE_LABELS
from starcli.options import BasisName, Call, LanguageName

SEASONS = ("2022Q1", "2022Q2", "2022Q3")
FROZEN_ON = "2022-04-10"
COUNTY, CITY, COUNTY_CODE = "示例县", "示例市", "330199"
_SEED = 20220331
_QUALITIES = (0, 0, 0, 1, 1, 1, 2)
"""How `believable` draws: 0 is the best."""
_RENEWED = 0.25
"""So many of a unit's figures are new in a season in which it is as good as before."""
_FULL = {"village": 24, "community": 48}
"""Service activities in a year."""

# Town, name and kind of each unit, and how good it is in each season: 0 the best, None for no form.
UNITS: Sequence[tuple[str, str, str, tuple[int | None, ...]]] = (
    ("云溪镇", "石门村", "village", (1, 1, 0)),
    ("云溪镇", "青坞村", "village", (0, 0, 0)),
    ("云溪镇", "上田村", "village", (2, 1, 1)),
    ("云溪镇", "茶园村", "village", (1, 1, 1)),
    ("云溪镇", "塘边村", "village", (None, 1, 1)),
    ("云溪镇", "云溪社区", "community", (1, 0, 0)),
    ("云溪镇", "桥头社区", "community", (1, 1, 2)),
    ("平桥镇", "平桥村", "village", (0, 0, 1)),
    ("平桥镇", "湖畔村", "village", (1, None, 0)),
    ("平桥镇", "西陈村", "village", (1, 2, 2)),
    ("平桥镇", "东岸村", "village", (2, 0, 0)),
    ("平桥镇", "桃源社区", "community", (2, 1, 0)),
    ("平桥镇", "学院社区", "community", (0, 0, 0)),
)
BECAME_A_COMMUNITY = ("茶园村", "茶园社区", "2022Q3")
LAST_SEASONS_FORM = ("西陈村", "2022Q3", "2022Q2")
CORRECTED = ("上田村", "2022Q1", "GOV-03", 0)
"""The unit and season of the form that was corrected after freezing, the figure, and what it says now."""
YEARLY = ("ORG-09", "GOV-08", "DEV-06")
"""What is published once a year: left blank in the second season by every other unit."""
# What the third season's framework says otherwise: satisfaction counts more, grid visits count less.
CHANGES = (
    ("weights.yaml", "GOV-07: {village: 4, community: 4}", "GOV-07: {village: 5, community: 5}"),
    ("weights.yaml", "GRD-08: {village: 2, community: 2}", "GRD-08: {village: 1, community: 1}"),
    ("framework.yaml", "version: 0.1.0", "version: 0.2.0"),
    ("framework.yaml", "date: 2022-09-19", "date: 2022-09-30"),
)


def write_seasons(folder: Path) -> None:
    """Write the seasons below a folder, the first of them frozen and one of its forms then corrected."""
    for season in SEASONS:
        (folder / season).mkdir(parents=True, exist_ok=True)
    written: dict[str, dict[str, Row]] = {}
    for at, season in enumerate(SEASONS):
        for number, unit_of in enumerate(UNITS):
            _write_unit(folder, at, number, unit_of, written)
        if not at:
            _freeze(folder / season)
            _correct(folder, written)
    _write_framework(folder / SEASONS[2] / "framework")


def _write_unit(
    folder: Path, at: int, number: int, listed: tuple[str, str, str, tuple[int | None, ...]],
    written: dict[str, dict[str, Row]],
) -> None:  # fmt: skip
    town, name, kind, qualities = listed
    season, quality = SEASONS[at], qualities[at]
    if quality is None:
        return
    unit = Unit(_code(number), name, kind, "default", town, COUNTY, CITY)
    if name == BECAME_A_COMMUNITY[0] and season == BECAME_A_COMMUNITY[2]:
        unit = replace(unit, name=BECAME_A_COMMUNITY[1], kind="community")
    scheme = resolve(reference(), unit.kind, unit.profile)
    dice = random.Random(f"{_SEED} {name} {season}")  # noqa: S311 invented figures
    rows = _figures(scheme, quality, f"{name} {season}")
    known = written.get(name)
    if known is not None and unit.kind == kind and qualities[at - 1] == quality:
        rows = {**known, **_renewed(scheme, rows, dice)}
    rows["SVC-05"] = Row({"self": _FULL[unit.kind] * (at + 1) // 4 + dice.choice((-2, 0, 0, 1))})
    written[name] = dict(rows)
    if season == SEASONS[1] and number % 2:
        rows = {key: row for key, row in rows.items() if key not in YEARLY}
    late = name == LAST_SEASONS_FORM[0] and season == LAST_SEASONS_FORM[1]
    period = LAST_SEASONS_FORM[2] if late else season
    _write_form(folder / season / town / f"{unit.name}.xlsx", scheme, unit, period, rows)


def _figures(scheme: Scheme, quality: int, seed: str) -> dict[str, Row]:
    """Believable figures of a unit of some quality."""
    for attempt in range(1000):
        if random.Random(f"{_SEED} {seed} {attempt}").choice(_QUALITIES) == quality:  # noqa: S311 invented figures
            dice = random.Random(f"{_SEED} {seed} {attempt}")  # noqa: S311
            return believable(scheme, scheme.kind.id, dice)
    raise ValueError(quality)


def _renewed(scheme: Scheme, rows: Mapping[str, Row], dice: random.Random) -> dict[str, Row]:
    """The rows that say something new this season: those of some indicators that share no figure with another one."""
    asked = [fact_names(scheme.framework.entries[indicator.id]) or (indicator.id,) for indicator in scheme.indicators]
    uses = Counter(name for names in asked for name in names)
    chosen = [names for names in asked if dice.random() < _RENEWED and all(uses[name] == 1 for name in names)]
    return {name: rows[name] for names in chosen for name in names if name in rows}


def _write_form(target: Path, scheme: Scheme, unit: Unit, period: str, rows: Mapping[str, Row]) -> None:
    """A small form: who and when, then a row a figure."""
    target.parent.mkdir(parents=True, exist_ok=True)
    framework = scheme.framework
    profile = {"code": unit.code, "name": unit.name, "kind": framework.kinds[unit.kind].name.zh, "town": unit.town,
               "county": unit.county, "city": unit.city, "period": period}  # fmt: skip
    with xlsxwriter.Workbook(str(target)) as book:
        book.set_properties({"created": WRITTEN_AT})
        bold = book.add_format({"bold": True})
        cover = book.add_worksheet("基本信息")
        cover.set_column(0, 1, 20)
        cover.write_string(0, 0, LABEL.zh, bold)
        for row, (key, text) in enumerate(profile.items(), start=1):
            cover.write_string(row, 0, PROFILE_LABELS[key].zh)
            cover.write_string(row, 1, text)
        sheet = book.add_worksheet("填报表")
        sheet.set_column(1, 1, 36)
        sheet.write_row(0, 0, ("编码", "数据项", "填报值", "备注"), bold)
        for row, question in enumerate(questions(scheme), start=1):
            sheet.write_string(row, 0, question.id)
            sheet.write_string(row, 1, question.asked.name.zh)
            _put(sheet, row, rows[question.id].values.get("self") if question.id in rows else None)
    _store(target)


def _store(target: Path) -> None:
    """Pack a form without compressing it: its digest stands in a record, and libraries compress differently."""
    with zipfile.ZipFile(target) as packed:
        parts = [(part.filename, packed.read(part)) for part in packed.infolist()]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts:
            package.writestr(zipfile.ZipInfo(name, PACKED_AT), content)


def _put(sheet: "xlsxwriter.worksheet.Worksheet", row: int, value: Filled | None) -> None:
    if isinstance(value, str):
        sheet.write_string(row, 2, value)
    elif value is not None:
        sheet.write_number(row, 2, float(value))


def _correct(folder: Path, written: Mapping[str, Mapping[str, Row]]) -> None:
    """Put another figure into a form of the season that is frozen."""
    name, season, key, value = CORRECTED
    number, (town, _, kind, _) = next((at, listed) for at, listed in enumerate(UNITS) if listed[1] == name)
    scheme = resolve(reference(), kind, "default")
    unit = Unit(_code(number), name, kind, "default", town, COUNTY, CITY)
    rows = {**written[name], key: Row({"self": value})}
    _write_form(folder / season / town / f"{name}.xlsx", scheme, unit, season, rows)


def _freeze(season: Path) -> None:
    """Freeze a season, as `starcli race --freeze` does."""
    for made in (season / "season.xlsx", season / "framework"):
        shutil.rmtree(made) if made.is_dir() else made.unlink(missing_ok=True)
    call = Call.make("reference-47", None, BasisName.SELF, LanguageName.ZH, None, True, False)
    raced(call, [season], Asked(freeze=(season.name,), date=FROZEN_ON, framework="reference-47"))


def _write_framework(target: Path) -> None:
    """The reference framework with some changes."""
    source = framework_folder("reference-47")
    if source is None:
        raise SystemExit("the reference framework is not there")
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    for name, before, after in CHANGES:
        file = target / name
        text = file.read_text(encoding="utf-8")
        if before not in text:
            raise SystemExit(f"{name}: {before!r} is not there any more")
        file.write_text(text.replace(before, after), encoding="utf-8")


def _code(number: int) -> str:
    town = 1 if UNITS[number][0] == UNITS[0][0] else 2
    return f"{COUNTY_CODE}{town:03d}{201 + number:03d}"
