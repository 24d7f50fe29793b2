"""Rooms for units, tried in every way: a second opinion on the best allocation."""
