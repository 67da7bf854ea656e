"""What is drawn on a landscape: its levels, paths, marks and fields."""
