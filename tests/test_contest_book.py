"""The result of a contest as a workbook: LibreOffice comes to what the engine says, and every drop is said in words."""

import random
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from libreoffice import recalculated, require_libreoffice
from sheets import HOSTILE, broken_parts, formulas, printed

from starcli.core.contest.contest import Contestant, Extra, Part, Row, Rules, Score
from starcli.core.contest.result import Contest, Judged, decide
from starcli.core.findings import Location
from starcli.core.formulas.functions import is_shared
from starcli.core.numbers import half_up
from starcli.core.text import Language
from starcli.excel.writing.contest.book import write_contest
from starcli.excel.writing.contest.scores import FATES

SHEET = Location("j.xlsx", "S")


def drawn(draw: random.Random, judges: int, contestants: int, name: str, weight: str | None) -> Part:
    """A part with blanks, wrong cells and many equal scores."""
    rows = []
    for number in range(1, contestants + 1):
        scores = []
        for at in range(judges):
            sort = draw.random()
            value = half_up(Decimal(draw.randint(8000, 9900)) / 100, draw.choice((0, 1, 2)))
            place = SHEET.at(f"C{at}")
            if sort < 0.06:
                scores.append(Score(None, "", place))
            else:
                scores.append(Score(None if sort > 0.96 else value, "九十几" if sort > 0.96 else str(value), place))
        extra = Extra(Decimal(draw.randint(0, 3)) / 2, Decimal(draw.randint(0, 2)) / 4)
        rows.append(Row(Contestant(str(number), f"第{number}队"), SHEET.at(f"A{number}"), tuple(scores), extra))
    judges_ = tuple(f"评委{at}" for at in range(1, judges + 1))
    return Part(name, judges_, tuple(rows), Decimal(100), None if weight is None else Decimal(weight), SHEET)


def contests() -> Iterator[tuple[str, Contest]]:
    """Contests of every shape: few and many judges, none, one or three dropped, one part and two."""
    draw = random.Random(20221020)  # noqa: S311 a test, not a secret
    for drop, judges, places in ((0, 5, 2), (1, 11, 2), (1, 17, 3), (2, 31, 2), (3, 16, 1), (1, 3, 2)):
        part = drawn(draw, judges, 12, "演讲", None)
        yield f"{drop}-{judges}", decide(Judged("赛", (part,), {}), Rules(drop, places))
    parts = (drawn(draw, 11, 9, "演讲", "40"), drawn(draw, 7, 9, "现场 'A'", "60"))
    extras = {row.contestant.key: Extra(Decimal("0.5")) for row in parts[0].rows[:3]}
    yield "two", decide(Judged("赛", parts, extras), Rules())
    apart = (drawn(draw, 5, 6, "村组", None), drawn(draw, 5, 4, "社区组", None))
    yield "apart", decide(Judged("赛", apart, {}), Rules())


CONTESTS = dict(contests())


@pytest.mark.parametrize(("name", "language"), [*((name, "zh") for name in CONTESTS), ("two", "en"), ("2-31", "en")])
def test_libreoffice_comes_to_the_same(tmp_path: Path, name: str, language: Language) -> None:
    """Calculated anew, every cell of the workbook is what the engine has put there."""
    require_libreoffice()
    path = tmp_path / "out.xlsx"
    write_contest(CONTESTS[name], CONTESTS[name].findings, "j.xlsx", path, language)
    stored, anew = _values(path), _values(recalculated(path, tmp_path))
    assert len(formulas(path)) > 20
    assert {key: (value, anew.get(key)) for key, value in stored.items() if anew.get(key) != value} == {}


def _values(path: Path) -> dict[tuple[str, str], object]:
    """Every filled cell; an empty text is none."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def test_the_stored_results_are_those_of_the_engine(tmp_path: Path) -> None:
    """Places and totals on the first sheet are those of the contest, the best first."""
    contest = CONTESTS["two"]
    path = tmp_path / "out.xlsx"
    write_contest(contest, (), "j.xlsx", path, "zh")
    rows = list(openpyxl.load_workbook(path, data_only=True)["成绩"].iter_rows(values_only=True))
    top = next(at for at, row in enumerate(rows) if row[0] == "名次")
    shown = [(row[0], row[2], row[7]) for row in rows[top + 1 : top + 10]]
    assert shown == [
        (
            one.place if one.place is not None else None,
            one.contestant.name,
            None if one.total is None else float(one.total),
        )
        for one in contest.totals
    ]


def test_formulas_call_nothing_but_what_all_programs_know(tmp_path: Path) -> None:
    """Excel 2007, WPS and LibreOffice calculate every formula."""
    path = tmp_path / "out.xlsx"
    for contest in CONTESTS.values():
        write_contest(contest, (), "j.xlsx", path, "zh")
        strange = [
            one for one in formulas(path) if not is_shared(one[3:-4].replace("&quot;", '"').replace("&lt;", "<"))
        ]
        assert strange == []


@pytest.mark.parametrize("name", CONTESTS)
def test_what_is_dropped_is_said_in_words(tmp_path: Path, name: str) -> None:
    """Below every score that does not count stands why; no judge is forgotten."""
    contest, path = CONTESTS[name], tmp_path / "out.xlsx"
    write_contest(contest, (), "j.xlsx", path, "en")
    words = [value for (sheet, _), value in _values(path).items() if sheet.startswith("Scores")]
    for fate in ("highest", "lowest", "absent", "unusable"):
        wanted = sum(one.fates.count(fate) for decided in contest.parts for one in decided.results)
        assert words.count(FATES[fate].en) == wanted


def test_a_score_that_is_dropped_is_struck_through(tmp_path: Path) -> None:
    """The mark follows the word below the score, and is never alone."""
    path = tmp_path / "out.xlsx"
    write_contest(CONTESTS["1-11"], (), "j.xlsx", path, "zh")
    sheet = openpyxl.load_workbook(path)["评分 演讲"]
    (rule,) = [rule for rules in sheet.conditional_formatting for rule in rules.rules]
    assert rule.dxf.font.strike
    assert rule.formula == ['OR(C6="去高",C6="去低")']


def test_pages_break_between_contestants(tmp_path: Path) -> None:
    """What a contestant has stands on one page, however many judges there are."""
    path = tmp_path / "out.xlsx"
    write_contest(CONTESTS["2-31"], (), "j.xlsx", path, "zh")
    sheet = openpyxl.load_workbook(path)["评分 演讲"]
    first = {row[0].row for row in sheet.iter_rows(max_col=1) if isinstance(row[0].value, int)}
    breaks = [each.id + 1 for each in sheet.row_breaks.brk]
    assert breaks
    assert [row for row in breaks if row not in first] == []


def test_every_sheet_prints_on_a4(tmp_path: Path) -> None:
    """Headings are repeated on every page."""
    path = tmp_path / "out.xlsx"
    write_contest(CONTESTS["2-31"], (), "j.xlsx", path, "zh")
    assert [(name, paper, repeated != "") for name, paper, _, repeated in printed(path)] == [
        ("成绩", "9", True),
        ("评分 演讲", "9", True),
        ("评委", "9", True),
        ("问题清单", "9", False),
    ]


@pytest.mark.parametrize("name", [*HOSTILE, "<script>", "甲\x01村", "村" * 400, "'", "[a]:b"])
def test_names_are_text(tmp_path: Path, name: str) -> None:
    """Whatever a contestant, a judge or a part is called, it is written as text."""
    scores = tuple(Score(Decimal(90 + at), str(at), SHEET) for at in range(3))
    row = Row(Contestant(name=name), SHEET, scores)
    contest = decide(Judged(name, (Part(name, (name, "b", "c"), (row,), Decimal(100), None, SHEET),), {}), Rules())
    path = tmp_path / "out.xlsx"
    write_contest(contest, contest.findings, name, path, "zh")
    assert broken_parts(path) == []
    assert [one for one in formulas(path) if re.search(r"example\.org|SUM\(A1\)", re.sub("'[^']*'!", "", one))] == []
    assert any(str(value).startswith(name[:1].replace("\x01", "")) for value in _values(path).values())
