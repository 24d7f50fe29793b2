"""The challenge as a workbook."""
