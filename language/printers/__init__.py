"""A tree as text, as LaTeX, as Python and as JavaScript."""
