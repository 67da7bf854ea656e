"""From the tree to SymPy, its derivatives, and one compiled NumPy function."""
