"""The commands of towns, counties and the city: many units at once, season by season."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from starcli.cli_options import (
    BEST,
    REFERENCE,
    BasisOption,
    FormerOption,
    FrameworkOption,
    JsonOption,
    LanguageOption,
    LatestOption,
    OutOption,
    RosterOption,
    StrictOption,
    TargetOption,
    WeightsOption,
)
from starcli.options import BasisName, Call

Folder = Annotated[Path, typer.Argument(help="A folder of workbooks. · 工作簿所在文件夹", show_default=False)]
Folders = Annotated[
    list[Path], typer.Argument(help="A folder a season. · 每季一个文件夹", metavar="DIR...", show_default=False)
]


def pool(
    folder: Folder,
    target: TargetOption = BEST,
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    latest: LatestOption = False,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """What many units have in common · 汇总共性问题."""
    from starcli.commands.pool import pool as run

    raise typer.Exit(run(Call.make(framework, weights, basis, lang, out, json, strict, roster, latest), folder, target))


def portrait(
    folder: Folder,
    level: Annotated[str, typer.Option("--level", help="town, county or city. · 层级")] = "town",
    target: TargetOption = BEST,
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
    """A page for each area, for the hearing · 逐镇(县)画像."""
    from starcli.commands.portrait import portrait as run

    call = Call.make(framework, weights, basis, lang, out, json, strict, roster, latest)
    raise typer.Exit(run(call, folder, level, target, former))


def race(
    folders: Folders,
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    latest: LatestOption = False,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """Seasons side by side: who moved, and why · 一季一赛：逐季比位次、比进步."""
    from starcli.commands.race import race as run

    raise typer.Exit(run(Call.make(framework, weights, basis, lang, out, json, strict, roster, latest), folders))


def challenge(
    folder: Folder,
    unit: Annotated[
        Optional[list[str]], typer.Option("--unit", help="A unit by code or name. · 应战单位的代码或名称")
    ] = None,
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    latest: LatestOption = False,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """An opponent to measure up to, item by item · 打擂：找对手、逐项比."""
    from starcli.commands.challenge import challenge as run

    call = Call.make(framework, weights, basis, lang, out, json, strict, roster, latest)
    raise typer.Exit(run(call, folder, unit or ()))


def contest(
    judges: Annotated[Path, typer.Argument(help="The judges' scores (a workbook). · 评委打分表", show_default=False)],
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """Scores of an arena contest · 擂台赛计分."""
    from starcli.commands.contest import contest as run

    raise typer.Exit(run(judges, lang, out, as_json=json, strict=strict))


def projects(
    folders: Folders,
    target: TargetOption = BEST,
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    latest: LatestOption = False,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """Where each special project stands · 专项攻坚进展."""
    from starcli.commands.projects import projects as run

    call = Call.make(framework, weights, basis, lang, out, json, strict, roster, latest)
    raise typer.Exit(run(call, folders, target))


def board(
    folder: Folder,
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
    """Everybody's figures on one page · 晾晒榜：一页看全."""
    from starcli.commands.board import board as run

    raise typer.Exit(run(Call.make(framework, weights, basis, lang, out, json, strict, roster, latest), folder, former))
