"""What the page knows: figures of units and nothing about persons, in little room, and a page that trusts no text."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from board_units import FIVE, FOUR, NOON, THREE, absent, board, member, rated_member, unit
from sheets import framework, rated

from starcli.board.content import as_text, content_of
from starcli.board.page import page_of, policy, script, style
from starcli.board.words import WORDS
from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.excel.imprint import is_page, stamped_page

MEGABYTE = 1_000_000
HOSTILE = "</script><script>alert(1)</script>"


def columns(*everyone: Member, former: list[Member] | None = None) -> Any:
    """The columns of the units of a board."""
    return content_of(board(everyone, former), NOON)["units"]


def data_of(page: bytes) -> Any:
    """The data in a page."""
    found = re.search(rb'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_columns_are_those_that_are_named() -> None:
    """Nothing about a unit gets onto the page but these; a new one is a decision."""
    assert set(columns(member(unit("甲村")))) == {
        "state", "name", "code", "area", "kind", "profile", "total", "graded", "period", "coverage", "grade", "target",
        "group", "place", "before", "lists", "dimensions", "blocked", "vetoes", "held", "gaps",
    }  # fmt: skip


def test_the_figures_are_those_of_the_rating() -> None:
    """Total, grade, and points, available weight and score of each dimension."""
    rating = rated(unit("甲村"), FOUR, counted={"B4": 1})
    known = columns(rated_member(rating))
    assert (known["total"], known["graded"]) == ([float(rating.total)], [float(rating.graded)])
    assert framework().grades[known["grade"][0]].id == FOUR
    shown = known["dimensions"][0]
    wanted = [figure for one in rating.dimensions for figure in (one.points, one.available, one.score)]
    assert shown == [float(figure) for figure in wanted if figure is not None]


def test_places_before_are_there_where_a_season_is_compared() -> None:
    """A unit that is new, or was of another kind, has no place before."""
    former = [member(unit("甲村", code="330199001201"), THREE), member(unit("乙村", code="330199001202"), FOUR)]
    now = [
        member(unit("甲村", code="330199001201"), FIVE),
        member(unit("乙社区", code="330199001202", kind="community")),
        member(unit("丙村", code="330199001203")),
    ]
    assert columns(*now, former=former)["before"] == [[2, 2, 2], [0, 0, 0], [0, 0, 0]]
    assert columns(*now)["before"] == []


def test_files_and_findings_stay_off_the_page() -> None:
    """A unit that nobody can name is counted, and its file's name is not told."""
    content = content_of(board([member(unit("甲村")), absent(Unit(name="张三报的表"), "unrated")]), NOON)
    assert (content["units"]["name"], content["units"]["state"]) == (["甲村", ""], [0, 1])
    assert ".xlsx" not in as_text(content)


def test_the_version_changes_with_what_is_shown() -> None:
    """The same board has the same version at another time; another figure makes it another."""
    now, same = board([member(unit("甲村"))]), board([member(unit("甲村"))])
    later = NOON.replace(hour=13)
    versions = [content_of(now, NOON)["version"], content_of(same, later)["version"]]
    assert versions[0] == versions[1] != content_of(board([member(unit("甲村"), THREE)]), NOON)["version"]


def test_three_thousand_units_take_less_than_three_megabytes() -> None:
    """The page of a whole city, each unit with a dozen short boards, can be sent by mail."""
    one = rated_member(rated(unit("某某某村", code="330199001201"), THREE))
    assert one.standing is not None
    some = []
    for number in range(3179):
        of = replace(one.unit, name=f"第{number}示范村", code=f"3301{number:08d}", town=f"演示{number // 20}街道")
        standing = replace(one.standing, unit=of, total=one.standing.total + number)
        some.append(replace(one, unit=of, standing=standing))
    made = board(some, former=some)
    assert len(made.rows[0].card.short_boards) >= 12
    assert len(page_of(content_of(made, NOON), "zh")) < 3 * MEGABYTE


@pytest.mark.parametrize("text", [HOSTILE, "<!--", "]]>", "&lt;", "a\u2028b", '"><svg onload=alert(1)>', "'\\u003c"])
def test_no_text_can_leave_the_data(text: str) -> None:
    """Whatever a unit is called, its name arrives as it is, and no sign of markup stands in the data."""
    page = page_of(content_of(board([member(unit(text))], name=text), NOON), "zh")
    data = data_of(page)
    assert data["units"]["name"] == [text.replace("\u2028", " ")]
    raw = page[page.index(b'id="data">') + 10 :].partition(b"</script>")[0].decode()
    assert not set(raw) & set("<>&\u2028\u2029")


def test_a_title_is_text() -> None:
    """The board's name stands in the head of the page, and is no markup there."""
    page = page_of(content_of(board([member(unit("甲村"))], name=HOSTILE), NOON), "zh").decode()
    titles = re.findall(r"<title>(.*?)</title>", page)
    assert [unescape(title) for title in titles] == [f"{HOSTILE} · 晾晒榜"]
    assert HOSTILE not in page


def test_what_is_filled_in_is_not_looked_through_for_places() -> None:
    """A unit that is called like a part of the template stays a name."""
    page = page_of(content_of(board([member(unit("{{script}}"))]), NOON), "zh")
    assert data_of(page)["units"]["name"] == ["{{script}}"]
    assert page.count(script().encode()) == 1


def test_the_page_allows_its_own_script_and_style_alone() -> None:
    """Nothing is allowed but the script and the style by what is in them; a live page may ask its own server."""
    said = policy(live=False)
    digest = base64.b64encode(hashlib.sha256(script().encode()).digest()).decode()
    assert said.startswith(f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'sha256-")
    assert "connect-src 'none'" in said
    assert "connect-src 'self'" in policy(live=True)
    assert "unsafe" not in said


def test_the_page_names_no_address() -> None:
    """Neither script nor style nor template leads anywhere; the name of the language of drawings is none."""
    page = page_of(content_of(board([member(unit("甲村"))]), NOON), "zh").decode()
    assert set(re.findall(r"https?://[^\s\"'%]+", page)) <= {"http://www.w3.org/2000/svg"}
    assert not re.findall(r"@import|url\(|innerHTML|insertAdjacentHTML|document\.write|eval\(", script() + style())


def test_the_words_are_there_in_both_languages() -> None:
    """Both wordings have the same placeholders, and no English one has a Chinese character but the switch."""
    places = re.compile(r"\{\w+\}")
    for key, text in WORDS.items():
        assert sorted(places.findall(text.zh)) == sorted(places.findall(text.en)), key
    chinese = [key for key, text in WORDS.items() if re.search(r"[\u4e00-\u9fff]", text.en)]
    assert chinese == ["switch"]


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    """The page says nothing that has no wording, and no wording is left over."""
    template = page_of(content_of(board([]), NOON), "zh").decode().partition('id="words"')[0]
    used = set(re.findall(r'say\("([\w.]+)"', script())) | set(re.findall(r'data-(?:word|label)="(\w+)"', template))
    mentioned = {key for key in WORDS if f'"{key}"' in script()}
    wanted = {key.removesuffix(".1") for key in WORDS}
    assert used <= WORDS.keys()
    assert wanted - used - mentioned == set()


def test_a_page_bears_the_mark_of_a_result() -> None:
    """It is known again by its first bytes."""
    page = page_of(content_of(board([]), NOON), "en")
    assert is_page(page)
    assert page == stamped_page(page.partition(b"\n")[2])
