"""One village, one policy: plans drawn up, handed in, checked, filed and heard."""
