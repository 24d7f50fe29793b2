"""The check before a workbook is replaced: a result that lost, changed or misplaced anything does not pass."""

import re
from collections.abc import Callable, Mapping

import pytest
from graft_books import FORM, MAIN, Edit, instead, parts
from grafting import LISTINGS, PAGES, donor

from starcli.excel.grafting.archive import Archive, Unserviceable
from starcli.excel.grafting.check import check_graft
from starcli.excel.grafting.graft import grafted

BEFORE = FORM.read_bytes()
BOOK = "xl/workbook.xml"


def edited(after: bytes, edits: Mapping[str, Edit]) -> bytes:
    """The result with some of its parts changed, and all others as they lie."""
    content = parts(after)
    changed = {name: edit if isinstance(edit, bytes) else edit(content[name]) for name, edit in edits.items()}
    return Archive(after).rewritten(changed, ())


def _turned(after: bytes) -> bytes:
    """The same members in another order of the directory."""
    archive = Archive(after)
    archive._members = dict(reversed(archive._members.items()))
    return archive.rewritten({}, ())


def _at_another_time(after: bytes) -> bytes:
    """The same content in a member that was packed at another time."""
    raw = Archive(after).raw("docProps/app.xml")
    return after.replace(raw, raw[:10] + b"\x21\x21" + raw[12:])


def _changed_places(xml: bytes) -> bytes:
    """The workbook part with the parts of its second and third sheet exchanged."""
    return xml.replace(b'"rId2"', b'"x"').replace(b'"rId3"', b'"rId2"').replace(b'"x"', b'"rId3"')


def _in_another_order(xml: bytes) -> bytes:
    """The workbook part with its first two sheets listed the other way round."""
    return re.sub(rb"(<sheets>)(<sheet [^>]*>)(<sheet [^>]*>)", rb"\1\3\2", xml)


EMPTY = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()
HARM: dict[str, Callable[[bytes], bytes]] = {
    "another part differs": lambda after: edited(after, {"xl/worksheets/sheet1.xml": b"<worksheet/>"}),
    "another part bears another time": _at_another_time,
    "another part is gone": lambda after: Archive(after).rewritten({}, {"docProps/core.xml"}),
    "another order": _turned,
    "a target is missing": lambda after: Archive(after).rewritten({}, {"xl/charts/starcli-chart1.xml"}),
    "a listing is broken": lambda after: edited(after, {"[Content_Types].xml": b"<Types>"}),
    "a sheet has another name": lambda after: edited(after, {BOOK: instead('"填报表"'.encode(), b'"lost"')}),
    "sheets are listed in another order": lambda after: edited(after, {BOOK: _in_another_order}),
    "two sheets changed places": lambda after: edited(after, {BOOK: _changed_places}),
    "a mark is missing": lambda after: edited(after, {BOOK: instead(b'"starcli_rating"', b'"other"')}),
    "a rating sheet is empty": lambda after: edited(after, {"xl/worksheets/starcli2.xml": EMPTY}),
}


@pytest.fixture(scope="module")
def after() -> bytes:
    """The sample form with its rating in it."""
    return grafted(BEFORE, lambda _: donor())


def test_a_sound_result_passes(after: bytes) -> None:
    """The result as it is passes."""
    ours = {name for name in Archive(after).names if "starcli" in name}
    check_graft(BEFORE, after, LISTINGS | ours, PAGES)


@pytest.mark.parametrize("case", HARM)
def test_the_check_sees_harm(after: bytes, case: str) -> None:
    """A result that differs from what it must be in one thing does not pass."""
    ours = {name for name in Archive(after).names if "starcli" in name}
    with pytest.raises(Unserviceable):
        check_graft(BEFORE, HARM[case](after), LISTINGS | ours, PAGES)
