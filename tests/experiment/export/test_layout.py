"""Where the lines of a script break: before a sign, between arguments, and nowhere else."""

import ast

from experiment.export.layout import WIDTH, broken, exact_gradient, returned
from losses import CATALOGUE, parse_loss
from losses.printing.python import python_source


def test_a_short_expression_stays_in_its_line():
    assert returned("x + 1") == "    return x + 1"


def test_a_long_sum_breaks_before_its_signs():
    terms = [f"{k}.5 * x**{k}" for k in range(3, 20)]
    text = returned(" + ".join(terms))
    lines = text.splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert all(line.strip()[0] in "+(r)3" for line in lines)
    tree = ast.parse("def f(x):\n" + text)
    assert ast.dump(tree) == ast.dump(ast.parse("def f(x):\n    return " + " + ".join(terms)))


def test_a_product_is_never_torn_apart():
    text = returned(" * ".join(["part"] * 40))
    assert "part * part" in text
    assert len(text.splitlines()) == 3


def test_a_long_call_has_its_arguments_in_lines_of_their_own():
    short = "optimizer = f(1)"
    assert list(broken(short)) == [short]
    arguments = ", ".join(f"argument{k}={k}" for k in range(12))
    lines = list(broken(f"optimizer = f({arguments})"))
    assert (lines[0], lines[-1]) == ("optimizer = f(", ")")
    assert ast.dump(ast.parse("\n".join(lines))) == ast.dump(
        ast.parse(f"optimizer = f({arguments})")
    )


def test_a_gradient_is_a_function_whatever_its_length():
    for key in ("sphere", "beale", "himmelblau"):
        text = exact_gradient("x, y", python_source(parse_loss(CATALOGUE[key].text), "np"))
        (function,) = ast.parse(text).body
        assert function.name == "gradient"
        assert isinstance(function.body[-1], ast.Return)
