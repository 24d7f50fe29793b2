"""The rule kinds at hand: the built-in ones and those that other packages bring by entry point."""

from collections.abc import Mapping
from importlib.metadata import entry_points

from starcli.core.rules import BUILT_IN, RuleKind

GROUP = "starcli.rules"


def rule_kinds() -> Mapping[str, RuleKind]:
    """Every installed rule kind by name; a plug-in cannot take the name of a built-in kind."""
    plugged: dict[str, RuleKind] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)):
        kind: RuleKind = entry.load()
        plugged.setdefault(kind.kind, kind)
    return plugged | {kind.kind: kind for kind in BUILT_IN}
