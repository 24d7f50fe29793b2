"""By which words judges' sheets name their columns, whatever stands in the rows and whatever in the columns."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from starcli.core.contest.contest import StatedSort
from starcli.core.text import Text
from starcli.excel.layouts.form import normalised, unbracketed

Field = Literal["number", "name", "person", "code", "town"]
Sort = Literal["judge", "judges", "plus", "minus", "signed", "given", "passed"]
"""A judge, the heading above judges, points that are added or taken off or either, one score in all, of no use."""

_FIELDS: Mapping[Field, tuple[str, ...]] = {
    "number": (
        "序号", "编号", "号码", "出场", "出场顺序", "出场序号", "出场次序", "顺序", "抽签号", "抽签序号", "签号",
        "选手编号", "选手序号", "no", "no.", "number", "order",
    ),
    "name": (
        "单位", "单位名称", "参赛单位", "所在单位", "打擂单位", "选送单位", "村社", "村社名称", "村(社)", "村(社区)",
        "村社区", "村(社区)名称", "村名", "村居", "选手", "参赛选手", "参赛者", "打擂者", "队伍", "参赛队", "参赛队伍",
        "队名", "代表队", "名称", "评委/选手", "选手/评委", "评委/单位", "单位/评委", "unit", "contestant", "team",
        "name", "participant",
    ),
    "person": (
        "姓名", "选手姓名", "参赛人", "参赛人员", "参赛选手姓名", "打擂人", "擂主", "演讲人", "汇报人", "主讲人",
        "书记", "person", "speaker",
    ),
    "code": ("单位代码", "区划代码", "代码", "编码", "code", "unit code"),
    "town": ("镇街", "乡镇", "街道", "乡镇(街道)", "镇(街道)", "乡镇街道", "所属镇街", "town"),
}  # fmt: skip
_STATED: Mapping[StatedSort, tuple[str, ...]] = {
    "mean": (
        "平均分", "平均得分", "平均", "均分", "去高低后平均分", "去掉最高最低分后平均分", "评委平均分", "average",
        "mean", "average score",
    ),
    "score": ("最后得分", "最终得分", "最终成绩", "最后成绩", "综合得分", "综合成绩", "总成绩", "final", "final score"),
    "place": ("名次", "排名", "位次", "排序", "place", "rank"),
}  # fmt: skip
_SORTS: Mapping[Sort, tuple[str, ...]] = {
    "judges": (
        "评委", "评委打分", "评委评分", "评委给分", "各评委打分", "各评委评分", "评委得分", "评委分数", "评委姓名",
        "评委编号", "评委席", "评审", "评审打分", "打分", "评分", "专家打分", "专家评分", "裁判打分", "judge", "judges",
        "judges' scores", "scores",
    ),
    "plus": ("加分", "加分项", "奖励分", "附加分", "加分情况", "plus", "bonus", "added"),
    "minus": (
        "扣分", "减分", "扣分项", "减分项", "罚分", "超时扣分", "违规扣分", "minus", "deduction",
        "deductions", "penalty",
    ),
    "signed": ("加减分", "加扣分", "加(减)分", "加(扣)分", "加分/扣分", "加分/减分", "plus/minus"),
    "given": (
        "得分", "成绩", "分数", "考评得分", "考核得分", "现场得分", "测评得分", "实地得分", "score", "points", "mark",
    ),
    "passed": (
        "备注", "说明", "总分", "合计", "总计", "小计", "总得分", "最高分", "最低分", "去掉最高分", "去掉最低分",
        "一个最高分", "一个最低分", "最高", "最低", "去高分", "去低分", "有效分合计", "有效总分", "折算得分", "折算分",
        "有效评委数", "评委人数", "签名", "签字", "remarks", "total", "sum", "highest", "lowest", "count", "signature",
    ),
}  # fmt: skip
_NUMERALS = r"(?:\d{1,3}|[a-z]|[一二三四五六七八九十]{1,3}|[甲乙丙丁戊己庚辛壬癸])"
_JUDGE = re.compile(
    rf"(?:(?:评委|评审|专家|裁判|judge)(?:席)?\s*(?:no\.?|#|-|:)?\s*{_NUMERALS}号?|{_NUMERALS}号?(?:评委|评审|专家|裁判)"
    r"|第[一二三四五六七八九十\d]{1,3}(?:号|位)?(?:评委|评审|专家|裁判)|j\d{1,3}"
    r"|(?:主任|主|组长)评委|评委(?:会主任|组长|长)|(?:chair|head) judge|(?:评委|评审|专家|judge)\s*[(:].{1,20})"
)

ABSENT = frozenset({
    "缺", "缺席", "缺评", "缺分", "未到", "未到场", "未打分", "未评", "未评分", "请假", "弃权", "回避", "空", "无",
    "-", "—", "——", "–", "/", "\\", "absent", "abstained", "recused", "none", "n/a", "na", "no score",
})  # fmt: skip
"""What says that a judge gave no score, or that nothing is added or taken off."""

NOT_CONTESTANTS = re.compile(
    r"^(?:注|说明|备注|计分规则|评分规则|评分标准|打分说明|note|rule)|(?:统分|计分|核分|监分|监督|记分|监票|唱分|评委签|签字|签名|主持|日期)"
    r"[^:]{0,8}:|^(?:recorded|counted|checked|signed|date)\b",
    re.IGNORECASE,
)
"""How a line below the table begins that is no contestant."""
_ENDINGS = (
    "评分汇总表", "打分汇总表", "评委打分表", "评委评分表", "打分表", "评分表", "计分表", "得分表", "汇总表", "成绩表",
    "评分", "打分", "score sheet", "scores",
)  # fmt: skip
"""What adds nothing to the name of a part."""
NO_NAME = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
"""Names of sheets that say nothing."""

_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%")
_WEIGHT = re.compile(r"(?:权重|weight)[^\d%]{0,3}(0?\.\d+)(?!\d*\s*%)", re.IGNORECASE)
_BRACKETS = re.compile(
    r"[(（][^()（）]*(?:\d+(?:\.\d+)?\s*[%％]|权重|满分|分制|weight|out of)[^()（）]*[)）]", re.IGNORECASE
)
_LOOSE = re.compile(r"(?:占比?|权重|weight)?[:：]?\s*\d+(?:\.\d+)?\s*[%％]", re.IGNORECASE)
_FULL = (
    re.compile(r"满分(?:值|为|是)?[:=]?\s*(\d{1,4}(?:\.\d+)?)"),
    re.compile(r"(?<![\d.])(\d{1,4})\s*分(?:值)?制"),
    re.compile(r"(?:full\s*marks?|maximum|max\.?|out\s*of)[:=]?\s*(\d{1,4})", re.IGNORECASE),
)
_FULL_WORDS = {"百分制": Decimal(100), "十分制": Decimal(10), "五分制": Decimal(5)}
PARTS = Text("环节", "part")


def field_of(heading: str) -> Field | None:
    """What of a contestant stands below a heading."""
    return _FIELD_OF.get(_word(heading))


def stated_of(heading: str) -> StatedSort | None:
    """Which result of its own a sheet states below a heading."""
    return _STATED_OF.get(_word(heading)) or _STATED_OF.get(unbracketed(_word(heading)))


def sort_of(heading: str) -> Sort | None:
    """What else stands below a heading: a judge's scores, or points that come on top."""
    word = _word(heading)
    if _JUDGE.fullmatch(word):
        return "judge"
    return _SORT_OF.get(word) or _SORT_OF.get(unbracketed(word))


def weights_in(text: str) -> set[Decimal]:
    """Every weight that a text names, in per cent."""
    folded = normalised(text)
    named = {Decimal(found) for found in _SHARE.findall(folded)}
    return named | {Decimal(found) * 100 for found in _WEIGHT.findall(folded)}


def fulls_in(text: str) -> set[Decimal]:
    """Every highest possible score that a text names."""
    folded = normalised(text)
    found = {Decimal(match) for pattern in _FULL for match in pattern.findall(folded)}
    return found | {full for word, full in _FULL_WORDS.items() if word in folded}


def part_name(text: str) -> str:
    """The name of a part: a heading or the name of a sheet, without its weight and without words for any sheet."""
    name = _LOOSE.sub("", _BRACKETS.sub("", text)).strip(" -—:：_·")
    ending = next((ending for ending in _ENDINGS if name.lower().endswith(ending)), "")
    name = name[: len(name) - len(ending)].strip() or name
    return "" if NO_NAME.fullmatch(name) else name


def _word(heading: str) -> str:
    return normalised(heading).replace("\\", "/").replace("|", "/")


_FIELD_OF: Mapping[str, Field] = {normalised(word): field for field, words in _FIELDS.items() for word in words}
_STATED_OF: Mapping[str, StatedSort] = {normalised(word): sort for sort, words in _STATED.items() for word in words}
_SORT_OF: Mapping[str, Sort] = {normalised(word): sort for sort, words in _SORTS.items() for word in words}
