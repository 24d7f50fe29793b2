"""The server of the board: one page for this computer, told when there is another, and nothing for anybody else."""

import json
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from http.client import HTTPConnection, HTTPResponse

import pytest
from board_units import FOUR, NOON, THREE, board, member, unit

from starcli.board.content import Json, as_text, content_of
from starcli.board.serve import BoardServer, is_loopback

PATIENCE = 60
LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 compared, or bound for a moment in a test


def content(at: str = FOUR, time: datetime = NOON) -> Json:
    """The content of a small board."""
    return content_of(board([member(unit("甲村"), at)]), time, live=True)


@contextmanager
def serving(host: str = LOOPBACK) -> Iterator[BoardServer]:
    """A server that shows a small board."""
    server = BoardServer(host, 0, "zh")
    server.show(content())
    server.start()
    try:
        yield server
    finally:
        server.close()


@pytest.fixture
def server() -> Iterator[BoardServer]:
    """A server on this computer."""
    with serving() as made:
        yield made


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered."""

    status: int
    headers: Message
    body: bytes


def ask(server: BoardServer, path: str = "/", method: str = "GET", **headers: str) -> Answer:
    """The answer to a request, read to its end."""
    with closing(HTTPConnection(LOOPBACK, server.port, timeout=PATIENCE)) as line:
        line.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders()
        answer = line.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


@contextmanager
def listening(server: BoardServer) -> Iterator[HTTPResponse]:
    """A reader who waits for news."""
    with closing(HTTPConnection(LOOPBACK, server.port, timeout=PATIENCE)) as line:
        line.request("GET", "/events")
        with line.getresponse() as answer:
            yield answer


def news(answer: HTTPResponse) -> str:
    """The next version that readers are told; signs of life are passed over."""
    while True:
        line = answer.readline()
        assert line, "the line was closed"
        if line.startswith(b"data: "):
            return line.removeprefix(b"data: ").decode().strip()


def test_the_page_and_its_data_are_served(server: BoardServer) -> None:
    """Both say the same."""
    page, data = ask(server), ask(server, "/data.json?x=1")
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert (data.status, data.headers["Content-Type"]) == (200, "application/json; charset=utf-8")
    assert json.loads(data.body) == json.loads(as_text(content()))
    assert "甲村" in page.body.decode()


@pytest.mark.parametrize("path", ["/", "/data.json", "/nothing"])
def test_a_page_may_do_nothing_but_show_itself(server: BoardServer, path: str) -> None:
    """Whatever is answered, the browser is told to trust nothing else, and to keep nothing."""
    headers = ask(server, path).headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert [headers[name] for name in ("X-Content-Type-Options", "Referrer-Policy", "Cache-Control")] == [
        "nosniff",
        "no-referrer",
        "no-store",
    ]
    assert "Python" not in headers["Server"]


@pytest.mark.parametrize("path", ["/board.html", "/../etc/passwd", "/%2e%2e/", "/data.json/", "/favicon.ico", "*"])
def test_there_are_no_other_addresses(server: BoardServer, path: str) -> None:
    """No file and no folder is there to be had."""
    answer = ask(server, path)
    assert (answer.status, answer.body) == (404, b"")


@pytest.mark.parametrize("path", ["/", "/data.json", "/events", "/nothing"])
def test_head_is_answered_without_a_body(server: BoardServer, path: str) -> None:
    """As any server does; there are no news without one."""
    answer = ask(server, path, "HEAD")
    assert (answer.status, answer.body) == (404 if path in ("/events", "/nothing") else 200, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_sent(server: BoardServer, method: str) -> None:
    """Only what reads is answered."""
    answer = ask(server, "/", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("127.0.0.1:{port}", 200),
        ("localhost:{port}", 200),
        ("LOCALHOST:{port}", 200),
        ("[::1]:{port}", 200),
        ("192.168.1.7:{port}", 200),
        ("localhost", 200),
        ("example.org:{port}", 421),
        ("example.org", 421),
        ("localhost.example.org:{port}", 421),
        ("127.0.0.1.example.org:{port}", 421),
        ("localhost:1", 421),
        ("127.1:{port}", 421),
        ("", 421),
    ],
)
def test_a_name_that_is_not_its_own_gets_no_answer(server: BoardServer, name: str, status: int) -> None:
    """A page elsewhere whose name was turned to this computer reads nothing; an address in figures cannot be turned."""
    for path in ("/", "/data.json"):
        answer = ask(server, path, Host=name.format(port=server.port))
        assert (answer.status, bool(answer.body)) == (status, status == 200)


def test_a_name_that_was_asked_for_is_its_own() -> None:
    """Who shows the board under a name may call it so."""
    with serving("localhost") as server:
        assert (server.is_mine(f"localhost:{server.port}"), server.url) == (True, f"http://localhost:{server.port}/")


def test_data_are_packed_only_for_a_long_way(server: BoardServer) -> None:
    """On this computer they go as they are."""
    assert ask(server, "/data.json", Accept_Encoding="gzip").headers["Content-Encoding"] is None


def test_readers_are_told_when_there_is_another_board(server: BoardServer) -> None:
    """First the version that there is, then each other one; the same figures at another time are none."""
    with listening(server) as reader:
        assert reader.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        first = news(reader)
        server.show(content(time=NOON.replace(hour=15)))
        server.show(content(THREE))
        second = news(reader)
    assert (first, second) == (content()["version"], content(THREE)["version"])
    assert json.loads(ask(server, "/data.json").body)["version"] == second


def test_there_is_room_for_so_many_readers(server: BoardServer) -> None:
    """The one beyond is asked to come again; whoever leaves makes room."""
    for _ in range(100):
        assert server.reader_came()
    assert ask(server, "/events").status == 503
    server.reader_left()
    with listening(server) as reader:
        assert reader.status == 200


def test_closing_lets_every_reader_go() -> None:
    """A reader that waits for news does not keep the server open."""
    with serving() as server, listening(server) as reader:
        news(reader)
        server.close()
        assert reader.read() == b"\n"
    with pytest.raises(OSError, match=r"refused|reset"), socket.create_connection((LOOPBACK, server.port), PATIENCE):
        pass


def test_a_port_is_had_by_one_alone(server: BoardServer) -> None:
    """A second server at the same address is refused."""
    with pytest.raises(OSError, match=r"[Aa]ddress already in use"):
        BoardServer(LOOPBACK, server.port, "zh")


def test_a_server_that_never_began_can_be_closed() -> None:
    """Such as one whose folder turns out not to be there."""
    BoardServer(LOOPBACK, 0, "zh").close()


@pytest.mark.parametrize(
    ("host", "url"),
    [("127.0.0.1", "http://127.0.0.1:{}/"), (EVERYWHERE, "http://127.0.0.1:{}/"), ("::1", "http://[::1]:{}/")],
)
def test_where_a_browser_finds_it(host: str, url: str) -> None:
    """An address that can be typed on this computer."""
    try:
        server = BoardServer(host, 0, "zh")
    except OSError:
        pytest.skip(f"this computer has no {host}")
    try:
        assert server.url == url.format(server.port)
    finally:
        server.close()


@pytest.mark.parametrize(
    ("host", "mine"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), (EVERYWHERE, False), ("::", False),
     ("192.168.1.7", False), ("board.example.org", False)],
)  # fmt: skip
def test_what_is_reached_from_this_computer_alone(host: str, mine: bool) -> None:
    """Everything else comes with a warning."""
    assert is_loopback(host) is mine


def test_a_half_sent_request_hurts_nobody(server: BoardServer) -> None:
    """Who says nothing, or nonsense, or hangs up, leaves the others alone."""
    for sent in (b"", b"GET", b"\x00\xff\r\n\r\n", b"GET / HTTP/1.1\r\n", b"GET /" + b"x" * 70000):
        with socket.create_connection((LOOPBACK, server.port), PATIENCE) as line:
            line.sendall(sent)
    assert ask(server).status == 200
