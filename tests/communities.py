"""Lists of parts for the tests: written from tables, read back as flat lists."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sheets import Rows, framework, write

from starcli.core.findings import Finding
from starcli.core.grids.community import Community, Part, parts_of, with_today, without_households
from starcli.core.grids.neighbours import lying
from starcli.excel.reading.community_book import CommunityBook, read_community

LABELS = "| 单位名称 | 云溪社区 |\n| 类型 | 社区 |\n"


def book(path: Path, sheets: Mapping[str, str | Rows]) -> tuple[CommunityBook, list[Finding]]:
    """What is read of a workbook with these sheets."""
    read = read_community(write(path, sheets), framework())
    assert read.value is not None
    return read.value, list(read.findings)


def community(path: Path, sheets: Mapping[str, str | Rows]) -> tuple[Community, list[Finding]]:
    """The unit whose parts a workbook lists, and everything found."""
    known, found = book(path, sheets)
    assert known.parts is not None
    assert known.unit is not None
    parts = parts_of(known.parts.rows)
    today = with_today(parts.value, known.ledger)
    lay = lying(parts.value, known.parts.location, geographic=known.parts.geographic)
    found += (*parts.findings, *without_households(parts.value), *today.findings, *lay.findings)
    whole = Community(
        known.unit,
        parts.value,
        lay.value.neighbours,
        lay.value.source,
        known.ledger,
        today.value,
        known.parts.location,
    )
    return whole, found


def told(parts: Sequence[Part]) -> list[str]:
    """Name and households of every part: `桂苑1幢 60`, with `?` where nobody knows."""
    return [f"{part.name} {'?' if part.households is None else part.households}" for part in parts]


def pairs(whole: Community) -> list[str]:
    """Every pair of neighbours, once: `1幢-2幢`."""
    return [
        f"{whole.parts[one].name}-{whole.parts[other].name}"
        for one, near in enumerate(whole.neighbours or ())
        for other in sorted(near)
        if one < other
    ]


def codes(found: Sequence[Finding], *but: str) -> list[tuple[str, str]]:
    """Cell and code of every finding but for some."""
    passed = ("neighbours-unknown", *but)
    return [(one.location.cell, one.code) for one in found if one.code not in passed]
