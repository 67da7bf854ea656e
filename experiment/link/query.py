"""The outside of a link: a URL, a query string or Streamlit's mapping -> (key, text) pairs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, unquote_plus

from experiment.problems import Notes

MAX_QUERY = 4096  # characters; what lies beyond is not read
# Browsers leave these as they are in a query; `+`, `&`, `#`, `%` and `;` would be misread.
_READABLE = "^()*,/:!=|@"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|/")

Pairs = list[tuple[str, str]]


def split(link: str | Mapping[str, Sequence[str]], notes: Notes) -> Pairs:
    """Return the parts of a link in order; `notes` hears of a link that is too long."""
    if isinstance(link, str):
        return list(_decoded(_within_limit(_query_of(_printable(link)), notes)))
    lists = {key: [texts] if isinstance(texts, str) else texts for key, texts in link.items()}
    pairs = [(_printable(key), _printable(t)) for key, texts in lists.items() for t in texts]
    return _shortened(pairs, notes)


def join(pairs: Pairs) -> str:
    """Return the query string: spaces as `+`, mathematics left readable."""
    escaped = ((key, quote(text, safe=_READABLE + " ")) for key, text in pairs)
    return "&".join(f"{key}={text.replace(' ', '+')}" for key, text in escaped)


def _query_of(link: str) -> str:
    """Return what follows the question mark of an address, or the bare query itself."""
    link = link.strip()
    before, mark, after = link.partition("?")
    if _ADDRESS.match(link) or (mark and "=" not in before and "&" not in before):
        return after.partition("#")[0]
    return link


def _within_limit(query: str, notes: Notes) -> str:
    if len(query) <= MAX_QUERY:
        return query
    _say_too_long(len(query), notes)
    return query[: MAX_QUERY + 1].rpartition("&")[0]  # whole parts only: a cut loss is another loss


def _decoded(query: str) -> Iterator[tuple[str, str]]:
    for part in query.split("&"):
        if part:
            key, _, text = part.partition("=")
            yield unquote_plus(key), unquote_plus(text)


def _printable(text: object) -> str:
    """Return the text without lone surrogates, which no link could carry on."""
    return str(text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _shortened(pairs: Pairs, notes: Notes) -> Pairs:
    ends, total = [], 0
    for key, text in pairs:
        total += len(key) + len(text) + 2  # the `=` and the `&`
        ends.append(total)
    if total > MAX_QUERY + 1:
        _say_too_long(total, notes)
    return [pair for pair, end in zip(pairs, ends, strict=True) if end <= MAX_QUERY + 1]


def _say_too_long(length: int, notes: Notes) -> None:
    notes.add(
        "link",
        f"The link has {length:,} characters, of which at most {MAX_QUERY:,} are read, "
        "so its last parts are left out.",
    )
