"""The indicators that bring the most units to a grade, held against every choice there is, and against HiGHS."""
