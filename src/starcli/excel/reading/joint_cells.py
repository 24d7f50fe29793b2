"""One cell for several columns of a ledger: opinion, checker and day of a check below a heading that names them all.

`镇街核验意见/人/日期` stands above `同意，组织干事，2022.12.5`. The day is known by its spelling, an opinion by its
words; what is left is whoever checked.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from starcli.core.findings import Finding, Location, finding
from starcli.core.plans.filled_plan import FilledRow
from starcli.excel.layouts.form import normalised
from starcli.excel.reading.dates import read_date

_COUNTY, _TOWN = re.compile(r"复核|县"), re.compile(r"核验|镇|乡|街道")
_ASKED = (("opinion", re.compile(r"意见")), ("checker", re.compile(r"人")), ("date", re.compile(r"日期|时间")))
_DAY = re.compile(
    r"(?:\d{4}|\d{2})\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?|\d{1,2}\s*月\s*\d{1,2}\s*[日号]|\d{8}", re.ASCII
)
_BETWEEN = re.compile(r"[\s,，;；、/|:：()（）]+")
_OPINION = re.compile(r"拟?同意.*|予以.*|.*(?:通过|属实|合格|符合|达标|认可|到位|销号).*|[不未退驳].*|经.*")
_LONGEST_NAME = 8


@dataclass(frozen=True, slots=True)
class Parted:
    """What a joint cell says, each empty where it does not."""

    opinion: str = ""
    checker: str = ""
    day: str = ""


def joint_columns(heading: str) -> tuple[str, ...]:
    """The columns of a ledger that a heading names together; none for one that names a single column."""
    word = normalised(heading)
    tier = "county" if _COUNTY.search(word) else "town" if _TOWN.search(word) else ""
    named = [name for name, sign in _ASKED if sign.search(word)] if tier else []
    columns = tuple(f"{tier}_{name}" for name in named if (tier, name) != ("county", "checker"))
    return columns if len(columns) > 1 else ()


def part(text: str) -> Parted:
    """The opinion, the checker and the day in a cell."""
    day = _DAY.search(text)
    rest = text if day is None else f"{text[: day.start()]} {text[day.end() :]}"
    words = [word for word in _BETWEEN.split(rest) if word]
    opinions = [word for word in words if _OPINION.fullmatch(word) or len(word) > _LONGEST_NAME]
    checkers = [word for word in words if word not in opinions]
    return Parted("，".join(opinions), "、".join(checkers), day[0] if day is not None else "")


def with_joint_cells(row: FilledRow, year: int | None) -> tuple[FilledRow, tuple[Finding, ...]]:
    """A row with what its joint cells say in the columns that it has no cells for, and a note on each of them.

    A day in the cell that asks whether a row is closed is the day on which it was.
    """
    texts, places, days = dict(row.texts), dict(row.places), dict(row.days)
    found: list[Finding] = []
    for heading, text in row.texts.items():
        wanted = [column for column in joint_columns(heading) if column not in row.places]
        if not wanted:
            continue
        place, parted = row.place(heading), part(text)
        said = {column: getattr(parted, _PART[column.rpartition("_")[2]]) for column in wanted}
        places |= dict.fromkeys(wanted, place)
        texts |= {column: words for column, words in said.items() if words}
        day = _day(parted.day, place, year, found)
        if day is not None:
            days |= {column: day for column in wanted if column.endswith("_date")}
        read = "；".join(words for words in said.values() if words)
        found.append(finding("interpreted", place, text=text, value=read or "—"))
    if _DAY.fullmatch(row.text("closed").strip()):
        day = _day(row.text("closed"), row.place("closed"), year, found)
        days |= {"closed": day} if day is not None else {}
    return replace(row, texts=texts, places=places, days=days), tuple(found)


_PART = {"opinion": "opinion", "checker": "checker", "date": "day"}


def _day(text: str, place: Location, year: int | None, found: list[Finding]) -> date | None:
    if not text:
        return None
    read = read_date(text, place, year)
    found += read.findings
    return read.value.last if read.value is not None else None
