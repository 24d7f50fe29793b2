"""How the parts of an Office package hang together: relationships, and what can be reached from where."""

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from starcli.excel.grafting.archive import Archive
from starcli.excel.grafting.xml_edit import Document

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part; `target` is the name of a part, or empty for what lies outside the package."""

    id: str
    type: str
    target: str


def rels_name(part: str) -> str:
    """The part that holds a part's relationships; those of the package itself for an empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations_of(archive: Archive, part: str) -> tuple[Relation, ...]:
    """The relationships of a part, those of the package itself for an empty name; none where it has none."""
    name = rels_name(part)
    if name not in archive:
        return ()
    return tuple(
        Relation(
            found.attributes.get("Id", ""),
            found.attributes.get("Type", ""),
            "" if found.attributes.get("TargetMode") == "External" else _resolved(part, found.attributes["Target"]),
        )
        for found in Document(name, archive.read(name)).root.all("Relationship")
        if "Target" in found.attributes
    )


def reachable(archive: Archive, starts: Iterable[str], closed: Callable[[str], bool]) -> set[str]:
    """Every part that the starts lead to, themselves included; `closed` parts are reached and not followed."""
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        part = waiting.pop()
        if part in found:
            continue
        found.add(part)
        if not closed(part):
            targets = (archive.find(each.target) for each in relations_of(archive, part) if each.target)
            waiting += [target for target in targets if target]
    return found


def dangling(archive: Archive) -> set[tuple[str, str]]:
    """The relationships whose target is not in the package: the part they stand in, and their id."""
    owners = [_owner(name) for name in archive.names if name.lower().endswith(".rels")]
    return {
        (owner, each.id)
        for owner in owners
        for each in relations_of(archive, owner)
        if each.target and each.target not in archive
    }


def _owner(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])


def _resolved(part: str, target: str) -> str:
    path = unquote(target.split("#", maxsplit=1)[0])
    if not path:
        return ""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), path)).lstrip("/")
