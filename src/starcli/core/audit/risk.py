"""Why a unit should be looked at: every reason with its figures, and how much it counts."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from starcli.core.audit.examined import Examined, Subject
from starcli.core.audit.report import Copy, Reason
from starcli.core.audit.rules import ReasonId, RiskRules
from starcli.core.model import Framework
from starcli.core.numbers import ONE, ZERO, divide, half_up, plain
from starcli.core.text import Text, counted

_PLACES = 2
_HUNDRED = Decimal(100)
_DOUBTS = frozenset(
    (
        "check-doubtful",
        "check-failed",
        "far-above-peers",
        "figure-dropped",
        "figure-fell",
        "figure-jumped",
        "grid-figure-differs",
        "typed-differs",
    )
)
"""Findings on figures that do not fit together, or not to those of other units or seasons."""

Found = tuple[Decimal, Text] | None
"""How strong a reason is, 0 to 1, and its figures; None where there is none."""
Namer = Callable[[int], str]


class RiskJudge:
    """Finds the reasons of units, by one framework and one set of rules."""

    def __init__(self, framework: Framework, rules: RiskRules) -> None:
        self._framework = framework
        self._rules = rules

    def reasons(
        self, subject: Subject, former: Examined | None, copies: Sequence[Copy], named: Namer
    ) -> tuple[Reason, ...]:
        """Every reason to look at a unit, the one that counts most first; none for a unit that is not rated.

        `copies` are those that the unit has a part in, `named` says what the unit at a position is called.
        """
        examined = subject.examined
        if examined is None:
            return ()
        found: dict[ReasonId, Found] = {
            "near-grade": self._near(examined),
            "tight-gates": self._tight(examined),
            "all-full": self._full(examined),
            "over-claimed": self._over(examined, Text("本期", "this season")),
            "over-claimed-before": self._over(former, Text("上期", "last season")) if former is not None else None,
            "jump": self._jump(examined, former) if former is not None else None,
            "figures": self._doubts(subject),
            "statement": self._statement(examined),
            "copied": _copied(copies, named),
        }
        return tuple(sorted(self._weighed(found), key=lambda reason: -reason.points))

    def _weighed(self, found: dict[ReasonId, Found]) -> Iterator[Reason]:
        for key, each in found.items():
            if each is None:
                continue
            degree = half_up(min(ONE, max(ZERO, each[0])), _PLACES)
            weight = self._rules.weights.get(key, ZERO)
            if points := half_up(weight * degree, _PLACES):
                yield Reason(key, each[1], degree, weight, points)

    def _near(self, examined: Examined) -> Found:
        """How near the total by own values is to a line that points alone may cross, on either side."""
        edges, limit = examined.edges, self._of_full(self._rules.near)
        short = edges.short if edges.short and not edges.blocked else None
        ways = [way for way in (edges.spare, short) if way is not None and way < limit]
        if not ways:
            return None
        nearest = min(ways)
        grades = self._framework.grades
        at = [grade.id for grade in grades].index(str(examined.own.grade))
        if nearest == edges.spare:
            name, shown = grades[at].name, plain(nearest)
            text = Text(f"比{name.zh}线只高 {shown} 分", f"{shown} points above the floor of {name.en.lower()}")
        else:
            name, shown = grades[at - 1].name, plain(nearest)
            text = Text(f"距{name.zh}线只差 {shown} 分", f"{shown} points short of {name.en.lower()}")
        return ONE - divide(nearest, limit), text

    def _tight(self, examined: Examined) -> Found:
        gates = examined.edges.tight
        if not gates:
            return None
        zh = f"{len(gates)} 个必达项的值恰好等于标准（{'、'.join(gates)}）"
        en = f"{counted(len(gates), 'gate')} with exactly the required value ({', '.join(gates)})"
        return divide(Decimal(len(gates)), Decimal(self._rules.gates)), Text(zh, en)

    def _full(self, examined: Examined) -> Found:
        if not examined.scored:
            return None
        share, least = divide(Decimal(examined.full), Decimal(examined.scored)), self._rules.full
        if share <= least:
            return None
        zh, en = f"{examined.scored} 项中 {examined.full} 项自评满分", f"{examined.full} of {examined.scored} items"
        degree = ONE if least >= ONE else divide(share - least, ONE - least)
        return degree, Text(zh, f"{en} claimed at full points")

    def _over(self, examined: Examined, when: Text) -> Found:
        """Over-claims of what was looked at; the weight is at least that of the items claimed too high."""
        lines = [line for line in examined.lines if line.direction == "over"]
        if not lines:
            return None
        over = sum((line.points for line in lines), ZERO)
        weight = max(examined.weight_checked, sum((line.weight for line in lines), ZERO))
        degree = divide(divide(over, weight), self._rules.over) if self._rules.over else ONE
        zh = f"{when.zh}已核 {plain(weight)} 分中多报 {plain(over)} 分，{len(lines)} 项"
        en = f"{when.en} {plain(over)} of {plain(weight)} points that were checked were too much, "
        return degree, Text(zh, en + counted(len(lines), "item"))

    def _jump(self, examined: Examined, former: Examined) -> Found:
        """By how much the total by own values is above the one that the unit had in the end a season ago."""
        now, then, limit = examined.own.total, former.end.total, self._of_full(self._rules.jump)
        if now is None or then is None or now - then <= limit:
            return None
        degree = divide(now - then - limit, limit) if limit else ONE
        zh = f"总分由上期核定的 {plain(then)} 升至自评的 {plain(now)}，升 {plain(now - then)} 分"
        en = f"the total rose by {plain(now - then)}, from {plain(then)} in the end to {plain(now)} by own values"
        return degree, Text(zh, en)

    def _doubts(self, subject: Subject) -> Found:
        count = sum(found.code in _DOUBTS for found in subject.findings)
        if not count:
            return None
        text = Text(f"{count} 处数据前后或相互不符", f"{counted(count, 'figure')} that do not fit together")
        return divide(Decimal(count), Decimal(self._rules.doubts)), text

    def _statement(self, examined: Examined) -> Found:
        """Items whose points were stated too high, and the total, which counts like one more."""
        statement, most = examined.statement, self._framework.cross_checks.claiming.total
        above = [each.points for each in statement.points if each.beyond and each.points > ZERO]
        zh, en = [], []
        if above:
            points = plain(sum(above, ZERO))
            zh.append(f"{len(above)} 项自报分高于算得分，共 {points} 分")
            en.append(f"{counted(len(above), 'item')} stated {points} points above what the values earn")
        total, computed = statement.total, statement.computed_total
        too_high = total is not None and computed is not None and total - computed > most
        if too_high and total is not None and computed is not None:
            zh.append(f"自报总分 {plain(total)} 高于算得的 {plain(computed)}")
            en.append(f"the stated total {plain(total)} is above {plain(computed)}")
        if not zh:
            return None
        count = Decimal(len(above) + too_high)
        return divide(count, Decimal(self._rules.stated)), Text("；".join(zh), "; ".join(en))

    def _of_full(self, share: Decimal) -> Decimal:
        return divide(share * self._framework.full, _HUNDRED)


def _copied(copies: Sequence[Copy], named: Namer) -> Found:
    """The strongest of the copies that a unit has a part in; figures that are equal throughout count in full."""
    if not copies:
        return None
    strongest = max(copies, key=lambda copy: (_strength(copy), copy.sort == "figures", copy.count))
    name = named(strongest.other)
    shown = (strongest.count, strongest.of)
    if strongest.sort == "figures":
        text = Text(f"与{name} {shown[1]} 个数中有 {shown[0]} 个相同", f"{shown[0]} of {shown[1]} figures as {name}")
    else:
        text = Text(f"与{name}有 {shown[0]} 个字的说明相同", f"{shown[0]} letters of text as {name}")
    return _strength(strongest), text


def _strength(copy: Copy) -> Decimal:
    return ONE if copy.whole or not copy.of else divide(Decimal(copy.count), Decimal(copy.of))
