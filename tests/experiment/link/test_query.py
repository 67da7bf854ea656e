"""A link as an address, a query string or a mapping, and one that is too long."""

from typing import Any
from urllib.parse import quote

import pytest

from experiment import Experiment, Run, decode, encode
from experiment.link import holds_experiment
from tests.experiment.link.sentences import sentences

QUARTIC = "loss=x^4-2x^2%2Bx"


@pytest.mark.parametrize(
    "link",
    [
        f"{QUARTIC}&run=adam+lr+0.1+at+0.1&steps=8",
        f"?{QUARTIC}&run=adam+lr+0.1+at+0.1&steps=8",
        f"https://a.example/compare?{QUARTIC}&run=adam+lr+0.1+at+0.1&steps=8#top",
        "loss=x%5E4-2x%5E2%2Bx&run=adam%20lr%200.1%20at%200.1&steps=8&v=1",
        f"localhost:8501/?embed=true&embed_options=dark_theme&{QUARTIC}"
        "&run=adam+lr+0.1+at+0.1&steps=8",
    ],
)
def test_a_link_reads_the_same_in_every_dress(link: str) -> None:
    run = Run("adam", {"lr": 0.1}, None, (0.1,))
    assert decode(link) == (Experiment("x^4-2x^2+x", runs=(run,), steps=8), ())


def test_of_a_link_that_is_too_long_the_parts_that_fit_are_read() -> None:
    e, problems = decode("loss=beale&steps=7&hide=" + "x" * 5000)
    assert (e.loss, e.steps) == ("beale", 7)
    assert [str(problem) for problem in problems] == [
        "The link has 5,024 characters, of which at most 4,096 are read, "
        "so its last parts are left out."
    ]
    mapping = {"loss": ["beale"], "steps": ["7"], "hide": ["x" * 5000]}
    assert decode(mapping)[0] == e


PLUS = "loss: a + between two terms is read as a plus sign, which a link writes as %2B."
RUN = "run=gd+lr+0.1+at+1+2"


@pytest.mark.parametrize(
    ("link", "loss"),
    [
        (f"?loss=x^2+y^2&{RUN}", "x^2+y^2"),
        (f"https://a.example/?LOSS=x^2+4y^2&{RUN}", "x^2+4y^2"),
        (f"loss=x^2+++y^2&{RUN}", "x^2 + y^2"),
        ({"loss": ["x^2 y^2"], "run": ["gd lr 0.1 at 1 2"]}, "x^2+y^2"),
    ],
)
def test_a_plus_sign_typed_as_it_is_is_read_with_a_notice(link: Any, loss: str) -> None:
    e, problems = decode(link)
    assert e == Experiment(loss, runs=(Run("gd", {"lr": 0.1}, None, (1.0, 2.0)),))
    assert [str(problem) for problem in problems] == [PLUS]


@pytest.mark.parametrize(
    ("link", "loss"),
    [
        ("loss=x^2 + y^2&run=gd lr 0.1 at 1 2", "x^2 + y^2"),
        ("loss=x^2+y^2&run=gd lr 0.1 at 1 2", "x^2+y^2"),
        ("loss = x^2+y^2 & run = gd lr 0.1 at 1 2", "x^2+y^2"),
        (f"loss=x^2 + y^2&{RUN}", "x^2 + y^2"),
        (f"loss=x%5E2%20+%20y%5E2&{RUN}", "x^2 + y^2"),
        (f"loss=x%5E2%20%2B%20y%5E2&{RUN}", "x^2 + y^2"),
        (f"loss=x^2+%2B+y^2&{RUN}", "x^2 + y^2"),
        (f"loss=x%20y&{RUN}", "x y"),
        ("loss=x y&run=gd lr 0.1 at 1 2", "x y"),
        (f"v=2&loss=x+y&{RUN}", "x y"),
        (f"v=1&loss=x+y&{RUN}", "x y"),
        (f"loss=x^2+-+x+y&{RUN}", "x^2 - x y"),
    ],
)
def test_a_space_that_is_surely_one_stays_one(link: str, loss: str) -> None:
    run = Run("gd", {"lr": 0.1}, None, (1.0, 2.0))
    assert decode(link) == (Experiment(loss, runs=(run,)), ())


@pytest.mark.parametrize(
    "link",
    [
        f"?loss=x^2%2By^2&amp;{RUN}&amp;steps=50",
        f"?loss=x^2%2By^2&amp;amp;{RUN}&#38;steps=50",
        f"?loss=x^2%2By^2&{RUN}&steps=50&utm_source=news&fbclid=Iw&gclid=1&msclkid=2&mc_eid=3&_ga=4",
        f"<http://a.example/?loss=x^2%2By^2&{RUN}&steps=50>",
        f"http://a.example/?loss=x^2%2By^2&\n{RUN}&\nsteps=50",
        {"loss": ["x^2+y^2"], "amp;run": ["gd lr 0.1 at 1 2"], "amp;steps": ["50"]},
    ],
)
def test_what_others_add_to_a_link_is_read_without_a_word(link: Any) -> None:
    run = Run("gd", {"lr": 0.1}, None, (1.0, 2.0))
    assert decode(link) == (Experiment("x^2+y^2", runs=(run,), steps=50), ())


INNER = f"https://sb.example.org/?loss=x%5E2%2By%5E2&{RUN}"
ONCE, TWICE = quote(INNER, safe=""), quote(quote(INNER, safe=""), safe="")


@pytest.mark.parametrize(
    "wrapped",
    [
        f"https://eur02.safelinks.protection.outlook.com/?url={ONCE}&data=05%7C02&reserved=0",
        f"https://www.google.com/url?sa=t&url={ONCE}&usg=AOv",
        f"https://www.google.com/url?q={quote(INNER, safe=':/?')}&sa=D&source=editors",
        f"https://l.facebook.com/l.php?u={ONCE}&h=AT0",
        f"https://secure-web.cisco.com/1a-b/{ONCE}",
        f"https://slack-redir.net/link?url={ONCE}",
        f"https://a.example/?to={INNER}",
        f"https://a.example/?url=https%3A%2F%2Fb.example%2F%3Fu%3D{TWICE}",
        ONCE,
        quote(f"loss=x%5E2%2By%5E2&{RUN}", safe=""),
    ],
)
def test_a_wrapped_address_is_unwrapped(wrapped: str) -> None:
    assert holds_experiment(wrapped)
    assert encode(decode(wrapped)[0]) == f"loss=x^2%2By^2&{RUN}"
    assert sentences(wrapped) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x^2+y^2",
        "hello=1",
        "embed=true",
        "http://127.0.0.1:8501/",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__a.example_-3Floss-3Dx-5E2&d=Dw",
        "https://urldefense.com/v3/__https://a.example/?loss=x*5E2&run=gd*lr*0.1__;JSsr!!a$",
        "https://protect.mimecast.com/s/AbCd?domain=a.example",
    ],
)
def test_a_text_without_any_part_of_an_experiment_is_known_as_such(text: str) -> None:
    assert not holds_experiment(text)
