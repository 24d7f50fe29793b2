"""`board`: everybody's figures on one page and in one workbook, or shown while forms come in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from starcli.board.content import content_of
from starcli.board.page import page_of
from starcli.commands.board_reading import BoardReading
from starcli.commands.running import Job, exit_code, print_json, write
from starcli.console.board import show_board
from starcli.console.screen import Screen
from starcli.core.boards.board import Board
from starcli.core.findings import Location, finding
from starcli.documents.board import board_document
from starcli.excel.writing.board_book import write_board
from starcli.excel.writing.output import write_atomically
from starcli.options import Call, UsageProblem
from starcli.sources import shown

PAGE, BOOK = "board.html", "board.xlsx"


@dataclass(frozen=True, slots=True)
class Serving:
    """Where the board is shown while forms come in."""

    host: str
    port: int


def board(call: Call, folder: Path, serving: Serving | None = None) -> int:
    """Write the board of a folder, or show it until somebody ends it; the exit code."""
    if serving is not None:
        from starcli.commands.board_serving import serve  # noqa: PLC0415 only where a server runs

        return serve(call, folder, serving.host, serving.port)
    reading = BoardReading(call, folder)
    taken = reading.take()
    if taken is None or not taken.batch.rated:
        raise UsageProblem([finding("no-workbooks", Location(shown(folder)))], call.language)
    batch, time = taken.batch, datetime.now().astimezone()
    made = reading.board(batch)
    files = write(call, _jobs(call, folder, made, time))
    if call.as_json:
        print_json([board_document(made, time, batch.findings, call.language)], call.language)
    else:
        screen = Screen(call.language)
        show_board(screen, made)
        screen.turnout(batch)
        screen.findings_of(batch)
        screen.wrote(files)
    return exit_code(batch.findings, strict=call.strict)


def _jobs(call: Call, folder: Path, made: Board, time: datetime) -> Sequence[Job]:
    """The page, the workbook, or both: what the name after --out ends in decides."""

    def page(target: Path) -> None:
        write_atomically(target, page_of(content_of(made, time), call.language))

    book = partial(write_board, made, time, language=call.language)
    if call.out is not None and call.out.suffix.lower() in (".html", ".htm"):
        return [(call.out, page)]
    if call.out is not None and call.out.suffix.lower() == ".xlsx":
        return [(call.out, book)]
    below = call.out or (folder if folder.is_dir() else folder.parent)
    return [(below / PAGE, page), (below / BOOK, book)]
