"""Two seasons of three towns with what town and county found: claims that hold, claims that do not, and copies.

In the second season one unit claims full marks throughout, one has last season's habit of claiming too much, two say
in the same words what others say, one took over figures, one's income has jumped, and a town that checked nothing is
there too. Every figure is invented.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from believable import LABEL, believable, reference, with_evidence

from starcli.core.assessment import TIERS, Tier, Unit
from starcli.core.consistency import fact_names
from starcli.core.filling import Filled, Row, questions
from starcli.core.numbers import ONE
from starcli.core.scheme import Scheme, resolve
from starcli.excel.imprint import WRITTEN_AT
from starcli.excel.layouts.form import HEADINGS, PROFILE_LABELS

SEASONS = ("2022Q2", "2022Q3")
COUNTY, CITY, COUNTY_CODE = "示例县", "示例市", "330199"
_SEED = 20221020
_RENEWED = 0.3
"""So many of a unit's figures are new in the second season."""
_HUNDRED, _BOTH = 100, 2

# Town, name, kind, profile, and how good it is: 0 the best.
UNITS: Sequence[tuple[str, str, str, str, int]] = (
    ("云溪镇", "石门村", "village", "default", 0),
    ("云溪镇", "青坞村", "village", "default", 0),
    ("云溪镇", "上田村", "village", "default", 1),
    ("云溪镇", "茶园村", "village", "default", 0),
    ("云溪镇", "云溪社区", "community", "default", 0),
    ("松岭乡", "松岭村", "village", "mountain", 1),
    ("松岭乡", "大坪村", "village", "mountain", 1),
    ("松岭乡", "竹山村", "village", "mountain", 1),
    ("松岭乡", "里坞村", "village", "mountain", 0),
    ("平桥镇", "平桥村", "village", "default", 1),
    ("平桥镇", "湖畔村", "village", "default", 0),
    ("平桥镇", "西陈村", "village", "default", 2),
    ("平桥镇", "桃源社区", "community", "default", 1),
    ("平桥镇", "学院社区", "community", "default", 0),
)
FULL_MARKS = "青坞村"
JUMPED = "里坞村"
COPIED_FIGURES = ("松岭村", "竹山村")
COPIED_TEXTS = ("平桥村", "西陈村")
NEW = "学院社区"
"""The unit that has no form in the first season."""

Found = Mapping[str, tuple[Tier, Decimal | str]]
"""What was found of a figure: by whom, and the value, or the share of what the unit claimed."""
CHECKED: Mapping[tuple[str, str], Found] = {
    ("2022Q2", "上田村"): {
        "attended": ("verified", Decimal("0.90")), "visited": ("verified", Decimal("0.88")),
        "SVC-05": ("verified", Decimal("0.75")), "held": ("verified", Decimal(1)),
    },
    ("2022Q2", "湖畔村"): {"sat_points": ("verified", Decimal(1)), "visited": ("verified", Decimal(1))},
    ("2022Q3", "石门村"): {
        "attended": ("verified", Decimal(1)), "held": ("verified", Decimal(1)), "visited": ("verified", Decimal(1)),
        "settled": ("verified", Decimal(1)),
    },
    ("2022Q3", "上田村"): {
        "attended": ("verified", Decimal("0.86")), "visited": ("verified", Decimal("0.90")),
        "SVC-05": ("verified", Decimal("0.70")), "settled": ("reviewed", Decimal("0.95")),
    },
    ("2022Q3", "茶园村"): {
        "held": ("verified", Decimal(1)), "disclosed": ("reviewed", Decimal("0.75")),
        "samples_ok": ("verified", Decimal("0.97")),
    },
    ("2022Q3", "云溪社区"): {
        "sat_points": ("verified", Decimal("0.96")), "hh_micro": ("verified", Decimal("0.9")),
        "SVC-05": ("verified", "不予认定"), "visited": ("verified", Decimal(1)),
    },
    ("2022Q3", "平桥村"): {"attended": ("verified", Decimal("1.04")), "closed_on_time": ("verified", Decimal(1))},
    ("2022Q3", "湖畔村"): {
        "sat_points": ("verified", Decimal("0.93")), "closed_on_time": ("verified", Decimal("0.94")),
        "inc_last": ("reviewed", Decimal("1.15")), "GOV-08": ("verified", "县级"),
    },
    ("2022Q3", "桃源社区"): {
        "attended": ("verified", Decimal("0.97")), "hot_ok": ("reviewed", Decimal("0.95")),
        "grids_fulltime": ("verified", Decimal(1)),
    },
}  # fmt: skip
"""By season and unit; a town of which nothing stands here checked nobody."""
STATED: Mapping[str, Mapping[str, str]] = {
    "石门村": {"自评总分": "95.38", "申报星级": "五星"},
    "上田村": {"自评总分": "97", "申报星级": "五星"},
    "湖畔村": {"自评总分": "97.87", "申报星级": "五星"},
}
"""What units say of their own result in the second season: one of them more than its own figures come to."""
CHECKED_THROUGHOUT = ("石门村", "上田村", "云溪社区", "湖畔村")
"""Of these units everything else was looked at too, and found to be right."""
TEXTS: Mapping[str, str] = {
    "visited": "本季度组织网格员和党员骨干分片入户走访，重点看望独居老人和残疾人家庭，收集意见后逐条登记办理并回访。",
    "settled": "依托老娘舅调解室每周四集中受理，疑难纠纷请镇司法所和驻村律师到场，做到小事不出网格、大事不出村。",
    "attended": "主题党日固定在每月十五日，外出党员通过视频参加，无故缺席的由支部委员上门谈心并在公示栏里说明。",
}


def write_audit(folder: Path) -> None:
    """Write both seasons below a folder, a folder a town."""
    former: dict[str, dict[str, Row]] = {}
    for season in SEASONS:
        written: dict[str, dict[str, Row]] = {}
        for number, (town, name, kind, profile, quality) in enumerate(UNITS):
            if name == NEW and season == SEASONS[0]:
                continue
            scheme = resolve(reference(), kind, profile)
            unit = Unit(_code(number), name, kind, profile, town, COUNTY, CITY)
            rows = _claimed(scheme, name, season, quality, former.get(name))
            if season == SEASONS[1] and name == COPIED_FIGURES[1]:
                rows = dict(written[COPIED_FIGURES[0]])
            written[name] = rows
            told = _with_texts(rows, name) if season == SEASONS[1] else rows
            found = CHECKED.get((season, name), {})
            checked = _checked(told, found, throughout=bool(found) and name in CHECKED_THROUGHOUT)
            target = folder / season / town / f"{name}.xlsx"
            stated = STATED.get(name, {}) if season == SEASONS[1] else {}
            write_form(target, scheme, unit, season, with_evidence(scheme, checked), stated)
        former = written


def write_form(
    target: Path, scheme: Scheme, unit: Unit, period: str, rows: Mapping[str, Row], stated: Mapping[str, str]
) -> None:
    """A small form: who and when, then a row a figure with the values of unit, town and county beside each other."""
    target.parent.mkdir(parents=True, exist_ok=True)
    framework = scheme.framework
    usual = framework.default_profile(unit.kind) == scheme.profile
    profile = {
        "code": unit.code, "name": unit.name, "kind": framework.kinds[unit.kind].name.zh,
        "profile": "" if usual else scheme.profile.name.zh, "town": unit.town, "county": unit.county,
        "city": unit.city, "period": period,
    }  # fmt: skip
    with xlsxwriter.Workbook(str(target)) as book:
        book.set_properties({"created": WRITTEN_AT})
        bold = book.add_format({"bold": True})
        cover = book.add_worksheet("基本信息")
        cover.set_column(0, 1, 20)
        cover.write_string(0, 0, LABEL.zh, bold)
        told = {PROFILE_LABELS[key].zh: text for key, text in profile.items()} | dict(stated)
        for at, (label, text) in enumerate(told.items(), start=1):
            cover.write_string(at, 0, label)
            cover.write_string(at, 1, text)
        sheet = book.add_worksheet("填报表")
        sheet.set_column(1, 1, 36)
        sheet.set_column(5, 6, 40)
        names = [HEADINGS[tier].zh for tier in TIERS]
        sheet.write_row(0, 0, ("编码", "数据项", *names, "佐证材料", "备注"), bold)
        for at, question in enumerate(questions(scheme), start=1):
            row = rows.get(question.id, Row())
            cells = [question.id, question.asked.name.zh, *(row.values.get(tier) for tier in TIERS)]
            for column, cell in enumerate([*cells, row.evidence, row.remarks]):
                _put(sheet, at, column, cell)


def _claimed(scheme: Scheme, name: str, season: str, quality: int, former: Mapping[str, Row] | None) -> dict[str, Row]:
    """What a unit claims: much as in the season before, where there was one."""
    rows = _figures(scheme, quality, f"{name} {season}")
    if former is not None:
        dice = random.Random(f"{_SEED} {name} {season}")  # noqa: S311 invented figures
        rows = {**former, **_renewed(scheme, rows, dice)}
    if season == SEASONS[0]:
        rows["SVC-05"] = Row({"self": 13 if scheme.kind.id == "village" else 26})
    elif former is not None:
        rows["SVC-05"] = Row({"self": 22 if scheme.kind.id == "village" else 45})
    if season == SEASONS[1] and name == FULL_MARKS:
        rows = _full(scheme, rows)
    if season == SEASONS[1] and name == JUMPED:
        _richer(rows, Decimal("3.6"))
    return rows


def _figures(scheme: Scheme, quality: int, seed: str) -> dict[str, Row]:
    """Believable figures of a unit of some quality, which `believable` draws first."""
    for attempt in range(1000):
        if random.Random(f"{_SEED} {seed} {attempt}").choice((0, 0, 0, 1, 1, 1, 2)) == quality:  # noqa: S311
            dice = random.Random(f"{_SEED} {seed} {attempt}")  # noqa: S311 invented figures
            sort = scheme.profile.id if scheme.profile.id in ("mountain", "large-mixed") else scheme.kind.id
            return believable(scheme, sort, dice)
    raise ValueError(quality)


def _renewed(scheme: Scheme, rows: Mapping[str, Row], dice: random.Random) -> dict[str, Row]:
    """The rows that say something new this season: of some indicators that share no figure with another one.

    What adds up over the year, or is compared with last season's, stays.
    """
    asked = [fact_names(scheme.framework.entries[indicator.id]) or (indicator.id,) for indicator in scheme.indicators]
    uses = Counter(name for names in asked for name in names) + Counter([*scheme.framework.cross_checks.watched])
    chosen = [names for names in asked if dice.random() < _RENEWED and all(uses[name] == 1 for name in names)]
    return {name: rows[name] for names in chosen for name in names if name in rows}


def _full(scheme: Scheme, rows: Mapping[str, Row]) -> dict[str, Row]:
    """The same with full marks for every indicator that a person can claim them for."""
    best = dict(rows)
    for indicator in scheme.indicators:
        definition, best_value = indicator.definition, indicator.rule.reach(ONE)
        names = definition.expression.names if definition.expression is not None else ()
        if not names and best_value is not None:
            value = definition.scale.levels[best_value].zh if isinstance(best_value, str) else best_value
            best[indicator.id] = Row({"self": value})
        elif definition.direction == "higher" and definition.scale.maximum == _HUNDRED and len(names) == _BOTH:
            part, whole = names
            best[part] = best[whole]
    best["liabilities"] = Row({"self": int(_own(best["assets"]) * Decimal("0.18"))})
    best["inc_last"] = Row({"self": round(_own(best["inc_this"]) * Decimal("0.86"), 1)})
    best["score_sum"] = Row({"self": int(_own(best["score_n"]) * 97)})
    return best


def _richer(rows: dict[str, Row], times: Decimal) -> None:
    """Operating income so many times as high, in all its parts."""
    for key in ("inc_operate", "inc_contract", "inc_invest"):
        rows[key] = Row({"self": round(_own(rows[key]) * times, 1)})
    total = sum((_own(rows[key]) for key in ("inc_operate", "inc_contract", "inc_invest")), Decimal(0))
    rows["inc_this"], rows["total_income"] = Row({"self": total}), Row({"self": total + 20})


def _with_texts(rows: Mapping[str, Row], name: str) -> dict[str, Row]:
    """The rows with what the unit says of them; two units say the same."""
    if name not in COPIED_TEXTS:
        return dict(rows)
    return {key: replace(row, remarks=TEXTS.get(key, row.remarks)) for key, row in rows.items()}


def _checked(rows: Mapping[str, Row], found: Found, *, throughout: bool) -> dict[str, Row]:
    """The rows with what town or county found of them; where a unit was checked throughout, all others as claimed."""
    checked = dict(rows)
    for key, row in rows.items() if throughout else ():
        checked[key] = replace(row, values={**row.values, "verified": row.values["self"]})
    for key, (tier, what) in found.items():
        row = checked[key]
        value: Filled = what if isinstance(what, str) else int(_own(row) * what)
        checked[key] = replace(row, values={**row.values, tier: value})
    return checked


def _own(row: Row) -> Decimal:
    return Decimal(row.values["self"])


def _put(sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, value: Filled | None) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write_number(row, column, float(value))


def _code(number: int) -> str:
    towns = list(dict.fromkeys(town for town, *_ in UNITS))
    return f"{COUNTY_CODE}{towns.index(UNITS[number][0]) + 1:03d}{201 + number:03d}"


if __name__ == "__main__":
    write_audit(Path(__file__).parent / "audit")
