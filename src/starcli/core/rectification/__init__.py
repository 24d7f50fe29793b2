"""Rectification: the ledgers that come back, held against the rules of closing."""
