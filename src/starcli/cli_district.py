"""The commands of towns, counties and the city: many units at once, season by season."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from starcli.cli_options import (
    BEST,
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
    StrictOption,
    TargetOption,
    WeightsOption,
    typed,
)
from starcli.core.findings import finding
from starcli.core.text import Text
from starcli.options import BasisName, Call, UsageProblem

Folder = Annotated[Path, typer.Argument(help="A folder of workbooks. · 工作簿所在文件夹", show_default=False)]
Folders = Annotated[
    list[Path], typer.Argument(help="A folder a season. · 每季一个文件夹", metavar="DIR...", show_default=False)
]


_OF_PROBLEMS = "fixes", "plans", "common", "confidence"
_OF_ROOMS = "within", "split", "tag", "least", "seconds", "price"
"""The options of `pool` that say something without `--resources`, and with it."""


def pool(
    context: typer.Context,
    folder: Folder,
    target: TargetOption = BEST,
    fixes: Annotated[
        int, typer.Option("--fixes", min=0, help="The few fixes that bring the most. · 集中解决哪几项最管用")
    ] = 0,
    plans: Annotated[
        Optional[Path], typer.Option("--plans", help="Plans that say why. · 方案文件夹，汇总原因和需上级支持事项")
    ] = None,
    common: Annotated[
        Optional[str], typer.Option("--common", help="From what share on it is common: 30%. · 多大比例算共性")
    ] = None,
    confidence: Annotated[
        Optional[str], typer.Option("--confidence", help="How sure a difference must be: 95%. · 置信水平")
    ] = None,
    resources: Annotated[
        Optional[Path], typer.Option("--resources", help="Idle rooms to be given to units. · 闲置用房台账，提调剂建议")
    ] = None,
    within: Annotated[
        str, typer.Option("--within", help="With --resources: town, county or city. · 在多大范围内调剂")
    ] = "county",
    split: Annotated[
        bool, typer.Option("--split", help="With --resources: rooms may be split. · 房屋可以拆分")
    ] = False,
    tag: Annotated[
        Optional[str], typer.Option("--tag", help="With --resources: only units with this tag. · 只给带此标签的单位")
    ] = None,
    least: Annotated[
        str, typer.Option("--least", help="With --resources: the smallest piece of a split room. · 拆分后每块不少于")
    ] = "20",
    seconds: Annotated[
        str, typer.Option("--seconds", help="With --resources: how long to search. · 最多搜索多少秒")
    ] = "30",
    price: Annotated[
        Optional[str], typer.Option("--price", help="With --resources: yuan a square metre. · 每平方米多少元，估算缺口")
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
    """What many units have in common · 汇总共性问题."""
    from starcli.commands.pool import Asked
    from starcli.commands.pool import pool as run

    call = Call.make(framework, weights, basis, lang, out, json, strict, roster, latest, data=data)
    _refuse_without_effect(context, call, with_rooms=resources is not None)
    if resources is not None:
        from starcli.commands.rooms import Asked as Rooms
        from starcli.commands.rooms import rooms

        raise typer.Exit(rooms(call, folder, Rooms(resources, target, within, split, seconds, tag, price, least)))
    raise typer.Exit(run(call, folder, Asked(target, fixes, plans, common, confidence)))


def _refuse_without_effect(context: typer.Context, call: Call, *, with_rooms: bool) -> None:
    """Raise `UsageProblem` for options that were typed and would do nothing."""
    options = "、".join(typed(context, _OF_PROBLEMS if with_rooms else _OF_ROOMS))
    words = Text(options, options.replace("、", ", "))
    if options and with_rooms:
        raise UsageProblem([finding("pool-options-of-problems", options=words)], call.language)
    if options:
        raise UsageProblem([finding("pool-options-of-rooms", options=words)], call.language)


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
    data: DataOption = None,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """A page for each area, for the hearing · 逐镇(县)画像."""
    from starcli.commands.portrait import portrait as run

    call = Call.make(framework, weights, basis, lang, out, json, strict, roster, latest, data=data)
    raise typer.Exit(run(call, folder, level, target, former))


def race(
    folders: Folders,
    group: Annotated[
        Optional[str],
        typer.Option("--group", help="Who is compared: county,kind,profile. · 名次在哪些单位里排", show_default=False),
    ] = None,
    trial: Annotated[
        Optional[list[str]], typer.Option("--trial", help="A season that changes no grade: 2022Q1. · 试评季，不改星级")
    ] = None,
    freeze: Annotated[
        Optional[list[str]], typer.Option("--freeze", help="A season to freeze: 2022Q1. · 封存哪一季的结果")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why a frozen season is frozen again. · 重新封存的原因")] = "",
    date: Annotated[
        Optional[str], typer.Option("--date", help="The day of freezing; today by default. · 封存日期")
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
    """Seasons side by side: who moved, and why · 一季一赛：逐季比位次、比进步."""
    from starcli.commands.race import Asked
    from starcli.commands.race import race as run

    call = Call.make(framework, weights, basis, lang, out, json, strict, roster, latest, data=data)
    raise typer.Exit(run(call, folders, Asked(group, trial or (), freeze or (), reason, date, framework, weights)))


def challenge(
    folder: Folder,
    unit: Annotated[
        Optional[list[str]], typer.Option("--unit", help="A unit by code or name. · 打擂单位的代码或名称")
    ] = None,
    town: Annotated[Optional[str], typer.Option("--town", help="Every unit of a town. · 一个镇街的所有单位")] = None,
    places: Annotated[
        Optional[int], typer.Option("--places", min=1, help="An opponent so many places above. · 对手高几位")
    ] = None,
    against: Annotated[Optional[str], typer.Option("--against", help="The opponent. · 指定对手")] = None,
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
    """An opponent to measure up to, item by item · 打擂：找对手、逐项比."""
    from starcli.commands.challenge import Asked
    from starcli.commands.challenge import challenge as run

    call = Call.make(framework, weights, basis, lang, out, json, strict, roster, latest, data=data)
    raise typer.Exit(run(call, folder, Asked(unit or (), town, places, against)))


def contest(
    judges: Annotated[Path, typer.Argument(help="The judges' scores (a workbook). · 评委打分表", show_default=False)],
    drop: Annotated[
        int, typer.Option("--drop", min=0, help="So many highest and lowest dropped. · 去掉几个最高分、最低分")
    ] = 1,
    places: Annotated[int, typer.Option("--places", min=0, max=6, help="Decimals of a mean. · 平均分保留几位小数")] = 2,
    full: Annotated[Optional[int], typer.Option("--full", min=1, help="The highest possible score. · 满分")] = None,
    part: Annotated[
        Optional[list[str]], typer.Option("--part", help="A part's weight: speech=40. · 环节权重：演讲=40")
    ] = None,
    lang: LanguageOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """Scores of an arena contest · 擂台赛计分."""
    from starcli.commands.contest import Asked
    from starcli.commands.contest import contest as run
    from starcli.core.contest.contest import Rules

    asked = Asked(Rules(drop, places), full, part or ())
    raise typer.Exit(run(judges, asked, lang, out, as_json=json, strict=strict))


def projects(
    folders: Folders,
    target: TargetOption = BEST,
    ledgers: Annotated[
        Optional[Path], typer.Option("--ledgers", help="Rectification ledgers, for problems. · 整改台账所在文件夹")
    ] = None,
    four_ones: Annotated[
        Optional[Path], typer.Option("--four-ones", help="The table of the four ones. · 四个一表")
    ] = None,
    date: Annotated[
        Optional[str], typer.Option("--date", help="As of which day, for ledgers; today by default. · 台账截至日期")
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
    """Where each special project stands · 专项攻坚进展."""
    from starcli.commands.projects import Asked
    from starcli.commands.projects import projects as run
    from starcli.commands.running import day_of

    call = Call.make(framework, weights, basis, lang, out, json, strict, roster, latest, data=data)
    raise typer.Exit(run(call, folders, Asked(target, day_of(date, call), ledgers, four_ones)))


def board(
    folder: Folder,
    serve: Annotated[
        bool, typer.Option("--serve", help="Show it on this computer while forms come in. · 在本机实时显示")
    ] = False,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="With --serve; 0 takes any. · 端口")] = 8247,
    host: Annotated[
        str, typer.Option("--host", help="With --serve, where others may see it: 0.0.0.0. · 让同一网络的人也能看到")
    ] = "127.0.0.1",
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
    """Everybody's figures on one page and in one workbook · 晾晒榜：一页看全.

    Nothing is published: rules of 2024 restrict ranking for its own sake, so whether to pass the page on is yours to
    decide. · 只生成文件，不对外发布：2024年基层减负规定限制为排名而排名，是否公开由使用单位决定。
    """
    from starcli.commands.board import Serving
    from starcli.commands.board import board as run

    call = Call.make(framework, weights, basis, lang, out, json, strict, roster, latest, former, data=data)
    raise typer.Exit(run(call, folder, Serving(host, port) if serve else None))
