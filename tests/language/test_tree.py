"""Trees: equal without regard to places, walked as typed."""

from language.tree import Binary, Call, Name, Negative, Number, names_in, walk
from losses.parse_loss import read


def test_places_do_not_matter_to_equality() -> None:
    assert Name("x", 3) == Name("x")
    assert hash(Binary("+", Name("x", 1), Number("2", 9), 4)) == hash(
        Binary("+", Name("x"), Number("2"))
    )
    assert Name("x") != Name("y")


def test_a_walk_goes_from_left_to_right_parents_first() -> None:
    tree, _ = read("-x + max(y, 2) x")
    shown = [type(node).__name__ for node in walk(tree)]
    assert shown == ["Binary", "Negative", "Name", "Binary", "Call", "Name", "Number", "Name"]


def test_names_stand_in_the_order_in_which_they_are_first_typed() -> None:
    tree, _ = read("b sin(a) + a b")
    assert names_in(tree) == {"b": 0, "a": 6}
    assert names_in(Negative(Call("sqrt", (Number("2"),)))) == {}
