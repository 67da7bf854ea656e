"""Bounds that keep a stranger's text cheap: every loss within them compiles in under a second.

They were found by searching for the most expensive accepted text, with a margin of two.
"""

CHARACTERS = 400
TOKENS = 240
NODES = 160
LEVELS = 24  # brackets, powers and functions inside one another
DIGITS = 24
LARGEST = 1e15  # of any constant, folded ones included
SMALLEST = 1e-30
EXACT = 10**12  # numerator and denominator of an exact fraction; beyond it a float
EXACT_BITS = 80  # of an exact integer power
EXPONENT = 60
DEGREE = 240  # of nested powers together
COEFFICIENT = 60  # decimal digits that nested powers may give a coefficient
TOWERS = 4  # powers with a variable in base and exponent
NAMES = 8
ARGUMENTS = 6
VALUE_OPERATIONS = 400
GRADIENT_OPERATIONS = 3000
HESSIAN_FROM = 300  # gradients of more operations get their Hessian by differences
HESSIAN_OPERATIONS = 1500
LATEX = 600  # characters of a printed derivative
CONSTANT = 1e6  # absolute value of a user's constant
CACHED = 256
