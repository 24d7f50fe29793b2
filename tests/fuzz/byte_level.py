"""Mutants of any file: cut, flipped, moved and glued bytes."""

import random

_BLOCK = 512


def _truncate(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content))]


def _flip(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.choice((1, 1, 3, 30, 300))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _swap_blocks(content: bytes, dice: random.Random) -> bytes:
    blocks = [content[at : at + _BLOCK] for at in range(0, len(content), _BLOCK)]
    first, second = dice.randrange(len(blocks)), dice.randrange(len(blocks))
    blocks[first], blocks[second] = blocks[second], blocks[first]
    return b"".join(blocks)


def _zero_block(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content))
    length = dice.choice((1, 16, _BLOCK, 10 * _BLOCK))
    return content[:at] + bytes(length) + content[at + length :]


def _insert(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] + dice.randbytes(dice.choice((1, 2, 100))) + content[at:]


def _twice(content: bytes, _: random.Random) -> bytes:
    return content + content


def _cut_front(content: bytes, dice: random.Random) -> bytes:
    return content[dice.randrange(1, len(content)) :]


def _numbers(content: bytes, dice: random.Random) -> bytes:
    """Four bytes in a row become a number that is rarely meant: sizes, offsets and counts live in such places."""
    changed = bytearray(content)
    for _ in range(dice.choice((1, 2, 8))):
        at = dice.randrange(max(1, len(changed) - 4))
        changed[at : at + 4] = dice.choice((b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", bytes(4), b"\0\0\0\x80"))
    return bytes(changed)


BYTE_LEVEL = {
    "truncate": _truncate, "flip": _flip, "swap-blocks": _swap_blocks, "zero-block": _zero_block,
    "insert": _insert, "twice": _twice, "cut-front": _cut_front, "numbers": _numbers,
}  # fmt: skip
"""Every way to spoil bytes, by name."""
