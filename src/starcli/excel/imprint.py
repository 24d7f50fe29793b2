"""The mark that starcli leaves in every workbook it writes: what it is, and whether it was edited since."""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

Sort = Literal[
    "form",
    "rating",
    "ranking",
    "gaps",
    "gaps-summary",
    "plan",
    "register",
    "briefing",
    "tracking",
    "paths",
    "pool",
    "rooms",
    "portraits",
    "race",
    "season",
    "challenge",
    "contest",
    "projects",
    "board",
    "grids",
    "grid-ledger",
    "replanning",
    "check-sheet",
    "verification",
    "audit",
]

PROPERTY = "starcli"
SHEET_MARK = "starcli_rating"
"""The name that marks each sheet which starcli has put into somebody else's workbook."""
CHECK_MARK = "starcli_checked"
"""The name that marks the sheet of what was verified, in a unit's own workbook: unlike a rating, it is read again."""
FORM_MARK = "starcli_form"
"""The name that marks each sheet of a form, with the number of its `FORM_SHEETS`."""
Role = Literal["guide", "profile", "data", "adjustments", "scorecard", "workings"]
FORM_SHEETS: tuple[Role, ...] = ("guide", "profile", "data", "adjustments", "scorecard", "workings")
COMPUTED: tuple[Role, ...] = ("scorecard", "workings")
"""The sheets of a form that nobody fills in."""
PROPERTIES = "docProps/custom.xml"
WRITTEN_AT = datetime(2022, 9, 19, tzinfo=UTC).replace(tzinfo=None)
"""The time that every workbook bears: the same input gives the same bytes, and an edit shows as another time."""

_MARK = re.compile(rb'name="starcli"[^>]*>\s*<(?:\w+:)?lpwstr(?:\s[^>]*)?>([a-z-]+)</')
_MODIFIED = f"{WRITTEN_AT:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode()
_BY_US = b"<cp:lastModifiedBy>starcli "
PACKED_AT = (1980, 1, 1, 0, 0, 0)
_LARGEST_PART = 100_000
_LARGEST_PAGE = 50_000_000
# A comment stands before the doctype: as the first line it can be found without reading the page.
_PAGE, _PAGE_END = b"<!-- starcli board ", b" -->\n"
_DAMAGE = (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What sort of workbook it is, and whether it is still as starcli wrote it."""

    sort: str
    untouched: bool

    @property
    def is_output(self) -> bool:
        """Whether it is a result, which is never read as input; a form is not."""
        return self.sort != "form"


def read_imprint(path: Path) -> Imprint | None:
    """The imprint of a workbook or page; None for a file that starcli did not write, or that is neither of the two."""
    try:
        with path.open("rb") as file:
            if is_page(file.read(len(_PAGE))):
                file.seek(0)
                return Imprint("board", _page_untouched(file.read(_LARGEST_PAGE)))
        with zipfile.ZipFile(path) as package:
            custom = _part(package, PROPERTIES)
            mark = _MARK.search(custom)
            return Imprint(mark[1].decode(), _untouched(package)) if mark else None
    except _DAMAGE:
        return None


def stamped_page(content: bytes) -> bytes:
    """A page with the mark of a result before it, and the digest that tells whether it was edited since."""
    return _PAGE + hashlib.sha256(content).hexdigest().encode() + _PAGE_END + content


def is_page(content: bytes) -> bool:
    """Whether a file that begins so is a page that starcli wrote."""
    return content.startswith(_PAGE)


def is_form(path: Path) -> bool:
    """Whether a file is a workbook with the marks of a form's sheets, whoever saved it."""
    try:
        with zipfile.ZipFile(path) as package:
            return FORM_MARK.encode() in _part(package, "xl/workbook.xml")
    except _DAMAGE:
        return False


def is_result(properties: bytes, but: Collection[str] = ()) -> bool:
    """Whether a workbook with this content of its `PROPERTIES` part is a result that starcli wrote.

    One of the sorts in `but` comes back to be read.
    """
    mark = _MARK.search(properties)
    return mark is not None and mark[1].decode() not in but and Imprint(mark[1].decode(), untouched=False).is_output


def _page_untouched(content: bytes) -> bool:
    stamp, _, rest = content.removeprefix(_PAGE).partition(_PAGE_END)
    return stamp == hashlib.sha256(rest).hexdigest().encode()


def _untouched(package: zipfile.ZipFile) -> bool:
    """Whether no program has saved the workbook since: each that does leaves another time, name or packing date."""
    try:
        core = _part(package, "docProps/core.xml")
    except _DAMAGE:
        return False
    packed = all(part.date_time == PACKED_AT for part in package.infolist())
    return packed and _MODIFIED in core and _BY_US in core


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    """A small part of the package; empty when it is not there. The sheets are not looked at."""
    if name not in package.NameToInfo:
        return b""
    with package.open(name) as part:
        return part.read(_LARGEST_PART)
