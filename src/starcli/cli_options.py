"""What the commands' options and arguments have in common: names, types and help texts."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Optional

import typer

from starcli.options import BasisName, LanguageName

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
SetOption = Annotated[
    Optional[list[str]],
    typer.Option("--set", help="What if: DEV-01=52.3; writes nothing. · 假设某项取某值，不写文件", show_default=False),
]
FormsOption = Annotated[
    Optional[Path], typer.Option("--forms", help="The units' forms, for failed gates. · 自评表所在文件夹，核对必达项")
]
EffortOption = Annotated[
    Optional[Path], typer.Option("--effort", help="Efforts of indicators (a workbook). · 工作量表")
]
TargetOption = Annotated[str, typer.Option("--target", help="A grade: five-star, 5, 五星. · 目标星级")]
ShakeOption = Annotated[
    Optional[str],
    typer.Option("--shake", help="Move weights by up to 10%: how sure is a place? · 名次有多稳", show_default=False),
]
DrawsOption = Annotated[int, typer.Option("--draws", help="How many weight tables to draw. · 抽取多少张分值表")]
SeedOption = Annotated[int, typer.Option("--seed", help="The same seed draws the same. · 随机种子")]
SwapOption = Annotated[
    Optional[list[str]],
    typer.Option("--swap", help="Two units: what would swap them? · 换位要动多少分值", show_default=False),
]
DataOption = Annotated[
    Optional[list[Path]],
    typer.Option(
        "--data",
        help="Departments' tables, surveys, check sheets (files or folders). · 部门数据、满意度汇总、核查表",
        show_default=False,
    ),
]
REFERENCE = "reference-47"
BEST = "five-star"


def typed(context: typer.Context, names: Iterable[str]) -> tuple[str, ...]:
    """Those of a command's options, by the names of their parameters, that somebody typed: `--fixes`."""
    sources = {name: context.get_parameter_source(name) for name in names}
    return tuple(f"--{name}" for name, source in sources.items() if source is not None and source.name == "COMMANDLINE")
