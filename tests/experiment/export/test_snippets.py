"""What a link is pasted as: it leads to the very address, whatever is in it."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from experiment import Experiment, Run, decode
from experiment.export import snippets
from experiment.export.snippets import markdown, title

ADDRESS = "https://a.example/?loss=x%5E2&run=gd+lr+0.1+at+1"
HOSTILE = 'https://a.example/?loss=x"><script>alert(1)</script>\\>)[x](y)&run=gd'


class Links(HTMLParser):
    """The tags of a text, and where its links and frames lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.to: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.to += [value or "" for name, value in attrs if name in ("href", "src")]


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("loss=rosenbrock&run=gd&run=adam", "Gradient descent and Adam on Rosenbrock"),
        ("loss=rosenbrock&run=adam+lr+0.1&run=adam+lr+1", "Adam on Rosenbrock"),
        ("loss=x^6%2Bx&run=gd", "Gradient descent on a loss of its own"),
        ("data=cars&run=gd+at+0+0", "Gradient descent on a loss over data"),
        (
            "loss=beale&run=gd&run=adam&run=momentum&run=rmsprop&run=lion&run=adagrad",
            "Gradient descent, Adam, Momentum, RMSProp and 2 more on Beale",
        ),
    ],
)
def test_a_comparison_is_called_by_its_optimizers_and_its_loss(link: str, name: str) -> None:
    assert title(decode(link)[0]) == name


def test_without_a_run_there_is_a_name_all_the_same() -> None:
    assert title(Experiment("x^6 + x", runs=())) == "Optimizers on a loss of its own"


@pytest.mark.parametrize("address", [ADDRESS, HOSTILE])
def test_every_snippet_leads_to_the_address_and_holds_nothing_else(address: str) -> None:
    found = snippets(decode("loss=rosenbrock&run=gd&run=adam")[0], address)
    frame = f"{address}&embed=true"
    wanted = {
        "HTML frame": (["iframe"], [frame]),
        "HTML link": (["a"], [address]),
        "Course (LMS)": (["p", "iframe", "p", "a"], [frame, address]),
    }
    for name, (tags, to) in wanted.items():
        read = Links(found[name])
        assert (read.tags, read.to) == (tags, to)
    (inside,) = re.findall(r"^\[Gradient descent and Adam on Rosenbrock\]\(<([^<>\\]*)>\)$",
                           found["Markdown"])  # fmt: skip
    assert unescape(inside).replace("%3C", "<").replace("%3E", ">").replace("%5C", "\\") == address


def test_a_name_is_no_markdown() -> None:
    assert markdown("a [b](c) *d*", "x") == r"[a \[b\]\(c\) \*d\*](<x>)"


def test_a_typed_rule_is_named_by_its_own_name() -> None:
    e, _ = decode("loss=x^2&rule=my_rule:x=x-lr*g&run=my_rule+lr+0.1")
    assert isinstance(e.runs[0], Run)
    assert r"my\_rule" in snippets(e, ADDRESS)["Markdown"]
