"""Grids: the ledger of a unit's grids, what follows from it, and how a unit may be divided anew."""
