"""The panels around the picture: verdicts below it, and tabs that explain the runs."""
