"""The files that the pages share: plotly.js, and the player with its engine."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from plotly.offline import get_plotlyjs

from player import assets

ENTRY = Path(__file__).parent / "js" / "question.js"


@dataclass(frozen=True)
class Shared:
    """A file of the site with a fingerprint in its name: a browser never mixes two versions."""

    stem: str
    read: Callable[[], str]

    def name(self) -> str:
        """Return its path below the folder of the site."""
        return _named(self.stem, self.read)


@cache
def _named(stem: str, read: Callable[[], str]) -> str:
    return f"{stem}-{blake2b(read().encode(), digest_size=6).hexdigest()}.js"


def player() -> str:
    """Return the player, its engine and the question as one script."""
    return assets.script(ENTRY)


PLAYING = (Shared("plotly", get_plotlyjs), Shared("player", player))
