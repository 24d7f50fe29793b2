"""The page: one file with style, script and data in it, that asks for nothing from anywhere."""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from urllib.parse import quote

from starcli.board.content import Json, as_text
from starcli.board.words import WORDS
from starcli.core.text import Language
from starcli.excel.imprint import stamped_page

STYLES = ("base", "table", "card", "print")
SCRIPTS = ("words", "state", "units", "table", "radar", "card", "around", "live", "main")
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#9e1b1b"/>'
    '<path fill="#ffd76a" d="M16 4.5l3.4 7.7 8.4.8-6.3 5.5 1.9 8.2-7.4-4.3-7.4 4.3 1.9-8.2-6.3-5.5 8.4-.8z"/></svg>'
)
# Inside a script element these could end it, or begin another.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def page_of(content: Json, language: Language) -> bytes:
    """The page that shows some content, marked as a result; it opens in the language that is given."""
    return stamped_page(_filled(content, language).encode())


def policy(*, live: bool) -> str:
    """What the page may do: run its own script, use its own style; ask its own server where it is live."""
    parts = {
        "default-src": "'none'",
        "script-src": _source(script()),
        "style-src": _source(style()),
        "img-src": "data:",
        "connect-src": "'self'" if live else "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


@cache
def style() -> str:
    """The style sheet."""
    return _joined(f"css/{name}.css" for name in STYLES)


@cache
def script() -> str:
    """The script."""
    return _joined(f"js/{name}.js" for name in SCRIPTS)


def _filled(content: Json, language: Language) -> str:
    words = {key: [text.zh, text.en] for key, text in WORDS.items()}
    title = WORDS["title"].format(name=content["name"])[language]
    parts: Mapping[str, str] = {
        "lang": "zh-CN" if language == "zh" else "en",
        "policy": escape(policy(live=content["live"])),
        "title": escape(title),
        "icon": f"data:image/svg+xml,{quote(_ICON)}",
        "style": style(),
        "words": _embedded(json.dumps(words, ensure_ascii=False, separators=(",", ":"))),
        "data": _embedded(as_text(content)),
        "script": script(),
    }
    # Filled in one go: what stands in the data is never looked through for places again.
    return _PLACE.sub(lambda place: parts[place[1]], _asset("board.html"))


def _embedded(text: str) -> str:
    """JSON as it may stand in a script element."""
    return text.translate(_ESCAPES)


def _source(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _joined(names: Iterable[str]) -> str:
    return "\n".join(_asset(name) for name in names)


def _asset(name: str) -> str:
    return files("starcli.board").joinpath("assets", *name.split("/")).read_text(encoding="utf-8")
