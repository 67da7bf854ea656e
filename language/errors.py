"""What this project refuses, and what it cannot read."""

from typing import Self


class Refusal(ValueError):
    """Something that a person asked for and that cannot be; `str(error)` is one plain sentence."""


class LanguageError(Refusal):
    """A text that cannot be read; `str(error)` is one plain sentence or two, made by us.

    message    what was found, where, and what is allowed or probably meant
    position   column in the user's own text, from 0, for a caret; None where no place is to blame
    names      every name found, where too many are the trouble
    suggested  those of `names` that could become constants
    """

    def __init__(
        self,
        message: str,
        position: int | None = None,
        *,
        names: tuple[str, ...] = (),
        suggested: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.names = names
        self.suggested = suggested

    @classmethod
    def of(cls, other: "LanguageError") -> Self:
        """Return the same complaint as an error of this class, without its traceback."""
        return cls(other.message, other.position, names=other.names, suggested=other.suggested)


class LossError(LanguageError):
    """A loss that cannot be read or computed."""


class RuleError(LanguageError):
    """A rule that cannot be read."""
