"""The form that a unit fills in: Guide, Profile, Data, Adjustments, and what they come to on Scorecard and Workings."""

from collections.abc import Mapping
from pathlib import Path

from starcli.core.filling import NOTHING, Filling
from starcli.core.formulas.card import CARD
from starcli.core.formulas.live import Live, Moment
from starcli.core.formulas.notes import note_cells
from starcli.core.scheme import Scheme
from starcli.core.text import FormLanguage, Text
from starcli.excel.layout import HEADINGS, PROFILE_LABELS, SHEETS
from starcli.excel.writing.forms.data import DATA, STRIP, data_page, place_data, strip_cells
from starcli.excel.writing.forms.scorecard import card_cells, place_scorecard, scorecard_page
from starcli.excel.writing.forms.spots import Spot, Spots
from starcli.excel.writing.forms.workings import place_workings, working_cells, workings_page
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths


class Compiled:
    """A scheme's form in a language: where its cells are, and its formulas. One serves any number of units."""

    def __init__(self, scheme: Scheme, language: FormLanguage) -> None:
        self.scheme = scheme
        self.language = language
        self.spots = Spots(language)
        place_data(scheme, self.spots)
        place_scorecard(scheme, self.spots)
        place_workings(scheme, self.spots)
        for number, key in enumerate(scheme.framework.adjusting, _FIRST_ADJUSTMENT):
            for across, tier in enumerate(("verified", "reviewed"), 3):
                self.spots.put("adjustments", key, tier, Spot("adjustments", number, across))
        cells: tuple[Live, ...] = (
            *working_cells(scheme, self.spots),
            *note_cells(scheme, self.spots.on("data")),
            *strip_cells(scheme, self.spots),
            *card_cells(scheme, self.spots),
        )
        self.cells = tuple((live, self.spots.known[live.block, live.row, live.column]) for live in cells)


_FIRST_ADJUSTMENT = 3


def write_form(
    scheme: Scheme, target: Path, language: FormLanguage, filling: Filling | None = None, now: Moment | None = None
) -> None:
    """Write a form for a scheme. Raises `OutputError`."""
    known = filling or Filling()
    form_book(Compiled(scheme, language), now or Moment(scheme, known)).save(target)


def form_book(compiled: Compiled, now: Moment) -> Workbook:
    """The form at a moment, every formula with the result that it has then."""
    scheme, known = compiled.scheme, now.filling
    title = Text(f"{known.unit.name} 星级评定自评表", f"{known.unit.name} star rating: self-assessment")
    book = Workbook("form", title, compiled.language)
    _guide(book, scheme, known)
    pages = {
        "profile": _profile(book, scheme, known),
        "data": data_page(book, scheme, known),
        "adjustments": _adjustments(book, scheme, known),
        "scorecard": scorecard_page(book, scheme, now, compiled.spots),
        "workings": workings_page(book, scheme),
    }
    for live, spot in compiled.cells:
        page = pages[spot.role]
        style = _style(live)
        value = live.value(now)
        if live.formula:
            page.put(spot.row, spot.column, Cell(value, style, f"={live.formula}"), style)
        else:
            page.put(spot.row, spot.column, value, style)
    for page in pages.values():
        page.protect()
    return book


_CARD_STYLES: Mapping[tuple[str, str], str] = {
    ("stars", "real"): "stars",
    ("grade", "real"): "grade",
    ("total", "real"): "figure",
    ("coverage", "real"): "figure_percent",
    ("decided", "real"): "wrapped",
    ("short", "real"): "strong_points",
    ("gates", "real"): "strong_whole",
    ("low", "real"): "strong_whole",
    ("filled", "real"): "strong_whole",
    ("unusable", "real"): "strong_whole",
    ("stars", "supposed"): "supposed_stars",
    ("grade", "supposed"): "supposed",
    ("total", "supposed"): "supposed_points",
}
_COLUMN_STYLES: Mapping[str, str] = {
    "value": "centre",
    "points": "points",
    "available": "points",
    "share": "percent",
    "score": "percent",
    "target": "percent",
    "demand": "centre",
    "gap": "centre",
    "met": "centre",
    "gate": "centre",
    "supposed": "points",
}
_STRIP_STYLES: Mapping[str, str] = {
    "total": "strip_points",
    "stars": "strip_stars",
    "filled": "strip_whole",
    "decided": "strip_wrapped",
}


def _style(live: Live) -> str:
    if live.block == CARD:
        return _CARD_STYLES.get((live.row, live.column)) or _COLUMN_STYLES[live.column]
    if live.block == STRIP:
        return _STRIP_STYLES[live.row]
    return "note" if live.block == DATA else "small"


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


def _profile(book: Workbook, scheme: Scheme, known: Filling) -> Page:
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
    return page


def _adjustments(book: Workbook, scheme: Scheme, known: Filling) -> Page:
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
    return page


def _adjusted(key: str, name: Text, worth: Content, known: Filling) -> list[Content | Cell]:
    row = known.rows.get(key, NOTHING)
    return [key, name, worth, row.values.get("verified"), row.values.get("reviewed"), row.remarks or None]
