"""Every header gives names that formulas read, each its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from losses.tables.names import NAME, TITLE, has_meaning, is_name, names_for, title


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("speed", "speed"),
        ("Body mass (g)", "Body_mass"),
        ("Body mass [g]", "Body_mass"),
        ("bill_length_mm", "bill_length_mm"),
        ("Größe", "Grosse"),
        ("café au lait", "cafe_au_lait"),
        ("β_1", "beta1"),
        ("x_2", "x2"),
        ("area in m²", "area_in_m2"),
        ("lambda", "lambda"),
        ("2007", "col2007"),
        ("2nd try", "col2nd_try"),
        ("e", "col_e"),
        ("e1", "col_e1"),
        ("sin", "col_sin"),
        ("Max", "col_Max"),
        ("mean", "col_mean"),
        ("sum", "col_sum"),
        ("if", "col_if"),
        ("pi", "col_pi"),
        ("F", "F"),
        ("i", "col_i"),
        ("", "c1"),
        ("身長", "c1"),
        ("(cm)", "cm"),
        ("<img src=x onerror=alert(1)>", "img_src_x_onerror_alert1"),
        ("=cmd|' /C calc'!A0", "cmd_C_calc_A0"),
        ("a" * 99, "a" * NAME),
    ],
)
def test_a_title_gives_a_name_for_formulas(text: str, name: str) -> None:
    assert names_for([text]) == (name,)


def test_names_that_would_be_the_same_are_told_apart() -> None:
    assert names_for(["u", "u", "U", "u_v2", "u"]) == ("u", "u_v2", "U", "u_v2_v2", "u_v3")
    assert names_for(["", "c1", ""]) == ("c1", "c1_v2", "c3")


@given(st.lists(st.text(), max_size=40))
def test_names_have_the_form_of_names_and_no_meaning(texts: list[str]) -> None:
    names = names_for(texts)
    assert len(set(names)) == len(texts)
    assert all(is_name(name) and not has_meaning(name) for name in names)


@given(st.text(max_size=400))
def test_a_title_prints_on_one_line(text: str) -> None:
    plain = title(text)
    assert len(plain) <= TITLE
    assert plain.isprintable()
    assert title(plain) == plain


def test_a_title_keeps_what_it_says_and_loses_what_does_not_print() -> None:
    assert title(" Body\n mass\x00 (g)\u202e ") == "Body mass (g)"
    assert title("a \x00 b") == "a b"
    assert title("<b>x</b>") == "<b>x</b>"
