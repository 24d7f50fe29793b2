"""The shape of `rectification` in framework.yaml: states and moves, closing conditions, lights, extension, relapse."""

from pydantic import Field

from starcli.definitions.schema_base import Id, Node, TextNode, Words


class StateNode(Node):
    """A state, the states that may follow it, and what a row in it must show."""

    name: TextNode
    aliases: list[Words] = []
    next: list[Id] = []
    needs: list[Id] = []
    without: list[Id] = []
    holds: list[Id] = []


class ConditionNode(Node):
    """A closing condition; only of some sources of figures where it names any, a new survey known by some words."""

    name: TextNode
    sources: list[Id] = []
    words: list[Words] = []


class LightNode(Node):
    """A progress light and when it shows."""

    name: TextNode
    when: TextNode


class DueLightNode(LightNode):
    """The light of what is due within so many days and done to less than so many per cent."""

    days: int = Field(ge=0)
    share: int = Field(ge=0, le=100)


class LightsNode(Node):
    """The three lights."""

    green: LightNode
    yellow: DueLightNode
    red: LightNode


class ExtensionNode(Node):
    """How often and how far a deadline may be moved, by whom, and the cells of a ledger that say so."""

    most: int = Field(ge=0)
    days: int = Field(ge=0)
    approver: TextNode
    told_in: list[Id] = []


class RelapseNode(Node):
    """The state of a problem whose value falls again within so many seasons after closing."""

    state: Id
    seasons: int = Field(ge=0)
    when: TextNode


class RectificationNode(Node):
    """The rules of the rectification ledger."""

    first: Id
    asked: list[Id] = []
    final: list[Id] = Field(min_length=1)
    states: dict[Id, StateNode] = Field(min_length=1)
    close_when: dict[Id, ConditionNode]
    lights: LightsNode
    extension: ExtensionNode
    relapse: RelapseNode
    by_season: list[Id] = []
