"""Addresses that a site is given: what is no address is refused in one sentence."""

import pytest

from publish.where import Where, WhereError, read_address


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("https://me.github.io/switchback", "https://me.github.io/switchback/"),
        ("http://127.0.0.1:8501/", "http://127.0.0.1:8501/"),
        ("https://a.example", "https://a.example/"),
    ],
)
def test_an_address_ends_in_a_slash(text: str, read: str) -> None:
    assert read_address(text, "--address") == read


@pytest.mark.parametrize(
    "text",
    [
        "", "a.example", "ftp://a.example", "javascript:alert(1)", "https://",
        "https://a b.example",
        "https://a.example/?q=1", "https://a.example/#x", 'https://a.example/"><script>',
        "https://a.example/\n", "https://user@a.example/", "https://a.example/é",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(WhereError, match=r"^--server: ") as refused:
        read_address(text, "--server")
    assert str(refused.value).endswith(
        " is not an address; one begins with https:// or http://, names a host, has no ? and no #, "
        "and has at most 300 characters."
    )


def test_a_long_address_is_refused_at_once() -> None:
    with pytest.raises(WhereError, match="has at most 300 characters") as refused:
        read_address("https://a.example/" + "a" * 100_000, "--address")
    assert len(str(refused.value)) < 250


def test_what_is_not_known_is_empty() -> None:
    assert (Where().absolute("index.html"), Where().served("loss=x^2")) == ("", "")
    known = Where("https://a.example/s/", "https://b.example/")
    assert known.absolute("lessons/x.html") == "https://a.example/s/lessons/x.html"
    assert known.served("loss=x^2") == "https://b.example/?loss=x^2"
