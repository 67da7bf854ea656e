"""A place in a row of tokens: what stands there, and the brackets that are open."""

from language.complaints import unexpected
from language.dialect import Dialect
from language.errors import LanguageError
from language.tokens import CLOSERS, OPENERS, Token

CLOSING = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉", "|(": "|)", "‖(": "‖)"}


class Cursor:
    """Takes tokens one by one; what is read of them is the parser's."""

    def __init__(self, tokens: list[Token], dialect: Dialect) -> None:
        self.tokens = tokens
        self.dialect = dialect
        self.place = 0
        self.level = 0
        self.nodes = 0
        self.closers = [""]  # innermost bracket awaited; a bar where |...| is open
        self.conditions = 0  # how many are being read

    @property
    def here(self) -> Token:
        return self.tokens[self.place]

    @property
    def ahead(self) -> Token:
        return self.tokens[min(self.place + 1, len(self.tokens) - 1)]

    def take(self) -> Token:
        token = self.here
        self.place += 1
        self.nodes += 1
        if self.nodes > 2 * self.dialect.nodes:
            raise LanguageError(f"The {self.dialect.noun} is too long.", token.at)
        return token

    def skip(self, *texts: str) -> None:
        """Pass over signs and words, in this order, where they stand."""
        for text in texts:
            if self.here.text == text and self.here.kind in ("sign", "keyword"):
                self.take()

    def closing(self, opening: int) -> int:
        """Return the place of the bracket that closes the one at a place; -1 without one."""
        depth = 0
        for place in range(opening, len(self.tokens)):
            text = self.tokens[place].text
            depth += (text in OPENERS) - (text in CLOSERS)
            if depth <= 0:
                return place if place > opening else -1
        return -1

    def begin(self) -> Token:
        """Take an opening bracket."""
        opening = self.take()
        self.closers.append(CLOSING[opening.text])
        return opening

    def close(self, opening: Token) -> None:
        closer = self.closers.pop()
        if self.here.text != closer or self.here.kind != "sign":
            noun = self.dialect.noun
            raise unexpected(self.tokens, self.place, noun, opening=opening, closer=closer)
        self.take()
