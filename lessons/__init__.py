"""Lessons: comparisons worth seeing, with a question, an answer and the claims that back them."""

from lessons.chapters import (
    CHAPTERS,
    LESSONS,
    Chapter,
    Lesson,
    chapter_of,
    lesson,
    next_lesson,
    previous_lesson,
)
from lessons.claims import Claim, check, read_claim
from lessons.quantities import ClaimError

__all__ = [
    "CHAPTERS",
    "LESSONS",
    "Chapter",
    "Claim",
    "ClaimError",
    "Lesson",
    "chapter_of",
    "check",
    "lesson",
    "next_lesson",
    "previous_lesson",
    "read_claim",
]
