"""A server for one page: it shows the board, and tells every reader when there is another one.

It answers GET and HEAD of three addresses and nothing else. Whoever asks it by a name that it does not have, as a page
that has turned that name to this computer would, gets no answer.
"""

import gzip
import ipaddress
import os
import socket
import threading
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from starcli.board.content import Json, as_text
from starcli.board.page import page_of, policy
from starcli.core.text import Language

PAGE, DATA, EVENTS = "/", "/data.json", "/events"
_HEARTBEAT = 10.0
_MOST_READERS = 100
_SLOWEST = 30
_PACKING = 5


@dataclass(frozen=True)
class _Answer:
    """What one address gives, as it is, and packed for whoever it has a long way to."""

    kind: str
    plain: bytes

    @cached_property
    def packed(self) -> bytes:
        return gzip.compress(self.plain, _PACKING, mtime=0)


class BoardServer:
    """Shows the board at an address of this computer, from `start` until `close`.

    Raises `OSError` when the address is taken or is none of this computer's.
    """

    def __init__(self, host: str, port: int, language: Language) -> None:
        self._language = language
        self._changed = threading.Condition()
        self._answers: dict[str, _Answer] = {}
        self._version = ""
        self._closing = False
        self._readers = threading.Semaphore(_MOST_READERS)
        self._host = host
        self._server = _server_of(host, port, self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)

    @property
    def port(self) -> int:
        """The port that it is at."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Where a browser on this computer finds it."""
        host = "127.0.0.1" if self._host in ("", "0.0.0.0") else "::1" if self._host == "::" else self._host  # noqa: S104 compared, not bound
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    def show(self, content: Json) -> None:
        """Show another board; every reader is told."""
        answers = {
            PAGE: _Answer("text/html; charset=utf-8", page_of(content, self._language)),
            DATA: _Answer("application/json; charset=utf-8", as_text(content).encode()),
        }
        with self._changed:
            self._answers, self._version = answers, content["version"]
            self._changed.notify_all()

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def close(self) -> None:
        """Let all readers go, and stop."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()

    def answer(self, path: str) -> _Answer | None:
        """What an address gives now; None for one that is not there."""
        with self._changed:
            return self._answers.get(path)

    def next_version(self, known: str) -> str | None:
        """The version as soon as it is another; the known one after a while, and None when all is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._version != known, _HEARTBEAT)
            return None if self._closing else self._version

    def reader_came(self) -> bool:
        """Whether there is room for one more who waits for news; `reader_left` is due afterwards."""
        return self._readers.acquire(blocking=False)

    def reader_left(self) -> None:
        """Make room for another."""
        self._readers.release()

    def is_mine(self, host: str) -> bool:
        """Whether a request may call this server so: by an address in figures, or by a name that it has.

        An address in figures cannot have been turned to this computer by anybody.
        """
        name, _, port = host.rpartition(":") if not host.endswith("]") and ":" in host else (host, "", "")
        if port and port != str(self.port):
            return False
        bare = name.strip("[]").lower()
        try:
            ipaddress.ip_address(bare)
        except ValueError:
            return bare in {"localhost", self._host.lower(), *self._own_names()}
        return True

    def _own_names(self) -> set[str]:
        return set() if is_loopback(self._host) else {socket.gethostname().lower(), socket.getfqdn().lower()}


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this computer alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _server_of(host: str, port: int, board: BoardServer) -> ThreadingHTTPServer:
    class Server(ThreadingHTTPServer):
        daemon_threads = True
        # On Windows this would let another program have the same port.
        allow_reuse_address = os.name != "nt"
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

        def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 as the base class has it
            """A reader who hangs up in the middle is nobody's concern."""

    class Handler(_Handler):
        server_board = board

    return Server((host, port), Handler)


class _Handler(BaseHTTPRequestHandler):
    server_board: BoardServer
    protocol_version = "HTTP/1.1"
    server_version = "starcli"
    sys_version = ""
    timeout = _SLOWEST

    def do_GET(self) -> None:
        """The page, its data, or news."""
        self._reply(with_body=True)

    def do_HEAD(self) -> None:
        """The same without a body; there are no news without one."""
        self._reply(with_body=False)

    def _refuse(self) -> None:
        # What it sends along is not read: the line is closed instead.
        self.close_connection = True
        self._plain(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD", "Connection": "close"})

    do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = _refuse  # noqa: N815 the same

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 as the base class has it
        """Nothing is kept of who looked at what."""

    def _reply(self, *, with_body: bool) -> None:
        board, path = self.server_board, self.path.partition("?")[0]
        if not board.is_mine(self.headers.get("Host", "")):
            self._plain(HTTPStatus.MISDIRECTED_REQUEST)
        elif path == EVENTS and with_body:
            self._news()
        elif (answer := board.answer(path)) is None:
            self._plain(HTTPStatus.NOT_FOUND)
        else:
            self._send(answer, with_body=with_body)

    def _plain(self, status: HTTPStatus, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self._headers({"Content-Length": "0", **(more or {})})

    def _send(self, answer: _Answer, *, with_body: bool) -> None:
        # On this computer packing takes longer than the way.
        packs = "gzip" in self.headers.get("Accept-Encoding", "") and not is_loopback(self.client_address[0])
        body = answer.packed if packs else answer.plain
        about = {"Content-Type": answer.kind, "Content-Length": str(len(body)), "Vary": "Accept-Encoding"}
        self.send_response(HTTPStatus.OK)
        self._headers(about | ({"Content-Encoding": "gzip"} if packs else {}))
        if with_body:
            self.wfile.write(body)

    def _headers(self, about: dict[str, str]) -> None:
        guards = {
            "Cache-Control": "no-store",
            "Content-Security-Policy": f"{policy(live=True)}; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }
        for name, value in (about | guards).items():
            self.send_header(name, value)
        self.end_headers()

    def _news(self) -> None:
        """The version of the board, again whenever it is another, and a sign of life in between."""
        board = self.server_board
        if not board.reader_came():
            self._plain(HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "5"})
            return
        try:
            self.close_connection = True
            self.send_response(HTTPStatus.OK)
            self._headers({"Content-Type": "text/event-stream; charset=utf-8", "Connection": "close"})
            known = ""
            while (version := board.next_version(known)) is not None:
                news = f"event: board\ndata: {version}\n\n" if version != known else ": still here\n\n"
                known = version
                self.wfile.write(news.encode())
                self.wfile.flush()
        finally:
            board.reader_left()
