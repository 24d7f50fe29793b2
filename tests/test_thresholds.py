"""`cross_checks` of a framework: what it says, what stands where it says nothing, and what it may not name."""

from decimal import Decimal
from pathlib import Path

import pytest
from frameworks import Edit, found, loaded, marked, write

from starcli.core.thresholds import Claiming, Copying, CrossChecks, OverClaiming, Peers, Watch
from starcli.definitions import load_framework

SECTION = """\
cross_checks:
  seasons:
    rise: 150
    cumulative: [held, B-01]
    compared:
      planned: {}
      held: {rise: 300, drop: 20}
  copied: {digits: 2, share: 0.6}
  peers: {measures: [次], times: 100}
  claims: {total: 1}
  over_claims: {deduction: Q, share: 0.2, of: total}
deductions:
  cap: 1
  items:
    Q: {name: {zh: 扣, en: Deduction}, points: 0.5}
kinds:"""


def with_section(section: str) -> list[Edit]:
    """The small framework with something before its kinds."""
    return [Edit("framework.yaml", "kinds:", section)]


def test_a_framework_without_thresholds_has_the_usual_ones(tmp_path: Path) -> None:
    """Nothing is watched from season to season, no money is known, no deduction is proposed; the rest has defaults."""
    assert loaded(write(tmp_path)).cross_checks == CrossChecks()


def test_what_a_framework_says_stands(tmp_path: Path) -> None:
    """Each threshold is data; a figure without limits of its own has those of the seasons."""
    assert loaded(write(tmp_path, with_section(SECTION))).cross_checks == CrossChecks(
        watched={
            "held": Watch(cumulative=True, rise=Decimal(300), drop=Decimal(20)),
            "B-01": Watch(cumulative=True),
            "planned": Watch(rise=Decimal(150), drop=Decimal(50)),
        },
        copying=Copying(digits=2, share=Decimal("0.6")),
        peers=Peers(("次",), Decimal(100)),
        claiming=Claiming(total=Decimal(1)),
        over_claiming=OverClaiming("Q", Decimal("0.2"), "total"),
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cumulative: [held, B-01]", "cumulative:\n      - heldd  # ! unknown-id\n#"),
        ("cumulative: [held, B-01]", "cumulative:\n      - held\n      - A-02  # ! unknown-id\n#"),
        ("      planned: {}", "      plan: {}  # ! unknown-id"),
        ("{rise: 300, drop: 20}", "\n        rise: 0  # ! definition-invalid"),
        ("{rise: 300, drop: 20}", "\n        drop: 101  # ! definition-invalid"),
        ("{rise: 300, drop: 20}", "\n        rise: much  # ! not-a-number"),
        ("{rise: 300, drop: 20}", "\n        risen: 1  # ! unknown-key"),
        ("copied: {digits: 2, share: 0.6}", "copied:\n    share: 1.5  # ! definition-invalid"),
        ("{deduction: Q, share: 0.2, of: total}", "\n    deduction: D  # ! unknown-id"),
        ("{deduction: Q, share: 0.2, of: total}", "\n    of: unit  # ! definition-invalid"),
    ],
)
def test_a_fault_is_named_on_its_line(tmp_path: Path, old: str, new: str) -> None:
    """An id that is no figure or no deduction, and a threshold out of range, are faults of the framework."""
    folder = write(tmp_path, with_section(SECTION.replace(old, new)))
    assert found(load_framework(folder).findings) == marked(folder)
