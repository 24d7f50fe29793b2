"""Parts divided into grids, tried in every way: a second opinion on the best division."""
