"""The form that a village fills in: Guide, Profile, Data and Adjustments, blank or with what is known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from starcli.core.assessment import Tier, Unit
from starcli.core.consistency import fact_names
from starcli.core.model import Fact
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Language, Text
from starcli.excel.layout import HEADINGS, PROFILE_LABELS, SHEETS, VALUE_COLUMNS
from starcli.excel.layout import Column as FormColumn
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths

Filled = Decimal | int | str


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one row of the Data or Adjustments sheet, as it would be typed."""

    values: Mapping[Tier, Filled] = field(default_factory=dict)
    not_applicable: str = ""
    evidence: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Filling:
    """What is known when a form is written: the unit, the period, and rows by fact, indicator or adjustment.

    `profile` says what stands on the Profile sheet instead of what follows from the unit and the scheme.
    """

    unit: Unit = Unit()  # noqa: RUF009 an immutable value
    period: str = ""
    rows: Mapping[str, Row] = field(default_factory=dict)
    profile: Mapping[str, str] = field(default_factory=dict)
    label: Text | None = None


def write_form(scheme: Scheme, target: Path, language: Language, filling: Filling | None = None) -> None:
    """Write a form for a scheme. Raises `OutputError`."""
    known = filling or Filling()
    title = Text(f"{known.unit.name} 星级评定自评表", f"{known.unit.name} star rating: self-assessment")
    book = Workbook("form", title, language)
    _guide(book, scheme, known)
    _profile(book, scheme, known)
    _data(book, scheme, known)
    _adjustments(book, scheme, known)
    book.save(target)


def form_rows(scheme: Scheme) -> Iterator[tuple[str, tuple[Indicator, ...], Fact | Indicator]]:
    """Every row of the Data sheet once: its id, the indicators that it serves, and what it asks for."""
    framework = scheme.framework
    computed = {
        name for e in framework.entries.values() if e.definition.expression for name in e.definition.expression.names
    }
    serves: dict[str, list[Indicator]] = {}
    for indicator in scheme.indicators:
        expression = indicator.definition.expression
        only_checked = [n for n in fact_names(framework.entries[indicator.id]) if n not in computed]
        for name in dict.fromkeys([*(expression.names if expression else (indicator.id,)), *only_checked]):
            serves.setdefault(name, []).append(indicator)
    for name, indicators in serves.items():
        asked = framework.facts[name] if name in framework.facts else scheme.by_id[name]
        yield name, tuple(indicators), asked


def _guide(book: Workbook, scheme: Scheme, known: Filling) -> None:
    framework = scheme.framework
    page = book.page(SHEETS["guide"], (22, 70))
    page.say(Text("填报说明", "How to fill in this form"), "title", height=30)
    if known.label is not None:
        page.say(known.label, "subtitle")
    page.skip()
    for sentence in _GUIDANCE:
        page.say(sentence)
    page.skip()
    rows: tuple[tuple[Text, Content], ...] = (
        (PROFILE_LABELS["framework"], framework.id),
        (PROFILE_LABELS["version"], framework.version),
        (PROFILE_LABELS["fingerprint"], framework.fingerprint),
    )
    for label, content in rows:
        page.put(page.row, 0, label, "label")
        page.put(page.row, 1, content, "text")
        page.row += 1
    page.skip()
    page.say(framework.disclaimer, "quiet")


_GUIDANCE = (
    Text(
        "1. 先填“基本信息”，再填“填报表”，只填浅黄色的格。",
        "1. Fill in Profile, then Data: the pale yellow cells only.",
    ),
    Text(
        "2. 每个数只填一次，只填数字，不写单位；说明写在备注。",
        "2. Each figure is typed once: digits without units; words belong under remarks.",
    ),
    Text(
        "3. 没有发生填 0；确不适用的在“不适用”栏打 √，并在备注写明理由，由镇街在核验值填“不适用”确认。",
        "3. Write 0 for none. Mark what does not apply with √ and give the reason under remarks; "
        "the town confirms by entering 'not applicable' as verified value.",
    ),
    Text(
        "4. 填报值由村社填，核验值由镇街填，复核值由县级填；谁也不改别人的格。",
        "4. The unit fills in self-reported values, the town verified ones, the county reviewed ones; "
        "nobody changes another's cells.",
    ),
    Text("5. 加减分和一票否决由镇街、县级填写。", "5. Bonus, deductions and vetoes are entered by town and county."),
)


def _profile(book: Workbook, scheme: Scheme, known: Filling) -> None:
    unit = known.unit
    language = book.language
    usual = scheme.framework.default_profile(scheme.kind.id) == scheme.profile
    profile = "" if usual else scheme.profile.name[language]
    contents = {
        "code": unit.code,
        "name": unit.name,
        "kind": scheme.kind.name[language],
        "profile": profile,
        "town": unit.town,
        "county": unit.county,
        "city": unit.city,
        "period": known.period,
        "party": "",
        "filled_in_by": "",
        "date": "",
        **known.profile,
    }
    page = book.page(SHEETS["profile"], (22, 48))
    page.say(SHEETS["profile"], "section", height=22)
    for key, content in contents.items():
        page.put(page.row, 0, PROFILE_LABELS[key], "label")
        page.put(page.row, 1, content or None, "input_text")
        page.sheet.set_row(page.row, 22)
        page.row += 1


def _data(book: Workbook, scheme: Scheme, known: Filling) -> None:
    columns = (
        Column(HEADINGS["code"], 16, "centre"),
        Column(Text("所属指标", "Indicators"), 22),
        Column(HEADINGS["name"], 30),
        Column(Text("单位", "Measured in"), 10, "centre"),
        *_answer_columns(),
    )
    page = book.page(SHEETS["data"], widths(columns), landscape=True)
    title = Text(f"{known.unit.name}“争星晋位”填报表", f"{known.unit.name}: data")
    page.say(title, "section", height=22)
    page.table(columns, list(_data_rows(scheme, known)), repeat=True)


def _answer_columns() -> tuple[Column, ...]:
    wide: Mapping[FormColumn, float] = {"not_applicable": 9, "evidence": 30, "remarks": 26}
    columns: tuple[FormColumn, ...] = (*VALUE_COLUMNS, "not_applicable", "evidence", "remarks")
    return tuple(Column(HEADINGS[column], wide.get(column, 12), "input") for column in columns)


def _data_rows(scheme: Scheme, known: Filling) -> Iterator[list[Content | Cell]]:
    for name, indicators, asked in form_rows(scheme):
        row = known.rows.get(name, Row())
        label = asked.name if isinstance(asked, Fact) else _with_levels(asked)
        measure = asked.measured_in if isinstance(asked, Fact) else asked.definition.measured_in
        codes = ", ".join(indicator.id for indicator in indicators)
        yield [name, codes, label, measure, *_filled(row), row.not_applicable or None, *_notes(row)]


def _with_levels(indicator: Indicator) -> Text:
    """An indicator's name, with its levels where it has any."""
    levels = indicator.definition.scale.levels
    if not levels:
        return indicator.name
    options = Text("／".join(level.zh for level in levels.values()), " / ".join(level.en for level in levels.values()))
    return Text(f"{indicator.name.zh}\n（{options.zh}）", f"{indicator.name.en}\n({options.en})")


def _notes(row: Row) -> list[Content | Cell]:
    return [row.evidence or None, row.remarks or None]


def _filled(row: Row) -> list[Content | Cell]:
    return [row.values.get(tier) for tier in VALUE_COLUMNS]


def _adjustments(book: Workbook, scheme: Scheme, known: Filling) -> None:
    framework = scheme.framework
    columns = (
        Column(HEADINGS["code"], 8, "centre"),
        Column(Text("情形", "Item"), 44),
        Column(Text("分值或封顶星级", "Points, or at most"), 16, "centre"),
        Column(HEADINGS["verified"], 12, "input"),
        Column(HEADINGS["reviewed"], 12, "input"),
        Column(HEADINGS["remarks"], 34, "input"),
    )
    page = book.page(SHEETS["adjustments"], widths(columns), landscape=True)
    page.say(SHEETS["adjustments"], "section", height=22)
    note = Text(
        "由镇街、县级填写：加减分填次数，一票否决填“是”或“否”；两级都填时以县级为准。",
        "Entered by town and county: how often, or yes or no for a veto; the county's entry is above the town's.",
    )
    page.say(note, "quiet")
    rows: list[list[Content | Cell]] = []
    for sign, adjustments in (("+", framework.bonus), ("−", framework.deductions)):
        rows += [_adjusted(item.id, item.name, f"{sign}{item.points}", known) for item in adjustments.items]
    rows += [_adjusted(veto.id, veto.name, scheme.grade(veto.caps_at).name, known) for veto in framework.vetoes]
    page.table(columns, rows, repeat=True)


def _adjusted(key: str, name: Text, worth: Content, known: Filling) -> list[Content | Cell]:
    row = known.rows.get(key, Row())
    return [key, name, worth, row.values.get("verified"), row.values.get("reviewed"), row.remarks or None]
