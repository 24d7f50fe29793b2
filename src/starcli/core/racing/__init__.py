"""Season against season: places, movement, lists, and what a change is made of."""
