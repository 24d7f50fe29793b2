"""A path in words: its steps on one line, what the greedy order costs more, and what is in the way."""

from decimal import Decimal

from starcli.core.explain import percent
from starcli.core.gaps import name_of
from starcli.core.numbers import plain
from starcli.core.paths.obstacles import Obstacle
from starcli.core.paths.path import Path, PathReport, Step
from starcli.core.text import Text, listed


def step_words(step: Step) -> Text:
    """`DEV-01 34.6 → 50`."""
    now, then = name_of(step.result, step.result.value), name_of(step.result, step.value)
    key = step.result.indicator.id
    return Text(f"{key} {now.zh} → {then.zh}", f"{key} {now.en} → {then.en}")


def steps_words(path: Path) -> Text:
    """All steps of a path, one after the other."""
    return listed([step_words(step) for step in path.steps])


def days(effort: Decimal) -> str:
    """An effort as it is printed, in days without trailing zeros."""
    return plain(effort)


def greedy_words(report: PathReport) -> Text:
    """What taking the gaps in their order would cost more than the path, or that it does not get there."""
    path, greedy = report.path, report.greedy
    if path is None or greedy is None:
        return Text("按短板次序逐项补齐达不到目标", "closing the gaps in their order does not get there")
    more = greedy.effort - path.effort
    if greedy.values == path.values or not more:
        return Text("按短板次序逐项补齐，工作量相同", "closing the gaps in their order takes the same effort")
    return Text(
        f"按短板次序逐项补齐要 {len(greedy.steps)} 项、{days(greedy.effort)} 天，多 {days(more)} 天",
        f"closing the gaps in their order takes {len(greedy.steps)} of them and {days(greedy.effort)} days, "
        f"{days(more)} more",
    )


def obstacle_words(report: PathReport, obstacle: Obstacle) -> Text:
    """What stands in the way, and what would have to give way."""
    scheme, target = report.rating.scheme, report.target
    if obstacle.sort == "veto":
        veto = next(veto for veto in scheme.framework.vetoes if veto.id == obstacle.id)
        capped = scheme.grade(veto.caps_at).name
        return Text(
            f"一票否决 {veto.id}“{veto.name.zh}”，最高{capped.zh}；解除前达不到",
            f"veto {veto.id} '{veto.name.en}': at most {capped.en.lower()} until it is lifted",
        )
    if obstacle.sort == "dimension":
        name = scheme.framework.dimensions[obstacle.id].name
        best, floor = percent(obstacle.best or Decimal(0)), percent(target.dimension_floor or Decimal(0))
        return Text(
            f"维度 {obstacle.id} {name.zh}：各项都做到最好也只有 {best}，低于底线 {floor}",
            f"dimension {obstacle.id} {name.en}: {best} with everything at its best, below the floor {floor}",
        )
    if obstacle.sort == "floor":
        best, floor = plain(obstacle.best or Decimal(0)), plain(target.floor)
        return Text(
            f"各项都做到最好也只有 {best} 分，低于{target.name.zh}线 {floor} 分",
            f"{best} points with everything at its best, below the floor {floor} of {target.name.en.lower()}",
        )
    name = scheme.by_id[obstacle.id].name
    if obstacle.sort == "kept":
        return Text(
            f"{obstacle.id} {name.zh}：要求保持不动；不改进它就达不到",
            f"{obstacle.id} {name.en} is to stay as it is; without improving it the grade cannot be reached",
        )
    return Text(
        f"必达项 {obstacle.id} {name.zh}：没有允许的数值能达到要求",
        f"gate {obstacle.id} {name.en}: no value that is allowed meets the requirement",
    )
