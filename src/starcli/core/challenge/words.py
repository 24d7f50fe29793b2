"""A challenge in sentences: how far it is, and what it takes to overtake."""

from starcli.core.challenge.challenge import Challenge
from starcli.core.explain import OUTCOME_NAMES, current, symbols
from starcli.core.judgement import Result
from starcli.core.numbers import ZERO
from starcli.core.paths.words import days
from starcli.core.text import Text, counted


def value_words(result: Result | None) -> Text:
    """A value as it counts: what is wrong with it where it does not."""
    if result is None:
        return Text.same("—")
    return current(result) if result.outcome == "scored" else OUTCOME_NAMES[result.outcome]


def margin_words(challenge: Challenge) -> Text:
    """How the two stand to each other, in a sentence."""
    margin = challenge.margin
    if challenge.theirs is None or margin is None:
        return challenge.why
    behind, ahead, level = (len(challenge.on(side)) for side in ("behind", "ahead", "level"))
    zh = f"总分比对方低 {margin} 分" if margin > ZERO else f"总分比对方高 {-margin} 分" if margin else "总分与对方相同"
    en = f"{margin} points behind" if margin > ZERO else f"{-margin} points ahead" if margin else "equal in total"
    return Text(
        f"{zh}；{behind} 项落后，{ahead} 项领先，{level} 项持平",
        f"{en}; behind in {counted(behind, 'indicator')}, ahead in {ahead}, level in {level}",
    )


def overtaking_words(challenge: Challenge) -> Text:
    """What it takes to overtake the opponent, in a sentence."""
    path, aim = challenge.overtaking, challenge.aim
    if aim is None or challenge.theirs is None:
        return challenge.why
    if path is None:
        return Text(
            "各项都做到最好也超不过对方，或有一票否决、必达项挡着",
            "no improvement brings more, or a veto or a gate stands in the way",
        )
    if not path.steps:
        return Text("总分已高于对方，星级也不低", "the total is higher already, and the grade no lower")
    shown = f"{symbols(path.reached)} {path.reached.total}"
    return Text(
        f"最省力的反超办法：{len(path.steps)} 项，工作量 {days(path.effort)} 天，完成后 {shown}",
        f"least effort to overtake: {counted(len(path.steps), 'step')}, {days(path.effort)} days; then {shown}",
    )


def caught_up_words(challenge: Challenge) -> Text | None:
    """What there would be with the opponent's values wherever that leads; None where profiles differ."""
    rating = challenge.caught_up
    if rating is None:
        return None
    shown = f"{symbols(rating)} {rating.total}"
    return Text(f"落后的各项都做到对方的水平：{shown}", f"with the opponent's values wherever it leads: {shown}")
