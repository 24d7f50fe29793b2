"""What `--set CODE=VALUE` stands for: answers by the id of a fact, an indicator, an adjustment or a veto.

Values are read as the cells of a form are, but nothing that leaves a doubt there is taken here: whoever types a command
can type it anew.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from starcli.core.assessment import Answer
from starcli.core.findings import Finding, Location, finding
from starcli.core.model import Definition, Fact, Framework
from starcli.core.numbers import ONE
from starcli.core.text import Language, Text, listed
from starcli.core.values import limits_in_words, out_of_limits
from starcli.excel.layouts.form import normalised
from starcli.excel.reading.cells import read_answer, read_count
from starcli.excel.reading.items import Items
from starcli.options import UsageProblem

_ASSIGNED = re.compile(r"\s*(.*?)\s*[=＝]\s*(.*?)\s*", re.DOTALL)
_CLEAR = {"interpreted", "yes-as-number"}
_YES_OR_NO = Text("是、否", "yes or no")
_NO_CODE = Text("编码见自评表的“编码”列", "codes stand in the form's Code column")


def read_settings(texts: Sequence[str], framework: Framework, language: Language) -> Mapping[str, Answer]:
    """The answer that each text stands for, by id. Raises `UsageProblem` with everything that is wrong with them."""
    settings = _Settings(framework)
    for text in texts:
        settings.add(text)
    settings.compare()
    if settings.findings:
        raise UsageProblem(settings.findings, language)
    return settings.given


class _Settings:
    """Collects answers, and what is wrong with the texts."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._items = Items(framework)
        self.given: dict[str, Answer] = {}
        self.findings: list[Finding] = []

    def add(self, text: str) -> None:
        """One `CODE=VALUE`."""
        place = Location(f"--set {text}")
        assigned = _ASSIGNED.fullmatch(text)
        if assigned is None or not assigned[1] or not assigned[2]:
            example = f"{next(iter(self._framework.entries))}={assigned[2] if assigned and assigned[2] else '…'}"
            self.findings.append(finding("set-not-an-assignment", place, text=text, example=example))
            return
        key = self._items.find(assigned[1])
        if key is None:
            self.findings.append(finding("set-unknown", place, text=assigned[1], near=self._near(assigned[1])))
            return
        if key in self.given:
            self.findings.append(finding("set-twice", place, id=key, other=str(self.given[key].location)))
            return
        answer = self._count(key, assigned[2], place) if key in self._items.adjustments else None
        answer = answer or self._answer(key, assigned[2], place)
        self.given[key] = answer

    def compare(self) -> None:
        """A finding for each indicator that is set beside a fact from which it is worked out."""
        for key, answer in self.given.items():
            entry = self._framework.entries.get(key)
            if entry is None or entry.definition.expression is None:
                continue
            facts = [name for name in entry.definition.expression.names if name in self.given]
            if facts:
                names = listed([Text.same(name) for name in facts])
                self.findings.append(finding("set-with-its-facts", answer.location, id=key, facts=names))

    def _near(self, text: str) -> Text:
        names = self._framework.adjusting
        near = [_coded(key, names[key] if key in names else self._item(key).name) for key in self._items.near(text)]
        return Text(f"相近的有：{listed(near).zh}", f"near: {listed(near).en}") if near else _NO_CODE

    def _answer(self, key: str, raw: str, place: Location) -> Answer:
        """A value, or that it does not apply, in words."""
        item = self._item(key)
        read = read_answer(raw, place, self._items.expected[key])
        answer = read.value
        doubtful = any(found.code not in _CLEAR for found in read.findings)
        # A dash in a form says that there is nothing; at a command it may as well be a slip.
        waived = answer.not_applicable and any(sign.isalpha() for sign in raw)
        if doubtful or (answer.value is None and not waived):
            allowed = _allowed(item, percent=self._items.expected[key].target.percent)
            self.findings.append(finding("set-value-unclear", place, text=raw, name=item.name, allowed=allowed))
        elif isinstance(answer.value, Decimal):
            self.findings += out_of_limits(item, answer.value, place)
        return answer

    def _count(self, key: str, raw: str, place: Location) -> Answer:
        """How often an adjustment applies; of a veto, whether it is confirmed."""
        read = read_count(raw, place)
        veto = any(veto.id == key for veto in self._framework.vetoes)
        if read.value is None or (veto and read.value > ONE):
            allowed = _YES_OR_NO if veto else Text("次数，如 1", "how often, such as 1")
            name = self._items.adjustments[key]
            self.findings.append(finding("set-value-unclear", place, text=raw, name=name, allowed=allowed))
        return Answer(read.value, raw, place)

    def _item(self, key: str) -> Fact | Definition:
        fact = self._framework.facts.get(key)
        return fact if fact is not None else self._framework.entries[key].definition


def _allowed(item: Fact | Definition, *, percent: bool) -> Text:
    """What may be written for a fact or an indicator."""
    if isinstance(item, Definition) and item.scale.levels:
        return listed([_level(level, name) for level, name in item.scale.levels.items()])
    bounds = item if isinstance(item, Fact) else item.scale
    limits = limits_in_words(bounds.minimum, bounds.maximum)
    if item.type == "integer":
        sort = Text("整数", "a whole number")
    elif percent:
        sort = Text("百分数，1 以内的带上百分号，如 0.5%", "a percentage, up to 1 with its sign, such as 0.5%")
    else:
        sort = Text("数，单位{measure}", "a number, in {measure}").format(measure=item.measured_in)
    return Text(f"{sort.zh}（{limits.zh}）", f"{sort.en} ({limits.en})") if limits.zh else sort


def _coded(key: str, name: Text) -> Text:
    return Text(f"{key} {name.zh}", f"{key} {name.en}")


def _level(level: str, name: Text) -> Text:
    """A level by its name, with its id where that is another word."""
    if normalised(level) in map(normalised, name.wordings):
        return name
    return Text(f"{name.zh}（{level}）", f"{name.en} ({level})")
