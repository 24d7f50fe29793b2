"""By what plans are judged, besides the indicators themselves: data of a framework."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanRules:
    """`empty_words` promise without saying what is done; so many equal `letters` in a row are copied.

    A Chinese character and an English word are a letter each.
    """

    empty_words: tuple[str, ...] = ()
    letters: int = 20
