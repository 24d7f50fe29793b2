"""Star ratings of villages and urban communities, from Excel to Excel."""

__version__ = "0.1.0"
