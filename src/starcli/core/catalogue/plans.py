"""Findings about plans that were handed in: what could not be read of them, and what their reviewers would ask."""

from starcli.core.catalogue.entry import entries

_READING = (
    entries(
        "error",
        (
            "plan-tables-missing",
            "这里没有方案：没有一张表有问题清单、整改措施或整改台账的表头",
            "no plan here: no sheet has the headings of a problem list, of measures or of a ledger",
            "整改措施表请至少有这些列：对应指标、整改措施、责任人、完成时限",
            "a table of measures needs at least these columns: indicator, measure, person, deadline",
        ),
        (
            "plan-indicator-unknown",
            "“{text}”不是已知的指标编码或名称，这一行没有核对",
            "'{text}' is no known code or name of an indicator: the row was not checked",
            "请填指标编码。相近的有：{near}",
            "write the indicator's code. Near: {near}",
        ),
        (
            "plan-indicator-unclear",
            "“{text}”和“{other}”不是同一项指标，这一行没有核对",
            "'{text}' and '{other}' are not the same indicator: the row was not checked",
            "请核对编码和名称，改正其中一处",
            "check code and name, and correct one of them",
        ),
        (
            "plan-target-unknown",
            "目标星级“{text}”不认识",
            "unknown target grade '{text}'",
            "请改为：{known}",
            "write one of: {known}",
        ),
        (
            "plan-row-without-unit",
            "这个工作簿有几个单位的方案，这一行没有写是哪个单位，没有读取",
            "the workbook holds the plans of several units and this row does not say whose it is: it was not read",
            "请在每一行写明单位名称",
            "write the unit's name in every row",
        ),
    )
    | entries(
        "warning",
        (
            "plan-row-without-indicator",
            "这一行没有写对应指标，没有核对：“{text}”",
            "the row names no indicator and was not checked: '{text}'",
            "请填指标编码",
            "write the indicator's code",
        ),
        (
            "plan-choice-unknown",
            "{what}“{text}”不认识",
            "unknown {what} '{text}'",
            "请改为：{known}",
            "write one of: {known}",
        ),
        (
            "plan-cell-without-heading",
            "“{text}”上面没有表头，没有读取",
            "there is no heading above '{text}': it was not read",
            "请给这一列加上表头，或移到备注栏",
            "give the column a heading, or move it to the remarks",
        ),
    )
    | entries(
        "note",
        (
            "plan-column-unknown",
            "“{text}”不是方案的列，照原样保留，没有核对",
            "'{text}' is no column of a plan: what stands below it was kept and not checked",
            "无需处理；如果它就是某一列，请按方案的列名改写",
            "nothing to do; if it is one of them by another name, use the plan's own",
        ),
        (
            "plan-line-not-read",
            "“{text}”这一行只是文字，没有当作一条问题或措施",
            "'{text}' is a line of words and was taken for no problem or measure",
            "无需处理；如果是一条措施，请填入相应各列",
            "nothing to do; if it is a measure, fill in the columns",
        ),
        (
            "plans-passed-over",
            "{count} 个工作簿里没有方案，未读取：{names}",
            "workbooks without a plan, not read: {count} ({names})",
            "无需处理；如果其中有方案，请核对表头",
            "nothing to do; if one of them is a plan, check its headings",
        ),
    )
)

_GAPS = entries(
    "error",
    (
        "gate-without-problem",
        "必达项 {id} {name}未达到{grade}要求（{demand}），方案里没有列这个问题",
        "gate {id} {name} is unmet for {grade} ({demand}), and the plan does not list it as a problem",
        "请在问题清单中列出，写明原因，并制定整改措施",
        "put it on the problem list with its cause, and plan a measure",
    ),
    (
        "gate-without-measure",
        "必达项 {id} {name}未达到{grade}要求（{demand}），没有整改措施",
        "gate {id} {name} is unmet for {grade} ({demand}), and there is no measure",
        "请写明做什么、谁来做、何时完成；指标库的措施有：{library}",
        "say what is done, by whom and by when; the library offers: {library}",
    ),
    (
        "projected-below-target",
        "措施全部达到目标值后为{grade}、{total} 分，达不到{target}：{why}",
        "with every target value reached the unit has {grade} with {total} points, not {target}: {why}",
        "请补充措施、提高目标值，或改目标星级",
        "add measures, raise the target values, or aim at another grade",
    ),
    (
        "target-below-requirement",
        "{id} {name}的目标值 {value} 达不到{grade}要求（{demand}）",
        "the target value {value} of {id} {name} does not meet what {grade} asks for ({demand})",
        "请改目标值；确实达不到的，改目标星级",
        "raise the target value; if that cannot be done, aim at another grade",
    ),
    (
        "plan-without-target",
        "方案没有写目标星级，无法核对必达项和目标值",
        "the plan names no target grade, so gates and target values cannot be checked",
        "请填写目标星级：{known}",
        "write the target grade: {known}",
    ),
) | entries(
    "warning",
    (
        "problem-without-measure",
        "{id} {name}没有整改措施",
        "{id} {name}: there is no measure",
        "请写明做什么、谁来做、何时完成；本期不改的请移出方案。指标库的措施有：{library}",
        "say what is done, by whom and by when, or take it out of the plan. The library offers: {library}",
    ),
    (
        "problem-without-cause",
        "{id} {name}没有写原因",
        "{id} {name}: no cause is given",
        "请找准原因再开方子；指标库的原因有：{library}",
        "find the cause before the remedy; the library offers: {library}",
    ),
    (
        "cause-without-measure",
        "{id} {name}写了原因“{text}”，却没有对应的整改措施",
        "{id} {name}: a cause is given ('{text}') and no measure against it",
        "请针对原因写措施；指标库的措施有：{library}",
        "plan a measure against it; the library offers: {library}",
    ),
    (
        "season-values-fall",
        "{id} {name}的分季目标倒退：{earlier} 为 {then}，{later} 为 {value}",
        "the values by season of {id} {name} go backwards: {then} in {earlier}, {value} in {later}",
        "请核对各季目标值，逐季应当不退步",
        "check the values: no season may fall behind the one before",
    ),
)

_DOING = entries(
    "error",
    (
        "measure-without-person",
        "措施没有写责任人：“{text}”",
        "nobody is named for the measure '{text}'",
        "请写明谁来做，写到姓名",
        "say who takes it on, by name",
    ),
    (
        "measure-without-date",
        "措施没有写完成时限：“{text}”",
        "the measure has no deadline: '{text}'",
        "请写明完成日期，如 2022-12-31；立行立改或长期推进的可以这样写",
        "write the day, as in 2022-12-31; what is done at once or in the long term may say so",
    ),
    (
        "date-before-plan",
        "完成时限 {day} 早于方案制定日期 {drawn_up}",
        "the deadline {day} is before the day on which the plan was drawn up, {drawn_up}",
        "请核对两个日期，尤其是年份",
        "check both dates, the years above all",
    ),
    (
        "plan-undated",
        "方案没有写制定日期，无法核对完成时限",
        "the plan has no date, so its deadlines cannot be checked",
        "请填写制定日期",
        "write the day on which it was drawn up",
    ),
) | entries(
    "warning",
    (
        "measure-without-leader",
        "措施没有写责任领导(联村)：“{text}”",
        "no leader is named for the measure '{text}'",
        "请写明责任领导的姓名",
        "name the leader who answers for it",
    ),
    (
        "type-too-long",
        "“{type}”的措施期限是 {days} 天，指标库里最长 {most} 天",
        "a measure of the type '{type}' is given {days} days; the library gives at most {most}",
        "请把期限提前，或改整改类型",
        "bring the deadline forward, or change the type",
    ),
    (
        "type-too-short",
        "“{type}”的措施 {days} 天就到期，这么短的是“{shorter}”",
        "a measure of the type '{type}' is due within {days} days, which is what '{shorter}' is for",
        "请核对完成时限，或改整改类型",
        "check the deadline, or change the type",
    ),
    (
        "words-empty",
        "“{text}”只有空话（{words}），没有写做什么，也没有数字、日期或名称",
        "'{text}' holds nothing but empty words ({words}): no thing done, figure, date or name",
        "请写明做什么、做多少、何时做",
        "say what is done, how much of it and when",
    ),
    (
        "plan-text-copied",
        "与{unit}（{place}）的文字相同：“{passage}”{more}",
        "the same words as in the plan of {unit} ({place}): '{passage}'{more}",
        "疑似照抄，请按本单位的实际重写",
        "this looks copied: write what is so in this very unit",
    ),
    (
        "project-slot-empty",
        "专项“{project}”的“四个一”没有填：{slot}",
        "the card of the special project '{project}' has an empty slot: {slot}",
        "请补填；尚未确定的请报牵头部门",
        "fill it in, or ask the leading department",
    ),
    (
        "plan-without-form",
        "没有找到“{unit}”的自评表，必达项只按方案自己的问题清单核对",
        "no form of '{unit}' was found: gates were checked by the plan's own problem list alone",
        "请把它的自评表放进 --forms 的文件夹，并核对单位代码和名称",
        "put its form into the folder of --forms, and check the unit's code and name",
    ),
)

PLANS = _READING | _GAPS | _DOING
