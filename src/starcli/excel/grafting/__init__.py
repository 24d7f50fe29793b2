"""Results put into a village's own workbook without a byte of it lost."""
