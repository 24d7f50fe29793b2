"""The table of the "four ones", prefilled with what is known, for the lead departments to fill in and hand back."""

from collections.abc import Mapping

from starcli.core.projects.four_ones import slots_of
from starcli.core.projects.progress import Progress, Project
from starcli.core.projects.words import percent, title_of
from starcli.core.text import Text, listed
from starcli.excel.layouts.four_ones import FOUR_ONES_SHEET, slot_heading
from starcli.excel.layouts.plan import PROJECT_HEADINGS
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths

_SLOT_WIDTHS: Mapping[str, float] = {"leader": 12, "lead_department": 14, "plan": 17, "onsite_meeting": 20}
_LEAST_HEIGHT = 48
_NOTE = Text(
    "黄底的由牵头部门填写：四个一缺一不可，现场会写明时间和地点，方案写明文号；填好后用 --four-ones 读入。",
    "Cells in yellow are for the lead department: none of the four may be missing, a meeting has its day and place, a "
    "plan its number. Name the filled table with --four-ones.",
)


def four_ones_page(book: Workbook, progress: Progress) -> None:
    """The sheet; none where the framework asks nothing of projects."""
    slots = slots_of(progress.framework)
    four_ones = progress.framework.four_ones
    if four_ones is None:
        return
    columns = (
        Column(PROJECT_HEADINGS["project"], 20, "strong"),
        *(Column(slot_heading(key, name), _SLOT_WIDTHS.get(key, 18), "input") for key, name in slots.items()),
        Column(PROJECT_HEADINGS["indicators"], 18),
        Column(PROJECT_HEADINGS["attainment"], 9, "percent"),
        Column(PROJECT_HEADINGS["progress"], 22, "input"),
        Column(PROJECT_HEADINGS["problems"], 26, "input"),
    )
    page = book.page(FOUR_ONES_SHEET, widths(columns), landscape=True)
    now = progress.now.label
    name = four_ones.name
    page.say(Text(f"专项攻坚“{name.zh}”表（{now}）", f"{name.en}, special projects ({now})"), "title", height=28)
    words = listed(list(slots.values()))
    page.say(Text(f"{words.zh}。{_NOTE.zh}", f"{words.en}. {_NOTE.en}"), "quiet")
    top = page.table(columns, [_row(project, progress) for project in progress.projects], repeat=True)
    rule = {"type": "blanks", "format": book.format("doubtful_input")}
    page.sheet.conditional_format(top + 1, 1, top + len(progress.projects), len(slots), rule)
    page.footer(imprint_line(progress.framework))


def _row(project: Project, progress: Progress) -> list[Content | Cell]:
    card = project.card
    said = [(card.slots.get(slot, "") if card is not None else "") or None for slot in slots_of(progress.framework)]
    # A code is not to be parted at its hyphen.
    codes = "、".join(covered.id.replace("-", "\u2011") for covered in project.covered)
    return [
        title_of(project),
        *said,
        Text(codes, codes.replace("、", ", ")),
        progress.rate(project.id),
        card.progress if card is not None and card.progress else _done(project, progress),
        card.problems if card is not None and card.problems else _lacking(project, progress),
    ]


def _done(project: Project, progress: Progress) -> Text | None:
    """What can be said of the season's progress: the rate, and the problems that were struck off."""
    now = percent(progress.rate(project.id))
    zh, en = [f"达标率 {now}"], [f"{now} met"]
    if len(progress.seasons) > 1:
        before = percent(progress.rate(project.id, season=-2))
        zh, en = [f"达标率由 {before} 到 {now}"], [f"from {before} met to {now}"]
    if progress.ledgers is not None:
        problems = progress.problems_of(project.id)
        zh.append(f"台账问题 {problems.all} 个，已销号 {problems.closed} 个")
        en.append(f"{problems.closed} of {problems.all} problems closed")
    return Text("；".join(zh), "; ".join(en))


def _lacking(project: Project, progress: Progress) -> Text | None:
    """The indicators with the lowest rates."""
    figures = progress.now.attainment
    rates = [
        (rate, covered)
        for covered in project.covered
        if (rate := figures.of_indicator(project.id, covered.id).rate) is not None and rate < 1
    ]
    lowest = sorted(rates, key=lambda pair: pair[0])[:_NAMED]
    if not lowest:
        return None
    zh = "、".join(f"{one.definition.name.zh} {percent(rate)}" for rate, one in lowest)
    en = ", ".join(f"{one.definition.name.en} {percent(rate)}" for rate, one in lowest)
    return Text(f"达标率最低：{zh}", f"Lowest: {en}")


_NAMED = 3
