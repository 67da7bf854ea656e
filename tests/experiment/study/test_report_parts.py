"""Tables and small curves of a report."""

import re

import numpy as np
import pytest

from experiment.study.report_parts import EDGE, HEIGHT, WIDTH, Curve, document, panels, table


def test_a_table_names_its_rows_and_columns() -> None:
    html = table("Steps", ["rule", "ten"], [["gd", "1"], ["adam", "2"]])
    assert "<caption>Steps</caption>" in html
    assert html.count('<th scope="col">') == 2
    assert '<th scope="row">adam</th><td>2</td>' in html
    assert 'role="region" aria-label="Steps"' in html


def test_a_curve_runs_from_edge_to_edge_and_up_with_its_shares() -> None:
    x = np.array([0.0, 1.0, 2.0])
    html = panels(
        [Curve("gd", x, np.array([0.0, 0.5, 1.0])), Curve("adam", x, np.zeros(3))],
        ("1", "", "4"), "losses",
    )  # fmt: skip
    own = re.findall(r'class="own" d="([^"]+)"', html)
    base = HEIGHT - 14
    assert own[0] == (
        f"M{EDGE}.0 {base}.0L{WIDTH / 2:.1f} {(base + EDGE) / 2:.1f}L{WIDTH - EDGE}.0 {EDGE}.0"
    )
    assert set(re.findall(r" (\d+\.\d)", own[1])) == {f"{base}.0"}
    assert html.count("<figcaption>") == 2
    # What all share is drawn once.
    (key,) = set(re.findall(r'href="#([^"]+)"', html))
    assert html.count(f'id="{key}"') == 1


def test_rules_with_other_rates_share_an_axis() -> None:
    wide, narrow = np.array([-2.0, 2.0]), np.array([0.0, 1.0])
    html = panels([Curve("a", wide, narrow), Curve("b", narrow, narrow)], ("", "", ""), "x")
    (_, inner) = re.findall(r'class="own" d="M([\d.]+) ', html)
    assert float(inner) == pytest.approx(WIDTH / 2)


def test_a_page_has_both_themes_and_fits_a_phone() -> None:
    html = document("T", "<p>b</p>")
    assert html.startswith("<!doctype html>")
    assert "color-scheme:light dark" in html
    assert 'content="width=device-width,initial-scale=1"' in html
