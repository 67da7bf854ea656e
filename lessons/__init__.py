"""Lessons: comparisons worth seeing, with a question, an answer and the claims that back them."""

from lessons.chapters import CHAPTERS, LESSONS, Belief, Chapter, Lesson, Place, place
from lessons.claims import Claim, check, read_claim
from lessons.quantities import ClaimError

__all__ = [
    "CHAPTERS", "LESSONS", "Belief", "Chapter", "Claim", "ClaimError", "Lesson", "Place",
    "check", "place", "read_claim",
]  # fmt: skip
