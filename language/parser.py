"""A Pratt parser: precedence climbing over the tokens, one tree, errors at the user's own column.

    < >  5    + -  10    * / and implicit products  20    unary minus  30    ^  40, from the right

A function without brackets takes the implicit product that follows: sin 2x cos x is
sin(2x) * cos(x). Method: Pratt 1973, https://doi.org/10.1145/512927.512931
"""

from language.complaints import ambiguous, missing, unexpected
from language.dialect import LOSS, Dialect
from language.errors import LanguageError
from language.functions import call
from language.limits import LEVELS
from language.literals import literal
from language.tokens import Token
from language.tree import Binary, Call, Constant, Name, Negative, Node, Number, walk
from language.words import REFUSED

COMPARISON, SUM, PRODUCT, BARE, MINUS, POWER = 5, 10, 20, 25, 30, 40
COMPARISONS = ("<", "<=", ">", ">=")
CLOSING = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉"}
_ROOTS = {"√": ("sqrt",), "∛": ("cbrt",), "∜": ("root", "4")}
_OPENERS = frozenset("([{⌊⌈√∛∜") | {"|", "|("}
_NORMALISED = frozenset(("np", "numpy", "jnp", "torch", "xp", "cp"))  # sinc with pi inside
_ROUNDING = {"⌊": "floor", "⌈": "ceil"}


def parse(tokens: list[Token], dialect: Dialect = LOSS) -> Node:
    """Return the tree of resolved tokens, the last of which is `end`."""
    parser, noun = _Parser(tokens, dialect), dialect.noun
    if tokens[0].kind == "end":
        raise LanguageError(
            f"The {noun} is empty; write an expression such as {dialect.example}.", tokens[0].at
        )
    node = parser.expression(0)
    if parser.here.kind != "end":
        raise unexpected(parser.tokens, parser.place, noun)
    if sum(1 for _ in walk(node)) > dialect.nodes:
        raise LanguageError(
            f"The {noun} is too long; {dialect.nodes} numbers, names and signs at most."
        )
    return node


class _Parser:
    def __init__(self, tokens: list[Token], dialect: Dialect) -> None:
        self.tokens = tokens
        self.dialect = dialect
        self.place = 0
        self.level = 0
        self.nodes = 0
        self.closers = [""]  # innermost bracket awaited; a bar where |...| is open

    @property
    def here(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        token = self.here
        self.place += 1
        self.nodes += 1
        if self.nodes > 2 * self.dialect.nodes:
            raise LanguageError(f"The {self.dialect.noun} is too long.", token.at)
        return token

    def expression(self, floor: int) -> Node:
        """Read the longest expression whose operators bind tighter than `floor`."""
        self.level += 1
        if self.level > LEVELS:
            raise LanguageError(
                f"Brackets, powers and functions are nested too deeply; {LEVELS} levels at most.",
                self.here.at,
            )
        node = self.operand()
        while (binding := self.binding()) > floor:
            node = self.extend(node, binding)
        self.level -= 1
        return node

    def binding(self) -> int:
        """Return how tightly the token here joins what stands before it; 0 where it ends it."""
        token = self.here
        if token.kind == "sign":
            if token.text in "+-":
                return SUM
            if token.text in "*/":
                return PRODUCT
            if token.text == "^":
                return POWER
            if token.text in COMPARISONS:
                return COMPARISON
        return PRODUCT if self.starts_operand() else 0

    def starts_operand(self) -> bool:
        token = self.here
        if token.kind == "sign":
            closes = token.text == "|" and self.closers[-1] == "|"
            return token.text in _OPENERS and not closes
        return token.kind in ("number", "name", "constant", "function", "command")

    def extend(self, left: Node, binding: int) -> Node:
        """Join `left` with what follows."""
        token = self.here
        if binding == POWER:
            self.take()
            return Binary("^", left, self.expression(POWER - 1), token.at)
        if token.kind == "sign" and (token.text in "+-*/" or binding == COMPARISON):
            self.take()
            return Binary(token.text, left, self.expression(binding), token.at)
        if isinstance(left, Name) and token.text == "[":
            raise LanguageError(
                f"A {self.dialect.noun} has no indexing; write round brackets.", token.at
            )
        return Binary("*", left, self.expression(PRODUCT), token.at)

    def operand(self) -> Node:
        token = self.take()
        if token.kind == "number":
            return Number(literal(token.text), token.at)
        if token.kind == "name":
            return Name(token.text, token.at)
        if token.kind == "constant":
            return Constant(token.text, token.at)
        if token.kind == "function":
            return self.function(token)
        if token.kind == "command":
            return self.fraction(token) if token.text == "frac" else self.root(token)
        return self.signed(token)

    def signed(self, token: Token) -> Node:
        """Read an operand that begins with a sign or a bracket."""
        if token.text == "-":
            return Negative(self.expression(MINUS), token.at)
        if token.text == "+":
            return self.expression(MINUS)
        if token.text in _ROOTS:
            name, *degree = _ROOTS[token.text]
            inner = self.expression(POWER - 1)
            degrees = (Number(text, token.at) for text in degree)
            return self.call(token._replace(text=name), (inner, *degrees))
        if token.text in _ROUNDING:
            return Call(_ROUNDING[token.text], (self.inside(token),), token.at)
        if token.text in CLOSING:
            return self.inside(token)
        if token.text in ("|", "|("):
            return Call("abs", (self.inside(token),), token.at)
        raise missing(self.tokens, self.place - 1, self.dialect.noun)

    def inside(self, opening: Token) -> Node:
        """Read up to the bracket or bar that closes `opening`, which is taken already."""
        closer = CLOSING.get(opening.text) or ("|)" if opening.text == "|(" else "|")
        self.closers.append(closer)
        node = self.expression(0)
        self.close(opening, closer)
        return node

    def close(self, opening: Token, closer: str) -> None:
        self.closers.pop()
        if self.here.text != closer or self.here.kind != "sign":
            noun = self.dialect.noun
            raise unexpected(self.tokens, self.place, noun, opening=opening, closer=closer)
        self.take()

    def group(self, command: str) -> Node:
        """Read the braces, or the single number or letter, that a LaTeX command takes."""
        token = self.here
        if token.text == "{" and token.kind == "sign":
            return self.inside(self.take())
        if token.kind in ("number", "name", "constant"):
            return self.operand()
        raise LanguageError(
            f"\\{command} takes its parts in braces, as in \\frac{{1}}{{2}}.", token.at
        )

    def fraction(self, token: Token) -> Node:
        top = self.group("frac")
        return Binary("/", top, self.group("frac"), token.at)

    def root(self, token: Token) -> Node:
        if self.here.text != "[" or self.here.kind != "sign":
            return Call("sqrt", (self.group("sqrt"),), token.at)
        degree = self.inside(self.take())
        return self.call(token._replace(text="root"), (self.group("sqrt"), degree))

    def function(self, token: Token) -> Node:
        """Read a call: sin(x), sin^2 x, log_2(x), max(x, y), sin 2x."""
        power = None
        if self.here.text == "^" and self.here.kind == "sign":
            caret = self.take()
            power = self.expression(POWER - 1)
            if isinstance(power, Negative):
                raise ambiguous(token, caret)
        arguments = self.arguments(token)
        if token.text == "sinc" and token.module in _NORMALISED:
            arguments = tuple(Binary("*", Constant("pi"), a, token.at) for a in arguments)
        if token.suffix:
            arguments = (*arguments, self.base(token))
        node = self.call(token, arguments)
        return node if power is None else Binary("^", node, power, token.at)

    def base(self, token: Token) -> Node:
        """Return the base that log_b carries as its index."""
        if token.suffix.isdigit():
            return Number(literal(token.suffix), token.at)
        if token.suffix == "e":
            return Constant("e", token.at)
        if len(token.suffix) > 1 or token.suffix in REFUSED:
            raise LanguageError("The base of a logarithm is a number or one letter.", token.at)
        return Name(token.suffix, token.at)

    def arguments(self, token: Token) -> tuple[Node, ...]:
        opening = self.here
        if opening.kind != "sign" or opening.text not in ("(", "[", "{"):
            return (self.bare(),)
        self.take()
        closer = CLOSING[opening.text]
        self.closers.append(closer)
        found = [self.expression(0)] if self.here.text != closer else []
        while found and self.here.text == ",":
            self.take()
            found.append(self.expression(0))
        self.close(opening, closer)
        return tuple(found)

    def bare(self) -> Node:
        """Read the implicit product after a function without brackets, up to the next function."""
        node = self.expression(BARE)
        while self.starts_operand() and self.here.kind != "function":
            at = self.here.at
            node = Binary("*", node, self.expression(BARE), at)
        return node

    def call(self, token: Token, arguments: tuple[Node, ...]) -> Node:
        """Return the call, after counting its arguments."""
        if token.text not in self.dialect.functions:
            raise self.dialect.lacks(token.text, token.at)
        low, high = self.dialect.functions[token.text]
        if low <= len(arguments) <= high:
            return call(token.text, arguments, token.at)
        wanted = str(low) if low == high else f"{low} to {high}"
        plural = "" if wanted == "1" else "s"
        hint = ""
        if len(arguments) == 2 and all(isinstance(a, Number) for a in arguments):
            hint = " For a decimal number write a point, as in 0.5."
        raise LanguageError(
            f"{token.text} takes {wanted} argument{plural}, not {len(arguments)}.{hint}", token.at
        )
