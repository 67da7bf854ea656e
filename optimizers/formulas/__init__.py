"""Formulas of an update: computed, printed in symbols and printed in numbers."""
