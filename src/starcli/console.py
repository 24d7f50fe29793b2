"""What a person sees at the terminal: ratings, rankings, gaps and findings, 80 columns wide and up."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text as Rich

from starcli.batch import Rated
from starcli.core.district import Ranking, Unrated
from starcli.core.explain import current, decided_by, missing_to_next, percent, stars
from starcli.core.findings import SEVERITIES, Finding, by_severity
from starcli.core.gaps import GapReport
from starcli.core.model import Framework
from starcli.core.numbers import half_up
from starcli.core.rating import Rating
from starcli.core.text import Language, Text, counted
from starcli.excel.gaps_book import distance
from starcli.excel.rating_book import describe_unit

_COLOURS = {"error": "red", "warning": "yellow", "note": "dim"}
_MOST_FINDINGS = 20
_MOST_IN_FULL = 3
_MOST_GAPS = 10
_BAR = 20
_PROGRESS_FROM = 20
_FIGURES = ("Place", "Total", "Gain", "Gaps", "Gates", "Errors", "Warnings")
_WRAPPING = ("Unit", "Indicator", "Decided by", "Now", "Required")


class Screen:
    """Prints in one language: results on standard output, problems of the call on standard error."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.out = Console(highlight=False, soft_wrap=False)
        self.err = Console(stderr=True, highlight=False)

    def say(self, text: Text, style: str = "") -> None:
        """One line."""
        self.out.print(escape(text[self.language]), style=style or None)

    def problems(self, findings: Iterable[Finding]) -> None:
        """What is wrong with the call itself, on standard error."""
        for found in findings:
            self.err.print(self._line(found), soft_wrap=True)

    def findings(self, findings: Iterable[Finding], most: int = _MOST_FINDINGS) -> None:
        """Errors and warnings a line each, the gravest first; notes only counted."""
        ordered = by_severity(findings)
        shown = [found for found in ordered if found.severity != "note"]
        for found in shown[:most]:
            self.out.print(self._line(found), soft_wrap=True)
        rest, notes = len(shown[most:]), len(ordered) - len(shown)
        if rest or notes:
            self.say(
                Text(f"另有 {rest + notes} 条（其中提示 {notes} 条）见工作簿“问题清单”",
                     f"{rest + notes} more ({notes} of them notes) on the Findings sheet"), "dim"
            )  # fmt: skip

    def wrote(self, files: Sequence[Path]) -> None:
        """Where the results are."""
        for file in files[:_MOST_IN_FULL]:
            self.say(Text(f"→ {file}", f"→ {file}"), "green")
        if len(files) > _MOST_IN_FULL:
            rest = len(files) - _MOST_IN_FULL
            self.say(Text(f"→ 另有 {rest} 个文件", f"→ and {rest} more files"), "green")

    def ratings(self, rated: Sequence[Rated]) -> None:
        """A few ratings in full, many as a table."""
        if len(rated) <= _MOST_IN_FULL:
            for one in rated:
                self._rating(one)
        else:
            self._rating_table(rated)

    def ranking(self, ranking: Ranking, name: Text) -> None:
        """One kind's places."""
        self.out.print(Rich(name[self.language], style="bold"))
        table = self._table(Text("名次", "Place"), Text("单位", "Unit"), Text("镇街", "Town"), Text("总分", "Total"),
                            Text("星级", "Grade"), Text("决定因素", "Decided by"))  # fmt: skip
        for placed in ranking.placed:
            rating = placed.rating
            deciders = [str(decider) for decider in rating.deciders]
            shown = ", ".join(deciders[:2]) + (f" +{len(deciders) - 2}" if len(deciders) > 2 else "")  # noqa: PLR2004
            cells = (
                str(placed.place),
                rating.unit.name,
                rating.unit.town,
                str(rating.total),
                self._stars(rating),
                shown,
            )
            table.add_row(*(escape(cell) for cell in cells))
        self.out.print(table)

    def gaps(self, report: GapReport) -> None:
        """A unit's gaps to the target, the most pressing first."""
        language, rating = self.language, report.rating
        target = report.target.name
        self.out.print(Rich(f"{rating.unit.name}  {self._stars(rating)} {rating.total}", style="bold"))
        self.say(missing_to_next(rating))
        if not report.gaps:
            self.say(Text(f"对照{target.zh}没有短板", f"no gaps against {target.en.lower()}"))
            return
        table = self._table(Text("编码", "Code"), Text("指标", "Indicator"), Text("现状", "Now"), Text("要求", "Required"),
                            Text("差距", "Distance"), Text("可增分", "Gain"), Text("必达", "Gate"))  # fmt: skip
        for gap in report.gaps[:_MOST_GAPS]:
            indicator = gap.result.indicator
            cells = (indicator.id, indicator.name[language], current(gap.result)[language], gap.demand[language],
                     distance(gap)[language], str(gap.gain), Text("必达", "gate")[language] if gap.gate else "")  # fmt: skip
            table.add_row(*(escape(cell) for cell in cells), style="bold" if gap.gate else None)
        self.out.print(table)
        rest = len(report.gaps) - _MOST_GAPS
        if rest > 0:
            self.say(Text(f"另有 {rest} 项见工作簿", f"{rest} more in the workbook"), "dim")

    def gap_reports(self, reports: Sequence[GapReport]) -> None:
        """A few units in full, many as one line each."""
        if len(reports) <= _MOST_IN_FULL:
            for report in reports:
                self.gaps(report)
            return
        table = self._table(Text("单位", "Unit"), Text("总分", "Total"), Text("星级", "Grade"), Text("短板", "Gaps"),
                            Text("必达未达", "Gates"), Text("首要短板", "First"))  # fmt: skip
        for report in reports:
            gates = sum(gap.gate for gap in report.gaps)
            first = report.gaps[0].result.indicator.id if report.gaps else ""
            rating = report.rating
            counts = (str(len(report.gaps)), str(gates) if gates else "")
            table.add_row(escape(rating.unit.name), str(rating.total), self._stars(rating), *counts, first)
        self.out.print(table)

    def unrated(self, unrated: Sequence[Unrated], count: int) -> None:
        """How many workbooks there were, and which of them have no rating."""
        rated = count - len(unrated)
        self.say(
            Text(f"共 {count} 份：已评定 {rated}，未评定 {len(unrated)}",
                 f"{counted(count, 'workbook')}: {rated} rated, {len(unrated)} not rated")
        )  # fmt: skip
        for one in unrated:
            self.say(Text.same(f"  {one.location}"), "red")

    def checked(self, framework: Framework | None, findings: Sequence[Finding]) -> None:
        """Every fault of a framework, what it holds, and the verdict."""
        for found in by_severity(findings):
            self.out.print(self._line(found), soft_wrap=True)
        if framework is not None:
            share, count = framework.quantitative_share, len(framework.entries)
            shown = f"{half_up(share * 100, 1)}%"
            name = f"{framework.id} {framework.version} {framework.fingerprint}"
            self.say(Text(f"{name}：{count} 项指标，定量 {shown}", f"{name}: {count} indicators, {shown} quantitative"))
        errors = sum(found.severity == "error" for found in findings)
        warnings = sum(found.severity == "warning" for found in findings)
        if not errors and not warnings:
            self.say(Text("没有问题", "no faults"), "green")
        else:
            self.say(
                Text(
                    f"{errors} 个错误，{warnings} 个警告", f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
                ),
                "red",
            )

    @contextmanager
    def progress(self, total: int) -> Iterator[Callable[[], None]]:
        """A progress bar on standard error for long runs; the function that is given moves it by one."""
        if total < _PROGRESS_FROM or not self.err.is_terminal:
            yield lambda: None
            return
        from rich.progress import Progress  # noqa: PLC0415 only for long runs

        with Progress(console=self.err, transient=True) as bar:
            task = bar.add_task(Text("读取工作簿", "reading workbooks")[self.language], total=total)
            yield lambda: bar.advance(task)

    def _line(self, found: Finding) -> Rich:
        line = Rich(f"{found.location}: " if str(found.location) else "")
        line.append(found.code, style=_COLOURS[found.severity])
        separator = "；" if self.language == "zh" else "; "
        return line.append(f": {found.message(self.language)}{separator}{found.advice(self.language)}")

    def _table(self, *headings: Text) -> Table:
        """A borderless table; figures stand to the right, only names wrap."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        for heading in headings:
            justify: Literal["left", "right"] = "right" if heading.en in _FIGURES else "left"
            table.add_column(heading[self.language], justify=justify, no_wrap=heading.en not in _WRAPPING)
        return table

    def _stars(self, rating: Rating) -> str:
        return stars(rating.grade, rating.scheme.grades[0])

    def _rating(self, rated: Rated) -> None:
        rating = rated.rating
        self.out.print(Rich(rated.unit.name, style="bold"))
        if rating is None:
            self.say(Text("未评定", "not rated"), "red")
        else:
            self.say(describe_unit(rating), "dim")
            headline = Rich(self._stars(rating), style="yellow")
            grade = rating.grade.name[self.language]
            total, coverage = Text("总分", "total")[self.language], Text("填报率", "coverage")[self.language]
            headline.append(f" {grade}   {total} {rating.total}   {coverage} {percent(rating.coverage)}", style="bold")
            self.out.print(headline)
            for sentence in decided_by(rating):
                self.say(Text(f"  • {sentence.zh}", f"  • {sentence.en}"))
            self.say(Text(f"  {missing_to_next(rating).zh}", f"  {missing_to_next(rating).en}"))
            self._bars(rating)
        self.findings(rated.findings)

    def _bars(self, rating: Rating) -> None:
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
        for dimension in rating.dimensions:
            score = dimension.score or Decimal(0)
            filled = int((score * _BAR).to_integral_value())
            bar = Rich("█" * filled, style="red").append("░" * (_BAR - filled), style="dim")
            shown = "—" if dimension.score is None else percent(dimension.score)
            points = f"{dimension.points} / {dimension.available}"
            table.add_row(f"  {dimension.id}", dimension.name[self.language], bar, points, shown)
        self.out.print(table)

    def _rating_table(self, rated: Sequence[Rated]) -> None:
        language = self.language
        table = self._table(Text("单位", "Unit"), Text("总分", "Total"), Text("星级", "Grade"), Text("错误", "Errors"),
                            Text("警告", "Warnings"))  # fmt: skip
        for one in rated:
            counts = [sum(found.severity == severity for found in one.findings) for severity in SEVERITIES[:2]]
            total = str(one.rating.total) if one.rating else "—"
            grade = self._stars(one.rating) if one.rating else Text("未评定", "not rated")[language]
            table.add_row(escape(one.unit.name), total, grade, *(str(count) if count else "" for count in counts))
        self.out.print(table)
        for one in rated:
            self.findings([found for found in one.findings if found.severity == "error"])
