"""The parts of a report's page: its style, tables, and small curves as SVG."""

from collections.abc import Sequence
from typing import NamedTuple

from experiment.study.profiles import Array

WIDTH, HEIGHT, EDGE = 168, 92, 6  # of a panel's picture, in its own units
_STYLE = """
:root{color-scheme:light dark;--page:light-dark(#fff,#0f131a);--ink:light-dark(#1c2430,#e8ecf2);
--quiet:light-dark(#566171,#a3adbb);--line:light-dark(#dde2ea,#2a313c);
--faint:light-dark(#c3cad5,#3a4452);--accent:light-dark(#0e5cee,#5d99ff)}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:62rem;background:var(--page);
color:var(--ink);font:1rem/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
h1{font-size:1.7rem;line-height:1.2}h2{font-size:1.25rem;margin-top:2.5rem}
p,ul{max-width:46rem}dfn{font-style:normal;font-weight:600}
.wide{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:.875rem;margin:.5rem 0}
caption{text-align:left;color:var(--quiet);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem .9rem .3rem 0;
border-bottom:1px solid var(--line)}
thead th{color:var(--quiet);font-weight:500}tbody th{font-weight:600}
.panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.75rem 1rem}
.panels figure{margin:0}.panels figcaption{font-size:.875rem;font-weight:600}
svg{display:block;width:100%;height:auto}.tick{font-size:9px;fill:var(--quiet)}
.frame{stroke:var(--line)}.others{stroke:var(--faint);fill:none}
.own{stroke:var(--accent);stroke-width:2;fill:none}
:focus-visible{outline:2px solid var(--accent)}
"""


class Curve(NamedTuple):
    """A rule's curve: its name as HTML, and shares from 0 to 1 over rising numbers."""

    name: str
    x: Array
    y: Array


def document(title: str, body: str) -> str:
    """Return a whole page around HTML; title and body are escaped already."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><main>{body}</main></body>"
        "</html>\n"
    )


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose first column names the rows; all texts are HTML."""
    top = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "\n".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
        for first, *rest in rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{caption}"><table>'
        f"<caption>{caption}</caption><thead><tr>{top}</tr></thead>\n<tbody>{body}</tbody>"
        "</table></div>\n"
    )


def panels(curves: Sequence[Curve], ticks: tuple[str, str, str], of: str) -> str:
    """Return a small picture for each curve, with all the others behind it.

    The pictures are hidden from screen readers: the table beside them has their numbers.
    """
    low = min(float(curve.x[0]) for curve in curves)
    high = max(float(curve.x[-1]) for curve in curves)
    lines = [_line(curve, low, high) for curve in curves]
    behind = "".join(f'<path d="{line}"/>' for line in lines)
    first, middle, last = ticks
    base = HEIGHT - 14
    ends = ((EDGE, "start", first), (WIDTH // 2, "middle", middle), (WIDTH - EDGE, "end", last))
    frame = f'<path class="frame" d="M{EDGE} {EDGE}H{WIDTH - EDGE}M{EDGE} {base}H{WIDTH - EDGE}"/>'
    frame += "".join(
        f'<text class="tick" x="{x}" y="{HEIGHT - 3}" text-anchor="{anchor}">{text}</text>'
        for x, anchor, text in ends
    )
    shared = (
        f'<svg width="0" height="0" aria-hidden="true" style="position:absolute"><defs>'
        f'<g id="{(key := _key(lines))}">{frame}<g class="others">{behind}</g></g></defs></svg>'
    )
    figures = "".join(
        f"<figure><figcaption>{curve.name}</figcaption>"
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true"><use href="#{key}"/>'
        f'<path class="own" d="{line}"/></svg></figure>\n'
        for curve, line in zip(curves, lines, strict=True)
    )
    note = f"<p>From bottom to top: {of}, 0 to 100 %. In blue the rule, in grey the others.</p>"
    return f'{shared}{note}<div class="panels">{figures}</div>'


def _line(curve: Curve, low: float, high: float) -> str:
    """Return the path of a curve."""
    across = (WIDTH - 2 * EDGE) / ((high - low) or 1.0)
    up = HEIGHT - 14 - EDGE
    points = (
        f"{EDGE + (x - low) * across:.1f} {HEIGHT - 14 - y * up:.1f}"
        for x, y in zip(curve.x.tolist(), curve.y.tolist(), strict=True)
    )
    return f"M{'L'.join(points)}"


def _key(lines: Sequence[str]) -> str:
    """Return a name for what the panels of one figure share."""
    return f"shared-{len(''.join(lines))}-{len(lines)}"
