"""A unit against one of its like: the opponent, the comparison, and how it is said."""
