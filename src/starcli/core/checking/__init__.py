"""Check sheets: what a guidance group found item by item, and what it displaces."""
