"""The sentences of a plan: where the unit stands, what the path needs, what is kept, how the paper is filled in."""

from starcli.core.explain import current, decided_by
from starcli.core.gaps import name_of, strengths
from starcli.core.judgement import Result
from starcli.core.numbers import half_up, plain
from starcli.core.paths.path import Step
from starcli.core.plans.plan import Plan
from starcli.core.plans.portrait import Peers
from starcli.core.text import Text, counted

_MOST_STRONG, _MOST_SHORT = 4, 6
NOTHING_SHORT = Text("对照目标没有短板。", "Nothing falls short of the target.")
SEAL = Text("（盖章）", "(seal)")
DAY = Text("　　　年　　月　　日", "Date: ______________")
GUIDE = (
    Text("填写说明（本栏不打印）", "How to fill this in (not printed)"),
    Text(
        "1. 只填浅黄色的格；其余已锁定，没有密码。每件事只填一处，别的表自动跟着变。",
        "1. Fill in the pale yellow cells only; the others are locked, without a password. Everything is entered once: "
        "the other sheets follow.",
    ),
    Text(
        "2. 先在“问题清单”核对问题、选原因；再在“整改措施”选措施，填责任人、责任领导和时限。下拉表里没有的可以自己写。",
        "2. On Problems check each problem and choose its cause; on Measures choose a measure and enter person, leader "
        "and deadline. What the lists do not offer can be written freely.",
    ),
    Text(
        "3. 措施要具体：谁、什么时候、做到多少。不写“加强、进一步、提高认识”一类没有数字的话。",
        "3. Say who does what by when, and to what figure; words such as 'strengthen' without a figure say nothing.",
    ),
    Text(
        "4. ★ 是达到目标必须做的。改了“预期目标值”，“测算”和本页的预计总分、星级随即改变。",
        "4. ★ is what the target needs. Change a target value, and Projection and the total and grade here follow.",
    ),
    Text(
        "5. 表下留有空行，可以补充自己的问题和措施；“对应指标”从下拉表中选。",
        "5. The empty rows are for problems and measures of your own; choose the indicator from the list.",
    ),
    Text(
        "6. 打印本页（A4 竖放），书记签字，镇街党(工)委盖章后报县级组织部门备案；备案后按“整改台账”逐项销号。",
        "6. Print this page (A4), have it signed and sealed, hand it in for filing; from then on keep the ledger.",
    ),
)


def title(plan: Plan) -> Text:
    """What the plan is called."""
    name = plan.rating.unit.name
    return Text(f"{name}“争星晋位”一村一策方案", f"{name}: plan for {plan.target.name.en.lower()}")


def reached(plan: Plan) -> bool:
    """Whether the unit has the target grade already, or a higher one."""
    order = [grade.id for grade in plan.rating.scheme.grades]
    return order.index(plan.rating.grade.id) <= order.index(plan.target.id)


def will_reach(plan: Plan) -> bool:
    """Whether it has it when everything is done."""
    order = [grade.id for grade in plan.rating.scheme.grades]
    return order.index(plan.projected.grade.id) <= order.index(plan.target.id)


def path_lines(plan: Plan) -> tuple[Text, ...]:
    """What the target needs at least, a line each; what stands in the way where it cannot be reached."""
    target = plan.target.name
    if reached(plan):
        return (
            Text(
                f"已经达到{target.zh}。重点是保持下列必达项，并按期做好其余改进。",
                f"{target.en} are reached. What matters is to keep the gates below, and to go on improving.",
            ),
        )
    if plan.path is not None:
        then, count = plan.path.reached, len(plan.path.steps)
        total, effort = plain(then.total), plain(half_up(plan.path.effort, 0))
        head = Text(
            f"达到{target.zh}最省力的办法：做好下列 {count} 项（★），之后为 {total} 分、{then.grade.name.zh}"
            f"（预计工作量 {effort} 天）。",
            f"The way of least effort to {target.en.lower()}: the {counted(count, 'item')} below (★), then {total} "
            f"points and {then.grade.name.en.lower()} (about {effort} days of work).",
        )
        return (head, *map(step_words, plan.path.steps))
    if will_reach(plan):
        total = plain(plan.projected.total)
        return (
            Text(
                f"下列措施全部完成后为 {total} 分，达到{target.zh}。",
                f"With all measures below done: {total} points, {target.en.lower()}.",
            ),
        )
    projected = plan.projected
    head = Text(
        f"下列措施全部完成后为 {plain(projected.total)} 分、{projected.grade.name.zh}，仍达不到{target.zh}：",
        f"With all measures below done: {plain(projected.total)} points and {projected.grade.name.en.lower()}; "
        f"{target.en.lower()} are not reached:",
    )
    return (head, *(Text(f"· {line.zh}", f"· {line.en}") for line in decided_by(projected)))


def step_words(step: Step) -> Text:
    """One step of the path: from what to what, and what it brings."""
    result, indicator = step.result, step.result.indicator
    now, then, gain = current(result), name_of(result, step.value), plain(step.gain)
    gate = Text("，必达项", ", a gate") if step.gate else Text("", "")
    return Text(
        f"★ {indicator.id} {indicator.name.zh}：{now.zh} → {then.zh}（+{gain} 分{gate.zh}）",
        f"★ {indicator.id} {indicator.name.en}: {now.en} → {then.en} (+{gain} points{gate.en})",
    )


def strong_lines(plan: Plan) -> tuple[Text, ...]:
    """What the unit does best, a line each."""
    lines = [r.indicator for r in strengths(plan.rating, _MOST_STRONG)]
    return tuple(Text(f"{i.id} {i.name.zh}", f"{i.id} {i.name.en}") for i in lines) or (_NONE,)


def short_lines(plan: Plan) -> tuple[Text, ...]:
    """What keeps it from the target, the most pressing first, a line each."""
    gaps = [proposal.gap for proposal in sorted(plan.proposals, key=lambda proposal: not proposal.key)]
    lines = []
    for gap in gaps[:_MOST_SHORT]:
        indicator, now = gap.result.indicator, current(gap.result)
        gate = Text("，必达", ", gate") if gap.gate else Text("", "")
        requirement = indicator.requirements.get(plan.target.id)
        demand = gap.demand if requirement is None else requirement.words()
        lines.append(
            Text(
                f"{indicator.id} {indicator.name.zh} {now.zh}（{demand.zh}{gate.zh}）",
                f"{indicator.id} {indicator.name.en}: {now.en} ({demand.en}{gate.en})",
            )
        )
    rest = len(gaps) - len(lines)
    if rest > 0:
        lines.append(Text(f"另有 {rest} 项，见问题清单", f"{rest} more: see Problems"))
    return tuple(lines) or (_NONE,)


def kept(plan: Plan) -> tuple[Result, ...]:
    """The gates of the target that are met, and must go on being met."""
    target = plan.target.id
    return tuple(r for r in plan.rating.results if target in r.indicator.gates and r.met(target))


def beside_others(peers: Peers) -> Text:
    """Who the others are whose median is shown."""
    others = counted(peers.count, "other unit")
    return Text(f"同类中位数：同县同类其他 {peers.count} 个单位。", f"Median of {others} of its kind in the county.")


_NONE = Text("无", "none")
