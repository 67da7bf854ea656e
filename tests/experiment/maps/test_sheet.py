"""The sheet of an image file: axes, key and words around the panels."""

import numpy as np
import pytest

from experiment.maps.sheet import Entry, Panel, Side, plain, sheet, wrapped

RED = np.full((200, 300, 3), (255, 0, 0), np.uint8)
X = Side("learning rate", 1e-3, 10.0, "logarithmic")
Y = Side("momentum", 0.0, 1.0, "linear")
PAGE = 255


def ink(image: np.ndarray) -> np.ndarray:
    """Where something is written or drawn: (rows, columns)."""
    return (image != PAGE).any(axis=-1)


def test_a_panel_has_title_numbers_and_names_on_both_sides() -> None:
    bare = sheet([Panel("", RED, Side("", 0.0, 1e-30, "linear"), None, 200)], [], [])
    whole = sheet([Panel("Adam", RED, X, Y, 200)], [], [])
    rows, columns = np.argwhere((whole == (255, 0, 0)).all(axis=-1)).T
    top, bottom, left = rows.min(), rows.max(), columns.min()
    assert (bottom - top + 1, columns.max() - left + 1) == (200, 300)
    assert ink(whole)[: top - 4].any()  # the title
    assert not ink(bare)[: top - 4].any()
    names = ink(whole)[top : bottom + 1, : left - 60]
    assert names.any(axis=1).sum() > 3 * names.any(axis=0).sum()  # written upwards
    below = ink(whole)[bottom + 3 :]
    numbers, title = below[:22, left - 20 :], below[22:45, left - 20 :]
    assert numbers[:, :60].any()
    assert numbers[:, 280:360].any()
    assert title.any()
    assert not title[:, :60].any()  # it stands in the middle


def test_panels_stand_three_beside_each_other() -> None:
    panel = Panel("", RED, X, None, 200)
    shapes = [sheet([panel] * count, [], []).shape[:2] for count in (1, 3, 4)]
    assert shapes[1][0] == shapes[0][0]
    assert shapes[2][1] == shapes[1][1]
    assert shapes[2][0] - shapes[1][0] == 200 + 32 + 56


def test_the_key_and_the_words_stand_below() -> None:
    panel = Panel("", RED, X, None, 200)
    blue = Entry(np.full((14, 44, 3), (0, 0, 255), np.uint8), "a very long meaning of blue")
    alone, keyed = sheet([panel], [], []), sheet([panel], [blue] * 5, ["Words."])
    places = np.argwhere((keyed == (0, 0, 255)).all(axis=-1))
    assert len(places) == 5 * 14 * 44
    assert places[:, 0].min() > 250
    assert len(np.unique(places[:, 0])) > 14  # they do not fit into one line
    assert keyed.shape[0] > alone.shape[0]
    assert ink(keyed[-30:]).any()


@pytest.mark.parametrize(
    ("text", "written"),
    [("β₁ = −0.5", "beta1 = -0.5"), ("Δ × ∞", "Delta x inf"), ("x²–y", "x2-y"), ("é", "e"),
     ("“a’s”", "\"a's\""), ("日\u202e\n", "??")],
)  # fmt: skip
def test_what_the_font_lacks_is_spelled(text: str, written: str) -> None:
    assert plain(text) == written


def test_lines_break_at_spaces_words_too_long_break_and_too_many_lines_end() -> None:
    assert wrapped("one two three", 60) == ["one two", "three"]
    assert "".join(wrapped("a" * 60, 100)) == "a" * 60
    assert wrapped("", 100) == []
    many = wrapped("word " * 400, 100)
    assert len(many) == 8
    assert many[-1].endswith("...")
