"""Tracked ledgers -> a workbook: totals, what is due, closings against the rules, a page a town, all problems."""
