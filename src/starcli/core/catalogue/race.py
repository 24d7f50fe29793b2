"""Findings about seasons side by side: which season a folder is, what season rules lack, and frozen records."""

from starcli.core.catalogue.entry import entries

_SEASONS = (
    entries(
        "error",
        (
            "season-other-period",
            "表中的周期是 {period}，而这个文件夹是 {season}：不计入本季",
            "the form is for {period}, and this folder is {season}: it does not count in this season",
            "请核对周期；填错的改正，不是本季的移到它那一季的文件夹",
            "check the period; correct it, or move the form to the folder of its season",
        ),
        (
            "season-tied",
            "各表的周期一样多（{periods}），看不出这个文件夹是哪一季",
            "as many forms say one period as another ({periods}): nobody can tell which season the folder is",
            "请把别季的表移走，或用季度给文件夹命名，如 2022Q3",
            "move the forms of other seasons, or name the folder after its season, such as 2022Q3",
        ),
        (
            "season-twice",
            "和 {other} 都是 {season}",
            "this and {other} are both {season}",
            "一季只写一个文件夹；请核对各表的周期",
            "name one folder a season; check the periods of the forms",
        ),
        (
            "season-not-read",
            "没有读到 {season} 这一季",
            "the season {season} is not among those read",
            "读到的有：{known}",
            "read were: {known}",
        ),
        (
            "group-unknown",
            "不能按“{text}”分组",
            "units cannot be grouped by '{text}'",
            "可用：{known}，几个之间用逗号",
            "use {known}, with commas between several",
        ),
    )
    | entries(
        "warning",
        (
            "season-named-otherwise",
            "文件夹叫 {name}，多数表的周期却是 {season}：按 {season} 计",
            "the folder is called {name}, but most of its forms are for {season}: it counts as {season}",
            "请核对周期和文件夹的名字",
            "check the periods and the folder's name",
        ),
        (
            "season-order-given",
            "{season} 不是季度，各季按写出的顺序排列，季度口径（折算、近12个月）不用",
            "{season} is no season of a year: seasons stand in the order given, and no figure is prorated or rolled",
            "请把周期写成 2022Q3 这样",
            "write the period as 2022Q3",
        ),
        (
            "season-rolling-lacks",
            "{season} {indicator}：{count} 个单位算不出近12个月，缺 {missing} 的数（{names}），用填报值",
            "{season} {indicator}: without {missing} no twelve months for {count} unit(s) ({names}): taken as reported",
            "请把 {missing} 的文件夹也写上，或核对这些单位那几季的表",
            "name the folders of {missing} as well, or check the forms that these units sent then",
        ),
        (
            "season-rule-unknown",
            "指标体系的季度口径“{rule}”程序不认识，{indicators} 用填报值",
            "the program does not know the season rule '{rule}': {indicators} count as reported",
            "可用：{known}",
            "known are: {known}",
        ),
        (
            "season-split-left-out",
            "{former} 到 {season}：{count} 个单位的得分变动没有拆开（{names}），{why}",
            "{former} to {season}: the change of {count} unit(s) is not split ({names}): {why}",
            "请核对这些单位两季的表",
            "check the forms of these units in both seasons",
        ),
    )
    | entries(
        "note",
        (
            "season-without-period",
            "{count} 份表没有写周期（{names}），按 {season} 计入",
            "{count} form(s) do not say their period ({names}): they count in {season}",
            "请在表上写明周期",
            "write the period on the form",
        ),
        (
            "season-rules-changed",
            "{former} 到 {season} 指标体系变了：{then} → {now}；变动已拆成规则变动和实际变动",
            "the framework changed from {former} to {season}: {then} → {now}; rule and real change are told apart",
            "各单位的拆分见工作簿",
            "the workbook splits the change of each unit",
        ),
        (
            "season-first-frozen",
            "{season} 之前没有读到别的季：封存的星级是起评星级，没有和上季比",
            "no season before {season} was read: its frozen stars are first stars, held against no former ones",
            "如有上一季，请把它的文件夹也写上，再重新封存",
            "if there was a season before, name its folder as well and freeze again",
        ),
    )
)

_FROZEN = (
    entries(
        "error",
        (
            "frozen-record-unreadable",
            "封存记录读不出来，本季按未封存处理：{why}",
            "the record of the frozen season cannot be read, and the season counts as not frozen: {why}",
            "请从备份里找回这个文件",
            "put the file back from a backup",
        ),
        (
            "frozen-record-edited",
            "封存记录被人改过：第 {version} 版的内容与它的校验码 {digest} 不符，封存的数字不能用",
            "the record was edited: version {version} does not have the digest {digest}; its figures do not count",
            "请从备份里找回没有改过的记录；要改结果，改表以后用 --freeze 和 --reason 重新封存",
            "put the unedited record back from a backup; to change results correct forms, then --freeze with --reason",
        ),
        (
            "frozen-record-replaced",
            "{season} 封存时记下的 {former} 校验码是 {digest}，现在的记录里没有这一版：{former} 的记录被换过",
            "{season} was frozen upon {former} with digest {digest}, which its record does not have: it was replaced",
            "请从备份里找回 {former} 的记录",
            "put the record of {former} back from a backup",
        ),
        (
            "frozen-workbook-changed",
            "“{unit}”的表在封存以后改过：封存 {then} 分，现在 {now} 分",
            "the form of '{unit}' was changed after the season was frozen: {then} points then, {now} now",
            "封存的结果不变；确需更正，用 --freeze 和 --reason 重新封存",
            "the frozen result stands; for a correction freeze again, with --freeze and --reason",
        ),
        (
            "frozen-workbook-gone",
            "“{unit}”封存时有这份表（{then} 分），现在没有了",
            "'{unit}' had this form when the season was frozen ({then} points); it is gone",
            "请从备份里找回；确需更正，用 --freeze 和 --reason 重新封存",
            "put it back from a backup; for a correction freeze again, with --freeze and --reason",
        ),
        (
            "frozen-workbook-added",
            "“{unit}”的表是封存以后才有的，不计入本季",
            "the form of '{unit}' came after the season was frozen: it does not count in this season",
            "要计入，用 --freeze 和 --reason 重新封存",
            "to count it freeze again, with --freeze and --reason",
        ),
        (
            "frozen-framework-changed",
            "封存时用的指标体系是 {then}，现在是 {now}",
            "the season was frozen with the framework {then}; now it is {now}",
            "请把当时的指标体系放进这一季的 framework 文件夹；规则变动从下一季起算",
            "put the framework of that time into the season's folder `framework`; rules change with the next season",
        ),
        (
            "freeze-needs-reason",
            "{season} 已经封存（第 {version} 版），现在有 {count} 处不同，没有重新封存",
            "{season} is frozen already (version {version}), and {count} row(s) differ now: it was not frozen again",
            "确需更正，用 --reason 写明原因；旧版保留",
            "for a correction say why with --reason; the former version is kept",
        ),
        (
            "freeze-not-a-folder",
            "{season} 不是文件夹，封存记录没有地方放",
            "{season} is no folder: there is no place for its record",
            "请把这一季的表放进一个文件夹",
            "put the forms of the season into a folder",
        ),
        (
            "freeze-over-edited",
            "封存记录被人改过，不能在它上面重新封存",
            "the record of the frozen season was edited: nothing is frozen on top of it",
            "请从备份里找回没有改过的记录",
            "put the unedited record back from a backup",
        ),
    )
    | entries(
        "warning",
        (
            "frozen-roster-changed",
            "名册和封存时的不一样（{then} → {now}）：总数可能不同",
            "the roster is not the one that the season was frozen with ({then} → {now}): denominators may differ",
            "请把当时的名册放进这一季的文件夹，叫作 名册.xlsx",
            "put the roster of that time into the season's folder, as roster.xlsx",
        ),
        (
            "frozen-total-differs",
            "{season}：{count} 个单位的表没有变，算得的结果却和封存的不同（{names}）",
            "{season}: the results of {count} unit(s) are not those that were frozen, though their forms are ({names})",
            "有的值来自前几季，或来自 --data 的数据：请把前几季的文件夹和当时的数据也写上",
            "some values are of earlier seasons, or were given by --data: name those folders and that data as well",
        ),
        (
            "frozen-workbook-moved",
            "{season}：封存以后有 {count} 份表改了名或移了地方（{names}），内容没有变",
            "{season}: {count} form(s) were renamed or moved after the season was frozen ({names}); they say the same",
            "请放回原处、用原来的名字；封存的结果不变",
            "put them back under their names; the frozen results stand",
        ),
        (
            "frozen-basis-differs",
            "封存时按{then}评定，这次按{now}：没有和封存的数字比",
            "the season was frozen by the {then}; this run goes by the {now}: figures were not held against the record",
            "请用封存时的 --basis",
            "use the --basis that it was frozen with",
        ),
    )
    | entries(
        "note",
        (
            "freeze-unchanged",
            "{season} 已经封存，内容没有变化",
            "{season} is frozen already, and nothing has changed",
            "不用再封存",
            "there is nothing to do",
        ),
        (
            "frozen-record-backed-up",
            "封存记录被别的程序存过（内容没有变），原样留作 {name}",
            "another program had saved the record (it says the same): as it was it is kept as {name}",
            "看过以后可以删去",
            "look at it, then it may be deleted",
        ),
    )
)

RACE = _SEASONS | _FROZEN
