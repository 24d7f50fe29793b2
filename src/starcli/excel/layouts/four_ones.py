"""What the table of the "four ones" is called and holds, for its writer and its reader (dossier section 3.6, F10).

Columns are those of the cards in a plan; a slot of a framework that they do not know is headed by its own name.
"""

from collections.abc import Mapping

from starcli.core.projects.four_ones import MEETING
from starcli.core.text import Text
from starcli.excel.layouts.form import normalised, unbracketed
from starcli.excel.layouts.plan import PROJECT_HEADINGS, ProjectColumn

FOUR_ONES_SHEET = Text("四个一表", "Four ones")
SLOT_COLUMNS: Mapping[str, ProjectColumn] = {
    "leader": "leader",
    "lead_department": "department",
    "plan": "plan",
    MEETING: "meeting",
}
"""The column of each slot that forms in use have."""


def slot_heading(slot: str, name: Text) -> Text:
    """What the column of a slot is called."""
    column = SLOT_COLUMNS.get(slot)
    return PROJECT_HEADINGS[column] if column is not None else name


def is_slot_heading(heading: str, slot: str, name: Text) -> bool:
    """Whether a heading is that of a slot: its name in any language, or its id; words in brackets may follow."""
    word = normalised(heading)
    known = {normalised(each) for each in (slot, *name.wordings, *slot_heading(slot, name).wordings)}
    return word in known or unbracketed(word) in known
