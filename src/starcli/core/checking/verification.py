"""A unit's form, what the guidance group found of it, and what that changes: for the ledger of a whole run."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import Unit
from starcli.core.checking.displaced import DisplacedLedger
from starcli.core.checking.verdicts import Checked, Verdicts
from starcli.core.findings import Finding, Location
from starcli.core.numbers import ZERO


@dataclass(frozen=True, slots=True)
class Verification:
    """One unit: its form, the ledger of what is displaced in it, and what its check sheet says.

    The ledger is None for a form without a rating, the verdicts for one without a check sheet that counts.
    """

    unit: Unit
    location: Location
    ledger: DisplacedLedger | None
    verdicts: Verdicts | None
    findings: tuple[Finding, ...] = ()

    @property
    def difference(self) -> Decimal:
        """By how much its total is lower than by its own values."""
        return self.ledger.difference if self.ledger is not None else ZERO

    def checked(self, indicator: str) -> Checked | None:
        """What was found of an indicator; None where nobody looked."""
        return self.verdicts.of(indicator) if self.verdicts is not None else None


@dataclass(frozen=True, slots=True)
class VerificationRun:
    """Every unit of a run, and what was found of the run as a whole."""

    each: tuple[Verification, ...]
    notes: tuple[Finding, ...] = ()

    @property
    def checked(self) -> Sequence[Verification]:
        """The units with a check sheet."""
        return [one for one in self.each if one.verdicts is not None]

    @property
    def unchecked(self) -> Sequence[Verification]:
        """The rated units without one."""
        return [one for one in self.each if one.verdicts is None and one.ledger is not None]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found."""
        return (*self.notes, *(found for one in self.each for found in one.findings))
