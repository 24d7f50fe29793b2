"""`cross_checks` of framework.yaml -> the thresholds as the core knows them, and the ids that they name."""

import difflib
from collections.abc import Collection, Iterator, Mapping

from starcli.core.model import IndicatorEntry
from starcli.core.thresholds import Claiming, Copying, CrossChecks, OverClaiming, Peers, Watch
from starcli.definitions.nodes import Path_
from starcli.definitions.schema_crosschecks import BetweenSeasonsNode, CrossChecksNode
from starcli.definitions.schema_framework import FrameworkNode

_NAMED = 3


def build_cross_checks(node: CrossChecksNode) -> CrossChecks:
    """The thresholds; a figure without limits of its own has those of the seasons."""
    peers = Peers(tuple(node.peers.measures), node.peers.times, node.peers.least)
    return CrossChecks(
        watched=_watched(node.seasons),
        copying=Copying(**node.copied.model_dump()),
        peers=peers,
        claiming=Claiming(**node.claims.model_dump()),
        over_claiming=OverClaiming(**node.over_claims.model_dump()),
    )


def unknown_ids(
    node: FrameworkNode, facts: Collection[str], entries: Mapping[str, IndicatorEntry]
) -> Iterator[tuple[Path_, str, str]]:
    """Path, id and what may be meant, for each id that the framework does not define, or that is no figure."""
    checks = node.cross_checks
    figures = [*facts, *(key for key, entry in entries.items() if entry.definition.type not in ("level", "yes-no"))]
    named: list[tuple[Path_, str]] = [
        *((("cumulative", position), key) for position, key in enumerate(checks.seasons.cumulative)),
        *((("compared", key), key) for key in checks.seasons.compared),
    ]
    for path, key in named:
        if key not in figures:
            near = difflib.get_close_matches(key, figures) or figures[:_NAMED]
            yield ("cross_checks", "seasons", *path), key, ", ".join(near)
    described = [*facts, *entries]
    for position, key in enumerate(node.plans.facts):
        if key not in described:
            near = difflib.get_close_matches(key, described) or described[:_NAMED]
            yield ("plans", "facts", position), key, ", ".join(near)
    deduction, known = checks.over_claims.deduction, node.deductions.items
    if deduction is not None and deduction not in known:
        yield ("cross_checks", "over_claims", "deduction"), deduction, ", ".join(known)


def _watched(node: BetweenSeasonsNode) -> dict[str, Watch]:
    watched = dict.fromkeys(node.cumulative, Watch(cumulative=True))
    for key, compared in node.compared.items():
        rise = node.rise if compared.rise is None else compared.rise
        drop = node.drop if compared.drop is None else compared.drop
        watched[key] = Watch(key in node.cumulative, rise, drop)
    return watched
