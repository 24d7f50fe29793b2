"""Idle rooms for units as a workbook: the proposal, the units before and after, the ledger."""
