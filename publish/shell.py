"""What every page of the site has: its head, the way around, and nothing from elsewhere."""

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from html import escape
from pathlib import Path
from textwrap import shorten
from urllib.parse import quote

from figures.preview import SIZE
from player.standalone import INSIDE, metas
from player.standalone import style as player_style
from publish import scripts
from publish.where import Where

HERE = Path(__file__).parent
NAME = "Switchback"
DESCRIBED = 200  # characters that a search engine or a chat shows
# The files of the site, wherever it stands; opened from a disk, "self" is no address.
IMAGES = f"'self' file: {INSIDE}"

# A path downhill and its end.
ICON = "data:image/svg+xml," + quote(
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><path d='M1 2l4 8 3-4 4 6' "
    "fill='none' stroke='#0e5cee' stroke-width='2'/><circle cx='12' cy='12' r='3' fill='#0e5cee'/>"
    "</svg>",
    safe="",
)


@dataclass(frozen=True)
class Page:
    """A page of the site. `title` and `description` are plain text, `body` is HTML.

    path      below the folder of the site
    picture   of the page, for wherever its link is pasted
    link      the query string that shows the same on a server
    framed    whether it may stand in a frame of another page; it then has an oEmbed file
    plays     whether it has a player
    """

    path: str
    title: str
    description: str
    body: str
    picture: str
    link: str = ""
    framed: bool = False
    plays: bool = False

    @property
    def up(self) -> str:
        """The way from the page to the folder of the site."""
        return "../" * self.path.count("/")

    @property
    def oembed(self) -> str:
        """The path of the file that tells how to embed the page."""
        return f"oembed/{self.path.removesuffix('.html')}.json"


def html(page: Page, where: Where) -> str:
    """Return the whole page."""
    style = sheet(plays=page.plays)
    body = page.body
    # The same page has the same number whenever it is written; nothing in it can know that before.
    nonce = blake2b(f"{page.path}{style}{body}".encode(), digest_size=16).hexdigest()
    files = scripts.PLAYING if page.plays else ()
    loaded = "".join(
        f'<script nonce="{nonce}" src="{page.up}{file.name()}" defer></script>\n' for file in files
    )
    return _PAGE.format(
        metas=metas(nonce, IMAGES),
        icon=ICON,
        head=head(page, where),
        style=style,
        kind="playing" if page.plays else "reading",
        ways=ways(page, where),
        body=body,
        scripts=loaded,
    )


def head(page: Page, where: Where) -> str:
    """Return title, description, pictures and the page's own address, where that is known."""
    title = page.title if page.title == NAME else f"{page.title} · {NAME}"
    told = shorten(page.description, DESCRIBED, placeholder=" …")
    picture = where.absolute(page.picture) or page.up + page.picture
    own = where.served(page.link) if page.link else ""
    own = own or where.absolute("" if page.path == "index.html" else page.path)
    meta = {
        "og:site_name": NAME,
        "og:type": "article" if page.framed else "website",
        "og:title": page.title,
        "og:description": told,
        "og:url": own,
        "og:image": picture,
        "og:image:type": "image/png",
        "og:image:width": str(SIZE[0]),
        "og:image:height": str(SIZE[1]),
        "og:image:alt": f"The loss seen from above, and the paths of the optimizers: {page.title}",
        "twitter:card": "summary_large_image",
        "twitter:title": page.title,
        "twitter:description": told,
        "twitter:image": picture,
    }
    lines = [
        f"<title>{escape(title)}</title>",
        f'<meta name="description" content="{escape(told)}">',
    ]
    lines += [
        f'<meta {"name" if name.startswith("twitter") else "property"}="{name}" '
        f'content="{escape(text)}">'
        for name, text in meta.items()
        if text
    ]
    if own:
        lines.append(f'<link rel="canonical" href="{escape(own)}">')
    if page.framed and (found := where.absolute(page.oembed)):
        lines.append(
            f'<link rel="alternate" type="application/json+oembed" href="{escape(found)}" '
            f'title="{escape(page.title)}">'
        )
    return "\n".join(lines)


def ways(page: Page, where: Where) -> str:
    """Return the links to the other parts of the site, out of a frame, and to the server."""
    parts = {"index.html": "Lessons", "catalogue.html": "Catalogue", "sheets.html": "Worksheets"}
    links = [
        f'<a href="{page.up}{path}"{" aria-current=page" * (path == page.path)}>{label}</a>'
        for path, label in parts.items()
    ]
    if page.framed:
        own = page.path.rpartition("/")[2]
        links.append(
            f'<a class="out" href="{own}" target="_blank" rel="noopener">Open this page</a>'
        )
    if where.server:
        to = escape(where.served(page.link) or where.server)
        links.append(f'<a class="server" href="{to}" rel="noopener">Open on the server</a>')
    return f'<a class="name" href="{page.up}index.html">{NAME}</a>\n' + "\n".join(links)


@cache
def sheet(*, plays: bool) -> str:
    """Return the style of a page."""
    own = (HERE / "site.css").read_text("utf-8")
    return player_style() + own if plays else own + (HERE / "sheet.css").read_text("utf-8")


def alone(title: str, body: str) -> str:
    """Return a sheet as a page of its own, which runs no script and asks nobody for anything.

    title  plain text; `body` is HTML
    """
    return _ALONE.format(title=escape(title), style=sheet(plays=False), body=body)


_ALONE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="reading">
{body}
</body>
</html>
"""
_PAGE = """<!doctype html>
<html lang="en">
<head>
{metas}
<link rel="icon" href="{icon}">
{head}
<style>{style}</style>
{scripts}</head>
<body class="{kind}">
<nav class="ways" aria-label="Site">
{ways}
</nav>
{body}
</body>
</html>
"""
