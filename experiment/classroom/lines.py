"""From a pasted text to names and links, in any wrapping that chat, mail and forms make of them."""

import quopri
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple

MAX_LINES = 500  # with something in them
MAX_LINK = 8192  # characters: a link of 4,096, every sign of it escaped
MAX_TEXT = 2_000_000  # characters of all
MAX_ROW = 5 * MAX_LINK  # characters of a line, its name and its wrapping among them
MAX_NAME = 60  # characters of a name
BROKEN = 60  # a mail that breaks lines leaves none that is shorter and ends within a link

_KEY = r"(?:loss|data|model|run|rule|goal|where|steps)"
# An address up to a space or what may close it, or a bare query up to the end of the line.
_ADDRESS = re.compile(r"https?(?:://|%3A%2F%2F)[^\s<>\"“”]+", re.IGNORECASE)
_QUERY = re.compile(rf"(?<![\w%&?.])\??(?:{_KEY})=.*", re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(rf"[?&]{_KEY}=3D|=\n[^\n]*=3D", re.IGNORECASE)
_GOES_ON = re.compile(r"[\w%&=+.,;:*^()/|!@~-]*[%&=+][\w%&=+.,;:*^()/|!@~-]*", re.ASCII)
_TAG = re.compile(r"<(?!https?:|[^<>\s]*@)/?[a-z][^<>]*>", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*[\"']?", re.IGNORECASE)
_DATE = r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s*[AaPp]\.?[Mm]\.?)?"
_TIME = f"(?:{_DATE}|{_CLOCK})"
_WHEN = re.compile(
    rf"(?:^|(?<=[\s,;\t\[\"]))[\[(]?{_TIME}(?:[T,\s]+{_TIME})*Z?[\])]?(?=$|[\s,;\t\"\]])"
)
_FROM = re.compile(r"^\W*(?:from|von|de)\s+(.*?)\s+(?:to|an|à)\s+\w+.*$", re.IGNORECASE)
# Control characters, marks of direction, what has no width, halves of pairs.
_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ud800-\\udfff]"
)
_LABEL = re.compile(r"\[[^\]]*(?:\]\()?\Z")  # of a link in Markdown
_BULLET = re.compile(r"^(?:[>|*•·–—-]+|\d{1,3}[.)])\s+")
_EDGES = " \t,;:|=>*_~`'\"“”„‘’()[]{}<-–—•·→"
_ENDS = "".join(sign for sign in _EDGES if sign not in ")]}")
_CLOSERS = ".,;:!?'*_~`’”|"


class Line(NamedTuple):
    """A line of the text that holds something: its number from 1, and what was found in it.

    link   empty where there is none
    """

    number: int
    name: str
    link: str


def lines_of(text: str, said: Callable[[str], str] | None = None) -> Iterator[Line]:
    """Yield the lines of a text with the names and links in them.

    said   what is made of the text before a link; without it a name, see `name_of`
    A name may stand before the link or alone on the line above it.
    """
    waiting: Line | None = None
    for number, row in _rows(_plain(text)):
        found = _line(number, row, said or name_of)
        if found.link and not found.name and waiting and waiting.number == number - 1:
            yield found._replace(name=waiting.name)
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = None if found.link else found
        if found.link:
            yield found
    if waiting:
        yield waiting


def _plain(text: str) -> str:
    """Return the text with its line ends as `\\n`, without what does not print."""
    text = text[:MAX_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    if _QUOTED_PRINTABLE.search(text):
        text = quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")
    return _UNSEEN.sub("", text)


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not empty; one that a mail has broken is whole again."""
    held: tuple[int, str] | None = None
    last = 0
    for number, whole in enumerate(text.split("\n"), start=1):
        row = whole[:MAX_ROW]
        bare = row.strip().removeprefix(">").strip()
        if held and last >= BROKEN and _goes_on(held[1], bare):
            held = held[0], held[1] + bare
        elif bare:
            if held:
                yield held
            held = number, row.strip()
        last = len(row.strip())
    if held:
        yield held


def _goes_on(row: str, bare: str) -> bool:
    """Say whether a line goes on with the link at the end of the line before."""
    if len(bare) > MAX_LINK or len(row) > MAX_LINK:
        return False
    *_, found = [None, *_ADDRESS.finditer(row)]
    ends = found is not None and found.end() == len(row) and "=" in found[0]
    return ends and bool(_GOES_ON.fullmatch(bare)) and "://" not in bare


def _line(number: int, row: str, said: Callable[[str], str]) -> Line:
    row = _TAG.sub(_opened, row) if "<" in row else row
    found = _ADDRESS.search(row)
    if found and ("=" in found[0] or "%3D" in found[0].upper()):
        before, link = row[: found.start()], _closed(found[0], row[: found.start()])
        return Line(number, said(before), link)
    found = _QUERY.search(row)
    if found:
        return Line(number, said(row[: found.start()]), found[0].strip().strip("\"'`"))
    return Line(number, said(row), "")


def _opened(tag: re.Match[str]) -> str:
    """Return what a tag of HTML leads to, if anything, without the tag."""
    return (
        f" {unescape(tag[0][reference.end() :])} " if (reference := _HREF.search(tag[0])) else " "
    )


def _closed(link: str, before: str) -> str:
    """Return an address without what follows it: a label, brackets, the end of a sentence."""
    if before.rstrip().endswith("<") and link.count("|") % 2:  # `<address|label>`
        link = link.rpartition("|")[0]
    link = link.partition("](")[0]  # `[address](address)`
    link = link.rstrip(_CLOSERS)
    while link[-1:] in (")", "]", "}") and link.count(link[-1]) > link.count(_OPENS[link[-1]]):
        link = link[:-1].rstrip(_CLOSERS)
    return link


_OPENS = {")": "(", "]": "[", "}": "{"}


def name_of(text: str) -> str:
    """Return the name in what stands before a link: without times, bullets and brackets."""
    text = _LABEL.sub("", text[: 10 * MAX_NAME])
    text = _WHEN.sub(" ", text.replace("\t", " , "))
    if spoken := _FROM.match(text):
        text = spoken[1]
    text = _BULLET.sub("", text.strip())
    cells = [_bare(cell) for cell in text.replace('","', " , ").split(" , ")]
    text = _bare(", ".join(filter(None, cells)))
    return " ".join(text.split())[:MAX_NAME].rstrip()


def question_of(text: str) -> str:
    """Return the whole of what stands before a link, without its bullet and brackets."""
    return " ".join(_bare(_BULLET.sub("", _LABEL.sub("", text).strip())).split())


def _bare(text: str) -> str:
    return text.lstrip(_EDGES).rstrip(_ENDS)
