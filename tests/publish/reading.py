"""A page of the site as a browser reads it, without a browser."""

from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "img", "circle", "path", "br", "input"}


class Read(HTMLParser):
    """What a page names and shows: its links, ids, meta, title, and that its tags are in pairs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.asked: list[str] = []  # what the page fetches by itself
        self.leads: list[str] = []  # where its links go
        self.ids: list[str] = []
        self.meta: dict[str, str] = {}
        self.rel: dict[str, str] = {}
        self.words: dict[str, str] = {}  # the text of each kind of element
        self.open: list[str] = []
        self.tags: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        self.asked += [given[name] for name in ("src", "srcset", "poster", "data") if name in given]
        if tag == "a":
            self.leads.append(given["href"])
        if tag == "link":
            self.rel[given["rel"]] = given["href"]
        if tag == "meta" and "content" in given:
            name = given.get("property") or given.get("name") or given.get("http-equiv", "")
            self.meta[name] = given["content"]
        if "id" in given:
            self.ids.append(given["id"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self.open[-1:]:
            self.words[tag] = self.words.get(tag, "") + data


def read(file: Path) -> Read:
    """Return a page that was written."""
    return Read(file.read_text("utf-8"))
