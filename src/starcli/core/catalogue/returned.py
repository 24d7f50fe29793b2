"""Findings about forms that come back: what was changed in them that was not for changing."""

from starcli.core.catalogue.entry import entries

_WARNINGS = entries(
    "warning",
    (
        "form-formula-changed",
        "公式被改过：原为 {was}，现为 {now}{more}",
        "the formula was changed: it was {was} and is {now}{more}",
        "评定按程序计算，不受影响；请用原表样重填",
        "the rating is reckoned anew and does not depend on it; fill in an unchanged form",
    ),
    (
        "form-formula-overwritten",
        "公式被换成了固定的值“{now}”（原为 {was}）{more}",
        "the formula was replaced by the fixed value '{now}' (it was {was}){more}",
        "评定按程序计算，不受影响；请用原表样重填",
        "the rating is reckoned anew and does not depend on it; fill in an unchanged form",
    ),
    (
        "form-text-changed",
        "表样里锁定的内容被改过：原为“{was}”，现为“{now}”{more}",
        "a locked cell was changed: it said '{was}' and says '{now}'{more}",
        "分值、标准和名称以指标体系为准；请用原表样重填",
        "weights, thresholds and names are those of the framework; fill in an unchanged form",
    ),
    (
        "form-row-deleted",
        "表样的第 {row} 行被删去（{text}）",
        "row {row} of the form was deleted ({text})",
        "请用原表样重填这一行",
        "fill in this row in an unchanged form",
    ),
    (
        "form-row-doubled",
        "这一行重复了（{text}）",
        "this row stands twice ({text})",
        "请只留一行",
        "keep one of the two",
    ),
    (
        "form-sheet-deleted",
        "表样的“{sheet}”一张被删去",
        "the form's sheet '{sheet}' was deleted",
        "请用原表样重填",
        "fill in an unchanged form",
    ),
    (
        "form-for-another-kind",
        "这张表是按“{was}”编制的，这里写的是“{now}”，表内公式不适用",
        "the form was made for '{was}' and this cell says '{now}': its formulas do not fit",
        "请换用相应的表样重填",
        "fill in the form for that kind of unit",
    ),
    (
        "form-result-differs",
        "表格算出来是 {form}，程序算出来是 {engine}",
        "the form comes to {form} and the program to {engine}",
        "以程序为准；请看同一文件的其他提示，或用新表样重填",
        "the program's result stands; see what else is found in this file, or fill in a new form",
    ),
    (
        "proof-failed",
        "没有能用 LibreOffice 重新计算：{reason}",
        "LibreOffice could not calculate it anew: {reason}",
        "请确认 LibreOffice 能打开这个文件",
        "make sure that LibreOffice opens the file",
    ),
    (
        "form-changes-cut",
        "另有 {count} 处改动没有列出",
        "{count} more changes are not listed",
        "请用原表样重填",
        "fill in an unchanged form",
    ),
)

_NOTES = entries(
    "note",
    (
        "form-of-another-version",
        "这张表是用别的版本或别的指标体系做的，没有核对公式和锁定内容",
        "the form was made with another version or framework: its formulas and locked cells were not compared",
        "评定不受影响；请发新表样给村社",
        "the rating does not depend on it; send out the new form",
    ),
    (
        "proof-without-spreadsheet",
        "没有找到 LibreOffice，没有重新计算表内公式",
        "LibreOffice was not found: the form's formulas were not calculated anew",
        "如需核对公式，请安装 LibreOffice",
        "install LibreOffice to have them compared",
    ),
    (
        "proof-of-no-form",
        "这不是用现在的指标体系制的表样，没有核对公式的结果",
        "this is no form made for this framework: results of formulas were not compared",
        "评定不受影响",
        "the rating does not depend on it",
    ),
    (
        "form-stamp-lost",
        "这张表的表样编号不见了，没有核对公式和锁定内容",
        "the form has lost its stamp: its formulas and locked cells were not compared",
        "评定不受影响；请发新表样给村社",
        "the rating does not depend on it; send out the new form",
    ),
)

RETURNED = _WARNINGS | _NOTES
