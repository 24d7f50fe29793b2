"""Arithmetic over facts: `100*held/planned` as a value in Decimal and as an Excel formula.

The grammar is names, numbers, `+ - * /` and brackets; a condition adds one comparison. Nothing else is
understood, so a definition can never run code.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.numbers import ONE, add, divide, half_up, multiply, plain, subtract

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(<=|>=|==|!=|[-+*/()<>=]))")
_COMPARISONS = ("<=", ">=", "!=", "==", "=", "<", ">")
_EXCEL_COMPARISON = {"!=": "<>", "==": "="}
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}
_LONGEST = 300
_DEEPEST = 40
_SHOWN = 40
_COMPARED_PLACES = 6


class ExpressionError(ValueError):
    """An expression that cannot be understood; `part` is the piece that was not expected."""

    def __init__(self, source: str, part: str) -> None:
        super().__init__(f"{source!r}: {part!r}")
        self.source = source
        self.part = part


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands in the expression."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """A fact, or `value`, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands joined by `+`, `-`, `*` or `/`."""

    sign: str
    left: "Node"
    right: "Node"


Node = Number | Name | Operation


@dataclass(frozen=True, slots=True)
class Expression:
    """An arithmetic expression over names."""

    source: str
    root: Node
    names: tuple[str, ...]

    def evaluate(self, values: Mapping[str, Decimal]) -> Decimal | None:
        """The exact value (to 60 digits), or None when something is divided by zero.

        Raises `KeyError` for a name without a value: the caller decides what a missing fact means.
        """
        root = self.root
        if isinstance(root, Name):
            return values[root.name]
        try:
            return divide(*_ratio(root, values))
        except ZeroDivisionError:
            return None

    def formula(self, cells: Mapping[str, str]) -> str:
        """The same arithmetic as an Excel expression, each name replaced by its cell."""
        return _printed(self.root, cells)


OWN_VALUE = "value"
"""In a condition of an indicator: the value that the indicator itself has."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison of two expressions; the sides count as equal when they agree to 6 decimals."""

    source: str
    left: Expression
    sign: str
    right: Expression
    names: tuple[str, ...]
    """Every name on either side, once."""

    def holds(self, values: Mapping[str, Decimal]) -> bool | None:
        """Whether the comparison is true; None when a name has no value or a side divides by zero."""
        try:
            left, right = self.left.evaluate(values), self.right.evaluate(values)
        except KeyError:
            return None
        if left is None or right is None:
            return None
        return _compare(half_up(subtract(left, right), _COMPARED_PLACES), self.sign)

    def formula(self, cells: Mapping[str, str]) -> str:
        """The same judgement as an Excel expression that is TRUE or FALSE."""
        difference = Operation("-", self.left.root, self.right.root)
        sign = _EXCEL_COMPARISON.get(self.sign, self.sign)
        return f"ROUND({_printed(difference, cells)},{_COMPARED_PLACES}){sign}0"


def parse_expression(source: str) -> Expression:
    """The expression that a text stands for. Raises `ExpressionError`."""
    tokens = _tokens(source)
    parser = _Parser(source, tokens)
    root = parser.sum()
    parser.expect_end()
    return Expression(source, root, parser.names())


def parse_condition(source: str) -> Condition:
    """The comparison that a text stands for. Raises `ExpressionError`."""
    signs = [token for token in _tokens(source) if token in _COMPARISONS]
    if len(signs) != 1:
        raise ExpressionError(source, signs[1] if signs else "")
    left, right = map(parse_expression, source.split(signs[0], 1))
    return Condition(source, left, signs[0], right, tuple(dict.fromkeys(left.names + right.names)))


def _tokens(source: str) -> list[str]:
    tokens: list[str] = []
    position = 0
    while position < len(source.rstrip()):
        match = _TOKEN.match(source, position)
        if match is None:
            raise ExpressionError(source, source[position:].strip()[:10])
        tokens.append(match.group().strip())
        if len(tokens) > _LONGEST:
            raise ExpressionError(source[:_SHOWN], tokens[-1])
        position = match.end()
    return tokens


class _Parser:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, source: str, tokens: list[str]) -> None:
        self._source = source
        self._tokens = tokens
        self._position = 0
        self._depth = 0
        self._names: dict[str, None] = {}

    def names(self) -> tuple[str, ...]:
        return tuple(self._names)

    def expect_end(self) -> None:
        if self._next():
            raise ExpressionError(self._source, self._next())

    def sum(self) -> Node:
        node = self._product()
        while self._next() in ("+", "-"):
            node = Operation(self._take(), node, self._product())
        return node

    def _product(self) -> Node:
        node = self._operand()
        while self._next() in ("*", "/"):
            node = Operation(self._take(), node, self._operand())
        return node

    def _operand(self) -> Node:
        piece = self._take()
        if piece in ("-", "("):
            return self._nested(piece)
        if piece[:1].isdigit():
            return Number(Decimal(piece))
        if piece[:1].isalpha() or piece[:1] == "_":
            self._names[piece] = None
            return Name(piece)
        raise ExpressionError(self._source, piece)

    def _nested(self, opening: str) -> Node:
        """What follows a sign or an opening bracket; neither may be piled up without end."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ExpressionError(self._source, opening)
        node = Operation("-", Number(Decimal(0)), self._operand()) if opening == "-" else self._bracketed()
        self._depth -= 1
        return node

    def _bracketed(self) -> Node:
        node = self.sum()
        if self._take() != ")":
            raise ExpressionError(self._source, ")")
        return node

    def _next(self) -> str:
        return self._tokens[self._position] if self._position < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._next()
        self._position += 1
        return token


def _ratio(node: Node, values: Mapping[str, Decimal]) -> tuple[Decimal, Decimal]:
    """Numerator and denominator: dividing once, at the end, keeps `1/3*3` exactly 1."""
    if isinstance(node, Number):
        return node.value, ONE
    if isinstance(node, Name):
        return values[node.name], ONE
    a, b = _ratio(node.left, values)
    c, d = _ratio(node.right, values)
    if node.sign == "*":
        return multiply(a, c), _times(b, d)
    if node.sign == "/":
        if not c:
            raise ZeroDivisionError
        return _times(a, d), _times(b, c)
    join = add if node.sign == "+" else subtract
    return join(_times(a, d), _times(c, b)), _times(b, d)


def _times(left: Decimal, right: Decimal) -> Decimal:
    """The product; most denominators are 1."""
    if right is ONE:
        return left
    return right if left is ONE else multiply(left, right)


def _printed(node: Node, cells: Mapping[str, str]) -> str:
    if isinstance(node, Number):
        return plain(node.value)
    if isinstance(node, Name):
        return cells[node.name]
    rank = _PRECEDENCE[node.sign]
    left, right = _printed(node.left, cells), _printed(node.right, cells)
    if _rank(node.left) < rank:
        left = f"({left})"
    if _rank(node.right) < rank or (_rank(node.right) == rank and node.sign in "-/"):
        right = f"({right})"
    return f"{left}{node.sign}{right}"


def _rank(node: Node) -> int:
    return _PRECEDENCE[node.sign] if isinstance(node, Operation) else 3


def _compare(difference: Decimal, sign: str) -> bool:
    if sign in ("=", "=="):
        return difference == 0
    if sign == "!=":
        return difference != 0
    if sign == "<":
        return difference < 0
    if sign == ">":
        return difference > 0
    return difference <= 0 if sign == "<=" else difference >= 0
