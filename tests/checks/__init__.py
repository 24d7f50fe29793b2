"""Check sheets filled in at random and read back by the real commands: nothing that they displace goes unaccounted."""
