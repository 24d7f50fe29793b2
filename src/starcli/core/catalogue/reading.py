"""Findings of the readers: what a workbook's cells, rows and sheets say, and what could not be read."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "no-data-sheet",
        "没有找到填报表：没有一张表同时有“编码”或“指标名称”列和“填报值”列",
        "no sheet with answers: none has both a code or indicator column and a value column",
        "请核对表头文字，或改用 starcli 的表样",
        "check the headings, or use a form made by starcli",
    ),
    (
        "kind-missing",
        "没有写明是哪一类单位",
        "the kind of unit is not stated",
        "请在基本信息的“类型”栏填写：{known}",
        "write it beside 'kind' on the Profile sheet: {known}",
    ),
    (
        "kind-unknown",
        "不认识类型“{text}”",
        "unknown kind '{text}'",
        "请改为：{known}",
        "write one of: {known}",
    ),
    (
        "profile-unknown",
        "不认识分类“{text}”，或它不适用于这类单位",
        "unknown profile '{text}', or one that is not for this kind",
        "请改为：{known}；留空为默认",
        "write one of: {known}; blank is the default",
    ),
    (
        "not-readable-as-number",
        "“{text}”读不成数（{name}）",
        "'{text}' cannot be read as a number ({name})",
        "请只填数字，单位和说明写在备注栏",
        "type digits only; units and words belong under remarks",
    ),
    (
        "cell-error",
        "这一格是错误值 {text}（{name}）",
        "the cell holds the error {text} ({name})",
        "请改正公式或直接填数",
        "correct the formula or type the value",
    ),
    (
        "formula-without-value",
        "这一格的公式 {text} 没有存下结果（{name}）",
        "the formula {text} has no stored result ({name})",
        "请用 WPS 或 Excel 打开并保存后再试",
        "open and save the file in WPS or Excel and try again",
    ),
    (
        "not-a-level",
        "“{text}”不是可选的等次（{name}）",
        "'{text}' is none of the levels ({name})",
        "可选：{known}",
        "levels: {known}",
    ),
    (
        "row-repeated-differs",
        "{id} 填了两处，数值不同（另一处在 {other}）",
        "{id} stands twice with different values (also at {other})",
        "请只留一处；改正前该项按无效计",
        "keep one of them; until then the item counts as invalid",
    ),
    (
        "row-not-recognised",
        "“{text}”不是已知的编码或指标名称，这一格没有计入",
        "'{text}' is no known code or name: this cell is not counted",
        "请核对编码。相近的有：{near}",
        "check the code. Near: {near}",
    ),
    (
        "not-a-count",
        "“{text}”不是次数或“是/否”",
        "'{text}' is neither a count nor yes or no",
        "次数填整数，一票否决填“是”或“否”",
        "type a whole number; yes or no for a veto",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "row-repeated",
        "{id} 填了两处，数值相同（另一处在 {other}）",
        "{id} stands twice with the same value (also at {other})",
        "请删去一处",
        "remove one of the two",
    ),
    (
        "column-repeated",
        "“{heading}”也是{column}列，只读了前一列，这一格没有计入",
        "'{heading}' is a second column of the {column}: only the first is read, and this cell is not counted",
        "请只留一列，或改列名",
        "keep one of the two columns, or rename one",
    ),
    (
        "adjustment-unconfirmed",
        "{id} 只有村社自己填报，未计入",
        "{id} was entered by the unit alone and does not count",
        "请镇街填核验值，或县级填复核值",
        "let the town enter it as verified or the county as reviewed",
    ),
    (
        "framework-differs",
        "这张表是按 {form} 做的，现在用的是 {used}",
        "this form was made for {form}; the rating uses {used}",
        "请换用对应的指标体系，或请村社换表重填",
        "use that framework, or have the form filled in anew",
    ),
    (
        "code-irregular",
        "单位代码“{text}”不是12位数字",
        "the unit code '{text}' is not 12 digits",
        "请填12位统计用区划代码，单元格设为文本格式",
        "write the 12-digit area code, in a cell formatted as text",
    ),
)

_NOTES = entries(
    "note",
    (
        "sheet-not-read",
        "这张表没有填报内容，未读取",
        "this sheet holds no answers and was not read",
        "如果里面有填报值，请核对表头",
        "if it does hold answers, check its headings",
    ),
    (
        "total-row-skipped",
        "“{text}”是合计行，未计入",
        "'{text}' is a total row and is not counted",
        "无需处理",
        "nothing to do",
    ),
    (
        "count-overruled",
        "{id}：县级填的 {value} 为准，这一格没有计入",
        "{id}: the county's {value} counts, not this cell",
        "无需处理",
        "nothing to do",
    ),
    (
        "not-for-this-kind",
        "{id} 不适用于这类单位，填的值没有用到",
        "{id} does not apply to this kind of unit; its value is not used",
        "无需处理；如类型填错请改正",
        "nothing to do, unless the kind is wrong",
    ),
    (
        "interpreted",
        "“{text}”读作 {value}",
        "'{text}' was read as {value}",
        "请核对；以后只填数字更稳妥",
        "check it; plain digits are safer",
    ),
)

READING = _ERRORS | _WARNINGS | _NOTES
