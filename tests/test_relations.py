"""How the parts of a package hang together: where relationships lead, and what can be reached."""

import pytest
from graft_books import PACKAGE, packed

from starcli.excel.grafting.archive import Archive, Unserviceable
from starcli.excel.grafting.relations import dangling, reachable, relations_of, rels_name


def package(links: dict[str, list[str]]) -> Archive:
    """A package whose parts lead to others."""
    content = dict.fromkeys((part for part in links if part), b"")
    for part, targets in links.items():
        each = "".join(f'<Relationship Id="r{i}" Type="t" {target}/>' for i, target in enumerate(targets))
        content[rels_name(part)] = f'<Relationships xmlns="{PACKAGE}">{each}</Relationships>'.encode()
    return Archive(packed(content))


@pytest.mark.parametrize(
    ("part", "name"),
    [("", "_rels/.rels"), ("a.xml", "_rels/a.xml.rels"), ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")],
)
def test_where_relationships_stand(part: str, name: str) -> None:
    """Relationships of a part stand in a folder beside it; those of the package at its root."""
    assert rels_name(part) == name


@pytest.mark.parametrize(
    ("target", "resolved"),
    [
        ('Target="b.xml"', "xl/b.xml"),
        ('Target="./b.xml"', "xl/b.xml"),
        ('Target="../b.xml"', "b.xml"),
        ('Target="../../../b.xml"', "b.xml"),
        ('Target="/xl/b/c.xml"', "xl/b/c.xml"),
        ('Target="media/%E5%8D%B0%201.png"', "xl/media/印 1.png"),
        ('Target="b.xml#A1"', "xl/b.xml"),
        ('Target="#Sheet1!A1"', ""),
        ('Target="2021.xlsx" TargetMode="External"', ""),
        ('Target="b.xml" TargetMode="Internal"', "xl/b.xml"),
    ],
)
def test_where_a_relationship_leads(target: str, resolved: str) -> None:
    """A target is found from the folder of its part, or from the root; outside the package there is none."""
    [relation] = relations_of(package({"xl/a.xml": [target]}), "xl/a.xml")
    assert (relation.id, relation.type, relation.target) == ("r0", "t", resolved)


def test_a_part_without_relationships_has_none() -> None:
    """A part that leads nowhere, and a relationship without a target, lead nowhere."""
    archive = package({"a.xml": ['TargetMode="Internal"'], "b.xml": []})
    assert [relations_of(archive, part) for part in ("a.xml", "b.xml", "c.xml")] == [(), (), ()]


LINKS = {"": ['Target="a"'], "a": ['Target="B"', 'Target="gone"'], "b": ['Target="a"', 'Target="c"'], "c": [], "d": []}


def test_what_can_be_reached() -> None:
    """Everything that a part leads to, in circles and in other spellings too; from a closed one it goes no further."""
    archive = package(LINKS)
    assert reachable(archive, [""], lambda _: False) == {"", "a", "b", "c"}
    assert reachable(archive, [""], "b".__eq__) == {"", "a", "b"}


def test_what_leads_nowhere() -> None:
    """A relationship to a part that is not there is known by the part that it stands in, and its id."""
    assert dangling(package(LINKS)) == {("a", "r1")}


def test_relationships_that_cannot_be_read_are_refused() -> None:
    """Relationships that are no XML are named, not passed over."""
    with pytest.raises(Unserviceable, match="graft-not-understood"):
        dangling(Archive(packed({"a": b"", "_rels/a.rels": b"<"})))
