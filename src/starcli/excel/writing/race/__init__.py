"""The race as a workbook: overview, boards, changes, lists, grades; and the record of a frozen season."""
