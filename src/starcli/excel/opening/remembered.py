"""What was read of a short part before: forms of one kind share styles and lists of sheets, byte for byte."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")

_SHORT = 100_000
"""Bytes of a part that is remembered; whatever is longer is read anew, and not kept."""
_MOST = 16


def remembered(read: Callable[[bytes], T]) -> Callable[[bytes], T]:
    """A function of bytes that remembers its last results; what it returns must never be changed."""
    known = lru_cache(maxsize=_MOST)(read)

    @wraps(read)
    def recall(content: bytes) -> T:
        return known(content) if len(content) <= _SHORT else read(content)

    return recall
