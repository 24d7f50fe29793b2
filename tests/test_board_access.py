"""The page for everybody: by keyboard and by ear, on phone and paper, in strong colours, whatever text it holds."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from board_units import FIVE, FOUR, NOON, THREE, absent, board, member, unit
from browser import Visit, browsing, visit_file
from playwright.sync_api import Browser, expect

from starcli.board.content import content_of
from starcli.board.page import page_of
from starcli.core.assessment import Unit
from starcli.core.everyone import Member

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "'><iframe srcdoc='<script>alert(4)</script>'>",
    "{{script}}${alert(5)}",
    "<a href='javascript:alert(6)'>甲村</a>",
    "=HYPERLINK('http://example.org')",
    "<!--<script>",
    "甲\u2028乙\u2029丙",
    "<base href=//example.org><style>*{display:none}</style>",
    "&lt;b&gt;甲&amp;",
    "\\u003cscript\\u003e",
)


def page(path: Path, *everyone: Member, former: list[Member] | None = None, name: str = "示例县") -> Path:
    """A page about some units."""
    path.write_bytes(page_of(content_of(board(everyone, former, name=name), NOON), "zh"))
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with browsing() as opened:
        yield opened


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a small county with everything that a board can show."""
    grades = (FIVE, FOUR, THREE)
    villages = [unit(f"{name}村", code=f"33019900120{at}") for at, name in enumerate("甲乙丙丁戊己")]
    now = [member(one, grades[at % 3], at % 2) for at, one in enumerate(villages)]
    before = [member(one, grades[(at + 1) % 3]) for at, one in enumerate(villages[1:])]
    community = member(unit("云溪社区", kind="community", county="邻县", town="邻镇"))
    others = [absent(unit("白石村")), absent(Unit(name="f"), "unrated")]
    return page(tmp_path_factory.mktemp("page") / "board.html", *now, community, *others, former=before)


@pytest.fixture
def seen(browser: Browser, county: Path) -> Iterator[Visit]:
    """The page, open; nothing may be complained of."""
    visit = visit_file(browser, county)
    yield visit
    assert (visit.complaints, visit.strayed) == ([], [])
    visit.page.context.close()


# Hostile text


@pytest.mark.parametrize("where", ["name", "town", "county"])
def test_text_from_workbooks_injects_nothing(browser: Browser, tmp_path: Path, where: str) -> None:
    """Whatever a village, a town or a county is called: it is shown as it is, and nothing comes of it."""
    units = [unit(**{"name": f"第{at}村", where: text}) for at, text in enumerate(HOSTILE)]
    others = [absent(unit(**{"name": f"缺{at}村", where: text})) for at, text in enumerate(HOSTILE)]
    path = page(tmp_path / "board.html", *map(member, units), *others, name=HOSTILE[1])
    seen = visit_file(browser, path, "#size=0")
    shown = {" ".join(text.split()) for text in seen.page.locator(f"tr.unit .c-{where}").all_text_contents()}
    if where == "name":
        shown = {*seen.names()}
    assert shown == {" ".join(text.replace("\u2028", " ").replace("\u2029", " ").split()) for text in HOSTILE}
    seen.page.locator("tr.unit").first.click()
    expect(seen.page.get_by_role("dialog")).to_be_visible()
    for choice in ("#lang=en", "#size=0&sort=name"):
        seen.page.evaluate("address => { location.hash = address; }", choice)
    found = seen.page.evaluate("""() => ({
      scripts: document.scripts.length,
      strange: document.querySelectorAll("img, iframe, object, base, [href^=javascript], [onload], [onerror]").length,
      drawings: [...document.querySelectorAll("svg")].filter((one) => !one.classList.contains("radar")).length,
      styles: document.querySelectorAll("style").length,
      title: document.title,
    })""")
    assert found == found | {"scripts": 3, "strange": 0, "drawings": 0, "styles": 1}
    assert found["title"].startswith(HOSTILE[1])
    assert (seen.complaints, seen.strayed) == ([], [])


def test_nothing_but_the_page_may_run(browser: Browser, county: Path) -> None:
    """A script that gets into the page all the same is stopped, and a request to anywhere is too."""
    seen = visit_file(browser, county)
    seen.page.evaluate("""() => {
      const script = document.createElement("script");
      try { script.textContent = "document.title = 'taken'"; } catch { return; }
      document.body.append(script);
    }""")
    broken = seen.page.evaluate("""() => new Promise((done) => {
      document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
      fetch("http://127.0.0.1:9/").catch(() => {});
    })""")
    refused = seen.page.evaluate(
        """() => { try { document.body.innerHTML = "<p>"; return false; } catch { return true; } }"""
    )
    assert (broken, refused, "taken" in seen.page.title()) == ("connect-src", True, False)
    assert [told for told in seen.complaints if "Policy" not in told and "Trusted" not in told] == []


# Keyboard


def test_everything_can_be_done_by_keyboard(seen: Visit) -> None:
    """From the link that skips the filters to a unit's card and back, without a mouse."""
    keys = seen.page.keyboard
    keys.press("Tab")
    assert seen.page.evaluate("document.activeElement.id") == "skip"
    assert seen.page.locator("#skip").bounding_box()["x"] >= 0  # type: ignore[index]
    keys.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "league"
    keys.press("Tab")
    assert seen.page.evaluate("document.activeElement.dataset.column") == "place"
    for _ in range(40):
        if seen.page.evaluate("document.activeElement.dataset.unit"):
            break
        keys.press("Tab")
    first = seen.names()[0]
    assert seen.page.evaluate("document.activeElement.textContent") == first
    keys.press("Enter")
    expect(seen.page.get_by_role("dialog", name=first)).to_be_visible()
    for _ in range(8):
        keys.press("Tab")
        assert seen.page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    keys.press("Escape")
    expect(seen.page.get_by_role("button", name=first, exact=True)).to_be_focused()


def test_sorting_keeps_the_focus_on_its_heading(seen: Visit) -> None:
    """Whoever presses a heading can press it again."""
    heading = seen.page.locator("[data-column=total]")
    heading.focus()
    for wanted in ("descending", "ascending"):
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("document.activeElement.dataset.column") == "total"
        assert seen.page.locator("th.c-total").first.get_attribute("aria-sort") == wanted


def test_what_has_the_focus_is_seen(seen: Visit) -> None:
    """Every control has an outline while it has the focus."""
    seen.page.keyboard.press("Tab")
    for _ in range(12):
        seen.page.keyboard.press("Tab")
        outline = seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"


# By ear


CONTROLS = "button, input, select, summary, a[href]"
NAMES = """(selector) => [...document.querySelectorAll(selector)].map((one) => {
  const labels = [...(one.labels || [])].map((each) => each.textContent).join(" ");
  return [one.outerHTML.slice(0, 80), (one.getAttribute("aria-label") || labels || one.textContent).trim()];
})"""


def test_every_control_has_a_name(seen: Visit) -> None:
    """On the page and on the card."""
    seen.page.locator("tr.unit").first.click()
    assert [control for control, name in seen.page.evaluate(NAMES, CONTROLS) if not name] == []


def test_tables_say_what_their_cells_are(seen: Visit) -> None:
    """Captions, headings of columns, a heading for each row, and which column sorts."""
    table = seen.page.locator("table.league")
    assert table.locator("caption").count() == 1
    assert table.locator("thead th:not([scope=col])").count() == 0
    assert table.locator("tr.unit").count() == table.locator("tr.unit > th[scope=row]").count()
    assert table.locator("tr.circle > th[scope=rowgroup]").count() == 2
    assert [one.get_attribute("aria-sort") for one in table.locator("thead th").all()].count("ascending") == 1
    seen.page.get_by_role("button", name="丙村", exact=True).click()
    tables = seen.page.locator("#card table")
    assert tables.count() == 2
    for position in range(2):
        assert tables.nth(position).locator("caption").count() == 1
        assert tables.nth(position).locator("tbody tr").count() == tables.nth(position).locator("th[scope=row]").count()


def test_counts_and_news_are_spoken(seen: Visit) -> None:
    """What changes without being asked for stands in live regions."""
    assert [one.get_attribute("id") for one in seen.page.get_by_role("status").all()] == ["count", "news"]


def test_ids_are_unique_and_names_point_somewhere(seen: Visit) -> None:
    """Whatever is named by another element finds it."""
    seen.page.locator("tr.unit").first.click()
    doubled = seen.page.evaluate("""() => {
      const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
      const pointed = [...document.querySelectorAll("[aria-labelledby], label[for]")];
      const wanted = pointed.map((one) => one.getAttribute("aria-labelledby") || one.htmlFor);
      return [ids.filter((id, at) => ids.indexOf(id) !== at), wanted.filter((id) => !document.getElementById(id))];
    }""")
    assert doubled == [[], []]


def test_headings_follow_each_other(seen: Visit) -> None:
    """One title, and no level left out."""
    seen.page.locator("tr.unit").first.click()
    levels = seen.page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map((one) => Number(one.tagName[1]))")
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


# Colours


def luminance(colour: str) -> float:
    """How light a colour is, 0 to 1, as WCAG reckons."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


COLOURS = """() => {
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/^rgba\\(0, 0, 0, 0\\)$/.test(colour)) return colour;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  const found = new Map();
  for (const one of document.querySelectorAll("body *")) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !one.checkVisibility() || one.closest("script, option, [disabled], .unseen, svg")) continue;
    const pair = [getComputedStyle(one).color, ground(one)];
    found.set(pair.join(), [...pair, one.outerHTML.slice(0, 60)]);
  }
  return [...found.values()];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_strong_enough(browser: Browser, county: Path, scheme: Any) -> None:
    """Every text on the page and on the card has the contrast of 4.5 that AA asks for, by day and by night."""
    seen = visit_file(browser, county, "#star=five-star", color_scheme=scheme)
    found = seen.page.evaluate(COLOURS)
    seen.page.locator("tr.unit").first.click()
    found += seen.page.evaluate(COLOURS)
    assert len(found) > 12
    assert [(round(contrast(ink, ground), 2), what) for ink, ground, what in found if contrast(ink, ground) < 4.5] == []
    grounds = {ground for _, ground, _ in found}
    assert (max(map(luminance, grounds)) > 0.5) is (scheme == "light")


# Sizes


@pytest.mark.parametrize(
    ("width", "height"), [(320, 640), (360, 740), (390, 844), (768, 1024), (1024, 768), (1440, 900)]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_sticks_out(browser: Browser, county: Path, width: int, height: int, language: str) -> None:
    """On no screen does the page, or a card, have to be moved sideways."""
    size = {"width": width, "height": height}
    seen = visit_file(browser, county, f"#lang={language}", viewport=size, is_mobile=width < 700)
    beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert seen.page.evaluate(beyond) == 0
    seen.page.locator("tr.unit").first.click()
    expect(seen.page.get_by_role("dialog")).to_be_visible()
    assert (
        seen.page.evaluate(
            "(() => { const one = document.getElementById('card'); return one.scrollWidth - one.clientWidth; })()"
        )
        <= 0
    )


def test_on_a_phone_the_filters_unfold(browser: Browser, county: Path) -> None:
    """They are out of the way until they are wanted; what is hidden of the table stands below the names."""
    seen = visit_file(browser, county, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    field = seen.page.get_by_label("镇街", exact=True)
    assert (field.is_visible(), seen.page.locator("td.c-town").first.is_visible()) == (False, False)
    seen.page.get_by_text("筛选", exact=False).first.tap()
    field.select_option("邻镇")
    assert seen.names() == ["云溪社区"]
    assert " ".join(seen.texts("tr.unit .about")) == "邻镇 社区 ★★★★☆ 四星"
    seen.page.get_by_label("排序").select_option("总分")
    assert seen.address()["sort"] == "total"


def test_on_a_phone_what_is_pressed_is_large_enough(browser: Browser, county: Path) -> None:
    """At least 24 by 24 pixels, as AA asks for."""
    seen = visit_file(browser, county, viewport={"width": 390, "height": 844}, is_mobile=True)
    boxes = [
        (one.bounding_box(), one.inner_text())
        for one in seen.page.locator("button, select, input, summary").all()
        if one.is_visible()
    ]
    assert len(boxes) > 10
    assert [text for box, text in boxes if box is not None and min(box["width"], box["height"]) < 24] == []


def test_large_type_is_for_the_meeting_room(browser: Browser, county: Path) -> None:
    """Everything grows with it, and it stands in the address."""
    seen = visit_file(browser, county, viewport={"width": 1920, "height": 1080})
    size = "parseFloat(getComputedStyle(document.querySelector('td.c-total')).fontSize)"
    before = seen.page.evaluate(size)
    seen.page.get_by_role("button", name="大字").click()
    assert seen.page.evaluate(size) >= 1.3 * before
    assert (seen.address(), seen.page.evaluate("document.documentElement.scrollWidth <= 1920")) == ({"big": "1"}, True)


# Paper


def is_shown(seen: Visit, selector: str) -> bool:
    """Whether the first element of its sort is to be seen."""
    return seen.page.locator(selector).first.is_visible()


def sheets(paper: bytes) -> set[tuple[int, int]]:
    """The sizes of the sheets of a PDF, in points."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    return {(round(float(width)), round(float(height))) for width, height in boxes}


def test_printed_are_all_rows_and_no_controls(browser: Browser, tmp_path: Path) -> None:
    """Every row that the filters leave, below a heading that says which they are and when."""
    some = [member(unit(f"第{at:03}村", town="云溪镇" if at % 2 else "松岭乡"), bonus=at % 3) for at in range(130)]
    seen = visit_file(browser, page(tmp_path / "board.html", *some), "#town=云溪镇")
    assert len(seen.names()) == 50
    seen.page.emulate_media(media="print")
    seen.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert len(seen.names()) == 65
    visible = {
        one: seen.page.locator(one).first.is_visible()
        for one in (".controls", ".modes", ".pages", ".stamp", "#chosen", "h1")
    }
    assert visible == {
        ".controls": False,
        ".modes": False,
        ".pages": False,
        ".stamp": True,
        "#chosen": True,
        "h1": True,
    }
    assert seen.texts("#chosen") == ["筛选：云溪镇"]
    # Chromium leaves buttons out where it prints the heading again on the next page.
    assert seen.page.locator("thead button").count() == 0
    assert seen.page.locator("thead").evaluate("one => getComputedStyle(one).display") == "table-header-group"
    assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgba(0, 0, 0, 0)",
        "rgb(255, 255, 255)",
    )
    seen.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert len(seen.names()) == 50
    assert sheets(seen.page.pdf(prefer_css_page_size=True)) == {(842, 595)}


def test_an_open_card_is_printed_alone(seen: Visit) -> None:
    """One page for one unit, with the stamp below it."""
    seen.page.locator("tr.unit").first.click()
    seen.page.emulate_media(media="print")
    shown = [one for one in ("main", ".head", "#card h2", "#card .stamp", "#card .bar") if is_shown(seen, one)]
    assert shown == ["#card h2", "#card .stamp"]
    assert sheets(seen.page.pdf(prefer_css_page_size=True)) == {(595, 842)}


def test_without_scripts_the_page_says_so(browser: Browser, county: Path) -> None:
    """In both languages."""
    seen = visit_file(browser, county, wait="noscript", java_script_enabled=False)
    assert "JavaScript" in seen.page.locator("body").inner_text()
