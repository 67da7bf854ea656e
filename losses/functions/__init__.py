"""The functions that a loss may hold: as SymPy sees them, and as NumPy computes them."""
