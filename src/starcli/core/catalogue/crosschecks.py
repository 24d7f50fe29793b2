"""Findings of figures held against others: the former season's, other units', a form's claims, verified values."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "form-total-differs",
        "表中的合计 {stated} 与按填报值算得的总分 {computed} 不同",
        "the form's own total {stated} differs from {computed}, which its figures give",
        "请核对表中的公式和各项得分；评定以算得的为准",
        "check the formulas and points of the form; the rating rests on what its figures give",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "figure-fell",
        "“{name}”是年内累计数，却由上期的 {then}（{cell}）降为 {now}",
        "'{name}' adds up over the year, but fell from {then} ({cell}) to {now}",
        "请核对两期的数；上期填错的，在备注中说明",
        "check both figures; if the former one was wrong, say so under remarks",
    ),
    (
        "figure-jumped",
        "“{name}”由上期的 {then}（{cell}）增为 {now}，增长 {change}%，超过 {most}%",
        "'{name}' rose from {then} ({cell}) to {now}: by {change}%, more than {most}%",
        "请核对数值和计量单位；属实的，在备注中说明原因",
        "check the figure and its unit of measure; if it is right, give the reason under remarks",
    ),
    (
        "figure-dropped",
        "“{name}”由上期的 {then}（{cell}）减为 {now}，下降 {change}%，超过 {most}%",
        "'{name}' dropped from {then} ({cell}) to {now}: by {change}%, more than {most}%",
        "请核对数值和计量单位；属实的，在备注中说明原因",
        "check the figure and its unit of measure; if it is right, give the reason under remarks",
    ),
    (
        "figures-copied",
        "与{unit}（{file}）的指标数全部相同，共 {count} 个数：{names}{more}",
        "every indicator's figure is the same as that of {unit} ({file}), {count} figures in all: {names}{more}",
        "疑似照抄，请镇街对照两份佐证材料核实",
        "this looks copied: let the town check the evidence of both",
    ),
    (
        "figures-alike",
        "与{unit}（{file}）有 {count} 个不常见的数相同：{names}{more}",
        "{count} figures that few units share are the same as those of {unit} ({file}): {names}{more}",
        "疑似照抄，请镇街对照两份佐证材料核实",
        "this looks copied: let the town check the evidence of both",
    ),
    (
        "far-above-peers",
        "“{name}”填的是 {value}，为同类 {count} 个单位中位数 {median} 的 {times} 倍",
        "'{name}' is {value}, {times} times the median {median} of {count} units of the same sort",
        "请核对计量单位，应以{measure}计",
        "check the unit of measure: it should be {measure}",
    ),
    (
        "self-total-above",
        "自评总分 {claimed} 高于按填报值算得的 {computed}",
        "the self-assessed total {claimed} is above {computed}, which the figures give",
        "请逐项核对自评得分；评定以算得的为准",
        "check the points item by item; the rating rests on what the figures give",
    ),
    (
        "self-grade-above",
        "自评{proposed}，按填报值只达到{computed}",
        "the form proposes {proposed}, but its figures give {computed}",
        "请对照评定结果核对分数、必达项和维度底线",
        "compare it with the rating: floors, gates and dimensions",
    ),
    (
        "self-points-above",
        "{id} {name}：自评得分 {claimed} 高于按填报值算得的 {computed}",
        "{id} {name}: the self-assessed points {claimed} are above {computed}, which the figures give",
        "请核对该项数值和评分标准；评定以算得的为准",
        "check the figure and the rule of this item; the rating rests on what the figures give",
    ),
    (
        "deduction-proposed",
        "自评得分超出核定得分，超过分值的 {share}，共 {count} 项：{indicators}；符合扣分情形 {id}“{name}”",
        "claimed too much by over {share} of the weight ({count} in all): {indicators}; suggests {id} '{name}'",
        "请镇街或县级核实后，在加减分与否决表中填次数，不扣的填 0；确认前不扣分",
        "let the town or county enter how often on the Adjustments sheet, or 0; until then nothing is deducted",
    ),
)

_NOTES = entries(
    "note",
    (
        "self-total-below",
        "自评总分 {claimed} 低于按填报值算得的 {computed}",
        "the self-assessed total {claimed} is below {computed}, which the figures give",
        "请核对是否漏计；评定以算得的为准",
        "see whether something was left out; the rating rests on what the figures give",
    ),
    (
        "self-grade-below",
        "自评{proposed}，按填报值可达到{computed}",
        "the form proposes {proposed}, but its figures give {computed}",
        "请核对填报值是否偏高",
        "check whether the figures are too high",
    ),
    (
        "self-points-below",
        "{id} {name}：自评得分 {claimed} 低于按填报值算得的 {computed}",
        "{id} {name}: the self-assessed points {claimed} are below {computed}, which the figures give",
        "请核对该项数值；评定以算得的为准",
        "check the figure of this item; the rating rests on what the figures give",
    ),
    (
        "claim-not-read",
        "“{text}”读不成{what}，没有与评定结果比对",
        "'{text}' cannot be read as {what}; it was not compared with the rating",
        "请只填分数，或只填一个星级名称",
        "write a number only, or the name of one grade only",
    ),
    (
        "former-missing",
        "{count} 个单位在上期文件夹里没有对应的工作簿，没有与上期比对：{names}",
        "{count} units have no workbook in the former season's folder and were not compared: {names}",
        "请核对单位代码和名称是否一致；新设单位不用处理",
        "check that codes and names agree; nothing to do for a new unit",
    ),
    (
        "former-twice",
        "{count} 个单位在上期文件夹里有不止一份工作簿，没有与上期比对：{names}",
        "{count} units have more than one workbook in the former season's folder and were not compared: {names}",
        "请每个单位只留一份",
        "keep one for each unit",
    ),
    (
        "former-not-earlier",
        "{count} 个单位的上期工作簿周期不早于本期，没有比对：{names}",
        "{count} units' workbooks in the former season's folder are not of an earlier period; not compared: {names}",
        "请核对 --former 所指的文件夹和表中的周期",
        "check the folder that --former names, and the periods in the forms",
    ),
    (
        "former-undated",
        "{count} 个单位没有写明周期，年内累计数没有与上期比对：{names}",
        "{count} units do not state their period: figures that add up over the year were not compared: {names}",
        "请在基本信息中写明周期，如 2022Q3",
        "state the period on the Profile sheet, such as 2022Q3",
    ),
    (
        "former-unread",
        "上期文件夹中 {count} 份工作簿读不出或没有评定，没有用来比对：{names}",
        "{count} workbooks of the former season could not be read or rated and were not used: {names}",
        "可单独用 score 检查这些文件",
        "score these files by themselves to see why",
    ),
)

CROSSCHECKS = _ERRORS | _WARNINGS | _NOTES
