"""Idle rooms, and the units that lack them."""
