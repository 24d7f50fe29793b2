"""What people may type into a plan: words from the framework's lists or their own, days, values of indicators."""

from starcli.core.scheme import Indicator
from starcli.core.text import Text
from starcli.excel.writing.forms.data import limits_of, limits_say
from starcli.excel.writing.page import Page


def offer(page: Page, column: int, options: tuple[Text, ...], *, strict: bool = False) -> None:
    """A drop-down list at a cell of the page's row; unless it is strict, anything else may be written as well."""
    shown = list(dict.fromkeys(page.words(option) for option in options if option.zh))
    if shown:
        page.choices(page.row, column, shown, strict=strict)


def expect_value(page: Page, column: int, indicator: Indicator) -> None:
    """Only a value that an indicator may have."""
    levels = tuple(indicator.definition.scale.levels.values())
    if levels:
        offer(page, column, levels, strict=True)
        return
    low, high, whole = limits_of(indicator)
    page.numbers(page.row, column, low, high, limits_say(low, high, whole=whole), whole=whole)
