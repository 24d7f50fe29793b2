"""Findings about special projects, and about the cards of their "four ones"."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "no-special-projects",
        "指标体系 {framework} 没有专项（special_projects）",
        "framework {framework} has no special projects (special_projects)",
        "请在 framework.yaml 里补上专项",
        "add them to its framework.yaml",
    ),
    (
        "four-ones-unreadable",
        "没有找到“四个一”表：一行表头里要有专项名称和其中至少两项，下面要有专项",
        "no table of the four ones found: a row of headings with the project and two of its slots, and projects below",
        "请核对文件和表头，或用 projects 写出的“四个一”表填写",
        "check the file, or fill in the sheet that this command writes",
    ),
    (
        "four-ones-not-read",
        "“四个一”表读不出来：{reason}",
        "the table of the four ones could not be read: {reason}",
        "请另存为 .xlsx 后再试",
        "save it anew as .xlsx and try again",
    ),
    (
        "four-ones-twice",
        "{project}有两行，只按前一行（{other}）计",
        "{project} has two rows; the first ({other}) counts",
        "请合并成一行",
        "make one row of them",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "four-ones-missing",
        "{project}没有“四个一”",
        "{project} has no four ones",
        "请补填一行",
        "fill in a row for it",
    ),
    (
        "four-ones-empty",
        "{project}：“{slot}”空着",
        "{project}: '{slot}' is empty",
        "请由牵头部门补填",
        "have the lead department fill it in",
    ),
    (
        "four-ones-several",
        "{project}：“{slot}”填了不止一个：{text}",
        "{project}: more than one for '{slot}': {text}",
        "四个一各只有一个，其他的写到进展里",
        "there is one of each; put others under progress",
    ),
    (
        "four-ones-plan-unnumbered",
        "{project}：方案没有文号：{text}",
        "{project}: the plan has no number: {text}",
        "请写文号，如“〔2022〕12号”",
        "write the number by which it is filed",
    ),
    (
        "four-ones-meeting-undated",
        "{project}：现场会没有写时间：{text}",
        "{project}: the on-site meeting has no day: {text}",
        "请写年月日",
        "write its day",
    ),
    (
        "four-ones-meeting-nowhere",
        "{project}：现场会没有写地点：{text}",
        "{project}: the on-site meeting has no place: {text}",
        "请写地点",
        "write where it was held",
    ),
    (
        "projects-ledgers-of-nobody",
        "台账里有 {count} 个单位不在最近一季的单位之中（{names}）；它们的问题计入合计",
        "units in the ledgers, not among those of the latest season: {count} ({names}); their problems count in all",
        "请核对台账里的单位名称和代码，并核对文件夹",
        "check name and code of the units in the ledgers, and the folder",
    ),
)

_NOTES = entries(
    "note",
    (
        "four-ones-none",
        "没有给“四个一”表，各专项的四个一都按空着计",
        "no table of the four ones was named; all slots count as empty",
        "请填写工作簿里的“四个一”表，再用 --four-ones 读入",
        "fill in the sheet 'Four ones' of the workbook and name it with --four-ones",
    ),
)

PROJECTS = _ERRORS | _WARNINGS | _NOTES
