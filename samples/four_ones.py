"""The "four ones" of special projects as a city's office keeps them: roles instead of names, and the ordinary slips."""

from pathlib import Path

import xlsxwriter
from believable import LABEL

from starcli.excel.imprint import WRITTEN_AT

HEADINGS = (
    "序号",
    "专项名称",
    "领衔市领导",
    "牵头部门",
    "专项方案(文号)",
    "现场会(时间、地点)",
    "本季进展",
    "存在问题",
)
ROWS = (
    (
        "党建引领网格治理",
        "市领导甲",
        "市委政法委",
        "示办〔2022〕11号",
        "2022年4月21日，示例县云溪镇",
        "网格重划完成",
        "走访覆盖不够",
    ),
    (
        "社区物业联建提质",
        "市领导乙",
        "市住建部门",
        "示建〔2022〕26号",
        "2022-06-15 示例县临江街道望潮社区",
        "新增物管会41个",
        "老旧小区失管",
    ),
    ("“大党建”统领街道社区强基", "市领导丙、市领导丁", "市委组织部", "示组〔2022〕8号", "2022年5月 平桥镇", "", ""),
    (
        "强村富民集体经济增收",
        "市领导戊",
        "市农业农村部门",
        "正在起草",
        "2022年8月26日",
        "盘活闲置农房63处",
        "薄弱村增收慢",
    ),
    (
        "党群服务阵地补短提标",
        "市领导己",
        "",
        "示组〔2022〕15号",
        "上城区纱厂社区",
        "调剂用房1.5万平方米",
        "老旧社区缺口大",
    ),
)
"""The sixth project has no row. Of these one has two leaders; one a plan without a number, and a meeting without a
place; one no department, and a meeting without a day."""


def write_four_ones(folder: Path) -> Path:
    """The table, below a folder."""
    path = folder / "four-ones.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        book.set_properties({"created": WRITTEN_AT})
        sheet = book.add_worksheet("四个一")
        title = book.add_format({"bold": True, "align": "center", "font_size": 16})
        head = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "border": 1, "text_wrap": True})
        cell = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, f"专项攻坚“四个一”推进表（{LABEL.zh}）", title)
        sheet.write_row(1, 0, HEADINGS, head)
        for row, cells in enumerate(ROWS, start=2):
            for column, content in enumerate((row - 1, *cells)):
                sheet.write(row, column, content or None, cell)
        for column, width in enumerate((6, 26, 16, 18, 20, 30, 24, 20)):
            sheet.set_column(column, column, width)
    return path


if __name__ == "__main__":
    write_four_ones(Path(__file__).parent)
