"""Signs on the page that a figure needs words: a grade that would be held back, a form of another season."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from board_units import FIVE, FOUR, NOON, THREE, board, member, unit
from browser import Visit, browsing, visit_file
from playwright.sync_api import Browser

from starcli.board.content import content_of
from starcli.board.page import page_of
from starcli.core.everyone import Member

HELD = "一季最多升 1 星：算得五星，由三星升为四星"
BACKWARDS = "קרית שמונה"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with browsing() as opened:
        yield opened


@pytest.fixture
def seen(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    """A page with a village that rose too far, one that rose by one, one with last season's form, two of one name."""
    now = [
        of_period(member(unit("甲村"), FIVE, 1), "2022Q3"),
        of_period(member(unit("乙村"), FOUR), "2022Q3"),
        of_period(member(unit("丙村"), THREE), "2022Q2"),
        of_period(member(unit("同名", kind="community"), FOUR), "2022Q3"),
        of_period(member(unit("同名"), THREE, 1), "2022Q3"),
        of_period(member(unit(BACKWARDS), THREE, 2), "2022Q3"),
    ]
    before = [member(unit("甲村"), THREE), member(unit("乙村"), THREE)]
    path = tmp_path / "board.html"
    path.write_bytes(page_of(content_of(board(now, before), NOON), "zh"))
    visit = visit_file(browser, path)
    yield visit
    assert (visit.complaints, visit.strayed) == ([], [])
    visit.page.context.close()


def of_period(one: Member, period: str) -> Member:
    """The same with a period on its form."""
    assert one.standing is not None
    return replace(one, standing=replace(one.standing, period=period))


def test_a_grade_that_would_be_held_back_has_a_sign_and_words(seen: Visit) -> None:
    """In the table for eyes and ears, below it what the sign means, on the card why."""
    stars = {name: " ".join(text.split()) for name, text in zip(seen.names(), seen.column("grade"), strict=True)}
    assert (stars["甲村"], stars["乙村"]) == ("★★★★★ 五星* 授星时受限", "★★★★☆ 四星")
    assert seen.texts("#key") == ["* 授星时受季度规则限制，见该单位的卡片"]
    seen.page.get_by_role("button", name="甲村", exact=True).click()
    assert seen.texts("#card .decided .held") == [f"授星时受限：{HELD}"]
    seen.page.keyboard.press("Escape")
    seen.page.locator("#query").fill("乙村")
    seen.page.wait_for_function("() => document.querySelectorAll('tr.unit').length === 1")
    assert seen.page.locator("#key").inner_text() == ""


def test_the_page_says_which_grades_it_shows(seen: Visit) -> None:
    """In a word above, with the rules below."""
    assert "评定星级，未经授星" in seen.page.locator("#stamp").inner_text()
    assert "一季最多升 1 星" in seen.page.locator("#foot").inner_text()


def test_a_form_of_another_season_is_marked(seen: Visit) -> None:
    """The season of most forms stands in the head first; nothing is said of those that are of it."""
    assert seen.texts("#season") == ["2022年第三季度、2022年第二季度"]
    marked = seen.page.locator("tr.unit:has(.other-period)")
    assert (marked.count(), marked.locator(".c-name button").inner_text()) == (1, "丙村")
    assert marked.locator(".other-period").inner_text() == "2022年第二季度的表"


def test_units_of_one_name_have_a_card_each(seen: Visit) -> None:
    """They have no code, and differ by kind alone."""
    rows = seen.page.locator("tr.unit", has=seen.page.get_by_role("button", name="同名", exact=True))
    said = []
    for at in range(rows.count()):
        rows.nth(at).get_by_role("button").click()
        said.append(seen.page.locator("#card .where").inner_text().split("·")[1])
        seen.page.keyboard.press("Escape")
        assert seen.page.evaluate("document.activeElement.textContent") == "同名"
    assert sorted(said) == ["村", "社区"]


def test_a_name_that_runs_the_other_way_turns_nothing_else(seen: Visit) -> None:
    """It is set apart from the text around it."""
    cell = seen.page.locator("tr.unit .c-name", has_text=BACKWARDS).locator("bdi").first
    assert (cell.inner_text(), cell.evaluate("one => getComputedStyle(one).unicodeBidi")) == (BACKWARDS, "isolate")
