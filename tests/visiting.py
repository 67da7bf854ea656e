"""A visit to a page without a browser, and what can be read off it."""

import json
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

from experiment import Experiment, decode
from ui.state import Key, State

MAIN = Path(__file__).parents[1] / "pages" / "main.py"


def opened(link: str = "") -> AppTest:
    """Return the page as a visitor who opens this link finds it."""
    app = AppTest.from_file(MAIN, default_timeout=60)
    for key, texts in parse_qs(link, keep_blank_values=True).items():
        app.query_params[key] = texts
    return checked(app.run())


def checked(app: AppTest) -> AppTest:
    """Return the app after making sure that its script ran to the end."""
    assert not app.exception
    return app


def with_options(app: AppTest) -> AppTest:
    """Return the app with what is behind Options in view."""
    app.session_state["look"] = True
    return checked(app.run())


def state(app: AppTest) -> State:
    """Return what the visit keeps."""
    found: State = app.session_state[Key.STATE]
    return found


def shown(app: AppTest) -> Experiment:
    """Return the experiment on the screen."""
    return state(app).experiment


def in_link(app: AppTest) -> Experiment:
    """Return the experiment that the address bar carries."""
    experiment, problems = decode({key: app.query_params[key] for key in app.query_params})
    assert problems == ()
    return experiment


def player(app: AppTest) -> dict[str, Any]:
    """Return what the player was given; strict JSON, for a NaN would kill it."""

    def refuse(word: str) -> None:
        raise AssertionError(f"{word} in the player's data")

    proto = next(c.proto for c in app.get("bidi_component") if "player" in c.proto.component_name)
    data: dict[str, Any] = json.loads(proto.json, parse_constant=refuse)
    return data


def html(app: AppTest) -> str:
    """Return the text of what is written as HTML beside the sidebar."""
    return unescape(" ".join(block.body for block in app.main.get("html")))


def markdown(app: AppTest) -> str:
    """Return what is written as Markdown beside the sidebar."""
    return " ".join(block.value for block in app.main.markdown)
