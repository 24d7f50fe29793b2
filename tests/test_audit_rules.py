"""`audit` of a framework: what it says of quotas, risk and copies, and what stands where it says nothing."""

from decimal import Decimal
from pathlib import Path

import pytest
from audit_units import audited, subject
from frameworks import Edit, found, loaded, marked, write

from starcli.core.audit.rules import WEIGHTS, AuditRules, RiskRules
from starcli.definitions import load_framework

SECTION = """\
audit:
  quota: {share: 12.5, least: 5, most: 25, by_lot: 50}
  checked: 60
  letters: 40
  risk:
    weights: {near-grade: 5, jump: 0}
    near: 1.5
    gates: 3
    full: 0.9
    over: 0.2
    jump: 8
    doubts: 4
    stated: 6
kinds:"""


def with_section(section: str) -> list[Edit]:
    """The small framework with something before its kinds."""
    return [Edit("framework.yaml", "kinds:", section)]


def test_a_framework_that_says_nothing_has_the_usual_rules(tmp_path: Path) -> None:
    """15% of everybody, usually 10% to 20%, a fifth of them by lot."""
    rules = loaded(write(tmp_path)).audit
    assert rules == AuditRules()
    assert (str(rules.quota), str(rules.least), str(rules.most), str(rules.random)) == ("15", "10", "20", "20")


def test_what_a_framework_says_of_audits(tmp_path: Path) -> None:
    """A weight that it does not name is the usual one."""
    number = Decimal
    risk = RiskRules(
        weights={**WEIGHTS, "near-grade": number(5), "jump": number(0)},
        near=number("1.5"), gates=3, full=number("0.9"), over=number("0.2"), jump=number(8), doubts=4, stated=6,
    )  # fmt: skip
    assert loaded(write(tmp_path, with_section(SECTION))).audit == AuditRules(
        quota=number("12.5"), least=number(5), most=number(25), random=number(50), checked=number(60), letters=40,
        risk=risk,
    )  # fmt: skip


@pytest.mark.parametrize(
    "section",
    [
        "audit: {quota: {share: 0}}  # ! definition-invalid\nkinds:",
        "audit: {risk: {weights: {moon: 3}}}  # ! definition-invalid\nkinds:",
        "audit: {risk: {weights: {jump: -1}}}  # ! definition-invalid\nkinds:",
        "audit: {luck: 3}  # ! unknown-key\nkinds:",
    ],
)
def test_what_a_framework_must_not_say(tmp_path: Path, section: str) -> None:
    """Each fault is found on its line."""
    folder = write(tmp_path, with_section(section))
    read = load_framework(folder)
    assert read.value is None
    assert found(read.findings) == marked(folder)


def test_an_audit_goes_by_the_rules_of_its_framework() -> None:
    """Unless whoever asks has others."""
    assert audited([subject("甲村")]).rules == AuditRules()
