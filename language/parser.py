"""A Pratt parser: precedence climbing over the tokens, one tree, errors at the user's own column.

    or 2   and 3   < > = 5   + - 10   * / and implicit products 20   unary minus 30
    ^ 40, from the right

A function without brackets takes the implicit product that follows: sin 2x cos x is
sin(2x) * cos(x). Method: Pratt 1973, https://doi.org/10.1145/512927.512931
"""

from fractions import Fraction

from language import notation
from language.complaints import LABEL, ambiguous, missing, number_behind, unexpected
from language.cursor import CLOSING, Cursor
from language.dialect import LOSS, Dialect, call
from language.errors import LanguageError
from language.limits import LEVELS
from language.literals import literal
from language.printers.text import COMPARED
from language.tokens import CLOSERS, OPENERS, Token
from language.tree import Binary, Call, Constant, Name, Negative, Node, Number, names_in, walk
from language.words import REFUSED

OR, AND, COMPARISON, SUM, PRODUCT, BARE, MINUS, POWER = 2, 3, 5, 10, 20, 25, 30, 40
_LOGICAL = {"and": AND, "or": OR}
_ROOTS = {"√": ("sqrt",), "∛": ("cbrt",), "∜": ("root", "4")}
_OPENERS = frozenset("([{⌊⌈√∛∜|‖") | {"|(", "‖("}
_NORMALISED = frozenset(("np", "numpy", "jnp", "torch", "xp", "cp"))  # sinc with pi inside
_ROUNDING = {"⌊": "floor", "⌈": "ceil"}


def parse(tokens: list[Token], dialect: Dialect = LOSS) -> Node:
    """Return the tree of resolved tokens, the last of which is `end`."""
    parser, noun = Parser(tokens, dialect), dialect.noun
    if tokens[0].kind == "end":
        raise LanguageError(
            f"The {noun} is empty; write an expression such as {dialect.example}.", tokens[0].at
        )
    node = parser.whole()
    if parser.here.kind != "end":
        raise unexpected(parser.tokens, parser.place, noun)
    if not dialect.program:
        node = notation.without_series(node, dialect.nodes)
        notation.check_choices(node, program=False)
    if dialect.table:
        notation.check_rows(node)
    if sum(1 for _ in walk(node)) > dialect.nodes:
        raise LanguageError(
            f"The {noun} is too long; {dialect.nodes} numbers, names and signs at most."
        )
    return node


class Parser(Cursor):
    """The grammar; the readers of `notation` use it too."""

    def after(self, sign: str, complaint: str) -> Node:
        """Read the expression behind a sign that has to stand here."""
        if self.here.text != sign:
            raise LanguageError(complaint, self.here.at)
        self.take()
        return self.expression(0)

    def whole(self) -> Node:
        """Read an expression that may be a choice: x^2 if x > 0 else -x."""
        node = self.expression(0)
        chosen = self.here.kind == "keyword" and self.here.text == "if"
        return notation.choice(self, node) if chosen else node

    def condition(self) -> Node:
        self.conditions += 1
        node = self.expression(0)
        self.conditions -= 1
        return node

    def factors(self) -> Node:
        """Read up to the next + or -."""
        return self.expression(SUM)

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
            if token.text in COMPARED or (token.text == "=" and self.conditions):
                return COMPARISON
        if token.kind == "keyword" and self.conditions:
            return _LOGICAL.get(token.text, 0)
        return PRODUCT if self.starts_operand() else 0

    def starts_operand(self) -> bool:
        token = self.here
        if token.kind == "sign":
            closes = token.text in ("|", "‖") and self.closers[-1] == token.text
            return token.text in _OPENERS and not closes
        if token.text == "over":
            return False
        return token.kind in ("number", "name", "constant", "function", "command")

    def extend(self, left: Node, binding: int) -> Node:
        """Join `left` with what follows."""
        token = self.here
        if binding == POWER:
            self.take()
            return self.power(left, self.expression(POWER - 1), token.at)
        if token.kind == "keyword" or token.text in COMPARED or token.text == "=":
            return self.compared(left, binding)
        if token.kind == "sign" and token.text in "+-*/":
            self.take()
            return Binary(token.text, left, self.expression(binding), token.at)
        self.check_factor(left)
        return Binary("*", left, self.expression(PRODUCT), token.at)

    def compared(self, left: Node, binding: int) -> Node:
        """Join two sides of a comparison or two conditions; a < x < b are two of them."""
        token = self.take()
        sign = token.text
        if sign == "=":
            self.skip("=")
            sign = "=="
        right = self.expression(binding)
        chained = isinstance(left, Binary) and left.sign in COMPARED
        if binding == COMPARISON and chained and not self.dialect.program:
            assert isinstance(left, Binary)
            return Binary("and", left, Binary(sign, left.right, right, token.at), token.at)
        return Binary(sign, left, right, token.at)

    def power(self, base: Node, exponent: Node, at: int) -> Node:
        """Return a power; one of a variable to 1/3 or 4/3 is that of the real root."""
        if not self.dialect.program and names_in(base):
            fraction = _fraction(exponent)
            if fraction is not None and fraction.denominator in range(3, 60, 2):
                degree = Number(str(fraction.denominator), at)
                cube = degree.text == "3"
                root = Call("cbrt", (base,), at) if cube else Call("root", (base, degree), at)
                whole = Number(str(abs(fraction.numerator)), at)
                raised = root if whole.text == "1" else Binary("^", root, whole, at)
                return raised if fraction > 0 else Binary("/", Number("1", at), raised, at)
        return Binary("^", base, exponent, at)

    def check_factor(self, left: Node) -> None:
        """Refuse a number to the right of anything: it may be a power, an index or a label."""
        first = self.tokens[0]
        ends = self.place == 3 and self.tokens[2].text == ")"
        label = ends and first.text == "(" and isinstance(left, Number)
        if label and self.here.at > self.tokens[2].at + 1:
            raise LanguageError(LABEL.format("beginning"), first.at)
        depth = 0
        while self.tokens[self.place + depth].text in OPENERS:
            depth += 1
        number, behind = [*self.tokens[self.place + depth :], self.tokens[-1]][:2]
        alone = number.kind == "number" and (not depth or behind.text in CLOSERS)
        indexed = isinstance(left, Name) and self.here.text == "["
        if indexed or (alone and not self.one_bracket()):
            raise number_behind(self.tokens, self.place, left, self.dialect.noun)

    def one_bracket(self) -> bool:
        """Say whether the text is one bracket and a number at its heels: (x + 1)2."""
        end = self.tokens[self.place - 1]
        last = self.place == len(self.tokens) - 2 and self.here.at == end.at + 1
        return last and end.text == ")" and self.closing(0) == self.place - 1

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
        if token.kind == "command" and token.text in _COMMANDS and not self.dialect.program:
            return _COMMANDS[token.text](self, token)
        if token.kind == "command" and token.text in ("frac", "sqrt"):
            return self.fraction(token) if token.text == "frac" else self.root(token)
        if token.kind == "keyword" and token.text == "if" and self.here.text in ("(", "["):
            return self.function(token._replace(kind="function", text="where"))
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
        norm = token.text[:1] == "‖" or (token.text == "|" and self.is_norm())
        if norm:
            return notation.norm(self, token, CLOSING.get(token.text, token.text))
        if token.text in OPENERS:
            return self.inside(token)
        if token.text in ("|", "|("):
            return Call("abs", (self.inside(token),), token.at)
        raise missing(self.tokens, self.place - 1, self.dialect.noun)

    def is_norm(self) -> bool:
        """Say whether a bar just taken begins ||...||, whose next bars are two again."""
        if self.here.text != "|" or self.here.at != self.tokens[self.place - 1].at + 1:
            return False
        bars = [t for t in self.tokens[self.place + 1 :] if t.text in ("|", "|(", "|)")]
        found = len(bars) > 1 and bars[0].at > self.here.at + 1 and bars[1].at == bars[0].at + 1
        if found:
            self.take()
        return found

    def inside(self, opening: Token) -> Node:
        """Read up to the bracket or bar that closes `opening`, which is taken already."""
        self.closers.append(CLOSING.get(opening.text, "|"))
        node = self.whole()
        if opening.text == "{" and self.here.text == "over":
            at = self.take().at
            node = Binary("/", node, self.expression(0), at)
        self.close(opening)
        return node

    def list_until(self, closer: str) -> tuple[Node, ...]:
        """Read what commas separate."""
        found = [self.whole()] if self.here.text != closer else []
        while found and self.here.text == ",":
            self.take()
            found.append(self.whole())
        return tuple(found)

    def encloses_all(self, closer: str) -> bool:
        """Say whether a bracket begins here that ends right before `closer`, as in ||(x, y)||."""
        end = self.closing(self.place) if self.here.text in ("(", "[") else -1
        return end > 0 and self.tokens[end + 1].text == closer

    def listed(self) -> tuple[Node, ...]:
        """Read a bracket of several things."""
        opening = self.begin()
        found = self.list_until(CLOSING[opening.text])
        self.close(opening)
        return found

    def group(self, command: str) -> Node:
        """Read the braces, or the single number or letter, that a LaTeX command takes."""
        token = self.here
        if token.text == "{" and token.kind == "sign":
            return self.inside(self.take())
        if command == "sum" and token.text == "(":
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
        opening = self.here
        arguments = self.arguments(token)
        if opening.text == "[" and self.is_degree(token, arguments):
            arguments, token = (self.inside(self.take()), *arguments), token._replace(text="root")
        if token.text == "sinc" and token.module in _NORMALISED:
            arguments = tuple(Binary("*", Constant("pi"), a, token.at) for a in arguments)
        if token.suffix:
            arguments = (*arguments, self.base(token))
        if token.text == "norm" and not self.dialect.program:
            squared = power is None and notation.squared(self)
            node = notation.norm_of(arguments, token.at, squared=squared)
        else:
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

    def is_degree(self, token: Token, arguments: tuple[Node, ...]) -> bool:
        """Say whether the square bracket just read is the degree in sqrt[3]{x}."""
        touching = self.here.at == self.tokens[self.place - 1].at + 1
        number = len(arguments) == 1 and isinstance(arguments[0], Number)
        return token.text in ("sqrt", "root") and number and touching and self.here.text in "({"

    def arguments(self, token: Token) -> tuple[Node, ...]:
        opening = self.here
        if opening.kind != "sign" or opening.text not in OPENERS:
            return (self.bare(),)
        self.begin()
        closer = CLOSING[opening.text]
        if token.text == "norm" and not self.dialect.program and self.encloses_all(closer):
            found = self.listed()
        else:
            self.conditions += token.text == "where"
            found = self.list_until(closer)
            self.conditions -= token.text == "where"
        self.close(opening)
        return found

    def bare(self) -> Node:
        """Read the implicit product after a function without brackets, up to the next function."""
        node = self.expression(BARE)
        while self.starts_operand() and self.here.kind != "function":
            at = self.here.at
            self.check_factor(node)
            node = Binary("*", node, self.expression(BARE), at)
        return node

    def call(self, token: Token, arguments: tuple[Node, ...]) -> Node:
        """Return the call, after counting its arguments."""
        if token.text not in self.dialect.functions:
            raise self.dialect.lacks(token.text, token.at)
        low, high = self.dialect.functions[token.text]
        if low <= len(arguments) <= high:
            return call(token.text, arguments, token.at, program=self.dialect.program)
        wanted = str(low) if low == high else f"{low} to {high}"
        plural = "" if wanted == "1" else "s"
        hint = ""
        if len(arguments) == 2 and all(isinstance(a, Number) for a in arguments):
            hint = " For a decimal number write a point, as in 0.5."
        if token.text == "min":
            hint = " To minimise a loss, leave min out."
        raise LanguageError(
            f"{token.text} takes {wanted} argument{plural}, not {len(arguments)}.{hint}", token.at
        )


def _fraction(node: Node) -> Fraction | None:
    """Return the value of a quotient of two whole numbers, else None."""
    if isinstance(node, Negative):
        inner = _fraction(node.operand)
        return None if inner is None else -inner
    if not isinstance(node, Binary) or node.sign != "/":
        return None
    top = node.left.operand if isinstance(node.left, Negative) else node.left
    if not (isinstance(top, Number) and isinstance(node.right, Number)):
        return None
    if not (top.text.isdigit() and node.right.text.isdigit() and int(node.right.text)):
        return None
    value = Fraction(int(top.text), int(node.right.text))
    return value if top is node.left else -value


_COMMANDS = {"sum": notation.series, "prod": notation.series, "cases": notation.cases}
