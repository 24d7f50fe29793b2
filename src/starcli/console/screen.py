"""What a person sees at the terminal: ratings, rankings, gaps and findings, 80 columns wide and up."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.text import Text as Rich

from starcli.batch import Batch, Rated
from starcli.console.provenance import provenance_lines
from starcli.console.tables import (
    dimension_bars,
    gap_report_table,
    gap_table,
    ranking_table,
    rating_table,
)
from starcli.core.district import Ranking
from starcli.core.explain import decided_by, describe_unit, missing_to_next, percent, symbols
from starcli.core.findings import SEVERITIES, Finding, by_severity, worst
from starcli.core.gaps import GapReport
from starcli.core.model import Framework
from starcli.core.numbers import half_up
from starcli.core.text import Language, Text, counted, one_line

_COLOURS = {"error": "red", "warning": "yellow", "note": "dim"}
_MOST_FINDINGS = 20
_MOST_IN_FULL = 3
_MOST_GAPS = 10
_MOST_PLACES = 30
_MOST_NAMES = 12
_PROGRESS_FROM = 20
_READING = Text("读取工作簿", "reading workbooks")


class Screen:
    """Prints in one language: results on standard output, problems of the call on standard error."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.out = Console(highlight=False)
        self.err = Console(stderr=True, highlight=False)

    def say(self, text: Text, style: str = "") -> None:
        """One line."""
        self.out.print(Rich(text[self.language], style=style))

    def line(self, text: Text, style: str = "") -> None:
        """One line, however long it is."""
        self.out.print(Rich(text[self.language], style=style), soft_wrap=True)

    def problems(self, findings: Iterable[Finding]) -> None:
        """What is wrong with the call itself, on standard error."""
        for found in findings:
            self.err.print(self._line(found), soft_wrap=True)

    def findings(self, findings: Iterable[Finding]) -> None:
        """Errors and warnings a line each, the gravest first; notes, and what is beyond a screenful, are counted."""
        ordered = by_severity(findings)
        shown = [found for found in ordered if found.severity != "note"][:_MOST_FINDINGS]
        for found in shown:
            self.out.print(self._line(found), soft_wrap=True)
        rest = len(ordered) - len(shown)
        if rest:
            notes = sum(found.severity == "note" for found in ordered)
            self.say(
                Text(f"另有 {rest} 条，其中提示 {notes} 条", f"{rest} more, {counted(notes, 'note')} among them"), "dim"
            )

    def wrote(self, files: Sequence[Path]) -> None:
        """Where the results are."""
        for file in files[:_MOST_IN_FULL]:
            self.out.print(Rich(f"→ {file}", style="green"), soft_wrap=True)
        rest = len(files) - _MOST_IN_FULL
        if rest > 0:
            self.say(Text(f"→ 另有 {rest} 个文件", f"→ and {counted(rest, 'file')} more"), "green")

    def ratings(self, batch: Batch) -> None:
        """A few ratings in full; many as a table, with everything that is wrong below it."""
        if len(batch.rated) <= _MOST_IN_FULL:
            for one in batch.rated:
                self._rating(one)
            if batch.missing is not None:
                self.turnout(batch)
            self.findings(found for found in batch.of_run if found.code != "not-reported")
            return
        self.out.print(rating_table(batch.rated, self.language))
        if batch.missing is not None:
            self.turnout(batch)
        self.findings_of(batch)

    def rankings(self, rankings: Iterable[Ranking], framework: Framework) -> None:
        """Each kind's places."""
        for ranking in rankings:
            self.out.print(Rich(framework.kinds[ranking.kind].name[self.language], style="bold"))
            self.out.print(ranking_table(ranking.placed[:_MOST_PLACES], framework, self.language))
            rest = len(ranking.placed) - _MOST_PLACES
            if rest > 0:
                self.say(Text(f"另有 {rest} 个见工作簿", f"{rest} more in the workbook"), "dim")

    def gap_reports(self, reports: Sequence[GapReport]) -> None:
        """A few units in full, many as one line each."""
        if len(reports) > _MOST_IN_FULL:
            self.out.print(gap_report_table(reports, self.language))
            return
        for report in reports:
            self._gap_report(report)

    def turnout(self, batch: Batch) -> None:
        """How many there are, which workbooks have no rating, who is not in the roster, and who has not reported."""
        self.say(batch.members.turnout.words())
        if batch.beyond is not None:
            self.say(batch.beyond)
        for one in batch.unrated:
            self.out.print(Rich(f"  {one_line(str(one.location))}", style="red"), soft_wrap=True)
        for stranger in batch.outside[:_MOST_NAMES]:
            unit, where = stranger.standing.unit.name, one_line(str(stranger.location))
            shown = Text(f"  不在名册：{unit}（{where}）", f"  not in the roster: {unit} ({where})")
            self.out.print(Rich(shown[self.language], style="red"), soft_wrap=True)
        towns: dict[str, list[str]] = {}
        for missing in batch.missing or ():
            towns.setdefault(missing.entry.unit.town, []).append(missing.entry.unit.name)
        for town, names in towns.items():
            rest = len(names) - _MOST_NAMES
            zh = "、".join(names[:_MOST_NAMES]) + (f" 等 {len(names)} 个" if rest > 0 else "")
            en = ", ".join(names[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")
            place = Text(f" {town}" if town else "", f" in {town}" if town else "")
            shown = Text(f"  未上报{place.zh}：{zh}", f"  not reported{place.en}: {en}")
            self.out.print(Rich(shown[self.language], style="red"), soft_wrap=True)

    def findings_of(self, batch: Batch) -> None:
        """Everything that was found, except who has not reported: `turnout` says it."""
        self.findings(found for found in batch.findings if found.code != "not-reported")

    def checked(self, framework: Framework | None, findings: Sequence[Finding]) -> None:
        """Every fault of a framework, what it holds, and the verdict."""
        self.problems_found(findings)
        if framework is not None:
            share, count = f"{half_up(framework.quantitative_share * 100, 1)}%", len(framework.entries)
            name = f"{framework.id} {framework.version} {framework.fingerprint}"
            self.say(Text(f"{name}：{count} 项指标，定量 {share}", f"{name}: {count} indicators, {share} quantitative"))
        errors = sum(found.severity == "error" for found in findings)
        warnings = sum(found.severity == "warning" for found in findings)
        if errors or warnings:
            words = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
            self.say(Text(f"{errors} 个错误，{warnings} 个警告", words), "red")
        else:
            self.say(Text("没有问题", "no faults"), "green")

    def forms_checked(self, of_each: Sequence[Sequence[Finding]], run: Iterable[Finding], *, notes: bool) -> None:
        """Each workbook's errors and warnings, with `notes` its notes too, a line each; then how many there are."""
        everything = (*(found for findings in of_each for found in findings), *run)
        for findings in (*of_each, run):
            self.problems_found(found for found in findings if notes or found.severity != "note")
        faulty = sum(worst(findings) in ("error", "warning") for findings in of_each)
        errors, warnings, remarks = (sum(f.severity == severity for f in everything) for severity in SEVERITIES)
        hint = Text("（加 --notes 列出）", " (listed with --notes)") if remarks and not notes else Text("", "")
        words = Text(
            f"共 {len(of_each)} 份：{faulty} 份有问题，{len(of_each) - faulty} 份没有；"
            f"{errors} 个错误，{warnings} 个警告，{remarks} 条提示{hint.zh}",
            f"{counted(len(of_each), 'workbook')}: {faulty} with faults, {len(of_each) - faulty} without; "
            f"{counted(errors, 'error')}, {counted(warnings, 'warning')}, {counted(remarks, 'note')}{hint.en}",
        )
        # In a pipe or a file a line is a line, however long.
        self.out.print(Rich(words[self.language], "red" if errors or warnings else "green"), soft_wrap=True)

    def proven(self, compared: int) -> None:
        """How many results of a form's formulas were compared with those of the engine."""
        words = Text(
            f"用 LibreOffice 重新计算，核对了 {compared} 个公式的结果",
            f"calculated anew by LibreOffice: {counted(compared, 'result')} of formulas compared",
        )
        self.out.print(Rich(words[self.language], "dim"), soft_wrap=True)

    def problems_found(self, findings: Iterable[Finding]) -> None:
        """Every finding a line, as `where: code: what, and what to do`."""
        for found in by_severity(findings):
            self.out.print(self._line(found), soft_wrap=True)

    @contextmanager
    def progress(self, total: int, doing: Text = _READING) -> Iterator[Callable[[], None]]:
        """A progress bar on standard error for long runs; the function that is given moves it by one."""
        if total < _PROGRESS_FROM or not self.err.is_terminal:
            yield lambda: None
            return
        from rich.progress import Progress  # noqa: PLC0415 only for long runs

        with Progress(console=self.err, transient=True) as bar:
            task = bar.add_task(doing[self.language], total=total)
            yield lambda: bar.advance(task)

    def _line(self, found: Finding) -> Rich:
        place = one_line(str(found.location))
        line = Rich(f"{place}: " if place else "")
        line.append(found.code, style=_COLOURS[found.severity])
        separator = "；" if self.language == "zh" else "; "
        return line.append(f": {found.message(self.language)}{separator}{found.advice(self.language)}")

    def _rating(self, rated: Rated) -> None:
        rating = rated.rating
        self.out.print(Rich(rated.unit.name, style="bold"))
        if rating is None:
            self.say(Text("未评定", "not rated"), "red")
        else:
            self.say(describe_unit(rating), "dim")
            headline = Rich(symbols(rating), style="yellow")
            grade = rating.grade.name[self.language]
            total, coverage = Text("总分", "total")[self.language], Text("填报率", "coverage")[self.language]
            headline.append(f" {grade}   {total} {rating.total}   {coverage} {percent(rating.coverage)}", style="bold")
            self.out.print(headline)
            for sentence in (*decided_by(rating), missing_to_next(rating)):
                self.say(Text(f"  • {sentence.zh}", f"  • {sentence.en}"))
            self.out.print(dimension_bars(rating, self.language))
            for line in provenance_lines(rating):
                self.line(line)
        self.findings(rated.findings)

    def _gap_report(self, report: GapReport) -> None:
        rating, target = report.rating, report.target.name
        self.out.print(Rich(f"{rating.unit.name}  {symbols(rating)} {rating.total}", style="bold"))
        self.say(missing_to_next(rating))
        if not report.gaps:
            self.say(Text(f"对照{target.zh}没有短板", f"no gaps against {target.en.lower()}"))
            return
        self.out.print(gap_table(report.gaps[:_MOST_GAPS], self.language))
        rest = len(report.gaps) - _MOST_GAPS
        if rest > 0:
            self.say(Text(f"另有 {rest} 项见工作簿", f"{rest} more in the workbook"), "dim")
