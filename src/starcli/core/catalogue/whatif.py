"""Findings about the values that a what-if sets: what is not understood, not allowed, or of no use here."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "set-not-an-assignment",
        "看不懂“{text}”",
        "'{text}' is not understood",
        "请写成 编码=值，如 --set {example}",
        "write CODE=VALUE, as in --set {example}",
    ),
    (
        "set-unknown",
        "没有编码为“{text}”的指标、数据项、加减分或否决项",
        "'{text}' is no indicator, fact, adjustment or veto",
        "{near}",
        "{near}",
    ),
    (
        "set-twice",
        "{id} 已设过一次：{other}",
        "{id} is set already: {other}",
        "请只留一个",
        "keep one of the two",
    ),
    (
        "set-with-its-facts",
        "{id} 由数据项 {facts} 算出，不能同时设",
        "{id} is worked out from {facts}: both cannot be set",
        "请只设指标，或只设数据项",
        "set the indicator alone, or its facts",
    ),
    (
        "set-value-unclear",
        "“{text}”不能确定地读作{name}的值",
        "'{text}' cannot be taken for a value of {name} without doubt",
        "请填：{allowed}",
        "write {allowed}",
    ),
    (
        "set-not-used",
        "这里没有一个评定出来的单位用到 {id} {name}",
        "no unit that is rated here has {id} {name}",
        "请核对编码，或换成用得到它的村社",
        "check the code, or name workbooks of units that have it",
    ),
    (
        "set-writes-nothing",
        "--set 只是假设，不写文件，不能和 --out、--write-back 一起用",
        "--set only supposes and writes no file: it cannot stand with --out or --write-back",
        "请去掉其中之一；要保存结果可用 --json",
        "leave one of them out; --json prints what can be kept",
    ),
)

WHATIF = _ERRORS
