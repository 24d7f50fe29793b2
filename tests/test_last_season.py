"""What is kept of a form of last season, and what of it a new form begins with."""

from dataclasses import replace
from decimal import Decimal

import pytest
from factory import Item, fact, form, framework_of, row

from starcli.core.assessment import Assessment, Entry, Unit
from starcli.core.filling import Row
from starcli.core.findings import Location
from starcli.core.last_season import LastForm, begun, last_form
from starcli.core.model import Framework
from starcli.core.scale import Value
from starcli.core.scheme import resolve
from starcli.core.text import FormLanguage

STEADY = ("posts", "A-2", "A-4")


def small() -> Framework:
    """A rate of two facts, a number, a whole number and a level; of each sort one is steady."""
    items = (
        Item("A-1", value="100 * filled / posts"),
        Item("A-2", high="50"),
        Item("A-3", type="integer"),
        Item("A-4", type="level", rule={"categories": {"A": "1", "B": "0.8", "C": "0"}}),
    )
    known = framework_of(items, [fact("filled", whole=True), fact("posts", high="9")])
    facts = {key: replace(each, steady=key in STEADY) for key, each in known.facts.items()}
    entries = {
        key: replace(entry, definition=replace(entry.definition, steady=key in STEADY))
        for key, entry in known.entries.items()
    }
    return replace(known, facts=facts, entries=entries)


KNOWN = small()
SCHEME = resolve(KNOWN, "village", "default")


def values(assessment: Assessment) -> dict[str, Value | None]:
    """What is kept of an assessment."""
    return dict(last_form(assessment, KNOWN).values)


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        (row("posts", own="5"), "5"),
        (row("posts", own="5", verified="6"), "6"),
        (row("posts", own="5", verified="6", reviewed="7"), "7"),
        (row("posts", reviewed="7"), "7"),
        (row("posts", own="5", reviewed="10"), None),
        (row("posts", own="5", reviewed="??"), None),
        (row("posts", own="n/a", reviewed="7"), "7"),
        (row("posts", claim=True, verified="6"), "6"),
    ],
)
def test_the_value_that_counted_in_the_end(entry: Entry, value: str | None) -> None:
    """The county's value is above the town's, and that above the unit's own; one that cannot count is left out."""
    kept = {} if value is None else {"posts": Decimal(value)}
    assert values(form({"posts": entry})) == kept


@pytest.mark.parametrize(
    "entry",
    [
        row("A-2", "无设施", own="n/a", verified="n/a"),
        row("A-2", verified="n/a"),
        row("A-2", "无设施", claim=True, reviewed="n/a"),
        row("A-2", "无设施", own="n/a"),
        row("A-2", claim=True),
    ],
)
def test_what_did_not_apply(entry: Entry) -> None:
    """It is kept as such, whether the town has confirmed it or not: that is what stood in the form."""
    assert values(form({"A-2": entry})) == {"A-2": None}


@pytest.mark.parametrize(
    ("key", "said", "kept"),
    [("A-2", "50", True), ("A-2", "50.1", False), ("A-3", "7", True), ("A-3", "7.5", False), ("A-4", "B", True)],
)
def test_values_beyond_their_limits(key: str, said: str, kept: bool) -> None:
    """What an indicator cannot be did not count, and is left out."""
    assert list(values(form({key: said}))) == ([key] if kept else [])


def test_a_blank_row() -> None:
    """Nothing is kept of it."""
    assert values(form({"posts": row("posts")})) == {}


def test_whose_form_it_is() -> None:
    """The unit goes with the values, and where they stood."""
    kept = last_form(form({}, unit=Unit(name="石门村")), KNOWN)
    assert (kept.unit.name, kept.location, kept.listed_as, kept.party) == ("石门村", Location("form"), None, "")


def last(**known: Value | None) -> LastForm:
    """A form of last season with these values."""
    return LastForm(Unit(), Location(), {key.replace("_", "-"): value for key, value in known.items()})


def test_what_is_steady_is_filled_in() -> None:
    """Every row shows its last value; only what is steady is the unit's own value again."""
    rows = begun(SCHEME, last(filled=Decimal(4), posts=Decimal(5), A_2=Decimal("1.5"), A_3=Decimal(2)), "zh")
    assert rows == {
        "filled": Row(last=Decimal(4)),
        "posts": Row({"self": Decimal(5)}, last=Decimal(5)),
        "A-2": Row({"self": Decimal("1.5")}, last=Decimal("1.5")),
        "A-3": Row(last=Decimal(2)),
    }


@pytest.mark.parametrize(
    ("language", "level", "word"),
    [("zh", "B级", "不适用"), ("en", "level B", "not applicable"), ("both", "B级 level B", "不适用 not applicable")],
)
def test_words_are_those_of_the_form(language: FormLanguage, level: str, word: str) -> None:
    """Levels stand as they are chosen in the form's language; what did not apply is shown and never filled in."""
    rows = begun(SCHEME, last(A_4="B", posts=None), language)
    assert rows == {"A-4": Row({"self": level}, last=level), "posts": Row(last=word)}


@pytest.mark.parametrize("known", [{"A_4": "Z"}, {"A_4": Decimal(2)}, {"A_2": "B"}, {"A_1": Decimal(80)}, {"X": None}])
def test_what_the_form_no_longer_asks(known: dict[str, Value | None]) -> None:
    """A level or a row that this season's form does not have is left out."""
    assert begun(SCHEME, last(**known), "zh") == {}
