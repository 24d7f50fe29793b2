"""The form that scores itself: its sheets, and where its cells are."""
