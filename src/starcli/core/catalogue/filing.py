"""Findings about filing plans: the register, the copies that are kept, what changed since, and who has no plan."""

from starcli.core.catalogue.entry import entries

FILING = (
    entries(
        "error",
        (
            "register-unreadable",
            "这不是备案登记表：没有一张表有备案号、版本、备案日期、内容指纹和村社名称的表头",
            "not a register: no sheet has the headings filing number, version, filed on, fingerprint and unit",
            "请写另一个文件名，程序会新建登记表",
            "give another file name, and a new register is made",
        ),
        (
            "register-not-xlsx",
            "登记表须是 .xlsx 文件",
            "a register is an .xlsx file",
            "请用 WPS 或 Excel 另存为 .xlsx，或写另一个文件名",
            "save it as .xlsx in WPS or Excel, or give another file name",
        ),
        (
            "register-has-other-sheets",
            "登记表里还有别的表（{sheets}），重写登记表会丢掉它们，所以没有备案",
            "the register holds other sheets ({sheets}), which would be lost when it is written: nothing was filed",
            "请把这些表移到别的工作簿",
            "move them into another workbook",
        ),
        (
            "register-number-twice",
            "备案号 {number} 在登记表里出现两次",
            "the filing number {number} stands twice in the register",
            "请删去多出的一行",
            "remove the row that is too many",
        ),
        (
            "plan-twice",
            "“{unit}”交了几份内容不同的方案（另有 {others}），都没有备案",
            "'{unit}' has handed in several plans that differ (also {others}): none was filed",
            "请只留一份",
            "keep one of them",
        ),
        (
            "plan-outside-roster",
            "名册里找不到这份方案的单位，没有备案：{why}",
            "the plan's unit is not found in the roster, so it was not filed: {why}",
            "请核对名称和代码，或补入名册。相近的有：{near}",
            "check name and code, or add the unit to the roster. Near: {near}",
        ),
        (
            "filed-plan-changed",
            "方案与备案的不同（{number} 第 {version} 版，{day}），改动 {count} 处：{changes}",
            "the plan differs from what was filed ({number} version {version}, {day}) in {count} places: {changes}",
            "如果属实，请用 --reason 写明原因，作为新版本备案；否则请恢复原文",
            "if it is meant so, give the reason with --reason and it is filed as a new version; else restore it",
        ),
        (
            "reason-for-nothing",
            "写了变更原因，但没有一份方案与备案的不同",
            "a reason is given, and no plan differs from the one that was filed",
            "请核对文件，或不写 --reason",
            "check the files, or leave --reason out",
        ),
    )
    | entries(
        "warning",
        (
            "register-cell-changed",
            "登记表里的{what}被改为“{now}”，备案时是“{then}”，已按备案时的还原",
            "the {what} was changed to '{now}' in the register; it was filed as '{then}', which is put back",
            "请不要改这几列；内容有变的请重新备案",
            "leave these columns alone; file a changed plan anew",
        ),
        (
            "register-row-gone",
            "登记表里少了 {number} 第 {version} 版（{unit}），已按留存的副本补回",
            "the register has lost {number} version {version} ({unit}); it is put back from the copy that was kept",
            "请不要删行；不再有效的，请在状态栏写明",
            "do not delete rows; say under status what no longer holds",
        ),
        (
            "filed-copy-missing",
            "{number} 第 {version} 版没有留存的副本，无法核对",
            "no copy of {number} version {version} was kept, so it cannot be verified",
            "请找回副本文件夹；手工登记的请核对备案号",
            "find the folder of copies again; check the number of a row that was entered by hand",
        ),
        (
            "filed-copies-missing",
            "登记表旁边没有留存副本的文件夹，{count} 件备案无法核对",
            "the folder of copies is not beside the register: its {count} filings cannot be verified",
            "请把副本文件夹和登记表放在一起",
            "keep the folder of copies together with the register",
        ),
        (
            "filed-copy-changed",
            "留存的副本与备案时的内容不同（{number} 第 {version} 版）",
            "the copy that was kept no longer says what was filed ({number} version {version})",
            "请勿打开修改副本；请从备份恢复它",
            "do not edit copies; restore it from a backup",
        ),
        (
            "unit-without-plan",
            "{unit}没有方案",
            "{unit} has no plan",
            "请催交",
            "ask for its plan",
        ),
    )
    | entries(
        "note",
        (
            "register-row-without-number",
            "这一行没有备案号，当作县级自己写的，原样保留在表下：“{text}”",
            "the row has no filing number; it is kept below the table as the county's own: '{text}'",
            "无需处理",
            "nothing to do",
        ),
        (
            "register-backed-up",
            "有人改过登记表，原样另存为 {name}",
            "somebody had edited the register; it was kept as it was as {name}",
            "无需处理；格式以程序写的为准，填写的内容都已保留",
            "nothing to do: everything that was entered is in the new one, in its usual layout",
        ),
    )
)
