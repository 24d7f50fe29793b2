"""What the sheets and columns of a plan are called, in both languages: data for its writer and its reader.

The columns are those of the forms in use: problem list, plan, ledger of rectification, card of a special project
(dossier section 3.6, F4, F5, F6 and F10).
"""

from collections.abc import Mapping
from typing import Literal

from starcli.core.text import Text

PlanSheet = Literal["plan", "problems", "measures", "ledger", "projects", "projection", "choices"]

PLAN_SHEETS: Mapping[PlanSheet, Text] = {
    "plan": Text("一村一策方案", "Plan"),
    "problems": Text("问题清单", "Problems"),
    "measures": Text("整改措施", "Measures"),
    "ledger": Text("整改台账", "Ledger"),
    "projects": Text("专项推进", "Special projects"),
    "projection": Text("测算", "Projection"),
    "choices": Text("选项", "Choices"),
}

ProblemColumn = Literal[
    "number", "code", "indicator", "problem", "now", "required", "distance", "sort", "cause", "origin", "remarks"
]
MeasureColumn = Literal[
    "number", "key", "code", "problem", "cause", "measure", "type", "unit", "person", "leader", "deadline", "target",
    "support", "remarks",
]  # fmt: skip
LedgerColumn = Literal[
    "number", "code", "problem", "measure", "unit", "person", "deadline", "type", "progress", "share", "state",
    "evidence", "requested", "verified", "town_opinion", "town_checker", "town_date", "county_opinion", "county_date",
    "extended", "closed", "remarks",
]  # fmt: skip
ProjectColumn = Literal[
    "project", "leader", "department", "plan", "meeting", "filled", "indicators", "attainment", "progress", "problems"
]

PROBLEM_HEADINGS: Mapping[ProblemColumn, Text] = {
    "number": Text("序号", "No."),
    "code": Text("对应指标", "Indicator"),
    "indicator": Text("指标名称", "Name"),
    "problem": Text("问题描述", "Problem"),
    "now": Text("现状值", "Now"),
    "required": Text("目标值", "Required"),
    "distance": Text("差距", "Gap"),
    "sort": Text("问题类型", "Common or own"),
    "cause": Text("原因分析", "Cause"),
    "origin": Text("问题来源", "Found by"),
    "remarks": Text("备注", "Remarks"),
}
MEASURE_HEADINGS: Mapping[MeasureColumn, Text] = {
    "number": Text("序号", "No."),
    "key": Text("关键", "Key"),
    "code": Text("对应指标", "Indicator"),
    "problem": Text("短板问题", "Problem"),
    "cause": Text("原因", "Cause"),
    "measure": Text("整改措施", "Measure"),
    "type": Text("整改类型", "Type"),
    "unit": Text("责任单位", "Responsible unit"),
    "person": Text("责任人", "Person"),
    "leader": Text("责任领导(联村)", "Leader"),
    "deadline": Text("完成时限", "Deadline"),
    "target": Text("预期目标值", "Target value"),
    "support": Text("需上级支持事项", "Support wanted"),
    "remarks": Text("备注", "Remarks"),
}
"""The values by season stand between `target` and `support`, each below the name of its season: 2022Q4."""
LEDGER_HEADINGS: Mapping[LedgerColumn, Text] = {
    "number": Text("序号", "No."),
    "code": Text("对应指标", "Indicator"),
    "problem": Text("问题", "Problem"),
    "measure": Text("整改措施", "Measure"),
    "unit": Text("责任单位", "Responsible unit"),
    "person": Text("责任人", "Person"),
    "deadline": Text("完成时限", "Deadline"),
    "type": Text("整改类型", "Type"),
    "progress": Text("进展情况", "Progress"),
    "share": Text("完成率", "Done, %"),
    "state": Text("当前状态", "State"),
    "evidence": Text("佐证材料", "Evidence"),
    "requested": Text("申请销号日期", "Closing requested"),
    "verified": Text("核验值", "Verified value"),
    "town_opinion": Text("镇街核验意见", "Town's opinion"),
    "town_checker": Text("镇街核验人", "Checked by"),
    "town_date": Text("镇街核验日期", "Checked on"),
    "county_opinion": Text("县级复核意见", "County's opinion"),
    "county_date": Text("县级复核日期", "Reviewed on"),
    "extended": Text("延期至", "Extended to"),
    "closed": Text("是否销号", "Closed"),
    "remarks": Text("备注", "Remarks"),
}
PROJECT_HEADINGS: Mapping[ProjectColumn, Text] = {
    "project": Text("专项名称", "Special project"),
    "leader": Text("领衔市领导", "Leader in command"),
    "department": Text("牵头部门", "Lead department"),
    "plan": Text("专项方案(文号)", "Special plan (number)"),
    "meeting": Text("现场会(时间、地点)", "On-site meeting (when, where)"),
    "filled": Text("四个一", "Four ones"),
    "indicators": Text("覆盖指标", "Indicators"),
    "attainment": Text("达标率", "Attainment"),
    "progress": Text("本季进展", "Progress this season"),
    "problems": Text("存在问题", "Problems"),
}
PROBLEM_SORTS: Mapping[str, Text] = {"common": Text("共性", "common"), "own": Text("个性", "own")}
"""Whether a problem is one of many units or of this one."""
PROBLEM_ORIGINS: Mapping[str, Text] = {
    "self": Text("自评", "self-assessment"),
    "imported": Text("部门数据", "department data"),
    "verified": Text("核验", "verification"),
    "reviewed": Text("抽查", "sample check"),
    "people": Text("群众反映", "residents' complaints"),
}
"""How a problem came to light: by the unit's own value, the town's or the county's, or told by people."""
PLAN_LABELS: Mapping[str, Text] = {
    "date": Text("制定日期", "Drawn up on"),
    "grade": Text("现星级", "Grade now"),
    "target": Text("目标星级", "Target grade"),
    "total": Text("总分", "Total"),
    "households": Text("户数", "Households"),
    "members": Text("党员数", "Party members"),
    "secretary": Text("书记签字", "Secretary's signature"),
    "town_opinion": Text("镇街党(工)委意见", "Opinion of the town's Party committee"),
    "county_opinion": Text("县级组织部门备案意见", "Filing opinion of the county organisation department"),
}
