"""Results as Word papers, for offices that file those."""
