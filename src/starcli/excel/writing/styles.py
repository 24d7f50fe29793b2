"""How every workbook of starcli looks: one palette, one font, formats by name."""

import unicodedata
from collections.abc import Mapping
from typing import Any

INK, QUIET, LINE = "#1F1F1F", "#595959", "#BFBFBF"
ACCENT, ACCENT_PALE = "#9E1B1B", "#FBEFEC"
GOLD, INPUT, GOOD, BAD = "#C58B00", "#FFF9DB", "#1B6E3C", "#B00020"
PROPOSED = "#E6F0E2"
FONT = "Microsoft YaHei"

_BASE: Mapping[str, Any] = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
_AREA = ("#,##0", "#,##0.0", "#,##0.00")
_CELL: Mapping[str, Any] = {"border": 1, "border_color": LINE, "text_wrap": True}
_TIGHT: Mapping[str, Any] = {**_CELL, "font_size": 9, "text_wrap": False, "shrink": True}
_FIGURE: Mapping[str, Any] = {**_CELL, "align": "right", "indent": 1, "text_wrap": False}
_HEAT = (
    ("#FFFFFF", INK, False), ("#FCEEEB", INK, False), ("#F8D9D3", INK, False), ("#F1BCB3", INK, False),
    ("#E69A8F", INK, True), ("#A83232", "#FFFFFF", True),
)  # fmt: skip
"""The shades of a heat map from none to the most, the colour of the figures on them, and whether they are bold."""

STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"font_size": 18, "bold": True, "align": "center", "font_color": ACCENT},
    "subtitle": {"align": "center", "font_color": QUIET},
    "stars": {"font_size": 26, "align": "center", "font_color": GOLD},
    "grade": {"font_size": 16, "bold": True, "align": "center"},
    "figure": {"font_size": 20, "bold": True, "align": "center", "num_format": "0.00"},
    "caption": {"align": "center", "font_color": QUIET, "font_size": 9},
    "section": {"font_size": 12, "bold": True, "font_color": ACCENT, "bottom": 2, "bottom_color": ACCENT},
    "body": {"text_wrap": True, "valign": "top"},
    "guide": {"text_wrap": True, "valign": "vcenter", "font_size": 11},
    "quiet": {"text_wrap": True, "font_color": QUIET, "font_size": 9, "valign": "top"},
    "head": {**_CELL, "bold": True, "align": "center", "font_color": "#FFFFFF", "bg_color": ACCENT},
    "text": {**_CELL},
    "centre": {**_CELL, "align": "center"},
    "strong": {**_CELL, "bold": True},
    "number": {**_FIGURE},
    "points": {**_FIGURE, "num_format": "0.00"},
    "percent": {**_FIGURE, "num_format": "0.0%"},
    "whole": {**_CELL, "align": "center", "num_format": "0"},
    "good": {**_CELL, "align": "center", "font_color": GOOD},
    "bad": {**_CELL, "align": "center", "font_color": BAD, "bold": True},
    "bad_points": {**_FIGURE, "num_format": "0.00", "font_color": BAD, "bold": True},
    "bad_percent": {**_FIGURE, "num_format": "0.0%", "font_color": BAD, "bold": True},
    "group": {**_CELL, "bold": True, "bg_color": ACCENT_PALE},
    "sum": {**_FIGURE, "bold": True, "num_format": "0.00", "bg_color": ACCENT_PALE, "top": 2},
    "sum_whole": {**_CELL, "bold": True, "align": "center", "num_format": "0", "bg_color": ACCENT_PALE, "top": 2},
    "sum_label": {**_CELL, "bold": True, "bg_color": ACCENT_PALE, "top": 2},
    "sum_centre": {**_CELL, "bold": True, "align": "center", "bg_color": ACCENT_PALE, "top": 2},
    "wrapped": {**_CELL, "valign": "vcenter"},
    "figure_percent": {"font_size": 20, "bold": True, "align": "center", "num_format": "0.0%"},
    "strong_points": {**_FIGURE, "bold": True, "num_format": "0.00"},
    "strong_whole": {**_CELL, "bold": True, "align": "center", "num_format": "0"},
    "supposed_stars": {**_CELL, "font_size": 14, "align": "center", "font_color": GOLD},
    "supposed": {**_CELL, "bold": True, "align": "center"},
    "supposed_points": {**_FIGURE, "bold": True, "num_format": "0.00"},
    "quiet_label": {**_CELL, "font_color": QUIET, "font_size": 9},
    "strip_points": {**_CELL, "bold": True, "font_size": 14, "align": "center", "num_format": "0.00"},
    "strip_stars": {**_CELL, "bold": True, "font_size": 13, "align": "center", "font_color": GOLD},
    "strip_whole": {**_CELL, "bold": True, "font_size": 14, "align": "center", "num_format": "0"},
    "bad_text_cell": {**_CELL, "font_color": BAD, "bold": True},
    "strip_tight": {**_CELL, "bold": True, "font_size": 12, "align": "center", "text_wrap": False, "shrink": True},
    "strip_text": {**_CELL, "font_color": QUIET},
    "strip_wrapped": {**_CELL, "font_size": 9},
    "note": {**_CELL, "font_size": 9, "indent": 1},
    "last": {**_CELL, "font_color": QUIET, "align": "center"},
    "guidance": {**_CELL, "font_color": QUIET, "font_size": 9},
    "small": {**_CELL, "font_size": 8, "text_wrap": False},
    "small_head": {**_CELL, "font_size": 8, "bold": True, "align": "center", "bg_color": ACCENT_PALE},
    "input_value": {**_CELL, "bg_color": INPUT, "locked": False, "align": "center"},
    "input_choice": {**_CELL, "bg_color": INPUT, "locked": False, "align": "center", "bold": True},
    "input": {**_CELL, "bg_color": INPUT, "locked": False},
    "input_text": {**_CELL, "bg_color": INPUT, "locked": False, "num_format": "@"},
    "fixed_text": {**_CELL, "num_format": "@"},
    "label": {**_CELL, "bold": True, "bg_color": ACCENT_PALE},
    "link": {**_CELL, "font_color": "#1A4E8A", "underline": 1},
    "doubtful": {**_CELL, "align": "center", "font_color": "#8A5A00", "bold": True},
    "bad_whole": {**_CELL, "align": "center", "num_format": "0", "font_color": BAD, "bold": True},
    "sum_percent": {**_FIGURE, "bold": True, "num_format": "0.0%", "bg_color": ACCENT_PALE, "top": 2},
    "figure_fitted": {"font_size": 16, "bold": True, "align": "center", "num_format": "0.00", "shrink": True},
    "figure_whole": {"font_size": 18, "bold": True, "align": "center", "num_format": "0"},
    "day": {**_CELL, "align": "center", "num_format": "yyyy-mm-dd"},
    "name": {"font_size": 16, "bold": True},
    "aside": {"align": "right", "font_color": QUIET},
    "label_centre": {**_CELL, "bold": True, "align": "center", "font_size": 9, "bg_color": ACCENT_PALE},
    "small_centre": {**_CELL, "font_size": 8, "align": "center"},
    "line": {"text_wrap": True, "font_size": 9},
    "bad_line": {"text_wrap": True, "font_size": 9, "font_color": BAD},
    "field_line": {**_CELL, "bottom": 0},
    "room": {**_CELL, "valign": "top", "top": 0, "bottom": 0},
    "room_above": {**_CELL, "valign": "top", "bottom": 0},
    "signing": {**_CELL, "align": "right", "indent": 1, "top": 0},
    "input_day": {**_CELL, "bg_color": INPUT, "locked": False, "align": "center", "num_format": "yyyy-mm-dd"},
    "key_mark": {**_CELL, "align": "center", "font_color": ACCENT, "bold": True, "font_size": 12},
    "key_number": {**_CELL, "align": "center", "font_color": ACCENT, "bold": True, "num_format": '"★ "0'},
    "key_line": {"text_wrap": True, "font_color": ACCENT, "bold": True},
    "bullet": {"text_wrap": True, "font_size": 9, "valign": "top"},
    "field": {**_CELL, "bold": True, "bg_color": ACCENT_PALE, "align": "center"},
    "heading": {"bold": True, "font_color": ACCENT},
    "arrow": {"font_size": 22, "align": "center", "font_color": QUIET},
    "opinion": {**_CELL, "valign": "top", "bg_color": INPUT, "locked": False, "bottom": 0},
    "seal": {**_CELL, "align": "right", "indent": 2, "top": 0},
    "seal_line": {**_CELL, "align": "center"},
    "word": {**_CELL, "font_size": 8, "align": "center", "font_color": QUIET, "top": 0, "text_wrap": False},
    "given": {**_CELL, "align": "center", "num_format": "0.00####", "bottom": 0, "text_wrap": False},
    **{
        f"result_{places}": {**_CELL, "align": "center", "num_format": f"{0:.{places}f}", "text_wrap": False}
        for places in range(7)
    },
    **{
        f"total_{places}": {**_CELL, "align": "center", "num_format": f"{0:.{places}f}", "bold": True}
        for places in range(7)
    },
    "change": {**_FIGURE, "num_format": '+0.00;-0.00;"—"'},
    "strong_change": {**_FIGURE, "bold": True, "num_format": '+0.00;-0.00;"—"'},
    "sum_change": {**_FIGURE, "bold": True, "num_format": '+0.00;-0.00;"—"', "bg_color": ACCENT_PALE, "top": 2},
    "quiet_change": {**_FIGURE, "font_color": QUIET, "num_format": '+0.00;-0.00;"—"'},
    "quiet_points": {**_FIGURE, "font_color": QUIET, "num_format": "0.00"},
    "listed_best": {**_CELL, "align": "center", "bold": True, "bg_color": "#FFF1CC"},
    "listed_risen": {**_CELL, "align": "center", "bold": True, "bg_color": "#E6F0E2"},
    "listed_worst": {**_CELL, "align": "center", "bold": True, "bg_color": "#E7E6E6"},
    "movement": {**_CELL, "align": "center", "num_format": '"▲ "0;"▼ "0;"="'},
    "tight": {**_TIGHT, "indent": 0},
    "tight_wrapped": {**_CELL, "font_size": 8},
    "tight_strong": {**_TIGHT, "bold": True},
    "tight_centre": {**_TIGHT, "align": "center"},
    "tight_small": {**_TIGHT, "font_size": 8, "align": "center"},
    "tight_bad": {**_TIGHT, "align": "center", "font_color": BAD, "bold": True},
    "tight_whole": {**_TIGHT, "align": "center", "num_format": "0"},
    "tight_points": {**_TIGHT, "align": "center", "num_format": "0.00"},
    "tight_percent": {**_TIGHT, "align": "center", "num_format": "0.0%"},
    "tight_change": {**_TIGHT, "align": "center", "num_format": "+0.0;-0.0;0.0"},
    "tight_move": {**_TIGHT, "align": "center", "num_format": "+0.00;-0.00;0.00"},
    "tight_group": {**_TIGHT, "bold": True, "bg_color": ACCENT_PALE},
    "tight_head": {**_TIGHT, "bold": True, "align": "center", "bg_color": ACCENT_PALE},
    "back": {"font_color": "#1A4E8A", "underline": 1, "align": "right", "font_size": 9},
    **{f"area_{n}": {**_FIGURE, "num_format": _AREA[n]} for n in range(3)},
    **{f"bad_area_{n}": {**_FIGURE, "num_format": _AREA[n], "font_color": BAD, "bold": True} for n in range(3)},
    **{f"proposed_area_{n}": {**_FIGURE, "num_format": _AREA[n], "bg_color": PROPOSED} for n in range(3)},
    **{
        f"sum_area_{n}": {**_FIGURE, "bold": True, "num_format": _AREA[n], "bg_color": ACCENT_PALE, "top": 2}
        for n in range(3)
    },
    "proposed": {**_CELL, "bg_color": PROPOSED},
    "change_of_share": {**_FIGURE, "num_format": "+0.0;-0.0;0.0"},
    "tight_rise": {**_TIGHT, "align": "center", "num_format": "+0.0;-0.0;0.0"},
    "strip_percent": {**_CELL, "bold": True, "font_size": 14, "align": "center", "num_format": "0.0%"},
    "strip_change": {**_CELL, "bold": True, "font_size": 14, "align": "center", "num_format": "+0.0;-0.0;0.0"},
    "proposed_centre": {**_CELL, "bg_color": PROPOSED, "align": "center", "bold": True},
    "proposed_day": {**_CELL, "bg_color": PROPOSED, "align": "center", "num_format": "yyyy-mm-dd"},
    "strip_area": {**_CELL, "bold": True, "font_size": 14, "align": "center", "num_format": "#,##0.##"},
    "input_signature": {**_CELL, "bg_color": INPUT, "locked": False, "align": "center"},
    "summary": {"font_size": 12, "bold": True, "align": "center"},
    "link_whole": {**_CELL, "align": "center", "num_format": "0", "font_color": "#1A4E8A", "underline": 1},
    "link_line": {"font_color": "#1A4E8A", "underline": 1, "text_wrap": True, "valign": "top"},
    "upright": {**_CELL, "font_size": 8, "rotation": 90, "align": "left", "valign": "vcenter"},
    "link_small": {
        **_CELL,
        "font_size": 7,
        "align": "center",
        "font_color": "#1A4E8A",
        "underline": 1,
        "shrink": True,
        "text_wrap": False,
    },
    "group_whole": {**_CELL, "bold": True, "align": "center", "num_format": "0", "bg_color": ACCENT_PALE},
    "barred": {**_CELL, "bg_color": "#F4F4F4"},
    "heat_none": {**_CELL, "font_size": 9, "align": "center", "font_color": LINE},
    **{
        f"heat_{shade}{mark}": {
            **_CELL,
            "font_size": 9,
            "align": "center",
            "num_format": f'0"{mark}"',
            "text_wrap": False,
            "bg_color": colour,
            "font_color": ink,
            "bold": bold,
        }
        for shade, (colour, ink, bold) in enumerate(_HEAT)
        for mark in ("", "*")
    },
}

MARKS: Mapping[str, Mapping[str, Any]] = {
    "bad_input": {"bg_color": "#F8D3CD", "font_color": BAD, "bold": True},
    "doubtful_input": {"bg_color": "#FCE8C2"},
    "bad_mark": {"font_color": BAD, "bold": True, "bg_color": "#F8D3CD"},
    "bad_text": {"font_color": BAD, "bold": True},
    "planned": {"bg_color": "#E6F0E2", "bold": True},
    "dropped": {"font_strikeout": True, "font_color": QUIET},
}
"""What conditional formats change: they take the rest from the cell."""


def style(name: str) -> dict[str, Any]:
    """The properties of a named format."""
    return dict(MARKS[name]) if name in MARKS else {**_BASE, **STYLES[name]}


def width_of(text: str) -> int:
    """How many columns of type a text takes; a Chinese character takes two. Of several lines, the longest."""
    lines = text.split("\n")
    if text.isascii():
        return max(map(len, lines))
    return max(sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line) for line in lines)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of the given width."""
    room = max(int(width) - 1, 1)
    if 2 * len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, -(-width_of(line) // room)) for line in text.split("\n"))
