"""What the state of a grid is called: its size, the posts that nobody has, the functions that it lacks."""

from collections.abc import Iterable, Mapping, Sequence

from starcli.core.grids.posts import POSTS, Post
from starcli.core.grids.rules import GridRules, GridSize
from starcli.core.grids.state import GridState, Size, UnitState
from starcli.core.grids.totals import Tally
from starcli.core.text import Text, counted, listed

SIZE_NAMES: Mapping[Size, Text] = {
    "in-range": Text("达标", "in range"),
    "exempt": Text("视为达标", "exempt"),
    "too-large": Text("过大", "too large"),
    "too-small": Text("过小", "too small"),
    "unknown": Text("无法判断", "not known"),
}
WITHOUT_PARTY = Text("无党组织", "no Party group")
INCOMPLETE = Text("职能不齐", "Functions lacking")


def standard_of(standard: GridSize | None) -> Text:
    """The standard that applies: `300-500`; a dash for none."""
    return Text.same("—" if standard is None else f"{standard.low}-{standard.high}")


def off_by(state: GridState, standard: GridSize | None) -> Text:
    """How many households a grid has too many or too few; empty for any other."""
    households = state.grid.households
    if standard is None or households is None or state.size not in ("too-large", "too-small"):
        return Text("", "")
    over = households - standard.high if state.size == "too-large" else households - standard.low
    return Text.same(f"{over:+d}")


def lacking(state: GridState) -> Text:
    """The posts of a grid that nobody has."""
    return listed([POSTS[post] for post in state.lacking])


def missing_functions(state: GridState, rules: GridRules) -> Text:
    """The functions that a grid lacks; of many, how many it has instead."""
    if not state.missing:
        return Text("", "")
    held = len(rules.functions) - len(state.missing)
    if held < len(state.missing):
        has = listed([name for key, name in rules.functions.items() if key not in state.missing])
        zh = f"只有 {held} 项" + (f"：{has.zh}" if held else "")
        return Text(zh, f"{held} of {len(rules.functions)}" + (f": {has.en}" if held else ""))
    absent = listed([rules.functions[key] for key in state.missing])
    return Text(f"缺{absent.zh}", f"without {absent.en}")


def possible(unit: UnitState) -> Text:
    """How many grids the households of a unit could make within the standard."""
    if unit.fewest is None or unit.most is None:
        return Text.same("—")
    return Text.same(str(unit.fewest) if unit.fewest == unit.most else f"{unit.fewest}-{unit.most}")


def vacancies_of(unit: UnitState, post: Post) -> Text:
    """The grids of a unit in which nobody has a post."""
    return names_of(state for state in unit.grids if post in state.lacking)


def names_of(states: Iterable[GridState]) -> Text:
    """What some grids are called."""
    return listed([Text.same(state.grid.name) for state in states])


def turnout(whole: Tally) -> Text:
    """How many units handed in a ledger, and who did not."""
    zh, en = f"{whole.units} 个单位交了台账", f"{counted(whole.units, 'unit')} with a ledger"
    if whole.missing is None:
        return Text(zh, en)
    return Text(f"{zh}，{whole.missing} 个没有交", f"{en}, {whole.missing} without one")


def figures_of(whole: Tally, sizes: Sequence[Size] = ("too-large", "too-small", "unknown")) -> Text:
    """The grids of everybody in one sentence."""
    share = "—" if whole.share is None else f"{whole.share * 100:.1f}%"
    zh = [f"{whole.grids} 个网格、{whole.households} 户，达标 {whole.within} 个（{share}）"]
    en = [f"{counted(whole.grids, 'grid')}, {whole.households} households, {whole.within} in range ({share})"]
    for size in sizes:
        if whole.sizes[size]:
            zh.append(f"{SIZE_NAMES[size].zh} {whole.sizes[size]} 个")
            en.append(f"{whole.sizes[size]} {SIZE_NAMES[size].en}")
    return Text("，".join(zh), ", ".join(en))
