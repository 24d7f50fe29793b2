"""An arena contest: scores of judges, the result, and how it is said."""
