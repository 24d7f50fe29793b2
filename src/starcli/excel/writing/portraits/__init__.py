"""Portraits of areas as a workbook for a hearing: contents with links, and a page an area."""
