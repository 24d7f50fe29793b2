"""What a person sees of checks: the sheets that were made, and what came back on them unit by unit."""

from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape

from starcli.batch import Batch
from starcli.console.screen import Screen
from starcli.console.tables import Heading, table_of
from starcli.core.checking.verification import Verification, VerificationRun
from starcli.core.explain import stars
from starcli.core.findings import Finding
from starcli.core.model import Framework
from starcli.core.text import Text, counted

_MOST_UNITS = 40
_HEADINGS = (
    Heading(Text("单位", "Unit"), wraps=True),
    Heading(Text("已核", "Checked"), figures=True),
    Heading(Text("自评", "Own"), figures=True),
    Heading(Text("核验", "Verified"), figures=True),
    Heading(Text("核减", "Less"), figures=True),
    Heading(Text("星级", "Grade"), wraps=True),
    Heading(Text("变动最大", "Most")),
)


def show_sheets(screen: Screen, batch: Batch, found: Sequence[Finding], files: Sequence[Path]) -> None:
    """How many check sheets were made, who has none, and what was found."""
    rated = sum(one.rating is not None for one in batch.rated)
    screen.say(
        Text(
            f"{rated} 份填报表，{len(files)} 份核查表",
            f"{counted(rated, 'form')}, {counted(len(files), 'check sheet')}",
        )
    )
    screen.turnout(batch)
    screen.findings(one for one in found if one.code != "not-reported")
    screen.wrote(files)


def show_verification(screen: Screen, run: VerificationRun, framework: Framework) -> None:
    """A line a unit: how much of it was checked, its totals before and after, and what changed most."""
    table = table_of(_HEADINGS, screen.language)
    checked = run.checked
    for one in checked[:_MOST_UNITS]:
        table.add_row(*map(escape, _line(one, framework)))
    if checked:
        screen.out.print(table)
    rest = len(checked) - _MOST_UNITS
    if rest > 0:
        screen.say(Text(f"另有 {rest} 个见工作簿", f"{rest} more in the workbook"), "dim")
    whole, none = len(run.each), len(run.each) - len(checked)
    screen.say(
        Text(
            f"{whole} 个单位：有核查表 {len(checked)}，没有 {none}",
            f"{counted(whole, 'unit')}: {len(checked)} with a check sheet, {none} without",
        )
    )
    screen.findings(one for one in run.findings if one.code != "not-reported")


def _line(one: Verification, framework: Framework) -> tuple[str, ...]:
    if one.ledger is None or one.verdicts is None:
        return (one.unit.name, *[""] * (len(_HEADINGS) - 1))
    own, counts, highest = one.ledger.own, one.ledger.counted, framework.grades[0]
    before, after = stars(own.grade, highest), stars(counts.grade, highest)
    most = max(one.ledger.lines, key=lambda line: abs(line.points), default=None)
    return (
        one.unit.name,
        f"{one.verdicts.sound}/{len(one.verdicts.items)}",
        str(own.total),
        str(counts.total),
        str(one.difference),
        after if before == after else f"{before} → {after}",
        f"{most.own.indicator.id} {-most.points:+}" if most is not None and most.points else "",
    )
