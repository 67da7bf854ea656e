"""A loss in words and as source code."""
