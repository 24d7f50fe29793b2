"""The path of least effort to a grade: what steps cost, which are worth taking, and the search among them."""
