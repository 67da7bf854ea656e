"""What the browser gets: the component's own text, and plotly.js from the installed wheel."""

import gzip
import re
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

HERE = Path(__file__).parent
# In the order of their needs: a component's script is one file without relative imports.
MODULES = (
    "arrays",
    "numbers",
    "theme",
    "figure",
    "symbols",
    "tracks",
    "tangent",
    "model",
    "ink",
    "grid",
    "space",
    "ghosts",
    "redraw",
    "areas",
    "starts",
    "offer",
    "clock",
    "legend",
    "singled",
    "transport",
    "zoomed",
    "library",
    "player",
)
SAVER = ("vectors", "compose", "film", "library", "saver")  # of the buttons that save the picture
EAR = ("ear",)  # of what hears of the playhead elsewhere on the page
YEAR = 365 * 24 * 3600


def text(name: str) -> str:
    """Return the text of a file of this folder."""
    return (HERE / name).read_text(encoding="utf-8")


def script(modules: Sequence[str] = MODULES) -> str:
    """Return modules as one, the player's if none are named; only the last one's entry exported."""
    joined = "\n".join(text(f"js/{name}.js") for name in modules)
    joined = re.sub(r"^import .*;\n", "", joined, flags=re.MULTILINE)
    # It travels with every new figure: comments and indents stay here.
    joined = re.sub(r"^ *(//.*|/\*\*.*\*/)?\n", "", joined, flags=re.MULTILINE)
    joined = re.sub(r"^ +| +// .*$", "", joined, flags=re.MULTILINE)
    return re.sub(r"^export (?!default)", "", joined, flags=re.MULTILINE)


@cache
def library() -> bytes:
    """Return plotly.js, compressed: a third of its size, done once."""
    wheel = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    return gzip.compress(wheel.read_bytes(), 6, mtime=0)


@cache
def library_path() -> str:
    """Return the address of plotly.js, with a fingerprint, so that it can be cached for good."""
    return f"plotly-{blake2b(library(), digest_size=6).hexdigest()}.js"


def plotly_route() -> Route:
    """Return the route of the server that hands out plotly.js."""
    return Route(f"/{library_path()}", send_library)


def send_library(request: Request) -> Response:
    """Answer with plotly.js; a browser that cannot unpack it gets it unpacked."""
    headers = {"Cache-Control": f"public, max-age={YEAR}, immutable", "Vary": "Accept-Encoding"}
    body = library()
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, media_type="text/javascript", headers=headers)
