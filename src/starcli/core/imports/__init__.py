"""Values that departments and surveys supply, and how they take the place of what units report."""
