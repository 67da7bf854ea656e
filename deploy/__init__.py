"""Running Switchback for many visitors."""
