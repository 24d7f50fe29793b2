"""A contest in sentences: how scores come about, and who ties with whom."""

from starcli.core.contest.contest import Rules
from starcli.core.contest.result import Decided, Tie
from starcli.core.numbers import plain
from starcli.core.text import Text, listed


def rule_words(rules: Rules, decided: Decided) -> Text:
    """How a score comes about, in a sentence."""
    full, count = plain(decided.part.full), len(decided.part.judges)
    if not count:
        return Text(f"得分为统一评定，满分 {full} 分。", f"One score each, out of {full}.")
    places = rules.places
    zh, en = (
        f"去掉 {rules.drop} 个最高分和 {rules.drop} 个最低分，",
        f"the {rules.drop} highest and lowest are dropped, ",
    )
    drop = Text(zh, en) if rules.drop else Text("", "")
    return Text(
        f"{count} 位评委打分，满分 {full} 分；{drop.zh}其余取平均，四舍五入保留 {places} 位小数，再加加分、减扣分。",
        f"{count} judges, out of {full}; {drop.en}the mean of the rest is taken, half up to {places} decimals, "
        "then plus and minus.",
    )


def tie_words(tie: Tie) -> Text:
    """Who shares a place with whom."""
    names = listed([contestant.label for contestant in tie.contestants])
    more = Text("（保留小数前不同）", " (before rounding they differ)") if tie.apart else Text("", "")
    zh, en = (f"{tie.part}：", f"{tie.part}: ") if tie.part else ("", "")
    return Text(
        f"{zh}并列第 {tie.place} 名：{names.zh}，{tie.total} 分{more.zh}",
        f"{en}tied at place {tie.place}: {names.en}, {tie.total}{more.en}",
    )
