"""Plans for the tests: workbooks written by the headings of the layout, and filled plans as the core sees them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from factory import reference
from sheets import Raw, only, reader, write

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, Read
from starcli.core.model import Framework
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.plans.planning import planned
from starcli.core.rating import rate
from starcli.core.scale import Value
from starcli.core.scheme import resolve
from starcli.core.text import FormLanguage, Text
from starcli.excel.layouts.form import PROFILE_LABELS
from starcli.excel.layouts.plan import (
    LEDGER_HEADINGS,
    MEASURE_HEADINGS,
    PLAN_LABELS,
    PLAN_SHEETS,
    PROBLEM_HEADINGS,
    PROJECT_HEADINGS,
)
from starcli.excel.opening.workbook import open_content
from starcli.excel.reading.plans.reader import PlanReader
from starcli.excel.reading.reader import read_units
from starcli.excel.writing.plans.book import write_plan

Row = Mapping[str, Raw]
SAMPLE = Path(__file__).parent.parent / "samples" / "hujiaping.xlsx"
HEADINGS: Mapping[str, Mapping[str, Text]] = {
    "problems": dict(PROBLEM_HEADINGS.items()),
    "measures": dict(MEASURE_HEADINGS.items()),
    "ledger": dict(LEDGER_HEADINGS.items()),
    "projects": dict(PROJECT_HEADINGS.items()),
}
COVER: Row = {
    "name": "胡家坪村",
    "kind": "村",
    "profile": "山区村",
    "town": "王阜乡",
    "county": "淳安县",
    "period": "2022Q3",
    "target": "五星",
    "date": date(2022, 10, 8),
}
"""The least that the cover of a plan says."""
PROBLEM: Row = {"code": "DEV-01", "problem": "收入低", "now": 34.6, "required": 50, "cause": "缺乏经营人才"}
MEASURE: Row = {
    "code": "DEV-01",
    "problem": "收入低",
    "cause": "缺乏经营人才",
    "measure": "引进农村职业经理人(乡村CEO)",
    "type": "长期推进",
    "unit": "农业农村局",
    "person": "甲某",
    "leader": "乙某",
    "deadline": date(2023, 9, 30),
    "target": 50,
}


def cover(language: FormLanguage = "zh", said: Row | None = None) -> list[list[Raw]]:
    """The rows of a cover: a label and what stands beside it; None leaves a label out."""
    names = {**PROFILE_LABELS, **PLAN_LABELS}
    whole = {key: value for key, value in {**COVER, **(said or {})}.items() if value is not None}
    return [[names[key][language], value] for key, value in whole.items()]


def table(
    sheet: str, rows: Iterable[Row], language: FormLanguage = "zh", seasons: Sequence[str] = ()
) -> list[list[Raw]]:
    """A table with all its headings, one row each; seasons stand behind the target values."""
    keys: list[str] = list(HEADINGS[sheet])
    if seasons:
        at = keys.index("target") + 1
        keys[at:at] = seasons
    names: Mapping[str, object] = {key: name[language] for key, name in HEADINGS[sheet].items()}
    head: list[Raw] = [str(names.get(key, key)) for key in keys]
    return [head, *([row.get(key) for key in keys] for row in rows)]


def plan_book(path: Path, language: FormLanguage = "zh", **tables: Sequence[Row]) -> Path:
    """A plan workbook with a cover and the given tables; without any, one problem and its measure."""
    given: Mapping[str, Sequence[Row]] = tables or {"problems": [PROBLEM], "measures": [MEASURE]}
    sheets: dict[str, list[list[Raw]]] = {PLAN_SHEETS["plan"][language]: cover(language)}
    for name, rows in given.items():
        sheets[PLAN_SHEETS[name][language]] = table(name, rows, language)  # type: ignore[index]  # names of sheets
    return write(path, sheets)


def drawn(path: Path, language: FormLanguage) -> Path:
    """A plan as starcli writes it for the sample village."""
    form = only(read_units(SAMPLE, SAMPLE.name, reader())).value
    assert form is not None
    rating = rate(resolve(reference(), form.unit.kind, form.unit.profile), form)
    write_plan(planned(rating, reference().grade("five-star"), date(2022, 10, 8)), path, language)
    return path


@cache
def plan_reader() -> PlanReader:
    """A reader of plans by the reference framework."""
    return PlanReader(reference())


def plans_in(path: Path) -> tuple[Read[FilledPlan | None], ...]:
    """What the reader makes of a workbook, which findings call by its file's name."""
    book = open_content(path.read_bytes(), path.name, ("plan",)).value
    assert book is not None
    return plan_reader().read_each(book)


def plan_in(path: Path) -> FilledPlan:
    """The plan in a workbook that has one."""
    (read,) = plans_in(path)
    assert read.value is not None
    return read.value


def found_in(path: Path) -> list[tuple[str, str]]:
    """Sheet and cell, and code, of everything found while a plan is read."""
    return named(found for read in plans_in(path) for found in read.findings)


def named(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Findings as a flat list of place and code."""
    return [(found.location.within, found.code) for found in findings]


def row(sheet: str, number: int, given: Mapping[str, object], framework: Framework | None = None) -> FilledRow:
    """A filled row: a date is a day, a Decimal a value (by season where its column is one), anything else a text.

    Its cells are called `sheet!column-number`.
    """
    keys = {*HEADINGS[sheet], *given}
    places = {key: Location("plan.xlsx", sheet, f"{key}-{number}") for key in keys}
    texts = {key: str(value) for key, value in given.items() if value is not None}
    days = {key: value for key, value in given.items() if isinstance(value, date)}
    values: dict[str, Value] = {key: value for key, value in given.items() if isinstance(value, Decimal)}
    known = framework or reference()
    words = {name.zh: key for key, name in known.settings.measures.items()}
    words |= {each.name.zh: key for key, each in known.special_projects.items()}
    chosen = {key: words[str(given[key])] for key in ("type", "project") if given.get(key) in words}
    return FilledRow(
        indicator=str(given.get("code", "")),
        location=Location("plan.xlsx", sheet, f"row-{number}"),
        texts=texts,
        places=places,
        days=days,
        values={key: value for key, value in values.items() if "Q" not in key},
        by_season={key: value for key, value in values.items() if "Q" in key},
        chosen=chosen,
    )


def filled(
    problems: Sequence[Mapping[str, object]] = (),
    measures: Sequence[Mapping[str, object]] = (),
    projects: Sequence[Mapping[str, object]] = (),
    **more: object,
) -> FilledPlan:
    """A filled plan of a mountain village that aims at five stars, drawn up on 8 October 2022."""
    texts: Mapping[str, str] = {"target": "五星", "date": "2022-10-08"}
    known: dict[str, object] = {
        "unit": Unit("330127113204", "胡家坪村", "village", "mountain", "王阜乡", "淳安县"),
        "period": "2022Q3",
        "target": "five-star",
        "drawn_up": date(2022, 10, 8),
        "location": Location("plan.xlsx"),
        "texts": texts,
        "places": {key: Location("plan.xlsx", "plan", key) for key in ("target", "date", "name")},
    }
    tables = {
        name: tuple(row(name, number, given) for number, given in enumerate(rows, start=1))
        for name, rows in (("problems", problems), ("measures", measures), ("projects", projects))
    }
    return FilledPlan(**{**known, **tables, **more})  # type: ignore[arg-type]  # fields by their names
