"""What a framework says of many units at once: seasons, boards, common problems, rooms, the cards of projects."""

from collections.abc import Iterator, Mapping

from starcli.core.grids.rules import GridRules, GridSize
from starcli.core.model import Fact, FourOnes, IndicatorEntry
from starcli.core.pool.rules import PoolRules
from starcli.core.racing.rules import Band, BoardList, BoardRules, ListSort, SeasonRules
from starcli.core.rooms.rules import ResourceRules
from starcli.core.seasons import season_of
from starcli.definitions.indicators import text
from starcli.definitions.nodes import Path_
from starcli.definitions.schema import FrameworkNode
from starcli.definitions.schema_framework import BoardListNode, BoardNode, GridsNode, SeasonsNode

_SORTS: tuple[ListSort, ...] = ("best", "worst", "risen")


def build_seasons(node: SeasonsNode) -> SeasonRules:
    """How often a year is rated, and how far a grade may rise."""
    rules = {key: text(rule) for key, rule in node.rules.items()}
    return SeasonRules(node.per_year, node.most_grades_up, tuple(node.trial), text(node.name), text(node.award), rules)


def build_board(node: BoardNode | None) -> BoardRules:
    """How boards group and list units; by kind alone where nothing is said."""
    if node is None:
        return BoardRules()
    return BoardRules(
        groups=tuple(tuple(group) for group in node.groups),
        lists=tuple(_list(key, each) for key, each in node.lists.items()),
        bands=tuple(Band(text(band.name), band.colour, band.floor) for band in node.bands),
        ties=text(node.ties),
        colour_note=text(node.colour_note),
    )


def build_pool(node: FrameworkNode) -> PoolRules:
    """When problems are common."""
    return PoolRules(node.pool.common.share, node.pool.common.units, node.pool.confidence, node.pool.leaders)


def build_resources(node: FrameworkNode) -> ResourceRules | None:
    """What rooms count for; None where a framework has no use for them."""
    return ResourceRules(node.resources.indicator, node.resources.fact) if node.resources is not None else None


def build_four_ones(node: FrameworkNode) -> FourOnes | None:
    """What every special project must have; None where nothing is asked."""
    card = node.four_ones
    return FourOnes(text(card.name), {key: text(slot) for key, slot in card.slots.items()}) if card else None


def build_grids(node: GridsNode | None) -> GridRules | None:
    """How large grids are and what they do; None where a framework has none."""
    if node is None:
        return None
    return GridRules(
        by_kind={key: GridSize(size.low, size.high) for key, size in node.kinds.items()},
        by_profile={key: GridSize(size.low, size.high) for key, size in node.profiles.items()},
        micro=GridSize(node.micro.low, node.micro.high),
        micro_plausible=GridSize(node.micro_plausible.low, node.micro_plausible.high),
        exempt_below=dict(node.exempt_below),
        most_led=node.most_led,
        functions={key: text(name) for key, name in node.functions.items()},
        facts=dict(node.facts),
        tolerance=node.tolerance,
        note=text(node.note),
    )


def unknown_in_districts(
    node: FrameworkNode, facts: Mapping[str, Fact], entries: Mapping[str, IndicatorEntry]
) -> Iterator[tuple[Path_, str, str]]:
    """What these parts name and the framework does not have: path, the name, and what there is."""
    for at, season in enumerate(node.seasons.trial):
        if season_of(season, node.seasons.per_year) is None:
            yield ("seasons", "trial", at), season, "2022Q1 …"
    yield from _unknown_in_grids(node, facts, entries)
    if node.resources is None:
        return
    if node.resources.indicator not in entries:
        yield ("resources", "indicator"), node.resources.indicator, ", ".join(entries)
    if node.resources.fact not in facts:
        yield ("resources", "fact"), node.resources.fact, ", ".join(facts)


def _list(key: str, node: BoardListNode) -> BoardList:
    sort, share = next((sort, share) for sort in _SORTS if (share := getattr(node, sort)) is not None)
    return BoardList(key, text(node.name), text(node.label), text(node.rule), sort, share)


def _unknown_in_grids(
    node: FrameworkNode, facts: Mapping[str, Fact], entries: Mapping[str, IndicatorEntry]
) -> Iterator[tuple[Path_, str, str]]:
    if node.grids is None:
        return
    for figure, key in node.grids.facts.items():
        if key not in facts and key not in entries:
            yield ("grids", "facts", figure), key, ", ".join((*facts, *entries))
    for kind in node.grids.exempt_below:
        if kind not in node.kinds:
            yield ("grids", "exempt_below", kind), kind, ", ".join(node.kinds)
