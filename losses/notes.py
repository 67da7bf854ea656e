"""Sentences on where a loss has kinks or no value, printed from its tree."""

from losses.tree import Node


def notes_on(tree: Node) -> tuple[str, ...]:
    return ()
