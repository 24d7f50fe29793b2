"""The page in a real browser: what it shows, how it filters, sorts and searches, and what a unit's card says."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Visit, browsing, visit_file
from playwright.sync_api import Browser, expect
from shapes import changed
from sheets import framework

from starcli.core.explain import decided_by, missing_to_next
from starcli.core.text import LANGUAGES, Language
from starcli.options import load_roster
from starcli.rater import Rater
from starcli.sources import find_sources

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
ROSTER = SAMPLES / "district-roster.xlsx"
COMMUNITIES = {f"{name}社区" for name in ("云溪", "柳堤", "学院", "望潮", "江滨", "南埠", "桃源", "桥头", "新港")}
BROKEN = ("#sort=nothing&by=99&page=-4&size=7&lang=xx&star=ten&unit=nobody&q=%", "#%E0%A4%A", "#=")
CHINESE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (/[\\u4e00-\\u9fff]/.test(data) && !parentElement.closest("[lang='zh-CN'], script, noscript")) found.push(data);
  }
  return found;
}"""
"""The Chinese texts of a page that do not say that they are Chinese."""
GRADES = {"five-star": "★★★★★ 五星", "four-star": "★★★★☆ 四星", "three-star": "★★★☆☆ 三星"}


def starcli(*arguments: str | Path, cwd: Path) -> str:
    """What the program prints."""
    known = {key: os.environ[key] for key in ("PATH", "STARCLI_CACHE") if key in os.environ}
    run = subprocess.run(
        [sys.executable, "-m", "starcli", *map(str, arguments)],
        cwd=cwd,
        env=known | {"HOME": str(cwd), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode in (0, 1), run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The board of the sample district, against a season before of one town, in which one village left much blank."""
    folder = tmp_path_factory.mktemp("board")
    shutil.copytree(SAMPLES / "district" / "云溪镇", folder / "former")
    (folder / "former" / "石门村自评表.xlsx").unlink()
    changed(folder / "former" / "青坞村自评表.xlsx", left_blank)
    forms = SAMPLES / "district"
    starcli("board", forms, "--roster", ROSTER, "--former", "former", "--out", "b.html", "--lang", "zh", cwd=folder)
    return folder


def left_blank(sheet: Any) -> None:
    """A form without the first of its answers."""
    for row in range(3, 40):
        if isinstance(sheet.cell(row, 5).value, int | float):
            sheet.cell(row, 5).value = None


@pytest.fixture(scope="module")
def ratings(folder: Path) -> dict[str, Any]:
    """What `score` says of every unit that is rated, by its name."""
    documents = json.loads(starcli("score", SAMPLES / "district", "--roster", ROSTER, "--json", cwd=folder))
    return {one["unit"]["name"]: one for one in documents if one["total"] is not None}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with browsing() as opened:
        yield opened


@pytest.fixture
def seen(browser: Browser, folder: Path) -> Iterator[Visit]:
    """The page, open; nothing may be complained of, and nothing asked for but the page itself."""
    visit = visit_file(browser, folder / "b.html")
    yield visit
    assert visit.complaints == []
    assert {address.partition("#")[0].partition(",")[0] for address in visit.asked} == {(folder / "b.html").as_uri()}
    visit.page.context.close()


def at(browser: Browser, folder: Path, fragment: str, **how: Any) -> Visit:
    """The page at an address."""
    return visit_file(browser, folder / "b.html", fragment, **how)


def card(seen: Visit, name: str) -> None:
    """Open the card of a unit."""
    seen.page.get_by_role("button", name=name, exact=True).click()
    expect(seen.page.get_by_role("dialog")).to_be_visible()


# What it shows


def test_every_rated_unit_is_there_with_its_figures(seen: Visit, ratings: dict[str, Any]) -> None:
    """Total, stars with their word, and the points of each dimension are those that `score` gives."""
    names, totals = seen.names(), seen.column("total")
    stars = [said.removesuffix("* 授星时受限") for said in seen.column("grade")]
    assert dict(zip(names, totals, strict=True)) == {name: f"{one['total']:.2f}" for name, one in ratings.items()}
    assert dict(zip(names, stars, strict=True)) == {name: GRADES[one["grade"]] for name, one in ratings.items()}
    points = seen.column("dimension")
    for position, name in enumerate(names):
        wanted = [f"{one['points']:.2f}" for one in ratings[name]["dimensions"]]
        assert points[6 * position : 6 * position + 6] == wanted


def test_units_stand_group_by_group_in_their_places(seen: Visit, ratings: dict[str, Any]) -> None:
    """Each group under its name, the best first, equal totals in one place."""
    assert seen.texts("tr.circle") == [
        "示例县·村·默认(平原、城郊村;普通社区) 10 个单位",
        "示例县·村·山区村 6 个单位",
        "示例县·社区·默认(平原、城郊村;普通社区) 8 个单位",
        "示例县·社区·融合型大社区(3000户以上、人户分离多) 1 个单位",
    ]
    assert seen.column("place")[:10] == ["1", "2", "2", "4", "5", "6", "7", "8", "9", "10"]
    totals = [ratings[name]["total"] for name in seen.names()[:10]]
    assert totals == sorted(totals, reverse=True)


def test_the_head_says_what_when_and_by_which_rules(seen: Visit, folder: Path) -> None:
    """Season, time of the data, basis, framework with its fingerprint, and that it is no official document."""
    document = json.loads(starcli("board", SAMPLES / "district", "--json", cwd=folder))
    stamp = " ".join(seen.texts("#stamp span"))
    assert seen.texts("h1, #season") == ["2022年第三季度", "示例县 · 晾晒榜"]
    assert "口径 填报值" in stamp
    assert f"reference-47 {document['framework']['version']} {document['framework']['fingerprint']}" in stamp
    assert "示例，非官方" in stamp
    assert "不是杭州市或任何机关的正式文件" in seen.page.locator("#foot").inner_text()


def test_turnout_counts_everybody(seen: Visit) -> None:
    """Everybody in the roster is in the denominator, and who has not reported is named."""
    assert seen.texts("#turnout > div") == ["应评单位 27", "已评定 25", "未评定 0", "未上报 2", "上报率 92.6%"]
    assert seen.texts("#absent li") == ["白石村 未上报", "泉溪村 未上报"]


def test_movement_is_told_in_signs_and_in_words(seen: Visit) -> None:
    """An arrow with the number of places for the eye, a sentence for the ear."""
    moves = dict(zip(seen.names(), seen.page.locator("tr.unit .c-move").all_text_contents(), strict=True))
    assert moves["青坞村"] == "▲ 2上升 2 位"
    assert moves["上田村"] == "▼ 6下降 6 位"
    assert moves["石门村"] == "新上季没有可比名次"
    assert moves["云溪社区"] == "持平名次不变"
    assert dict(zip(seen.names(), seen.column("before"), strict=True))["青坞村"] == "3"


def test_lists_are_told_in_words(seen: Visit) -> None:
    """Beside each unit that is on one."""
    lists = dict(zip(seen.names(), seen.column("list"), strict=True))
    assert {name: said for name, said in lists.items() if said} == {
        "青坞村": "先进 进位",
        "石门村": "后进",
        "松岭村": "先进",
        "里坞村": "后进",
        "云溪社区": "先进",
        "桥头社区": "后进",
    }


# Filters, search and sorting


@pytest.mark.parametrize(
    ("field", "choice", "wanted"),
    [
        ("镇街", "松岭乡", {"松岭村", "外塘村", "竹山村", "大坪村", "里坞村"}),
        ("类型", "社区", COMMUNITIES),
        ("分类", "融合型大社区(3000户以上、人户分离多)", {"新港社区"}),
    ],
)
def test_a_list_of_choices_filters(seen: Visit, field: str, choice: str, wanted: set[str]) -> None:
    """By town, kind and profile; the count is told, and the choice stands in the address."""
    seen.page.get_by_label(field, exact=True).select_option(choice)
    assert {*seen.names()} == wanted
    assert seen.texts("#count") == [f"显示 {len(wanted)} 个单位，共 25 个"]
    assert len(seen.address()) == 1


def test_stars_and_lists_filter(seen: Visit) -> None:
    """Several may be pressed at once; each says how many units it stands for."""
    five = seen.page.locator("[data-star=five-star]")
    assert five.get_attribute("aria-label") == "五星，8 个单位"
    five.click()
    assert (len(seen.names()), five.get_attribute("aria-pressed")) == (8, "true")
    seen.page.get_by_role("button", name="四星，6 个单位").click()
    assert len(seen.names()) == 14
    seen.page.get_by_role("button", name="先进，3 个单位").click()
    assert seen.names() == ["青坞村", "松岭村", "云溪社区"]
    five.click()
    assert (seen.names(), seen.texts("#none")) == ([], ["没有符合条件的单位。"])
    seen.page.get_by_role("button", name="清除筛选").click()
    assert len(seen.names()) == 25


def test_search_takes_names_towns_and_codes(seen: Visit) -> None:
    """Every word must be found; while somebody types the focus stays."""
    for typed, names in (("松岭", 5), ("平桥 村", 5), ("330199001202", 1), ("没有", 0)):
        seen.page.get_by_label("查找村社、镇街或代码").fill(typed)
        assert len(seen.names()) == names
    seen.page.get_by_label("查找村社、镇街或代码").press_sequentially("x")
    assert seen.page.evaluate("document.activeElement.id") == "query"


def test_the_figures_above_go_with_the_filters(seen: Visit) -> None:
    """Turnout, stars and who is missing are those of the town that is chosen."""
    seen.page.get_by_label("镇街", exact=True).select_option("松岭乡")
    assert seen.texts("#turnout > div")[:4] == ["应评单位 7", "已评定 5", "未评定 0", "未上报 2"]
    assert seen.texts("#grades b") == ["2", "2", "1", "0", "0"]
    seen.page.get_by_label("镇街", exact=True).select_option("平桥镇")
    assert not seen.page.locator("#absent").is_visible()


@pytest.mark.parametrize(
    ("column", "first", "key"),
    [
        ("总分", "descending", lambda one: -one["total"]),
        ("组织建设", "descending", lambda one: -one["dimensions"][0]["points"]),
        ("星级", "ascending", lambda one: [*GRADES].index(one["grade"])),
    ],
)
def test_a_column_sorts(seen: Visit, ratings: dict[str, Any], column: str, first: str, key: Any) -> None:
    """By its figures, the best first; pressed again the other way round, and it says which."""
    heading = seen.page.get_by_role("columnheader", name=column)
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == first
    keys = [key(ratings[name]) for name in seen.names()]
    assert keys == sorted(keys)
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") != first
    keys = [key(ratings[name]) for name in seen.names()]
    assert keys == sorted(keys, reverse=True)
    assert seen.texts("tr.circle") == []


def test_names_sort_as_people_look_them_up(seen: Visit) -> None:
    """By their sound, as in a Chinese dictionary."""
    seen.page.get_by_role("columnheader", name="村社").get_by_role("button").click()
    assert seen.names()[:4] == ["北塘村", "茶园村", "大坪村", "东岸村"]


def test_places_may_be_told_within_another_grouping(seen: Visit) -> None:
    """All villages of the county together, whatever their profile."""
    seen.page.get_by_label("名次口径", exact=True).select_option("县(市、区)·类型")
    assert seen.texts("tr.circle") == ["示例县·村 16 个单位", "示例县·社区 9 个单位"]
    assert seen.column("place")[:5] == ["1", "2", "2", "4", "5"]


def test_many_rows_come_in_pages(browser: Browser, folder: Path) -> None:
    """A page has so many rows; turning it leads to the top of the next."""
    seen = at(browser, folder, "#size=25&sort=name")
    assert seen.texts("#pages") == [""]
    seen = at(browser, folder, "#size=25")
    seen.page.evaluate("SIZES.unshift(10); choose({size: 10})")
    assert (len(seen.names()), "第 1 / 3 页" in seen.texts("#pages")[0]) == (10, True)
    seen.page.get_by_role("button", name="下一页").click()
    assert (seen.column("place")[0], seen.texts("tr.circle")[0][:8]) == ("1", "示例县·村·山区")
    seen.page.get_by_role("button", name="末页").click()
    assert (len(seen.names()), seen.page.get_by_role("button", name="下一页").is_disabled()) == (5, True)


def test_an_address_shows_the_same_again(browser: Browser, folder: Path, seen: Visit) -> None:
    """Filters, sorting, language and card stand behind the #: a link shows what its sender saw."""
    seen.page.get_by_label("镇街", exact=True).select_option("云溪镇")
    seen.page.get_by_label("类型", exact=True).select_option("村")
    seen.page.get_by_role("columnheader", name="总分").get_by_role("button").click()
    seen.page.get_by_role("button", name="English").click()
    card(seen, "青坞村")
    again = at(browser, folder, f"#{seen.page.url.partition('#')[2]}")
    assert again.names() == seen.names()
    assert again.texts("#card-name") == ["青坞村"]
    assert again.page.get_by_label("Town", exact=True).input_value() == "云溪镇"
    assert again.complaints == []


@pytest.mark.parametrize("fragment", BROKEN)
def test_a_broken_address_breaks_nothing(browser: Browser, folder: Path, fragment: str) -> None:
    """What it does not know is left out."""
    seen = visit_file(browser, folder / "b.html", fragment, wait="#foot p")
    assert (seen.complaints, seen.texts("h1")) == ([], ["示例县 · 晾晒榜"])


# Languages


def test_the_language_is_switched_without_reloading(seen: Visit) -> None:
    """Every word of the page, its title and its declared language; names stay Chinese, and say so."""
    seen.page.evaluate("window.stays = true")
    seen.page.get_by_role("button", name="English").click()
    assert seen.page.evaluate("[window.stays, document.documentElement.lang]") == [True, "en"]
    assert seen.page.title() == "示例县 · Board · Quarter 3 of 2022"
    assert seen.texts("#turnout > div") == ["Units 27", "Rated 25", "Not rated 0", "Not reported 2", "Reported 92.6%"]
    assert seen.column("grade")[0] == "★★★★★ Five stars* held back when awarded"
    assert seen.page.locator("tr.unit .c-name bdi[lang='zh-CN']").count() >= 25
    assert "lang=en" in seen.page.url
    left = set(seen.page.evaluate(CHINESE))
    assert {text for text in left if "示例" not in text} <= {"云溪镇", "平桥镇", "松岭乡", "临江街道"}
    seen.page.get_by_role("button", name="中文").click()
    assert seen.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert seen.column("grade")[0] == "★★★★★ 五星* 授星时受限"


def test_a_page_opens_in_the_language_that_it_was_made_in(folder: Path, browser: Browser) -> None:
    """Whoever asked for English reads English first."""
    starcli("board", SAMPLES / "district", "--out", "en.html", "--lang", "en", cwd=folder)
    seen = visit_file(browser, folder / "en.html")
    assert seen.texts("h1") == ["示例县 · Board"]
    seen.page.get_by_role("button", name="中文").click()
    assert seen.address() == {"lang": "zh"}


# The card


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_says_what_ratings_say(browser: Browser, folder: Path, language: Language) -> None:
    """Word for word what ratings say, for every unit, in both languages."""
    seen = at(browser, folder, f"#lang={language}")
    told = seen.page.evaluate("board.rated.map((unit) => [unit.name, reasonsOf(unit), missingOf(unit)])")
    assert {name: (reasons, missing) for name, reasons, missing in told} == sentences(language)


def sentences(language: Language) -> dict[str, tuple[list[str], str]]:
    """What decided the grade of every unit of the district, and what is missing to the next."""
    roster = load_roster(ROSTER, framework(), language).roster
    rater = Rater(framework(), "self", roster=roster)
    rated = [one for source in find_sources([SAMPLES / "district"]).sources for one in rater.rate(source)]
    ratings = [one.rating for one in rated if one.rating is not None]
    return {
        rating.unit.name: ([text[language] for text in decided_by(rating)], missing_to_next(rating)[language])
        for rating in ratings
    }


def test_the_card_shows_short_boards_against_the_next_grade(seen: Visit, folder: Path) -> None:
    """Those that `gaps` lists, in its order, with value, requirement, points to be had, and gates by their word."""
    form = SAMPLES / "district" / "云溪镇" / "石门村自评表.xlsx"
    known = json.loads(starcli("gaps", form, "--target", "four-star", "--json", cwd=folder))
    card(seen, "石门村")
    rows = seen.page.locator("#card table").nth(1).locator("tbody tr")
    assert seen.texts("#card h3")[2] == "对照四星的短板"
    assert [row.locator(".code").inner_text() for row in rows.all()] == [gap["id"] for gap in known["gaps"]]
    assert [bool(row.locator(".gate").count()) for row in rows.all()] == [gap["gate"] for gap in known["gaps"]]
    gains = [f"+{gap['gain']:.2f}" for gap in known["gaps"]]
    assert [row.locator("td").last.inner_text() for row in rows.all()] == gains


def test_the_card_has_places_dimensions_and_a_radar(seen: Visit, ratings: dict[str, Any]) -> None:
    """Places within every grouping; each dimension in the table beside the drawing, which says what it is."""
    card(seen, "松岭村")
    assert seen.texts("#card .places span") == [
        "示例县·村·山区村：第 1 名，共 6 个",
        "示例县·村：第 5 名，共 16 个",
        "示例市·村：第 5 名，共 16 个",
    ]
    rows = seen.texts("#card table >> nth=0 >> tbody tr")
    assert len(rows) == 6
    organisation = ratings["松岭村"]["dimensions"][0]
    assert rows[0].startswith(f"组织建设 {organisation['points']:.2f} / 22 {organisation['score'] * 100:.1f}%")
    assert seen.page.get_by_role("img").get_attribute("aria-label") == "松岭村各维度得分率与组内平均的雷达图"
    assert seen.page.locator("#card .radar .dot").count() == 6


def test_the_card_closes_where_it_was_opened(seen: Visit) -> None:
    """With Esc or its button; the focus returns to the unit, and the address no longer names it."""
    for close in ("Escape", "button"):
        card(seen, "茶园村")
        assert seen.page.evaluate("document.activeElement.id") == "card-close"
        if close == "Escape":
            seen.page.keyboard.press("Escape")
        else:
            seen.page.get_by_role("button", name="关闭").click()
        expect(seen.page.get_by_role("button", name="茶园村", exact=True)).to_be_focused()
        expect(seen.page.get_by_role("dialog")).to_be_hidden()
        assert seen.address() == {}


def test_the_next_card_is_that_of_the_next_row(seen: Visit) -> None:
    """The cards can be gone through in the table's order; the first has none before it."""
    card(seen, "青坞村")
    assert seen.page.get_by_role("button", name="上一个").is_disabled()
    seen.page.get_by_role("button", name="下一个").click()
    assert (seen.texts("#card-name"), seen.page.evaluate("document.activeElement.id")) == (["东岸村"], "card-next")
    seen.page.keyboard.press("Escape")
    expect(seen.page.get_by_role("button", name="东岸村", exact=True)).to_be_focused()
