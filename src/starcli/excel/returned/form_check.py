"""A returned form -> what was changed in it that was not for changing, cell by cell."""

from collections.abc import Callable, Mapping
from functools import partial
from xml.etree.ElementTree import ParseError

from starcli.core.findings import Finding, Location, finding
from starcli.core.model import Framework
from starcli.core.text import FormLanguage
from starcli.excel.imprint import Role
from starcli.excel.layouts.form import normalised
from starcli.excel.opening.guard import DAMAGE, Damaged, Oversized, Package
from starcli.excel.opening.sniff import ZIP
from starcli.excel.returned.sent import Sent, sent_form
from starcli.excel.returned.written import Written, WrittenSheet, written_sheets
from starcli.excel.writing.forms.stamp import Stamp, read_stamp

_MOST = 30
_BLANK = Written("")


Keep = Callable[[Framework, str, Callable[[], Sent]], Sent]
"""Gives what a function makes for a key, perhaps from an earlier run."""


def _make(_framework: Framework, _key: str, make: Callable[[], Sent]) -> Sent:
    return make()


class FormChecker:
    """Compares returned forms with those that a framework gives; each kind of form is made once."""

    def __init__(self, framework: Framework, keep: Keep = _make) -> None:
        self._framework = framework
        self._keep = keep
        self._sent: dict[tuple[str, str, FormLanguage], Sent] = {}

    def check(self, content: bytes, name: str) -> tuple[Finding, ...]:
        """What was changed in a form; nothing for a workbook that is no form of starcli."""
        if not content.startswith(ZIP):
            return ()
        try:
            sheets = {sheet.role: sheet for sheet in written_sheets(Package(content)) if sheet.role is not None}
        except (ParseError, Oversized, Damaged, *DAMAGE, LookupError):
            # The reader of workbooks has said so already.
            return ()
        return self._compared(sheets, name) if sheets else ()

    def _compared(self, sheets: Mapping[Role, WrittenSheet], name: str) -> tuple[Finding, ...]:
        guide = sheets.get("guide")
        stamp = read_stamp(cell.text for cell in guide.cells.values()) if guide is not None else None
        if stamp is None or guide is None:
            return (finding("form-stamp-lost", Location(name)),)
        sent = self._form(stamp)
        if sent is None or sent.stamp != stamp:
            return (finding("form-of-another-version", Location(name, guide.name)),)
        if _is_as_sent(sent, sheets):
            return ()
        from starcli.excel.returned.comparison import Comparison  # noqa: PLC0415 few forms were changed

        found = tuple(Comparison(sent, sheets, name).findings())
        rest = len(found) - _MOST
        return found if rest <= 0 else (*found[:_MOST], finding("form-changes-cut", Location(name), count=rest))

    def _form(self, stamp: Stamp) -> Sent | None:
        """The form that a stamp names; None where the framework has no such kind or profile."""
        known = self._framework
        if stamp.kind not in known.kinds or stamp.profile not in known.profiles:
            return None
        key = (stamp.kind, stamp.profile, stamp.language)
        if key not in self._sent:
            self._sent[key] = self._keep(known, " ".join(key), partial(sent_form, known, *key))
        return self._sent[key]


def _is_as_sent(sent: Sent, returned: Mapping[Role, WrittenSheet]) -> bool:
    """Whether every sheet is there under its name, and every cell that is not for typing as it was: mostly so."""
    for name, role in sent.names.items():
        sheet = returned.get(role)
        if sheet is None or sheet.name != name:
            return False
        for place, cell in sent.sheets[role].items():
            now = sheet.cells.get(place)
            if now is None or now.formula != cell.formula or (not cell.formula and now.text != cell.text):
                return False
    return all(
        normalised(returned[role].cells.get((row, column), _BLANK).text) in words
        for (role, row, column), words in sent.said.items()
    )
