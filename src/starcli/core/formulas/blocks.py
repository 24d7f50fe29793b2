"""The tables of the workings: what they are called, and their rows and columns."""

from starcli.core.assessment import TIERS
from starcli.core.filling import questions
from starcli.core.formulas.asked import ADJUSTING
from starcli.core.formulas.live import REAL, SUPPOSED, Block
from starcli.core.rating import TIER_NAMES
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text

ANSWERS, COUNTS, INDICATORS, CHECKS = "answers", "counts", "indicators", "checks"
DIMENSIONS, TOTALS, SAYS = "dimensions", "totals", "says"
_KINDS = {REAL: Text("现状", "As it is"), SUPPOSED: Text("试算", "What if")}


def total_block(scheme: Scheme) -> Block:
    """A row for each step from the points to the grade, a column for each of the ratings."""
    rows = {
        "basis": Text("口径", "Basis"),
        "target": Text("目标星级", "Target"),
        "points": Text("指标得分合计", "Points"),
        "available": Text("适用分值合计", "Points that apply"),
        "base": Text("折算后得分", "Rescaled points"),
        "bonus": Text("加分", "Bonus"),
        "deductions": Text("减分", "Deductions"),
        "graded": Text("定星分", "Points for the grade"),
        "total": Text("总分", "Total"),
        "coverage": Text("填报率", "Coverage"),
        **{f"blocked:{g.id}": Text(f"{g.name.zh}未达项数", f"Obstacles to {g.name.en.lower()}") for g in scheme.grades},
        "earned": Text("星级序号（未计否决）", "Grade before vetoes"),
        "cap": Text("否决封顶序号", "Cap by vetoes"),
        "grade": Text("星级序号", "Grade"),
        "deciders": Text("决定因素", "Decided by"),
        "gates": Text("下一星级未达必达项数", "Gates to the next grade"),
        "low": Text("下一星级未达维度数", "Dimensions to the next grade"),
        "short": Text("距下一星级差分", "Points to the next grade"),
    }
    return Block(TOTALS, Text("合计与定星", "Totals"), rows, _KINDS)


def dimension_block(scheme: Scheme) -> Block:
    """A row for each dimension that has indicators."""
    columns: dict[str, Text] = {}
    for case, name in _KINDS.items():
        columns |= {
            f"{case}:points": Text(f"{name.zh}得分", f"{name.en}: points"),
            f"{case}:available": Text(f"{name.zh}适用分值", f"{name.en}: applies"),
            f"{case}:score": Text(f"{name.zh}得分率", f"{name.en}: score"),
            f"{case}:decides": Text(f"{name.zh}卡点", f"{name.en}: decides"),
        }
    rows = {key: scheme.framework.dimensions[key].name for key in dimensions_of(scheme)}
    return Block(DIMENSIONS, Text("维度", "Dimensions"), rows, columns)


def dimensions_of(scheme: Scheme) -> tuple[str, ...]:
    """The dimensions that have indicators, in the framework's order."""
    present = {indicator.definition.dimension for indicator in scheme.indicators}
    return tuple(dimension for dimension in scheme.framework.dimensions if dimension in present)


def indicator_blocks(scheme: Scheme) -> tuple[Block, Block]:
    """Two tables with a row for each indicator: as it is, and as the what-if column has it."""
    grades = {grade.id: grade.name for grade in scheme.grades}
    columns = {
        "dimension": Text("维度", "Dimension"),
        "weight": Text("分值", "Weight"),
        **{f"gate:{grade}": Text(f"{name.zh}必达", f"Gate: {name.en}") for grade, name in grades.items()},
        "before": Text("初判", "Before checks"),
        "value": Text("指标值", "Value"),
        "sound": Text("核对后", "After checks"),
        "exempt": Text("视同满分", "Full by rule"),
        "outcome": Text("状态", "Outcome"),
        **_case_columns(scheme, REAL),
    }
    rows = {indicator.id: indicator.name for indicator in scheme.indicators}
    supposed = {"imagined": Text("试算值", "Value supposed"), **_case_columns(scheme, SUPPOSED)}
    return (
        Block(INDICATORS, Text("指标", "Indicators"), rows, columns),
        Block(INDICATORS, Text("指标（试算）", "Indicators, what if"), rows, supposed),
    )


def _case_columns(scheme: Scheme, case: str) -> dict[str, Text]:
    met = {f"{case}:met:{g.id}": Text(f"达{g.name.zh}", f"Meets {g.name.en.lower()}") for g in scheme.grades}
    return {
        f"{case}:score": Text("得分率", "Score"),
        f"{case}:points": Text("得分", "Points"),
        f"{case}:available": Text("适用分值", "Applies"),
        **met,
        f"{case}:decides": Text("卡点", "Decides"),
    }


def check_block(scheme: Scheme) -> Block:
    """A row for each relation that must hold."""
    rows = {
        check_id(indicator, number): indicator.name
        for indicator in scheme.indicators
        for number, _ in enumerate(indicator.definition.checks)
    }
    return Block(CHECKS, Text("校验", "Checks"), rows, {"fails": Text("不成立", "Fails")})


def check_id(indicator: Indicator, number: int) -> str:
    """The id of one of an indicator's checks, which count from 0."""
    return f"{indicator.id}#{number + 1}"


def answer_block(scheme: Scheme) -> Block:
    """A row for each question."""
    columns: dict[str, Text] = {
        **{tier: TIER_NAMES[tier] for tier in TIERS},
        "tier": Text("采用", "Taken"),
        "text": Text("文字", "Text"),
        "value": Text("数值", "Value"),
        "outcome": Text("状态", "Outcome"),
    }
    return Block(ANSWERS, Text("填报", "Answers"), {q.id: q.asked.name for q in questions(scheme)}, columns)


def count_block(scheme: Scheme) -> Block:
    """A row for each adjustment and veto."""
    columns: dict[str, Text] = {
        **{tier: TIER_NAMES[tier] for tier in ADJUSTING},
        "sort": Text("类别", "Sort"),
        "count": Text("次数", "Times"),
        "points": Text("分值", "Points"),
        "caps": Text("封顶", "At most"),
    }
    return Block(COUNTS, Text("加减分与否决", "Adjustments"), scheme.framework.adjusting, columns)


def says_block(scheme: Scheme) -> Block:
    """A row for everything that may decide a grade: the words for it, where it does."""
    rows = {key: scheme.by_id[key].name for key in gated(scheme)}
    rows |= {key: scheme.framework.dimensions[key].name for key in dimensions_of(scheme)}
    rows |= {veto.id: veto.name for veto in scheme.framework.vetoes}
    return Block(SAYS, Text("决定因素的文字", "What decides, in words"), rows, {"says": Text("文字", "Words")})


def gated(scheme: Scheme) -> tuple[str, ...]:
    """The indicators that are a gate of any grade."""
    return tuple(i.id for i in scheme.indicators if any(grade in i.requirements for grade in i.gates))


def projection_blocks(scheme: Scheme) -> tuple[Block, ...]:
    """The tables behind a plan's projection: indicators, totals, dimensions, and what is added, deducted or vetoed.

    The last is left out where nothing is.
    """
    real, supposed = indicator_blocks(scheme)
    columns = {"raw": Text("目标值", "Target"), **supposed.columns, "outcome": Text("适用", "Applies")}
    columns |= {key: name for key, name in real.columns.items() if key.startswith((f"{REAL}:", "gate:"))}
    columns |= {key: real.columns[key] for key in ("dimension", "weight")}
    totals, counts = total_block(scheme), count_block(scheme)
    steps = {key: name for key, name in totals.rows.items() if key not in ("basis", "target")}
    applied = {key: name for key, name in counts.columns.items() if key not in ADJUSTING}
    found = (
        Block(INDICATORS, Text("指标", "Indicators"), real.rows, columns),
        Block(TOTALS, totals.title, steps, totals.columns),
        dimension_block(scheme),
        Block(COUNTS, counts.title, counts.rows, applied),
    )
    return tuple(block for block in found if block.rows)
