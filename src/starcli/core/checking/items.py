"""What a check sheet asks: every indicator of a unit, and the facts that it is worked out of, each fact once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starcli.core.filling import Question, questions
from starcli.core.scheme import Indicator, Scheme


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One indicator: the figures that are verified with it, and those that are verified with one further up.

    `figures` is the indicator itself where it is typed. `elsewhere` are facts by the code of the indicator that they
    stand with.
    """

    indicator: Indicator
    figures: tuple[Question, ...]
    elsewhere: Mapping[str, str]

    @property
    def is_typed(self) -> bool:
        """Whether its value is typed, and not worked out of facts."""
        return any(figure.id == self.indicator.id for figure in self.figures)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every figure that it has to do with."""
        return (*(figure.id for figure in self.figures), *self.elsewhere)

    @property
    def own_keys(self) -> frozenset[str]:
        """The figures that serve no other indicator."""
        return frozenset(figure.id for figure in self.figures if len(figure.serves) == 1)


def check_items(scheme: Scheme) -> tuple[CheckItem, ...]:
    """Every indicator of a scheme, in its order."""
    asked = {question.id: question for question in questions(scheme)}
    return tuple(_items(scheme, asked))


def _items(scheme: Scheme, asked: Mapping[str, Question]) -> Iterator[CheckItem]:
    taken: dict[str, str] = {}
    for indicator in scheme.indicators:
        names = [key for key, question in asked.items() if indicator in question.serves]
        figures = tuple(asked[name] for name in names if name not in taken)
        elsewhere = {name: taken[name] for name in names if name in taken}
        taken |= {figure.id: indicator.id for figure in figures}
        yield CheckItem(indicator, figures, elsewhere)
