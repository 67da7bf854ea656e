"""Bounds on what a loss may cost: every one within them compiles in under a second.

They were found by searching for the most expensive accepted text, with a margin of two.
"""

EXPONENT = 60
DEGREE = 240  # of nested powers together
COEFFICIENT = 60  # decimal digits that nested powers may give a coefficient
TOWERS = 4  # powers with a variable in base and exponent
NAMES = 8
VALUE_OPERATIONS = 400
GRADIENT_OPERATIONS = 3000
HESSIAN_FROM = 300  # gradients of more operations get their Hessian by differences
LATEX = 600  # characters of a printed derivative
CONSTANT = 1e6  # absolute value of a user's constant
CACHED = 256
