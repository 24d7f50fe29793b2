"""Portraits of areas: a town, a county or a city on a page, against the level above."""
