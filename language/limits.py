"""Bounds that keep reading a stranger's text cheap."""

CHARACTERS = 400  # of a loss
RULE_CHARACTERS = 600  # of a rule
RULE_LINES = 24
TOKENS = 240  # words and signs
RULE_TOKENS = 400
RULE_STATES = 8
RULE_DIALS = 12
RULE_SEARCHES = 2  # along lines, an update: each may take 60 evaluations
RULE_EVALUATIONS = 8  # beside the point, an update; sentences about these three count in words
NODES = 160
OWN = 10**6  # of all of these, for a text that we make ourselves
LEVELS = 24  # brackets, powers and functions inside one another
DIGITS = 24
ARGUMENTS = 6  # of max, min and logaddexp
LARGEST = 1e15  # of any constant, folded ones included
SMALLEST = 1e-30
EXACT = 10**12  # numerator and denominator of an exact fraction; beyond it a float
EXACT_BITS = 80  # of an exact integer power
