"""How sure places and grades are: other weights, shaken weights, and the edges of grades."""
