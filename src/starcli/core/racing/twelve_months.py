"""The last twelve months of a figure that begins anew each year: this year's, and what last year had after this season.

So far this year + the whole of last year - last year up to the same season: exact, where all three were reported.
"""

from collections.abc import Mapping
from decimal import Decimal

from starcli.core.model import Framework
from starcli.core.numbers import add, half_up, subtract
from starcli.core.packed import Form, Packer, cumulative_in
from starcli.core.racing.season import SeasonForms
from starcli.core.scheme import Indicator, allowed
from starcli.core.seasons import Season
from starcli.core.text import Text


class TwelveMonths:
    """Works out twelve months of the figures of one season; `lacking` are the units for which that was not possible.

    They are named by the indicator and the seasons that would be needed.
    """

    def __init__(self, framework: Framework, season: Season, read: Mapping[str, SeasonForms]) -> None:
        whole = Season(season.year - 1, season.per_year, season.per_year)
        same = Season(season.year - 1, season.number, season.per_year)
        self._framework = framework
        self._season = season
        self._now = Packer(framework)
        self._earlier = tuple(_Earlier(str(each), read.get(str(each))) for each in (whole, same))
        self.lacking: dict[tuple[str, str], list[str]] = {}

    def applies(self, indicator: Indicator) -> bool:
        """Whether an indicator has figures that begin anew each year; in its last season they are the year."""
        return self._season.number < self._season.per_year and bool(
            cumulative_in(indicator.definition, self._framework)
        )

    def value(self, indicator: Indicator, key: str, form: Form) -> Decimal | None:
        """The value of a unit over twelve months; None where it cannot be worked out, or is beyond what it can be."""
        expression = indicator.definition.expression
        names = expression.names if expression is not None else (indicator.id,)
        cumulative = cumulative_in(indicator.definition, self._framework)
        values: dict[str, Decimal] = {}
        for name in names:
            figure = self._now.figure(form, name)
            if figure is None:
                return None
            values[name] = figure.value
        for name in cumulative:
            then = [earlier.value(key, name) for earlier in self._earlier]
            whole, same = then
            if whole is None or same is None:
                missing = [e.label for e, value in zip(self._earlier, then, strict=True) if value is None]
                self._lacks(indicator, missing, form)
                return None
            values[name] = subtract(add(values[name], whole), same)
        value = values[indicator.id] if expression is None else expression.evaluate(values)
        if value is None:
            return None
        scale = indicator.definition.scale
        rounded = value if expression is None else half_up(value, scale.precision)
        return rounded if allowed(rounded, scale) else None

    def words(self) -> Text:
        """How a value was worked out."""
        whole, same = (earlier.label for earlier in self._earlier)
        now = self._season
        return Text(
            f"近12个月：{now} 累计 + {whole} 累计 - {same} 累计",
            f"twelve months: {now} + {whole} - {same}, each within its year",
        )

    def _lacks(self, indicator: Indicator, missing: list[str], form: Form) -> None:
        self.lacking.setdefault((indicator.id, ", ".join(missing)), []).append(form.unit.name)


class _Earlier:
    """The figures of an earlier season; none where it was not read."""

    def __init__(self, label: str, season: SeasonForms | None) -> None:
        self.label = label
        self._packer = Packer(season.framework) if season is not None else None
        self._forms: dict[str, Form] = {}
        for key, form in season.rated if season is not None else ():
            if form.trace is not None:
                self._forms[key] = Form(form.member.unit, "", form.file, form.trace)

    def value(self, key: str, name: str) -> Decimal | None:
        """A figure of a unit."""
        form = self._forms.get(key)
        if form is None or self._packer is None or name not in self._packer.counting:
            return None
        figure = self._packer.figure(form, name)
        return None if figure is None else figure.value
