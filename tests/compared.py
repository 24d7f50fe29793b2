"""Forms as comparing them needs them, from a few figures."""

from collections.abc import Mapping

from factory import Item, fact, form, framework_of

from starcli.core.assessment import Entry, Tier, Unit
from starcli.core.model import Framework
from starcli.core.packed import Form, Packer
from starcli.core.thresholds import CrossChecks

FACTS = ("held", "planned", "income", "members")


def small(checks: CrossChecks) -> Framework:
    """A framework with a rate of two facts, a fact and a typed indicator, and these thresholds."""
    items = (
        Item("A-1", value="100 * held / planned"),
        Item("A-2", value="income", high=None),
        Item("A-3", high=None),
        Item("A-4", value="members", high=None),
    )
    return framework_of(items, [fact(key) for key in FACTS], cross_checks=checks)


def packed(
    framework: Framework, unit: Unit, rows: Mapping[str, str | Entry], period: str = "2022Q3", basis: Tier = "self"
) -> Form:
    """The form of a unit with these figures, in a file of its name."""
    return Form(unit, period, f"{unit.name}.xlsx", Packer(framework).pack(form(rows, unit=unit), basis))
