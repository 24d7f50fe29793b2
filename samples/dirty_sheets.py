"""Dirty workbooks, one sheet at a time: headers, merged cells, sections, totals, hidden and doubled rows."""

from collections.abc import Iterator
from dataclasses import replace

from dirty_books import Cell, Formula, Page, book
from dirty_forms import HEADINGS, Case, Dirty, cover, form_bytes, indicator_values, own_rows

from starcli.core.filling import Row

TITLE = "示例县2022年三季度村社“争星晋位”自评表"


def two_row_header(case: Case) -> bytes:
    """Title, unit line, and a header of two rows: 完成情况 above 自评值 and 镇街核验值."""
    header: list[list[Cell]] = [
        [TITLE],
        [f"填报单位：{case.unit.name}（盖章）", "", "", "", "", "计量单位：见各行"],
        ["一级指标", "指标编码", "指标名称", "计量单位", "完成情况", "", "备注"],
        ["", "", "", "", "自评值", "镇街核验值", ""],
    ]
    merged = ["A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:G4"]
    return book({"封面": Page(cover(case)), "自评表": Page([*header, *own_rows(case)], merged)})


def three_row_header(case: Case) -> bytes:
    """A header of three rows, the values in the lowest of them."""
    header: list[list[Cell]] = [
        [TITLE],
        ["评价指标", "", "", "", "评价结果", "", ""],
        ["一级指标", "指标编码", "指标名称", "计量单位", "村社自评", "", "镇街核验"],
        ["", "", "", "", "自评值", "佐证材料", "核验值"],
    ]
    merged = ["A1:G1", "A2:D2", "E2:G2", "E3:F3", *(f"{column}3:{column}4" for column in "ABCD")]
    return book({"封面": Page(cover(case)), "自评表": Page([*header, *own_rows(case)], merged)})


def sections(case: Case) -> bytes:
    """一级指标 merged downwards, a row above each dimension, a subtotal below it, spacers, and a total at the end."""
    rows: list[list[Cell]] = [[TITLE], [*HEADINGS, "分值"]]
    merged = ["A1:F1"]
    by_dimension: dict[str, list[list[Cell]]] = {}
    for row in own_rows(case):
        by_dimension.setdefault(str(row[0]), []).append(row)
    for number, (dimension, own) in enumerate(by_dimension.items()):
        rows.append([f"{'一二三四五六'[number]}、{dimension}（{len(own)}项）"])
        merged.append(f"A{len(rows) + 1}:A{len(rows) + len(own)}")
        rows += [["" if at else dimension, *row[1:], 2] for at, row in enumerate(own)]
        rows += [["小计", "", "", "", f"{len(own)}项"], []]
    rows.append(["合计", "", "", "", "40项", 100])
    return book({"封面": Page(cover(case)), "自评表": Page(rows, merged)})


TOTALS = (13, 26, 34, 42, 48, 59, 61)
"""The rows of the subtotals and the total."""


def printed_pages(case: Case) -> bytes:
    """The header again after every fifteen rows, as it is printed, and notes and signatures at the end."""
    rows: list[list[Cell]] = [[TITLE], list(HEADINGS)]
    for number, row in enumerate(own_rows(case)):
        rows += [list(HEADINGS)] if number and number % 15 == 0 else []
        rows.append(row)
    rows += [
        [],
        ["注：1.指标值保留两位小数；2.没有发生的填0；3.涉及经济指标的以农经统计年报为准。"],
        ["说明：本表一式三份，村社、镇街、县各存一份。"],
        ["填表人：", "", "", "审核人：", "", "填报日期：2022年10月8日"],
    ]
    return book({"封面": Page(cover(case)), "自评表": Page(rows, ["A1:E1"])})


def hidden(case: Case) -> bytes:
    """Two rows and the column of verified values are hidden; both hold figures that count."""
    rows = [[*row, 1 if row[1] == "ORG-02" else ""] for row in own_rows(case)]
    page = Page([[*HEADINGS, "核验值"], *rows], hidden_rows=(3, 7), hidden_columns=("F:F",))
    return book({"封面": Page(cover(case)), "自评": page})


def hidden_sheet(case: Case) -> bytes:
    """Last quarter's figures stand in a sheet that is hidden."""
    old = [[*row[:4], "" if row[1] != "SVC-03" else 40] for row in own_rows(case)]
    pages = {
        "封面": Page(cover(case)),
        "自评": Page([HEADINGS, *own_rows(case)]),
        "上季": Page([HEADINGS, *old], hidden=True),
    }
    return book(pages)


def side_by_side(case: Case) -> bytes:
    """Two blocks of columns beside each other, as statistics of collective income are laid out."""
    own = [row[1:3] + row[4:] for row in own_rows(case)]
    half = -(-len(own) // 2)
    spare: list[list[Cell]] = [["", "", ""]] * (2 * half - len(own))
    right = [*own[half:], *spare]
    rows = [[*a, *b] for a, b in zip(own[:half], right, strict=True)]
    headings: list[Cell] = ["指标编码", "指标名称", "自评值"] * 2
    return book({"封面": Page(cover(case)), "自评": Page([headings, *rows])})


def two_values(case: Case) -> bytes:
    """A second column of values, from last quarter, stands under the same heading."""
    rows = [[*row, row[4] if row[1] in ("SVC-01", "GRD-10") else ""] for row in own_rows(case)]
    return book({"封面": Page(cover(case)), "自评": Page([[*HEADINGS, "自评值"], *rows])})


def _members(case: Case, names: tuple[str, ...]) -> Iterator[Case]:
    """Several units of one town."""
    for number, name in enumerate(names, start=1):
        yield replace(case, unit=replace(case.unit, name=name, code=f"{case.unit.code[:9]}{600 + number}"))


VILLAGES, HAMLETS = ("一都村", "二都村", "三都村"), ("四都村", "五都村", "六都村")


def sheet_a_village(case: Case) -> bytes:
    """One workbook of a town: a sheet a village, each with its cover above its values."""
    pages = {one.unit.name: Page([*cover(one), HEADINGS, *own_rows(one)]) for one in _members(case, VILLAGES)}
    return book(pages)


def one_long_sheet(case: Case) -> bytes:
    """One sheet for a whole town: a row a village, a column an indicator."""
    villages = list(_members(case, HAMLETS))
    codes: list[Cell] = [indicator.id for indicator in case.scheme.indicators]
    rows: list[list[Cell]] = [[TITLE], ["单位代码", "单位名称", "类型", "镇街", *codes]]
    for one in villages:
        values = indicator_values(one)
        rows.append([one.unit.code, one.unit.name, "村", one.unit.town, *(values[str(code)] for code in codes)])
    return book({"总表": Page(rows)})


def protected(case: Case) -> bytes:
    """Sheets that are protected against changes open without a password."""
    return book({"封面": Page(cover(case), locked=True), "自评": Page([HEADINGS, *own_rows(case)], locked=True)})


def external(case: Case) -> bytes:
    """A value comes from another workbook, which is not here; what was last seen of it is stored."""
    linked = {"SVC-03": Formula("='[汇总.xlsx]Sheet1'!B7", 56)}
    return book({"封面": Page(cover(case)), "自评": Page([HEADINGS, *own_rows(case, linked)])})


def unknown_and_double(case: Case) -> bytes:
    """A row of another year's form, a code with a slip, and rows that stand twice."""
    rows = list(own_rows(case))
    rows += [["", "XYZ-01", "村容村貌得分", "分", 95], ["", "ORG-3", "班子成员大专率", "%", 80]]
    rows += [list(rows[4]), [*rows[5][:4], 99]]
    return book({"封面": Page(cover(case)), "自评": Page([HEADINGS, *rows])})


def own_bonus(case: Case) -> bytes:
    """The village entered its own bonus and denied a veto itself."""
    adjusted: list[list[Cell]] = [
        ["编码", "情形", "填报值", "核验值"],
        ["B2", "获省级表彰或经验推广", 1, ""],
        ["D4", "材料逾期报送", "", "两次"],
        ["V4", "发生较大及以上安全责任事故", "否", ""],
    ]
    pages = {"封面": Page(cover(case)), "自评": Page([HEADINGS, *own_rows(case)]), "加减分": Page(adjusted)}
    return book(pages)


def contradictions(case: Case) -> bytes:
    """More came than should have, the parts of the income are not its sum, and nothing was due."""
    rows = case.rows()
    due = int(rows["should_attend"].values["self"])
    wrong = {"attended": due + 21, "inc_this": 500, "total_income": 3, "milestones_planned": 0, "milestones_done": 0}
    return form_bytes(case, rows | {key: Row({"self": value}) for key, value in wrong.items()})


def implausible(case: Case) -> bytes:
    """A part of the rooms is larger than all of them, and a household has seven people."""
    rows = case.rows()
    households, rooms = int(rows["households"].values["self"]), int(rows["SVC-01"].values["self"])
    doubtful = {"residents": 7 * households, "workers": households // 25, "service_area": rooms - 100}
    return form_bytes(case, rows | {key: Row({"self": value}) for key, value in doubtful.items()})


SHEETS = (
    Dirty("header-of-two-rows", "田畈村", "两行合并表头", ".xlsx", two_row_header),
    Dirty("header-of-three-rows", "塘坞村", "三行合并表头", ".xlsx", three_row_header),
    Dirty("sections-and-totals", "丰岭村", "分节小计合计", ".xlsx", sections,
          tuple(("total-row-skipped", f"自评表!E{row}") for row in TOTALS)),
    Dirty("printed-pages", "木连村", "打印重复表头和附注", ".xlsx", printed_pages),
    Dirty("hidden-rows-and-columns", "余家村", "隐藏行列", ".xlsx", hidden,
          (("hidden-rows", "自评!E3"), ("hidden-rows", "自评!E7"), ("hidden-columns", "自评!F3"))),
    Dirty("hidden-sheet", "汪宅村", "隐藏上季工作表", ".xlsx", hidden_sheet,
          (("hidden-sheet", "上季"), ("row-repeated-differs", "上季!E22"))),
    Dirty("side-by-side", "郑坑村", "左右两块并排", ".xlsx", side_by_side),
    Dirty("two-value-columns", "何斯村", "两列自评值", ".xlsx", two_values,
          (("column-repeated", "自评!F20"), ("column-repeated", "自评!F21"))),
    Dirty("sheet-a-village", "东溪镇", "一村一表", ".xlsx", sheet_a_village, (), VILLAGES),
    Dirty("one-long-sheet", "南岭乡", "一张总表", ".xlsx", one_long_sheet,
          (("area-supplied", "总表!B3"), ("area-supplied", "总表!B4"), ("area-supplied", "总表!B5")), HAMLETS,
          "南岭乡"),
    Dirty("sheet-protected", "横路村", "工作表保护", ".xlsx", protected),
    Dirty("external-link", "后岭村", "引用外部工作簿", ".xlsx", external, (("formula-external", "自评!E22"),)),
    Dirty("unknown-and-double-rows", "新桥村", "多余行和重复行", ".xlsx", unknown_and_double,
          (("row-not-recognised", "自评!E42"), ("row-not-recognised", "自评!E43"), ("row-repeated", "自评!E44"),
           ("row-repeated-differs", "自评!E45"))),
    Dirty("own-bonus", "古楼村", "自己填加分", ".xlsx", own_bonus,
          (("adjustment-unconfirmed", "加减分!C2"), ("interpreted", "加减分!D3"),
           ("adjustment-unconfirmed", "加减分!C4"))),
    Dirty("contradictions", "大洲村", "勾稽不符", ".xlsx", contradictions,
          (("check-failed", "E:attended"), ("check-failed", "E:inc_operate"), ("check-failed", "E:inc_this"),
           ("division-by-zero", "E:milestones_planned"))),
    Dirty("implausible", "龙山社区", "面积和人口不合常理", ".xlsx", implausible,
          (("check-doubtful", "E:SVC-01"), ("check-doubtful", "E:workers")), kind="community"),
)  # fmt: skip
"""Dirty workbooks whose sheets are laid out in trying ways."""
