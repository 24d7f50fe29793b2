"""The sheets that starcli has put into somebody's workbook: results, which are never read as answers."""

import re
from xml.etree import ElementTree as ET

from starcli.excel.imprint import COMPUTED, FORM_MARK, FORM_SHEETS, SHEET_MARK
from starcli.excel.opening.remembered import remembered

_LOCAL = re.compile(r"\{.*?\}")


@remembered
def own_sheets(workbook: bytes) -> frozenset[str]:
    """The names of the sheets with the mark, from the part that lists a workbook's sheets. Raises `ParseError`."""
    if SHEET_MARK.encode() not in workbook and FORM_MARK.encode() not in workbook:
        return frozenset()
    titles: list[str] = []
    marked: set[str] = set()
    for element in ET.fromstring(workbook).iter():  # noqa: S314 entities were refused before
        tag = _LOCAL.sub("", element.tag)
        if tag == "sheet":
            titles.append(element.get("name", ""))
        elif tag == "definedName" and (element.get("name") == SHEET_MARK or _is_computed(element)):
            marked.add(element.get("localSheetId", ""))
    return frozenset(title for position, title in enumerate(titles) if str(position) in marked)


def _is_computed(name: ET.Element) -> bool:
    """Whether a name marks a sheet of a form that nobody fills in."""
    numbers = {str(number) for number, sheet in enumerate(FORM_SHEETS, 1) if sheet in COMPUTED}
    return name.get("name") == FORM_MARK and (name.text or "").strip() in numbers
