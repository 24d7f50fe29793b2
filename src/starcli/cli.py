"""The commands: parse, call, show, exit."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Optional

import typer

from starcli import __version__
from starcli.core.findings import Finding, finding
from starcli.core.text import FormLanguage, Language
from starcli.options import BasisName, Call, FormLanguageName, LanguageName, UsageProblem, chosen_language

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Star ratings of villages and communities, from Excel to Excel. · 村社星级评定：从 Excel 到 Excel。",
)

Paths = Annotated[list[Path], typer.Argument(help="Workbooks or folders. · 工作簿或文件夹", show_default=False)]
FrameworkOption = Annotated[str, typer.Option("--framework", help="Bundled name or folder. · 指标体系名称或文件夹")]
WeightsOption = Annotated[Optional[Path], typer.Option("--weights", help="Another weight table (YAML). · 另用分值表")]
BasisOption = Annotated[BasisName, typer.Option("--basis", help="Whose values count. · 按谁的值评定")]
LanguageOption = Annotated[
    Optional[LanguageName], typer.Option("--lang", help="zh or en; the locale's by default. · 语言")
]
OutOption = Annotated[Optional[Path], typer.Option("--out", help="Where results go. · 结果放在哪里")]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print JSON; write no workbooks unless --out is given. · 只输出 JSON")
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Warnings count as errors. · 警告也算错误")]
WriteBackOption = Annotated[
    bool, typer.Option("--write-back", help="Put the rating into the workbook itself. · 把评定结果写回原工作簿")
]
RosterOption = Annotated[
    Optional[Path], typer.Option("--roster", help="Who should have reported (a workbook). · 应报单位名册")
]
LatestOption = Annotated[
    bool, typer.Option("--latest", help="Of two forms of a unit take the later by date. · 一个单位有两份时用日期在后的")
]
FormerOption = Annotated[
    Optional[Path],
    typer.Option("--former", help="Last season's folder, to compare with. · 上期工作簿所在文件夹，用于比对"),
]
TargetOption = Annotated[str, typer.Option("--target", help="A grade: five-star, 5, 五星. · 目标星级")]

REFERENCE = "reference-47"


@app.command()
def score(
    paths: Paths,
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    latest: LatestOption = False,
    former: FormerOption = None,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
    write_back: WriteBackOption = False,
) -> None:
    """Rate workbooks, a rating beside each · 评星，写出评定结果."""
    from starcli.commands.score import score as run

    raise typer.Exit(
        run(Call.make(framework, weights, basis, lang, out, json, strict, roster, latest, former), paths, write_back)
    )


@app.command()
def rank(
    folder: Annotated[Path, typer.Argument(help="A folder of workbooks. · 工作簿所在文件夹", show_default=False)],
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    latest: LatestOption = False,
    former: FormerOption = None,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """Rank a folder within kinds · 给文件夹里的村社分类排名."""
    from starcli.commands.rank import rank as run

    raise typer.Exit(run(Call.make(framework, weights, basis, lang, out, json, strict, roster, latest, former), folder))


@app.command()
def gaps(
    path: Annotated[Path, typer.Argument(help="A workbook or folder. · 工作簿或文件夹")] = Path(),
    target: TargetOption = "five-star",
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    latest: LatestOption = False,
    former: FormerOption = None,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """Rectification sheets against a grade · 对照目标星级列出短板."""
    from starcli.commands.gaps import gaps as run

    raise typer.Exit(
        run(Call.make(framework, weights, basis, lang, out, json, strict, roster, latest, former), path, target)
    )


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
    raise typer.Exit(run(call, Wanted(kind, profile, roster, last, language, target, period)))


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
    call = Call.make(framework, weights, basis, lang, None, json, strict, roster, latest, former)
    raise typer.Exit(check_forms(call, path, notes=notes))


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
    from starcli.console import Screen

    Screen(language).problems(findings)
