"""The rules of rectification as the core knows them, and everything in them that contradicts itself."""

from collections.abc import Collection, Iterator, Mapping
from string import Formatter

from starcli.core.findings import Detail
from starcli.core.rectification.rules import (
    CONDITIONS,
    LEDGER_CELLS,
    ClosingCondition,
    Extension,
    Light,
    Lights,
    Rectification,
    Relapse,
    State,
    folded,
    words_of,
)
from starcli.core.text import LANGUAGES, Text
from starcli.definitions.nodes import Path_
from starcli.definitions.schema_base import TextNode
from starcli.definitions.schema_framework import FrameworkNode
from starcli.definitions.schema_rectification import LightNode, RectificationNode

Fault = tuple[str, Path_, Mapping[str, Detail]]
"""Code, path and details."""
_HERE = "rectification"


def build_rectification(node: RectificationNode) -> Rectification:
    """The rules. Wordings have their numbers filled in: those that name others are faults, and stay as they are."""
    return Rectification(
        states=_states(node),
        first=node.first,
        asked=tuple(node.asked),
        final=tuple(node.final),
        close_when={
            key: ClosingCondition(key, _said(one.name), tuple(one.sources), tuple(one.words))
            for key, one in node.close_when.items()
        },
        lights=_lights(node),
        extension=Extension(
            node.extension.most, node.extension.days, _said(node.extension.approver), tuple(node.extension.told_in)
        ),
        relapse=Relapse(
            node.relapse.state, node.relapse.seasons, _said(node.relapse.when, seasons=node.relapse.seasons)
        ),
        by_season=tuple(node.by_season),
    )


def rectification_faults(framework: FrameworkNode) -> Iterator[Fault]:
    """Every fault of a framework's rules of rectification; none where it has no such rules."""
    node = framework.rectification
    if node is None:
        return
    unknown = list(_unknown_ids(node, framework))
    yield from unknown
    yield from _doubled_words(_states(node))
    yield from _wordings(node)
    for key, state in node.states.items():
        for cell in state.needs:
            if cell in state.without:
                yield "state-contradictory", (_HERE, "states", key, "without"), {"cell": cell}
    if not unknown:
        yield from _ways(node)


def _states(node: RectificationNode) -> dict[str, State]:
    return {
        key: State(
            key,
            _said(state.name),
            tuple(state.next),
            tuple(state.needs),
            tuple(state.without),
            tuple(state.holds),
            tuple(state.aliases),
        )
        for key, state in node.states.items()
    }


def _lights(node: RectificationNode) -> Lights:
    days, share = node.lights.yellow.days, node.lights.yellow.share

    def light(one: LightNode) -> Light:
        return Light(_said(one.name), _said(one.when, days=days, share=share))

    return Lights(light(node.lights.green), light(node.lights.yellow), light(node.lights.red), days, share)


def _said(node: TextNode, **numbers: int) -> Text:
    """A wording with its numbers; as it stands where it names any other."""
    wording = Text(node.zh, node.en)
    return wording.format(**numbers) if _named(node) <= set(numbers) else wording


def _named(node: TextNode) -> set[str]:
    """The names in braces; the braces themselves where they are not closed."""
    try:
        return {name for language in LANGUAGES for _, name, _, _ in Formatter().parse(getattr(node, language)) if name}
    except ValueError:
        return {"{"}


def _unknown_ids(node: RectificationNode, framework: FrameworkNode) -> Iterator[Fault]:
    """Ids of states, cells, conditions, sources and types of measures that nothing defines."""
    named: list[tuple[Path_, str, Collection[str]]] = [
        (("first",), node.first, node.states),
        (("relapse", "state"), node.relapse.state, node.states),
        *_listed(("asked",), node.asked, node.states),
        *_listed(("final",), node.final, node.states),
        *_listed(("by_season",), node.by_season, framework.measures),
        *_listed(("extension", "told_in"), node.extension.told_in, LEDGER_CELLS),
    ]
    for key, state in node.states.items():
        here = ("states", key)
        named += _listed((*here, "next"), state.next, node.states)
        named += _listed((*here, "needs"), state.needs, LEDGER_CELLS)
        named += _listed((*here, "without"), state.without, LEDGER_CELLS)
        named += _listed((*here, "holds"), state.holds, node.close_when)
    for key, condition in node.close_when.items():
        named.append((("close_when", key), key, CONDITIONS))
        named += _listed(("close_when", key, "sources"), condition.sources, framework.sources)
    for path, given, known in named:
        if given not in known:
            yield "unknown-id", (_HERE, *path), {"id": given, "known": ", ".join(known)}


def _listed(path: Path_, ids: list[str], known: Collection[str]) -> list[tuple[Path_, str, Collection[str]]]:
    return [((*path, position), key, known) for position, key in enumerate(ids)]


def _doubled_words(states: Mapping[str, State]) -> Iterator[Fault]:
    """Words that stand for two states."""
    owners: dict[str, str] = {}
    for key, state in states.items():
        for word in dict.fromkeys(map(folded, words_of(state))):
            other = owners.setdefault(word, key)
            if other != key:
                yield "state-named-twice", (_HERE, "states", key), {"word": word, "other": other}


def _wordings(node: RectificationNode) -> Iterator[Fault]:
    """Wordings with a name in braces that stands for no number here."""
    lights = node.lights
    known = {
        ("lights", "green", "when"): (lights.green.when, {"days", "share"}),
        ("lights", "yellow", "when"): (lights.yellow.when, {"days", "share"}),
        ("lights", "red", "when"): (lights.red.when, {"days", "share"}),
        ("relapse", "when"): (node.relapse.when, {"seasons"}),
    }
    for path, (wording, names) in known.items():
        for name in sorted(_named(wording) - names):
            yield "number-unknown", (_HERE, *path), {"name": name, "known": ", ".join(sorted(names))}


def _ways(node: RectificationNode) -> Iterator[Fault]:
    """States that no way leads to or from, and a relapse that may not follow a closing."""
    moves = {key: state.next for key, state in node.states.items()}
    reached = _reachable(moves, [node.first])
    for key in node.states:
        if key not in reached:
            yield "state-unreachable", (_HERE, "states", key), {"state": key, "first": node.first}
        if not _reachable(moves, [key]) & set(node.final):
            yield "state-without-end", (_HERE, "states", key), {"state": key, "final": ", ".join(node.final)}
    for key in node.final:
        if node.relapse.state not in node.states[key].next:
            path = (_HERE, "states", key)
            yield "relapse-impossible", path, {"state": key, "relapse": node.relapse.state}
        if key in node.asked:
            yield "state-asked-and-final", (_HERE, "final", node.final.index(key)), {"state": key}


def _reachable(moves: Mapping[str, Collection[str]], ahead: list[str]) -> set[str]:
    """Some states and every state to which they lead."""
    seen = set(ahead)
    while ahead:
        new = [state for state in moves[ahead.pop()] if state not in seen]
        seen.update(new)
        ahead += new
    return seen
