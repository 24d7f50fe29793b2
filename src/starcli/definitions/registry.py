"""The rule kinds at hand: the built-in ones and those that other packages bring by entry point."""

from collections.abc import Iterator, Mapping

from starcli.core.rules import BUILT_IN, RuleKind

GROUP = "starcli.rules"


def rule_kinds() -> Mapping[str, RuleKind]:
    """Every installed rule kind by name; a plug-in cannot take the name of a built-in kind."""
    return _Installed()


class _Installed(Mapping[str, RuleKind]):
    """Looks for plug-ins only when a kind is asked for that is not built in: it means reading every package's list."""

    def __init__(self) -> None:
        self._kinds: dict[str, RuleKind] = {kind.kind: kind for kind in BUILT_IN}
        self._complete = False

    def __getitem__(self, name: str) -> RuleKind:
        return self._kinds[name] if name in self._kinds else self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> Mapping[str, RuleKind]:
        if not self._complete:
            self._kinds = _plugged() | self._kinds
            self._complete = True
        return self._kinds


def _plugged() -> dict[str, RuleKind]:
    from importlib.metadata import entry_points  # noqa: PLC0415 only where a plug-in is looked for

    plugged: dict[str, RuleKind] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)):
        kind: RuleKind = entry.load()
        plugged.setdefault(kind.kind, kind)
    return plugged
