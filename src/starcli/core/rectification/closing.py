"""Whether a problem may be struck off: each closing condition, held against its row and the unit's verified values."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from starcli.core.findings import Finding, finding
from starcli.core.plans.filled_plan import FilledRow
from starcli.core.rectification.demands import Demand, Known, shown
from starcli.core.rectification.ledger import cells_named
from starcli.core.rectification.rules import ClosingCondition, folded
from starcli.core.scale import Value
from starcli.core.text import Text
from starcli.core.words import NONE_WORDS, NOT_APPLICABLE_WORDS, PENDING_WORDS

_SURVEY_CELLS = ("evidence", "town_opinion", "county_opinion", "progress", "remarks")
"""Where a row may say that a new survey was made."""
_REFUSAL = re.compile(
    r"(?:暂)?(?:不同意|不予|不通过|未通过|不认可|不合格|退回|驳回|refused|rejected|notagreed|sentback).*"
)
_TO_COME = re.compile(r"(?:未|没|尚|待|需|拟|将|计划|not|no|will|must|needs?|plan)[^已，。；、,;:]{0,5}$")
_FEW = 3
_SAYS_NOTHING = frozenset(map(folded, (*PENDING_WORDS, *NOT_APPLICABLE_WORDS, *NONE_WORDS)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition holds, None where nobody can tell; and what is found where it does not, or cannot be told."""

    condition: ClosingCondition
    holds: bool | None
    found: Finding | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a condition is held against: the row, what the target asks, and what the unit's form says.

    `demand` is None where the row names no indicator that is known.
    """

    row: FilledRow
    demand: Demand | None = None
    known: Known | None = None

    @property
    def verified(self) -> Value | None:
        """The verified value: that of the row, else that of the form."""
        value = self.row.values.get("verified")
        if value is None and not self.row.text("verified") and self.known is not None and self.known.verified:
            return self.known.value
        return value


def judge_condition(condition: ClosingCondition, given: Evidence) -> Verdict:
    """Whether one closing condition holds."""
    return _JUDGES[condition.id](condition, given)


def says_something(text: str) -> bool:
    """Whether a cell holds more than a word for nothing, or for what is still to come."""
    return folded(text) not in _SAYS_NOTHING if text else False


def _verified_value(condition: ClosingCondition, given: Evidence) -> Verdict:
    row, value, demand = given.row, given.verified, given.demand
    place = row.place("verified")
    if value is None:
        return Verdict(condition, False, finding("closed-without-value", place, text=row.text("verified") or "—"))
    if demand is None or (met := demand.met(value)) is None:
        words = Text.same("—") if demand is None else demand.words()
        said = Text.same(row.text("verified") or "—") if demand is None else shown(demand.definition, value)
        return Verdict(condition, None, finding("closed-value-unjudged", place, value=said, demand=words))
    if met:
        return Verdict(condition, True)
    short, words = shown(demand.definition, value), demand.words()
    found = finding("closed-value-short", place, id=demand.definition.id, value=short, demand=words)
    return Verdict(condition, False, found)


def _evidence(condition: ClosingCondition, given: Evidence) -> Verdict:
    row = given.row
    if says_something(row.text("evidence")):
        return Verdict(condition, True)
    return Verdict(condition, False, finding("closed-without-evidence", row.place("evidence")))


def _town_check(condition: ClosingCondition, given: Evidence) -> Verdict:
    return _signed(condition, given.row, ("town_checker", "town_date"), "town_opinion", "closed-without-town-check")


def _county_review(condition: ClosingCondition, given: Evidence) -> Verdict:
    cells = ("county_opinion", "county_date")
    return _signed(condition, given.row, cells, "county_opinion", "closed-without-county-review")


def _signed(condition: ClosingCondition, row: FilledRow, cells: tuple[str, ...], opinion: str, code: str) -> Verdict:
    """Whether somebody has looked at it: cells say something, those of days a day, and the opinion is no refusal."""
    lacking = [cell for cell in cells if cell not in row.days and (cell.endswith("_date") or not _says(row, cell))]
    if lacking:
        return Verdict(condition, False, finding(code, row.place(lacking[0]), what=cells_named(lacking)))
    if _REFUSAL.fullmatch(folded(row.text(opinion))):
        found = finding("closed-against-opinion", row.place(opinion), text=row.text(opinion))
        return Verdict(condition, False, found)
    return Verdict(condition, True)


def _says(row: FilledRow, cell: str) -> bool:
    return says_something(row.text(cell))


def _new_survey(condition: ClosingCondition, given: Evidence) -> Verdict:
    row = given.row
    texts = [folded(row.text(cell)) for cell in _SURVEY_CELLS]
    if any(_tells(text, folded(word)) for text in texts for word in condition.words):
        return Verdict(condition, True)
    words = Text(_some(condition.words, ascii_ones=False, between="、"), _some(condition.words, ascii_ones=True))
    return Verdict(condition, False, finding("closed-without-survey", row.place("evidence"), words=words))


def _some(words: Iterable[str], *, ascii_ones: bool, between: str = ", ") -> str:
    """A few words of one script."""
    return between.join([word for word in words if word.isascii() is ascii_ones][:_FEW])


def _tells(text: str, word: str) -> bool:
    """Whether a text speaks of something as done: not as lacking, nor as still to come."""
    at = text.find(word)
    while at >= 0:
        if _TO_COME.search(text[:at]) is None:
            return True
        at = text.find(word, at + 1)
    return False


_JUDGES: Mapping[str, Callable[[ClosingCondition, Evidence], Verdict]] = {
    "verified-value": _verified_value,
    "evidence": _evidence,
    "town-check": _town_check,
    "county-review": _county_review,
    "new-survey": _new_survey,
}
"""How each of `CONDITIONS` is judged."""
