"""The first page of a briefing pack: who has a plan, town by town, and where each unit's page is."""

from collections.abc import Mapping, Sequence

from starcli.core.areas import Place
from starcli.core.findings import Location
from starcli.core.plans.briefing import Brief
from starcli.core.plans.coverage import Coverage, Share
from starcli.core.plans.filing import State
from starcli.core.text import Text
from starcli.excel.writing.page import Cell, Column, Content, Page

STATES: Mapping[State, Text] = {
    "filed": Text("本次备案", "filed now"),
    "new-version": Text("新版本", "new version"),
    "unchanged": Text("已备案", "filed"),
    "changed": Text("与备案不同", "differs"),
    "doubled": Text("交了几份", "several"),
    "outside": Text("不在名册", "not in roster"),
    "unread": Text("读不出", "unreadable"),
}
_BLOCKS = 8

Spots = Mapping[int, tuple[str, int]]
"""Sheet and first row of each unit's page, by the identity of its brief."""


def contents_page(
    page: Page,
    title: Text,
    towns: Mapping[Place, Sequence[Brief]],
    coverage: Coverage,
    unread: Sequence[Location],
    spots: Spots,
) -> None:
    """Coverage by town, then every unit with a link to its page, then who is left out."""
    page.say(title, "title", height=30)
    page.say(_whole(coverage), "subtitle")
    page.skip()
    _coverage(page, coverage)
    page.skip()
    _units(page, towns, spots)
    _left_out(page, coverage, unread)


def _whole(coverage: Coverage) -> Text:
    share, missing = coverage.whole, coverage.whole.units - coverage.whole.filed
    return Text(
        f"共 {share.units} 个单位：有备案方案 {share.filed}，没有 {missing}；必达项没有措施 {share.open_gates}",
        f"Units: {share.units}; with a filed plan: {share.filed}; without: {missing}; "
        f"plans that leave a failed gate without a measure: {share.open_gates}",
    )


def _coverage(page: Page, coverage: Coverage) -> None:
    columns = (
        Column(Text("镇街", "Town"), page.widths[0]),
        Column(Text("覆盖率", "Share"), page.widths[1]),
        Column(Text("单位数", "Units"), page.widths[2], "whole"),
        Column(Text("有备案方案", "Filed plans"), page.widths[3], "whole"),
        Column(Text("没有方案", "Without"), page.widths[4], "whole"),
        Column(Text("必达项无措施", "Gates left open"), page.widths[5], "whole"),
    )
    rows = [_share(str(place) or "—", share) for place, share in coverage.places.items()]
    total = [Cell(cell, "sum_whole" if isinstance(cell, int) else "sum_label") for cell in _plain(coverage.whole)]
    page.say(Text("一、各镇街覆盖情况", "1. Coverage by town"), "section", height=22)
    page.table(columns, [*rows, total])


def _share(name: str, share: Share) -> list[Content | Cell]:
    left, gates = share.units - share.filed, share.open_gates
    return [
        name,
        _bar(share),
        share.units,
        share.filed,
        Cell(left, "bad" if left else "whole"),
        Cell(gates, "bad" if gates else "whole"),
    ]


def _plain(share: Share) -> list[Content]:
    return [Text("合计", "Total"), _bar(share), share.units, share.filed, share.units - share.filed, share.open_gates]


def _bar(share: Share) -> str:
    """The share with a plan as a bar of eight blocks with its per cent: seen in black and white, too."""
    if not share.units:
        return ""
    full = share.filed * _BLOCKS // share.units
    return f"{'█' * full}{'░' * (_BLOCKS - full)} {share.filed * 100 // share.units}%"


def _units(page: Page, towns: Mapping[Place, Sequence[Brief]], spots: Spots) -> None:
    columns = (
        Column(Text("镇街", "Town"), page.widths[0]),
        Column(Text("单位（点击看材料）", "Unit (click for its page)"), page.widths[1], "link"),
        Column(Text("类型", "Kind"), page.widths[2], "centre"),
        Column(Text("现星级", "Grade now"), page.widths[3], "centre"),
        Column(Text("目标星级", "Target"), page.widths[4], "centre"),
        Column(Text("备案号", "Number"), page.widths[5], "centre"),
        Column(Text("错误", "Errors"), page.widths[6], "whole"),
        Column(Text("警告", "Warnings"), page.widths[7], "whole"),
    )
    page.say(Text("二、单位目录", "2. Units"), "section", height=22)
    if not towns:
        page.say(Text("没有方案。", "No plans."))
        return
    briefs = [brief for each in towns.values() for brief in each]
    top = page.table(columns, [_unit_row(brief) for brief in briefs])
    form = page.owner.format("link")
    for position, brief in enumerate(briefs, start=top + 1):
        sheet, row = spots[id(brief)]
        quoted = sheet.replace("'", "''")
        page.sheet.write_url(position, 1, f"internal:'{quoted}'!A{row + 1}", form, page.words(brief.unit.name or "—"))


def _unit_row(brief: Brief) -> list[Content | Cell]:
    rating, target, filed = brief.rating, brief.target, brief.filed
    errors = sum(found.severity == "error" for found in brief.findings)
    warnings = len(brief.findings) - errors
    stated = brief.plan.texts.get("grade", "") if brief.plan is not None else ""
    number: Content | Cell = None
    if filed is not None:
        known = filed.filing.number if filed.filing is not None else None
        doubt = filed.state in ("changed", "doubled", "outside")
        number = Cell(STATES[filed.state], "bad") if known is None or doubt else known
    return [
        brief.unit.town,
        brief.unit.name,
        brief.kind,
        rating.grade.name if rating is not None else stated or None,
        target.name if target is not None else None,
        number,
        Cell(errors, "bad" if errors else "whole"),
        warnings,
    ]


def _left_out(page: Page, coverage: Coverage, unread: Sequence[Location]) -> None:
    """Units without a plan, plans of nobody in the roster, files that could not be read."""
    missing: dict[str, list[str]] = {}
    for entry in coverage.missing:
        missing.setdefault(entry.unit.town, []).append(entry.unit.name)
    if missing:
        page.skip()
        page.say(Text("三、没有方案的单位", "3. Units without a plan"), "section", height=22)
        for town, names in missing.items():
            page.say(Text(f"{town or '—'}：{'、'.join(names)}", f"{town or '—'}: {', '.join(names)}"))
    outside = [(one.submission.plan.unit.name, str(one.submission.plan.location)) for one in coverage.outside]
    if outside:
        page.skip()
        title = Text("四、不在名册的方案（没有备案）", "4. Plans of units not in the roster (not filed)")
        page.say(title, "section", height=22)
        for name, where in outside:
            page.say(Text(f"{name}（{where}）", f"{name} ({where})"))
    if unread:
        page.skip()
        page.say(Text("五、读不出的文件", "5. Files that could not be read"), "section", height=22)
        for place in unread:
            page.say(str(place))
