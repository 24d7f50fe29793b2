"""Findings about what single cells hold: numbers, levels, dates, codes and names as people write them."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "value-is-a-range",
        "“{text}”是一个区间，不是一个数（{name}）",
        "'{text}' is a range, not one number ({name})",
        "请填一个实际数值",
        "type the one actual value",
    ),
    (
        "code-lost-precision",
        "代码“{text}”变成了科学计数法，末几位可能已丢失",
        "the code '{text}' has become a number with an exponent; its last digits may be lost",
        "请把单元格设为文本格式，照原件重新填写代码",
        "format the cell as text and type the code again from its source",
    ),
    (
        "date-unreadable",
        "“{text}”读不成日期",
        "'{text}' cannot be read as a date",
        "请写成 2022-06-30 的样子",
        "write it like 2022-06-30",
    ),
    (
        "date-impossible",
        "“{text}”：没有这一天",
        "'{text}': there is no such day",
        "请核对年月日",
        "check year, month and day",
    ),
    (
        "date-without-year",
        "“{text}”没有写年份",
        "'{text}' names no year",
        "请写明年份，如 2022-06-30",
        "write the year, as in 2022-06-30",
    ),
    (
        "date-is-open-ended",
        "“{text}”不是日期，只有立行立改或长期推进的措施才可以这样写",
        "'{text}' is no date: only a measure taken at once or without an end may say so",
        "请写明完成日期，或改措施类型",
        "write the day by which it is done, or change the type of measure",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "value-not-exact",
        "“{text}”不是准确数，按 {value} 读取（{name}）",
        "'{text}' is not exact; it was read as {value} ({name})",
        "请填准确数",
        "type the exact number",
    ),
    (
        "number-in-words",
        "“{text}”不是阿拉伯数字，读作 {value}（{name}）",
        "'{text}' is not written in plain digits; it was read as {value} ({name})",
        "请核对，并改填阿拉伯数字",
        "check it, and type plain digits",
    ),
    (
        "value-worked-out",
        "“{text}”是算式，算得 {value}（{name}）",
        "'{text}' is a calculation; it was worked out as {value} ({name})",
        "请核对，并只填结果",
        "check it, and type the result alone",
    ),
    (
        "remark-in-value",
        "“{text}”里有说明文字，数值读作 {value}（{name}），说明已移到备注",
        "'{text}' holds words besides the value, which was read as {value} ({name}); they were kept as a remark",
        "请核对；说明请写在备注栏",
        "check it; words belong under remarks",
    ),
    (
        "brackets-as-minus",
        "“{text}”带括号，按会计写法读作 {value}（{name}）",
        "'{text}' stands in brackets and was read as {value}, as in accounts ({name})",
        "如果不是负数，请去掉括号",
        "remove the brackets unless it is below zero",
    ),
    (
        "decimal-sign-unclear",
        "“{text}”的小数点不规范，读作 {value}（{name}）",
        "the decimal sign of '{text}' is unclear; it was read as {value} ({name})",
        "请核对，并用半角小数点",
        "check it, and type a full stop for the decimal sign",
    ),
    (
        "percent-or-share",
        "“{text}”是 {text}% 还是 {percent}%？没有采用（{name}）",
        "is '{text}' {text} % or {percent} %? It was not used ({name})",
        "请连百分号一起填写，如 {percent}%",
        "type it with its sign, such as {percent}%",
    ),
    (
        "measure-stated",
        "表上写明单位是{measure}，“{text}”换算为 {value}",
        "the form says that figures are in {measure}: '{text}' was converted to {value}",
        "请核对；最好连单位一起填写",
        "check it; best type the measure with the number",
    ),
    (
        "measure-doubtful",
        "“{text}”大得少见，是不是按元填的？若是，应为 {value}（{name}）",
        "'{text}' is uncommonly large: was it typed in yuan? Then it should be {value} ({name})",
        "请核对单位；按原数计算，直到改正",
        "check the measure; the figure counts as it stands until corrected",
    ),
    (
        "none-or-unknown",
        "“{text}”是零，还是没有数据？没有采用（{name}）",
        "does '{text}' mean zero, or that there is no figure? It was not used ({name})",
        "是零请填 0，没有数据请留空",
        "type 0 for zero, and leave the cell blank where there is no figure",
    ),
    (
        "value-pending",
        "“{text}”不是数据，按未填报处理（{name}）",
        "'{text}' is no value; the cell counts as not filled in ({name})",
        "请在这一格直接填写",
        "type the value in this very cell",
    ),
    (
        "level-of-another-scale",
        "“{text}”不是这里的等次，按“{level}”读取（{name}）",
        "'{text}' is a word of another scale; it was read as '{level}' ({name})",
        "请核对等次",
        "check the level",
    ),
    (
        "yes-as-number",
        "“{text}”读作“是”（{name}）",
        "'{text}' was read as yes ({name})",
        "请填“是”或“否”，以免和数量混淆",
        "write yes or no, so that it is not taken for a quantity",
    ),
    (
        "code-mended",
        "代码“{text}”前后有多余符号，读作 {code}",
        "the code '{text}' has signs around it; it was read as {code}",
        "请把单元格设为文本格式，只填代码",
        "format the cell as text and type the code alone",
    ),
    (
        "name-with-rare-character",
        "“{text}”含有生僻字或拆写的字，照原样保留",
        "'{text}' has a rare character, or one that is written in parts; it was kept as it is",
        "请填单位代码，以代码核对",
        "give the unit's code and compare by it",
    ),
    (
        "date-month-doubtful",
        "“{text}”是 {first} 还是 {second}？数字末尾的 0 不会保留",
        "is '{text}' {first} or {second}? A number does not keep its last zero",
        "请写成 2022-01 或 2022-10 的样子，单元格设为文本格式",
        "write it like 2022-01 or 2022-10, in a cell formatted as text",
    ),
    (
        "date-doubtful",
        "“{text}”读作 {date}",
        "'{text}' was read as {date}",
        "请核对；写成 2022-06-30 的样子更稳妥",
        "check it; a date like 2022-06-30 is safer",
    ),
)

CELLS = _ERRORS | _WARNINGS
