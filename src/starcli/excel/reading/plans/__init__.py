"""Plans that come back: cells -> `FilledPlan`, with a finding for everything that could not be read."""
