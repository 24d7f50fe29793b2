"""A re-planning of a unit's grids -> a workbook: overview, picture, today and tomorrow, moves, every part."""
