"""The score sheet of a part: what every judge gave, which scores are dropped, and formulas that show how it adds up.

Judges stand beside each other in bands of as many as can be read on a printed page. Below each score stands in words
what becomes of it; the word, the mean and the place are formulas and follow a score that is corrected.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from starcli.core.contest.contest import Fate, Result, Rules
from starcli.core.contest.result import Decided
from starcli.core.contest.words import rule_words
from starcli.core.text import Text
from starcli.excel.writing.addresses import across, address, fixed, sheet_reference
from starcli.excel.writing.page import Content, Page, Workbook
from starcli.excel.writing.paging import keep_together
from starcli.excel.writing.styles import lines_of

_MOST_IN_A_BAND = 16
_HEAD, _SCORE, _WORD, _TITLE = 16.0, 19.0, 14.0, 80.0
_NUMBER, _NAME, _JUDGE = 0, 1, 2
_WIDTHS = {"number": 5.0, "name": 15.0, "judge": 6.4, "given": 12.0, "figure": 6.8}

FATES: Mapping[Fate, Text] = {
    "counts": Text("", ""),
    "highest": Text("去高", "high"),
    "lowest": Text("去低", "low"),
    "absent": Text("缺席", "absent"),
    "unusable": Text("无效", "invalid"),
}
"""What stands below a score."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The cells in which a contestant's results of a part stand, as another sheet names them."""

    mean: str
    plus: str
    minus: str
    score: str


class ScoresPage:
    """Writes the score sheet of one part; `spots` then tells where each contestant's results are, by key."""

    def __init__(self, book: Workbook, decided: Decided, rules: Rules) -> None:
        self._decided = decided
        self._rules = rules
        self._judges = decided.part.judges
        self._bands = _bands(len(self._judges))
        self._last = max((band[1] - band[0] for band in self._bands), default=1)
        widths = [_WIDTHS["number"], _WIDTHS["name"]]
        widths += [_WIDTHS["judge"]] * self._last if self._judges else [_WIDTHS["given"]]
        self._figures = len(widths)
        widths += [_WIDTHS["figure"]] * len(_FIGURES)
        self._page = book.page(Text(f"评分 {decided.part.name}", f"Scores {decided.part.name}"), widths, landscape=True)
        self._language = book.language
        self._rows: list[int] = []
        self._above = _TITLE
        self._groups: list[tuple[int, float]] = []
        self.spots: dict[tuple[str, ...], Spot] = {}

    def write(self, title: Text, source: str) -> Page:
        """The sheet."""
        page = self._page
        page.say(title, "title", height=30)
        page.say(rule_words(self._rules, self._decided))
        page.skip()
        self._headings()
        page.sheet.freeze_panes(page.row, _JUDGE)
        height = 2 * len(self._bands) if self._judges else 1
        self._rows = [page.row + height * at for at in range(len(self._decided.results))]
        for result, row in zip(self._decided.results, self._rows, strict=True):
            self._contestant(result, row, height)
        self._marks(page.row - 1)
        keep_together(page, self._above, self._groups, landscape=True)
        page.footer(source)
        return page

    def _headings(self) -> None:
        page, first = self._page, self._page.row
        last = first + max(len(self._bands), 1) - 1
        for row, column in product(range(first, last + 1), range(_JUDGE, self._figures)):
            page.put(row, column, None, "head")
        names = {_NUMBER: Text("序号", "No."), _NAME: Text("参赛单位（选手）", "Contestant")}
        names |= {self._figures + at: name for at, name in enumerate(_FIGURES.values())}
        if not self._judges:
            names[_JUDGE] = Text("得分", "Score given")
        for column, name in names.items():
            self._merged(first, last, column, name, "head")
        tallest = max(lines_of(page.words(name), page.widths[column]) for column, name in names.items())
        for at, (begin, end) in enumerate(self._bands):
            for column, judge in enumerate(self._judges[begin:end], _JUDGE):
                page.put(first + at, column, judge, "head")
            lines = max(lines_of(judge, _WIDTHS["judge"]) for judge in self._judges[begin:end])
            height = max(lines, -(-tallest // len(self._bands))) * _HEAD + 4
            page.sheet.set_row(first + at, height)
            self._above += height
        if not self._bands:
            page.sheet.set_row(first, tallest * _HEAD + 4)
        page.sheet.repeat_rows(first, last)
        page.row = last + 1

    def _contestant(self, result: Result, row: int, height: int) -> None:
        page, who, last = self._page, result.row.contestant, row + height - 1
        self._merged(row, last, _NUMBER, Decimal(who.number) if who.number.isdigit() else who.number, "whole")
        self._merged(row, last, _NAME, who.label, "strong")
        needed = lines_of(page.words(who.label), _WIDTHS["name"]) * _HEAD
        taken = (_SCORE + _WORD) * len(self._bands) if self._judges else _SCORE
        room = max(0.0, needed - taken)
        for band in range(len(self._bands)):
            self._band(result, row, band, room / len(self._bands))
        if not self._judges:
            self._given(result, row)
            page.sheet.set_row(row, _SCORE + room)
        self._groups.append((row, taken + room))
        self._results(result, row, last)
        page.row = last + 1

    def _given(self, result: Result, row: int) -> None:
        """The one score in all; where it cannot be taken, what stands there."""
        given = result.row.given
        if given is None or given.value is None:
            self._page.put(row, _JUDGE, given.raw if given is not None else None, "bad")
        else:
            self._page.put(row, _JUDGE, given.value, f"result_{self._rules.places}")

    def _band(self, result: Result, first: int, band: int, room: float) -> None:
        """The scores of one band, and below them what becomes of each."""
        page, row = self._page, first + 2 * band
        begin, end = self._bands[band]
        page.sheet.set_row(row, _SCORE + room)
        page.sheet.set_row(row + 1, _WORD)
        for column in range(_JUDGE, _JUDGE + self._last):
            at = begin + column - _JUDGE
            if at >= end:
                page.put(row, column, None, "given")
                page.put(row + 1, column, None, "word")
                continue
            score, fate = result.row.scores[at], result.fates[at]
            page.put(row, column, score.value if score.value is not None else score.raw or None, "given")
            self._live(row + 1, column, self._word(first, band, column), FATES[fate], "word")

    def _results(self, result: Result, row: int, last: int) -> None:
        """The figures to the right of the judges."""
        figures, extra = self._figures, result.row.extra
        cells = {key: address(row, figures + at) for at, key in enumerate(_FIGURES)}
        places, usable = self._rules.places, sum(score.value is not None for score in result.row.scores)
        usable += result.row.given is not None and result.row.given.value is not None
        contents: dict[str, tuple[str, Content, str]] = {
            "count": (f"={self._count(row)}", usable, "whole"),
            "mean": (f"={self._mean(row, cells['count'])}", result.mean, f"result_{places}"),
            "plus": ("", _read(extra.plus), "centre"),
            "minus": ("", _read(extra.minus), "centre"),
            "score": (f"={self._score(cells)}", result.score, f"total_{places}"),
            "place": (f"={place_formula(cells['score'], *self._column('score'))}", result.place, "strong_whole"),
        }
        for at, (formula, value, style) in enumerate(contents.values()):
            self._merged(row, last, figures + at, value if value is not None else "", style)
            if formula and not result.row.twice:
                self._live(row, figures + at, formula, value if value is not None else "", style)
        sheet = sheet_reference(self._page.name)
        spot = Spot(*(f"{sheet}!{cells[key]}" for key in ("mean", "plus", "minus", "score")))
        self.spots.setdefault(result.row.contestant.key, spot)

    def _column(self, key: str) -> tuple[str, str]:
        """The first and the last cell of a figure of all contestants, as formulas fix them."""
        column = self._figures + list(_FIGURES).index(key)
        return fixed(self._rows[0], column), fixed(self._rows[-1], column)

    def _ranges(self, row: int, below: int = 0) -> list[str]:
        """The scores of the contestant whose first row is given, band by band; or the words `below` them."""
        if not self._judges:
            return [address(row, _JUDGE)]
        return [
            across(row + 2 * at + below, _JUDGE, _JUDGE + end - begin - 1)
            for at, (begin, end) in enumerate(self._bands)
        ]

    def _count(self, row: int) -> str:
        return "+".join(f"SUMPRODUCT(ISNUMBER({each})*1)" for each in self._ranges(row))

    def _mean(self, row: int, count: str) -> str:
        """The mean of what is left; where one of each is dropped, as a clerk would type it."""
        ranges, drop, places = self._ranges(row), self._rules.drop, self._rules.places
        every = ",".join(ranges)
        if not self._judges:
            return f'IF(ISNUMBER({every}),ROUND({every},{places}),"")'
        total = f"SUM({every})"
        if drop == 1:
            total += f"-MAX({every})-MIN({every})"
        elif drop:
            words = self._ranges(row, below=1)
            for word in self._dropped():
                total += "".join(f'-SUMIF({w},"{word}",{r})' for w, r in zip(words, ranges, strict=True))
        left = f"({count}-{2 * drop})" if drop else count
        return f'IF({count}<{self._rules.least},"",ROUND(ROUND({total},6)/{left},{places}))'

    def _score(self, cells: Mapping[str, str]) -> str:
        """The mean with plus and minus; nothing where one of them is no number."""
        mean, plus, minus = (cells[key] for key in ("mean", "plus", "minus"))
        known = f"AND(ISNUMBER({mean}),ISNUMBER({plus}),ISNUMBER({minus}))"
        return f'IF({known},ROUND({mean}+{plus}-{minus},{self._rules.places}),"")'

    def _word(self, first: int, band: int, column: int) -> str:
        """What becomes of a score, as a formula; of equal ones the first is the highest and the last the lowest."""
        row, ranges = first + 2 * band, self._ranges(first)
        begin, end = self._bands[band]
        cell, last = address(row, column), _JUDGE + end - begin - 1
        before = [*ranges[:band], *([across(row, _JUDGE, column - 1)] if column > _JUDGE else [])]
        after = [*([across(row, column + 1, last)] if column < last else []), *ranges[band + 1 :]]
        above = [*_counted(ranges, ">", cell), *_counted(before, "=", cell)]
        below = [*_counted(ranges, "<", cell), *_counted(after, "=", cell)]
        words = {fate: f'"{word[self._language]}"' for fate, word in FATES.items()}
        drop, count = self._rules.drop, address(first, self._figures)
        low = f'IF({"+".join(below)}<{drop},{words["lowest"]},"")'
        dropped = f"IF({'+'.join(above)}<{drop},{words['highest']},{low})" if drop else '""'
        judged = f'IF({count}<{self._rules.least},"",{dropped})'
        return f'=IF({cell}="",{words["absent"]},IF(ISNUMBER({cell}),{judged},{words["unusable"]}))'

    def _dropped(self) -> tuple[str, str]:
        """The words for what is dropped."""
        return FATES["highest"][self._language], FATES["lowest"][self._language]

    def _marks(self, last: int) -> None:
        """A score that is dropped is struck through, as the word below it says."""
        if not self._judges or not self._rows:
            return
        first, below = self._rows[0], address(self._rows[0] + 1, _JUDGE)
        tests = ",".join(f'{below}="{word}"' for word in self._dropped())
        rule = {"type": "formula", "criteria": f"=OR({tests})", "format": self._page.owner.format("dropped")}
        self._page.sheet.conditional_format(first, _JUDGE, last, _JUDGE + self._last - 1, rule)

    def _merged(self, first: int, last: int, column: int, content: Content, style: str) -> None:
        """One cell over several rows."""
        if last > first:
            self._page.sheet.merge_range(first, column, last, column, "", self._page.owner.format(style))
        self._page.put(first, column, content, style)

    def _live(self, row: int, column: int, formula: str, value: Content, style: str) -> None:
        """A formula with the result that it has."""
        shown = float(value) if isinstance(value, Decimal | int) else self._page.words(value)
        self._page.sheet.write_formula(row, column, formula, self._page.owner.format(style), shown)


_FIGURES: Mapping[str, Text] = {
    "count": Text("有效分数", "Usable"),
    "mean": Text("平均分", "Mean"),
    "plus": Text("加分", "Plus"),
    "minus": Text("扣分", "Minus"),
    "score": Text("得分", "Score"),
    "place": Text("名次", "Place"),
}


def place_formula(cell: str, first: str, last: str) -> str:
    """The place of a figure among those of a column; nothing where it is no number."""
    column = f"{first}:{last}"
    return f'IF(ISNUMBER({cell}),SUMPRODUCT(ISNUMBER({column})*({column}>{cell}))+1,"")'


def _counted(ranges: Sequence[str], sign: str, cell: str) -> list[str]:
    """How many scores of each range are above, below or equal to one; texts are none."""
    return [f"SUMPRODUCT(ISNUMBER({each})*({each}{sign}{cell}))" for each in ranges]


def _bands(count: int) -> tuple[tuple[int, int], ...]:
    """Where each band of judges begins and ends; the bands are equally long, or nearly so."""
    if not count:
        return ()
    number = -(-count // _MOST_IN_A_BAND)
    length = -(-count // number)
    return tuple((begin, min(begin + length, count)) for begin in range(0, count, length))


def _read(points: Decimal | None) -> Content:
    return Text("无效", "invalid") if points is None else points
