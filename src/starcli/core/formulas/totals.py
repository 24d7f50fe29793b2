"""The formulas of dimensions, total and grade, and of what decides it."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from starcli.core.formulas.answers import SCORED
from starcli.core.formulas.blocks import COUNTS, DIMENSIONS, INDICATORS, TOTALS, dimensions_of, gated
from starcli.core.formulas.functions import chosen, first_true, joined, quoted
from starcli.core.formulas.live import BASIS, CASES, REAL, Cached, Live, Moment, Places
from starcli.core.judgement import DimensionScore
from starcli.core.model import Grade
from starcli.core.numbers import ZERO, plain
from starcli.core.rating import COVERAGE_PLACES, TIER_NAMES
from starcli.core.scheme import Scheme

_NOISE = 6
"""Decimals to which a sum of decimals is rounded before it is compared or divided: takes out binary noise."""


class TotalFormulas:
    """Compiles what follows from the points of the indicators."""

    def __init__(self, scheme: Scheme, at: Places) -> None:
        self._scheme = scheme
        self._framework = scheme.framework
        self._at = at
        self._dimensions = dimensions_of(scheme)

    def cells(self) -> Iterator[Live]:
        """The cells of the blocks of dimensions and totals."""
        yield from self._chosen()
        for case in CASES:
            yield from self.of(case)

    def of(self, case: str) -> Iterator[Live]:
        """The cells of one of the cases."""
        for dimension in self._dimensions:
            yield from self._dimension(dimension, case)
        for row, formula, value in (*self._sums(case), *self._grading(case)):
            yield Live(TOTALS, row, case, formula, value)

    def _total(self, row: str, case: str) -> str:
        return self._at.cell(TOTALS, row, case)

    def _chosen(self) -> Iterator[Live]:
        """Basis and target, as numbers."""
        basis, target = self._at.cell("card", "basis", "choice"), self._at.cell("card", "target", "choice")
        tiers = [(f"{basis}={self._at.words(TIER_NAMES[tier])}", str(n)) for tier, n in BASIS.items() if n > 1]
        yield Live(TOTALS, "basis", REAL, first_true(tiers, "1"), lambda now: BASIS[now.basis])
        grades = [(f"{target}={self._at.words(g.name)}", str(n)) for n, g in enumerate(self._scheme.grades, 1) if n > 1]
        order = [grade.id for grade in self._scheme.grades]
        yield Live(TOTALS, "target", REAL, first_true(grades, "1"), lambda now: order.index(now.target.id) + 1)

    def _dimension(self, dimension: str, case: str) -> Iterator[Live]:
        keys = self._at.column(INDICATORS, "dimension")
        cells = {
            name: self._at.cell(DIMENSIONS, dimension, f"{case}:{name}") for name in ("points", "available", "score")
        }
        for name in ("points", "available"):
            values = self._at.column(INDICATORS, f"{case}:{name}")
            formula = f"ROUND(SUMIF({keys},{quoted(dimension)},{values}),{_NOISE})"
            yield Live(
                DIMENSIONS,
                dimension,
                f"{case}:{name}",
                formula,
                partial(_dimension, key=dimension, case=case, name=name),
            )
        places = self._framework.rounding.dimension
        score = f'IF({cells["available"]}=0,"",ROUND({cells["points"]}/{cells["available"]},{places}))'
        yield Live(
            DIMENSIONS, dimension, f"{case}:score", score, partial(_dimension, key=dimension, case=case, name="score")
        )
        floors = [plain(g.dimension_floor) if g.dimension_floor is not None else "-1" for g in self._scheme.grades]
        above = f"{self._total('earned', case)}-1"
        low = f"AND(ISNUMBER({cells['score']}),N({cells['score']})<{chosen(above, floors)})"
        decides = f'IF({above}<1,"",IF({low},{quoted(f"dimension:{dimension} ")},""))'
        yield Live(DIMENSIONS, dimension, f"{case}:decides", decides, partial(_decides, key=dimension, case=case))

    def _sums(self, case: str) -> Iterator[tuple[str, str, partial[Cached]]]:
        """From the points to the total."""
        framework, rounding = self._framework, self._framework.rounding
        total = partial(self._total, case=case)
        for row in ("points", "available"):
            column = self._at.column(INDICATORS, f"{case}:{row}")
            yield row, f"ROUND(SUM({column}),{_NOISE})", partial(_sum, case=case, name=row)
        points, available = total("points"), total("available")
        base = f"IF({available}=0,0,ROUND({points}*{plain(framework.full)}/{available},{rounding.total}))"
        yield "base", base, partial(_figure, case=case, name="base")
        for row, sort, adjustments in (
            ("bonus", "bonus", framework.bonus),
            ("deductions", "deduction", framework.deductions),
        ):
            formula = self._adjusted(sort, adjustments.cap) if adjustments.items else "0"
            yield row, formula, partial(_figure, case=case, name=row)
        bonus = f"+{total('bonus')}" if framework.bonus_counts_for_grade else ""
        graded = f"ROUND({total('base')}-{total('deductions')}{bonus},{_NOISE})"
        yield "graded", graded, partial(_figure, case=case, name="graded")
        whole = f"ROUND({total('base')}+{total('bonus')}-{total('deductions')},{_NOISE})"
        yield "total", whole, partial(_figure, case=case, name="total")
        if case == REAL:
            outcomes = self._at.column(INDICATORS, "outcome")
            applying = f"(COUNTIF({outcomes},{SCORED})+COUNTIF({outcomes},0)+COUNTIF({outcomes},2))"
            share = f"ROUND(COUNTIF({outcomes},{SCORED})/{applying},{COVERAGE_PLACES})"
            yield "coverage", f"IF({applying}=0,0,{share})", partial(_figure, case=case, name="coverage")

    def _adjusted(self, sort: str, cap: Decimal) -> str:
        """The points of one sort of adjustments, up to their cap."""
        sorts, applied = self._at.column(COUNTS, "sort"), self._at.column(COUNTS, "points")
        return f"MIN({plain(cap)},ROUND(SUMIF({sorts},{quoted(sort)},{applied}),{_NOISE}))"

    def _grading(self, case: str) -> Iterator[tuple[str, str, partial[Cached]]]:
        """From the points to the grade, and what decides it."""
        scheme = self._scheme
        total = partial(self._total, case=case)
        scores = self._at.column(DIMENSIONS, f"{case}:score")
        for grade in scheme.grades:
            terms = [f"IF({total('graded')}<{plain(grade.floor)},1,0)"]
            if any(grade.id in i.gates and grade.id in i.requirements for i in scheme.indicators):
                gates, mets = (self._at.column(INDICATORS, c) for c in (f"gate:{grade.id}", f"{case}:met:{grade.id}"))
                terms.append(f"SUMPRODUCT(({gates}=1)*({mets}=0))")
            if grade.dimension_floor is not None:
                terms.append(f"SUMPRODUCT(ISNUMBER({scores})*({scores}<{plain(grade.dimension_floor)}))")
            yield f"blocked:{grade.id}", "+".join(terms), partial(_blocked, case=case, grade=grade)
        free = [(f"{total(f'blocked:{g.id}')}=0", str(n)) for n, g in enumerate(scheme.grades, 1)]
        yield "earned", first_true(free[:-1], str(len(free))), partial(_earned, case=case)
        vetoes = [self._at.cell(COUNTS, veto.id, "caps") for veto in scheme.framework.vetoes]
        yield "cap", f"MAX(0,{','.join(vetoes)})" if vetoes else "0", partial(_cap, case=case)
        yield "grade", f"MAX({total('earned')},{total('cap')})", partial(_grade, case=case)
        yield from self._deciding(case)

    def _deciding(self, case: str) -> Iterator[tuple[str, str, partial[Cached]]]:
        scheme = self._scheme
        total = partial(self._total, case=case)
        earned, cap, graded, above = total("earned"), total("cap"), total("graded"), f"{total('earned')}-1"
        floors = [plain(grade.floor) for grade in scheme.grades]
        vetoes = joined(
            f'IF({self._at.cell(COUNTS, v.id, "caps")}={cap},{quoted(f"veto:{v.id} ")},"")'
            for v in scheme.framework.vetoes
        )
        gates = [self._at.cell(INDICATORS, key, f"{case}:decides") for key in gated(scheme)]
        dimensions = [self._at.cell(DIMENSIONS, key, f"{case}:decides") for key in self._dimensions]
        blocked = joined([f'IF({graded}<{chosen(above, floors)},"floor ","")', *gates, *dimensions])
        cases = [(f"{cap}>{earned}", vetoes), (f"{earned}=1", '"floor"')]
        yield "deciders", f"TRIM({first_true(cases, blocked)})", partial(_deciders, case=case)
        next_up = f"{total('grade')}-1"
        for row, sort in (("gates", "gate"), ("low", "dimension")):
            counts = [self.unmet(grade, case, sort) for grade in scheme.grades]
            yield row, f"IF({next_up}<1,0,{chosen(f'MAX(1,{next_up})', counts)})", partial(_next, case=case, sort=sort)
        short = f"IF({next_up}<1,0,MAX(0,ROUND({chosen(f'MAX(1,{next_up})', floors)}-{graded},{_NOISE})))"
        yield "short", short, partial(_short, case=case)

    def unmet(self, grade: Grade, case: str, sort: str) -> str:
        """How many gates, or dimensions, keep the unit from a grade."""
        if sort == "gate":
            gates, mets = (self._at.column(INDICATORS, c) for c in (f"gate:{grade.id}", f"{case}:met:{grade.id}"))
            has_any = any(grade.id in i.gates and grade.id in i.requirements for i in self._scheme.indicators)
            return f"SUMPRODUCT(({gates}=1)*({mets}=0))" if has_any else "0"
        scores = self._at.column(DIMENSIONS, f"{case}:score")
        floor = grade.dimension_floor
        return "0" if floor is None else f"SUMPRODUCT(ISNUMBER({scores})*({scores}<{plain(floor)}))"


def _of(now: Moment, key: str, case: str) -> DimensionScore:
    return next(d for d in now.case(case).dimensions if d.id == key)


def _dimension(now: Moment, key: str, case: str, name: str) -> Cached:
    found = _of(now, key, case)
    value = {"points": found.points, "available": found.available, "score": found.score}[name]
    return "" if value is None else value


def _decides(now: Moment, key: str, case: str) -> Cached:
    rating = now.case(case)
    above, score = rating.scheme.grade_above(rating.earned.id), _of(now, key, case).score
    floor = None if above is None else above.dimension_floor
    return f"dimension:{key} " if floor is not None and score is not None and score < floor else ""


def _sum(now: Moment, case: str, name: str) -> Cached:
    return sum((d.points if name == "points" else d.available for d in now.case(case).dimensions), ZERO)


def _figure(now: Moment, case: str, name: str) -> Cached:
    value: Decimal = getattr(now.case(case), name)
    return value


def _blocked(now: Moment, case: str, grade: Grade) -> Cached:
    return len(now.case(case).blocked(grade))


def _place(now: Moment, grade: Grade) -> int:
    return [each.id for each in now.scheme.grades].index(grade.id) + 1


def _earned(now: Moment, case: str) -> Cached:
    return _place(now, now.case(case).earned)


def _cap(now: Moment, case: str) -> Cached:
    return max((_place(now, now.scheme.grade(veto.caps_at)) for veto in now.case(case).vetoes), default=0)


def _grade(now: Moment, case: str) -> Cached:
    return _place(now, now.case(case).grade)


def _deciders(now: Moment, case: str) -> Cached:
    return " ".join(map(str, now.case(case).deciders))


def _next(now: Moment, case: str, sort: str) -> Cached:
    above = now.case(case).next_grade
    return 0 if above is None else sum(decider.sort == sort for decider in now.case(case).blocked(above))


def _short(now: Moment, case: str) -> Cached:
    rating = now.case(case)
    return ZERO if rating.next_grade is None else max(ZERO, rating.next_grade.floor - rating.graded)
