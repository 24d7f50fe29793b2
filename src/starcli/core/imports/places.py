"""Where a framework takes a figure from: the data source of the indicators that are worked out of it."""

from collections.abc import Mapping

from starcli.core.assessment import OWN_SOURCE
from starcli.core.racing.rules import CARRY
from starcli.core.scheme import Indicator, Scheme


def serving(scheme: Scheme) -> Mapping[str, tuple[Indicator, ...]]:
    """The indicators that each figure of a scheme serves: those worked out of it, else those that only look at it."""
    worked: dict[str, list[Indicator]] = {}
    looked: dict[str, list[Indicator]] = {}
    for indicator in scheme.indicators:
        definition = indicator.definition
        for name in dict.fromkeys((indicator.id, *(definition.expression.names if definition.expression else ()))):
            worked.setdefault(name, []).append(indicator)
        for check in definition.checks:
            for name in check.condition.names:
                looked.setdefault(name, []).append(indicator)
    return {key: tuple(each) for key, each in (looked | worked).items()}


def source_of(serves: tuple[Indicator, ...]) -> str:
    """Whose figure counts: the unit's own, unless an indicator that it serves is taken from elsewhere."""
    return next((i.definition.source for i in serves if i.definition.source != OWN_SOURCE), OWN_SOURCE)


def is_carried(serves: tuple[Indicator, ...]) -> bool:
    """Whether the last published value counts until there is a new one."""
    return any(indicator.definition.season_rule == CARRY for indicator in serves)
