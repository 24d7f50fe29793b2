"""The calculation chain of a workbook, which names the cells with a formula in the order of their calculation.

A program that saved the workbook put cells of starcli's sheets into it. Programs make a chain anew where there is
none, but call the workbook damaged where one names a cell that holds no formula.
"""

import re
from collections.abc import Mapping

from starcli.excel.grafting.host import Host, related
from starcli.excel.grafting.xml_edit import Document

_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*><f>')


def stale_chain(host: Host, sheets: Mapping[str, bytes]) -> str:
    """The part of the chain, where it names cells of starcli's sheets that hold no formula any more; else empty."""
    chain = related(host.archive, host.relations, "calcChain")
    if not chain or not host.own:
        return ""
    formulas = {own.sheet_id: set(_FORMULA.findall(sheets[own.part])) for own in host.own.values()}
    sheet = ""
    for cell in Document(chain, host.archive.read(chain)).root.all("c"):
        # A cell that names no sheet stands on that of the cell before it.
        sheet = cell.attributes.get("i", sheet)
        if sheet in formulas and cell.attributes.get("r", "").encode() not in formulas[sheet]:
            return chain
    return ""
