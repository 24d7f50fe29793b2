"""The form that goes out comes back: every value, mark and note as it was filled in."""

import random
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sheets import HOSTILE, assessment, broken_parts, framework, printed, read, scheme

from starcli.core.assessment import TIERS, Tier, Unit
from starcli.core.filling import Filled, Filling, Row, questions
from starcli.core.formulas.live import Moment
from starcli.core.scheme import Scheme
from starcli.core.text import LANGUAGES, FormLanguage, Text
from starcli.excel.writing.forms.form import FormMaker, write_form
from starcli.excel.writing.forms.inputs import inputs
from starcli.excel.writing.forms.spots import Spot, letters

SCHEMES = [
    ("village", "default"),
    ("village", "mountain"),
    ("community", "default"),
    ("community", "large-mixed"),
]
FORM_LANGUAGES: tuple[FormLanguage, ...] = (*LANGUAGES, "both")
SHEETS: Mapping[FormLanguage, tuple[str, ...]] = {
    "zh": ("说明", "基本信息", "填报表", "加减分与否决", "自评表", "计算"),
    "en": ("Guide", "Profile", "Data", "Adjustments", "Scorecard", "Workings"),
    "both": (
        "说明 Guide", "基本信息 Profile", "填报表 Data", "加减分与否决 Adjustments", "自评表 Scorecard",
        "计算 Workings",
    ),
}  # fmt: skip
ROLES = ("guide", "profile", "data", "adjustments", "scorecard", "workings")
NOTES = ("", "台账和照片", "=SUM(A1:A9)", "+见附件", "@县级", "-", "两行\n文字", "“引号”&<尖括号>", "０１２", "1,234")
REASONS = ("本村无流动党员", "=1", "未设该设施")
Answered = tuple[dict[Tier, object], bool, str, str, str]


class Filler:
    """A random filling of a scheme's form, and what the reader should give back for it."""

    def __init__(self, of: Scheme, language: FormLanguage, seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311 invented figures
        self._language = language
        self.rows: dict[str, Row] = {}
        self.entries: dict[str, Answered] = {}
        self.counts: dict[str, Decimal] = {}
        for question in questions(of):
            self._entry(question.id, question.levels)
        known = of.framework
        vetoes = [veto.id for veto in known.vetoes]
        for key in [*(item.id for item in (*known.bonus.items, *known.deductions.items)), *vetoes]:
            self._count(key)

    def _entry(self, key: str, levels: Mapping[str, Text]) -> None:
        values: dict[Tier, Filled] = {}
        expected: dict[Tier, object] = {}
        for tier in TIERS:
            if self._dice.random() < 0.6:
                values[tier], expected[tier] = self._value(levels)
        mark = self._dice.choice(("", "", "", "√", *REASONS))
        evidence, remarks = self._dice.choice(NOTES), self._dice.choice(NOTES)
        self.rows[key] = Row(values, mark, evidence, remarks)
        reason = mark if mark in REASONS else remarks
        self.entries[key] = (expected, bool(mark), reason, evidence, remarks)

    def _value(self, levels: Mapping[str, Text]) -> tuple[Filled, object]:
        """What is typed, and what it stands for."""
        if self._dice.random() < 0.1:
            return self._dice.choice(("不适用", "N/A")), "not applicable"
        if levels:
            level = self._dice.choice(list(levels))
            return levels[level][self._language], level
        if self._dice.random() < 0.5:
            number = self._dice.randint(-50, 100_000)
            return number, Decimal(number)
        exact = Decimal(self._dice.randint(-(10**9), 10**9)).scaleb(-self._dice.randint(0, 6))
        return exact, exact

    def _count(self, key: str) -> None:
        town, county = (self._dice.choice((None, 0, 1, 2, "是", "否")) for _ in range(2))
        entered: dict[Tier, Filled | None] = {"verified": town, "reviewed": county}
        values = {tier: value for tier, value in entered.items() if value is not None}
        self.rows[key] = Row(values)
        last = town if county is None else county
        if last is not None:
            self.counts[key] = Decimal({"是": 1, "否": 0}.get(str(last), last))


def filled_in(path: Path) -> dict[str, Answered]:
    """What the reader gives for every row of the Data sheet."""
    return {
        key: (
            {t: "not applicable" if a.not_applicable else a.value for t, a in entry.answers.items()},
            entry.claim is not None,
            entry.reason,
            entry.evidence,
            entry.remarks,
        )
        for key, entry in assessment(path).entries.items()
    }


@pytest.mark.parametrize("language", FORM_LANGUAGES)
@pytest.mark.parametrize(("kind", "profile"), SCHEMES)
@pytest.mark.parametrize("seed", [1, 2])
def test_entries_come_back_as_they_were_filled_in(
    tmp_path: Path, kind: str, profile: str, language: FormLanguage, seed: int
) -> None:
    """Values of every level, marks, reasons, evidence and remarks are the same after a round through the form."""
    filler = Filler(scheme(kind, profile), language, seed)
    write_form(scheme(kind, profile), tmp_path / "f.xlsx", language, Filling(rows=filler.rows))
    assert filled_in(tmp_path / "f.xlsx") == filler.entries


@pytest.mark.parametrize("language", FORM_LANGUAGES)
def test_counts_come_back_as_they_were_filled_in(tmp_path: Path, language: FormLanguage) -> None:
    """Bonus, deductions and vetoes are the same after a round through the form."""
    filler = Filler(scheme(), language, seed=3)
    write_form(scheme(), tmp_path / "f.xlsx", language, Filling(rows=filler.rows))
    read_counts = assessment(tmp_path / "f.xlsx").counts
    assert {key: count.value for key, count in read_counts.items()} == filler.counts


@pytest.mark.parametrize("language", FORM_LANGUAGES)
@pytest.mark.parametrize(("kind", "profile"), SCHEMES)
def test_the_unit_comes_back(tmp_path: Path, kind: str, profile: str, language: FormLanguage) -> None:
    """The unit and its period are the same after a round through the form, and nothing is found."""
    unit = Unit("330199001201", "=石门+1", kind, profile, "@云溪", "-示例县", "+示例市")
    write_form(scheme(kind, profile), tmp_path / "f.xlsx", language, Filling(unit, "2022Q3"))
    result = read(tmp_path / "f.xlsx")
    assert (result.value and (result.value.unit, result.value.period), result.findings) == ((unit, "2022Q3"), ())


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_village_is_no_formula(tmp_path: Path, text: str) -> None:
    """Every formula of a form is one that was compiled for its cell; names, notes and marks of a village stay text."""
    unit = Unit(text, text, town=text, county=text, city=text)
    asked = [question.id for question in questions(scheme())]
    rows = {key: Row({"self": text, "verified": text}, text, text, text, text) for key in asked}
    maker = FormMaker(scheme(), "zh")
    now = Moment(scheme(), Filling(unit, text, rows))
    maker.write(now, tmp_path / "f.xlsx")
    cells = {
        (page.title, cell.coordinate): cell
        for page in openpyxl.load_workbook(tmp_path / "f.xlsx")
        for row in page.iter_rows()
        for cell in row
    }
    found = {place: cell.value for place, cell in cells.items() if cell.data_type == "f"}
    assert found == {_place(maker.spots.of(each)): f"={each.formula}" for each in maker.cells if each.formula}
    typed = [cells[_place(spot)] for spot, value in inputs(scheme(), maker.spots) if value(now) == text]
    assert len(typed) == 6 + 6 * len(asked)
    assert {(cell.value, cell.data_type) for cell in typed} == {(text, "s")}


def _place(spot: Spot) -> tuple[str, str]:
    """Sheet and address of a cell."""
    return SHEETS["zh"][ROLES.index(spot.role)], f"{letters(spot.column)}{spot.row + 1}"


@pytest.mark.parametrize("language", FORM_LANGUAGES)
def test_control_characters_do_not_break_the_file(tmp_path: Path, language: FormLanguage) -> None:
    """Characters that a file cannot hold break no part of a form, wherever a village wrote them."""
    broken = "石\x07门\x00村\x1f\ufffe"
    rows = {question.id: Row({"self": broken}, broken, broken, broken) for question in questions(scheme())}
    write_form(scheme(), tmp_path / "f.xlsx", language, Filling(Unit(broken, broken, town=broken), broken, rows))
    assert broken_parts(tmp_path / "f.xlsx") == []


def test_every_sheet_prints_on_a4(tmp_path: Path) -> None:
    """All sheets of a form are A4; the tables lie across, and a long one has its headings on each page."""
    write_form(scheme(), tmp_path / "f.xlsx", "zh")
    assert printed(tmp_path / "f.xlsx") == [
        ("说明", "9", "portrait", ""),
        ("基本信息", "9", "portrait", ""),
        ("填报表", "9", "landscape", "$3:$3"),
        ("加减分与否决", "9", "landscape", "$3:$3"),
        ("自评表", "9", "landscape", "$21:$21"),
        ("计算", "9", "landscape", ""),
    ]


@pytest.mark.parametrize("language", FORM_LANGUAGES)
def test_a_blank_form_asks_every_row_once(tmp_path: Path, language: FormLanguage) -> None:
    """A blank form has one row for every fact and indicator that the scheme looks at, and no answer."""
    write_form(scheme(), tmp_path / "f.xlsx", language)
    entries = assessment(tmp_path / "f.xlsx").entries
    assert [(key, dict(entry.answers)) for key, entry in entries.items()] == [
        (question.id, {}) for question in questions(scheme())
    ]


def test_what_the_profile_is_told_to_say(tmp_path: Path) -> None:
    """A field of the Profile sheet that the filling states takes the place of what the scheme implies."""
    write_form(scheme(), tmp_path / "f.xlsx", "zh", Filling(profile={"kind": "", "profile": "山区村"}))
    assert [(f.location.within, f.code) for f in read(tmp_path / "f.xlsx").findings] == [
        ("基本信息!B4", "kind-missing")
    ]


def test_the_guide_bears_the_fingerprint(tmp_path: Path) -> None:
    """The form says for which framework, version and fingerprint it was made."""
    write_form(scheme(), tmp_path / "f.xlsx", "en")
    rows = [row[:2] for row in openpyxl.load_workbook(tmp_path / "f.xlsx")["Guide"].iter_rows(values_only=True)]
    known = framework()
    wanted = [("Framework", known.id), ("Version", known.version), ("Fingerprint", known.fingerprint)]
    assert [row for row in rows if row[0] in ("Framework", "Version", "Fingerprint")] == wanted


@pytest.mark.parametrize("language", FORM_LANGUAGES)
def test_the_label_of_a_sample_stands_on_the_guide(tmp_path: Path, language: FormLanguage) -> None:
    """A label such as 'demonstration data' is written below the title of the guide."""
    write_form(scheme(), tmp_path / "f.xlsx", language, Filling(label=Text("演示数据", "Demonstration")))
    guide = openpyxl.load_workbook(tmp_path / "f.xlsx").worksheets[0]
    assert guide["A2"].value == Text("演示数据", "Demonstration")[language]


@pytest.mark.parametrize(("kind", "profile"), SCHEMES)
def test_what_may_be_typed_into(tmp_path: Path, kind: str, profile: str) -> None:
    """Answers, notes, choices and what-if values are open to typing, and no other cell of any sheet is."""
    known = scheme(kind, profile)
    write_form(known, tmp_path / "f.xlsx", "zh")
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    answered = {question.id for question in questions(known)}
    adjusted = set(known.framework.adjusting)
    expected = {
        "说明": set(),
        "基本信息": {f"B{row}" for row in (2, 3, *range(6, 13))},
        "填报表": _rows_of(book["填报表"], answered, "EIJKLM"),
        "加减分与否决": _rows_of(book["加减分与否决"], adjusted, "DEF"),
        "自评表": {"I4", "J4", "K4", "L4", "I5", "J5", "K5", "L5", *_rows_of(book["自评表"], set(known.by_id), "K")},
        "计算": set(),
    }
    unlocked = {
        page.title: {cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked}
        for page in book
    }
    assert unlocked == expected
    assert [len(expected[name]) for name in ("填报表", "加减分与否决")] == [6 * len(answered), 3 * len(adjusted)]


def _rows_of(page: Any, keys: set[str], columns: str) -> set[str]:
    """The cells of some columns in the rows whose first cell is one of some keys."""
    return {f"{column}{row[0].row}" for row in page.iter_rows() if row[0].value in keys for column in columns}


@pytest.mark.parametrize("language", FORM_LANGUAGES)
def test_every_sheet_is_protected_without_a_password(tmp_path: Path, language: FormLanguage) -> None:
    """Whoever must change a form's own cells may lift its protection; nobody does so by mistake."""
    write_form(scheme(), tmp_path / "f.xlsx", language)
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    assert [(page.protection.sheet, page.protection.password) for page in book] == [(True, None)] * 6
    assert book.security is None or book.security.workbookPassword is None


@pytest.mark.parametrize("language", FORM_LANGUAGES)
def test_the_sheets_of_a_form(tmp_path: Path, language: FormLanguage) -> None:
    """Guide, profile, data, adjustments, scorecard and workings, in this order and in the form's language."""
    write_form(scheme(), tmp_path / "f.xlsx", language)
    assert tuple(openpyxl.load_workbook(tmp_path / "f.xlsx").sheetnames) == SHEETS[language]


def test_one_maker_makes_every_form_of_a_scheme(tmp_path: Path) -> None:
    """A form depends on its own unit alone: made after others by one maker, it is the same as made by itself."""
    maker = FormMaker(scheme(), "zh")
    for name in ("石门村", "青坞村"):
        rows = {"households": Row({"self": len(name)}, remarks=name)}
        filling = Filling(Unit(name=name), "2022Q3", rows if name == "石门村" else {})
        write_form(scheme(), tmp_path / f"{name}.xlsx", "zh", filling)
        assert maker.content(Moment(scheme(), filling)) == (tmp_path / f"{name}.xlsx").read_bytes()
