"""Findings about who reported: the roster, the forms held against it, doubles, and where units lie."""

from starcli.core.catalogue.entry import entries

_ROSTER = entries(
    "error",
    (
        "roster-unreadable",
        "这不是名册：没有一张表有名册的表头和单位",
        "not a roster: no sheet has its headings and a unit below them",
        "请给名册加上表头：代码、名称、类型、分类、镇街、区县、市、标签",
        "give it these headings: code, name, kind, profile, town, county, city, tags",
    ),
    (
        "roster-not-read",
        "名册读不出来：{reason}",
        "the roster could not be read: {reason}",
        "请用 WPS 或 Excel 打开，另存为 .xlsx 再试",
        "open it in WPS or Excel, save it as .xlsx and try again",
    ),
    (
        "roster-column-missing",
        "名册这一行表头里没有“{missing}”列",
        "this heading row of the roster has no column for the {missing}",
        "请加上这一列；名称和代码两列缺一不可",
        "add it: a roster needs both a name and a code column",
    ),
    (
        "roster-row-repeated",
        "名册里“{text}”出现两次（另一处在 {other}）",
        "'{text}' stands twice in the roster (also at {other})",
        "请删去一行",
        "remove one of the two",
    ),
    (
        "roster-code-irregular",
        "名册里的代码“{text}”不是12位统计用区划代码",
        "'{text}' in the roster is no 12-digit area code",
        "请按12位代码改正，单元格设为文本格式",
        "correct it to 12 digits, in a cell formatted as text",
    ),
    (
        "roster-name-missing",
        "名册这一行有代码 {code}，没有名称",
        "this row of the roster has the code {code} and no name",
        "请补上名称",
        "add the name",
    ),
    (
        "roster-kind-unknown",
        "名册里的类型“{text}”不认识",
        "unknown kind '{text}' in the roster",
        "请改为：{known}；也可留空，以各表为准",
        "write one of: {known}; or leave it blank, and each form says it",
    ),
    (
        "roster-profile-unknown",
        "名册里的分类“{text}”不认识，或不适用于这类单位",
        "unknown profile '{text}' in the roster, or one that is not for this kind",
        "请改为：{known}；也可留空，以各表为准",
        "write one of: {known}; or leave it blank, and each form says it",
    ),
)

_FORMS = entries(
    "error",
    (
        "not-in-roster",
        "名册里没有“{unit}”",
        "'{unit}' is not in the roster",
        "照样评定，但列在名册外，不排名次、不计入总数；请核对名称和代码，或补入名册。相近的有：{near}",
        "it is rated outside the roster, without a place and in no total; check name and code, or add it. Near: {near}",
    ),
    (
        "unit-unstated",
        "表上没有写单位代码，也没有写单位名称",
        "the form states neither the code nor the name of its unit",
        "照样评定，但列在名册外；请补上代码和名称。按文件名看，相近的有：{near}",
        "it is rated outside the roster; add code and name. By the file's name, near: {near}",
    ),
    (
        "code-name-conflict",
        "代码 {code} 在名册里是“{listed}”，表上写的是“{unit}”，不像同一个单位，两个都没有采用",
        "the roster has {code} as '{listed}', the form says '{unit}': hardly the same unit, so neither was taken",
        "照样评定，但列在名册外；请核对代码和名称。名称相近的有：{near}",
        "it is rated outside the roster; check code and name. Names near: {near}",
    ),
    (
        "name-code-conflict",
        "“{unit}”在名册里的代码是 {listed}，表上写的是 {code}，两个都没有采用",
        "the roster has '{unit}' under {listed}, the form says {code}: neither was taken",
        "照样评定，但列在名册外；请按名册改正代码，或核对名称。相近的有：{near}",
        "it is rated outside the roster; correct the code, or check the name. Near: {near}",
    ),
    (
        "name-shared",
        "名册里有 {count} 个“{unit}”，表上没有代码，分不出是哪一个",
        "the roster has {count} units called '{unit}', and without a code nobody can tell which",
        "照样评定，但列在名册外；请在表上写明代码或镇街。它们是：{near}",
        "it is rated outside the roster; write code or town on the form. They are: {near}",
    ),
    (
        "unit-twice",
        "同一单位有两份工作簿：{first} 和 {second}{hint}",
        "two workbooks for one unit: {first} and {second}{hint}",
        "请只留一份，或用 --latest 采用填报日期在后的一份；在此之前都不评定、不排名",
        "keep one, or use --latest for the one filled in later; until then none is rated or ranked",
    ),
    (
        "form-undated",
        "没有填报日期，分不出 {first} 和 {second} 哪份在后",
        "the form has no date, so nobody can tell which of {first} and {second} is the later",
        "请填写填报日期，或只留一份",
        "enter the date that it was filled in, or keep one of them",
    ),
    (
        "form-date-unreadable",
        "填报日期“{text}”读不成日期，分不出 {first} 和 {second} 哪份在后",
        "'{text}' cannot be read as a date, so nobody can tell which of {first} and {second} is the later",
        "请写成 2022-09-30 的样子，或只留一份",
        "write it like 2022-09-30, or keep one of them",
    ),
    (
        "form-dates-equal",
        "填报日期“{text}”分不出 {first} 和 {second} 哪份在后",
        "the date '{text}' does not tell which of {first} and {second} is the later",
        "请改正填报日期，或只留一份",
        "correct the date, or keep one of them",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "not-reported",
        "{unit}没有上报",
        "{unit} has not reported",
        "请催报；在此之前它计入总数，不评星",
        "ask for its form; until then it counts in every total without a grade",
    ),
    (
        "not-reported-but-near",
        "{unit}没有上报；{files} 像是它的，但没有采用",
        "{unit} has not reported; {files} looks like its form and was not taken",
        "请核对这个文件；在此之前它计入总数，不评星",
        "look at that file; until then the unit counts in every total without a grade",
    ),
    (
        "older-form-left-out",
        "{older}（{old_day}）早于 {newer}（{new_day}），采用了后者",
        "{older} ({old_day}) is older than {newer} ({new_day}), which counts",
        "请核对；旧的一份可以移走",
        "check it; the older one can be moved away",
    ),
    (
        "roster-differs",
        "表上的{what}是“{said}”，名册里是“{listed}”，以名册为准",
        "the form gives the {what} as '{said}', the roster as '{listed}': the roster's counts",
        "请核对，改正其中一处",
        "check which is right, and correct the other",
    ),
    (
        "roster-code-missing",
        "名册里“{text}”没有代码，只能按名称对照",
        "'{text}' has no code in the roster and can be found by its name alone",
        "请补上12位代码；如果这一行不是单位，请删去",
        "add the 12-digit code; remove the row if it is no unit",
    ),
    (
        "roster-name-repeated",
        "名册里同一镇街有两个“{text}”（另一处在 {other}）",
        "one town has two units called '{text}' in the roster (also at {other})",
        "请核对；没有写代码的表分不出是哪一个",
        "check it; a form without a code cannot be told apart",
    ),
    (
        "roster-area-named-twice",
        "代码 {code} 的{what}，名册里一处写“{said}”，别处写“{name}”",
        "the roster calls the {what} of code {code} '{said}' here and '{name}' elsewhere",
        "请统一写法，否则分成两处统计",
        "write it in one way, or it is counted as two",
    ),
    (
        "area-named-otherwise",
        "{what}写作“{said}”，同一代码 {code} 的其他单位写作“{name}”，按后者归并",
        "the {what} is written '{said}', by other units of the same code {code} '{name}': counted as the latter",
        "请统一写法，或核对单位代码",
        "write it in one way, or check the unit's code",
    ),
    (
        "area-contradicts-code",
        "{what}写作“{said}”，单位代码却属于“{name}”（{code}），按表上写的归并",
        "the {what} is given as '{said}', while the unit's code lies in '{name}' ({code}): counted as written",
        "请核对单位代码和{what}",
        "check the unit's code and the {what}",
    ),
)

_NOTES = entries(
    "note",
    (
        "roster-supplied",
        "表上没有写，用了名册的：{what}",
        "taken from the roster, as the form does not say: {what}",
        "无需处理；最好在表上补齐",
        "nothing to do; better written on the form",
    ),
    (
        "area-supplied",
        "表上没有写，按单位代码归入：{what}",
        "placed by the unit's code, as the form does not say: {what}",
        "无需处理；最好在表上补齐",
        "nothing to do; better written on the form",
    ),
    (
        "roster-sheet-not-read",
        "名册里这张表没有名册的表头，未读取",
        "this sheet of the roster has no roster headings and was not read",
        "如果里面有单位，请补上表头",
        "if there are units in it, add the headings",
    ),
)

IDENTITY = _ROSTER | _FORMS | _WARNINGS | _NOTES
