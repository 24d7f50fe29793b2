"""Pooled problems -> a workbook: for leaders, heat maps, a page a problem, what to fix, the units behind it all."""
