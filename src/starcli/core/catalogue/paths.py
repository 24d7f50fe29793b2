"""Findings about the path to a grade: tables of effort, and what is kept or required."""

from starcli.core.catalogue.entry import entries

PATHS = entries(
    "error",
    (
        "effort-not-read",
        "工作量表读不出：{reason}",
        "the table of efforts cannot be read: {reason}",
        "请另存为 .xlsx 后重试；表中要有“编码”和“工作量”两栏",
        "save it anew as .xlsx; it needs the columns 'Code' and 'Effort'",
    ),
    (
        "effort-columns-missing",
        "没有找到“编码”和“工作量（天）”或“处理”栏",
        "no columns 'Code' and 'Effort, days' or 'Ruling' were found",
        "请用 starcli path 写出的工作簿里的“工作量”表，改好后再用",
        "take the sheet 'Effort' of a workbook that starcli path writes, and change it",
    ),
    (
        "effort-of-nothing",
        "没有编码为“{text}”的指标",
        "there is no indicator '{text}'",
        "请改正编码，或删去这一行",
        "correct the code, or take the row out",
    ),
    (
        "effort-twice",
        "{id} 的工作量已在 {other} 写过",
        "the effort of {id} stands at {other} already",
        "请只留一行",
        "keep one of the rows",
    ),
    (
        "effort-not-days",
        "“{text}”不能作为工作量",
        "'{text}' is no effort",
        "请填不小于 0 的天数，或留空用默认值",
        "write a number of days, 0 or more, or leave it blank for the default",
    ),
    (
        "ruling-unclear",
        "看不懂“{text}”",
        "'{text}' is not understood",
        "请填：{known}；或留空",
        "write {known}, or leave it blank",
    ),
    (
        "ruling-of-nothing",
        "没有编码为“{text}”的指标",
        "there is no indicator '{text}'",
        "请核对编码，例如 {example}",
        "check the code, such as {example}",
    ),
    (
        "kept-and-required",
        "{id} 既要保持不动，又要求改进",
        "{id} is both kept and required",
        "请只留一个",
        "keep one of the two",
    ),
)
