"""The audit: what units claimed against what was found, what was copied, and whom to look at next."""
