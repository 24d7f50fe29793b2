"""Two plans as villages hand them in, typed by hand with the columns of the forms in use: a good and an ordinary one."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter
from believable import LABEL, PERIOD

from starcli.core.assessment import Unit
from starcli.excel.imprint import WRITTEN_AT
from starcli.excel.layouts.form import PROFILE_LABELS
from starcli.excel.layouts.plan import LEDGER_HEADINGS, MEASURE_HEADINGS, PLAN_LABELS, PLAN_SHEETS, PROBLEM_HEADINGS

Cell = str | int | float | date
Row = Mapping[str, Cell]

GOOD = Unit("", "胡家坪村", "village", "mountain", "王阜乡", "淳安县", "杭州市")
ORDINARY = Unit("330199001204", "枫树岭村", "village", "mountain", "云溪镇", "示例县", "示例市")
_SEASONS = ("2022Q4", "2023Q1", "2023Q2", "2023Q3")

_GOOD_PROBLEMS: Sequence[Row] = (
    {"code": "DEV-01", "problem": "经营性收入34.6万元，五星要求50万元，相差15.4万元", "now": 34.6, "required": 50,
     "distance": 15.4, "sort": "个性", "cause": "资源盘活不足、缺少稳定收益项目；缺乏经营人才", "origin": "自评"},
)  # fmt: skip
_GOOD_MEASURES: Sequence[Row] = (
    {"code": "DEV-01", "problem": "经营性收入低于五星要求", "cause": "缺乏经营人才",
     "measure": "2022年11月底前引进农村职业经理人1名，负责集体资产经营", "type": "长期推进", "unit": "胡家坪村党支部",
     "person": "村党组织书记甲", "leader": "联村领导甲", "deadline": date(2023, 9, 30), "target": 52.3,
     "2022Q4": 38, "2023Q1": 43, "2023Q2": 48, "2023Q3": 52.3, "support": "农业农村局帮助对接经营人才"},
    {"code": "DEV-01", "problem": "经营性收入低于五星要求", "cause": "资源盘活不足、缺少稳定收益项目",
     "measure": "发展高山蔬菜项目120亩，2023年6月底前投产", "type": "长期推进", "unit": "胡家坪村党支部",
     "person": "村委会委员甲", "leader": "联村领导甲", "deadline": date(2023, 6, 30), "target": 52.3},
)  # fmt: skip
_GOOD_LEDGER: Sequence[Row] = (
    {"code": "DEV-01", "problem": "经营性收入低于五星要求", "measure": "引进农村职业经理人1名",
     "unit": "胡家坪村党支部", "person": "村党组织书记甲", "deadline": date(2023, 9, 30), "type": "长期推进",
     "progress": "经理人已到岗，与两家公司签约", "share": 40, "state": "整改中"},
)  # fmt: skip

_ORDINARY_PROBLEMS: Sequence[Row] = (
    {"code": "ORG-05", "problem": "“三会一课”有2次未按期召开", "now": 94.12, "required": 100, "distance": 5.88,
     "sort": "个性", "cause": "支部委员分工不落实", "origin": "镇街核验"},
    {"code": "GOV-07", "problem": "群众满意度86.06%，低于95%", "now": 86.06, "required": 95, "distance": 8.94,
     "sort": "共性", "cause": "热点问题久拖不决", "origin": "抽查"},
)  # fmt: skip
_ORDINARY_MEASURES: Sequence[Row] = (
    {"code": "ORG-05", "problem": "“三会一课”未按期召开", "cause": "支部委员分工不落实", "measure": "进一步加强组织生活管理",
     "type": "限期整改", "unit": "枫树岭村党支部", "leader": "联村领导乙", "deadline": date(2022, 12, 31), "target": 100},
    {"code": "GOV-07", "problem": "群众满意度低", "cause": "热点问题久拖不决", "measure": "梳理热点问题8件，11月底前逐件办结并上门回访",
     "type": "限期整改", "unit": "枫树岭村党支部", "person": "村委会主任乙", "leader": "联村领导乙",
     "deadline": date(2022, 9, 30), "target": 95},
)  # fmt: skip
_ORDINARY_LEDGER: Sequence[Row] = (
    {"code": "ORG-05", "problem": "“三会一课”未按期召开", "measure": "进一步加强组织生活管理", "unit": "枫树岭村党支部",
     "person": "村党组织书记乙", "deadline": date(2022, 12, 31), "type": "限期整改", "progress": "已补课2次", "share": 60,
     "state": "整改中"},
    {"code": "GOV-07", "problem": "群众满意度低", "measure": "梳理热点问题8件，逐件办结", "unit": "枫树岭村党支部",
     "person": "村委会主任乙", "deadline": date(2022, 11, 30), "type": "限期整改", "progress": "8件均已办结", "share": 100,
     "state": "已销号", "evidence": "办结台账", "requested": date(2022, 12, 1), "verified": 93.5,
     "town_opinion": "同意销号", "town_date": date(2022, 12, 5), "closed": "是"},
)  # fmt: skip


def write_plans(folder: Path) -> None:
    """Write both plans."""
    folder.mkdir(exist_ok=True)
    _write(folder / f"{GOOD.name}方案.xlsx", GOOD, (_GOOD_PROBLEMS, _GOOD_MEASURES, _GOOD_LEDGER))
    _write(folder / f"{ORDINARY.name}方案.xlsx", ORDINARY, (_ORDINARY_PROBLEMS, _ORDINARY_MEASURES, _ORDINARY_LEDGER))


def _write(target: Path, unit: Unit, tables: tuple[Sequence[Row], Sequence[Row], Sequence[Row]]) -> None:
    with xlsxwriter.Workbook(target) as book:
        book.set_properties({"created": WRITTEN_AT})
        _cover(book, unit)
        seasons = {season: season for season in _SEASONS if any(season in row for row in tables[1])}
        _table(book, PLAN_SHEETS["problems"].zh, {k: v.zh for k, v in PROBLEM_HEADINGS.items()}, tables[0])
        measures = {**{str(k): v.zh for k, v in MEASURE_HEADINGS.items()}, **seasons}
        _table(book, PLAN_SHEETS["measures"].zh, measures, tables[1])
        _table(book, PLAN_SHEETS["ledger"].zh, {k: v.zh for k, v in LEDGER_HEADINGS.items()}, tables[2])


def _cover(book: xlsxwriter.Workbook, unit: Unit) -> None:
    bold = book.add_format({"bold": True, "font_size": 14})
    sheet = book.add_worksheet(PLAN_SHEETS["plan"].zh)
    sheet.set_column(0, 1, 24)
    sheet.write_string(0, 0, f"{unit.name}一村一策方案（{LABEL.zh}）", bold)
    labels = (
        (PROFILE_LABELS["code"], unit.code), (PROFILE_LABELS["name"], unit.name), (PROFILE_LABELS["kind"], "村"),
        (PROFILE_LABELS["profile"], "山区村"), (PROFILE_LABELS["town"], unit.town), (PROFILE_LABELS["county"], unit.county),
        (PROFILE_LABELS["city"], unit.city), (PROFILE_LABELS["period"], PERIOD), (PLAN_LABELS["date"], date(2022, 10, 8)),
        (PLAN_LABELS["target"], "五星"),
    )  # fmt: skip
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    for row, (label, content) in enumerate(labels, start=1):
        sheet.write_string(row, 0, label.zh)
        if isinstance(content, date):
            sheet.write_datetime(row, 1, content, day)
        else:
            sheet.write_string(row, 1, content)


def _table(book: xlsxwriter.Workbook, name: str, headings: Mapping[str, str], rows: Sequence[Row]) -> None:
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"})
    text = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    day = book.add_format({"border": 1, "valign": "vcenter", "num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, len(headings) - 1, 14)
    sheet.write_row(0, 0, list(headings.values()), head)
    for number, row in enumerate(rows, start=1):
        for column, key in enumerate(headings):
            value = number if key == "number" else row.get(key, "")
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            else:
                sheet.write(number, column, value, text)
