"""The views of an experiment: what each draws, and what they share."""
