"""The workbook of an audit, page by page."""
