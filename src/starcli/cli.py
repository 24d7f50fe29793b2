"""The commands: parse, call, show, exit."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Optional

import typer

from starcli import __version__, cli_checking, cli_district, cli_plans
from starcli.cli_options import (
    BEST,
    REFERENCE,
    BasisOption,
    DataOption,
    DrawsOption,
    EffortOption,
    FormerOption,
    FrameworkOption,
    JsonOption,
    LanguageOption,
    LatestOption,
    OutOption,
    Paths,
    RosterOption,
    SeedOption,
    SetOption,
    ShakeOption,
    StrictOption,
    SwapOption,
    TargetOption,
    WeightsOption,
    WriteBackOption,
)
from starcli.core.findings import Finding, finding
from starcli.core.text import FormLanguage, Language
from starcli.options import BasisName, Call, FormLanguageName, UsageProblem, chosen_language

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Star ratings of villages and communities, from Excel to Excel. · 村社星级评定：从 Excel 到 Excel。",
)


@app.command()
def score(
    paths: Paths,
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    latest: LatestOption = False,
    former: FormerOption = None,
    data: DataOption = None,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
    write_back: WriteBackOption = False,
    what_if: SetOption = None,
) -> None:
    """Rate workbooks, a rating beside each · 评星，写出评定结果."""
    call = Call.make(framework, weights, basis, lang, out, json, strict, roster, latest, former, data=data)
    if what_if:
        from starcli.commands.whatif import score_if

        raise typer.Exit(score_if(call, paths, what_if, write_back))
    from starcli.commands.score import score as run

    raise typer.Exit(run(call, paths, write_back))


@app.command()
def rank(
    folder: Annotated[Path, typer.Argument(help="A folder of workbooks. · 工作簿所在文件夹", show_default=False)],
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    latest: LatestOption = False,
    former: FormerOption = None,
    data: DataOption = None,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
    shake: ShakeOption = None,
    draws: DrawsOption = 1000,
    seed: SeedOption = 1,
    swap: SwapOption = None,
) -> None:
    """Rank a folder within kinds · 给文件夹里的村社分类排名."""
    from starcli.commands.rank import rank as run
    from starcli.commands.shaking import Asked

    call = Call.make(framework, weights, basis, lang, out, json, strict, roster, latest, former, data=data)
    asked = Asked(shake, draws, seed, swap or ()) if shake is not None or swap else None
    raise typer.Exit(run(call, folder, asked))


@app.command()
def gaps(
    path: Annotated[Path, typer.Argument(help="A workbook or folder. · 工作簿或文件夹")] = Path(),
    target: TargetOption = BEST,
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    latest: LatestOption = False,
    former: FormerOption = None,
    data: DataOption = None,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """Rectification sheets against a grade · 对照目标星级列出短板."""
    from starcli.commands.gaps import gaps as run

    raise typer.Exit(
        run(
            Call.make(framework, weights, basis, lang, out, json, strict, roster, latest, former, data=data),
            path,
            target,
        )
    )


@app.command()
def path(
    place: Annotated[Path, typer.Argument(metavar="PATH", help="A workbook or folder. · 工作簿或文件夹")] = Path(),
    target: TargetOption = BEST,
    effort: EffortOption = None,
    keep: Annotated[
        Optional[list[str]], typer.Option("--keep", help="An indicator to leave as it is. · 保持不动的指标")
    ] = None,
    require: Annotated[
        Optional[list[str]], typer.Option("--require", help="One that must be improved. · 必须改进的指标")
    ] = None,
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    latest: LatestOption = False,
    data: DataOption = None,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """The least effort that reaches a grade · 最省力的升星路径."""
    from starcli.commands.path import Asked
    from starcli.commands.path import path as run

    call = Call.make(framework, weights, basis, lang, out, json, strict, roster, latest, data=data)
    raise typer.Exit(run(call, place, Asked(target, effort, keep or (), require or ())))


@app.command()
def form(
    kind: Annotated[
        Optional[str], typer.Option("--kind", help="Of an empty form: village, 村, … · 空表的类型", show_default=False)
    ] = None,
    profile: Annotated[
        Optional[str], typer.Option("--profile", help="Its profile; the kind's usual one by default. · 空表的分类")
    ] = None,
    roster: Annotated[
        Optional[Path], typer.Option("--roster", help="A form for each unit in it. · 按名册一个单位一份")
    ] = None,
    last: Annotated[
        Optional[Path], typer.Option("--last", help="Last season's folder, for last values. · 上期文件夹，带出上期值")
    ] = None,
    period: Annotated[str, typer.Option("--period", help="The season: 2022Q4. · 周期")] = "",
    target: Annotated[
        Optional[str], typer.Option("--target", help="The grade to compare with; the best by default. · 目标星级")
    ] = None,
    grids: Annotated[bool, typer.Option("--grids", help="With a ledger of grids. · 附网格台账")] = False,
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    lang: Annotated[
        Optional[FormLanguageName], typer.Option("--lang", help="zh, en or both; the locale's by default. · 表的语言")
    ] = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """Forms that score themselves, empty or for a roster · 制作自动计分的自评表."""
    from starcli.commands.form import Wanted
    from starcli.commands.form import form as run

    call = Call.make(framework, weights, basis, lang.single if lang is not None else None, out, json, strict)
    language: FormLanguage = call.language if lang is None else lang.value
    raise typer.Exit(run(call, Wanted(kind, profile, roster, last, language, target, period, grids)))


@app.command()
def check(
    path: Annotated[
        Path,
        typer.Argument(help="A folder of workbooks, or a framework's. · 工作簿或指标体系文件夹", show_default=False),
    ],
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    latest: LatestOption = False,
    former: FormerOption = None,
    data: DataOption = None,
    lang: LanguageOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
    notes: Annotated[bool, typer.Option("--notes", help="List notes too. · 连提示一起列出")] = False,
) -> None:
    """Everything wrong with workbooks, or with a framework · 检查工作簿或指标体系."""
    from starcli.commands.check import check_forms, check_framework, is_framework

    chosen = chosen_language(lang)
    if is_framework(path, chosen):
        raise typer.Exit(check_framework(path, weights, chosen, as_json=json, strict=strict))
    call = Call.make(framework, weights, basis, lang, None, json, strict, roster, latest, former, data=data)
    raise typer.Exit(check_forms(call, path, notes=notes))


for command in (
    cli_plans.plan,
    cli_plans.file,
    cli_plans.track,
    cli_district.pool,
    cli_district.portrait,
    cli_district.race,
    cli_district.challenge,
    cli_district.contest,
    cli_district.projects,
    cli_district.board,
    cli_checking.grids,
    cli_checking.verify,
    cli_checking.audit,
):
    app.command()(command)


@app.callback(invoke_without_command=True)
def version(
    show: Annotated[bool, typer.Option("--version", help="Print the version. · 显示版本")] = False,
) -> None:
    """Star ratings of villages and communities, from Excel to Excel. · 村社星级评定：从 Excel 到 Excel."""
    if show:
        typer.echo(f"starcli {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the program; a fault of the program itself is one line, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except UsageProblem as problem:
        _tell(problem.findings, problem.language)
        sys.exit(2)
    except BrokenPipeError:
        # Whoever read the output has seen enough (`| head`); what is left is thrown away.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if os.environ.get("STARCLI_DEBUG"):
            raise
        reason = f"{type(error).__name__}: {error}"
        _tell((finding("internal-fault", reason=reason),), chosen_language(None))
        sys.exit(3)


def _tell(findings: Iterable[Finding], language: Language) -> None:
    from starcli.console.screen import Screen

    Screen(language).problems(findings)
