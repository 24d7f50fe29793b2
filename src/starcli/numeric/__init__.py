"""What needs a solver or numbers by the million: HiGHS and numpy, on values of the core."""
