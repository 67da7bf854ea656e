"""A network that brings the answers to two changes at once."""

from playwright.sync_api import Page, WebSocketRoute
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.visitor import TWO, Visitor

CARD = "[class*=st-key-card-] button"


class SlowNet:
    """Holds back what the server says, until it is let through."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.holds = False
        self.held: list[str | bytes] = []
        page.route_web_socket("**/_stcore/stream", self._between)

    def waits_for(self, answers: int) -> None:
        """Wait until the server has drawn the page so many times."""
        while sum(map(_ends, self.held)) < answers:
            self.page.wait_for_timeout(50)

    def let_through(self) -> None:
        self.holds = False
        for message in self.held:
            self.browser.send(message)

    def _between(self, browser: WebSocketRoute) -> None:
        self.browser = browser
        server = browser.connect_to_server()
        browser.on_message(server.send)
        server.on_message(self._answer)

    def _answer(self, message: str | bytes) -> None:
        if self.holds:
            self.held.append(message)
        else:
            self.browser.send(message)


def _ends(message: str | bytes) -> bool:
    """Return whether a message says that a page is drawn."""
    assert isinstance(message, bytes)
    return ForwardMsg.FromString(message).HasField("script_finished")


def test_a_card_that_opens_while_another_change_is_on_its_way_shows_its_numbers(
    visitor: Visitor,
) -> None:
    net = SlowNet(visitor.page)
    page = visitor.drawn(TWO)
    visitor.ready()
    net.holds = True
    for answers, card in enumerate((page.locator(CARD).first, page.locator(CARD).last), 1):
        card.click()
        net.waits_for(answers)
    net.let_through()
    visitor.ready()
    before = visitor.query()
    for key, shown in (("rate", ["0.1", "0.3"]), ("steps", ["40"])):
        fields = page.locator(f"[class*=st-key-{key}] input")
        assert [field.input_value() for field in fields.all()] == shown
    sliders = page.locator("[class*=st-key-lr-] input[type=range]")
    assert [s.get_attribute("aria-valuetext") for s in sliders.all()] == ["0.1", "0.3"]
    page.locator(CARD).last.click()  # tells the server what all widgets show
    visitor.ready()
    assert visitor.query() == before
