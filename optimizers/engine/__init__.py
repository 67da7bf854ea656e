"""The only loop: lanes of runs, what is kept of them, where they end."""
