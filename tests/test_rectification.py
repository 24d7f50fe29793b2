"""The rules of rectification: data of a framework, read with the line of every fault, and what they say of moves."""

from itertools import product
from pathlib import Path

import pytest
from frameworks import FRAMEWORK, REFERENCE, Edit, Edits, found, loaded, marked, write

from starcli.core.rectification.ledger import CELL_NAMES
from starcli.core.rectification.rules import LEDGER_CELLS, Rectification, Relapse
from starcli.core.text import Text
from starcli.definitions import load_framework
from starcli.excel.layouts.plan import LEDGER_HEADINGS

RULES = """\
rectification:
  first: open
  asked: [asked]
  final: [done]
  states:
    open:
      name: {zh: 未办, en: Open}
      aliases: [待办]
      next:
        - asked
      without: [closed]
    asked:
      name: {zh: 已报, en: Reported}
      next: [open, done]
      needs:
        - requested
      without: [closed]
      holds:
        - evidence
    done:
      name: {zh: 办结, en: Done}
      next: [again]
      needs: [closed]
    again:
      name: {zh: 复发, en: Again}
      next: [asked]
  close_when:
    evidence:
      name: {zh: 有材料, en: Evidence}
    new-survey:
      name: {zh: 重新测, en: New survey}
      sources:
        - self
      words: [复测]
  lights:
    green: {name: {zh: 绿, en: Green}, when: {zh: 按期, en: In time}}
    yellow:
      name: {zh: 黄, en: Yellow}
      when: {zh: "{days}天内且不到{share}%", en: "within {days} days and below {share}%"}
      days: 10
      share: 50
    red: {name: {zh: 红, en: Red}, when: {zh: 逾期, en: Overdue}}
  extension:
    most: 1
    days: 30
    approver: {zh: 上级, en: Above}
    told_in:
      - remarks
  relapse:
    state: again
    seasons: 2
    when: {zh: "{seasons}季内", en: "within {seasons} seasons"}
  by_season:
    - at-once
"""


def _rules(old: str, new: str, after: str = "rectification:") -> Edits:
    return [Edit("framework.yaml", old, new, after)]


FAULTS: dict[str, Edits] = {
    "first state": _rules("first: open", "first: opened  # ! unknown-id"),
    "state in which closing is asked for": _rules("asked: [asked]", "asked: [reported]  # ! unknown-id"),
    "final state": _rules("final: [done]", "final: [closed]  # ! unknown-id"),
    "state that follows another": _rules("        - asked", "        - asked\n        - reported  # ! unknown-id"),
    "state after a relapse": _rules("state: again", "state: worse  # ! unknown-id"),
    "cell that a state needs": _rules("        - requested", "        - request  # ! unknown-id"),
    "cell that a state must not have": _rules("without: [closed]", "without: [close]  # ! unknown-id"),
    "condition that holds in a state": _rules("        - evidence", "        - proof  # ! unknown-id"),
    "closing condition": _rules(
        "    evidence:\n      name",
        "    proof:  # ! unknown-id\n      name: {zh: 证, en: Proof}\n    evidence:\n      name",
    ),
    "source of a condition": _rules("        - self", "        - hearsay  # ! unknown-id"),
    "cell of an approval": _rules("      - remarks", "      - letter  # ! unknown-id"),
    "type of measure": _rules("    - at-once", "    - some-day  # ! unknown-id"),
    "no way to an end": _rules("      next: [open, done]", "      next: [open]", "    asked:")
    + _rules("    open:", "    open:  # ! state-without-end", "  states:")
    + _rules("    asked:", "    asked:  # ! state-without-end", "  states:")
    + _rules("    done:", "    done:  # ! state-unreachable", "  states:")
    + _rules("    again:", "    again:  # ! state-unreachable state-without-end", "  states:"),
    "state that nothing leads to": _rules(
        "    again:",
        "    lost:  # ! state-unreachable\n      name: {zh: 失, en: Lost}\n      next: [asked]\n    again:",
    ),
    "closing that cannot be undone": _rules("    done:", "    done:  # ! relapse-impossible", "  states:")
    + _rules("      next: [again]", "      next: [open]")
    + _rules("    again:", "    again:  # ! state-unreachable", "  states:"),
    "state both asked for and final": _rules("asked: [asked]", "asked: [asked, done]")
    + _rules("final: [done]", "final: [done]  # ! state-asked-and-final"),
    "cell both needed and forbidden": _rules(
        "      without: [closed]", "      without: [closed, requested]  # ! state-contradictory", "    asked:\n"
    ),
    "word for two states": _rules("    asked:", "    asked:  # ! state-named-twice", "  states:")
    + _rules("name: {zh: 已报, en: Reported}", "name: {zh: 待办, en: Reported}"),
    "number that is not known": _rules(
        'when: {zh: "{days}天内且不到{share}%"', 'when: {zh: "{weeks}周内"  # ! number-unknown\n       '
    ),
    "brace that is left open": _rules(
        'when: {zh: "{seasons}季内"', 'when: {zh: "{seasons季内"  # ! number-unknown\n       '
    ),
    "days below zero": _rules("days: 10", "days: -1  # ! definition-invalid"),
    "share above a hundred": _rules("share: 50", "share: 150  # ! definition-invalid"),
    "extension that is no number": _rules("most: 1", "most: one  # ! not-a-number"),
    "no final state": _rules("final: [done]", "final: []  # ! definition-invalid"),
    "unknown key of a state": _rules("      aliases: [待办]", "      alias: 待办  # ! unknown-key"),
    "states as a list": _rules("      needs:\n        - requested", "      needs: requested  # ! not-a-list"),
}


def rules(folder: Path, edits: Edits = []) -> Rectification:  # noqa: B006 a constant
    """The rules of the small framework."""
    value = loaded(write(folder, edits, framework=FRAMEWORK + RULES)).rectification
    assert value is not None
    return value


@pytest.fixture(scope="module")
def reference() -> Rectification:
    """The rules of the reference framework."""
    value = loaded(REFERENCE).rectification
    assert value is not None
    return value


def test_the_small_rules_have_no_faults(tmp_path: Path) -> None:
    """The rules that the other tests break are whole."""
    assert load_framework(write(tmp_path, framework=FRAMEWORK + RULES)).findings == ()


@pytest.mark.parametrize("edits", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_stands_on_its_line(edits: Edits, tmp_path: Path) -> None:
    """The findings of broken rules are exactly those that the marks ask for."""
    write(tmp_path, edits, framework=FRAMEWORK + RULES)
    assert found(load_framework(tmp_path).findings) == marked(tmp_path)


def test_a_framework_needs_no_rules(tmp_path: Path) -> None:
    """A framework that says nothing of rectification has no rules, and no faults."""
    assert loaded(write(tmp_path)).rectification is None


def test_wordings_name_their_numbers(tmp_path: Path) -> None:
    """A number is written once, and its wording follows it."""
    known = rules(tmp_path, _rules("days: 10", "days: 7"))
    assert (known.lights.yellow.when, known.relapse.wording) == (
        Text("7天内且不到50%", "within 7 days and below 50%"),
        Text("2季内", "within 2 seasons"),
    )


def test_the_rules_are_data(tmp_path: Path) -> None:
    """Whatever a framework says of states, lights, extension and relapse is what the rules say."""
    known = rules(tmp_path)
    assert (list(known.states), known.first, known.asked, known.final) == (
        ["open", "asked", "done", "again"],
        "open",
        ("asked",),
        ("done",),
    )
    assert (known.lights.days, known.lights.share) == (10, 50)
    assert (known.extension.most, known.extension.days, known.extension.told_in) == (1, 30, ("remarks",))
    assert known.relapse == Relapse("again", 2, Text("2季内", "within 2 seasons"))
    assert (list(known.close_when), known.by_season) == (["evidence", "new-survey"], ("at-once",))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("整改中", "being-rectified"), (" 整 改 中 ", "being-rectified"), ("Being rectified", "being-rectified"),
        ("being-rectified", "being-rectified"), ("推进中", "being-rectified"), ("未启动", "to-be-rectified"),
        ("已销号", "closed"), ("销号", "closed"), ("已完成", None), ("整改", None), ("", None),
    ],
)  # fmt: skip
def test_a_state_is_known_by_its_words(text: str, state: str | None, reference: Rectification) -> None:
    """Id, name in either language and aliases mean a state, however they are spaced; nothing near is taken."""
    known = reference.state_of(text)
    assert (known.id if known else None) == state


def test_conditions_may_be_for_some_sources_only(reference: Rectification) -> None:
    """A new survey is asked of figures that come from a survey, and of no others."""
    everywhere = ["verified-value", "evidence", "town-check", "county-review"]
    asked = {source: [one.id for one in reference.conditions_of(source)] for source in ("department", "survey", "")}
    assert asked == {"department": everywhere, "survey": [*everywhere, "new-survey"], "": everywhere}


NEXT = {
    "to-be-rectified": {"being-rectified", "closing-requested", "extended"},
    "being-rectified": {"closing-requested", "extended"},
    "closing-requested": {"township-check", "sent-back"},
    "township-check": {"county-review", "sent-back"},
    "county-review": {"closed", "sent-back"},
    "closed": {"relapsed"},
    "sent-back": {"being-rectified", "closing-requested", "extended"},
    "extended": {"being-rectified", "closing-requested"},
    "relapsed": {"being-rectified", "closing-requested", "extended"},
}
"""The moves of the reference rules, written down once more."""
OPEN = ("to-be-rectified", "being-rectified", "sent-back", "extended", "relapsed")
THROUGH_A_REQUEST = {
    (then, now)
    for then in (*OPEN, "closing-requested", "township-check")
    for now in ("closing-requested", "township-check", "county-review", "closed", "sent-back")
    if then != now and (then, now) != ("township-check", "closing-requested")
}
"""What may come to pass between two copies where the day of a request stands in the row."""


@pytest.mark.parametrize(("then", "now"), list(product(NEXT, NEXT)))
def test_every_move(then: str, now: str, reference: Rectification) -> None:
    """A row without traces may stay, or move once; one with the day of a request may have gone on from there."""
    once = now == then or now in NEXT[then]
    bare = reference.may_follow(then, now, ())
    requested = reference.may_follow(then, now, {"requested"})
    assert (bare, requested) == (once, once or (then, now) in THROUGH_A_REQUEST)


def test_an_extension_leaves_its_trace(reference: Rectification) -> None:
    """Between two copies a problem may have been extended and taken up again, where the new day stands in the row."""
    moves = [reference.may_follow("relapsed", "being-rectified", cells) for cells in ((), {"extended"})]
    back = [reference.may_follow("closed", "being-rectified", cells) for cells in ((), {"extended"})]
    assert (moves, back) == ([True, True], [False, False])


def test_cells_of_the_rules_are_columns_of_the_ledger() -> None:
    """Every cell that rules may name is a column of the ledger, and has a name in sentences."""
    assert set(LEDGER_CELLS) <= set(LEDGER_HEADINGS)
    assert set(LEDGER_CELLS) == set(CELL_NAMES)


def test_names_of_states_are_told_apart(reference: Rectification) -> None:
    """The reference has nine states, each with a name of its own."""
    names = {state.name.zh for state in reference.states.values()}
    assert (len(reference.states), len(names)) == (9, 9)
