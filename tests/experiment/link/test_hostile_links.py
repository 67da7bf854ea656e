"""Texts that strangers put into links: a default and a notice, never an exception, never long."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiment import Experiment, decode, encode

CORPUS = json.loads((Path(__file__).parents[2] / "data" / "hostile_links.json").read_text("utf-8"))
# Parts of a link where each kind of text could stand; `*` is its place.
PLACES = {
    "number": ["run=gd+lr+*+at+1+1", "noise=*", "run=adam+lr+1+at+1+1&run=gd+lr+*"],
    "steps": ["steps=*"],
    "choice": ["run=*", "run=gd+schedule+*", "view=*", "run=adam+eps_place+*"],
    "runs": ["run=*"],
    "blob": ["*", "state=*", "run=*"],
    "label": ["run=*", "label=*", "hide=*"],
    "query": ["*"],
}
# Two of the corpus are links without fault: a question mark in front, and Streamlit's own keys.
FAULTLESS = ("?loss=x", "embed=true&embed_options=dark_theme")
SECONDS = 3.0  # of CPU, for one link: far above what it takes


def links(case: dict[str, Any]) -> Iterator[str | dict[str, list[str]]]:
    for place in PLACES[case["field"]]:
        raw = place == "*" and case["field"] == "query"
        text = case["text"] if raw else quote(case["text"], safe="")
        yield place.replace("*", text)


def timed(link: Any) -> tuple[Experiment, list[str]]:
    start = time.process_time()
    e, problems = decode(link)
    assert time.process_time() - start < SECONDS
    return e, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "case", CORPUS, ids=[f"{i}-{case['field']}" for i, case in enumerate(CORPUS)]
)
def test_a_hostile_text_becomes_a_default_with_a_notice(case: dict[str, Any]) -> None:
    assert case["expect"] == "default-with-notice"
    for link in links(case):
        e, problems = timed(link)
        assert (problems == []) == (link in FAULTLESS)
        assert all(sentence.isprintable() and len(sentence) < 400 for sentence in problems)
        assert decode(encode(e))[0] == e


@given(st.text())
def test_no_text_breaks_a_link(text: str) -> None:
    timed(text)
    timed(f"loss={text}&run={text}&window={text}&steps={text}")
    timed({"loss": [text], "run": [text, f"gd {text}"], text: [text], "where": [f"a {text}"]})


NAMES = ["gd", "adam", "lr", "beta1", "at", "schedule", "cosine", "exponential", "piecewise"]
DIALS = ["warmup_steps", "decay_steps", "boundaries", "eps_place", "amsgrad", "step", "none"]
VALUES = ["1,2", "0.1", "-1", "1e9", "on", "off", "inside", "surface", "0"]
WORDS = st.sampled_from(NAMES + DIALS + VALUES)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=12).map(" ".join), st.sampled_from(["x^2", "x y", "x +"]))
def test_no_order_of_words_breaks_a_run(words: str, loss: str) -> None:
    e, _ = decode({"loss": [loss], "run": [words], "window": [words], "where": [words]})
    again, _ = decode(encode(e))
    assert again == e


@given(st.binary(max_size=300))
def test_no_bytes_break_a_link(raw: bytes) -> None:
    timed("run=" + "".join(f"%{byte:02x}" for byte in raw))
    timed(raw.decode("latin-1"))
    timed(raw.decode("utf-8", "surrogateescape"))


@pytest.mark.parametrize("text", ["\ud800", "loss=\ud800", {"loss": ["\ud800"], "\udfff": ["x"]}])
def test_half_a_character_does_not_break_a_link(text: Any) -> None:
    e, problems = timed(text)
    assert problems
    assert decode(encode(e))[0] == e


@pytest.mark.parametrize(
    "link",
    [
        "&" * 4000,
        "=" * 4000,
        "&".join(f"k{i}=1" for i in range(600)),
        "run=" + "lr+" * 1300,
        "run=gd+" + "x+" * 2000,
        "loss=" + "(" * 390,
        "loss=9**9**9**9",
        "&".join(["run=one_cycl"] * 300),
        "%" * 4000,
        "loss=x&where=" + "+".join(f"a{i}+1" for i in range(400)),
        "?" * 5_000_000,
        "run=gd&" * 1_000_000,
    ],
    ids=range(12),
)
def test_a_link_costs_no_more_than_typing(link: str) -> None:
    timed(link)
