"""Bounds that keep reading a stranger's text cheap."""

CHARACTERS = 400
TOKENS = 240
NODES = 160
LEVELS = 24  # brackets, powers and functions inside one another
DIGITS = 24
ARGUMENTS = 6  # of max, min and logaddexp
LARGEST = 1e15  # of any constant, folded ones included
SMALLEST = 1e-30
EXACT = 10**12  # numerator and denominator of an exact fraction; beyond it a float
EXACT_BITS = 80  # of an exact integer power
