"""What starcli writes on the sheets of a rating, and so how they are known again where their mark was lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starcli.core.text import Text


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """The title of a sheet, after the name of the unit, and words that stand in one of its cells by themselves."""

    title: Text
    signs: tuple[Text, ...]

    def of(self, unit: str) -> Text:
        """The title of the sheet of one unit."""
        return Text(f"{unit}{self.title.zh}", f"{unit}{self.title.en}")


RATING = ResultSheet(Text(" 星级评定结果", " star rating"), (Text("为什么是这个星级", "What decided the grade"),))
LEDGER = ResultSheet(Text(" 得分明细", ": ledger"), (Text("适用条款", "Clause that applied"),))
OVER_CLAIMS = ResultSheet(
    Text(" 虚报核减", ": over-claims"),
    (
        Text("核定得分", "Points confirmed"),
        Text("核定得分与自评得分没有不同。", "The confirmed points do not differ from those claimed."),
        Text("没有核验值或复核值。", "No value has been verified or reviewed."),
    ),
)
FINDINGS = ResultSheet(
    Text("数据问题", "Findings"), (Text("怎么办", "What to do"), Text("没有发现问题。", "Nothing was found."))
)
SCORECARD = Text(" 自评得分表", " Scorecard")
SUPPOSED = (Text("试算值", "What if"), Text("试算得分", "Points then"))
WORKINGS = Text("计算过程（请勿改动）", "Workings (please leave as they are)")
_WORKED_OUT = (SUPPOSED, (WORKINGS,))
"""What no sheet says but those that a form works out by itself."""
_RESULTS = (RATING, LEDGER, OVER_CLAIMS, FINDINGS)


def is_result_sheet(rows: Sequence[Sequence[object]]) -> bool:
    """Whether a sheet is a result by what it says: its title in A1 and, below, a sign of what has that title."""
    return _says(rows, _RESULTS)


def is_worked_out(rows: Sequence[Sequence[object]]) -> bool:
    """Whether a form works a sheet out by itself, by what it says: formats that keep no marks have such sheets too."""
    texts = {cell for row in rows for cell in row if isinstance(cell, str)}
    return any(all(not texts.isdisjoint(words.wordings) for words in sheet) for sheet in _WORKED_OUT)


def _says(rows: Sequence[Sequence[object]], sheets: Iterable[ResultSheet]) -> bool:
    title = str(rows[0][0]).strip() if rows and rows[0] else ""
    signs = {
        sign
        for sheet in sheets
        if any(title.endswith(wording.strip()) for wording in sheet.title.wordings)
        for each in sheet.signs
        for sign in each.wordings
    }
    return bool(signs) and any(cell in signs for row in rows[1:] for cell in row if isinstance(cell, str))
