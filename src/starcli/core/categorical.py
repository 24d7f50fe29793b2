"""Categorical scales: scores for the levels of an opinion, and for bands of a number (OECD/JRC Handbook, chapter 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from starcli.core.numbers import ZERO, half_up, plain
from starcli.core.parameters import (
    BAND_SCHEMA,
    NUMBER_SCHEMA,
    RuleParameterError,
    expect_falling,
    read_band,
    read_mapping,
    read_score,
)
from starcli.core.scale import Scale, Value
from starcli.core.text import Text


@dataclass(frozen=True, slots=True)
class Categories:
    """A categorical scale: each level of a graded opinion, or yes and no, has its score."""

    kind: ClassVar[str] = "categories"
    parameters_schema: ClassVar[Mapping[str, Any]] = {"type": "object", "additionalProperties": NUMBER_SCHEMA}

    scores: Mapping[str, Decimal]
    scale: Scale

    @classmethod
    def from_parameters(cls, parameters: object, scale: Scale) -> "Categories":
        """A score for every level of the indicator, none rising as the levels fall. Raises `RuleParameterError`."""
        given = read_mapping(parameters)
        for level in given:
            if level not in scale.levels:
                raise RuleParameterError("unknown-level", level, level=level, known=", ".join(scale.levels))
        missing = [level for level in scale.levels if level not in given]
        if missing or not given:
            raise RuleParameterError("level-without-score", level=", ".join(missing))
        scores = {level: read_score(given, level) for level in scale.levels}
        expect_falling(tuple(scores.values()), tuple(scores), strictly=False)
        return cls(scores, scale)

    def score(self, value: Value) -> Decimal | None:
        """The score of a level id; None for anything else."""
        score = self.scores.get(value) if isinstance(value, str) else None
        return None if score is None else half_up(score, self.scale.rounding.score)

    def formula(self, cell: str) -> str:
        """The score of the level id in `cell`, as nested IFs."""
        places = self.scale.rounding.score
        result = "0"
        for level, score in reversed(tuple(self.scores.items())):
            result = f'IF({cell}="{level}",{plain(half_up(score, places))},{result})'
        return result

    def reach(self, score: Decimal, current: Value | None = None) -> Value | None:  # noqa: ARG002 one side only
        """The lowest level that earns at least `score`."""
        enough = [level for level in self.scores if (self.score(level) or ZERO) >= score]
        return enough[-1] if enough else None

    def cuts(self) -> tuple[Value, ...]:
        """Every level, the best first."""
        return tuple(self.scores)

    def clause(self, value: Value) -> Text:
        """The level and what it earns: `较好：80%`."""
        return _joined(self.scale.levels[str(value)], self.scores[str(value)])

    def describe(self) -> Text:
        """Every level and what it earns."""
        clauses = [self.clause(level) for level in self.scores]
        return Text("；".join(c.zh for c in clauses), "; ".join(c.en for c in clauses))


@dataclass(frozen=True, slots=True)
class Bands:
    """A categorical scale on numbers: the first band that the value reaches gives the score."""

    kind: ClassVar[str] = "bands"
    parameters_schema: ClassVar[Mapping[str, Any]] = {
        "type": "object",
        "properties": {"at_least": BAND_SCHEMA, "at_most": BAND_SCHEMA, "otherwise": NUMBER_SCHEMA},
        "oneOf": [{"required": ["at_least"]}, {"required": ["at_most"]}],
        "additionalProperties": False,
    }

    sign: str  # ">=" or "<="
    bands: tuple[tuple[Decimal, Decimal], ...]
    otherwise: Decimal
    scale: Scale

    @classmethod
    def from_parameters(cls, parameters: object, scale: Scale) -> "Bands":
        """Bands from the most to the least demanding. Raises `RuleParameterError` when out of order."""
        given = read_mapping(parameters, {"at_least", "at_most", "otherwise"})
        if ("at_least" in given) == ("at_most" in given):
            raise RuleParameterError("bands-direction")
        key, sign = ("at_least", ">=") if "at_least" in given else ("at_most", "<=")
        rows = given[key]
        if not isinstance(rows, list) or not rows:
            raise RuleParameterError("bands-empty", key)
        bands = tuple(read_band(row, key, number) for number, row in enumerate(rows))
        otherwise = read_score(given, "otherwise") if "otherwise" in given else ZERO
        rises = [bands[i][0] <= bands[i + 1][0] if sign == ">=" else bands[i][0] >= bands[i + 1][0]
                 for i in range(len(bands) - 1)]  # fmt: skip
        if any(rises):
            row = rises.index(True) + 1
            raise RuleParameterError("bands-unordered", key, row, edge=plain(bands[row][0]))
        scores = (*(score for _, score in bands), otherwise)
        expect_falling(scores, (*((key, i) for i in range(len(bands))), ("otherwise",)), strictly=True)
        return cls(sign, bands, otherwise, scale)

    def score(self, value: Value) -> Decimal | None:
        """The score of the first band that a number reaches; None for a text."""
        band = self._band(value)
        return None if band is None else half_up(band[1], self.scale.rounding.score)

    def formula(self, cell: str) -> str:
        """The bands as nested IFs; the value is rounded first, so an edge is the same edge on both sides."""
        places = self.scale.rounding.score
        result = plain(half_up(self.otherwise, places))
        for edge, score in reversed(self.bands):
            test = f"ROUND({cell},{self.scale.rounding.typed}){self.sign}{plain(edge)}"
            result = f"IF({test},{plain(half_up(score, places))},{result})"
        return result

    def reach(self, score: Decimal, current: Value | None = None) -> Value | None:  # noqa: ARG002 one side only
        """The edge of the lowest band that earns at least `score`; the worst value allowed if any value does."""
        places = self.scale.rounding.score
        if half_up(self.otherwise, places) >= score:
            return self.scale.minimum if self.sign == ">=" else self.scale.maximum
        enough = [edge for edge, earned in self.bands if half_up(earned, places) >= score]
        return enough[-1] if enough else None

    def cuts(self) -> tuple[Value, ...]:
        """The edges of the bands, the most demanding first."""
        return tuple(edge for edge, _ in self.bands)

    def clause(self, value: Value) -> Text:
        """The band that applies: `≥ 80：90%`."""
        edge, score = self._band(value) or (None, self.otherwise)
        return _joined(Text("其余", "otherwise") if edge is None else self._edge(edge), score)

    def describe(self) -> Text:
        """Every band and what it earns."""
        clauses = [_joined(self._edge(edge), score) for edge, score in self.bands]
        clauses.append(_joined(Text("其余", "otherwise"), self.otherwise))
        return Text("；".join(c.zh for c in clauses), "; ".join(c.en for c in clauses))

    def _band(self, value: Value) -> tuple[Decimal | None, Decimal] | None:
        if isinstance(value, str):
            return None
        typed = half_up(value, self.scale.rounding.typed)
        for edge, score in self.bands:
            if typed >= edge if self.sign == ">=" else typed <= edge:
                return edge, score
        return None, self.otherwise

    def _edge(self, edge: Decimal) -> Text:
        return Text.same(f"{'≥' if self.sign == '>=' else '≤'} {plain(edge)}")


def _joined(words: Text, score: Decimal) -> Text:
    percent = f"{plain(score * 100)}%"
    return Text(f"{words.zh}：{percent}", f"{words.en}: {percent}")
