"""XML edited as text: what was written stays as it was written, byte for byte."""

import pytest

from starcli.excel.grafting.archive import Unserviceable
from starcli.excel.grafting.xml_edit import Document, written

PLAIN = b'<list xmlns="urn:x" n="1"><group><item a="1"/></group></list>'
ODD: dict[str, tuple[bytes, bytes]] = {
    "plain": (PLAIN, b'<list xmlns="urn:x" n="1"><group><item a="1"/><new/></group></list>'),
    "declared": (
        b'<?xml version="1.0" encoding="UTF-8"?>\r\n<list xmlns="urn:x"><group></group></list>\r\n',
        b'<?xml version="1.0" encoding="UTF-8"?>\r\n<list xmlns="urn:x"><group><new/></group></list>\r\n',
    ),
    "with a byte order mark": (b"\xef\xbb\xbf" + PLAIN, b"\xef\xbb\xbf" + PLAIN.replace(b"</g", b"<new/></g")),
    "an empty element": (b"<list><group/></list>", b"<list><group><new/></group></list>"),
    "an empty element with blanks": (
        b"<list><group\n a='/>' /></list>",
        b"<list><group\n a='/>' ><new/></group></list>",
    ),
    "under a prefix": (
        b'<x:list xmlns:x="urn:x"><x:group/></x:list>',
        b'<x:list xmlns:x="urn:x"><x:group><x:new/></x:group></x:list>',
    ),
    "other quotes and order": (
        b"<list b='\"' a = \">\"><group  z='1'  a='2' ></group ></list >",
        b"<list b='\"' a = \">\"><group  z='1'  a='2' ><new/></group ></list >",
    ),
    "comments and instructions": (
        b"<?a b?><!-- <group/> --><list><!-- <group/> --><group><![CDATA[</group>]]></group></list><!-- end -->",
        b"<?a b?><!-- <group/> --><list><!-- <group/> --><group><![CDATA[</group>]]><new/></group></list><!-- end -->",
    ),
    "characters of several bytes": (
        "<list 名='村'><甲/><group>乙</group></list>".encode(),
        "<list 名='村'><甲/><group>乙<new/></group></list>".encode(),
    ),
    "alternatives for other programs": (
        b'<list xmlns:m="urn:m" m:a="q"><m:Choice><group/></m:Choice><group><a><group/></a></group></list>',
        b'<list xmlns:m="urn:m" m:a="q"><m:Choice><group/></m:Choice><group><a><group/></a><new/></group></list>',
    ),
}


@pytest.mark.parametrize("case", ODD)
def test_text_is_added_and_nothing_else_changes(case: str) -> None:
    """An element added at the end of a list stands there, and all other bytes are those that were."""
    before, after = ODD[case]
    document = Document("part", before)
    group = document.root.child("group")
    assert group is not None
    document.append(group, written("new", document.root.prefix, {}))
    assert document.edited() == after


@pytest.mark.parametrize("case", ODD)
def test_nothing_done_is_nothing_changed(case: str) -> None:
    """A part that nothing was done to is the same bytes."""
    assert Document("part", ODD[case][0]).edited() == ODD[case][0]


def test_what_is_added_twice_stands_in_its_order() -> None:
    """Two additions to one element, written as an empty one, stand one after the other."""
    document = Document("part", b"<list/>")
    document.append(document.root, b"<a/>")
    document.append(document.root, b"<b/>")
    assert document.edited() == b"<list><a/><b/></list>"


def test_edits_do_not_disturb_one_another() -> None:
    """Cutting, inserting, adding and another value for an attribute, all of one text."""
    document = Document("part", b"<list count='2'><a/><b/></list>")
    [first, second] = document.root.children
    document.append(document.root, b"<c/>")
    document.set_attribute(document.root, "count", "3")
    document.set_attribute(document.root, "length", "3")
    document.insert(second.start, b"<!-- -->")
    document.cut(first)
    assert document.edited() == b'<list count="3"><!-- --><b/><c/></list>'


def test_elements_are_told_apart_by_their_namespace() -> None:
    """A child of the same name in another namespace is not one of the list; text and attributes are as meant."""
    text = b'<list xmlns="urn:x" xmlns:y="urn:y"><y:item/><item y:id="7" a="&lt;">a&amp;<b>c</b>d</item></list>'
    [item] = Document("part", text).root.all("item")
    assert (item.attributes, item.text) == ({"urn:y id": "7", "a": "<"}, "a&d")


def test_text_further_down_is_not_that_of_its_ancestors() -> None:
    """Three levels are known; what stands below them is nobody's text."""
    [[item]] = [
        group.children
        for group in Document("part", b"<list><group><item>a<b>c</b>d</item></group></list>").root.children
    ]
    assert (item.text, item.children) == ("ad", ())


def test_what_is_written_can_be_read() -> None:
    """Quotes and signs in attributes come out as they went in."""
    value = "\"甲\" & '乙' <丙>"
    assert Document("part", written("a", b"", {"b": value})).root.attributes == {"b": value}


REFUSED = {
    "empty": b"",
    "no end": b"<list>",
    "no declaration of a prefix": b"<x:list/>",
    "entities": b'<!DOCTYPE list [<!ENTITY a "b">]><list>&a;</list>',
    "UTF-16": "<list/>".encode("utf-16"),
    "UTF-16 without a mark": "<list/>".encode("utf-16-le"),
    "another encoding": '<?xml version="1.0" encoding="GB18030"?><list>村</list>'.encode("gb18030"),
    "no UTF-8": "<list>村</list>".encode("gb18030"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_edited_as_text_is_refused(case: str) -> None:
    """A part that is no XML in UTF-8, or has entities of its own, is refused by its name."""
    with pytest.raises(Unserviceable) as caught:
        Document("part", REFUSED[case])
    assert (caught.value.code, caught.value.part) == ("graft-not-understood", "part")
