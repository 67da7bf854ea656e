"""What the browser gets: the component's own text, and plotly.js from the installed wheel."""

import gzip
import re
from functools import cache
from hashlib import blake2b
from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

HERE = Path(__file__).parent
PLAYER, SAVER, RELAY, ENGINE, STANDALONE = (
    HERE / "js" / name
    for name in ("player.js", "saving/saver.js", "relay.js", "engine/run.js", "standalone.js")
)
_IMPORT = re.compile(r'^import .* from "(.+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:const|function\*?|class) (\w+)", re.MULTILINE)
# No string holds what looks like a comment.
_COMMENT = re.compile(r" */\*\*.*?\*/ *| *// [^\n]*", re.DOTALL)
# Strings keep their spaces, and so does a line with a template or a regular expression.
_SPACE = re.compile(
    r'^ *(.*(?:`|/(?! )|(?<! )/).*)$|("[^"]*")| *([=,{}()<>?:;*|&/]+) *|^ +| +$|^\n', re.MULTILINE
)
YEAR = 365 * 24 * 3600


def text(name: str) -> str:
    """Return the text of a file of this folder."""
    return (HERE / name).read_text(encoding="utf-8")


def modules(entry: Path) -> list[Path]:
    """Return a module after all those that it imports, directly or not, each of them once."""
    needs = [(entry.parent / name).resolve() for name in _IMPORT.findall(entry.read_text("utf-8"))]
    return list(dict.fromkeys([*(path for need in needs for path in modules(need)), entry]))


@cache
def script(entry: Path = PLAYER) -> str:
    """Return a module and its imports as one without imports; only its own entry is exported.

    It travels with every new figure: comments, types and spaces that mean nothing stay here.
    """
    *others, own = (path.read_text("utf-8") for path in modules(entry))
    joined = _IMPORT.sub("", "\n".join([*map(_enclosed, others), own]))
    bare = _COMMENT.sub("", joined)
    bare = _SPACE.sub(lambda found: "".join(filter(None, found.groups())), bare)
    return re.sub(r"^export (?!default)", "", bare, flags=re.MULTILINE)


def _enclosed(module: str) -> str:
    """Return a module whose own names nobody meets but those that it exports."""
    names = ",".join(_EXPORT.findall(module))
    module = module.replace("export default ", "")
    return f"const {{{names}}} = (() => {{\n{module}\nreturn {{{names}}};\n}})();"


@cache
def gif_encoder() -> str:
    """Return the encoder of GIFs as the constant `gifenc`: see vendor/README.md."""
    code, _, names = text("vendor/gifenc.esm.js").rpartition("export{")
    parts = (name.split(" as ") for name in names.rpartition("}")[0].split(","))
    offered = ",".join(f"{shown}:{own}" for own, shown in parts if shown != "default")
    return f"const gifenc=(()=>{{{code}return{{{offered}}};}})();\n"


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
    """Return the route of the server that hands out plotly.js, under whatever path it is asked."""
    return Route(f"/{{base:path}}{library_path()}", send_library)


def send_library(request: Request) -> Response:
    """Answer with plotly.js; a browser that cannot unpack it gets it unpacked."""
    headers = {"Cache-Control": f"public, max-age={YEAR}, immutable", "Vary": "Accept-Encoding"}
    body = library()
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, media_type="text/javascript", headers=headers)
