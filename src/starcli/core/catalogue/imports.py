"""Findings of values from outside the forms: tables of departments, and summaries of surveys."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "data-not-recognised",
        "不是核查表，也没有部门数据表或满意度汇总表的列",
        "neither a check sheet nor a table of a department or a survey: its columns are not there",
        "表头要有村社，并有指标和数值（分子、分母），或一项指标一列，或有效份数和各种答案",
        "head a column for the units, and others for indicator and value, or one an indicator, or a survey's answers",
    ),
    (
        "imported-item-unknown",
        "不认识“{text}”：不是指标，也不是数据项",
        "'{text}' is neither an indicator nor a fact",
        "请改为指标编码或全称；相近的有：{near}；改正前没有采用",
        "write a code or a full name; near are: {near}; it is not used until then",
    ),
    (
        "imported-values-differ",
        "{id} {name}：这里是 {value}，{other} 是 {first}",
        "{id} {name}: {value} here, {first} in {other}",
        "两处数据不一致，都没有采用；请与提供部门核对，只留对的",
        "the two disagree and neither is used; ask the department, and keep the right one only",
    ),
    (
        "imported-unit-shared",
        "“{unit}”可能是几个单位，数据用在谁身上无法确定，该单位没有评定",
        "'{unit}' may be several of the units: nobody can tell whose its values are, and this one was not rated",
        "请在数据表中写明单位代码或镇街，或用 --roster 给出名册",
        "add codes or towns to the table of data, or name a roster with --roster",
    ),
    (
        "imported-row-without-unit",
        "这一行有 {count} 个数，没有写明是哪个村社",
        "this row has {count} figures and does not say of which unit",
        "请填写村社名称或代码；改正前没有采用",
        "enter the unit's name or code; it is not used until then",
    ),
    (
        "imported-row-without-item",
        "这一行有 {count} 个数，没有写明是哪项指标",
        "this row has {count} figures and does not say of which indicator",
        "请填写指标编码或名称；改正前没有采用",
        "enter the indicator's code or name; it is not used until then",
    ),
    (
        "imported-parts-unclear",
        "{id} {name} 不是一个分子除以一个分母，看不出这个数是哪个数据项",
        "{id} {name} is not one numerator over one denominator: nobody can tell which fact this figure is",
        "请一个数据项一行（或一列），写数据项的名称",
        "give a row or a column to each fact, by its name",
    ),
    (
        "imported-parts-missing",
        "{id} {name} 有分子或分母，缺另一个数，也没有数值",
        "{id} {name} has a numerator or a denominator, and neither the other one nor a value",
        "请补齐；补齐前没有采用",
        "complete it; it is not used until then",
    ),
    (
        "survey-unclear",
        "看不出是哪一项测评：{known}",
        "nobody can tell which survey this is: {known}",
        "请把测评的名称写在表名或标题里",
        "name the survey in the sheet's name or its title",
    ),
    (
        "survey-without-valid",
        "没有有效份数，或为 0",
        "there is no number of valid sheets, or it is 0",
        "请填有效份数；没有测评的，删去这一行；改正前没有采用",
        "enter the valid sheets, or take out the row of a unit without a survey; it is not used until then",
    ),
    (
        "survey-issued-below-valid",
        "发放 {issued} 份，有效却有 {valid} 份",
        "{issued} sheets were issued, and {valid} of them are valid",
        "请核对份数；改正前没有采用",
        "check the numbers; the row is not used until then",
    ),
    (
        "survey-not-adding-up",
        "有效 {valid} 份，各种答案合计 {total} 份",
        "{valid} sheets are valid, and the answers add up to {total}",
        "请核对份数；改正前没有采用",
        "check the numbers; the row is not used until then",
    ),
    (
        "survey-answers-unread",
        "有的答案份数读不出，无法与有效份数核对",
        "some numbers of answers cannot be read, so that they cannot be held against the valid sheets",
        "请改为整数；改正前没有采用",
        "make them whole numbers; the row is not used until then",
    ),
    (
        "survey-counts-parts",
        "数据项 {id} 是整数，答案却只计 {counts} 份",
        "the fact {id} is a whole number, and an answer counts for {counts} of a sheet",
        "请让数据项的类型为 number，或让答案计 0 或 1",
        "make the fact a number, or let the answer count for 0 or 1",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "data-is-result",
        "这是 starcli 写出的结果，不是数据，没有读取",
        "this is a result that starcli wrote, and no data: it was not read",
        "请指出部门数据表、满意度汇总表或填好的核查表",
        "name a table of a department or a survey, or check sheets that were filled in",
    ),
    (
        "imported-unit-unknown",
        "谁也不认识“{unit}”：名册或各单位的表里没有",
        "nobody knows '{unit}': neither the roster nor a form has it",
        "请核对代码、名称和镇街；相近的有：{near}",
        "check code, name and town; near are: {near}",
    ),
    (
        "imported-period-differs",
        "{count} 个数（{ids}）是 {period} 的，表的周期是 {form}，没有采用",
        "{count} values ({ids}) are of {period} and the form is of {form}: they are not used",
        "请核对数据时段；确是本期数的，改正时段",
        "check the period of the data; correct it where the values are of this season",
    ),
    (
        "imported-not-used",
        "{id} {name}：数据为 {value}，单位填的是 {own}（{cell}）；该项以单位填报为准，没有采用",
        "{id} {name}: {value} here, and the unit says {own} ({cell}); the unit reports it itself, so it is not used",
        "请核对哪个对；单位填错的，由镇街在核验值中改",
        "see which is right; where the unit is wrong, the town enters the verified value",
    ),
    (
        "imported-without-period",
        "{count} 个数没有数据时段，几季并排时不知道是哪一季的，没有采用",
        "{count} values do not say of which period they are: with several seasons side by side they are not used",
        "请填写数据时段，如 2022Q3，或写在表名下面",
        "enter the period, such as 2022Q3, in a column or above the table",
    ),
    (
        "imported-rate-differs",
        "写的是 {typed}，按分子、分母算得 {computed}",
        "{typed} is written, and numerator and denominator give {computed}",
        "已按分子、分母计算；请核对",
        "numerator and denominator are used; check them",
    ),
    (
        "survey-rate-differs",
        "写的满意率是 {typed}，按各种答案的份数和指标体系的计法算得 {computed}%",
        "the rate is given as {typed}, and the answers give {computed}% as the framework counts them",
        "已按份数计算；请核对份数和计法",
        "the answers are used; check them, and how they are counted",
    ),
)

_NOTES = entries(
    "note",
    (
        "data-sheet-not-read",
        "这张表没有数据表的列，没有读取",
        "this sheet does not have the columns of a table of data and was not read",
        "如有要用的数，请按部门数据表的列整理",
        "if it holds values to be used, give it the columns of a department's table",
    ),
    (
        "imported-for-others",
        "数据中有 {count} 个单位不在所评的表里：{names} 等",
        "{count} units of the data have no form among those read: {names} …",
        "只评几个单位时不用处理",
        "nothing to do where only some units are rated",
    ),
    (
        "imported-not-for-kind",
        "{id} 不适用于这一类单位，没有采用",
        "{id} is not for this kind of unit and was not used",
        "请核对单位和指标",
        "check the unit and the indicator",
    ),
    (
        "imported-without-value",
        "“{text}”不是数值，没有采用",
        "'{text}' is no value and was not used",
        "不适用的由镇街在核验值中确认",
        "where an item does not apply, the town confirms it as the verified value",
    ),
)

IMPORTS = _ERRORS | _WARNINGS | _NOTES
