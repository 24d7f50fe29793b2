"""Plain cells as assessments: every answer read, or named by a finding."""
