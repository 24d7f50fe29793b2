"""Dimension files -> facts and indicator entries."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from starcli.core.expressions import (
    OWN_VALUE,
    Condition,
    Expression,
    ExpressionError,
    parse_condition,
    parse_expression,
)
from starcli.core.model import (
    YES_NO,
    Check,
    Definition,
    Fact,
    IndicatorEntry,
    Level,
    PlanEntry,
    Variant,
    Waiver,
)
from starcli.core.numbers import Rounding, half_up, plain
from starcli.core.parameters import RuleParameterError
from starcli.core.requirements import AtLeastLevel, Bounds, Requirement
from starcli.core.rules import Rule, RuleKind
from starcli.core.scale import Scale, Value
from starcli.core.text import Text
from starcli.definitions.faults import Faults
from starcli.definitions.nodes import Document, Path_
from starcli.definitions.schema import (
    CheckNode,
    DimensionFile,
    FactNode,
    FrameworkNode,
    IndicatorNode,
    PlanNode,
    TextNode,
    VariantNode,
    WaiverNode,
)

_DEFAULT_PRECISION = 2
"""The name by which an indicator's checks call its own value."""


def text(node: TextNode) -> Text:
    """A wording as the core knows it."""
    return Text(node.zh, node.en)


def texts(nodes: list[TextNode]) -> tuple[Text, ...]:
    """Several wordings."""
    return tuple(text(node) for node in nodes)


def build_fact(key: str, node: FactNode) -> Fact:
    """A fact as the core knows it."""
    aliases = tuple(node.aliases)
    return Fact(key, text(node.name), text(node.measured_in), node.type, node.min, node.max, aliases, node.steady)


class IndicatorBuilder:
    """Builds the entries of one dimension file; what is wrong goes to `faults`."""

    def __init__(
        self,
        document: Document,
        faults: Faults,
        framework: FrameworkNode,
        facts: Mapping[str, Fact] | None,
        rule_kinds: Mapping[str, RuleKind],
    ) -> None:
        self._document = document
        self._faults = faults
        self._framework = framework
        self._facts = facts
        self._rule_kinds = rule_kinds
        self._grades = tuple(framework.grades)

    def entries(self, node: DimensionFile, weights: Mapping[str, Mapping[str, Decimal]]) -> dict[str, IndicatorEntry]:
        """Every indicator of the file, by code."""
        return {
            code: self._entry(code, indicator, node.dimension, weights.get(code, {}))
            for code, indicator in node.indicators.items()
        }

    def _entry(self, code: str, node: IndicatorNode, dimension: str, weights: Mapping[str, Decimal]) -> IndicatorEntry:
        path: Path_ = ("indicators", code)
        scale = self._scale(node)
        self._known_ids(node, path)
        return IndicatorEntry(
            definition=self._definition(code, node, dimension, scale),
            common=self._variant(node, path, scale, node),
            by_kind={k: self._variant(v, (*path, "kinds", k), scale, node) for k, v in node.kinds.items()},
            by_profile={p: self._variant(v, (*path, "profiles", p), scale, node) for p, v in node.profiles.items()},
            weights=weights,
        )

    def _definition(self, code: str, node: IndicatorNode, dimension: str, scale: Scale) -> Definition:
        path: Path_ = ("indicators", code)
        return Definition(
            id=code,
            name=text(node.name),
            dimension=dimension,
            kinds=tuple(node.applies_to),
            quantitative=node.quantitative,
            type=node.type,
            measured_in=text(node.measured_in),
            direction=node.direction,
            scale=scale,
            expression=self._expression(node.value, (*path, "value")),
            checks=self._checks(node.checks, (*path, "checks")),
            levels=tuple(Level(key, text(level.name), tuple(level.aliases)) for key, level in node.levels.items()),
            not_applicable_when=self._waiver(node.not_applicable_when, (*path, "not_applicable_when")),
            period=node.period,
            season_rule=node.season_rule,
            source=node.source,
            evidence=texts(node.evidence),
            causes=texts(node.causes),
            remedies=texts(node.remedies),
            hint=text(node.hint) if node.hint else None,
            plan=self._plan(node.plan, (*path, "plan", "steps"), scale),
            lead_department=text(node.lead_department),
            note=text(node.note) if node.note else None,
            steady=node.steady,
        )

    def _plan(self, node: PlanNode, path: Path_, scale: Scale) -> PlanEntry:
        entry = PlanEntry(node.measure, node.days, text(node.responsible))
        if not node.steps:
            return replace(entry, effort=node.effort)
        steps: dict[Value, Decimal] = {}
        for key, days in node.steps.items():
            reached = key if key in scale.levels else _decimal(key)
            if reached is None or (scale.levels and isinstance(reached, Decimal)):
                self._faults.add("effort-step", self._document, (*path, key), text=key)
            else:
                steps[reached] = days
        return replace(entry, effort=sum(steps.values(), Decimal(0)), steps=steps)

    def _scale(self, node: IndicatorNode) -> Scale:
        precision = node.precision if node.precision is not None else _DEFAULT_PRECISION
        if node.type == "integer":
            precision = 0
        levels = {key: text(level.name) for key, level in node.levels.items()}
        rounding = Rounding(**self._framework.rounding.model_dump())
        return Scale(precision, node.min, node.max, YES_NO if node.type == "yes-no" else levels, rounding)

    def _known_ids(self, node: IndicatorNode, path: Path_) -> None:
        framework = self._framework
        known: list[tuple[str, str, Mapping[str, object]]] = [
            ("period", node.period, framework.periods),
            ("season_rule", node.season_rule, framework.seasons.rules),
            ("source", node.source, framework.sources),
        ]
        for key, given, ids in known:
            self._expect_known(given, ids, (*path, key))
        for position, kind in enumerate(node.applies_to):
            self._expect_known(kind, framework.kinds, (*path, "applies_to", position))
        for profile in node.profiles:
            self._expect_known(profile, framework.profiles, (*path, "profiles", profile))
            known_profile = framework.profiles.get(profile)
            if known_profile is not None and not set(known_profile.kinds) & set(node.applies_to):
                where = (*path, "profiles", profile)
                self._faults.add("variant-not-applying", self._document, where, kind=profile)
        if node.type == "level" and not node.levels:
            self._faults.add("levels-missing", self._document, (*path, "type"))
        if node.type != "level" and node.levels:
            self._faults.add("levels-unexpected", self._document, (*path, "type"), type=node.type)
        if node.steady and node.value is not None:
            self._faults.add("steady-computed", self._document, (*path, "steady"))
        self._expect_known(node.plan.measure, framework.measures, (*path, "plan", "measure"))
        for kind in node.kinds:
            if kind not in node.applies_to:
                self._faults.add("variant-not-applying", self._document, (*path, "kinds", kind), kind=kind)

    def _expect_known(self, given: str, ids: Mapping[str, object], path: Path_) -> None:
        if given not in ids:
            self._faults.add("unknown-id", self._document, path, id=given, known=", ".join(ids))

    def _variant(self, node: VariantNode, path: Path_, scale: Scale, indicator: IndicatorNode) -> Variant:
        if node.special_project is not None:
            self._expect_known(node.special_project, self._framework.special_projects, (*path, "special_project"))
        for position, grade in enumerate(node.gate or ()):
            self._expect_known(grade, self._framework.grades, (*path, "gate", position))
        return Variant(
            rule=self._rule(node.rule, (*path, "rule"), scale),
            requirements=self._requirements(node, path, scale, indicator),
            gates=None if node.gate is None else tuple(node.gate),
            full_when=self._waiver(node.full_when, (*path, "full_when")),
            special_project=node.special_project,
        )

    def _rule(self, node: Mapping[str, object] | None, path: Path_, scale: Scale) -> Rule | None:
        if node is None:
            return None
        if len(node) != 1:
            self._faults.add("rule-shape", self._document, path)
            return None
        (kind, parameters) = next(iter(node.items()))
        if kind not in self._rule_kinds:
            self._faults.add(
                "unknown-rule-kind", self._document, (*path, kind), kind=kind, known=", ".join(self._rule_kinds)
            )
            return None
        try:
            rule = self._rule_kinds[kind].from_parameters(parameters, scale)
        except RuleParameterError as fault:
            details = {key: str(value) for key, value in fault.details.items()}
            self._faults.add(fault.code, self._document, (*path, kind, *fault.path), **details)
            return None
        if any(rule.score(level) is None for level in scale.levels):
            self._faults.add("rule-does-not-fit", self._document, (*path, kind), kind=kind)
            return None
        for cut in rule.cuts():
            self._expect_typed(cut, scale, (*path, kind))
        return rule

    def _expect_typed(self, value: Value | None, scale: Scale, path: Path_) -> None:
        """Complain of an edge between two values that a form can tell apart: no value could stand on it."""
        places = scale.rounding.typed
        if isinstance(value, Decimal) and half_up(value, places) != value:
            self._faults.add("too-many-decimals", self._document, path, value=plain(value), places=places)

    def _requirements(
        self, node: VariantNode, path: Path_, scale: Scale, indicator: IndicatorNode
    ) -> Mapping[str, Requirement] | None:
        if node.requires is None:
            return None
        found = {}
        for grade, demand in node.requires.items():
            where = (*path, "requires", grade)
            self._expect_known(grade, self._framework.grades, where)
            requirement = _requirement(demand, indicator, scale)
            if requirement is None:
                self._faults.add("requirement-shape", self._document, where, text=str(demand))
            else:
                self._expect_typed(requirement.nearest(None), scale, where)
                found[grade] = requirement
        return {grade: found[grade] for grade in self._grades if grade in found}

    def _expression(self, source: str | None, path: Path_) -> Expression | None:
        if source is None:
            return None
        try:
            expression = parse_expression(source)
        except ExpressionError as fault:
            self._faults.add("expression-syntax", self._document, path, text=source, part=fault.part or "…")
            return None
        self._expect_facts(expression.names, path, own=False)
        return expression

    def _condition(self, source: str, path: Path_) -> Condition | None:
        try:
            condition = parse_condition(source)
        except ExpressionError as fault:
            self._faults.add("expression-syntax", self._document, path, text=source, part=fault.part or "…")
            return None
        self._expect_facts(condition.names, path, own=True)
        return condition

    def _expect_facts(self, names: tuple[str, ...], path: Path_, *, own: bool) -> None:
        if self._facts is None:
            # Another file could not be read: what it defines is not called unknown here.
            return
        for name in names:
            if name not in self._facts and not (own and name == OWN_VALUE):
                self._faults.add("unknown-fact", self._document, path, name=name)

    def _checks(self, nodes: list[CheckNode], path: Path_) -> tuple[Check, ...]:
        conditions = [self._condition(node.that, (*path, position)) for position, node in enumerate(nodes)]
        checks = zip(conditions, nodes, strict=True)
        return tuple(Check(condition, node.severity) for condition, node in checks if condition is not None)

    def _waiver(self, node: WaiverNode | None, path: Path_) -> Waiver | None:
        if node is None:
            return None
        conditions = [self._condition(source, (*path, "when", i)) for i, source in enumerate(node.when)]
        return Waiver(tuple(c for c in conditions if c is not None), text(node.reason))


def _requirement(demand: object, node: IndicatorNode, scale: Scale) -> Requirement | None:
    """What a grade's entry under `requires` stands for; None when it does not fit the indicator's type."""
    if scale.levels:
        ids = tuple(scale.levels)
        if not isinstance(demand, str) or demand not in ids:
            return None
        return AtLeastLevel({level: scale.levels[level] for level in ids[: ids.index(demand) + 1]})
    bounds = [_decimal(part) for part in (demand if isinstance(demand, list) else [demand])]
    if any(bound is None for bound in bounds) or len(bounds) != (2 if node.direction == "range" else 1):
        return None
    if node.direction == "range":
        low, high = bounds
        ordered = low is not None and high is not None and low <= high
        return Bounds(low, high, scale.rounding.typed) if ordered else None
    low, high = (bounds[0], None) if node.direction == "higher" else (None, bounds[0])
    return Bounds(low, high, scale.rounding.typed)


def _decimal(raw: object) -> Decimal | None:
    try:
        number = Decimal(str(raw))
    except ArithmeticError:
        return None
    return number if number.is_finite() else None
