"""A link in words and in a frame."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given

from experiment import HIDEABLE, VIEWS, Experiment, decode, encode
from experiment.export import iframe, in_words
from tests.experiment.strategies import experiments


def test_the_words_say_everything_that_the_link_says():
    e, _ = decode(
        "loss=(a-x)^2%2Bb(y-x^2)^2&where=a+1+b+100&window=-2+2+-1+3"
        "&run=adam+lr+0.1+beta1+0.8+amsgrad+on+schedule+piecewise+boundaries+10,20"
        "+factors+1,0.5,0.1+at+-1.5+2&run=momentum+lr+1e-7+lr_place+inside+weight_decay+0.1+at+0+0"
        "&steps=300&noise=0.1&seed=3&view=side+speed+2+loop+without+1,2&step=4&hide=controls+title"
    )
    assert in_words(e) == [
        "The loss is (a - x)^2 + b*(y - x^2)^2, with a = 1 and b = 100.",
        "The window shows x from −2 to 2 and y from −1 to 3.",
        "Run 1: Adam with learning rate 0.1, β₁ 0.8 and AMSGrad on, from (−1.5, 2), schedule "
        "piecewise constant (boundaries 10 and 20; factors 1, 0.5 and 0.1).",
        "Run 2: Momentum with learning rate 1e−7, learning rate place inside and weight decay 0.1, "
        "from (0, 0).",
        "Each run takes 300 steps.",
        "Noise with a standard deviation of 0.1 is added to every gradient, the same for every "
        "run, from seed 3.",
        "Each run has a picture of its own.",
        "Not drawn: run 1 and 2.",
        "It plays at 2 times the speed.",
        "It begins again after the last step.",
        "The playhead stands at step 4.",
        "Hidden: the title and the controls.",
    ]


def test_the_words_of_a_link_with_little_in_it():
    assert in_words(decode("loss=quartic&run=&steps=1&seed=9")[0]) == [
        "The loss is x^4 - 2*x^2 + x, in the catalogue as “The article's quartic”.",
        "The window shows x from −2 to 2.",
        "There are no runs.",
        "Each run takes 1 step.",
        "The seed is 9, which matters once there is noise.",
        "All runs are drawn in one picture.",
        "The playhead is at the start.",
    ]


def test_a_loss_that_cannot_be_read_is_said_and_the_rest_stands():
    words = in_words(decode("loss=x%2B&window=0+1+2+3&run=gd+lr+0.1")[0])
    assert words[0].startswith("The loss cannot be read: ")
    assert words[1:3] == [
        "The window shows x from 0 to 1 and y from 2 to 3.",
        "Run 1: Gradient descent with learning rate 0.1.",
    ]


def test_every_view_and_every_part_has_its_words():
    assert all(
        in_words(decode(f"loss=x^2&view={name}")[0]).count(view.sentence) == 1
        for name, view in VIEWS.items()
    )
    for part, words in HIDEABLE.items():
        assert in_words(decode(f"loss=x^2&hide={part}")[0])[-1] == f"Hidden: {words}."


class Frame(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("loss", ["x^2+y^2", '"><script>alert(1)</script>', "x'\"&amp;"])
def test_a_frame_holds_the_whole_link_and_nothing_else(loss):
    query = encode(Experiment(loss))
    ((tag, found),) = Frame(iframe(f"https://switchback.example/?{query}")).tags
    assert tag == "iframe"
    assert (found["width"], found["height"]) == ("800", "450")
    assert found["title"] == "Switchback: how optimizers walk down a loss"
    parts = parse_qs(urlsplit(found["src"]).query)
    assert (parts["loss"], parts["embed"]) == ([loss], ["true"])


@pytest.mark.parametrize(
    ("link", "source"),
    [
        ("https://s.example/", "https://s.example/?embed=true"),
        ("https://s.example/?embed=true", "https://s.example/?embed=true"),
        ("https://s.example/?loss=x#top", "https://s.example/?loss=x&embed=true#top"),
    ],
)
def test_a_frame_asks_for_the_page_without_its_own_frame_once(link, source):
    assert Frame(iframe(link)).tags[0][1]["src"] == source


def test_an_address_that_is_written_as_markup_stays_one_attribute():
    text = iframe('https://s.example/?loss="><img src=x onerror=alert(1)>')
    assert [tag for tag, _ in Frame(text).tags] == ["iframe"]


@given(experiments())
def test_any_link_can_be_said_in_sentences(e):
    words = in_words(e)
    assert len([sentence for sentence in words if sentence.startswith("Run ")]) == len(e.runs)
    assert all(sentence.endswith(".") for sentence in words)


def test_the_name_of_a_run_stands_beside_its_number() -> None:
    e, _ = decode("loss=x^2&run=gd+lr+0.1+at+1+name+first_try")
    assert "Run 1, “first try”: Gradient descent with learning rate 0.1, from 1." in in_words(e)


def test_a_typed_rule_is_told_once() -> None:
    link = "loss=x^2&rule=mine:m=m%2Bg;x=x-lr*m&run=mine+lr+0.1+at+1&run=mine+lr+0.2+at+1"
    e, _ = decode(link)
    told = [sentence for sentence in in_words(e) if "mine" in sentence]
    assert told == [
        "Run 1: mine with learning rate 0.1, from 1.",
        "Run 2: mine with learning rate 0.2, from 1.",
        "The rule mine is typed: m = m + g; x = x - lr*m.",
    ]
