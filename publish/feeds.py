"""What machines read of a site, in whole addresses: its pages, and how a page is embedded."""

import json
from collections.abc import Iterable
from html import escape

from experiment.export.in_words import FRAME_SIZE, frame
from figures.preview import SIZE
from publish.shell import NAME, Page
from publish.where import Where


def sitemap(pages: Iterable[Page], where: Where) -> str:
    """Return the sitemap of a site whose address is known (https://www.sitemaps.org/protocol.html)."""
    paths = ("" if page.path == "index.html" else page.path for page in pages)
    rows = "".join(f"<url><loc>{escape(where.absolute(path))}</loc></url>\n" for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )


def robots(where: Where) -> str:
    """Return what tells a search engine of the sitemap."""
    return f"User-agent: *\nAllow: /\nSitemap: {where.absolute('sitemap.xml')}\n"


def oembed(page: Page, where: Where) -> str:
    """Return how a page is embedded, as JSON (https://oembed.com, version 1.0)."""
    width, height = FRAME_SIZE
    told = {
        "version": "1.0",
        "type": "rich",
        "provider_name": NAME,
        "provider_url": where.address,
        "title": page.title,
        "thumbnail_url": where.absolute(page.picture),
        "thumbnail_width": SIZE[0],
        "thumbnail_height": SIZE[1],
        "html": frame(where.absolute(page.path)),
        "width": width,
        "height": height,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
