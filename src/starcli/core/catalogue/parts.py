"""Findings about lists of compounds, buildings and natural settlements: what cannot be read, what is taken how."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "parts-of-several-units",
        "清单里有几个村社：{names}；一次只能划分一个",
        "the list names several units: {names}; only one is planned at a time",
        "请一个村社一个工作簿",
        "give each unit a workbook of its own",
    ),
    (
        "parts-several-ledgers",
        "工作簿里有 {count} 个村社的网格台账，没有采用",
        "the workbook has the ledgers of {count} units; none was taken",
        "请只留本村社的台账",
        "leave that of the unit alone",
    ),
    (
        "part-without-households",
        "{text}没有可用的户数，没有划入任何网格",
        "nobody says how many households {text} has; it is in no grid",
        "请填户数，只填数字；没有住户的填0",
        "type their number, digits only; 0 where nobody lives",
    ),
    (
        "part-households-impossible",
        "户数不能是“{text}”",
        "'{text}' is no number of households",
        "请填不小于0的整数",
        "type a whole number of 0 or more",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "part-twice",
        "“{text}”已在 {other}，两行都计入",
        "'{text}' is named in {other} already; both rows count",
        "同一楼栋重复的请删去一行，不同的请改名",
        "delete a row that is repeated; give another part another name",
    ),
    (
        "part-households-shared",
        "“{text}”合并在几行上，没有采用",
        "'{text}' is merged over several rows and was not taken",
        "请逐行填户数",
        "type the households of each row",
    ),
    (
        "part-staircases-differ",
        "{text}各单元相加为 {added} 户，整栋为 {whole} 户；按整栋计，不按单元拆分",
        "the staircases of {text} add up to {added} households, the whole has {whole}; it is not split by them",
        "请核对各单元户数",
        "check the households of its staircases",
    ),
    (
        "part-staircases-unclear",
        "看不懂各单元户数：“{text}”",
        "'{text}' does not say how many households each staircase has",
        "请写成“1单元60、2单元54”或“60+54”",
        "write '1单元60、2单元54' or '60+54'",
    ),
    (
        "part-neighbour-unknown",
        "{part}的相邻写了“{text}”，清单里没有，或不知道指哪一个",
        "{part} names '{text}' as a neighbour: the list has no such part, or several",
        "请写清单里的名称，同号楼栋要写小区",
        "use a name of the list, with its compound where buildings have the same number",
    ),
    (
        "part-neighbour-one-sided",
        "{other}写了与{part}相邻，{part}没有写；按相邻计",
        "{other} names {part} as a neighbour, {part} does not name it; they are taken to be neighbours",
        "请核对",
        "check",
    ),
    (
        "part-neighbour-compound",
        "“{text}”是整个小区，其中 {count} 栋都按相邻计",
        "'{text}' is a whole compound: all its buildings ({count}) are taken to be neighbours",
        "请写出相邻的楼栋",
        "name the buildings that are",
    ),
    (
        "part-without-neighbour",
        "{count} 处没有相邻（{names}），只能各自成为网格",
        "nobody neighbours {names} (parts: {count}); each can only be a grid by itself",
        "请补相邻关系",
        "say who their neighbours are",
    ),
    (
        "part-point-unclear",
        "看不懂坐标“{text}”，没有采用",
        "'{text}' is no pair of coordinates and was not taken",
        "请填两个数",
        "type two numbers",
    ),
    (
        "part-point-impossible",
        "“{text}”不是经纬度（经度在前），没有采用",
        "'{text}' is no longitude and latitude (in this order), and was not taken",
        "请核对两栏是否颠倒",
        "check whether the two are interchanged",
    ),
    (
        "part-total-differs",
        "合计行的户数为 {stated}，各行相加为 {total}",
        "the total row says {stated} households; the rows add up to {total}",
        "请核对各行和合计",
        "check the rows and the total",
    ),
    (
        "part-line-not-read",
        "“{text}”不是小区楼栋，没有计入",
        "'{text}' is no part and was left out",
        "是的话请填名称和户数",
        "where it is one, fill in name and households",
    ),
    (
        "part-grid-not-in-ledger",
        "现网格“{text}”不在网格台账里",
        "the ledger of grids has no grid '{text}'",
        "请与台账用同一个名称",
        "use the name of the ledger",
    ),
    (
        "grid-parts-differ",
        "{grid}台账为 {listed} 户，清单里各处相加为 {parts} 户；按清单划分",
        "{grid} has {listed} households in the ledger, its parts add up to {parts}; the parts are what is divided",
        "请核对两处",
        "check both",
    ),
    (
        "part-without-grid",
        "{count} 处没有写现网格（{names}），不算调整",
        "no grid of today is named for {names} (parts: {count}); they are not counted as moved",
        "请补填",
        "fill it in",
    ),
)

_NOTES = entries(
    "note",
    (
        "part-neighbours-once",
        "相邻关系多是一处写一次（{count} 对），都按双方相邻计",
        "most pairs of neighbours are named once ({count}); all are taken both ways",
        "请核对",
        "check",
    ),
    (
        "part-neighbour-itself",
        "{part}的相邻写了自己，已略去",
        "{part} names itself as a neighbour; that was left out",
        "请改正",
        "correct it",
    ),
    (
        "part-compound-hangs-together",
        "{count} 个小区没有写内部楼栋怎样相邻（{names}），按同一小区互相相邻计",
        "nobody says how buildings lie within {names} (compounds: {count}); those of one are taken to be neighbours",
        "被路、河隔开的，请写明楼栋的相邻",
        "where a road or river parts them, name neighbours building by building",
    ),
    (
        "part-neighbour-supplied",
        "{part}没有相邻，按{source}补上",
        "{part} has no neighbours; they were taken from {source}",
        "请核对",
        "check",
    ),
    (
        "neighbours-from-coordinates",
        "没有相邻一栏，相邻由坐标推出：两处之间的圆内没有第三处，就算相邻",
        "no neighbours are named: from coordinates, two parts are neighbours where no third is in the circle between",
        "被路、河隔开的，请改填相邻一栏",
        "where roads or rivers part them, name the neighbours instead",
    ),
    (
        "neighbours-unknown",
        "没有相邻，也没有坐标：划分时不考虑是否连片",
        "neither neighbours nor coordinates are given: grids need not hang together",
        "要连片的，请补相邻或坐标",
        "give one of them where they should",
    ),
    (
        "part-compound-from-line",
        "以下各行按属于“{text}”计",
        "the rows below are taken to belong to '{text}'",
        "请核对；最好单设小区一列",
        "check; a column for the compound is better",
    ),
    (
        "part-name-carried",
        "{count} 行的{what}空着，按上一行计",
        "{what} is blank in {count} rows; it is taken from the row above",
        "请核对",
        "check",
    ),
    (
        "part-column-not-read",
        "“{text}”一栏没有用到",
        "the column '{text}' was not used",
        "与划分有关的，请用说明里的列名",
        "where it matters, use a heading of the documentation",
    ),
)

PARTS = _ERRORS | _WARNINGS | _NOTES
