"""The first page of a workbook of portraits: every area with its figures and a link to its page."""

from collections.abc import Sequence

from starcli.core.portraits.areas import LEVEL_NAMES, UNPLACED
from starcli.core.portraits.portrait import Portrait
from starcli.core.text import Text
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.portraits.occasion import Occasion

_LINK = 2
"""The column of the links, behind the number and the area around."""


class Contents:
    """The page is made first, to stand first, and written last, when the sheets of the areas have their names."""

    def __init__(self, book: Workbook, portraits: Sequence[Portrait], occasion: Occasion) -> None:
        self._portraits, self._occasion = portraits, occasion
        self._by_roster = any(one.figures.turnout.missing is not None for one in portraits)
        self._columns = self._make_columns()
        self.page: Page = book.page(Text("目录", "Contents"), widths(self._columns), landscape=True)

    def write(self, title: Text, lines: Sequence[Text], sheets: Sequence[str], others: Sequence[str]) -> None:
        """Title, how many units there are, a row an area, and the pages behind those of the areas."""
        page = self.page
        page.say(title, "title", height=30)
        for line in lines:
            page.say(line, "subtitle")
        page.skip()
        top = page.table(self._columns, [self._row(at, one) for at, one in enumerate(self._portraits, 1)], repeat=True)
        form = page.owner.format("link")
        for at, (portrait, sheet) in enumerate(zip(self._portraits, sheets, strict=True), top + 1):
            page.sheet.write_url(at, _LINK, _to(sheet), form, page.words(portrait.area.name or UNPLACED))
        if others:
            page.skip()
            page.put(page.row, 1, Text("另附", "Also"), "caption")
            for at, sheet in enumerate(others, page.row):
                page.sheet.write_url(at, _LINK, _to(sheet), form, sheet)
            page.skip(len(others))

    def _make_columns(self) -> tuple[Column, ...]:
        framework, level = self._occasion.framework, self._occasion.level
        missing = [Column(Text("未上报", "Not reported"), 9, "whole")] if self._by_roster else []
        around = Text("所属", "Within")
        if self._occasion.level_id == "town":
            around = LEVEL_NAMES["county"]
        return (
            Column(Text("序号", "No."), 6, "whole"),
            Column(around, 14),
            Column(Text(f"{level.zh}（点击看画像）", f"{level.en.capitalize()} (click for its page)"), 25, "link"),
            Column(Text("单位", "Units"), 8, "whole"),
            Column(Text("已评定", "Rated"), 8, "whole"),
            Column(Text("未评定", "Not rated"), 8, "whole"),
            *missing,
            *(Column(grade.name, 8, "whole") for grade in framework.grades),
            *(
                Column(Text(f"{kind.name.zh}平均分", f"Mean, {kind.name.en.lower()}"), 11, "points")
                for kind in framework.kinds.values()
            ),
            Column(Text("最弱指标", "Weakest indicator"), 36, "tight"),
        )

    def _row(self, number: int, portrait: Portrait) -> list[Content | Cell]:
        figures = portrait.figures
        turnout = figures.turnout
        means = {kind.kind: kind.mean for kind in figures.kinds}
        weakest = portrait.weakest(1)
        words = (
            Text(f"{weakest[0].id} {weakest[0].name.zh}", f"{weakest[0].id} {weakest[0].name.en}") if weakest else None
        )
        missing: list[Content | Cell] = []
        if self._by_roster:
            missing = [Cell(turnout.missing or 0, "bad_whole" if turnout.missing else "whole")]
        return [
            number,
            " ".join(portrait.area.key[-2:-1]),
            portrait.area.label,
            turnout.units,
            turnout.rated,
            Cell(turnout.unrated, "bad_whole" if turnout.unrated else "whole"),
            *missing,
            *figures.grades.values(),
            *(means.get(kind) for kind in self._occasion.framework.kinds),
            words,
        ]


def _to(sheet: str) -> str:
    """A link to the top of a sheet."""
    quoted = sheet.replace("'", "''")
    return f"internal:'{quoted}'!A1"
