"""The page of a loss of the catalogue: four runs on it that play, and its facts."""

from dataclasses import dataclass
from html import escape

from losses import Entry
from player.standalone import stage
from publish.picture import Seen, see, stood_in_for, told
from publish.shell import Page


@dataclass(frozen=True, eq=False)
class Drawn:
    """A loss of the catalogue that was run; `stage` is its player as HTML."""

    entry: Entry
    seen: Seen
    stage: str

    @property
    def path(self) -> str:
        """Of its page, below the folder of the site."""
        return f"catalogue/{self.entry.key}.html"

    @property
    def picture(self) -> str:
        """The path of its pictures, without their endings."""
        return picture(self.entry)

    @property
    def files(self) -> dict[str, str | bytes]:
        """The pictures that stand beside the page, by their paths."""
        return {
            f"{self.picture}.svg": self.seen.thumbnail(),
            f"{self.picture}.png": self.seen.preview(),
        }


def draw(entry: Entry) -> Drawn:
    """Run four optimizers on a loss. Raises LossError."""
    seen = see(f"loss={entry.key}")
    data = {"shown": [told(seen)], "veiled": None, "right": 0}
    return Drawn(entry, seen, stage(data, stood_in_for(f"{picture(entry)}.svg")))


def picture(entry: Entry) -> str:
    """Return the path of a loss's pictures, without their endings."""
    return f"pictures/catalogue/{entry.key}"


def page(one: Drawn) -> Page:
    """Return the page."""
    entry = one.entry
    formula = f"f({', '.join(one.seen.loss.variables)}) = {one.seen.loss.plain}"
    body = _BODY.format(
        group=escape(entry.group),
        title=escape(entry.title),
        formula=escape(formula),
        note=escape(entry.note),
        minima=escape(entry.where_smallest),
        source=escape(entry.source),
        stage=one.stage,
        caption=escape(one.seen.caption),
        link=f"loss={escape(entry.key)}",
    )
    return Page(
        path=one.path,
        title=entry.title,
        description=f"{entry.note} {entry.where_smallest}",
        body=body,
        picture=f"{one.picture}.png",
        link=f"loss={entry.key}",
        framed=True,
        plays=True,
    )


_BODY = """<header class="study">
<div>
<p class="chapter">{group}</p>
<h1>{title}</h1>
<p>{note}</p>
</div>
<div>
<p><code>{formula}</code></p>
<p>{minima}</p>
<p class="source">{source}</p>
<p class="on"><a href="../catalogue.html">All losses</a></p>
</div>
</header>
{stage}<footer><p>{caption}</p><p><code>{link}</code></p></footer>"""
