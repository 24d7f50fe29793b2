"""Make the sample workbooks: two from the public article, and a district with its ordinary mistakes.

Run it from the checkout: `python samples/make_samples.py`. The same files come out, byte for byte. Every
value is invented; place names of the two single samples come from the article.
"""

import random
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import mistakes
import xlsxwriter
from audit import write_audit
from believable import LABEL, PERIOD, believable, form_maker, reference, with_evidence
from checking import write_checking
from community import write_community
from contest import write_contest
from four_ones import write_four_ones
from grids import write_grids
from handed_in import write_plans
from rooms import write_shangcheng
from seasons import write_seasons

from starcli.core.assessment import Unit
from starcli.core.filling import Filled, Filling, Row
from starcli.core.formulas.live import Moment
from starcli.core.model import Framework
from starcli.excel.imprint import WRITTEN_AT

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
SILENT = (("松岭乡", "泉溪村", "mountain"),)
"""Units of the roster that have sent no form: town, name and sort."""
TAGS = {"mountain": "山区", "large-mixed": "老旧社区"}
COUNTY, CITY, COUNTY_CODE = "示例县", "示例市", "330199"


def main(folder: Path) -> None:
    """Write every sample below a folder."""
    framework = reference()
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
        maker = form_maker(kind, profile)
        rows = with_evidence(maker.scheme, {key: Row({"self": value}) for key, value in values.items()})
        filling = Filling(unit, PERIOD, rows, label=LABEL)
        maker.write(Moment(maker.scheme, filling), folder / f"{name}.xlsx")
    _district(folder / "district")
    _roster(framework, folder / "district-roster.xlsx")
    write_plans(folder / "plans")
    write_contest(folder)
    write_grids(folder / "grids")
    write_shangcheng(folder)
    write_four_ones(folder)
    write_seasons(folder / "seasons")
    write_checking(folder / "checking", folder / "district" / "云溪镇")
    write_audit(folder / "audit")
    write_community(folder / "replanning")


def _district(folder: Path) -> None:
    """Twenty-six units in four towns, nine of them with a mistake that people make."""
    dice = random.Random(SEED)  # noqa: S311 invented figures
    written: dict[str, dict[str, Row]] = {}
    for town_number, (town, units) in enumerate(TOWNS.items(), start=1):
        for unit_number, (name, sort) in enumerate(units, start=1):
            kind, profile = _kind(sort)
            unit = Unit(_code(town_number, unit_number), name, kind, profile, town, COUNTY, CITY)
            maker = form_maker(kind, profile)
            rows = believable(maker.scheme, sort, dice)
            if name == COPIED[1]:
                rows = written[COPIED[0]]
            MISTAKES.get(name, mistakes.no_mistake)(rows)
            written[name] = rows
            target = folder / town / f"{name}自评表.xlsx"
            target.unlink(missing_ok=True)
            blank = {"kind": ""} if name == WITHOUT_KIND else {}
            filling = Filling(unit, PERIOD, with_evidence(maker.scheme, rows), blank, LABEL)
            maker.write(Moment(maker.scheme, filling), target)
    mistakes.truncate(folder / "松岭乡" / "白石村自评表.xlsx")


def _roster(framework: Framework, target: Path) -> None:
    """Everybody who should report: the units of the district, and one of which no form has come in."""
    headings = ("镇街", "单位名称", "统计用区划代码", "类型", "分类", "县(市、区)", "标签")
    rows = [
        (town, name, code, framework.kinds[kind].name.zh, _profile_name(framework, kind, profile), COUNTY, tags)
        for town, units in _expected().items()
        for (name, kind, profile), code in units
        for tags in (TAGS.get(profile, ""),)
    ]
    with xlsxwriter.Workbook(str(target)) as book:
        book.set_properties({"created": WRITTEN_AT})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("名册")
        sheet.set_column(0, 6, 18)
        sheet.write_string(0, 0, f"{COUNTY}村社名册（{LABEL.zh}）", bold)
        sheet.write_row(1, 0, headings, bold)
        for row, cells in enumerate(rows, start=2):
            sheet.write_row(row, 0, cells)


def _expected() -> dict[str, list[tuple[tuple[str, str, str], str]]]:
    """Name, kind and profile of each unit that should report, with its code, by town."""
    listed = {}
    for number, (town, units) in enumerate(TOWNS.items(), start=1):
        everybody = (*units, *((name, sort) for at, name, sort in SILENT if at == town))
        listed[town] = [((name, *_kind(sort)), _code(number, place)) for place, (name, sort) in enumerate(everybody, 1)]
    return listed


def _kind(sort: str) -> tuple[str, str]:
    """Kind and profile of a sort of units."""
    kind = "community" if sort in ("community", "large-mixed") else "village"
    return kind, sort if sort in ("mountain", "large-mixed") else "default"


def _code(town: int, unit: int) -> str:
    return f"{COUNTY_CODE}{town:03d}{200 + unit:03d}"


def _profile_name(framework: Framework, kind: str, profile: str) -> str:
    """The profile as a roster has it: nothing for the usual one."""
    return "" if framework.default_profile(kind) == framework.profiles[profile] else framework.profiles[profile].name.zh


MISTAKES = {
    "上田村": mistakes.forgotten,
    "青坞村": mistakes.units_typed,
    "桥头社区": mistakes.words_typed,
    "竹山村": mistakes.more_than_all,
    "里坞村": mistakes.waived,
    "江滨社区": mistakes.honoured,
    "南埠社区": mistakes.vetoed,
    "西陈村": mistakes.dissatisfied,
    "湖畔村": mistakes.overstated,
}


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
