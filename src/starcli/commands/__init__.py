"""What each command does: find, rate, show, write; the exit code comes back."""
