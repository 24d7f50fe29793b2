"""The commands that look into what units say: their grids, and what they claimed."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from starcli.cli_options import (
    REFERENCE,
    BasisOption,
    DataOption,
    FormerOption,
    FrameworkOption,
    JsonOption,
    LanguageOption,
    LatestOption,
    OutOption,
    RosterOption,
    SeedOption,
    StrictOption,
    WeightsOption,
)
from starcli.core.text import FormLanguage
from starcli.options import BasisName, Call, CheckedName, FormLanguageName


def grids(
    path: Annotated[
        Optional[Path], typer.Argument(help="A ledger of grids, or a folder. · 网格台账或文件夹", show_default=False)
    ] = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="Propose new grids from compounds and buildings. · 重新划分网格")
    ] = False,
    beside: Annotated[
        Optional[list[Path]], typer.Option("--with", help="With --plan: the unit's form or ledger. · 填报表或网格台账")
    ] = None,
    seconds: Annotated[str, typer.Option("--seconds", help="With --plan: how long to search. · 搜索多少秒")] = "50",
    form: Annotated[bool, typer.Option("--form", help="Make ledgers to fill in instead. · 制作空白网格台账")] = False,
    kind: Annotated[
        Optional[str], typer.Option("--kind", help="With --form, of an empty ledger. · 空白台账的类型")
    ] = None,
    profile: Annotated[
        Optional[str], typer.Option("--profile", help="With --form, its profile. · 空白台账的分类")
    ] = None,
    last: Annotated[
        Optional[Path], typer.Option("--last", help="With --form, last season's ledgers. · 上期台账所在文件夹")
    ] = None,
    period: Annotated[str, typer.Option("--period", help="With --form, the season: 2022Q4. · 周期")] = "",
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    latest: LatestOption = False,
    lang: Annotated[
        Optional[FormLanguageName], typer.Option("--lang", help="zh or en; with --form both, too. · 语言")
    ] = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """The state of every grid, posts to fill, re-planning · 网格台账：规模、缺岗、重新划分."""
    chosen = lang.single if lang is not None else None
    listed = None if form else roster
    call = Call.make(framework, weights, basis, chosen, out, json, strict, listed, latest)
    if form:
        from starcli.commands.grid_forms import Wanted
        from starcli.commands.grid_forms import grid_forms as make

        language: FormLanguage = call.language if lang is None else lang.value
        raise typer.Exit(make(call, Wanted(path, kind, profile, roster, last, period, language)))
    if plan:
        from starcli.commands.replanning import Sought, replan

        raise typer.Exit(replan(call, path or Path(), Sought(seconds, beside or ())))
    from starcli.commands.grids import grids as run

    raise typer.Exit(run(call, path or Path()))


def verify(
    folder: Annotated[
        Optional[Path],
        typer.Argument(help="With --apply: the forms. · 读回时：填报表所在文件夹", show_default=False),
    ] = None,
    sheets: Annotated[
        Optional[Path], typer.Option("--sheets", help="Forms to make check sheets for. · 为这些填报表制作核查表")
    ] = None,
    apply: Annotated[
        Optional[Path], typer.Option("--apply", help="Check sheets that came back. · 读回填好的核查表")
    ] = None,
    date: Annotated[
        Optional[str], typer.Option("--date", help="No check is later; today by default. · 核验日期不得晚于")
    ] = None,
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.VERIFIED,
    roster: RosterOption = None,
    latest: LatestOption = False,
    data: DataOption = None,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """Check sheets for the guidance group, item by item · 逐项核查表：制作、读回."""
    from starcli.commands.verify import Asked
    from starcli.commands.verify import verify as run

    # What is claimed is checked, whatever is to count afterwards.
    counts = BasisName.SELF if sheets is not None else basis
    given = data if sheets is not None else None
    call = Call.make(framework, weights, counts, lang, out, json, strict, roster, latest, data=given)
    raise typer.Exit(run(call, Asked(sheets, apply, folder, date, data or ())))


def audit(
    folder: Annotated[Path, typer.Argument(help="A folder of workbooks. · 工作簿所在文件夹", show_default=False)],
    quota: Annotated[Optional[str], typer.Option("--quota", help="How many to check next: 15%. · 下批核查比例")] = None,
    seed: SeedOption = 1,
    checked_by: Annotated[
        CheckedName, typer.Option("--checked-by", help="Whose look counts as a check. · 谁看过算已核验")
    ] = CheckedName.VERIFIED,
    basis: Annotated[
        CheckedName, typer.Option("--basis", help="Whose values count in the end. · 最终按谁的值评定")
    ] = CheckedName.REVIEWED,
    former: FormerOption = None,
    data: DataOption = None,
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    roster: RosterOption = None,
    latest: LatestOption = False,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """Claims against what was found, copies, whom to check next · 自评核减审计：多报、雷同、下批核查."""
    from starcli.commands.audit import Asked
    from starcli.commands.audit import audit as run

    final = BasisName(basis.value)
    call = Call.make(framework, weights, final, lang, out, json, strict, roster, latest, former, data=data)
    raise typer.Exit(run(call, folder, Asked(quota, seed, checked_by.value)))
