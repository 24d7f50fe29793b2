"""The units of one workbook that holds several: whose rows are whose, by code, else by name and town."""

from collections.abc import Iterable

from starcli.core.findings import NOWHERE, Finding, Location, finding
from starcli.core.roster import squeezed
from starcli.excel.reading.items import Items
from starcli.excel.reading.names import read_code, read_name
from starcli.excel.reading.rows import Rows
from starcli.excel.reading.unit import Field, Fields

_IDENTITY = ("code", "name")


class UnitForm:
    """What a workbook says of one unit: its fields, where it is first named, and its rows."""

    def __init__(self, fields: Fields, place: Location, items: Items) -> None:
        self.fields = dict(fields)
        self.place = place
        self.rows = Rows(items)
        self.code, self.name, self.town = identity(fields)

    def learn(self, fields: Fields) -> None:
        """Take over what the unit's fields do not say so far."""
        for key, field in fields.items():
            if key not in self.fields or not self.fields[key].text:
                self.fields[key] = field
        self.code, self.name, self.town = identity(self.fields)


class Units:
    """The units of a workbook in the order in which they are named."""

    def __init__(self, items: Items) -> None:
        self._items = items
        self._by_code: dict[str, UnitForm] = {}
        self._by_name: dict[str, list[UnitForm]] = {}
        self.forms: list[UnitForm] = []

    def of(self, fields: Fields, place: Location) -> UnitForm | None:
        """The unit that some fields name, a new one where none of them is known; None where it may be several."""
        code, name, town = identity(fields)
        known = self.known(code, name, town)
        if len(known) > 1:
            return None
        form = known[0] if known else UnitForm(fields, place, self._items)
        if known:
            form.learn(fields)
        else:
            self.forms.append(form)
        if form.code:
            self._by_code[form.code] = form
        same = self._by_name.setdefault(form.name, [])
        if form not in same:
            same.append(form)
        return form

    def known(self, code: str, name: str, town: str) -> list[UnitForm]:
        """The units that a code, or a name and a town, may stand for."""
        if code in self._by_code:
            return [self._by_code[code]]
        same = self._by_name.get(name, []) if name else []
        return [form for form in same if not (code and form.code) and (not town or form.town in ("", town))]

    def called_in(self, text: str) -> UnitForm | None:
        """The one unit whose name stands in a text."""
        called = [form for form in self.forms if form.name and form.name in squeezed(text)]
        return called[0] if len(called) == 1 else None


def identity(fields: Fields) -> tuple[str, str, str]:
    """Code, name and town as they are compared; empty where the fields do not say them."""
    code = read_code(fields["code"].text, NOWHERE).value if "code" in fields else ""
    name, town = (squeezed(read_name(fields[k].text, NOWHERE).value) if k in fields else "" for k in ("name", "town"))
    return code, name, town


def is_named(fields: Fields) -> bool:
    """Whether some fields name a unit."""
    return any(key in fields and fields[key].text for key in _IDENTITY)


def ambiguous(units: Units, fields: Fields, place: Location, answers: int) -> Finding:
    """That the unit of some answers may be any of several."""
    code, name, town = identity(fields)
    shown = ", ".join(_label(form) for form in units.known(code, name, town))
    return finding("unit-ambiguous", place, text=code or name, units=shown, answers=answers)


def shared_fields(each: Iterable[Fields]) -> dict[str, Field]:
    """The fields of some sheets that hold for every unit: all but those that name one; the first filled counts."""
    merged = merged_fields(each)
    return {key: field for key, field in merged.items() if key not in _IDENTITY}


def merged_fields(each: Iterable[Fields]) -> dict[str, Field]:
    """The fields of several places as one: the first that is filled counts, else the first."""
    merged: dict[str, Field] = {}
    for fields in each:
        for key, field in fields.items():
            if key not in merged or (field.text and not merged[key].text):
                merged[key] = field
    return merged


def _label(form: UnitForm) -> str:
    return f"{form.town}{form.name}{f' ({form.code})' if form.code else ''}"
