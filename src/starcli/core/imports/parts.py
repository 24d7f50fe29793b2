"""Which facts are numerator and denominator of an indicator, and what they give."""

from collections.abc import Iterator
from decimal import Decimal

from starcli.core.expressions import Name, Node, Number, Operation
from starcli.core.model import Definition


def ratio_of(definition: Definition) -> tuple[str, str] | None:
    """The facts above and below the line; None for an indicator that is not one over the other."""
    root = definition.expression.root if definition.expression is not None else None
    if not isinstance(root, Operation) or root.sign != "/":
        return None
    above, below = [*_names(root.left)], [*_names(root.right)]
    return (above[0], below[0]) if len(above) == len(below) == 1 else None


def rate_of(definition: Definition, numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """The value that the two give, exactly; None where nothing can be divided."""
    parts, expression = ratio_of(definition), definition.expression
    if parts is None or expression is None:
        return None
    return expression.evaluate({parts[0]: numerator, parts[1]: denominator})


def _names(node: Node) -> Iterator[str]:
    if isinstance(node, Name):
        yield node.name
    elif not isinstance(node, Number):
        yield from _names(node.left)
        yield from _names(node.right)
