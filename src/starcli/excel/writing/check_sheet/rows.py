"""What stands in each row of a check sheet before anybody fills it in."""

from collections.abc import Mapping
from dataclasses import dataclass

from starcli.core.assessment import Assessment, Entry
from starcli.core.checking.items import CheckItem
from starcli.core.checking.stamp import own_value
from starcli.core.filling import Question
from starcli.core.imports.applying import without_imports
from starcli.core.judgement import Result
from starcli.core.rating import Rating, rate
from starcli.core.relations import spoken
from starcli.core.text import Text
from starcli.core.words import NOT_APPLICABLE
from starcli.excel.layouts.check_sheet import CheckColumn
from starcli.excel.writing.page import Content

_INDENT = "\u3000· "
_LONGEST = 80
"""So many characters of evidence are shown: a row is to fit on a page."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: its contents by column, what may be typed as its verified value, and whether a verdict belongs into it."""

    key: str
    contents: Mapping[CheckColumn, Content]
    asked: Question | None
    has_verdict: bool


def rows_of(item: CheckItem, rating: Rating) -> list[SheetRow]:
    """The row of an indicator, and those of the facts that are verified with it."""
    content = _Content(rating)
    if item.is_typed:
        (figure,) = (each for each in item.figures if each.id == item.indicator.id)
        others = [each for each in item.figures if each is not figure]
        return [content.indicator(item, figure), *(content.fact(each) for each in others)]
    return [content.indicator(item, None), *(content.fact(each) for each in item.figures)]


class _Content:
    def __init__(self, rating: Rating) -> None:
        self._rating = rating
        self._form: Assessment = rating.assessment
        claimed = without_imports(self._form)
        self._claimed = rating if claimed is self._form else rate(rating.scheme, claimed, rating.basis)
        self._facts = rating.scheme.framework.facts

    def indicator(self, item: CheckItem, figure: Question | None) -> SheetRow:
        indicator, result = item.indicator, self._claimed.result(item.indicator.id)
        entry = self._form.entries.get(indicator.id, Entry())
        contents: dict[CheckColumn, Content] = {
            "code": indicator.id,
            "name": self._name(item),
            "measure": indicator.definition.measured_in,
            "own": self._own(figure, entry) if figure is not None else _worked_out(result),
            "cell": entry.location.within if figure is not None else None,
            "evidence": self._evidence(item),
            "given": self._supplied(indicator.id),
            "rule": indicator.rule.describe(),
            "requirement": self._requirements(item),
        }
        return SheetRow(indicator.id, contents, figure, has_verdict=True)

    def fact(self, figure: Question) -> SheetRow:
        entry = self._form.entries.get(figure.id, Entry())
        name = figure.asked.name
        contents: dict[CheckColumn, Content] = {
            "code": figure.id,
            "name": Text(f"{_INDENT}{name.zh}", f"{_INDENT}{name.en}"),
            "measure": figure.measured_in,
            "own": self._own(figure, entry),
            "cell": entry.location.within,
            "given": self._supplied(figure.id),
        }
        return SheetRow(figure.id, contents, figure, has_verdict=False)

    def _name(self, item: CheckItem) -> Text:
        """The indicator, how it is worked out, and where facts stand that are verified elsewhere."""
        name, expression = item.indicator.name, item.indicator.definition.expression
        zh, en = [name.zh], [name.en]
        if expression is not None and len(expression.names) > 1:
            words = spoken(expression.source, self._facts, {})
            zh.append(f"＝{words.zh}")
            en.append(f"= {words.en}")
        for key, code in item.elsewhere.items():
            zh.append(f"（“{self._facts[key].name.zh}”在 {code} 核）")
            en.append(f"({self._facts[key].name.en}: verified with {code})")
        return Text("\n".join(zh), "\n".join(en))

    @staticmethod
    def _own(figure: Question, entry: Entry) -> Content:
        """What the unit reported: its value, that it does not apply, or whatever it wrote where nobody can tell."""
        value = own_value(entry)
        if value is not None:
            return figure.levels.get(value, Text.same(value)) if isinstance(value, str) else value
        if entry.claimed is not None:
            return NOT_APPLICABLE
        own = entry.answers.get("self")
        return own.raw if own is not None else None

    def _evidence(self, item: CheckItem) -> Text:
        """The evidence that the unit named with any of the figures, each once; of a long list the beginning."""
        entries = [self._form.entries.get(key, Entry()) for key in (item.indicator.id, *item.keys)]
        named = {entry.evidence: entry.location.within for entry in reversed(entries) if entry.evidence}
        whole = "；".join(reversed(named))
        if len(whole) <= _LONGEST:
            return Text.same(whole)
        begun, row = whole[:_LONGEST].rstrip(), next(reversed(named.values()))
        return Text(f"{begun}……（全文见 {row} 一行）", f"{begun} … (in full in the row of {row})")

    def _supplied(self, key: str) -> str | None:
        """What a department or a survey supplied, and who."""
        imported = self._form.entries.get(key, Entry()).imported
        if imported is None:
            return None
        by = imported.provider or self._rating.scheme.framework.settings.sources.get(imported.source, Text.same("")).zh
        return f"{imported.answer.raw}\n{by}" if by else imported.answer.raw

    def _requirements(self, item: CheckItem) -> Text:
        """What each grade requires, a line a grade; gates say so."""
        lines: list[Text] = []
        for grade in self._rating.scheme.grades:
            requirement = item.indicator.requirements.get(grade.id)
            if requirement is None:
                continue
            words, gate = requirement.words(), grade.id in item.indicator.gates
            zh = f"{grade.name.zh} {words.zh}{'（必达）' if gate else ''}"
            lines.append(Text(zh, f"{grade.name.en} {words.en}{' (gate)' if gate else ''}"))
        return Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))


def _worked_out(result: Result) -> Content:
    """The value that the unit's own facts give."""
    if result.outcome == "not_applicable":
        return NOT_APPLICABLE
    if isinstance(result.value, str):
        return result.indicator.definition.scale.levels.get(result.value, Text.same(result.value))
    return result.value
