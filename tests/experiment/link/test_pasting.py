"""What is handed out survives a paste into mail and chat: the whole link stays one link."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from linkify_it import LinkifyIt

from experiment import Experiment, Run, decode, encode, portable
from tests.experiment.strategies import experiments

ADDRESS = "https://switchback.example/?"
HOST = r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?"
# What may follow the host, in two common programs.
PATTERNS = {
    "Android's WEB_URL": HOST + r"(?:[/?#](?:[a-zA-Z0-9;/?:@&=#~\-.+!*'(),_$]|%[a-fA-F0-9]{2})*)?",
    "bleach": HOST + r"(?:[/?#][^\s{}|\\^\[\]`<>\"]*)?",
}
LINKIFY = LinkifyIt()
TRICKY = ["x^2+y^2", "|x|", "|x - 1| + y^2", "x y", "(x+1)^2*(x-1)", "θ² + φ²", "(x", "x^2;", "x!"]


def links_in(text: str) -> list[str]:
    return [match.url for match in LINKIFY.match(text) or []]


def check(e: Experiment) -> None:
    link = ADDRESS + portable(e)
    for text in (link, f"Look: {link} here.", f"({link})", f"See {link}."):
        assert links_in(text) == [link]
        for pattern in PATTERNS.values():
            assert re.findall(pattern, text)[0].rstrip(").") == link
    assert set(portable(e)) & set("^|\\<>\"'`{}[]()!*,;:/@$ ") == set()
    again, problems = decode(link)
    assert encode(again).replace("+", "") == encode(e).replace("+", "")
    assert [p for p in problems if p.key != "loss"] == []


@settings(max_examples=60)
@given(experiments())
def test_a_link_that_is_handed_out_stays_whole_in_a_text(e: Experiment) -> None:
    check(e)


@pytest.mark.parametrize("loss", TRICKY)
def test_signs_at_which_programs_end_a_link_are_encoded(loss: str) -> None:
    check(Experiment(loss, runs=(Run("gd", {"lr": 0.1}),)))


@pytest.mark.parametrize("label", ["9..-", "a...", "a.", "1.5."])
def test_dots_at_which_programs_end_a_link_are_encoded(label: str) -> None:
    check(Experiment("x^2", runs=(Run("gd", {"lr": 0.1}, label=label),)))


@pytest.mark.parametrize("loss", ["x^2 + y^2", "a * x^2 - (y + 1) / 2", "f(x, y) = x^2 + y^2"])
def test_a_loss_is_handed_out_without_spaces(loss: str) -> None:
    e = Experiment(loss, {"a": 2.0} if "a" in loss else {}, runs=(Run("gd"),))
    assert decode(portable(e))[0].loss == loss.replace(" ", "")
    assert "%20" not in portable(e)


@pytest.mark.parametrize("loss", ["x y", "sin x", "2 x y", "x^2 - x y"])
def test_spaces_that_mean_something_are_kept(loss: str) -> None:
    e = Experiment(loss, runs=(Run("gd"),))
    assert decode(portable(e))[0].runs == e.runs
    assert decode(encode(e)) == (e, ())


def test_the_links_of_the_readme_are_ones_to_hand_out() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    links = re.findall(r"http://127\.0\.0\.1:8501/\?([^>\s]+)", readme)
    assert len(links) == 3
    for link in links:
        e, problems = decode(link)
        assert problems == ()
        assert portable(e) == link


def test_a_mail_program_that_decodes_plus_signs_changes_no_loss() -> None:
    e = Experiment("x^2 + y^2", runs=(Run("gd", {"lr": 0.1}, None, (1.0, 2.0)),))
    for link in (encode(e), portable(e)):
        spoilt, _ = decode(link.replace("%2B", "+"))
        assert spoilt.loss.replace(" ", "") == "x^2+y^2"
        assert spoilt.runs == e.runs
