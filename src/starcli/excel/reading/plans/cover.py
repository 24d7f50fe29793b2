"""Whose plan it is, which grade it is for, and when it was drawn up: the labels of a plan, and the title above it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.text import listed
from starcli.excel.opening.book import Sheet, address, as_text
from starcli.excel.reading.claims import ClaimReader
from starcli.excel.reading.dates import read_date
from starcli.excel.reading.unit import Field, Fields

_TITLE_ROWS = 4
_TITLE = re.compile(
    r"(?P<name>\S{2,30}?)\s*[“\"「]?(?:\d{4}年(?:度|第?[一二三四1-4]季度)?)?(?:争星晋位|全域建强)?[、,，]?(?:全域建强)?[”\"」]?\s*"
    r"[“\"「]?(?:一村一策|一社一策|整改)[”\"」]?[^\s:：]{0,12}"
)
_UNFILLED = re.compile(r"[\s_＿.…年月日:：]*|.{0,20}[:：]|日期|签字|盖章|date|signature|seal", re.IGNORECASE)
_STARS = re.compile(r"\s*[★☆]+$")


@dataclass(frozen=True, slots=True)
class Aims:
    """What a plan is for and since when, with what stands beside its labels and where."""

    target: str
    drawn_up: date | None
    texts: Mapping[str, str]
    places: Mapping[str, Location]


def title_name(book: str, sheet: Sheet, top: int) -> Field | None:
    """The unit in a title such as `王阜乡胡家坪村一村一策方案`; None where none of the first rows is one."""
    for row in range(min(top, _TITLE_ROWS, len(sheet.rows))):
        filled = [(at, text) for at, cell in enumerate(sheet.rows[row]) if (text := as_text(cell))]
        if len(filled) == 1:
            found = _TITLE.fullmatch("".join(filled[0][1].split()))
            if found is not None:
                return Field(found["name"], Location(book, sheet.name, address(row, filled[0][0])))
    return None


class AimReader:
    """Reads what a plan is for, by one framework."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._claims = ClaimReader(framework)

    def read(self, fields: Fields) -> Read[Aims]:
        """The aims; a finding for a target that is no grade, and for a date that is none."""
        found: list[Finding] = []
        target = self._target(fields, found)
        drawn_up = _drawn_up(fields, found)
        said = {key: field for key, field in fields.items() if not _UNFILLED.fullmatch(field.text)}
        texts = {key: field.text for key, field in said.items()}
        places = {key: field.location for key, field in fields.items()}
        return Read(Aims(target, drawn_up, texts, places), tuple(found))

    def _target(self, fields: Fields, found: list[Finding]) -> str:
        field = fields.get("target")
        if field is None or _UNFILLED.fullmatch(field.text):
            return ""
        grade = self._claims.grade(field.text) or self._claims.grade(_STARS.sub("", field.text))
        if isinstance(grade, str):
            return grade
        known = listed([grade.name for grade in self._framework.grades])
        found.append(finding("plan-target-unknown", field.location, text=field.text, known=known))
        return ""


def _drawn_up(fields: Fields, found: list[Finding]) -> date | None:
    """The day on which a plan was drawn up; of a longer time its first day."""
    field = fields.get("date")
    if field is None or _UNFILLED.fullmatch(field.text):
        return None
    read = read_date(field.text, field.location)
    found += read.findings
    return read.value.first if read.value is not None else None
