"""Small pictures as the page holds them."""

from urllib.parse import quote

# What a data address in an attribute may hold as it is; markup is escaped, so nothing can end it.
_SAFE = " ,;:=/+-.()!*@"


def image(svg: str) -> str:
    """Return the picture as an <img> of decoration; the page's HTML admits no SVG itself."""
    return f'<img class="sb-thumb" alt="" src="data:image/svg+xml,{quote(svg, safe=_SAFE)}">'
