"""The outside of a link: an address, a query string or Streamlit's mapping <-> (key, text) pairs.

What is read is generous: an address as it was wrapped, escaped or typed by hand still reads.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, unquote, unquote_plus

from experiment.link.plus import with_plus_signs, with_plus_signs_in_rule
from experiment.problems import Notes

MAX_QUERY = 4096  # characters of keys and texts; what lies beyond is not read
_MAX_ENCODED = 4 * MAX_QUERY  # of a query string, before its escapes are read
_MAX_WRAPS = 5
# Keys whose texts hold plus signs, and how those are found that were read as spaces.
FORMULAS = {
    "loss": with_plus_signs,
    "rule": with_plus_signs_in_rule,
    "model": with_plus_signs,
}
VERSIONS = ("1", "2")  # of the grammar, by a link's `v`: `+` is a space in formulas too
# A note on what was read all the same, not on what could not be.
PLUS = "a + between two terms is read as a plus sign, which a link writes as %2B."
# Browsers leave these as they are in a query; `+`, `&`, `#`, `%` and `;` would be misread.
_READABLE = "^()*,/:!=|@"
_ENDS_OF_LINES = ";"  # told apart by eye
_LINES = ("rule", "data")
_SPACED = ("loss", "model")  # formulas whose spaces, if any, are those that somebody typed
_DOTS = re.compile(r"\.(?=\.|$)|(?<=\.)\.")  # several in a row, or one at the end of a text
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|/")
_AMPERSAND = re.compile(r"&(?:(?:amp|#0*38|#x0*26);)+", re.IGNORECASE)
# An address within an address, percent-encoded or as it is.
_WRAPPED = re.compile(r"(?:(?<=[=/])https?(?::|%3A)|^https?%3A)(?:/|%2F){2}[^&#\s]*", re.IGNORECASE)

Pairs = list[tuple[str, str]]
Parts = Iterator[tuple[str, str, bool]]  # key, text, and whether its spaces are surely spaces


def split(link: str | Mapping[str, Sequence[str]], notes: Notes) -> Pairs:
    """Return the parts of a link in order; `notes` hears of a link that is too long."""
    beyond, parts = _of_text(link) if isinstance(link, str) else (0, _of_mapping(link))
    kept, length = [], beyond - 1
    for key, text, sure in parts:
        length += len(key) + len(text) + 2  # the `=` and the `&`
        if length - beyond <= MAX_QUERY:
            kept.append((key, text, sure))
    if length > MAX_QUERY:
        notes.add(
            "link",
            f"The link has {length:,} characters, of which at most {MAX_QUERY:,} are read, "
            "so its last parts are left out.",
        )
    versioned = any(key == "v" and text in VERSIONS for key, text, _ in kept)
    return [(key, text if versioned or sure else _formula(key, text, notes))
            for key, text, sure in kept]  # fmt: skip


def join(pairs: Pairs, *, portable: bool = False) -> str:
    """Return the query string: spaces as `+`, mathematics left readable.

    portable   nothing besides letters, digits and `-._~` is left as it is, nor a space in a formula
               or a dot at which programs end a link
    """
    safe = "" if portable else _READABLE
    ends = "" if portable else _ENDS_OF_LINES
    escaped = ((key, quote(text, safe=safe + ends * (key in _LINES))) for key, text in pairs)
    if portable:
        escaped = ((key, _DOTS.sub("%2E", text)) for key, text in escaped)
    return "&".join(
        f"{key}={text if portable and key in _SPACED else text.replace('%20', '+')}"
        for key, text in escaped
    )


def _formula(key: str, text: str, notes: Notes) -> str:
    """Return a formula with the plus signs that were read as spaces."""
    read = FORMULAS[key](text) if key in FORMULAS else text
    if read != text:
        notes.add(key, f"{key}: {PLUS}")
    return read


def _of_mapping(link: Mapping[str, Sequence[str]]) -> Parts:
    for key, texts in link.items():
        for text in [texts] if isinstance(texts, str) else texts:
            yield _key(_printable(key)), _printable(text), "+" in text or " " not in text


def _of_text(link: str) -> tuple[int, Parts]:
    """Return how many characters are not read, and the parts of the others."""
    query = _query_of(_unwrapped(_printable(link)))
    kept = query
    if len(query) > _MAX_ENCODED:  # whole parts only: a cut loss is another loss
        kept = query[: _MAX_ENCODED + 1].rpartition("&")[0]
    return len(query) - len(kept), _parts(kept)


def _parts(query: str) -> Parts:
    """Yield the parts; a text with real spaces was typed, so a `+` in it is a plus sign."""
    typed = " " in query
    for part in filter(None, query.split("&")):
        key, _, text = part.partition("=")
        key = _key(unquote_plus(key))
        text, plus = text.strip(), "%2B" in text.upper()
        bare = (typed and not plus) or "%20" in text  # nobody writes spaces in both ways
        if " " in text or (bare and key in FORMULAS):
            yield key, unquote(text), True
        else:
            yield key, unquote_plus(text), plus or "+" not in text


def _key(key: str) -> str:
    """Return the name of a part: without what is left of `&amp;`, in small letters."""
    return _AMPERSAND.sub("", f"&{key}").removeprefix("&").strip().lower()


def _query_of(link: str) -> str:
    """Return what follows the question mark of an address, or the bare query itself."""
    before, mark, after = link.partition("?")
    if scheme := _ADDRESS.match(link):
        # A mail filter that rewrites the characters of an address cannot be undone.
        return "" if "://" in before[scheme.end() :] else after.partition("#")[0]
    if mark and "=" not in before and "&" not in before:
        return after.partition("#")[0]
    return link if "=" in link else unquote(link)


def _unwrapped(link: str) -> str:
    """Return the address that a mail filter or a search engine put into one of its own."""
    link = _AMPERSAND.sub("&", "".join(link.splitlines()).strip())
    link = link.strip("<>\"'") if link[:1] in "<\"'" else link
    for _ in range(_MAX_WRAPS):
        found = _WRAPPED.search(link)
        if not found:
            break
        bare = "?" in found[0] and "=" in found[0] and "%26" not in found[0]
        link = link[found.start() :] if bare else unquote(found[0])
        if bare:
            break
    return link


def _printable(text: object) -> str:
    """Return the text without lone surrogates, which no link could carry on."""
    return str(text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
