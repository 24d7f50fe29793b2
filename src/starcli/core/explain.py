"""A rating in sentences: what decided the grade, and what is missing to the next."""

from collections.abc import Iterable
from decimal import Decimal

from starcli.core.edges import Edge
from starcli.core.findings import Location
from starcli.core.gaps import Gap, name_of
from starcli.core.grading import Decider
from starcli.core.judgement import Result
from starcli.core.model import Grade
from starcli.core.numbers import ZERO, half_up, plain
from starcli.core.rating import TIER_NAMES, Rating
from starcli.core.text import Text, counted, listed
from starcli.core.words import REJECTED

_FULL_STAR, _EMPTY_STAR = "★", "☆"


OUTCOME_NAMES = {
    "scored": Text("已评", "scored"),
    "missing": Text("未填报", "missing"),
    "invalid": Text("无效", "invalid"),
    "not_applicable": Text("不适用", "not applicable"),
}


def current(result: Result) -> Text:
    """The value of a result as it is printed; the outcome where there is none."""
    if result.rejected:
        return REJECTED
    return OUTCOME_NAMES[result.outcome] if result.value is None else name_of(result, result.value)


def cells_of(places: Iterable[Location]) -> str:
    """The cells that a value came from, each sheet named once: `填报表!E17, E18`."""
    by_sheet: dict[str, list[str]] = {}
    for place in places:
        by_sheet.setdefault(place.sheet, []).append(place.cell)
    return "; ".join(f"{sheet}!{', '.join(cells)}" if sheet else ", ".join(cells) for sheet, cells in by_sheet.items())


def stars(grade: Grade, highest: Grade) -> str:
    """The grade as symbols: `★★★★☆`."""
    return _FULL_STAR * grade.stars + _EMPTY_STAR * (highest.stars - grade.stars)


def symbols(rating: Rating) -> str:
    """The grade of a rating as stars, filled and empty."""
    return stars(rating.grade, rating.scheme.grades[0])


def describe_unit(rating: Rating) -> Text:
    """Code, kind, profile, area, period and basis in one line."""
    unit, scheme = rating.unit, rating.scheme
    place = " ".join(part for part in (unit.city, unit.county, unit.town) if part)
    parts = [Text.same(part) for part in (unit.code, place, rating.assessment.period) if part]
    parts += [scheme.kind.name, scheme.profile.name, Text("口径：", "basis: ")]
    zh = " · ".join(part.zh for part in parts[:-1]) + f" · 口径：{TIER_NAMES[rating.basis].zh}"
    en = " · ".join(part.en for part in parts[:-1]) + f" · basis: {TIER_NAMES[rating.basis].en}"
    return Text(zh, en)


def distance(gap: Gap) -> Text:
    """How far it is to the required value: a figure, or from level to level."""
    if gap.distance is not None:
        return Text.same(plain(gap.distance))
    if gap.result.value is None:
        return Text("待填报", "to be filled in")
    now, then = name_of(gap.result, gap.result.value), name_of(gap.result, gap.required)
    return Text(f"{now.zh}→{then.zh}", f"{now.en} → {then.en}")


def decided_by(rating: Rating) -> tuple[Text, ...]:
    """One sentence for everything that decided the grade."""
    above = rating.scheme.grade_above(rating.earned.id)
    return tuple(_sentence(rating, decider, above) for decider in rating.deciders)


def missing_to_next(rating: Rating) -> Text:
    """What is missing to the next grade, in one sentence."""
    above = rating.next_grade
    if above is None:
        return Text(f"已是最高星级：{rating.grade.name.zh}", f"already the highest grade: {rating.grade.name.en}")
    blocked = rating.blocked(above)
    points = max(Decimal(0), above.floor - rating.graded)
    gates = [decider.id for decider in blocked if decider.sort == "gate"]
    dimensions = [decider.id for decider in blocked if decider.sort == "dimension"]
    zh, en = [f"距{above.name.zh}"], [f"to {above.name.en.lower()}"]
    zh.append(f"还差 {plain(points)} 分" if points else "分数已够")
    en.append(f"{plain(points)} points short" if points else "enough points")
    if gates:
        zh.append(f"{len(gates)} 个必达项未达（{'、'.join(gates)}）")
        en.append(f"{counted(len(gates), 'gate')} unmet ({', '.join(gates)})")
    if dimensions:
        zh.append(f"{len(dimensions)} 个维度低于底线（{'、'.join(dimensions)}）")
        en.append(f"{counted(len(dimensions), 'dimension')} below the floor ({', '.join(dimensions)})")
    if rating.grade != rating.earned:
        zh.append("须先解除一票否决")
        en.append("a veto stands in the way")
    return Text(f"{zh[0]}：{'，'.join(zh[1:])}", f"{en[0]}: {', '.join(en[1:])}")


def brings(edge: Edge, result: Result, rating: Rating) -> Text:
    """What an edge of a result brings or takes: `below: -0.80 points, misses five stars (gate), then ★★★★☆`."""
    rate = plain(abs(edge.rate))
    if edge.after:
        more = edge.rate > ZERO
        parts = [Text(f"每1{'增' if more else '减'}{rate}分", f"{rate} {'more' if more else 'less'} for each 1")]
    else:
        parts = [Text(f"{edge.points:+}分", f"{edge.points:+} points")] if edge.points else []
        parts += [Text(f"每1计{rate}分", f"{rate} for each 1")] if edge.rate else []
    for grades, verb in ((edge.met, Text("达到", "meets")), (edge.unmet, Text("不达", "misses"))):
        if grades:
            names = [rating.scheme.grade(grade).name for grade in grades]
            gate = Text("（必达）", " (gate)") if set(grades) & set(result.indicator.gates) else Text("", "")
            en = " and ".join(name.en.lower() for name in names)
            parts.append(Text(f"{verb.zh}{listed(names).zh}{gate.zh}", f"{verb.en} {en}{gate.en}"))
    if edge.grade != rating.grade:
        symbols = stars(edge.grade, rating.scheme.grades[0])
        parts.append(Text(f"评为 {symbols}", f"then {symbols}"))
    lead = _side(edge)
    return Text(lead.zh + "，".join(part.zh for part in parts), lead.en + ", ".join(part.en for part in parts))


def _side(edge: Edge) -> Text:
    """Where something is lost beyond a number, or begins to be gained."""
    if edge.gains:
        return Text("由此起：", "from there: ") if edge.after else Text("", "")
    if isinstance(edge.value, str) or edge.value == edge.beyond:
        return Text("", "")
    return Text("低于它：", "below: ") if edge.side == "below" else Text("高于它：", "above: ")


def _sentence(rating: Rating, decider: Decider, above: Grade | None) -> Text:
    if decider.sort == "floor":
        return _floor(rating, above)
    if decider.sort == "veto":
        veto = next(veto for veto in rating.vetoes if veto.id == decider.id)
        cap = rating.scheme.grade(veto.caps_at).name
        return Text(
            f"一票否决 {veto.id}“{veto.name.zh}”已确认，最高{cap.zh}",
            f"veto {veto.id} '{veto.name.en}' is confirmed: at most {cap.en.lower()}",
        )
    wanted = above or rating.grade
    if decider.sort == "dimension":
        dimension = next(d for d in rating.dimensions if d.id == decider.id)
        score, floor = percent(dimension.score or Decimal(0)), percent(wanted.dimension_floor or Decimal(0))
        return Text(
            f"维度 {dimension.id} {dimension.name.zh}得分率 {score}，低于{wanted.name.zh}底线 {floor}",
            f"dimension {dimension.id} {dimension.name.en}: {score}, "
            f"below the floor {floor} of {wanted.name.en.lower()}",
        )
    result = rating.result(decider.id)
    value, demand = current(result), result.indicator.requirements[wanted.id].words()
    return Text(
        f"必达项 {decider.id} {result.indicator.name.zh}：{value.zh}，{wanted.name.zh}要求 {demand.zh}",
        f"gate {decider.id} {result.indicator.name.en}: {value.en} ({demand.en} needed for {wanted.name.en.lower()})",
    )


def _floor(rating: Rating, above: Grade | None) -> Text:
    graded = plain(rating.graded)
    if above is None:
        floor, name = plain(rating.grade.floor), rating.grade.name
        return Text(
            f"{graded} 分达到{name.zh}线 {floor} 分，必达项和维度底线全部达到",
            f"{graded} points reach the floor {floor} of {name.en.lower()}; every gate and dimension floor is met",
        )
    floor, name = plain(above.floor), above.name
    return Text(
        f"{graded} 分，低于{name.zh}线 {floor} 分", f"{graded} points, below the floor {floor} of {name.en.lower()}"
    )


def percent(score: Decimal) -> str:
    """A score as a percentage with one decimal: `83.6%`."""
    return f"{half_up(score * 100, 1)}%"
