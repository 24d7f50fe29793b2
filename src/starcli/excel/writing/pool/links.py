"""Links within a workbook: from a figure to the page or row that it leads to."""

from collections.abc import Sequence
from dataclasses import dataclass

from starcli.core.text import Text
from starcli.excel.writing.page import Content, Page


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of a sheet, counted from zero."""

    sheet: str
    row: int = 0

    @property
    def reference(self) -> str:
        """The place as a link names it."""
        quoted = self.sheet.replace("'", "''")
        return f"internal:'{quoted}'!A{self.row + 1}"


def link(page: Page, row: int, column: int, content: Content, style_name: str, spot: Spot | None) -> None:
    """One cell that leads to a spot; an ordinary one without any."""
    if spot is not None:
        words = page.words(content) if isinstance(content, Text | str) else ""
        page.sheet.write_url(row, column, spot.reference, page.owner.format(style_name), words or "-")
    page.put(row, column, content, style_name)


def runs(numbers: Sequence[int]) -> list[str]:
    """Numbers in order as people write them: `1–4`, `7`."""
    found: list[str] = []
    first = last = None
    for number in [*numbers, None]:
        if first is not None and last is not None and number != last + 1:
            found.append(str(first) if first == last else f"{first}–{last}")
            first = None
        if first is None:
            first = number
        last = number
    return found
