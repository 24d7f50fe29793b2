"""The special projects to which a unit's problems belong, each with the card of its "four ones"."""

from collections.abc import Mapping

from starcli.core.text import Text, listed
from starcli.excel.layouts.plan import PLAN_SHEETS, PROJECT_HEADINGS, ProjectColumn
from starcli.excel.writing.page import Page, Workbook
from starcli.excel.writing.plans.content import Draft, Project
from starcli.excel.writing.plans.shapes import Shapes
from starcli.excel.writing.plans.tables import FIRST, Field, Table, begin, end_row, write_row

_COLUMNS: Mapping[ProjectColumn, tuple[float, str]] = {
    "project": (26, "strong"),
    "leader": (15, "input_value"),
    "department": (17, "input_value"),
    "plan": (20, "input_value"),
    "meeting": (22, "input_value"),
    "filled": (13, "centre"),
    "indicators": (20, "text"),
    "attainment": (11, "percent"),
    "progress": (26, "input"),
    "problems": (20, "text"),
}
SLOTS: tuple[ProjectColumn, ...] = ("leader", "department", "plan", "meeting")
_NOTE = Text(
    "橙色的格还空着：四个一缺一不可，由专项牵头部门提供、据实填写。达标率按本单位适用的指标计。",
    "Cells in orange are still empty: none of the four ones may be missing; the lead department provides them. "
    "Attainment counts the indicators that apply to this unit.",
)
_NONE = Text("本单位的问题不涉及专项。", "None of this unit's problems belongs to a special project.")
_ALL, _MISSING = Text("✓ 齐全", "✓ complete"), Text("✗ 待填：", "✗ to be filled: ")


def projects_page(book: Workbook, draft: Draft, shapes: Shapes) -> Page:
    """The sheet."""
    fields = {str(key): Field(PROJECT_HEADINGS[key], *look) for key, look in _COLUMNS.items()}
    table = Table("projects", shapes.language, fields, len(draft.projects))
    page = book.page(PLAN_SHEETS["projects"], table.widths, landscape=True)
    begin(page, table, PLAN_SHEETS["projects"], _four_ones(draft) if draft.projects else _NONE)
    for number, project in enumerate(draft.projects, 1):
        _row(page, draft, table, number, project)
    if draft.projects:
        first, last = table.column(SLOTS[0]), table.column(SLOTS[-1])
        rule = {"type": "blanks", "format": book.format("doubtful_input")}
        page.sheet.conditional_format(FIRST, first, table.last, last, rule)
        bad = {"type": "text", "criteria": "begins with", "value": "✗", "format": book.format("bad_text")}
        page.sheet.conditional_format(FIRST, table.column("filled"), table.last, table.column("filled"), bad)
    return page


def _row(page: Page, draft: Draft, table: Table, number: int, project: Project) -> None:
    cells = [table.cell(number, key) for key in SLOTS]
    missing = "+".join(f'IF({cell}="",1,0)' for cell in cells)
    all_there, some_missing = page.words(_ALL), page.words(_MISSING)
    formula = f'IF({missing}=0,"{all_there}","{some_missing}"&({missing}))'
    contents = {**draft.project(project), "filled": Text.same(f"{some_missing}{len(SLOTS)}")}
    texts = write_row(page, table, contents, {"filled": formula})
    end_row(page, texts, least=4)


def _four_ones(draft: Draft) -> Text:
    """What the four ones are, in the framework's words."""
    slots = draft.four_ones
    if not slots:
        return _NOTE
    words = listed(slots)
    return Text(f"四个一：{words.zh}。{_NOTE.zh}", f"The four ones: {words.en}. {_NOTE.en}")
