"""Findings about grids planned anew: what they are planned from, what cannot be done and why."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "no-part-list",
        "没有找到小区、楼栋或自然村的清单",
        "no list of compounds, buildings or natural settlements was found",
        "表头至少要有一栏小区、楼栋或自然村，和一栏户数",
        "it needs a heading of compounds, buildings or settlements, and one of households",
    ),
    (
        "replanning-is-of-one-file",
        "--plan 一次重新划分一个村社，{path} 是文件夹",
        "--plan plans one unit anew, and {path} is a folder",
        "请写出小区楼栋清单所在的工作簿",
        "name the workbook with the list of compounds and buildings",
    ),
    (
        "parts-in-result",
        "这是 starcli 写出的结果，不是小区楼栋清单",
        "this is a result that starcli wrote, and no list of parts",
        "请用原来的清单",
        "name the list that it was made from",
    ),
    (
        "parts-not-read",
        "读这个工作簿时中断：{reason}",
        "reading this workbook came to no end: {reason}",
        "请另存为新的 .xlsx 再试",
        "save it anew as .xlsx and try again",
    ),
    (
        "replanning-size-unknown",
        "不知道{unit}是哪一类，不能确定网格规模",
        "the kind of {unit} is not known, and so the size of its grids is not either",
        "请在清单上方写明“类型：{known}”之一",
        "write 'Kind: …' above the list, one of {known}",
    ),
    (
        "replanning-not-found",
        "{seconds} 秒内没有找到任何划分",
        "no division was found within {seconds} seconds",
        "请用 --seconds 给更多时间，或核对相邻关系",
        "give it more time with --seconds, or check who neighbours whom",
    ),
    (
        "seconds-not-a-number",
        "--seconds 应是大于0的整数，不是“{text}”",
        "--seconds is a whole number above 0, not '{text}'",
        "例如 --seconds 60",
        "for example --seconds 60",
    ),
    (
        "parts-beside-of-another",
        "这里是{other}的，不是{unit}的，没有采用",
        "this is of {other} and not of {unit}; it was not taken",
        "请换成{unit}的",
        "name that of {unit}",
    ),
    (
        "parts-beside-nothing",
        "这里既没有网格台账，也没有填报表",
        "there is neither a ledger of grids nor a form here",
        "请核对文件",
        "check the file",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "part-too-large",
        "{part}有 {households} 户，多于标准上限 {high} 户，单独成为一个网格，仍超标",
        "{part} has {households} households, more than the {high} of the standard: it is a grid by itself, too large",
        "要拆分的，请写明各单元（或各楼栋、各组）的户数",
        "to divide it, give the households of each staircase (or building, or group)",
    ),
    (
        "replanning-sum",
        "{households} 户分不成每格 {low}-{high} 户：{fewest} 个网格太少，再多一个又太小",
        "{households} households make no grids of {low} to {high}: {fewest} are too few, one more too many",
        "只能有网格超出标准；把规模放宽到 {wanted} 就能划分",
        "some grid must be off the standard; a size of {wanted} would do",
    ),
    (
        "replanning-stranded",
        "{names}只与彼此相邻，共 {households} 户，分不成每格 {low}-{high} 户",
        "{names} neighbour only each other: their {households} households make no grids of {low} to {high}",
        "请核对它们与别处是否相邻；或把规模放宽到 {wanted}",
        "check whether they have other neighbours; or a size of {wanted} would do",
    ),
    (
        "replanning-coarse",
        "{names}共 {households} 户，总和可以，但各处太大、太散，凑不成每格都在 {low}-{high} 户的网格",
        "{names}: {households} households would do, but such large or scattered parts make no grids of {low} to {high}",
        "请把大的楼栋按单元列出，或核对相邻关系",
        "list large buildings by staircase, or check who neighbours whom",
    ),
    (
        "replanning-none-in-range",
        "没有找到每格都在 {low}-{high} 户的划分，也没有证明做不到",
        "no division into grids of {low} to {high} was found, and none was shown to be impossible",
        "请用 --seconds 给更多时间，或把大的楼栋按单元列出",
        "give it more time with --seconds, or list large buildings by staircase",
    ),
)

_NOTES = entries(
    "note",
    (
        "part-split",
        "{part}有 {households} 户，多于标准上限 {high} 户，按 {count} 个单元拆分",
        "{part} has {households} households, more than the {high} of the standard: divided by staircase ({count})",
        "请核对各单元户数",
        "check the households of its staircases",
    ),
    (
        "replanning-search-stopped",
        "搜索在 {seconds} 秒时停下：{what}还没有证明是最好的",
        "the search was stopped after {seconds} seconds: not proven to be the best in {what}",
        "差距见总览；要证明的，用 --seconds 给更多时间",
        "the overview says how far it may be off; --seconds gives it more time",
    ),
    (
        "replanning-points-of-ledger",
        "没有填报表，得分只算网格台账自己就能说明的指标",
        "without the unit's form only the indicators that its ledger of grids tells by itself are counted",
        "要看总分和星级，用 --with 写出填报表",
        "name the form with --with to see total and grade",
    ),
    (
        "replanning-without-points",
        "没有现有网格的台账或填报表，算不出带来的得分",
        "without a ledger of today's grids, or a form, nobody can say which points it brings",
        "用 --with 写出填报表或网格台账",
        "name either with --with",
    ),
    (
        "replanning-exempt",
        "{households} 户不足 {below} 户，可以只设一个网格",
        "{households} households are fewer than {below}: one grid of any size is enough",
        "不需要重新划分",
        "nothing has to be planned anew",
    ),
)

REPLANNING = _ERRORS | _WARNINGS | _NOTES
