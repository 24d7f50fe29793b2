"""The briefing pack for a hearing: what there is, and a page a unit, town by town."""
