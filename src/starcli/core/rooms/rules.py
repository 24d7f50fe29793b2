"""What rooms count for: data of a framework."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResourceRules:
    """The indicator whose requirement rooms are to meet, and the fact that grows by the area of a room."""

    indicator: str
    fact: str
