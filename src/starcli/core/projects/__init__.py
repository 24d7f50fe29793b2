"""Special projects: their indicators, their progress, and who is in charge."""
