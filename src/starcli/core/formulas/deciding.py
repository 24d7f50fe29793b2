"""The formulas that say in words what decides the grade."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

from starcli.core.explain import percent
from starcli.core.formulas.blocks import COUNTS, DIMENSIONS, INDICATORS, SAYS, TOTALS, dimensions_of, gated
from starcli.core.formulas.functions import chosen, first_true, joined
from starcli.core.formulas.live import REAL, Cached, Live, Moment, Places
from starcli.core.model import Grade
from starcli.core.numbers import plain
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text

_DASH = Text.same("—")


class Deciding:
    """Compiles the words for everything that may decide a grade."""

    def __init__(self, scheme: Scheme, at: Places) -> None:
        self._scheme = scheme
        self._at = at

    def formula(self) -> str:
        """Every sentence that applies, one after the other."""
        at, scheme = self._at, self._scheme
        total = partial(at.cell, TOTALS)
        grades, earned, above = scheme.grades, total("earned", REAL), f"{total('earned', REAL)}-1"
        floors = [plain(grade.floor) for grade in grades]
        words = chosen(above, [at.words(_floor_words(grade)) for grade in grades[:-1]])
        floor = f'IF({total("graded", REAL)}<{chosen(above, floors)},{words},"")'
        others = [at.cell(SAYS, key, "says") for key in (*gated(scheme), *dimensions_of(scheme))]
        vetoes = joined(at.cell(SAYS, veto.id, "says") for veto in scheme.framework.vetoes)
        cases = [(f"{total('cap', REAL)}>{earned}", vetoes), (f"{earned}=1", at.words(_HIGHEST))]
        return first_true(cases, joined([floor, *others]))

    def words(self) -> Callable[[Moment], Cached]:
        """What the formula comes to at a moment."""
        floors = tuple(_floor_words(grade) for grade in self._scheme.grades[:-1])
        return partial(_decided, says=tuple(self.cells()), floors=floors, at=self._at)

    def cells(self) -> Iterator[Live]:
        """The cells of the block of words."""
        grades, at = self._scheme.grades, self._at
        above = f"{at.cell(TOTALS, 'earned', REAL)}-1"
        for key in gated(self._scheme):
            words = [self._gate_words(self._scheme.by_id[key], grade) for grade in grades[:-1]]
            decides = at.cell(INDICATORS, key, f"{REAL}:decides")
            yield self._said(key, decides, above, words, f"gate:{key}")
        for key in dimensions_of(self._scheme):
            words = [self._dimension_words(key, grade) for grade in grades[:-1]]
            yield self._said(key, at.cell(DIMENSIONS, key, f"{REAL}:decides"), above, words, f"dimension:{key}")
        cap, earned = at.cell(TOTALS, "cap", REAL), at.cell(TOTALS, "earned", REAL)
        for veto in self._scheme.framework.vetoes:
            name = self._scheme.grade(veto.caps_at).name
            veto_words = Text(
                f"• 一票否决 {veto.id}“{veto.name.zh}”，最高{name.zh}　",
                f"• veto {veto.id} '{veto.name.en}': at most {name.en.lower()}  ",
            )
            counts = f"AND({cap}>{earned},{at.cell(COUNTS, veto.id, 'caps')}={cap})"
            formula = f'IF({counts},{at.words(veto_words)},"")'
            yield Live(
                SAYS, veto.id, "says", formula, partial(_vetoed, mark=f"veto:{veto.id}", words=veto_words, at=at)
            )

    def _said(self, key: str, decides: str, above: str, words: list[Text], mark: str) -> Live:
        choice = chosen(above, [self._at.words(each) for each in words])
        formula = f'IF({decides}="","",{choice})'
        return Live(SAYS, key, "says", formula, partial(_says, mark=mark, words=tuple(words), at=self._at))

    def _gate_words(self, indicator: Indicator, grade: Grade) -> Text:
        requirement = indicator.requirements.get(grade.id)
        demand = requirement.words() if requirement else _DASH
        name = indicator.name
        return Text(
            f"• 必达项 {indicator.id} {name.zh}（要求 {demand.zh}）　",
            f"• gate {indicator.id} {name.en} ({demand.en})  ",
        )

    def _dimension_words(self, key: str, grade: Grade) -> Text:
        floor, name = percent(grade.dimension_floor or Decimal(0)), self._scheme.framework.dimensions[key].name
        return Text(f"• 维度 {key} {name.zh}得分率低于底线 {floor}　", f"• dimension {key} {name.en} below {floor}  ")


_HIGHEST = Text("总分、必达项、维度底线全部达到", "points, gates and dimension floors are all met")


def _floor_words(grade: Grade) -> Text:
    floor = plain(grade.floor)
    return Text(
        f"• 得分低于{grade.name.zh}线 {floor} 分　", f"• points below the floor {floor} of {grade.name.en.lower()}  "
    )


def _says(now: Moment, mark: str, words: tuple[Text, ...], at: Places) -> Cached:
    if mark not in map(str, now.obstacles):
        return ""
    order = [grade.id for grade in now.scheme.grades]
    return at.shown(words[order.index(now.rating.earned.id) - 1])


def _vetoed(now: Moment, mark: str, words: Text, at: Places) -> Cached:
    return at.shown(words) if mark in map(str, now.rating.deciders) else ""


def _decided(now: Moment, says: tuple[Live, ...], floors: tuple[Text, ...], at: Places) -> Cached:
    """Every sentence that applies, one after the other."""
    rating = now.rating
    earned = [grade.id for grade in now.scheme.grades].index(rating.earned.id)
    if rating.grade == rating.earned and not earned:
        return at.shown(_HIGHEST)
    vetoed = rating.grade != rating.earned
    vetoes = {veto.id for veto in now.scheme.framework.vetoes}
    sentences = [str(each.value(now)) for each in says if (each.row in vetoes) == vetoed]
    short = not vetoed and any(decider.sort == "floor" for decider in now.obstacles)
    return (at.shown(floors[earned - 1]) if short else "") + "".join(sentences)
