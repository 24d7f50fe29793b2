"""Rules, requirements and expressions say the same in Python and in a spreadsheet."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from libreoffice import recalculated, require_libreoffice
from python_calamine import CalamineWorkbook

from starcli.bundled import framework_folder
from starcli.core.consistency import schemes
from starcli.core.model import Framework
from starcli.core.numbers import half_up, step
from starcli.core.scale import Value
from starcli.core.scheme import Indicator
from starcli.definitions import load_framework


def reference() -> Framework:
    """The reference framework."""
    folder = framework_folder("reference-47")
    assert folder is not None
    framework = load_framework(folder).value
    assert framework is not None
    return framework


def values_of(indicator: Indicator) -> Iterator[Value]:
    """Every cut of the rule and of the requirements, and a step to either side."""
    small = step(max(indicator.definition.scale.precision, 2))
    needed = [requirement.nearest(None) for requirement in indicator.requirements.values()]
    for cut in (*indicator.rule.cuts(), *needed):
        if isinstance(cut, str):
            yield cut
        else:
            yield from (cut - small, cut, cut + small, cut + Decimal("0.0000004"))


def test_every_rule_and_requirement_agrees_with_libreoffice(tmp_path: Path) -> None:
    """At every cut point and beside it, score and requirement are the same in LibreOffice."""
    require_libreoffice()
    rows: list[tuple[Decimal | None, bool | None]] = []
    book = tmp_path / "rules.xlsx"
    with xlsxwriter.Workbook(book) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_formula("E1", "=1+1", None, 99)
        for scheme in schemes(reference()):
            for indicator in scheme.indicators:
                for value in values_of(indicator):
                    cell = f"A{len(rows) + 1}"
                    sheet.write(cell, value if isinstance(value, str) else float(value))
                    sheet.write_formula(f"B{len(rows) + 1}", f"={indicator.rule.formula(cell)}", None, -1)
                    highest = next(iter(indicator.requirements.values()), None)
                    if highest is not None:
                        sheet.write_formula(f"C{len(rows) + 1}", f"=IF({highest.formula(cell)},1,0)", None, -1)
                    rows.append((indicator.rule.score(value), highest.met(value) if highest else None))
    cells = CalamineWorkbook.from_path(recalculated(book, tmp_path)).get_sheet_by_index(0).to_python()
    assert cells[0][4] == 2.0, "the wrong cached value was not corrected: nothing was recalculated"
    differing = [
        (number, expected, found[1:3])
        for number, (expected, found) in enumerate(zip(rows, cells, strict=True), start=1)
        if Decimal(repr(found[1])) != expected[0] or (expected[1] is not None and found[2] != float(expected[1]))
    ]
    assert differing == []
    assert len(rows) > 1000


def test_every_expression_agrees_with_libreoffice(tmp_path: Path) -> None:
    """Computed values are the same to the indicator's precision for hundreds of facts."""
    require_libreoffice()
    framework = reference()
    expressions = [e.definition for e in framework.entries.values() if e.definition.expression is not None]
    rows: list[Decimal] = []
    book = tmp_path / "expressions.xlsx"
    with xlsxwriter.Workbook(book) as workbook:
        sheet = workbook.add_worksheet()
        for definition in expressions:
            expression = definition.expression
            assert expression is not None
            for seed in range(1, 25):
                facts = {n: Decimal(7 * seed + 13 * k + 3) / (k + 1) for k, n in enumerate(expression.names)}
                facts = {name: half_up(value, 2) for name, value in facts.items()}
                row = len(rows)
                for column, value in enumerate(facts.values(), start=1):
                    sheet.write_number(row, column, float(value))
                cells = {name: f"{'BCDEF'[k]}{row + 1}" for k, name in enumerate(facts)}
                places = definition.scale.precision
                sheet.write_formula(row, 0, f"=ROUND({expression.formula(cells)},{places})", None, -1)
                exact = expression.evaluate(facts)
                assert exact is not None
                rows.append(half_up(exact, places))
    found = CalamineWorkbook.from_path(recalculated(book, tmp_path)).get_sheet_by_index(0).to_python()
    differing = [
        (n, want, row[0]) for n, (want, row) in enumerate(zip(rows, found, strict=True)) if float(want) != row[0]
    ]
    assert differing == []
    assert len(rows) > 500
