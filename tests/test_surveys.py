"""Surveys as a framework defines them: what their answers count, and the mistakes one can make."""

from decimal import Decimal
from pathlib import Path

import pytest
from frameworks import Edit, Edits, found, marked, write

from starcli.definitions import load_framework

POLL = """\
surveys:
  poll:
    name: {zh: 测评, en: Poll}
    aliases: [民意测验]
    points: held
    valid: planned
    answers:
      good: {name: {zh: 好, en: Good}, counts: 1}
      poor:
        name: {zh: 差, en: Poor}
        counts: 0
version: 1.0.0
"""


def _poll(*changes: tuple[str, str]) -> Edits:
    """The small framework with a survey, and words of the survey replaced."""
    text = POLL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return [Edit("framework.yaml", "version: 1.0.0\n", text)]


FAULTS: dict[str, Edits] = {
    "fact that points add up to": _poll(("points: held", "points: hold  # ! unknown-id")),
    "fact of the valid ones": _poll(("valid: planned", "valid: plan  # ! unknown-id")),
    "parts of a whole figure": _poll(("counts: 0", "counts: 0.5  # ! survey-counts-parts")),
    "answer that counts more than one": _poll(("counts: 0", "counts: 2  # ! definition-invalid")),
    "answer that counts less than nothing": _poll(("counts: 0", "counts: -1  # ! definition-invalid")),
    "answer without a name": _poll(
        ("      poor:", "      poor:  # ! missing-key"), ("        name: {zh: 差, en: Poor}\n", "")
    ),
    "unknown key of a survey": _poll(("    points:", "    weight: 1  # ! unknown-key\n    points:")),
}


@pytest.mark.parametrize("edits", FAULTS.values(), ids=FAULTS.keys())
def test_a_mistake_is_one_finding_on_its_line(edits: Edits, tmp_path: Path) -> None:
    """A survey that cannot be meant so is found once, where it stands."""
    write(tmp_path, edits)
    assert found(load_framework(tmp_path).findings) == marked(tmp_path)


def test_parts_of_a_figure_that_has_decimals(tmp_path: Path) -> None:
    """An answer may count in part where the fact is no whole number."""
    decimals = Edit("a.yaml", "en: times}, type: integer", "en: times}, type: number", after="held")
    write(tmp_path, [*_poll(("counts: 0", "counts: 0.5")), decimals])
    loaded = load_framework(tmp_path)
    assert loaded.value is not None
    (survey,) = loaded.value.surveys.values()
    assert (loaded.findings, [answer.counts for answer in survey.answers]) == ((), [1, Decimal("0.5")])
    assert (survey.points, survey.valid, survey.aliases) == ("held", "planned", ("民意测验",))


def test_a_framework_without_surveys(tmp_path: Path) -> None:
    """None is needed."""
    write(tmp_path, [])
    framework = load_framework(tmp_path).value
    assert framework is not None
    assert framework.surveys == {}
