"""Small hand-made frameworks and forms, the reference framework, and Excel's arithmetic for the tests."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from math import floor
from typing import Any

from starcli import bundled
from starcli.core.assessment import Answer, Assessment, Count, Entry, Tier, Unit
from starcli.core.expressions import parse_condition, parse_expression
from starcli.core.findings import Finding, Location
from starcli.core.model import (
    Adjustment,
    Adjustments,
    Check,
    Definition,
    Dimension,
    Direction,
    Fact,
    Framework,
    Grade,
    IndicatorEntry,
    Kind,
    PlanEntry,
    Profile,
    Settings,
    ValueType,
    Variant,
    Veto,
    Waiver,
)
from starcli.core.numbers import Rounding
from starcli.core.requirements import AtLeastLevel, Bounds, Requirement
from starcli.core.rules import BUILT_IN, Rule
from starcli.core.scale import Scale, Value
from starcli.core.scheme import Scheme, resolve
from starcli.core.text import Text
from starcli.definitions import load_framework

BLANK = Text.same("")
IN_PROPORTION: Mapping[str, object] = {"goalposts": {"zero": "0", "full": "100"}}
KINDS = {kind.kind: kind for kind in BUILT_IN}
LETTERS = {letter: Text(f"{letter}级", f"level {letter}") for letter in "ABC"}


def number(text: str | None) -> Decimal | None:
    """A text as a number; None stays None."""
    return None if text is None else Decimal(text)


def rule_of(named: Mapping[str, object], scale: Scale) -> Rule:
    """The rule that one entry of a definition stands for."""
    ((kind, parameters),) = named.items()
    return KINDS[kind].from_parameters(parameters, scale)


def at_least(low: str) -> Requirement:
    """A demand for a number not below `low`."""
    return Bounds(Decimal(low), None)


def at_most(high: str) -> Requirement:
    """A demand for a number not above `high`."""
    return Bounds(None, Decimal(high))


def level_from(lowest: str) -> Requirement:
    """A demand for one of the letters down to `lowest`."""
    return AtLeastLevel({letter: name for letter, name in LETTERS.items() if letter <= lowest})


def waiver(*conditions: str) -> Waiver:
    """A waiver under conditions, all of which must hold."""
    return Waiver(tuple(parse_condition(source) for source in conditions), Text("免", "waived"))


def fact(key: str, low: str | None = "0", high: str | None = None, *, whole: bool = False) -> Fact:
    """A fact within limits."""
    return Fact(
        key, Text(f"数{key}", f"fact {key}"), BLANK, "integer" if whole else "number", number(low), number(high)
    )


@dataclass(frozen=True)
class Item:
    """An indicator in few words: 0 to 100 in proportion, unless something else is said."""

    id: str = "A-1"
    weight: str = "10"
    rule: Mapping[str, object] = field(default_factory=lambda: IN_PROPORTION)
    type: ValueType = "number"
    direction: Direction = "higher"
    precision: int = 2
    low: str | None = "0"
    high: str | None = "100"
    value: str | None = None
    checks: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    requires: Mapping[str, Requirement] = field(default_factory=dict)
    gates: tuple[str, ...] = ()
    full_when: Waiver | None = None
    not_applicable_when: Waiver | None = None
    kinds: tuple[str, ...] = ("village", "community")
    days: int = 1
    source: str = ""
    season_rule: str = ""
    steps: Mapping[Value, Decimal] = field(default_factory=dict)

    @property
    def entry(self) -> IndicatorEntry:
        """The indicator as a framework holds it; its dimension is the part of the code before the dash."""
        levels = LETTERS if self.type == "level" else {}
        scale = Scale(self.precision, number(self.low), number(self.high), levels)
        checks = [Check(parse_condition(source)) for source in self.checks]
        checks += [Check(parse_condition(source), "warning") for source in self.doubts]
        definition = Definition(
            id=self.id,
            name=Text(f"指标{self.id}", f"indicator {self.id}"),
            dimension=self.id.split("-", maxsplit=1)[0],
            kinds=self.kinds,
            quantitative=True,
            type=self.type,
            measured_in=BLANK,
            direction=self.direction,
            scale=scale,
            expression=parse_expression(self.value) if self.value else None,
            checks=tuple(checks),
            levels=(),
            not_applicable_when=self.not_applicable_when,
            period="",
            season_rule=self.season_rule,
            source=self.source,
            evidence=(),
            causes=(),
            remedies=(),
            hint=None,
            plan=PlanEntry("", self.days, BLANK, sum(self.steps.values(), Decimal(0)) or None, self.steps),
            lead_department=BLANK,
            note=None,
        )
        common = Variant(rule_of(self.rule, scale), self.requires, self.gates, self.full_when)
        return IndicatorEntry(definition, common, {}, {}, dict.fromkeys(self.kinds, Decimal(self.weight)))


GRADES = (
    Grade("gold", Text("金", "Gold"), 3, Decimal(80), None),
    Grade("silver", Text("银", "Silver"), 2, Decimal(60), None),
    Grade("bronze", Text("铜", "Bronze"), 1, Decimal(0), None),
)


def veto(key: str, caps_at: str, *, rectification: bool = False, when: str | None = None) -> Veto:
    """A veto, proposed by the value of A-1 where a condition is given."""
    condition = parse_condition(when) if when else None
    return Veto(key, Text.same(key), caps_at, rectification, "A-1" if when else None, condition, None)


def framework_of(items: Iterable[Item], facts: Iterable[Fact] = (), **changes: Any) -> Framework:
    """A framework of a few items: full total 100, grades gold, silver and bronze."""
    entries = {item.id: item.entry for item in items}
    dimensions = dict.fromkeys(entry.definition.dimension for entry in entries.values())
    framework = Framework(
        id="small",
        version="1",
        date="2022-01-01",
        name=BLANK,
        status=BLANK,
        disclaimer=BLANK,
        fingerprint="",
        full=Decimal(100),
        rounding=Rounding(),
        kinds={key: Kind(key, Text.same(key)) for key in ("village", "community")},
        profiles={"default": Profile("default", BLANK, ("village", "community"))},
        dimensions={key: Dimension(key, Text.same(key)) for key in dimensions},
        facts={each.id: each for each in facts},
        entries=entries,
        grades=GRADES,
        bonus_counts_for_grade=False,
        rectification_below="silver",
        vetoes=(),
        bonus=Adjustments((Adjustment("B1", BLANK, Decimal(2)), Adjustment("B2", BLANK, Decimal("0.5"))), Decimal(5)),
        deductions=Adjustments((Adjustment("D1", BLANK, Decimal(1)),), Decimal(3)),
        special_projects={},
        conversions={},
        settings=Settings({}, {}, {}, {}),
    )
    return replace(framework, **changes)


def scheme_of(*items: Item, facts: Iterable[Fact] = (), **changes: Any) -> Scheme:
    """The scheme that a village meets in such a framework."""
    return resolve(framework_of(items, facts, **changes), "village", "default")


@cache
def reference() -> Framework:
    """The reference framework."""
    folder = bundled.framework_folder("reference-47")
    framework = load_framework(folder).value if folder else None
    if framework is None:
        raise FileNotFoundError("reference-47")
    return framework


def answer(cell: str, said: str) -> Answer:
    """An answer: a number or a level; `n/a` is not applicable, `??` could not be read."""
    if said in ("n/a", "??"):
        return Answer(None, said, Location(cell=cell), not_applicable=said == "n/a")
    try:
        value: Value = Decimal(said)
    except InvalidOperation:
        value = said
    return Answer(value, said, Location(cell=cell))


def row(key: str, reason: str = "", *, claim: bool = False, **said: str) -> Entry:
    """A row of a form, with one answer a tier; its cells are called `key.tier` and `key.claim`."""
    tiers: dict[str, Tier] = {"own": "self", "verified": "verified", "reviewed": "reviewed"}
    answers = {tiers[column]: answer(f"{key}.{column}", words) for column, words in said.items()}
    claimed = Location(cell=f"{key}.claim") if claim else None
    return Entry(answers, Location(cell=f"{key}.own"), claimed, reason)


def form(
    rows: Mapping[str, str | Entry], counts: Mapping[str, str] | None = None, unit: Unit | None = None
) -> Assessment:
    """A filled form: a text is the unit's own answer."""
    entries = {key: row(key, own=said) if isinstance(said, str) else said for key, said in rows.items()}
    counted = {key: Count(Decimal(times), Location(cell=key)) for key, times in (counts or {}).items()}
    return Assessment(unit or Unit(kind="village"), "", Location("form"), entries, counted)


def named(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Findings as a flat list of cell (the file where there is none) and code."""
    return [(str(found.location), found.code) for found in findings]


_TOKEN = re.compile(r'"[^"]*"|\d+(?:\.\d+)?|[A-Za-z_]\w*|<=|>=|<>|[-+*/(),<>=]')
Cell = Fraction | str | bool


def excel(formula: str, cells: Mapping[str, Value]) -> Cell:
    """A formula as Excel understands it, in exact arithmetic. Raises `ZeroDivisionError`."""
    return _Excel(_TOKEN.findall(formula), cells).comparison()


class _Excel:
    """Comparisons, sums, products, signs, and IF AND OR ROUND MIN MAX."""

    def __init__(self, tokens: list[str], cells: Mapping[str, Value]) -> None:
        self.tokens = tokens[::-1]
        self.cells = cells

    def upcoming(self) -> str:
        return self.tokens[-1] if self.tokens else ""

    def comparison(self) -> Cell:
        left = self.sum()
        sign = self.upcoming()
        if sign not in ("<=", ">=", "<>", "<", ">", "="):
            return left
        self.tokens.pop()
        right = self.sum()
        if sign in ("=", "<>"):
            return (left == right) is (sign == "=")
        difference = Fraction(left) - Fraction(right)
        return {"<": difference < 0, ">": difference > 0, "<=": difference <= 0, ">=": difference >= 0}[sign]

    def sum(self) -> Cell:
        total = self.product()
        while self.upcoming() in ("+", "-"):
            sign = 1 if self.tokens.pop() == "+" else -1
            total = Fraction(total) + sign * Fraction(self.product())
        return total

    def product(self) -> Cell:
        total = self.operand()
        while self.upcoming() in ("*", "/"):
            divided = self.tokens.pop() == "/"
            factor = Fraction(self.operand())
            total = Fraction(total) / factor if divided else Fraction(total) * factor
        return total

    def operand(self) -> Cell:
        token = self.tokens.pop()
        if token == "-":  # noqa: S105 a sign
            return -Fraction(self.operand())
        if token[0] == '"':
            return token.strip('"')
        if token[0].isdigit():
            return Fraction(token)
        if token == "(":  # noqa: S105 a bracket
            return self.arguments(token)[0]
        if self.upcoming() == "(":
            return _call(token, self.arguments(self.tokens.pop()))
        value = self.cells[token]
        return value if isinstance(value, str) else Fraction(value)

    def arguments(self, opening: str) -> list[Cell]:
        found = []
        while opening != ")":
            found.append(self.comparison())
            opening = self.tokens.pop()
        return found


def _call(function: str, given: list[Cell]) -> Cell:
    if function == "IF":
        return given[1] if given[0] else given[2]
    if function in ("AND", "OR"):
        return all(given) if function == "AND" else any(given)
    numbers = [Fraction(each) for each in given]
    if function == "ROUND":
        shifted = floor(abs(numbers[0]) * 10 ** int(numbers[1]) + Fraction(1, 2))
        return Fraction(shifted if numbers[0] >= 0 else -shifted, 10 ** int(numbers[1]))
    return {"MIN": min, "MAX": max}[function](numbers)
