"""Values from outside the forms: tables of departments, summaries of surveys, check sheets of the guidance group."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from starcli.core.assessment import Assessment
from starcli.core.checking.applying import with_sheets
from starcli.core.checking.sheet import CheckSheets
from starcli.core.findings import Finding, Read
from starcli.core.imports.applying import with_imports
from starcli.core.imports.imports import Imports
from starcli.core.roster import RosterUnit
from starcli.core.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Given:
    """Everything that was given besides the forms; no check may be dated after `day`."""

    imports: Imports = field(default_factory=Imports)
    sheets: CheckSheets = field(default_factory=CheckSheets)
    day: date | None = None

    def amended(self, form: Assessment, scheme: Scheme) -> Read[Assessment]:
        """The form with all that was given for its unit, and what was found on the way; its own values stay."""
        imported = with_imports(form, scheme, self.imports.about(form.unit))
        checked = with_sheets(imported.value, scheme, self.sheets.about(form.unit, form.period), self.day)
        return Read(checked.value, (*imported.findings, *checked.findings))

    def unknown(self, known: Sequence[RosterUnit], *, all_listed: bool) -> tuple[Finding, ...]:
        """What is found of units that nobody knows; where not all units are at hand, of tables as a whole."""
        strangers = self.sheets.unknown(known, self.imports.endings, all_listed=all_listed)
        return (*self.imports.unknown(known, all_listed=all_listed), *strangers)
