"""A file as plain cells, whatever it is and however much it claims to hold."""
