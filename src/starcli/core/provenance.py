"""Where each value of a rating comes from, and which it displaced: whose it is, and in which cell it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from starcli.core.assessment import LEVELS, Answer, Entry, Level
from starcli.core.findings import Location
from starcli.core.imports.applying import has_imports
from starcli.core.judgement import Result
from starcli.core.model import Framework
from starcli.core.numbers import plain
from starcli.core.rating import Rating
from starcli.core.text import Text

_OWN = Text("自评", "self")
_CONFIRMED = {"verified": Text("镇街核验", "town"), "reviewed": Text("县级复核", "county")}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of a fact or an indicator: whose it is, by level and in words, and the answer itself.

    `source` is the id of the source: that of the framework for what was imported.
    """

    key: str
    name: Text
    level: Level
    source: str
    whose: Text
    answer: Answer

    @property
    def shown(self) -> str:
        """The value as it is written."""
        value = self.answer.value
        return self.answer.raw if value is None or isinstance(value, str) else plain(value)


@dataclass(frozen=True, slots=True)
class Provenance:
    """The figures that an indicator's value comes from, and those that stand aside for them."""

    counting: tuple[Figure, ...]
    displaced: tuple[Figure, ...]

    @property
    def differing(self) -> tuple[Figure, ...]:
        """Those of the displaced figures that say something else than what counts."""
        same = {(figure.key, figure.shown) for figure in self.counting}
        return tuple(figure for figure in self.displaced if (figure.key, figure.shown) not in same)


def provenance_of(rating: Rating, result: Result) -> Provenance:
    """Where a result of a rating comes from."""
    expression = result.indicator.definition.expression
    keys = dict.fromkeys((result.indicator.id, *(expression.names if expression is not None else ())))
    framework, entries = rating.scheme.framework, rating.assessment.entries
    figures = [each for key in keys if key in entries for each in _figures(key, entries[key], framework)]
    below = LEVELS.index(rating.basis)
    counting = tuple(each for each in figures if each.answer.location in result.sources)
    beside = (each for each in figures if each.answer.location not in result.sources)
    aside = (each for each in beside if each.level == "imported" or LEVELS.index(each.level) <= below)
    return Provenance(counting, tuple(aside) if counting else ())


def is_mixed(rating: Rating) -> bool:
    """Whether any value of a rating is not the unit's own, or stands in the place of one."""
    return has_imports(rating.assessment) or any(result.tier not in (None, "self") for result in rating.results)


def cells_in(places: Iterable[Location], home: str) -> str:
    """The cells that a value came from, each sheet named once; the file too where it is not the form itself."""
    by_sheet: dict[str, list[str]] = {}
    for place in places:
        sheet = place.sheet if not home or place.file in ("", home) else f"{_name(place.file)}!{place.sheet}"
        by_sheet.setdefault(sheet, []).append(place.cell)
    return "; ".join(f"{sheet}!{', '.join(cells)}" if sheet else ", ".join(cells) for sheet, cells in by_sheet.items())


def _name(file: str) -> str:
    """The name of a file without its folders."""
    return file.replace("\\", "/").rpartition("/")[2]


def home_of(rating: Rating) -> str:
    """The file that the form stands in."""
    return rating.assessment.location.file


def whose_in_words(figures: Iterable[Figure]) -> Text:
    """Whose some figures are, each once: `部门数据(信访局)、自评`."""
    once = list(dict.fromkeys(figure.whose for figure in figures))
    return Text("、".join(one.zh for one in once), ", ".join(one.en for one in once))


def _figures(key: str, entry: Entry, framework: Framework) -> Iterator[Figure]:
    """Every answer that an entry has, the lowest level first."""
    name = framework.facts[key].name if key in framework.facts else framework.entries[key].definition.name
    for level in LEVELS:
        if level == "imported":
            if entry.imported is not None:
                whose = framework.settings.sources.get(entry.imported.source, Text.same(entry.imported.source))
                if entry.imported.provider:
                    by = entry.imported.provider
                    whose = Text(f"{whose.zh}（{by}）", f"{whose.en} ({by})")
                yield Figure(key, name, level, entry.imported.source, whose, entry.imported.answer)
        elif level in entry.answers:
            whose = _OWN if level == "self" else _CONFIRMED[level]
            yield Figure(key, name, level, _SOURCES[level], whose, entry.answers[level])


_SOURCES = {"self": "self", "verified": "town", "reviewed": "county"}
