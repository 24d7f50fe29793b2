"""Today and tomorrow side by side: what becomes of each grid of today."""

from collections.abc import Iterator, Sequence

from starcli.core.grids.replanning import NewGrid, Proposal
from starcli.core.grids.replanning_ledger import extent_of
from starcli.core.grids.replanning_report import ReplanningReport
from starcli.core.grids.replanning_words import size_words
from starcli.core.grids.state import Size, size_of
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths

_STYLES = {"in-range": "good", "exempt": "good", "too-large": "bad", "too-small": "bad", "unknown": "doubtful"}
_COLUMNS = (
    Column(Text("现网格", "Grid today"), 16, "strong"),
    Column(Text("现户数", "Households"), 13, "whole"),
    Column(Text("规模", "Size"), 11, "centre"),
    Column(Text("其中", "Of these"), 12, "whole"),
    Column(Text("去向", "Go to"), 16, "strong"),
    Column(Text("新户数", "Households then"), 13, "whole"),
    Column(Text("规模", "Size"), 11, "centre"),
    Column(Text("楼栋", "Parts that go there"), 50),
)
_LEFT = 3


def sides_page(book: Workbook, report: ReplanningReport) -> None:
    """Every grid of today on the left, the grids that its parts come to on the right."""
    page = book.page(Text("今明对照", "Today and tomorrow"), widths(_COLUMNS), landscape=True)
    title = Text(f"{report.name}：现在和重新划分以后", f"{report.name}: today, and planned anew")
    page.say(title, "section", height=22)
    page.table(_COLUMNS, [], repeat=True)
    proposal = report.proposal
    names: list[str] = [*proposal.community.today]
    if any(not piece.today for piece in proposal.pieces):
        names.append("")
    for name in names:
        _group(page, proposal, name)
    page.rows(_COLUMNS, [_total(proposal)])
    page.footer(imprint_line(report.framework))


def _group(page: Page, proposal: Proposal, name: str) -> None:
    """The rows of one grid of today; what it says of itself stands once."""
    goes = list(_goes(proposal, name))
    households = sum(piece.households for piece in proposal.pieces if piece.today == name)
    said = Text.same(name) if name else Text("（没有写）", "(not said)")
    state: Size = size_of(households, proposal.size, exempt=False) if name else "unknown"
    left: list[Content | Cell] = [said, households, Cell(size_words(state), _STYLES[state])]
    first = page.row
    rows: list[list[Content | Cell]] = []
    for grid, members in goes:
        part = sum(proposal.pieces[at].households for at in members)
        stays = grid.carries == name and bool(name)
        target = Cell(grid.name, "strong" if stays else "proposed")
        size = Cell(size_words(grid.size), _STYLES[grid.size])
        rows.append([*left, part, target, grid.households, size, extent_of(proposal, members)])
    if not rows:
        rows.append([*left, 0, None, None, None, None])
    page.rows(_COLUMNS, rows)
    if len(rows) > 1:
        for at, content in enumerate(left):
            look = _COLUMNS[at].style if not isinstance(content, Cell) else content.style
            page.sheet.merge_range(first, at, page.row - 1, at, "", page.owner.format(look))
            page.put(first, at, content, look)


def _goes(proposal: Proposal, name: str) -> Iterator[tuple[NewGrid, Sequence[int]]]:
    """The new grids that the parts of a grid come to, the one that goes on first."""
    for grid in sorted(proposal.grids, key=lambda each: (each.carries != name, each.number)):
        members = [at for at in grid.pieces if proposal.pieces[at].today == name]
        if members:
            yield grid, members


def _total(proposal: Proposal) -> list[Content | Cell]:
    today, count = len(proposal.community.today), len(proposal.grids)
    whole = sum(piece.households for piece in proposal.pieces)
    return [
        Cell(Text(f"合计 {today} 个", f"{today} in all"), "sum_label"),
        Cell(whole, "sum_whole"),
        Cell(None, "sum_label"),
        Cell(proposal.households, "sum_whole"),
        Cell(Text(f"{count} 个", f"{count} grids"), "sum_label"),
        Cell(proposal.households, "sum_whole"),
        Cell(None, "sum_label"),
        Cell(None, "sum_label"),
    ]
