"""Make the sample workbooks: two from the public article, and a district with its ordinary mistakes.

Run it from the checkout: `python samples/make_samples.py`. The same files come out, byte for byte. Every
value is invented; place names of the two single samples come from the article.
"""

import random
import sys
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from starcli.bundled import framework_folder
from starcli.core.assessment import Unit
from starcli.core.model import Framework
from starcli.core.scheme import Indicator, Scheme, resolve
from starcli.core.text import Text
from starcli.definitions import load_framework
from starcli.excel.form import Filled, Filling, Row, form_rows, write_form

LABEL = Text("演示数据：数值均为虚构", "Demonstration data: every value is invented")
PERIOD = "2022Q3"
SEED = 20220919

HUJIAPING: Mapping[str, Filled] = {
    "posts_filled": 7, "posts_approved": 7, "ORG-02": 0, "members_college": 4, "members_total": 7,
    "attended": 177, "should_attend": 200, "held": 18, "planned": 18, "ORG-06": 2,
    "contacted": 22, "migrant_total": 23, "ORG-09": "好", "ORG-10": 0,
    "households": 824, "grids": 4, "grids_ok": 4, "grids_party": 4, "grids_leader": 4, "grids_fulltime": 4,
    "grids_parttime": 4, "hh_micro": 824, "visited": 792, "closed_on_time": 489, "events_due": 500, "GRD-10": 8,
    "SVC-01": 320, "SVC-03": 56, "SVC-04": "全科受理、帮办代办规范", "SVC-05": 26, "SVC-06": "3A级",
    "inc_operate": Decimal("12.6"), "inc_contract": 18, "inc_invest": 4, "total_income": Decimal("61.2"),
    "inc_this": Decimal("34.6"), "inc_last": Decimal("32.6"), "liabilities": 28, "assets": 125,
    "milestones_done": 9, "milestones_planned": 10, "DEV-06": "是",
    "score_sum": 373, "score_n": 4, "samples_ok": 471, "samples": 500, "units_ok": 26, "units": 27,
    "settled": 31, "disputes": 31, "hot_ok": 48, "hot_rated": 50, "GOV-03": 0, "GOV-04": 0,
    "disclosed": 12, "should_disclose": 12, "GOV-06": "是", "sat_points": 479, "sat_valid": 500, "GOV-08": "省级",
}  # fmt: skip

TANGJIA: Mapping[str, Filled] = {
    "posts_filled": 9, "posts_approved": 9, "ORG-02": 0, "members_college": 9, "members_total": 9,
    "attended": 406, "should_attend": 500, "held": 20, "planned": 20, "ORG-06": 3,
    "served": 173, "registered": 200, "ORG-09": "较好", "ORG-10": 0,
    "households": 5180, "grids": 6, "grids_ok": 1, "grids_party": 5, "grids_leader": 6, "grids_fulltime": 4,
    "grids_parttime": 3, "hh_micro": 3212, "visited": 3693, "closed_on_time": 187, "events_due": 200, "GRD-10": 1,
    "SVC-01": 920, "service_area": 1400, "SVC-03": 63, "SVC-04": "全科受理、帮办代办规范", "SVC-05": 52,
    "SVC-06": "4A级", "workers": 21, "residents": 12963, "projects_done": 12, "projects_planned": 13, "DEV-06": "是",
    "score_sum": 366, "score_n": 4, "samples_ok": 464, "samples": 500, "compounds_pm": 15, "compounds": 16,
    "compounds_oc": 14, "compounds_should": 16, "ENV-05": "正常运行",
    "settled": 241, "disputes": 250, "hot_ok": 913, "hot_rated": 1000, "GOV-03": 1, "GOV-04": 0,
    "disclosed": 12, "should_disclose": 12, "GOV-06": "是", "sat_points": 458, "sat_valid": 500, "GOV-08": "市级",
}  # fmt: skip

TOWNS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "云溪镇": (("石门村", "village"), ("青坞村", "village"), ("上田村", "village"), ("枫树岭村", "mountain"),
             ("茶园村", "village"), ("云溪社区", "community"), ("桥头社区", "community")),
    "松岭乡": (("松岭村", "mountain"), ("大坪村", "mountain"), ("竹山村", "mountain"), ("里坞村", "mountain"),
             ("外塘村", "mountain"), ("白石村", "mountain")),
    "临江街道": (("江滨社区", "community"), ("望潮社区", "community"), ("新港社区", "large-mixed"),
              ("柳堤社区", "community"), ("南埠社区", "community"), ("渔浦村", "village")),
    "平桥镇": (("平桥村", "village"), ("湖畔村", "village"), ("东岸村", "village"), ("西陈村", "village"),
             ("桃源社区", "community"), ("学院社区", "community"), ("北塘村", "village")),
}  # fmt: skip
COPIED = ("平桥村", "东岸村")
"""The second of these took over every figure of the first."""
WITHOUT_KIND = "北塘村"
"""Its form does not say what kind of unit it is: it cannot be rated, and still counts."""
COUNTY, CITY, COUNTY_CODE = "示例县", "示例市", "330199"

# Whole figures that a unit of ordinary size would have; the other figures follow from them.
WHOLES: Mapping[str, tuple[int, int]] = {
    "posts_approved": (5, 9), "members_total": (5, 9), "should_attend": (180, 520), "planned": (12, 24),
    "registered": (80, 260), "migrant_total": (6, 28), "events_due": (40, 260), "milestones_planned": (6, 12),
    "projects_planned": (6, 14), "samples": (200, 500), "compounds": (6, 18), "compounds_should": (6, 16),
    "units": (8, 24), "disputes": (16, 110), "hot_rated": (24, 320), "should_disclose": (12, 12),
    "sat_valid": (120, 400), "assets": (300, 2400), "score_n": (4, 4),
}  # fmt: skip
HOUSEHOLDS = {"village": (420, 1300), "mountain": (340, 900), "community": (2600, 4200), "large-mixed": (3200, 4800)}
GRID = {"village": 380, "mountain": 330, "community": 410, "large-mixed": 260}
GATES_KEPT = 0.8
GRADES = ("five-star", "four-star", "three-star")


def main(folder: Path) -> None:
    """Write every sample below a folder."""
    framework = _reference()
    single = (
        (
            "hujiaping",
            "village",
            "mountain",
            HUJIAPING,
            Unit(name="胡家坪村", town="王阜乡", county="淳安县", city="杭州市"),
        ),
        ("tangjia", "community", "default", TANGJIA, Unit(name="Tangjia社区", county="临平区", city="杭州市")),
    )
    for name, kind, profile, values, unit in single:
        scheme = resolve(framework, kind, profile)
        rows = _with_evidence(scheme, {key: Row({"self": value}) for key, value in values.items()})
        write_form(scheme, folder / f"{name}.xlsx", "zh", Filling(unit, PERIOD, rows, label=LABEL))
    _district(framework, folder / "district")


def _reference() -> Framework:
    folder = framework_folder("reference-47")
    framework = load_framework(folder).value if folder else None
    if framework is None:
        raise SystemExit("the reference framework cannot be loaded")
    return framework


def _district(framework: Framework, folder: Path) -> None:
    """Twenty-six units in four towns, nine of them with a mistake that people make."""
    dice = random.Random(SEED)  # noqa: S311 invented figures
    written: dict[str, dict[str, Row]] = {}
    for town_number, (town, units) in enumerate(TOWNS.items(), start=1):
        for unit_number, (name, sort) in enumerate(units, start=1):
            kind = "community" if sort in ("community", "large-mixed") else "village"
            profile = sort if sort in ("mountain", "large-mixed") else "default"
            code = f"{COUNTY_CODE}{town_number:03d}{200 + unit_number:03d}"
            unit = Unit(code, name, kind, profile, town, COUNTY, CITY)
            scheme = resolve(framework, kind, profile)
            rows = _believable(scheme, sort, dice)
            if name == COPIED[1]:
                rows = written[COPIED[0]]
            MISTAKES.get(name, _none)(rows)
            written[name] = rows
            target = folder / town / f"{name}自评表.xlsx"
            target.unlink(missing_ok=True)
            rows = _with_evidence(scheme, rows)
            blank = {"kind": ""} if name == WITHOUT_KIND else {}
            write_form(scheme, target, "zh", Filling(unit, PERIOD, rows, blank, LABEL))
    _truncate(folder / "松岭乡" / "白石村自评表.xlsx")


def _believable(scheme: Scheme, sort: str, dice: random.Random) -> dict[str, Row]:
    """Figures of a unit that is a little better or worse than its neighbours throughout."""
    quality = dice.choice((0, 0, 0, 1, 1, 1, 2))
    values: dict[str, Filled] = {}
    low, high = HOUSEHOLDS[sort]
    values["households"] = dice.randint(low, high)
    values["grids"] = max(1, round(int(values["households"]) / GRID[sort]))
    for indicator in scheme.indicators:
        steady = bool(indicator.gates) and dice.random() < GATES_KEPT
        worse = quality if steady else min(2, max(0, quality + dice.choice((-2, -1, 0, 0, 0, 1))))
        _fill(values, indicator, GRADES[worse], dice)
    if "service_area" in values:
        values["service_area"] = max(values["service_area"], values["SVC-01"])
    asked = {name for name, _, _ in form_rows(scheme)}
    return {key: Row({"self": value}) for key, value in values.items() if key in asked}


def _with_evidence(scheme: Scheme, rows: Mapping[str, Row]) -> dict[str, Row]:
    """The same rows, each with the first evidence that its indicator asks for."""
    wanted = {name: indicators[0].definition.evidence[0].zh for name, indicators, _ in form_rows(scheme)}
    return {key: replace(row, evidence=wanted.get(key, "")) for key, row in rows.items()}


def _fill(values: dict[str, Filled], indicator: Indicator, grade: str, dice: random.Random) -> None:
    """The facts or the value of one indicator, about at a grade's requirement or a little above."""
    requirement = indicator.requirements.get(grade)
    expression = indicator.definition.expression
    wanted = requirement.nearest(None) if requirement else "yes"
    if expression is None:
        values[indicator.id] = _typed(indicator, wanted, dice)
    elif indicator.id == "DEV-01":
        _income(values, Decimal(wanted), dice)
    elif indicator.id == "DEV-02":
        growth = 1 + (Decimal(wanted) + dice.randint(0, 6)) / 100
        values["inc_last"] = round(Decimal(values["inc_this"]) / growth, 1)
    else:
        _ratio(values, indicator, Decimal(wanted), dice)


def _typed(indicator: Indicator, wanted: Decimal | str, dice: random.Random) -> Filled:
    """A value that is typed directly: a level's name, or the required number and a little."""
    levels = indicator.definition.scale.levels
    if isinstance(wanted, str):
        return levels[wanted].zh
    extra = 0 if indicator.definition.direction == "lower" else dice.choice((0, 0, 1, 2))
    most = indicator.definition.scale.maximum
    value = wanted + extra
    return min(value, most) if most is not None else value


def _ratio(values: dict[str, Filled], indicator: Indicator, wanted: Decimal, dice: random.Random) -> None:
    """Numerator and denominator of a rate: the first fact of the expression over the second."""
    expression = indicator.definition.expression
    if expression is None or indicator.id == "GRD-01":
        return
    part, whole = expression.names[:2]
    if whole not in values:
        values[whole] = dice.randint(*WHOLES[whole]) if whole in WHOLES else dice.randint(3000, 9000)
    base = Decimal(values[whole])
    if indicator.definition.type == "percent":
        better = Decimal(dice.randint(-15, 35)) / 10
        rate = wanted - better if indicator.definition.direction == "lower" else min(Decimal(100), wanted + better)
        values[part] = round(base * rate / 100)
    elif indicator.id == "ENV-01":
        values[part] = int(base * wanted) + dice.randint(0, 12)
    else:
        factor = 100 if indicator.id == "SVC-02" else 10000
        values[part] = int(base * wanted / factor) + dice.choice((0, 1, 2))


def _income(values: dict[str, Filled], wanted: Decimal, dice: random.Random) -> None:
    """Operating income in its three parts, its sum, and a total that also holds subsidies."""
    total = wanted + Decimal(dice.randint(0, 180)) / 10
    contract, invest = round(total * Decimal("0.45"), 1), round(total * Decimal("0.12"), 1)
    values |= {"inc_contract": contract, "inc_invest": invest, "inc_operate": total - contract - invest}
    values |= {"inc_this": total, "total_income": total + dice.randint(8, 60)}


def _change(rows: dict[str, Row], key: str, value: Filled) -> None:
    rows[key] = Row({"self": value})


def _none(rows: dict[str, Row]) -> None:
    """No mistake."""


def _forgotten(rows: dict[str, Row]) -> None:
    """Three cells were left blank, one of them a gate."""
    for key in ("disclosed", "ORG-09", "visited"):
        rows.pop(key, None)


def _units_typed(rows: dict[str, Row]) -> None:
    """A unit of measure, full-width digits and a comma: read, and reported."""
    _change(rows, "SVC-01", "320㎡")
    _change(rows, "households", "８１６")
    _change(rows, "assets", "1,250万元")


def _words_typed(rows: dict[str, Row]) -> None:
    """Words where a yes, a level and a number belong."""
    _change(rows, "DEV-06", "基本完成")
    _change(rows, "GOV-08", "正在创建")
    _change(rows, "SVC-03", "约48小时左右")


def _more_than_all(rows: dict[str, Row]) -> None:
    """More people came than should have."""
    _change(rows, "attended", int(rows["should_attend"].values["self"]) + 21)


def _waived(rows: dict[str, Row]) -> None:
    """No migrant members: the town confirmed one fact, the other claim nobody looked at."""
    reason = "本村无流动党员"
    rows["contacted"] = Row({"verified": "不适用"}, not_applicable="√", remarks=reason)
    rows["migrant_total"] = Row({"verified": "不适用"}, not_applicable="√", remarks=reason)
    rows["ENV-06"] = Row()
    rows["units_ok"] = rows["units"] = Row(not_applicable="√", remarks="设施由镇里统一运维")


def _honoured(rows: dict[str, Row]) -> None:
    """A provincial honour, and papers handed in late."""
    rows["B2"] = Row({"reviewed": 1}, remarks="省级经验推广")
    rows["D4"] = Row({"verified": 1}, remarks="逾期两天")


def _vetoed(rows: dict[str, Row]) -> None:
    """A veto that the county confirmed."""
    rows["V4"] = Row({"reviewed": "是"}, remarks="较大火灾事故")


def _dissatisfied(rows: dict[str, Row]) -> None:
    """Satisfaction below 60 %: a veto is proposed, and a person decides."""
    _change(rows, "sat_points", int(int(rows["sat_valid"].values["self"]) * 0.57))


def _overstated(rows: dict[str, Row]) -> None:
    """The town found lower figures than the village reported."""
    for key, part in (("sat_points", 0.95), ("closed_on_time", 0.96)):
        claimed = rows[key].values["self"]
        rows[key] = Row({"self": claimed, "verified": int(int(claimed) * part)}, remarks="镇街核验")


MISTAKES = {
    "上田村": _forgotten,
    "青坞村": _units_typed,
    "桥头社区": _words_typed,
    "竹山村": _more_than_all,
    "里坞村": _waived,
    "江滨社区": _honoured,
    "南埠社区": _vetoed,
    "西陈村": _dissatisfied,
    "湖畔村": _overstated,
}


def _truncate(file: Path) -> None:
    """Half of a workbook, as a broken-off download leaves it."""
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
