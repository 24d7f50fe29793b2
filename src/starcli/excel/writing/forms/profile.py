"""The Profile sheet: whose form it is."""

from collections.abc import Mapping

from starcli.core.formulas.live import Moment
from starcli.core.text import FormLanguage
from starcli.excel.layouts.form import PROFILE_LABELS, SHEETS
from starcli.excel.writing.forms.spots import Spot, Spots
from starcli.excel.writing.page import Page, Workbook

PROFILE = "profile"
FIELDS = ("code", "name", "kind", "profile", "town", "county", "city", "period", "party", "filled_in_by", "date")
_FIXED = ("kind", "profile")
_FIRST, _VALUE = 1, 1


def contents(now: Moment, language: FormLanguage) -> Mapping[str, str]:
    """What stands beside each label of the Profile sheet."""
    scheme, unit = now.scheme, now.filling.unit
    usual = scheme.framework.default_profile(scheme.kind.id) == scheme.profile
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": scheme.kind.name[language],
        "profile": "" if usual else scheme.profile.name[language],
        "town": unit.town,
        "county": unit.county,
        "city": unit.city,
        "period": now.filling.period,
        "party": "",
        "filled_in_by": "",
        "date": "",
        **now.filling.profile,
    }


def place_profile(spots: Spots) -> None:
    """Say where the fields of the Profile sheet are."""
    for row, key in enumerate(FIELDS, _FIRST):
        spots.put(PROFILE, key, "value", Spot("profile", row, _VALUE))


def profile_page(book: Workbook) -> Page:
    """The sheet with its labels; kind and profile are not for typing, because the formulas are made for them."""
    page = book.page(SHEETS["profile"], (26, 52))
    page.say(SHEETS["profile"], "section", height=22)
    for key in FIELDS:
        page.put(page.row, 0, PROFILE_LABELS[key], "label")
        page.put(page.row, _VALUE, None, "fixed_text" if key in _FIXED else "input_text")
        page.sheet.set_row(page.row, 24)
        page.row += 1
    return page
