"""Reading a rule's parameters as they stand in YAML, with a fault that says which of them is wrong."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from starcli.core.numbers import ONE, ZERO, plain


class RuleParameterError(ValueError):
    """Parameters that make no rule: a code of the catalogue, where in the parameters, and details."""

    def __init__(self, code: str, *path: str | int, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.path = path
        self.details = details


NUMBER_SCHEMA: Mapping[str, Any] = {"type": "number"}
BAND_SCHEMA: Mapping[str, Any] = {
    "type": "array",
    "minItems": 1,
    "items": {"type": "array", "prefixItems": [NUMBER_SCHEMA, NUMBER_SCHEMA], "minItems": 2, "maxItems": 2},
}


def read_mapping(parameters: object, known: set[str] | None = None) -> Mapping[str, Any]:
    """The parameters as a mapping with no key but those known. Raises `RuleParameterError`, as all below do."""
    if not isinstance(parameters, Mapping):
        raise RuleParameterError("not-a-mapping")
    for key in parameters:
        if known is not None and key not in known:
            raise RuleParameterError("unknown-key", key, key=key, known=", ".join(sorted(known)))
    return parameters


def read_number(parameters: Mapping[str, Any], key: str) -> Decimal:
    """The finite number under a key that must be there."""
    if key not in parameters:
        raise RuleParameterError("missing-key", key=key)
    return read_decimal(parameters[key], key)


def read_decimal(raw: object, *path: str | int) -> Decimal:
    """A scalar of the YAML as a finite number."""
    try:
        number = Decimal(str(raw).strip())
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        raise RuleParameterError("not-a-number", *path, text=str(raw))
    return number


def read_score(parameters: Mapping[str, Any], key: str) -> Decimal:
    """The number under a key, within 0 and 1."""
    return _within_one(read_number(parameters, key), key)


def read_band(row: object, key: str, number: int) -> tuple[Decimal, Decimal]:
    """The edge and the score of one band."""
    if not isinstance(row, list) or len(row) != 2:  # noqa: PLR2004 an edge and its score
        raise RuleParameterError("band-shape", key, number)
    return read_decimal(row[0], key, number, 0), _within_one(read_decimal(row[1], key, number, 1), key, number, 1)


def _within_one(score: Decimal, *path: str | int) -> Decimal:
    if not ZERO <= score <= ONE:
        raise RuleParameterError("score-outside", *path, score=plain(score))
    return score


def expect_falling(scores: tuple[Decimal, ...], paths: tuple[Any, ...], *, strictly: bool) -> None:
    """Complain of the first score that rises (or, strictly, does not fall) along the list."""
    for (above, below), path in zip(pairwise(scores), paths[1:], strict=True):
        if below > above or (strictly and below == above):
            raise RuleParameterError("scores-rise", *(path if isinstance(path, tuple) else (path,)), score=plain(below))
