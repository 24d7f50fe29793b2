"""Part by part: those that change their grid, and all of them with their grids of today and tomorrow."""

from starcli.core.grids.community import Part
from starcli.core.grids.replanning_report import ReplanningReport
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths

_MOVES = (
    Column(Text("序号", "No."), 6, "whole"),
    Column(Text("小区", "Compound"), 16),
    Column(Text("楼栋", "Part"), 18),
    Column(Text("户数", "Households"), 13, "whole"),
    Column(Text("从（现网格）", "From"), 16, "centre"),
    Column(Text("到（新网格）", "To"), 16, "proposed_centre"),
    Column(Text("办理", "Done"), 16, "input_text"),
)
_PARTS = (
    Column(Text("序号", "No."), 6, "whole"),
    Column(Text("小区", "Compound"), 16),
    Column(Text("楼栋", "Part"), 18),
    Column(Text("户数", "Households"), 13, "whole"),
    Column(Text("现网格", "Grid today"), 16, "centre"),
    Column(Text("新网格", "New grid"), 16, "centre"),
    Column(Text("变动", "Change"), 9, "centre"),
    Column(Text("出处", "Where it stands"), 20, "guidance"),
)


def moves_page(book: Workbook, report: ReplanningReport) -> None:
    """Every part that changes its grid, with a blank cell for who carries it out."""
    proposal = report.proposal
    page = book.page(Text("调整清单", "Moves"), widths(_MOVES))
    page.say(Text(f"{report.name}：换网格的楼栋", f"{report.name}: parts that change grid"), "section", height=22)
    rows: list[list[Content | Cell]] = []
    moved = 0
    for number, move in enumerate(proposal.moves, 1):
        piece = proposal.pieces[move.piece]
        moved += piece.households
        rows.append(
            [
                number,
                piece.compound,
                piece.building or piece.name,
                piece.households,
                move.origin,
                move.target.name,
                None,
            ]
        )
    if not rows:
        page.say(Text("没有楼栋换网格。", "No part changes its grid."))
        return
    page.table(_MOVES, rows, repeat=True)
    page.rows(_MOVES, [_sum(_MOVES, moved)])
    page.footer(imprint_line(report.framework))


def parts_page(book: Workbook, report: ReplanningReport) -> None:
    """Every part with its households and its grids, those in none last."""
    proposal = report.proposal
    page = book.page(Text("楼栋去向", "Every part"), widths(_PARTS))
    page.say(Text(f"{report.name}：每处楼栋的去向", f"{report.name}: where every part goes"), "section", height=22)
    grid_of = proposal.grid_of
    rows: list[list[Content | Cell]] = []
    for at, piece in enumerate(proposal.pieces):
        grid = grid_of.get(at)
        changed = grid is not None and bool(piece.today) and grid.carries != piece.today
        mark: Content | Cell = Cell(Text("换", "moves"), "supposed") if changed else None
        where = proposal.community.parts[piece.part].place("households").within
        new = grid.name if grid is not None else Text("—", "—")
        building = piece.building or piece.name
        rows.append([len(rows) + 1, piece.compound, building, piece.households, piece.today or "—", new, mark, where])
    rows += [_unplaced(part, len(rows) + at) for at, part in enumerate(_without(report), 1)]
    page.table(_PARTS, rows, repeat=True)
    page.rows(_PARTS, [_sum(_PARTS, sum(piece.households for piece in proposal.pieces))])
    _foot(page, report)


def _foot(page: Page, report: ReplanningReport) -> None:
    page.footer(imprint_line(report.framework))


def _without(report: ReplanningReport) -> list[Part]:
    return [part for part in report.proposal.community.parts if part.households is None]


def _unplaced(part: Part, number: int) -> list[Content | Cell]:
    unknown = Cell(Text("不详", "not known"), "bad")
    none = Cell(Text("未划入", "in none"), "bad")
    return [
        number,
        part.compound,
        part.building,
        unknown,
        part.today or "—",
        none,
        None,
        part.place("households").within,
    ]


def _sum(columns: tuple[Column, ...], households: int) -> list[Content | Cell]:
    cells: list[Content | Cell] = [Cell(None, "sum_label") for _ in columns]
    cells[1] = Cell(Text("合计", "Total"), "sum_label")
    cells[3] = Cell(households, "sum_whole")
    return cells
