"""QR codes: the code of the link, with modules as large as can be, on the screen and on paper."""

import xml.etree.ElementTree as ET

import pytest
import segno

from experiment import DEFAULT, encode
from experiment.export.qr import MODULE, SMALLEST, printed_qr, qr_svg
from tests.codes import modules

ADDRESS = "https://switchback.example/?"


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


@pytest.mark.parametrize("length", [30, 300, 2000])
def test_on_paper_a_module_is_as_large_as_a_phone_needs(length):
    root = ET.fromstring(printed_qr("x" * length, "QR code of the first link"))
    assert root.get("width") == root.get("height")
    side = float((root.get("width") or "").removesuffix("mm"))
    count = int((root.get("viewBox") or "").split()[-1])
    assert side >= SMALLEST
    assert side / count >= MODULE - 0.001
    assert root.findtext("title") == "QR code of the first link"
    assert modules(printed_qr("x" * length, "t")) == modules(qr_svg("x" * length))


def test_on_paper_a_link_longer_than_any_code_has_none():
    assert printed_qr("x" * 2954, "t") == ""
