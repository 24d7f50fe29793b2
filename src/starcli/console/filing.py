"""What a person sees of a run of filing: what was filed, what was not and why, and who has no plan."""

from collections import Counter
from collections.abc import Iterable, Sequence

from starcli.console.screen import Screen
from starcli.core.findings import Finding
from starcli.core.plans.coverage import Coverage, Handed
from starcli.core.plans.filing import State
from starcli.core.text import Text, counted
from starcli.filing_run import Result

_MOST_NAMES = 12
_SAID: dict[State, Text] = {
    "filed": Text("新备案", "filed"),
    "new-version": Text("新版本", "new versions"),
    "unchanged": Text("与备案相同", "as filed before"),
    "changed": Text("与备案不同、未重新备案", "differ from what was filed"),
    "doubled": Text("一个单位交了几份、未备案", "of units with several, not filed"),
    "outside": Text("不在名册、未备案", "of nobody in the roster, not filed"),
}


def show_filing(screen: Screen, result: Result, covered: Coverage, notes: Sequence[Finding]) -> None:
    """How many plans were filed, which were not, who has none, and what was found."""
    states = Counter(each.filed.state for each in result.handed)
    parts = [(said, states[state]) for state, said in _SAID.items() if states[state]]
    unread = len(result.unread)
    zh = "，".join([*(f"{said.zh} {count}" for said, count in parts), *([f"读不出 {unread}"] if unread else [])])
    en = ", ".join([*(f"{count} {said.en}" for said, count in parts), *([f"{unread} unreadable"] if unread else [])])
    whole = len(result.handed) + unread
    screen.line(Text(f"方案 {whole} 份：{zh}", f"{counted(whole, 'plan')}: {en}"))
    new = sorted((each for each in result.handed if each.filed.is_new), key=_number)
    for each in new[:_MOST_NAMES]:
        screen.line(_filed(each))
    if len(new) > _MOST_NAMES:
        rest = len(new) - _MOST_NAMES
        screen.line(Text(f"  另有 {rest} 份见登记表", f"  {rest} more in the register"))
    _coverage(screen, covered)
    found = (*notes, *(one for each in result.handed for one in each.findings))
    left = {one.code for one in covered.findings}
    screen.findings(one for one in (*found, *_of_unread(result)) if one.code not in left)


def _number(each: Handed) -> str:
    return each.filed.filing.number if each.filed.filing is not None else ""


def _filed(each: Handed) -> Text:
    filing, unit = each.filed.filing, each.unit
    if filing is None:
        return Text.same("")
    version = f" v{filing.version}" if filing.version > 1 else ""
    return Text.same(f"  {filing.number}{version}  {unit.town}{unit.name}  {filing.fingerprint}")


def _coverage(screen: Screen, covered: Coverage) -> None:
    share = covered.whole
    left = share.units - share.filed
    screen.say(
        Text(
            f"共 {share.units} 个单位：有备案方案 {share.filed}，没有 {left}，必达项没有措施 {share.open_gates}",
            f"{counted(share.units, 'unit')}: {share.filed} with a filed plan, {left} without, "
            f"{share.open_gates} whose plans leave a failed gate open",
        )
    )
    towns: dict[str, list[str]] = {}
    for entry in covered.missing:
        towns.setdefault(entry.unit.town, []).append(entry.unit.name)
    for town, names in towns.items():
        rest = len(names) - _MOST_NAMES
        zh = "、".join(names[:_MOST_NAMES]) + (f" 等 {len(names)} 个" if rest > 0 else "")
        en = ", ".join(names[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")
        screen.line(Text(f"  没有方案 {town}：{zh}", f"  without a plan in {town or '?'}: {en}"))


def _of_unread(result: Result) -> Iterable[Finding]:
    return (one for each in result.unread for one in each.findings)
