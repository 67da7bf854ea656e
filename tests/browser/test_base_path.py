"""Behind a path of a larger site all of the page arrives, its drawing library too."""

from playwright.sync_api import Browser

from tests.browser.conftest import free_port, serving
from tests.browser.visitor import TWO, Visitor

PATH = "/tools/switchback"


def test_the_picture_is_drawn_behind_a_path(browser: Browser) -> None:
    port = free_port()
    with serving(port, "--server.baseUrlPath", PATH.strip("/"), path=PATH):
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        visitor = Visitor(context, f"http://127.0.0.1:{port}")
        visitor.drawn(PATH + TWO)
        assert visitor.errors == []
        assert all(PATH in url for url in visitor.requests if url.startswith(visitor.address))
        context.close()
