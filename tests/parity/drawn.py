"""Random small frameworks, as YAML that loads: every kind of rule, and what can be said around it."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from starcli.core.model import Framework
from starcli.core.numbers import plain
from starcli.definitions import load_framework

Node = dict[str, Any]
Draw = st.DrawFn

_GRADES = ("gold", "silver", "bronze", "iron")
_PERIODS: Mapping[str, str] = {"period": "quarter", "season_rule": "as-is", "source": "self"}
_EXPRESSIONS = (
    "{a}", "100 * {a} / {b}", "{a} / {b}", "{a} + {b}", "{a} - {b}", "100 * ({a} - {b}) / {b}", "{a} * {b}",
    "-{a}", "{a} / {b} * 1000", "({a} + {b}) / ({c} + 1)", "2.5 * {a} - {b} / 3", "{a} / {b} / {c}",
    "{a} - ({b} - {c})", "100 - 100 * {a} / ({a} + {b})", "0.1 * {a} + 0.2 * {b}", "{a} / 3 * 3", "({a} - {b}) * {c}",
)  # fmt: skip
_CONDITIONS = ("{a} <= {b}", "{a} > 0", "{a} != {b}", "{a} >= 2 * {b}", "{a} = {b} + {c}", "{a} / {b} < 3", "{a} < 12")
_OF_VALUE = ("value <= 90", "value > {a}", "value != 0", "value >= {a} - {b}")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A framework's files by name, and a number to fill its forms from."""

    files: Mapping[str, Node]
    seed: int

    @property
    def loads(self) -> bool:
        """Whether the definitions have no fault."""
        try:
            self.load()
        except ValueError:
            return False
        return True

    def load(self) -> Framework:
        """The framework. Raises `ValueError` when it does not load."""
        with tempfile.TemporaryDirectory(prefix="starcli-parity-") as folder:
            for name, node in self.files.items():
                path = Path(folder, name)
                path.parent.mkdir(exist_ok=True)
                path.write_text(json.dumps(node, ensure_ascii=False), encoding="utf-8")
            read = load_framework(Path(folder))
        if read.value is None:
            raise ValueError("; ".join(found.message("en") for found in read.findings))
        return read.value


@st.composite
def drawn(draw: Draw) -> Drawn:
    """A framework of one to eight indicators in one to three dimensions, that loads."""
    grades = _GRADES[: draw(st.integers(2, 4))]
    facts = _Facts(draw)
    codes = [f"{'ABC'[draw(st.integers(0, 2))]}-{number:02d}" for number in range(1, draw(st.integers(1, 8)) + 1)]
    indicators = {code: _indicator(draw, grades, facts) for code in codes}
    full = draw(st.sampled_from((Decimal(100), Decimal(10), Decimal(120), Decimal(1000))))
    files: dict[str, Node] = {"framework.yaml": _framework(draw, grades, codes, full)}
    files["weights.yaml"] = {"weights": {code: {"hall": plain(w)} for code, w in _weights(draw, codes, full).items()}}
    for dimension in sorted({code[0] for code in codes}):
        own = {code: node for code, node in indicators.items() if code[0] == dimension}
        files[f"dimensions/{dimension}.yaml"] = {"dimension": dimension, "indicators": own}
    first = next(name for name in files if name.startswith("dimensions/"))
    files[first]["facts"] = facts.used
    one = Drawn(files, draw(st.integers(0, 10**9)))
    # Once in thousands of times nothing that is allowed can earn what a grade asks for, and the loader says so.
    assume(one.loads)
    return one


class _Facts:
    """Facts drawn when an expression or a condition first names them."""

    def __init__(self, draw: Draw) -> None:
        self.used: dict[str, Node] = {}
        self._draw = draw

    def named(self, pattern: str, letters: str = "abcdef") -> str:
        """A pattern with the names of facts in it."""
        chosen = self._draw(st.permutations(letters))
        names = {place: f"fact_{letter}" for place, letter in zip("abc", chosen, strict=False)}
        for place, name in names.items():
            if f"{{{place}}}" in pattern and name not in self.used:
                self.used[name] = self._fact(name)
        return pattern.format(**names)

    def known(self, pattern: str) -> str:
        """The same with facts that are used already, where there are any."""
        letters = "".join(name[-1] for name in self.used) or "a"
        return self.named(pattern, (letters * 3)[: max(3, len(letters))])

    def _fact(self, name: str) -> Node:
        low = self._draw(st.sampled_from(("0", "0", "-1000", "1")))
        high = self._draw(st.sampled_from(("1000000000", "5000")))
        measure = self._draw(st.sampled_from(("个", "个", "万元", "%")))
        node = {"name": _text(name), "measured_in": {"zh": measure, "en": measure}, "min": low, "max": high}
        return {**node, "type": self._draw(st.sampled_from(("integer", "number")))}


def _framework(draw: Draw, grades: Sequence[str], codes: Sequence[str], full: Decimal) -> Node:
    """framework.yaml."""
    shares = sorted(draw(st.lists(st.integers(20, 98), min_size=4, max_size=4, unique=True)), reverse=True)
    lows = sorted(draw(st.lists(st.sampled_from((0, 40, 60, 75, 90)), min_size=4, max_size=4)), reverse=True)
    with_floors = draw(st.booleans())
    nodes = {
        grade: {
            "name": _text(grade),
            "stars": len(grades) - place,
            "floor": plain(full * shares[place] / 100) if place < len(grades) - 1 else "0",
            **({"dimension_floor": plain(Decimal(lows[place]) / 100)} if with_floors and lows[place] else {}),
        }
        for place, grade in enumerate(grades)
    }
    places = {key: draw(st.integers(low, high)) for key, (low, high) in {
        "typed": (4, 8), "difference": (4, 8), "score": (2, 6), "points": (0, 4), "dimension": (1, 5), "total": (0, 4),
    }.items()}  # fmt: skip
    vetoes = {
        f"V{number}": {"name": _text(f"veto {number}"), "caps_at": draw(st.sampled_from(grades)), "rectification": True}
        for number in range(draw(st.integers(0, 3)))
    }
    return {
        "id": "drawn", "version": "1", "date": "2022-09-19", "name": _text("drawn"), "status": _text("drawn"),
        "disclaimer": _text("drawn"), "full": plain(full), "rounding": places, "grades": nodes, "vetoes": vetoes,
        "bonus_counts_for_grade": draw(st.booleans()), "bonus": _adjustments(draw, "B"),
        "deductions": _adjustments(draw, "D"), "kinds": {"hall": {"name": _text("hall")}},
        "profiles": {"usual": {"name": _text("usual"), "kinds": ["hall"]}},
        "dimensions": {key: {"name": _text(f"dimension {key}")} for key in sorted({code[0] for code in codes})},
        "measures": {"at-once": _text("at once")}, "sources": {"self": _text("self")},
        "periods": {"quarter": _text("quarter")},
        "seasons": {
            "name": _text("season"), "per_year": 4, "award": _text("award"), "rules": {"as-is": _text("as it is")},
        },
    }  # fmt: skip


def _adjustments(draw: Draw, letter: str) -> Node:
    points = draw(st.lists(st.sampled_from(("0.1", "0.2", "0.5", "1", "2.25")), max_size=3))
    items = {f"{letter}{n}": {"name": _text(f"{letter} {n}"), "points": each} for n, each in enumerate(points, 1)}
    return {"cap": draw(st.sampled_from(("0.7", "2", "5"))) if items else "0", "items": items}


def _weights(draw: Draw, codes: Sequence[str], full: Decimal) -> dict[str, Decimal]:
    """Weights with decimals that add up to the full total."""
    shares = [draw(st.integers(1, 100)) for _ in codes]
    weights = [max(Decimal("0.01"), (full * share / sum(shares)).quantize(Decimal("0.01"))) for share in shares]
    weights[-1] += full - sum(weights)
    return dict(zip(codes, weights, strict=True))


def _indicator(draw: Draw, grades: Sequence[str], facts: _Facts) -> Node:
    """An indicator of any type, judged by any kind of rule."""
    sort = draw(st.sampled_from(("percent", "number", "number", "integer", "level", "yes-no")))
    demanding = grades[: draw(st.integers(0, len(grades) - 1))]
    node: Node = {
        "name": _text("indicator"), "applies_to": ["hall"], "quantitative": True, "type": sort, **_PERIODS,
        "evidence": [_text("roster")], "causes": [_text("cause")], "remedies": [_text("remedy")],
        "plan": {"measure": "at-once", "days": 30, "responsible": _text("secretary")},
        "lead_department": _text("office"),
        "measured_in": {"zh": "%" if sort == "percent" else "个", "en": "each"},
    }  # fmt: skip
    if sort in ("level", "yes-no"):
        node |= _of_levels(draw, sort, demanding)
    else:
        node |= _of_numbers(draw, sort, demanding)
        if draw(st.integers(0, 2)):
            node["value"] = facts.named(draw(st.sampled_from(_EXPRESSIONS)))
    node["gate"] = [grade for grade in demanding if draw(st.booleans())]
    conditions = (*_CONDITIONS, *(_OF_VALUE if sort not in ("level", "yes-no") else ()))
    node["checks"] = [
        {
            "that": facts.known(draw(st.sampled_from(conditions))),
            "severity": draw(st.sampled_from(("error", "warning"))),
        }
        for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2))))
    ]
    for waiver in ("full_when", "not_applicable_when"):
        if not draw(st.integers(0, 4)):
            node[waiver] = {"when": [facts.known(draw(st.sampled_from(_CONDITIONS)))], "reason": _text("reason")}
    return node


def _of_levels(draw: Draw, sort: str, demanding: Sequence[str]) -> Node:
    count = 2 if sort == "yes-no" else draw(st.integers(2, 4))
    levels = ("yes", "no") if sort == "yes-no" else tuple(f"level-{n}" for n in range(count))
    scores = sorted(draw(st.lists(st.integers(0, 99), min_size=count - 1, max_size=count - 1)), reverse=True)
    marks = (Decimal(1), *(Decimal(score) / 100 for score in scores))
    node: Node = {"rule": {"categories": {level: plain(m) for level, m in zip(levels, marks, strict=True)}}}
    if sort == "level":
        names = draw(st.permutations(("优", "好", "较好", "一般", "差")))
        node["levels"] = {
            level: {"name": {"zh": name, "en": f"{level} EN"}, "aliases": [f"alias {level}"]}
            for level, name in zip(levels, names, strict=False)
        }
    lows = sorted(draw(st.integers(0, count - 1)) for _ in demanding)
    return {**node, "requires": {grade: levels[low] for grade, low in zip(demanding, lows, strict=True)}}


def _of_numbers(draw: Draw, sort: str, demanding: Sequence[str]) -> Node:
    """A rule between ascending edges, demands between them, and limits outside."""
    places = 0 if sort == "integer" else draw(st.integers(0, 4))
    whole = draw(st.lists(st.integers(-30, 120), min_size=6, max_size=6, unique=True))
    fine = draw(st.integers(0, 10**places - 1))
    edges = sorted(Decimal(each) + Decimal(fine).scaleb(-places) for each in whole)
    kind = draw(st.sampled_from(("at_least", "at_most", "rising", "falling", "range")))
    low, *inner, high = edges
    node: Node = {"min": plain(low), "max": plain(high), "rule": _rule(draw, kind, inner)}
    if sort != "integer":
        node["precision"] = places
    if not draw(st.integers(0, 3)):
        del node["min"]
    node["direction"] = {"range": "range", "at_most": "lower", "falling": "lower"}.get(kind, "higher")
    return {**node, "requires": dict(zip(demanding, _demands(draw, kind, inner), strict=False))}


def _rule(draw: Draw, kind: str, edges: Sequence[Decimal]) -> Node:
    first, second, third, fourth = map(plain, edges)
    if kind == "range":
        return {"range": {"zero_low": first, "low": second, "high": third, "zero_high": fourth}}
    if kind in ("rising", "falling"):
        zero, full = (first, fourth) if kind == "rising" else (fourth, first)
        return {"goalposts": {"zero": zero, "full": full}}
    scores = sorted(draw(st.lists(st.integers(1, 9999), min_size=3, max_size=3, unique=True)), reverse=True)
    marks = ["1", *(plain(Decimal(score).scaleb(-4)) for score in scores)]
    ordered = [fourth, third, second, first] if kind == "at_least" else [first, second, third, fourth]
    return {"bands": {kind: [list(pair) for pair in zip(ordered, marks, strict=True)], "otherwise": "0"}}


def _demands(draw: Draw, kind: str, edges: Sequence[Decimal]) -> list[Any]:
    """What the grades demand, none more than the one above it."""
    first, second, third, fourth = map(plain, edges)
    if kind == "range":
        return [[second, third], [first, third], [first, fourth]]
    down = [fourth, third, second] if kind in ("at_least", "rising") else [first, second, third]
    return down if draw(st.booleans()) else [down[0], *down[:2]]


def _text(words: str) -> Node:
    return {"zh": f"某{words}", "en": words}
