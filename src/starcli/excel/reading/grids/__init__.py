"""Ledgers of grids, as they are handed in: a row a grid, of one unit or of many, in whatever workbook they stand."""
