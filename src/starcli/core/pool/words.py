"""Pooled problems in words: how many miss what, what sort of problem that is, whom it keeps back, where it is worse."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from starcli.core.explain import OUTCOME_NAMES, percent
from starcli.core.model import Framework, Grade
from starcli.core.numbers import plain
from starcli.core.pool.figures import GroupFigure, Sort, Tally, Verdict
from starcli.core.pool.fixing import Fix, Lever, Levers
from starcli.core.pool.pool import Problem
from starcli.core.pool.questions import Demand, Miss, Question, Why
from starcli.core.text import Text, counted

SORT_NAMES: Mapping[Sort, Text] = {
    "common": Text("共性", "common"),
    "grouped": Text("局部共性", "in groups"),
    "own": Text("个性", "single"),
    "open": Text("待定", "open"),
    "none": Text("无", "none"),
}
VERDICT_NAMES: Mapping[Verdict, Text] = {
    "more": Text("▲ 更突出", "▲ worse"),
    "less": Text("▽ 较轻", "▽ better"),
    "perhaps": Text("△ 或属偶然", "△ perhaps by chance"),
    "noise": Text("≈ 差异在偶然之内", "≈ no more than chance"),
    "open": Text("？待报齐再定", "? open until all report"),
}
WHY_NAMES: Mapping[Why, Text] = {
    "missed": Text("不达标", "below"),
    "blank": Text("无有效值", "no value"),
    "unrated": Text("未评定", "not rated"),
    "missing": Text("未上报", "not reported"),
}
_MOST_GROUPS = 3


def missed_words(tally: Tally) -> Text:
    """How many of those who are asked miss a requirement, and of how many nobody knows."""
    zh = f"{tally.asked} 个单位中 {tally.known} 个不达标（{percent(tally.least)}）"
    en = f"{tally.known} of {counted(tally.asked, 'unit')} miss it ({percent(tally.least)})"
    if tally.blank:
        zh, en = f"{zh}，其中 {tally.blank} 个没有有效值", f"{en}, {tally.blank} of them without a value"
    if not tally.unknown:
        return Text(zh, en)
    parts = [(tally.missing, Text("未上报", "not reported")), (tally.unrated, Text("未评定", "not rated"))]
    others = [(count, name) for count, name in parts if count]
    zh_rest = "、".join(f"{count} 个{name.zh}" for count, name in others)
    en_rest = ", ".join(f"{count} {name.en}" for count, name in others)
    return Text(f"{zh}；另有 {zh_rest}，最多 {percent(tally.most)}", f"{en}; {en_rest}: {percent(tally.most)} at most")


def kept_words(question: Question, target: Grade) -> Text:
    """How many units an indicator keeps from a grade, and how many lack nothing else."""
    alone = len(question.alone)
    grade = target.name
    lack = "lacks" if alone == 1 else "lack"
    if question.gate:
        kept = len(question.kept)
        zh = f"必达项：{kept} 个单位因它到不了{grade.zh}"
        en = f"a gate: it keeps {counted(kept, 'unit')} from {grade.en.lower()}"
        return Text(f"{zh}，其中 {alone} 个只差这一项", f"{en}; {alone} {lack} nothing else") if alone else Text(zh, en)
    gain = Text(f"全部补齐合计可增 {plain(question.gain)} 分", f"worth {plain(question.gain)} points to all together")
    if not alone:
        return Text(f"不是必达项；{gain.zh}", f"no gate; {gain.en}")
    return Text(
        f"不是必达项；{alone} 个单位只差这一项就到{grade.zh}；{gain.zh}",
        f"no gate; {alone} {lack} nothing else for {grade.en.lower()}; {gain.en}",
    )


def worse_words(problem: Problem, most: int = _MOST_GROUPS) -> Text | None:
    """Where there is more of a problem than in the whole, as a sentence; None where there is nowhere."""
    groups = worst_groups(problem, most)
    return None if groups is None else Text(f"更突出：{groups.zh}", f"worse in {groups.en}")


def worst_groups(problem: Problem, most: int = _MOST_GROUPS) -> Text | None:
    """The groups in which there is more of a problem than in the whole; None where there are none."""
    figures = problem.worse_in
    if not figures:
        return None
    shown = [figure_words(figure) for figure in figures[:most]]
    rest = len(figures) - len(shown)
    zh = "、".join(one.zh for one in shown) + (f" 等 {len(figures)} 处" if rest else "")
    return Text(zh, ", ".join(one.en for one in shown) + (f" and {rest} more" if rest else ""))


def figure_words(figure: GroupFigure) -> Text:
    """A group with its share: `老旧社区 40.0%（24/60）`."""
    tally, name = figure.tally, figure.group.name
    share = percent(tally.least)
    return Text(
        f"{name.zh} {share}（{tally.known}/{tally.asked}）", f"{name.en} {share} ({tally.known} of {tally.asked})"
    )


def value_words(miss: Miss, question: Question) -> Text:
    """What a unit has: its value, or why there is none."""
    if miss.why == "missed" and miss.value is not None:
        levels = question.definition.scale.levels
        return levels.get(miss.value, Text.same(miss.value)) if isinstance(miss.value, str) else number(miss.value)
    return OUTCOME_NAMES["missing"] if miss.why == "blank" and miss.value is None else WHY_NAMES[miss.why]


def number(value: Decimal) -> Text:
    """A number as people write it."""
    return Text.same(plain(value))


def demand_words(question: Question, framework: Framework) -> Text:
    """What is required; where that differs, of which kinds and profiles: `≥ 100（默认）；≥ 50（山区村）`."""
    of: dict[Text, list[Demand]] = {}
    for demand in question.demands:
        of.setdefault(demand.words, []).append(demand)
    if len(of) == 1:
        return next(iter(of))
    parts = [(words, _who(some, question, framework)) for words, some in of.items()]
    zh = "；".join(f"{words.zh}（{'、'.join(name.zh for name in names)}）" for words, names in parts)
    return Text(zh, "; ".join(f"{words.en} ({', '.join(name.en for name in names)})" for words, names in parts))


def _who(demands: Sequence[Demand], question: Question, framework: Framework) -> list[Text]:
    """Of whom something is required: whole kinds by their names, else profiles."""
    found: dict[Text, None] = {}
    for demand in demands:
        whole = all(each in demands for each in question.demands if each.kind == demand.kind)
        name = framework.kinds[demand.kind].name if whole else short_name(framework.profiles[demand.profile].name)
        found[name] = None
    return list(found)


def short_name(name: Text) -> Text:
    """A name without what stands in brackets behind it."""
    zh = name.zh.replace("（", "(")
    return Text(zh.partition("(")[0].strip() or name.zh, name.en.partition("(")[0].strip() or name.en)


def lever_words(levers: Levers, lever: Lever, target: Grade) -> Text:
    """What the best choice brings beside the naive list."""
    grade, size = target.name, len(lever.best.indicators)
    now, then = len(levers.having), len(lever.best.having)
    gained, naive = len(levers.gained(lever.best)), len(levers.gained(lever.naive))
    zh = f"集中解决 {size} 项，{grade.zh}从 {now} 个增加到 {then} 个（+{gained}）"
    en = f"fixing {counted(size, 'indicator')} for everyone brings {grade.en.lower()} from {now} to {then} (+{gained})"
    if lever.best.indicators == lever.naive.indicators:
        return Text(f"{zh}；与不达标最多的 {size} 项相同", f"{en}; they are also those that most units miss")
    others = len(lever.naive.indicators)
    return Text(
        f"{zh}；照不达标最多的 {others} 项去抓只增加 {naive} 个",
        f"{en}; the {others} that most units miss would bring +{naive}",
    )


def gain_words(fix: Fix) -> str:
    """The points that a choice brings all together, with their sign."""
    return f"{fix.gain:+}"
