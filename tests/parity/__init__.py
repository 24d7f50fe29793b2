"""Forms against LibreOffice: everything that may be typed, every formula recalculated, every result compared."""
