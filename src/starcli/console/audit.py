"""What a person sees of an audit: what was looked at, who claimed too much, what was copied, whom to check next."""

from collections.abc import Sequence

from rich.markup import escape
from rich.padding import Padding
from rich.text import Text as Rich

from starcli.batch import Batch
from starcli.console.screen import Screen
from starcli.console.tables import Heading, table_of
from starcli.core.audit.examined import BASIS_NAMES
from starcli.core.audit.report import AreaSum, AuditedUnit, CopyGroup, Pick, Sum
from starcli.core.audit.rules import REASON_NAMES
from starcli.core.audit.words import PICKED_BY, selection_method
from starcli.core.text import Language, Text, counted, one_line
from starcli.excel.writing.audit.report import AuditReport
from starcli.excel.writing.audit.words import coverage

_MOST_AREAS, _MOST_UNITS, _MOST_GROUPS, _MOST_PICKS, _MOST_NAMES, _ITEMS = 20, 12, 6, 12, 4, 3
_BASES = (Text("口径", "Basis"), Text("已评定", "Rated"))
_COUNTY, _TOWN = Text("县(市、区)", "County"), Text("镇街", "Town")
_AREAS = (
    Heading(Text("单位", "Units"), figures=True),
    Heading(Text("已核验", "Che-\ncked"), figures=True), Heading(Text("部分\n核验", "In\npart"), figures=True),
    Heading(Text("多报分", "Too\nmuch"), figures=True), Heading(Text("少报分", "Too\nlittle"), figures=True),
    Heading(Text("其他", "Other"), figures=True), Heading(Text("总分差", "Differ-\nence"), figures=True),
    Heading(Text("虚高\n单位", "Stars\ntoo many"), figures=True),
    Heading(Text("扣分\n建议", "Deduc-\ntions"), figures=True), Heading(Text("下批\n核查", "Next"), figures=True),
)  # fmt: skip
_UNITS = (
    Heading(Text("单位", "Unit"), wraps=True), Heading(Text("自评", "Own"), figures=True),
    Heading(Text("最终", "Final"), figures=True), Heading(Text("多报", "Too\nmuch"), figures=True),
    Heading(Text("星级", "Grade")), Heading(Text("主要多报在", "Mostly in"), wraps=True),
)  # fmt: skip
_PICKS = (
    Heading(Text("序", "No."), figures=True), Heading(Text("单位", "Unit"), wraps=True),
    Heading(Text("镇街", "Town"), wraps=True), Heading(Text("选法", "Chosen")),
    Heading(Text("风险分", "Risk"), figures=True), Heading(Text("理由", "Why"), wraps=True),
)  # fmt: skip


def show_audit(screen: Screen, report: AuditReport, batch: Batch) -> None:
    """The figures of everybody, the areas, the units that claimed most too much, copies, the next checks, findings."""
    screen.turnout(batch)
    screen.line(coverage(report))
    _bases(screen, report)
    audit = report.audit
    if report.with_counties:
        _areas(screen, _COUNTY, audit.counties, audit.whole)
    else:
        _areas(screen, _TOWN, audit.towns, audit.whole)
    _worst(screen, report)
    _copies(screen, report, audit.copies.groups)
    _next(screen, report)
    screen.findings(found for found in report.findings if found.code != "not-reported")


def _bases(screen: Screen, report: AuditReport) -> None:
    """How many units have each grade on every basis."""
    grades = report.framework.grades
    headings = [Heading(_BASES[0]), *(Heading(Text.same(f"{g.stars}★"), figures=True) for g in grades)]
    table = table_of([*headings, Heading(_BASES[1], figures=True)], screen.language)
    sums = {each.basis: each for each in report.audit.bases}
    for basis in report.bases:
        each = sums[basis]
        counts = [str(each.grades.get(grade.id, 0)) for grade in grades]
        table.add_row(BASIS_NAMES[basis][screen.language], *counts, str(each.rated))
    if report.audit.whole.indicators:
        screen.out.print(table)


def _areas(screen: Screen, heading: Text, areas: Sequence[AreaSum], whole: Sum) -> None:
    table = table_of((Heading(heading, wraps=True), *_AREAS), screen.language)
    for area in areas[:_MOST_AREAS]:
        table.add_row(*_area(area.name or Text("未归属", "unplaced")[screen.language], area.sum))
    table.add_row(*_area(Text("合计", "Total")[screen.language], whole), style="bold")
    screen.out.print(table)
    rest = len(areas) - _MOST_AREAS
    if rest > 0:
        screen.say(Text(f"另有 {rest} 个见工作簿", f"{rest} more in the workbook"), "dim")


def _area(name: str, total: Sum) -> tuple[str, ...]:
    amounts, states = total.amounts, total.states
    counts = (total.units, states.get("checked", 0), states.get("part", 0))
    other = amounts.difference - amounts.over - amounts.under
    points = (amounts.over, amounts.under, other, amounts.difference)
    rest = (total.raised, total.proposed, total.picked)
    return (escape(name), *(str(each) if each else "—" for each in (*counts, *points, *rest)))


def _worst(screen: Screen, report: AuditReport) -> None:
    """A line a unit: its totals, what was too much, its grades, and in which indicators."""
    if not report.worst:
        return
    units = report.audit.units
    table = table_of(_UNITS, screen.language)
    for at in report.worst[:_MOST_UNITS]:
        table.add_row(*map(escape, _unit(units[at], report)))
    screen.out.print(table)
    rest = len(report.worst) - _MOST_UNITS
    if rest > 0:
        screen.say(Text(f"另有 {rest} 个见工作簿", f"{rest} more in the workbook"), "dim")


def _unit(unit: AuditedUnit, report: AuditReport) -> tuple[str, ...]:
    examined = unit.examined
    if examined is None:
        return (unit.member.unit.name, *[""] * (len(_UNITS) - 1))
    before, after = _stars(report, examined.own.grade), _stars(report, examined.end.grade)
    over = sorted((line for line in examined.lines if line.points > 0), key=lambda line: (-line.stars, -line.points))
    most = ", ".join(f"{line.indicator} {line.points:+}" for line in over[:_ITEMS])
    return (
        unit.member.unit.name,
        str(examined.own.total),
        str(examined.end.total),
        str(unit.amounts.over),
        after if before == after else f"{before}→{after}",
        most + (" …" if len(over) > _ITEMS else ""),
    )


def _stars(report: AuditReport, grade: str | None) -> str:
    return "" if grade is None else f"{report.framework.grade(grade).stars}★"


def _copies(screen: Screen, report: AuditReport, groups: Sequence[CopyGroup]) -> None:
    """A line a group of units that are too much alike."""
    for group in groups[:_MOST_GROUPS]:
        first = group.copies[0]
        units = [one_line(report.audit.units[at].member.unit.name) for at in group.units]
        rest = len(units) - _MOST_NAMES
        zh = "、".join(units[:_MOST_NAMES]) + (f" 等 {len(units)} 个" if rest > 0 else "")
        en = ", ".join(units[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")
        sort = Text("数据", "figures") if first.sort == "figures" else Text("文字", "texts")
        shown = Text(
            f"雷同（{sort.zh} {first.count}/{first.of}）：{zh}", f"alike ({sort.en}, {first.count} of {first.of}): {en}"
        )
        screen.line(shown, "yellow")
    rest = len(groups) - _MOST_GROUPS
    if rest > 0:
        screen.say(Text(f"另有 {rest} 组见工作簿", f"{counted(rest, 'more group')} in the workbook"), "dim")


def _next(screen: Screen, report: AuditReport) -> None:
    """The first of the units to check, and how all of them were chosen."""
    selection = report.audit.selection
    count = len(selection.picks)
    screen.say(Text(f"下一批核查 {count} 个单位", f"to check next: {counted(count, 'unit')}"), "bold")
    method = selection_method(selection, report.audit.rules)
    screen.out.print(Padding(Rich(one_line(method[screen.language]), style="dim"), (0, 0, 0, 2), expand=False))
    half = _MOST_PICKS - len(selection.by_lot[: _MOST_PICKS // 3])
    shown = [*selection.by_risk[:half], *selection.by_lot][:_MOST_PICKS]
    table = table_of(_PICKS, screen.language)
    for pick in shown:
        table.add_row(*map(escape, _pick(pick, report, screen.language)))
    if shown:
        screen.out.print(table)
    if count > len(shown):
        rest = count - len(shown)
        screen.say(Text(f"另有 {rest} 个见工作簿", f"{rest} more in the workbook"), "dim")


def _pick(pick: Pick, report: AuditReport, language: Language) -> tuple[str, ...]:
    unit = report.audit.units[pick.unit]
    known = unit.member.unit
    names = [f"{REASON_NAMES[reason.id][language]} {reason.points}" for reason in unit.reasons]
    return (str(pick.place), known.name, known.town, PICKED_BY[pick.by][language], str(unit.risk), ", ".join(names))
