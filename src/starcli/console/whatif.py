"""What a person sees of a what-if: both ratings side by side, what changed, and how far the next edges are."""

from collections.abc import Sequence
from decimal import Decimal

from rich.text import Text as Rich

from starcli.batch import Batch, Rated
from starcli.console.screen import Screen
from starcli.console.whatif_tables import changes, counted_as, edges, many, side_by_side
from starcli.core.assessment import Answer
from starcli.core.explain import decided_by, describe_unit, missing_to_next
from starcli.core.gaps import name_of
from starcli.core.rating import Rating
from starcli.core.text import Text, counted, listed
from starcli.core.whatif import Comparison

_MOST_IN_FULL = 3
_MOST_LINES = 30


def show_comparisons(screen: Screen, batch: Batch, compared: Sequence[Comparison | None]) -> None:
    """A few units in full, many as a line each; then everything that is wrong."""
    if len(batch.rated) <= _MOST_IN_FULL:
        for one, comparison in zip(batch.rated, compared, strict=True):
            _show(screen, one, comparison)
        if batch.missing is not None:
            screen.turnout(batch)
        screen.findings(found for found in batch.of_run if found.code != "not-reported")
        return
    shown = [comparison for comparison in compared if comparison is not None]
    ordered = sorted(shown, key=lambda one: (one.after.grade == one.before.grade, -abs(one.difference)))
    screen.out.print(many(ordered[:_MOST_LINES], screen.language))
    rest = len(ordered) - _MOST_LINES
    if rest > 0:
        screen.say(Text(f"另有 {rest} 个，加 --json 全部列出", f"{rest} more, all of them with --json"), "dim")
    screen.say(_tally(shown, untouched=sum(one.rating is not None for one in batch.rated) - len(shown)))
    if batch.missing is not None or len(shown) < len(compared):
        screen.turnout(batch)
    screen.findings(
        (*(f for one in shown for f in one.findings), *(f for f in batch.findings if f.code != "not-reported"))
    )


def _show(screen: Screen, rated: Rated, comparison: Comparison | None) -> None:
    language = screen.language
    screen.out.print(Rich(rated.unit.name, style="bold"))
    if rated.rating is not None:
        screen.say(describe_unit(rated.rating), "dim")
    if comparison is None:
        screen.say(_UNRATED if rated.rating is None else _UNTOUCHED, "red" if rated.rating is None else "dim")
        screen.findings(rated.findings)
        return
    after = comparison.after
    screen.say(_assumed(comparison), "bold cyan")
    screen.out.print(side_by_side(comparison, language))
    above = () if after.next_grade is None else (missing_to_next(after),)
    for sentence in (*decided_by(after), *above):
        screen.say(Text(f"  • {sentence.zh}", f"  • {sentence.en}"))
    if comparison.changes or comparison.counted:
        screen.out.print()
        screen.out.print(changes(comparison, language))
    else:
        screen.say(Text("各项都不变", "nothing changes"), "dim")
    if comparison.around:
        screen.out.print()
        screen.out.print(edges(comparison, language))
    screen.findings((*comparison.findings, *rated.findings))


_UNRATED = Text("未评定", "not rated")
_UNTOUCHED = Text("用不到所设的各项", "has nothing of what is set")


def _assumed(comparison: Comparison) -> Text:
    """What was set, in one line."""
    parts = [_setting(comparison.after, key, answer) for key, answer in comparison.given.items()]
    shown = listed(parts)
    return Text(f"假设 {shown.zh}", f"if {shown.en}")


def _setting(after: Rating, key: str, answer: Answer) -> Text:
    if key in after.scheme.by_id and answer.value is not None:
        value = name_of(after.result(key), answer.value)
    elif isinstance(answer.value, Decimal):
        value = counted_as(after, key, answer.value)
    else:
        value = Text("不适用", "not applicable")
    return Text(f"{key} = {value.zh}", f"{key} = {value.en}")


def _tally(shown: Sequence[Comparison], untouched: int) -> Text:
    """How many units would have another grade."""
    moves = [one.after.grade.stars - one.before.grade.stars for one in shown]
    up, down = sum(move > 0 for move in moves), sum(move < 0 for move in moves)
    same = len(moves) - up - down
    zh, en = (
        f"{len(shown)} 个单位：升星 {up}，降星 {down}，不变 {same}",
        f"{counted(len(shown), 'unit')}: {up} up, {down} down, {same} the same",
    )
    if untouched:
        zh, en = f"{zh}；另有 {untouched} 个用不到所设的各项", f"{en}; {untouched} more have nothing of what is set"
    return Text(zh, en)
