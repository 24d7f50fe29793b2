"""Findings: the catalogue in both languages, places, and how grave they are."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import starcli
from starcli.core.catalogue import CATALOGUE, Entry
from starcli.core.findings import NOWHERE, Finding, Location, by_severity, finding, worst
from starcli.core.text import LANGUAGES, Language, Text, counted, listed

ENTRIES = sorted(CATALOGUE.values(), key=lambda entry: entry.code)
MAKERS = {"finding", "add", "RuleParameterError", "_fault"}


def _names(wording: str) -> set[str]:
    """The placeholders of a wording."""
    return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}


def _all_names(entry: Entry) -> set[str]:
    return {
        name for text in (entry.message, entry.advice) for wording in (text.zh, text.en) for name in _names(wording)
    }


def _made() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every place in the source that names a finding: where, its code, and the details given."""
    for file in sorted(Path(starcli.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            code, given = node.args[0].value, [keyword.arg for keyword in node.keywords]
            if name in MAKERS and isinstance(code, str) and code in CATALOGUE and None not in given:
                yield f"{file.name}:{node.lineno}", code, frozenset(str(keyword) for keyword in given)


MADE = list(_made())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
class TestEveryEntry:
    """Every entry of the catalogue."""

    def test_both_languages_name_the_same(self, entry: Entry) -> None:
        """Message and advice have the same placeholders in both languages."""
        assert [_names(entry.message.zh), _names(entry.advice.zh)] == [
            _names(entry.message.en),
            _names(entry.advice.en),
        ]

    def test_details_are_filled_in(self, entry: Entry) -> None:
        """Every placeholder of the message is replaced by its detail."""
        found = Finding(entry.code, NOWHERE, tuple((name, f"<{name}>") for name in _all_names(entry)))
        wanted = [(language, name) for language in LANGUAGES for name in _names(entry.message[language])]
        assert [pair for pair in wanted if f"<{pair[1]}>" not in found.message(pair[0])] == []

    def test_advice_reads_without_braces(self, entry: Entry) -> None:
        """Advice with its details has the braces of an example at most, never a doubled one."""
        found = Finding(entry.code, NOWHERE, tuple((name, "x") for name in _all_names(entry)))
        assert [found.advice(language) for language in LANGUAGES if "{{" in found.advice(language)] == []

    def test_the_key_is_the_code(self, entry: Entry) -> None:
        """An entry is found under its own code."""
        assert CATALOGUE[entry.code] is entry

    def test_wordings_are_not_empty(self, entry: Entry) -> None:
        """Message and advice say something in both languages."""
        wordings = (entry.message.zh, entry.message.en, entry.advice.zh, entry.advice.en)
        assert [wording for wording in wordings if not wording.strip()] == []


@pytest.mark.parametrize(("code", "given"), [made[1:] for made in MADE], ids=[f"{m[0]}-{m[1]}" for m in MADE])
def test_whoever_makes_a_finding_gives_its_details(code: str, given: frozenset[str]) -> None:
    """A place in the source that makes a finding gives every detail that its wording names."""
    assert _all_names(CATALOGUE[code]) - given == set()


def test_codes_stand_in_one_file_of_the_catalogue_only() -> None:
    """No code stands in two files of the catalogue."""
    rows = [
        node.elts[0].value
        for file in sorted((Path(starcli.__file__).parent / "core" / "catalogue").glob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Tuple) and len(node.elts) == 5 and isinstance(node.elts[0], ast.Constant)
    ]
    assert sorted(map(str, rows)) == [entry.code for entry in ENTRIES]


def test_an_unknown_code_is_an_error() -> None:
    """A finding that the catalogue does not know cannot be made."""
    with pytest.raises(KeyError):
        finding("no-such-thing")


@pytest.mark.parametrize(
    ("location", "written", "within"),
    [
        (Location("a.xlsx", "Data", "E5"), "a.xlsx!Data!E5", "Data!E5"),
        (Location("a.xlsx", "Data"), "a.xlsx!Data", "Data"),
        (Location("a.xlsx"), "a.xlsx", ""),
        (Location(cell="E5"), "E5", "E5"),
        (Location("framework.yaml", line=12), "framework.yaml:12", ""),
        (Location("a.xlsx", "Data", "E5").at("F6"), "a.xlsx!Data!F6", "Data!F6"),
        (NOWHERE, "", ""),
    ],
)
def test_places_as_they_are_written(location: Location, written: str, within: str) -> None:
    """A place is written as file, sheet and cell, or as file and line, without what is not known."""
    assert (str(location), location.within) == (written, within)


@pytest.mark.parametrize(
    ("language", "message"),
    [("zh", "A-1 指标未填报：缺甲、乙"), ("en", "A-1 indicator is missing: no x, y")],
)
def test_a_detail_follows_the_language(language: Language, message: str) -> None:
    """A detail with two wordings is shown in the language of the message."""
    what = listed([Text("甲", "x"), Text("乙", "y")])
    found = finding("missing-value", id="A-1", name=Text("指标", "indicator"), what=what)
    assert found.message(language) == message


ERROR, WARNING, NOTE = finding("path-missing"), finding("row-repeated"), finding("sheet-not-read")


@pytest.mark.parametrize(
    ("findings", "gravest"),
    [([NOTE, ERROR, WARNING], "error"), ([NOTE, WARNING], "warning"), ([NOTE], "note"), ([], None)],
)
def test_the_gravest_of_several(findings: list[Finding], gravest: str | None) -> None:
    """The gravest severity among findings is an error before a warning before a note."""
    assert worst(findings) == gravest


def test_the_gravest_stand_first() -> None:
    """Findings are listed by severity, and those of one severity in the order of discovery."""
    second = finding("path-missing", Location("b"))
    assert by_severity([NOTE, second, WARNING, ERROR]) == (second, ERROR, WARNING, NOTE)


def test_nouns_follow_their_number() -> None:
    """An English noun takes its plural unless there is just one."""
    assert [counted(number, "gate") for number in (0, 1, 2)] == ["0 gates", "1 gate", "2 gates"]
