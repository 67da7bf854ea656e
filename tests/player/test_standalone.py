"""The standalone page as text: nothing that is put into it can become markup or a request."""

import json
import re
from html import unescape

import plotly.graph_objects as go
import pytest

from player import standalone

HOSTILE = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)> & \"'"


@pytest.fixture(scope="module")
def page() -> str:
    figure = go.Figure(layout={"title": {"text": HOSTILE}})
    return standalone(figure, steps=5, step=2, title=HOSTILE, caption=HOSTILE, link=HOSTILE)


def test_words_are_shown_as_text_and_data_never_ends_its_script(page: str) -> None:
    assert "<img src=x" not in page
    assert "<script>alert" not in page
    assert unescape(re.findall(r"<title>(.*)</title>", page)[0]) == HOSTILE
    data = json.loads(
        re.findall(r'<script type="application/json" id="data">(.*)</script>', page)[0]
    )
    assert json.loads(data["figure"])["layout"]["title"]["text"] == HOSTILE
    assert (data["steps"], data["step"]) == (5, 2)


def test_there_are_three_scripts_and_each_ends_where_it_should(page: str) -> None:
    assert len(re.findall(r"<script[ >]", page, re.IGNORECASE)) == 3
    assert len(re.findall(r"</script", page, re.IGNORECASE)) == 3
    assert "<!--" not in page


def test_the_policy_forbids_every_connection(page: str) -> None:
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0]
    (nonce,) = set(re.findall(r'<script nonce="([-\w]{22})">', page))
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules == {
        "default-src": "'none'",  # holds for connections, too
        "script-src": f"'nonce-{nonce}'",  # and no text becomes code by another way
        "style-src": "'unsafe-inline'",
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not re.search(r"<(?:link|script|img)[^>]+(?:src|href)=", page)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "HTTPS://x", 'https://x.org/?loss="><img>']
)
def test_the_link_back_leads_to_a_web_page_and_nowhere_else(link: str) -> None:
    whole = standalone(go.Figure(), steps=5, step=2, title="", link=link)
    footer = re.findall(r"<footer>(.*)</footer>", whole)[0]
    assert unescape(re.findall(r"<code>(.*)</code>", footer)[0]) == link
    targets = [unescape(target) for target in re.findall(r'<a href="([^"]*)"', footer)]
    assert targets == ([link] if link.startswith("https:") else [])
