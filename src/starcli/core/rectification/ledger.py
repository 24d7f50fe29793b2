"""What a row of a rectification ledger says by itself: its state, how much is done, whether it is struck off.

Whatever cannot be understood, or contradicts another cell of the row, is a finding; the words of the row stay as they
are.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from starcli.core.findings import Finding, finding
from starcli.core.plans.filled_plan import FilledRow
from starcli.core.rectification.rules import LEDGER_CELLS, Rectification, Stage, folded
from starcli.core.text import Text, listed
from starcli.core.words import NO_WORDS, YES_WORDS

CELL_NAMES: dict[str, Text] = {
    "deadline": Text("完成时限", "deadline"),
    "progress": Text("进展情况", "progress"),
    "share": Text("完成率", "share done"),
    "evidence": Text("佐证材料", "evidence"),
    "requested": Text("申请销号日期", "day on which closing was requested"),
    "verified": Text("核验值", "verified value"),
    "town_opinion": Text("镇街核验意见", "town's opinion"),
    "town_checker": Text("镇街核验人", "town's checker"),
    "town_date": Text("镇街核验日期", "day of the town's check"),
    "county_opinion": Text("县级复核意见", "county's opinion"),
    "county_date": Text("县级复核日期", "day of the county's review"),
    "extended": Text("延期至", "extended deadline"),
    "closed": Text("是否销号", "word that it is closed"),
    "remarks": Text("备注", "remarks"),
}
"""What the cells are called in sentences."""
HAPPENED = ("requested", "town_date", "county_date", "closed")
"""The days on which something was done, in the order in which it is done."""

_SHARE = re.compile(r"(?:已?完成|约)?(\d{1,4}(?:\.\d{1,4})?)%?", re.ASCII)
_FRACTION = re.compile(r"1|0?\.\d{1,4}", re.ASCII)
_NOT_YET = re.compile(r"(?:尚|暂|还)?(?:未|没|不|待).*")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says: its state by id, and what follows from its cells where it names none.

    `named` is the state that stands in its own cell, empty where none that is known does. `share` is in per cent, None
    where it is not said. `closed` is whether the row says that it is struck off, in one cell or the other.
    """

    state: str
    named: str
    stage: Stage
    share: Decimal | None
    closed: bool
    filled: frozenset[str]
    findings: tuple[Finding, ...] = ()


def read_row(row: FilledRow, rules: Rectification) -> Said:
    """What a row of a ledger says, with everything in it that cannot be understood or contradicts itself."""
    found: list[Finding] = []
    struck_off = _struck_off(row, rules, found)
    filled = frozenset(cell for cell in LEDGER_CELLS if row.text(cell) and (cell != "closed" or struck_off))
    named = _named_state(row, rules, found)
    state = named or _implied(filled, rules)
    if not named and not row.text("state") and state != rules.first:
        found.append(finding("state-missing", row.place("state"), state=rules.states[state].name))
    if named:
        found += _contradictions(row, named, filled, rules)
    share = _share(row, found)
    stage = rules.stage(state)
    # What has relapsed was struck off once; its cells may still say so.
    closed = (struck_off and named != rules.relapse.state) or stage == "closed"
    return Said(state, named, stage, share, closed, filled, tuple(found))


def dates(row: FilledRow, drawn_up: date | None, today: date) -> Iterator[Finding]:
    """What is wrong with the days of a row: one that is still to come, or one before another that must come first."""
    last, said = drawn_up, Text("方案制定日期", "day on which the plan was drawn up")
    for cell in HAPPENED:
        day = row.days.get(cell)
        if day is None:
            continue
        name, place = CELL_NAMES[cell], row.place(cell)
        if day > today:
            yield finding("ledger-day-in-future", place, what=name, day=str(day), today=str(today))
        if last is not None and day < last:
            yield finding("ledger-days-out-of-order", place, what=name, day=str(day), other=said, first=str(last))
        else:
            last, said = day, name


def closed_on(row: FilledRow) -> date | None:
    """The day on which a row was struck off: the one it says, else that of the county's review; None without either."""
    return row.days.get("closed") or row.days.get("county_date")


def cells_named(cells: Collection[str]) -> Text:
    """Cells as a list in a sentence."""
    return listed([CELL_NAMES[cell] for cell in cells])


def _named_state(row: FilledRow, rules: Rectification, found: list[Finding]) -> str:
    """The state that stands in the row's own cell; empty, with a finding, for words that name none."""
    text = row.text("state")
    if not text:
        return ""
    state = rules.state_of(text)
    if state is None:
        known = listed([one.name for one in rules.states.values()])
        found.append(finding("state-unknown", row.place("state"), text=text, known=known))
        return ""
    return state.id


def _implied(filled: Collection[str], rules: Rectification) -> str:
    """The state of a row that names none: struck off or asked for where its cells say so, else the first."""
    if "closed" in filled:
        return rules.final[0]
    return rules.asked[0] if "requested" in filled and rules.asked else rules.first


def _contradictions(row: FilledRow, named: str, filled: Collection[str], rules: Rectification) -> Iterator[Finding]:
    """A finding for what the row lacks in its state, and one for each cell that it must not have filled."""
    state = rules.states[named]
    lacking = [cell for cell in state.needs if cell not in filled]
    if lacking:
        yield finding("state-unproven", row.place(lacking[0]), state=state.name, what=cells_named(lacking))
    for cell in state.without:
        if cell in filled:
            place, what = row.place(cell), CELL_NAMES[cell]
            yield finding("state-contradicted", place, state=state.name, what=what, text=row.text(cell))


def _struck_off(row: FilledRow, rules: Rectification, found: list[Finding]) -> bool:
    """Whether the cell that asks so says that the row is struck off; a finding where it says neither yes nor no."""
    text = row.text("closed")
    word = folded(text)
    if not text:
        return False
    if "closed" in row.days or word in YES_WORDS:
        return True
    state = rules.state_of(text)
    if state is not None:
        return rules.stage(state.id) == "closed"
    if word not in NO_WORDS and not _NOT_YET.fullmatch(word):
        found.append(finding("closed-unclear", row.place("closed"), text=text))
    return False


def _share(row: FilledRow, found: list[Finding]) -> Decimal | None:
    """The share done, in per cent; None where the cell is blank, or, with a finding, where it holds no such share."""
    text = row.text("share")
    if not text:
        return None
    given = row.values.get("share")
    value = given if isinstance(given, Decimal) else _percent(text)
    if value is None or not 0 <= value <= _HUNDRED:
        found.append(finding("share-unclear", row.place("share"), text=text))
        return None
    return value


def _percent(text: str) -> Decimal | None:
    """The share that a text says; None for words, and for a fraction, which may be of one or of a hundred."""
    word = "".join(unicodedata.normalize("NFKC", text).split())
    match = _SHARE.fullmatch(word)
    if match is None or _FRACTION.fullmatch(word):
        return None
    return Decimal(match[1])
