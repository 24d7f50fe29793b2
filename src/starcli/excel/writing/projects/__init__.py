"""Special projects -> a workbook: an overview, a page a project, who is behind, and the four ones to fill in."""
