"""A real Chromium without a window: what it complains of, and every address that it asks for, is kept."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect, sync_playwright

PATIENCE = 60_000
"""So many milliseconds a page may take on a machine that is busy with other things."""
_HERE = ("127.0.0.1", "localhost", "::1")


@dataclass
class Visit:
    """A page that is open, and what happened on it."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    strayed: list[str] = field(default_factory=list)

    def texts(self, selector: str) -> list[str]:
        """What stands in every element that is shown, on one line each."""
        return [" ".join(text.split()) for text in self.page.locator(selector).all_inner_texts()]

    def names(self) -> list[str]:
        """The units in the table, from the top."""
        return self.texts("tr.unit .c-name button")

    def column(self, name: str) -> list[str]:
        """What stands in a column of the table, from the top."""
        return self.texts(f"tr.unit .c-{name}")

    def address(self) -> dict[str, str]:
        """What stands behind the # of the address."""
        parts = urlsplit(self.page.url).fragment.split("&")
        return dict(part.split("=", 1) for part in parts if part)


def chromium() -> str:
    """The program's path. Skips where it is missing; fails where the run says that it must be there."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("STARCLI_NEEDS_CHROMIUM"):
            pytest.fail("Chromium is needed here and is missing")
        pytest.skip("Chromium is not installed")
    return found


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser that is closed in the end."""
    program = chromium()
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


def visit(browser: Browser, address: str, *, wait: str = "tr.unit", **how: Any) -> Visit:
    """A page opened in a context of its own; nothing beyond this computer is reached."""
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN"} | how)
    context.set_default_timeout(PATIENCE)
    seen = Visit(context.new_page())
    _watch(context, seen)
    seen.page.goto(address)
    seen.page.wait_for_selector(wait, state="attached")
    return seen


def visit_file(browser: Browser, path: Path, fragment: str = "", **how: Any) -> Visit:
    """A page opened from a file."""
    return visit(browser, f"{path.as_uri()}{fragment}", **how)


def _watch(context: BrowserContext, seen: Visit) -> None:
    def beyond(route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.scheme in ("file", "data") or parts.hostname in _HERE:
            route.continue_()
        else:
            seen.strayed.append(route.request.url)
            route.abort()

    def answered(dialog: Dialog) -> None:
        seen.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    context.route("**/*", beyond)
    page = seen.page
    page.on("request", lambda request: seen.asked.append(request.url))
    page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("dialog", answered)
