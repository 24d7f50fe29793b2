"""All that a form can ask for, by one framework: its items by code and by name, and what belongs into their cells."""

import difflib
import re
from collections.abc import Iterator, Mapping

from starcli.core.model import Framework
from starcli.core.text import Text
from starcli.excel.layouts.form import normalised, unbracketed
from starcli.excel.reading.cells import Expected, expected_level, expected_number

_IN_BRACKETS = re.compile(r"\(([^()]*)\)$")
_CODE_BEFORE = re.compile(r"[\s:：、.(（]+")


class Items:
    """The facts, indicators and adjustments of a framework; look-ups are made once."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.expected: Mapping[str, Expected] = _expected(framework)
        adjustments = framework.adjusting
        self.adjustments = adjustments
        names = _names(framework, adjustments)
        self._by_word = {word: keys[0] for word, keys in names.items() if len(keys) == 1}
        self._codes = {normalised(key): key for key in (*framework.facts, *framework.entries, *adjustments)}
        self._by_word |= self._codes
        self._shared = {word: keys for word, keys in names.items() if len(keys) > 1}
        self.kind_words = tuple(
            normalised(word)
            for kind in framework.kinds.values()
            for word in (kind.name.zh, kind.name.en, *kind.aliases)
        )
        """The words by which names of units end."""
        self._dimensions = {
            normalised(word): dimension.id
            for dimension in framework.dimensions.values()
            for word in (dimension.id, *dimension.name.wordings)
        }

    def find(self, text: str) -> str | None:
        """The item of a code, or of the exact name of one item alone."""
        return self._by_word.get(normalised(text))

    def of_row(self, code: str, name: str) -> str | None:
        """The item of a row, by its code, else by its exact name."""
        return self.find(code) if normalised(code) else self.find(name)

    def in_dimension(self, name: str, dimension: str) -> str | None:
        """The one indicator with a name that several items share, in the dimension that a text names."""
        keys = self._shared.get(normalised(name), ())
        wanted = self._dimensions.get(unbracketed(normalised(dimension)))
        entries = self.framework.entries
        fitting = [key for key in keys if key in entries and entries[key].definition.dimension == wanted]
        return fitting[0] if len(fitting) == 1 else None

    def is_dimension(self, text: str) -> bool:
        """Whether a text names a dimension."""
        return unbracketed(normalised(text)) in self._dimensions

    def headed(self, heading: str) -> str | None:
        """The item that a heading names: a code or a name, with a measure in brackets, or a code before other words."""
        word = normalised(heading)
        if word in self._by_word or not word:
            return self._by_word.get(word)
        bare, bracket = unbracketed(word), _IN_BRACKETS.search(word)
        if bracket is not None and self.is_measure(bracket[1]):
            return self._by_word.get(bare)
        first, _, rest = _CODE_BEFORE.sub("\n", heading.strip(), count=1).partition("\n")
        # A code of letters alone could be a word of a sentence.
        code = None if first.isalpha() else self._codes.get(normalised(first))
        return code if self._by_word.get(normalised(rest), code) == code else None

    def near(self, text: str) -> tuple[str, ...]:
        """The items whose code or name is nearest to a text that is none; never taken, only proposed."""
        words = difflib.get_close_matches(normalised(text), self._by_word, n=3, cutoff=0.7) if text else []
        return tuple(dict.fromkeys(self._by_word[word] for word in words))

    def is_measure(self, word: str) -> bool:
        """Whether anything in the form can be measured in it."""
        return any(word in each.target.measures for each in self.expected.values())


def _expected(framework: Framework) -> dict[str, Expected]:
    """What belongs into the cells of each fact and indicator."""
    expected = {key: expected_number(fact, framework) for key, fact in framework.facts.items()}
    for key, entry in framework.entries.items():
        definition = entry.definition
        levels = definition.type in ("level", "yes-no")
        expected[key] = expected_level(definition) if levels else expected_number(definition, framework)
    return expected


def _names(framework: Framework, adjustments: Mapping[str, Text]) -> dict[str, list[str]]:
    """The items of every name; a name that several share stands for none of them by itself."""
    names: dict[str, list[str]] = {}
    for key, word in _named(framework, adjustments):
        keys = names.setdefault(normalised(word), [])
        if key not in keys:
            keys.append(key)
    return names


def _named(framework: Framework, adjustments: Mapping[str, Text]) -> Iterator[tuple[str, str]]:
    for key, fact in framework.facts.items():
        yield from ((key, word) for word in (*fact.name.wordings, *fact.aliases))
    for key, entry in framework.entries.items():
        yield from ((key, word) for word in entry.definition.name.wordings)
    for key, name in adjustments.items():
        yield from ((key, word) for word in name.wordings)
