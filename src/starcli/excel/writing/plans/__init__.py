"""The plan of a unit: its sheets, and what stands in them."""
