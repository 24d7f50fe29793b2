"""The commands on plans: draw up, check, file and track them."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from starcli.cli_options import (
    BEST,
    REFERENCE,
    BasisOption,
    DataOption,
    EffortOption,
    FormerOption,
    FormsOption,
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
from starcli.core.text import FormLanguage
from starcli.options import BasisName, Call, FormLanguageName


def plan(
    path: Annotated[Path, typer.Argument(help="A workbook or folder. · 工作簿或文件夹")] = Path(),
    target: TargetOption = BEST,
    by: Annotated[
        Optional[str], typer.Option("--by", help="The season by which all is done: 2022Q4. · 在哪一季前完成")
    ] = None,
    date: Annotated[
        Optional[str], typer.Option("--date", help="The day of the plan: 2022-10-08; today by default. · 制定日期")
    ] = None,
    effort: EffortOption = None,
    docx: Annotated[bool, typer.Option("--docx", help="A Word paper as well. · 同时写出 Word 文稿")] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="Check plans that were filled in; writes nothing. · 审核填好的方案，不写文件"),
    ] = False,
    forms: FormsOption = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="With --check, list notes too. · 审核时连提示一起列出")
    ] = False,
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    latest: LatestOption = False,
    former: FormerOption = None,
    data: DataOption = None,
    lang: Annotated[
        Optional[FormLanguageName], typer.Option("--lang", help="zh, en or both; the locale's by default. · 语言")
    ] = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """A plan for each unit, to be filled in, signed and filed · 制定一村一策方案."""
    from starcli.commands.plan import Asked
    from starcli.commands.plan import plan as run
    from starcli.commands.plan_check import check_plans

    single = lang.single if lang is not None else None
    call = Call.make(framework, weights, basis, single, out, json, strict, roster, latest, former, data=data)
    if check:
        raise typer.Exit(check_plans(call, path, forms, notes=notes))
    language: FormLanguage = call.language if lang is None else lang.value
    raise typer.Exit(run(call, path, Asked(target, date, by, language, docx, effort)))


def file(
    path: Annotated[
        Path, typer.Argument(help="A folder of plans, or one of them. · 方案或所在文件夹", show_default=False)
    ],
    register: Annotated[
        Path, typer.Option("--register", help="The register: made, or added to. · 备案登记表", show_default=False)
    ],
    date: Annotated[
        Optional[str], typer.Option("--date", help="The day of filing: 2022-10-20; today by default. · 备案日期")
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", help="Why plans that were filed have changed. · 已备案方案变更的原因")
    ] = "",
    forms: FormsOption = None,
    briefing: Annotated[
        Optional[Path], typer.Option("--briefing", help="The pack for the hearing: briefing.xlsx. · 过堂材料")
    ] = None,
    framework: FrameworkOption = REFERENCE,
    weights: WeightsOption = None,
    basis: BasisOption = BasisName.SELF,
    roster: RosterOption = None,
    lang: LanguageOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """Plans into the register, with a pack for the hearing · 方案备案登记，出过堂材料."""
    from starcli.commands.file import Wanted
    from starcli.commands.file import file as run
    from starcli.commands.running import day_of

    call = Call.make(framework, weights, basis, lang, None, json, strict, roster)
    raise typer.Exit(run(call, path, Wanted(register, day_of(date, call), reason, forms, briefing)))


def track(
    path: Annotated[
        Path, typer.Argument(help="A folder of ledgers, or one of them. · 整改台账或所在文件夹", show_default=False)
    ],
    date: Annotated[
        Optional[str], typer.Option("--date", help="As of which day: 2022-12-20; today by default. · 截至日期")
    ] = None,
    former: Annotated[
        Optional[Path], typer.Option("--former", help="The folder of earlier copies. · 上一份台账所在文件夹")
    ] = None,
    forms: Annotated[
        Optional[Path], typer.Option("--forms", help="The units' forms, for verified values. · 填报表所在文件夹")
    ] = None,
    register: Annotated[
        Optional[Path], typer.Option("--register", help="The register of filed plans. · 备案登记簿")
    ] = None,
    target: TargetOption = BEST,
    framework: FrameworkOption = REFERENCE,
    roster: RosterOption = None,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """Rectification ledgers against the rules of closing · 跟踪整改台账，核对销号."""
    from starcli.commands.running import day_of
    from starcli.commands.track import Around
    from starcli.commands.track import track as run

    call = Call.make(framework, None, BasisName.SELF, lang, out, json, strict, roster, former=former)
    raise typer.Exit(run(call, path, Around(day_of(date, call), target, forms, register)))
