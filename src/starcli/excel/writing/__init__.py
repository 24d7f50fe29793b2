"""Results as workbooks that print well on A4."""
