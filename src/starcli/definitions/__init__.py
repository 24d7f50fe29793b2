"""YAML at the edge: a folder of definitions becomes a `Framework`, every fault with its file and line."""

from starcli.definitions.loader import load_framework

__all__ = ["load_framework"]
