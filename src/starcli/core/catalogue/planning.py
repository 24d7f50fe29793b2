"""Findings about plans that are to be drawn up: for when, and by when."""

from starcli.core.catalogue.entry import entries

PLANNING = entries(
    "error",
    (
        "season-unknown",
        "“{text}”不是周期",
        "'{text}' is no season",
        "请写成 2022Q4 这样的形式，每年 {count} 季",
        "write it like 2022Q4; a year has {count}",
    ),
    (
        "season-past",
        "方案要在 {season} 完成，但制定日期 {day} 已经在那之后",
        "the plan is due in {season}, and it is drawn up later, on {day}",
        "请核对 --by 和 --date",
        "check --by and --date",
    ),
)
