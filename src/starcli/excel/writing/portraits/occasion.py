"""What all pages of a workbook of portraits have in common, and their sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from starcli.core.areas import Level
from starcli.core.assessment import Tier
from starcli.core.everyone import Member
from starcli.core.findings import Location
from starcli.core.model import Framework, Grade
from starcli.core.numbers import plain
from starcli.core.portraits.areas import LEVEL_NAMES
from starcli.core.portraits.portrait import Moves, Portrait
from starcli.core.rating import TIER_NAMES
from starcli.core.text import Text, shortened

_MOST_PERIODS = 3


@dataclass(frozen=True, slots=True)
class Occasion:
    """The framework, the target and the basis; `contents` is the sheet with the links.

    `why` says of forms that were not rated what kept them from it, in a few words.
    """

    framework: Framework
    target: Grade
    basis: Tier
    level_id: Level
    contents: str = ""
    why: Mapping[Location, Text] = field(default_factory=dict)

    @property
    def level(self) -> Text:
        """What an area of the level is called."""
        return LEVEL_NAMES[self.level_id]

    @property
    def here(self) -> Text:
        """What heads the figures of an area itself."""
        return Text("本级", "here")

    def above(self, portrait: Portrait) -> Text:
        """What heads the figures of the level above."""
        return portrait.above_label or Text("上级", "above")

    @property
    def sure(self) -> Text:
        """What an asterisk says."""
        confidence = plain(self.framework.pool.confidence)
        return Text(
            f"* 相差之大，不像是单位少造成的偶然（{confidence}% 把握）。比例按全部应报单位算，没有评定的按未达计。",
            f"* More than chance would make of so few units ({confidence} % sure). Shares are of everybody: whoever is "
            "not rated counts as not meeting it.",
        )

    def about(self, portrait: Portrait) -> Text:
        """Where an area lies, the season, the basis, and what it is compared with."""
        within = " ".join(part for part in portrait.area.key[:-1] if part)
        periods = list(dict.fromkeys(_periods(portrait.area.members)))
        season = shortened(periods, _MOST_PERIODS)
        basis, target = TIER_NAMES[self.basis], self.target.name
        zh = [within, season.zh, f"口径：{basis.zh}", f"目标：{target.zh}"]
        en = [within, season.en, f"basis: {basis.en}", f"target: {target.en.lower()}"]
        if portrait.above is not None and portrait.above_label is not None:
            units = portrait.above.turnout.units
            zh.append(f"对照：{portrait.above_label.zh}（{units} 个单位）")
            en.append(f"against {portrait.above_label.en} ({units} units)")
        return Text(" · ".join(filter(None, zh)), " · ".join(filter(None, en)))

    def absent(self, portrait: Portrait, most: int) -> Iterator[Text]:
        """Who has not reported, and who is not rated and why."""
        missing = [member for member in portrait.area.members if member.state == "missing"]
        unrated = [member for member in portrait.area.members if member.state == "unrated"]
        if missing:
            names = _listed([Text.same(self._named(member, portrait)) for member in missing], most)
            yield Text(f"未上报：{names.zh}", f"Not reported: {names.en}")
        if unrated:
            names = _listed([self._unrated(member, portrait) for member in unrated], most // 3)
            yield Text(f"未评定：{names.zh}", f"Not rated: {names.en}")

    def _named(self, member: Member, portrait: Portrait) -> str:
        """The name of a unit; beyond a town, with its town."""
        name = member.unit.name or str(member.location)
        return name if portrait.level == "town" else f"{member.unit.town}{name}"

    def _unrated(self, member: Member, portrait: Portrait) -> Text:
        name, why = self._named(member, portrait), self.why.get(member.location)
        return Text.same(name) if why is None else Text(f"{name}（{why.zh}）", f"{name} ({why.en})")

    def moved(self, moves: Moves | None) -> Sequence[Text]:
        """How units moved since the former season, in a few lines; none where it is not known."""
        if moves is None:
            return ()
        return (
            Text(
                f"与上期可比 {moves.compared} 个：总分升 {moves.points_up}，降 {moves.points_down}",
                f"{moves.compared} comparable: {moves.points_up} up and {moves.points_down} down in total",
            ),
            Text(
                f"升星 {moves.grades_up} 个，降星 {moves.grades_down} 个；上期没有成绩 {moves.new} 个",
                f"{moves.grades_up} up and {moves.grades_down} down in grade; {moves.new} without a former total",
            ),
        )


def _periods(members: Sequence[Member]) -> Iterator[str]:
    return (one.standing.period for one in members if one.standing is not None and one.standing.period)


def _listed(names: Sequence[Text], most: int) -> Text:
    shown, rest = names[:most], len(names) - most
    more = Text(f" 等 {len(names)} 个", f" and {rest} more") if rest > 0 else Text("", "")
    return Text("、".join(name.zh for name in shown) + more.zh, ", ".join(name.en for name in shown) + more.en)
