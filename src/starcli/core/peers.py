"""A unit's money against that of its peers: a figure far above their median is yuan typed as ten thousands of yuan."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from starcli.core.findings import Finding, finding
from starcli.core.model import Framework
from starcli.core.numbers import ZERO, divide, half_up, plain
from starcli.core.packed import Form, Packer, values_in

_PLACES = 2


def against_peers(forms: Sequence[Form], framework: Framework) -> tuple[tuple[Finding, ...], ...]:
    """A finding for each money value that is too many times the median of the other units of its kind and profile.

    Only units with such a figure above zero are peers, and there must be enough of them.
    """
    packer = Packer(framework)
    found: list[tuple[Finding, ...]] = [()] * len(forms)
    groups: dict[tuple[str, str], list[int]] = {}
    for index, form in enumerate(forms):
        groups.setdefault((form.unit.kind, form.unit.profile), []).append(index)
    rows = [values_in(form.trace.counting) for form in forms]
    for key in packer.money:
        position = packer.counting.index(key)
        for members in groups.values():
            values = {index: Decimal(text) for index in members if (text := rows[index][position].decode())}
            for index, median, count in _far_above({i: v for i, v in values.items() if v > 0}, framework):
                found[index] += (_finding(packer, forms[index], key, median, count),)
    return tuple(found)


def _far_above(values: Mapping[int, Decimal], framework: Framework) -> Iterator[tuple[int, Decimal, int]]:
    """Whose value is too high, with the median of the others and how many these are."""
    limits = framework.cross_checks.peers
    ordered, count = sorted(values.values()), len(values) - 1
    if count < limits.least:
        return
    for index, value in values.items():
        median = median_without(ordered, value)
        if value >= median * limits.times:
            yield index, median, count


def _finding(packer: Packer, form: Form, key: str, median: Decimal, count: int) -> Finding:
    figure = packer.figure(form, key)
    value, where = (ZERO, None) if figure is None else (figure.value, figure.location)
    return finding(
        "far-above-peers",
        where,
        name=packer.names[key],
        value=plain(value),
        times=plain(half_up(divide(value, median), 0)),
        median=plain(half_up(median, _PLACES)),
        count=count,
        measure=packer.measures[key],
    )


def median_without(ordered: Sequence[Decimal], value: Decimal) -> Decimal:
    """The median of all values but one, which is among them."""
    gone = bisect_left(ordered, value)
    rest = len(ordered) - 1

    def at(place: int) -> Decimal:
        return ordered[place if place < gone else place + 1]

    middle = rest // 2
    return at(middle) if rest % 2 else (at(middle - 1) + at(middle)) / 2
