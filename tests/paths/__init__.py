"""Paths to a grade against everything that could be tried, and against an integer programme."""
