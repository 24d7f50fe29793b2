"""`board --serve`: the board at an address of this computer, made anew whenever a workbook changes."""

import errno
import time
from datetime import datetime
from pathlib import Path

from starcli.batch import Batch
from starcli.board.content import content_of
from starcli.board.live import Taken
from starcli.board.serve import BoardServer, is_loopback
from starcli.board.watch import Watch
from starcli.commands.board_reading import BoardReading
from starcli.console.board import show_board, show_ended, show_served, show_taken
from starcli.console.screen import Screen
from starcli.core.boards.board import Board
from starcli.core.findings import Location, finding
from starcli.options import Call, UsageProblem
from starcli.sources import shown

_EVERY, _SOON = 0.4, 0.15
"""How long it is to the next look, in seconds; shorter while somebody is writing."""
_AGAIN = 5
"""After so many looks a workbook that could not be read is tried once more, changed or not."""


def serve(call: Call, folder: Path, host: str, port: int) -> int:
    """Show the board until somebody presses Ctrl-C; the exit code. Raises `UsageProblem`."""
    if call.out is not None or call.as_json:
        raise UsageProblem([finding("serve-writes-nothing", Location())], call.language)
    server = _server(call, host, port)
    try:
        airing = Airing(call, folder, server)
        airing.begin()
        server.start()
        screen = Screen(call.language)
        show_served(screen, server.url)
        if not is_loopback(host):
            screen.problems_found([finding("shown-to-others", Location(), host=host)])
        while True:
            time.sleep(_SOON if airing.restless else _EVERY)
            airing.look()
    except KeyboardInterrupt:
        show_ended(Screen(call.language))
        return 0
    finally:
        server.close()


class Airing:
    """A folder that is watched, and the server that shows what its forms give."""

    def __init__(self, call: Call, folder: Path, server: BoardServer) -> None:
        self._call = call
        self._screen = Screen(call.language)
        self._server = server
        self._reading = BoardReading(call, folder)
        self._roster = call.expected.file if call.expected is not None else None
        # What changes while the forms are read for the first time is seen as well.
        self._watch = Watch(folder if folder.is_dir() else folder.parent, *([self._roster] if self._roster else []))
        self._looks = 0

    def begin(self) -> None:
        """Read everything, and show it. Raises `UsageProblem`."""
        taken = self._reading.take()
        batch = taken.batch if taken is not None else self._reading.nobody()
        show_board(self._screen, self._show(batch))
        self._screen.turnout(batch)
        self._screen.findings_of(batch)

    @property
    def restless(self) -> bool:
        """Whether something is being written just now."""
        return self._watch.restless

    def look(self) -> Taken | None:
        """Read what has changed since the last look, and show it; what was read, None where nothing has changed."""
        changed = self._watch.changed()
        if self._roster in changed:
            found = finding("roster-changed", Location(shown(self._roster)))
            self._screen.problems_found([found])
        self._looks += 1
        if self._looks % _AGAIN == 0:
            changed |= self._reading.forms.kept
        if not changed:
            return None
        try:
            taken = self._reading.take(changed)
        except UsageProblem as problem:
            # The folder may come back, and until then the board says what it last knew.
            self._screen.problems(problem.findings)
            return None
        if taken is not None:
            self._show(taken.batch)
            show_taken(self._screen, taken, _now())
        return taken

    def _show(self, batch: Batch) -> Board:
        made = self._reading.board(batch)
        self._server.show(content_of(made, _now(), live=True, kept=len(self._reading.forms.kept)))
        return made


def _now() -> datetime:
    return datetime.now().astimezone()


def _server(call: Call, host: str, port: int) -> BoardServer:
    try:
        return BoardServer(host, port, call.language)
    except (OSError, OverflowError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            found = finding("port-in-use", Location(), port=port)
        else:
            reason = getattr(error, "strerror", None) or str(error)
            found = finding("cannot-serve", Location(), host=host, port=port, reason=reason)
        raise UsageProblem([found], call.language) from error
