"""The sheets that starcli has put into somebody's workbook: results, which are never read as answers."""

import re
from xml.etree import ElementTree as ET

from starcli.excel.imprint import SHEET_MARK

_LOCAL = re.compile(r"\{.*?\}")


def own_sheets(workbook: bytes) -> frozenset[str]:
    """The names of the sheets with the mark, from the part that lists a workbook's sheets. Raises `ParseError`."""
    if SHEET_MARK.encode() not in workbook:
        return frozenset()
    titles: list[str] = []
    marked: set[str] = set()
    for element in ET.fromstring(workbook).iter():  # noqa: S314 entities were refused before
        tag = _LOCAL.sub("", element.tag)
        if tag == "sheet":
            titles.append(element.get("name", ""))
        elif tag == "definedName" and element.get("name") == SHEET_MARK:
            marked.add(element.get("localSheetId", ""))
    return frozenset(title for position, title in enumerate(titles) if str(position) in marked)
