"""Workbooks of rectification ledgers for the tests: a unit's, a town's, a folder with both and a damaged one."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sheets import Raw, write

HEADINGS: Mapping[str, str] = {
    "number": "序号", "name": "村社", "code": "对应指标", "problem": "问题", "measure": "整改措施", "unit": "责任单位",
    "person": "责任人", "deadline": "完成时限", "type": "整改类型", "progress": "进展情况", "share": "完成率",
    "state": "当前状态", "evidence": "佐证材料", "requested": "申请销号日期", "verified": "核验值",
    "town_opinion": "镇街核验意见", "town_checker": "镇街核验人", "town_date": "镇街核验日期",
    "county_opinion": "县级复核意见", "county_date": "县级复核日期", "extended": "延期至", "closed": "是否销号",
    "remarks": "备注",
}  # fmt: skip
Row = Mapping[str, str]

CHECKED = {
    "share": "100%", "state": "已销号", "evidence": "三资平台收入明细、合同", "requested": "2022-12-01",
    "town_opinion": "属实", "town_checker": "组织干事", "town_date": "2022-12-05", "county_opinion": "同意销号",
    "county_date": "2022-12-10", "closed": "是",
}  # fmt: skip
"""Everything that a closing by the rules says, but for the verified value."""


def row(code: str, problem: str, deadline: str = "2022-12-31", **more: str) -> Row:
    """A row with a measure and somebody responsible."""
    known = {"code": code, "problem": problem, "deadline": deadline, "measure": f"{problem}整改", "type": "限期整改"}
    return {**known, "unit": "村党组织", "person": "村党组织书记", **more}


def town_ledger(path: Path, town: str, rows: Sequence[tuple[str, Row]]) -> Path:
    """The ledger of a whole town: a column says whose each row is."""
    columns = list(HEADINGS)
    table: list[list[Raw]] = [
        [f"{town}“争星晋位”整改台账（销号表）", *["<"] * (len(columns) - 1)],
        [f"填报单位（盖章）：{town}　填报日期：2022年12月20日"],
        [HEADINGS[column] for column in columns],
    ]
    for number, (name, cells) in enumerate(rows, 1):
        said: dict[str, Raw] = {"number": number, "name": name, **cells}
        table.append([said.get(column) for column in columns])
    table += [["合计", None, None, len(rows)], ["注：每月25日前报送。"]]
    return write(path, {"台账": table})


def unit_ledger(path: Path, name: str, rows: Sequence[Row], cover: Mapping[str, str] | None = None) -> Path:
    """The ledger of one unit, with a cover."""
    columns = [column for column in HEADINGS if column != "name"]
    labels = {"单位名称": name, "类型": "村", **(cover or {})}
    front: list[list[Raw]] = [[label, text] for label, text in labels.items()]
    table: list[list[Raw]] = [[f"{name}整改台账"], [HEADINGS[column] for column in columns]]
    for number, cells in enumerate(rows, 1):
        said: dict[str, Raw] = {"number": number, **cells}
        table.append([said.get(column) for column in columns])
    return write(path, {"封面": front, "整改台账": table})


def district(folder: Path) -> Path:
    """Four towns' ledgers: two of whole towns, two of their villages one by one, and one file that broke off."""
    town_ledger(folder / "云溪镇台账.xlsx", "云溪镇", [
        ("石门村", row("DEV-01", "集体经营性收入28万元", "2023-10-08", type="长期推进", share="45%", state="整改中",
                       unit="云溪镇经济发展办", progress="与强村公司签约，厂房已交付")),
        ("石门村", row("ORG-05", "三会一课缺2次", "2022-12-10", share="60%", state="整改中")),
        ("青坞村", row("GOV-07", "满意度91分", verified="95.5", **{**CHECKED, "evidence": "12月重新测评汇总表"})),
        ("青坞村", row("SVC-06", "养老服务为3A级", verified="4A", **CHECKED)),
        ("上田村", row("GRD-08", "走访覆盖率82%", "2022-12-28", share="75%", state="整改中", unit="上田村网格")),
        ("上田村", row("GOV-05", "公开不及时", "2022-12-30", share="90%", state="整改中")),
        ("枫树岭村", row("ENV-02", "垃圾分类准确率88%", share="100%", state="申请销号", requested="2022-12-15",
                        evidence="第三方抽检报告")),
        ("茶园村", row("GOV-01", "调解成功率低", verified="96",
                     **{**CHECKED, "county_opinion": "", "county_date": ""})),
        ("茶园村", row("ORG-08", "流动党员失联2名", "2022-11-30", extended="2023-02-20", state="延期", share="50%",
                       remarks="县委组织部同意延期，人在境外")),
    ])  # fmt: skip
    town_ledger(folder / "平桥镇台账.xlsx", "平桥镇", [
        ("平桥村", row("DEV-02", "增长率4%", verified="12", **CHECKED)),
        ("湖畔村", row("GOV-07", "满意度88分", verified="95.1", **{**CHECKED, "evidence": "测评问卷汇总表"})),
        ("东岸村", row("ENV-01", "保洁不到位", state="退回", share="80%", county_opinion="退回，照片不清")),
        ("西陈村", row("ORG-01", "班子缺1人", "2022-12-20", share="30%", state="整改中", unit="平桥镇党委")),
        ("学院社区", row("ENV-03", "3个小区无物业", "2023-03-31", share="20%", state="整改中", unit="平桥镇物业办")),
        ("学院社区", row("SVC-02", "服务用房不足", "", state="整改中")),
    ])  # fmt: skip
    unit_ledger(folder / "松岭乡" / "松岭村台账.xlsx", "松岭村", [
        row("ORG-04", "主题党日参与率80%", state="整改中", share="100%"),
        row("DEV-01", "经营性收入46万元", verified="52.3", **{**CHECKED, "evidence": "待补"}),
    ], {"镇街": "松岭乡", "分类": "山区", "目标星级": "五星"})  # fmt: skip
    unit_ledger(folder / "松岭乡" / "竹山村台账.xlsx", "竹山村", [
        row("ENV-06", "污水终端不达标", "2022-10-31", share="70%", state="差不多了"),
        row("GOV-04", "隐患未整改", "2022-12-25", share="10%"),
    ], {"镇街": "松岭乡", "分类": "山区", "目标星级": "四星"})  # fmt: skip
    broken = unit_ledger(folder / "松岭乡" / "白石村台账.xlsx", "白石村", [row("ORG-04", "参与率低")])
    broken.write_bytes(broken.read_bytes()[:3000])
    return folder
