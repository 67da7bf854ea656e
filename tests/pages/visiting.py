"""A visit to a page without a browser."""

from pathlib import Path
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


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
