"""YAML at the edge: a folder of definitions becomes a `Framework`, every fault with its file and line."""

from collections.abc import Mapping
from pathlib import Path

from starcli.core.findings import Read
from starcli.core.model import Framework
from starcli.core.rules import RuleKind


def load_framework(
    folder: Path, weights: Path | None = None, kinds: Mapping[str, RuleKind] | None = None
) -> Read[Framework | None]:
    """The framework that a folder defines; None when an error is among the findings.

    `weights` replaces the folder's own weight table; `kinds` replaces the installed rule kinds.
    """
    # What reads and checks YAML takes longer to import than a village takes to rate.
    from starcli.definitions.loader import load  # noqa: PLC0415

    return load(folder, weights, kinds)
