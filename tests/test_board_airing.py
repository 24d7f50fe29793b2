"""The board while forms come in, in a real browser: real workbooks change on disk, and the page follows by itself."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from board_serving import address, served
from browser import Visit, browsing, visit
from playwright.sync_api import Browser, expect
from sheets import form

TABLE = "| 编码 | 填报值 |\n| ORG-02 | {} |\n| ORG-03 | 70 |"
ROSTER = """
    名册
    | 镇街 | 单位名称 | 单位代码 | 类型 | 县(市、区) |
    | 云溪镇 | 甲村 | `330199001201` | 村 | 示例县 |
    | 云溪镇 | 乙村 | `330199001202` | 村 | 示例县 |
    | 松岭乡 | 丙村 | `330199002201` | 村 | 示例县 |
    | 松岭乡 | 丁村 | `330199002202` | 村 | 示例县 |
"""
CODES = {"甲村": "330199001201", "乙村": "330199001202", "丙村": "330199002201", "丁村": "330199002202"}


def village(folder: Path, name: str, days: int) -> Path:
    """A village's form: fewer days give more points."""
    cover = f"| 单位名称 | {name} |\n| 单位代码 | `{CODES[name]}` |\n| 类型 | 村 |"
    return form(folder / f"{name}.xlsx", TABLE.format(days), 基本信息=cover)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with browsing() as opened:
        yield opened


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A folder with the forms of three villages out of four."""
    form(tmp_path / "roster.xlsx", ROSTER)
    for name, days in (("甲村", 0), ("乙村", 10), ("丙村", 20)):
        village(tmp_path / "county", name, days)
    return tmp_path / "county"


@pytest.fixture
def run(county: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program while it shows the board, and its address."""
    roster = county.parent / "roster.xlsx"
    with served(county, "--roster", roster, "--port", "0", cwd=county.parent) as (program, said):
        yield program, address(said)


@pytest.fixture
def seen(browser: Browser, run: tuple[subprocess.Popen[str], str]) -> Iterator[Visit]:
    """The page, open and connected; nothing may be complained of."""
    opened = visit(browser, f"{run[1]}#lang=zh", viewport={"width": 800, "height": 500})
    expect(opened.page.locator("#live")).to_contain_text("实时更新")
    yield opened
    assert (opened.complaints, opened.strayed) == ([], [])
    opened.page.context.close()


def totals(seen: Visit) -> dict[str, str]:
    """The total of each unit in the table."""
    return dict(zip(seen.names(), seen.column("total"), strict=True))


def wait(seen: Visit, expression: str, argument: Any = None) -> None:
    """Wait until something is true on the page."""
    seen.page.wait_for_function(expression, arg=argument)


def test_a_changed_workbook_changes_the_page(seen: Visit, county: Path) -> None:
    """Total, place and what is spoken; the others' figures stay, and nothing but the data is asked for."""
    before = totals(seen)
    assert [*before] == ["甲村", "乙村", "丙村"]
    village(county, "丙村", 0)
    village(county, "甲村", 400)
    expect(seen.page.locator("tr.unit .c-name button").first).to_have_text("丙村")
    wait(seen, "() => board.rated.at(-1).name === '甲村'")
    after = totals(seen)
    assert ([*after], after["乙村"]) == (["丙村", "乙村", "甲村"], before["乙村"])
    expect(seen.page.locator("#news")).to_contain_text("数据已更新")
    assert {urlsplit(asked).path for asked in seen.asked} == {"/", "/events", "/data.json"}


def test_what_the_reader_chose_stays(seen: Visit, county: Path) -> None:
    """Filter, sorting, language, the place on the page and the focus."""
    seen.page.get_by_role("button", name="English").click()
    seen.page.get_by_role("columnheader", name="Unit").get_by_role("button").click()
    seen.page.get_by_label("Town", exact=True).select_option("云溪镇")
    seen.page.get_by_role("button", name="乙村").focus()
    seen.page.evaluate("document.body.style.minHeight = '3000px'")
    seen.page.evaluate("window.scrollTo(0, 300)")
    where, kept = seen.page.evaluate("window.scrollY"), seen.page.url
    before = totals(seen)["乙村"]
    village(county, "乙村", 400)
    wait(
        seen,
        "(was) => document.querySelector('tr[data-key=\"330199001202\"] .c-total').innerText.trim() !== was",
        before,
    )
    assert (seen.page.url, seen.page.evaluate("window.scrollY")) == (kept, where)
    assert sorted(seen.names()) == ["乙村", "甲村"]
    assert seen.page.evaluate("document.activeElement.textContent") == "乙村"
    assert seen.page.evaluate("document.documentElement.lang") == "en"


def test_an_open_card_follows(seen: Visit, county: Path) -> None:
    """Its figures change, it stays open, and the focus stays on its button."""
    seen.page.get_by_role("button", name="乙村").click()
    seen.page.locator("#card-next").focus()
    before = seen.texts("#card .stands")
    village(county, "乙村", 400)
    wait(seen, "(was) => document.querySelector('#card .stands').innerText.split(/\\s+/).join(' ') !== was", before[0])
    assert seen.page.get_by_role("dialog", name="乙村").is_visible()
    assert seen.page.evaluate("document.activeElement.closest('dialog') !== null")


def test_a_form_that_comes_is_counted_and_one_that_goes_is_missing(seen: Visit, county: Path) -> None:
    """Everybody in the roster is in the denominator all the while."""
    assert seen.texts("#absent li") == ["丁村 未上报"]
    village(county, "丁村", 5)
    expect(seen.page.locator("tr.unit")).to_have_count(4)
    expect(seen.page.locator("#absent")).to_be_hidden()
    (county / "甲村.xlsx").unlink()
    expect(seen.page.locator("#absent li")).to_have_text(["甲村 未上报"])
    assert seen.texts("#turnout > div")[:2] == ["应评单位 4", "已评定 3"]


def test_a_half_written_workbook_stands_as_it_was(seen: Visit, county: Path) -> None:
    """The page says that one stands as it was last read, and says so no more once it is whole."""
    before = totals(seen)
    path = county / "乙村.xlsx"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    expect(seen.page.locator("#stamp")).to_contain_text("1 份工作簿正在改动，暂按上次读到的内容显示")
    assert totals(seen) == before
    path.write_bytes(whole)
    expect(seen.page.locator("#stamp")).not_to_contain_text("正在改动")
    assert totals(seen) == before


def test_data_that_were_missed_are_fetched_again(seen: Visit, county: Path) -> None:
    """Although nothing changes once more: the page says that it lost the line, and takes it up again."""
    seen.page.route("**/data.json", lambda route: route.fulfill(status=503), times=1)
    village(county, "甲村", 400)
    expect(seen.page.locator("tr.unit .c-name button").last).to_have_text("甲村")
    assert all("503" in told for told in seen.complaints)
    assert seen.complaints
    seen.complaints.clear()


def test_a_lost_server_is_said_and_found_again(browser: Browser, county: Path) -> None:
    """The page keeps what it shows; when the server is back, it follows again."""
    with served(county, "--port", "0", cwd=county.parent) as (_, said):
        seen = visit(browser, f"{address(said)}#lang=zh")
        expect(seen.page.locator("#live")).to_contain_text("实时更新")
        port = str(urlsplit(address(said)).port)
    expect(seen.page.locator("#live")).to_have_text("连接中断，正在重连")
    assert seen.names() == ["甲村", "乙村", "丙村"]
    village(county, "甲村", 400)
    with served(county, "--port", port, cwd=county.parent):
        expect(seen.page.locator("#live")).to_contain_text("实时更新")
        expect(seen.page.locator("tr.unit .c-name button").last).to_have_text("甲村")
    assert all("ERR_" in told for told in seen.complaints), seen.complaints


def test_a_hidden_page_holds_no_line(seen: Visit, county: Path) -> None:
    """It asks again as soon as it is looked at, and shows what it has missed."""
    hide = """(hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    seen.page.evaluate(hide, True)
    assert seen.page.evaluate("source") is None
    village(county, "甲村", 400)
    seen.page.evaluate(hide, False)
    expect(seen.page.locator("tr.unit .c-name button").last).to_have_text("甲村")
