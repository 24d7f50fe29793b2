"""Check sheets for the guidance group, and the ledger of what they displaced."""
