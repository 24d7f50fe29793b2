"""The board: everybody's figures side by side, and what the card of one unit says."""
