"""The contest as a workbook: the result, and the scores that it comes from."""
