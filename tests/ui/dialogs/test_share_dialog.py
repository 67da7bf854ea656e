"""Share: the dialog writes what the link says, and its QR code holds as much as a code can."""

import re
import xml.etree.ElementTree as ET
from urllib.parse import parse_qs, urlsplit

import pytest
import segno

from experiment import DEFAULT, decode, encode
from experiment.export import in_words
from experiment.limits import HIDEABLE
from tests.visiting import checked, opened, shown
from ui.dialogs.share import qr_svg

LINK = "loss=x^2%2By^2&run=gd+lr+0.1+at+3+1&run=adam+lr+0.3+at+3+1&steps=20&step=5"
ADDRESS = "https://switchback.example/?"


def test_the_share_dialog_writes_the_link_and_says_it_in_words() -> None:
    app = opened(LINK)
    checked(app.button(key="share").click().run())
    experiment = decode(LINK)[0]
    assert parse_qs(urlsplit(app.code[0].value).query) == parse_qs(encode(experiment))
    assert app.code[1].value.startswith("<iframe")
    assert [text.value for text in app.text] == in_words(experiment)


@pytest.mark.parametrize("part", HIDEABLE)
def test_every_part_has_a_checkbox_that_writes_it_into_the_link(part: str) -> None:
    app = opened(LINK)
    app.button(key="share").click().run()
    checked(app.checkbox(key=f"hide-{part}").check().run())
    assert shown(app).hide == (part,)
    assert f"hide={part}" in app.code[0].value
    checked(app.checkbox(key=f"hide-{part}").uncheck().run())
    assert shown(app) == decode(LINK)[0]


def modules(svg):
    """Dark modules of a drawn code, as (row, column), without the quiet zone."""
    path = ET.fromstring(svg).findall("path")[1].get("d")
    dark, x, y = set(), 0, -0.5
    for move, numbers in re.findall(r"([Mmh])([-.\d ]+)", path):
        if move == "h":
            dark |= {(int(y - 4), x - 4 + k) for k in range(int(numbers))}
            x += int(numbers)
            continue
        right, down = map(float, re.findall(r"-?[.\d]+", numbers))
        x, y = (int(right), down) if move == "M" else (x + int(right), y + down)
    return dark


def test_the_picture_is_the_code_of_the_link():
    link = ADDRESS + encode(DEFAULT)
    matrix = segno.make_qr(link, error="m").matrix
    dark = {(r, c) for r, row in enumerate(matrix) for c, bit in enumerate(row) if bit & 1}
    assert modules(qr_svg(link)) == dark


def test_it_scales_with_its_box_and_is_dark_on_light_with_a_quiet_zone():
    root = ET.fromstring(qr_svg(ADDRESS))
    assert root.get("width") is None
    side = len(segno.make_qr(ADDRESS, error="m").matrix) + 2 * 4
    assert root.get("viewBox") == f"0 0 {side} {side}"
    light, dark = root.findall("path")
    assert (light.get("fill"), dark.get("stroke")) == ("#fff", "#000")
    assert root.findtext("title") == "QR code of this link"


@pytest.mark.parametrize("length", [300, 2000, 2953])
def test_a_long_link_has_a_code_with_modules_as_large_as_can_be(length):
    link = "x" * length
    smallest = len(segno.make_qr(link, error="l").matrix)
    assert ET.fromstring(qr_svg(link)).get("viewBox") == f"0 0 {smallest + 8} {smallest + 8}"


def test_a_link_longer_than_any_code_has_none():
    assert qr_svg("x" * 2954) is None


def test_a_link_is_never_markup():
    assert "script" not in qr_svg(ADDRESS + "<script>alert(1)</script>")
