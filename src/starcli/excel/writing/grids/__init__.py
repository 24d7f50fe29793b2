"""Grids -> workbooks: the ledger ready to fill, and the state of all grids of an area."""
