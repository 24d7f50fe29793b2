"""Forms that come back: whether their formulas and locked cells are as they were sent out."""
