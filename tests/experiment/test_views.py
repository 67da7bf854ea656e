"""The rows of views and curves: their words in a link, and what they say of themselves."""

from dataclasses import fields

import pytest

from experiment import CURVES, DEFAULT_VIEW, SECOND_CURVES, VIEWS, Look, decode, encode
from language.wording import listed


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_read_from_a_link_and_written_into_it(name: str) -> None:
    e, problems = decode(f"loss=x^2&view={name}")
    assert problems == ()
    assert e.view == name
    assert ("view=" in encode(e)) == (name != DEFAULT_VIEW)


@pytest.mark.parametrize("name", CURVES)
def test_a_curve_is_read_from_a_link_and_written_into_it(name: str) -> None:
    e, problems = decode(f"loss=x^2&view=overlay+curve+{name}")
    assert problems == ()
    assert e.look.curve == name
    assert decode(encode(e)) == (e, ())


def test_every_row_is_found_by_its_own_name_and_is_the_only_one_so_called_in_its_menu() -> None:
    for rows in (VIEWS, CURVES, SECOND_CURVES):
        assert [row.name for row in rows.values()] == list(rows)
    assert len({view.title for view in VIEWS.values()}) == len(VIEWS)
    for curves in (CURVES, SECOND_CURVES):
        labels = {row.named(row.label, ("x", "y")) for row in curves.values()}
        assert len(labels) == len(curves)


def test_what_a_link_leaves_out_is_the_first_row_of_its_menu() -> None:
    defaults = {field.name: field.default for field in fields(Look)}
    assert defaults["curve"] == next(iter(CURVES))
    assert defaults["second"] == next(iter(SECOND_CURVES))
    assert next(iter(VIEWS)) == DEFAULT_VIEW


def test_a_curve_of_a_coordinate_names_its_variable() -> None:
    assert CURVES["rate2"].named("rate", ("u", "v")) == "rate, v"
    assert CURVES["rate2"].named("rate", ("u",)) == "rate, u"  # the only one there is
    assert CURVES["gradient"].named("gradient norm", ("u", "v")) == "gradient norm"


def test_an_unknown_view_is_named_with_those_that_there_are() -> None:
    (problem,) = decode("loss=x^2&view=serface")[1]
    assert problem.sentence.endswith(
        "there is no view “serface” (did you mean surface?), so overlay is shown; "
        f"there are {listed(VIEWS, 'and')}."
    )
